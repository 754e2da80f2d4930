import { dayOf, formatDay, type IsoDay } from '../calendar/dates.ts'
import type { Manual } from '../catalogue/service.ts'
import { message } from '../i18n/messages.ts'
import { say, type Lang, type Text } from '../i18n/text.ts'
import {
  eventSentence,
  OUTCOME_TEXTS,
  type EventDataOf,
  type EventKind,
  type Names,
  type RequestEvent,
} from './events.ts'

/** What a letter about one event may say. `record` is the number of a deficiency record among those of its request. */
export type Told = {
  reference: string
  service: string
  lang: Lang
  /** As it stands after the event. */
  dueAt: string | null
  manual: Manual
  names: Names
  record: number
  reopenDays: number
  /** What is still missing after the event, in the words it was asked for. */
  missing: string[]
}

type Body<K extends EventKind> = (data: EventDataOf[K], told: Told) => string[]

/**
 * What each event that concerns the applicant tells them, after the line that names the request. Whether there is a
 * letter depends on the kind alone. The work of the office among itself is on the tracking page and writes none.
 */
const BODIES: { [K in EventKind]?: Body<K> } = {
  deficiency: ({ items, dueDay }, { lang, record }) => [
    message('letters.deficiency.record', lang, { n: record }),
    ...items.map((item, index) => `${index + 1}. ${item}`),
    '',
    message('letters.deficiency.until', lang, { day: fullDay(dueDay, lang) }),
    message('letters.deficiency.paused', lang),
    message('letters.deficiency.otherwise', lang),
  ],
  supplied: ({ partial }, told) =>
    partial ? partOf(told) : [message('letters.supplied.body', told.lang), ...dueLine(told)],
  asked: ({ text }, { lang }) => [text, '', message('letters.asked.how', lang)],
  told: ({ text }) => [text],
  forwarded: ({ from, to, reason }, { lang, names }) => [
    message('letters.forwarded.body', lang, {
      from: say(names.division(from), lang),
      to: say(names.division(to), lang),
    }),
    ...(reason === undefined ? [] : [reason]),
  ],
  returned: ({ reason }, { lang, manual }) => [
    message('letters.returned.body', lang),
    reason,
    '',
    message('letters.returned.again', lang),
    say(manual.appeal, lang),
  ],
  decided: (data, told) => decision(data, told),
  delivered: ({ note, files }, { lang }) => [
    message('letters.delivered.body', lang),
    ...(note === undefined ? [] : [note]),
    ...(files === undefined ? [] : [message('letters.delivered.files', lang)]),
  ],
  closed: ({ note }, { lang, reopenDays }) => [
    ...(note === undefined ? [] : [note, '']),
    message('letters.closed.rate', lang),
    message('letters.closed.unsolved', lang, { days: reopenDays }),
  ],
  reopened: ({ reason }, told) => [message('letters.reopened.body', told.lang), reason, ...dueLine(told)],
  withdrawn: (_data, { lang }) => [message('letters.withdrawn.again', lang)],
}

export const LETTERED = Object.keys({
  ...BODIES,
  extended: true,
  late: true,
}) as EventKind[]

/** The lines of the letter about an event; undefined when its kind writes none. */
export function actLines(event: RequestEvent, told: Told): string[] | undefined {
  const { lang } = told
  const opening = message(`letters.about`, lang, { reference: told.reference, service: told.service })
  if (event.kind === 'extended' || event.kind === 'late')
    return [opening, '', say(eventSentence(event, told.names), lang), ...dueLine(told)]
  const body = BODIES[event.kind] as Body<EventKind> | undefined
  return body && [opening, '', ...body(event.data, told)]
}

function decision(
  { outcome, reason, because, clause, appeal }: EventDataOf['decided'],
  { lang }: Told,
): string[] {
  const line = (key: string, text: Text | undefined) =>
    text ? [message(key, lang, { text: say(text, lang) })] : []
  return [
    message('letters.decided.outcome', lang, { outcome: say(OUTCOME_TEXTS[outcome], lang) }),
    ...line('letters.decided.because', because),
    ...line('letters.decided.clause', clause),
    ...(reason === undefined ? [] : [reason]),
    ...line('letters.decided.appeal', appeal),
  ]
}

const partOf = ({ missing, lang }: Told): string[] => [
  message('letters.supplied.part', lang),
  ...missing.map((words) => `- ${words}`),
]

const fullDay = (day: IsoDay, lang: Lang) => formatDay(day, lang, 'full')

const dueLine = ({ dueAt, lang }: Told): string[] =>
  dueAt ? [message('letters.filed.due', lang, { day: fullDay(dayOf(new Date(dueAt)), lang) })] : []
