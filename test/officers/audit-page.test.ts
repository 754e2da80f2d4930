import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { hasMessage } from '../../src/i18n/messages.ts'
import { verifyChain, type Told } from '../../src/officers/audit.ts'
import { makeAuditStore } from '../../src/officers/audit-store.ts'
import { auditKey } from '../../src/officers/parts.ts'
import { makeStaff } from '../../src/staff.ts'
import { testApp } from '../support/app.ts'
import { makeClock, type Answer } from '../support/journey.ts'
import { decoded, formOf, summaryOf, wordsOf } from '../support/html.ts'
import { htmlFaults } from '../support/markup.ts'
import { emailOf, makePeople, PASSWORD } from '../support/officers.ts'

async function book() {
  const clock = makeClock()
  const opened = await testApp({}, clock.now)
  const people = makePeople(opened, clock.now)
  const staff = makeStaff({ ...opened, divisions: async () => [], origin: '', now: clock.now })
  return { ...opened, clock, people, audit: staff.audit }
}

const linesOn = ({ body }: Answer) =>
  [...body.matchAll(/<tr>\s*<th scope="row">([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
    wordsOf(row).replace(/\s+/g, ' ').trim(),
  )

describe('the audit page', () => {
  test('tells in words who did what to whom, newest first', async () => {
    const { people, clock } = await book()
    const malee = await people.malee()
    clock.pass(5)
    const amnat = await people.amnat()
    await amnat.post(`/desk/people/${malee.officer.id}/end`)
    const lines = linesOn(await amnat.get('/desk/audit'))
    expect(lines[0]).toBe(
      'จันทร์ 15 มิ.ย. 2569 10:05 น.บรรทัดที่ 4 อำนาจ รักษา สิ้นสุดการใช้งานของเจ้าหน้าที่ มาลี ศรีสุข เรื่องค้างในมือ: 0',
    )
    expect(lines.at(-1)).toContain('มาลี ศรีสุข เข้าสู่ระบบ')
    expect(lines).toHaveLength(4)
    const english = linesOn(await amnat.get('/en/desk/audit'))
    expect(english[0]).toContain('Ended an officer’s access')
  })

  test('shows a wrong sign-in without saying who tried', async () => {
    const { people } = await book()
    await people.officer('malee')
    const amnat = await people.amnat()
    await amnat.post('/desk/sign-in', { email: emailOf('malee'), password: 'ไม่ใช่รหัสของมาลี' })
    const [line] = linesOn(await amnat.get('/desk/audit'))
    expect(line).toContain('ไม่ทราบ หรือระบบเอง เข้าสู่ระบบไม่สำเร็จ มาลี ศรีสุข')
  })

  test('goes back in pages of fifty without losing or repeating a line', async () => {
    const { people, audit } = await book()
    const somying = await people.somying()
    for (let n = 0; n < 120; n++)
      await audit.record({ actor: 'x', deed: 'case.viewed', subject: `69-7KX-${String(n).padStart(3, '0')}` })
    const seen: string[] = []
    let page = await somying.get('/desk/audit?deed=case.viewed')
    for (let pages = 1; ; pages++) {
      seen.push(...linesOn(page).map((line) => /69-7KX-\d{3}/.exec(line)?.[0] ?? ''))
      const next = decoded(/href="([^"]*)" rel="next"/.exec(page.body)?.[1] ?? '')
      if (next === '') break
      expect(pages).toBeLessThan(4)
      page = await somying.get(next)
    }
    expect(seen).toEqual(Array.from({ length: 120 }, (_, n) => `69-7KX-${String(119 - n).padStart(3, '0')}`))
  })

  test('is filtered by who, what, to what and which days, and keeps what was chosen', async () => {
    const { people, clock } = await book()
    const malee = await people.malee()
    clock.pass(24 * 60)
    const amnat = await people.amnat()
    await people.anan()
    const lines = async (query: string) => linesOn(await amnat.get(`/desk/audit?${query}`))
    expect(await lines(`actor=${malee.officer.id}`)).toHaveLength(1)
    expect(await lines('deed=session.password')).toHaveLength(1)
    expect(await lines(`subject=${malee.officer.id}`)).toHaveLength(1)
    const day = (name: string, words: string) =>
      words
        .split(' ')
        .map((word, at) => `${name}.${['day', 'month', 'year'][at]}=${word}`)
        .join('&')
    expect(await lines(day('from', '16 6 2569'))).toHaveLength(3)
    expect(await lines(day('to', '15 6 2026'))).toHaveLength(1)
    expect(await lines(day('from', '๑๖ 6 ๒๕๖๙'))).toHaveLength(3)
    expect(await lines(`${day('from', '15 6 2569')}&${day('to', '16 6 2569')}`)).toHaveLength(4)
    expect(await lines('actor=nobody')).toEqual([])
    const page = await amnat.get(`/desk/audit?actor=${malee.officer.id}&${day('from', '15 6 2569')}`)
    expect(page.body).toContain(`value="${malee.officer.id}" selected`)
    expect(formOf(page.body.replace('method="get"', 'method="post"'), '/desk/audit').values).toMatchObject({
      'from.day': ['15'],
      'from.month': ['6'],
      'from.year': ['2569'],
    })
    expect(page.body).not.toContain('type="date"')
  })

  test('keeps the days that were chosen from page to page', async () => {
    const { people, audit, clock } = await book()
    for (let n = 0; n < 60; n++) await audit.record({ actor: 'x', deed: 'case.viewed' })
    clock.pass(24 * 60)
    await audit.record({ actor: 'x', deed: 'case.viewed' })
    const somying = await people.somying()
    const query = 'deed=case.viewed&to.day=15&to.month=6&to.year=2569'
    const first = await somying.get(`/desk/audit?${query}`)
    const next = decoded(/href="([^"]*)" rel="next"/.exec(first.body)?.[1] ?? '')
    expect([linesOn(first).length, linesOn(await somying.get(next)).length]).toEqual([50, 10])
  })

  test.each([
    ['from.day=31&from.month=2&from.year=2569', '#from-day', 'ตั้งแต่วันที่ ไม่ใช่วันที่ที่มีจริง'],
    ['to.day=5', '#to-day', 'ถึงวันที่ ไม่ใช่วันที่ที่มีจริง'],
    ['from.day=2&from.month=1&from.year=2569&to.day=1&to.month=1&to.year=2569', '#to-day', 'ต้องไม่มาก่อน'],
  ])('asks again for a day that is none (%s), with everything that was typed', async (query, href, said) => {
    const { people } = await book()
    const page = await (await people.somying()).get(`/desk/audit?subject=69-7KX-M4P&${query}`)
    expect(page.status).toBe(422)
    expect(await htmlFaults(page.body)).toEqual([])
    expect(summaryOf(page.body)).toMatchObject([{ href, text: expect.stringContaining(said) }])
    const { values } = formOf(page.body.replace('method="get"', 'method="post"'), '/desk/audit')
    expect(values['subject']).toEqual(['69-7KX-M4P'])
    for (const [name, value] of new URLSearchParams(query)) expect(values[name]).toEqual([value])
    expect(linesOn(page)).toEqual([])
  })

  test.each([
    'from=yesterday',
    'before=x',
    'before=-1',
    'before=99999999999',
    "deed=';--",
    'deed=%25',
    'actor=a&actor=b',
    'subject=%00x',
  ])('a filter that says nothing (%s) breaks nothing', async (query) => {
    const { people } = await book()
    const answer = await (await people.somying()).get(`/desk/audit?${query}`)
    expect(answer.status).toBe(200)
  })
})

describe('the words of the book', () => {
  const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('whistle'))
    .map((file) => readFileSync(`src/${file}`, 'utf8'))
    .join('\n')

  test('there are some for every deed that is told of', () => {
    const deeds = [...source.matchAll(/deed: '([a-zA-Z.]+)'/g)].map(([, deed = '']) => deed)
    expect(deeds.length).toBeGreaterThan(35)
    expect(deeds.filter((deed) => !hasMessage(`audit.deed.${deed}`))).toEqual([])
  })

  /** One line of every kind of fact, as the desk writes them. */
  const TOLD: [string, string | undefined, Told['data'], string][] = [
    [
      'cases.listed',
      undefined,
      { by: 'list', count: 1234, show: 'open', state: 'filed' },
      'ด้วย: รายการ · จำนวนเรื่อง: 1,234 · แสดง: เรื่องที่ค้างอยู่ · สถานะ: รอตรวจรับ',
    ],
    [
      'cases.listed',
      undefined,
      { service: 'street-light-repair', division: 'health', due: 'late', channel: 'web', officer: 'nobody' },
      'บริการ: แจ้งซ่อมไฟฟ้าสาธารณะ · กอง: กองสาธารณสุขและสิ่งแวดล้อม · กำหนดเสร็จ: ช้ากว่ากำหนด · ช่องทาง: เว็บไซต์ · ผู้รับเรื่อง: ยังไม่มีผู้รับ',
    ],
    [
      'late.signed',
      '69-7KX-M4P',
      { n: 2, number: '2569/00012' },
      '69-7KX-M4P รอบที่: 2 · เลขทะเบียน: 2569/00012',
    ],
    ['late.exported', undefined, { count: 3, copies: 'due' }, 'จำนวนฉบับ: 3 · สำเนา: สำเนายังไม่ได้ส่ง'],
    [
      'holiday.entered',
      '2026-10-16',
      { days: '2026-10-16 2026-10-19', scope: 'nation', moves: 4 },
      '16 ตุลาคม 2569 วันหยุด: ศุกร์ 16 ต.ค. 2569, จันทร์ 19 ต.ค. 2569 · ใช้กับ: ทั้งประเทศ · คำขอที่วันครบกำหนดเปลี่ยน: 4',
    ],
    ['holiday.removed', '2026-10-16', { scope: 'office', kind: 'special', moves: 0 }, 'ใช้กับ: สำนักงานนี้'],
    [
      'division.renamed',
      'public-works',
      { from: 'กองช่าง', to: 'กองโยธา' },
      'กองช่าง ชื่อเดิม: กองช่าง · ชื่อใหม่: กองโยธา',
    ],
    ['rules.changed', undefined, { claimWithinDays: '1 -> 2', moves: 0 }, ': 1 → 2'],
    [
      'hours.changed',
      undefined,
      { from: '1,2,3,4,5 08:30-16:30', to: '1,2,3,4,5 08:00-16:00', moves: 1 },
      'เวลาเดิม: ',
    ],
    [
      'overview.exported',
      undefined,
      { format: 'xlsx', from: '2026-06-01', to: '2026-06-15' },
      'ชนิดไฟล์: Excel · ตั้งแต่: จันทร์ 1 มิ.ย. 2569 · ถึง: จันทร์ 15 มิ.ย. 2569',
    ],
    ['reply.added', '6f2c1c1e-0000-4000-8000-000000000000', { act: 'close', service: 'waste-bin' }, 'เพิ่ม'],
    ['calendar.moved', '6f2c1c1e-0000-4000-8000-000000000000', { told: 5 }, 'ผู้ยื่นที่ได้รับแจ้ง: 5'],
    ['case.printed', '69-7KX-M4P', { paper: 'decided' }, 'เอกสาร: '],
    ['officer.linked', undefined, { purpose: 'reset', dropFactor: true }, 'ชนิดลิงก์: ลิงก์ตั้งรหัสผ่านใหม่'],
    [
      'officer.moved',
      undefined,
      { from: 'officer', role: 'head', fromDivision: null, division: 'clerk' },
      'หน้าที่เดิม: เจ้าหน้าที่ · หน้าที่: ผู้อำนวยการกอง · กองเดิม: – · กอง: สำนักปลัดเทศบาล',
    ],
  ]

  test.each(TOLD)('%s of %s is told in words, in Thai and in English', async (deed, subject, data, words) => {
    const { people, audit } = await book()
    await audit.record({ actor: null, deed, ...(subject && { subject }), ...(data && { data }) })
    const somying = await people.somying()
    const [thai = ''] = linesOn(await somying.get(`/desk/audit?deed=${deed}`))
    const [english = ''] = linesOn(await somying.get(`/en/desk/audit?deed=${deed}`))
    expect(thai).toContain(words)
    expect(`${thai} ${english}`).not.toMatch(
      /ไม่มีคำเรียก|no name|6f2c1c1e|street-light|waste-bin|\b[a-z]+[A-Z][a-z]+\b/,
    )
    expect(thai).not.toMatch(/(^|[^\w])(list|open|nation|reset|close|decided|special)([^\w]|$)/)
    expect(english.replaceAll(/กองช่าง|กองโยธา/g, '')).not.toMatch(/[\u0e00-\u0e7f]/)
  })
})

test('what happened on the pages is one chain that holds', async () => {
  const { people, engine, config } = await book()
  const malee = await people.malee()
  await malee.post('/desk/account', { name: 'มาลี ใหม่' })
  await malee.post('/desk/sign-out')
  await (await people.amnat()).post(`/desk/people/${malee.officer.id}/link`, { current: PASSWORD })
  const chain = await verifyChain(makeAuditStore(engine), auditKey(config.secret))
  expect(chain).toMatchObject({ holds: true, entries: 6 })
})
