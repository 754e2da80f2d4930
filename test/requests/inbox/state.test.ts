import { expect, test } from 'vitest'
import holidays from '../../../src/calendar/holidays.json' with { type: 'json' }
import { makeCalendar, STANDARD_HOURS, type Holiday } from '../../../src/calendar/working-time.ts'
import { deadlineOf, momentsAt, unclaimedDays } from '../../../src/requests/inbox/state.ts'
import { row } from './office.ts'

const calendar = makeCalendar({ hours: STANDARD_HOURS, holidays: holidays as unknown as Holiday[] })
/** Friday 4 December 2569, 15:40. The 5th is a holiday on a Saturday, the 7th its substitute, the 10th another. */
const now = new Date('2026-12-04T08:40:00.000Z')
const words = (dueAt: string, more = {}, lang: 'th' | 'en' = 'th') =>
  deadlineOf(row({ dueAt, ...more }), now, calendar, lang)

test('what is late says by how many days, also on the very day', () => {
  expect(words('2026-12-01T09:30:00.000Z')).toMatchObject({ words: 'ช้า 3 วัน', tone: 'late' })
  expect(words('2026-12-04T08:00:00.000Z')).toMatchObject({ words: 'เลยกำหนดวันนี้ 15:00 น.', tone: 'late' })
})

test('what is due is told in working days, holidays left out', () => {
  expect(words('2026-12-04T09:30:00.000Z')).toMatchObject({ words: 'ครบกำหนดวันนี้ 16:30 น.', tone: 'near' })
  expect(words('2026-12-08T09:30:00.000Z')).toMatchObject({ words: 'เหลือ 1 วันทำการ', tone: 'near' })
  expect(words('2026-12-11T09:30:00.000Z')).toMatchObject({ words: 'เหลือ 3 วันทำการ', tone: 'calm' })
  expect(words('2027-06-11T09:30:00.000Z').words).toBe('ครบกำหนด 11 มิถุนายน 2570')
  expect(words('2026-12-11T09:30:00.000Z', {}, 'en').words).toBe('Working days left: 3')
})

test('what waits for the applicant says until when, and is never called late', () => {
  const waiting = { status: 'waitingForApplicant' as const }
  // The first instant after the applicant's last day.
  expect(words('2026-12-05T17:00:00.000Z', waiting)).toMatchObject({
    words: 'หยุดนับ รอผู้ยื่นถึง 5 ธ.ค.',
    tone: 'paused',
  })
  expect(words('2026-12-02T17:00:00.000Z', waiting)).toMatchObject({
    words: 'ผู้ยื่นไม่ส่งภายใน 2 ธ.ค.',
    tone: 'near',
  })
})

test('what is over says when', () => {
  const over = { status: 'approved' as const, finishedAt: '2026-11-30T03:00:00.000Z' }
  expect(words('2026-11-01T09:30:00.000Z', over)).toMatchObject({ words: 'สิ้นสุด 30 พ.ย.', tone: 'over' })
})

test('a request nobody takes on is flagged once its working day is over', () => {
  const since = (queuedAt: string | null, status: 'filed' | 'waitingForApplicant' = 'filed') =>
    unclaimedDays({ status, queuedAt }, now, calendar)
  expect(since('2026-12-04T02:00:00.000Z')).toBeUndefined()
  expect(since('2026-12-03T02:00:00.000Z')).toBeUndefined()
  expect(since('2026-12-02T02:00:00.000Z')).toBe(2)
  expect(since(null)).toBeUndefined()
  expect(since('2026-11-02T02:00:00.000Z', 'waitingForApplicant')).toBeUndefined()
})

test('the week ends with Sunday', () => {
  expect(momentsAt(now)).toEqual({
    now: '2026-12-04T08:40:00.000Z',
    today: '2026-12-03T17:00:00.000Z',
    tomorrow: '2026-12-04T17:00:00.000Z',
    nextWeek: '2026-12-06T17:00:00.000Z',
  })
  expect(momentsAt(new Date('2026-12-06T16:59:00.000Z')).nextWeek).toBe('2026-12-06T17:00:00.000Z')
  expect(momentsAt(new Date('2026-12-06T17:00:00.000Z')).nextWeek).toBe('2026-12-13T17:00:00.000Z')
})
