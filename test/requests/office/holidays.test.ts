import { expect, test } from 'vitest'
import { formOf, summaryOf, wordsOf } from '../../support/html.ts'
import { ENGLISH_LIGHT, fileLight, makeClient } from '../../support/journey.ts'
import { entries, fileLights, lettersOf, openDesk, requestRows, runJob } from './desk.ts'

const HERE = '/desk/office/holidays'
const NOTHING = {
  day: '',
  nameTh: '',
  nameEn: '',
  lines: '',
  kind: 'regular',
  scope: 'nation',
  source: 'มติ ครม.',
}
const wednesday = {
  ...NOTHING,
  day: '17 มิถุนายน 2569',
  nameTh: 'วันหยุดกรณีพิเศษของจังหวัด',
  nameEn: 'Special provincial holiday',
  scope: 'province',
  source: 'ประกาศจังหวัด 14 มิ.ย. 2569',
}
test('a late holiday shows which open requests move, moves them, and tells each applicant once, in their language', async () => {
  const desk = await openDesk()
  const { amnat, app } = desk
  const thai = await fileLight(makeClient(app))
  const english = await fileLight(makeClient(app), {}, ENGLISH_LIGHT)
  const before = await requestRows(desk)

  const check = await amnat.post(HERE, { ...wednesday, act: 'check' })
  expect(check.status).toBe(200)
  const words = wordsOf(check.body)
  expect(words).toContain('คำขอที่วันครบกำหนดเปลี่ยน 2 เรื่อง')
  expect(words).toContain(thai.reference)
  expect(words).toContain('พุธ 24 มิ.ย. 2569')
  expect(words).toContain('พฤหัสบดี 25 มิ.ย. 2569')
  expect(words).not.toContain('สมชาย')
  expect(await requestRows(desk)).toEqual(before)
  expect(await entries(desk, 'holiday.entered')).toEqual([])

  const confirmed = await amnat.post(HERE, { ...formOf(check.body, HERE).values, act: 'confirm' })
  expect(confirmed.location).toBe(`${HERE}?saved=yes`)
  const after = await requestRows(desk)
  expect(after.map(({ dueAt }) => dueAt)).toEqual(Array(2).fill('2026-06-25T09:30:00.000Z'))
  const letters = await lettersOf(desk, 'moved-')
  expect(letters.map(({ toAddress }) => toAddress)).toEqual(Array(2).fill('somchai@example.org'))
  const [inThai, inEnglish] = [
    letters.find(({ text }) => text.includes('เลื่อนจาก'))!,
    letters.find(({ text }) => text.includes('is now due on'))!,
  ]
  expect(inThai.text).toContain('วันพุธที่ 24 มิถุนายน 2569 เป็นวันพฤหัสบดีที่ 25 มิถุนายน 2569')
  expect(inThai.text).toContain('วันหยุดกรณีพิเศษของจังหวัด')
  expect(inEnglish.text).toContain('Special provincial holiday')
  expect(await entries(desk, 'holiday.entered')).toMatchObject([
    {
      actor: amnat.officer.id,
      subject: '2026-06-17',
      data: { days: '2026-06-17', scope: 'province', moves: 2 },
    },
  ])
  // Without e-mail they see it on the page that follows the request.
  expect(wordsOf((await makeClient(app).get(english.path)).body)).toContain(
    'is now due on Thursday 25 June 2026',
  )
})

test('moving is finished by the job, counted in the audit log, and never told twice', async () => {
  const desk = await openDesk()
  await fileLights(desk, 3)
  await desk.amnat.post(HERE, { ...wednesday, act: 'confirm' })
  await runJob(desk)
  expect(await entries(desk, 'calendar.moved')).toEqual([])
  // Another process may count by the old calendar for a minute: until then the change stays open.
  desk.clock.pass(3)
  await runJob(desk)
  await runJob(desk)
  expect(await lettersOf(desk, 'moved-')).toHaveLength(3)
  expect(await entries(desk, 'calendar.moved')).toMatchObject([{ actor: null, data: { told: 3 } }])
})

test('removing a holiday needs a reason, and dates that become earlier must be seen and are told', async () => {
  const desk = await openDesk()
  const { amnat } = desk
  await amnat.post(HERE, { ...wednesday, act: 'confirm' })
  desk.clock.pass(1)
  const { reference } = await fileLight(makeClient(desk.app))
  desk.clock.pass(1)
  const path = `${HERE}/2026-06-17-province-Nakhon%20Ratchasima/remove`
  const page = await amnat.get(path)
  expect(wordsOf(page.body)).toContain('1 เรื่องครบกำหนดเร็วขึ้น')
  const bare = await amnat.post(path, {})
  expect(bare.status).toBe(422)
  expect(summaryOf(bare.body).map(({ href }) => href)).toEqual(['#reasonTh', '#aware'])
  const why = { reasonTh: 'จังหวัดยกเลิกประกาศ', reasonEn: 'withdrawn by the province' }
  const unaware = await amnat.post(path, why)
  expect(unaware.status).toBe(422)
  expect(unaware.body).toContain('จังหวัดยกเลิกประกาศ')
  expect((await amnat.post(path, { ...why, aware: 'yes' })).location).toBe(`${HERE}?saved=yes`)
  const letters = await lettersOf(desk, 'moved-')
  expect(letters).toHaveLength(1)
  const [letter] = letters
  expect(letter?.text).toContain(
    `คำขอเลขที่ ${reference} จะแล้วเสร็จเร็วขึ้น วันครบกำหนดเปลี่ยนจากวันพฤหัสบดีที่ 25 มิถุนายน 2569 เป็นวันพุธที่ 24 มิถุนายน 2569`,
  )
  expect(letter?.text).toContain('จังหวัดยกเลิกประกาศ')
  expect((await amnat.get(path)).status).toBe(404)
})

