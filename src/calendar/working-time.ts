import type { Text } from '../i18n/text.ts'
import type { ClockRules } from './clock-rules.ts'
import { STANDARD_CLOCK_RULES } from './clock-rules.ts'
import {
  addDays,
  dayOf,
  fiscalYear,
  instantAt,
  minuteOfDay,
  toBuddhistYear,
  weekday,
  type IsoDay,
} from './dates.ts'

export const HOLIDAY_KINDS = ['regular', 'substitute', 'special'] as const
export const HOLIDAY_SCOPES = ['nation', 'province', 'office'] as const

export type Holiday = {
  day: IsoDay
  name: Text
  kind: (typeof HOLIDAY_KINDS)[number]
  scope: (typeof HOLIDAY_SCOPES)[number]
  /** Which province or office; an office's holiday without a name is our own. */
  scopeName?: Text
  source: string
}

/** One day of one scope: it cannot be entered twice. Also its key where it is stored. */
export function holidayId({ day, scope, scopeName }: Pick<Holiday, 'day' | 'scope' | 'scopeName'>): string {
  return `${day}-${scope}${scopeName ? `-${scopeName.en}` : ''}`
}

/** Minutes of the day; weekdays from 0 = Sunday. With `lunch` the office closes at noon. */
export type OfficeHours = {
  opens: number
  closes: number
  weekdays: number[]
  lunch?: { from: number; to: number }
}

/** Monday to Friday, 08:30–16:30, open at noon. */
export const STANDARD_HOURS: OfficeHours = { opens: 510, closes: 990, weekdays: [1, 2, 3, 4, 5] }

/** When this office works. `holidays` are those that apply here; `byDay` finds one of them. */
export type Calendar = {
  hours: OfficeHours
  holidays: Holiday[]
  rules: ClockRules
  byDay: ReadonlyMap<IsoDay, Holiday>
}

/** Built once and shared. Holidays of other provinces and offices are left out. RangeError for hours in which nobody ever works. */
export function makeCalendar(parts: {
  hours: OfficeHours
  holidays: readonly Holiday[]
  rules?: ClockRules
  province?: Text
  office?: Text
}): Calendar {
  if (officeDayMinutes(parts.hours) <= 0) throw new RangeError('office hours hold no working minute')
  if (!parts.hours.weekdays.some((n) => n >= 0 && n <= 6))
    throw new RangeError('office hours hold no weekday')
  const holidays = parts.holidays.filter((holiday) => appliesHere(holiday, parts))
  return {
    hours: parts.hours,
    holidays,
    rules: parts.rules ?? STANDARD_CLOCK_RULES,
    byDay: new Map(holidays.map((holiday) => [holiday.day, holiday])),
  }
}

function appliesHere(holiday: Holiday, here: { province?: Text; office?: Text }): boolean {
  if (holiday.scope === 'nation') return true
  if (holiday.scope === 'office' && !holiday.scopeName) return true
  const ours = holiday.scope === 'office' ? here.office : here.province
  return ours !== undefined && holiday.scopeName?.th === ours.th
}

/** Working minutes of one office day, without the closed noon. */
export function officeDayMinutes({ opens, closes, lunch }: OfficeHours): number {
  return closes - opens - (lunch ? lunch.to - lunch.from : 0)
}

export function isWorkingDay(day: IsoDay, calendar: Calendar): boolean {
  return calendar.hours.weekdays.includes(weekday(day)) && !calendar.byDay.has(day)
}

/** That day, or the first working day after it. */
export function nextWorkingDay(day: IsoDay, calendar: Calendar): IsoDay {
  return firstDay(day, (candidate) => isWorkingDay(candidate, calendar))
}

/** Opening counts as working time, closing does not. */
export function isWorkingTime(instant: Date, calendar: Calendar): boolean {
  const { opens, closes, lunch } = calendar.hours
  const minute = minuteOfDay(instant)
  const atLunch = lunch !== undefined && minute >= lunch.from && minute < lunch.to
  return minute >= opens && minute < closes && !atLunch && isWorkingDay(dayOf(instant), calendar)
}

/** The instant itself within working time, else the next opening (E-Government Act s.10). */
export function nextWorkingTime(instant: Date, calendar: Calendar): Date {
  if (isWorkingTime(instant, calendar)) return instant
  const day = dayOf(instant)
  const { opens, closes, lunch } = calendar.hours
  const minute = minuteOfDay(instant)
  if (isWorkingDay(day, calendar) && minute < closes)
    return instantAt(day, lunch && minute >= lunch.from ? lunch.to : opens)
  return instantAt(nextWorkingDay(addDays(day, 1), calendar), opens)
}

/** A span in which the clock stands still; the end is no part of it. */
export type Pause = { from: Date; to: Date }

/** The earliest instant by which that many working minutes have passed, pauses left out. */
export function addWorkingMinutes(
  from: Date,
  minutes: number,
  calendar: Calendar,
  pauses: Pause[] = [],
): Date {
  let left = minutes * 60_000
  if (left <= 0) return from
  let day = dayOf(from)
  for (let walked = 0; walked < LONGEST_WALK; walked++, day = addDays(day, 1)) {
    for (const [start, end] of openSpans(day, from, calendar, pauses)) {
      if (end - start >= left) return new Date(start + left)
      left -= end - start
    }
  }
  throw new RangeError('the office is closed for too long')
}

