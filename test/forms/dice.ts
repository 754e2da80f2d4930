import fc from 'fast-check'

/**
 * Choices drawn from a tape of numbers. Past its end, and for every 0 on it, the first and simplest choice
 * is made, so that a failing case can shrink to one a person can read.
 */
export type Dice = {
  below: (n: number) => number
  between: (low: number, high: number) => number
  chance: (share: number) => boolean
  pick: <T>(list: readonly [T, ...T[]]) => T
}

const MOST = 0xffff

export const tapes = fc.noBias(
  fc.array(fc.nat({ max: MOST }), { minLength: 300, maxLength: 800, size: 'max' }),
)

export function diceOf(tape: number[]): Dice {
  let at = 0
  const draw = () => tape[at++] ?? 0
  const below = (n: number) => Math.floor((draw() / (MOST + 1)) * n)
  return {
    below,
    between: (low, high) => low + below(high - low + 1),
    chance: (share) => draw() > MOST * (1 - share),
    pick: (list) => list[below(list.length)] ?? list[0],
  }
}
