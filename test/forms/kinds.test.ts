import { describe, expect, test } from 'vitest'
import type { DateField, Field } from '../../src/forms/definition.ts'
import type { Raw } from '../../src/forms/kind.ts'
import { kindOf, KINDS } from '../../src/forms/kinds.ts'
import { formsMessages } from '../../src/i18n/messages/forms.ts'
import { LANGUAGES } from '../../src/i18n/text.ts'
import { LABEL, ONE_OF_EACH, sentenceOf, typedInto, upload } from './fields.ts'

const TODAY = '2026-06-15'
const date: DateField = ONE_OF_EACH.date
const decimal: Field = { ...ONE_OF_EACH.number, min: -5, max: 1e12, decimals: 2 }
const account: Field = { ...ONE_OF_EACH.text, maxLength: 20, digits: { least: 10, most: 15 } }
const dayOf = (day: string, month: string, year: string): Raw => ({
  'it.day': day,
  'it.month': month,
  'it.year': year,
})
const home: Raw = {
  'it.houseNo': '12/3',
  'it.subdistrict': 'โป่งแดง',
  'it.district': 'ขามทะเลสอ',
  'it.province': 'นครราชสีมา',
}
const without = (part: string): Raw => ({ ...home, [`it.${part}`]: ' ' })

/** Every fault of every kind, the typing that causes it, and the input its link leads to. */
const FAULTS: [Field, string, string | Raw, string?][] = [
  [ONE_OF_EACH.text, 'required', '\u00a0 '],
  [ONE_OF_EACH.text, 'tooLong', 'ก'.repeat(11)],
  [ONE_OF_EACH.text, 'invalid', 'a\u0000b'],
  [account, 'digits', '123-4-567'],
  [account, 'digits', 'กสิกร 1234567890'],
  [{ ...account, digits: { least: 10, most: 10 } }, 'digitsExactly', '12345678901'],
  [ONE_OF_EACH.longText, 'required', '\r\n'],
  [ONE_OF_EACH.longText, 'tooLong', '😀'.repeat(21)],
  [ONE_OF_EACH.longText, 'invalid', 'a\u0000b'],
  [ONE_OF_EACH.number, 'required', ''],
  [ONE_OF_EACH.number, 'invalid', 'สิบสอง'],
  [ONE_OF_EACH.number, 'invalid', '1e3'],
  [ONE_OF_EACH.number, 'tooSmall', '0'],
  [ONE_OF_EACH.number, 'tooBig', '1501'],
  [ONE_OF_EACH.number, 'whole', '1.5'],
  [ONE_OF_EACH.number, 'whole', '1.0000001'],
  [decimal, 'decimals', '1.005'],
  [ONE_OF_EACH.money, 'required', ''],
  [ONE_OF_EACH.money, 'invalid', 'ร้อยบาท'],
  [ONE_OF_EACH.money, 'satang', '99.999'],
  [ONE_OF_EACH.money, 'satang', '99.99000001'],
  [ONE_OF_EACH.money, 'tooSmall', '0.99'],
  [ONE_OF_EACH.money, 'tooBig', '1500.01'],
  [ONE_OF_EACH.choice, 'required', {}],
  [ONE_OF_EACH.choice, 'invalid', 'gone'],
  [ONE_OF_EACH.choice, 'invalid', 'other:ก\nข'],
  [ONE_OF_EACH.choice, 'otherMissing', { it: 'other', 'it.other': ' ' }, 'other'],
  [ONE_OF_EACH.choice, 'otherTooLong', { it: 'other', 'it.other': 'ก'.repeat(201) }, 'other'],
  [date, 'required', {}],
  [date, 'invalid', dayOf('31', '4', '2569')],
  [date, 'invalid', dayOf('x', '4', '2569'), 'day'],
  [date, 'dayMissing', dayOf('', '4', '2569'), 'day'],
  [date, 'monthMissing', dayOf('1', '', '2569'), 'month'],
  [date, 'yearMissing', dayOf('1', '4', ''), 'year'],
  [date, 'yearShort', dayOf('1', '4', '69'), 'year'],
  [{ ...date, earliest: '2026-05-01' }, 'tooEarly', dayOf('30', '4', '2569'), 'day'],
  [{ ...date, latest: '2026-05-01' }, 'tooLate', dayOf('2', '5', '2569'), 'day'],
  [{ ...date, earliest: 'today' }, 'tooEarlyToday', dayOf('14', '6', '2569'), 'day'],
  [{ ...date, latest: 'today' }, 'tooLateToday', dayOf('16', '6', '2569'), 'day'],
  [ONE_OF_EACH.thaiId, 'required', ''],
  [ONE_OF_EACH.thaiId, 'length', '999990000001'],
  [ONE_OF_EACH.thaiId, 'length', 'เก้าเก้า'],
  [ONE_OF_EACH.thaiId, 'invalid', '9999900000018'],
  [ONE_OF_EACH.phone, 'required', ''],
  [ONE_OF_EACH.phone, 'invalid', '1669'],
  [ONE_OF_EACH.email, 'required', ''],
  [ONE_OF_EACH.email, 'invalid', 'สมชาย <somchai@example.com>'],
  [ONE_OF_EACH.address, 'required', {}],
  [ONE_OF_EACH.address, 'houseNoMissing', without('houseNo'), 'houseNo'],
  [ONE_OF_EACH.address, 'subdistrictMissing', without('subdistrict'), 'subdistrict'],
  [ONE_OF_EACH.address, 'districtMissing', without('district'), 'district'],
  [ONE_OF_EACH.address, 'provinceMissing', without('province'), 'province'],
  [ONE_OF_EACH.address, 'code', { ...home, 'it.code': '3028' }, 'code'],
  [ONE_OF_EACH.address, 'tooLong', { ...home, 'it.road': 'ก'.repeat(101) }, 'road'],
  [ONE_OF_EACH.address, 'invalid', { ...home, 'it.soi': 'a\u0000' }, 'soi'],
  [ONE_OF_EACH.place, 'required', ''],
  [ONE_OF_EACH.place, 'landmarkMissing', { 'it.lat': '14.98', 'it.lng': '101.95' }],
  [ONE_OF_EACH.place, 'coordinates', { it: 'หน้าวัด', 'it.lat': '14.98' }, 'lat'],
  [ONE_OF_EACH.place, 'coordinates', { it: 'หน้าวัด', 'it.lat': '101.95', 'it.lng': '14.98' }, 'lat'],
  [ONE_OF_EACH.place, 'tooLong', 'ก'.repeat(301)],
  [ONE_OF_EACH.place, 'invalid', 'a\u0000'],
  [ONE_OF_EACH.file, 'required', ''],
  [ONE_OF_EACH.declaration, 'required', 'no'],
]

