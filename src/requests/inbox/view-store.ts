import { and, eq, gte, isNotNull, isNull, lt, ne, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import type { Officer } from '../../officers/officer.ts'
import type { Engine } from '../../storage/engine.ts'
import type { Request } from '../request.ts'
import { ME, NOBODY, type Place, type Shown, type View } from './view.ts'

/** Instants (UTC ISO) that the words “late”, “today” and “this week” stand for. */
export type Moments = { now: string; today: string; tomorrow: string; nextWeek: string }

/** What a list shows of a request: neither its answers nor its search words, which are most of its row. */
export type Listed = Pick<
  Request,
  | 'id'
  | 'reference'
  | 'serviceId'
  | 'serviceVersion'
  | 'channel'
  | 'division'
  | 'status'
  | 'dueAt'
  | 'filedAt'
  | 'applicantName'
  | 'claimedBy'
  | 'queuedAt'
  | 'finishedAt'
>

/**
 * By what a list of requests, or one of those a division joined, is ordered, as its index has it: oldest deadline
 * first; of what is over, and of everything, the newest.
 */
export type Keys = {
  column: SQLWrapper
  id: SQLWrapper
  isRising: boolean
  /** Whether open or over, where the list shows but one kind. */
  kind: SQL | undefined
}

/** What a view asks of the rows of a list: which of them it shows, in which order, and from where on. */
export function makeViewStore({ tables: { request, requestJoined } }: Pick<Engine, 'tables'>) {
  /** `from`: the table whose days are walked. */
  function keysOf(show: Shown, from: 'request' | 'joined'): Keys {
    const days = from === 'request' ? request : requestJoined
    const id = from === 'request' ? request.id : requestJoined.requestId
    if (show === 'open') return { column: days.dueAt, id, isRising: true, kind: isNull(days.finishedAt) }
    return show === 'finished'
      ? { column: days.finishedAt, id, isRising: false, kind: isNotNull(days.finishedAt) }
      : { column: days.filedAt, id, isRising: false, kind: undefined }
  }

  const orderOf = ({ column, id }: Keys, rises: boolean): SQL[] =>
    rises ? [sql`${column} ASC`, sql`${id} ASC`] : [sql`${column} DESC`, sql`${id} DESC`]

  // A comparison of pairs follows the index; one spelt out with OR does not.
  const beyondPlace = ({ column, id }: Keys, rises: boolean, place: Place): SQL =>
    rises
      ? sql`(${column}, ${id}) > (${place.at}, ${place.id})`
      : sql`(${column}, ${id}) < (${place.at}, ${place.id})`

  /** Everything but whose they are and whether they are over. */
  function conditionsOf(officer: Officer, view: View, moments: Moments): (SQL | undefined)[] {
    return [
      view.state && eq(request.status, view.state),
      view.service === undefined ? undefined : eq(request.serviceId, view.service),
      view.division === undefined ? undefined : eq(request.division, view.division),
      view.channel && eq(request.channel, view.channel),
      heldBy(view.officer, officer),
      view.due && and(ne(request.status, 'waitingForApplicant'), dueWithin(view.due, moments)),
    ]
  }

  function heldBy(who: string | undefined, officer: Officer): SQL | undefined {
    if (who === undefined) return undefined
    return who === NOBODY ? isNull(request.claimedBy) : eq(request.claimedBy, who === ME ? officer.id : who)
  }

  function dueWithin(span: NonNullable<View['due']>, moments: Moments): SQL | undefined {
    const { dueAt } = request
    if (span === 'late') return lt(dueAt, moments.now)
    return and(gte(dueAt, moments.today), lt(dueAt, span === 'today' ? moments.tomorrow : moments.nextWeek))
  }

  return { keysOf, orderOf, beyondPlace, conditionsOf }
}

/** Where a row stands in its list. */
export function placeOf(row: Listed, show: Shown): Place {
  const at = show === 'open' ? row.dueAt : show === 'finished' ? row.finishedAt : row.filedAt
  return { at: at ?? '', id: row.id }
}

/** Two lists of one order as one, what stands in both once. */
export function merged(some: Listed[], others: Listed[], show: Shown, rises: boolean): Listed[] {
  const byId = new Map([...some, ...others].map((row) => [row.id, row]))
  const sign = rises ? 1 : -1
  return [...byId.values()].sort((a, b) => sign * comparePlaces(placeOf(a, show), placeOf(b, show)))
}

/** By code points, as both engines order these columns. */
function comparePlaces(a: Place, b: Place): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
