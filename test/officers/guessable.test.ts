import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { passwordFault } from '../../src/officers/guessable.ts'
import { asLatinKeys, asThaiKeys } from '../../src/passwords/thai-keyboard.ts'

const OWN = [
  'มาลี ศรีสุข',
  'srisuk.m',
  'kham.example.go.th',
  'เทศบาลตำบลขามทะเลสอ',
  'Kham Thale So Subdistrict Municipality',
  'ขามทะเลสอ',
  'Khampittaya',
]

test('a password is at least twelve characters of any language, and no novel', () => {
  expect(passwordFault('xK9#mQ2vLp8', OWN)).toBe('tooShort')
  expect(passwordFault('xK9#mQ2vLp8w', OWN)).toBeUndefined()
  expect(passwordFault('ฟ้าครามยามเช้า', OWN)).toBeUndefined()
  // Four bytes each, yet six signs.
  expect(passwordFault('🐘🐘🌾🌾🌧🌧', OWN)).toBe('tooShort')
  expect(passwordFault('ก'.repeat(201), OWN)).toBe('tooLong')
})

describe('what everybody tries first is refused', () => {
  test.each([
    'password2569',
    'P@ssw0rd2569!',
    'PASSWORD-PASSWORD',
    'qwertyuiop12',
    'qwertyuiop[]asdf',
    'asdfghjkl;123',
    '1q2w3e4r5t6y7u',
    'abcdefghijkl',
    'กขคงจฉชซฌญฎฏ',
    '111111111111',
    '123456789012',
    '081-234-5678 99',
    'ab12ab12ab12ab',
    'Sawasdee2569!',
    'administrator1',
    'iloveyou143143',
    'รหัสผ่าน123456',
    'สวัสดีครับ2569',
    'แอดมินแอดมินแอดมิน',
    // Thai words with the Latin layout on, and the other way round.
    'isylzjko2569',
    'l;ylfu8iy[2569',
    'ยฟหหไนพก256900',
  ])('%s', (password) => expect(passwordFault(password, [])).toBe('common'))

  test.each(['khamthaleso2569', 'ขามทะเลสอ2569', 'มาลีศรีสุข123', 'Srisuk.M@2569!!!', 'khampittaya99kham'])(
    '%s, which is only their own name or the municipality’s',
    (password) => expect(passwordFault(password, OWN)).toBe('own'),
  )
})

test('a few words that do not belong together are good, also when one of them is common', () => {
  for (const password of [
    'ทุ่งนาสีทองหลังฝน',
    'trombone-lamp-ferry',
    'มาลีเลี้ยงปลาทองสามสี',
    'password ปลาหมึกแห้งย่าง',
    'vX7-qLm2-Zr9t',
  ])
    expect([password, passwordFault(password, OWN)]).toEqual([password, undefined])
})

test('every word of the list is refused when it is written out to twelve characters', () => {
  const file = join(import.meta.dirname, '../../src/passwords/common-passwords.txt')
  const words = readFileSync(file, 'utf8').trim().split('\n')
  expect(words.length).toBeGreaterThan(700)
  expect(new Set(words).size).toBe(words.length)
  const padded = words.map((word) => word.padEnd(12, '0123456789'))
  // Words shorter than four letters turn up in any password by chance; padded with a run of digits they are poor anyway.
  expect(padded.filter((password) => !passwordFault(password, []))).toEqual([])
})

test('the two layouts of the keyboard are one map', () => {
  expect(asLatinKeys('รหัสผ่าน')).toBe('isylzjko')
  expect(asThaiKeys('isylzjko')).toBe('รหัสผ่าน')
  expect(asThaiKeys('password')).toBe('ยฟหหไนพก')
  expect(asLatinKeys('abc')).toBe('abc')
})
