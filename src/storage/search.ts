import { and, or, sql, type SQL } from 'drizzle-orm'
import type { Engine } from './engine.ts'

/** Every one of these must be found, each in any of its spellings; all of them as `searchKey` makes them. */
export type Wanted = readonly (readonly string[])[]

/** A reference some characters of which cannot be right: `prefix` is what comes before the first of them. */
export type ReferencePattern = { prefix: string; like: string }

/**
 * How a list is narrowed to what was searched for. `among` stands where so few requests match that it is quicker to
 * look at them all than to walk the list until a page is full: it goes into the FROM, before the table of requests,
 * and its column `among.id` is to be joined. `holds` goes into the WHERE in any case.
 */
export type Narrowed = { among?: SQL; holds?: SQL }

export type RequestSearch = ReturnType<typeof makeRequestSearch>

/** As many matches are looked at and sorted in a few milliseconds. */
const FEW = 1_000
/** What the index of SQLite is made of. */
const LETTERS = 3

/** Searches the words of requests: where Thai is found inside longer words, by the means of each engine. */
export function makeRequestSearch({ dialect, db, tables }: Engine) {
  const { request } = tables

  async function byWords(wanted: Wanted): Promise<Narrowed> {
    const indexed = wanted.filter(isIndexed)
    const match = indexed.map(matchOf).join(' AND ')
    // PostgreSQL knows how rare a word is and chooses its way by itself.
    if (dialect !== 'sqlite' || match === '' || !(await areFew(match))) return { holds: holdsAll(wanted) }
    const rest = wanted.filter((spellings) => !isIndexed(spellings))
    return {
      among: sql`(SELECT request_found.request_id AS id FROM request_words
        CROSS JOIN request_found ON request_found.n = request_words.rowid
        WHERE request_words MATCH ${match}) AS among`,
      ...(rest.length > 0 && { holds: holdsAll(rest) }),
    }
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

const matchOf = (spellings: readonly string[]) =>
  `(${spellings.map((words) => `"${words.replaceAll('"', '""')}"`).join(' OR ')})`

/** For LIKE: nothing somebody types stands for anything else. */
const literal = (words: string) => words.replace(/[\\%_]/g, '\\$&')
