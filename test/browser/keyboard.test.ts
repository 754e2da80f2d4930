import { describe, expect, test } from 'vitest'
import { openWeb } from '../support/browser.ts'
import { answerLight, APPLY, beginLight, sendLight } from '../support/light.ts'
import type { Person } from '../support/person.ts'
import { photo } from '../support/photo.ts'

const { missing, web } = await openWeb()
const RECEIPT = /^\/track\/[^/]+\/[^/]+\/receipt$/

describe.skipIf(missing)(`the portal is used with the keyboard alone${missing}`, () => {
  test('the first stop of a page leads past its header', async () => {
    const person = await web().person({ width: 320, shots: 'keyboard' })
    for (const path of ['/', '/services/street-light-repair', '/track']) {
      await person.go(path)
      await person.page.keyboard.press('Tab')
      expect(await focused(person)).toBe('ข้ามไปยังเนื้อหา')
      await person.look('skip')
      expect(await person.page.getByText('ข้ามไปยังเนื้อหา').boundingBox()).toMatchObject({ y: 0 })
      await person.page.keyboard.press('Enter')
      expect(await person.page.evaluate('document.activeElement.id')).toBe('main')
      await person.page.keyboard.press('Tab')
      expect(await person.page.evaluate('document.activeElement.closest("main") !== null')).toBe(true)
    }
  })

  test('the stops follow the page from top to bottom, each one seen', async () => {
    const person = await web().person({ width: 800, shots: 'keyboard' })
    await beginLight(person)
    await person.page.keyboard.press('Tab')
    expect(await stops(person)).toEqual([
      'ข้ามไปยังเนื้อหา',
      'เทศบาลตำบลขามทะเลสอ บริการประชาชนออนไลน์',
      'English',
      'ย้อนกลับ',
      'ดับ',
      'จำนวนดวง',
      'ถัดไป',
      'บันทึกไว้กรอกต่อภายหลัง',
      'ลบร่างนี้และออกจากเครื่องนี้ (เครื่องที่ใช้ร่วมกัน)',
      'แจ้งเบาะแสการทุจริต',
      'ติดต่อโดยไม่ต้องบอกชื่อ',
      'ประกาศความเป็นส่วนตัว',
      'ข้อมูลเปิด',
    ])
  })

  for (const scripts of [true, false]) {
    const how = scripts ? 'with JavaScript' : 'without JavaScript'

    test(`Enter in a field presses “continue” and no other button, ${how}`, async () => {
      const person = await web().person({ width: 1280, scripts, shots: 'keyboard' })
      await beginLight(person)
      await person.choose('ดับ')
      await person.page.getByLabel('จำนวนดวง').fill('2')
      await enter(person)
      expect(person.path()).toBe(`${APPLY}/p/where`)
      await person.go('/services/sign-tax/apply')
      await person.press('เริ่มกรอก')
      await person.go('/services/sign-tax/apply/p/signs/new')
      await person.choose('รื้อถอนหรือเลิกใช้')
      await person.press('ถัดไป')
      await person.upload('รูปถ่ายป้าย', [await photo('หน้า.jpg', 'navy'), await photo('หลัง.jpg', 'teal')])
      await person.page.getByLabel('สถานที่ติดตั้ง').fill('หน้าร้าน')
      await enter(person)
      await person.look('entered', 422)
      expect(await person.page.locator('.sala-files__name').allTextContents()).toEqual(['หน้า.jpg', 'หลัง.jpg'])
    })

    test(`sending twice at once, and again after Back, files one request, ${how}`, async () => {
      const person = await web().person({ width: 1280, scripts, shots: 'keyboard' })
      await beginLight(person)
      await answerLight(person)
      await person.choose(/^ข้าพเจ้าขอรับรอง/)
      const before = await requestsFiled()
      await Promise.all([
        person.page.waitForURL((url) => RECEIPT.test(url.pathname)),
        person.page.getByRole('button', { name: 'ส่งคำขอ' }).dblclick(),
      ])
      const receipt = person.path()
      await person.page.waitForLoadState('load')
      expect(await requestsFiled()).toBe(before + 1)
      await person.page.goBack()
      expect(person.path()).toBe(receipt)
      await person.page.goBack()
      await person.page.waitForLoadState('load')
      expect(person.path()).toBe(receipt)
      await person.look('receipt-after-back')
      await person.go(`${APPLY}/check`)
      expect(person.path()).toBe(receipt)
      expect(await requestsFiled()).toBe(before + 1)
    })
  }

  test('a page of the form kept from before the sending only leads to the receipt', async () => {
    const person = await web().person({ width: 1280, shots: 'keyboard' })
    await beginLight(person)
    await answerLight(person)
    const stale = await person.context.newPage()
    await stale.goto(person.page.url())
    await sendLight(person)
    const receipt = person.path()
    const before = await requestsFiled()
    await stale.getByLabel(/^ข้าพเจ้าขอรับรอง/).check()
    await Promise.all([stale.waitForEvent('load'), stale.getByRole('button', { name: 'ส่งคำขอ' }).click()])
    expect(new URL(stale.url()).pathname).toBe(receipt)
    expect(await requestsFiled()).toBe(before)
  })

  test('faults take the focus, and each leads to its field', async () => {
    const person = await web().person({ width: 320, shots: 'keyboard' })
    await beginLight(person)
    await person.page.getByRole('button', { name: 'ถัดไป' }).press('Enter')
    await person.page.getByRole('alert').waitFor()
    expect(await person.page.evaluate('document.activeElement.getAttribute("role")')).toBe('alert')
    await person.look('faults', 422)
    await leadsTo(person, 'เลือก “อาการ”', 'ดับ')
    await leadsTo(person, 'กรอก “จำนวนดวง”', 'จำนวนดวง')
  })

  test('faults of a date, an address, a file and a row lead to them too', async () => {
    const person = await web().person({ width: 800, shots: 'keyboard' })
    await person.go('/services/sign-tax/apply')
    await person.press('เริ่มกรอก')
    await person.go('/services/sign-tax/apply/p/owner')
    await person.press('ถัดไป')
    await leadsTo(person, 'กรอก “ที่อยู่เจ้าของป้าย”', 'บ้านเลขที่')
    await person.look('address', 422)
    await person.go('/services/sign-tax/apply/p/signs/new')
    await person.choose('รื้อถอนหรือเลิกใช้')
    await person.press('ถัดไป')
    await person.press('ถัดไป')
    await leadsTo(person, 'กรอกวันที่ของ “วันที่ติดตั้ง แก้ไข หรือรื้อถอน”', 'วันที่')
    await person.look('date', 422)
    await person.upload(
      'รูปถ่ายป้าย',
      [{ name: 'x.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('x') }],
      422,
    )
    await leadsTo(person, /แนบได้เฉพาะไฟล์/, 'รูปถ่ายป้าย (ไม่บังคับ)')
    await person.look('file', 422)
    await person.go('/services/sign-tax/apply/p/signs')
    await person.press('ถัดไป')
    await person.page.getByRole('alert').getByRole('link').first().press('Enter')
    expect(await person.page.evaluate('document.activeElement.closest("form, li") !== null')).toBe(true)
    await person.look('row', 422)
  })
})

/** The name of what has the focus, as a screen reader says it. */
async function focused(person: Person): Promise<string> {
  return person.page.evaluate(`{
    const one = document.activeElement
    const label = one.labels?.[0] ?? one
    label.innerText.replace(/\\s+/g, ' ').trim()
  }`)
}

/** Every stop of the Tab key until the page's end, failing at one that does not show that it has the focus. */
async function stops(person: Person): Promise<string[]> {
  const names: string[] = []
  while (await person.page.evaluate('document.activeElement !== document.body')) {
    names.push(await focused(person))
    const isSeen = await person.page.evaluate(`{
      const one = document.activeElement
      const shapes = [one, one.labels?.[0]].filter(Boolean).flatMap((each) =>
        [null, '::before', '::after'].map((part) => getComputedStyle(each, part)))
      shapes.some((style) => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 3) || style.boxShadow !== 'none')
    }`)
    expect(isSeen, `${names.at(-1)} shows its focus`).toBe(true)
    await person.page.keyboard.press('Tab')
    if (names.length > 50) throw new Error(`no end: ${names.join(', ')}`)
  }
  return names
}

async function enter(person: Person) {
  await Promise.all([person.page.waitForEvent('load'), person.page.keyboard.press('Enter')])
}

/** The fault's link puts the focus into the field of this name. */
async function leadsTo(person: Person, fault: string | RegExp, field: string) {
  const exact = typeof fault === 'string'
  await person.page.getByRole('alert').getByRole('link', { name: fault, exact }).press('Enter')
  expect(await focused(person)).toBe(field)
}

async function requestsFiled(): Promise<number> {
  const { db, tables } = web().server.engine
  return (await db.select().from(tables.request)).length
}
