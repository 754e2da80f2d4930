import { expect, test } from 'vitest'
import { formOf, summaryOf, wordsOf } from '../../support/html.ts'
import { makeClient } from '../../support/journey.ts'
import { entries, openDesk, type Desk } from '../office/desk.ts'

const HERE = '/desk/replies'
const LIGHT = `${HERE}/starter-light-repaired`
const FOOD = 'food-premises'
const typed = {
  serviceId: 'street-light-repair',
  act: 'close',
  nameTh: 'เปลี่ยนหลอดแล้ว',
  nameEn: 'Bulb replaced',
  textTh: 'เรียน {name} เปลี่ยนหลอดแล้วเมื่อ {today}',
  textEn: 'Dear {name}, the bulb was replaced on {today}',
}
const replyRows = ({ engine }: Desk) => engine.db.select().from(engine.tables.cannedReply)

test('a head writes a reply for a service of the division, and officers find it there', async () => {
  const desk = await openDesk()
  const wichai = await desk.people.wichai()
  expect((await wichai.post(`${HERE}/new`, typed)).location).toBe(`${HERE}?saved=yes`)
  const row = (await replyRows(desk)).find(({ name }) => name.includes('เปลี่ยนหลอด'))
  expect(row).toMatchObject({ serviceId: 'street-light-repair', changedBy: wichai.officer.id, revision: 1 })
  expect(await entries(desk, 'reply.added')).toMatchObject([
    { actor: wichai.officer.id, subject: row?.id, data: { act: 'close', service: 'street-light-repair' } },
  ])
  const list = wordsOf((await wichai.get(`${HERE}?act=close&service=street-light-repair`)).body)
  expect(list).toContain('เปลี่ยนหลอดแล้ว')
  expect(list).not.toContain('แจ้งความคืบหน้า')
})

test('a head may not change what all divisions share, nor another division’s', async () => {
  const desk = await openDesk()
  const { people, engine } = desk
  const wichai = await people.wichai()
  const { cannedReply } = engine.tables
  await engine.atomically((tx) => [
    tx.insert(cannedReply).values({
      id: 'health',
      serviceId: FOOD,
      act: 'close',
      name: '{"th":"อาหาร","en":"Food"}',
      text: '{"th":"ก","en":"a"}',
      revision: 1,
      changedAt: desk.clock.now().toISOString(),
    }),
  ])
  const pranee = await people.pranee()
  expect((await pranee.get(`${HERE}/health`)).status).toBe(200)
  for (const path of [`${HERE}/health`, `${HERE}/health/remove`]) {
    expect((await wichai.get(path)).status).toBe(404)
    expect((await wichai.post(path, { ...typed, revision: '1' })).status).toBe(404)
  }
  for (const path of [`${HERE}/starter-close-done`, `${HERE}/starter-close-done/remove`]) {
    expect((await wichai.get(path)).status).toBe(403)
    expect((await wichai.post(path, { ...typed, revision: '1' })).status).toBe(403)
  }
  for (const serviceId of ['', FOOD, 'no-such-service']) {
    const refused = await wichai.post(`${HERE}/new`, { ...typed, serviceId })
    expect(
      summaryOf(refused.body).map(({ href }) => href),
      serviceId,
    ).toEqual(['#serviceId'])
  }
  // Nor may a reply be moved out of reach, or into another division.
  expect((await wichai.post(LIGHT, { ...typed, serviceId: FOOD, revision: '1' })).status).toBe(422)
  expect((await replyRows(desk)).find(({ id }) => id === 'health')?.name).toContain('อาหาร')
  expect(wordsOf((await wichai.get(HERE)).body)).not.toContain('อาหาร')
})

test('an unknown place, a missing language and an unknown act are refused with everything typed kept', async () => {
  const desk = await openDesk()
  const { amnat } = desk
  const wrong = await amnat.post(`${HERE}/new`, { ...typed, act: 'x', nameEn: '', textEn: 'Dear {naem}' })
  expect(wrong.status).toBe(422)
  expect(summaryOf(wrong.body)).toEqual([
    { href: '#act', text: 'เลือกการกระทำ' },
    { href: '#nameEn', text: 'กรอกชื่อทั้งภาษาไทยและภาษาอังกฤษ' },
    { href: '#textEn', text: 'ไม่รู้จัก {naem} ใช้ได้เฉพาะคำที่แสดงไว้' },
  ])
  expect(formOf(wrong.body, `${HERE}/new`).values).toMatchObject({
    nameTh: ['เปลี่ยนหลอดแล้ว'],
    textEn: ['Dear {naem}'],
  })
  expect(await entries(desk, 'reply.added')).toEqual([])
})

