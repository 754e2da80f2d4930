import type { ClockRules } from '../../calendar/clock-rules.ts'
import type { IsoDay } from '../../calendar/dates.ts'
import { holidayId, type Holiday } from '../../calendar/working-time.ts'
import type { Text } from '../../i18n/text.ts'
import { officeHours, type Hours } from '../../municipality.ts'
import type { OfficeFacts } from '../office-calendar.ts'

/** Everything the calendar is made of. */
export type OfficeState = { holidays: readonly Holiday[]; hours: Hours; rules: ClockRules }

/** What changes of it: holidays by their id, hours and rules as they are to be. */
export type CalendarStep = {
  enter?: Holiday[]
  drop?: string[]
  hours?: Hours
  rules?: ClockRules
}

/** A change in force whose requests are still being moved. `undo` leads back to what was promised by. */
export type CalendarChange = {
  id: string
  by: string
  /** UTC ISO. */
  at: string
  /** Why dates move, as the applicants are told. */
  reason: Text
  undo: CalendarStep
}

export function applied(state: OfficeState, step: CalendarStep): OfficeState {
  const left = state.holidays.filter((one) => !step.drop?.includes(holidayId(one)))
  return {
    holidays: [...left, ...(step.enter ?? [])],
    hours: step.hours ?? state.hours,
    rules: step.rules ?? state.rules,
  }
}

/** The step that leads from `applied(state, step)` back to `state`. */
export function undoing(state: OfficeState, { enter, drop, hours, rules }: CalendarStep): CalendarStep {
  return {
    ...(enter && { drop: enter.map(holidayId) }),
    ...(drop && { enter: state.holidays.filter((one) => drop.includes(holidayId(one))) }),
    ...(hours && { hours: state.hours }),
    ...(rules && { rules: state.rules }),
  }
}

/** The state before each change, oldest first, and at the end the present one. */
export function statesThrough(present: OfficeState, changes: readonly CalendarChange[]): OfficeState[] {
  return changes
    .toReversed()
    .reduce<OfficeState[]>((states, { undo }) => [applied(states[0]!, undo), ...states], [present])
}

export const factsOf = ({ hours, rules }: OfficeState): OfficeFacts => ({ hours: officeHours(hours), rules })

/** Holidays in the order of the year. */
export function byDay<H extends { day: IsoDay }>(holidays: readonly H[]): H[] {
  return holidays.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}
