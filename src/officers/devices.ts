import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** A browser they signed in with before is known for so long. */
export const KNOWN_DAYS = 180
const MOST_OFFICERS = 6
const DAY = 86_400_000

export type Devices = ReturnType<typeof makeDevices>

/**
 * What a browser keeps of the officers who signed in with it. It lets nobody in: it only tells the owner's own
 * browser from a stranger's, so that others' wrong guesses do not slow the owner.
 */
export function makeDevices(key: Buffer, now: () => Date) {
  const sealOf = (officerId: string, name: string) =>
    createHmac('sha256', key).update(`${officerId} signed in with ${name}`).digest('base64url')

  function isOf(officerId: string, mark: string): boolean {
    const [name = '', seal = ''] = mark.split('~')
    const day = Number.parseInt(name.split('-')[0] ?? '', 36)
    if (!(now().getTime() / DAY - day < KNOWN_DAYS)) return false
    const [given, right] = [Buffer.from(seal), Buffer.from(sealOf(officerId, name))]
    return given.length === right.length && timingSafeEqual(given, right)
  }

  return {
    /** The browser's mark for this officer; undefined where it has none. */
    markOf: (officerId: string, cookie: string): string | undefined =>
      cookie.split('.').find((mark) => isOf(officerId, mark)),

    /** The cookie with a mark for this officer, the others' kept: several work at one counter. */
    marked(officerId: string, cookie: string): string {
      const name = `${Math.floor(now().getTime() / DAY).toString(36)}-${randomBytes(12).toString('hex')}`
      const others = cookie.split('.').filter((mark) => mark !== '' && !isOf(officerId, mark))
      return [`${name}~${sealOf(officerId, name)}`, ...others].slice(0, MOST_OFFICERS).join('.')
    },
  }
}
