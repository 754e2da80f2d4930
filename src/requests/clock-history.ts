import { nextWorkingTime, type Calendar, type Pause } from '../calendar/working-time.ts'
import type { Duration } from '../catalogue/service.ts'
import { isWhole } from './missing-items.ts'
import { inOrder, type EventKind, type RequestEvent } from './events.ts'

/** `waiting` for what the applicant was asked to supply; `ended` until it was opened again. */
export type ClockPause = Pause & { why: 'waiting' | 'ended' }
export type Extension = Duration & { reason: string; at: string }
/** `finished` by the office; otherwise returned or withdrawn. */
export type ClockEnd = { at: Date; finished: boolean }

export type ClockHistory = {
  pauses: ClockPause[]
  extensions: Extension[]
  pausedSince?: Date
  end?: ClockEnd
}

const FINISHING: readonly EventKind[] = ['decided', 'delivered', 'closed']
const STOPPING: readonly EventKind[] = ['returned', 'withdrawn']

/**
 * When the clock stood still, up to `now`. A deficiency still open is taken to be supplied now; the first
 * end counts, so that delivering after the decision does not make the decision late.
 */
export function clockHistory(events: readonly RequestEvent[], now: Date, calendar: Calendar): ClockHistory {
  const pauses: ClockPause[] = []
  const extensions: Extension[] = []
  let waitingSince: Date | undefined
  let end: ClockEnd | undefined
  const resume = (from: Date, to: Date, why: ClockPause['why']) => pauses.push({ from, to, why })

  for (const event of inOrder(events)) {
    const at = new Date(event.at)
    if (at > now) continue
    if (event.kind === 'extended') extensions.push({ ...event.data, at: event.at })
    if (event.kind === 'deficiency' && !end) waitingSince ??= at
    if (isWhole(event) && waitingSince) {
      resume(waitingSince, nextWorkingTime(at, calendar), 'waiting')
      waitingSince = undefined
    }
    if (event.kind === 'reopened' && end) {
      resume(end.at, nextWorkingTime(at, calendar), 'ended')
      end = undefined
    }
    if (FINISHING.includes(event.kind) || STOPPING.includes(event.kind)) {
      if (waitingSince) resume(waitingSince, at, 'waiting')
      waitingSince = undefined
      end ??= { at, finished: FINISHING.includes(event.kind) }
    }
  }
  if (waitingSince) resume(waitingSince, nextWorkingTime(now, calendar), 'waiting')
  return { pauses, extensions, ...(waitingSince && { pausedSince: waitingSince }), ...(end && { end }) }
}
