import { expect, test } from 'vitest'
import { makeApp } from '../../../src/app.ts'
import { publish } from '../../../src/catalogue/actions.ts'
import { starterServices } from '../../../src/catalogue/starter.ts'
import { makeCatalogue } from '../../../src/catalogue/store.ts'
import { openEngine } from '../../../src/storage/open.ts'
import { formOf, summaryOf, wordsOf } from '../../support/html.ts'
import { fileLight, makeClient } from '../../support/journey.ts'
import { join } from 'node:path'
import { entries, lettersOf, openDesk, requestRows, type Desk } from './desk.ts'

const HERE = '/desk/office/hours'
const STYLES = join(import.meta.dirname, '../../../node_modules/.cache/sala')

/** Amnat opens the form, changes what is given, looks at the check and confirms it. */
async function changeHours({ amnat }: Pick<Desk, 'amnat'>, changes: Record<string, string | string[]>) {
  const form = formOf((await amnat.get(HERE)).body, HERE)
  const check = await amnat.post(HERE, { ...form.values, ...changes, act: 'check' })
  if (check.status !== 200) return check
  return amnat.post(HERE, { ...formOf(check.body, HERE).values, act: 'confirm', aware: 'yes' })
}

test('changed hours stand at once on every public page, cached ones too, and in the clock', async () => {
  const desk = await openDesk()
  const { app, somchai } = desk
  const pages = ['/', '/privacy', '/services/street-light-repair', '/track']
  for (const page of pages) expect(wordsOf((await somchai.get(page)).body)).toContain('08:30–16:30')
  const before = (await somchai.get('/')).headers['etag']
  const saved = await changeHours(desk, {
    opens: '๐๘.๐๐',
    closes: '16:00',
    lunch: 'closed',
    from: '12:00',
    to: '13:00',
  })
  expect(saved.location).toBe(`${HERE}?saved=yes`)
  for (const page of pages)
    expect(wordsOf((await somchai.get(page)).body)).toContain('08:00–16:00 น. (ปิดพัก 12:00–13:00 น.)')
  expect((await somchai.get('/')).headers['etag']).not.toBe(before)
  await fileLight(makeClient(app))
  expect((await requestRows(desk))[0]?.dueAt).toBe('2026-06-24T09:00:00.000Z')
  expect(await entries(desk, 'hours.changed')).toMatchObject([
    {
      actor: desk.amnat.officer.id,
      data: { from: '1,2,3,4,5 08:30-16:30', to: '1,2,3,4,5 08:00-16:00 12:00-13:00' },
    },
  ])
  const page = wordsOf((await desk.amnat.get(HERE)).body)
  expect(page).toContain('แก้ไขล่าสุดโดย อำนาจ รักษา')
  expect(page).toContain('จาก 1,2,3,4,5 08:30-16:30 เป็น 1,2,3,4,5 08:00-16:00 12:00-13:00')
})

test('another process hears within a minute, of hours, holidays, divisions and published services', async () => {
  const desk = await openDesk()
  const engine = await openEngine(desk.config.databaseUrl)
  const log = { write: () => {} }
  const { config, files, clock } = desk
  const other = await makeApp({ config, engine, files, log, cacheFolder: STYLES, now: clock.now })
  const visitor = makeClient(other)
  expect(wordsOf((await visitor.get('/')).body)).toContain('08:30–16:30')
  await changeHours(desk, { opens: '09:00' })
  const path = '/desk/office/divisions/public-works'
  const form = formOf((await desk.amnat.get(path)).body, path)
  await desk.amnat.post(path, { ...form.values, nameTh: 'กองโยธา' })
  const light = starterServices().find(({ id }) => id === 'street-light-repair')!
  const document = { ...light, summary: { ...light.summary, th: 'ไฟดับแจ้งที่นี่' } }
  await publish(makeCatalogue(desk.engine), { document, by: 'amnat', note: 'new', now: clock.now })
  const day = { day: '17/6/2569', nameTh: 'วันหยุดพิเศษ', nameEn: 'Special', lines: '', kind: 'special' }
  await desk.amnat.post('/desk/office/holidays', {
    ...day,
    scope: 'nation',
    source: 'มติ ครม.',
    act: 'confirm',
  })
  clock.pass(2)
  const home = wordsOf((await visitor.get('/')).body)
  expect(home).toContain('09:00–16:30')
  expect(home).toContain('กองโยธา')
  expect(wordsOf((await visitor.get('/services/street-light-repair')).body)).toContain('ไฟดับแจ้งที่นี่')
  await fileLight(visitor)
  expect((await requestRows(desk))[0]?.dueAt).toBe('2026-06-25T09:30:00.000Z')
  await other.close()
  await engine.close()
})

