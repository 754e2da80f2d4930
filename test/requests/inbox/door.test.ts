import { describe, expect, test } from 'vitest'
import type { Raw } from '../../../src/forms/kind.ts'
import type { TestApp } from '../../support/app.ts'
import { testApp } from '../../support/app.ts'
import { formOf, headingOf, summaryOf, titleOf, wordsOf } from '../../support/html.ts'
import { fileLight, makeClient, makeClock, type Client } from '../../support/journey.ts'
import { makePeople } from '../../support/officers.ts'
import { finished, join, put, row } from './office.ts'
import type { Request } from '../../../src/requests/request.ts'

const LIGHT = { serviceId: 'street-light-repair', serviceVersion: 1, division: 'public-works' }

/** At ten on Monday 15 June 2569. */
async function office() {
  const clock = makeClock()
  const test = await testApp({}, clock.now)
  return { ...test, people: makePeople(test, clock.now) }
}

const light = (changes: Partial<Request> = {}) =>
  row({ ...LIGHT, dueAt: '2026-06-18T09:30:00.000Z', queuedAt: '2026-06-15T02:00:00.000Z', ...changes })

const REFERENCES = { one: '69-3CD-F4G', two: '69-4DF-G6H', three: '69-6FG-H7J', four: '69-7GH-J9K' } as const
const named = (name: keyof typeof REFERENCES, changes: Partial<Request> = {}) =>
  light({ id: name, reference: REFERENCES[name] as Request['reference'], ...changes })

/** The references on a page, from top to bottom. */
const shown = (body: string) => [
  ...new Set(
    [...body.matchAll(/\/desk\/cases\/([0-9A-Z]{2}-[0-9A-Z]{3}-[0-9A-Z]{3})/g)].map(([, each]) => each),
  ),
]
const audited = async ({ engine }: TestApp, deed: string) =>
  (await engine.db.select().from(engine.tables.auditEntry)).filter((entry) => entry.deed === deed)
const bulk = (client: Client, act: string, reference: string[], step = '/desk/bulk', view = '') =>
  client.post(step, { act, reference, view })

