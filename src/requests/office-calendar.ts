import type { ClockRules } from '../calendar/clock-rules.ts'
import { makeCalendar, type Calendar, type Holiday, type OfficeHours } from '../calendar/working-time.ts'
import type { Text } from '../i18n/text.ts'

/** When the office works and by which rules its clock runs, as they stand at this moment. */
export type OfficeFacts = { hours: OfficeHours; rules: ClockRules }

type Parts = {
  holidays: () => Promise<readonly Holiday[]>
  office: () => OfficeFacts
  province: Text
  name: Text
  now: () => Date
}

/** Another process may have entered a holiday; a minute is soon enough to hear of it. */
const KEPT_MS = 60_000

export type OfficeCalendar = ReturnType<typeof makeOfficeCalendar>

/** The office's calendar over the table of holidays, built anew at most once a minute, or when told to `forget`. */
export function makeOfficeCalendar(parts: Parts) {
  const { now, province, name } = parts
  let kept: { calendar: Promise<Calendar>; at: number } | undefined

  /** What the calendar would be with other holidays, hours or rules. */
  const withChange = (holidays: readonly Holiday[], { hours, rules }: OfficeFacts): Calendar =>
    makeCalendar({ holidays, hours, rules, province, office: name })

  async function current(): Promise<Calendar> {
    if (!kept || now().getTime() - kept.at > KEPT_MS || now().getTime() < kept.at) {
      const calendar = parts.holidays().then((days) => withChange(days, parts.office()))
      const mine = { calendar, at: now().getTime() }
      kept = mine
      calendar.catch(() => (kept = kept === mine ? undefined : kept))
    }
    return kept.calendar
  }

  return { current, withChange, forget: () => void (kept = undefined) }
}
