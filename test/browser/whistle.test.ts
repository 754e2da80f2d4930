import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { findChromium } from '../support/chromium.ts'
import { photo } from '../support/photo.ts'
import { makePerson, type Person } from '../support/person.ts'
import { startServer } from '../support/server.ts'
import { bench } from '../whistle/support.ts'

const { missing, browser } = await openBrowser()

/** The portal with its channel open, and a page elsewhere for quick exit to lead to. */
async function openIsland() {
  const made = await bench()
  const weather = await elsewhere()
  const { pin, cost, pepper } = made.parts
  const server = await startServer(
    {},
    { dataDir: made.folder, pepper, pin: pin!, cost: cost!, exitTo: weather },
  )
  onTestFinished(() => server.close())
  return { made, server, weather }
}

function elsewhere(): Promise<string> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end('<!doctype html><html lang="th"><title>พยากรณ์อากาศ</title><h1>พยากรณ์อากาศ</h1></html>')
  })
  onTestFinished(() => void server.close())
  return new Promise((resolve) =>
    server.listen(0, 'localhost', () =>
      resolve(`http://localhost:${(server.address() as AddressInfo).port}/`),
    ),
  )
}

const CODE = /\d{4}(?:-\d{4}){5}/
const codeOn = async ({ page }: Person) =>
  CODE.exec((await page.locator('.sala-code').textContent()) ?? '')?.[0] ?? ''
/** A form is taken only after a person could have filled it in. */
const readForAWhile = () => new Promise((done) => setTimeout(done, 4_200))

