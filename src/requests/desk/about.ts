import { dayOf, type IsoDay } from '../../calendar/dates.ts'
import { messageText } from '../../i18n/messages.ts'
import { fill, type Text } from '../../i18n/text.ts'
import { may, type Officer, type Right } from '../../officers/officer.ts'
import { inOrder, type EventDataOf, type EventKind } from '../events.ts'
import type { Request } from '../request.ts'
import { FINISHED_STATUSES, statusOf, type Status } from '../status.ts'
import type { ActInput, DeskRules, Problem } from './acts.ts'
import type { CaseFile } from './case.ts'
import { unfilledIn } from './placeholders.ts'

/** What the rules of every act ask of a case and of whoever acts on it. */
export type About = {
  officer: Officer
  file: CaseFile
  rules: DeskRules
  today: IsoDay
  status: Status
  open: boolean
  /** The applicant is asked for what is missing. */
  waiting: boolean
  /** Closed, and not opened again. */
  closed: boolean
  standing: Standing
}

/**
 * `owner`: of the division that answers for the case, or of the Palad’s office, which stands above the divisions.
 * `joined`: of a division that helps. The others only read.
 */
export type Standing = 'owner' | 'joined' | 'none'

/** One event as an act makes it, before it has its number. */
export type Deed = { [K in EventKind]: { kind: K; data: EventDataOf[K] } }[EventKind]

export type ActRule = {
  right: Right
  /** Whether a division that joined may do it too. */
  joinedToo?: true
  /** Why it cannot be done in the state the case is in. */
  refusal: (about: About) => Text | undefined
  problems: (about: About, input: ActInput) => Problem[]
  /** `files`: the ids of the uploads that come with it. */
  deed: (about: About, input: ActInput, files: string[]) => Deed
}

export function aboutOf(officer: Officer, file: CaseFile, rules: DeskRules): About {
  const status = statusOf(file.events)
  return {
    officer,
    file,
    rules,
    today: dayOf(rules.now),
    status,
    open: !FINISHED_STATUSES.includes(status),
    waiting: status === 'waitingForApplicant',
    closed: isClosed(file),
    standing: standingOf(officer, file),
  }
}

function standingOf(officer: Officer, { request, joined }: CaseFile): Standing {
  if (officer.role === 'triage' || officer.division === request.division) return 'owner'
  return officer.division !== null && joined.includes(officer.division) ? 'joined' : 'none'
}

/** Whether whoever took a case on can still open it and act: not one who has left, or works in another division since. */
export function stillHolds(
  officers: readonly Pick<Officer, 'id' | 'role' | 'division' | 'state'>[],
  { claimedBy, division }: Pick<Request, 'claimedBy' | 'division'>,
): boolean {
  const holder = officers.find(({ id }) => id === claimedBy)
  return (
    holder !== undefined &&
    may(holder, 'cases.act') &&
    (holder.role === 'triage' || holder.division === division)
  )
}

export function isClosed({ events }: Pick<CaseFile, 'events'>): boolean {
  const last = inOrder(events).findLast(({ kind }) => kind === 'closed' || kind === 'reopened')
  return last?.kind === 'closed'
}

/** How many deficiency records there are; the next one has the number after. */
export const recordsOf = ({ events }: Pick<CaseFile, 'events'>) =>
  events.filter(({ kind }) => kind === 'deficiency').length

export function nameOfOfficer(rules: DeskRules, id: string | null): string {
  return rules.officers.find((officer) => officer.id === id)?.name ?? '—'
}

export function nameOfDivision(rules: DeskRules, id: string): Text {
  return rules.divisions.find((division) => division.id === id)?.name ?? { th: id, en: id }
}

/** A message in both languages; a place may be filled with a text of its own. */
export function sentence(key: string, values: Record<string, string | number | Text> = {}): Text {
  const inLanguage = (lang: 'th' | 'en') =>
    Object.fromEntries(
      Object.entries(values).map(([place, value]) => [
        place,
        typeof value === 'object' ? value[lang] : value,
      ]),
    )
  const text = messageText(key)
  return { th: fill(text, inLanguage('th')).th, en: fill(text, inLanguage('en')).en }
}

export const problem = (
  field: string,
  key: string,
  values?: Record<string, string | number | Text>,
): Problem => ({
  field,
  text: sentence(key, values),
})

const MOST_WORDS = 5000

/** What somebody wrote, as it is kept; empty when there is nothing to read in it. */
export const wordsIn = (text: string | undefined): string => (text ?? '').replace(/\r\n?/g, '\n').trim()

/** The words an act cannot do without: there, and no more than a page of them. */
export function wordsNeeded(field: 'text' | 'legalReason', text: string | undefined, missing: string) {
  if (wordsIn(text) === '') return [problem(field, missing)]
  return wordsAllowed(field, text)
}

/** No more than a page of words, and nothing left open that a ready reply leaves to its writer. */
export function wordsAllowed(field: 'text' | 'legalReason', text: string | undefined): Problem[] {
  const words = wordsIn(text)
  if ([...words].length > MOST_WORDS) return [problem(field, 'acts.tooLong', { max: MOST_WORDS })]
  const unfilled = unfilledIn(words)
  return unfilled === undefined ? [] : [problem(field, 'acts.unfilled', { place: unfilled })]
}

/** `{ name: words }` when there are words, nothing otherwise: an event holds no empty places. */
export function given<Name extends string>(name: Name, text: string | undefined): { [N in Name]?: string } {
  const words = wordsIn(text)
  return words === '' ? {} : ({ [name]: words } as { [N in Name]?: string })
}

export const unlessOpen = ({ open }: About): Text | undefined =>
  open ? undefined : sentence('acts.refused.finished')

export const never = (): undefined => undefined
export const nothing = (): Problem[] => []
