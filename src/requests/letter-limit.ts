import { createHmac, randomBytes } from 'node:crypto'

const HOUR = 3_600_000
const MOST_AN_HOUR = 200

/**
 * Keeps the link-by-mail from being used to flood a mailbox: one letter an hour to an address, whoever
 * asks and for whichever draft, and so many in all. Addresses are held as keyed hashes, in memory only.
 */
export function makeLetterLimit(now: () => number) {
  const key = randomBytes(32)
  const sent = new Map<string, number>()

  return function mayWrite(toAddress: string): boolean {
    for (const [name, at] of sent) {
      if (now() - at < HOUR) break
      sent.delete(name)
    }
    const name = createHmac('sha256', key).update(toAddress.trim().toLowerCase()).digest('base64')
    if (sent.has(name) || sent.size >= MOST_AN_HOUR) return false
    sent.set(name, now())
    return true
  }
}
