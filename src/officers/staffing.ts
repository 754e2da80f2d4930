import { conflict, notFound, UserError } from '../errors.ts'
import type { Audit } from './audit.ts'
import type { LinkStore } from './link-store.ts'
import type { Officer } from './officer.ts'
import type { People } from './people.ts'
import type { OfficerChange, PeopleStore } from './people-store.ts'
import type { SecondFactor } from './second-factor.ts'
import type { SessionStore } from './session-store.ts'

type Parts = {
  people: People
  store: PeopleStore
  sessionStore: SessionStore
  linkStore: LinkStore
  factor: SecondFactor
  audit: Audit
  now: () => Date
}

export type Staffing = ReturnType<typeof makeStaffing>

/** What whoever keeps the accounts does with others'. `by` is null for the operator at the machine. */
export function makeStaffing(parts: Parts) {
  const { people, store, sessionStore, linkStore, factor, audit } = parts
  const at = () => parts.now().toISOString()

  /**
   * With another role or division their sessions end: the next page asks them to sign in, and shows what they may see
   * from then on. A link made for the old place opens nothing in the new one. `last` when no other administrator would be left; Conflict if they have ended.
   */
  async function change(
    by: string | null,
    officer: Officer,
    wanted: Required<OfficerChange>,
  ): Promise<'done' | 'last'> {
    const isMoved = wanted.role !== officer.role || wanted.division !== officer.division
    const othersMustRemain = isAdministrator(officer) && wanted.role !== 'administrator'
    const { role, division } = wanted
    const isRetitled = wanted.name !== officer.name || wanted.title !== officer.title
    if (!isMoved && !isRetitled) return 'done'
    const deed = isMoved ? 'officer.moved' : 'officer.renamed'
    const data = isMoved ? { from: officer.role, role, fromDivision: officer.division, division } : {}
    return unlessLast(othersMustRemain, officer, () =>
      audit.record({ actor: by, deed, subject: officer.id, data }, (tx) => [
        store.change(tx, officer.id, wanted, { othersMustRemain }),
        ...(isMoved
          ? [sessionStore.endAll(tx, officer.id, at()), ...linkStore.removeAll(tx, officer.id)]
          : []),
      ]),
    )
  }

  /**
   * They are out at once, and their links and codes open nothing. What they had claimed stays theirs and visible as
   * such until somebody assigns it. `last` when no other administrator would be left.
   */
  async function end(by: string | null, officer: Officer): Promise<'done' | 'last'> {
    const othersMustRemain = isAdministrator(officer)
    const open = await store.openCasesOf(officer.id)
    return unlessLast(othersMustRemain, officer, () =>
      audit.record({ actor: by, deed: 'officer.ended', subject: officer.id, data: { open } }, (tx) => [
        store.end(tx, officer.id, at(), { othersMustRemain }),
        sessionStore.endAll(tx, officer.id, at()),
        ...linkStore.removeAll(tx, officer.id),
        ...factor.remove(tx, officer.id),
      ]),
    )
  }

  async function unlessLast(
    guarded: boolean,
    { id }: Officer,
    write: () => Promise<void>,
  ): Promise<'done' | 'last'> {
    try {
      await write()
    } catch (error) {
      const isConflict = error instanceof UserError && error.kind === 'conflict'
      if (!isConflict || !guarded) throw error
      const administrators = (await people.active()).filter(isAdministrator)
      if (!administrators.every((one) => one.id === id)) throw conflict()
      return 'last'
    } finally {
      people.forget()
    }
    return 'done'
  }

  return {
    change,
    end,
    openCasesOf: store.openCasesOf,
    openCases: store.openCases,
    /** NotFound for an unknown id. */
    async find(id: string): Promise<Officer> {
      const officer = await people.find(id)
      if (!officer || officer.email === '') throw notFound()
      return officer
    },
  }
}

const isAdministrator = ({ role, state }: Officer) => role === 'administrator' && state === 'active'