describe('each fault of each kind', () => {
  test.each(FAULTS.map(([field, code, raw, part]) => ({ kind: field.kind, code, field, raw, part })))(
    '$kind: $code',
    ({ field, code, raw, part }) => {
      const { fault } = typedInto(field, raw, TODAY)
      expect(fault?.code).toBe(code)
      if (part) expect(fault?.part).toBe(part)
      for (const lang of LANGUAGES) {
        const sentence = sentenceOf(field, fault!)[lang]
        expect(sentence).toContain(LABEL[lang])
        expect(sentence).not.toMatch(/[{}]|undefined|NaN/)
      }
    },
  )

  test('more files than may be attached', () => {
    const { fault } = typedInto(ONE_OF_EACH.file, {}, TODAY, ['a', 'b', 'c'].map(upload))
    expect(sentenceOf(ONE_OF_EACH.file, fault!).en).toBe('“This question” takes at most 2 files')
  })

  test('says the same of the same fault, in the words of its kind', () => {
    const fault = { code: 'required' }
    expect(sentenceOf(ONE_OF_EACH.text, fault).th).toBe('กรอก “คำถามนี้”')
    expect(sentenceOf(ONE_OF_EACH.choice, fault).th).toBe('เลือก “คำถามนี้”')
    expect(sentenceOf(ONE_OF_EACH.file, fault).th).toBe('แนบไฟล์ “คำถามนี้”')
  })

  test('the limits in a sentence are written as people write numbers and days', () => {
    expect(sentenceOf(ONE_OF_EACH.number, typedInto(ONE_OF_EACH.number, '9999').fault!).th).toContain('1,500')
    expect(sentenceOf(ONE_OF_EACH.money, typedInto(ONE_OF_EACH.money, '9999').fault!).th).toContain(
      '1,500 บาท',
    )
    const late = typedInto({ ...date, latest: '2026-05-01' }, dayOf('2', '5', '2569')).fault!
    expect(sentenceOf(date, late)).toEqual({
      th: '“คำถามนี้” ต้องไม่หลังวันที่ 1 พฤษภาคม 2569',
      en: '“This question” must not be after 1 May 2026',
    })
    const long = typedInto(ONE_OF_EACH.text, '😀'.repeat(13)).fault!
    expect(sentenceOf(ONE_OF_EACH.text, long).en).toContain(
      'must be 10 characters or fewer; it is 3 too long',
    )
  })

  test('every sentence of every kind is brought about by one of these', () => {
    const said = new Set(FAULTS.map(([field, code]) => `forms.${field.kind}.${code}`))
    const faults = Object.keys(formsMessages).filter((key) => {
      const [, kind, code] = key.split('.') as [string, string, string]
      return (
        kind in KINDS &&
        formsMessages[key as keyof typeof formsMessages].th.includes('{label}') &&
        code !== 'tooMany' &&
        // Two dates in order: the walker's, in its own test.
        code !== 'beforeOther'
      )
    })
    expect(faults.length).toBeGreaterThan(30)
    expect(faults.filter((key) => !said.has(key))).toEqual([])
  })
})

