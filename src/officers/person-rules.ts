import { ROLES, type Officer, type Role } from './officer.ts'
import { normalEmail } from './signing-in.ts'

const MOST_SIGNS = 100
const MOST_EMAIL = 254

export type TypedPerson = { name: string; title: string; email: string; role: string; division: string }
export type RightPerson = Pick<Officer, 'name' | 'title' | 'email' | 'role' | 'division'>
/** Keys of messages by field. */
export type PersonFaults = Partial<Record<keyof TypedPerson, string>>

/** What is typed of an officer, as it is kept, or what is wrong with it. `divisions` are the ids there are. */
export function readPerson(
  typed: TypedPerson,
  divisions: string[],
): { person: RightPerson; faults?: never } | { person?: never; faults: PersonFaults } {
  const role = ROLES.find((one) => one === typed.role)
  const person = {
    name: tidy(typed.name),
    title: tidy(typed.title),
    email: normalEmail(typed.email),
    role: role ?? 'officer',
    division: divisions.find((id) => id !== '' && id === typed.division) ?? null,
  }
  const faults: PersonFaults = {
    ...nameFaults(person),
    ...(isEmail(person.email) ? {} : { email: 'desk.person.badEmail' }),
    ...(role ? {} : { role: 'desk.person.noRole' }),
    ...(role && worksInDivision(role) && person.division === null
      ? { division: 'desk.person.noDivision' }
      : {}),
  }
  return Object.keys(faults).length > 0 ? { faults } : { person }
}

/** Name and post, as they are printed on letters. */
export function nameFaults({ name, title }: Pick<Officer, 'name' | 'title'>): PersonFaults {
  const wrong = (words: string) => words === '' || words.length > MOST_SIGNS
  return {
    ...(wrong(name) && { name: 'desk.person.noName' }),
    ...(wrong(title) && { title: 'desk.person.noTitle' }),
  }
}

export const worksInDivision = (role: Role) => role === 'head' || role === 'officer'

export const tidy = (words: string) => words.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()

/** One recipient, in a form every mail server takes. */
export function isEmail(email: string): boolean {
  return email.length <= MOST_EMAIL && /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(email)
}
