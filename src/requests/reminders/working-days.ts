import { addDays, type IsoDay } from '../../calendar/dates.ts'
import { isWorkingDay, type Calendar } from '../../calendar/working-time.ts'

// Longer than any holiday; an office that is closed for good must not hang a job.
const LONGEST_WALK = 1000

/** That day, or the last working day before it. */
export function lastWorkingDay(day: IsoDay, calendar: Calendar): IsoDay {
  let walked = day
  for (let n = 0; n < LONGEST_WALK && !isWorkingDay(walked, calendar); n++) walked = addDays(walked, -1)
  return walked
}

/** The n-th working day before that day. */
export function workingDayBefore(day: IsoDay, n: number, calendar: Calendar): IsoDay {
  let walked = day
  for (let left = n; left > 0; left--) walked = lastWorkingDay(addDays(walked, -1), calendar)
  return walked
}

/** How many working days lie after `from`, up to `until` and with it. */
export function workingDaysAfter(from: IsoDay, until: IsoDay, calendar: Calendar): number {
  let count = 0
  for (let day = addDays(from, 1); day <= until && count < LONGEST_WALK; day = addDays(day, 1))
    if (isWorkingDay(day, calendar)) count++
  return count
}