describe('Thai digits', () => {
  test.each<[Field, string | Raw, unknown]>([
    [ONE_OF_EACH.number, '๑,๔๙๙', 1499],
    [decimal, '-๑.๒๕', -1.25],
    [ONE_OF_EACH.money, '๑,๔๙๙.๕๐', 149_950],
    [date, dayOf('๑', '12', '๒๕๖๙'), '2026-12-01'],
    [ONE_OF_EACH.thaiId, '๙-๙๙๙๙-๐๐๐๐๐-๐๑-๙', '9999900000019'],
    [ONE_OF_EACH.phone, '๐-๔๔๓๘-๑๒๓๔', '044381234'],
    [ONE_OF_EACH.address, { ...home, 'it.code': '๓๐๒๘๐' }, expect.objectContaining({ code: '30280' })],
    [
      ONE_OF_EACH.place,
      { it: 'วัด', 'it.lat': '๑๔.๙๘', 'it.lng': '๑๐๑.๙๕' },
      { landmark: 'วัด', lat: 14.98, lng: 101.95 },
    ],
  ])('%o understands %j', (field, raw, answer) => {
    expect(typedInto(field, raw).answer).toEqual(answer)
  })

  test('stay as typed in words', () => {
    expect(typedInto(ONE_OF_EACH.text, 'บ้าน ๑๒/๓').answer).toBe('บ้าน ๑๒/๓')
    expect(typedInto(ONE_OF_EACH.address, { ...home, 'it.houseNo': '๑๒/๓' }).answer).toMatchObject({
      houseNo: '๑๒/๓',
    })
  })
})

describe('number and money', () => {
  test.each([
    ['12', 12],
    [' 1,234 ', 1234],
    ['1 234', 1234],
    ['0.07', 0.07],
    ['1.10', 1.1],
    ['999,999,999,999.99', 999_999_999_999.99],
  ])('“%s” is a number', (typed, answer) => {
    expect(typedInto(decimal, typed)).toEqual({ answer })
  })

  test.each(['.5', '5.', '1.2.3', '--1', '1-2', '½', '0x1f', 'Infinity', '9'.repeat(16), ','])(
    '“%s” is none',
    (typed) => {
      expect(typedInto(decimal, typed).fault?.code).toBe('invalid')
    },
  )

  test('every amount of baht and satang is understood, large ones too', () => {
    const purse: Field = { ...ONE_OF_EACH.money, minSatang: 0, maxSatang: 1e12 }
    for (let satang = 0; satang < 1e12; satang = Math.ceil(satang * 1.003) + 1) {
      const typed = `${Math.floor(satang / 100)}.${String(satang % 100).padStart(2, '0')}`
      expect(typedInto(purse, typed), typed).toEqual({ answer: satang })
    }
  })

  test('money is shown in baht and kept in satang', () => {
    const { answer } = typedInto(ONE_OF_EACH.money, '1,234.5')
    expect(answer).toBe(123_450)
    expect(kindOf(ONE_OF_EACH.money).text(ONE_OF_EACH.money, answer!, 'th')).toEqual(['1,234.5 บาท'])
    expect(kindOf(ONE_OF_EACH.money).cells(ONE_OF_EACH.money, answer)).toEqual({ '': '1234.50' })
  })
})

