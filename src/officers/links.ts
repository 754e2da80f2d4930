import { UserError } from '../errors.ts'
import type { Statement, Writer } from '../storage/engine.ts'
import type { Audit } from './audit.ts'
import { linkLetters, type Link, type LinkPurpose, type LinkStore } from './link-store.ts'
import type { Officer } from './officer.ts'
import { FIRST, officerOf, type People } from './people.ts'
import type { Known, PeopleStore } from './people-store.ts'
import type { Passwords } from './passwords.ts'
import type { SecondFactor } from './second-factor.ts'
import { normalEmail, type InTurn } from './signing-in.ts'
import type { SessionStore } from './session-store.ts'
import { newToken, tokenHash } from './token.ts'

const HOUR = 3_600_000
/** An invitation may lie over a long holiday; whoever asked for a reset is waiting for it. */
export const LINK_HOURS: Record<LinkPurpose, number> = { invitation: 7 * 24, reset: 24 }
/** It lies on a console and lets anyone become the administrator. */
const FIRST_HOURS = 24

/**
 * `address` is shown to whoever asked, once: only its hash is kept with the accounts. Where it is mailed, the outbox
 * holds it in the clear until the letter has gone, also one that could not be sent; such a letter is taken out when
 * its link is used, replaced or removed, and within the hour after it has run out.
 */
export type Issued = { address: string; until: string; isMailed: boolean }

export type Newcomer = Pick<Officer, 'name' | 'title' | 'email' | 'role' | 'division'>
export type LinkLetter = {
  to: string
  name: string
  purpose: LinkPurpose
  address: string
  until: string
  key: string
  at: string
}

type Parts = {
  store: LinkStore
  people: People
  peopleStore: PeopleStore
  passwords: Passwords
  factor: SecondFactor
  sessionStore: SessionStore
  audit: Audit
  inLine: InTurn
  publicUrl: string
  newId: () => string
  now: () => Date
  /** Undefined without a mail server: the link is handed over by whoever asked for it. */
  letter: ((tx: Writer, letter: LinkLetter) => Statement[]) | undefined
}

/** Somebody with a link that opens. The first administrator says who they are when they use it. */
export type Guest = { link: Link; officer: Officer; isFirst: boolean }

export type Links = ReturnType<typeof makeLinks>

export function makeLinks(parts: Parts) {
  const { store, people, peopleStore, sessionStore, factor, audit } = parts
  const at = () => parts.now().toISOString()

  function issue(
    officer: Pick<Officer, 'id' | 'name' | 'email'>,
    purpose: LinkPurpose,
    by: string | null,
    hours: number,
  ) {
    const token = newToken()
    const createdAt = at()
    const link: Link = {
      id: tokenHash(token),
      officerId: officer.id,
      purpose,
      createdBy: by,
      createdAt,
      expiresAt: new Date(Date.parse(createdAt) + hours * HOUR).toISOString(),
    }
    const address = `${parts.publicUrl}/desk/link/${token}`
    const until = link.expiresAt
    const letter = {
      to: officer.email,
      name: officer.name,
      purpose,
      address,
      until,
      key: `${linkLetters(officer.id)}${link.id}`,
      at: createdAt,
    }
    const isMailed = parts.letter !== undefined && officer.email !== ''
    const write = (tx: Writer) => [
      ...store.replace(tx, link),
      ...(isMailed ? (parts.letter?.(tx, letter) ?? []) : []),
    ]
    return { issued: { address, until, isMailed }, write }
  }

  /** Conflict if somebody has this e-mail already. `by` is null for the operator at the machine. */
  async function invite(
    by: string | null,
    newcomer: Newcomer,
  ): Promise<{ officer: Officer; issued: Issued }> {
    const officer: Officer = {
      ...newcomer,
      email: normalEmail(newcomer.email),
      id: parts.newId(),
      state: 'invited',
      createdAt: at(),
      endedAt: null,
    }
    const { issued, write } = issue(officer, 'invitation', by, LINK_HOURS.invitation)
    const { role, division } = officer
    await audit.record(
      { actor: by, deed: 'officer.invited', subject: officer.id, data: { role, division } },
      (tx) => [peopleStore.add(tx, officer), ...write(tx)],
    )
    people.forget()
    return { officer, issued }
  }

  /**
   * A new link in place of the old ones: to come in for the first time, or to choose a new password. With
   * `dropFactor` the second factor is taken off too, for a phone that is lost; then their sessions end.
   */
  async function renew(by: string | null, officer: Officer, { dropFactor = false } = {}): Promise<Issued> {
    if (officer.state === 'ended') throw new UserError('conflict')
    const purpose = officer.state === 'invited' ? 'invitation' : 'reset'
    const { issued, write } = issue(officer, purpose, by, LINK_HOURS[purpose])
    await audit.record(
      { actor: by, deed: 'officer.linked', subject: officer.id, data: { purpose, dropFactor } },
      (tx) => [
        ...write(tx),
        ...(dropFactor ? [...factor.remove(tx, officer.id), sessionStore.endAll(tx, officer.id, at())] : []),
      ],
    )
    return issued
  }

  /** The link for the first administrator; undefined when there is one. Earlier links to that place stop working. */
  async function first(): Promise<Issued | undefined> {
    if (await hasAdministrator()) return undefined
    const officer: Officer = { ...NOBODY_YET, createdAt: at() }
    const isKnown = (await peopleStore.known(FIRST)) !== undefined
    const { issued, write } = issue(officer, 'invitation', null, FIRST_HOURS)
    await audit.record({ actor: null, deed: 'officer.firstLink', subject: FIRST }, (tx) => [
      ...(isKnown ? [] : [peopleStore.add(tx, officer)]),
      ...write(tx),
    ])
    return issued
  }

  const hasAdministrator = async () => (await people.active()).some(({ role }) => role === 'administrator')

  /** Undefined for a link that opens nothing, whichever way it came to that. */
  async function find(token: string): Promise<Guest | undefined> {
    const link = await store.find(tokenHash(token), at())
    const known: Known | undefined = link && (await peopleStore.known(link.officerId))
    if (!link || !known || known.state === 'ended') return undefined
    const isFirst = known.id === FIRST && known.email === ''
    if (isFirst && (await hasAdministrator())) return undefined
    return { link, officer: officerOf(known), isFirst }
  }

  /**
   * Uses the link up and sets the password. Everybody who was in with the old one is out, and the caller goes through
   * the front door with the new one. `gone` if the link was used meanwhile; Conflict if the first administrator's
   * e-mail is somebody else's.
   */
  async function accept(
    { link, officer, isFirst }: Guest,
    password: string,
    self?: Introduction,
  ): Promise<void> {
    const hash = await parts.inLine(() => parts.passwords.hash(password))
    const { id } = officer
    await audit.record(
      { actor: id, deed: 'officer.accepted', subject: id, data: { purpose: link.purpose } },
      (tx) => [
        ...store.use(tx, link, at()),
        ...(isFirst && self
          ? [peopleStore.introduce(tx, id, { ...self, email: normalEmail(self.email) })]
          : []),
        peopleStore.setPassword(tx, id, hash, at()),
        sessionStore.endAll(tx, id, at()),
      ],
    )
    people.forget()
  }

  return { invite, renew, first, find, accept, waiting: () => store.waiting(at()) }
}

export type Introduction = Pick<Officer, 'name' | 'title' | 'email'>

const NOBODY_YET: Omit<Officer, 'createdAt'> = {
  id: FIRST,
  email: '',
  name: '',
  title: '',
  role: 'administrator',
  division: null,
  state: 'invited',
  endedAt: null,
}
