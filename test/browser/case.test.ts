import { describe, expect, test } from 'vitest'
import { openWeb } from '../support/browser.ts'
import { makeClient, fileLight, png } from '../support/journey.ts'
import { makePeople, PASSWORD } from '../support/officers.ts'
import type { Person } from '../support/person.ts'
import { actPath, becomes, done } from '../requests/case/desk.ts'

const { missing, web } = await openWeb()

let staff: ReturnType<typeof makePeople> | undefined

/** A case with something of everything: words both ways, a note, files, an extension, another of the same person. */
async function busyCase() {
  const { server } = web()
  staff ??= makePeople(server)
  const [malee, wichai] = [await staff.malee(), await staff.wichai()]
  const somchai = makeClient(server.app, '192.0.2.77')
  const filed = await fileLight(somchai)
  await fileLight(somchai)
  await done(malee, filed, 'receive')
  await done(malee, filed, 'claim')
  await done(wichai, filed, 'extend', { n: '3', unit: 'workingDay', text: 'รอโคมไฟจากผู้ผลิต' })
  await done(wichai, filed, 'join', { division: 'health', text: 'มีรังแตนที่เสา' })
  await done(malee, filed, 'note', { text: 'โทรถามการไฟฟ้าแล้ว\nรอคำตอบวันจันทร์' })
  await done(malee, filed, 'ask', { text: 'ไฟดับทั้งสองดวงหรือดวงเดียวครับ' })
  await somchai.upload(
    `${filed.path}/message`,
    { once: `sending-of-${filed.reference}-0001`, message: 'ดับทั้งสองดวงครับ' },
    [{ field: 'files', name: 'ไฟดับสองดวงหน้าวัดโป่งแดงเมื่อคืนวันศุกร์.png', bytes: await png() }],
  )
  await done(malee, filed, 'startStep')
  return { filed, malee, wichai, here: `/desk/cases/${filed.reference}` }
}

async function signIn(person: Person, name: 'malee' | 'wichai') {
  await person.go('/desk/sign-in')
  await person.fill('อีเมล', `${name}@kham.example.go.th`)
  await person.fill('รหัสผ่าน', PASSWORD)
  await person.press('เข้าสู่ระบบ', 'main')
}

describe.skipIf(missing)(`Malee works on a case${missing}`, () => {
  let made: Awaited<ReturnType<typeof busyCase>>

  for (const [width, scripts, alsoAt] of [
    [800, false, [320]],
    [1280, true, [320, 800]],
  ] as const)
    test(`at ${width} px ${scripts ? 'with' : 'without'} JavaScript`, async () => {
      made ??= await busyCase()
      const { filed, here } = made
      const person = await web().person({ width, alsoAt, scripts, shots: 'case' })
      await signIn(person, 'malee')
      await person.go(here)
      await person.look('case')
      await person.page.getByText('สิ่งที่ทำไม่ได้ตอนนี้').click()
      await person.page.getByText('ดูภาพที่นี่').first().click()
      await person.look('case-open')
      await person.go(`/en${here}`)
      await person.look('case-en')
      await person.go(`${here}/clock`)
      await person.look('clock')
      for (const act of ['tell', 'askMissing', 'forward', 'deliver', 'startStep']) {
        await person.go(actPath(filed, act))
        await person.look(`act-${act}`)
      }
      await person.go(actPath(filed, 'reopen'))
      await person.look('refused', 403)
    }, 90_000)

  test('a conflict, a fault and the papers stand as every page must', async () => {
    const { filed, malee, wichai, here } = await busyCase()
    await becomes(web().server, filed, { serviceId: 'tree-trimming', answers: {} })
    const person = await web().person({ width: 800, shots: 'case-more' })
    await signIn(person, 'malee')
    await person.go(actPath(filed, 'decide'))
    await person.look('decide')
    await person.press('บันทึกผลการพิจารณา')
    await person.look('decide-empty', 422)
    await person.choose('ไม่อนุญาต')
    await person.page.getByLabel('เหตุผลและข้อเท็จจริง').fill('ต้นไม้อยู่ในที่ดินเอกชน')
    await done(wichai, filed, 'note', { text: 'เจ้าของที่ดินโทรมา' })
    await person.press('บันทึกผลการพิจารณา')
    await person.look('conflict', 409)
    expect(await person.page.getByLabel('เหตุผลและข้อเท็จจริง').inputValue()).toBe('ต้นไม้อยู่ในที่ดินเอกชน')
    await person.page.locator('input[name="ground"]').first().check()
    await person.press('บันทึกผลการพิจารณา')
    await person.look('decided')
    await person.press(/^พิมพ์หนังสือ/)
    await person.look('letter')
    const second = await busyCase()
    await done(malee, second.filed, 'askMissing', { items: 'รูปเสาไฟ\nแผนที่' })
    await person.go(second.here)
    await person.look('waiting')
    await person.press(/^พิมพ์หนังสือ/)
    await person.look('record')
    expect(here).not.toBe(second.here)
  }, 90_000)

  test('one key does what the page lists, never while typing, and not once switched off', async () => {
    const { here, filed } = await busyCase()
    const person = await web().person({ width: 1280 })
    const { page } = person
    await signIn(person, 'malee')
    await person.go(here)
    await page.keyboard.press('t')
    expect(await page.evaluate('document.activeElement.id')).toBe('timeline')
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('i')])
    expect(person.path()).toBe(actPath(filed, 'note'))
    await person.go(here)
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('n')])
    expect(person.path()).toBe(actPath(filed, 'finishStep'))
    await page.locator('textarea').focus()
    await page.keyboard.press('u')
    expect(person.path()).toBe(actPath(filed, 'finishStep'))

    await person.go(here)
    await page.getByText('แป้นลัด', { exact: true }).click()
    await page.getByLabel('ใช้แป้นลัด').uncheck()
    await person.look('keys-off')
    await page.reload()
    await page.keyboard.press('t')
    expect(await page.evaluate('document.activeElement.id')).toBe('')
    expect(await page.locator('#keys-on').isChecked()).toBe(false)
  }, 90_000)

  test('a picture is shown on the page from its sandbox, and only once it is asked for', async () => {
    const { here } = await busyCase()
    const person = await web().person({ width: 1280 })
    const { page } = person
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await signIn(person, 'malee')
    await person.go(here)
    expect(asked.filter((url) => url.includes('/files/'))).toEqual([])
    await page.getByText('ดูภาพที่นี่').first().click()
    const picture = page.locator('.sala-case-picture[open] img')
    await picture.waitFor()
    await page.waitForFunction('document.querySelector(".sala-case-picture[open] img").naturalWidth > 0')
    expect(asked.filter((url) => url.includes('/files/')).length).toBe(1)
    await person.look('picture')
  }, 60_000)

  test('a paper is printed without the desk around it', async () => {
    const { filed, malee, here } = await busyCase()
    await done(malee, filed, 'askMissing', { items: 'รูปเสาไฟ' })
    const person = await web().person({ width: 800, shots: 'case-print' })
    const { page } = person
    await signIn(person, 'malee')
    await person.go(here)
    await person.press(/^พิมพ์หนังสือ/)
    await page.emulateMedia({ media: 'print' })
    await person.look('record')
    for (const hidden of ['.sala-desk-header', '.govuk-back-link', '[data-print]'])
      expect([hidden, await page.locator(hidden).first().isVisible()]).toEqual([hidden, false])
    expect(await page.locator('.sala-paper__signature').count()).toBe(2)
  }, 60_000)
})
