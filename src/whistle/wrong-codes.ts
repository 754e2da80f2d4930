import { UserError } from '../errors.ts'
import type { Ground } from './parts.ts'
import { base64, type Bytes } from './primitives.ts'

/** Wrong codes in a row that are answered at once: anybody mistypes. */
const AT_ONCE = 2
const LONGEST_MS = 60_000
const LOGGED_EVERY_MS = 60 * 60_000

type Lock = { id: string; salt: Bytes }

/**
 * Wrong codes that came with a right passphrase: somebody has the passphrase and guesses the code. Counted in memory for
 * each lock, so that a new passphrase begins anew; a restart forgets them, the log does not.
 */
export function makeWrongCodes({ pause, now, deeds }: Pick<Ground, 'pause' | 'now' | 'deeds'>) {
  const counts = new Map<string, number>()
  const loggedAt = new Map<string, number>()
  const looking = new Set<string>()

  /**
   * Looks at one code after the wait that this lock has come to: 2 seconds for the third in a row, then 4, 8 … 60. The
   * right one waits too, and while one waits no other is looked at, else guesses sent side by side would not be slowed:
   * TooMany.
   */
  async function slowed<Found>(lock: Lock, look: () => Found | undefined): Promise<Found | undefined> {
    const name = nameOf(lock)
    if (looking.has(name)) throw new UserError('tooMany')
    const wait = waitAfter(counts.get(name) ?? 0)
    if (wait > 0) {
      looking.add(name)
      await pause(wait).finally(() => looking.delete(name))
    }
    const found = look()
    if (found === undefined) await count(lock)
    return found
  }

  async function count(lock: Lock): Promise<void> {
    const name = nameOf(lock)
    counts.set(name, (counts.get(name) ?? 0) + 1)
    const [at, before] = [now().getTime(), loggedAt.get(lock.id) ?? -Infinity]
    if (at - before < LOGGED_EVERY_MS) return
    loggedAt.set(lock.id, at)
    await deeds.record({ who: lock.id, what: 'wrongCode' })
  }

  /** A right code ends the row; how many wrong ones there were in it. */
  function end(lock: Lock): number {
    const n = counts.get(nameOf(lock)) ?? 0
    counts.delete(nameOf(lock))
    return n
  }

  return { slowed, end }
}

const nameOf = ({ id, salt }: Lock): string => `${id} ${base64(salt)}`

function waitAfter(wrong: number): number {
  return wrong < AT_ONCE ? 0 : Math.min(LONGEST_MS, 1000 * 2 ** (wrong - AT_ONCE + 1))
}
