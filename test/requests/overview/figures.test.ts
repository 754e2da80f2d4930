import { describe, expect, test } from 'vitest'
import type { Officer } from '../../../src/officers/officer.ts'
import { medianOf, type Figures } from '../../../src/requests/overview/figures.ts'
import { makeOverviews } from '../../../src/requests/overview/overview.ts'
import { makeOverviewStore } from '../../../src/requests/overview/store.ts'
import type { Request } from '../../../src/requests/request.ts'
import type { Engine } from '../../../src/storage/engine.ts'
import { eachEngine } from '../../support/engines.ts'
import { DIVISIONS, putWorld, randomWorld, SERVICES, type Rated, type World } from './world.ts'

// Wednesday 17 June 2569, 23:30 in Thailand: the day of the wall calendar is not that of UTC for long.
const NOW = new Date('2026-06-17T16:30:00.000Z')

const officer = (role: Officer['role'], division: string | null): Officer => ({
  id: role,
  email: `${role}@example.org`,
  name: role,
  title: '',
  role,
  division,
  state: 'active',
  createdAt: NOW.toISOString(),
  endedAt: null,
})
const pranee = officer('triage', null)
const wichai = officer('head', 'public-works')

const overviewsOf = (engine: Engine) =>
  makeOverviews({
    store: makeOverviewStore(engine),
    divisions: async () => DIVISIONS.map((id) => ({ id, name: { th: id, en: id } })),
    serviceName: async (id) => ({ th: id, en: id }),
    now: () => NOW,
  })

// Reckoned anew from the requests themselves, one by one, with another idea of days: the one of JavaScript’s own
// calendar in Bangkok.
const CALENDAR = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Bangkok' })
const dayIn = (instant: string) => CALENDAR.format(new Date(instant))
const daysFrom = (one: string, other: string) =>
  Math.round((Date.parse(dayIn(other)) - Date.parse(dayIn(one))) / 86_400_000)

function reckon(
  { requests, ratings }: World,
  from: string,
  to: string,
  fits: (one: { division: string; service: string }) => boolean,
): Figures {
  const own = requests.filter(({ division, serviceId }) => fits({ division, service: serviceId }))
  const isIn = (instant: string | null) => instant !== null && dayIn(instant) >= from && dayIn(instant) <= to
  const inWeek = (instant: string | null) =>
    instant !== null && dayIn(instant) >= '2026-06-15' && dayIn(instant) <= '2026-06-21'
  const open = own.filter(({ finishedAt }) => finishedAt === null)
  const byOffice = ({ status }: Request) => ['approved', 'refused', 'done'].includes(status)
  const ended = own.filter(({ finishedAt }) => isIn(finishedAt))
  const finished = ended.filter(byOffice)
  const days = finished
    .map(({ receivedAt, finishedAt }) => daysFrom(receivedAt ?? '', finishedAt ?? ''))
    .sort((a, b) => a - b)
  const middle = days.slice(Math.floor((days.length - 1) / 2), Math.floor(days.length / 2) + 1)
  const mean = (list: number[]) => list.reduce((sum, n) => sum + n, 0) / list.length
  const rated = ratings.filter((one) => fits(one) && isIn(one.at))
  const score = (of: (one: Rated) => number) => (rated.length === 0 ? 0 : mean(rated.map(of)))
  return {
    open: open.length,
    late: open.filter(
      ({ dueAt, status }) => status !== 'waitingForApplicant' && Date.parse(dueAt ?? '') < NOW.getTime(),
    ).length,
    unclaimed: open.filter(({ claimedBy }) => claimedBy === null).length,
    cameIn: own.filter(({ filedAt }) => isIn(filedAt)).length,
    finished: finished.length,
    stopped: ended.length - finished.length,
    onTime: finished.filter(
      ({ finishedAt, dueAt }) => Date.parse(finishedAt ?? '') <= Date.parse(dueAt ?? ''),
    ).length,
    median: days.length === 0 ? null : mean(middle),
    slowest: days.at(-1) ?? null,
    weekIn: own.filter(({ filedAt }) => inWeek(filedAt)).length,
    weekFinished: own.filter((one) => byOffice(one) && inWeek(one.finishedAt)).length,
    ratings: {
      count: rated.length,
      steps: score(({ steps }) => steps),
      fairness: score(({ fairness }) => fairness),
      ease: score(({ ease }) => ease),
      solved: score(({ solved }) => solved),
    },
  }
}

eachEngine('every figure of the overview', (open) => {
  test.each([1, 2, 3])('is what counting the requests one by one gives (world %i)', async (seed) => {
    const engine = await open()
    const world = randomWorld(seed, 400, NOW)
    await putWorld(engine, world)
    const overviews = overviewsOf(engine)
    for (const [from, to] of [
      ['2026-06-01', '2026-06-17'],
      ['2025-10-01', '2026-06-17'],
      ['2026-02-28', '2026-03-01'],
      ['2026-06-17', '2026-06-17'],
    ] as const) {
      const seen = await overviews.forOfficer(pranee, { from, to })
      expect(seen.whole).toEqual(reckon(world, from, to, () => true))
      expect(seen.divisions.map(({ id }) => id)).toEqual(DIVISIONS)
      for (const { id, figures } of seen.divisions)
        expect([id, figures]).toEqual([id, reckon(world, from, to, ({ division }) => division === id)])
      for (const { id, figures } of seen.services)
        expect([id, figures]).toEqual([id, reckon(world, from, to, ({ service }) => service === id)])
      expect(seen.services.map(({ id }) => id).sort()).toEqual([...SERVICES].sort())
      for (const { division, service, figures } of seen.both)
        expect(figures).toEqual(
          reckon(world, from, to, (one) => one.division === division.id && one.service === service.id),
        )
    }
  })

  test('of a head are those of their division alone', async () => {
    const engine = await open()
    const world = randomWorld(4, 200, NOW)
    await putWorld(engine, world)
    const days = { from: '2025-10-01', to: '2026-06-17' }
    const seen = await overviewsOf(engine).forOfficer(wichai, days)
    const mine = reckon(world, days.from, days.to, ({ division }) => division === 'public-works')
    expect(seen.divisions).toMatchObject([{ id: 'public-works', figures: mine }])
    expect(seen.whole).toEqual(mine)
    expect(mine.finished).toBeGreaterThan(0)
    expect(new Set(seen.both.map(({ division }) => division.id))).toEqual(new Set(['public-works']))
  })

  test('is nothing where there is nothing', async () => {
    const engine = await open()
    await putWorld(engine, { requests: [], ratings: [] })
    const seen = await overviewsOf(engine).forOfficer(pranee, { from: '2026-06-01', to: '2026-06-17' })
    expect(seen.whole).toMatchObject({ open: 0, finished: 0, median: null, slowest: null })
    expect([seen.divisions.length, seen.services.length]).toEqual([3, 0])
  })
})

describe('the median', () => {
  test.each([
    [[], null],
    [[5], 5],
    [[1, 2], 1.5],
    [[1, 2, 9], 2],
    [[0, 0, 0, 10], 0],
    [[1, 1, 4, 4], 2.5],
  ])('of %j is %j', (days, median) => {
    const rows = [...new Set(days)].map((day) => ({ days: day, n: days.filter((one) => one === day).length }))
    expect(medianOf(rows.reverse())).toBe(median)
  })
})
