/** Draws that come out the same for the same seed, so that a demonstration can be shown twice. */
export type Chance = ReturnType<typeof makeChance>

export function makeChance(seed: number) {
  let state = seed >>> 0
  const draw = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  /** A whole number from `low` to `high`, both included. */
  const between = (low: number, high: number) => low + Math.floor(draw() * (high - low + 1))
  const pick = <T>(from: readonly T[]): T => {
    const one = from[between(0, from.length - 1)]
    if (one === undefined) throw new Error('nothing to pick from')
    return one
  }
  /** True in so many of a hundred cases. */
  const percent = (share: number) => draw() * 100 < share
  return { between, pick, percent }
}
