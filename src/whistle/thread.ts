import type { IsoDay } from '../calendar/dates.ts'
import type { Question } from './clocks.ts'
import type { Attachment, Entry, PanelEntry, Placed, Proposal, SealedIdentity, Stage } from './entries.ts'
import type { Outcome } from './outcomes.ts'
import type { Report } from './report.ts'

export type Message = { day: IsoDay; text: string; asks?: boolean } & (
  { from: 'reporter' } | { from: 'panel'; by: string }
)

export type ProposalState = {
  seq: number
  by: string
  day: IsoDay
  reason: string
  proposal: Proposal
  consent?: { by: string; day: IsoDay; share?: string }
  declined?: { by: string; day: IsoDay }
}

/** What a report's entries come to. Only readers have it; `forReporter` is what the reporter sees of it. */
export type Thread = {
  received: IsoDay
  report: Report
  subjects: string[]
  readers: string[]
  reporterKey: string
  flooded: boolean
  messages: Message[]
  attachments: (Attachment & { day: IsoDay })[]
  notes: { by: string; day: IsoDay; text: string }[]
  assigned?: string
  reached: Partial<Record<Stage, IsoDay>>
  closed?: { day: IsoDay; by: string; outcome: Outcome; reason: string; toReporter: string }
  setAside?: { by: string; day: IsoDay }
  answers: { question: Question; day: IsoDay; retaliation: 'no' | 'yes' | 'unsure'; text: string }[]
  identity?: SealedIdentity
  proposals: ProposalState[]
  recused: string[]
  referrals: { by: string; day: IsoDay; to: string; fingerprint: string }[]
}

/** Undefined unless the first entry is the report itself. */
export function threadOf(entries: Placed[]): Thread | undefined {
  const [first, ...rest] = entries
  if (first?.kind !== 'reported') return undefined
  const { report, subjects, readers, reporterKey, flooded, day: received } = first
  const thread: Thread = {
    ...{ received, report, subjects, readers, reporterKey, flooded },
    ...{ messages: [], attachments: [], notes: [], reached: {}, answers: [] },
    ...{ proposals: [], recused: [], referrals: [] },
  }
  for (const entry of rest) applyTo(thread, entry)
  return thread
}

/** The proposals still waiting for somebody other than who made them. */
export function waitingProposals({ proposals }: Thread): ProposalState[] {
  return proposals.filter(({ consent, declined }) => !consent && !declined)
}

function applyTo(thread: Thread, entry: Placed): void {
  if (!('by' in entry)) return applyOutside(thread, entry)
  const { by, day } = entry
  switch (entry.kind) {
    case 'told':
      thread.messages.push({ from: 'panel', by, day, text: entry.text, asks: entry.asks })
      return
    case 'noted':
      thread.notes.push({ by, day, text: entry.text })
      return
    case 'assigned':
      thread.assigned = entry.to
      return
    case 'reached':
      thread.reached[entry.stage] ??= day
      return
    case 'recused':
      thread.recused.push(by)
      thread.readers = thread.readers.filter((reader) => reader !== by)
      return
    case 'referred':
      thread.referrals.push({ by, day, to: entry.to, fingerprint: entry.fingerprint })
      return
    default:
      applyDecision(thread, entry)
  }
}

type Decision = Extract<
  PanelEntry,
  { kind: 'closed' | 'reopened' | 'setAside' | 'takenUp' | 'proposed' | 'consented' | 'declined' }
>

function applyDecision(thread: Thread, entry: Decision & { seq: number }): void {
  const { by, day } = entry
  const about = (seq: number) => thread.proposals.find((each) => each.seq === seq)
  if (entry.kind === 'closed') {
    const { outcome, reason, toReporter } = entry
    thread.closed = { day, by, outcome, reason, toReporter }
    if (toReporter) thread.messages.push({ from: 'panel', by, day, text: toReporter })
  }
  if (entry.kind === 'reopened') delete thread.closed
  if (entry.kind === 'setAside') thread.setAside = { by, day }
  if (entry.kind === 'takenUp') delete thread.setAside
  // A word to destroy it was said of an ended report; once ended anew it has to be said again.
  if (entry.kind === 'reopened' || entry.kind === 'takenUp')
    for (const made of waitingProposals(thread)) if ('shred' in made.proposal) made.declined = { by, day }
  if (entry.kind === 'proposed')
    thread.proposals.push({ seq: entry.seq, by, day, reason: entry.reason, proposal: entry.proposal })
  if (entry.kind === 'declined') Object.assign(about(entry.proposal) ?? {}, { declined: { by, day } })
  if (entry.kind === 'consented') consent(thread, entry, about(entry.proposal))
}

function consent(
  thread: Thread,
  { by, day, share }: Decision & { kind: 'consented' },
  made: ProposalState | undefined,
): void {
  // Checked when it was written as well: a reader's program may be at fault, and one alone must not become two.
  if (!made || made.by === by || made.consent) return
  made.consent = { by, day, ...(share && { share }) }
  const { proposal } = made
  if ('share' in proposal && !thread.readers.includes(proposal.share)) thread.readers.push(proposal.share)
}

function applyOutside(thread: Thread, entry: Exclude<Entry, PanelEntry>): void {
  const { day } = entry
  if (entry.kind === 'said') thread.messages.push({ from: 'reporter', day, text: entry.text })
  if (entry.kind === 'attached') thread.attachments.push({ day, ...entry.attachment })
  if (entry.kind === 'named') thread.identity = entry.identity
  if (entry.kind === 'rekeyed') thread.readers = entry.readers
  if (entry.kind === 'answered') {
    const { question, retaliation, text } = entry
    thread.answers.push({ day, question, retaliation, text })
  }
}
