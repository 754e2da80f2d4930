import { dayOf, daysBetween, formatTime } from '../../calendar/dates.ts'
import type { Calendar } from '../../calendar/working-time.ts'
import { message } from '../../i18n/messages.ts'
import type { Lang } from '../../i18n/text.ts'
import { workingDaysAfter } from '../reminders/working-days.ts'

/**
 * How far a case is from its last day, in one unit wherever officers read it: what is left in working days, for those
 * are the days in which it can be done; what is late in calendar days, as the law counts its letters (Licensing
 * Facilitation Act s.10). On the day itself `n` is 0.
 */
export type TimeLeft = { standing: 'late' | 'lateToday' | 'today' | 'left'; n: number }

export function timeLeft(due: Date, now: Date, calendar: Calendar): TimeLeft {
  const [dueDay, today] = [dayOf(due), dayOf(now)]
  if (due < now) {
    const n = daysBetween(dueDay, today)
    return { standing: n > 0 ? 'late' : 'lateToday', n }
  }
  if (dueDay === today) return { standing: 'today', n: 0 }
  return { standing: 'left', n: workingDaysAfter(today, dueDay, calendar) }
}

export const timeLeftText = ({ standing, n }: TimeLeft, due: Date, lang: Lang): string =>
  message(`desk.due.${standing}`, lang, { n, time: formatTime(due, lang) })
