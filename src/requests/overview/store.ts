import { setImmediate } from 'node:timers/promises'
import { and, eq, gte, inArray, isNotNull, isNull, lt, sql, type SQL } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Engine } from '../../storage/engine.ts'
import { piecesOf, type Span } from './period.ts'

export type OverviewStore = ReturnType<typeof makeOverviewStore>

/** Whose figures: one division's, or with null everybody's. */
export type Whose = string | null

type Place = { division: string; service: string }
export type OpenRow = Place & { open: number; late: number; unclaimed: number }
export type CountRow = Place & { n: number }
/** `n` requests that ended after so many days; `office`: by a decision, a delivery or a closing. */
export type EndedRow = CountRow & { office: boolean; onTime: boolean; days: number }
export type RatingRow = CountRow & { steps: number; fairness: number; ease: number; solved: number }

/**
 * Counts only; no request is read one by one. What came in or ended in the time asked for bounds what is looked at,
 * and all that is looked at stands in an index.
 */
export function makeOverviewStore({ db, tables }: Engine) {
  const { request, rating, division } = tables
  const place = { division: request.division, service: request.serviceId }
  // The indexes begin with the division: everybody's figures are asked for division by division.
  const of = (whose: Whose) =>
    whose === null
      ? inArray(request.division, db.select({ id: division.id }).from(division))
      : eq(request.division, whose)
  const n = sql<number>`count(*)`

  return {
    /** Waiting for the applicant, a request is not late: its date is the applicant's. */
    async open(whose: Whose, now: string): Promise<OpenRow[]> {
      const rows = await db
        .select({
          ...place,
          open: n,
          late: sumWhere(sql`${request.dueAt} < ${now} and ${request.status} <> 'waitingForApplicant'`),
          unclaimed: sumWhere(sql`${request.claimedBy} is null`),
        })
        .from(request)
        .where(and(isNull(request.finishedAt), of(whose)))
        .groupBy(request.division, request.serviceId)
      return rows.map((row) => ({
        ...row,
        open: Number(row.open),
        late: Number(row.late),
        unclaimed: Number(row.unclaimed),
      }))
    },

    cameIn: (whose: Whose, span: Span): Promise<CountRow[]> =>
      inPieces(span, async ({ from, until }) => {
        const rows = await db
          .select({ ...place, n })
          .from(request)
          .where(and(gte(request.filedAt, from), lt(request.filedAt, until), of(whose)))
          .groupBy(request.division, request.serviceId)
        return rows.map((row) => ({ ...row, n: Number(row.n) }))
      }),

    /** How many ended, by how long each took: from these the median and the slowest are exact. */
    ended: (whose: Whose, span: Span): Promise<EndedRow[]> =>
      inPieces(span, async ({ from, until }) => {
        const office = sql<number>`case when ${request.status} in ('approved', 'refused', 'done') then 1 else 0 end`
        const onTime = sql<number>`case when ${request.finishedAt} <= coalesce(${request.dueAt}, ${request.finishedAt}) then 1 else 0 end`
        const days = sql<number>`${thaiDay(request.finishedAt)} - ${thaiDay(request.receivedAt)}`
        const rows = await db
          .select({ ...place, office, onTime, days, n })
          .from(request)
          .where(
            and(
              isNotNull(request.finishedAt),
              gte(request.finishedAt, from),
              lt(request.finishedAt, until),
              of(whose),
            ),
          )
          .groupBy(request.division, request.serviceId, office, onTime, days)
        return rows.map((row) => ({
          ...row,
          n: Number(row.n),
          office: Number(row.office) === 1,
          onTime: Number(row.onTime) === 1,
          days: Math.max(0, Number(row.days ?? 0)),
        }))
      }),

    async ratings(whose: Whose, { from, until }: Span): Promise<RatingRow[]> {
      const rows = await db
        .select({
          division: rating.division,
          service: rating.serviceId,
          n,
          steps: sql<number>`sum(${rating.steps})`,
          fairness: sql<number>`sum(${rating.fairness})`,
          ease: sql<number>`sum(${rating.ease})`,
          solved: sql<number>`sum(${rating.solved})`,
        })
        .from(rating)
        .where(
          and(
            gte(rating.ratedAt, from),
            lt(rating.ratedAt, until),
            whose === null ? undefined : eq(rating.division, whose),
          ),
        )
        .groupBy(rating.division, rating.serviceId)
      return rows.map((row) => ({
        ...row,
        n: Number(row.n),
        steps: Number(row.steps),
        fairness: Number(row.fairness),
        ease: Number(row.ease),
        solved: Number(row.solved),
      }))
    },
  }
}

/** Month by month, so that other pages are answered in between; rows that say the same of more requests become one. */
async function inPieces<Row extends CountRow>(
  span: Span,
  count: (piece: Span) => Promise<Row[]>,
): Promise<Row[]> {
  const together = new Map<string, Row>()
  for (const piece of piecesOf(span)) {
    for (const row of await count(piece)) {
      const key = JSON.stringify({ ...row, n: 0 })
      together.set(key, { ...row, n: row.n + (together.get(key)?.n ?? 0) })
    }
    await setImmediate()
  }
  return [...together.values()]
}

const sumWhere = (fact: SQL) => sql<number>`sum(case when ${fact} then 1 else 0 end)`

/**
 * The number of the day in Thailand on which an instant lies, counted from any fixed day, in arithmetic that both
 * engines know. Seventeen o'clock UTC is midnight in Thailand; a year is taken to begin in March, so that a leap
 * day is its last.
 */
function thaiDay(instant: SQLiteColumn): SQL {
  const part = (from: number, length: number) =>
    sql`cast(substr(${instant}, ${sql.raw(`${from}, ${length}`)}) as integer)`
  const [year, month, date] = [part(1, 4), part(6, 2), part(9, 2)]
  const isEarly = sql`(case when ${month} <= 2 then 1 else 0 end)`
  const from = sql`(${year} - ${isEarly})`
  const evening = sql`(case when substr(${instant}, 12, 2) >= '17' then 1 else 0 end)`
  return sql`(365 * ${from} + ${from} / 4 - ${from} / 100 + ${from} / 400 + (153 * (${month} + 12 * ${isEarly} - 3) + 2) / 5 + ${date} + ${evening})`
}
