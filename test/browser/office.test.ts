import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWeb } from '../support/browser.ts'
import { fileLight, makeClient } from '../support/journey.ts'
import { codeAt, makePeople, PASSWORD } from '../support/officers.ts'
import type { Person } from '../support/person.ts'

const { missing, web } = await openWeb()

/** The holiday each visit enters and removes; the portal's day is Friday 4 December 2569. */
const HOLIDAYS = { 320: '8/12/2569', 800: '9/12/2569', 1280: '14/12/2569' } as const

describe.skipIf(missing)(`Amnat keeps the office${missing}`, () => {
  beforeAll(async () => {
    const { server } = web()
    const staff = makePeople(server, server.now)
    await staff.officer('amnat')
    await staff.officer('malee')
    for (let n = 0; n < 3; n++) await fileLight(makeClient(server.app, `192.0.2.${n + 60}`))
  })
  // Each visit signs in with a code of its own thirty seconds.
  let signedIn: Awaited<ReturnType<Person['context']['cookies']>> | undefined
  afterAll(() => (signedIn = undefined))

  async function signIn(person: Person) {
    if (signedIn) return person.context.addCookies(signedIn)
    await person.go('/desk/sign-in')
    await person.fill('อีเมล', 'amnat@kham.example.go.th')
    await person.fill('รหัสผ่าน', PASSWORD)
    await person.press('เข้าสู่ระบบ', 'main')
    await person.page.locator('#code').fill(codeAt(web().server.now()))
    await person.press(/.+/, 'main form')
    signedIn = await person.context.cookies()
  }

  for (const [width, scripts, alsoAt] of [
    [800, false, [320]],
    [1280, true, [320, 800]],
  ] as const)
    test(`at ${width} px ${scripts ? 'with' : 'without'} JavaScript`, async () => {
      const person = await web().person({ width, alsoAt, scripts, shots: 'office' })
      await signIn(person)
      await person.go('/desk/office')
      await person.look('office')
      await person.press('กองและส่วนงาน', 'main')
      await person.look('divisions')
      await person.press('เพิ่ม', 'main')
      await person.look('divisions-wrong', 422)
      await person.go('/desk/office/divisions/public-works')
      await person.look('division')
      await person.go('/desk/office/divisions/public-works/end')
      await person.look('division-end')

      await person.go('/desk/office/holidays')
      await person.look('holidays')
      await person.press('ตรวจผลก่อนยืนยัน', 'main')
      await person.look('holidays-wrong', 422)
      await person.page.locator('#day').fill(HOLIDAYS[width])
      await person.page.locator('#nameTh').fill('วันหยุดกรณีพิเศษ')
      await person.page.locator('#nameEn').fill('Special holiday')
      await person.page.locator('#source').fill('มติ ครม. 3 ธ.ค. 2569')
      await person.press('ตรวจผลก่อนยืนยัน', 'main')
      await person.look('holiday-check')
      await person.press('ยืนยันและบันทึก', 'main')
      await person.look('holidays-saved')
      await person.press(/^ลบ วันหยุดกรณีพิเศษ/, 'main')
      await person.look('holiday-remove')
      await person.press('ลบวันหยุด', 'main form')
      await person.look('holiday-remove-wrong', 422)
      await person.page.locator('#reasonTh').fill('ครม. ยกเลิก')
      await person.page.locator('#reasonEn').fill('withdrawn')
      await person.page.locator('#aware').check()
      await person.press('ลบวันหยุด', 'main form')
      expect(person.path()).toBe('/desk/office/holidays?saved=yes')

      await person.go('/desk/office/hours')
      await person.look('hours')
      await person.page.locator('#closes').fill('16:00')
      await person.press('ตรวจผลก่อนยืนยัน', 'main')
      await person.look('hours-check')
      await person.press('ยืนยันและบันทึก', 'main')
      await person.look('hours-saved')
      await person.page.locator('#closes').fill('16:30')
      await person.press('ตรวจผลก่อนยืนยัน', 'main')
      await person.press('ยืนยันและบันทึก', 'main')

      await person.go('/desk/office/rules')
      await person.look('rules')
      await person.page.locator('#reopenDays').fill(String(31 + width))
      await person.press('ตรวจผลก่อนยืนยัน', 'main')
      await person.look('rules-check')
      await person.press('ยืนยันและบันทึก', 'main')
      await person.look('rules-saved')
      await person.page.locator('#reopenDays').fill('x')
      await person.press('ตรวจผลก่อนยืนยัน', 'main')
      await person.look('rules-wrong', 422)

      await person.go('/desk/replies')
      await person.look('replies')
      await person.go('/desk/replies/new')
      await person.press('บันทึก', 'main')
      await person.look('reply-wrong', 422)
      await person.go('/desk/replies/starter-light-repaired')
      await person.look('reply')
      await person.press('ลบข้อความ', 'main')
      await person.look('reply-remove')
      for (const page of ['office', 'office/holidays', 'office/rules', 'office/hours', 'replies']) {
        await person.go(`/en/desk/${page}`)
        await person.look(`en-${page.replace('/', '-')}`)
      }
    }, 120_000)
})