describe('the inbox', () => {
  test('is the division’s queue, the oldest deadline first, and no other division’s', async () => {
    const { engine, people } = await office()
    await put(engine, [
      named('one', { dueAt: '2026-06-19T09:30:00.000Z', applicantName: 'สมชาย ใจดี' }),
      named('two', { dueAt: '2026-06-16T09:30:00.000Z' }),
      named('three', { division: 'health', dueAt: '2026-06-15T09:30:00.000Z' }),
      named('four', { division: 'health', dueAt: '2026-06-17T09:30:00.000Z' }),
    ])
    await join(engine, 'four', 'public-works')
    const malee = await (await people.malee()).get('/desk')
    expect(malee.status).toBe(200)
    expect(headingOf(malee.body)).toMatch(/^กล่องงาน กองช่าง/)
    expect(shown(malee.body)).toEqual([REFERENCES.two, REFERENCES.four, REFERENCES.one])
    expect(malee.body).toContain('ร่วมกับ')
    expect(malee.body).toContain('สมชาย ใจดี')
    expect(shown((await (await people.anan()).get('/desk')).body)).toEqual([
      REFERENCES.three,
      REFERENCES.four,
    ])
    for (const who of [people.pranee, people.somying])
      expect(shown((await (await who()).get('/desk')).body)).toHaveLength(4)
  })

  test('says in words who has what, how late it is, and what nobody took on for too long', async () => {
    const { engine, people } = await office()
    const malee = await people.malee()
    await put(engine, [
      named('one', { dueAt: '2026-06-12T09:30:00.000Z', queuedAt: '2026-06-10T03:00:00.000Z' }),
      named('two', { claimedBy: malee.officer.id, queuedAt: null, dueAt: '2026-06-15T09:30:00.000Z' }),
      named('three', { status: 'waitingForApplicant', dueAt: '2026-06-25T17:00:00.000Z' }),
    ])
    const words = wordsOf((await malee.get('/desk')).body).replace(/\s+/g, ' ')
    expect(words).toContain('ช้า 3 วัน')
    expect(words).toContain('ไม่มีผู้รับมา 3 วันทำการ')
    expect(words).toContain('ครบกำหนดวันนี้ 16:30 น.')
    expect(words).toContain('มาลี ศรีสุข (ฉัน)')
    expect(words).toContain('หยุดนับ รอผู้ยื่นถึง 25 มิ.ย.')
    const tabs = /<nav class="sala-tabs"[\s\S]*?<\/nav>/.exec((await malee.get('/desk')).body)?.[0] ?? ''
    expect(wordsOf(tabs).replace(/\s+/g, ' ').trim()).toMatch(
      /ค้างอยู่ทั้งหมด 33 เรื่อง ของฉัน 11 เรื่อง ยังไม่มีผู้รับ 22 เรื่อง ช้ากว่ากำหนด 11 เรื่อง ครบกำหนดวันนี้ 11 เรื่อง สิ้นสุดแล้ว/,
    )
    expect((await malee.get('/en/desk')).body).toContain('Days late: 3')
  })

  test('counts no further than anybody needs', async () => {
    const { engine, people } = await office()
    await put(
      engine,
      Array.from({ length: 120 }, () => light()),
    )
    const { body } = await (await people.malee()).get('/desk')
    expect(body).toContain('<span aria-hidden="true">99+</span>')
    expect(shown(body)).toHaveLength(0)
  })

  test('is turned by its own links, filters kept', async () => {
    const { engine, people } = await office()
    const rows = Array.from({ length: 60 }, (_, n) =>
      light({ id: `n${String(n).padStart(2, '0')}`, channel: n % 2 ? 'web' : 'counter' }),
    )
    await put(engine, rows)
    const malee = await people.malee()
    const link = (body: string, rel: string) =>
      new RegExp(`href="([^"]*)" rel="${rel}"`)
        .exec(body)?.[1]
        ?.replaceAll('&amp;', '&')
        .replaceAll('&#x3D;', '=')
    const chosen = (body: string) =>
      [...body.matchAll(/name="reference" value="69-(n\d\d)"/g)].map(([, id]) => id)
    const first = await malee.get('/desk?channel=counter')
    const second = await malee.get(link(first.body, 'next') ?? '')
    expect([...chosen(first.body), ...chosen(second.body)]).toEqual(
      rows.filter(({ channel }) => channel === 'counter').map(({ id }) => id),
    )
    expect(link(second.body, 'next')).toBeUndefined()
    expect(chosen((await malee.get(link(second.body, 'prev') ?? '')).body)).toEqual(chosen(first.body))
  })

  test('an empty list says what to do', async () => {
    const { people } = await office()
    const malee = await people.malee()
    const title = async (path: string) =>
      wordsOf(
        /<div class="sala-box sala-empty">([\s\S]*?)<\/div>/.exec((await malee.get(path)).body)?.[1] ?? '',
      )
    expect(await title('/desk')).toContain('ไม่มีเรื่องค้าง')
    expect(await title('/desk?officer=me')).toContain('ดูเรื่องที่ยังไม่มีผู้รับ')
    expect(await title('/desk?q=ไม่มี')).toContain('ล้างตัวกรองทั้งหมด')
    for (const path of ['/desk?officer=nobody', '/desk?due=late', '/desk?due=today', '/desk?show=finished'])
      expect(await title(path), path).not.toBe('')
  })

  test('a filter shows as something to take away, and the finished are offered to a search', async () => {
    const { engine, people } = await office()
    await put(engine, [
      finished({ ...LIGHT, id: 'one', reference: REFERENCES.one as Request['reference'], search: 'โป่งแดง' }),
      named('two', { search: 'โป่งแดง', channel: 'counter' }),
    ])
    const malee = await people.malee()
    const found = await malee.get('/desk?q=โป่งแดง&channel=counter')
    expect(shown(found.body)).toEqual([REFERENCES.two])
    expect(found.body).toMatch(/class="sala-narrowed" href="\/desk\?channel&#x3D;counter"/)
    expect(found.body).toContain('ค้นในเรื่องที่สิ้นสุดแล้วด้วย')
    expect(shown((await malee.get('/desk?q=โป่งแดง&show=all')).body).sort()).toEqual([
      REFERENCES.one,
      REFERENCES.two,
    ])
    expect(formOf(found.body, '/desk/bulk').values['view']).toEqual([
      'q=%E0%B9%82%E0%B8%9B%E0%B9%88%E0%B8%87%E0%B9%81%E0%B8%94%E0%B8%87&channel=counter',
    ])
  })

  test('says so when words are too short to look for everywhere', async () => {
    const { people } = await office()
    const malee = await people.malee()
    expect((await malee.get('/desk?q=12')).body).toContain('ค้นเฉพาะ 2,000 เรื่องแรกของรายการนี้')
    expect((await malee.get('/en/desk?q=12')).body).toContain('only the first 2,000 requests of this list')
    expect((await malee.get('/desk?q=12/3')).body).not.toContain('เรื่องแรกของรายการนี้')
  })

  test('finds what a resident really sent, by name, telephone and misread number', async () => {
    const { app, people } = await office()
    const { reference } = await fileLight(makeClient(app))
    const malee = await people.malee()
    for (const typed of ['ใจดี', '081-234', '0812345678', 'วัดโป่ง', reference, reference.replaceAll('-', '')])
      expect(shown((await malee.get(`/desk?q=${encodeURIComponent(typed)}`)).body), typed).toEqual([
        reference,
      ])
    const misread = `${reference.slice(0, 4)}O${reference.slice(5)}`
    expect(shown((await malee.get(`/desk?q=${misread}`)).body)).toEqual([reference])
  })

  test('a search is written into the book without its words, each page of it; they are in no log', async () => {
    const office_ = await office()
    const { engine, people, log } = office_
    await put(
      engine,
      Array.from({ length: 30 }, () => light({ search: 'คำลับสุดยอด' })),
    )
    const malee = await people.malee()
    const { body } = await malee.get('/desk?q=คำลับสุดยอด')
    await malee.get(
      /href="([^"]*)" rel="next"/.exec(body)![1]!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='),
    )
    // Any place shows any page, and so does a form sent with something wrong in it.
    for (const place of ['after=2020-01-01T00:00:00.000Z~x', 'before=2020-01-01T00:00:00.000Z~x'])
      await malee.get(`/desk?q=คำลับสุดยอด&${place}`)
    const view = 'q=คำลับสุดยอด'
    expect((await malee.post('/desk/views', { view, name: '' })).status).toBe(422)
    expect((await bulk(malee, '', [], '/desk/bulk', view)).status).toBe(422)
    expect((await bulk(malee, '', [], '/desk/bulk/done', view)).status).toBe(422)
    const entries = await audited(office_, 'cases.listed')
    expect(entries.map(({ actor }) => actor)).toEqual(Array(7).fill(malee.officer.id))
    expect(entries.map(({ data }) => JSON.parse(data) as unknown)).toEqual(
      [25, 5, 25, 25, 25, 25, 25].map((count) => ({ by: 'search', count, show: 'open' })),
    )
    const book = JSON.stringify(await engine.db.select().from(engine.tables.auditEntry))
    expect(book + log()).not.toMatch(/คำลับ|%E0%B8%84%E0%B8%B3/i)
  })

  test('whoever reads a list is in the book with what it was narrowed by, and nothing they typed', async () => {
    const office_ = await office()
    const { engine, people, app } = office_
    await put(engine, [named('one'), named('two', { channel: 'counter' }), named('three')])
    const malee = await people.malee()
    await malee.get('/desk')
    await malee.get('/desk?channel=counter&service=street-light-repair')
    await malee.get('/desk?service=somchai-jaidee')
    const { reference } = await fileLight(makeClient(app))
    await bulk(malee, 'claim', [reference, REFERENCES.one, '69-9WX-W9X'])
    expect((await audited(office_, 'cases.listed')).map(({ data }) => JSON.parse(data) as unknown)).toEqual([
      { by: 'list', count: 3, show: 'open' },
      { by: 'list', count: 1, show: 'open', channel: 'counter', service: 'street-light-repair' },
      { by: 'list', count: 0, show: 'open' },
      { by: 'bulk', count: 2 },
    ])
  })
})

