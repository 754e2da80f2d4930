import { and, eq, isNull, lt, ne, or } from 'drizzle-orm'
import { must } from '../storage/engine.ts'
import type { Engine, Statement, Writer } from '../storage/engine.ts'

export type FactorStore = ReturnType<typeof makeFactorStore>

/** The second factor: the sealed secret, the last step a code was taken for, and the hashes of recovery codes. */
export function makeFactorStore({ db, tables }: Engine) {
  const { officer, recoveryCode } = tables

  return {
    codesLeft: (officerId: string): Promise<number> =>
      db.$count(recoveryCode, and(eq(recoveryCode.officerId, officerId), isNull(recoveryCode.usedAt))),

    /** Conflict if they have ended. */
    setSecret: (tx: Writer, officerId: string, totpSecret: string, totpStep: number): Statement =>
      must(
        tx
          .update(officer)
          .set({ totpSecret, totpStep })
          .where(and(eq(officer.id, officerId), ne(officer.state, 'ended'))),
      ),

    removeSecret: (tx: Writer, officerId: string): Statement =>
      tx.update(officer).set({ totpSecret: null, totpStep: null }).where(eq(officer.id, officerId)),

    /** Conflict if a code of this step or a later one was taken before: each opens once. */
    takeStep: (tx: Writer, officerId: string, step: number): Statement =>
      must(
        tx
          .update(officer)
          .set({ totpStep: step })
          .where(and(eq(officer.id, officerId), or(isNull(officer.totpStep), lt(officer.totpStep, step)))),
      ),

    replaceCodes: (tx: Writer, officerId: string, hashes: string[]): Statement[] => [
      tx.delete(recoveryCode).where(eq(recoveryCode.officerId, officerId)),
      ...(hashes.length > 0
        ? [tx.insert(recoveryCode).values(hashes.map((codeHash) => ({ officerId, codeHash, usedAt: null })))]
        : []),
    ],

    /** Conflict if there is no such code, or it was used. */
    takeCode: (tx: Writer, officerId: string, codeHash: string, at: string): Statement =>
      must(
        tx
          .update(recoveryCode)
          .set({ usedAt: at })
          .where(
            and(
              eq(recoveryCode.officerId, officerId),
              eq(recoveryCode.codeHash, codeHash),
              isNull(recoveryCode.usedAt),
            ),
          ),
      ),
  }
}
