import type { FastifyInstance } from 'fastify'
import { dayOf } from '../../calendar/dates.ts'
import { notFound } from '../../errors.ts'
import { message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import type { DeskRules } from '../desk/acts.ts'
import { inOrder, type RequestEvent } from '../events.ts'
import type { CaseOptions } from './options.ts'
import { caseHead } from './page.ts'
import { statusOf } from '../status.ts'
import type { Visit, WithCase } from './visit.ts'

type Paper = Extract<RequestEvent, { kind: 'deficiency' | 'decided' | 'returned' }>

/** What is signed on paper: the record of what is missing (s.8), the decision, and the return with its reasons (s.9). */
export function paperRoute(app: FastifyInstance, { desk, municipality }: CaseOptions, withCase: WithCase) {
  app.get(
    '/desk/cases/:reference/papers/:event',
    { config: { right: 'cases.read' } },
    withCase(async (visit) => {
      const { file, request } = visit
      const event = file.events.find(({ id }) => id === request.params.event)
      if (!event || !isPaper(event)) throw notFound()
      const page = { ...paperPage(visit, event, await desk.rulesNow()), office: municipality }
      const template = event.kind === 'deficiency' ? 'case/deficiency' : 'case/letter'
      return visit.show((reply) => reply.deskPage(template, page), 'case.printed', { paper: event.kind })
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
    ...(event.kind === 'deficiency' ? recordOf(event, file.events) : letterOf(event, file.events, lang)),
  }
}

function recordOf(event: Extract<Paper, { kind: 'deficiency' }>, events: readonly RequestEvent[]) {
  const records = inOrder(events).filter(({ kind }) => kind === 'deficiency')
  const { items, dueDay, legalReason } = event.data
  return { number: records.indexOf(event) + 1, items, dueDay, legalReason: legalReason ?? '' }
}

/** Outcome, ground with its clause, facts: what an order in writing must say (Administrative Procedure Act s.37). */
function letterOf(
  event: Extract<Paper, { kind: 'decided' | 'returned' }>,
  events: readonly RequestEvent[],
  lang: Lang,
) {
  if (event.kind === 'returned') {
    const { reason, legalReason } = event.data
    return letter(returnedHow(event, events), '', legalReason ?? '', reason)
  }
  const { outcome, because, clause, reason, appeal } = event.data
  return {
    ...letter(outcome, because ? say(because, lang) : '', clause ? say(clause, lang) : '', reason ?? ''),
    ...(appeal && { appeal: say(appeal, lang) }),
  }
}

/** In the time given to the applicant, after they had answered, or when it was over. */
function returnedHow(event: Extract<Paper, { kind: 'returned' }>, events: readonly RequestEvent[]) {
  if (!event.data.legalReason) return 'wasReturned'
  const before = events.filter(({ seq }) => seq < event.seq)
  return statusOf(before) === 'waitingForApplicant' ? 'wasReturnedEarly' : 'wasReturnedAnswered'
}

function letter(
  outcome: 'approved' | 'refused' | ReturnType<typeof returnedHow>,
  ground: string,
  clause: string,
  reason: string,
) {
  const facts = reason === '' ? [] : reason.split('\n')
  return { told: `case.paper.${outcome}`, ground, clause, facts, mayAppeal: outcome !== 'approved' }
}
