import { dayOf, formatDay } from '../../calendar/dates.ts'
import { fill, type Lang, type Text } from '../../i18n/text.ts'
import type { Request } from '../request.ts'

/** The acts an officer writes words for. A decision has two: what is said differs by its outcome. */
export const REPLY_ACTS = [
  'ask',
  'tell',
  'askMissing',
  'extend',
  'return',
  'approve',
  'refuse',
  'deliver',
  'close',
] as const
export type ReplyAct = (typeof REPLY_ACTS)[number]

/** Words kept ready for one act; `serviceId` null: for every service. `changedBy` null: as delivered. */
export type Reply = {
  id: string
  serviceId: string | null
  act: ReplyAct
  name: Text
  text: Text
  /** Grows with every change and guards the next one. */
  revision: number
  changedBy: string | null
  changedAt: string
}

/** What may stand in braces in a reply. */
export const REPLY_PLACES = [
  'name',
  'reference',
  'service',
  'division',
  'filedDay',
  'dueDay',
  'today',
] as const
export type ReplyPlace = (typeof REPLY_PLACES)[number]

/** Everything in braces that is no place, as typed and each once. A brace alone is text. */
export function unknownPlaces({ th, en }: Text): string[] {
  const named = [...`${th}\n${en}`.matchAll(/\{([^{}\n]*)\}/g)].map((match) => match[1] ?? '')
  return [...new Set(named)].filter((name) => !REPLY_PLACES.some((place) => place === name))
}

/** What the places of a reply are filled with. */
export type ReplyCase = {
  request: Pick<Request, 'applicantName' | 'reference' | 'filedAt'>
  service: Text
  division: Text
  /** The office's own last day, as the clock counts it. */
  dueDay: string
  today: string
}

/** The reply with its places filled for one request, in both languages. */
export function fillReply(text: Text, about: ReplyCase): Text {
  return { th: fill(text, valuesIn('th', about)).th, en: fill(text, valuesIn('en', about)).en }
}

function valuesIn(lang: Lang, { request, service, division, dueDay, today }: ReplyCase) {
  const values: Record<ReplyPlace, string> = {
    name: request.applicantName?.trim() || NAMELESS[lang],
    reference: request.reference,
    service: service[lang],
    division: division[lang],
    filedDay: formatDay(dayOf(new Date(request.filedAt)), lang, 'full'),
    dueDay: formatDay(dueDay, lang, 'full'),
    today: formatDay(today, lang, 'full'),
  }
  return values
}

const NAMELESS: Text = { th: 'ผู้ยื่นคำขอ', en: 'Applicant' }

/** Letters and signs; a reply longer than this is no longer read. */
export const LONGEST_REPLY = 4_000
export const LONGEST_REPLY_NAME = 120
