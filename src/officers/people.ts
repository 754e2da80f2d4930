import { may, type Officer, type Right } from './officer.ts'
import type { PeopleStore } from './people-store.ts'

/** The place kept for the first administrator until somebody takes it; it is nobody yet. */
export const FIRST = 'first-administrator'

const REMEMBERED_MS = 30_000
const NOBODY = '—'
const byName = new Intl.Collator('th')

export type People = ReturnType<typeof makePeople>

/** Who works here. Names are remembered for half a minute, for another process may change them. */
export function makePeople({ store, now }: { store: PeopleStore; now: () => Date }) {
  let remembered: { at: number; names: Map<string, string> } | undefined

  async function list(): Promise<Officer[]> {
    const all = (await store.all()).filter(({ email }) => email !== '')
    return all.sort((one, other) => byName.compare(one.name, other.name))
  }

  async function names(): Promise<(id: string | null) => string> {
    const at = now().getTime()
    if (!remembered || Math.abs(at - remembered.at) > REMEMBERED_MS) {
      const all = await list()
      remembered = { at, names: new Map(all.map(({ id, name }) => [id, name])) }
    }
    const { names: known } = remembered
    return (id) => (id === null ? undefined : known.get(id)) ?? NOBODY
  }

  return {
    async find(id: string): Promise<Officer | undefined> {
      const known = await store.known(id)
      return known && officerOf(known)
    },

    /** Everybody, also those invited and ended, by name. */
    list,

    /** Those who can act now, by name: of one division, with one right. */
    async active({ division, right }: { division?: string; right?: Right } = {}): Promise<Officer[]> {
      const all = (await list()).filter(({ state }) => state === 'active')
      return all.filter(
        (one) =>
          (division === undefined || one.division === division) && (right === undefined || may(one, right)),
      )
    },

    /** For lists: one look, many names. “—” for whoever is not known. */
    names,
    nameOf: async (id: string | null): Promise<string> => (await names())(id),

    /** After a change: the names are read anew. */
    forget: () => void (remembered = undefined),
  }
}

/** Only what others may see of them. */
export function officerOf({
  id,
  email,
  name,
  title,
  role,
  division,
  state,
  createdAt,
  endedAt,
}: Officer): Officer {
  return { id, email, name, title, role, division, state, createdAt, endedAt }
}
