import {
  base64,
  decrypt,
  digest,
  encrypt,
  fromBase64,
  random,
  textOf,
  utf8,
  type Bytes,
} from './primitives.ts'

const MINUTE = 60_000

export type SessionLimits = { idleMinutes: number; longestMinutes: number }
export const REPORTER_LIMITS: SessionLimits = { idleMinutes: 20, longestMinutes: 120 }
export const MEMBER_LIMITS: SessionLimits = { idleMinutes: 15, longestMinutes: 480 }

type Kept = { owner: string; sealed: Bytes; began: number; seen: number }

export type Sessions<Value> = ReturnType<typeof makeSessions<Value>>

/**
 * Who is signed in, in memory only: a restart signs everyone out. The cookie holds 32 random bytes; what memory
 * holds is sealed under them, so that between two requests it opens nothing.
 */
export function makeSessions<Value>(now: () => Date, limits: SessionLimits) {
  const kept = new Map<string, Kept>()

  function begin(owner: string, value: Value): string {
    forgetOld()
    const secret = random(32)
    const at = now().getTime()
    kept.set(nameOf(secret), { owner, sealed: seal(secret, value), began: at, seen: at })
    return base64(secret)
  }

  /** Undefined when there is none, or it has been idle or open for too long; being asked keeps it awake. */
  function find(cookie: string | undefined): Value | undefined {
    const secret = fromBase64(cookie ?? '')
    const session = kept.get(nameOf(secret))
    if (!session) return undefined
    if (!isAwake(session)) {
      kept.delete(nameOf(secret))
      return undefined
    }
    session.seen = now().getTime()
    const opened = decrypt(keyOf(secret), session.sealed, NO_CONTEXT)
    return opened && (JSON.parse(textOf(opened)) as Value)
  }

  function change(cookie: string, value: Value): void {
    const secret = fromBase64(cookie)
    const session = kept.get(nameOf(secret))
    if (session) session.sealed = seal(secret, value)
  }

  function isAwake({ began, seen }: Kept): boolean {
    const at = now().getTime()
    return at - seen < limits.idleMinutes * MINUTE && at - began < limits.longestMinutes * MINUTE
  }

  function forgetOld() {
    for (const [name, session] of kept) if (!isAwake(session)) kept.delete(name)
  }

  return {
    begin,
    find,
    change,
    end: (cookie: string | undefined): void => void kept.delete(nameOf(fromBase64(cookie ?? ''))),
    /** All of one person's, wherever they are signed in. */
    endAllOf: (owner: string): void => {
      for (const [name, session] of kept) if (session.owner === owner) kept.delete(name)
    },
  }
}

const NO_CONTEXT = new Uint8Array()
const nameOf = (secret: Bytes): string => base64(digest('session name', [secret]))
const keyOf = (secret: Bytes): Bytes => digest('session key', [secret])
const seal = (secret: Bytes, value: unknown): Bytes =>
  encrypt(keyOf(secret), utf8(JSON.stringify(value)), NO_CONTEXT)
