import type { FastifyInstance } from 'fastify'
import { intakeOn, type PublishedService } from '../../catalogue/published.ts'
import { say } from '../../i18n/text.ts'
import { one } from '../../web/form-body.ts'
import type { ApplyOptions } from './options.ts'
import { basePath, bodyOf, go, type Req, type Visits } from './visit.ts'

/** Beginning a draft, and making a shared computer forget one. */
export function startRoutes(app: FastifyInstance, { applications, today }: ApplyOptions, visits: Visits) {
  app.get('/services/:slug/apply', async (request: Req, reply) => {
    const service = await visits.serviceOf(request)
    const application = await visits.openDraft(request, service.id)
    const definition = service.current.definition
    const base = basePath(service.slug)
    reply.header('cache-control', 'no-store')
    return reply.page('requests/start', {
      service: say(definition.title, request.lang),
      manualPath: `/services/${service.slug}`,
      applyPath: base,
      forgetPath: `${base}/forget`,
      minutes: definition.minutesToFill,
      intake: intakeOn(service, today()),
      opensAt: service.opensAt ?? '',
      isLost: request.query['lost'] !== undefined,
      isForgotten: request.query['forgotten'] !== undefined,
      hasDraft: application !== undefined && application.draft.requestId === null,
      confirmed: definition.confirmed,
      emergency: definition.emergency ? say(definition.emergency, request.lang) : '',
      draftDays: definition.retention.draftDays,
      prefill: Object.entries(prefillOf(service, request.query)).map(([name, value]) => ({ name, value })),
    })
  })

  app.post('/services/:slug/apply', async (request: Req, reply) => {
    const service = await visits.serviceOf(request)
    const base = basePath(service.slug)
    if (intakeOn(service, today()) !== 'open') return go(request, reply, base)
    const existing = await visits.openDraft(request, service.id)
    if (one(bodyOf(request), 'act') === 'continue' && existing && !existing.draft.requestId) {
      return go(request, reply, `${base}/check`)
    }
    const prefill = prefillOf(service, bodyOf(request))
    const { token, days } = await applications.begin(service, request.lang, prefill)
    visits.setCookie(reply, service.slug, token, days)
    return go(request, reply, `${base}/p/${service.current.definition.form.pages[0]?.id ?? ''}`)
  })

  app.post('/services/:slug/apply/forget', async (request: Req, reply) => {
    const service = await visits.serviceOf(request)
    const application = await visits.openDraft(request, service.id)
    if (application) await applications.forget(application)
    visits.clearCookie(reply, service.slug)
    // Chromium and Firefox drop pages kept for the Back button as well.
    reply.header('clear-site-data', '"cache"')
    return go(request, reply, `${basePath(service.slug)}?forgotten=1`)
  })
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
