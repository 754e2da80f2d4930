import { and, asc, count, eq, exists, isNotNull, isNull, ne } from 'drizzle-orm'
import { must } from '../storage/engine.ts'
import type { Engine, Statement, Writer } from '../storage/engine.ts'
import type { Officer } from './officer.ts'

/** What proves who they are. `totpSecret` is sealed; `totpStep` is the last time step a code was taken for. */
export type Proofs = {
  passwordHash: string | null
  passwordAt: string | null
  totpSecret: string | null
  totpStep: number | null
}
export type Known = Officer & Proofs

export type OfficerChange = Partial<Pick<Officer, 'name' | 'title' | 'role' | 'division'>>

export type PeopleStore = ReturnType<typeof makePeopleStore>

export function makePeopleStore({ db, tables }: Engine) {
  const { officer, request } = tables

  async function knownBy(condition: ReturnType<typeof eq>): Promise<Known | undefined> {
    const [row] = await db.select().from(officer).where(condition).limit(1)
    return row as Known | undefined
  }

  const another = (tx: Writer, id: string) =>
    exists(
      tx
        .select({ id: officer.id })
        .from(officer)
        .where(and(eq(officer.role, 'administrator'), eq(officer.state, 'active'), ne(officer.id, id))),
    )

  return {
    known: (id: string) => knownBy(eq(officer.id, id)),
    knownByEmail: (email: string) => knownBy(eq(officer.email, email)),

    async all(): Promise<Officer[]> {
      const rows = await db
        .select({
          id: officer.id,
          email: officer.email,
          name: officer.name,
          title: officer.title,
          role: officer.role,
          division: officer.division,
          state: officer.state,
          createdAt: officer.createdAt,
          endedAt: officer.endedAt,
        })
        .from(officer)
        .orderBy(asc(officer.createdAt), asc(officer.id))
      return rows as Officer[]
    },

    /** Requests that are theirs to do and not finished. */
    openCasesOf: (id: string): Promise<number> =>
      db.$count(request, and(eq(request.claimedBy, id), isNull(request.finishedAt))),

    /** The same, of everybody who has one. */
    async openCases(): Promise<Map<string, number>> {
      const rows = await db
        .select({ id: request.claimedBy, n: count() })
        .from(request)
        .where(and(isNotNull(request.claimedBy), isNull(request.finishedAt)))
        .groupBy(request.claimedBy)
      return new Map(rows.map(({ id, n }) => [id ?? '', Number(n)]))
    },

    /** Conflict if the e-mail is taken. */
    add: (tx: Writer, one: Officer): Statement =>
      tx
        .insert(officer)
        .values({ ...one, passwordHash: null, passwordAt: null, totpSecret: null, totpStep: null }),

    /** Conflict if they have ended, or if no active administrator but them is left where one is asked for. */
    change: (tx: Writer, id: string, change: OfficerChange, { othersMustRemain = false } = {}): Statement =>
      must(
        tx
          .update(officer)
          .set(change)
          .where(
            and(
              eq(officer.id, id),
              ne(officer.state, 'ended'),
              othersMustRemain ? another(tx, id) : undefined,
            ),
          ),
      ),

    /** As with `change`. What proved who they were is forgotten with it. */
    end: (tx: Writer, id: string, at: string, { othersMustRemain = false } = {}): Statement =>
      must(
        tx
          .update(officer)
          .set({ state: 'ended', endedAt: at, passwordHash: null, totpSecret: null, totpStep: null })
          .where(
            and(
              eq(officer.id, id),
              ne(officer.state, 'ended'),
              othersMustRemain ? another(tx, id) : undefined,
            ),
          ),
      ),

    /** Whoever sets a password has come in: an invited officer is active from then on. */
    setPassword: (tx: Writer, id: string, passwordHash: string, at: string): Statement =>
      must(
        tx
          .update(officer)
          .set({ passwordHash, passwordAt: at, state: 'active' })
          .where(and(eq(officer.id, id), ne(officer.state, 'ended'))),
      ),

    /**
     * Conflict if they have ended or their password was changed since it was looked at. `renewed` is the same
     * password, hashed at another cost.
     */
    stillProven: (tx: Writer, id: string, passwordHash: string, renewed = passwordHash): Statement =>
      must(
        tx
          .update(officer)
          .set({ passwordHash: renewed })
          .where(
            and(eq(officer.id, id), eq(officer.state, 'active'), eq(officer.passwordHash, passwordHash)),
          ),
      ),

    /** The first administrator says who they are. Conflict if the place has been taken. */
    introduce: (tx: Writer, id: string, one: Pick<Officer, 'email' | 'name' | 'title'>): Statement =>
      must(
        tx
          .update(officer)
          .set(one)
          .where(and(eq(officer.id, id), eq(officer.state, 'invited'), eq(officer.email, ''))),
      ),
  }
}
