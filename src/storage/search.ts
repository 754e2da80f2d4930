import { and, inArray, or, sql, type SQL } from 'drizzle-orm'
import type { Engine } from './engine.ts'

/** Every one of these must be found, each in any of its spellings; all of them as `foldedKey` makes them. */
export type Wanted = readonly (readonly string[])[]

/** Every reference that may be meant where some characters cannot be right; few enough to look each of them up. */
export type MeantReferences = readonly string[]

/**
 * How a list is narrowed to what was searched for. With `among` the matches themselves are walked, not the list: it
 * goes into the FROM, before the table of requests, and its column `among.id` is to be joined. With `arrival` they come
 * in an order of their own, and need not be sorted. `holds` goes into the WHERE in any case. With `within` no index knows
 * the words, or those that one knows are in too many requests: only the first so many of the list are to be asked
 * whether they hold them.
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
export const READ_FOR_SHORT_WORDS = 2_000

/** Searches the words of requests: where Thai is found inside longer words, by the means of each engine. */
export function makeRequestSearch({ dialect, db, tables }: Engine) {
  const { request } = tables

  /** `anyOrder`: the list has no order of its own that matters more than that of arrival. */
  async function byWords(wanted: Wanted, { anyOrder = false } = {}): Promise<Narrowed> {
    const known = wanted.filter(isIndexed)
    const short = wanted.filter((spellings) => !isIndexed(spellings))
    if (short.length === 0) return byKnownWords(known, anyOrder)
    if (known.length === 0 || !(await areFew(known)))
      return { holds: holdsAll(wanted), within: READ_FOR_SHORT_WORDS }
    if (dialect !== 'sqlite') return { holds: holdsAll(wanted) }
    return { among: matching(matchAll(known)), holds: holdsAll(short) }
  }

  async function byKnownWords(known: Wanted, anyOrder: boolean): Promise<Narrowed> {
    // PostgreSQL knows how rare a word is and chooses its way by itself.
    if (dialect !== 'sqlite') return { holds: holdsAll(known) }
    const among = matching(matchAll(known))
    if (anyOrder) return { among, arrival: { order: byArrival, beyond: afterArrival } }
    return (await areFew(known)) ? { among } : { holds: holdsAll(known) }
  }

  const matchAll = (known: Wanted) => known.map(matchOf).join(' AND ')

  const matching = (match: string) =>
    sql`(SELECT request_found.request_id AS id, request_words.rowid AS n FROM request_words
      CROSS JOIN request_found ON request_found.n = request_words.rowid
      WHERE request_words MATCH ${match}) AS among`

  const byArrival = (rises: boolean) => (rises ? sql`among.n ASC` : sql`among.n DESC`)

  const afterArrival = (id: string, rises: boolean) => {
    const place = sql`(SELECT n FROM request_found WHERE request_id = ${id})`
    return rises ? sql`among.n > ${place}` : sql`among.n < ${place}`
  }

  async function areFew(known: Wanted): Promise<boolean> {
    const all =
      dialect === 'sqlite'
        ? sql`SELECT 1 FROM request_words WHERE request_words MATCH ${matchAll(known)} LIMIT ${FEW + 1}`
        : sql`SELECT 1 FROM ${request} WHERE ${holdsAll(known)} LIMIT ${FEW + 1}`
    const [counted] = await db.select({ n: sql<number>`count(*)` }).from(sql`(${all}) AS matches`)
    return Number(counted?.n ?? 0) <= FEW
  }

  function holdsAll(wanted: Wanted): SQL {
    const each = wanted.map((spellings) => or(...spellings.map((words) => contains(words))))
    return and(...each) ?? sql`1 = 1`
  }

  const contains = (words: string) => sql`${request.search} LIKE ${`%${literal(words)}%`} ESCAPE '\\'`

  function byReference(meant: MeantReferences): Narrowed {
    return {
      among: sql`(SELECT ${request.id} AS id FROM ${request} WHERE ${inArray(request.reference, [...meant])}) AS among`,
    }
  }

  return { byWords, byReference }
}

const isIndexed = (spellings: readonly string[]) => spellings.every((words) => [...words].length >= LETTERS)

const matchOf = (spellings: readonly string[]) =>
  `(${spellings.map((words) => `"${words.replaceAll('"', '""')}"`).join(' OR ')})`

/** For LIKE: nothing somebody types stands for anything else. */
const literal = (words: string) => words.replace(/[\\%_]/g, '\\$&')
