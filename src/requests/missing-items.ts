import type { IsoDay } from '../calendar/dates.ts'
import { nextWorkingDay, type Calendar } from '../calendar/working-time.ts'
import { inOrder, type EventDataOf, type RequestEvent } from './events.ts'

/** One thing that a record asks for, and what came for it, the oldest first. `n` counts from 1. */
export type MissingItem = { n: number; words: string; supplied: SuppliedItem[] }
export type SuppliedItem = NonNullable<EventDataOf['supplied']['items']>[number]

type Of<Kind extends RequestEvent['kind']> = Extract<RequestEvent, { kind: Kind }>

/** The records that are still to be answered: since everything asked for had come, or the request was opened again. */
function awaited(events: readonly RequestEvent[]): Of<'deficiency'>[] {
  const past = inOrder(events)
  const settled = past.findLastIndex((event) => event.kind === 'reopened' || isWhole(event))
  return past.slice(settled + 1).filter((event) => event.kind === 'deficiency')
}

/** Whether what came answers all that was asked, so that the clock goes on. */
export const isWhole = (event: RequestEvent): boolean =>
  event.kind === 'supplied' && event.data.partial !== true

/**
 * The last day on which the applicant can supply what is missing; undefined while nothing is asked. A last day that
 * has become a holiday since moves to the next working day (Civil and Commercial Code s.193/8).
 */
export function applicantsLastDay(events: readonly RequestEvent[], calendar: Calendar): IsoDay | undefined {
  const days = awaited(events).map(({ data }) => nextWorkingDay(data.dueDay, calendar))
  return days.sort().at(-1)
}

/** Everything the latest record asks for, each with what came for it since; empty where there is no record. */
export function missingItems(events: readonly RequestEvent[]): MissingItem[] {
  const past = inOrder(events)
  const at = past.findLastIndex(({ kind }) => kind === 'deficiency')
  const record = past[at]
  if (record?.kind !== 'deficiency') return []
  const came = past
    .slice(at + 1)
    .flatMap((event) => (event.kind === 'supplied' ? (event.data.items ?? []) : []))
  return record.data.items.map((words, index) => ({
    n: index + 1,
    words,
    supplied: came.filter(({ n }) => n === index + 1),
  }))
}

export const isStillMissing = ({ supplied }: MissingItem) => supplied.length === 0

/** What one event supplied, each thing under the words that asked for it; empty where that was not kept apart. */
export function suppliedIn(
  event: RequestEvent,
  events: readonly RequestEvent[],
): (SuppliedItem & { words: string })[] {
  if (event.kind !== 'supplied') return []
  const asked = missingItems(events.filter(({ seq }) => seq < event.seq))
  return (event.data.items ?? []).map((item) => ({ ...item, words: asked[item.n - 1]?.words ?? '' }))
}

/** What the event of a supply says, with what it leaves missing. */
export function supplyOf(
  events: readonly RequestEvent[],
  items: SuppliedItem[],
): Pick<EventDataOf['supplied'], 'items' | 'partial'> {
  const left = missingItems(events).filter(
    (item) => isStillMissing(item) && !items.some(({ n }) => n === item.n),
  )
  return { items, ...(left.length > 0 && { partial: true as const }) }
}
