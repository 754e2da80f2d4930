import type { Duration } from '../catalogue/service.ts'
import { durationText } from '../catalogue/totals.ts'
import { dayOf, formatDay, formatTime, type IsoDay } from '../calendar/dates.ts'
import { fill, say, type Lang, type Text } from '../i18n/text.ts'

export const EVENT_KINDS = [
  'filed',
  'received',
  'deficiency',
  'supplied',
  'stepStarted',
  'stepDone',
  'assigned',
  'claimed',
  'released',
  'joined',
  'left',
  'forwarded',
  'linked',
  'escalated',
  'noted',
  'asked',
  'told',
  'answered',
  'messaged',
  'extended',
  'late',
  'returned',
  'decided',
  'delivered',
  'withdrawn',
  'reopened',
  'rated',
  'closed',
] as const
export type EventKind = (typeof EVENT_KINDS)[number]

export const EVENT_ACTORS = ['applicant', 'officer', 'system'] as const
export type EventActor = (typeof EVENT_ACTORS)[number]

export const OUTCOMES = ['approved', 'refused'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** What each kind of event carries. Files are ids of attachments, divisions and steps ids of the definition. */
export type EventDataOf = {
  /**
   * `receivedAt`: what the applicant was told at filing; the clock counts it anew from the calendar.
   * `enteredLater`: paper that came while the network was down; the event's own time is when it came.
   */
  filed: { receivedAt?: string; enteredLater?: { at: string; reason: string } }
  received: Record<never, never>
  deficiency: { items: string[]; dueDay: IsoDay; legalReason?: string }
  /**
   * `items`: what came for each thing of the record, by its number there; `partial`: something of it is still missing,
   * and the applicant is still awaited.
   */
  supplied: {
    text?: string
    files: string[]
    items?: { n: number; text?: string; files: string[] }[]
    partial?: true
  }
  stepStarted: { step: string }
  stepDone: { step: string; note?: string }
  assigned: { division: string; officer?: string }
  claimed: Record<never, never>
  /** Given back to the division: nobody has it. */
  released: { reason?: string }
  joined: { division: string; reason?: string }
  left: { division: string }
  forwarded: { from: string; to: string; reason?: string }
  /** The same matter as another request, by its reference. */
  linked: { other: string }
  escalated: { to: 'head' | 'palad'; why: 'unclaimed' | 'late'; days: number }
  noted: { text: string }
  asked: { text: string }
  told: { text: string }
  answered: { text: string; files: string[] }
  messaged: { text: string; files: string[] }
  extended: Duration & { reason: string }
  /** The written reason of section 10, once signed; `letter` is its id in the register. */
  late: { daysLate: number; reason: string; letter?: string }
  /** `legalReason`: by what right it ends before the time given ran out. */
  returned: { reason: string; legalReason?: string }
  /**
   * A refusal names one of the service's grounds, with its words and its clause as they stood, and how to appeal.
   * `tellBy` is the last day on which the applicant may be told.
   */
  decided: {
    outcome: Outcome
    reason?: string
    ground?: string
    because?: Text
    clause?: Text
    appeal?: Text
    tellBy?: IsoDay
  }
  delivered: { note?: string; files?: string[] }
  withdrawn: { reason?: string }
  reopened: { reason: string }
  /** 1 to 5 each: whether the manual's steps and times were kept, whether all are treated alike, how easy it was. */
  rated: { steps: number; fairness: number; ease: number; solved: boolean; comment?: string }
  /** `note` is the reply to the applicant. */
  closed: { note?: string }
}
export type EventData = EventDataOf[EventKind]

/** Events are only ever added. `seq` orders those of one request; `actor` is null for the applicant and the system. */
export type RequestEvent = {
  [K in EventKind]: {
    id: string
    requestId: string
    seq: number
    kind: K
    /** UTC ISO. */
    at: string
    actor: string | null
    data: EventDataOf[K]
  }
}[EventKind]

export type EventRule = {
  /** Who may read it: a kind is public or internal, never one event of it. */
  audience: 'public' | 'internal'
  by: readonly EventActor[]
  sentence: Text
}

export const EVENTS: Record<EventKind, EventRule> = {
  filed: {
    audience: 'public',
    by: ['applicant', 'officer'],
    sentence: { th: 'ยื่นคำขอแล้ว', en: 'Request filed' },
  },
  received: {
    audience: 'public',
    by: ['officer', 'system'],
    sentence: { th: 'รับคำขอแล้ว', en: 'Request received' },
  },
  deficiency: {
    audience: 'public',
    by: ['officer'],
    sentence: {
      th: 'ขอเอกสารหรือข้อมูลเพิ่ม โปรดส่งภายใน{dueDay}',
      en: 'Something is missing. Please send it by {dueDay}',
    },
  },
  supplied: {
    audience: 'public',
    by: ['applicant', 'officer'],
    sentence: { th: 'ได้รับสิ่งที่ขอเพิ่มแล้ว', en: 'What was missing has been supplied' },
  },
  stepStarted: {
    audience: 'public',
    by: ['officer', 'system'],
    sentence: { th: 'กำลังทำ: {step}', en: 'Begun: {step}' },
  },
  stepDone: {
    audience: 'public',
    by: ['officer', 'system'],
    sentence: { th: 'เสร็จแล้ว: {step}', en: 'Done: {step}' },
  },
  assigned: {
    audience: 'public',
    by: ['officer', 'system'],
    sentence: { th: 'มอบหมายให้ {division}', en: 'Assigned to {division}' },
  },
  claimed: {
    audience: 'internal',
    by: ['officer'],
    sentence: { th: 'เจ้าหน้าที่รับเรื่องไปดำเนินการ', en: 'Taken on by an officer' },
  },
  released: {
    audience: 'internal',
    by: ['officer', 'system'],
    sentence: { th: 'คืนเรื่องให้กอง ยังไม่มีผู้รับผิดชอบ', en: 'Given back to the division; nobody has it' },
  },
  joined: {
    audience: 'public',
    by: ['officer'],
    sentence: { th: '{division} ร่วมดำเนินการ', en: '{division} joins the work' },
  },
  left: {
    audience: 'public',
    by: ['officer'],
    sentence: { th: '{division} ทำส่วนของตนเสร็จแล้ว', en: '{division} has finished its part' },
  },
  forwarded: {
    audience: 'public',
    by: ['officer'],
    sentence: { th: 'ส่งต่อจาก {from} ไปยัง {to}', en: 'Passed on from {from} to {to}' },
  },
  linked: {
    audience: 'internal',
    by: ['officer'],
    sentence: { th: 'เรื่องเดียวกับ {other}', en: 'The same matter as {other}' },
  },
  escalated: {
    audience: 'internal',
    by: ['system'],
    sentence: { th: 'แจ้ง{to}: {why} {days} วัน', en: 'Brought to {to}: {why}, days: {days}' },
  },
  noted: { audience: 'internal', by: ['officer'], sentence: { th: 'บันทึกภายใน', en: 'Internal note' } },
  asked: {
    audience: 'public',
    by: ['officer'],
    sentence: { th: 'เจ้าหน้าที่สอบถามท่าน', en: 'An officer asks you a question' },
  },
  told: {
    audience: 'public',
    by: ['officer'],
    sentence: { th: 'เจ้าหน้าที่แจ้งท่าน', en: 'An officer writes to you' },
  },
  answered: {
    audience: 'public',
    by: ['applicant', 'officer'],
    sentence: { th: 'ได้รับคำตอบแล้ว', en: 'Answer received' },
  },
  messaged: {
    audience: 'public',
    by: ['applicant'],
    sentence: { th: 'ท่านส่งข้อความหรือไฟล์เพิ่ม', en: 'You added a message or a file' },
  },
  extended: {
    audience: 'public',
    by: ['officer'],
    sentence: { th: 'ขยายเวลาอีก {duration} เพราะ {reason}', en: 'Extended by {duration}: {reason}' },
  },
  late: {
    audience: 'public',
    by: ['officer', 'system'],
    sentence: { th: 'ล่าช้า {daysLate} วัน เพราะ {reason}', en: 'Days late: {daysLate}. {reason}' },
  },
  returned: {
    audience: 'public',
    by: ['officer', 'system'],
    sentence: { th: 'คืนคำขอ เพราะ {reason}', en: 'Request returned: {reason}' },
  },
  decided: {
    audience: 'public',
    by: ['officer'],
    sentence: { th: 'ผลการพิจารณา: {outcome}', en: 'Decision: {outcome}' },
  },
  delivered: { audience: 'public', by: ['officer'], sentence: { th: 'ส่งมอบผลแล้ว', en: 'Result delivered' } },
  withdrawn: {
    audience: 'public',
    by: ['applicant', 'officer'],
    sentence: { th: 'ผู้ยื่นยกเลิกคำขอ', en: 'Withdrawn by the applicant' },
  },
  reopened: {
    audience: 'public',
    by: ['applicant', 'officer'],
    sentence: {
      th: 'เปิดคำขออีกครั้ง นับเวลาต่อจากที่เหลือ: {reason}',
      en: 'Opened again; the time left goes on: {reason}',
    },
  },
  rated: {
    audience: 'public',
    by: ['applicant'],
    sentence: { th: 'ผู้ยื่นประเมินการให้บริการ', en: 'The applicant rated the service' },
  },
  closed: { audience: 'public', by: ['officer', 'system'], sentence: { th: 'ปิดเรื่องแล้ว', en: 'Closed' } },
}

export const OUTCOME_TEXTS: Record<Outcome, Text> = {
  approved: { th: 'อนุญาต', en: 'approved' },
  refused: { th: 'ไม่อนุญาต', en: 'refused' },
}

const ESCALATION_TEXTS: Record<string, Text> = {
  head: { th: 'หัวหน้ากอง', en: 'the head of the division' },
  palad: { th: 'ปลัดเทศบาล', en: 'the Palad' },
  unclaimed: { th: 'ยังไม่มีผู้รับเรื่อง', en: 'nobody has taken it on' },
  late: { th: 'เกินกำหนด', en: 'past its date' },
}

/** Names of what events only know by id. */
export type Names = { step: (id: string) => Text; division: (id: string) => Text }

/** The sentence of one event with its places filled: days in words, steps and divisions by name. */
export function eventSentence(event: RequestEvent, names: Names): Text {
  const values = Object.entries(event.data).map(
    ([place, value]) => [place, inWords(place, value, names)] as const,
  )
  const duration = event.kind === 'extended' ? [['duration', durationText(event.data)] as const] : []
  const filled = (lang: Lang) =>
    fill(
      sentenceOf(event),
      Object.fromEntries([...values, ...duration].map(([place, text]) => [place, say(text, lang)])),
    )
  return { th: filled('th').th, en: filled('en').en }
}

/** Paper entered after it came says so to everybody: its time was not written down by the machine. */
const ENTERED_LATER: Text = {
  th: 'ยื่นคำขอแล้ว โดยเจ้าหน้าที่รับเอกสารไว้ และบันทึกเข้าระบบภายหลังเมื่อ{enteredLater}',
  en: 'Request filed; an officer received it on paper and entered it later, on {enteredLater}',
}

const PARTLY_SUPPLIED: Text = {
  th: 'ได้รับสิ่งที่ขอเพิ่มบางรายการแล้ว ยังไม่ครบ',
  en: 'A part of what was missing has been supplied; something is still missing',
}

function sentenceOf(event: RequestEvent): Text {
  if (event.kind === 'filed' && event.data.enteredLater) return ENTERED_LATER
  return event.kind === 'supplied' && event.data.partial ? PARTLY_SUPPLIED : EVENTS[event.kind].sentence
}

function laterInWords({ at, reason }: { at: string; reason: string }): Text {
  const entered = new Date(at)
  const inLang = (lang: Lang) => `${formatDay(dayOf(entered), lang, 'full')} ${formatTime(entered, lang)}`
  return { th: `${inLang('th')} เพราะ${reason}`, en: `${inLang('en')}: ${reason}` }
}

function inWords(place: string, value: unknown, names: Names): Text {
  if (place === 'enteredLater') return laterInWords(value as { at: string; reason: string })
  const id = String(value)
  if (place === 'step') return names.step(id)
  const escalation = ESCALATION_TEXTS[id]
  if ((place === 'to' || place === 'why') && escalation) return escalation
  if (place === 'division' || place === 'from' || place === 'to') return names.division(id)
  if (place === 'outcome') return OUTCOME_TEXTS[id as Outcome]
  if (place === 'dueDay') return { th: formatDay(id, 'th', 'full'), en: formatDay(id, 'en', 'full') }
  return { th: id, en: id }
}

/** The events a person outside the office may see. */
export function publicEvents(events: readonly RequestEvent[]): RequestEvent[] {
  return inOrder(events).filter((event) => EVENTS[event.kind].audience === 'public')
}

export function inOrder(events: readonly RequestEvent[]): RequestEvent[] {
  return [...events].sort((a, b) => a.seq - b.seq)
}
