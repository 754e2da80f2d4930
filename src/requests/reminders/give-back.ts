import { dayOf, formatDay } from '../../calendar/dates.ts'
import { isWorkingTime, type Calendar } from '../../calendar/working-time.ts'
import { message } from '../../i18n/messages.ts'
import type { Lang } from '../../i18n/text.ts'
import type { Officer } from '../../officers/officer.ts'
import type { Request } from '../request.ts'
import { eachCase, type Work } from './each-case.ts'
import type { ClockJobParts } from './job-parts.ts'
import { holdersOf } from './recipients.ts'
import { notSupplied } from './rules.ts'

/**
 * Gives back, with written reasons, what was not made complete in the time given (Licensing Facilitation Act s.9).
 * In working time only, so that an officer is there whom the applicant can ask.
 */
export function makeGiveBack(parts: ClockJobParts) {
  return async function giveBack(): Promise<Work> {
    const [now, calendar] = [parts.now(), await parts.calendar()]
    if (!isWorkingTime(now, calendar)) return { did: 0 }
    const officers = await parts.officers()
    return eachCase(parts.store.outOfTime(now.toISOString()), (request) =>
      giveBackOne(request, officers, calendar),
    )
  }

  async function giveBackOne(
    request: Request,
    officers: readonly Officer[],
    calendar: Calendar,
  ): Promise<number> {
    const followed = await parts.load(request)
    const missing = notSupplied(followed.events, dayOf(parts.now()), calendar)
    if (!missing) return 0
    const id = parts.newId()
    const about = { request, service: followed.published.definition.title }
    const byPost = request.applicantEmail === null
    await parts.recording.record({
      followed,
      happenings: [{ id, kind: 'returned', data: { reason: reasonOf(missing, request.lang) } }],
      actor: null,
      more: {
        letters: holdersOf(request, officers).map((officer) =>
          parts.officeLetters.returned(officer, id, about, byPost),
        ),
      },
    })
    return 1
  }
}

function reasonOf({ items, lastDay }: { items: string[]; lastDay: string }, lang: Lang): string {
  const list = items.map((item, index) => `${index + 1}. ${item}`)
  return [
    message('reminders.returned.reason', lang, { day: formatDay(lastDay, lang, 'long') }),
    ...list,
  ].join('\n')
}
