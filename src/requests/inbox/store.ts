import { and, count, eq, inArray, not, sql, type SQL } from 'drizzle-orm'
import { divisionSeenBy, may, type Officer } from '../../officers/officer.ts'
import type { Engine } from '../../storage/engine.ts'
import { makeRequestSearch, type Narrowed } from '../../storage/search.ts'
import { visibleTo } from '../desk/store.ts'
import { readTyped } from './typed.ts'
import { makeViewStore, merged, type Keys, type Listed, type Moments } from './view-store.ts'
import type { Paging, Place, View } from './view.ts'

export type InboxStore = ReturnType<typeof makeInboxStore>

export type ListPage = {
  rows: Listed[]
  /** Whether there is something before the first row, and after the last. */
  hasBefore: boolean
  hasAfter: boolean
}

/** So many rows from a place on, or from the beginning. */
type Slice = { from?: Place; backwards?: boolean; limit: number }
/** Rows of one table in its order: which of them, without the words, and from where on. */
type Walk = { keys: Keys; rises: boolean; fits: SQL | undefined; slice: Slice; narrowed: Narrowed }

/**
 * The officers' lists. Which requests an officer may see is in every WHERE. The order is that of an index, and a page
 * goes on from the last row of the one before, so that it costs the same however many requests there are.
 */
