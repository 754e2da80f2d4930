import { base64, digest, fromBase64, isSame, random, utf8, type Bytes } from './primitives.ts'

/** A form younger was filled in by a program; one older is given a new number, with everything typed kept. */
export const NONCE_AGE = { leastMs: 4_000, mostMs: 24 * 3_600_000 }
/** A second press of the button gets the answer of the first for so long, and no longer: the answer shows a receipt. */
const SAME_ANSWER_MS = 15_000

export type NonceProblem = 'forged' | 'tooSoon' | 'expired' | 'used'
type Use<Answer> = { at: number; body: string; answer: Promise<Answer> | undefined }

/**
 * Numbers that a form carries: signed, good once, and not before a person could have filled it in. The key is
 * made anew at each start; a form from before a restart is `expired` or `forged` and is simply shown again.
 */
export function makeNonces<Answer>(now: () => Date) {
  const key = random(32)
  const used = new Map<string, Use<Answer>>()

  function issue(): string {
    const body = `${now().getTime()}.${base64(random(12))}`
    return `${body}.${base64(mark(key, body))}`
  }

  function problemOf(nonce: string): NonceProblem | undefined {
    const [time = '', chance = '', signature = ''] = nonce.split('.')
    if (!isSame(fromBase64(signature), mark(key, `${time}.${chance}`))) return 'forged'
    const age = now().getTime() - Number(time)
    if (age < NONCE_AGE.leastMs) return 'tooSoon'
    return age > NONCE_AGE.mostMs ? 'expired' : undefined
  }

  /**
   * Does the work once for a number. Two presses of one button share the answer; the same number with other words,
   * or later, is `used`. When the work throws, the number is good again.
   */
  async function once(
    nonce: string,
    body: Bytes,
    work: () => Promise<Answer>,
  ): Promise<Answer | NonceProblem> {
    const problem = problemOf(nonce)
    if (problem) return problem
    forgetOld()
    const [name, said] = [base64(digest('nonce', [utf8(nonce)])), base64(digest('nonce body', [body]))]
    const before = used.get(name)
    if (before) return (isSamePress(before, said) ? before.answer : undefined) ?? 'used'
    const use: Use<Answer> = { at: now().getTime(), body: said, answer: work() }
    used.set(name, use)
    try {
      return await (use.answer as Promise<Answer>)
    } catch (error) {
      used.delete(name)
      throw error
    } finally {
      // Memory is not to hold a receipt for longer than that either.
      setTimeout(() => (use.answer = undefined), SAME_ANSWER_MS).unref()
    }
  }

  function isSamePress({ at, body }: Use<Answer>, said: string): boolean {
    return body === said && now().getTime() - at <= SAME_ANSWER_MS
  }

  function forgetOld() {
    const before = now().getTime() - NONCE_AGE.mostMs
    for (const [name, { at }] of used) {
      // In the order of their use: what follows is younger.
      if (at >= before) break
      used.delete(name)
    }
  }

  return { issue, once, problemOf }
}

export type Nonces<Answer> = ReturnType<typeof makeNonces<Answer>>

const mark = (key: Bytes, body: string): Bytes => digest('form', [utf8(body)], key, 16)
export const bodyOf = (value: unknown): Bytes => utf8(JSON.stringify(value))
