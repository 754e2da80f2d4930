import { UserError } from '../errors.ts'

/**
 * Runs the work it is given, at most so many at once, the rest in the order in which it came. Throws
 * `tooMany` when more than `mostWaiting` wait: whoever comes then had better come back than wait for minutes.
 */
export function makeQueue(atOnce: number, mostWaiting = Infinity) {
  const waiting: (() => void)[] = []
  let running = 0
  return async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (running >= atOnce && waiting.length >= mostWaiting) throw new UserError('tooMany')
    if (running >= atOnce) await new Promise<void>((go) => waiting.push(go))
    else running += 1
    try {
      return await work()
    } finally {
      // The place is handed on, not given back, so that nobody slips in between.
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
