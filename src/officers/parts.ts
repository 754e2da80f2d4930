import { randomUUID } from 'node:crypto'
import type { Text } from '../i18n/text.ts'
import type { Engine, Statement, Writer } from '../storage/engine.ts'
import { makeAccounts } from './accounts.ts'
import { makeAudit } from './audit.ts'
import { makeAuditStore } from './audit-store.ts'
import { makeDevices } from './devices.ts'
import { makeFactorStore } from './factor-store.ts'
import { keyFor } from './keys.ts'
import { makeLinkStore } from './link-store.ts'
import { makeLinks, type LinkLetter } from './links.ts'
import type { Officer } from './officer.ts'
import { makePasswords, type PasswordCost } from './passwords.ts'
import { makePeople } from './people.ts'
import { makePeopleStore } from './people-store.ts'
import { makeSecondFactor } from './second-factor.ts'
import { makeSessions } from './sessions.ts'
import { makeSessionStore } from './session-store.ts'
import { makeSigningIn, type InTurn } from './signing-in.ts'
import { makeStaffing } from './staffing.ts'

export type OfficersParts = {
  engine: Engine
  /** The server's key. */
  secret: Buffer
  municipality: Text
  /** What anybody here would try first as a password, beside the municipality's name. */
  placeNames: string[]
  /** The site's own address, without a path. */
  publicUrl: string
  /** With `endedAt` nobody can be put into it any more. */
  divisions: () => Promise<readonly { id: string; name: Text; endedAt?: string }[]>
  /** Every service in any state: the book names them by their ids. */
  services?: () => Promise<readonly { id: string; name: Text }[]>
  /** Waits longer after each wrong guess under one name. */
  slow: (name: string) => Promise<void>
  networkOf: (address: string) => string
  /** A line of work: so many at once, `tooMany` when too many wait. */
  makeQueue: (atOnce: number, mostWaiting: number) => InTurn
  /** Puts a letter with a link into the outbox; undefined without a mail server. */
  letter?: (tx: Writer, letter: LinkLetter) => Statement[]
  /** Takes letters out of the outbox that have not gone, by how their key begins. */
  dropLetters?: (tx: Writer, keyStart: string) => Statement[]
  passwordCost?: PasswordCost
  now: () => Date
}

// Two lines of one: strangers at the door never stand before those whose browser is known.
const [KNOWN_WAITING, STRANGERS_WAITING] = [200, 60]
/** Codes of one account from unknown browsers: its owner sends one, whoever guesses sends many. */
const CODES_WAITING = 5

export type Officers = ReturnType<typeof makeOfficers>

/** Who works here, how they prove it, and what is written down of it. */
export function makeOfficers(parts: OfficersParts) {
  const { engine, secret, now, publicUrl, divisions, slow } = parts
  const peopleStore = makePeopleStore(engine)
  const sessionStore = makeSessionStore(engine)
  const linkStore = makeLinkStore(engine, parts.dropLetters)
  const audit = makeAudit({ store: makeAuditStore(engine), key: auditKey(secret), now })
  const people = makePeople({ store: peopleStore, now })
  const sessions = makeSessions({ store: sessionStore, audit, now })
  const passwords = makePasswords(parts.passwordCost)
  const factor = makeSecondFactor({
    store: makeFactorStore(engine),
    key: keyFor(secret, 'second factor'),
    // Thai letters would make the QR code too fine for an old camera.
    issuer: parts.municipality.en,
    now,
  })
  const inLine = parts.makeQueue(1, KNOWN_WAITING)
  const newId = () => randomUUID()
  return {
    people,
    sessions,
    audit,
    divisions,
    services: parts.services ?? (async () => []),
    municipality: parts.municipality,
    factor,
    signingIn: makeSigningIn({
      people: peopleStore,
      passwords,
      factor,
      sessions,
      devices: makeDevices(keyFor(secret, 'known browser'), now),
      audit,
      key: keyFor(secret, 'sign-in'),
      now,
      slow,
      lines: { known: inLine, strangers: parts.makeQueue(1, STRANGERS_WAITING) },
      newCodeLine: () => parts.makeQueue(1, CODES_WAITING),
      networkOf: parts.networkOf,
    }),
    links: makeLinks({
      store: linkStore,
      people,
      peopleStore,
      passwords,
      factor,
      sessionStore,
      audit,
      inLine,
      publicUrl,
      newId,
      now,
      letter: parts.letter,
    }),
    accounts: makeAccounts({
      people,
      peopleStore,
      passwords,
      factor,
      sessions,
      sessionStore,
      linkStore,
      audit,
      inLine,
      slow,
      now,
    }),
    staffing: makeStaffing({ people, store: peopleStore, sessionStore, linkStore, factor, audit, now }),
    publicUrl,
    now,
    divisionName: async (id: string | null): Promise<Text | null> =>
      (await divisions()).find((one) => one.id === id)?.name ?? null,
    /** Words that make a password of theirs easy to guess. */
    ownWords: ({ name, email }: Pick<Officer, 'name' | 'email'>): string[] => [
      name,
      ...email.split('@'),
      parts.municipality.th,
      parts.municipality.en,
      ...parts.placeNames,
    ],
  }
}

/** The key the book is sealed with; for the command that verifies it. */
export const auditKey = (secret: Buffer): Buffer => keyFor(secret, 'audit')
