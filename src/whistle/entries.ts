import type { IsoDay } from '../calendar/dates.ts'
import type { Question } from './clocks.ts'
import type { Outcome } from './outcomes.ts'
import type { Report } from './report.ts'

/** A sealed file as a report speaks of it; `key` in base64url. */
export type FileNote = { id: string; key: string; name: string; type: string; size: number }
/** What the reporter added. `clean` is the copy that is opened first; `original` may have been thrown away. */
export type Attachment = { clean?: FileNote; original?: FileNote }

export const STAGES = ['acknowledged', 'considered', 'ordered'] as const
export type Stage = (typeof STAGES)[number]

/** What needs two members: one proposes, another consents. */
export type Proposal = { share: string } | { reveal: true } | { shred: true }

/**
 * One entry of a report, as it stands inside its seal. What a report is lies in its entries alone: they are only
 * ever added to. Members are named here, where only readers see it, and nowhere outside.
 */
export type ReporterEntry =
  | {
      kind: 'reported'
      day: IsoDay
      report: Report
      /** Ids of the positions ticked. */
      subjects: string[]
      /** Ids of the members it was sealed for. */
      readers: string[]
      /** Where keys for the reporter are sealed to, base64url. */
      reporterKey: string
      /** What the flood guard thought, for the order of reading. */
      flooded: boolean
    }
  | { kind: 'said'; day: IsoDay; text: string }
  | { kind: 'attached'; day: IsoDay; attachment: Attachment }
  | { kind: 'answered'; day: IsoDay; question: Question; retaliation: 'no' | 'yes' | 'unsure'; text: string }
  | { kind: 'named'; day: IsoDay; identity: SealedIdentity }

export type PanelEntry = { by: string; day: IsoDay } & (
  | { kind: 'told'; text: string; asks: boolean }
  | { kind: 'noted'; text: string }
  | { kind: 'assigned'; to: string }
  | { kind: 'reached'; stage: Stage }
  | { kind: 'closed'; outcome: Outcome; reason: string; toReporter: string }
  | { kind: 'reopened'; reason: string }
  | { kind: 'setAside' }
  | { kind: 'takenUp' }
  | { kind: 'proposed'; proposal: Proposal; reason: string }
  /** `proposal` is the place of the proposal; `share` the consenting member's part of an identity's key. */
  | { kind: 'consented'; proposal: number; share?: string }
  | { kind: 'declined'; proposal: number }
  | { kind: 'recused'; reason: string }
  | { kind: 'referred'; to: string; fingerprint: string }
)

/** Whoever writes first after a reader left makes the new key, the reporter too. */
export type KeyEntry = { kind: 'rekeyed'; day: IsoDay; readers: string[] }

export type Entry = ReporterEntry | PanelEntry | KeyEntry
/** `seq` is its place, which proposals are named by. */
export type Placed<E extends Entry = Entry> = E & { seq: number }

/** Who the reporter is, under a key that is cut in parts for the readers: two of them put it together. */
export type SealedIdentity = { sealed: string; parts: string }
