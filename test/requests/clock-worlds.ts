import fc from 'fast-check'
import { STANDARD_CLOCK_RULES } from '../../src/calendar/clock-rules.ts'
import { addDays } from '../../src/calendar/dates.ts'
import { makeCalendar, type Calendar, type Holiday } from '../../src/calendar/working-time.ts'
import type { Step } from '../../src/catalogue/service.ts'
import type { EventDataOf, EventKind, RequestEvent } from '../../src/requests/events.ts'
import type { World } from './clock-oracle.ts'

export function step(n: number, unit: Step['duration']['unit'], clock: Step['clock'] = 'counts'): Step {
  return {
    id: `${n}-${unit}`,
    title: { th: 'ขั้นตอน', en: 'Step' },
    unit: 'clerk',
    duration: { n, unit },
    clock,
  }
}

export function holiday(day: string, th = 'วันหยุด'): Holiday {
  return { day, name: { th, en: 'Holiday' }, kind: 'regular', scope: 'nation', source: 'test' }
}

/** An instant written as the clock in Thailand shows it. */
export const bangkok = (text: string) => new Date(`${text}:00+07:00`)

/** Events of one request from `[kind, time in Thailand, data]`, in order. */
export function history(
  ...told: { [K in EventKind]: [K, string, EventDataOf[K]] }[EventKind][]
): RequestEvent[] {
  return told.map(
    ([kind, time, data], seq) =>
      ({
        id: `e${seq}`,
        requestId: 'r',
        seq,
        kind,
        at: bangkok(time).toISOString(),
        actor: null,
        data,
      }) as RequestEvent,
  )
}

export type Case = {
  world: World
  calendar: Calendar
  steps: Step[]
  events: RequestEvent[]
  filedAt: Date
  now: Date
  start: string
}

export function calendarOf(world: World): Calendar {
  const { opens, closes, weekdays, lunch } = world
  return makeCalendar({
    hours: { opens, closes, weekdays, ...(lunch && { lunch }) },
    holidays: [...world.holidays].map((day) => holiday(day)),
    rules: {
      ...STANDARD_CLOCK_RULES,
      deemedDayIsDayOne: world.deemedDayIsDayOne,
      officeLastDayMoves: world.lastDayMoves,
    },
  })
}

/** Starts around which mistakes gather: the ends of the fiscal and the calendar year, 29 February, any day. */
const starts = fc.oneof(
  fc.constantFrom('2026-09-21', '2026-12-21', '2027-12-24', '2028-02-21', '2026-11-16'),
  fc.nat({ max: 3000 }).map((n) => addDays('2026-01-01', n)),
)

const unit = fc.constantFrom('minute' as const, 'hour' as const, 'workingDay' as const, 'day' as const)
const size = { minute: 900, hour: 20, workingDay: 9, day: 30 }
const duration = unit.chain((unit) => fc.integer({ min: 1, max: size[unit] }).map((n) => ({ n, unit })))
const manySteps = fc.array(
  fc.tuple(
    duration,
    fc.constantFrom<Step['clock']>('counts', 'counts', 'counts', 'waitsForApplicant', 'external'),
  ),
  { minLength: 1, maxLength: 4 },
)
const shortSteps = fc.array(
  fc.tuple(
    fc
      .tuple(fc.integer({ min: 1, max: 700 }), fc.constant('minute' as const))
      .map(([n, unit]) => ({ n, unit })),
    fc.constant<Step['clock']>('counts'),
  ),
  { minLength: 1, maxLength: 3 },
)

const worlds = (start: string): fc.Arbitrary<World> =>
  fc.record({
    opens: fc.constantFrom(480, 510, 540),
    closes: fc.constantFrom(930, 990, 1020),
    lunch: fc.constantFrom(undefined, { from: 720, to: 780 }),
    weekdays: fc.constantFrom<number[]>([1, 2, 3, 4, 5], [1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6], [2, 4], [0, 3]),
    holidays: fc
      .array(fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 90 })), { maxLength: 15 })
      .map((days) => new Set(days.map((n) => addDays(start, n)))),
    deemedDayIsDayOne: fc.boolean(),
    lastDayMoves: fc.boolean(),
  })

/** Minutes of a day at which a rule changes, and any other. */
const edges = fc.oneof(
  fc.constantFrom(0, 479, 480, 509, 510, 720, 750, 779, 780, 989, 990, 1019, 1020),
  fc.nat({ max: 1439 }),
)
const gaps = fc.tuple(fc.nat({ max: 5 }), edges)
const moves = fc.array(
  fc.tuple(fc.constantFrom('ask', 'ask', 'give', 'give', 'end', 'reopen', 'extend'), gaps, duration),
  {
    maxLength: 8,
  },
)

export const cases: fc.Arbitrary<Case> = starts.chain((start) =>
  fc
    .tuple(worlds(start), fc.oneof(manySteps, shortSteps), moves, fc.tuple(fc.nat({ max: 12 }), edges), gaps)
    .map(([world, stepsDrawn, moves, filing, last]) => {
      const midnight = Date.parse(`${start}T00:00:00+07:00`)
      const filed = filing[0] * 1440 + filing[1]
      let minute = filed
      const events: RequestEvent[] = []
      let standing: 'running' | 'waiting' | 'ended' = 'running'
      const iso = (minutes: number) => new Date(midnight + minutes * 60_000).toISOString()
      const later = ([days, edge]: [number, number]) =>
        Math.max(minute + 1, (Math.floor(minute / 1440) + days) * 1440 + edge)
      const tell = <K extends EventKind>(kind: K, data: EventDataOf[K]) =>
        events.push({
          id: `e${events.length}`,
          requestId: 'r',
          seq: events.length,
          kind,
          at: iso(minute),
          actor: null,
          data,
        } as RequestEvent)
      for (const [move, gap, length] of moves) {
        minute = later(gap)
        if (move === 'ask' && standing === 'running') {
          tell('deficiency', { items: ['x'], dueDay: start })
          standing = 'waiting'
        } else if (move === 'give' && standing === 'waiting') {
          tell('supplied', { files: [] })
          standing = 'running'
        } else if (move === 'end' && standing !== 'ended') {
          if (length.n % 2) tell('decided', { outcome: 'approved' })
          else tell('withdrawn', {})
          standing = 'ended'
        } else if (move === 'reopen' && standing === 'ended') {
          tell('reopened', { reason: 'x' })
          standing = 'running'
        } else if (move === 'extend' && standing !== 'ended') {
          tell('extended', { ...length, reason: 'x' })
        }
      }
      minute = later(last)
      return {
        world,
        calendar: calendarOf(world),
        steps: stepsDrawn.map(([{ n, unit }, clock]) => step(n, unit, clock)),
        events,
        filedAt: new Date(midnight + filed * 60_000),
        now: new Date(midnight + minute * 60_000),
        start,
      }
    }),
)
