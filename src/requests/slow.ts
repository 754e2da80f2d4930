import { createHmac, randomBytes } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { UserError } from '../errors.ts'

const FORGET_AFTER = 15 * 60_000
const FREE_TRIES = 3
/** Longer than any difference between one wrong and another, too short to be felt. */
const SHORTEST_WAIT = 100
const LONGEST_WAIT = 8_000
const MOST_ADDRESSES = 10_000
const MOST_WAITING = 20

/**
 * Slows wrong guesses from one address without keeping addresses: counts are held in memory under a
 * keyed hash whose key dies with the process. A right answer never waits, so that neighbours behind
 * one shared address are not locked out.
 */
export function makeSlowdown(now: () => number, sleep: (ms: number) => Promise<void>) {
  const key = randomBytes(32)
  const counts = new Map<string, { wrong: number; waiting: number; last: number }>()
  const nameOf = (address: string) => createHmac('sha256', key).update(networkOf(address)).digest('base64')

  /** Waits out the address's delay. Throws `tooMany` when too many guesses of it are waiting already. */
  async function wrongGuess(address: string): Promise<void> {
    forgetOld()
    const name = nameOf(address)
    const count = counts.get(name) ?? { wrong: 0, waiting: 0, last: now() }
    counts.delete(name)
    counts.set(name, count)
    if (count.waiting >= MOST_WAITING) throw new UserError('tooMany')
    count.wrong += 1
    count.last = now()
    count.waiting += 1
    await sleep(waitAfter(count.wrong)).finally(() => (count.waiting -= 1))
  }

  function forgetOld() {
    for (const [name, count] of counts) {
      if (now() - count.last > FORGET_AFTER || counts.size > MOST_ADDRESSES) counts.delete(name)
      else return
    }
  }

  return { wrongGuess }
}

export type Slowdown = ReturnType<typeof makeSlowdown>

/** Milliseconds before the answer to the nth wrong guess; the same for every kind of wrong. */
export function waitAfter(wrong: number): number {
  return wrong <= FREE_TRIES ? SHORTEST_WAIT : Math.min(LONGEST_WAIT, 250 * 2 ** (wrong - FREE_TRIES))
}

/** One subscriber has a whole /64 of IPv6 and could take a new address for each guess. */
export function networkOf(address: string): string {
  // An IPv4 address as a socket for both families shows it: `::ffff:192.0.2.1`.
  if (!isIPv6(address) || address.includes('.')) return address
  const [head = '', tail = ''] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0')
  return [...before, ...zeros, ...after].slice(0, 4).join(':')
}