export function makeInboxStore(engine: Engine) {
  const { db, tables } = engine
  const { request, requestJoined, requestEvent } = tables
  const search = makeRequestSearch(engine)
  const { keysOf, orderOf, beyondPlace, conditionsOf } = makeViewStore(engine)
  const { id, reference, serviceId, serviceVersion, channel, division, status } = request
  const { dueAt, filedAt, applicantName, claimedBy, queuedAt, finishedAt } = request
  const listed = {
    ...{ id, reference, serviceId, serviceVersion, channel, division, status },
    ...{ dueAt, filedAt, applicantName, claimedBy, queuedAt, finishedAt },
  }
  const isJoined = eq(id, requestJoined.requestId)

  /** The rows that fit, in order. `backwards` from a place they are those just before it, the nearest first. */
  async function rowsOf(officer: Officer, view: View, moments: Moments, slice: Slice): Promise<Listed[]> {
    if (!may(officer, 'cases.read')) return []
    const narrowed = await narrowedBy(view)
    const [ours, theirs] = [keysOf(view.show, 'request'), keysOf(view.show, 'joined')]
    const rises = ours.isRising !== (slice.backwards ?? false)
    const asked = conditionsOf(officer, view, moments)
    const own = divisionSeenBy(officer)
    const mine = and(own === null ? undefined : eq(division, own), ours.kind, ...asked)
    const walk = { keys: ours, rises, fits: mine, slice, narrowed }
    if (narrowed.among) {
      const fits = and(visibleTo(engine, officer), ours.kind, ...asked, narrowed.holds)
      return amongFound(narrowed.among, { ...walk, fits })
    }
    if (own === null) return fromRequests(walk)
    // Two questions: with an OR between them neither could follow its index.
    const joined = and(eq(requestJoined.division, own), theirs.kind, ...asked)
    const some = await fromRequests(walk)
    const others = await fromJoined({ ...walk, keys: theirs, fits: joined })
    return merged(some, others, view.show, rises).slice(0, slice.limit)
  }

  async function fromRequests(walk: Walk): Promise<Listed[]> {
    const { keys, rises, fits, slice, narrowed } = walk
    const ends = narrowed.within === undefined ? undefined : await endOf(walk, narrowed.within)
    const rows = await db
      .select(listed)
      .from(request)
      .where(and(fits, ends, beyondOf(walk), narrowed.holds))
      .orderBy(...orderOf(keys, rises))
      .limit(slice.limit)
    return rows as Listed[]
  }

  /** A join in this order, or SQLite would walk all requests and ask of each whether the division joined it. */
  async function fromJoined(walk: Walk): Promise<Listed[]> {
    const { keys, rises, fits, slice, narrowed } = walk
    const ends = narrowed.within === undefined ? undefined : await endOf(walk, narrowed.within)
    const rows = await db
      .select(listed)
      .from(requestJoined)
      .crossJoin(request)
      .where(and(isJoined, fits, ends, beyondOf(walk), narrowed.holds))
      .orderBy(...orderOf(keys, rises))
      .limit(slice.limit)
    return rows as Listed[]
  }

  /** What was found is walked instead of the list; in its own order, where it has one. */
  async function amongFound(among: SQL, { keys, rises, fits, slice, narrowed }: Walk): Promise<Listed[]> {
    const { arrival } = narrowed
    const { from, limit } = slice
    const order = arrival ? [arrival.order(rises)] : orderOf(keys, rises)
    const beyond = from && (arrival?.beyond(from.id, rises) ?? beyondPlace(keys, rises, from))
    const rows = await db
      .select(listed)
      .from(among)
      .crossJoin(request)
      .where(and(sql`${id} = among.id`, fits, beyond))
      .orderBy(...order)
      .limit(limit)
    return rows as Listed[]
  }

  const beyondOf = ({ keys, rises, slice: { from } }: Walk) => from && beyondPlace(keys, rises, from)

  /** That a row is among the first so many of a list; nothing where the list is no longer than that. */
  async function endOf({ keys, fits }: Walk, within: number): Promise<SQL | undefined> {
    const rows = db.select({ at: sql<string>`${keys.column}`, id: sql<string>`${keys.id}` })
    const list = isOfRequests(keys)
      ? rows.from(request).where(fits)
      : rows.from(requestJoined).crossJoin(request).where(and(isJoined, fits))
    const [last] = await list
      .orderBy(...orderOf(keys, keys.isRising))
      .limit(1)
      .offset(within - 1)
    return last && not(beyondPlace(keys, keys.isRising, last))
  }

  const isOfRequests = (keys: Keys) => keys.id === request.id

  async function countOf(keys: Keys, fits: SQL | undefined, most: number): Promise<number> {
    const rows = db.select({ one })
    const list = isOfRequests(keys)
      ? rows.from(request).where(fits)
      : rows.from(requestJoined).crossJoin(request).where(and(isJoined, fits))
    // In order, or SQLite would look through the index of all that ever ended for the few that are open.
    const some = list
      .orderBy(...orderOf(keys, keys.isRising))
      .limit(most)
      .as('some')
    const [counted] = await db.select({ n: count() }).from(some)
    return counted?.n ?? 0
  }

  // Of everything, the newest are those that came in last: what was entered late from paper stands where it was entered.
  async function narrowedBy({ q = '', show }: View): Promise<Narrowed> {
    const typed = readTyped(q)
    if (!typed) return {}
    if ('references' in typed) return search.byReference(typed.references)
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
      const [ours, theirs] = [keysOf(view.show, 'request'), keysOf(view.show, 'joined')]
      const asked = conditionsOf(officer, view, moments)
      const mine = and(own === null ? undefined : eq(division, own), ours.kind, ...asked)
      const some = await countOf(ours, mine, most)
      if (own === null) return some
      const joined = and(eq(requestJoined.division, own), theirs.kind, ...asked)
      return Math.min(most, some + (await countOf(theirs, joined, most)))
    },

    /** Of how many of the list, from its beginning, the words were looked for in; undefined for all of it. */
    lookedThrough: async (view: View): Promise<number | undefined> => (await narrowedBy(view)).within,

    /** Which of these requests have had their time extended, and which were opened again. */
    async markedAmong(ids: string[]): Promise<{ extended: Set<string>; reopened: Set<string> }> {
      const kinds = ['extended', 'reopened']
      const rows =
        ids.length === 0
          ? []
          : await db
              .selectDistinct({ id: requestEvent.requestId, kind: requestEvent.kind })
              .from(requestEvent)
              .where(and(inArray(requestEvent.requestId, ids), inArray(requestEvent.kind, kinds)))
      const of = (kind: string) => new Set(rows.filter((row) => row.kind === kind).map((row) => row.id))
      return { extended: of('extended'), reopened: of('reopened') }
    },
  }
}

const one = sql`1`.as('one')
