import { setImmediate } from 'node:timers/promises'
import { UserError } from '../../errors.ts'

/** What a job did; `fault` is the first one it met, after which it went on with the other cases. */
export type Work = { did: number; fault?: unknown }

/**
 * One case after the other, pages being answered in between. A case that somebody changed meanwhile is left for the
 * next round; one that cannot be read must not keep the others waiting.
 */
export async function eachCase<T>(
  cases: AsyncIterable<T> | Iterable<T>,
  act: (one: T) => Promise<number>,
): Promise<Work> {
  const work: Work = { did: 0 }
  for await (const one of cases) {
    try {
      work.did += await act(one)
    } catch (error) {
      if (!(error instanceof UserError) || error.kind !== 'conflict') work.fault ??= error
    }
    await setImmediate()
  }
  return work
}

export function together(...works: Work[]): Work {
  const fault = works.find((work) => work.fault !== undefined)?.fault
  return {
    did: works.reduce((sum, { did }) => sum + did, 0),
    ...(fault !== undefined && { fault }),
  }
}
