import { message } from '../../i18n/messages.ts'
import type { Lang } from '../../i18n/text.ts'
import type { InboxLine } from '../inbox-line.ts'
import { byDivision } from '../statistics.ts'
import type { State } from '../store.ts'
import type { ProposalState } from '../thread.ts'
import { dutyWords } from './duty-words.ts'
import { divisionName, type RosterWords } from './words.ts'

export const TABS = {
  waiting: ['new', 'open'],
  quarantined: ['quarantined'],
  closed: ['closed'],
  junk: ['junk'],
} as const satisfies Record<string, State[]>
export type Tab = keyof typeof TABS
export const tabOf = (typed: string): Tab => (Object.hasOwn(TABS, typed) ? (typed as Tab) : 'waiting')
export const tabOfState = (state: State): Tab =>
  (Object.keys(TABS) as Tab[]).find((tab) => (TABS[tab] as readonly State[]).includes(state)) ?? 'waiting'

/** From so many on, alike reports nobody has worked on stand on one line. */
export const FLOCK = 5

/** Lines of one flock are shown as its first. */
export type Fold = { line: InboxLine; n: number }

/** A flood becomes one line; whatever somebody has touched, or a reporter has added to, keeps its own. */
export function foldAlike(lines: InboxLine[]): Fold[] {
  const flocks = new Map<number, InboxLine[]>()
  for (const line of lines.filter(isUntouched))
    flocks.set(line.group, [...(flocks.get(line.group) ?? []), line])
  return lines.flatMap((line): Fold[] => {
    const flock = isUntouched(line) ? (flocks.get(line.group) ?? []) : []
    if (flock.length < FLOCK) return [{ line, n: 1 }]
    return flock[0] === line ? [{ line, n: flock.length }] : []
  })
}

/** All that stand on the line of this one, itself among them. */
export function flockOf(lines: InboxLine[], first: InboxLine): InboxLine[] {
  return isUntouched(first)
    ? lines.filter((each) => each.group === first.group && isUntouched(each))
    : [first]
}

function isUntouched({ feelsRetaliation, unanswered, assigned, waiting, state, files }: InboxLine): boolean {
  const isWorkedOn =
    feelsRetaliation || unanswered || assigned !== undefined || waiting.length > 0 || files > 0
  return !isWorkedOn && state !== 'open' && state !== 'closed'
}

export function lineWords(
  { line, n }: Fold,
  { words, me, lang, ticked }: { words: RosterWords; me: string; lang: Lang; ticked: boolean },
) {
  const isFlock = n > 1
  return {
    id: line.id,
    path: `/panel/reports/${line.id}`,
    received: line.received,
    positions: words.titlesOf(line.subjects).join(', '),
    summary: line.summary,
    isShort: line.summary === '',
    isFlock,
    ticked,
    tickName: isFlock ? 'flock' : 'pick',
    alike: line.alike > 1 ? message('panel.inbox.alike', lang, { n: isFlock ? n : line.alike }) : '',
    completeness: line.completeness,
    state: message(`panel.state.${line.state}`, lang),
    look: stateLook(line.state),
    isUrgent: line.feelsRetaliation || (line.duty?.daysLeft ?? 0) < 0,
    duty: line.duty ? dutyWords(line.duty, lang) : '',
    unanswered: line.unanswered,
    retaliation: line.feelsRetaliation,
    mine: line.waiting.filter(({ by }) => by !== me).map((each) => proposalWords(each, words, lang)),
    others: line.waiting.some(({ by }) => by === me),
    expired: line.expired,
    assigned: line.assigned ? words.nameOf(line.assigned) : '',
    isAssignedToMe: line.assigned === me,
    files: line.files,
  }
}

export const stateLook = (state: State): string =>
  ({ new: 'sala-pill--note', open: '', quarantined: 'sala-pill--note', closed: 'sala-pill--ok', junk: '' })[
    state
  ]

/** What is proposed, in words. */
export function proposalWords({ proposal }: ProposalState, words: RosterWords, lang: Lang): string {
  if ('share' in proposal)
    return message('panel.proposal.share', lang, { name: words.nameOf(proposal.share) })
  return message('reveal' in proposal ? 'panel.proposal.reveal' : 'panel.proposal.shred', lang)
}

/** How many concern each division, where no number is so small that it would point at somebody. */
export function divisionCounts(lines: InboxLine[], words: RosterWords, lang: Lang) {
  const counts = byDivision(lines.flatMap(({ subjects }) => words.divisionsOf(subjects)))
  return [...(counts ?? [])].map(([code, n]) => ({ name: divisionName(code, lang), n }))
}
