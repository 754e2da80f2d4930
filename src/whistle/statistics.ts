import { fiscalYear, type IsoDay } from '../calendar/dates.ts'
import type { Text } from '../i18n/text.ts'
import { OUTCOMES, type Outcome } from './outcomes.ts'

/** Fewer than this, and a number could point at a person. */
export const SMALLEST_SHOWN = 5
/** Fewer reports than this in a division, and divisions are not told apart at all. */
export const SMALLEST_DIVISION = 3

/** `fewer` stands for 1 to 4. */
export type Shown = number | 'fewer'
export type YearStatistics = {
  /** The fiscal year in the Buddhist era. */
  year: number
  received: Shown
  /** Missing where, beside `received`, it would tell a small number of open ones. */
  closed?: Shown
  /** Missing where any of its numbers would have to be hidden: the hidden one could be worked out. */
  outcomes?: Record<Outcome, number>
}

export const NONE: Text = {
  th: 'ไม่มีเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ',
  en: 'There were no reports of corruption or misconduct.',
}

export type Tally = { day: IsoDay; state: string; outcome: string | null; n: number }

/** Totals by fiscal year, the newest first. Junk is left out. A year without reports is there, and says 0. */
export function statisticsOf(tally: Tally[], today: IsoDay, years = 3): YearStatistics[] {
  const newest = fiscalYear(today)
  return Array.from({ length: years }, (_, n) => yearOf(tally, newest - n))
}

function yearOf(tally: Tally[], year: number): YearStatistics {
  const real = tally.filter(({ day, state }) => state !== 'junk' && fiscalYear(day) === year)
  const closed = real.filter(({ state }) => state === 'closed')
  const total = (some: Tally[]) => some.reduce((sum, { n }) => sum + n, 0)
  const open = total(real) - total(closed)
  const counts = OUTCOMES.map((outcome) => total(closed.filter((each) => each.outcome === outcome)))
  const mayBreakDown = total(closed) > 0 && counts.every((n) => n === 0 || n >= SMALLEST_SHOWN)
  return {
    year,
    received: shown(total(real)),
    ...((shown(open) !== 'fewer' || total(real) < SMALLEST_SHOWN) && { closed: shown(total(closed)) }),
    ...(mayBreakDown && {
      outcomes: Object.fromEntries(OUTCOMES.map((outcome, n) => [outcome, counts[n]])) as Record<
        Outcome,
        number
      >,
    }),
  }
}

export function shown(n: number): Shown {
  return n > 0 && n < SMALLEST_SHOWN ? 'fewer' : n
}

/** Reports by division, for readers; undefined when any division has so few that its people could be guessed. */
export function byDivision(divisions: string[]): Map<string, number> | undefined {
  const counts = new Map<string, number>()
  for (const division of divisions) counts.set(division, (counts.get(division) ?? 0) + 1)
  return [...counts.values()].some((n) => n < SMALLEST_DIVISION) ? undefined : counts
}
