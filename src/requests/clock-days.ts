import { addDays, dayOf, daysBetween, instantAt, type IsoDay } from '../calendar/dates.ts'
import {
  isWorkingDay,
  workingMinutesOn,
  type Calendar,
  type CountedDay,
  type Holiday,
} from '../calendar/working-time.ts'
import { clockMessages as say } from '../i18n/messages/clock.ts'
import { fill, type Text } from '../i18n/text.ts'
import type { ClockPause } from './clock-history.ts'

/** `late`: a working day past the due day, `n` its distance in calendar days. */
export const CLOCK_DAY_KINDS = [
  'filed',
  'afterHours',
  'counted',
  'weekend',
  'holiday',
  'paused',
  'rolled',
  'late',
] as const
export type ClockDayKind = (typeof CLOCK_DAY_KINDS)[number]

/** One day as a person reads it. `isPast`: over, for the count; what lies ahead is a forecast. */
export type ClockDay = {
  day: IsoDay
  kind: ClockDayKind
  n?: number
  reason: Text
  isToday: boolean
  isDue: boolean
  isPast: boolean
}

type Shown = {
  filedAt: Date
  receivedAt: Date
  dueDay: IsoDay
  promisedDays: number
  dayTotal: number
  minutesUntil: Date | null
  counted: CountedDay[]
  pauses: ClockPause[]
  calendar: Calendar
  asOf: Date
  now: Date
  late: boolean
  ended: boolean
}
type Told = { kind: ClockDayKind; n?: number; reason: Text }

/** Every calendar day from filing to the due day, or to today when that has passed, each with its reason. */
export function clockDays(shown: Shown): ClockDay[] {
  const filedDay = dayOf(shown.filedAt)
  const asOfDay = dayOf(shown.asOf)
  const last = shown.late && asOfDay > shown.dueDay ? asOfDay : shown.dueDay
  const length = Math.min(daysBetween(filedDay, last) + 1, shown.calendar.rules.listedDays)
  const counted = new Map(shown.counted.map((entry) => [entry.day, entry]))
  return Array.from({ length }, (_, index) => {
    const day = addDays(filedDay, index)
    return {
      day,
      ...tell(day, filedDay, counted.get(day), shown),
      isToday: day === dayOf(shown.now),
      isDue: day === shown.dueDay,
      isPast: shown.ended ? day <= asOfDay : day < asOfDay,
    }
  })
}

function tell(day: IsoDay, filedDay: IsoDay, entry: CountedDay | undefined, shown: Shown): Told {
  const receivedDay = dayOf(shown.receivedAt)
  if (entry) return tellCounted(entry, filedDay, shown)
  if (day === filedDay) return tellFiling(receivedDay === filedDay, shown)
  if (!isWorkingDay(day, shown.calendar)) return tellClosed(day, shown.calendar)
  if (shown.minutesUntil && day <= dayOf(shown.minutesUntil)) return tellMinutes(day, shown)
  if (day === receivedDay) return { kind: 'filed', reason: say['clock.why.deemed'] }
  const pause = pauseAtClosing(day, shown)
  if (pause) return tellPaused(pause)
  const n = daysBetween(shown.dueDay, day)
  return { kind: 'late', n, reason: fill(say['clock.why.late'], { n }) }
}

function tellCounted({ day, fate, n }: CountedDay, filedDay: IsoDay, shown: Shown): Told {
  if (fate === 'dayOff') return tellClosed(day, shown.calendar)
  if (fate === 'standing') return tellPaused(pauseAtClosing(day, shown))
  if (fate === 'rolled' || n === undefined)
    return shown.dayTotal > 0
      ? { kind: 'rolled', reason: say['clock.why.rolled'] }
      : { kind: 'filed', reason: say['clock.why.atOnce'] }
  if (day === filedDay) return { kind: 'counted', n, reason: say['clock.why.beforeOpening'] }
  const holiday = shown.calendar.byDay.get(day)
  const why = whyCounted(day, n, shown)
  if (holiday && why === 'clock.why.countedDayOff')
    return { kind: 'counted', n, reason: countedHoliday(n, holiday) }
  return { kind: 'counted', n, reason: fill(say[why], { n }) }
}

/** A promise in calendar days counts holidays too; which one it was is said all the same. */
function countedHoliday(n: number, { name }: Holiday): Text {
  const { th, en } = say['clock.why.countedHoliday']
  return { th: fill({ th, en }, { n, name: name.th }).th, en: fill({ th, en }, { n, name: name.en }).en }
}

function whyCounted(day: IsoDay, n: number, { promisedDays, calendar }: Shown) {
  if (n > promisedDays) return 'clock.why.extended'
  return isWorkingDay(day, calendar) ? 'clock.why.counted' : 'clock.why.countedDayOff'
}

function tellFiling(receivedToday: boolean, { minutesUntil }: Shown): Told {
  if (!receivedToday) return { kind: 'afterHours', reason: say['clock.why.afterHours'] }
  return { kind: 'filed', reason: say[minutesUntil ? 'clock.why.filedCounted' : 'clock.why.filed'] }
}

function tellMinutes(day: IsoDay, { receivedAt, calendar, pauses }: Shown): Told {
  if (workingMinutesOn(day, receivedAt, calendar, pauses) > 0)
    return { kind: 'counted', reason: say['clock.why.minutes'] }
  return tellPaused(
    pauses.find(({ from, to }) => from < instantAt(day, calendar.hours.closes) && to > instantAt(day, 0)),
  )
}

function tellClosed(day: IsoDay, calendar: Calendar): Told {
  const holiday = calendar.byDay.get(day)
  return holiday
    ? { kind: 'holiday', reason: holiday.name }
    : { kind: 'weekend', reason: say['clock.why.weekend'] }
}

function tellPaused(pause: ClockPause | undefined): Told {
  return { kind: 'paused', reason: say[pause?.why === 'ended' ? 'clock.why.ended' : 'clock.why.waiting'] }
}

function pauseAtClosing(day: IsoDay, { pauses, calendar }: Shown): ClockPause | undefined {
  const closing = instantAt(day, calendar.hours.closes)
  return pauses.find(({ from, to }) => from <= closing && closing < to)
}
