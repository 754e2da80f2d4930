import { invalid, notFound } from '../errors.ts'
import {
  enrol,
  invitationHash,
  openWithPassphrase,
  openWithRecovery,
  PASSPHRASE_LENGTH,
  passphraseProblem,
  totpStepOf,
  type MemberRow,
  type PassphraseProblem,
} from './members.ts'
import type { Ground } from './parts.ts'
import { base64, fromBase64, type KeyPair } from './primitives.ts'
import { fingerprint } from './roster-signature.ts'
import { makeSessions, MEMBER_LIMITS } from './session.ts'
import { makeStrangers } from './strangers.ts'
import { makeWrongCodes } from './wrong-codes.ts'

/** A member for one request. `cookie` is theirs, for what the session remembers. */
export type Member = { id: string; name: string; pair: KeyPair; cookie: string }

/** Keys made but not yet confirmed with a code of the telephone. Shown once. */
export type Begun =
  | { kind: 'begun'; ticket: string; totpUri: string; recoveryCode: string; fingerprint: string }
  | { kind: 'passphrase'; problem: PassphraseProblem }
  /** Unknown, used or expired invitation; wrong name, code or passphrase: one answer. */
  | { kind: 'unknown' }

type Kept = {
  id: string
  name: string
  publicKey: string
  privateKey: string
  /** Of the locks they signed in with: new locks are another sign-in's. */
  salt: string
  slots: Record<string, number>
  /** Ids of reports of which the member said in this session that they have no part in them. */
  declared: string[]
  /** Wrong codes that came with the right passphrase between the sign-in before and this one. */
  wrongCodes?: number
}
type Waiting = {
  row: Record<keyof MemberRow, string | number>
  pair: Pair
  invitation?: string
  left: number
}
type Pair = { publicKey: string; privateKey: string }

export const TICKET_LIMITS = { idleMinutes: 15, longestMinutes: 30 }
/** Wrong codes until a ticket is void. */
const CODE_TRIES = 10

type SignInParts = Pick<Ground, 'store' | 'kdf' | 'deeds' | 'now' | 'day' | 'pause' | 'ownWords'>

