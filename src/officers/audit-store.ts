import { and, asc, desc, eq, gt, gte, like, lt } from 'drizzle-orm'
import { must } from '../storage/engine.ts'
import type { Engine, Statement, Writer } from '../storage/engine.ts'
import type { AuditRow } from './audit.ts'

/** Newest first. `before` is the seq of the last entry of the page before; the days are instants, `until` apart. */
export type AuditFilter = {
  actor?: string
  /** A whole deed, or its first part with the dot. */
  deed?: string
  subject?: string
  since?: string
  until?: string
  before?: number
  limit: number
}

export type AuditStore = ReturnType<typeof makeAuditStore>

export function makeAuditStore({ db, tables, atomically }: Engine) {
  const { auditEntry } = tables

  return {
    /** The last entry; seq 0 when there is none. */
    async head(): Promise<{ seq: number; hash: string } | undefined> {
      const [row] = await db
        .select({ seq: auditEntry.seq, hash: auditEntry.hash })
        .from(auditEntry)
        .orderBy(desc(auditEntry.seq))
        .limit(1)
      return row
    },

    /**
     * Adds an entry behind the head it was made for, with the write it tells of. `tooMany` when another entry took
     * its place: the first statement waits for whoever is writing one, so that all writes that are told stand in line.
     */
    add: (row: AuditRow, build: (tx: Writer) => Statement[]) =>
      atomically((tx) => [
        must(tx.insert(auditEntry).values(row).onConflictDoNothing(), { otherwise: 'tooMany' }),
        ...build(tx),
      ]),

    /** In the order they were written. */
    after: (seq: number, limit: number): Promise<AuditRow[]> =>
      db.select().from(auditEntry).where(gt(auditEntry.seq, seq)).orderBy(asc(auditEntry.seq)).limit(limit),

    list: ({ actor, deed, subject, since, until, before, limit }: AuditFilter): Promise<AuditRow[]> =>
      db
        .select()
        .from(auditEntry)
        .where(
          and(
            actor === undefined ? undefined : eq(auditEntry.actor, actor),
            deed === undefined
              ? undefined
              : deed.endsWith('.')
                ? like(auditEntry.deed, `${deed}%`)
                : eq(auditEntry.deed, deed),
            subject === undefined ? undefined : eq(auditEntry.subject, subject),
            since === undefined ? undefined : gte(auditEntry.at, since),
            until === undefined ? undefined : lt(auditEntry.at, until),
            before === undefined ? undefined : lt(auditEntry.seq, before),
          ),
        )
        .orderBy(desc(auditEntry.seq))
        .limit(limit),

    /** How often a deed was told of a subject since an instant. */
    count: (deed: string, subject: string, since: string): Promise<number> =>
      db.$count(
        auditEntry,
        and(eq(auditEntry.deed, deed), eq(auditEntry.subject, subject), gte(auditEntry.at, since)),
      ),
  }
}
