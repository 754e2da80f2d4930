import { dueOf } from '../clock.ts'
import { filedTo, projectionOf, type Projection } from '../projection.ts'
import type { Request } from '../request.ts'
import type { Calendar } from '../../calendar/working-time.ts'
import { eachCase, type Work } from './each-case.ts'
import type { ClockJobParts } from './job-parts.ts'

const A_DAY_MS = 24 * 3_600_000
const CALENDAR_OWN = ['dueAt', 'receivedAt', 'queuedAt'] as const

/**
 * Puts right the days that stand in the rows of open requests where the calendar has changed since they were
 * written. A list that is sorted by them, and every job that finds requests by them, is then right again.
 */
export function makeDueDays(parts: ClockJobParts & { events: (requestId: string) => Promise<Events> }) {
  let last: { calendar: string; at: number } | undefined

  return async function correctDueDays(): Promise<Work> {
    const [now, calendar] = [parts.now().getTime(), await parts.calendar()]
    const facts = JSON.stringify([calendar.hours, calendar.rules, calendar.holidays])
    // Every open request is read: for a new calendar, and once a day for what another instance may have left.
    if (last?.calendar === facts && now - last.at < A_DAY_MS) return { did: 0 }
    const work = await eachCase(parts.store.open(), (request) => correctOne(request, calendar))
    if (work.fault === undefined) last = { calendar: facts, at: now }
    return work
  }

  async function correctOne(request: Request, calendar: Calendar): Promise<number> {
    const published = await parts.version(request.serviceId, request.serviceVersion)
    if (!published) return 0
    const events = await parts.events(request.id)
    const { steps } = published.definition.manual
    const due = dueOf({ steps, events, filedAt: request.filedAt, calendar, now: parts.now() })
    const right = projectionOf(filedTo(request, events), events, due)
    if (CALENDAR_OWN.every((column) => right[column] === request[column])) return 0
    await parts.store.correct(request, only(right))
    return 1
  }
}

type Events = Parameters<typeof projectionOf>[1]

const only = ({ dueAt, receivedAt, queuedAt }: Projection) => ({ dueAt, receivedAt, queuedAt })
