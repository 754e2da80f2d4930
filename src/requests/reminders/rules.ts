import type { ClockRules } from '../../calendar/clock-rules.ts'
import { addDays, dayOf, daysBetween, instantAt, type IsoDay } from '../../calendar/dates.ts'
import { nextWorkingDay, type Calendar } from '../../calendar/working-time.ts'
import { lateLetterDays, type Clock } from '../clock.ts'
import type { ClockPause } from '../clock-history.ts'
import { inOrder, type EventDataOf, type EventKind, type RequestEvent } from '../events.ts'
import { applicantsLastDay, isStillMissing, missingItems } from '../missing-items.ts'
import type { Request } from '../request.ts'
import { statusOf } from '../status.ts'
import type { DropReason, LateLetterState } from './late-letter.ts'
import { lastWorkingDay, workingDayBefore, workingDaysAfter } from './working-days.ts'

/** What an officer is reminded of: the request's own day, the day its result must be told by, a letter to sign. */
export const REMINDED_ABOUT = ['due', 'tell', 'sign'] as const
export type RemindedAbout = (typeof REMINDED_ABOUT)[number]

/** `before`: some working days ahead. `onDay`: on the last working day that is left. */
export const REMINDER_STAGES = ['before', 'onDay'] as const
export type ReminderStage = (typeof REMINDER_STAGES)[number]

/**
 * Whether something that is to be done by `day` is spoken of today, a working day. A stage lasts until the next one
 * begins, so that a machine that stood still on its first day catches up; past the day nobody is reminded any more.
 */
export function reminderStage(day: IsoDay, today: IsoDay, calendar: Calendar): ReminderStage | undefined {
  const last = lastWorkingDay(day, calendar)
  if (today >= last) return today <= day ? 'onDay' : undefined
  return today >= workingDayBefore(last, calendar.rules.remindDaysBefore, calendar) ? 'before' : undefined
}

/** The last day of which anybody is reminded today. */
export function lastRemindedDay(today: IsoDay, calendar: Calendar): IsoDay {
  let day = today
  for (let left = calendar.rules.remindDaysBefore; left > 0; left--)
    day = nextWorkingDay(addDays(day, 1), calendar)
  // What is due on a day off after it counts as due on it.
  return addDays(nextWorkingDay(addDays(day, 1), calendar), -1)
}

export type Escalation = EventDataOf['escalated']
type Escalated = {
  request: Pick<Request, 'queuedAt'>
  events: readonly RequestEvent[]
  clock: Pick<Clock, 'state' | 'late' | 'pausedSince' | 'dueDay' | 'daysLate'>
}

/**
 * Whom a request must be brought to now: its head when nobody took it on in time, or when it is late; then the Palad.
 * Each once. Handing it on makes it new to the next head, an extension or a reopening to both. Days of waiting for
 * what the applicant owes bring it to nobody.
 */
export function escalationsDue({ request, events, clock }: Escalated, today: IsoDay, calendar: Calendar) {
  const isOpen = clock.state === 'running' || clock.state === 'late'
  if (!isOpen || clock.pausedSince !== null) return []
  return [...unclaimed(request, events, today, calendar), ...late(clock, events, today, calendar)]
}

function unclaimed(
  { queuedAt }: Pick<Request, 'queuedAt'>,
  events: readonly RequestEvent[],
  today: IsoDay,
  calendar: Calendar,
): Escalation[] {
  if (queuedAt === null) return []
  const days = workingDaysAfter(dayOf(new Date(queuedAt)), today, calendar)
  const isTold = escalations(events).some(({ at, data }) => data.why === 'unclaimed' && at >= queuedAt)
  return days > calendar.rules.claimWithinDays && !isTold ? [{ to: 'head', why: 'unclaimed', days }] : []
}

function late(
  { late: isLate, dueDay, daysLate }: Escalated['clock'],
  events: readonly RequestEvent[],
  today: IsoDay,
  calendar: Calendar,
): Escalation[] {
  if (!isLate) return []
  const { rules } = calendar
  const past = workingDaysAfter(dueDay, today, calendar)
  const told = (since: EventKind[]) =>
    escalations(sinceLast(events, since)).filter(({ data }) => data.why === 'late')
  // Where a division has no head the Palad was told in the head's place: that is both.
  const headKnows = told(['reopened', 'extended', 'forwarded']).length > 0
  const paladKnows = told(['reopened', 'extended']).some(({ data }) => data.to === 'palad')
  const days = daysLate
  return [
    ...(past >= rules.headAfterDaysLate && !headKnows ? [{ to: 'head', why: 'late', days } as const] : []),
    ...(past >= rules.paladAfterDaysLate && !paladKnows ? [{ to: 'palad', why: 'late', days } as const] : []),
  ]
}

