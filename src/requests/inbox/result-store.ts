import { and, eq, gte, isNull, lt } from 'drizzle-orm'
import { must, type Engine } from '../../storage/engine.ts'

/** What one act to many cases came to. `act` and `view` as the form had them; `outcome` is JSON, null until it is over. */
export type BulkResult = {
  id: string
  officerId: string
  act: string
  view: string
  outcome: string | null
  madeAt: string
}

export type ResultStore = ReturnType<typeof makeResultStore>

export function makeResultStore({ db, tables, atomically }: Engine) {
  const { bulkResult } = tables

  return {
    /** Before the first case is touched. Conflict when there is one of that name; those made before `since` go. */
    begin: (result: BulkResult, since: string): Promise<void> =>
      atomically((tx) => [
        tx.delete(bulkResult).where(lt(bulkResult.madeAt, since)),
        tx.insert(bulkResult).values(result),
      ]),

    end: (id: string, outcome: string): Promise<void> =>
      atomically((tx) => [
        must(
          tx
            .update(bulkResult)
            .set({ outcome })
            .where(and(eq(bulkResult.id, id), isNull(bulkResult.outcome))),
        ),
      ]),

    /** Of this officer, and made since then. */
    async find(officerId: string, id: string, since: string): Promise<BulkResult | undefined> {
      const [row] = await db
        .select()
        .from(bulkResult)
        .where(and(eq(bulkResult.id, id), eq(bulkResult.officerId, officerId), gte(bulkResult.madeAt, since)))
      return row
    },
  }
}
