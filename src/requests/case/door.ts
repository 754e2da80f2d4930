import type { FastifyInstance, FastifyReply } from 'fastify'
import { ACTS } from '../desk/acts.ts'
import type { SeenRequest } from '../desk/store.ts'
import { message } from '../../i18n/messages.ts'
import { countedPage } from '../track/pages.ts'
import { actRoutes } from './act.ts'
import { fileRoute } from './files.ts'
import { caseClock } from './clock-view.ts'
import type { CaseOptions } from './options.ts'
import { caseHead, casePage } from './page.ts'
import { paperRoute } from './papers.ts'
import { makeVisits, type Visit } from './visit.ts'

const READ = { config: { right: 'cases.read' } } as const

/**
 * The officers' door to one case, under `/desk/cases/:reference`: what was filed, what happened, and what can be
 * done. Each look at it is written down.
 */
export function caseDoor(app: FastifyInstance, options: CaseOptions, done: () => void) {
  const withCase = makeVisits(options)

  app.get(
    '/desk/cases/:reference',
    READ,
    withCase((visit) => show(visit, 'case.viewed')),
  )

  // A post, so that no link, prefetch or history shows an identity number by itself.
  app.post(
    '/desk/cases/:reference/identity',
    READ,
    withCase((visit) => show(visit, 'case.unmasked')),
  )
  app.get(
    '/desk/cases/:reference/identity',
    READ,
    withCase(async (visit) => visit.go(visit.here)),
  )

  app.get(
    '/desk/cases/:reference/clock',
    READ,
    withCase(async (visit) => {
      const { file, lang } = visit
      const own = caseClock(file, await options.desk.rulesNow(), lang)
      const page = { ...countedPage(file, lang), ...caseHead(visit), own }
      return visit.show((reply) => reply.deskPage('case/clock', page))
    }),
  )

  async function show(visit: Visit, deed: 'case.viewed' | 'case.unmasked'): Promise<FastifyReply> {
    const { lang, request } = visit
    const page = casePage(visit, { ...(await beside(visit)), unmasked: deed === 'case.unmasked' })
    const pageTitle = `${page.service} – ${page.reference}`
    const done = doneNotice(request.query['done'], lang)
    return visit.show((reply) => reply.deskPage('case/case', { ...page, pageTitle, done }), deed)
  }

  async function beside({ officer, file }: Visit) {
    const { cases, desk, lettersAbout, byId } = options
    const [rules, others, letters, service] = await Promise.all([
      desk.rulesNow(),
      cases.ofSamePerson(officer, file),
      lettersAbout(file.request.id),
      byId(file.published.serviceId),
    ])
    const currentVersion = service?.current.version
    return { rules, others: await Promise.all(others.map(withTitle)), letters, currentVersion }
  }

  async function withTitle(other: SeenRequest) {
    const published = await options.version(other.serviceId, other.serviceVersion)
    return { ...other, title: published?.definition.title ?? { th: other.serviceId, en: other.serviceId } }
  }

  fileRoute(app, options, withCase)
  paperRoute(app, options, withCase)
  actRoutes(app, options, withCase)
  done()
}

/** The word after an act; an address typed by hand says nothing. */
function doneNotice(done: string | string[] | undefined, lang: Visit['lang']): string {
  const act = ACTS.find((known) => known === done)
  return act ? message(`case.did.${act}`, lang) : ''
}
