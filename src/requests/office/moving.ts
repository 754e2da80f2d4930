import { setImmediate } from 'node:timers/promises'
import { dayOf, formatDay } from '../../calendar/dates.ts'
import type { Calendar } from '../../calendar/working-time.ts'
import { UserError } from '../../errors.ts'
import { message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import type { Audit } from '../../officers/audit.ts'
import type { Followed, Following } from '../following.ts'
import type { Recording } from '../recording.ts'
import type { RequestStore } from '../store.ts'
import { statesThrough, type CalendarChange, type OfficeState } from './calendar-change.ts'
import { toldId, type ChangeStore } from './change-store.ts'
import { isOtherDay, type Move, type MovesOf } from './moves.ts'

export type MovingParts = {
  changes: ChangeStore
  moves: MovesOf
  requests: Pick<RequestStore, 'find' | 'append'>
  load: Following['load']
  recording: Pick<Recording, 'prepare'>
  /** Everything kept in memory is made as new as the database. */
  refresh: () => Promise<void>
  present: () => Promise<OfficeState>
  calendarOf: (state: OfficeState) => Calendar
  audit: Pick<Audit, 'record'>
  now: () => Date
}

/** What a round did; `fault` is the first one it met, after which it went on with the other requests. */
export type Round = { did: number; fault?: unknown }

/** Another process counts by the old calendar for a minute at most: until then a change may move more requests. */
const SETTLED_MS = 2 * 60_000

/**
 * Requests follow the calendar, and their applicants are told. The truth is the calendar: a request stands where the
 * clock puts it, both ways. A date may therefore become earlier too, when a holiday is taken back or hours grow; it
 * binds the office alone, and is never shortened in silence: the applicant is told of it just as of a later one. What
 * an applicant was given as their own last day does not move.
 */
export function makeMoving(parts: MovingParts) {
  /**
   * Moves and tells what is still to be moved and told, of every change not yet carried out. It may be stopped at any
   * point and run again, here or in another process: each request says once of each change that it was moved.
   */
  async function carryOut(): Promise<Round> {
    const { changes, states } = await settled()
    const round: Round = { did: 0 }
    let mayFinish = true
    for (const [index, change] of changes.entries()) {
      const isOld = parts.now().getTime() - Date.parse(change.at) >= SETTLED_MS
      const [before, after] = states.slice(index, index + 2).map(parts.calendarOf) as [Calendar, Calendar]
      const isLeft = await carry(change, before, after, round)
      // In their order: what was promised before a change is found by taking back those after it.
      mayFinish &&= isOld && !isLeft
      if (mayFinish) await finish(change)
    }
    return round
  }

  /** The changes and the states between them, read so that none came in between. */
  async function settled(): Promise<{ changes: CalendarChange[]; states: OfficeState[] }> {
    for (;;) {
      const changes = await parts.changes.pending()
      if (changes.length === 0) return { changes, states: [] }
      await parts.refresh()
      const present = await parts.present()
      const again = await parts.changes.pending()
      if (again.length === changes.length && again.every(({ id }, index) => id === changes[index]?.id))
        return { changes, states: statesThrough(present, changes) }
    }
  }

  /** True when a request could not be moved and is left for the next round. */
  async function carry(
    change: CalendarChange,
    before: Calendar,
    after: Calendar,
    round: Round,
  ): Promise<boolean> {
    let isLeft = false
    for await (const move of parts.moves.between(before, after)) {
      try {
        round.did += await moveOne(change, move)
      } catch (error) {
        isLeft = true
        if (!(error instanceof UserError) || error.kind !== 'conflict') round.fault ??= error
      }
      await setImmediate()
    }
    return isLeft
  }

  async function moveOne(change: CalendarChange, move: Move): Promise<number> {
    const request = await parts.requests.find(move.id)
    if (!request || request.finishedAt !== null || request.status === 'waitingForApplicant') return 0
    const followed = await parts.load(request)
    const id = toldId(change, request.id)
    const isTold = followed.events.some((event) => event.id === id)
    const told = { id, kind: 'told', data: { text: sentenceOf(change, move, request.lang) } } as const
    const tells = isOtherDay(move) && !isTold && !wasPromisedAnew(followed, change, move)
    const next = await parts.recording.prepare({
      followed,
      happenings: tells ? [told] : [],
      actor: change.by,
    })
    const isRight =
      next.projection?.dueAt === request.dueAt && next.projection.receivedAt === request.receivedAt
    if (!tells && isRight) return 0
    await parts.requests.append(next)
    return 1
  }

  async function finish(change: CalendarChange): Promise<void> {
    const told = await parts.changes.countTold(change)
    try {
      await parts.audit.record(
        { actor: null, deed: 'calendar.moved', subject: change.id, data: { told } },
        (tx) => parts.changes.finishing(tx, change),
      )
    } catch (error) {
      // Another process has finished it.
      if (!(error instanceof UserError) || error.kind !== 'conflict') throw error
    }
  }

  return { carryOut }
}

export type Moving = ReturnType<typeof makeMoving>

/** Filed after the change, and by the new calendar: there is nothing to take back. */
function wasPromisedAnew({ request }: Followed, change: CalendarChange, { after }: Move): boolean {
  return request.filedAt >= change.at && request.dueAt === after.dueAt
}

function sentenceOf({ reason }: CalendarChange, { before, after, reference }: Move, lang: Lang): string {
  const key = after.dueAt < before.dueAt ? 'office.moved.earlier' : 'office.moved.later'
  return message(key, lang, {
    reference,
    before: formatDay(before.dueDay, lang, 'full'),
    after: formatDay(dayOf(new Date(after.dueAt)), lang, 'full'),
    reason: say(reason, lang),
  })
}
