import { dayOf } from '../../calendar/dates.ts'
import type { Session } from '../session-store.ts'

/** A day and a time of day, as templates write them. */
export const momentOf = (instant: string) => ({ on: dayOf(new Date(instant)), at: instant })

/** Open sessions for a table; `own` is the one this page is looked at with. */
export function shownSessions(sessions: Session[], own: string | undefined) {
  return sessions.map(({ id, device, createdAt, seenAt }) => ({
    name: id.slice(0, 16),
    device,
    began: momentOf(createdAt),
    seen: momentOf(seenAt),
    isOwn: id === own,
  }))
}
