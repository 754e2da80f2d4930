import { and, eq, gt, isNull, like, ne, notExists, or, sql } from 'drizzle-orm'
import type { Engine } from '../storage/engine.ts'

/**
 * Letters that hold a link which opens once or for some days: an officer's way in, a resident's draft. Once that link
 * opens nothing, a letter that never went has nothing left to say, and what it says would lie in every backup.
 */
export function makeOverStore({ db, tables, atomically }: Engine) {
  const { draft, letter, officerLink } = tables

  const opensAccount = (at: string) =>
    db
      .select({ id: officerLink.tokenHash })
      .from(officerLink)
      .where(
        and(
          isNull(officerLink.usedAt),
          gt(officerLink.expiresAt, at),
          eq(letter.key, sql`'officer:' || ${officerLink.officerId} || ':' || ${officerLink.tokenHash}`),
        ),
      )

  const opensDraft = (at: string) =>
    db
      .select({ id: draft.id })
      .from(draft)
      .where(
        and(
          isNull(draft.requestId),
          gt(draft.expiresAt, at),
          like(letter.key, sql`${draft.id} || ':resume:%'`),
        ),
      )

  return {
    /** Takes them out of the outbox, waiting or failed, and says how many there were. */
    async sweep(at: string): Promise<number> {
      const over = and(
        ne(letter.state, 'sent'),
        or(
          and(like(letter.key, 'officer:%'), notExists(opensAccount(at))),
          and(like(letter.key, '%:resume:%'), notExists(opensDraft(at))),
        ),
      )
      const count = await db.$count(letter, over)
      if (count > 0) await atomically((tx) => [tx.delete(letter).where(over)])
      return count
    },
  }
}
