import { and, asc, eq, isNull, like, lte, ne } from 'drizzle-orm'
import { UserError } from '../errors.ts'
import { must } from '../storage/engine.ts'
import type { Engine, Statement, Writer } from '../storage/engine.ts'
import type { Letter, NewLetter } from './letter.ts'

/** The statements that put letters into the outbox, for the write they belong to: both are kept, or neither. */
export function queueLetters(tx: Writer, { letter }: Engine['tables'], letters: NewLetter[]): Statement[] {
  const rows = letters.map((one) => ({
    ...one,
    state: 'waiting',
    attempts: 0,
    nextAt: one.createdAt,
    lastError: null,
    sentAt: null,
  }))
  return rows.length > 0 ? [tx.insert(letter).values(rows)] : []
}

/** Takes out of the outbox what has not gone, by how the key begins; for the write that makes it needless. */
export const dropUnsent = (tx: Writer, { letter }: Engine['tables'], keyStart: string): Statement[] => [
  tx.delete(letter).where(and(like(letter.key, `${keyStart}%`), ne(letter.state, 'sent'))),
]

export type LetterStore = ReturnType<typeof makeLetterStore>

export function makeLetterStore({ db, tables, atomically }: Engine) {
  const { letter } = tables
  const waiting = (id: string) => and(eq(letter.id, id), eq(letter.state, 'waiting'))

  return {
    /** Letters without an event of their own. Conflict if one for the same occasion is there already. */
    add: (letters: NewLetter[]) => atomically((tx) => queueLetters(tx, tables, letters)),

    async due(at: string, limit: number): Promise<Letter[]> {
      const rows = await db
        .select()
        .from(letter)
        .where(and(eq(letter.state, 'waiting'), lte(letter.nextAt, at)))
        .orderBy(asc(letter.nextAt), asc(letter.id))
        .limit(limit)
      return rows as Letter[]
    },

    /**
     * Keeps a due letter from every other instance until `until`, and counts the attempt. False when another was
     * quicker. If the process dies before it says how the letter went, it is due again then.
     */
    async claim({ id, nextAt, attempts }: Letter, until: string): Promise<boolean> {
      const claimed = atomically((tx) => [
        must(
          tx
            .update(letter)
            .set({ nextAt: until, attempts: attempts + 1 })
            .where(and(waiting(id), eq(letter.nextAt, nextAt), eq(letter.attempts, attempts))),
        ),
      ])
      return claimed.then(
        () => true,
        (error: unknown) => {
          if (error instanceof UserError && error.kind === 'conflict') return false
          throw error
        },
      )
    },

    sent: (id: string, at: string) =>
      atomically((tx) => [
        // The link in it opens what it is about: once it has gone, only that it went is kept.
        tx
          .update(letter)
          .set({ state: 'sent', sentAt: at, lastError: null, text: '', html: null })
          .where(waiting(id)),
      ]),

    retry: (id: string, nextAt: string, lastError: string) =>
      atomically((tx) => [tx.update(letter).set({ nextAt, lastError }).where(waiting(id))]),

    failed: (id: string, lastError: string) =>
      atomically((tx) => [tx.update(letter).set({ state: 'failed', lastError }).where(waiting(id))]),

    /** For the operator, once the mail server has been put right: failed letters are tried from the start. */
    retryFailed: (tx: Writer, at: string): Statement[] => [
      tx.update(letter).set({ state: 'waiting', attempts: 0, nextAt: at }).where(eq(letter.state, 'failed')),
    ],

    /** Letters of one occasion that were never sent and need not be any more. */
    drop: (keyStart: string) =>
      atomically((tx) => [
        tx.delete(letter).where(and(like(letter.key, `${keyStart}%`), isNull(letter.requestId))),
      ]),

    /** What is held of the letters about a request: whom they went to and when. */
    about: (requestId: string) =>
      db
        .select({
          toAddress: letter.toAddress,
          subject: letter.subject,
          state: letter.state,
          createdAt: letter.createdAt,
          sentAt: letter.sentAt,
        })
        .from(letter)
        .where(eq(letter.requestId, requestId))
        .orderBy(asc(letter.createdAt)),

    /** How many letters are in each state. */
    async counts(): Promise<Record<Letter['state'], number>> {
      const count = (state: Letter['state']) => db.$count(letter, eq(letter.state, state))
      return { waiting: await count('waiting'), sent: await count('sent'), failed: await count('failed') }
    },
  }
}
