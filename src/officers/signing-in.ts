import { UserError } from '../errors.ts'
import type { Audit } from './audit.ts'
import type { Devices } from './devices.ts'
import { seal, unseal } from './keys.ts'
import type { Passwords } from './passwords.ts'
import type { Known, PeopleStore } from './people-store.ts'
import type { SecondFactor, Taken } from './second-factor.ts'
import type { Sessions } from './sessions.ts'

/** Who knocks: where from, with which browser, and what it kept from earlier. */
export type Visitor = { address: string; device: string; marks: string; before?: string }

export type Entry =
  | { outcome: 'wrong' | 'over' | 'blocked' }
  /** The password was right; `pending` says so to the page that asks for the code. */
  | { outcome: 'code'; pending: string }
  | { outcome: 'in'; officerId: string; token: string; marks: string }

export type InTurn = <Result>(work: () => Promise<Result>) => Promise<Result>

type Parts = {
  people: PeopleStore
  passwords: Passwords
  factor: SecondFactor
  sessions: Sessions
  devices: Devices
  audit: Audit
  key: Buffer
  now: () => Date
  /** Waits longer after each wrong guess under one name; `tooMany` when too many wait. */
  slow: (name: string) => Promise<void>
  /** Two lines for the costly look at a password, so that strangers never stand before those who work here. */
  lines: { known: InTurn; strangers: InTurn }
  /** A line of its own for one account's codes: one at a time, `tooMany` when more than a few wait. */
  newCodeLine: () => InTurn
  /** One subscriber's addresses are one. */
  networkOf: (address: string) => string
}

/** Milliseconds that a right password waits for its code. */
const PENDING_MS = 10 * 60_000
/** Wrong codes an hour from browsers that are not theirs: whoever guesses on has learnt the password. */
export const MOST_WRONG_CODES = 20
const HOUR = 3_600_000
/** Passwords of one network's strangers that are looked at or waited over at once. */
const MOST_OF_A_NETWORK = 20

export type SigningIn = ReturnType<typeof makeSigningIn>

