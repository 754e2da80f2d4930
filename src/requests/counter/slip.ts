import { dayOf, formatTime } from '../../calendar/dates.ts'
import type { Division } from '../../catalogue/published.ts'
import { pagesOf } from '../../forms/walk.ts'
import type { Answer, FileRef } from '../../forms/definition.ts'
import { message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import type { Followed } from '../following.ts'
import { showCode } from '../reference.ts'

/**
 * How long the slip is there for whoever took the request in, whatever division it went to: the rest of their day at
 * the counter, for a paper that jammed or a person who comes back for it. It holds the code that opens the request,
 * so that afterwards it takes the right to the case.
 */
const SLIP_HOURS = 12

export const isSlipFresh = (takenAt: string, now: Date) =>
  now.getTime() - Date.parse(takenAt) < SLIP_HOURS * 3_600_000

/** The paper somebody takes home from the counter. `takenBy` is who took the request in. */
export function slipPage(
  followed: Followed,
  takenBy: { name: string; title: string },
  code: string,
  divisions: readonly Division[],
  lang: Lang,
) {
  const { request, published, clock, events } = followed
  const filed = events.find(({ kind }) => kind === 'filed')
  const later = filed?.kind === 'filed' ? filed.data.enteredLater : undefined
  const division = divisions.find(({ id }) => id === request.division)
  return {
    reference: request.reference,
    code: showCode(code),
    service: say(published.definition.title, lang),
    applicant: request.applicantName ?? '',
    filedDay: dayOf(new Date(request.filedAt)),
    filedAt: request.filedAt,
    channel: message(`counter.channel.${request.channel}`, lang),
    later: later ? { day: dayOf(new Date(later.at)), at: later.at, reason: later.reason } : undefined,
    dueDay: clock.dueDay,
    dueTime: clock.unit === 'minutes' ? formatTime(new Date(clock.dueAt), lang) : '',
    unit: division ? say(division.name, lang) : request.division,
    takenBy,
    handedIn: handedIn(followed, lang),
    hasEmail: request.applicantEmail !== null,
  }
}

/** What was scanned or handed over, by the question it answers; how many files, and their names. */
function handedIn({ request, published }: Followed, lang: Lang) {
  const { form } = published.definition
  return pagesOf(form, request.answers).flatMap(({ page, rows }) =>
    rows.flatMap((keys, index) => {
      const holder = page.repeat
        ? (request.answers[page.id] as Record<string, Answer>[])[index]
        : (request.answers as Record<string, Answer>)
      return keys.flatMap((key) => {
        const field = form.fields[key]
        const answer = holder?.[key]
        if (field?.kind !== 'file' || answer === undefined) return []
        const files = answer as FileRef[]
        const row = page.repeat ? ` (${say(page.repeat.row, lang)} ${index + 1})` : ''
        return [{ label: say(field.label, lang) + row, count: files.length }]
      })
    }),
  )
}
