import { createHmac } from 'node:crypto'
import { UserError } from '../errors.ts'
import type { Statement, Writer } from '../storage/engine.ts'
import type { AuditStore } from './audit-store.ts'

/** One line of the book. `data` is JSON; `previous` is the hash of the line before. `at` is UTC ISO. */
export type AuditRow = {
  seq: number
  at: string
  actor: string | null
  deed: string
  subject: string | null
  data: string
  previous: string
  hash: string
}

export type Told = {
  /** The officer's id; null for somebody unknown and for the machine itself. */
  actor: string | null
  /** A dotted code such as `case.viewed`, with its text at `audit.deed.<deed>`. */
  deed: string
  /** What it was done to: an id or a reference. */
  subject?: string
  /** Codes, counts and days; never a person's words. */
  data?: Record<string, string | number | boolean | null>
}

const BEFORE_THE_FIRST = '0'.repeat(64)
/** Other processes may write as well; each time one of them is quicker, the line is made anew. */
const MOST_TRIES = 200

export type Audit = ReturnType<typeof makeAudit>

/**
 * The book of who did and saw what. Each line is sealed over the one before with a key that is not in the database:
 * whoever can change the database alone cannot make a chain that holds.
 */
export function makeAudit({ store, key, now }: { store: AuditStore; key: Buffer; now: () => Date }) {
  let last: Promise<unknown> = Promise.resolve()

  async function append(told: Told, build: (tx: Writer) => Statement[]): Promise<void> {
    for (let tries = 1; ; tries++) {
      const head = await store.head()
      try {
        return await store.add(sealed(key, rowOf(told, head, now())), build)
      } catch (error) {
        const isOvertaken = error instanceof UserError && error.kind === 'tooMany'
        if (!isOvertaken || tries >= MOST_TRIES) throw error
      }
    }
  }

  /**
   * Writes the line and, when given, the statements it tells of: both or neither. `build` may be called more than
   * once. Throws what the statements throw (`conflict` of a `must`); then nothing is told either.
   */
  function record(told: Told, build: (tx: Writer) => Statement[] = () => []): Promise<void> {
    // One after the other: two at once would take the same place, and one of them would have to try again.
    const mine = last.then(() => append(told, build))
    last = mine.catch(() => undefined)
    return mine
  }

  return { record, list: store.list, count: store.count }
}

function rowOf(
  told: Told,
  head: { seq: number; hash: string } | undefined,
  at: Date,
): Omit<AuditRow, 'hash'> {
  return {
    seq: (head?.seq ?? 0) + 1,
    at: at.toISOString(),
    actor: told.actor,
    deed: told.deed,
    subject: told.subject ?? null,
    data: JSON.stringify(told.data ?? {}),
    previous: head?.hash ?? BEFORE_THE_FIRST,
  }
}

function sealed(key: Buffer, row: Omit<AuditRow, 'hash'>): AuditRow {
  return { ...row, hash: hashOf(key, row) }
}

function hashOf(key: Buffer, row: Omit<AuditRow, 'hash'>): string {
  const { seq, at, actor, deed, subject, data, previous } = row
  const line = JSON.stringify([seq, at, actor, deed, subject, data, previous])
  return createHmac('sha256', key).update(line).digest('hex')
}

export type Chain =
  | { holds: true; entries: number; head: string }
  /** `seq` of the first line that is not as it was written, is missing, or follows another line. */
  | { holds: false; seq: number; why: 'changed' | 'missing' | 'unlinked' }

const LINES_AT_ONCE = 1000

/** Reads the whole book. `noted` is a head somebody wrote down before: lines cut off the end show only so. */
export async function verifyChain(
  store: Pick<AuditStore, 'after'>,
  key: Buffer,
  noted?: { seq: number; hash: string },
): Promise<Chain> {
  let [seq, head, isNotedThere] = [0, BEFORE_THE_FIRST, noted === undefined]
  for (;;) {
    const rows = await store.after(seq, LINES_AT_ONCE)
    for (const row of rows) {
      const fault = faultOf(row, { seq, hash: head }, key)
      if (fault) return { holds: false, ...fault }
      ;[seq, head] = [row.seq, row.hash]
      if (row.seq === noted?.seq) {
        if (row.hash !== noted.hash) return { holds: false, seq, why: 'changed' }
        isNotedThere = true
      }
    }
    if (rows.length < LINES_AT_ONCE) break
  }
  return isNotedThere ? { holds: true, entries: seq, head } : { holds: false, seq: seq + 1, why: 'missing' }
}

function faultOf(row: AuditRow, before: { seq: number; hash: string }, key: Buffer) {
  if (row.seq !== before.seq + 1) return { seq: before.seq + 1, why: 'missing' as const }
  if (row.hash !== hashOf(key, row)) return { seq: row.seq, why: 'changed' as const }
  return row.previous === before.hash ? undefined : { seq: row.seq, why: 'unlinked' as const }
}
