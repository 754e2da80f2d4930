import { and, or, sql, type SQL } from 'drizzle-orm'
import type { Engine } from './engine.ts'

/** Every one of these must be found, each in any of its spellings; all of them as `searchKey` makes them. */
export type Wanted = readonly (readonly string[])[]

/** A reference some characters of which cannot be right: `prefix` is what comes before the first of them. */
export type ReferencePattern = { prefix: string; like: string }

/**
 * How a list is narrowed to what was searched for. With `among` the matches themselves are walked, not the list: it
 * goes into the FROM, before the table of requests, and its column `among.id` is to be joined. With `arrival` they come
 * in an order of their own, and need not be sorted. `holds` goes into the WHERE in any case. With `within` no index knows
 * the words: only the first so many of the list are to be asked whether they hold them.
 */
export type Narrowed = { among?: SQL; arrival?: Arrival; holds?: SQL; within?: number }

/** The order in which requests came in, the last one first unless it `rises`. */
export type Arrival = {
  order: (rises: boolean) => SQL
  /** Those after the request of this id in that order. */
  beyond: (id: string, rises: boolean) => SQL
}

export type RequestSearch = ReturnType<typeof makeRequestSearch>

/** As many matches are looked at and sorted in a few milliseconds. */
const FEW = 500
/** What the indexes of both engines are made of. */
const LETTERS = 3
/** So many of a list are read for words that are too short for an index, in a few milliseconds. */
export const READ_FOR_SHORT_WORDS = 5_000

/** Searches the words of requests: where Thai is found inside longer words, by the means of each engine. */
export function makeRequestSearch({ dialect, db, tables }: Engine) {
  const { request } = tables

  /** `anyOrder`: the list has no order of its own that matters more than that of arrival. */
  async function byWords(wanted: Wanted, { anyOrder = false } = {}): Promise<Narrowed> {
    const match = wanted.filter(isIndexed).map(matchOf).join(' AND ')
    if (areAllShort(wanted)) return { holds: holdsAll(wanted), within: READ_FOR_SHORT_WORDS }
    // PostgreSQL knows how rare a word is and chooses its way by itself.
    if (dialect !== 'sqlite') return { holds: holdsAll(wanted) }
    if (!anyOrder && !(await areFew(match))) return { holds: holdsAll(wanted) }
    const rest = wanted.filter((spellings) => !isIndexed(spellings))
    return {
      among: matching(match),
      ...(anyOrder && { arrival: { order: byArrival, beyond: afterArrival } }),
      ...(rest.length > 0 && { holds: holdsAll(rest) }),
    }
  }

  const matching = (match: string) =>
    sql`(SELECT request_found.request_id AS id, request_words.rowid AS n FROM request_words
      CROSS JOIN request_found ON request_found.n = request_words.rowid
      WHERE request_words MATCH ${match}) AS among`

  const byArrival = (rises: boolean) => (rises ? sql`among.n ASC` : sql`among.n DESC`)

  const afterArrival = (id: string, rises: boolean) => {
    const place = sql`(SELECT n FROM request_found WHERE request_id = ${id})`
    return rises ? sql`among.n > ${place}` : sql`among.n < ${place}`
  }

  async function areFew(match: string): Promise<boolean> {
    const [counted] = await db
      .select({ n: sql<number>`count(*)` })
      .from(sql`(SELECT 1 FROM request_words WHERE request_words MATCH ${match} LIMIT ${FEW + 1})`)
    return (counted?.n ?? 0) <= FEW
  }

  function holdsAll(wanted: Wanted): SQL {
    const each = wanted.map((spellings) => or(...spellings.map((words) => contains(words))))
    return and(...each) ?? sql`1 = 1`
  }

  const contains = (words: string) => sql`${request.search} LIKE ${`%${literal(words)}%`} ESCAPE '\\'`

  function byReference({ prefix, like }: ReferencePattern): Narrowed {
    const { reference } = request
    return {
      among: sql`(SELECT ${request.id} AS id FROM ${request}
        WHERE ${reference} >= ${prefix} AND ${reference} < ${`${prefix}~`} AND ${reference} LIKE ${like}) AS among`,
    }
  }

  return { byWords, byReference }
}

const isIndexed = (spellings: readonly string[]) => spellings.every((words) => [...words].length >= LETTERS)

/** Whether no word is long enough for an index. */
export const areAllShort = (wanted: Wanted) => !wanted.some(isIndexed)

const matchOf = (spellings: readonly string[]) =>
  `(${spellings.map((words) => `"${words.replaceAll('"', '""')}"`).join(' OR ')})`

/** For LIKE: nothing somebody types stands for anything else. */
const literal = (words: string) => words.replace(/[\\%_]/g, '\\$&')
