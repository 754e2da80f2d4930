import { conflict, UserError } from '../errors.ts'
import type { Statement, Writer } from '../storage/engine.ts'
import type { Audit, Told } from './audit.ts'
import { needsSecondFactor, type Officer } from './officer.ts'
import type { LinkStore } from './link-store.ts'
import type { Passwords } from './passwords.ts'
import type { People } from './people.ts'
import type { PeopleStore } from './people-store.ts'
import type { SecondFactor } from './second-factor.ts'
import type { Begun, Sessions } from './sessions.ts'
import type { Session, SessionStore } from './session-store.ts'
import type { InTurn } from './signing-in.ts'

type Parts = {
  people: People
  peopleStore: PeopleStore
  passwords: Passwords
  factor: SecondFactor
  sessions: Sessions
  sessionStore: SessionStore
  linkStore: LinkStore
  audit: Audit
  inLine: InTurn
  slow: (name: string) => Promise<void>
  now: () => Date
}

export type Accounts = ReturnType<typeof makeAccounts>

/** What an officer does with their own account. Whatever changes how they get in gives them a new session. */
export function makeAccounts(parts: Parts) {
  const { people, peopleStore, passwords, factor, sessions, sessionStore, linkStore, audit } = parts
  const at = () => parts.now().toISOString()

  /**
   * Whether the one at the screen still knows the password. A wrong one is told and slowed: an unlocked screen is
   * not to become a place to guess at.
   */
  async function proves({ id }: Officer, password: string): Promise<boolean> {
    const known = await peopleStore.known(id)
    const isRight = await parts.inLine(() => passwords.matches(known?.passwordHash ?? null, password))
    if (isRight) return true
    await audit.record({ actor: id, deed: 'password.refused', subject: id })
    await parts.slow(`account page ${id}`)
    return false
  }

  /** The write, told, with a new session in place of the one it was done in. */
  async function withNewSession(
    told: Told & { actor: string },
    session: Session,
    write: (tx: Writer) => Statement[],
    { endOthers }: { endOthers: boolean },
  ): Promise<Begun> {
    const begun = sessions.begin(told.actor, session.device)
    await audit.record(told, (tx) => [
      ...write(tx),
      endOthers
        ? sessionStore.endAll(tx, told.actor, at())
        : sessionStore.end(tx, told.actor, session.id, at()),
      ...begun.write(tx),
    ])
    return begun
  }

  return {
    proves,

    async rename({ id }: Officer, name: string): Promise<void> {
      await audit.record({ actor: id, deed: 'officer.renamed', subject: id }, (tx) => [
        peopleStore.change(tx, id, { name }),
      ])
      people.forget()
    },

    /** Everybody who was in with the old password is out, this browser aside; a link to a new one opens nothing. */
    async changePassword({ id }: Officer, session: Session, password: string): Promise<Begun> {
      const hash = await parts.inLine(() => passwords.hash(password))
      const write = (tx: Writer) => [
        peopleStore.setPassword(tx, id, hash, at()),
        ...linkStore.removeAll(tx, id),
      ]
      return withNewSession({ actor: id, deed: 'password.changed', subject: id }, session, write, {
        endOthers: true,
      })
    },

    /** Undefined for a wrong code; else the recovery codes, shown this once. */
    async turnOnFactor({ id }: Officer, session: Session, secret: string, code: string) {
      const accepted = factor.accept(id, secret, code)
      if (!accepted) return undefined
      const told = { actor: id, deed: 'factor.on', subject: id }
      const begun = await withNewSession(told, session, accepted.write, { endOthers: true })
      return { codes: accepted.codes, begun }
    },

    /** `forbidden` for whoever must have one. */
    async turnOffFactor(officer: Officer, session: Session): Promise<Begun> {
      if (needsSecondFactor(officer)) throw new UserError('forbidden')
      const { id } = officer
      const write = (tx: Writer) => factor.remove(tx, id)
      return withNewSession({ actor: id, deed: 'factor.off', subject: id }, session, write, {
        endOthers: false,
      })
    },

    /** The codes before stop working. Conflict without a second factor. */
    async renewCodes({ id }: Officer): Promise<string[]> {
      if ((await peopleStore.known(id))?.totpSecret == null) throw conflict()
      const renewed = factor.renewCodes(id)
      await audit.record({ actor: id, deed: 'factor.codes', subject: id }, renewed.write)
      return renewed.codes
    },
  }
}
