import { setImmediate } from 'node:timers/promises'
import type { Calendar } from '../../calendar/working-time.ts'
import type { PublishedVersion } from '../../catalogue/published.ts'
import { movedBy, type Due } from '../clock.ts'
import type { Reference } from '../request.ts'
import type { OpenRequest, OpenStore } from './open-store.ts'

/** One open request that a change moves. Due times, and with them their days, before and after. */
export type Move = {
  id: string
  reference: Reference
  serviceId: string
  division: string
  filedAt: string
  /** What stands in its row. */
  dueAt: string | null
  before: Due
  after: Due
}

export type Moves = {
  /** Whose due day is another one: their applicants are told. The first by the day they move to. */
  shown: Move[]
  count: number
  earlier: number
  /** Those of the earlier that are late as soon as the change is made. */
  lateAtOnce: number
  /** Same day, another hour. */
  sameDay: number
}

export type MovesParts = {
  store: OpenStore
  version: (serviceId: string, version: number) => Promise<PublishedVersion | undefined>
  now: () => Date
}

/** A page shows so many; the count is of all. */
const MOST_SHOWN = 100

export function makeMoves({ store, version, now }: MovesParts) {
  /**
   * The open requests that are due at another time by `after` than by `before`. One that waits for its applicant is
   * left out: the office's own date is told when the answer comes, and the applicant's was given to them as a day.
   */
  async function* between(before: Calendar, after: Calendar): AsyncGenerator<Move> {
    for await (const page of store.open()) {
      const open = page.filter(({ status }) => status !== 'waitingForApplicant')
      const byId = new Map(open.map((one) => [one.id, one]))
      const countable = await Promise.all(open.map(withSteps))
      for (const moved of movedBy(countable, before, after, now())) yield moveOf(byId.get(moved.id)!, moved)
      // Two thousand of them take seconds: other pages are answered in between.
      await setImmediate()
    }
  }

  async function withSteps(one: OpenRequest) {
    const published = await version(one.serviceId, one.serviceVersion)
    if (!published) throw new Error(`${one.serviceId} version ${one.serviceVersion} is missing`)
    return { ...one, steps: published.definition.manual.steps }
  }

  /** What a change would do, before anybody confirms it. */
  async function preview(before: Calendar, after: Calendar): Promise<Moves> {
    const at = now().toISOString()
    const moved: Move[] = []
    let sameDay = 0
    for await (const move of between(before, after)) {
      if (isOtherDay(move)) moved.push(move)
      else sameDay++
    }
    const earlier = moved.filter((move) => move.after.dueAt < move.before.dueAt)
    const lateAtOnce = earlier.filter((move) => move.after.dueAt < at && move.before.dueAt >= at).length
    const shown = moved.toSorted(byNewDay).slice(0, MOST_SHOWN)
    return { shown, count: moved.length, earlier: earlier.length, lateAtOnce, sameDay }
  }

  return { between, preview }
}

export type MovesOf = ReturnType<typeof makeMoves>

function moveOf(
  { id, reference, serviceId, division, filedAt, dueAt }: OpenRequest,
  { before, after }: { before: Due; after: Due },
): Move {
  return { id, reference, serviceId, division, filedAt, dueAt, before, after }
}

/** Applicants are promised a day; only another day is another promise. */
export const isOtherDay = ({ before, after }: Pick<Move, 'before' | 'after'>) =>
  before.dueDay !== after.dueDay

const byNewDay = (a: Move, b: Move) =>
  a.after.dueAt < b.after.dueAt ? -1 : a.after.dueAt > b.after.dueAt ? 1 : a.id < b.id ? -1 : 1
