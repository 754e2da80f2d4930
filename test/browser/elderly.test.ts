import { describe, expect, test } from 'vitest'
import { openWeb } from '../support/browser.ts'
import type { Person } from '../support/person.ts'
import { photo } from '../support/photo.ts'

const { missing, web } = await openWeb()
const HERE = '/services/elderly-allowance/apply'
const CASES = [
  [320, true, [800]],
  [1280, false, [320]],
] as const

describe.skipIf(missing)(
  `Anong registers her grandmother, who knows only her year of birth${missing}`,
  () => {
    for (const [width, scripts, alsoAt] of CASES)
      test(`at ${width} px ${scripts ? 'with' : 'without'} JavaScript`, async () => {
        const person = await web().person({
          width,
          alsoAt,
          scripts,
          shots: `elderly-${scripts ? 'js' : 'plain'}`,
        })
        await askForHerPapers(person)
        await sayWhoActs(person)
        await describeHer(person)
        await choosePayment(person)
        await attachPapers(person)
        await actForHerself(person)
        await send(person)
      })
  },
)

async function askForHerPapers(person: Person) {
  await person.go('/services/elderly-allowance')
  await person.look('manual')
  await person.choose('ผู้อื่นยื่นแทน')
  await person.choose('รับเงินสดด้วยตนเอง')
  await person.press('แสดงเฉพาะของฉัน')
  await person.look('manual-hers')
  const papers = await person.page.locator('.sala-papers').textContent()
  expect(papers).toContain('หนังสือมอบอำนาจ')
  expect(papers).not.toContain('สมุดบัญชีธนาคาร')
  await person.press('ยื่นคำขอ')
  await person.look('start')
  await person.press('เริ่มกรอก')
}

async function sayWhoActs(person: Person) {
  // What was answered on the manual is not asked again.
  expect(await person.page.getByLabel('ผู้อื่นยื่นแทน').isChecked()).toBe(true)
  await person.choose('เคยรับที่อื่น และย้ายทะเบียนบ้านมา')
  await person.press('ถัดไป')
  await person.look('who-moved')
  await person.fill('เทศบาลหรือ อบต.', 'องค์การบริหารส่วนตำบลหนองบัวศาลา')
  await person.press('ถัดไป')
  expect(person.path()).toBe(`${HERE}/p/representative`)
  await person.fill('ชื่อ–สกุลผู้ยื่นแทน', 'อนงค์ ศรีสุข')
  await person.fill('โทรศัพท์ผู้ยื่นแทน', '12345')
  await person.press('ถัดไป')
  await person.look('representative-wrong', 422)
  await person.fill('โทรศัพท์ผู้ยื่นแทน', '๐๘๑ ๒๓๔ ๕๖๗๘')
  await person.press('ถัดไป')
}

async function describeHer(person: Person) {
  await person.look('person')
  await person.fill('ชื่อ–สกุลผู้สูงอายุ', 'นางทองคำ ศรีสุข')
  await person.fill('เลขประจำตัวประชาชน', '1-1017-00230-70-9')
  await person.fill(/^วันที่/, '15')
  await person.fill(/^ปี พ.ศ/, '2485')
  await person.press('ถัดไป')
  await person.look('person-wrong', 422)
  await person.fill('เลขประจำตัวประชาชน', '1-1017-00230-70-8')
  await person.fill(/^วันที่/, '')
  await person.press('ถัดไป')
  await person.look('home')
  await person.fill('บ้านเลขที่', '12')
  await person.fill('หมู่ที่', '4')
  await person.fill('ตำบล', 'ขามทะเลสอ')
  await person.fill('อำเภอ', 'ขามทะเลสอ')
  await person.fill('จังหวัด', 'นครราชสีมา')
  await person.choose('ตามทะเบียนบ้าน')
  await person.press('ถัดไป')
  await person.choose('ไม่ได้รับ')
  await person.press('ถัดไป')
}

async function choosePayment(person: Person) {
  await person.look('payment')
  expect(await person.page.getByLabel('รับเงินสดด้วยตนเอง').isChecked()).toBe(true)
  await person.press('ถัดไป')
  expect(person.path()).toBe(`${HERE}/p/contact`)
  await person.fill('เบอร์โทรศัพท์', '0812345678')
  await person.press('ถัดไป')
  expect(person.path()).toBe(`${HERE}/p/papers`)
}

async function attachPapers(person: Person) {
  expect(await person.page.getByLabel(/สมุดบัญชี/).count()).toBe(0)
  await person.press('ถัดไป')
  await person.look('papers-missing', 422)
  await person.upload('หนังสือมอบอำนาจ', [await photo('หนังสือมอบอำนาจ.jpg', 'white')])
  await person.look('papers')
  await person.press('ถัดไป')
  await person.look('check')
  const answers = await person.page.locator('main').textContent()
  expect(answers).toContain('พ.ศ. 2485')
  expect(answers).toContain('อนงค์ ศรีสุข')
}

async function actForHerself(person: Person) {
  await person.press('แก้ไข ใครเป็นผู้ยื่น')
  await person.choose('ผู้สูงอายุยื่นเอง')
  await person.press('ถัดไป')
  await person.look('check-herself')
  const answers = await person.page.locator('main').textContent()
  expect(answers).not.toContain('อนงค์ ศรีสุข')
  expect(answers).not.toContain('หนังสือมอบอำนาจ')
}

async function send(person: Person) {
  await person.choose(/รับรอง/)
  await person.press('ส่งคำขอ')
  await person.look('receipt')
}
