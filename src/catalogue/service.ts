import type { FormDefinition } from '../forms/definition.ts'
import type { Text } from '../i18n/text.ts'

/** One versioned document: the manual, the form, the timeline, the clock and the open data. */
export type ServiceDefinition = {
  schemaVersion: 1
  id: string
  title: Text
  summary: Text
  /** False until an officer of the municipality confirms the figures. */
  confirmed: boolean
  lifeEvents: LifeEvent[]
  /** Words people type that the title lacks. */
  synonyms: string[]
  /** Minutes a resident needs to fill the form in. */
  minutesToFill: number
  /** Shown first of all, for what cannot wait (1669). */
  emergency?: Text
  manual: Manual
  /**
   * Every reason for which a permit may be refused, each with its clause. Closed: an officer chooses one of them,
   * so that the same facts meet the same answer. Missing where nothing is permitted; then nothing can be refused.
   */
  refusals?: Refusal[]
  form: FormDefinition
  /** First match wins; the last has no `when`. */
  route: { when?: string; to: string }[]
  /** Which answers name the applicant; letters go to `email`. */
  applicant: { name?: string; phone?: string; email?: string }
  /** Days a finished request, or a draft, is kept. */
  retention: { finishedDays: number; draftDays: number }
  /** Field key → stable column. */
  export: Record<string, string>
}

export const LIFE_EVENTS = ['home', 'utilities', 'family', 'business', 'taxes', 'community', 'voice'] as const
export type LifeEvent = (typeof LIFE_EVENTS)[number]

export type Manual = {
  criteria: Text[]
  channels: Channel[]
  legalBasis: Text[]
  steps: Step[]
  documents: DocumentNeeded[]
  fees: Fee[]
  result: Text
  complaints: Text[]
  appeal: Text
}

/** A ground for refusing: what an applicant reads, and the provision it rests on. */
export type Refusal = { id: string; reason: Text; clause: Text }

export type Channel = { kind: 'online' | 'counter' | 'phone' | 'post'; text: Text; hours?: Text }

export const DURATION_UNITS = ['minute', 'hour', 'workingDay', 'day'] as const
export type DurationUnit = (typeof DURATION_UNITS)[number]
export type Duration = { n: number; unit: DurationUnit }

/** `counts`: the office's own time. `waitsForApplicant` and `external` are shown but stop no promise. */
export type Step = {
  id: string
  title: Text
  detail?: Text
  unit: string
  duration: Duration
  clock: 'counts' | 'waitsForApplicant' | 'external'
}

export type DocumentNeeded = {
  id: string
  name: Text
  issuer?: Text
  originals: number
  copies: number
  note?: Text
  showIf?: string
  /** The file field this document is uploaded to. */
  uploadField?: string
}

/** Amounts in satang. `table` lists rows; `percent` in hundredths of a percent. */
export type Fee = { id: string; name: Text; showIf?: string; legalBasis?: Text } & (
  | { kind: 'none' }
  | { kind: 'fixed'; satang: number }
  | { kind: 'perUnit'; satang: number; per: Text }
  | { kind: 'percent'; hundredths: number; of: Text }
  | { kind: 'table'; rows: { label: Text; satang: number }[] }
)
