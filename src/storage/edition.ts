import { eq } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import type { Engine, Statement, Writer } from './engine.ts'

const KEY = 'edition'
/** How long what another process wrote may go unheard. */
const UNHEARD_MS = 60_000

/**
 * Belongs into every write that changes what processes keep in memory: services, divisions, holidays, office hours,
 * rules of the clock. The others hear of it within a minute.
 */
export function newEdition(tx: Writer, { officeSetting }: Engine['tables']): Statement {
  const value = randomUUID()
  return tx
    .insert(officeSetting)
    .values({ key: KEY, value, changedBy: 'sala', changedAt: '' })
    .onConflictDoUpdate({ target: officeSetting.key, set: { value } })
}

export type Edition = ReturnType<typeof makeEdition>

/** Hears when what is kept in memory has become old, whoever changed it. */
export function makeEdition({ db, tables }: Engine, now: () => Date) {
  const { officeSetting } = tables
  const listeners: (() => void | Promise<void>)[] = []
  let seen: string | undefined
  let lookedAt: number | undefined
  let last: Promise<unknown> = Promise.resolve()

  async function lookNow(): Promise<void> {
    const at = now().getTime()
    const [row] = await db
      .select({ value: officeSetting.value })
      .from(officeSetting)
      .where(eq(officeSetting.key, KEY))
    const value = row?.value ?? ''
    if (value !== seen) for (const listener of listeners) await listener()
    // Only after all have heard: a listener that failed is told again.
    ;[seen, lookedAt] = [value, at]
  }

  return {
    /** Listeners are called one after the other, in this order. */
    onChange: (listener: () => void | Promise<void>) => void listeners.push(listener),

    /** Whether nobody need look yet. A clock set back is not trusted. */
    isHeard(): boolean {
      const age = lookedAt === undefined ? undefined : now().getTime() - lookedAt
      return age !== undefined && age >= 0 && age < UNHEARD_MS
    },

    /** Looks at once; on return everyone has heard of every write that was done before. */
    look(): Promise<void> {
      const mine = last.then(lookNow)
      last = mine.catch(() => undefined)
      return mine
    },
  }
}
