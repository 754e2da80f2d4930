import type { FastifyInstance, FastifyReply } from 'fastify'
import { notFound } from '../../errors.ts'
import type { Page } from '../../forms/definition.ts'
import type { Problem } from '../../forms/walk.ts'
import { message } from '../../i18n/messages.ts'
import { one, readForm } from '../../web/form-body.ts'
import type { ApplyOptions } from './options.ts'
import { pageAfter, pageBefore, questionPage, rowsPage, type UploadFault } from './pages.ts'
import { problemsOf, shownOn, shownWith } from './shown.ts'
import { makeUploads, uploadField } from './uploads.ts'
import { bodyOf, titled, type Visit, type Visits } from './visit.ts'

/** One page of questions; in a repeat page one row of it, `new` until it is first saved. */
type Place = { page: Page; rowId?: string }

/** The pages of questions: shown, saved, and what their buttons do. */
export function questionRoutes(app: FastifyInstance, options: ApplyOptions, visits: Visits) {
  const { applications, limits, today, newId } = options
  const keepUpload = makeUploads(options)

  const show = visits.withDraft(async (visit) => {
    const place = placeOf(visit)
    return isList(place) ? showRows(visit, place.page, []) : showQuestions(visit, place, [], [])
  })

  const save = visits.withDraft(async (visit) => {
    const place = placeOf(visit)
    return isList(place) ? saveRows(visit, place.page) : saveQuestions(visit, place)
  })

  for (const address of ['/services/:slug/apply/p/:page', '/services/:slug/apply/p/:page/:row']) {
    app.get(address, show)
    app.post(address, save)
  }

  async function saveQuestions(visit: Visit, place: Place): Promise<FastifyReply> {
    if (place.rowId === 'new' && isFull(visit, place)) return visit.go(addressOf(visit, { page: place.page }))
    const here: Place = place.rowId === 'new' ? { ...place, rowId: newId() } : place
    const { body, faults, stored } = await receive(visit, here)
    const before = shownOn(visit.application, place.page, place.rowId)
    const after = shownWith(visit.application, here.page, here.rowId, body, today())
    const saved = here.rowId
      ? await applications.saveRow(visit.application, here.page, here.rowId, before, body)
      : await applications.savePage(visit.application, here.page, before, body)
    const now = { ...visit, application: stored > 0 ? await applications.reload(saved) : saved }
    const [act, target = ''] = one(body, 'act').split(':')
    if (act === 'remove') await applications.detach(now.application, target)
    if (act === 'up') await applications.moveUp(now.application, target)
    if (act === 'remove' || act === 'up') return visit.go(addressOf(visit, here))
    if (act === 'upload' && stored === 0 && faults.length === 0) faults.push(...noneChosen(visit, here))
    if (faults.length > 0) return showQuestions(now, here, [], faults)
    // A question that this page's own answers brought up was not yet seen: it is asked, not complained about.
    const isNewlyAsked = after.some((key) => !before.includes(key))
    if (isNewlyAsked) {
      const asked = after.find((key) => !before.includes(key)) ?? ''
      return visit.go(`${addressOf(visit, here)}${visit.isChange ? '&' : '?'}more=1#${asked}`)
    }
    if (act === 'upload') return visit.go(addressOf(visit, here))
    const problems = problemsOf(now.application, here.page, here.rowId)
    return problems.length > 0 ? showQuestions(now, here, problems, []) : visit.go(nextOf(now, here))
  }

  async function receive(visit: Visit, { page, rowId }: Place) {
    const faults: UploadFault[] = []
    let stored = 0
    const body = await readForm(
      visit.request,
      async (key, part) => {
        const outcome = await keepUpload(visit, page, rowId, key, part)
        if (outcome === 'stored') stored += 1
        else if (outcome !== 'nothing') faults.push({ key, text: outcome.fault })
      },
      { files: limits.filesPerRequest, fileBytes: limits.fileBytes },
    )
    return { body, faults, stored }
  }

  async function saveRows(visit: Visit, page: Page): Promise<FastifyReply> {
    const { application, base, isChange } = visit
    const [act, rowId = ''] = one(bodyOf(visit.request), 'act').split(':')
    if (act === 'add') return visit.go(`${base}/p/${page.id}/new${isChange ? '?change=1' : ''}`)
    if (act === 'remove') {
      await applications.removeRow(application, page, rowId)
      return visit.go(addressOf(visit, { page }))
    }
    const problems = application.walked.problems.filter((problem) => problem.page === page.id)
    return problems.length > 0 ? showRows(visit, page, problems) : visit.go(nextOf(visit, { page }))
  }
}

/** The page an address names, if it is on this person's way. */
function placeOf({ application, request }: Visit): Place {
  const { page: pageId, row } = request.params
  const page = application.walked.pages.find((one) => one.page.id === pageId)?.page
  if (!page || (row && !page.repeat)) throw notFound()
  if (!row) return { page }
  const isKnown = row === 'new' || application.input.rows[page.id]?.some(({ id }) => id === row)
  if (!isKnown) throw notFound()
  return { page, rowId: row }
}

const isList = ({ page, rowId }: Place) => page.repeat !== undefined && rowId === undefined

/** Beyond the most a page takes, rows are not kept even in a draft: nothing else would end their number. */
function isFull({ application }: Visit, { page }: Place): boolean {
  return (application.input.rows[page.id]?.length ?? 0) >= (page.repeat?.max ?? 0)
}

function addressOf({ base, isChange }: Visit, { page, rowId }: Place): string {
  return `${base}/p/${page.id}${rowId ? `/${rowId}` : ''}${isChange ? '?change=1' : ''}`
}

function nextOf({ application, base, isChange }: Visit, { page, rowId }: Place): string {
  if (isChange) return `${base}/check`
  if (rowId) return `${base}/p/${page.id}`
  const next = pageAfter(application.walked.pages, page.id)
  return next ? `${base}/p/${next}` : `${base}/check`
}

function noneChosen({ application, lang }: Visit, { page }: Place): UploadFault[] {
  const key = page.fields.find((one) => uploadField(application, page, one))
  return key ? [{ key, text: message('apply.noneChosen', lang) }] : []
}

function showRows(visit: Visit, page: Page, problems: Problem[]): FastifyReply {
  const view = rowsPage(visit.application, page, problems, visit.base, visit.lang)
  return visit.reply.page(
    'requests/rows',
    { ...view, ...around(visit, { page }, view) },
    problems.length > 0 ? 422 : 200,
  )
}

function showQuestions(
  visit: Visit,
  place: Place,
  problems: Problem[],
  uploadFaults: UploadFault[],
): FastifyReply {
  const shown = shownOn(visit.application, place.page, place.rowId)
  const view = questionPage(visit.application, { ...place, shown }, problems, uploadFaults, visit.lang)
  const status = view.problems.length > 0 ? 422 : 200
  return visit.reply.page('requests/question', { ...view, ...around(visit, place, view) }, status)
}

/** The ways out of a page: back, on, and later. */
function around(
  visit: Visit,
  place: Place,
  { heading, service, problems }: { heading: string; service: string; problems: unknown[] },
) {
  const { application, base, isChange, lang } = visit
  const before = pageBefore(application.walked.pages, place.page.id)
  const back = place.rowId ? `${base}/p/${place.page.id}` : before ? `${base}/p/${before}` : base
  return {
    ...titled(heading, service, problems, lang),
    back: isChange ? `${base}/check` : back,
    action: addressOf(visit, place),
    savePath: `${base}/saved`,
    forgetPath: `${base}/forget`,
    isMore: visit.request.query['more'] !== undefined && problems.length === 0,
  }
}
