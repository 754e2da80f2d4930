import { expect, test } from 'vitest'
import { OUTCOMES } from '../../src/whistle/outcomes.ts'
import { statisticsOf, type Tally, type YearStatistics } from '../../src/whistle/statistics.ts'

const [FIRST, SECOND] = ['2026-11-01', '2027-06-01']
const [IN_HALF, AFTER] = ['2027-05-01', '2027-11-01']
const closed = (n: number, day = FIRST, outcome: string = 'partly'): Tally => ({
  ...{ day, n, outcome, state: 'closed' },
})
const open = (n: number, day = FIRST): Tally => ({ day, n, outcome: null, state: 'open' })
/** The whole year B.E. 2570, a month after it ended. */
const year = (...tally: Tally[]): YearStatistics => statisticsOf(tally, AFTER, 1).years[0]!

test('totals are told, small numbers hidden, junk left out', () => {
  expect(year()).toEqual({ year: 2570, received: 0, closed: 0 })
  expect(year(open(4))).toEqual({ year: 2570, received: 'fewer' })
  expect(year(open(5), closed(20))).toEqual({
    ...{ year: 2570, received: 25, closed: 20 },
    outcomes: expect.objectContaining({ partly: 20, referred: 0 }),
  })
  expect(year(open(6), closed(20), closed(1, FIRST, 'referred'))).toEqual({
    ...{ year: 2570, received: 27, closed: 21 },
  })
  expect(year({ ...open(99), state: 'junk' })).toMatchObject({ received: 0 })
  // Neither what is closed nor how it ended tells the two that are open.
  expect(year(open(2), closed(20))).toEqual({ year: 2570, received: 22 })
  // Nor may the first half, kept since April, be taken from the year.
  expect(year(open(12), open(2, SECOND))).toEqual({ year: 2570, received: { least: 13, most: 16 } })
})

test.each([
  ['2026-10-29', ['2569½', 2568], ['2569 2026-10-30', '2570½ 2027-04-20', '2570 2027-10-30']],
  ['2026-10-30', [2569], ['2570½ 2027-04-20', '2570 2027-10-30']],
  ['2027-04-19', [2569], ['2570½ 2027-04-20', '2570 2027-10-30']],
  ['2027-04-20', ['2570½', 2569], ['2570 2027-10-30']],
  ['2027-10-29', ['2570½', 2569], ['2570 2027-10-30', '2571½ 2028-04-20', '2571 2028-10-30']],
  ['2027-10-30', [2570], ['2571½ 2028-04-20', '2571 2028-10-30']],
])(
  'on %s only times that are over are shown, and the days of the next are told',
  (today, shown, upcoming) => {
    for (const tally of [[], [open(50, '2026-10-01'), open(50, '2027-04-01'), open(50, '2027-10-01')]]) {
      const { years, upcoming: later } = statisticsOf(tally, today, 1)
      const name = (of: { year: number; firstHalf?: true }) => `${of.year}${of.firstHalf ? '½' : ''}`
      expect(years.map(name)).toEqual(shown.map(String))
      expect(later.map((each) => `${name(each)} ${each.from}`)).toEqual(upcoming)
    }
  },
)

test('a report of the running time moves no figure, whatever becomes of it', () => {
  const before = statisticsOf([open(7)], IN_HALF)
  expect(statisticsOf([open(7), open(3, '2027-05-01'), closed(9, '2027-04-01')], IN_HALF)).toEqual(before)
})

type Hidden = Record<string, number>
/** Everybody can read how figures are made: a number is given away if every tally with the same figures has it. */
function givenAway(cases: { shown: string; hidden: Hidden }[]): string[] {
  const alike = new Map<string, Map<string, Set<number>>>()
  for (const { shown, hidden } of cases) {
    const of = alike.get(shown) ?? new Map<string, Set<number>>()
    for (const [name, n] of Object.entries(hidden)) of.set(name, (of.get(name) ?? new Set()).add(n))
    alike.set(shown, of)
  }
  return [...alike].flatMap(([shown, of]) =>
    [...of].flatMap(([name, [only = 0, ...others]]) =>
      others.length === 0 && only >= 1 && only <= 4 ? [`${name} is ${only}: ${shown}`] : [],
    ),
  )
}

const upTo = (n: number) => Array.from({ length: n + 1 }, (_, each) => each)

test('no number of 1 to 4 follows from what April and October show, of the halves, the year, the closed and the open', () => {
  const most = 13
  const halves = upTo(most).flatMap((ended) => upTo(most - ended).map((left) => ({ ended, left })))
  const cases = halves.flatMap((first) =>
    halves.flatMap((second) => {
      const received = first.ended + first.left + second.ended + second.left
      // Beyond it not every tally with the same figures is among these.
      if (received > most || first.ended + first.left > most - 4) return []
      const tally = [closed(first.ended), open(first.left)]
      const whole = [...tally, closed(second.ended, SECOND), open(second.left, SECOND)]
      const shown = [statisticsOf(tally, IN_HALF, 1).years[0], statisticsOf(whole, AFTER, 1).years[0]]
      const hidden = {
        ...{ first: first.ended + first.left, firstClosed: first.ended, firstOpen: first.left },
        ...{ second: second.ended + second.left, secondClosed: second.ended, secondOpen: second.left },
        ...{ received, closed: first.ended + second.ended, open: first.left + second.left },
      }
      return [{ shown: JSON.stringify(shown), hidden }]
    }),
  )
  expect(givenAway(cases)).toEqual([])
})

/** All ways to share at most so many among so many. */
function shares(most: number, among: number): number[][] {
  if (among === 0) return [[]]
  return upTo(most).flatMap((n) => shares(most - n, among - 1).map((rest) => [n, ...rest]))
}

test('no number of 1 to 4 follows from the outcomes', () => {
  const cases = shares(11, OUTCOMES.length + 1).map(([left = 0, ...ended]) => {
    const tally = [open(left, SECOND), ...ended.map((n, of) => closed(n, SECOND, OUTCOMES[of]))]
    const sum = ended.reduce((total, n) => total + n, 0)
    const hidden = { received: left + sum, closed: sum, open: left, ...Object.fromEntries(ended.entries()) }
    return { shown: JSON.stringify(year(...tally)), hidden }
  })
  expect(givenAway(cases)).toEqual([])
})
