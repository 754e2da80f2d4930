import { describe, expect, test } from 'vitest'
import type { Input } from '../../src/forms/walk.ts'
import { openWeb } from '../support/browser.ts'
import { fillIn, filedAt, makeClient, sendChecked, typed } from '../support/journey.ts'
import { emailOf, makePeople, PASSWORD, type PersonName } from '../support/officers.ts'
import type { Person } from '../support/person.ts'
import { photo } from '../support/photo.ts'

const { missing, web } = await openWeb()
let staff: ReturnType<typeof makePeople> | undefined

describe.skipIf(missing)(`a request goes from the Palad’s office to the resident’s rating${missing}`, () => {
  for (const [width, scripts] of [
    [1280, true],
    [320, false],
  ] as const)
    test(`at ${width} px ${scripts ? 'with' : 'without'} JavaScript`, async () => {
      const shots = `desk-journey-${scripts ? 'js' : 'plain'}`
      const someone = () => web().person({ width, scripts, shots })
      staff ??= makePeople(web().server)
      // Names are remembered for a while: all must be there before the first page shows one.
      await Promise.all([staff.officer('pranee'), staff.officer('anan')])
      const { reference, path } = await fileTree()
      const pranee = await comeIn(await someone(), 'pranee')
      await sort(pranee, reference)
      const anan = await comeIn(await someone(), 'anan')
      await takeOn(anan, reference)
      await askForMore(anan)
      const somchai = await someone()
      await supply(somchai, path)
      await decide(anan, reference)
      await close(anan)
      await rate(somchai, path)
      await seeTheRating(anan, reference)
    }, 120_000)
})

/** Somchai asks for a tree to be trimmed; how that is filled in is told elsewhere. */
async function fileTree() {
  const client = makeClient(web().server.app, '192.0.2.77')
  const tree = { species: 'ก้ามปู', treeCount: '1', treeHeight: 'high', workWanted: 'trim' }
  const answers: Input = {
    ...typed({
      treePlace: 'หน้าวัดโป่งแดง',
      'treePlace.landmark': 'หน้าวัดโป่งแดง',
      landOwner: 'public',
      problems: 'leaning',
      dangerNow: 'no',
      nearCable: 'far',
      vehicleAccess: 'yes',
      applicantName: 'สมชาย ใจดี',
      phone: '08-1234-5678',
      email: 'somchai@example.org',
      wantsVisit: 'no',
    }),
    rows: { trees: [{ id: 'one', raw: tree }] },
  }
  const check = await fillIn(client, '/services/tree-trimming/apply', answers)
  return filedAt((await sendChecked(client, check)).location)
}

async function comeIn(person: Person, name: PersonName): Promise<Person> {
  await person.go('/desk/sign-in')
  await person.fill('อีเมล', emailOf(name))
  await person.fill('รหัสผ่าน', PASSWORD)
  await person.press('เข้าสู่ระบบ', 'main')
  return person
}

const openFromList = (officer: Person, reference: string) =>
  officer.press('ขอตัดแต่งหรือตัดต้นไม้', `tr:has-text("${reference}")`)

/** Pranee receives it and passes it on to the division whose work it turns out to be. */
async function sort(pranee: Person, reference: string) {
  await pranee.look('inbox')
  await openFromList(pranee, reference)
  await pranee.look('case-filed')
  await pranee.press('รับคำขอ', '.sala-case-acts')
  await pranee.look('receive')
  await pranee.press('รับคำขอ', 'form.sala-case-form')
  await pranee.look('received')
  await pranee.press('ส่งต่อให้กองอื่น')
  await pranee.press('ส่งต่อให้กองอื่น', 'form.sala-case-form')
  await pranee.look('forward-empty', 422)
  await pranee.page.getByLabel('ส่งต่อให้').selectOption('health')
  await pranee.fill('เหตุผล', 'เป็นต้นไม้ในสวนสาธารณะที่กองสาธารณสุขดูแล')
  await pranee.press('ส่งต่อให้กองอื่น', 'form.sala-case-form')
  await pranee.look('forwarded')
  expect(await pranee.page.locator('.sala-case-about').textContent()).toContain('กองสาธารณสุขและสิ่งแวดล้อม')
}

