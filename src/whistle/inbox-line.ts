import { daysBetween, type IsoDay } from '../calendar/dates.ts'
import { CLOCKS, type ClockName } from './clocks.ts'
import type { Dossier } from './dossier.ts'
import { dutiesOf } from './opened.ts'
import { completenessOf } from './report.ts'
import type { ReportRow, State } from './store.ts'
import { waitingProposals, type ProposalState } from './thread.ts'

/** The next duty that is not done, and how many days are left; negative when late. */
export type Duty = { clock: ClockName; by: IsoDay; daysLeft: number }

/** One line of the inbox: no more than who must declare a conflict needs to see before opening it. */
export type InboxLine = {
  id: string
  received: IsoDay
  state: State
  subjects: string[]
  /** The first words of what happened. */
  summary: string
  completeness: number
  /** Of a flood: how many reports say nearly the same, itself among them. */
  alike: number
  /** Which of the list's groups of nearly the same words it is in; of this list alone. */
  group: number
  duty?: Duty
  assigned?: string
  files: number
  /** The reporter said something after the panel last did. */
  unanswered: boolean
  feelsRetaliation: boolean
  /** Proposals that wait for somebody other than who made them. */
  waiting: ProposalState[]
  /** May be destroyed, when two agree. */
  expired: boolean
}

const SUMMARY_LETTERS = 120
export function lineOf({ row, thread }: Dossier, today: IsoDay): InboxLine & { words: string } {
  const words = Object.values(thread.report.answers).join(' ')
  const duty = dutyOf(row, today)
  return {
    id: row.id,
    received: row.day,
    state: row.state,
    subjects: thread.subjects,
    summary: [...thread.report.answers.what].slice(0, SUMMARY_LETTERS).join(''),
    completeness: completenessOf(thread.report, thread.attachments.length).score,
    alike: 1,
    group: 0,
    files: thread.attachments.length,
    unanswered: thread.messages.at(-1)?.from === 'reporter',
    feelsRetaliation: thread.answers.some(({ retaliation }) => retaliation !== 'no'),
    waiting: waitingProposals(thread),
    expired: row.acknowledgedOn !== null && row.expiresOn !== null && row.expiresOn <= today,
    words,
    ...(duty && { duty }),
    ...(thread.assigned && { assigned: thread.assigned }),
  }
}

/** The earliest duty not done. Closing ends all of them. */
function dutyOf(row: ReportRow, today: IsoDay): Duty | undefined {
  if (row.state === 'closed' || row.state === 'junk') return undefined
  const duties = dutiesOf(row)
  const open = CLOCKS.filter((clock) => duties[clock].doneOn === null)
  const [clock] = open.sort((a, b) => duties[a].by.localeCompare(duties[b].by))
  return clock && { clock, by: duties[clock].by, daysLeft: daysBetween(today, duties[clock].by) }
}

export function byUrgency(a: InboxLine, b: InboxLine): number {
  return (
    Number(b.feelsRetaliation) - Number(a.feelsRetaliation) ||
    a.alike - b.alike ||
    (a.duty?.daysLeft ?? Infinity) - (b.duty?.daysLeft ?? Infinity) ||
    b.completeness - a.completeness ||
    a.id.localeCompare(b.id)
  )
}
