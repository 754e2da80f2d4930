import { expect, test } from 'vitest'
import holidays from '../../src/calendar/holidays.json' with { type: 'json' }
import { STANDARD_CLOCK_RULES } from '../../src/calendar/clock-rules.ts'
import { makeCalendar, STANDARD_HOURS, type Calendar, type Holiday } from '../../src/calendar/working-time.ts'
import { totalOf, totalText } from '../../src/catalogue/totals.ts'
import { clockOf, dueOnFiling, lateLetterDays, movedBy } from '../../src/requests/clock.ts'
import type { RequestEvent } from '../../src/requests/events.ts'
import { bangkok, history, holiday, step } from './clock-worlds.ts'

const calendar = makeCalendar({
  hours: STANDARD_HOURS,
  holidays: holidays as Holiday[],
  province: { th: 'นครราชสีมา', en: 'Nakhon Ratchasima' },
})
const bare = makeCalendar({ hours: STANDARD_HOURS, holidays: [] })
const streetLight = [step(10, 'minute'), step(1, 'workingDay'), step(5, 'workingDay'), step(1, 'workingDay')]
const water = [step(5, 'minute'), step(30, 'minute'), step(145, 'minute')]
const buildingPermit = [step(1, 'workingDay'), step(7, 'day'), step(35, 'day'), step(2, 'day')]

const ask = (
  steps: typeof streetLight,
  filedAt: string,
  now: string,
  events: RequestEvent[] = [],
  on: Calendar = calendar,
) => clockOf({ steps, events, filedAt: bangkok(filedAt), calendar: on, now: bangkok(now) })
const cells = (clock: ReturnType<typeof ask>) =>
  clock.days.map(({ day, kind, n }) => [day.slice(5), kind, n ?? ''].join(' '))

test('a lamp reported on Friday evening is due on the seventh working day, Tuesday 1 December', () => {
  const clock = ask(streetLight, '2026-11-20T19:05', '2026-11-26T10:00')
  expect(clock.receivedAt).toBe(bangkok('2026-11-23T08:30').toISOString())
  expect(clock).toMatchObject({
    state: 'running',
    dueDay: '2026-12-01',
    dayNumber: 4,
    dayTotal: 7,
    daysLate: 0,
  })
  expect(clock.dueAt).toBe(bangkok('2026-12-01T16:30').toISOString())
  expect(cells(clock)).toEqual([
    '11-20 afterHours ',
    '11-21 weekend ',
    '11-22 weekend ',
    '11-23 counted 1',
    '11-24 counted 2',
    '11-25 counted 3',
    '11-26 counted 4',
    '11-27 counted 5',
    '11-28 weekend ',
    '11-29 weekend ',
    '11-30 counted 6',
    '12-01 counted 7',
  ])
  expect(clock.days.find(({ isToday }) => isToday)?.day).toBe('2026-11-26')
  expect(clock.days.filter(({ isPast }) => isPast)).toHaveLength(6)
})

test('filed within office hours, the day of filing is not counted', () => {
  const clock = ask(streetLight, '2026-11-20T16:29', '2026-11-20T16:29')
  expect(clock.dueDay).toBe('2026-12-01')
  expect(clock.days[0]).toMatchObject({ kind: 'filed', reason: { th: 'วันที่ยื่น ไม่นับเป็นวันแรก' } })
  expect(dueOnFiling(streetLight, bangkok('2026-11-23T08:30'), calendar).dueDay).toBe('2026-12-02')
  expect(dueOnFiling(streetLight, bangkok('2026-11-23T08:29'), calendar).dueDay).toBe('2026-12-01')
})

test('a municipality may refuse to count the day on which a late filing is deemed received', () => {
  const strict = makeCalendar({
    hours: STANDARD_HOURS,
    holidays: [],
    rules: { ...STANDARD_CLOCK_RULES, deemedDayIsDayOne: false },
  })
  const clock = ask(streetLight, '2026-11-20T19:05', '2026-11-23T10:00', [], strict)
  expect(clock.dueDay).toBe('2026-12-02')
  expect(cells(clock).slice(0, 5)).toEqual([
    '11-20 afterHours ',
    '11-21 weekend ',
    '11-22 weekend ',
    '11-23 filed ',
    '11-24 counted 1',
  ])
})

