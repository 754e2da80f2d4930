import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../../src/calendar/dates.ts'
import { clockOf, dueOnFiling, movedBy } from '../../src/requests/clock.ts'
import { thaiMinute, watch } from './clock-oracle.ts'
import { calendarOf, cases, type Case } from './clock-worlds.ts'

const DAY_MS = 24 * 60 * 60_000

const watched = ({ world, steps, events, filedAt, now }: Case) =>
  watch(world, steps, events, thaiMinute(filedAt.toISOString()), thaiMinute(now.toISOString()))

test('the clock says what a patient person with a wrist watch says', () => {
  fc.assert(
    fc.property(cases, (drawn) => {
      const clock = clockOf(drawn)
      const seen = watched(drawn)
      expect(thaiMinute(clock.receivedAt)).toBe(seen.received)
      expect(thaiMinute(clock.dueAt)).toBe(seen.due)
      const listed = new Set(clock.days.map(({ day }) => day))
      expect(clock.days.filter(({ n, kind }) => n && kind === 'counted').map(({ day }) => day)).toEqual(
        seen.countedDays.filter((day) => listed.has(day)),
      )
    }),
    { numRuns: 300 },
  )
})

test('a holiday declared late moves exactly the requests it must, and none to an earlier time', () => {
  fc.assert(
    fc.property(fc.array(cases, { minLength: 1, maxLength: 3 }), fc.nat({ max: 25 }), (drawn, distance) => {
      const [first] = drawn as [Case, ...Case[]]
      const { world } = first
      // Told as of one moment: a request of another year would keep the watch running for that many years.
      const sameYear = drawn.filter(({ filedAt }) => Math.abs(+filedAt - +first.now) < 200 * DAY_MS)
      const declared = { ...world, holidays: new Set([...world.holidays, addDays(first.start, distance)]) }
      const open = sameYear.map((request, index) => ({ ...request, id: String(index) }))
      const moved = new Map(
        movedBy(open, calendarOf(world), calendarOf(declared), first.now).map((move) => [move.id, move]),
      )
      for (const request of open) {
        const before = watched({ ...request, world, now: first.now }).due
        const after = watched({ ...request, world: declared, now: first.now }).due
        expect(after).toBeGreaterThanOrEqual(before)
        expect(moved.has(request.id)).toBe(after !== before)
        expect(thaiMinute(moved.get(request.id)?.after.dueAt ?? '1970-01-01T00:00:00Z')).toBe(
          after === before ? 420 : after,
        )
      }
    }),
    { numRuns: 60 },
  )
})

test('every day from filing to the due day stands in the list once, with its reason', () => {
  fc.assert(
    fc.property(cases, (drawn) => {
      const { days, dueDay, dayTotal, filedAt } = clockOf(drawn)
      expect(thaiMinute(`${days[0]!.day}T00:00:00+07:00`)).toBeLessThanOrEqual(thaiMinute(filedAt))
      days.forEach(({ day, reason, kind, n }, index) => {
        expect(day).toBe(addDays(days[0]!.day, index))
        expect(reason.th.length * reason.en.length).toBeGreaterThan(0)
        expect(`${reason.th}${reason.en}`).not.toContain('{')
        if (kind === 'late') expect(n).toBeGreaterThan(0)
      })
      expect(days.filter(({ isDue }) => isDue).map(({ day }) => day)).toEqual([dueDay])
      const numbers = days.flatMap(({ kind, n }) => (kind === 'counted' && n ? [n] : []))
      expect(numbers).toEqual(Array.from({ length: dayTotal }, (_, index) => index + 1))
    }),
    { numRuns: 400 },
  )
})

test('a request that waits for its applicant is never due before now', () => {
  fc.assert(
    fc.property(cases, (drawn) => {
      const clock = clockOf(drawn)
      fc.pre(clock.state === 'paused')
      expect(new Date(clock.dueAt).getTime()).toBeGreaterThan(drawn.now.getTime())
      expect(clock.daysLate).toBe(0)
    }),
    { numRuns: 300 },
  )
})

test('the date told at filing is the date of the clock before anything happens', () => {
  fc.assert(
    fc.property(cases, ({ steps, filedAt, calendar }) => {
      const { receivedAt, dueDay, dueAt } = clockOf({ steps, events: [], filedAt, calendar, now: filedAt })
      expect(dueOnFiling(steps, filedAt, calendar)).toEqual({ receivedAt, dueDay, dueAt })
      expect(dueOnFiling(steps, filedAt.toISOString(), calendar).dueAt).toBe(dueAt)
    }),
  )
})
