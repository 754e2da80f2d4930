import { describe, expect, test } from 'vitest'
import { daysOf, periodOf, piecesOf, queryOf, spanOf, weekOf } from '../../../src/requests/overview/period.ts'

const TODAY = '2026-06-15'

describe('the time that is looked at', () => {
  test.each([
    ['month', '2026-06-15', '2026-06-01'],
    ['quarter', '2026-06-15', '2026-04-01'],
    ['year', '2026-06-15', '2025-10-01'],
    ['quarter', '2026-10-01', '2026-10-01'],
    ['quarter', '2026-12-31', '2026-10-01'],
    ['quarter', '2027-01-01', '2027-01-01'],
    ['quarter', '2026-09-30', '2026-07-01'],
    ['year', '2026-10-01', '2026-10-01'],
    ['year', '2026-09-30', '2025-10-01'],
    ['month', '2026-03-01', '2026-03-01'],
  ] as const)('%s of %s begins on %s and ends today', (kind, today, from) =>
    expect(daysOf(kind, today)).toEqual({ from, to: today }),
  )

  test('is this month unless asked otherwise', () =>
    expect(periodOf({}, TODAY)).toMatchObject({ kind: 'month', days: { from: '2026-06-01', to: TODAY } }))

  test('may be two dates, typed in the Buddhist era and in Thai digits', () => {
    const period = periodOf(between('๑', '1', '๒๕๖๙', '31', '3', '2569'), TODAY)
    expect(period.days).toEqual({ from: '2026-01-01', to: '2026-03-31' })
    expect(periodOf(parsed(queryOf(period)), TODAY).days).toEqual(period.days)
  })

  test.each([
    ['the end before the beginning', between('2', '3', '2569', '1', '3', '2569'), ['to']],
    ['a day to come', between('1', '3', '2569', '16', '6', '2569'), ['to']],
    ['no day there is', between('31', '2', '2569', '1', '3', '2569'), ['from']],
    ['no dates', { period: 'days' }, ['from', 'to']],
    ['no such period', { period: 'century' }, ['period']],
  ])('is not %s', (_what, raw, keys) => {
    const period = periodOf(raw, TODAY)
    expect(period.days).toBeUndefined()
    expect(period.problems.map(({ key }) => key)).toEqual(keys)
  })

  test('is at most two years, so that a look stays cheap', () => {
    expect(periodOf(between('15', '6', '2567', '14', '6', '2569'), TODAY)).toMatchObject({ isTooLong: false })
    const long = periodOf(between('14', '6', '2567', '15', '6', '2569'), TODAY)
    expect([long.isTooLong, long.days]).toEqual([true, undefined])
  })

  test('reaches from midnight to midnight in Thailand', () =>
    expect(spanOf({ from: '2026-06-01', to: '2026-06-15' })).toEqual({
      from: '2026-05-31T17:00:00.000Z',
      until: '2026-06-15T17:00:00.000Z',
    }))

  test('is counted in pieces that touch and never overlap', () => {
    for (const days of [
      { from: '2026-06-15', to: '2026-06-15' },
      { from: '2024-06-16', to: '2026-06-15' },
      { from: '2026-01-01', to: '2026-01-31' },
    ]) {
      const span = spanOf(days)
      const pieces = piecesOf(span)
      expect([pieces[0]?.from, pieces.at(-1)?.until]).toEqual([span.from, span.until])
      for (const [index, piece] of pieces.slice(1).entries()) expect(piece.from).toBe(pieces[index]?.until)
    }
  })

  test.each([
    ['2026-06-15', '2026-06-15'],
    ['2026-06-21', '2026-06-15'],
    ['2026-06-22', '2026-06-22'],
    ['2027-01-01', '2026-12-28'],
  ])('the week of %s begins on Monday %s', (today, monday) => expect(weekOf(today).from).toBe(monday))
})

function between(d1: string, m1: string, y1: string, d2: string, m2: string, y2: string) {
  return {
    period: 'days',
    'from.day': d1,
    'from.month': m1,
    'from.year': y1,
    'to.day': d2,
    'to.month': m2,
    'to.year': y2,
  }
}

const parsed = (query: string) => Object.fromEntries(new URLSearchParams(query)) as Record<string, string>
