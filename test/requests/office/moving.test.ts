import { expect, test } from 'vitest'
import { openEngine } from '../../../src/storage/open.ts'
import { wordsOf } from '../../support/html.ts'
import { entries, lettersOf, openDesk, putRequests, requestRows, runJob } from './desk.ts'

const HERE = '/desk/office/holidays'
const wednesday = {
  day: '17/6/2569',
  nameTh: 'วันหยุดกรณีพิเศษ',
  nameEn: 'Special holiday',
  lines: '',
  kind: 'special',
  scope: 'nation',
  source: 'มติ ครม. 9 มิ.ย. 2569',
}
const MOVED = '2026-06-25T09:30:00.000Z'

test('many are left to the job; two processes doing it at once tell each applicant once', async () => {
  const desk = await openDesk()
  await putRequests(desk, 60)
  const confirmed = await desk.amnat.post(HERE, { ...wednesday, act: 'confirm' })
  expect(confirmed.location).toBe(`${HERE}?saved=moving`)
  expect(await lettersOf(desk, 'moved-')).toEqual([])
  expect(wordsOf((await desk.amnat.get('/desk/office')).body)).toContain('กำลังเลื่อนวันครบกำหนด')
  const other = { ...desk, engine: await openEngine(desk.config.databaseUrl) }
  await Promise.all([runJob(desk), runJob(other)])
  await runJob(desk)
  await other.engine.close()
  expect(new Set((await requestRows(desk)).map(({ dueAt }) => dueAt))).toEqual(new Set([MOVED]))
  const letters = await lettersOf(desk, 'moved-')
  expect(new Set(letters.map(({ requestId }) => requestId)).size).toBe(60)
  expect(letters).toHaveLength(60)
})

test('a process that dies halfway leaves nobody untold and nobody told twice', async () => {
  const desk = await openDesk()
  await putRequests(desk, 60)
  await desk.amnat.post(HERE, { ...wednesday, act: 'confirm' })
  const dying = { ...desk, engine: await openEngine(desk.config.databaseUrl) }
  const run = runJob(dying).catch(() => undefined)
  while ((await lettersOf(desk, 'moved-')).length < 10) await new Promise((resolve) => setImmediate(resolve))
  await dying.engine.close()
  await run
  const before = await lettersOf(desk, 'moved-')
  expect(before.length).toBeGreaterThanOrEqual(10)
  expect(before.length).toBeLessThan(60)
  desk.clock.pass(3)
  await runJob(desk)
  expect(await lettersOf(desk, 'moved-')).toHaveLength(60)
  expect(new Set((await requestRows(desk)).map(({ dueAt }) => dueAt))).toEqual(new Set([MOVED]))
  expect(await entries(desk, 'calendar.moved')).toMatchObject([{ data: { told: 60 } }])
})

test('two changes one after the other are told one after the other, each with its own days', async () => {
  const desk = await openDesk()
  await putRequests(desk, 60)
  await desk.amnat.post(HERE, { ...wednesday, act: 'confirm' })
  const thursday = { ...wednesday, day: '18/6/2569', nameTh: 'วันหยุดอีกวัน', nameEn: 'Another day off' }
  desk.clock.pass(1)
  await desk.amnat.post(HERE, { ...thursday, act: 'confirm' })
  await runJob(desk)
  const letters = (await lettersOf(desk, 'moved-')).map(({ text }) => text)
  expect(letters).toHaveLength(120)
  expect(letters.filter((text) => text.includes('วันพุธที่ 24 มิถุนายน 2569 เป็นวันพฤหัสบดีที่ 25'))).toHaveLength(60)
  expect(letters.filter((text) => text.includes('วันพฤหัสบดีที่ 25 มิถุนายน 2569 เป็นวันศุกร์ที่ 26'))).toHaveLength(60)
  expect(new Set((await requestRows(desk)).map(({ dueAt }) => dueAt))).toEqual(
    new Set(['2026-06-26T09:30:00.000Z']),
  )
})

test('an applicant is told even when the rows had already been put right in silence', async () => {
  const desk = await openDesk()
  await putRequests(desk, 60)
  await desk.amnat.post(HERE, { ...wednesday, act: 'confirm' })
  const { request } = desk.engine.tables
  // The job that keeps rows with the calendar was quicker: the promise moved all the same.
  await desk.engine.atomically((tx) => [tx.update(request).set({ dueAt: MOVED })])
  await runJob(desk)
  expect(await lettersOf(desk, 'moved-')).toHaveLength(60)
})

test('with two thousand open requests the page shows the first hundred and the count', async () => {
  const desk = await openDesk()
  await putRequests(desk, 2_000)
  const check = await desk.amnat.post(HERE, { ...wednesday, act: 'check' })
  const words = wordsOf(check.body)
  expect(words).toContain('คำขอที่วันครบกำหนดเปลี่ยน 2000 เรื่อง')
  expect(words).toContain('แสดง 100 เรื่องแรกจาก 2000 เรื่อง')
  expect(check.body.match(/<th scope="row">69-/g)).toHaveLength(100)
})
