import type { CountRow, EndedRow, OpenRow, RatingRow } from './store.ts'

/** What is known of a division, of a service, or of both together. */
export type Figures = {
  open: number
  late: number
  unclaimed: number
  cameIn: number
  /** Ended by the office: approved, refused, delivered or closed. */
  finished: number
  /** Ended otherwise: returned, or withdrawn. */
  stopped: number
  /** Of the finished: not after the date of the legal clock, which leaves out the time it stood still. */
  onTime: number
  /** Calendar days from receipt to end, of the finished; null where nothing was finished. */
  median: number | null
  slowest: number | null
  weekIn: number
  weekFinished: number
  ratings: { count: number; steps: number; fairness: number; ease: number; solved: number }
}

export type Counted = {
  open: OpenRow[]
  cameIn: CountRow[]
  ended: EndedRow[]
  ratings: RatingRow[]
  weekIn: CountRow[]
  weekEnded: EndedRow[]
}

type Place = { division: string; service: string }

/** The figures of all rows that belong to a place; averages and medians are made of the whole, never of averages. */
export function figuresOf(counted: Counted, belongs: (place: Place) => boolean): Figures {
  const own = <Row extends Place>(rows: Row[]) => rows.filter(belongs)
  const open = own(counted.open)
  const ended = own(counted.ended)
  const finished = ended.filter(({ office }) => office)
  return {
    open: sum(open, (row) => row.open),
    late: sum(open, (row) => row.late),
    unclaimed: sum(open, (row) => row.unclaimed),
    cameIn: sum(own(counted.cameIn), count),
    finished: sum(finished, count),
    stopped: sum(ended, count) - sum(finished, count),
    onTime: sum(
      finished.filter(({ onTime }) => onTime),
      count,
    ),
    median: medianOf(finished),
    slowest: finished.length === 0 ? null : Math.max(...finished.map(({ days }) => days)),
    weekIn: sum(own(counted.weekIn), count),
    weekFinished: sum(
      own(counted.weekEnded).filter(({ office }) => office),
      count,
    ),
    ratings: ratingsOf(own(counted.ratings)),
  }
}

function ratingsOf(rows: RatingRow[]): Figures['ratings'] {
  const total = sum(rows, count)
  const mean = (of: (row: RatingRow) => number) => (total === 0 ? 0 : sum(rows, of) / total)
  return {
    count: total,
    steps: mean((row) => row.steps),
    fairness: mean((row) => row.fairness),
    ease: mean((row) => row.ease),
    solved: mean((row) => row.solved),
  }
}

/** The middle one; of an even number the mean of the two in the middle. */
export function medianOf(rows: { n: number; days: number }[]): number | null {
  const total = sum(rows, count)
  if (total === 0) return null
  const sorted = [...rows].sort((a, b) => a.days - b.days)
  const at = (position: number) => {
    let seen = 0
    return sorted.find((row) => (seen += row.n) > position)?.days ?? 0
  }
  return (at(Math.floor((total - 1) / 2)) + at(Math.floor(total / 2))) / 2
}

/** Every division, or service, that has any figure. */
export function placesIn(counted: Counted, which: keyof Place): string[] {
  const rows: Place[] = Object.values(counted).flat()
  return [...new Set(rows.map((row) => row[which]))]
}

const count = ({ n }: { n: number }) => n

function sum<Row>(rows: Row[], of: (row: Row) => number): number {
  return rows.reduce((total, row) => total + of(row), 0)
}
