import type { Answers } from '../forms/definition.ts'
import type { Lang } from '../i18n/text.ts'
import type { Status } from './status.ts'

/** The number a request is known by outside, in its stored form; `reference.ts` makes and reads it. */
export type Reference = string & { readonly is: 'Reference' }

/** By which way a request came in. */
export const REQUEST_CHANNELS = ['web', 'counter', 'phone', 'post'] as const
export type RequestChannel = (typeof REQUEST_CHANNELS)[number]

/**
 * A filed request. `status`, `division`, `dueAt`, `receivedAt`, `claimedBy`, `claimedAt`, `queuedAt` and
 * `finishedAt` are a projection of its events, written with them (`projection.ts`). `revision` grows with every event and guards the next one. Instants are UTC ISO.
 */
export type Request = {
  id: string
  reference: Reference
  /** The draft it was filed from, while that still exists. */
  draftId: string | null
  serviceId: string
  serviceVersion: number
  answers: Answers
  lang: Lang
  channel: RequestChannel
  division: string
  status: Status
  /** The next date that counts: the office's own; while the applicant is asked, the end of the time they have. */
  dueAt: string | null
  filedAt: string
  receivedAt: string | null
  applicantName: string | null
  applicantPhone: string | null
  applicantEmail: string | null
  revision: number
  /** What the desk searches in, already normalised. */
  search: string
  /** The officer who has it. */
  claimedBy: string | null
  claimedAt: string | null
  /** Since when its division has it and no officer does. */
  queuedAt: string | null
  finishedAt: string | null
  /** What other requests of the same person are found by: digits only; lower case. */
  phoneKey: string | null
  emailKey: string | null
}

/** What an applicant has typed so far. `id` is the SHA-256, in hex, of the token in the applicant's cookie. */
export type Draft = {
  id: string
  serviceId: string
  serviceVersion: number
  /** Grows with every save and guards the next one. */
  revision: number
  input: unknown
  lang: Lang
  createdAt: string
  updatedAt: string
  expiresAt: string
  /** SHA-256 of the token in a resume link. */
  resumeHash: string | null
  /** Set once the draft has been sent. */
  requestId: string | null
}

/** An upload: of a draft, or of a request (and of one of its events, when it came later). `size` in bytes. */
export type Attachment = {
  id: string
  draftId: string | null
  requestId: string | null
  eventId: string | null
  field: string
  row: number | null
  /** Orders the uploads of one field. */
  position: number
  name: string
  type: string
  size: number
  /** Of the stored bytes, in hex: their name in the file store. */
  sha256: string
  createdAt: string
}
