import { describe, expect, test } from 'vitest'
import type { Holiday } from '../../../src/calendar/working-time.ts'
import { readDay, readHolidays, type TypedHolidays } from '../../../src/requests/office/holiday-typed.ts'

const typed: TypedHolidays = {
  day: '',
  nameTh: '',
  nameEn: '',
  lines: '',
  kind: 'regular',
  scope: 'nation',
  source: 'มติ ครม.',
}
const chakri: Holiday = {
  day: '2026-04-06',
  name: { th: 'วันจักรี', en: 'Chakri Memorial Day' },
  kind: 'regular',
  scope: 'nation',
  source: 'x',
}
const known = {
  entered: [chakri],
  province: { th: 'นครราชสีมา', en: 'Nakhon Ratchasima' },
  today: '2026-06-15',
}
const read = (changes: Partial<TypedHolidays>) => readHolidays({ ...typed, ...changes }, known)

describe('a day is read as people write it', () => {
  test.each([
    ['16/10/2569', '2026-10-16'],
    ['16-10-2026', '2026-10-16'],
    ['๑๖ ตุลาคม ๒๕๖๙', '2026-10-16'],
    ['16 ต.ค. 2569', '2026-10-16'],
    ['16 ตค 2569', '2026-10-16'],
    ['วันศุกร์ที่ 16 ตุลาคม พ.ศ. 2569', '2026-10-16'],
    ['16 October 2026', '2026-10-16'],
    ['16 Oct 2026', '2026-10-16'],
    ['2026-10-16', '2026-10-16'],
    ['2569-10-16', '2026-10-16'],
    ['29/2/2571', '2028-02-29'],
  ])('%s', (words, day) => expect(readDay(words)).toBe(day))

  test.each(['', '16/10/69', '31/2/2569', '16 xyz 2569', '29/2/2569', 'พรุ่งนี้', '10/16/2569'])(
    'not: %s',
    (words) => expect(readDay(words)).toBeUndefined(),
  )
})

test('a line says its own kind; the English name of a known holiday need not be typed', () => {
  const { holidays, faults } = read({
    lines:
      '6 เม.ย. 2570 วันจักรี\n7/4/2570: ชดเชยวันจักรี / Substitution for Chakri Day\n2/6/2570 - วันหยุดกรณีพิเศษ | Special day',
  })
  expect(faults).toEqual([])
  expect(holidays.map(({ day, name, kind }) => [day, name.en, kind])).toEqual([
    ['2027-04-06', 'Chakri Memorial Day', 'regular'],
    ['2027-04-07', 'Substitution for Chakri Day', 'substitute'],
    ['2027-06-02', 'Special day', 'special'],
  ])
})

test('a provincial holiday is our province’s; one of the office needs no name', () => {
  const one = { day: '17/6/2569', nameTh: 'ก', nameEn: 'A' }
  expect(read({ ...one, scope: 'province' }).holidays[0]).toMatchObject({
    scope: 'province',
    scopeName: known.province,
  })
  expect(read({ ...one, scope: 'office' }).holidays[0]?.scopeName).toBeUndefined()
})

test.each([
  ['nothing at all', {}, 'day'],
  ['no source', { day: '17/6/2569', nameTh: 'ก', nameEn: 'A', source: ' ' }, 'source'],
  ['no name', { day: '17/6/2569', nameEn: 'A' }, 'nameTh'],
  ['no English name', { day: '17/6/2569', nameTh: 'ก' }, 'nameEn'],
  ['a day too far away', { day: '17/6/2669', nameTh: 'ก', nameEn: 'A' }, 'day'],
  ['a kind that is none', { day: '17/6/2569', nameTh: 'ก', nameEn: 'A', kind: 'x' }, 'kind'],
  ['what is entered already', { day: '6/4/2569', nameTh: 'ก', nameEn: 'A' }, 'lines'],
  [
    'more than sixty days',
    { lines: Array.from({ length: 61 }, () => '17/6/2569 ก / A').join('\n') },
    'lines',
  ],
])('%s is refused', (_name, changes, field) => {
  expect(read(changes).faults.map((fault) => fault.field)).toContain(field)
})
