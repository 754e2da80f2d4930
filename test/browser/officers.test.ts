import { describe, expect, onTestFinished, test } from 'vitest'
import { makeCatalogue } from '../../src/catalogue/store.ts'
import { makeStaff } from '../../src/staff.ts'
import { openBrowser } from '../support/browser.ts'
import { codeAt, makePeople, PASSWORD } from '../support/officers.ts'
import { makePerson, type Person } from '../support/person.ts'
import { startServer, type Server } from '../support/server.ts'

const { missing, browser } = await openBrowser()

async function freshServer(): Promise<Server> {
  const server = await startServer()
  onTestFinished(() => server.close())
  return server
}

/** The link that the start of the portal prints while nobody keeps it. */
async function firstLink({ engine, config, origin, now }: Server): Promise<string> {
  const { divisions } = makeCatalogue(engine)
  const first = await makeStaff({ config, engine, divisions, origin, now }).links.first()
  return new URL(first?.address ?? origin).pathname
}

/** What a code app shows for the key on the page. */
async function codeOf({ page }: Person, { now }: Server): Promise<string> {
  const key = await page.locator('.sala-desk-secret').innerText()
  return codeAt(now(), key.replace(/\s/g, ''))
}

async function signIn(person: Person, email: string) {
  await person.go('/desk/sign-in')
  await person.fill('อีเมล', email)
  await person.fill('รหัสผ่าน', PASSWORD)
  await person.press('เข้าสู่ระบบ')
}

describe.skipIf(missing)(`officers at a screen${missing}`, () => {
  for (const [width, scripts, alsoAt] of [
    [320, false, [800]],
    [1280, true, [320, 800]],
  ] as const) {
    const how = `at ${width} px ${scripts ? 'with' : 'without'} JavaScript`

    test(`the first administrator comes in by link and invites Malee, who comes in by hers, ${how}`, async () => {
      const server = await freshServer()
      const amnat = await makePerson(browser(), server.origin, { width, alsoAt, scripts, shots: 'officers' })
      await amnat.go(await firstLink(server))
      await amnat.look('first')
      await amnat.fill(/^ชื่อ–สกุล/, 'อำนาจ รักษา')
      await amnat.fill(/^ตำแหน่ง/, 'นักวิชาการคอมพิวเตอร์')
      await amnat.fill(/^อีเมล/, 'amnat@kham.example.go.th')
      await amnat.page.locator('#password').fill('password2569')
      await amnat.page.locator('#repeat').fill('password2569')
      await amnat.press('ตั้งรหัสผ่านและเข้าสู่ระบบ')
      await amnat.look('weak-password', 422)
      await amnat.page.locator('#password').fill(PASSWORD)
      await amnat.page.locator('#repeat').fill(PASSWORD)
      await amnat.press('ตั้งรหัสผ่านและเข้าสู่ระบบ')
      expect(amnat.path()).toBe('/desk/account/second-factor')
      await amnat.look('factor')
      await amnat.page.locator('#code').fill('000000')
      await amnat.page.locator('#current').fill(PASSWORD)
      await amnat.press('เปิดใช้รหัสจากโทรศัพท์')
      await amnat.look('factor-wrong', 422)
      await amnat.page.locator('#code').fill(await codeOf(amnat, server))
      await amnat.page.locator('#current').fill(PASSWORD)
      await amnat.press('เปิดใช้รหัสจากโทรศัพท์')
      await amnat.look('codes')
      await amnat.press('เก็บรหัสสำรองแล้ว ไปต่อ')
      await amnat.look('people')

      await amnat.press('เชิญเจ้าหน้าที่', 'main')
      await amnat.look('invite')
      await amnat.press('ออกลิงก์เชิญ')
      await amnat.look('invite-empty', 422)
      await amnat.fill(/^ชื่อ–สกุล/, 'มาลี ศรีสุข')
      await amnat.fill(/^ตำแหน่ง/, 'นายช่างโยธาชำนาญงาน')
      await amnat.fill(/^อีเมล/, 'malee@kham.example.go.th')
      await amnat.choose('เจ้าหน้าที่')
      await amnat.page.locator('#division').selectOption('public-works')
      await amnat.page.locator('#current').fill(PASSWORD)
      await amnat.press('ออกลิงก์เชิญ')
      await amnat.look('link-made')
      const link = new URL(await amnat.page.locator('#address').inputValue()).pathname

      const malee = await makePerson(browser(), server.origin, { width, alsoAt, scripts, shots: 'officers' })
      await malee.go(link)
      await malee.look('invitation')
      await malee.page.locator('#password').fill('ทุ่งนาสีทองหลังฝน')
      await malee.page.locator('#repeat').fill('ทุ่งนาสีทองหลังฝน')
      await malee.press('ตั้งรหัสผ่านและเข้าสู่ระบบ')
      expect(malee.path()).not.toContain('sign-in')
      await malee.go('/desk/account')
      await malee.look('account')
      await malee.go('/desk/audit')
      await malee.look('not-allowed', 403)
      await malee.go(link)
      await malee.look('link-over', 404)

      await amnat.go('/desk/people')
      await amnat.look('people-two')
      await amnat.press('มาลี ศรีสุข')
      await amnat.look('person')
      await amnat.press('สิ้นสุดการใช้งาน…')
      await amnat.look('end')
      await amnat.press('ยืนยันสิ้นสุดการใช้งาน')
      await amnat.look('ended')
      await amnat.go('/desk/audit')
      await amnat.look('audit')
      await malee.go('/desk/account')
      expect(malee.path()).toBe('/desk/sign-in?to=%2Fdesk%2Faccount')
      await malee.look('signed-out')
    })

    test(`signing in, wrong and right, and one’s own account, ${how}`, async () => {
      const server = await freshServer()
      const people = makePeople(server, server.now)
      const { email } = await people.officer('malee')
      await people.again('malee')
      const malee = await makePerson(browser(), server.origin, { width, alsoAt, scripts, shots: 'officers' })
      await malee.go('/desk/sign-in')
      await malee.look('sign-in')
      await malee.fill('อีเมล', email)
      await malee.fill('รหัสผ่าน', 'ไม่ใช่รหัสของมาลี')
      await malee.press('เข้าสู่ระบบ')
      await malee.look('sign-in-wrong', 422)
      await signIn(malee, email)
      await malee.go('/desk/account')
      await malee.look('own-account')
      await malee.press('เปลี่ยนรหัสผ่าน')
      await malee.look('password')
      await malee.go('/en/desk/account')
      await malee.look('account-english')
      await malee.press('Set up codes from your phone')
      await malee.look('factor-english')
      await malee.press('Sign out')
      await malee.look('out-english')
      const amnat = await makePerson(browser(), server.origin, { width, alsoAt, scripts, shots: 'officers' })
      await signIn(amnat, (await people.officer('amnat')).email)
      await amnat.look('code')
      await amnat.page.locator('#code').fill('123456')
      await amnat.press('เข้าสู่ระบบ')
      await amnat.look('code-wrong', 422)
      await amnat.page.locator('#code').fill(codeAt(server.now()))
      await amnat.press('เข้าสู่ระบบ')
      await amnat.go('/desk/account/second-factor')
      await amnat.look('factor-on')
    })
  }
})
