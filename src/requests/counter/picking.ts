import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { compareThai, searchKey } from '../../i18n/thai.ts'
import { message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import type { PublishedService } from '../../catalogue/published.ts'
import { makeSearch } from '../../catalogue/search.ts'
import { notFound } from '../../errors.ts'
import type { FormBody } from '../../web/body.ts'
import { one } from '../../web/form-body.ts'
import { inLanguage } from '../../web/language.ts'
import type { CounterOptions } from './options.ts'
import { draftLine } from './pages.ts'

const config = { right: 'counter.file' as const }

/** The first page of the counter: which service, by typing a few letters of its name, and what is not yet filed. */
export function pickingRoutes(app: FastifyInstance, options: CounterOptions) {
  const { catalogue, drafts, takingIn } = options

  app.get('/desk/counter', { config }, async (request, reply) =>
    show(request, reply, { typed: '', found: [], problem: '' }),
  )

  app.post('/desk/counter', { config }, async (request, reply) => {
    const body = (request.body ?? {}) as FormBody
    const offered = await offeredNow()
    const [act, id = ''] = one(body, 'act').split(':')
    const picked = act === 'begin' ? offered.find((service) => service.id === id) : undefined
    if (act === 'begin' && !picked) throw notFound()
    const typed = one(body, 'service').slice(0, 200)
    const found = picked ? [picked] : matches(offered, typed)
    const [only, second] = found
    if (only && !second) return begin(request, reply, only)
    if (only) return show(request, reply, { typed, found, problem: '' })
    const problem = message(typed.trim() ? 'counter.pick.none' : 'counter.pick.empty', request.lang)
    return show(request, reply, { typed, found: makeSearch(offered).nearest(typed), problem })
  })

  async function begin(request: FastifyRequest, reply: FastifyReply, service: PublishedService) {
    const id = await drafts.begin(request.officer, service)
    return reply.redirect(inLanguage(`/desk/counter/${id}`, request.lang), 303)
  }

  async function offeredNow(): Promise<PublishedService[]> {
    return (await catalogue.all()).filter(takingIn.isOffered)
  }

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    { typed, found, problem }: { typed: string; found: PublishedService[]; problem: string },
  ) {
    const { lang, officer, query } = request
    const offered = await offeredNow()
    const own = await drafts.list(officer)
    const title = message('counter.title', lang)
    const view = {
      pageTitle: problem ? message('apply.errorTitle', lang, { title }) : title,
      typed,
      problem,
      problems: problem ? [{ href: '#service', text: problem }] : [],
      found: found.map((service) => choice(service, lang)),
      all: offered.map((service) => choice(service, lang)).sort((a, b) => compareThai(a.title, b.title)),
      drafts: own.map((draft) => draftLine(draft, lang)),
      isDiscarded: (query as Record<string, unknown>)['discarded'] !== undefined,
      isKept: (query as Record<string, unknown>)['kept'] !== undefined,
    }
    return reply.deskPage('counter/pick', view, problem ? 422 : 200)
  }
}

const choice = ({ id, current }: PublishedService, lang: Lang) => ({
  id,
  title: say(current.definition.title, lang),
})

/** Who types a title, or a piece that stands in one title only, means that service; else it is searched as residents search. */
function matches(offered: PublishedService[], typed: string): PublishedService[] {
  const key = searchKey(typed)
  if (key === '') return []
  const titled = (fits: (title: string) => boolean) =>
    offered.filter(({ current: { definition } }) =>
      [definition.title.th, definition.title.en].some((title) => fits(searchKey(title))),
    )
  const whole = titled((title) => title === key)
  if (whole.length > 0) return whole
  const within = titled((title) => title.includes(key))
  return within.length === 1 ? within : makeSearch(offered).find(typed)
}