test('three hours asked for at 15:30 end at 10:30 on the next working day', () => {
  const clock = ask(water, '2026-11-20T15:30', '2026-11-20T15:30')
  expect(clock).toMatchObject({ unit: 'minutes', dueDay: '2026-11-23', dayTotal: 0 })
  expect(clock.dueAt).toBe(bangkok('2026-11-23T10:30').toISOString())
  expect(cells(clock)).toEqual(['11-20 filed ', '11-21 weekend ', '11-22 weekend ', '11-23 counted '])
  expect(ask(water, '2026-11-20T15:30', '2026-11-23T10:30').state).toBe('running')
  expect(ask(water, '2026-11-20T15:30', '2026-11-23T10:31')).toMatchObject({ state: 'late', daysLate: 0 })
})

test('the closed noon is no working time', () => {
  const lunch = makeCalendar({ hours: { ...STANDARD_HOURS, lunch: { from: 720, to: 780 } }, holidays: [] })
  expect(ask(water, '2026-11-20T10:00', '2026-11-20T10:00', [], lunch).dueAt).toBe(
    bangkok('2026-11-20T14:00').toISOString(),
  )
  expect(ask(water, '2026-11-20T12:10', '2026-11-20T12:10', [], lunch)).toMatchObject({
    receivedAt: bangkok('2026-11-20T13:00').toISOString(),
    dueAt: bangkok('2026-11-20T16:00').toISOString(),
  })
  // Received at one, half the day is gone: it is not day 1.
  expect(dueOnFiling(streetLight, bangkok('2026-11-20T12:10'), lunch).dueDay).toBe('2026-12-01')
})

test('forty-five days end on a Saturday before a substitute holiday and move to Tuesday, each step explained', () => {
  const clock = ask(buildingPermit, '2026-10-21T10:00', '2026-12-01T10:00')
  expect(clock).toMatchObject({ dueDay: '2026-12-08', dayTotal: 45 })
  expect(clock.days.slice(-4).map(({ day, kind, n, reason }) => [day, kind, n, reason.th])).toEqual([
    ['2026-12-05', 'counted', 45, 'นับเป็นวันที่ 45 (วันพ่อแห่งชาติและวันชาติ) เพราะกำหนดนี้นับวันหยุดด้วย'],
    ['2026-12-06', 'weekend', undefined, 'วันหยุดประจำสัปดาห์'],
    ['2026-12-07', 'holiday', undefined, 'วันหยุดชดเชยวันพ่อแห่งชาติและวันชาติ'],
    ['2026-12-08', 'rolled', undefined, 'วันครบกำหนดตรงกับวันหยุด จึงเลื่อนมาวันทำการถัดไป'],
  ])
  const literal = makeCalendar({
    hours: STANDARD_HOURS,
    holidays: holidays as Holiday[],
    rules: { ...STANDARD_CLOCK_RULES, officeLastDayMoves: false },
  })
  expect(dueOnFiling(buildingPermit, bangkok('2026-10-21T10:00'), literal).dueDay).toBe('2026-12-05')
})

test('a promise runs over the ends of the year with New Year’s days off', () => {
  const newYear = makeCalendar({
    hours: STANDARD_HOURS,
    holidays: [holiday('2026-12-31'), holiday('2027-01-01')],
  })
  const clock = ask(streetLight, '2026-12-28T10:00', '2026-12-28T10:00', [], newYear)
  expect(clock.dueDay).toBe('2027-01-08')
})

test('days spent waiting for the applicant do not count and say so', () => {
  const events = history(
    ['deficiency', '2026-11-24T10:00', { items: ['สำเนา'], dueDay: '2026-12-09' }],
    ['supplied', '2026-11-26T09:00', { files: [] }],
  )
  const clock = ask(streetLight, '2026-11-20T19:05', '2026-11-26T10:00', events)
  expect(clock).toMatchObject({ state: 'running', dueDay: '2026-12-03', dayNumber: 2 })
  expect(cells(clock).slice(3, 8)).toEqual([
    '11-23 counted 1',
    '11-24 paused ',
    '11-25 paused ',
    '11-26 counted 2',
    '11-27 counted 3',
  ])
  expect(clock.days[4]?.reason.th).toBe('รอเอกสารหรือข้อมูลจากท่าน จึงไม่นับวันนี้')
})