test('hours in which nobody works are refused with everything typed kept', async () => {
  const desk = await openDesk()
  const upsideDown = await changeHours(desk, { opens: '17:00' })
  expect(upsideDown.status).toBe(422)
  expect(summaryOf(upsideDown.body)).toEqual([{ href: '#opens', text: 'เวลาเปิดต้องมาก่อนเวลาปิด' }])
  expect(formOf(upsideDown.body, HERE).values['opens']).toEqual(['17:00'])
  expect(summaryOf((await changeHours(desk, { closes: 'เย็น ๆ' })).body)[0]?.href).toBe('#closes')
  expect(summaryOf((await changeHours(desk, { weekdays: [] })).body)[0]?.href).toBe('#weekdays')
  expect(summaryOf((await changeHours(desk, { lunch: 'closed', from: '07:00' })).body)[0]?.href).toBe('#from')
  expect(summaryOf((await changeHours(desk, {})).body)[0]?.text).toContain('ไม่มีสิ่งใดเปลี่ยน')
  expect(await entries(desk, 'hours.changed')).toEqual([])
})

test('a working Saturday makes dates earlier: it must be seen, and is told', async () => {
  const desk = await openDesk()
  await fileLight(makeClient(desk.app))
  desk.clock.pass(1)
  const form = formOf((await desk.amnat.get(HERE)).body, HERE)
  const typed = { ...form.values, weekdays: ['1', '2', '3', '4', '5', '6'] }
  const check = await desk.amnat.post(HERE, { ...typed, act: 'check' })
  expect(wordsOf(check.body)).toContain('1 เรื่องครบกำหนดเร็วขึ้น')
  const unaware = await desk.amnat.post(HERE, { ...typed, act: 'confirm' })
  expect(unaware.status).toBe(422)
  expect(await entries(desk, 'hours.changed')).toEqual([])
  await desk.amnat.post(HERE, { ...typed, act: 'confirm', aware: 'yes' })
  const [letter, ...more] = await lettersOf(desk, 'moved-')
  expect(letter?.text).toContain('จะแล้วเสร็จเร็วขึ้น')
  expect(letter?.text).toContain('จันทร์–เสาร์ 08:30–16:30')
  expect(more).toEqual([])
})

test('only another hour of the same day is moved without a letter', async () => {
  const desk = await openDesk()
  await fileLight(makeClient(desk.app))
  desk.clock.pass(1)
  await changeHours(desk, { closes: '16:00' })
  expect((await requestRows(desk))[0]?.dueAt).toBe('2026-06-24T09:00:00.000Z')
  expect(await lettersOf(desk, 'moved-')).toEqual([])
})

test('whoever was overtaken sees what stands now and keeps what they typed', async () => {
  const desk = await openDesk()
  const late = formOf((await desk.amnat.get(HERE)).body, HERE)
  await changeHours(desk, { opens: '09:00' })
  const overtaken = await desk.amnat.post(HERE, { ...late.values, closes: '17:00', act: 'confirm' })
  expect(overtaken.status).toBe(409)
  expect(wordsOf(overtaken.body)).toContain('09:00–16:30')
  const form = formOf(overtaken.body, HERE)
  expect(form.values['closes']).toEqual(['17:00'])
  const again = await desk.amnat.post(HERE, { ...form.values, act: 'confirm', aware: 'yes' })
  expect(again.status).toBe(303)
  expect(await entries(desk, 'hours.changed')).toHaveLength(2)
})
