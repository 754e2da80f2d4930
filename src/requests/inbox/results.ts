import { notFound, UserError } from '../../errors.ts'
import type { Officer } from '../../officers/officer.ts'
import type { Outcome } from './bulk.ts'
import type { BulkResult, ResultStore } from './result-store.ts'

const KEPT_MS = 3_600_000

export type Results = ReturnType<typeof makeResults>

/**
 * What acts to many cases came to, an hour long, for whoever did them: the page can be loaded anew without doing
 * anything twice, and its address says nothing of anybody.
 */
export function makeResults({
  store,
  newId,
  now,
}: {
  store: ResultStore
  newId: () => string
  now: () => Date
}) {
  const since = () => new Date(now().getTime() - KEPT_MS).toISOString()

  /** Does it once for each name, and keeps what came of it; a name that is known already does nothing. */
  async function once(
    officer: Officer,
    asked: Pick<BulkResult, 'id' | 'act' | 'view'>,
    carryOut: () => Promise<Outcome>,
  ): Promise<void> {
    const begun = { ...asked, officerId: officer.id, outcome: null, madeAt: now().toISOString() }
    try {
      await store.begin(begun, since())
    } catch (error) {
      if (error instanceof UserError && error.kind === 'conflict') return
      throw error
    }
    await store.end(asked.id, JSON.stringify(await carryOut()))
  }

  /** NotFound for another officer's, and for one that is no longer kept. `outcome` undefined: not over yet. */
  async function find(officer: Officer, id: string) {
    const found = await store.find(officer.id, id, since())
    if (!found) throw notFound()
    const { act, view, outcome } = found
    return { act, view, outcome: outcome === null ? undefined : (JSON.parse(outcome) as Outcome) }
  }

  return { once, find, newId }
}
