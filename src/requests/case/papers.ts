import type { FastifyInstance } from 'fastify'
import { dayOf } from '../../calendar/dates.ts'
import { notFound } from '../../errors.ts'
import { message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import type { DeskRules } from '../desk/acts.ts'
import { inOrder, type RequestEvent } from '../events.ts'
import type { CaseOptions } from './options.ts'
import { caseHead } from './page.ts'
import type { Visit, WithCase } from './visit.ts'

type Paper = Extract<RequestEvent, { kind: 'deficiency' | 'decided' | 'returned' }>

/** What is signed on paper: the record of what is missing (s.8), the decision, and the return with its reasons (s.9). */
export function paperRoute(
  app: FastifyInstance,
  { audit, desk, municipality }: CaseOptions,
  withCase: WithCase,
) {
  app.get(
    '/desk/cases/:reference/papers/:event',
    { config: { right: 'cases.read' } },
    withCase(async (visit) => {
      const { officer, file, request } = visit
      const event = file.events.find(({ id }) => id === request.params.event)
      if (!event || !isPaper(event)) throw notFound()
      await audit.record({
        actor: officer.id,
        deed: 'case.printed',
        subject: file.request.reference,
        data: { paper: event.kind },
      })
      const page = { ...paperPage(visit, event, await desk.rulesNow()), office: municipality }
      return visit.reply.deskPage(event.kind === 'deficiency' ? 'case/deficiency' : 'case/letter', page)
    }),
  )
}

const isPaper = (event: RequestEvent): event is Paper =>
  event.kind === 'deficiency' || event.kind === 'decided' || event.kind === 'returned'

function paperPage(visit: Visit, event: Paper, rules: DeskRules) {
  const { file, lang } = visit
  const signer = rules.officers.find(({ id }) => id === event.actor)
  const title = message(`case.paper.${event.kind}`, lang)
  return {
    ...caseHead(visit),
    pageTitle: `${title} – ${file.request.reference}`,
    heading: title,
    writtenDay: dayOf(new Date(event.at)),
    signer: { name: signer?.name ?? '', title: signer?.title ?? '' },
    appeal: say(file.published.definition.manual.appeal, lang),
    ...(event.kind === 'deficiency' ? recordOf(event, file.events) : letterOf(event, lang)),
  }
}

function recordOf(event: Extract<Paper, { kind: 'deficiency' }>, events: readonly RequestEvent[]) {
  const records = inOrder(events).filter(({ kind }) => kind === 'deficiency')
  const { items, dueDay, legalReason } = event.data
  return { number: records.indexOf(event) + 1, items, dueDay, legalReason: legalReason ?? '' }
}

/** Outcome, ground with its clause, facts: what an order in writing must say (Administrative Procedure Act s.37). */
function letterOf(event: Extract<Paper, { kind: 'decided' | 'returned' }>, lang: Lang) {
  if (event.kind === 'returned') {
    const { reason, legalReason } = event.data
    const outcome = legalReason ? 'wasReturnedEarly' : 'wasReturned'
    return letter(outcome, '', legalReason ?? '', reason)
  }
  const { outcome, because, clause, reason, appeal } = event.data
  return {
    ...letter(outcome, because ? say(because, lang) : '', clause ? say(clause, lang) : '', reason ?? ''),
    ...(appeal && { appeal: say(appeal, lang) }),
  }
}

function letter(
  outcome: 'approved' | 'refused' | 'wasReturned' | 'wasReturnedEarly',
  ground: string,
  clause: string,
  reason: string,
) {
  const facts = reason === '' ? [] : reason.split('\n')
  return { told: `case.paper.${outcome}`, ground, clause, facts, mayAppeal: outcome !== 'approved' }
}
