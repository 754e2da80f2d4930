import { describe, expect, test } from 'vitest'
import { makeSlowdown, waitAfter } from '../../src/requests/slow.ts'

const MINUTE = 60_000

/** A clock we set, and a sleep that says how long it was asked for; it ends when told, or at once. */
function world({ endsAtOnce = true } = {}) {
  const clock = { now: 0 }
  const slept: number[] = []
  const waiting: (() => void)[] = []
  const sleep = (ms: number) => {
    slept.push(ms)
    return endsAtOnce ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve))
  }
  const wake = () => waiting.splice(0).forEach((resolve) => resolve())
  return { clock, slept, wake, ...makeSlowdown(() => clock.now, sleep) }
}

describe('wrong guesses', () => {
  test('of the first slips nobody is made to wait, then longer each time, up to eight seconds', async () => {
    const { slept, wrongGuess } = world()
    for (let n = 0; n < 12; n++) await wrongGuess('203.0.113.7')
    expect(slept).toEqual([100, 100, 100, 500, 1000, 2000, 4000, 8000, 8000, 8000, 8000, 8000])
  })

  test('never wait shorter than the one before, however many', () => {
    for (let n = 1; n < 2000; n++) {
      expect(waitAfter(n + 1)).toBeGreaterThanOrEqual(waitAfter(n))
      expect(waitAfter(n)).toBeLessThanOrEqual(8000)
    }
  })

  test('of one address do not slow another', async () => {
    const { slept, wrongGuess } = world()
    for (let n = 0; n < 9; n++) await wrongGuess('203.0.113.7')
    await wrongGuess('203.0.113.8')
    expect(slept.at(-1)).toBe(100)
  })

  test('of one subscriber count together, whichever of his IPv6 addresses they come from', async () => {
    const { slept, wrongGuess } = world()
    for (const end of ['1', '2', 'a:b:c:d', 'ffff:0:0:1'])
      await wrongGuess(`2001:db8:5:7:${end.includes(':') ? end : `:${end}`}`)
    await wrongGuess('2001:db8:5:7::')
    expect(slept.at(-1)).toBe(1000)
    for (const other of ['2001:db8:5:8::1', '2001:db8:5::1', '::1']) await wrongGuess(other)
    expect(slept.slice(-3)).toEqual([100, 100, 100])
  })

  test('are forgotten a quarter of an hour after the last one', async () => {
    const { clock, slept, wrongGuess } = world()
    for (let n = 0; n < 9; n++) await wrongGuess('203.0.113.7')
    clock.now += 15 * MINUTE
    await wrongGuess('203.0.113.7')
    expect(slept.at(-1)).toBe(8000)
    clock.now += 15 * MINUTE + 1
    await wrongGuess('203.0.113.7')
    expect(slept.at(-1)).toBe(100)
  })

  test('are forgotten of each address by itself', async () => {
    const { clock, slept, wrongGuess } = world()
    for (let n = 0; n < 9; n++) await wrongGuess('old')
    clock.now += 10 * MINUTE
    for (let n = 0; n < 9; n++) await wrongGuess('new')
    clock.now += 6 * MINUTE
    await wrongGuess('old')
    await wrongGuess('new')
    expect(slept.slice(-2)).toEqual([100, 8000])
  })

  test('are forgotten although another address keeps guessing', async () => {
    const { clock, slept, wrongGuess } = world()
    await wrongGuess('keeps on')
    for (let n = 0; n < 9; n++) await wrongGuess('gives up')
    clock.now += 10 * MINUTE
    await wrongGuess('keeps on')
    clock.now += 6 * MINUTE
    await wrongGuess('gives up')
    expect(slept.at(-1)).toBe(100)
  })

  test('all wait their time when made at once, and the twenty-first is turned away', async () => {
    const { slept, wake, wrongGuess } = world({ endsAtOnce: false })
    const guesses = Array.from({ length: 20 }, () => wrongGuess('203.0.113.7'))
    await expect(wrongGuess('203.0.113.7')).rejects.toMatchObject({ kind: 'tooMany' })
    expect(slept).toHaveLength(20)
    expect(slept.at(-1)).toBe(8000)
    const other = wrongGuess('203.0.113.8')
    wake()
    await Promise.all([...guesses, other])
    const again = wrongGuess('203.0.113.7')
    expect(slept.at(-1)).toBe(8000)
    wake()
    await again
  })

  test('from countless addresses do not grow the memory without end', async () => {
    const { slept, wrongGuess } = world()
    for (let n = 0; n < 9; n++) await wrongGuess('the first')
    for (let n = 0; n < 10_001; n++) await wrongGuess(`address ${n}`)
    await wrongGuess('the first')
    expect(slept.at(-1)).toBe(100)
  })

  test('a sleep that breaks off still counts as over', async () => {
    const clock = { now: 0 }
    const { wrongGuess } = makeSlowdown(
      () => clock.now,
      () => Promise.reject(new Error('stopped')),
    )
    for (let n = 0; n < 30; n++) await expect(wrongGuess('203.0.113.7')).rejects.toThrow('stopped')
  })
})

test('the slowdown shows nothing of whom it slows', async () => {
  const { wrongGuess, clock: _clock, slept: _slept, wake: _wake, ...rest } = world()
  const result: unknown = await wrongGuess('203.0.113.7')
  expect(result).toBeUndefined()
  expect(rest).toEqual({})
})

test('a subscriber’s whole IPv6 network is one address, two subscribers are two', async () => {
  const { slept, wrongGuess } = world()
  for (let n = 1; n <= 9; n++) await wrongGuess(`2001:db8:0:7::${n}`)
  await wrongGuess('2001:db8:0:7:ffff:1:2:3')
  expect(slept.at(-1)).toBe(8000)
  await wrongGuess('2001:db8:0:8::1')
  await wrongGuess('::ffff:192.0.2.1')
  await wrongGuess('::ffff:192.0.2.2')
  expect(slept.slice(-3)).toEqual([100, 100, 100])
})