test('what was missing, supplied after hours, starts the clock the next working day', () => {
  const events = history(
    ['deficiency', '2026-11-24T10:00', { items: ['x'], dueDay: '2026-12-09' }],
    ['supplied', '2026-11-24T16:30', { files: [] }],
  )
  expect(ask(streetLight, '2026-11-20T19:05', '2026-11-26T10:00', events).dueDay).toBe('2026-12-02')
})

test('while it waits the clock is paused, and the due day is the one that holds if the answer came now', () => {
  const events = history(['deficiency', '2026-11-24T10:00', { items: ['x'], dueDay: '2026-12-09' }])
  const onDay = (now: string) => ask(streetLight, '2026-11-20T19:05', now, events)
  expect(onDay('2026-11-25T10:00')).toMatchObject({ state: 'paused', dueDay: '2026-12-02' })
  expect(onDay('2027-01-20T10:00').state).toBe('paused')
  expect(onDay('2026-11-25T10:00').pausedSince).toBe(bangkok('2026-11-24T10:00').toISOString())
})

test('a request is late from the minute after closing on its due day', () => {
  expect(ask(streetLight, '2026-11-20T19:05', '2026-12-01T16:30').state).toBe('running')
  expect(ask(streetLight, '2026-11-20T19:05', '2026-12-01T16:31')).toMatchObject({
    state: 'late',
    daysLate: 0,
  })
  const clock = ask(streetLight, '2026-11-20T19:05', '2026-12-04T09:00')
  expect(clock).toMatchObject({ state: 'late', daysLate: 3, dayNumber: 7 })
  expect(cells(clock).slice(-3)).toEqual(['12-02 late 1', '12-03 late 2', '12-04 late 3'])
})

test('an extension with its reason is not lateness, even when granted after the due day', () => {
  const events = history(['extended', '2026-12-03T10:00', { n: 5, unit: 'workingDay', reason: 'รออะไหล่' }])
  const clock = ask(streetLight, '2026-11-20T19:05', '2026-12-04T09:00', events)
  expect(clock).toMatchObject({
    state: 'running',
    dueDay: '2026-12-09',
    dayTotal: 12,
    dayNumber: 10,
    daysLate: 0,
  })
  expect(clock.extensions).toEqual([expect.objectContaining({ n: 5, reason: 'รออะไหล่' })])
  expect(clock.days.find(({ day }) => day === '2026-12-02')?.reason.th).toBe('นับเป็นวันที่ 8 เวลาที่ขยาย')
})

test('hours that extend a promise in days are worth a working day, and days that extend hours are office days', () => {
  const hours = history(['extended', '2026-11-24T10:00', { n: 2, unit: 'hour', reason: 'x' }])
  expect(ask(streetLight, '2026-11-20T19:05', '2026-11-24T11:00', hours).dueDay).toBe('2026-12-02')
  const days = history(['extended', '2026-11-20T15:40', { n: 1, unit: 'workingDay', reason: 'x' }])
  expect(ask(water, '2026-11-20T15:30', '2026-11-20T15:45', days).dueAt).toBe(
    bangkok('2026-11-24T10:30').toISOString(),
  )
})

test('a decision finishes the clock, and delivering it later does not make it late', () => {
  const events = history(
    ['decided', '2026-11-27T10:00', { outcome: 'approved' }],
    ['delivered', '2026-12-09T10:00', {}],
  )
  const clock = ask(streetLight, '2026-11-20T19:05', '2026-12-10T10:00', events)
  expect(clock).toMatchObject({ state: 'done', late: false, daysLate: 0, dayNumber: 5, dueDay: '2026-12-01' })
  expect(clock.days.at(-1)?.day).toBe('2026-12-01')
  const late = history(['closed', '2026-12-03T10:00', {}])
  expect(ask(streetLight, '2026-11-20T19:05', '2026-12-10T10:00', late)).toMatchObject({
    state: 'done',
    daysLate: 2,
  })
})