test('several are pasted at once; a line that cannot be read is named and nothing is entered', async () => {
  const { amnat, engine } = await openDesk()
  const count = async () => (await engine.db.select().from(engine.tables.holiday)).length
  const before = await count()
  const lines = '1/1/2570 วันขึ้นปีใหม่\nวันอะไร\n๖ เม.ย. ๒๕๗๐ วันจักรี / Chakri Day\n6/4/2570 วันจักรี / Chakri Day'
  const wrong = await amnat.post(HERE, { ...NOTHING, lines, act: 'confirm' })
  expect(wrong.status).toBe(422)
  expect(summaryOf(wrong.body).map(({ text }) => text)).toEqual([
    expect.stringContaining('บรรทัดที่ 2'),
    expect.stringContaining('ซ้ำกัน'),
  ])
  expect(wordsOf(wrong.body)).toContain('วันอะไร')
  expect(await count()).toBe(before)
  const right = lines
    .split('\n')
    .filter((_, n) => n !== 1 && n !== 3)
    .join('\n')
  expect((await amnat.post(HERE, { ...NOTHING, lines: right, act: 'confirm' })).status).toBe(303)
  expect(await count()).toBe(before + 2)
  const again = await amnat.post(HERE, { ...NOTHING, lines: right, act: 'confirm' })
  expect(again.status).toBe(422)
  expect(summaryOf(again.body)[0]?.text).toContain('ป้อนไว้แล้ว')
})

test('years without holidays are flagged until they are entered', async () => {
  const desk = await openDesk()
  desk.clock.set('2026-11-02T03:00:00.000Z')
  const amnat = await desk.people.again('amnat')
  expect(wordsOf((await amnat.get(HERE)).body)).toContain('ยังไม่ได้ป้อนวันหยุดของปี 2570')
  await amnat.post(HERE, { ...NOTHING, lines: '1/1/2570 วันขึ้นปีใหม่', act: 'confirm' })
  expect(wordsOf((await amnat.get(HERE)).body)).not.toContain('ยังไม่ได้ป้อน')
  expect(wordsOf((await amnat.get(`${HERE}?year=2570`)).body)).toContain('วันขึ้นปีใหม่')
})

test('a request that waits for its applicant keeps the day it was given', async () => {
  const desk = await openDesk()
  await fileLight(makeClient(desk.app))
  const { request } = desk.engine.tables
  await desk.engine.atomically((tx) => [tx.update(request).set({ status: 'waitingForApplicant' })])
  desk.clock.pass(1)
  const check = await desk.amnat.post(HERE, { ...wednesday, act: 'check' })
  expect(wordsOf(check.body)).toContain('ไม่มีคำขอใดเปลี่ยนวันครบกำหนด')
  await desk.amnat.post(HERE, { ...wednesday, act: 'confirm' })
  expect(await lettersOf(desk, 'moved-')).toEqual([])
  expect((await requestRows(desk))[0]?.dueAt).toBe('2026-06-24T09:30:00.000Z')
})

test('every source that comes with the program is told in Thai on the Thai page and in English on the other', async () => {
  const { amnat } = await openDesk()
  for (const year of ['2568', '2569']) {
    const thai = wordsOf((await amnat.get(`${HERE}?year=${year}`)).body)
    expect(thai).toContain('โปรดตรวจกับประกาศ')
    expect(thai).not.toMatch(/Cabinet|published|confirmation/)
    expect(wordsOf((await amnat.get(`/en${HERE}?year=${year}`)).body)).toContain(
      'check against the Cabinet notice',
    )
  }
})

test('the form comes before the year, and the next year can be looked at before it has any', async () => {
  const { amnat } = await openDesk()
  const { body } = await amnat.get(HERE)
  expect(body.indexOf('id="enter"')).toBeLessThan(body.indexOf('id="list"'))
  expect(body).toContain('href="#list"')
  expect(body).toContain('year=2570#list')
  const next = wordsOf((await amnat.get(`${HERE}?year=2570`)).body)
  expect(next).toContain('วันหยุด พ.ศ. 2570 (2027) จำนวน 0 วัน')
  expect(next).toContain('ปีนี้ยังไม่มีวันหยุดที่ป้อนไว้')
})
