import type {} from '@fastify/cookie'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { dayOf } from '../calendar/dates.ts'
import { intakeOn, type PublishedService } from '../catalogue/published.ts'
import { notFound, UserError } from '../errors.ts'
import type { Page } from '../forms/definition.ts'
import { walk } from '../forms/walk.ts'
import { message } from '../i18n/messages.ts'
import { say } from '../i18n/text.ts'
import type { FormBody } from '../web/body.ts'
import { one, readForm } from '../web/form-body.ts'
import { inLanguage } from '../web/language.ts'
import type { Application, Applications } from './application.ts'
import * as pages from './apply-pages.ts'
import { inputOf, slotOf, typedOn, withPage, withRow } from './draft-input.ts'
import type { Filing } from './filing.ts'
import type { Request } from './request.ts'
import { faultText } from './uploads/faults.ts'
import type { Receiver } from './uploads/receive.ts'

/** The public's door to filling in and sending, under `/services/:slug/apply`. */
export type ApplyOptions = {
  bySlug: (slug: string) => Promise<PublishedService | undefined>
  applications: Applications
  filing: Filing
  receive: Receiver
  limits: { fileBytes: number; filesPerRequest: number; draftBytes: number }
  /** Where the applicant's answer is. */
  receiptPath: (request: Request) => string
  sendResumeLink: (application: Application, to: string, address: string) => Promise<boolean>
  publicUrl: string
  today: () => string
  newId: () => string
}

type Params = { slug: string; page: string; row: string; token: string }
type Req = FastifyRequest<{ Params: Params; Querystring: Record<string, string | string[]> }>

const COOKIE = 'draft'

