import { expect, test } from 'vitest'
import { headingOf, wordsOf } from '../../support/html.ts'
import { auditOf, becomes, done, openDesk } from './desk.ts'

const paperIn = (html: string) => /href="([^"]+\/papers\/[^"]+)"/.exec(html)?.[1] ?? ''

test('the deficiency record lists everything, its day and its law, and leaves room for two signatures', async () => {
  const desk = await openDesk()
  const malee = await desk.staff.malee()
  const { body } = await done(malee, desk.filed, 'askMissing', { items: 'รูปเสา\nแผนที่' })
  const paper = await malee.get(paperIn(body))
  const words = wordsOf(paper.body)
  expect([paper.status, headingOf(paper.body)]).toEqual([200, 'บันทึกความบกพร่อง ครั้งที่ 1'])
  for (const word of ['รูปเสา', 'แผนที่', '30 มิถุนายน 2569', 'มาตรา 8', 'สมชาย ใจดี', 'มาลี ศรีสุข', 'นายช่างโยธา'])
    expect(words).toContain(word)
  expect(words.match(/ลงชื่อ/g)).toHaveLength(2)
  expect((await auditOf(desk, desk.filed.reference)).at(-1)).toMatchObject({ deed: 'case.printed' })
})

test('a refusal on paper says its ground, its clause, the facts and how to appeal', async () => {
  const desk = await openDesk()
  await becomes(desk, desk.filed, { serviceId: 'tree-trimming', answers: {} })
  const malee = await desk.staff.malee()
  const { body } = await done(malee, desk.filed, 'decide', {
    outcome: 'refused',
    ground: 'private-land',
    text: 'โฉนดเลขที่ 123',
  })
  const words = wordsOf((await malee.get(paperIn(body))).body)
  for (const word of [
    'ไม่อนุญาตตามคำขอ',
    'เหตุที่ไม่อนุญาต',
    'ข้อกฎหมาย',
    'โฉนดเลขที่ 123',
    'การอุทธรณ์',
    'ขอแสดงความนับถือ',
  ])
    expect(words).toContain(word)
})

test('an approval says so and speaks of no appeal', async () => {
  const desk = await openDesk()
  await becomes(desk, desk.filed, { serviceId: 'tree-trimming', answers: {} })
  const malee = await desk.staff.malee()
  const { body } = await done(malee, desk.filed, 'decide', { outcome: 'approved' })
  const words = wordsOf((await malee.get(paperIn(body))).body)
  expect(words).toContain('อนุญาตตามคำขอ')
  expect(words).not.toContain('การอุทธรณ์')
})

test('a return on paper gives its reasons, and by what right it came early', async () => {
  const desk = await openDesk()
  const wichai = await desk.staff.wichai()
  await done(wichai, desk.filed, 'askMissing', { items: 'แผนที่' })
  const { body } = await done(wichai, desk.filed, 'return', {
    text: 'ผู้ยื่นแจ้งว่าไม่มีแผนที่',
    legalReason: 'ผู้ยื่นสละเวลาที่เหลือเป็นหนังสือ',
  })
  const papers = [...body.matchAll(/href="([^"]+\/papers\/[^"]+)"/g)].map(([, path = '']) => path)
  const pages = await Promise.all(
    [...new Set(papers)].map(async (path) => wordsOf((await wichai.get(path)).body)),
  )
  const letter = pages.find((words) => words.includes('หนังสือแจ้งคืนคำขอ')) ?? ''
  for (const word of ['ก่อนครบเวลาที่กำหนด', 'ผู้ยื่นแจ้งว่าไม่มีแผนที่', 'ผู้ยื่นสละเวลาที่เหลือเป็นหนังสือ', 'การอุทธรณ์'])
    expect(letter).toContain(word)
})

test('what goes back although the applicant answered does not say that they were silent or in time', async () => {
  const desk = await openDesk()
  const wichai = await desk.staff.wichai()
  await done(wichai, desk.filed, 'askMissing', { items: 'แผนที่' })
  await done(wichai, desk.filed, 'supplyAtCounter', { text: 'แผนที่' })
  const { body } = await done(wichai, desk.filed, 'return', {
    text: 'แผนที่เป็นของที่อื่น',
    legalReason: 'มาตรา 8 วรรคสาม',
  })
  const papers = new Set([...body.matchAll(/href="([^"]+\/papers\/[^"]+)"/g)].map(([, path = '']) => path))
  const pages = await Promise.all([...papers].map(async (path) => wordsOf((await wichai.get(path)).body)))
  const letter = pages.find((words) => words.includes('หนังสือแจ้งคืนคำขอ')) ?? ''
  expect(letter).toContain('เทศบาลได้พิจารณาสิ่งที่ได้รับแล้ว')
  for (const word of ['ก่อนครบเวลาที่กำหนด', 'ยังไม่ครบถ้วนภายในเวลาที่กำหนด']) expect(letter).not.toContain(word)
})

test('an event without a paper has none', async () => {
  const desk = await openDesk()
  const malee = await desk.staff.malee()
  const { requestEvent } = desk.engine.tables
  const [filed] = await desk.engine.db.select().from(requestEvent)
  expect((await malee.get(`${desk.here}/papers/${filed!.id}`)).status).toBe(404)
})