const escalations = (events: readonly RequestEvent[]) => events.filter((event) => event.kind === 'escalated')

function sinceLast(events: readonly RequestEvent[], kinds: EventKind[]): RequestEvent[] {
  const past = inOrder(events)
  return past.slice(past.findLastIndex(({ kind }) => kinds.includes(kind)) + 1)
}

/**
 * The result that was decided and that nobody has handed over or told since, with the last day to do so (Licensing
 * Facilitation Act s.10). Whether its letter reached the applicant is another question.
 */
export function resultToTell(
  events: readonly RequestEvent[],
  rules: ClockRules,
): { eventId: string; day: IsoDay } | undefined {
  const since = sinceLast(events, ['reopened'])
  const index = since.findLastIndex(({ kind }) => kind === 'decided')
  const decided = since[index]
  if (decided?.kind !== 'decided') return undefined
  const isTold = since.slice(index).some(({ kind }) => TELLING.includes(kind))
  const day = decided.data.tellBy ?? addDays(dayOf(new Date(decided.at)), rules.tellResultDays)
  return isTold ? undefined : { eventId: decided.id, day }
}

const TELLING: readonly EventKind[] = ['delivered', 'told', 'closed']

/**
 * What the applicant was asked for and did not send although the whole last day has passed (s.9). A last day that
 * has since become a holiday moves to the next working day.
 */
export function notSupplied(
  events: readonly RequestEvent[],
  today: IsoDay,
  calendar: Calendar,
): { items: string[]; lastDay: IsoDay } | undefined {
  if (statusOf(events) !== 'waitingForApplicant') return undefined
  const lastDay = applicantsLastDay(events, calendar)
  if (lastDay === undefined || today <= lastDay) return undefined
  return {
    items: missingItems(events)
      .filter(isStillMissing)
      .map(({ words }) => words),
    lastDay,
  }
}

type Known = { state: LateLetterState; dueDay: IsoDay; daysLate: number }

/**
 * For which numbers of days past its due day a late request still owes the applicant a written reason. A signed letter
 * tells of every day before it, a draft only waits to. What fell due while the clock stood still is owed once it runs
 * again, in one letter.
 */
export function lettersOwed(
  request: { dueDay: IsoDay; pauses: readonly ClockPause[] },
  known: readonly Known[],
  today: IsoDay,
  { rules, hours }: Calendar,
): number[] {
  const own = known.filter(({ dueDay }) => dueDay === request.dueDay)
  const told = Math.max(0, ...own.map(({ state, daysLate }) => (state === 'signed' ? daysLate : 0)))
  const drafted = own.filter(({ state }) => state === 'drafted').map(({ daysLate }) => daysLate)
  return lateLetterDays(request.dueDay, today, rules)
    .map((day) => ({ day, ran: runsAgain(instantAt(day, hours.closes), request.pauses) }))
    .filter(({ ran }, index, all) => !ran || all[index + 1]?.ran?.getTime() !== ran.getTime())
    .filter(({ ran }) => !ran || dayOf(ran) <= today)
    .map(({ day }) => daysBetween(request.dueDay, day))
    .filter((days) => days > told && !drafted.includes(days))
}

/** When the clock ran again that stood still at that time; undefined if it ran. One pause may begin as another ends. */
function runsAgain(at: Date, pauses: readonly ClockPause[]): Date | undefined {
  const pause = pauses.find(({ from, to }) => from <= at && at < to)
  return pause && (runsAgain(pause.to, pauses) ?? pause.to)
}

/** Why a draft is not to be signed any more; undefined while it is. */
export function staleBecause(
  draft: { dueDay: IsoDay },
  clock: Pick<Clock, 'endedAt' | 'dueDay' | 'late'>,
): DropReason | undefined {
  if (clock.endedAt !== null) return 'ended'
  return !clock.late || clock.dueDay !== draft.dueDay ? 'moved' : undefined
}

/** What keeps a draft from being signed, as the key of its sentence ends. */
export type Hold = 'stale' | 'paused' | 'older'

/**
 * `stale`: it is to be dropped. `paused`: the office waits for the applicant, and whose delay it is would be said
 * wrongly. `older`: a newer draft of the same request covers it, and one day owes one letter.
 */
export function holdOf(
  draft: { n: number; dueDay: IsoDay },
  clock: Pick<Clock, 'endedAt' | 'dueDay' | 'late' | 'pausedSince'>,
  newest: number,
): Hold | undefined {
  if (staleBecause(draft, clock)) return 'stale'
  if (clock.pausedSince !== null) return 'paused'
  return draft.n < newest ? 'older' : undefined
}