test('of two who change one reply the second sees the first’s words beside their own, and loses none', async () => {
  const desk = await openDesk()
  const [wichai, pranee] = [await desk.people.wichai(), await desk.people.pranee()]
  const [first, second] = [
    formOf((await wichai.get(LIGHT)).body, LIGHT),
    formOf((await pranee.get(LIGHT)).body, LIGHT),
  ]
  await wichai.post(LIGHT, { ...first.values, textTh: 'ของวิชัย' })
  const late = await pranee.post(LIGHT, { ...second.values, textTh: 'ของปราณี' })
  expect(late.status).toBe(409)
  expect(wordsOf(late.body)).toContain('วิชัย มั่นคง บันทึกเมื่อ')
  expect(wordsOf(late.body)).toContain('ของวิชัย')
  const form = formOf(late.body, LIGHT)
  expect(form.values['textTh']).toEqual(['ของปราณี'])
  expect((await pranee.post(LIGHT, form.values)).status).toBe(303)
  const row = (await replyRows(desk)).find(({ id }) => id === 'starter-light-repaired')
  expect(row).toMatchObject({ revision: 3, changedBy: pranee.officer.id })
  expect(row?.text).toContain('ของปราณี')
})

test('words typed into a reply that was removed meanwhile can be saved as a new one', async () => {
  const desk = await openDesk()
  const { amnat } = desk
  const form = formOf((await amnat.get(LIGHT)).body, LIGHT)
  const removal = formOf((await amnat.get(`${LIGHT}/remove`)).body, `${LIGHT}/remove`)
  expect((await amnat.post(`${LIGHT}/remove`, removal.values)).status).toBe(303)
  expect(await entries(desk, 'reply.removed')).toHaveLength(1)
  const late = await amnat.post(LIGHT, { ...form.values, textTh: 'ยังอยู่' })
  expect(late.status).toBe(409)
  const anew = formOf(late.body, `${HERE}/new`)
  expect(anew.values['textTh']).toEqual(['ยังอยู่'])
  expect((await amnat.post(`${HERE}/new`, anew.values)).status).toBe(303)
  expect((await replyRows(desk)).filter(({ text }) => text.includes('ยังอยู่'))).toHaveLength(1)
})

test('a reply that was changed is not removed by somebody who read it before', async () => {
  const desk = await openDesk()
  const { amnat } = desk
  const removal = formOf((await amnat.get(`${LIGHT}/remove`)).body, `${LIGHT}/remove`)
  await amnat.post(LIGHT, { ...formOf((await amnat.get(LIGHT)).body, LIGHT).values, textTh: 'ใหม่' })
  expect((await amnat.post(`${LIGHT}/remove`, removal.values)).status).toBe(409)
  expect((await replyRows(desk)).some(({ id }) => id === 'starter-light-repaired')).toBe(true)
})

test('the door is closed to officers, auditors and strangers, and to what is not there', async () => {
  const desk = await openDesk()
  const paths = [HERE, `${HERE}/new`, LIGHT, `${LIGHT}/remove`]
  for (const name of ['malee', 'anan', 'somying'] as const) {
    const person = await desk.people[name]()
    for (const path of paths) {
      expect((await person.get(path)).status, `${name} ${path}`).toBe(403)
      if (path !== HERE) expect((await person.post(path, typed)).status, `${name} ${path}`).toBe(403)
    }
  }
  const stranger = makeClient(desk.app)
  for (const path of paths) expect((await stranger.get(path)).location, path).toContain('/desk/sign-in')
  expect((await stranger.post(`${HERE}/new`, typed)).status).toBe(401)
  for (const path of [`${HERE}/none`, `${HERE}/%27or%201`, `${HERE}/none/remove`]) {
    expect((await desk.amnat.get(path)).status, path).toBe(404)
    expect((await desk.amnat.post(path, typed)).status, path).toBe(404)
  }
  expect((await desk.amnat.send('PUT', LIGHT)).status).toBe(404)
  for (const path of paths) expect((await desk.amnat.get(`/en${path}`)).status, path).toBe(200)
})
