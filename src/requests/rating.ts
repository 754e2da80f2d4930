import { addDays, dayOf, type IsoDay } from '../calendar/dates.ts'
import type { ClockRules } from '../calendar/clock-rules.ts'
import { inOrder, type EventDataOf, type RequestEvent } from './events.ts'
import { statusOf } from './status.ts'

/** What the outsiders’ survey of the Integrity and Transparency Assessment asks, 1 to 5 each. */
export const SURVEY = ['steps', 'fairness', 'ease'] as const
export type SurveyQuestion = (typeof SURVEY)[number]

/** 1 the least, 5 the most. */
export const MARKS = [5, 4, 3, 2, 1] as const

export type GivenRating = EventDataOf['rated']

/** Whether the applicant may say how it went: once for each time the request came to its end. */
export function mayRate(events: readonly RequestEvent[]): boolean {
  const status = statusOf(events)
  const ended = status === 'done' || status === 'refused' || status === 'returned'
  return ended && !sinceReopened(events).some(({ kind }) => kind === 'rated')
}

/**
 * The last day on which the applicant may have it opened again; undefined when that is not the way: a refusal and a
 * return are appealed against, and what was withdrawn is filed anew.
 */
export function reopenUntil(
  events: readonly RequestEvent[],
  { reopenDays }: Pick<ClockRules, 'reopenDays'>,
): IsoDay | undefined {
  if (statusOf(events) !== 'done') return undefined
  const ended = sinceReopened(events).findLast(({ kind }) => kind === 'closed' || kind === 'delivered')
  return ended && addDays(dayOf(new Date(ended.at)), reopenDays)
}

/** Opening it again ends that closing, so each closing is opened again once at most. */
export function mayReopen(
  events: readonly RequestEvent[],
  today: IsoDay,
  rules: Pick<ClockRules, 'reopenDays'>,
): boolean {
  const until = reopenUntil(events, rules)
  return until !== undefined && today <= until
}

function sinceReopened(events: readonly RequestEvent[]): RequestEvent[] {
  const past = inOrder(events)
  return past.slice(past.findLastIndex(({ kind }) => kind === 'reopened') + 1)
}

/** A question of an officer that the applicant has not answered. */
export function openQuestions(events: readonly RequestEvent[]) {
  const past = inOrder(events)
  return past
    .slice(past.findLastIndex(({ kind }) => kind === 'answered') + 1)
    .filter((event) => event.kind === 'asked')
}
