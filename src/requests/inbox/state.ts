import { addDays, dayOf, formatDay, instantAt, weekday, type IsoDay } from '../../calendar/dates.ts'
import type { Calendar } from '../../calendar/working-time.ts'
import { message } from '../../i18n/messages.ts'
import type { Lang } from '../../i18n/text.ts'
import { timeLeft, timeLeftText, type TimeLeft } from '../desk/time-left.ts'
import { workingDaysAfter } from '../reminders/working-days.ts'
import { FINISHED_STATUSES } from '../status.ts'
import type { Listed, Moments } from './view-store.ts'

/** How a deadline stands, in words; the tone only repeats them in colour. */
export type Deadline = {
  words: string
  tone: 'late' | 'near' | 'paused' | 'calm' | 'over'
  /** The words hold the day itself. */
  namesDay: boolean
}

/** What the lists ask the clock, once for each page. */
export function momentsAt(now: Date): Moments {
  const today = dayOf(now)
  // Weeks begin on Monday.
  const nextMonday = addDays(today, 7 - ((weekday(today) + 6) % 7))
  const start = (day: IsoDay) => instantAt(day, 0).toISOString()
  return {
    now: now.toISOString(),
    today: start(today),
    tomorrow: start(addDays(today, 1)),
    nextWeek: start(nextMonday),
  }
}

type Asked = Pick<Listed, 'status' | 'dueAt' | 'finishedAt'>

export function deadlineOf(row: Asked, now: Date, calendar: Calendar, lang: Lang): Deadline {
  const today = dayOf(now)
  const day = (each: IsoDay) => dayShown(each, today, lang)
  if (FINISHED_STATUSES.includes(row.status)) {
    const ended = row.finishedAt === null ? '' : day(dayOf(new Date(row.finishedAt)))
    return { words: message('inbox.due.finished', lang, { day: ended }), tone: 'over', namesDay: true }
  }
  const due = new Date(row.dueAt ?? now)
  if (row.status === 'waitingForApplicant') return waiting(due, now, day, lang)
  const left = timeLeft(due, now, calendar)
  if (left.standing === 'left' && left.n > MOST_DAYS_COUNTED)
    return { words: message('inbox.due.far', lang, { day: day(dayOf(due)) }), tone: 'calm', namesDay: true }
  return { words: timeLeftText(left, due, lang), tone: toneOf(left), namesDay: false }
}

function toneOf({ standing, n }: TimeLeft): Deadline['tone'] {
  if (standing === 'late' || standing === 'lateToday') return 'late'
  return n <= 1 ? 'near' : 'calm'
}

/** The applicant's time ends with its last day: the first instant of the next one is kept. */
function waiting(end: Date, now: Date, day: (each: IsoDay) => string, lang: Lang): Deadline {
  const last = { day: day(addDays(dayOf(end), -1)) }
  return end <= now
    ? { words: message('inbox.due.waitedOut', lang, last), tone: 'near', namesDay: true }
    : { words: message('inbox.due.waiting', lang, last), tone: 'paused', namesDay: true }
}

/** For lists: the year is said where it is another one. */
export function dayShown(day: IsoDay, today: IsoDay, lang: Lang): string {
  return formatDay(day, lang, day.slice(0, 4) === today.slice(0, 4) ? 'brief' : 'long')
}

/** Further off than this the day itself says more. */
const MOST_DAYS_COUNTED = 60

/**
 * For how many working days its division has had it with nobody taking it on; undefined within the time that is
 * allowed for it, and while the applicant owes something. The same rule brings it to the head (`reminders/rules.ts`).
 */
export function unclaimedDays(
  { status, queuedAt }: Pick<Listed, 'status' | 'queuedAt'>,
  now: Date,
  calendar: Calendar,
): number | undefined {
  if (queuedAt === null || status === 'waitingForApplicant') return undefined
  const days = workingDaysAfter(dayOf(new Date(queuedAt)), dayOf(now), calendar)
  return days > calendar.rules.claimWithinDays ? days : undefined
}
