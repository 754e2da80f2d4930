import { describe, expect, test } from 'vitest'
import { openWeb } from '../support/browser.ts'
import type { Person } from '../support/person.ts'
import { photo } from '../support/photo.ts'

const { missing, web } = await openWeb()
const LONG_NAME = 'รูปเสาไฟฟ้าหน้าบ้านเลขที่๑๒๓ซอยเทศบาล๔ถ่ายเมื่อคืนวันศุกร์IMG_20261204_193045_HDR_แก้ไขแล้ว.jpg'

describe.skipIf(missing)(`Somchai reports a street light${missing}`, () => {
  for (const [width, scripts, alsoAt] of [
    [320, false, [800]],
    [1280, true, [320, 800]],
  ] as const)
    test(`at ${width} px ${scripts ? 'with' : 'without'} JavaScript`, async () => {
      const kind = { width, alsoAt, scripts, shots: `street-light-${scripts ? 'js' : 'plain'}` }
      const phone = await web().person(kind)
      await findTheForm(phone)
      await sayWhatAndWhere(phone)
      await attachPhotos(phone)
      const link = await saveForLater(phone)
      const computer = await web().person({ ...kind, shots: `${kind.shots}-later` })
      await goOnElsewhere(computer, link)
      await changeAnAnswer(computer)
      await send(computer)
      await follow(computer)
      await sendMore(computer)
      await takeTheData(computer)
      await withdraw(computer)
    }, 120_000)
})

async function findTheForm(person: Person) {
  await person.go('/')
  await person.look('home')
  await person.fill('ค้นหาบริการ', 'ไฟทาง')
  await person.press('ค้นหา')
  await person.look('found')
  await person.press(/^แจ้งซ่อมไฟฟ้าสาธารณะ/, 'main')
  await person.look('manual')
  await person.press('ยื่นคำขอ')
  await person.look('start')
  await person.press('เริ่มกรอก')
  await person.look('what')
}

async function sayWhatAndWhere(person: Person) {
  await person.press('ถัดไป')
  await person.look('what-empty', 422)
  await person.choose('เป็นอันตราย')
  await person.fill('จำนวนดวง', 'สาม')
  await person.press('ถัดไป')
  // The answer brought up another question, which is asked and not complained about.
  await person.look('what-danger')
  await person.press('ถัดไป')
  await person.look('what-wrong', 422)
  await person.fill('อันตรายอย่างไร', 'โคมไฟห้อยลงมาเกือบถึงพื้น\nสายไฟหย่อนขวางทางเดิน เด็กนักเรียนเดินผ่านทุกวัน')
  await person.fill('จำนวนดวง', '๓')
  await person.press('ถัดไป')
  await person.look('where')
  await person.press('ถัดไป')
  await person.look('where-empty', 422)
  await person.fill('จุดที่ไฟเสีย', 'หน้าบ้านเลขที่ 12/3 หมู่ 4 ตรงข้ามวัดโป่งแดง')
  await person.press('ถัดไป')
  await person.look('photos')
}

async function attachPhotos(person: Person) {
  // With scripts, choosing a file sends it: only without them can one press with nothing chosen.
  if (!person.scripts) {
    await person.press(/^อัปโหลด/)
    await person.look('photos-none', 422)
  }
  await person.upload(
    'รูปถ่าย',
    [{ name: 'บันทึก.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') }],
    422,
  )
  await person.look('photos-wrong', 422)
  await person.upload('รูปถ่าย', [await photo(LONG_NAME, 'navy'), await photo('IMG_2.jpg', 'orange')])
  await person.look('photos-two')
  expect(await person.page.locator('.sala-files__name').allTextContents()).toEqual([LONG_NAME, 'IMG_2.jpg'])
  await person.press('ถัดไป')
  await person.look('contact')
}

