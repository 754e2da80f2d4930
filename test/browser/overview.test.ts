import { describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import type { Engine } from '../../src/storage/engine.ts'
import { temporaryFolder } from '../support/app.ts'
import { openWeb } from '../support/browser.ts'
import { emailOf, makePeople, PASSWORD, type PersonName } from '../support/officers.ts'
import { requestRow } from '../support/rows.ts'

const { missing, web } = await openWeb()
let people: ReturnType<typeof makePeople> | undefined

async function signedIn(name: PersonName, width: number, scripts = true) {
  const { server, person } = web()
  // Only those with a second factor need the server's key.
  people ??= makePeople({ ...server, config: readConfig({ DATA_DIR: temporaryFolder() }) })
  await people.officer(name)
  const reader = await person({ width, scripts, shots: 'overview' })
  await reader.go('/desk/sign-in?to=/desk/overview')
  await reader.fill('อีเมล', emailOf(name))
  await reader.fill('รหัสผ่าน', PASSWORD)
  await reader.press('เข้าสู่ระบบ')
  return reader
}

/** Two hundred requests of the starter services, some late; the server's clock is in December 2569. */
async function fill({ db, tables, atomically }: Engine) {
  const services = await db.select().from(tables.service)
  const day = (n: number) => new Date(Date.parse('2026-12-04T03:00:00.000Z') - n * 86_400_000).toISOString()
  await atomically((tx) =>
    Array.from({ length: 200 }, (_, n) => {
      const service = services[n % services.length]
      const isOpen = n % 3 === 0
      const took = (n * 7) % 19
      return tx.insert(tables.request).values({
        ...requestRow(`s${n}`),
        answers: '{}',
        serviceId: service?.id ?? '',
        division: service?.division ?? '',
        status: isOpen ? 'received' : 'done',
        filedAt: day((n % 25) + took),
        receivedAt: day((n % 25) + took),
        dueAt: day((n % 25) - (n % 5) + took / 2),
        finishedAt: isOpen ? null : day(n % 25),
      })
    }),
  )
}

describe.skipIf(missing)(`the Palad looks at the overview${missing}`, () => {
  test('first of an empty office, then of a busy one, at 320, 800 and 1280 px', async () => {
    const empty = await signedIn('pranee', 1280)
    await empty.look('empty')
    await fill(web().server.engine)
    for (const width of [320, 800, 1280]) {
      const pranee = await signedIn('pranee', width, width !== 800)
      await pranee.choose('ปีงบประมาณนี้')
      await pranee.press('แสดง')
      await pranee.look('year')
      expect(await pranee.page.getByRole('img', { name: 'คำขอที่ค้างอยู่และที่เกินกำหนด' }).count()).toBe(1)
    }
    const wichai = await signedIn('wichai', 320)
    await wichai.look('head')
  }, 120_000)

  test('chooses dates in Thai digits, is told what is wrong, and takes the files', async () => {
    const pranee = await signedIn('pranee', 800)
    await pranee.choose('เลือกวันที่เอง')
    await pranee.press('แสดง')
    await pranee.look('dates-missing', 422)
    for (const [key, date] of [
      ['from', '๑'],
      ['to', '๔'],
    ] as const) {
      // prettier-ignore
      await pranee.page.locator(`#${key}-day`).fill(date)
      await pranee.page.locator(`#${key}-month`).selectOption('12')
      await pranee.page.locator(`#${key}-year`).fill('๒๕๖๙')
    }
    await pranee.press('แสดง')
    await pranee.look('dates')
    const csv = await pranee.download('ดาวน์โหลด CSV')
    expect(csv.name).toBe('overview-2026-12-01-2026-12-04.csv')
    const book = await pranee.download('ดาวน์โหลด Excel (XLSX)')
    expect(book.bytes.subarray(0, 2).toString()).toBe('PK')
  }, 120_000)
})
