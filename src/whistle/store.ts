import { and, asc, count, desc, eq, gt, inArray, isNotNull, lte } from 'drizzle-orm'
import type { IsoDay } from '../calendar/dates.ts'
import { must, type Engine } from '../storage/engine.ts'
import { buffered } from './buffered.ts'
import { memberQueries } from './member-store.ts'
import type { Bytes } from './primitives.ts'
import type { Role } from './seal.ts'
import type { WhistleTables } from './tables.ts'

export const STATES = ['new', 'quarantined', 'open', 'junk', 'closed'] as const
export type State = (typeof STATES)[number]

export type ReportRow = {
  id: string
  lookup: Bytes
  day: IsoDay
  state: State
  acknowledgeBy: IsoDay
  considerBy: IsoDay
  orderBy: IsoDay
  feedbackBy: IsoDay
  acknowledgedOn: IsoDay | null
  consideredOn: IsoDay | null
  orderedOn: IsoDay | null
  closedOn: IsoDay | null
  outcome: string | null
  expiresOn: IsoDay | null
  epoch: number
  needsNewKey: number
  /** The mark over all entries; whoever adds one must have seen the last. */
  tip: Bytes
  reporterWrap: Bytes
  grants: Bytes
  escrow: Bytes
}
export type EntryRow = { reportId: string; seq: number; epoch: number; role: Role; sealed: Bytes }
export type EarlierKeyRow = { reportId: string; epoch: number; sealed: Bytes }
export type ReportChanges = Partial<Omit<ReportRow, 'id' | 'lookup' | 'day'>>
export type DeedRow = { seq: number; day: IsoDay; tag: Bytes; sealed: Bytes; hash: Bytes }
export type Tombstone = { id: string; day: IsoDay; outcome: string }

export type WhistleStore = ReturnType<typeof makeWhistleStore>

const PAGE = 200

/** The queries of the channel's database. Writes are durable when they return; a lost race is a `conflict`. */
export function makeWhistleStore(engine: Engine<WhistleTables>) {
  const { db, tables, atomically } = engine
  const { report, entry, earlierKey, file, deed, tombstone } = tables
  const reportOf = (row: unknown) => row as ReportRow | undefined

  return {
    ...reports(),
    ...memberQueries(engine),
    insertDeed: (row: DeedRow) => atomically((tx) => [tx.insert(deed).values(buffered(row))]),
    lastDeed: async () => {
      const [row] = await db.select().from(deed).orderBy(desc(deed.seq)).limit(1)
      return row as DeedRow | undefined
    },
    deeds: async (after: number) => {
      const rows = await db.select().from(deed).where(gt(deed.seq, after)).orderBy(asc(deed.seq)).limit(PAGE)
      return rows as DeedRow[]
    },
  }

  function reports() {
    return {
      insertReport: (row: ReportRow, entries: EntryRow[]) =>
        atomically((tx) => [
          tx.insert(report).values(buffered(row)),
          ...entries.map((each) => tx.insert(entry).values(buffered(each))),
        ]),
      findByLookup: async (lookup: Bytes) => {
        const [row] = await db
          .select()
          .from(report)
          .where(eq(report.lookup, Buffer.from(lookup)))
        return reportOf(row)
      },
      find: async (id: string) => {
        const [row] = await db.select().from(report).where(eq(report.id, id))
        return reportOf(row)
      },
      /** In the order of their random ids, which is no order at all. */
      pageOf: async (states: State[], after = ''): Promise<ReportRow[]> => {
        const rows = await db
          .select()
          .from(report)
          .where(and(inArray(report.state, states), gt(report.id, after)))
          .orderBy(asc(report.id))
          .limit(PAGE)
        return rows as ReportRow[]
      },
      entriesOf: async (id: string) => {
        const rows = await db.select().from(entry).where(eq(entry.reportId, id)).orderBy(asc(entry.seq))
        return rows as EntryRow[]
      },
      earlierKeysOf: async (id: string) => {
        const rows = await db.select().from(earlierKey).where(eq(earlierKey.reportId, id))
        return rows as EarlierKeyRow[]
      },
      filesOf: async (id: string) => {
        const rows = await db.select({ id: file.id }).from(file).where(eq(file.reportId, id))
        return rows.map((row) => row.id)
      },
      isFile: async (id: string) => (await db.$count(file, eq(file.id, id))) > 0,
      /** Adds entries to a report whose last mark is still `tip`; Conflict if somebody else added some meanwhile. */
      append: (change: {
        id: string
        tip: Bytes
        changes: ReportChanges
        entries: EntryRow[]
        earlierKeys: EarlierKeyRow[]
        files: string[]
      }) =>
        atomically((tx) => [
          must(
            tx
              .update(report)
              .set(buffered(change.changes))
              .where(and(eq(report.id, change.id), eq(report.tip, Buffer.from(change.tip)))),
          ),
          ...change.entries.map((each) => tx.insert(entry).values(buffered(each))),
          ...change.earlierKeys.map((each) => tx.insert(earlierKey).values(buffered(each))),
          ...change.files.map((id) => tx.insert(file).values({ id, reportId: change.id })),
        ]),
      /** The reporter's own wrap only: nobody else's work is undone by it. */
      rewrap: (id: string, epoch: number, reporterWrap: Bytes) =>
        atomically((tx) => [
          tx
            .update(report)
            .set({ reporterWrap: Buffer.from(reporterWrap) })
            .where(and(eq(report.id, id), eq(report.epoch, epoch))),
        ]),
      expired: async (today: IsoDay): Promise<ReportRow[]> => {
        const ended = inArray(report.state, ['closed', 'junk'])
        const seen = isNotNull(report.acknowledgedOn)
        const rows = await db
          .select()
          .from(report)
          .where(and(ended, seen, lte(report.expiresOn, today)))
        return rows as ReportRow[]
      },
      /** Takes the report away with all that hangs on it. */
      destroy: (id: string, left: Tombstone) =>
        atomically((tx) => [
          must(tx.delete(report).where(eq(report.id, id)), { otherwise: 'notFound' }),
          tx.insert(tombstone).values(left),
        ]),
      /** How many there are of each day and outcome, destroyed ones among them. */
      tally: async (): Promise<{ day: IsoDay; state: string; outcome: string | null; n: number }[]> => {
        const { day, state, outcome } = report
        const kept = await db
          .select({ day, state, outcome, n: count() })
          .from(report)
          .groupBy(day, state, outcome)
        const gone = await db
          .select({ day: tombstone.day, outcome: tombstone.outcome, n: count() })
          .from(tombstone)
          .groupBy(tombstone.day, tombstone.outcome)
        return [
          ...kept,
          ...gone.map((row) => ({ ...row, state: row.outcome === 'junk' ? 'junk' : 'closed' })),
        ]
      },
    }
  }
}
