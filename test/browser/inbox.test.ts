import { describe, expect, test } from 'vitest'
import type { Reference, Request } from '../../src/requests/request.ts'
import { openWeb, type Web } from '../support/browser.ts'
import { fileLight, makeClient } from '../support/journey.ts'
import { makePeople, PASSWORD, emailOf, type PersonName } from '../support/officers.ts'
import type { Person } from '../support/person.ts'
import { join, put, row } from '../requests/inbox/office.ts'

const { missing, web } = await openWeb()

type Staff = ReturnType<typeof makePeople>
let staff: Promise<Staff> | undefined

const NAMES = ['สมชาย ใจดี', 'บุญมี ศรีขามทะเลสอ', 'จันทร์เพ็ญ โพธิ์ทองวัฒนากุล', 'ประเสริฐ แก้วมณี', 'สายฝน พูนทรัพย์']
const KINDS: Partial<Request>[] = [
  { dueAt: '2026-12-01T09:30:00.000Z', queuedAt: '2026-11-27T02:00:00.000Z' },
  { dueAt: '2026-12-04T09:30:00.000Z', channel: 'counter' },
  { status: 'waitingForApplicant', dueAt: '2026-12-08T17:00:00.000Z', queuedAt: null },
  { dueAt: '2026-12-09T09:30:00.000Z', status: 'received' },
  { dueAt: '2026-12-18T09:30:00.000Z', serviceId: 'building-permit' },
]
const LETTERS = 'CDFGHJKMNPRTWX'

/** Thirty requests in every state, as they would lie in the division's queue on a Friday. */
function queue(malee: string): Request[] {
  return Array.from({ length: 30 }, (_, n) => {
    const [a = 'C', b = 'D'] = [LETTERS[n % 14], LETTERS[(n * 5) % 14]]
    return row({
      reference: `70-${'34679'[n % 5] ?? 3}${a}${b}-${b}${'34679'[(n * 3) % 5] ?? 3}${a}` as Reference,
      serviceId: 'street-light-repair',
      division: 'public-works',
      filedAt: '2026-11-26T03:00:00.000Z',
      queuedAt: '2026-12-04T02:00:00.000Z',
      applicantName: NAMES[n % NAMES.length] ?? null,
      ...KINDS[n % KINDS.length],
      ...(n % 3 === 0 && { claimedBy: malee, queuedAt: null }),
    })
  })
}

/** Everybody, and the queue, once for the file. */
async function office(): Promise<Staff> {
  staff ??= (async () => {
    const { engine } = web().server
    const people = makePeople(web().server)
    for (const name of ['malee', 'anan', 'wichai', 'pranee', 'somying'] as const) await people.officer(name)
    const malee = await people.officer('malee')
    const rows = queue(malee.id)
    const shared = row({ ...rows[3], id: 'shared', reference: '70-3WX-W4X' as Reference, division: 'health' })
    await put(engine, [...rows, shared])
    await join(engine, 'shared', 'public-works')
    return people
  })()
  return staff
}

async function arrive(name: PersonName, options: Parameters<Web['person']>[0] = {}): Promise<Person> {
  await office()
  const person = await web().person({ shots: 'inbox', ...options })
  await person.go('/desk')
  await person.page.locator('input[name=email]').fill(emailOf(name))
  await person.page.locator('input[name=password]').fill(PASSWORD)
  await Promise.all([person.page.waitForEvent('load'), person.page.keyboard.press('Enter')])
  expect(person.path()).toBe('/desk')
  return person
}

