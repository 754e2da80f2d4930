import { describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { temporaryFolder } from '../support/app.ts'
import { openWeb } from '../support/browser.ts'
import { emailOf, makePeople, PASSWORD } from '../support/officers.ts'
import type { Person } from '../support/person.ts'
import { photo } from '../support/photo.ts'

const { missing, web } = await openWeb()
const FORM = '/desk/counter/'

/** Malee at the counter's computer, signed in; `name` tells the pictures of one kind from another. */
async function maleeAt(width: number, scripts: boolean, alsoAt: readonly number[] = []): Promise<Person> {
  const { server, person } = web()
  const malee = await person({ width, alsoAt, scripts, shots: `counter-${scripts ? 'js' : 'plain'}` })
  await (people ??= makePeople({ ...server, config: settings() })).officer('malee')
  await malee.go('/desk/sign-in?to=/desk/counter')
  await malee.fill('อีเมล', emailOf('malee'))
  await malee.fill('รหัสผ่าน', PASSWORD)
  await malee.press('เข้าสู่ระบบ')
  return malee
}
// Only those with a second factor need the server's key.
const settings = () => readConfig({ DATA_DIR: temporaryFolder() })
let people: ReturnType<typeof makePeople> | undefined

describe.skipIf(missing)(`Malee takes in a request for Somchai, who has no telephone${missing}`, () => {
  for (const [width, scripts, alsoAt] of [
    [320, false, [800]],
    [1280, true, [320, 800]],
  ] as const)
    test(`at ${width} px ${scripts ? 'with' : 'without'} JavaScript`, async () => {
      const malee = await maleeAt(width, scripts, alsoAt)
      await pickService(malee)
      await makeMistakes(malee)
      await sayItRight(malee)
      await scan(malee)
      await fileIt(malee)
    }, 120_000)
})

async function pickService(malee: Person) {
  await malee.look('pick')
  await malee.fill('บริการที่ประชาชนมาขอ', 'ฮฮฮฮฮฮฮฮ')
  await malee.press('เริ่มรับเรื่อง')
  await malee.look('pick-none', 422)
  await malee.fill('บริการที่ประชาชนมาขอ', 'ถังขยะและการจัดเก็บ')
  await malee.press('เริ่มรับเรื่อง')
  await malee.look('empty')
  expect(malee.path()).toContain(FORM)
}

async function makeMistakes(malee: Person) {
  await malee.press('รับคำขอ', 'form.sala-counter')
  await malee.look('faults', 422)
  expect(await malee.page.getByRole('alert').first().textContent()).toContain('ไม่มีโทรศัพท์/อีเมล')
}

async function sayItRight(malee: Person) {
  await malee.choose(/^ถังเดิมชำรุด|^ขอเปลี่ยนถัง|ชำรุด/)
  if (malee.scripts) await malee.page.locator('[name=replaceReason]').first().waitFor()
  else {
    await malee.press('ปรับคำถามตามคำตอบ')
    await malee.look('more')
  }
  await malee.page.locator('[name=replaceReason]').first().check()
  await malee.page.locator('[name=replaceCount]').fill('๑')
  await malee.page.locator('[name=applicantRole]').first().check()
  await malee.page.locator('[name=entityKind]').first().check()
  await malee.page.locator('[name=premisesKind]').first().check()
  await malee.page.locator('[name=applicantName]').fill('สมชาย ใจดี')
  await malee.choose('ไม่มีโทรศัพท์/อีเมล')
  await malee.page.locator('[name="address.houseNo"]').fill('๑๒/๓')
  await malee.page.locator('[name=binPlace]').fill('หน้าบ้าน ข้างเสาไฟฟ้า')
  await malee.page.locator('[name=lorryAccess]').first().check()
  await malee.page.locator('[name="counter-declared"]').check()
}

async function scan(malee: Person) {
  const files = [await photo('หน้า 1.jpg', 'navy'), await photo('หน้า 2.jpg', 'orange')]
  const field = malee.page.locator('#photos')
  await field.setInputFiles(files)
  const names = malee.page.locator('.sala-files__name')
  if (!malee.scripts) await malee.press('อัปโหลด', '[data-part=photos]')
  await names.nth(1).waitFor()
  expect(await names.allTextContents()).toEqual(['หน้า 1.jpg', 'หน้า 2.jpg'])
  const up = malee.page.getByRole('button', { name: 'เลื่อนขึ้น หน้า 2.jpg' })
  if (malee.scripts) {
    await up.click()
    await malee.page.getByRole('button', { name: 'เลื่อนขึ้น หน้า 1.jpg' }).waitFor()
  } else await malee.press('เลื่อนขึ้น หน้า 2.jpg')
  expect(await names.allTextContents()).toEqual(['หน้า 2.jpg', 'หน้า 1.jpg'])
  expect(await malee.page.locator('[name="address.houseNo"]').inputValue()).toBe('๑๒/๓')
  await malee.look('ready')
}

async function fileIt(malee: Person) {
  if (malee.scripts) {
    await malee.page.locator('[name=binPlace]').focus()
    await Promise.all([malee.page.waitForEvent('load'), malee.page.keyboard.press('Control+Enter')])
  } else await malee.press('รับคำขอ', 'form.sala-counter')
  expect(malee.path()).toMatch(/^\/desk\/counter\/slips\/70-/)
  await malee.look('slip')
}

/** What a roll of 80 mm prints on, and A5, less the margins of the slip; with their widths in pixels. */
const PAPERS = [
  ['roll', '72mm', '297mm', 241],
  ['a5', '148mm', '210mm', 529],
] as const

describe.skipIf(missing)(`the counter’s page${missing}`, () => {
  test('keeps the draft while Malee types, and loses no letter to a question that appears', async () => {
    const malee = await maleeAt(1280, true)
    await malee.page.getByRole('button', { name: 'ขอตัดแต่งหรือตัดต้นไม้' }).click()
    await malee.page.waitForURL(/counter\/[0-9a-f]+$/)
    const owner = malee.page.locator('[name=landOwner][value=other]')
    await owner.check()
    const place = malee.page.locator('[name=treePlace]')
    await place.focus()
    await malee.page.keyboard.type('หลังวัดโป่งแดง ใกล้สะพาน', { delay: 25 })
    await malee.page.locator('[name=landOwnerName]').waitFor()
    expect(await place.inputValue()).toBe('หลังวัดโป่งแดง ใกล้สะพาน')
    expect(await place.evaluate((element) => element.ownerDocument.activeElement === element)).toBe(true)
    await malee.page.getByText('บันทึกร่างแล้ว').waitFor()
    await malee.page.waitForTimeout(2000)
    await malee.page.reload()
    expect(await malee.page.locator('[name=treePlace]').inputValue()).toBe('หลังวัดโป่งแดง ใกล้สะพาน')
  })

  test('adds and takes out a row without a new page, the cursor in the new one', async () => {
    const malee = await maleeAt(800, true)
    await malee.page.getByRole('button', { name: 'ขอตัดแต่งหรือตัดต้นไม้' }).click()
    await malee.page.waitForURL(/counter\/[0-9a-f]+$/)
    const rows = malee.page.locator('.sala-counter__row')
    await rows.first().locator('input[type=text]').first().fill('จามจุรี')
    await malee.page.getByRole('button', { name: /^เพิ่ม/ }).click()
    await rows.nth(1).waitFor()
    await malee.page.locator('.sala-counter__row input:focus').waitFor()
    await malee.page.keyboard.type('มะขาม')
    await malee.look('rows')
    await rows
      .first()
      .getByRole('button', { name: /^ลบรายการ/ })
      .click()
    await rows.nth(1).waitFor({ state: 'detached' })
    expect(await rows.first().locator('input[type=text]').first().inputValue()).toBe('มะขาม')
  })

  test('fits the slip on a roll of 80 mm and on A5', async () => {
    const malee = await maleeAt(1280, true)
    await pickService(malee)
    await sayItRight(malee)
    await malee.press('รับคำขอ', 'form.sala-counter')
    await malee.page.emulateMedia({ media: 'print' })
    for (const [name, width, height, pixels] of PAPERS) {
      const pdf = await malee.page.pdf({ width, height })
      expect([name, pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length]).toEqual([name, 1])
      await malee.page.setViewportSize({ width: pixels, height: 800 })
      const wide = await malee.page.evaluate<number>('document.documentElement.scrollWidth')
      expect([name, wide]).toEqual([name, pixels])
      if (process.env['SHOTS'])
        await malee.page.screenshot({ path: `.tmp/shots/slip-${name}.png`, fullPage: true })
    }
  })
})
