import { and, asc, eq, gt, isNotNull, isNull, ne, notExists } from 'drizzle-orm'
import type { Text } from '../../i18n/text.ts'
import { newEdition } from '../../storage/edition.ts'
import { must, type Engine, type Statement, type Writer } from '../../storage/engine.ts'
import { parseStored } from '../../storage/json.ts'

/** `position` orders the list; `endedAt` is UTC ISO. */
export type DivisionRow = {
  id: string
  name: Text
  work: Text
  position: number
  endedAt: string | null
}

/** What still belongs to a division, beside the services that name it. */
export type Belongings = { openRequests: number; joined: number; officers: number }

export type DivisionStore = ReturnType<typeof makeDivisionStore>

export function makeDivisionStore({ db, tables }: Engine) {
  const { division, draft, request, requestJoined, officer } = tables

  const openOf = (id: string) => and(eq(request.division, id), isNull(request.finishedAt))
  const staffOf = (id: string) => and(eq(officer.division, id), ne(officer.state, 'ended'))
  const joinedBy = (id: string) => and(eq(requestJoined.division, id), isNull(request.finishedAt))

  return {
    async list(): Promise<DivisionRow[]> {
      const rows = await db.select().from(division).orderBy(asc(division.position), asc(division.id))
      return rows.map((row) => ({
        ...row,
        name: parseStored(row.name) as Text,
        work: parseStored(row.work) as Text,
      }))
    },

    async belongings(id: string): Promise<Belongings> {
      const joined = await db
        .select({ id: requestJoined.requestId })
        .from(requestJoined)
        .innerJoin(request, eq(request.id, requestJoined.requestId))
        .where(joinedBy(id))
      const [openRequests, officers] = [
        await db.$count(request, openOf(id)),
        await db.$count(officer, staffOf(id)),
      ]
      return { openRequests, joined: joined.length, officers }
    },

    /** Which versions of services residents are filling in now. */
    begun: (now: string) =>
      db
        .selectDistinct({ serviceId: draft.serviceId, version: draft.serviceVersion })
        .from(draft)
        .where(and(isNull(draft.requestId), gt(draft.expiresAt, now))),

    /** Conflict if the id is taken. */
    adding: (tx: Writer, { id, name, work, position }: Omit<DivisionRow, 'endedAt'>): Statement[] => [
      tx
        .insert(division)
        .values({ id, name: JSON.stringify(name), work: JSON.stringify(work), position, endedAt: null }),
      newEdition(tx, tables),
    ],

    /** Conflict if its names are no longer those of `before`. */
    renaming: (tx: Writer, before: DivisionRow, { name, work }: { name: Text; work: Text }): Statement[] => [
      must(
        tx
          .update(division)
          .set({ name: JSON.stringify(name), work: JSON.stringify(work) })
          .where(
            and(
              eq(division.id, before.id),
              eq(division.name, JSON.stringify(before.name)),
              eq(division.work, JSON.stringify(before.work)),
            ),
          ),
      ),
      newEdition(tx, tables),
    ],

    /** Each gets the number beside it. Conflict if somebody has put them in another order meanwhile. */
    ordering: (tx: Writer, changes: readonly { row: DivisionRow; position: number }[]): Statement[] => [
      ...changes.map(({ row, position }) =>
        must(
          tx
            .update(division)
            .set({ position })
            .where(and(eq(division.id, row.id), eq(division.position, row.position))),
        ),
      ),
      newEdition(tx, tables),
    ],

    /** Conflict if it has ended, or a request or an officer has come to it meanwhile. */
    ending: (tx: Writer, id: string, at: string): Statement[] => [
      must(
        tx
          .update(division)
          .set({ endedAt: at })
          .where(
            and(
              eq(division.id, id),
              isNull(division.endedAt),
              notExists(tx.select({ id: request.id }).from(request).where(openOf(id))),
              notExists(tx.select({ id: officer.id }).from(officer).where(staffOf(id))),
              notExists(
                tx
                  .select({ id: requestJoined.requestId })
                  .from(requestJoined)
                  .innerJoin(request, eq(request.id, requestJoined.requestId))
                  .where(joinedBy(id)),
              ),
            ),
          ),
      ),
      newEdition(tx, tables),
    ],

    /** Conflict if it works. */
    resuming: (tx: Writer, id: string): Statement[] => [
      must(
        tx
          .update(division)
          .set({ endedAt: null })
          .where(and(eq(division.id, id), isNotNull(division.endedAt))),
      ),
      newEdition(tx, tables),
    ],
  }
}
