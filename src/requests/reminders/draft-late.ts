import { dayOf } from '../../calendar/dates.ts'
import { isWorkingTime, type Calendar } from '../../calendar/working-time.ts'
import { message } from '../../i18n/messages.ts'
import { say } from '../../i18n/text.ts'
import { clockHistory } from '../clock-history.ts'
import type { Followed } from '../following.ts'
import type { Request } from '../request.ts'
import { stepStates } from '../status.ts'
import { eachCase, together, type Work } from './each-case.ts'
import type { ClockJobParts } from './job-parts.ts'
import type { LateLetter } from './late-letter.ts'
import { lettersOwed, staleBecause } from './rules.ts'

/**
 * Drafts the written reasons that late requests owe their applicants (Licensing Facilitation Act s.10), and drops the
 * drafts of requests that ended or are due on another day. A dropped draft stays to be seen.
 */
export function makeDraftLate(parts: ClockJobParts) {
  const { store, lateLetters } = parts

  return async function draftLate(): Promise<Work> {
    const [now, calendar] = [parts.now(), await parts.calendar()]
    const dropped = await eachCase(await lateLetters.drafts(), dropStale)
    if (!isWorkingTime(now, calendar)) return dropped
    const drafted = await eachCase(store.late(now.toISOString()), (request) => draft(request, calendar))
    return together(dropped, drafted)
  }

  async function dropStale(letter: LateLetter): Promise<number> {
    const [request] = await store.find([letter.requestId])
    if (!request) return 0
    const because = staleBecause(letter, (await parts.load(request)).clock)
    if (because) await lateLetters.drop(letter.id, because, parts.now().toISOString())
    return because ? 1 : 0
  }

  async function draft(request: Request, calendar: Calendar): Promise<number> {
    const followed = await parts.load(request)
    const { clock, events } = followed
    if (clock.state !== 'late' || clock.pausedSince !== null) return 0
    const { pauses } = clockHistory(events, parts.now(), calendar)
    const known = await lateLetters.of(request.id)
    const owed = lettersOwed({ dueDay: clock.dueDay, pauses }, known, dayOf(parts.now()), calendar)
    if (owed.length === 0) return 0
    const last = known.at(-1)?.n ?? 0
    const drafts = owed.map((daysLate, index) => newDraft(followed, last + index + 1, daysLate))
    await lateLetters.draft(request, drafts)
    return drafts.length
  }

  function newDraft(
    { request, published, events, clock }: Followed,
    n: number,
    daysLate: number,
  ): LateLetter {
    return {
      id: parts.newId(),
      requestId: request.id,
      n,
      state: 'drafted',
      dueDay: clock.dueDay,
      daysLate,
      reason: draftedReason({ request, published, events }),
      draftedAt: parts.now().toISOString(),
      signedBy: null,
      signedAt: null,
      number: null,
      copySentAt: null,
      text: null,
      postedAt: null,
      droppedAt: null,
      droppedBecause: null,
    }
  }
}

/** All that the events know: where the matter stands. Why it took so long only an officer can say. */
export function draftedReason({
  request,
  published,
  events,
}: Pick<Followed, 'request' | 'published' | 'events'>): string {
  const { lang } = request
  const states = stepStates(published.definition.manual.steps, events)
  const step = (states.find(({ state }) => state === 'now') ?? states.find(({ state }) => state === 'next'))
    ?.step
  return step
    ? message('reminders.late.reason.step', lang, { step: say(step.title, lang) })
    : message('reminders.late.reason', lang)
}
