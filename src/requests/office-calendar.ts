import { makeCalendar, type Calendar, type Holiday } from '../calendar/working-time.ts'

type Parts = Omit<Parameters<typeof makeCalendar>[0], 'holidays'> & {
  holidays: () => Promise<Holiday[]>
  now: () => Date
}

/** Another process may have entered a holiday; a minute is soon enough to hear of it. */
const KEPT_MS = 60_000

/** The office's calendar over the table of holidays, built anew at most once a minute. */
export function makeOfficeCalendar({ holidays, now, ...parts }: Parts): () => Promise<Calendar> {
  let kept: { calendar: Promise<Calendar>; at: number } | undefined
  return async () => {
    if (!kept || now().getTime() - kept.at > KEPT_MS || now().getTime() < kept.at) {
      const calendar = holidays().then((days) => makeCalendar({ ...parts, holidays: days }))
      kept = { calendar, at: now().getTime() }
      calendar.catch(() => (kept = undefined))
    }
    return kept.calendar
  }
}
