import { expect, test } from 'vitest'
import { faultText, UPLOAD_FAULTS } from '../../../src/requests/uploads/faults.ts'

const rules = {
  accept: ['pdf', 'jpg'] as ('pdf' | 'jpg')[],
  maxBytes: 10 * 1024 * 1024,
  maxFiles: 5,
  maxTotalBytes: 50 * 1024 * 1024,
}

test.each(UPLOAD_FAULTS)('the fault %s has a whole sentence in both languages', (fault) => {
  const { th, en } = faultText(fault, rules)
  expect(th).toMatch(/[ก-๙]/)
  expect(en).toMatch(/^[A-Z]/)
  expect(`${th}${en}`).not.toMatch(/[{}]|undefined/)
})

test('no two faults have the same sentence', () => {
  const sentences = UPLOAD_FAULTS.flatMap((fault) => Object.values(faultText(fault, rules)))
  expect(new Set(sentences).size).toBe(sentences.length)
})

test('limits are told in megabytes, kinds by their endings', () => {
  expect(faultText('tooBig', rules).th).toContain('10 MB')
  expect(faultText('quota', rules).en).toContain('50 MB')
  expect(faultText('tooMany', rules).en).toContain('5 files')
  expect(faultText('wrongType', rules).th).toContain('.pdf .jpg')
})
