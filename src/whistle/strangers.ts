import { UserError } from '../errors.ts'

/** Until somebody has signed in since the start, about what a passphrase takes on a small machine. */
const USUAL_MS = 700
const MOST_WAITING = 20

/**
 * A sign-in name that nobody has: no passphrase is worked on for it, since anybody could send thousands, and the answer
 * comes after about as long as a member's last one took. The names of members are no secret; they are posted.
 */
export function makeStrangers(pause: (ms: number) => Promise<void>) {
  let usual = USUAL_MS
  let waiting = 0
  return {
    /** How many milliseconds a member's answer took. */
    took: (ms: number): void => void (usual = Math.max(0, ms)),
    /** Throws TooMany where too many wait already. */
    wait: async (): Promise<void> => {
      if (waiting >= MOST_WAITING) throw new UserError('tooMany')
      waiting += 1
      await pause(usual).finally(() => (waiting -= 1))
    },
  }
}