export function makeSigningIn(parts: Parts) {
  const { people, passwords, factor, sessions, devices, audit, key, now } = parts
  const inHand = makeCrowd(MOST_OF_A_NETWORK)
  /** By officer's id: as many as there are officers with a second factor. */
  const codeLines = new Map<string, InTurn>()

  /**
   * `wrong` for a wrong password and for somebody who is not there alike, after the same work. A right password never
   * waits for others' wrong ones. `tooMany` when one network tries too many at once.
   */
  async function byPassword(visitor: Visitor, typed: { email: string; password: string }): Promise<Entry> {
    const known = await people.knownByEmail(normalEmail(typed.email))
    const mark = known && devices.markOf(known.id, visitor.marks)
    const line = mark === undefined ? parts.lines.strangers : parts.lines.known
    const stored = known?.state === 'active' ? known.passwordHash : null
    const look = async (): Promise<Entry> => {
      const isRight = await line(() => passwords.matches(stored, typed.password))
      if (known && isRight) return passwordWasRight(visitor, known, typed.password)
      await audit.record({ actor: null, deed: 'session.refused', ...(known && { subject: known.id }) })
      await waitFor(visitor, normalEmail(typed.email), mark)
      return { outcome: 'wrong' }
    }
    return mark === undefined ? inHand(parts.networkOf(visitor.address), look) : look()
  }

  async function passwordWasRight(visitor: Visitor, known: Known, password: string): Promise<Entry> {
    const renewed = await renewedHash(known, password)
    return goOn(visitor, known, 'password', renewed)
  }

  /** In, or on to the code where they have a second factor. */
  async function goOn(visitor: Visitor, known: Known, by: string, renewed?: string): Promise<Entry> {
    if (known.totpSecret === null) return letIn(visitor, known, { by, write: () => [] }, renewed)
    await audit.record({ actor: known.id, deed: 'session.password', subject: known.id })
    const until = now().getTime() + PENDING_MS
    const words = JSON.stringify({ id: known.id, passwordAt: known.passwordAt, until })
    return { outcome: 'code', pending: seal(key, 'password was right', words) }
  }

  /** A password made at an older cost is hashed anew while it is at hand; nothing else changes. */
  async function renewedHash({ passwordHash }: Known, password: string): Promise<string | undefined> {
    if (passwordHash === null || !passwords.isOutdated(passwordHash)) return undefined
    return parts.lines.known(() => passwords.hash(password))
  }

  /** Whoever has just chosen a password with their link. */
  async function byLink(visitor: Visitor, officerId: string): Promise<Entry> {
    const known = await people.known(officerId)
    return known?.state === 'active' ? goOn(visitor, known, 'link') : { outcome: 'over' }
  }

  /**
   * `over` when the password has waited too long or was changed; `blocked` after too many wrong codes. `tooMany` when
   * unknown browsers send codes for one account faster than they are judged.
   */
  async function byCode(visitor: Visitor, pending: string, typed: string): Promise<Entry> {
    const known = await openPending(pending)
    if (!known) return { outcome: 'over' }
    const mark = devices.markOf(known.id, visitor.marks)
    const taken = factor.check(known, typed)
    const judge = () => judged(visitor, known, taken)
    // A recovery code cannot be guessed: with one, its owner comes in however many others try.
    const isCounted = mark === undefined && taken?.by !== 'recovery'
    const entry = await (isCounted ? codeLineOf(known.id)(() => unlessGuessed(known.id, judge)) : judge())
    if (entry.outcome === 'wrong') await waitFor(visitor, known.email, mark)
    return entry
  }

  /** A wrong code is in the book before this answers: the next one in the line counts it. */
  async function judged(visitor: Visitor, known: Known, taken: Taken | undefined): Promise<Entry> {
    const entry = taken && (await letInOnce(visitor, known, taken))
    if (entry) return entry
    await audit.record({ actor: null, deed: 'session.codeRefused', subject: known.id })
    return { outcome: 'wrong' }
  }

  /** Counted and judged in one go: each further process that serves the portal may judge one more at most. */
  const unlessGuessed = async (id: string, judge: () => Promise<Entry>): Promise<Entry> =>
    (await isGuessed(id)) ? { outcome: 'blocked' } : judge()

  function codeLineOf(id: string): InTurn {
    const line = codeLines.get(id) ?? parts.newCodeLine()
    codeLines.set(id, line)
    return line
  }

  async function openPending(pending: string): Promise<Known | undefined> {
    const words = unseal(key, 'password was right', pending)
    if (words === undefined) return undefined
    const { id, passwordAt, until } = JSON.parse(words) as { id: string; passwordAt: string; until: number }
    const known = await people.known(id)
    const isStill = known?.state === 'active' && known.passwordAt === passwordAt && known.totpSecret !== null
    return isStill && now().getTime() < until ? known : undefined
  }

  const isGuessed = async (id: string) =>
    (await audit.count('session.codeRefused', id, new Date(now().getTime() - HOUR).toISOString())) >=
    MOST_WRONG_CODES

  async function letInOnce(visitor: Visitor, known: Known, taken: Taken): Promise<Entry | undefined> {
    try {
      return await letIn(visitor, known, taken)
    } catch (error) {
      // The code was used before, or the recovery code is none of theirs.
      if (error instanceof UserError && error.kind === 'conflict') return undefined
      throw error
    }
  }

  /** A session of its own, whatever the browser brought; the one it had before is over. */
  async function letIn(
    visitor: Visitor,
    known: Known,
    taken: Omit<Taken, 'by'> & { by: string },
    renewed?: string,
  ): Promise<Entry> {
    const begun = sessions.begin(known.id, visitor.device)
    const { id, passwordHash } = known
    await audit.record({ actor: id, deed: 'session.began', subject: id, data: { by: taken.by } }, (tx) => [
      ...taken.write(tx),
      people.stillProven(tx, id, passwordHash ?? '', renewed),
      ...begun.write(tx),
      ...(visitor.before === undefined ? [] : [sessions.drop(tx, visitor.before)]),
    ])
    return { outcome: 'in', officerId: id, token: begun.token, marks: devices.marked(id, visitor.marks) }
  }

  /** The owner's own browser counts by itself; everybody else by network and by account. */
  async function waitFor({ address }: Visitor, email: string, mark: string | undefined): Promise<void> {
    if (mark !== undefined) return parts.slow(`browser ${mark}`)
    await Promise.all([parts.slow(address), parts.slow(`account ${email}`)])
  }

  return { byPassword, byCode, byLink }
}

export const normalEmail = (typed: string) => typed.normalize('NFKC').trim().toLowerCase()

/** Lets so many of one name in at once; `tooMany` for the next. */
function makeCrowd(most: number) {
  const inside = new Map<string, number>()
  return async function within<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const count = inside.get(name) ?? 0
    if (count >= most) throw new UserError('tooMany')
    inside.set(name, count + 1)
    try {
      return await work()
    } finally {
      const left = (inside.get(name) ?? 1) - 1
      if (left === 0) inside.delete(name)
      else inside.set(name, left)
    }
  }
}
