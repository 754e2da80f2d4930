import { base64, digest, utf8 } from '../primitives.ts'
import type { Later } from './later.ts'
import type { MemberVisit } from './visit.ts'

/** A double click gets the answer of its first press. */
const SAME_PRESS_MS = 15_000
/** As long as a sign-in can last. */
const KEPT_MS = 8 * 60 * 60_000

type Press = { at: number; answer?: Promise<unknown> }
export type Presses = ReturnType<typeof makePresses>

/**
 * One press of a button does its deed once, however often the browser sends it. A press is known by the number its page
 * gave it together with all that was typed, so that the same page sent again with other words is another deed.
 */
export function makePresses(now: () => Date, later: Later) {
  const known = new Map<string, Press>()

  /**
   * What the deed came to; `already` when it was done by this very press before. A deed that throws, or of whose answer
   * `isDone` says no, was none.
   */
  async function once<T>(
    visit: MemberVisit,
    deed: () => Promise<T>,
    isDone: (answer: T) => boolean = () => true,
  ): Promise<T | 'already'> {
    forgetOld()
    const name = nameOf(visit)
    if (name === undefined) return deed()
    const before = known.get(name)
    if (before) return before.answer ? (before.answer as Promise<T>) : 'already'
    const answer = deed()
    const press: Press = { at: now().getTime(), answer }
    known.set(name, press)
    // It may show a reporter's name: memory lets go of it also when nobody comes back.
    later(SAME_PRESS_MS, () => delete press.answer)
    const forget = () => known.delete(name)
    answer.then((made) => isDone(made) || forget(), forget)
    return answer
  }

  function forgetOld() {
    const at = now().getTime()
    for (const [name, press] of known) {
      if (at - press.at > SAME_PRESS_MS) delete press.answer
      if (at - press.at > KEPT_MS) known.delete(name)
    }
  }

  return { once }
}

/** A digest: nothing of what was typed is kept. */
function nameOf({ body, member, request }: MemberVisit): string | undefined {
  const number = body['press']
  if (typeof number !== 'string' || number === '') return undefined
  const said = [member.id, request.url, JSON.stringify(body)]
  return base64(digest('press', said.map(utf8), null, 16))
}