describe('a saved list', () => {
  test('is kept, led to and deleted; its name is asked for again when it will not do', async () => {
    const { people } = await office()
    const malee = await people.malee()
    const page = await malee.get('/desk?due=late&channel=counter')
    const form = formOf(page.body, '/desk/views')
    const empty = await malee.post('/desk/views', { ...form.values, name: ' ' })
    expect(empty.status).toBe(422)
    expect(titleOf(empty.body)).toMatch(/^ผิดพลาด/)
    expect(summaryOf(empty.body)).toEqual([{ href: '#view-name', text: 'ตั้งชื่อรายการก่อนบันทึก' }])
    const long = await malee.post('/desk/views', { ...form.values, name: 'ก'.repeat(70) })
    expect(formOf(long.body, '/desk/views').values['name']).toEqual(['ก'.repeat(70)])
    const kept = await malee.follow(
      await malee.post('/desk/views', { ...form.values, name: 'ช้าจากเคาน์เตอร์' }),
    )
    expect(kept.body).toContain('บันทึกรายการแล้ว')
    expect(kept.body).toMatch(
      /href="\/desk\?due&#x3D;late&amp;channel&#x3D;counter" aria-current="page">ช้าจากเคาน์เตอร์/,
    )
    const remove = /action="(\/desk\/views\/[^"]*\/delete)"/.exec(kept.body)?.[1] ?? ''
    const anan = await people.anan()
    expect((await anan.get('/desk')).body).not.toContain('ช้าจากเคาน์เตอร์')
    const strangers = await anan.post(remove)
    expect(strangers.status).toBe(404)
    expect((await anan.post('/desk/views/nobodys/delete')).status).toBe(404)
    const gone = await malee.follow(await malee.post(remove, { view: 'due=late' }))
    expect(gone.body).toContain('ลบรายการแล้ว')
    expect(gone.body).not.toContain('ช้าจากเคาน์เตอร์')
  })
})

