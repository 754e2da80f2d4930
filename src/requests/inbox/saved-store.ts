import { and, asc, eq, sql } from 'drizzle-orm'
import { must, type Engine } from '../../storage/engine.ts'

/** A list an officer named: the query of its address. */
export type SavedView = { id: string; officerId: string; name: string; query: string; createdAt: string }

export type SavedStore = ReturnType<typeof makeSavedStore>

export function makeSavedStore({ db, tables, atomically }: Engine) {
  const { savedView } = tables
  return {
    /** Of one officer, in the order they were made. */
    of: (officerId: string): Promise<SavedView[]> =>
      db
        .select()
        .from(savedView)
        .where(eq(savedView.officerId, officerId))
        .orderBy(asc(savedView.createdAt), asc(savedView.id)),

    /** Conflict when the officer has one of that name, TooMany when they have `most` already. */
    add: (view: SavedView, most: number): Promise<void> =>
      atomically((tx) => [
        tx.insert(savedView).values(view),
        // Counted with the new one among them, in the same write: nothing is read before it.
        must(
          tx
            .update(savedView)
            .set({ name: view.name })
            .where(
              and(
                eq(savedView.id, view.id),
                sql`(SELECT count(*) FROM ${savedView} AS own WHERE own.officer_id = ${view.officerId}) <= ${most}`,
              ),
            ),
          { otherwise: 'tooMany' },
        ),
      ]),

    /** NotFound for one that is not theirs. */
    remove: (officerId: string, id: string): Promise<void> =>
      atomically((tx) => [
        must(tx.delete(savedView).where(and(eq(savedView.id, id), eq(savedView.officerId, officerId))), {
          otherwise: 'notFound',
        }),
      ]),
  }
}
