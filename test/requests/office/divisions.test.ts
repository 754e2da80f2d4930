import { expect, test } from 'vitest'
import { publish } from '../../../src/catalogue/actions.ts'
import { starterServices } from '../../../src/catalogue/starter.ts'
import { makeCatalogue } from '../../../src/catalogue/store.ts'
import { formOf, summaryOf, wordsOf } from '../../support/html.ts'
import { fileLight, LIGHT, makeClient } from '../../support/journey.ts'
import { entries, openDesk, type Desk } from './desk.ts'

const HERE = '/desk/office/divisions'
const strategy = {
  nameTh: 'กองยุทธศาสตร์และงบประมาณ',
  nameEn: 'Strategy & Budget Division',
  workTh: 'แผนและงบประมาณ',
  workEn: 'Plans and budget',
}
const rowsOf = async ({ engine }: Desk) => {
  const { division } = engine.tables
  return (await engine.db.select().from(division)).sort((a, b) => a.position - b.position)
}

test('a division is added in both languages, at the end, and stands in the audit log', async () => {
  const desk = await openDesk()
  const bare = await desk.amnat.post(HERE, { ...strategy, nameEn: '' })
  expect(bare.status).toBe(422)
  expect(summaryOf(bare.body).map(({ href }) => href)).toEqual(['#nameEn'])
  expect(formOf(bare.body, HERE).values['nameTh']).toEqual([strategy.nameTh])
  expect((await desk.amnat.post(HERE, strategy)).location).toBe(`${HERE}?saved=yes`)
  expect((await rowsOf(desk)).at(-1)).toMatchObject({ id: 'strategy-budget-division' })
  expect(await entries(desk, 'division.added')).toMatchObject([{ subject: 'strategy-budget-division' }])
  expect(summaryOf((await desk.amnat.post(HERE, strategy)).body)[0]?.text).toContain('ชื่อนี้อยู่แล้ว')
})

test('a new name is on the residents’ pages at once', async () => {
  const desk = await openDesk()
  const path = `${HERE}/public-works`
  const form = formOf((await desk.amnat.get(path)).body, path)
  await desk.amnat.post(path, { ...form.values, nameTh: 'กองโยธาธิการ' })
  expect(wordsOf((await desk.somchai.get('/services/street-light-repair')).body)).toContain('กองโยธาธิการ')
  expect(await entries(desk, 'division.renamed')).toMatchObject([{ data: { to: 'กองโยธาธิการ' } }])
  const late = await desk.amnat.post(path, { ...form.values, nameTh: 'กองช่างสุขาภิบาล' })
  expect(late.status).toBe(409)
  expect(formOf(late.body, path).values['nameTh']).toEqual(['กองช่างสุขาภิบาล'])
  expect(wordsOf(late.body)).toContain('กองโยธาธิการ')
})

test('divisions are put in another order', async () => {
  const desk = await openDesk()
  const before = (await rowsOf(desk)).map(({ id }) => id)
  await desk.amnat.post(`${HERE}/${before[2]}/move`, { to: 'up' })
  const after = (await rowsOf(desk)).map(({ id }) => id)
  expect(after).toEqual([before[0], before[2], before[1], ...before.slice(3)])
  await desk.amnat.post(`${HERE}/${before[0]}/move`, { to: 'up' })
  expect((await rowsOf(desk)).map(({ id }) => id)).toEqual(after)
})

test('a division does not end while a service, a form begun, a request or an officer belongs to it; the page says which', async () => {
  const desk = await openDesk()
  await desk.people.malee()
  await fileLight(makeClient(desk.app))
  const path = `${HERE}/public-works/end`
  const page = wordsOf((await desk.amnat.get(path)).body)
  expect(page).toContain('แจ้งซ่อมไฟฟ้าสาธารณะ')
  expect(page).toContain('มีคำขอที่ยังไม่เสร็จ 1 เรื่อง')
  expect(page).toContain('มีเจ้าหน้าที่สังกัดกองนี้ 1 คน')
  expect((await desk.amnat.post(path)).status).toBe(422)
  expect(await entries(desk, 'division.ended')).toEqual([])
})

test('a form begun on an earlier version keeps its division, and an ended one can be chosen no more', async () => {
  const desk = await openDesk()
  await desk.amnat.post(HERE, strategy)
  const id = 'strategy-budget-division'
  const catalogue = makeCatalogue(desk.engine)
  const light = starterServices().find((one) => one.id === 'street-light-repair')!
  const at = { by: 'amnat', note: 'moved', now: desk.clock.now }
  const routed = { ...light, route: [{ to: id }] }
  expect((await publish(catalogue, { document: routed, ...at })).version).toBe(2)
  desk.clock.pass(2)
  await desk.somchai.post(LIGHT, { act: 'new' })
  await publish(catalogue, { document: light, ...at })
  desk.clock.pass(2)
  const path = `${HERE}/${id}/end`
  expect(wordsOf((await desk.amnat.get(path)).body)).toContain('กำลังกรอกแบบ “แจ้งซ่อมไฟฟ้าสาธารณะ”')
  const { draft } = desk.engine.tables
  await desk.engine.atomically((tx) => [tx.delete(draft)])
  expect((await desk.amnat.post(path)).location).toBe(`${HERE}?saved=yes`)
  expect(await entries(desk, 'division.ended')).toMatchObject([{ subject: id }])
  expect(wordsOf((await desk.amnat.get('/desk/people/new')).body)).not.toContain(strategy.nameTh)
  const refused = await publish(makeCatalogue(desk.engine), { document: routed, ...at })
  expect(refused.version).toBeUndefined()
  expect(wordsOf((await desk.amnat.get(HERE)).body)).toContain('กองที่ยุบแล้ว (1)')
  await desk.amnat.post(`${HERE}/${id}/resume`)
  expect(wordsOf((await desk.amnat.get('/desk/people/new')).body)).toContain(strategy.nameTh)
  expect((await rowsOf(desk)).find((row) => row.id === id)?.endedAt).toBeNull()
})