test('a returned or withdrawn request stands still for good', () => {
  const returned = history(['returned', '2026-11-24T10:00', { reason: 'x' }])
  const withdrawn = history(['withdrawn', '2026-11-24T10:00', {}])
  expect(ask(streetLight, '2026-11-20T19:05', '2027-03-01T10:00', returned)).toMatchObject({
    state: 'stopped',
    late: false,
  })
  expect(ask(streetLight, '2026-11-20T19:05', '2027-03-01T10:00', withdrawn)).toMatchObject({
    state: 'stopped',
    late: false,
  })
})

test('a reopened request goes on with the days that were left', () => {
  const events = history(
    ['closed', '2026-11-25T10:00', {}],
    ['reopened', '2026-11-30T10:00', { reason: 'ไฟดับอีก' }],
  )
  const clock = ask(streetLight, '2026-11-20T19:05', '2026-11-30T11:00', events)
  expect(clock).toMatchObject({ state: 'running', dueDay: '2026-12-04', dayNumber: 3, endedAt: null })
  expect(clock.days.find(({ day }) => day === '2026-11-26')?.reason.th).toContain('ก่อนเปิดอีกครั้ง')
})

test('a holiday declared late moves the open requests it touches and no other', () => {
  const declared = makeCalendar({
    hours: STANDARD_HOURS,
    holidays: [...calendar.holidays, holiday('2026-11-27')],
  })
  const open = [
    { id: 'lamp', steps: streetLight, events: [], filedAt: bangkok('2026-11-20T19:05') },
    { id: 'water', steps: water, events: [], filedAt: bangkok('2026-11-26T09:00') },
  ]
  const moved = movedBy(open, calendar, declared, bangkok('2026-11-26T10:00'))
  expect(moved.map(({ id, before, after }) => [id, before.dueDay, after.dueDay])).toEqual([
    ['lamp', '2026-12-01', '2026-12-02'],
  ])
})

test('steps that wait for the applicant or for another agency stop no promise', () => {
  const steps = [
    step(2, 'workingDay'),
    step(10, 'workingDay', 'waitsForApplicant'),
    step(30, 'day', 'external'),
  ]
  expect(dueOnFiling(steps, bangkok('2026-11-20T10:00'), bare).dueDay).toBe('2026-11-24')
})

test('a manual in which nothing takes time is due on the day of receipt', () => {
  expect(dueOnFiling([], bangkok('2026-11-20T10:00'), bare).dueDay).toBe('2026-11-20')
  const clock = ask([], '2026-11-20T19:05', '2026-11-21T10:00', [], bare)
  expect(clock).toMatchObject({ state: 'running', dueDay: '2026-11-23' })
  expect(cells(clock)).toEqual(['11-20 afterHours ', '11-21 weekend ', '11-22 weekend ', '11-23 filed '])
})

test('minutes fit on the uncounted first day until they fill an office day', () => {
  const total = (minutes: number) =>
    totalText(totalOf([step(minutes, 'minute'), step(7, 'workingDay')], STANDARD_HOURS)).th
  expect([10, 479, 480, 481, 961].map(total)).toEqual(['7', '7', '8', '9', '10'].map((n) => `${n} วันทำการ`))
  expect(totalText(totalOf(buildingPermit, STANDARD_HOURS)).th).toBe('1 วันทำการ และ 44 วัน')
  expect(totalText(totalOf(water, STANDARD_HOURS)).en).toBe('3 hours')
})

test('the list of a request forgotten for years is cut, its lateness is not', () => {
  const clock = ask(streetLight, '2020-01-06T10:00', '2026-11-20T10:00', [], bare)
  expect(clock.days).toHaveLength(STANDARD_CLOCK_RULES.listedDays)
  expect(clock.daysLate).toBe(2501)
})

test('a late request owes a written reason every seven days', () => {
  expect(lateLetterDays('2026-12-01', '2026-12-07', STANDARD_CLOCK_RULES)).toEqual([])
  expect(lateLetterDays('2026-12-01', '2026-12-15', STANDARD_CLOCK_RULES)).toEqual([
    '2026-12-08',
    '2026-12-15',
  ])
  expect(lateLetterDays('2026-12-01', '2026-11-20', STANDARD_CLOCK_RULES)).toEqual([])
})
