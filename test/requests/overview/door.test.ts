import { describe, expect, test } from 'vitest'
import { inflateRawSync } from 'node:zlib'
import { file, LIGHT_SAID, openCounter, pick } from '../counter/counter.ts'
import { summaryOf, titleOf } from '../../support/html.ts'

const ADDRESSES = ['/desk/overview', '/desk/overview.csv', '/desk/overview.xlsx']
const LIGHT = 'แจ้งซ่อมไฟฟ้าสาธารณะ'

/** One light for public works, filed and finished this very minute. */
async function openOffice() {
  const opened = await openCounter()
  const malee = await opened.people.malee()
  await file(malee, await pick(malee, LIGHT), LIGHT_SAID)
  const { tables, atomically } = opened.engine
  await atomically((tx) => [
    tx.update(tables.request).set({ status: 'done', finishedAt: '2026-06-15T03:00:00.000Z' }),
  ])
  return { ...opened, malee }
}

describe('the seven cases of the overview', () => {
  test.each(['pranee', 'wichai', 'somying'] as const)('works for %s', async (name) => {
    const { people } = await openOffice()
    const reader = await people[name]()
    for (const path of ADDRESSES) expect([path, (await reader.get(path)).status]).toEqual([path, 200])
  })

  test('a head sees their own division and no other', async () => {
    const { people } = await openOffice()
    const [wichai, pranee] = [await people.wichai(), await people.pranee()]
    for (const path of ['/desk/overview', '/desk/overview.csv']) {
      expect((await pranee.get(path)).body).toContain('กองคลัง')
      const own = await wichai.get(path)
      expect(own.body).toContain('กองช่าง')
      expect(own.body).not.toContain('กองคลัง')
    }
  })

  test('an address that is none is not found', async () => {
    const { people } = await openOffice()
    const pranee = await people.pranee()
    for (const path of ['/desk/overview/x', '/desk/overview.pdf', '/desk/overview.csv/x'])
      expect([path, (await pranee.get(path)).status]).toEqual([path, 404])
  })

  test('the wrong method is not found', async () => {
    const { people } = await openOffice()
    const pranee = await people.pranee()
    for (const path of ADDRESSES) expect((await pranee.post(path)).status).toBe(404)
  })

  test('signed out, it leads to the sign-in page', async () => {
    const { app } = await openOffice()
    for (const url of ADDRESSES) {
      const answer = await app.inject({ url })
      expect([answer.statusCode, answer.headers.location]).toEqual([
        303,
        expect.stringMatching(/^\/desk\/sign-in\?to=/),
      ])
    }
  })

  test.each(['malee', 'amnat'] as const)('%s, whose role may not read it, is refused', async (name) => {
    const { people } = await openOffice()
    const other = await people[name]()
    for (const path of ADDRESSES) expect([path, (await other.get(path)).status]).toEqual([path, 403])
  })
})

describe('the time chosen', () => {
  test('is kept in the form and in the links to the files', async () => {
    const { people } = await openOffice()
    const pranee = await people.pranee()
    const query = 'period=days&from.day=1&from.month=6&from.year=2569&to.day=15&to.month=6&to.year=2569'
    const { body } = await pranee.get(`/desk/overview?${query}`)
    expect(body).toContain('value="2569"')
    const link = /href="(\/desk\/overview\.csv\?[^"]+)"/
      .exec(body)?.[1]
      ?.replaceAll('&amp;', '&')
      .replaceAll('&#x3D;', '=')
    const csv = await pranee.get(link ?? '')
    expect(csv.body).toContain('2026-06-01,2026-06-15')
  })

  test('that cannot be is told beside its field, with what was typed, and nothing is counted', async () => {
    const { people } = await openOffice()
    const pranee = await people.pranee()
    const query = 'period=days&from.day=32&from.month=6&from.year=2569&to.day=15&to.month=6&to.year=2569'
    const answer = await pranee.get(`/desk/overview?${query}`)
    expect([answer.status, summaryOf(answer.body).map(({ href }) => href)]).toEqual([422, ['#from-day']])
    expect(titleOf(answer.body)).toMatch(/^ผิดพลาด/)
    expect(answer.body).toContain('value="32"')
    expect(answer.body).not.toContain('<table')
    for (const format of ['csv', 'xlsx'])
      expect((await pranee.get(`/desk/overview.${format}?${query}`)).status).toBe(400)
  })

  test('that is too long is refused by name', async () => {
    const { people } = await openOffice()
    const pranee = await people.pranee()
    const query = 'period=days&from.day=1&from.month=1&from.year=2560&to.day=15&to.month=6&to.year=2569'
    const answer = await pranee.get(`/desk/overview?${query}`)
    expect(summaryOf(answer.body)).toEqual([{ href: '#from-day', text: 'เลือกช่วงเวลาได้ไม่เกิน 731 วัน' }])
  })

  test.each(['?period=%00', '?period=days&period=month', '?from.day=a&__proto__=x', '?period[]=month'])(
    'of a strange address %s breaks nothing',
    async (query) => {
      const { people } = await openOffice()
      const pranee = await people.pranee()
      expect([200, 400, 422]).toContain((await pranee.get(`/desk/overview${query}`)).status)
    },
  )
})

