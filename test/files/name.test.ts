import { expect, test } from 'vitest'
import { displayName } from '../../src/files/name.ts'

test.each([
  ['โฉนดที่ดิน หน้า 1.pdf', 'โฉนดที่ดิน หน้า 1.pdf'],
  ['C:\\Users\\Somchai\\deed.PDF', 'deed.pdf'],
  ['../../etc/passwd', 'passwd.pdf'],
  ['deed.pdf.exe', 'deed.pdf'],
  ['plan 1.2', 'plan 1.2.pdf'],
  ['scan.2569', 'scan.2569.pdf'],
  // The mark turns the writing round, so that “fdp.exe” would be read as “exe.pdf”.
  ['invoice\u202Efdp.exe', 'invoicefdp.pdf'],
  ['zero\u200Bwidth\uFEFF.pdf', 'zerowidth.pdf'],
  ['two\r\nlines: "x".pdf', 'twolines- -x-.pdf'],
  ['many    spaces .pdf', 'many spaces.pdf'],
  ['.pdf', 'file.pdf'],
  ['', 'file.pdf'],
  ['...', 'file.pdf'],
  ['/', 'file.pdf'],
  ['<img src=x onerror=alert(1)>.pdf', '-img src=x onerror=alert(1)-.pdf'],
  ['\u0000\u0007.pdf', 'file.pdf'],
])('%j is shown as %j', (sent, shown) => {
  expect(displayName(sent, 'pdf')).toBe(shown)
})

test('a long name is cut to 120 characters, its ending kept and no tone mark left alone', () => {
  const name = displayName(`${'น้ำ'.repeat(200)}.jpeg`, 'jpg')
  expect(name.length).toBeLessThanOrEqual(120)
  expect(name).toMatch(/^(น้ำ)+(น้)?\.jpg$/)
})

test('the same Thai name, put together differently, is the same name', () => {
  expect(displayName('cafe\u0301.pdf', 'pdf')).toBe('café.pdf')
})
