import type { ClockRules } from '../calendar/clock-rules.ts'
import { addDays, dayOf, daysBetween, instantAt, minuteOfDay, type IsoDay } from '../calendar/dates.ts'
import {
  addWorkingMinutes,
  countDays,
  nextWorkingTime,
  officeDayMinutes,
  type Calendar,
  type CountedDay,
  type OfficeHours,
  type Stretch,
} from '../calendar/working-time.ts'
import type { Duration, DurationUnit, Step } from '../catalogue/service.ts'
import { totalOf, type Total } from '../catalogue/totals.ts'
import { clockDays, type ClockDay } from './clock-days.ts'
import { clockHistory, type ClockEnd, type ClockPause, type Extension } from './clock-history.ts'
import type { RequestEvent } from './events.ts'
import { applicantsLastDay } from './missing-items.ts'

export type ClockState = 'running' | 'paused' | 'late' | 'done' | 'stopped'

/** Instants are UTC ISO. While paused, due day and instant are those that hold if the missing part came now. */
export type Clock = {
  state: ClockState
  /** Whether the promise is counted in days, or in minutes of working time. */
  unit: 'days' | 'minutes'
  filedAt: string
  receivedAt: string
  dueDay: IsoDay
  dueAt: string
  /** The last day counted so far; both are 0 where the promise is in minutes. */
  dayNumber: number
  dayTotal: number
  total: Total
  late: boolean
  /** Calendar days past the due day; 0 also while late on the due day itself. */
  daysLate: number
  pausedSince: string | null
  /** While something is awaited from the applicant, the last day on which they can supply it. */
  applicantDay: IsoDay | null
  endedAt: string | null
  extensions: Extension[]
  days: ClockDay[]
}

export type Countable = { steps: readonly Step[]; events: readonly RequestEvent[]; filedAt: Date | string }
type Asked = Countable & { calendar: Calendar; now: Date }

/**
 * What the law and the manual make of a request at `now`.
 *
 * - Filed within office hours the time begins at once and that day is not counted (Administrative
 *   Procedure Act s.64); filed outside them it begins with the next working time (E-Government Act s.10).
 * - Time between a recorded deficiency and what was missing does not count, nor does time between the
 *   end of a request and its reopening: a reopened request goes on with what was left. What arrives
 *   outside office hours arrives at the next working time. A day counts when the clock runs at its closing time.
 * - Extensions are counted on from the last day of the promise (Civil and Commercial Code s.193/7).
 * - Decision, delivery and closing finish the clock; return and withdrawal stop it.
 */
export function clockOf(asked: Asked): Clock {
  const { calendar, now } = asked
  const history = clockHistory(asked.events, now, calendar)
  const count = countOf(asked, calendar, history.extensions, history.pauses)
  const asOf = history.end?.at ?? now
  const late = asOf > count.dueAt
  const shown = {
    ...count,
    asOf,
    now,
    late,
    ended: history.end !== undefined,
    pauses: history.pauses,
    calendar,
  }
  return {
    state: stateOf(history, late),
    unit: count.unit,
    filedAt: count.filedAt.toISOString(),
    receivedAt: count.receivedAt.toISOString(),
    dueDay: count.dueDay,
    dueAt: count.dueAt.toISOString(),
    dayNumber: count.counted.findLast(({ n, day }) => n !== undefined && day <= dayOf(asOf))?.n ?? 0,
    dayTotal: count.dayTotal,
    total: count.total,
    late,
    daysLate: late ? daysBetween(count.dueDay, dayOf(asOf)) : 0,
    pausedSince: history.pausedSince?.toISOString() ?? null,
    applicantDay: (history.pausedSince && applicantsLastDay(asked.events, calendar)) ?? null,
    endedAt: history.end?.at.toISOString() ?? null,
    extensions: history.extensions,
    days: clockDays(shown),
  }
}

function stateOf(history: { end?: ClockEnd; pausedSince?: Date }, late: boolean): ClockState {
  if (history.end) return history.end.finished ? 'done' : 'stopped'
  if (late) return 'late'
  return history.pausedSince ? 'paused' : 'running'
}

/** `applicantDay`: the last day of an applicant who was asked for something, whether or not it is still awaited. */
export type Due = { receivedAt: string; dueDay: IsoDay; dueAt: string; applicantDay?: IsoDay }

/** When a request is due, without its list of days. */
export function dueOf(asked: Asked): Due {
  const { extensions, pauses } = clockHistory(asked.events, asked.now, asked.calendar)
  const applicantDay = applicantsLastDay(asked.events, asked.calendar)
  return {
    ...dueIn(countOf(asked, asked.calendar, extensions, pauses)),
    ...(applicantDay && { applicantDay }),
  }
}

/** When a request filed now will be due. */
export function dueOnFiling(steps: readonly Step[], filedAt: Date | string, calendar: Calendar): Due {
  return dueIn(countOf({ steps, events: [], filedAt }, calendar, [], []))
}

function dueIn({ receivedAt, dueDay, dueAt }: Count): Due {
  return { receivedAt: receivedAt.toISOString(), dueDay, dueAt: dueAt.toISOString() }
}

export type Moved = { id: string; before: Due; after: Due }

/** Which of the open requests are due at another time once the calendar has changed. */
export function movedBy(
  open: readonly (Countable & { id: string })[],
  before: Calendar,
  after: Calendar,
  now: Date,
) {
  return open
    .map((request): Moved => {
      const asked = { ...request, now }
      return {
        id: request.id,
        before: dueOf({ ...asked, calendar: before }),
        after: dueOf({ ...asked, calendar: after }),
      }
    })
    .filter((moved) => moved.before.dueAt !== moved.after.dueAt)
}

