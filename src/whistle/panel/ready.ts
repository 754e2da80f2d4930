import { randomUUID } from 'node:crypto'
import type { Referred } from '../refer.ts'
import type { Later } from './later.ts'

const KEPT_MS = 15 * 60_000
/** The oldest gives way. */
const MOST_KEPT = 4

type File = Pick<Referred, 'sealed' | 'filename'>
/** Whose file it is, and of which report: nobody else fetches it, and from no other page. */
type Of = { member: string; report: string }

/** Sealed referrals, held in memory until they are fetched and for a quarter of an hour at the most. */
export function makeReady(now: () => Date, later: Later) {
  const kept = new Map<string, Of & { at: number; file: File }>()

  return {
    /** The ticket it is fetched with. */
    keep: (file: File, { member, report }: Of): string => {
      const ticket = randomUUID()
      kept.set(ticket, { member, report, file, at: now().getTime() })
      later(KEPT_MS, () => kept.delete(ticket))
      const [oldest] = kept.keys()
      if (kept.size > MOST_KEPT && oldest) kept.delete(oldest)
      return ticket
    },
    find: (ticket: string, { member, report }: Of): File | undefined => {
      const found = kept.get(ticket)
      if (!found || found.member !== member || found.report !== report) return undefined
      return now().getTime() - found.at > KEPT_MS ? undefined : found.file
    },
  }
}