export function applyDoor(app: FastifyInstance, options: ApplyOptions, done: () => void) {
  const { applications, filing } = options
  const isSecure = options.publicUrl.startsWith('https:')

  const basePath = (slug: string) => `/services/${slug}/apply`
  const go = (request: FastifyRequest, reply: FastifyReply, path: string) =>
    reply.redirect(inLanguage(path, request.lang), 303)

  // The same draft in both languages: the cookie travels to the apply pages of each and nowhere else.
  function setCookie(reply: FastifyReply, slug: string, token: string, days: number) {
    for (const lang of ['th', 'en'] as const) {
      reply.setCookie(COOKIE, token, {
        path: inLanguage(basePath(slug), lang),
        httpOnly: true,
        sameSite: 'lax',
        secure: isSecure,
        maxAge: days * 86_400,
      })
    }
  }

  function clearCookie(reply: FastifyReply, slug: string) {
    for (const lang of ['th', 'en'] as const)
      reply.clearCookie(COOKIE, { path: inLanguage(basePath(slug), lang) })
  }

  async function serviceOf(request: Req): Promise<PublishedService> {
    const service = await options.bySlug(request.params.slug)
    if (!service) throw notFound()
    return service
  }

  const openDraft = async (request: Req, service: PublishedService) =>
    applications.open(request.cookies[COOKIE], service.id)

  /** Runs a page with the draft; without one, leads back to the start with a word about it. */
  function withDraft(
    handler: (application: Application, request: Req, reply: FastifyReply, base: string) => Promise<unknown>,
  ) {
    return async (request: Req, reply: FastifyReply) => {
      const service = await serviceOf(request)
      const base = basePath(service.slug)
      const application = await openDraft(request, service)
      if (!application) return go(request, reply, `${base}?lost=1`)
      reply.header('cache-control', 'no-store')
      if (application.draft.requestId) {
        const sent = await filing.fileRequest(application)
        if (sent) return go(request, reply, options.receiptPath(sent))
      }
      return handler(application, request, reply, base)
    }
  }

  const pageOf = (application: Application, id: string): Page => {
    const found = application.walked.pages.find(({ page }) => page.id === id)
    if (!found) throw notFound()
    return found.page
  }

  app.get('/services/:slug/apply', async (request: Req, reply) => {
    const service = await serviceOf(request)
    const application = await openDraft(request, service)
    const prefill = prefillOf(service, request.query)
    const definition = service.current.definition
    reply.header('cache-control', 'no-store')
    return reply.page('requests/start', {
      service: say(definition.title, request.lang),
      manualPath: `/services/${service.slug}`,
      applyPath: basePath(service.slug),
      forgetPath: `${basePath(service.slug)}/forget`,
      minutes: definition.minutesToFill,
      intake: intakeOn(service, options.today()),
      opensAt: service.opensAt ?? '',
      isLost: request.query['lost'] !== undefined,
      isForgotten: request.query['forgotten'] !== undefined,
      hasDraft: application !== undefined && application.draft.requestId === null,
      confirmed: definition.confirmed,
      emergency: definition.emergency ? say(definition.emergency, request.lang) : '',
      draftDays: definition.retention.draftDays,
      prefill: Object.entries(prefill).map(([name, value]) => ({ name, value })),
    })
  })

  app.post('/services/:slug/apply', async (request: Req, reply) => {
    const service = await serviceOf(request)
    const base = basePath(service.slug)
    if (intakeOn(service, options.today()) !== 'open') return go(request, reply, base)
    const body = (request.body ?? {}) as FormBody
    const existing = await openDraft(request, service)
    if (one(body, 'act') === 'continue' && existing && !existing.draft.requestId) {
      return go(request, reply, `${base}/check`)
    }
    const { token, days } = await applications.begin(service, request.lang, prefillOf(service, body))
    setCookie(reply, service.slug, token, days)
    return go(request, reply, `${base}/p/${service.current.definition.form.pages[0]?.id ?? ''}`)
  })

  const showPage = withDraft(async (application, request, reply, base) => {
    const page = pageOf(application, request.params.page)
    if (page.repeat && !request.params.row) return showRows(application, page, [], request, reply, base)
    const rowId = rowOf(application, page, request.params.row)
    return showQuestions(application, page, rowId, [], [], request, reply, base, 200)
  })
  app.get('/services/:slug/apply/p/:page', showPage)
  app.get('/services/:slug/apply/p/:page/:row', showPage)

  function showRows(
    application: Application,
    page: Page,
    problems: Application['walked']['problems'],
    request: Req,
    reply: FastifyReply,
    base: string,
  ) {
    const view = pages.rowsPage(application, page, problems, base, request.lang)
    const data = { ...chrome(application, page, undefined, base, request), ...view, ...titled(view, request) }
    return reply.page('requests/rows', data, problems.length > 0 ? 422 : 200)
  }

  function showQuestions(
    application: Application,
    page: Page,
    rowId: string | undefined,
    problems: Application['walked']['problems'],
    uploadFaults: pages.UploadFault[],
    request: Req,
    reply: FastifyReply,
    base: string,
    status: number,
  ) {
    const shown = shownOn(application, page, rowId)
    const view = pages.questionPage(
      application,
      { page, shown, ...(rowId && { rowId }) },
      problems,
      uploadFaults,
      request.lang,
    )
    const data = { ...chrome(application, page, rowId, base, request), ...view, ...titled(view, request) }
    return reply.page('requests/question', data, status)
  }

  /** The ways out of a page: back, on, and later. */
  function chrome(
    application: Application,
    page: Page,
    rowId: string | undefined,
    base: string,
    request: Req,
  ) {
    const before = pages.pageBefore(application.walked.pages, page.id)
    const isChange = request.query['change'] !== undefined
    const here = `${base}/p/${page.id}`
    const back = rowId ? here : before ? `${base}/p/${before}` : base
    return {
      back: isChange ? `${base}/check` : back,
      action: (rowId ? `${here}/${rowId}` : here) + (isChange ? '?change=1' : ''),
      savePath: `${base}/saved`,
    }
  }

  /** The title of a page with faults says so first: it is the first thing a screen reader reads. */
  function titled(
    { heading, service, problems }: { heading: string; service: string; problems: unknown[] },
    request: Req,
  ) {
    const whole = `${heading} – ${service}`
    return {
      pageTitle: problems.length > 0 ? message('apply.errorTitle', request.lang, { title: whole }) : whole,
    }
  }

  const savePage = withDraft(async (application, request, reply, base) => {
    const page = pageOf(application, request.params.page)
    const isChange = request.query['change'] !== undefined
    const here = `${base}/p/${page.id}`
    if (page.repeat && !request.params.row) return saveRows(application, page, isChange, request, reply, base)
    const isNew = request.params.row === 'new'
    const rowId = isNew ? options.newId() : rowOf(application, page, request.params.row)
    const faults: pages.UploadFault[] = []
    let stored = 0
    const body = await readForm(
      request,
      async (field, part) => {
        const fault = await keepUpload(application, page, rowId, field, part, request)
        if (fault === 'stored') stored += 1
        else if (fault) faults.push({ key: field, text: fault })
      },
      { files: options.limits.filesPerRequest, fileBytes: options.limits.fileBytes },
    )
    const act = one(body, 'act')
    const before = shownOn(application, page, isNew ? undefined : rowId)
    const shown = shownAfter(application, page, rowId, body)
    const saved = rowId
      ? await applications.saveRow(application, page, rowId, before, body)
      : await applications.savePage(application, page, before, body)
    const fresh = stored > 0 ? await reopen(request, saved) : saved
    const self = rowId ? `${here}/${rowId}` : here
    const [verb, target = ''] = act.split(':')
    if (verb === 'remove') await applications.detach(fresh, target)
    if (verb === 'up') await applications.moveUp(fresh, target)
    if (verb === 'remove' || verb === 'up') return go(request, reply, self + (isChange ? '?change=1' : ''))
    if (verb === 'upload' && stored === 0 && faults.length === 0)
      faults.push(...nothingChosen(application, page, request))
    if (faults.length > 0) return showQuestions(fresh, page, rowId, [], faults, request, reply, base, 422)
    // A question that this page's own answers brought up was not yet seen: it is asked, not complained about.
    const isNewlyAsked = shown.some((key) => !before.includes(key))
    if (verb === 'upload' || isNewlyAsked) return go(request, reply, self + (isChange ? '?change=1' : ''))
    const problems = problemsOf(fresh, page, rowId)
    if (problems.length > 0) return showQuestions(fresh, page, rowId, problems, [], request, reply, base, 422)
    return go(request, reply, nextPath(fresh, page, rowId, isChange, base))
  })
  app.post('/services/:slug/apply/p/:page', savePage)
  app.post('/services/:slug/apply/p/:page/:row', savePage)

  async function saveRows(
    application: Application,
    page: Page,
    isChange: boolean,
    request: Req,
    reply: FastifyReply,
    base: string,
  ) {
    const here = `${base}/p/${page.id}`
    const [act, rowId = ''] = one((request.body ?? {}) as FormBody, 'act').split(':')
    if (act === 'add') return go(request, reply, `${here}/new${isChange ? '?change=1' : ''}`)
    if (act === 'remove') {
      await applications.removeRow(application, page, rowId)
      return go(request, reply, here)
    }
    const problems = application.walked.problems.filter((problem) => problem.page === page.id)
    if (problems.length > 0) return showRows(application, page, problems, request, reply, base)
    return go(request, reply, nextPath(application, page, undefined, isChange, base))
  }

  function nextPath(
    application: Application,
    page: Page,
    rowId: string | undefined,
    isChange: boolean,
    base: string,
  ) {
    if (isChange) return `${base}/check`
    if (rowId) return `${base}/p/${page.id}`
    const next = pages.pageAfter(application.walked.pages, page.id)
    return next ? `${base}/p/${next}` : `${base}/check`
  }

  /** Undefined when the part was empty, `stored`, or the sentence of what is wrong with it. */
  async function keepUpload(
    application: Application,
    page: Page,
    rowId: string | undefined,
    key: string,
    part: MultipartFile,
    request: Req,
  ): Promise<string | undefined> {
    const field = application.form.fields[key]
    if (field?.kind !== 'file' || !page.fields.includes(key)) {
      part.file.resume()
      return undefined
    }
    if (part.filename === '') {
      part.file.resume()
      return undefined
    }
    const rules = {
      accept: field.accept,
      maxBytes: options.limits.fileBytes,
      maxFiles: field.maxFiles,
      maxTotalBytes: options.limits.draftBytes,
    }
    const received = await options.receive(part, rules)
    if (!received.ok) return say(faultText(received.fault, rules), request.lang)
    const { name, type, size, sha256 } = received
    try {
      await applications.attach(
        application,
        { field: slotOf(key, rowId), name, type, size, sha256 },
        field.maxFiles,
      )
      return 'stored'
    } catch (error) {
      if (!(error instanceof UserError) || error.kind !== 'tooLarge') throw error
      const inField = application.attachments.filter(
        (attachment) => attachment.field === slotOf(key, rowId),
      ).length
      return say(faultText(inField >= field.maxFiles ? 'tooMany' : 'quota', rules), request.lang)
    }
  }

  function nothingChosen(application: Application, page: Page, request: Req): pages.UploadFault[] {
    const key = page.fields.find((one) => application.form.fields[one]?.kind === 'file')
    return key ? [{ key, text: message('apply.noneChosen', request.lang) }] : []
  }

  async function reopen(request: Req, application: Application): Promise<Application> {
    const again = await applications.open(request.cookies[COOKIE], application.draft.serviceId)
    if (!again) throw notFound()
    return again
  }

  app.get(
    '/services/:slug/apply/check',
    withDraft(async (application, request, reply, base) => {
      const faulty = pages.firstFaultyPage(application)
      if (faulty) return go(request, reply, `${base}/p/${faulty}`)
      return showCheck(application, request, reply, base, false)
    }),
  )

  function showCheck(
    application: Application,
    request: Req,
    reply: FastifyReply,
    base: string,
    isUndeclared: boolean,
  ) {
    const last = application.walked.pages.at(-1)?.page.id
    const view = pages.checkPage(application, base, request.lang)
    const problems = isUndeclared
      ? [{ href: '#declare', text: message('apply.check.undeclared', request.lang) }]
      : []
    return reply.page(
      'requests/check',
      {
        ...view,
        ...titled(
          { heading: message('apply.check.title', request.lang), service: view.service, problems },
          request,
        ),
        problems,
        isUndeclared,
        back: `${base}/p/${last ?? ''}`,
        sendPath: `${base}/send`,
        savePath: `${base}/saved`,
        forgetPath: `${base}/forget`,
      },
      isUndeclared ? 422 : 200,
    )
  }

  app.post(
    '/services/:slug/apply/send',
    withDraft(async (application, request, reply, base) => {
      const body = (request.body ?? {}) as FormBody
      const faulty = pages.firstFaultyPage(application)
      if (faulty) return go(request, reply, `${base}/p/${faulty}`)
      if (one(body, 'declare') !== 'yes') return showCheck(application, request, reply, base, true)
      const filed = await filing.fileRequest(application)
      return go(request, reply, filed ? options.receiptPath(filed) : `${base}/check`)
    }),
  )

  app.get(
    '/services/:slug/apply/saved',
    withDraft(async (application, request, reply, base) =>
      reply.page('requests/saved', savedView(application, request, base, '', false)),
    ),
  )

  app.post(
    '/services/:slug/apply/saved',
    withDraft(async (application, request, reply, base) => {
      const body = (request.body ?? {}) as FormBody
      const token = await applications.resumeToken(application)
      const address = options.publicUrl + inLanguage(`${base}/resume/${token}`, request.lang)
      const to = one(body, 'email').trim()
      const isSent = to !== '' && (await options.sendResumeLink(application, to, address))
      const refused = to !== '' && !isSent ? to : undefined
      return reply.page(
        'requests/saved',
        savedView(application, request, base, address, isSent, refused),
        refused ? 422 : 200,
      )
    }),
  )

  function savedView(
    application: Application,
    request: Req,
    base: string,
    address: string,
    isSent: boolean,
    refused?: string,
  ) {
    const service = say(application.published.definition.title, request.lang)
    const problems = refused ? [{ href: '#email', text: message('apply.saved.badEmail', request.lang) }] : []
    return {
      ...titled({ heading: message('apply.saved.title', request.lang), service, problems }, request),
      service,
      problems,
      until: dayOf(new Date(application.draft.expiresAt)),
      address,
      isSent,
      isBadEmail: refused !== undefined,
      email: refused ?? '',
      startPath: base,
      savePath: `${base}/saved`,
      continuePath: `${base}/check`,
      forgetPath: `${base}/forget`,
    }
  }

  // The link is opened by its owner's click: mail scanners that follow links only see the button.
  app.get('/services/:slug/apply/resume/:token', async (request: Req, reply) => {
    const service = await serviceOf(request)
    reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer')
    return reply.page('requests/resume', {
      service: say(service.current.definition.title, request.lang),
      action: `${basePath(service.slug)}/resume/${encodeURIComponent(request.params.token)}`,
    })
  })

  app.post('/services/:slug/apply/resume/:token', async (request: Req, reply) => {
    const service = await serviceOf(request)
    const base = basePath(service.slug)
    const application = await applications.open(request.params.token, service.id)
    if (!application) return go(request, reply, `${base}?lost=1`)
    setCookie(reply, service.slug, request.params.token, application.published.definition.retention.draftDays)
    return go(request, reply, `${base}/check`)
  })

  app.post('/services/:slug/apply/forget', async (request: Req, reply) => {
    const service = await serviceOf(request)
    const application = await openDraft(request, service)
    if (application && !application.draft.requestId) await applications.forget(application)
    clearCookie(reply, service.slug)
    // Chromium and Firefox drop pages kept for the Back button as well.
    reply.header('clear-site-data', '"cache"')
    return go(request, reply, `${basePath(service.slug)}?forgotten=1`)
  })

  function shownAfter(
    application: Application,
    page: Page,
    rowId: string | undefined,
    body: FormBody,
  ): string[] {
    const { form, typed, attachments } = application
    const next = rowId
      ? withRow(typed, form, page, rowId, page.fields, typedOn(form, page, body))
      : withPage(typed, form, page, page.fields, typedOn(form, page, body))
    const walked = walk(form, inputOf(next, attachments), options.today())
    return shownOn({ ...application, typed: next, input: inputOf(next, attachments), walked }, page, rowId)
  }

  done()
}