/** Working minutes of that day from `from` on, pauses left out. */
export function workingMinutesOn(day: IsoDay, from: Date, calendar: Calendar, pauses: Pause[] = []): number {
  const spans = openSpans(day, from, calendar, pauses)
  return spans.reduce((sum, [start, end]) => sum + (end - start), 0) / 60_000
}

type Span = [start: number, end: number]

function openSpans(day: IsoDay, from: Date, calendar: Calendar, pauses: Pause[]): Span[] {
  if (!isWorkingDay(day, calendar)) return []
  const { opens, closes, lunch } = calendar.hours
  const minutes: Span[] = lunch ? [[opens, lunch.from], [lunch.to, closes]] : [[opens, closes]] // prettier-ignore
  let spans = minutes.map(([start, end]): Span => [+instantAt(day, start), +instantAt(day, end)])
  spans = spans.map(([start, end]) => [Math.max(start, +from), end])
  for (const pause of pauses) spans = spans.flatMap((span) => without(span, pause))
  return spans.filter(([start, end]) => start < end)
}

function without([start, end]: Span, pause: Pause): Span[] {
  if (+pause.to <= start || +pause.from >= end) return [[start, end]]
  return [
    [start, Math.max(start, +pause.from)],
    [Math.min(end, +pause.to), end],
  ]
}

export type DayUnit = 'workingDay' | 'day'
export type Stretch = { n: number; unit: DayUnit }

/** One day of a count. `n` is set on the days that count; `dayOff` on those the office is closed. */
export type CountedDay = { day: IsoDay; n?: number; fate: 'counted' | 'dayOff' | 'standing' | 'rolled' }

/**
 * Counts stretches of days, one after the other, beginning with `first` itself, and moves a last day that
 * falls on a day off to the next working day. Days on which the clock does not run (`runsOn`) count for
 * nothing. The last entry is the due day. An empty count is due on the first working day.
 */
export function countDays(parts: {
  first: IsoDay
  stretches: Stretch[]
  calendar: Calendar
  runsOn?: (day: IsoDay) => boolean
  lastDayMoves?: boolean
}): CountedDay[] {
  const { calendar, runsOn = () => true, lastDayMoves = true } = parts
  const units = parts.stretches.flatMap(({ n, unit }) => new Array<DayUnit>(n).fill(unit))
  const days: CountedDay[] = []
  let n = 0
  let day = parts.first
  for (; n < units.length; day = addDays(day, 1)) {
    if (days.length > LONGEST_WALK) throw new RangeError('the office is closed for too long')
    const open = isWorkingDay(day, calendar)
    if (!open && units[n] === 'workingDay') days.push({ day, fate: 'dayOff' })
    else if (!runsOn(day)) days.push({ day, fate: 'standing' })
    else days.push({ day, fate: 'counted', n: ++n })
  }
  const last = days.at(-1)
  if (last && (!lastDayMoves || isWorkingDay(last.day, calendar))) return days
  const due = firstDay(day, (candidate) => isWorkingDay(candidate, calendar) && runsOn(candidate))
  for (; day < due; day = addDays(day, 1))
    days.push({ day, fate: isWorkingDay(day, calendar) ? 'standing' : 'dayOff' })
  return [...days, { day: due, fate: 'rolled' }]
}

/** The last day the applicant has for an act, n calendar days after `day` (Administrative Procedure Act s.64: first day excluded, a day off moves it on). */
export function applicantDueDay(day: IsoDay, n: number, calendar: Calendar): IsoDay {
  return countDays({ first: addDays(day, 1), stretches: [{ n, unit: 'day' }], calendar }).at(-1)!.day
}

/**
 * Years (พ.ศ.) with no holiday entered, among those from today's to the one in which the next fiscal
 * year begins, and the year of the due day. The Cabinet announces by calendar year, so that a fiscal year
 * may be half empty; due dates in such a year are too early.
 */
export function missingHolidayYear(calendar: Calendar, today: IsoDay, dueDay: IsoDay = today): number[] {
  const thisYear = Number(today.slice(0, 4))
  const nextFiscalYearBegins = fiscalYear(today) - toBuddhistYear(0)
  const years = new Set([thisYear, nextFiscalYearBegins, Number(dueDay.slice(0, 4))])
  const entered = new Set(calendar.holidays.map((holiday) => Number(holiday.day.slice(0, 4))))
  return [...years]
    .filter((year) => !entered.has(year))
    .map(toBuddhistYear)
    .sort((a, b) => a - b)
}

/** The year (พ.ศ.) of a due day, if no holiday of it has been entered: the day is then too early. */
export function unannouncedYears(calendar: Calendar, dueDay: IsoDay): number[] {
  const year = dueDay.slice(0, 4)
  return calendar.holidays.some(({ day }) => day.startsWith(year)) ? [] : [toBuddhistYear(Number(year))]
}

// Thirty years: longer than any promise, short enough to end.
const LONGEST_WALK = 11_000

function firstDay(from: IsoDay, fits: (day: IsoDay) => boolean): IsoDay {
  let day = from
  for (let walked = 0; walked < LONGEST_WALK; walked++, day = addDays(day, 1)) if (fits(day)) return day
  throw new RangeError('the office is closed for too long')
}