describe.skipIf(missing)(`the inbox in a browser${missing}`, () => {
  for (const [width, scripts, alsoAt] of [
    [320, false, [800]],
    [1280, true, [320, 800]],
  ] as const)
    test(`is read, searched, filtered and worked through at ${width} px ${scripts ? 'with' : 'without'} JavaScript`, async () => {
      const { reference } = await fileLight(makeClient(web().server.app))
      const person = await arrive('malee', { width, alsoAt, scripts })
      await person.look(`queue${scripts ? '' : '-plain'}`)
      await person.press('ถัดไป')
      await person.look('second-page')
      await person.press('ก่อนหน้า')
      await person.fill('ค้นหาคำขอ', `${reference.slice(0, 4)}O${reference.slice(5)}`)
      await person.press('ค้นหา')
      await person.look('found')
      expect(await person.page.locator('[data-row] th a').count()).toBe(1)
      await person.choose(`เลือก ${reference}`)
      await person.page.getByLabel('กับเรื่องที่เลือก').selectOption({ label: 'รับเรื่องมาทำ' })
      await person.press('ดูผลก่อนยืนยัน')
      await person.look('confirm')
      await person.press('ยืนยัน 1 เรื่อง')
      await person.look('done')
      await person.press('กลับไปที่รายการ')
      expect(await person.page.locator('[data-row]').innerText()).toContain('(ฉัน)')
      await person.press('ล้างตัวกรองทั้งหมด')
      await person.page.getByText('ตัวกรอง', { exact: true }).click()
      await person.look('filters')
      await person.page.getByLabel('กำหนดเสร็จ').selectOption({ label: 'ช้ากว่ากำหนด' })
      await person.page.getByLabel('ช่องทาง').selectOption({ label: 'เว็บไซต์' })
      await person.press('ใช้ตัวกรอง')
      await person.look('filtered')
      await person.fill(/ชื่อรายการ/, '')
      await person.press('บันทึกรายการ')
      await person.look('no-name', 422)
      await person.fill(/ชื่อรายการ/, 'ช้าจากเว็บ')
      await person.press('บันทึกรายการ')
      await person.look('saved')
      await person.press('ดูผลก่อนยืนยัน')
      await person.look('nothing-chosen', 422)
      await person.page.getByText('ลบรายการที่บันทึกไว้').click()
      await person.press('ลบ ช้าจากเว็บ')
      await person.go('/desk?q=ไม่มีคำนี้')
      await person.look('empty')
    })

  test('shows those who see every division whose each request is, and lets the auditor touch nothing', async () => {
    for (const [name, width] of [
      ['pranee', 1280],
      ['somying', 320],
    ] as const) {
      const person = await arrive(name, { width })
      await person.look(name)
      expect(await person.page.getByRole('checkbox', { name: /^เลือก/ }).count()).toBe(
        name === 'pranee' ? 26 : 0,
      )
    }
    const english = await arrive('wichai', { width: 1280 })
    await english.go('/en/desk')
    await english.look('english')
  })

  test('is used with single keys, which can be turned off, in a Thai keyboard layout too', async () => {
    const person = await arrive('malee', { width: 1280 })
    const { page } = person
    const focused = () =>
      page.evaluate<string>(
        'document.activeElement.closest("[data-row]")?.querySelector("input")?.value ?? document.activeElement.id',
      )
    const links = await page
      .locator('[data-row] input')
      .evaluateAll((all) => all.map((one) => (one as unknown as { value: string }).value))
    await page.keyboard.press('j')
    expect(await focused()).toBe(links[0])
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    expect(await focused()).toBe(links[1])
    await page.keyboard.press('x')
    expect(await page.getByLabel(`เลือก ${links[1] ?? ''}`).isChecked()).toBe(true)
    expect(await page.locator('[data-chosen]').innerText()).toBe('เลือกไว้ 1 เรื่อง')
    // The same key while the layout is Thai.
    await page.evaluate(
      `document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '่', code: 'KeyJ', bubbles: true }))`,
    )
    expect(await focused()).toBe(links[2])
    await person.look('keys')
    await page.keyboard.press('/')
    expect(await focused()).toBe('q')
    await page.keyboard.type('jx/')
    expect(await page.getByLabel('ค้นหาคำขอ').inputValue()).toBe('jx/')
    await page.getByText('แป้นลัด', { exact: true }).click()
    await page.getByLabel('ใช้แป้นลัดในหน้านี้').uncheck()
    await page.locator('h1').click()
    await page.keyboard.press('j')
    expect(await focused()).not.toBe(links[0])
    await page.reload()
    await page.keyboard.press('j')
    expect(await focused()).not.toBe(links[0])
    await page.getByText('แป้นลัด', { exact: true }).click()
    await page.getByLabel('ใช้แป้นลัดในหน้านี้').check()
    await page.keyboard.press('j')
    expect(await focused()).toBe(links[0])
    const all = page.getByLabel('เลือกทั้งหน้า')
    await all.check()
    expect(await page.locator('[data-chosen]').innerText()).toBe(`เลือกไว้ ${links.length} เรื่อง`)
    await page.locator('[data-row] th a').first().focus()
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
    expect(person.path()).toBe(`/desk/cases/${links[0] ?? ''}`)
  })
})
