import {
  and,
  asc,
  count,
  desc,
  eq,
  exists,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  ne,
  not,
  sql,
  type SQL,
} from 'drizzle-orm'
import { divisionSeenBy, may, type Officer } from '../../officers/officer.ts'
import type { Engine } from '../../storage/engine.ts'
import { areAllShort, makeRequestSearch, READ_FOR_SHORT_WORDS, type Narrowed } from '../../storage/search.ts'
import { visibleTo } from '../desk/store.ts'
import type { Request } from '../request.ts'
import { readTyped, type Typed } from './typed.ts'
import { ME, NOBODY, type Paging, type Place, type Shown, type View } from './view.ts'

export type InboxStore = ReturnType<typeof makeInboxStore>

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

/** Instants (UTC ISO) that the words “late”, “today” and “this week” stand for. */
export type Moments = { now: string; today: string; tomorrow: string; nextWeek: string }

export type ListPage = {
  rows: Listed[]
  /** Whether there is something before the first row, and after the last. */
  hasBefore: boolean
  hasAfter: boolean
}

/** So many rows from a place on, or from the beginning. */
type Slice = { from?: Place; backwards?: boolean; limit: number }
type Asked = { fits: (SQL | undefined)[]; beyond: SQL | undefined; order: SQL[]; limit: number }

/**
 * The officers' lists. Which requests an officer may see is in every WHERE. The order is that of an index, and a page
 * goes on from the last row of the one before, so that it costs the same however many requests there are.
 */