describe.skipIf(missing)(`Somchai reports without a name${missing}`, () => {
  test('without JavaScript, in Thai, on screens of every width', async () => {
    const { made, server } = await openIsland()
    const somchai = await makePerson(browser(), server.origin, {
      width: 320,
      alsoAt: [800, 1280],
      scripts: false,
      shots: 'whistle',
    })
    await somchai.go('/report')
    await somchai.look('report')
    await somchai.press('ไปที่ช่องทางนี้')
    await somchai.look('first')
    await somchai.press('ใช้แบบกระดาษ')
    await somchai.look('paper')
    await somchai.press('กลับไปหน้าแรกของส่วนนี้')
    await somchai.press('เริ่มแจ้งเบาะแส')
    await somchai.look('subjects')
    await somchai.press('ต่อไป')
    await somchai.look('subjects-none', 422)
    await somchai.choose('นายกเทศมนตรี')
    await somchai.press('ต่อไป')
    await somchai.look('outside')
    await somchai.press('เขียนเรื่องเพื่อพิมพ์หรือปิดผนึกส่งเอง')
    await somchai.fill('เกิดเรื่องอะไรขึ้น', 'เรียกเงินค่าป้าย')
    await somchai.press('ทำหน้าสำหรับพิมพ์')
    await somchai.look('print')
    await somchai.press('ทำไฟล์ปิดผนึก')
    await somchai.look('package')
    await somchai.press('กลับไปแก้ข้อความ')
    await somchai.press('เปลี่ยนตำแหน่งที่เกี่ยวข้อง')
    await somchai.page.getByLabel('นายกเทศมนตรี', { exact: true }).uncheck()
    await somchai.choose('ผู้อำนวยการกองช่าง')
    await somchai.press('ต่อไป')
    expect(await somchai.page.getByLabel('เกิดเรื่องอะไรขึ้น').inputValue()).toBe('เรียกเงินค่าป้าย')
    await somchai.press('ดูว่าข้อมูลครบเพียงใด')
    await somchai.look('checked')
    await somchai.press('English')
    await somchai.press('ภาษาไทย')
    await readForAWhile()
    await somchai.press('ส่งเรื่อง')
    await somchai.look('receipt')
    const code = await codeOn(somchai)
    expect(code).toMatch(CODE)
    await somchai.fill('พิมพ์ 4 หลักสุดท้าย เพื่อดูว่าจดถูก', '12')
    await somchai.press('จดแล้ว ไปแนบไฟล์หรืออ่านต่อ')
    await somchai.look('receipt-wrong', 422)
    await somchai.fill('พิมพ์ 4 หลักสุดท้าย เพื่อดูว่าจดถูก', code.slice(-4))
    await somchai.press('จดแล้ว ไปแนบไฟล์หรืออ่านต่อ')
    await somchai.look('thread')
    await somchai.page
      .getByLabel('เลือกไฟล์ (เลือกได้หลายไฟล์)')
      .setInputFiles([
        await photo('เสาไฟหน้าวัดโป่งแดงเมื่อคืนวันศุกร์.jpg', 'red'),
        { name: 'ว่าง.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
      ])
    await somchai.press('ส่งข้อความและไฟล์')
    await somchai.look('files')
    await somchai.press('อ่านเสร็จแล้ว ออก')
    await somchai.look('left')
    const pim = await made.signedIn('pim')
    const [line] = (await made.whistle.panel.inbox(pim)).lines
    await made.whistle.panel.tell(pim, line!.id, 'เห็นเองหรือมีคนเล่าให้ฟัง', true)
    await somchai.go('/w')
    await somchai.press('กลับมาอ่านคำตอบ')
    await somchai.look('return')
    await somchai.fill(
      'รหัส 24 หลัก',
      code.replace(/^./, (n) => String((Number(n) + 1) % 10)),
    )
    await somchai.press('เปิดอ่าน')
    await somchai.look('mistyped', 422)
    await somchai.fill('รหัส 24 หลัก', code.replaceAll('-', ' '))
    await somchai.press('เปิดอ่าน')
    await somchai.look('returned')
    expect(await codeOn(somchai)).toBe(code)
    await somchai.page.getByText('ดูเรื่องและข้อความก่อนหน้าของท่าน').click()
    await somchai.page.getByText('บอกว่าท่านเป็นใคร (ไม่จำเป็น)').click()
    await somchai.look('thread-open')
    await somchai.fill('ข้อความ', 'เห็นเอง')
    await somchai.press('ส่งข้อความและไฟล์')
    await somchai.look('said')
    await somchai.go('/w/nosuch')
    await somchai.look('error', 404)
  }, 180_000)

  test('the Enter key does what the page is for, and never changes the language', async () => {
    const { server } = await openIsland()
    const { page, go, press } = await makePerson(browser(), server.origin, { scripts: false })
    const enter = () => Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
    await go('/w')
    await press('กลับมาอ่านคำตอบ')
    await page.locator('#receipt').fill('๑๒๓')
    await enter()
    expect(await page.locator('html').getAttribute('lang')).toBe('th')
    expect(await page.getByRole('alert').innerText()).toContain('24')
    await go('/w')
    await press('เริ่มแจ้งเบาะแส')
    await page.getByLabel('นิติกร').check()
    await enter()
    expect(await page.locator('#what').count()).toBe(1)
  }, 60_000)

  test('quick exit is the first stop of the keyboard on every page', async () => {
    const { server } = await openIsland()
    const { page, go, press } = await makePerson(browser(), server.origin, { scripts: false })
    const isFirst = async () => {
      await page.keyboard.press('Tab')
      expect(await page.locator('a:focus').getAttribute('href')).toBe('/w/x')
    }
    await go('/w')
    await isFirst()
    await press('เริ่มแจ้งเบาะแส')
    await isFirst()
    await go('/w/nosuch')
    await isFirst()
  }, 60_000)
})

describe.skipIf(missing)(`quick exit${missing}`, () => {
  test.each([true, false])(
    'and then Back shows nothing typed (scripts: %s)',
    async (scripts) => {
      const { server, weather } = await openIsland()
      const { path, environment } = await findChromium()
      // The test browser leaves out the cache of whole pages, which is the very hole.
      const own = await chromium.launch({
        executablePath: path,
        env: { ...process.env, ...environment },
        args: ['--no-sandbox', '--enable-features=BackForwardCache,CacheControlNoStoreEnterBackForwardCache'],
        ignoreDefaultArgs: ['--disable-back-forward-cache'],
      })
      onTestFinished(() => own.close())
      const context = await own.newContext({ javaScriptEnabled: scripts })
      const page = await context.newPage()
      await page.goto(`${server.origin}/w`)
      await page.getByRole('button', { name: 'เริ่มแจ้งเบาะแส' }).click()
      await page.getByLabel('ผู้อำนวยการกองช่าง').check()
      await page.getByRole('button', { name: 'ต่อไป' }).click()
      await page.getByLabel('เกิดเรื่องอะไรขึ้น').fill('KhaminCanary')

      await page.getByRole('link', { name: 'ออกจากหน้านี้ทันที' }).click()
      await page.waitForURL(weather)
      await page.goBack({ waitUntil: 'commit' }).catch(() => {})
      await page.waitForTimeout(500)
      const shown = await page.content()
      const typed = await page
        .locator('textarea')
        .evaluateAll((all) => all.map((one) => (one as unknown as { value: string }).value).join(''))
        .catch(() => '')
      expect(shown).not.toContain('KhaminCanary')
      expect(typed).not.toContain('KhaminCanary')
      expect(await context.cookies()).toEqual([])
    },
    60_000,
  )
})
