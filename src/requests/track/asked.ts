import { dayOf } from '../../calendar/dates.ts'
import { message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import { inOrder, OUTCOME_TEXTS, type RequestEvent } from '../events.ts'
import type { Followed } from '../following.ts'
import { isStillMissing, isWhole, missingItems } from '../missing-items.ts'
import { openQuestions } from '../rating.ts'
import { statusOf } from '../status.ts'
import { filesOf } from './happened.ts'

// Plain data for the templates: what the office asks of the applicant, and what it answers.

type Of<Kind extends RequestEvent['kind']> = Extract<RequestEvent, { kind: Kind }>

/** What is missing, until when, and the number of its record; undefined when nothing is awaited. */
export function missingView({ events, clock }: Followed) {
  if (statusOf(events) !== 'waitingForApplicant') return undefined
  const records = recordsIn(events)
  const last = records.at(-1)
  const items = missingItems(events).map((item) => ({ words: item.words, isSupplied: !isStillMissing(item) }))
  return last && { items, dueDay: clock.applicantDay ?? last.data.dueDay, n: records.length }
}

/** Questions of officers still without an answer, the oldest first. */
export function questionsView({ events }: Followed): { lines: string[]; day: string }[] {
  return openQuestions(events).flatMap((event) =>
    event.kind === 'asked' ? [{ lines: event.data.text.split('\n'), day: dayOf(new Date(event.at)) }] : [],
  )
}

/** The decision with its reasons, the documents handed over and the reply; undefined before there is any. */
export function resultView(
  { events, attachments, published }: Followed,
  filePath: (id: string) => string,
  lang: Lang,
) {
  const past = inOrder(events)
  const now = past.slice(past.findLastIndex(({ kind }) => kind === 'reopened') + 1)
  const decided = now.findLast((event): event is Of<'decided'> => event.kind === 'decided')?.data
  const closed = now.findLast((event): event is Of<'closed'> => event.kind === 'closed')?.data
  const delivered = now.filter((event): event is Of<'delivered'> => event.kind === 'delivered')
  const returned = now.find((event): event is Of<'returned'> => event.kind === 'returned')?.data
  if (!decided && !closed && !returned && delivered.length === 0) return undefined
  const ids = delivered.map(({ id }) => id)
  return {
    outcome: decided ? say(OUTCOME_TEXTS[decided.outcome], lang) : '',
    because: decided?.because ? say(decided.because, lang) : '',
    clause: decided?.clause ? say(decided.clause, lang) : '',
    reason: lines(decided?.reason ?? returned?.reason),
    returned: returned !== undefined,
    // What goes back with its reasons may be appealed against as well (Licensing Facilitation Act s.9).
    appeal: say(decided?.appeal ?? (returned ? published.definition.manual.appeal : NONE), lang),
    notes: delivered.flatMap(({ data }) => lines(data.note)),
    files: filesOf(
      attachments.filter(({ eventId }) => eventId !== null && ids.includes(eventId)),
      filePath,
    ),
    reply: lines(closed?.note),
  }
}

const NONE = { th: '', en: '' }

const lines = (words: string | undefined) => (words ? words.split('\n') : [])

/** The record of what is missing, to print and keep (Licensing Facilitation Act s.8); undefined when there is none of that number. */
export function recordPage(
  followed: Followed,
  typed: string,
  officers: readonly { id: string; name: string; title: string }[],
  unit: string,
  lang: Lang,
) {
  const { request, published, events } = followed
  const n = /^[1-9]\d?$/.test(typed) ? Number(typed) : 0
  const record = recordsIn(events)[n - 1]
  if (!record) return undefined
  const officer = officers.find(({ id }) => id === record.actor)
  const supplied = events.find((event) => isWhole(event) && event.seq > record.seq)
  return {
    n,
    pageTitle: message('track.record.title', lang, { n }),
    reference: request.reference,
    service: say(published.definition.title, lang),
    applicant: request.applicantName ?? '',
    items: record.data.items,
    dueDay: record.data.dueDay,
    legalReason: record.data.legalReason ?? '',
    madeDay: dayOf(new Date(record.at)),
    madeAt: record.at,
    officer: officer?.name ?? '',
    post: officer?.title ?? '',
    unit,
    suppliedDay: supplied ? dayOf(new Date(supplied.at)) : '',
    suppliedAt: supplied?.at ?? '',
  }
}

const recordsIn = (events: readonly RequestEvent[]) =>
  inOrder(events).filter((event): event is Of<'deficiency'> => event.kind === 'deficiency')
