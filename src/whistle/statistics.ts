import { addDays, fiscalYear, type IsoDay } from '../calendar/dates.ts'
import type { Text } from '../i18n/text.ts'
import { OUTCOMES, type Outcome } from './outcomes.ts'

/** Fewer than this, and a number could point at a person. */
export const SMALLEST_SHOWN = 5
/** Fewer reports than this in a division, and divisions are not told apart at all. */
export const SMALLEST_DIVISION = 3

/**
 * Days from the end of a time to its figures, the same whether or not anything came: a figure of the time that is
 * running would tell whoever is kept out of a report that one has just come. Our choice, for the municipality to
 * confirm, but for one bound: the transparency assessment asks for the first six months of the present fiscal year
 * (October to March) and collects until 30 April, so that those cannot wait longer.
 */
export const SHOWN_AFTER_DAYS = { firstHalf: 20, year: 30 }

/** `fewer` stands for 1 to 4; a range for the number of a year, where the exact one less its first half would be 1 to 4. */
export type Shown = number | 'fewer' | { least: number; most: number }
export type YearStatistics = {
  /** The fiscal year in the Buddhist era. */
  year: number
  /** Its first six months alone, until the whole is shown. */
  firstHalf?: true
  received: Shown
  /** Missing where it, or how many are open beside it, is too small to tell, also in one half of the year. */
  closed?: number
  /** Of a whole year whose `closed` is shown; missing where any of its numbers would have to be hidden: it could be worked out. */
  outcomes?: Record<Outcome, number>
}
/** A time that is not over, or was over too short a while ago, and the day from which its figures are shown. */
export type Upcoming = { year: number; firstHalf?: true; from: IsoDay }
export type Statistics = { years: YearStatistics[]; upcoming: Upcoming[] }

export const NONE: Text = {
  th: 'ไม่มีเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ',
  en: 'There were no reports of corruption or misconduct.',
}

export type Tally = { day: IsoDay; state: string; outcome: string | null; n: number }

/** Totals of times that are over, the newest first, and when the next are shown. Junk is left out. A year without reports is there, and says 0. */
export function statisticsOf(tally: Tally[], today: IsoDay, years = 3): Statistics {
  const present = fiscalYear(today)
  const newest = isShown({ year: present - 1 }, today) ? present - 1 : present - 2
  const half = { year: newest + 1, firstHalf: true } as const
  const later = Array.from({ length: present - newest }, (_, n) => newest + 1 + n)
  const times = later.flatMap((year) => [{ year, firstHalf: true } as const, { year }])
  return {
    years: [
      ...(isShown(half, today) ? [halfOf(tally, half.year)] : []),
      ...Array.from({ length: years }, (_, n) => yearOf(tally, newest - n)),
    ],
    upcoming: times
      .filter((time) => !isShown(time, today))
      .map((time) => ({ ...time, from: shownFrom(time) }))
      .sort((a, b) => a.from.localeCompare(b.from)),
  }
}

type Time = { year: number; firstHalf?: true }

export function shownFrom({ year, firstHalf }: Time): IsoDay {
  const ends = firstHalf ? halfEnd(year) : `${year - 543}-09-30`
  return addDays(ends, SHOWN_AFTER_DAYS[firstHalf ? 'firstHalf' : 'year'])
}

const isShown = (time: Time, today: IsoDay): boolean => today >= shownFrom(time)
const halfEnd = (year: number): IsoDay => `${year - 543}-03-31`

function halfOf(tally: Tally[], year: number): YearStatistics {
  const half = countsOf(tally.filter((each) => isOf(each, year) && each.day <= halfEnd(year)))
  return { year, firstHalf: true, ...shownOf(half, [half], shown(half.received)) }
}

function yearOf(tally: Tally[], year: number): YearStatistics {
  const real = tally.filter((each) => isOf(each, year))
  const [whole, first, second] = [
    countsOf(real),
    countsOf(real.filter(({ day }) => day <= halfEnd(year))),
    countsOf(real.filter(({ day }) => day > halfEnd(year))),
  ]
  const figures = shownOf(whole, [whole, first, second], receivedOf(whole.received, first.received))
  const mayBreakDown = (figures.closed ?? 0) > 0 && whole.outcomes.every(isTold)
  return {
    ...{ year, ...figures },
    ...(mayBreakDown && {
      outcomes: Object.fromEntries(OUTCOMES.map((id, n) => [id, whole.outcomes[n]])) as Record<
        Outcome,
        number
      >,
    }),
  }
}

/** Whoever kept the figure of the first half can take it from that of the year. */
function receivedOf(year: number, first: number): Shown {
  const isTooClose = first >= SMALLEST_SHOWN && !isTold(year - first)
  return isTooClose ? { least: first + 1, most: first + SMALLEST_SHOWN - 1 } : shown(year)
}

type Counts = { received: number; closed: number; outcomes: number[] }

function countsOf(some: Tally[]): Counts {
  const sum = (each: Tally[]) => each.reduce((total, { n }) => total + n, 0)
  const closed = some.filter(({ state }) => state === 'closed')
  const outcomes = OUTCOMES.map((id) => sum(closed.filter(({ outcome }) => outcome === id)))
  return { received: sum(some), closed: sum(closed), outcomes }
}

/** `closed` beside the exact number received tells how many are open, and beside a half's figures those of the other half. */
function shownOf({ closed }: Counts, parts: Counts[], received: Shown) {
  const mayTell = parts.every((each) => isTold(each.closed) && isTold(each.received - each.closed))
  return { received, ...(mayTell && typeof received === 'number' && { closed }) }
}

const isOf = ({ day, state }: Tally, year: number): boolean => state !== 'junk' && fiscalYear(day) === year
const isTold = (n: number): boolean => n === 0 || n >= SMALLEST_SHOWN
const shown = (n: number): Shown => (isTold(n) ? n : 'fewer')

/** Reports by division, for readers; undefined when any division has so few that its people could be guessed. */
export function byDivision(divisions: string[]): Map<string, number> | undefined {
  const counts = new Map<string, number>()
  for (const division of divisions) counts.set(division, (counts.get(division) ?? 0) + 1)
  return [...counts.values()].some((n) => n < SMALLEST_DIVISION) ? undefined : counts
}
