import { may, type Officer } from '../../officers/officer.ts'
import type { Request } from '../request.ts'

// Who is written to about a request. Nobody who has left, and never an empty list while the Palad's office has somebody.

type Held = Pick<Request, 'claimedBy' | 'division'>

/**
 * Whoever has it and can still open it; while nobody does, everybody of its division who acts on cases; failing them
 * the Palad’s office.
 */
export function holdersOf({ claimedBy, division }: Held, officers: readonly Officer[]): Officer[] {
  const able = officers.filter((officer) => may(officer, 'cases.act'))
  const own = able.filter(
    ({ id, role, division: of }) => id === claimedBy && (role === 'triage' || of === division),
  )
  if (own.length > 0) return own
  const colleagues = able.filter((officer) => officer.role !== 'triage' && officer.division === division)
  return colleagues.length > 0 ? colleagues : paladsOffice(officers)
}

export function headsOf(division: string, officers: readonly Officer[]): Officer[] {
  return officers.filter(
    (officer) => officer.role === 'head' && officer.division === division && may(officer, 'cases.supervise'),
  )
}

export function paladsOffice(officers: readonly Officer[]): Officer[] {
  return officers.filter((officer) => officer.role === 'triage' && may(officer, 'cases.supervise'))
}

/** Who signs for a division; where it has no head, the Palad’s office does. */
export function signersOf(division: string, officers: readonly Officer[]): Officer[] {
  const heads = headsOf(division, officers)
  return heads.length > 0 ? heads : paladsOffice(officers)
}