export function makeInboxStore(engine: Engine) {
  const { db, tables } = engine
  const { request, requestJoined, requestEvent } = tables
  const search = makeRequestSearch(engine)
  const { id, reference, serviceId, serviceVersion, channel, division, status } = request
  const { dueAt, filedAt, applicantName, claimedBy, queuedAt, finishedAt } = request
  const listed = {
    ...{ id, reference, serviceId, serviceVersion, channel, division, status },
    ...{ dueAt, filedAt, applicantName, claimedBy, queuedAt, finishedAt },
  }

  /** Oldest deadline first; of what is over, and of everything, the newest. */
  const orders = {
    open: { column: dueAt, isRising: true },
    finished: { column: finishedAt, isRising: false },
    all: { column: filedAt, isRising: false },
  } as const

  /** The rows that fit, in order. `backwards` from a place they are those just before it, the nearest first. */
  async function rowsOf(officer: Officer, view: View, moments: Moments, slice: Slice): Promise<Listed[]> {
    if (!may(officer, 'cases.read')) return []
    const rises = orders[view.show].isRising !== (slice.backwards ?? false)
    const found = await narrowed(readTyped(view.q ?? ''), view.show)
    const fits = conditionsOf(officer, view, moments)
    const asked = { ...askedBy(view, rises, slice, found), fits }
    const { among, holds, within } = found
    if (among) return amongFound(officer, among, { ...asked, fits: [...fits, holds] })
    const rowsWith = async (whose: SQL | undefined, words: SQL | undefined) => {
      const end = within === undefined ? undefined : await endOf(view.show, and(whose, ...fits), within)
      return fromRequests(words, { ...asked, fits: [...fits, end] })
    }
    const own = divisionSeenBy(officer)
    if (own === null) return rowsWith(undefined, holds)
    const [ours, joined] = [eq(division, own), await joinedBy(own)]
    // Two questions: with an OR between them neither could follow its index.
    const some = await rowsWith(ours, and(ours, holds))
    const others = await rowsWith(joined, joinedFirst(joined, holds))
    return merged(some, others, view.show, rises).slice(0, slice.limit)
  }

  /** That a row is among the first so many of a list; nothing where the list is no longer than that. */
  async function endOf(show: Shown, where: SQL | undefined, within: number): Promise<SQL | undefined> {
    const { column, isRising } = orders[show]
    const [last] = await db
      .select({ at: sql<string>`${column}`, id })
      .from(request)
      .where(where)
      .orderBy(...orderOf(show, isRising))
      .limit(1)
      .offset(within - 1)
    return last && not(beyondPlace(column, isRising, last))
  }

  /** Otherwise SQLite would read the words of every row before it asks whether the division joined it. */
  const joinedFirst = (joined: SQL, holds: SQL | undefined) =>
    holds ? sql`CASE WHEN ${joined} THEN ${holds} ELSE FALSE END` : joined

  /**
   * Those a division joined. Where they are few each is looked up; where they are many the list is walked and each of
   * it asked, which soon fills a page, or soon ends where only the open ones are listed.
   */
  async function joinedBy(own: string): Promise<SQL> {
    const joined = db.select({ id: requestJoined.requestId }).from(requestJoined)
    const theirs = eq(requestJoined.division, own)
    const most = db
      .select({ one })
      .from(requestJoined)
      .where(theirs)
      .limit(LOOKED_UP + 1)
      .as('joined')
    const [counted] = await db.select({ n: count() }).from(most)
    if ((counted?.n ?? 0) <= LOOKED_UP) return inArray(id, joined.where(theirs))
    return exists(joined.where(and(eq(requestJoined.requestId, id), theirs)))
  }

  function askedBy(view: View, rises: boolean, { from, limit }: Slice, { arrival }: Narrowed) {
    if (arrival)
      return { order: [arrival.order(rises)], limit, beyond: from && arrival.beyond(from.id, rises) }
    const { column } = orders[view.show]
    return { order: orderOf(view.show, rises), limit, beyond: from && beyondPlace(column, rises, from) }
  }

  function orderOf(show: Shown, rises: boolean): SQL[] {
    const { column } = orders[show]
    return rises ? [asc(column), asc(id)] : [desc(column), desc(id)]
  }

  async function amongFound(officer: Officer, among: SQL, { fits, beyond, order, limit }: Asked) {
    const rows = await db
      .select(listed)
      .from(among)
      .crossJoin(request)
      .where(and(sql`${id} = among.id`, visibleTo(engine, officer), ...fits, beyond))
      .orderBy(...order)
      .limit(limit)
    return rows as Listed[]
  }

  async function fromRequests(where: SQL | undefined, { fits, beyond, order, limit }: Asked) {
    const rows = await db
      .select(listed)
      .from(request)
      .where(and(where, ...fits, beyond))
      .orderBy(...order)
      .limit(limit)
    return rows as Listed[]
  }

  function conditionsOf(officer: Officer, view: View, moments: Moments): (SQL | undefined)[] {
    return [
      view.show === 'open' ? isNull(finishedAt) : undefined,
      view.show === 'finished' ? isNotNull(finishedAt) : undefined,
      view.state && eq(status, view.state),
      view.service === undefined ? undefined : eq(serviceId, view.service),
      view.division === undefined ? undefined : eq(division, view.division),
      view.channel && eq(channel, view.channel),
      heldBy(view.officer, officer),
      view.due && and(ne(status, 'waitingForApplicant'), dueWithin(view.due, moments)),
    ]
  }

  function heldBy(who: string | undefined, officer: Officer): SQL | undefined {
    if (who === undefined) return undefined
    return who === NOBODY ? isNull(claimedBy) : eq(claimedBy, who === ME ? officer.id : who)
  }

  function dueWithin(span: NonNullable<View['due']>, moments: Moments): SQL | undefined {
    if (span === 'late') return lt(dueAt, moments.now)
    return and(gte(dueAt, moments.today), lt(dueAt, span === 'today' ? moments.tomorrow : moments.nextWeek))
  }

  // A comparison of pairs follows the index; one spelt out with OR does not.
  const beyondPlace = (
    column: typeof dueAt | typeof finishedAt | typeof filedAt,
    rises: boolean,
    place: Place,
  ) =>
    rises
      ? sql`(${column}, ${id}) > (${place.at}, ${place.id})`
      : sql`(${column}, ${id}) < (${place.at}, ${place.id})`

  async function countOf(where: SQL | undefined, most: number, order: SQL[] = []): Promise<number> {
    const some = db
      .select({ one })
      .from(request)
      .where(where)
      .orderBy(...order)
      .limit(most)
      .as('some')
    const [counted] = await db.select({ n: count() }).from(some)
    return counted?.n ?? 0
  }

  // In order, or SQLite would look through the index of all that ever ended for the few that are open.
  const countJoined = async (own: string, show: Shown, fits: (SQL | undefined)[], most: number) =>
    countOf(and(await joinedBy(own), ...fits), most, orderOf(show, orders[show].isRising))

  // Of everything, the newest are those that came in last: what was entered late from paper stands where it was entered.
  function narrowed(typed: Typed | undefined, show: Shown): Promise<Narrowed> | Narrowed {
    if (!typed) return {}
    if ('reference' in typed) return search.byReference(typed.reference)
    return search.byWords(typed.words, { anyOrder: show === 'all' })
  }

  return {
    /** One page of so many rows. Turning back past the beginning shows the first page. */
    async page(
      officer: Officer,
      view: View,
      moments: Moments,
      { after, before }: Paging,
      size: number,
    ): Promise<ListPage> {
      const limit = size + 1
      if (before) {
        const nearest = await rowsOf(officer, view, moments, { from: before, backwards: true, limit })
        if (nearest.length >= size) {
          const rows = nearest.slice(0, size).reverse()
          return { rows, hasBefore: nearest.length > size, hasAfter: true }
        }
      }
      const rows = await rowsOf(officer, view, moments, { ...(after && { from: after }), limit })
      return { rows: rows.slice(0, size), hasBefore: after !== undefined, hasAfter: rows.length > size }
    },

    /** How many there are, counted no further than `most`: beyond it the number helps nobody and costs time. */
    async count(officer: Officer, view: View, moments: Moments, most: number): Promise<number> {
      if (!may(officer, 'cases.read')) return 0
      const own = divisionSeenBy(officer)
      const fits = conditionsOf(officer, view, moments)
      const some = await countOf(and(own === null ? undefined : eq(division, own), ...fits), most)
      return own === null ? some : Math.min(most, some + (await countJoined(own, view.show, fits, most)))
    },

    /** Of how many of the list, from its beginning, the words were looked for in; undefined for all of it. */
    lookedThrough({ q = '' }: View): number | undefined {
      const typed = readTyped(q)
      return typed && 'words' in typed && areAllShort(typed.words) ? READ_FOR_SHORT_WORDS : undefined
    },

    /** Which of these requests have had their time extended. */
    async extendedAmong(ids: string[]): Promise<Set<string>> {
      if (ids.length === 0) return new Set()
      const rows = await db
        .selectDistinct({ id: requestEvent.requestId })
        .from(requestEvent)
        .where(and(inArray(requestEvent.requestId, ids), eq(requestEvent.kind, 'extended')))
      return new Set(rows.map((row) => row.id))
    },
  }
}

/** As many are looked up by their ids, and sorted, in a few milliseconds. */
const LOOKED_UP = 1_000
const one = sql`1`.as('one')

/** Where a row stands in its list. */
export function placeOf(row: Listed, show: Shown): Place {
  const at = show === 'open' ? row.dueAt : show === 'finished' ? row.finishedAt : row.filedAt
  return { at: at ?? '', id: row.id }
}

function merged(some: Listed[], others: Listed[], show: Shown, rises: boolean): Listed[] {
  const byId = new Map([...some, ...others].map((row) => [row.id, row]))
  const sign = rises ? 1 : -1
  return [...byId.values()].sort((a, b) => sign * comparePlaces(placeOf(a, show), placeOf(b, show)))
}

/** By code points, as both engines order these columns. */
function comparePlaces(a: Place, b: Place): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