describe('the list as a spreadsheet', () => {
  test('holds what the page shows, in words, whole, and nothing that runs', async () => {
    const office_ = await office()
    const { engine, people } = office_
    const malee = await people.malee()
    await put(engine, [
      named('one', { applicantName: '=HYPERLINK("http://x")', dueAt: '2026-06-12T09:30:00.000Z' }),
      named('two', { claimedBy: malee.officer.id, channel: 'counter' }),
      named('three', { division: 'health' }),
      ...Array.from({ length: 600 }, () => light({ channel: 'post' })),
    ])
    const all = await malee.get('/desk/list.csv')
    expect(all.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(all.headers['content-disposition']).toContain('attachment')
    const lines = all.body.replace('\ufeff', '').trimEnd().split('\r\n')
    expect(all.body.startsWith('\ufeff')).toBe(true)
    expect(lines).toHaveLength(603)
    expect(lines[0]).toBe(
      'เลขที่คำขอ,บริการ,ผู้ยื่น,วันที่ยื่น (ปี-เดือน-วัน),กำหนดเสร็จ (ปี-เดือน-วัน),เหลือ (วันทำการ),ช้า (วัน),กำหนดเสร็จ,สถานะ,ผู้รับเรื่อง,กอง,ช่องทาง',
    )
    expect(lines[1]).toContain(`"'=HYPERLINK(""http://x"")"`)
    expect(lines[1]).toContain(',2026-06-12,0,3,ช้า 3 วัน,รอตรวจรับ,ยังไม่มีผู้รับ,กองช่าง,เว็บไซต์')
    expect(all.body).not.toContain(REFERENCES.three)
    const some = await malee.get('/en/desk/list.csv?channel=counter')
    expect(some.body.trimEnd().split('\r\n')).toHaveLength(2)
    expect(some.body).toContain('Counter')
    expect((await audited(office_, 'cases.listed')).map(({ data }) => data)).toEqual([
      '{"by":"export","count":602,"show":"open"}',
      '{"by":"export","count":1,"show":"open","channel":"counter"}',
    ])
  })
})

/** Sends the confirmation, and goes on to the page it leads to. */
async function sent(officer: Client, form: { action: string; values: Raw }, changes: Raw = {}) {
  return officer.follow(await officer.post(form.action, { ...form.values, ...changes }))
}

describe('one act to many', () => {
  test('is shown before it is done: what will happen, what cannot, and why', async () => {
    const { app, people, engine } = await office()
    const [one, two] = [await fileLight(makeClient(app)), await fileLight(makeClient(app))]
    const other = named('three', { division: 'health' })
    await put(engine, [other])
    const malee = await people.malee()
    const typed = [one.reference, two.reference, REFERENCES.three, '69-9WX-W9X', 'nonsense', one.reference]
    const page = await bulk(malee, 'claim', typed)
    expect(page.status).toBe(200)
    expect(headingOf(page.body)).toBe('ยืนยัน: รับเรื่องมาทำ')
    const form = formOf(page.body, '/desk/bulk/done')
    expect(form.values['reference']).toEqual([one.reference, two.reference])
    // Another division's, one that nobody has and no reference at all are told alike.
    expect(page.body.split('ไม่พบเรื่องนี้ หรือไม่ใช่เรื่องที่ท่านเห็นได้')).toHaveLength(4)
    const before = await engine.db.select().from(engine.tables.requestEvent)
    const answer = await malee.post(form.action, form.values)
    const done = await malee.follow(answer)
    expect(headingOf(done.body)).toBe('ผล: รับเรื่องมาทำ')
    expect(wordsOf(done.body)).toContain('ทำแล้ว 2 เรื่อง')
    const after = await engine.db.select().from(engine.tables.requestEvent)
    expect(after.length - before.length).toBe(2)
    expect(shown((await malee.get('/desk?officer=me')).body).sort()).toEqual(
      [one.reference, two.reference].sort(),
    )
    // The same page sent again does nothing and says so.
    const again = await malee.post(form.action, form.values)
    expect([again.status, again.location]).toEqual([303, answer.location])
    expect(answer.location).toMatch(/^\/desk\/bulk\/results\/[\w-]+$/)
    for (let n = 0; n < 2; n++)
      expect(wordsOf((await malee.get(answer.location)).body)).toContain('ทำแล้ว 2 เรื่อง')
    // Sent under another name it finds the cases taken.
    const anew = await sent(malee, form, { once: ['another-name-of-the-sending'] })
    expect(wordsOf(anew.body)).toContain('ไม่ได้ทำ 2 เรื่อง')
    expect(wordsOf(anew.body)).toContain('ท่านรับเรื่องนี้ไว้แล้ว')
    expect((await (await people.wichai()).get(answer.location)).status).toBe(404)
    expect((await malee.get('/desk/bulk/results/none')).status).toBe(404)
    const impossible = await bulk(malee, 'claim', [one.reference])
    expect(impossible.body).toContain('ท่านรับเรื่องนี้ไว้แล้ว')
    expect(impossible.body).not.toContain('name="reference"')
  })

  test('assigns to an officer, for those who may assign', async () => {
    const { app, people } = await office()
    const { reference } = await fileLight(makeClient(app))
    const malee = await people.malee()
    const wichai = await people.wichai()
    expect((await malee.get('/desk')).body).not.toContain('assign:')
    const choice = `assign:officer:${malee.officer.id}`
    expect((await wichai.get('/desk')).body).toContain(`value="${choice}"`)
    const refused = await bulk(malee, choice, [reference])
    expect(refused.body).toContain('การมอบหมายเป็นหน้าที่ของหัวหน้ากองหรือสำนักปลัด')
    const page = await bulk(wichai, choice, [reference])
    expect(headingOf(page.body)).toBe('ยืนยัน: มอบหมายให้ มาลี ศรีสุข')
    const form = formOf(page.body, '/desk/bulk/done')
    expect(wordsOf((await sent(wichai, form)).body)).toContain('ทำแล้ว 1 เรื่อง')
    expect(shown((await malee.get('/desk?officer=me')).body)).toEqual([reference])
  })

  test('starts and finishes the step that each case has come to', async () => {
    const { app, people } = await office()
    const { reference } = await fileLight(makeClient(app))
    const malee = await people.malee()
    expect((await bulk(malee, 'finishStep', [reference])).body).toContain('ไม่มีขั้นตอนที่กำลังทำอยู่')
    const page = await bulk(malee, 'startStep', [reference])
    expect(page.body).toContain('ขั้นตอน: ')
    const form = formOf(page.body, '/desk/bulk/done')
    expect(wordsOf((await sent(malee, form)).body)).toContain('ทำแล้ว 1 เรื่อง')
    expect((await bulk(malee, 'finishStep', [reference])).body).toContain('จะทำกับ 1 เรื่อง')
  })

  test('sent twice does the step that was confirmed, and not the next one', async () => {
    const { app, people, engine } = await office()
    const { reference } = await fileLight(makeClient(app))
    const malee = await people.malee()
    const start = formOf((await bulk(malee, 'startStep', [reference])).body, '/desk/bulk/done')
    await malee.post(start.action, start.values)
    const finish = formOf((await bulk(malee, 'finishStep', [reference])).body, '/desk/bulk/done')
    await malee.post(finish.action, finish.values)
    const before = await engine.db.select().from(engine.tables.requestEvent)
    const again = await sent(malee, start, { once: [''] })
    expect(wordsOf(again.body)).toContain('ไม่ได้ทำ 1 เรื่อง')
    expect(wordsOf(again.body)).toContain('มีผู้แก้ไขเรื่องนี้ในเวลาเดียวกัน')
    expect(await engine.db.select().from(engine.tables.requestEvent)).toEqual(before)
  })

  test('takes nobody’s case away who came between the confirmation and the sending', async () => {
    const { app, people } = await office()
    const [one, two] = [await fileLight(makeClient(app)), await fileLight(makeClient(app))]
    const [malee, wichai] = [await people.malee(), await people.wichai()]
    const choice = `assign:officer:${wichai.officer.id}`
    const assign = formOf(
      (await bulk(wichai, choice, [one.reference, two.reference])).body,
      '/desk/bulk/done',
    )
    const claim = formOf((await bulk(malee, 'claim', [one.reference])).body, '/desk/bulk/done')
    await malee.post(claim.action, claim.values)
    const late = await sent(wichai, assign)
    expect(wordsOf(late.body)).toContain('ไม่ได้ทำ 1 เรื่อง')
    expect(wordsOf(late.body)).toContain('ทำแล้ว 1 เรื่อง')
    expect(wordsOf(late.body)).toContain('มีผู้แก้ไขเรื่องนี้ในเวลาเดียวกัน')
    expect(shown((await malee.get('/desk?officer=me')).body)).toEqual([one.reference])
    // Nor without the proof of what was shown.
    const { seen: _gone, once: _name, ...blind } = assign.values
    const unseen = await sent(malee, { ...claim, values: blind }, { act: 'release' })
    expect(wordsOf(unseen.body)).toContain('ผล: คืนเรื่องให้กอง')
    expect(wordsOf(unseen.body)).not.toContain('ทำแล้ว')
  })

  test('asks for what was left out, and keeps what was ticked', async () => {
    const { engine, people } = await office()
    await put(engine, [named('one', { channel: 'counter' }), named('two', { channel: 'counter' })])
    const malee = await people.malee()
    const nothing = await bulk(malee, '', [], '/desk/bulk', 'channel=counter')
    expect(nothing.status).toBe(422)
    expect(summaryOf(nothing.body).map(({ href }) => href)).toEqual(['#choose', '#act'])
    for (const act of ['', 'decide', 'assign:', 'assign:officer:', "assign:officer:'x"]) {
      const page = await bulk(malee, act, [REFERENCES.two], '/desk/bulk/done', 'channel=counter')
      expect(page.status).toBe(422)
      const { values } = formOf(page.body, '/desk/bulk')
      expect(values).toMatchObject({ reference: [REFERENCES.two], view: ['channel=counter'] })
    }
  })
})

describe('the doors of the inbox', () => {
  const GETS = ['/desk', '/desk/list.csv', '/desk/bulk', '/desk/bulk/done', '/desk/views']
  const READING_POSTS = ['/desk/views', '/desk/views/some-view/delete']
  const ACTING_POSTS = ['/desk/bulk', '/desk/bulk/done']

  test('open to nobody who has not signed in', async () => {
    const { app } = await office()
    const stranger = makeClient(app)
    for (const path of GETS) {
      const answer = await stranger.get(path)
      expect([answer.status, answer.location], path).toEqual([
        303,
        `/desk/sign-in?to=${encodeURIComponent(path)}`,
      ])
    }
    for (const path of [...READING_POSTS, ...ACTING_POSTS])
      expect((await stranger.post(path)).status, path).toBe(401)
  })

  test('open only to a role with the right', async () => {
    const { engine, people } = await office()
    await put(engine, [named('one')])
    const amnat = await people.amnat()
    expect((await amnat.get('/desk')).location).toBe('/desk/people')
    for (const path of GETS.slice(1)) expect((await amnat.get(path)).status, path).toBe(403)
    for (const path of [...READING_POSTS, ...ACTING_POSTS])
      expect((await amnat.post(path)).status, path).toBe(403)
    const somying = await people.somying()
    const list = await somying.get('/desk')
    expect(shown(list.body)).toEqual([REFERENCES.one])
    expect(list.body).not.toContain('name="reference"')
    for (const path of ACTING_POSTS)
      expect((await bulk(somying, 'claim', [REFERENCES.one], path)).status, path).toBe(403)
  })

  test('know no other method, and no form from another site', async () => {
    const { people } = await office()
    const malee = await people.malee()
    for (const path of ['/desk', '/desk/list.csv']) expect((await malee.post(path)).status, path).toBe(404)
    for (const path of [...READING_POSTS, ...ACTING_POSTS]) {
      expect((await malee.send('PUT', path)).status, path).toBe(404)
      const foreign = await malee.post(
        path,
        {},
        { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
      )
      expect(foreign.status, path).toBe(403)
    }
    for (const path of GETS.slice(2)) expect((await malee.get(path)).location, path).toBe('/desk')
  })

  test('are kept in no cache', async () => {
    const { people } = await office()
    const malee = await people.malee()
    for (const path of ['/desk', '/desk/list.csv'])
      expect((await malee.get(path)).headers['cache-control'], path).toBe('no-store')
  })
})
