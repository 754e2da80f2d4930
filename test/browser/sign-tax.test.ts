import { describe, expect, test } from 'vitest'
import { openWeb } from '../support/browser.ts'
import type { Person } from '../support/person.ts'
import { photo } from '../support/photo.ts'

const { missing, web } = await openWeb()
const SIGNS = '/services/sign-tax/apply/p/signs'
const CASES = [
  [320, false, [1280]],
  [800, true, [320]],
] as const

describe.skipIf(missing)(`a shopkeeper declares several signs${missing}`, () => {
  for (const [width, scripts, alsoAt] of CASES)
    test(`at ${width} px ${scripts ? 'with' : 'without'} JavaScript`, async () => {
      const shots = `sign-tax-${scripts ? 'js' : 'plain'}`
      const person = await web().person({ width, alsoAt, scripts, shots })
      await sayWho(person)
      await addFirstSign(person)
      await orderItsPhotos(person)
      await addSecondSign(person)
      await changeTheFirst(person)
      await removeTheSecond(person)
      await checkAndSend(person)
    })
})

async function sayWho(person: Person) {
  await person.go('/services/sign-tax')
  await person.look('manual')
  await person.press('ยื่นคำขอ')
  await person.press('เริ่มกรอก')
  await person.look('filing')
  await person.choose('ยื่นครั้งแรกของเจ้าของรายนี้')
  await person.fill('ปีภาษี', '2570')
  await person.choose('เจ้าของป้าย หรือผู้มีอำนาจลงนาม')
  await person.choose('บุคคลธรรมดา')
  await person.press('ถัดไป')
  await person.press('ถัดไป')
  await person.look('owner-empty', 422)
  await person.fill('ชื่อเจ้าของป้าย', 'นางสาวมาลี รักสะอาด')
  await person.fill('บ้านเลขที่', '99/1')
  await person.fill('ตำบล', 'ขามทะเลสอ')
  await person.fill('อำเภอ', 'ขามทะเลสอ')
  await person.fill('จังหวัด', 'นครราชสีมา')
  await person.press('ถัดไป')
  expect(person.path()).toBe(SIGNS)
}

async function addFirstSign(person: Person) {
  await person.look('signs-none')
  await person.press('ถัดไป')
  await person.look('signs-too-few', 422)
  await person.press('เพิ่มป้าย')
  await person.look('sign-new')
  await person.press('ถัดไป')
  await person.look('sign-empty', 422)
  await person.choose('เหมือนปีก่อน')
  await person.fill('ข้อความหรือภาพในป้าย', 'ร้านก๋วยเตี๋ยวเรือเจ๊หมวย สาขาหน้าตลาดสดเทศบาล เปิดทุกวัน ๐๗.๐๐–๒๐.๐๐ น.')
  await person.press('ถัดไป')
  await person.look('sign-more-asked')
  await person.choose('อักษรไทยล้วน')
  await person.choose('ไม่')
  await person.fill('กว้าง', '120')
  await person.fill('ยาวหรือสูง', '240')
  await person.fill('จำนวนด้าน', '2')
  await person.fill('จำนวนป้าย', '1')
  await person.fill('สถานที่ติดตั้ง', 'หน้าร้าน ตรงข้ามตลาดสด')
}

async function orderItsPhotos(person: Person) {
  await person.upload('รูปถ่ายป้าย', [await photo('ด้านหน้า.jpg', 'crimson'), await photo('ด้านหลัง.jpg', 'gold')])
  expect(await names(person)).toEqual(['ด้านหน้า.jpg', 'ด้านหลัง.jpg'])
  await person.look('sign-photos')
  expect(await person.page.getByLabel('กว้าง').inputValue()).toBe('120')
  await person.press('เลื่อนขึ้น ด้านหลัง.jpg')
  expect(await names(person)).toEqual(['ด้านหลัง.jpg', 'ด้านหน้า.jpg'])
  await person.upload('รูปถ่ายป้าย', [await photo('ใกล้.jpg', 'plum'), await photo('ไกล.jpg', 'tan')])
  await person.look('sign-photos-full')
  await person.press('ลบ ใกล้.jpg')
  expect(await names(person)).toEqual(['ด้านหลัง.jpg', 'ด้านหน้า.jpg', 'ไกล.jpg'])
  await person.press('ถัดไป')
  expect(person.path()).toBe(SIGNS)
}

const names = (person: Person) => person.page.locator('.sala-files__name').allTextContents()

async function addSecondSign(person: Person) {
  await person.press('เพิ่มป้าย')
  await person.choose('รื้อถอนหรือเลิกใช้')
  await person.fill('ข้อความหรือภาพในป้าย', 'ป้ายเก่า')
  await person.press('ถัดไป')
  await person.page.getByLabel('วันที่', { exact: true }).fill('31')
  await person.page.getByLabel('เดือน').selectOption('2')
  await person.page.getByLabel(/^ปี พ.ศ/).fill('2569')
  await person.fill('จำนวนป้าย', '1')
  await person.fill('สถานที่ติดตั้ง', 'ข้างร้าน')
  await person.press('ถัดไป')
  await person.look('sign-wrong-date', 422)
  await person.page.getByLabel('วันที่', { exact: true }).fill('28')
  await person.press('ถัดไป')
  await person.look('signs-two')
  expect(await person.page.locator('.sala-rows__one').count()).toBe(2)
}

async function changeTheFirst(person: Person) {
  await person.press('แก้ไข ป้าย 1')
  await person.look('sign-change')
  await person.fill('จำนวนป้าย', '3')
  await person.press('ถัดไป')
  expect(person.path()).toBe(SIGNS)
}

async function removeTheSecond(person: Person) {
  await person.press('ลบ ป้าย 2')
  await person.look('signs-one')
  expect(await person.page.locator('.sala-rows__one').allTextContents()).toEqual([
    expect.stringContaining('ร้านก๋วยเตี๋ยวเรือ'),
  ])
  await person.press('ถัดไป')
  await person.choose('กองคลัง', '#payChannel')
  await person.choose('หน้าติดตามคำขอ')
  await person.press('ถัดไป')
  await person.press('ถัดไป')
}

async function checkAndSend(person: Person) {
  await person.look('check')
  const answers = await person.page.locator('main').textContent()
  expect(answers).toContain('ด้านหลัง.jpg')
  expect(answers).not.toContain('ป้ายเก่า')
  await person.choose(/^ข้าพเจ้าขอรับรอง/)
  await person.press('ส่งคำขอ')
  await person.look('receipt')
}
