import type { FastifyInstance } from 'fastify'
import { dayOf } from '../../calendar/dates.ts'
import { message } from '../../i18n/messages.ts'
import { say } from '../../i18n/text.ts'
import { one } from '../../web/form-body.ts'
import { inLanguage } from '../../web/language.ts'
import { newToken } from '../reference.ts'
import type { ApplyOptions } from './options.ts'
import { basePath, bodyOf, daysOf, go, titled, type Req, type Visit, type Visits } from './visit.ts'

type Link = { address: string; isSent: boolean; refused: string }

/** Saving for later: a link that opens the draft on another device, shown or sent. */
export function savedRoutes(app: FastifyInstance, options: ApplyOptions, visits: Visits) {
  const { applications } = options

  app.get(
    '/services/:slug/apply/saved',
    visits.withDraft(async (visit) =>
      visit.reply.page('requests/saved', savedView(visit, { address: '', isSent: false, refused: '' })),
    ),
  )

  app.post(
    '/services/:slug/apply/saved',
    visits.withDraft(async (visit) => {
      const { application, base, lang, request, reply } = visit
      const token = newToken()
      const address = options.publicUrl + inLanguage(`${base}/resume/${token}`, lang)
      const to = one(bodyOf(request), 'email').trim()
      const isSent = to !== '' && (await options.sendResumeLink(application, to, address))
      if (to !== '' && !isSent) {
        // The link of the letter before goes on working.
        const refused = savedView(visit, { address: '', isSent, refused: to })
        return reply.page('requests/saved', refused, 422)
      }
      await applications.openBy(application, token)
      if (visits.cameByLink(visit)) visits.setCookie(reply, request.params.slug, token, daysOf(application))
      return reply.page('requests/saved', savedView(visit, { address, isSent, refused: '' }))
    }),
  )

  // The link is opened by its owner's click: mail scanners that follow links only see the button.
  app.get('/services/:slug/apply/resume/:token', async (request: Req, reply) => {
    const service = await visits.serviceOf(request)
    reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer')
    return reply.page('requests/resume', {
      service: say(service.current.definition.title, request.lang),
      action: `${basePath(service.slug)}/resume/${encodeURIComponent(request.params.token)}`,
    })
  })

  app.post('/services/:slug/apply/resume/:token', async (request: Req, reply) => {
    const service = await visits.serviceOf(request)
    const base = basePath(service.slug)
    const { token } = request.params
    const application = await applications.open(token, service.id)
    // A link opens drafts only: it may lie in another's mailbox, and a request that was sent is not its own.
    if (!application || application.draft.requestId) return go(request, reply, `${base}?lost=1`)
    visits.setCookie(reply, service.slug, token, daysOf(application))
    return go(request, reply, `${base}/check`)
  })
}

function savedView({ application, base, lang }: Visit, { address, isSent, refused }: Link) {
  const service = say(application.published.definition.title, lang)
  const problems = refused ? [{ href: '#email', text: message('apply.saved.badEmail', lang) }] : []
  return {
    ...titled(message('apply.saved.title', lang), service, problems, lang),
    service,
    problems,
    until: dayOf(new Date(application.draft.expiresAt)),
    address,
    isSent,
    isBadEmail: refused !== '',
    email: refused,
    startPath: base,
    savePath: `${base}/saved`,
    continuePath: `${base}/check`,
    forgetPath: `${base}/forget`,
  }
}
