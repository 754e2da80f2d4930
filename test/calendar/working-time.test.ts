import { expect, test } from 'vitest'
import { CLOCK_RULE_SOURCES, readClockRules, STANDARD_CLOCK_RULES } from '../../src/calendar/clock-rules.ts'
import { addDays } from '../../src/calendar/dates.ts'
import {
  addWorkingMinutes,
  applicantDueDay,
  countDays,
  isWorkingDay,
  isWorkingTime,
  makeCalendar,
  missingHolidayYear,
  nextWorkingTime,
  STANDARD_HOURS,
  type Holiday,
} from '../../src/calendar/working-time.ts'

const holiday = (day: string, more: Partial<Holiday> = {}): Holiday => ({
  day,
  name: { th: 'วันหยุด', en: 'Holiday' },
  kind: 'regular',
  scope: 'nation',
  source: 'test',
  ...more,
})
const KORAT = { th: 'นครราชสีมา', en: 'Nakhon Ratchasima' }
const BANGKOK = { th: 'กรุงเทพมหานคร', en: 'Bangkok' }
const calendar = makeCalendar({ hours: STANDARD_HOURS, holidays: [holiday('2026-12-07')], province: KORAT })
const withLunch = makeCalendar({ hours: { ...STANDARD_HOURS, lunch: { from: 720, to: 780 } }, holidays: [] })
const at = (text: string) => new Date(`${text}:00+07:00`)

test('a holiday of another province or office is a working day here', () => {
  const mixed = makeCalendar({
    hours: STANDARD_HOURS,
    holidays: [
      holiday('2026-10-16', { scope: 'province', scopeName: BANGKOK }),
      holiday('2026-10-19', { scope: 'province', scopeName: KORAT }),
      holiday('2026-10-20', { scope: 'office', scopeName: { th: 'เทศบาลอื่น', en: 'Another' } }),
      holiday('2026-10-21', { scope: 'office' }),
    ],
    province: KORAT,
  })
  const days = ['2026-10-16', '2026-10-19', '2026-10-20', '2026-10-21']
  expect(days.map((day) => isWorkingDay(day, mixed))).toEqual([true, false, true, false])
})

test('opening is working time, closing is not', () => {
  expect(isWorkingTime(at('2026-11-20T08:29'), calendar)).toBe(false)
  expect(isWorkingTime(at('2026-11-20T08:30'), calendar)).toBe(true)
  expect(isWorkingTime(at('2026-11-20T16:29'), calendar)).toBe(true)
  expect(isWorkingTime(at('2026-11-20T16:30'), calendar)).toBe(false)
})

test('what comes after hours, on Saturday or on a holiday comes at the next opening', () => {
  expect(nextWorkingTime(at('2026-11-20T07:00'), calendar)).toEqual(at('2026-11-20T08:30'))
  expect(nextWorkingTime(at('2026-11-20T19:05'), calendar)).toEqual(at('2026-11-23T08:30'))
  expect(nextWorkingTime(at('2026-12-05T10:00'), calendar)).toEqual(at('2026-12-08T08:30'))
  expect(nextWorkingTime(at('2026-11-20T12:30'), withLunch)).toEqual(at('2026-11-20T13:00'))
})

test('working minutes leave out nights, days off, the closed noon and pauses', () => {
  expect(addWorkingMinutes(at('2026-11-20T15:30'), 60, calendar)).toEqual(at('2026-11-20T16:30'))
  expect(addWorkingMinutes(at('2026-11-20T15:30'), 61, calendar)).toEqual(at('2026-11-23T08:31'))
  expect(addWorkingMinutes(at('2026-11-20T11:30'), 60, withLunch)).toEqual(at('2026-11-20T13:30'))
  const pause = { from: at('2026-11-20T16:00'), to: at('2026-11-23T09:00') }
  expect(addWorkingMinutes(at('2026-11-20T15:30'), 60, calendar, [pause])).toEqual(at('2026-11-23T09:30'))
})

test('calendar days count days off, and a last day off moves to the next working day', () => {
  const count = countDays({ first: '2026-12-01', stretches: [{ n: 5, unit: 'day' }], calendar })
  expect(count.map(({ day, fate, n }) => [day.slice(8), fate, n])).toEqual([
    ['01', 'counted', 1],
    ['02', 'counted', 2],
    ['03', 'counted', 3],
    ['04', 'counted', 4],
    ['05', 'counted', 5],
    ['06', 'dayOff', undefined],
    ['07', 'dayOff', undefined],
    ['08', 'rolled', undefined],
  ])
})

test('an applicant’s last day on a holiday weekend is the working day after it', () => {
  expect(applicantDueDay('2026-11-20', 15, calendar)).toBe('2026-12-08')
  expect(applicantDueDay('2026-11-20', 14, calendar)).toBe('2026-12-04')
})

test('an office that never opens is refused, and one closed for decades ends in an error, not a hang', () => {
  expect(() => makeCalendar({ hours: { ...STANDARD_HOURS, weekdays: [] }, holidays: [] })).toThrow(RangeError)
  expect(() => makeCalendar({ hours: { ...STANDARD_HOURS, closes: 510 }, holidays: [] })).toThrow(RangeError)
  const days = Array.from({ length: 12_000 }, (_, n) => holiday(addDays('2026-01-01', n)))
  const shut = makeCalendar({ hours: STANDARD_HOURS, holidays: days })
  expect(() => nextWorkingTime(at('2026-01-01T09:00'), shut)).toThrow(RangeError)
})

test('a year without holidays is missed from the October before it', () => {
  expect(missingHolidayYear(calendar, '2026-09-30')).toEqual([])
  expect(missingHolidayYear(calendar, '2026-10-01')).toEqual([2570])
  expect(missingHolidayYear(calendar, '2026-09-30', '2027-01-04')).toEqual([2570])
})

test('the municipality’s own numbers replace the standard ones, and a wrong one is named', () => {
  const { rules, faults } = readClockRules({ deficiencyDays: 10, deemedDayIsDayOne: 'no', toString: 1 })
  expect(rules).toEqual({ ...STANDARD_CLOCK_RULES, deficiencyDays: 10 })
  expect(faults.map((fault) => fault.en)).toEqual([
    'The clock rule “deemedDayIsDayOne” cannot be used',
    'The clock rule “toString” cannot be used',
  ])
})

test('every rule says where it comes from', () => {
  expect(Object.keys(CLOCK_RULE_SOURCES).sort()).toEqual(Object.keys(STANDARD_CLOCK_RULES).sort())
})
