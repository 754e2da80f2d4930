import { addDays, dayOf, instantAt } from '../../calendar/dates.ts'
import { isWorkingTime, type Calendar } from '../../calendar/working-time.ts'
import type { Officer } from '../../officers/officer.ts'
import type { Request } from '../request.ts'
import { eachCase, together, type Work } from './each-case.ts'
import type { ClockJobParts } from './job-parts.ts'
import { makeLetGo } from './let-go.ts'
import { headsOf, paladsOffice } from './recipients.ts'
import { escalationsDue, type Escalation } from './rules.ts'

/**
 * Brings what nobody took on, and what is late, to the head and then to the Palad, in working time only: a weekend
 * burns no stage. Each stage is an event of the request, written with its letters.
 */
export function makeEscalate(parts: ClockJobParts) {
  const letGo = makeLetGo(parts)

  return async function escalate(): Promise<Work> {
    const given = await letGo()
    const [now, calendar] = [parts.now(), await parts.calendar()]
    if (!isWorkingTime(now, calendar)) return given
    const officers = await parts.officers()
    const one = (request: Request) => escalateOne(request, officers, calendar)
    const yesterday = instantAt(addDays(dayOf(now), -1), 0).toISOString()
    return together(
      given,
      await eachCase(parts.store.late(now.toISOString()), one),
      await eachCase(parts.store.queuedBefore(yesterday), one),
    )
  }

  async function escalateOne(
    request: Request,
    officers: readonly Officer[],
    calendar: Calendar,
  ): Promise<number> {
    const followed = await parts.load(request)
    const due = escalationsDue(followed, dayOf(parts.now()), calendar)
    const brought = addressed(due, request, officers)
    if (brought.length === 0) return 0
    const service = followed.published.definition.title
    const happenings = brought.map(({ data }) => ({ id: parts.newId(), kind: 'escalated' as const, data }))
    const letters = brought.flatMap(({ data, to }, index) =>
      to.map((officer) =>
        parts.officeLetters.escalated(officer, happenings[index]!.id, { request, service }, data),
      ),
    )
    await parts.recording.record({ followed, happenings, actor: null, more: { letters } })
    return brought.length
  }
}

type Addressed = { data: Escalation; to: Officer[] }

/** A division without a head is the Palad's to look after. With nobody to tell, nothing was told: it is tried again. */
function addressed(due: Escalation[], { division }: Request, officers: readonly Officer[]): Addressed[] {
  const heads = headsOf(division, officers)
  const palads = paladsOffice(officers)
  return due
    .map((data): Addressed => {
      if (data.to === 'head' && heads.length > 0) return { data, to: heads }
      return { data: { ...data, to: 'palad' }, to: palads }
    })
    .filter(({ data, to }, index, all) => to.length > 0 && all.findIndex(isSame(data)) === index)
}

const isSame =
  (one: Escalation) =>
  ({ data }: Addressed) =>
    data.to === one.to && data.why === one.why