/** How members come in: by invitation, by passphrase and code, by the recovery code. */
export function makeSignIn({ store, kdf, deeds, now, day, pause, ownWords }: SignInParts) {
  const strangers = makeStrangers(pause)
  const wrongCodes = makeWrongCodes({ pause, now, deeds })
  const sessions = makeSessions<Kept>(now, MEMBER_LIMITS)
  const tickets = makeSessions<Waiting>(now, TICKET_LIMITS)

  /**
   * The cookie; undefined for a wrong name, passphrase or code, and for a code used before. Throws TooMany where too many
   * of that name wait already; nobody is ever locked out.
   */
  async function signIn(typed: {
    id: string
    passphrase: string
    code: string
  }): Promise<string | undefined> {
    if (isOverlong(typed.passphrase)) return undefined
    const began = now()
    const row = await store.member(typed.id.trim().toLowerCase())
    if (!row) return strangers.wait().then(() => undefined)
    const pair = await openWithPassphrase(kdf, row, typed.passphrase)
    strangers.took(now().getTime() - began.getTime())
    // Waiting for a turn must not make a code too old that was right when it was typed.
    const step = pair && (await wrongCodes.slowed(row, () => stepOf(row, pair, typed.code, began)))
    if (!pair || typeof step !== 'number') return undefined
    // Two at once with one code: the second has no row to change.
    const isFirst = await store.useCode(row.id, step).then(
      () => true,
      () => false,
    )
    if (!isFirst) return undefined
    await deeds.record({ who: row.id, what: 'signedIn' })
    return beginToldOf(wrongCodes.end(row), begin(row, pair))
  }

  function beginToldOf(wrong: number, cookie: string): string {
    const kept = sessions.find(cookie)
    if (kept && wrong > 0) sessions.change(cookie, { ...kept, wrongCodes: wrong })
    return cookie
  }

  function begin({ id, name, salt }: MemberRow, pair: KeyPair): string {
    const locks = { ...textPair(pair), salt: base64(salt) }
    return sessions.begin(id, { id, name, ...locks, slots: {}, declared: [] })
  }

  /** Another process may have taken the member away, or changed their locks, while they were signed in here. */
  async function who(cookie: string | undefined): Promise<Member | undefined> {
    const kept = sessions.find(cookie)
    if (!kept || !cookie) return undefined
    const row = await store.member(kept.id)
    if (!row || base64(row.publicKey) !== kept.publicKey || base64(row.salt) !== kept.salt) {
      sessions.end(cookie)
      return undefined
    }
    return { id: kept.id, name: kept.name, pair: pairOf(kept), cookie }
  }

  /** Which reports' grants the member's key fitted, by the grants' digest; -1 where none did. */
  function slots(member: Member): Record<string, number> {
    return sessions.find(member.cookie)?.slots ?? {}
  }

  function rememberSlots({ cookie }: Member, found: Record<string, number>): void {
    const kept = sessions.find(cookie)
    if (kept) sessions.change(cookie, { ...kept, slots: found })
  }

  function hasDeclared({ cookie }: Member, reportId: string): boolean {
    return sessions.find(cookie)?.declared.includes(reportId) ?? false
  }

  function rememberDeclared({ cookie }: Member, reportId: string): void {
    const kept = sessions.find(cookie)
    if (kept) sessions.change(cookie, { ...kept, declared: [...kept.declared, reportId] })
  }

  async function join(invitation: string, passphrase: string): Promise<Begun> {
    const hash = invitationHash(invitation)
    const invited = await store.invitation(hash)
    if (!invited || invited.expiresOn < day()) return { kind: 'unknown' }
    const who = { id: invited.memberId, name: invited.name }
    return beginLock(who, passphrase, undefined, base64(hash))
  }

  /** The same keys under a new passphrase and new codes, for who has the recovery code. The old ones end with it. */
  async function recover(id: string, recoveryCode: string, passphrase: string): Promise<Begun> {
    const row = await store.member(id.trim().toLowerCase())
    const pair = row && openWithRecovery(row, recoveryCode)
    return row && pair ? beginLock(row, passphrase, pair) : { kind: 'unknown' }
  }

  /** For who is signed in and knows the present passphrase. */
  async function changePassphrase(member: Member, present: string, passphrase: string): Promise<Begun> {
    const row = await store.member(member.id)
    const pair = await openWithPassphrase(kdf, row, present)
    return row && pair ? beginLock(row, passphrase, pair) : { kind: 'unknown' }
  }

  async function beginLock(
    who: { id: string; name: string },
    passphrase: string,
    had?: KeyPair,
    invitation?: string,
  ): Promise<Begun> {
    const problem = passphraseProblem(passphrase, [...ownWords, who.id, who.name])
    if (problem) return { kind: 'passphrase', problem }
    const { row, pair, recoveryCode, totpUri } = await enrol(
      kdf,
      { id: who.id, name: who.name },
      passphrase,
      had,
    )
    const waiting: Waiting = {
      row: textRow(row),
      pair: textPair(pair),
      left: CODE_TRIES,
      ...(invitation && { invitation }),
    }
    const ticket = tickets.begin(who.id, waiting)
    return { kind: 'begun', ticket, totpUri, recoveryCode, fingerprint: fingerprint(base64(pair.publicKey)) }
  }

  /**
   * The first code of the telephone makes the new locks hold, and signs in. `wrongCode` can be tried again. `waits`: who
   * has keys keeps them until a roster with the new ones is installed. NotFound for a ticket that has run out, or an
   * invitation that was used or is void; Conflict if the keys are others by now.
   */
  async function confirm(ticket: string, code: string): Promise<{ cookie: string } | 'wrongCode' | 'waits'> {
    const waiting = tickets.find(ticket)
    if (!waiting || waiting.left <= 0) throw notFound()
    const [row, pair] = [rowOf(waiting.row), pairOf(waiting.pair)]
    const step = totpStepOf(row, pair, code, now())
    if (step === undefined) {
      tickets.change(ticket, { ...waiting, left: waiting.left - 1 })
      return 'wrongCode'
    }
    const locked = { ...row, totpStep: step }
    const doesWait = await lock(locked, waiting.invitation)
    tickets.end(ticket)
    if (!doesWait) sessions.endAllOf(row.id)
    await deeds.record({ who: row.id, what: waiting.invitation ? 'joined' : 'recovered' })
    return doesWait ? 'waits' : { cookie: begin(row, pair) }
  }

  /** Whether the new locks have to wait for a roster. */
  async function lock(row: MemberRow, invitation?: string): Promise<boolean> {
    if (!invitation) await store.relock(row)
    else if (await store.member(row.id)) {
      await store.joinAgain(row, fromBase64(invitation))
      return true
    } else await store.join(row, fromBase64(invitation))
    return false
  }

  return {
    signIn,
    /** How many wrong codes came with the right passphrase before this sign-in, since the one before it. */
    wrongCodesOf: (cookie: string | undefined): number => sessions.find(cookie)?.wrongCodes ?? 0,
    who,
    leave: sessions.end,
    endAllOf: sessions.endAllOf,
    slots,
    rememberSlots,
    hasDeclared,
    rememberDeclared,
    join,
    recover,
    changePassphrase,
    confirm,
  }
}

export type SignIn = ReturnType<typeof makeSignIn>

/** No member has such a passphrase, and its work would be as dear as its length. */
function isOverlong(passphrase: string): boolean {
  return [...passphrase.normalize('NFC')].length > PASSPHRASE_LENGTH.most
}

/** A code that was right and is used is no guess: a page sent twice. */
function stepOf(row: MemberRow, pair: KeyPair, code: string, at: Date): number | 'used' | undefined {
  const step = totpStepOf(row, pair, code, at)
  if (step !== undefined) return step
  return totpStepOf({ ...row, totpStep: 0 }, pair, code, at) === undefined ? undefined : 'used'
}

/** Who else acts in the log; a member of that name could not be told from them. */
const NOT_MEMBERS = ['operator', 'sala', 'escrow', 'lead']

/** A member's sign-in name: small Latin letters, digits and dashes. Throws Invalid. */
export function checkedId(id: string): string {
  const plain = id.trim().toLowerCase()
  if (!/^[a-z][a-z0-9-]{1,30}$/.test(plain) || NOT_MEMBERS.includes(plain)) throw invalid()
  return plain
}

const BYTES = ['publicKey', 'salt', 'byPassphrase', 'byRecovery', 'totp'] as const

function textRow(row: MemberRow): Waiting['row'] {
  const bytes = Object.fromEntries(BYTES.map((name) => [name, base64(row[name])]))
  return { ...row, ...bytes } as unknown as Waiting['row']
}

function rowOf(row: Waiting['row']): MemberRow {
  const bytes = Object.fromEntries(BYTES.map((name) => [name, fromBase64(String(row[name]))]))
  return { ...row, ...bytes } as unknown as MemberRow
}

const textPair = ({ publicKey, privateKey }: KeyPair): Pair => ({
  publicKey: base64(publicKey),
  privateKey: base64(privateKey),
})
const pairOf = ({ publicKey, privateKey }: Pair): KeyPair => ({
  publicKey: fromBase64(publicKey),
  privateKey: fromBase64(privateKey),
})
