import { addDays, daysBetween, type IsoDay } from '../calendar/dates.ts'
import { countDays, type Calendar } from '../calendar/working-time.ts'
import type { Text } from '../i18n/text.ts'

export const CLOCKS = ['acknowledge', 'consider', 'order', 'feedback'] as const
export type ClockName = (typeof CLOCKS)[number]

/** A duty with its limit. `fixed` by law, or a target we set ourselves. */
export type ClockRule = {
  n: number
  unit: 'workingDay' | 'day' | 'month'
  force: 'law' | 'target'
  source: Text
}

export const CLOCK_RULES: Record<ClockName, ClockRule> = {
  acknowledge: {
    n: 3,
    unit: 'workingDay',
    force: 'target',
    source: { th: 'ISO 37002 ข้อ 8.1', en: 'ISO 37002, 8.1' },
  },
  consider: {
    n: 7,
    unit: 'day',
    force: 'law',
    source: {
      th: 'ข้อกำหนดว่าด้วยกระบวนการรักษาจริยธรรมของพนักงานส่วนท้องถิ่น พ.ศ. 2566 ข้อ 30',
      en: 'Rules on the Ethics Process for Local Government Staff B.E. 2566, clause 30',
    },
  },
  order: {
    n: 30,
    unit: 'day',
    force: 'law',
    source: {
      th: 'ข้อกำหนดว่าด้วยกระบวนการรักษาจริยธรรมของพนักงานส่วนท้องถิ่น พ.ศ. 2566 ข้อ 30',
      en: 'Rules on the Ethics Process for Local Government Staff B.E. 2566, clause 30',
    },
  },
  feedback: {
    n: 3,
    unit: 'month',
    force: 'target',
    source: {
      th: 'แนวปฏิบัติสากล (Directive (EU) 2019/1937 มาตรา 9(1)(f)) นับตามเดือนปฏิทิน',
      en: 'international practice (Directive (EU) 2019/1937, art. 9(1)(f)), in calendar months',
    },
  },
}

export type Clocks = Record<ClockName, IsoDay>

/** The last day for each duty. Feedback counts from the acknowledgement, or from its last day while there is none. */
export function clocksFrom(received: IsoDay, calendar: Calendar, acknowledged?: IsoDay): Clocks {
  const acknowledge = countDays({
    first: addDays(received, 1),
    stretches: [{ n: CLOCK_RULES.acknowledge.n, unit: 'workingDay' }],
    calendar,
  }).at(-1)!.day
  return {
    acknowledge,
    consider: addDays(received, CLOCK_RULES.consider.n),
    order: addDays(received, CLOCK_RULES.order.n),
    feedback: addMonths(acknowledged ?? acknowledge, CLOCK_RULES.feedback.n),
  }
}

/**
 * The same date so many months on; where that month is shorter, its last day (Civil and Commercial Code s.193/5).
 * Three months are not ninety days.
 */
export function addMonths(day: IsoDay, months: number): IsoDay {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

export const QUESTIONS = ['day30', 'day90'] as const
export type Question = (typeof QUESTIONS)[number]
const ASKED_AFTER: Record<Question, number> = { day30: 30, day90: 90 }

/** Which questions about retaliation a reporter who comes back is to be asked: the latest due and unanswered. */
export function questionDue(received: IsoDay, today: IsoDay, answered: Question[]): Question | undefined {
  return QUESTIONS.findLast(
    (question) => daysBetween(received, today) >= ASKED_AFTER[question] && !answered.includes(question),
  )
}