/** The days up to `until` on which a late request owes the applicant a written reason, with a copy for ก.พ.ร. (Licensing Facilitation Act s.10). */
export function lateLetterDays(dueDay: IsoDay, until: IsoDay, rules: ClockRules): IsoDay[] {
  const letters = Math.floor(Math.max(0, daysBetween(dueDay, until)) / rules.lateLetterEveryDays)
  return Array.from({ length: letters }, (_, index) =>
    addDays(dueDay, (index + 1) * rules.lateLetterEveryDays),
  )
}

type Count = {
  unit: 'days' | 'minutes'
  total: Total
  filedAt: Date
  receivedAt: Date
  dueDay: IsoDay
  dueAt: Date
  dayTotal: number
  /** Days of the promise itself, before extensions. */
  promisedDays: number
  /** Until when working minutes were counted; the days come after. */
  minutesUntil: Date | null
  counted: CountedDay[]
}

function countOf(
  request: Countable,
  calendar: Calendar,
  extensions: Extension[],
  pauses: ClockPause[],
): Count {
  const filedAt = new Date(request.filedAt)
  const receivedAt = nextWorkingTime(filedAt, calendar)
  const total = totalOf(request.steps, calendar.hours)
  const begun = { total, filedAt, receivedAt }
  if (total.minutes > 0) return countMinutes(begun, calendar, extensions, pauses)
  const promised = [stretch(total.workingDays, 'workingDay'), stretch(total.days, 'day')]
  const stretches = [...promised, ...extensions.map((extension) => inDays(extension, calendar.hours))]
  const nothing = sumOf(stretches) === 0
  const first = nothing ? dayOf(receivedAt) : dayOne(filedAt, receivedAt, calendar)
  const counted = runDays(first, stretches, calendar, pauses)
  return { ...begun, ...dueAtClosing(counted, calendar), unit: 'days', minutesUntil: null, counted, promisedDays: sumOf(promised), dayTotal: sumOf(stretches) } // prettier-ignore
}

/** Working days that extend a promise in minutes are office days of minutes; calendar days leave minutes for good. */
function countMinutes(
  begun: { total: Total; filedAt: Date; receivedAt: Date },
  calendar: Calendar,
  extensions: Extension[],
  pauses: ClockPause[],
): Count {
  const leaves = extensions.findIndex(({ unit }) => unit === 'day')
  const inTime = leaves < 0 ? extensions : extensions.slice(0, leaves)
  const minutes = inTime.reduce(
    (sum, { n, unit }) => sum + n * minutesIn(unit, calendar.hours),
    begun.total.minutes,
  )
  const until = addWorkingMinutes(begun.receivedAt, minutes, calendar, pauses)
  const inMinutes = { ...begun, minutesUntil: until, promisedDays: 0 }
  if (leaves < 0)
    return { ...inMinutes, unit: 'minutes', dueDay: dayOf(until), dueAt: until, counted: [], dayTotal: 0 }
  const stretches = extensions.slice(leaves).map((extension) => inDays(extension, calendar.hours))
  const counted = runDays(addDays(dayOf(until), 1), stretches, calendar, pauses)
  return {
    ...inMinutes,
    ...dueAtClosing(counted, calendar),
    unit: 'days',
    counted,
    dayTotal: sumOf(stretches),
  }
}

/** Deemed received at opening, the whole working day is the office's: it may count as the first. */
function dayOne(filedAt: Date, receivedAt: Date, calendar: Calendar): IsoDay {
  const deemedAtOpening = filedAt < receivedAt && minuteOfDay(receivedAt) === calendar.hours.opens
  const received = dayOf(receivedAt)
  return deemedAtOpening && calendar.rules.deemedDayIsDayOne ? received : addDays(received, 1)
}

function runDays(
  first: IsoDay,
  stretches: Stretch[],
  calendar: Calendar,
  pauses: ClockPause[],
): CountedDay[] {
  const runsOn = (day: IsoDay) => {
    const closing = instantAt(day, calendar.hours.closes)
    return !pauses.some(({ from, to }) => from <= closing && closing < to)
  }
  return countDays({ first, stretches, calendar, runsOn, lastDayMoves: calendar.rules.officeLastDayMoves })
}

function dueAtClosing(counted: CountedDay[], calendar: Calendar): { dueDay: IsoDay; dueAt: Date } {
  const dueDay = counted.at(-1)!.day
  return { dueDay, dueAt: instantAt(dueDay, calendar.hours.closes) }
}

const stretch = (n: number, unit: Stretch['unit']): Stretch => ({ n, unit })
const sumOf = (stretches: Stretch[]) => stretches.reduce((sum, { n }) => sum + n, 0)

// Hours that extend a promise in days would be worth nothing if they were not rounded up.
function inDays({ n, unit }: Duration, hours: OfficeHours): Stretch {
  if (unit === 'day' || unit === 'workingDay') return { n, unit }
  return stretch(Math.ceil((n * minutesIn(unit, hours)) / officeDayMinutes(hours)), 'workingDay')
}

function minutesIn(unit: DurationUnit, hours: OfficeHours): number {
  return { minute: 1, hour: 60, workingDay: officeDayMinutes(hours), day: officeDayMinutes(hours) }[unit]
}
