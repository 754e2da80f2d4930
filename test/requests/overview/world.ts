import type { Engine } from '../../../src/storage/engine.ts'
import type { Request } from '../../../src/requests/request.ts'
import { STATUSES } from '../../../src/requests/status.ts'
import { AT, requestRow, tokenHash } from '../../support/rows.ts'

export const DIVISIONS = ['public-works', 'health', 'revenue']
export const SERVICES = ['light', 'bin', 'sign', 'tree']
const ENDED = ['returned', 'approved', 'refused', 'done', 'withdrawn']

export type Rated = {
  service: string
  division: string
  steps: number
  fairness: number
  ease: number
  solved: number
  at: string
}
export type World = { requests: Request[]; ratings: Rated[] }

/** Numbers that are the same for the same seed. */
function diceOf(seed: number) {
  let state = seed
  const upTo = (n: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
  const one = <T>(list: readonly T[]): T => list[upTo(list.length)] as T
  return { upTo, one }
}

/** Requests of any state, filed and ended at any minute of a year around `now`; some on the very edges of a day. */
export function randomWorld(seed: number, size: number, now: Date): World {
  const { upTo, one } = diceOf(seed)
  const HOUR = 3_600_000
  const edges = [0, 1, 7 * HOUR, 17 * HOUR, 17 * HOUR - 1, 24 * HOUR - 1]
  const instant = (daysBack: number) => {
    const midnight = Math.floor(now.getTime() / 86_400_000 - upTo(daysBack)) * 86_400_000
    const within = upTo(3) === 0 ? one(edges) : upTo(86_400_000)
    return new Date(Math.min(midnight + within, now.getTime())).toISOString()
  }
  const later = (from: string, days: number) =>
    new Date(Math.min(Date.parse(from) + upTo(days * 86_400_000), now.getTime())).toISOString()
  const requests = Array.from({ length: size }, (_, n) => {
    const filedAt = instant(400)
    const receivedAt = upTo(2) === 0 ? filedAt : later(filedAt, 3)
    const status = one(STATUSES)
    const hasEnded = ENDED.includes(status)
    const finishedAt = hasEnded ? later(receivedAt, one([1, 10, 120])) : null
    const claimed = upTo(2) === 0
    return requestRow(`r${n}`, {
      serviceId: one(SERVICES),
      division: one(DIVISIONS),
      status,
      filedAt,
      receivedAt,
      finishedAt,
      // Some on the very instant at which they are due.
      dueAt: finishedAt !== null && upTo(6) === 0 ? finishedAt : later(filedAt, 60),
      claimedBy: hasEnded || !claimed ? null : 'malee',
    })
  })
  const ratings = requests
    .filter(({ finishedAt }) => finishedAt !== null && upTo(3) === 0)
    .map((request) => ({
      service: request.serviceId,
      division: request.division,
      steps: 1 + upTo(5),
      fairness: 1 + upTo(5),
      ease: 1 + upTo(5),
      solved: upTo(2),
      at: later(request.finishedAt ?? '', 20),
    }))
  return { requests, ratings }
}

export async function putWorld({ tables, atomically }: Engine, { requests, ratings }: World) {
  await atomically((tx) => [
    ...DIVISIONS.map((id, position) =>
      tx
        .insert(tables.division)
        .values({ id, name: JSON.stringify({ th: id, en: id }), work: '{}', position }),
    ),
    tx.insert(tables.officer).values({
      id: 'malee',
      email: 'malee@example.org',
      name: 'มาลี',
      title: '',
      role: 'officer',
      division: 'health',
      state: 'active',
      createdAt: AT,
    }),
    ...SERVICES.flatMap((id, position) => [
      tx.insert(tables.service).values({ id, slug: id, division: 'health', state: 'live', position }),
      tx.insert(tables.serviceVersion).values({
        serviceId: id,
        version: 1,
        schemaVersion: 1,
        document: '{}',
        sha256: tokenHash('{}'),
        publishedAt: AT,
        publishedBy: 'malee',
        changeNote: '',
      }),
    ]),
    ...requests.map((request) =>
      tx.insert(tables.request).values({ ...request, answers: JSON.stringify(request.answers) }),
    ),
    ...ratings.flatMap((rated, n) => {
      const requestId = requests[0]?.id ?? ''
      return [
        tx.insert(tables.requestEvent).values({
          id: `e${n}`,
          requestId,
          seq: n + 1,
          kind: 'rated',
          at: rated.at,
          actor: null,
          data: '{}',
        }),
        tx.insert(tables.rating).values({
          eventId: `e${n}`,
          requestId,
          serviceId: rated.service,
          division: rated.division,
          steps: rated.steps,
          fairness: rated.fairness,
          ease: rated.ease,
          solved: rated.solved,
          ratedAt: rated.at,
        }),
      ]
    }),
  ])
}
