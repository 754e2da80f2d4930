import { addDays, instantAt } from '../calendar/dates.ts'
import type { Due } from './clock.ts'
import { inOrder, type RequestEvent } from './events.ts'
import { FINISHED_STATUSES, statusOf } from './status.ts'
import type { Request } from './request.ts'

/** What of a request follows from its events, and stands in its row so that lists can ask for it. */
export type Projection = Pick<
  Request,
  'status' | 'division' | 'dueAt' | 'receivedAt' | 'claimedBy' | 'claimedAt' | 'queuedAt' | 'finishedAt'
>

/**
 * Where a request stands after all its events. `filedTo` is the division it was routed to when it was filed;
 * `due` what the clock says of the same events.
 */
export function projectionOf(filedTo: string, events: readonly RequestEvent[], due: Due): Projection {
  const past = inOrder(events)
  const status = statusOf(past)
  const ended = FINISHED_STATUSES.includes(status)
  const holder = past.reduce<Holder>(holderAfter, {
    division: filedTo,
    claimedBy: null,
    claimedAt: null,
    queuedAt: due.receivedAt,
  })
  return {
    ...holder,
    status,
    dueAt: status === 'waitingForApplicant' ? applicantsLastInstant(due) : due.dueAt,
    receivedAt: due.receivedAt,
    queuedAt: ended ? null : holder.queuedAt,
    finishedAt: ended ? firstEnd(past) : null,
  }
}

/** The division it was routed to when it was filed, whatever has happened since. */
export function filedTo({ division }: Pick<Request, 'division'>, events: readonly RequestEvent[]): string {
  const first = inOrder(events).find((event) => event.kind === 'forwarded')
  return first?.data.from ?? division
}

type Holder = Pick<Projection, 'division' | 'claimedBy' | 'claimedAt' | 'queuedAt'>

function holderAfter(holder: Holder, event: RequestEvent): Holder {
  switch (event.kind) {
    case 'claimed':
      return { ...holder, claimedBy: event.actor, claimedAt: event.at, queuedAt: null }
    case 'assigned':
      return event.data.officer === undefined
        ? { ...nobody(event.at), division: event.data.division }
        : {
            division: event.data.division,
            claimedBy: event.data.officer,
            claimedAt: event.at,
            queuedAt: null,
          }
    case 'released':
      return { ...nobody(event.at), division: holder.division }
    case 'forwarded':
      return { ...nobody(event.at), division: event.data.to }
    case 'reopened':
      return holder.claimedBy === null ? { ...holder, queuedAt: event.at } : holder
    default:
      return holder
  }
}

const nobody = (since: string) => ({ claimedBy: null, claimedAt: null, queuedAt: since })

function applicantsLastInstant({ applicantDay, dueAt }: Due): string {
  return applicantDay === undefined ? dueAt : instantAt(addDays(applicantDay, 1), 0).toISOString()
}

// Delivering after the decision does not end it a second time.
function firstEnd(past: readonly RequestEvent[]): string | null {
  const reopened = past.findLastIndex(({ kind }) => kind === 'reopened')
  return past.slice(reopened + 1).find(endsIt)?.at ?? null
}

const endsIt = ({ kind }: RequestEvent) =>
  kind === 'decided' ||
  kind === 'delivered' ||
  kind === 'closed' ||
  kind === 'returned' ||
  kind === 'withdrawn'

/** The divisions that work on it beside the one that answers for it, in the order they joined. */
export function joinedDivisions(events: readonly RequestEvent[]): string[] {
  return inOrder(events).reduce<string[]>((joined, event) => {
    if (event.kind === 'joined')
      return [...joined.filter((id) => id !== event.data.division), event.data.division]
    if (event.kind === 'left' || event.kind === 'assigned')
      return joined.filter((id) => id !== event.data.division)
    return event.kind === 'forwarded' ? joined.filter((id) => id !== event.data.to) : joined
  }, [])
}