/** The questions shown on a page now; for a row that is still to come, those of an empty row. */
function shownOn(application: Application, page: Page, rowId: string | undefined): string[] {
  const walkedPage = application.walked.pages.find((one) => one.page.id === page.id)
  if (!page.repeat) return walkedPage?.rows[0] ?? []
  const rows = application.input.rows[page.id] ?? []
  const index = rows.findIndex((row) => row.id === rowId)
  if (index >= 0) return walkedPage?.rows[index] ?? []
  const withEmptyRow = {
    ...application.input,
    rows: { ...application.input.rows, [page.id]: [...rows, { id: '', raw: {} }] },
  }
  const walked = walk(application.form, withEmptyRow, application.draft.updatedAt.slice(0, 10))
  return walked.pages.find((one) => one.page.id === page.id)?.rows.at(-1) ?? []
}

function rowOf(application: Application, page: Page, row: string | undefined): string | undefined {
  if (!page.repeat) {
    if (row) throw notFound()
    return undefined
  }
  if (row === 'new') return 'new'
  if (!application.input.rows[page.id]?.some((one) => one.id === row)) throw notFound()
  return row
}

function problemsOf({ walked, input }: Application, page: Page, rowId: string | undefined) {
  const row = rowId === undefined ? undefined : input.rows[page.id]?.findIndex((one) => one.id === rowId)
  return walked.problems.filter((problem) => problem.page === page.id && problem.row === row)
}

/** Opening answers from the manual page: only options that its choice questions really have. */
function prefillOf(
  service: PublishedService,
  given: Record<string, string | string[]>,
): Record<string, string> {
  const { fields } = service.current.definition.form
  const known = Object.entries(given).filter(([key, value]) => {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined
    return field?.kind === 'choice' && !field.many && field.options.some((option) => option.id === value)
  })
  return Object.fromEntries(known) as Record<string, string>
}
