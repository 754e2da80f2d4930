import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  closeEnough,
  compareThai,
  looseKey,
  normaliseThai,
  searchKey,
  westernDigits,
} from '../../src/i18n/thai.ts'

const NAM = '\u0e19\u0e49\u0e33'
const thaiText = fc.string({
  unit: fc.oneof(
    fc.constantFrom('ก', 'เ', 'แ', 'า', 'ำ', 'ั', 'ิ', 'ุ', '็', '่', '้', '์', '\u0e4d', '\u0e3a'),
    fc.integer({ min: 0x0e01, max: 0x0e5b }).map((code) => String.fromCharCode(code)),
    fc.constantFrom(' ', 'a', 'É', '\u200b', '1'),
  ),
  maxLength: 30,
})

test('Thai digits become western ones and nothing else changes', () => {
  expect(westernDigits('พ.ศ. ๒๕๖๙ ห้อง 12/๓')).toBe('พ.ศ. 2569 ห้อง 12/3')
})

test.each([
  ['นิคหิต, tone and า', '\u0e19\u0e4d\u0e49\u0e32', NAM],
  ['tone, นิคหิต and า', '\u0e19\u0e49\u0e4d\u0e32', NAM],
  ['tone typed after ำ', '\u0e19\u0e33\u0e49', NAM],
  ['นิคหิต and า without a tone', '\u0e17\u0e4d\u0e32', '\u0e17\u0e33'],
  ['two เ for แ', '\u0e40\u0e40\u0e01\u0e49', '\u0e41\u0e01\u0e49'],
  ['tone before vowel', '\u0e17\u0e48\u0e35', '\u0e17\u0e35\u0e48'],
  ['invisible characters', '\u0e02\u200b\u0e22\ufeff\u0e30', '\u0e02\u0e22\u0e30'],
])('what looks the same is the same: %s', (_, typed, meant) => {
  expect(normaliseThai(typed)).toBe(meant)
})

test('normalising twice changes nothing more', () => {
  fc.assert(
    fc.property(thaiText, (text) => {
      expect(normaliseThai(normaliseThai(text))).toBe(normaliseThai(text))
      expect(searchKey(searchKey(text))).toBe(searchKey(text))
    }),
    { numRuns: 10000 },
  )
})

test('a search key is lower case, with western digits and single spaces', () => {
  expect(searchKey('  ภาษี\u00a0 ป้าย\n LINE ๒๕๖๙ ')).toBe('ภาษี ป้าย line 2569')
  expect(searchKey('ที\u0e48\u0e48')).toBe('ที\u0e48')
})

test.each([
  ['กฎหมาย', 'กฏหมาย'],
  ['ศาลา', 'สาลา'],
  ['ภาษี', 'ภาศี'],
  ['ใหญ่', 'ไหญ่'],
  ['โทรทัศน์', 'โทรทัศ'],
  ['คอมพิวเตอร์', 'คอมพิวเตอ'],
  ['สิทธิ์', 'สิท'],
  ['น้ำประปา', 'นำประปา'],
  ['เก็บขยะ', 'เกบขยะ'],
  ['อนุญาต', 'อนุยาต'],
])('the loose key forgives %s written %s', (right, wrong) => {
  expect(looseKey(wrong)).toBe(looseKey(right))
})

test('the loose key keeps words apart that only end alike', () => {
  expect(looseKey('บุญ')).not.toBe(looseKey('บุย'))
  expect(looseKey('ไฟ')).not.toBe(looseKey('ไหม'))
})

test.each([
  ['ขออนุญาติก่อสร้าง', 'ขออนุญาตก่อสร้าง ดัดแปลง หรือรื้อถอนอาคาร'],
  ['ปะปา', 'ขอใช้น้ำประปา'],
  ['ไฟสาธารนะ', 'แจ้งซ่อมไฟฟ้าสาธารณะ ไฟสาธารณะ'],
  ['เบี้ยยังชีบ', 'ลงทะเบียนเบี้ยยังชีพผู้สูงอายุ'],
  ['ทะเบียนพานิชย์', 'จดทะเบียนพาณิชย์'],
  ['street lihgt', 'Street-light repair street light'],
])('%s is close enough to “%s”', (typed, title) => {
  expect(closeEnough(typed, title)).toBe(true)
})

test.each([
  ['ขยะ', 'ขอใช้น้ำประปา'],
  ['ไฟ', 'จดทะเบียนพาณิชย์'],
  ['ภาษีที่ดิน', 'ขอยืมพัสดุ เต็นท์ โต๊ะ เก้าอี้'],
  ['ก่อสร้าง', 'แจ้งซ่อมไฟฟ้าสาธารณะ'],
  ['', 'แจ้งซ่อมไฟฟ้าสาธารณะ'],
])('“%s” is not close to “%s”', (typed, title) => {
  expect(closeEnough(typed, title)).toBe(false)
})

test('one slip anywhere in a longer word is forgiven', () => {
  const word = 'ไฟฟ้าสาธารณะ'
  fc.assert(
    fc.property(fc.nat({ max: word.length - 1 }), (place) => {
      expect(closeEnough(word.slice(0, place) + word.slice(place + 1), word)).toBe(true)
    }),
  )
})

test('Thai words sort as in the dictionary, not by code', () => {
  const words = ['ไก่', 'ขาว', 'เก่า', 'กา', 'แก', 'เขา', 'โกง', 'ก่า']
  expect([...words].sort(compareThai)).toEqual(['กา', 'ก่า', 'เก่า', 'แก', 'โกง', 'ไก่', 'ขาว', 'เขา'])
  expect([...words].sort()).not.toEqual([...words].sort(compareThai))
})
