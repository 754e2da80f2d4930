import { UserError } from '../errors.ts'

/**
 * One piece of work at a time. Names have their turns one after the other, and of one name whoever came first. Throws
 * TooMany where `mostWaiting` of that name wait already.
 */
export function makeTurns(mostWaiting: number) {
  const lines = new Map<string, (() => void)[]>()
  let isBusy = false

  async function inTurn<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    if (isBusy) await turnOf(name)
    else isBusy = true
    try {
      return await work()
    } finally {
      handOn()
    }
  }

  function turnOf(name: string): Promise<void> {
    const line = lines.get(name) ?? []
    if (line.length >= mostWaiting) throw new UserError('tooMany')
    lines.set(name, line)
    return new Promise<void>((go) => line.push(go))
  }

  /** The place is handed on, not given back, so that nobody slips in between; who goes on waiting stands last. */
  function handOn() {
    const [first] = lines
    if (!first) return void (isBusy = false)
    const [name, [next, ...others]] = first
    lines.delete(name)
    if (others.length > 0) lines.set(name, others)
    next?.()
  }

  return inTurn
}