async function takeOn(anan: Person, reference: string) {
  await openFromList(anan, reference)
  await anan.look('case-forwarded')
  await anan.press('รับเรื่องไว้เอง', '.sala-case-acts')
  await anan.press('รับเรื่องไว้เอง', 'form.sala-case-form')
  await anan.look('claimed')
  expect(await anan.page.locator('.sala-case-about').textContent()).toContain('อนันต์ แก้วดี')
}

async function askForMore(anan: Person) {
  await anan.press('บันทึกความบกพร่อง')
  await anan.press('บันทึกความบกพร่อง', 'form.sala-case-form')
  await anan.look('missing-empty', 422)
  await anan.page.getByLabel('สิ่งอื่นที่ต้องแก้ไขหรือส่งเพิ่ม').fill('รูปถ่ายทั้งต้น')
  await anan.press('บันทึกความบกพร่อง', 'form.sala-case-form')
  await anan.look('paused')
  expect(await anan.page.locator('.sala-case-due').textContent()).toContain('ผู้ยื่นต้องส่งภายใน')
}

async function supply(somchai: Person, path: string) {
  await somchai.go(path)
  await somchai.look('track-missing')
  const form = somchai.page.locator('.sala-asked form')
  for (const words of await form.getByLabel('ข้อความประกอบ').all()) await words.fill('ส่งรูปแล้วครับ')
  await form
    .getByLabel('แนบไฟล์')
    .first()
    .setInputFiles([await photo('ต้นไม้.jpg', 'green')])
  await somchai.press('ส่งสิ่งที่ขาด', '.sala-asked')
  await somchai.look('track-supplied')
}

async function decide(anan: Person, reference: string) {
  await anan.go(`/desk/cases/${reference}`)
  await anan.look('supplied')
  expect(await anan.page.locator('.sala-case-talk').textContent()).toContain('ส่งรูปแล้วครับ')
  await anan.press('บันทึกผลการพิจารณา')
  await anan.choose('อนุญาต')
  await anan.press('บันทึกผลการพิจารณา', 'form.sala-case-form')
  await anan.look('decided')
}

/** Closing prompts for the reply; a ready-made one is put in, with scripts at once. */
async function close(anan: Person) {
  await anan.press('ปิดเรื่อง')
  await anan.look('close')
  const insert = anan.page.getByRole('button', { name: 'ใส่ข้อความนี้' })
  const [address, reply] = [anan.path(), anan.page.getByLabel('คำตอบถึงผู้ยื่น')]
  // None is chosen beforehand: an officer in a hurry would send it.
  expect(await anan.page.locator('#reply').inputValue()).toBe('')
  await anan.page.locator('#reply').selectOption({ index: 1 })
  if (anan.scripts) await insert.click()
  else await anan.press('ใส่ข้อความนี้')
  expect([anan.path(), await reply.inputValue()]).toEqual([address, expect.stringMatching(/\S/)])
  await anan.look('close-filled')
  await anan.press('ปิดเรื่อง', 'form.sala-case-form')
  await anan.look('closed')
}

async function rate(somchai: Person, path: string) {
  await somchai.go(path)
  await somchai.look('track-closed')
  for (const question of ['#steps', '#fairness', '#ease']) await somchai.choose('มากที่สุด', question)
  await somchai.choose('แก้ไขแล้ว', '#solved')
  await somchai.press('ส่งผลการประเมิน')
  await somchai.look('rated')
}

async function seeTheRating(anan: Person, reference: string) {
  await anan.go(`/desk/cases/${reference}`)
  await anan.look('case-rated')
  expect(await anan.page.locator('.sala-case-timeline').textContent()).toContain('ได้รับการแก้ไขแล้ว')
}
