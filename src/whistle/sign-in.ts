import { invalid, notFound } from '../errors.ts'
import {
  enrol,
  invitationHash,
  openWithPassphrase,
  openWithRecovery,
  passphraseProblem,
  totpStepOf,
  type MemberRow,
  type PassphraseProblem,
} from './members.ts'
import type { Ground } from './parts.ts'
import { base64, fromBase64, type KeyPair } from './primitives.ts'
import { fingerprint } from './roster-signature.ts'
import { makeSessions, MEMBER_LIMITS } from './session.ts'

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
  slots: Record<string, number>
  /** Ids of reports of which the member said in this session that they have no part in them. */
  declared: string[]
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

/** How members come in: by invitation, by passphrase and code, by the recovery code. */
export function makeSignIn({ store, kdf, deeds, now, day }: Ground) {
  const sessions = makeSessions<Kept>(now, MEMBER_LIMITS)
  const tickets = makeSessions<Waiting>(now, TICKET_LIMITS)

  /** The cookie; undefined for a wrong name, passphrase or code, and for a code used before. Nobody is ever locked out. */
  async function signIn(typed: {
    id: string
    passphrase: string
    code: string
  }): Promise<string | undefined> {
    const row = await store.member(typed.id.trim().toLowerCase())
    const pair = await openWithPassphrase(kdf, row, typed.passphrase)
    const step = row && pair && totpStepOf(row, pair, typed.code, now())
    if (!row || !pair || step === undefined) return undefined
    // Two at once with one code: the second has no row to change.
    const isFirst = await store.useCode(row.id, step).then(
      () => true,
      () => false,
    )
    if (!isFirst) return undefined
    await deeds.record({ who: row.id, what: 'signedIn' })
    return begin(row, pair)
  }

  function begin({ id, name }: { id: string; name: string }, pair: KeyPair): string {
    return sessions.begin(id, { id, name, ...textPair(pair), slots: {}, declared: [] })
  }

  /** The operator's tool may have taken the member away while they were signed in here. */
  async function who(cookie: string | undefined): Promise<Member | undefined> {
    const kept = sessions.find(cookie)
    if (!kept || !cookie) return undefined
    const row = await store.member(kept.id)
    if (!row || base64(row.publicKey) !== kept.publicKey) {
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
    const problem = passphraseProblem(passphrase)
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
   * The first code of the telephone makes the new locks hold, and signs in. `wrongCode` can be tried again. NotFound
   * for a ticket that has run out, or an invitation somebody else has used.
   */
  async function confirm(ticket: string, code: string): Promise<{ cookie: string } | 'wrongCode'> {
    const waiting = tickets.find(ticket)
    if (!waiting || waiting.left <= 0) throw notFound()
    const [row, pair] = [rowOf(waiting.row), pairOf(waiting.pair)]
    const step = totpStepOf(row, pair, code, now())
    if (step === undefined) {
      tickets.change(ticket, { ...waiting, left: waiting.left - 1 })
      return 'wrongCode'
    }
    const locked = { ...row, totpStep: step }
    if (waiting.invitation) await store.join(locked, fromBase64(waiting.invitation))
    else await store.relock(locked)
    tickets.end(ticket)
    sessions.endAllOf(row.id)
    await deeds.record({ who: row.id, what: waiting.invitation ? 'joined' : 'recovered' })
    return { cookie: begin(row, pair) }
  }

  return {
    signIn,
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
