import { and, desc, eq, gt, isNull, lt, ne, sql } from 'drizzle-orm'
import { builtOnce, must } from '../storage/engine.ts'
import type { Engine, Statement, Writer } from '../storage/engine.ts'
import type { Officer } from './officer.ts'

/** `id` is the hash of the token. Instants are UTC ISO; `expiresAt` is the end however busy it is. */
export type Session = {
  id: string
  officerId: string
  device: string
  createdAt: string
  seenAt: string
  expiresAt: string
}

export type Held = { session: Session; officer: Officer; hasSecondFactor: boolean }

export type SessionStore = ReturnType<typeof makeSessionStore>

export function makeSessionStore({ db, tables, atomically }: Engine) {
  const { officerSession, officer } = tables
  const columns = {
    id: officerSession.tokenHash,
    officerId: officerSession.officerId,
    device: officerSession.device,
    createdAt: officerSession.createdAt,
    seenAt: officerSession.seenAt,
    expiresAt: officerSession.expiresAt,
  }

  // Every page of the desk asks for it.
  const held = builtOnce(() =>
    db
      .select({ session: columns, officer })
      .from(officerSession)
      .innerJoin(officer, eq(officer.id, officerSession.officerId))
      .where(
        and(
          eq(officerSession.tokenHash, sql.placeholder('id')),
          isNull(officerSession.endedAt),
          eq(officer.state, 'active'),
        ),
      )
      .limit(1),
  )

  return {
    /** Of an officer who is active; whether its time is over is for the caller to say. */
    async find(id: string): Promise<Held | undefined> {
      const [row] = await held({ id })
      if (!row) return undefined
      const { passwordHash: _hash, passwordAt: _at, totpSecret, totpStep: _step, ...known } = row.officer
      return { session: row.session, officer: known as Officer, hasSecondFactor: totpSecret !== null }
    },

    /** Not ended, and not over at this instant; the last seen first. */
    open: (officerId: string, at: string, seenAfter: string): Promise<Session[]> =>
      db
        .select(columns)
        .from(officerSession)
        .where(
          and(
            eq(officerSession.officerId, officerId),
            isNull(officerSession.endedAt),
            gt(officerSession.expiresAt, at),
            gt(officerSession.seenAt, seenAfter),
          ),
        )
        .orderBy(desc(officerSession.seenAt), desc(officerSession.createdAt)),

    seen: (id: string, seenAt: string) =>
      atomically((tx) => [tx.update(officerSession).set({ seenAt }).where(eq(officerSession.tokenHash, id))]),

    add: (tx: Writer, { id, ...session }: Session): Statement =>
      tx.insert(officerSession).values({ ...session, tokenHash: id, endedAt: null }),

    /** Theirs that ran out before an instant: who worked where and when is not kept for ever. */
    sweep: (tx: Writer, officerId: string, before: string): Statement =>
      tx
        .delete(officerSession)
        .where(and(eq(officerSession.officerId, officerId), lt(officerSession.expiresAt, before))),

    /** Conflict if it is over already. */
    end: (tx: Writer, officerId: string, id: string, at: string): Statement =>
      must(
        tx
          .update(officerSession)
          .set({ endedAt: at })
          .where(
            and(
              eq(officerSession.tokenHash, id),
              eq(officerSession.officerId, officerId),
              isNull(officerSession.endedAt),
            ),
          ),
      ),

    /** Whoever's it is; nothing happens if it is over. */
    drop: (tx: Writer, id: string, at: string): Statement =>
      tx
        .update(officerSession)
        .set({ endedAt: at })
        .where(and(eq(officerSession.tokenHash, id), isNull(officerSession.endedAt))),

    /** All of theirs, but the one named. */
    endAll: (tx: Writer, officerId: string, at: string, except?: string): Statement =>
      tx
        .update(officerSession)
        .set({ endedAt: at })
        .where(
          and(
            eq(officerSession.officerId, officerId),
            isNull(officerSession.endedAt),
            except === undefined ? undefined : ne(officerSession.tokenHash, except),
          ),
        ),
  }
}
