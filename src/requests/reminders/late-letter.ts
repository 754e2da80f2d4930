import type { IsoDay } from '../../calendar/dates.ts'

export const LATE_LETTER_STATES = ['drafted', 'signed', 'dropped'] as const
export type LateLetterState = (typeof LATE_LETTER_STATES)[number]

/** `ended`: the request did first. `moved`: it is due on another day. `covered`: a later letter was signed. */
export const DROP_REASONS = ['ended', 'moved', 'covered'] as const
export type DropReason = (typeof DROP_REASONS)[number]

/**
 * The written reason that a late request owes its applicant every seven days, with a copy for ก.พ.ร. (Licensing
 * Facilitation Act s.10). `n` counts those of one request; `daysLate` is the distance from its due day on which it
 * fell due. Instants are UTC ISO.
 */
export type LateLetter = {
  id: string
  requestId: string
  n: number
  state: LateLetterState
  dueDay: IsoDay
  daysLate: number
  /** As drafted until it is signed, then as signed. */
  reason: string
  draftedAt: string
  signedBy: string | null
  signedAt: string | null
  /** In the register: the year (พ.ศ.) and a number without gaps, `2569/00012`. */
  number: string | null
  copySentAt: string | null
  /** The whole letter as it was signed. */
  text: string | null
  /** Of one that went by post. */
  postedAt: string | null
  droppedAt: string | null
  droppedBecause: DropReason | null
}

/** As it stands on paper: `12/2569`. */
export function showNumber(number: string): string {
  const { year, n } = numberParts(number)
  return `${n}/${year}`
}

/** `year` is พ.ศ. */
export function numberParts(number: string): { year: number; n: number } {
  const [year, n] = number.split('/').map(Number)
  return { year: year ?? 0, n: n ?? 0 }
}

/** The number after the last one of that year; numbers sort as texts. */
export function nextNumber(year: number, last: string | undefined): string {
  const before = last === undefined ? 0 : Number(last.split('/')[1])
  return `${year}/${String(before + 1).padStart(5, '0')}`
}
