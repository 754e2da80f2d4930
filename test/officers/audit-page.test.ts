import { describe, expect, test } from 'vitest'
import { verifyChain } from '../../src/officers/audit.ts'
import { makeAuditStore } from '../../src/officers/audit-store.ts'
import { auditKey } from '../../src/officers/parts.ts'
import { makeStaff } from '../../src/staff.ts'
import { testApp } from '../support/app.ts'
import { makeClock, type Answer } from '../support/journey.ts'
import { decoded, wordsOf } from '../support/html.ts'
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
      await audit.record({ actor: 'x', deed: 'case.viewed', subject: `69-7KX-M${n}P` })
    const seen: string[] = []
    let page = await somying.get('/desk/audit?deed=case.viewed')
    for (let pages = 1; ; pages++) {
      seen.push(...linesOn(page).map((line) => /69-7KX-M\d+P/.exec(line)?.[0] ?? ''))
      const next = decoded(/href="([^"]*)" rel="next"/.exec(page.body)?.[1] ?? '')
      if (next === '') break
      expect(pages).toBeLessThan(4)
      page = await somying.get(next)
    }
    expect(seen).toEqual(Array.from({ length: 120 }, (_, n) => `69-7KX-M${119 - n}P`))
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
    expect(await lines('from=2026-06-16')).toHaveLength(3)
    expect(await lines('to=2026-06-15')).toHaveLength(1)
    expect(await lines('from=2026-06-15&to=2026-06-16')).toHaveLength(4)
    expect(await lines('actor=nobody')).toEqual([])
    const page = await amnat.get(`/desk/audit?actor=${malee.officer.id}&from=2026-06-15`)
    expect(page.body).toContain(`value="${malee.officer.id}" selected`)
    expect(page.body).toContain('value="2026-06-15"')
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

test('what happened on the pages is one chain that holds', async () => {
  const { people, engine, config } = await book()
  const malee = await people.malee()
  await malee.post('/desk/account', { name: 'มาลี ใหม่' })
  await malee.post('/desk/sign-out')
  await (await people.amnat()).post(`/desk/people/${malee.officer.id}/link`, { current: PASSWORD })
  const chain = await verifyChain(makeAuditStore(engine), auditKey(config.secret))
  expect(chain).toMatchObject({ holds: true, entries: 6 })
})