describe('identity', () => {
  test.each([
    '9999900000019',
    '9999900000027',
    '1000000000009',
    '0000000000019',
    '9-9999-00000-01-9',
    '9 9999 00000 01 9',
  ])('%s is a national ID', (typed) => {
    expect(typedInto(ONE_OF_EACH.thaiId, typed).answer).toBe(typed.replace(/\D/g, ''))
  })

  test('of ten last digits exactly one fits, and a slip in it is found', () => {
    for (const twelve of ['999990000001', '100000000000', '310150123456', '000000000001']) {
      const fitting = [...'0123456789'].filter(
        (digit) => typedInto(ONE_OF_EACH.thaiId, twelve + digit).answer,
      )
      expect(fitting, twelve).toHaveLength(1)
    }
    expect(typedInto(ONE_OF_EACH.thaiId, '9999900000018').fault?.code).toBe('invalid')
  })

  test('a national ID is shown masked', () => {
    expect(kindOf(ONE_OF_EACH.thaiId).text(ONE_OF_EACH.thaiId, '9999900000019', 'th')).toEqual([
      '9-9999-xxxxx-xx-9',
    ])
  })

  test.each([
    ['081-234-5678', '0812345678', '08-1234-5678'],
    ['06 1234 5678', '0612345678', '06-1234-5678'],
    ['+66 91 234 5678', '0912345678', '09-1234-5678'],
    ['0-4438-1234', '044381234', '0-4438-1234'],
    ['(044) 381.234', '044381234', '0-4438-1234'],
    ['+6644381234', '044381234', '0-4438-1234'],
    ['02-123-4567', '021234567', '0-2123-4567'],
  ])('%s is a telephone number', (typed, answer, shown) => {
    expect(typedInto(ONE_OF_EACH.phone, typed)).toEqual({ answer })
    expect(kindOf(ONE_OF_EACH.phone).text(ONE_OF_EACH.phone, answer, 'th')).toEqual([shown])
  })

  test.each(['1669', '081234567', '08123456789', '0112345678', '044-381-23', '+44 20 7946 0000', 'ไม่มี'])(
    '%s is none',
    (typed) => {
      expect(typedInto(ONE_OF_EACH.phone, typed).fault?.code).toBe('invalid')
    },
  )

  test.each([
    'a@b',
    'a b@c.co',
    'a@b.co, c@d.co',
    'a@b.co\r\nBcc: x@y.z',
    '"a"@b.co',
    `${'a'.repeat(65)}@b.co`,
  ])('%j is no address a letter can go to', (typed) => {
    expect(typedInto(ONE_OF_EACH.email, typed).fault?.code).toBe('invalid')
  })
})