describe('the files', () => {
  test('hold every figure of the page, with Thai headings, numbers as numbers', async () => {
    const { people } = await openOffice()
    const pranee = await people.pranee()
    const csv = await pranee.get('/desk/overview.csv?period=year')
    expect(csv.headers['content-disposition']).toBe(
      'attachment; filename="overview-2025-10-01-2026-06-15.csv"',
    )
    const [head = '', whole = ''] = csv.body.replace(/^\ufeff/, '').split('\r\n')
    expect(head).toMatch(/^ตั้งแต่,ถึง,ระดับ,กอง,บริการ,ค้างอยู่,เกินกำหนด,/)
    expect(whole).toMatch(/^2025-10-01,2026-06-15,รวม,รวม,,0,0,0,1,1,0,1,1,1,100,0,0,0,,,,$/)
    expect(csv.body).toContain('แจ้งซ่อมไฟฟ้าสาธารณะ')
  })

  test('hold a plain number, or nothing, in every column that counts, and days that sort', async () => {
    const { people } = await openOffice()
    const pranee = await people.pranee()
    const lines = (await pranee.get('/desk/overview.csv?period=year')).body.replace(/^\ufeff/, '').trim()
    const [head = [], ...rows] = lines.split('\r\n').map((line) => line.split(','))
    expect(rows.length).toBeGreaterThan(3)
    for (const row of rows) {
      expect(row).toHaveLength(head.length)
      expect(row.slice(0, 2)).toEqual(['2025-10-01', '2026-06-15'])
      for (const cell of row.slice(5)) expect(cell).toMatch(/^(\d+(\.\d)?)?$/)
    }
    const sheets = await sheetsIn((await pranee.get('/desk/overview.xlsx?period=year')).bytes)
    expect(sheets).not.toMatch(/<t[^>]*>\d+(\.\d+)?<\/t>/)
  })

  test('write no formula, whatever a service is called', async () => {
    const { people, engine } = await openOffice()
    const pranee = await people.pranee()
    const { division } = engine.tables
    const name = JSON.stringify({ th: '=HYPERLINK("http://evil")', en: '=1+1' })
    await engine.atomically((tx) => [tx.update(division).set({ name })])
    const csv = (await pranee.get('/desk/overview.csv')).body
    expect(csv).not.toMatch(/(^|,)"?[=+@-]/m)
    const sheets = await sheetsIn((await pranee.get('/desk/overview.xlsx')).bytes)
    expect(sheets).not.toContain('<f>')
  })

  test('as a workbook hold the same, in sheets with Thai names', async () => {
    const { people } = await openOffice()
    const pranee = await people.pranee()
    const answer = await pranee.get('/desk/overview.xlsx')
    expect(answer.headers['content-type']).toBe(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    )
    const text = await sheetsIn(answer.bytes)
    for (const words of ['รายกอง', 'รายบริการ', 'ร้อยละทันกำหนด', LIGHT]) expect(text).toContain(words)
    expect(text).toMatch(/<c [^>]*><v>100<\/v><\/c>/)
  })

  test('are written down when they are taken, without a word of a resident', async () => {
    const { people, engine } = await openOffice()
    const pranee = await people.pranee()
    await pranee.get('/desk/overview')
    await pranee.get('/desk/overview.csv?period=quarter')
    await pranee.get('/desk/overview.xlsx')
    const entries = (await engine.db.select().from(engine.tables.auditEntry)).filter(
      ({ deed }) => deed === 'overview.exported',
    )
    expect(entries.map(({ actor, data }) => [actor, JSON.parse(data)])).toEqual([
      [pranee.officer.id, { format: 'csv', from: '2026-04-01', to: '2026-06-15' }],
      [pranee.officer.id, { format: 'xlsx', from: '2026-06-01', to: '2026-06-15' }],
    ])
  })
})

test('the page speaks English to who asks for it', async () => {
  const { people } = await openOffice()
  const pranee = await people.pranee()
  const { body } = await pranee.get('/en/desk/overview')
  for (const words of ['On-time share', 'Median (days)', 'Street-light repair']) expect(body).toContain(words)
})

/** The parts of a ZIP file, unpacked, one after the other; each begins with its own header. */
async function sheetsIn(bytes: Buffer): Promise<string> {
  const texts: string[] = []
  for (let at = bytes.indexOf('PK\x03\x04'); at >= 0; at = bytes.indexOf('PK\x03\x04', at + 4)) {
    const [names, extra] = [bytes.readUInt16LE(at + 26), bytes.readUInt16LE(at + 28)]
    const data = bytes.subarray(at + 30 + names + extra)
    texts.push(bytes.readUInt16LE(at + 8) === 8 ? inflateRawSync(data).toString() : '')
  }
  return texts.join('\n')
}
