import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addDays,
  dayOf,
  daysBetween,
  fiscalQuarter,
  fiscalYear,
  formatDay,
  formatTime,
  instantAt,
  isIsoDay,
  minuteOfDay,
  toBuddhistYear,
  weekday,
  weekdayName,
} from '../../src/calendar/dates.ts'

const anyInstant = fc.date({ min: new Date('1930-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })

test('a day begins at midnight in Thailand, not in Greenwich', () => {
  expect(dayOf(new Date('2026-11-20T16:59:59.999Z'))).toBe('2026-11-20')
  expect(dayOf(new Date('2026-11-20T17:00:00Z'))).toBe('2026-11-21')
  expect(minuteOfDay(new Date('2026-11-20T17:00:00Z'))).toBe(0)
  expect(minuteOfDay(new Date('2026-11-20T19:05:59+07:00'))).toBe(19 * 60 + 5)
})

test('the fiscal year ends with the last second of September in Thailand', () => {
  const lastSecond = dayOf(new Date('2026-09-30T23:59:59+07:00'))
  const next = dayOf(new Date('2026-10-01T00:00:00+07:00'))
  expect([fiscalYear(lastSecond), fiscalQuarter(lastSecond)]).toEqual([2569, 4])
  expect([fiscalYear(next), fiscalQuarter(next)]).toEqual([2570, 1])
})

test('quarters begin in October, January, April and July', () => {
  const days = [
    '2026-10-01',
    '2026-12-31',
    '2027-01-01',
    '2027-03-31',
    '2027-04-01',
    '2027-07-01',
    '2027-09-30',
  ]
  expect(days.map(fiscalQuarter)).toEqual([1, 1, 2, 2, 3, 4, 4])
  expect(days.map(fiscalYear)).toEqual([2570, 2570, 2570, 2570, 2570, 2570, 2570])
})

test('days are written in the Buddhist era in Thai and in the common era in English', () => {
  expect(formatDay('2026-12-01', 'th', 'full')).toBe('วันอังคารที่ 1 ธันวาคม 2569')
  expect(formatDay('2026-12-01', 'th', 'long')).toBe('1 ธันวาคม 2569')
  expect(formatDay('2026-12-01', 'th', 'short')).toBe('อังคาร 1 ธ.ค. 2569')
  expect(formatDay('2026-12-01', 'en', 'full')).toBe('Tuesday 1 December 2026')
  expect(formatDay('2026-12-01', 'en', 'long')).toBe('1 December 2026')
  expect(formatDay('2026-12-01', 'en', 'short')).toBe('Tue 1 Dec 2026')
  expect(formatTime(new Date('2026-11-24T14:10:30+07:00'), 'th')).toBe('14:10 น.')
  expect(formatTime(new Date('2026-11-24T09:05:00+07:00'), 'en')).toBe('09:05')
  expect(weekdayName('2026-11-26', 'th', 'short')).toBe('พฤ.')
  expect(toBuddhistYear(2026)).toBe(2569)
})

test('what we write agrees with the platform’s own Buddhist calendar on every day', () => {
  const platform = new Intl.DateTimeFormat('th-TH-u-ca-buddhist-nu-latn', {
    dateStyle: 'long',
    timeZone: 'Asia/Bangkok',
  })
  fc.assert(
    fc.property(anyInstant, (instant) => {
      const written = platform.format(instant).replace('พ.ศ. ', '')
      expect(formatDay(dayOf(instant), 'th', 'long')).toBe(written)
    }),
  )
})

test('an instant is found again from its day and minute', () => {
  fc.assert(
    fc.property(anyInstant, (instant) => {
      const found = instantAt(dayOf(instant), minuteOfDay(instant))
      expect(instant.getTime() - found.getTime()).toBeGreaterThanOrEqual(0)
      expect(instant.getTime() - found.getTime()).toBeLessThan(60_000)
    }),
  )
})

test('days are added across months, years and 29 February', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(addDays('2027-01-01', -1)).toBe('2026-12-31')
  expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2)
  expect(weekday('2026-11-22')).toBe(0)
  expect(weekday('2026-11-28')).toBe(6)
})

test('a day that does not exist is no day', () => {
  expect(isIsoDay('2028-02-29')).toBe(true)
  expect(['2027-02-29', '2026-13-01', '2026-1-1', '', 'today', '2569-02-29x'].map(isIsoDay)).not.toContain(
    true,
  )
})
