import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { message } from '../../i18n/messages.ts'
import type { FormBody } from '../../web/body.ts'
import { one, readForm } from '../../web/form-body.ts'
import { inLanguage } from '../../web/language.ts'
import { makeUploads } from '../apply/uploads.ts'
import type { CounterDraft } from './drafts.ts'
import { fieldOf, SHOWN } from './form.ts'
import type { CounterOptions } from './options.ts'
import { counterPage, NOTHING_TOLD, shownNames, type Told } from './pages.ts'

type Params = { draft: string }
type Req = FastifyRequest<{ Params: Params; Querystring: Record<string, string | string[]> }>
type UploadFault = Told['uploads'][number]

const config = { right: 'counter.file' as const }

/** Inputs of the longest form with all its rows: one page holds what the web spreads over many. */
const MOST_FIELDS = 5000

/** Filling in on one page. Every button sends the whole page, and all of it is kept before anything else happens. */
export function draftingRoutes(app: FastifyInstance, options: CounterOptions) {
  const { drafts, takingIn, applications, limits } = options
  const keepUpload = makeUploads(options)

  app.get('/desk/counter/:draft', { config }, async (request: Req, reply) => {
    const draft = await drafts.find(request.officer, request.params.draft)
    if (draft.draft.requestId) return toSlip(request, reply, draft)
    return show(request, reply, draft, { ...NOTHING_TOLD, isMore: request.query['more'] !== undefined })
  })

  app.post('/desk/counter/:draft', { config }, async (request: Req, reply) => {
    const before = await drafts.find(request.officer, request.params.draft)
    if (before.draft.requestId) return toSlip(request, reply, before)
    const { body, uploads, stored } = await receive(request, before)
    const kept = await drafts.keep(before, body)
    if (kept.draft.draft.requestId) return toSlip(request, reply, kept.draft)
    const [act = '', target = ''] = one(body, 'act').split(':')
    if (act === 'discard') return discard(request, reply, kept.draft)
    const draft = await perform(kept.draft, act, target, stored > 0)
    if (act === 'upload' && stored === 0 && uploads.length === 0) uploads.push(...noneChosen(request, draft))
    const told = { ...NOTHING_TOLD, uploads, differences: kept.differences }
    if (uploads.length > 0) return show(request, reply, draft, told, 422)
    if (kept.differences.length > 0) return show(request, reply, draft, told, 409)
    if (act === 'file') return file(request, reply, draft, body)
    return act === 'leave' ? go(request, reply, '/desk/counter?kept=1') : goOn(request, reply, draft, body)
  })

  async function receive(request: Req, draft: CounterDraft) {
    const uploads: UploadFault[] = []
    let stored = 0
    const body = await readForm(
      request,
      async (name, part) => {
        const { key, row } = fieldOf(name)
        const page = draft.form.pages.find(({ fields }) => fields.includes(key))
        const isThere = row === undefined || draft.typed.rows[page?.id ?? '']?.some(({ id }) => id === row)
        if (!page || !isThere || (page.repeat === undefined) !== (row === undefined)) {
          part.file.resume()
          return
        }
        const visit = { application: draft, lang: request.lang }
        const outcome = await keepUpload(visit, page, row, key, part)
        if (outcome === 'stored') stored += 1
        else if (outcome !== 'nothing') uploads.push({ name, text: outcome.fault })
      },
      { files: limits.filesPerRequest, fileBytes: limits.fileBytes, fields: MOST_FIELDS },
    )
    return { body, uploads, stored }
  }

  async function perform(draft: CounterDraft, act: string, target: string, hasNewFiles: boolean) {
    const [pageId = '', row = ''] = target.split('/')
    const page = draft.form.pages.find(({ id, repeat }) => id === pageId && repeat)
    if (act === 'add' && page) return drafts.addRow(draft, page, drafts.newRow())
    if (act === 'drop' && page) return drafts.removeRow(draft, page, row)
    if (act === 'remove') await applications.detach(draft, target)
    else if (act === 'up') await applications.moveUp(draft, target)
    else if (!hasNewFiles) return draft
    return drafts.reload(draft)
  }

  async function discard(request: Req, reply: FastifyReply, draft: CounterDraft) {
    await applications.forget(draft)
    return go(request, reply, '/desk/counter?discarded=1')
  }

  async function file(request: Req, reply: FastifyReply, draft: CounterDraft, body: FormBody) {
    const fresh = newlyAsked(draft, body)
    const faults = await takingIn.faultsOf(draft)
    // A question that these very answers brought up was not yet seen: it is asked, not complained about.
    const problems = faults.filter(({ name }) => !fresh.includes(name))
    if (problems.length > 0)
      return show(request, reply, draft, { ...NOTHING_TOLD, problems, isMore: fresh.length > 0 }, 422)
    if (fresh.length > 0) return goOn(request, reply, draft, body)
    const filed = await takingIn.takeIn(request.officer, draft)
    if (filed) return go(request, reply, `/desk/counter/slips/${filed.reference}`)
    return goOn(request, reply, draft, body)
  }

  function goOn(request: Req, reply: FastifyReply, draft: CounterDraft, body: FormBody) {
    const [first] = newlyAsked(draft, body)
    const here = `/desk/counter/${draft.draft.id}`
    return go(request, reply, first === undefined ? here : `${here}?more=1#part-${first}`)
  }

  async function toSlip(request: Req, reply: FastifyReply, draft: CounterDraft) {
    const filed = await takingIn.takeIn(request.officer, draft)
    return go(request, reply, filed ? `/desk/counter/slips/${filed.reference}` : '/desk/counter')
  }

  function show(request: Req, reply: FastifyReply, draft: CounterDraft, told: Told, status = 200) {
    const view = counterPage(draft, told, request.lang)
    const title = message('counter.form.title', request.lang, { service: view.service })
    const page = {
      ...view,
      pageTitle: status === 422 ? message('apply.errorTitle', request.lang, { title }) : title,
      action: `/desk/counter/${draft.draft.id}`,
    }
    return reply.deskPage('counter/form', page, status)
  }

  /** One name serves all upload buttons, so that the fault stands beside the first field that takes files. */
  function noneChosen(request: Req, draft: CounterDraft): UploadFault[] {
    const name = shownNames(draft).find((one) => draft.form.fields[fieldOf(one).key]?.kind === 'file')
    return name === undefined ? [] : [{ name, text: message('apply.noneChosen', request.lang) }]
  }
}

const go = (request: FastifyRequest, reply: FastifyReply, path: string) =>
  reply.redirect(inLanguage(path, request.lang), 303)

/** Questions that are shown now and were not on the page that was sent. */
function newlyAsked(draft: CounterDraft, body: FormBody): string[] {
  const seen = new Set([body[SHOWN] ?? ''].flat().join(' ').split(' '))
  return shownNames(draft).filter((name) => !seen.has(name))
}
