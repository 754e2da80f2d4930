import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isLastGroup, lastGroup, newReceipt, parseReceipt, showReceipt } from '../../src/whistle/receipt.ts'

test('a receipt has 24 digits, in six groups, and is read back', () => {
  const receipt = newReceipt()
  expect(showReceipt(receipt)).toMatch(/^(\d{4}-){5}\d{4}$/)
  expect(parseReceipt(showReceipt(receipt))).toEqual({ receipt })
})

test('Thai digits, spaces and any dash are accepted, also mixed', () => {
  const receipt = newReceipt()
  const thai = [...receipt].map((digit) => String.fromCharCode(0x0e50 + Number(digit)))
  expect(parseReceipt(thai.join(''))).toEqual({ receipt })
  for (const between of [' ', '-', '–', '—', '\u00a0', '\u200b', '\t', ' - '])
    expect(parseReceipt(`  ${(receipt.match(/..../g) ?? []).join(between)}\n`)).toEqual({ receipt })
})

test('every slip of one digit and every swap of neighbours is found before any costly work', () => {
  fc.assert(
    fc.property(fc.nat(23), fc.integer({ min: 1, max: 9 }), (at, by) => {
      const receipt = newReceipt()
      const digits = [...receipt].map(Number)
      const slipped = digits.with(at, ((digits[at] ?? 0) + by) % 10).join('')
      expect(parseReceipt(slipped)).toEqual({ fault: 'wrongCheckDigit' })
      const next = (at + 1) % 24
      if (next === 0 || digits[at] === digits[next]) return
      const swapped = digits
        .with(at, digits[next] ?? 0)
        .with(next, digits[at] ?? 0)
        .join('')
      expect(parseReceipt(swapped)).toEqual({ fault: 'wrongCheckDigit' })
    }),
    { numRuns: 200 },
  )
})

test('what is no receipt is told apart by what is wrong with it', () => {
  expect(parseReceipt(' - ')).toEqual({ fault: 'empty' })
  expect(parseReceipt('รหัสของฉัน')).toEqual({ fault: 'notDigits' })
  expect(parseReceipt('1234')).toEqual({ fault: 'wrongLength' })
  expect(parseReceipt('1'.repeat(10_000))).toEqual({ fault: 'wrongLength' })
})

test('the last group is what is typed again', () => {
  const receipt = newReceipt()
  expect(isLastGroup(receipt, ` ${lastGroup(receipt)} `)).toBe(true)
  expect(isLastGroup(receipt, receipt.slice(0, 4) === lastGroup(receipt) ? '' : receipt.slice(0, 4))).toBe(
    false,
  )
})

test('no two receipts are alike, and every digit comes up about as often', () => {
  const many = Array.from({ length: 2000 }, newReceipt)
  expect(new Set(many).size).toBe(2000)
  const counts = Array.from({ length: 10 }, (_, digit) => many.join('').split(String(digit)).length - 1)
  for (const n of counts) expect(Math.abs(n - 4800)).toBeLessThan(600)
})