describe('date', () => {
  test.each([
    ['1', '12', '2569', '2026-12-01'],
    ['1', '12', '2026', '2026-12-01'],
    ['29', '2', '2567', '2024-02-29'],
    ['29', '2', '2024', '2024-02-29'],
    ['31', '12', '2343', '1800-12-31'],
  ])('%s/%s/%s', (day, month, year, answer) => {
    expect(typedInto(date, dayOf(day, month, year))).toEqual({ answer })
  })

  test.each([
    ['29', '2', '2569'],
    ['29', '2', '2568'],
    ['29', '2', '2443'],
    ['31', '6', '2569'],
    ['0', '1', '2569'],
    ['1', '13', '2569'],
    ['1', '1', '1799'],
  ])('%s/%s/%s is no day', (day, month, year) => {
    expect(typedInto(date, dayOf(day, month, year)).fault?.code).toBe('invalid')
  })

  test('an old ID card may state the year only, or month and year, where the question allows it', () => {
    const born: Field = { ...date, partial: true, latest: 'today' }
    expect(typedInto(born, dayOf('', '', '2500'))).toEqual({ answer: '1957' })
    expect(typedInto(born, dayOf('', '3', '2500'))).toEqual({ answer: '1957-03' })
    expect(typedInto(born, dayOf('3', '', '2500')).fault?.code).toBe('monthMissing')
    expect(typedInto(born, dayOf('', '', '2569'))).toEqual({ answer: '2026' })
    expect(typedInto(born, dayOf('', '7', '2569')).fault?.code).toBe('tooLateToday')
    expect(typedInto(date, dayOf('', '3', '2500')).fault?.code).toBe('dayMissing')
    const words = (answer: string) => LANGUAGES.map((lang) => kindOf(born).text(born, answer, lang)[0])
    expect(words('1957')).toEqual(['พ.ศ. 2500', '1957'])
    expect(words('1957-03')).toEqual(['มีนาคม 2500', 'March 1957'])
    expect(words('1957-03-04')).toEqual(['4 มีนาคม 2500', '4 March 1957'])
  })

  test('the bounds themselves are allowed, and today is the day in the question', () => {
    const onlyToday: Field = { ...date, earliest: 'today', latest: 'today' }
    expect(typedInto(onlyToday, dayOf('15', '6', '2569'), '2026-06-15').answer).toBe('2026-06-15')
    expect(typedInto(onlyToday, dayOf('15', '6', '2569'), '2026-06-16').fault?.code).toBe('tooEarlyToday')
    expect(typedInto(onlyToday, dayOf('15', '6', '2569'), '2026-06-14').fault?.code).toBe('tooLateToday')
  })
})

describe('choice', () => {
  const one = ONE_OF_EACH.choice
  const many: Field = { ...one, many: true }
  const closed: Field = {
    kind: 'choice',
    many: false,
    options: one.options,
    label: LABEL,
    required: true,
    pii: 'none',
  }

  test('one of the options, or an own answer', () => {
    expect(typedInto(one, 'dim')).toEqual({ answer: 'dim' })
    expect(typedInto(one, { it: 'other', 'it.other': 'ไฟสีแดง' })).toEqual({ answer: 'other:ไฟสีแดง' })
    expect(kindOf(one).text(one, 'other:ไฟสีแดง', 'en')).toEqual(['ไฟสีแดง'])
    expect(kindOf(one).text(one, 'dim', 'en')).toEqual(['Dim'])
  })

  test('words beside an option that was chosen are not an answer', () => {
    expect(typedInto(one, { it: 'dim', 'it.other': 'ไฟสีแดง' })).toEqual({ answer: 'dim' })
  })

  test('many are kept in the order of the form, an own answer last', () => {
    expect(typedInto(many, { it: ['other', 'dim', 'out'], 'it.other': 'x' })).toEqual({
      answer: ['out', 'dim', 'other:x'],
    })
    expect(typedInto(many, 'out')).toEqual({ answer: ['out'] })
  })

  test('where no own answer is offered, none is taken, and the sentence leads to the options', () => {
    expect(typedInto(closed, { it: 'other', 'it.other': 'x' }).fault?.code).toBe('required')
    expect(typedInto(closed, 'other:x').fault).toEqual({ code: 'invalid' })
    expect(typedInto(closed, 'other:').fault).toEqual({ code: 'invalid' })
  })
})

test('every column of an answer is there for an open question too', () => {
  for (const field of Object.values(ONE_OF_EACH)) {
    const kind = kindOf(field)
    const open = kind.cells(field, undefined)
    expect(
      Object.values(open).every((cell) => cell === ''),
      field.kind,
    ).toBe(true)
    expect(Object.keys(open).length).toBeGreaterThan(0)
  }
})

test('an account number is kept as digits, however it is written', () => {
  expect(typedInto(account, '๑๒๓-4 567-8901').answer).toBe('12345678901')
})

test('a year is shown as people write years', () => {
  const year: Field = { ...ONE_OF_EACH.number, max: 2700, isYear: true }
  expect(kindOf(year).text(year, 2570, 'th').join()).toMatch(/^2570/)
  expect(sentenceOf(year, typedInto(year, '2701').fault!).th).toContain('2700')
})