async function saveForLater(person: Person): Promise<string> {
  await person.fill('ชื่อ–สกุล', 'สมชาย ใจดี')
  await person.press('ถัดไป')
  await person.press('แก้ไข ชื่อและการติดต่อ')
  await person.fill('ชื่อ–สกุล', '')
  await person.press('ถัดไป')
  await person.look('contact-empty', 422)
  await person.press('บันทึกไว้กรอกต่อภายหลัง')
  await person.look('saved')
  await person.fill('ส่งลิงก์ไปที่อีเมล', 'somchai')
  await person.press('สร้างลิงก์')
  await person.look('saved-wrong', 422)
  await person.fill('ส่งลิงก์ไปที่อีเมล', '')
  await person.press('สร้างลิงก์')
  await person.look('saved-link')
  return (await person.page.locator('.sala-copy').textContent()) ?? ''
}

async function goOnElsewhere(person: Person, link: string) {
  await person.page.goto(link)
  await person.look('resume')
  await person.press('เปิดร่างคำขอ')
  expect(person.path()).toBe('/services/street-light-repair/apply/p/contact')
  await person.fill('ชื่อ–สกุล', 'สมชาย ใจดี')
  await person.fill('เบอร์โทรศัพท์', '08-1234-5678')
  await person.fill('อีเมล', 'somchai@example.org')
  await person.press('ถัดไป')
  await person.look('check')
}

async function changeAnAnswer(person: Person) {
  await person.press('แก้ไข ไฟเสียอย่างไร')
  await person.look('change')
  await person.fill('จำนวนดวง', '5')
  await person.press('ถัดไป')
  expect(person.path()).toBe('/services/street-light-repair/apply/check')
  expect(await person.page.locator('main').textContent()).toContain('5 ดวง')
}

async function send(person: Person) {
  await person.press('ส่งคำขอ')
  await person.look('check-undeclared', 422)
  await person.choose(/^ข้าพเจ้าขอรับรอง/)
  await person.press('ส่งคำขอ')
  expect(person.path()).toMatch(/^\/track\/70-[0-9A-Z]{3}-[0-9A-Z]{3}\/[0-9A-Z]{16}\/receipt$/)
  await person.look('receipt')
}

async function follow(person: Person) {
  await person.press('ไปหน้าติดตามคำขอ')
  await person.look('track')
  await person.page.getByText('แสดงคำตอบและไฟล์ที่ส่ง').click()
  await person.look('track-answers')
  await person.press('นับวันอย่างไร')
  await person.look('counted')
  expect(await person.page.locator('main').textContent()).toContain('วันรัฐธรรมนูญ')
  await person.press('ย้อนกลับ')
}

async function sendMore(person: Person) {
  await person.press('ส่งข้อความหรือไฟล์')
  await person.look('message-empty', 422)
  await person.fill('ข้อความถึงเจ้าหน้าที่', 'ส่งรูปเพิ่มครับ\nถ่ายเมื่อคืนนี้')
  await person.page.getByLabel('แนบไฟล์').setInputFiles([await photo(LONG_NAME, 'teal')])
  await person.press('ส่งข้อความหรือไฟล์')
  await person.look('message-sent')
  expect(await person.page.getByRole('status').textContent()).toContain('ส่งให้เจ้าหน้าที่แล้ว')
}

async function takeTheData(person: Person) {
  const { name, bytes } = await person.download(/^ดาวน์โหลดข้อมูลทั้งหมด/)
  expect(name).toMatch(/^70-.*\.json$/)
  expect(bytes.toString()).toContain('สมชาย ใจดี')
  const csv = await person.download('CSV')
  expect(csv.bytes.toString()).toContain('หน้าบ้านเลขที่ 12/3')
}

async function withdraw(person: Person) {
  await person.press('ยกเลิกคำขอ')
  await person.look('withdraw')
  await person.fill('เหตุผล', 'ไฟติดแล้ว')
  await person.press('ยืนยันยกเลิกคำขอ')
  await person.look('withdrawn')
  expect(await person.page.getByRole('status').textContent()).toContain('ยกเลิกคำขอแล้ว')
  expect(await person.page.locator('.sala-due').textContent()).not.toContain('เสร็จภายใน')
}
