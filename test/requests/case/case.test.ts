import { expect, test } from 'vitest'
import { formVersion } from '../../../src/requests/case/answers.ts'
import type { CaseFile } from '../../../src/requests/desk/case.ts'
import { titleOf, wordsOf } from '../../support/html.ts'
import { newEdition } from '../../../src/storage/edition.ts'
import { fileLight, makeClient, png } from '../../support/journey.ts'
import { auditOf, becomes, done, openDesk, sectionOf } from './desk.ts'

test('a case shows the answers beside their questions, and says what was not provided', async () => {
  const desk = await openDesk({ email: '' })
  const malee = await desk.staff.malee()
  const { status, body } = await malee.get(desk.here)
  expect(status).toBe(200)
  expect(titleOf(body)).toContain(desk.filed.reference)
  expect(sectionOf(body, 'answers')).toMatch(/จำนวนดวง[\s\S]*2 ดวง/)
  expect(sectionOf(body, 'answers')).toMatch(/อีเมล\s*ไม่ได้ให้ข้อมูล/)
  expect(sectionOf(body, 'answers')).toContain('แบบฟอร์มฉบับที่ 1')
})

test('a case speaks English where the address does', async () => {
  const desk = await openDesk()
  const malee = await desk.staff.malee()
  const { body } = await malee.get(`/en${desk.here}`)
  expect(wordsOf(body)).toContain('What was asked and answered')
  expect(body).toContain(`href="/en${desk.here}/acts/claim"`)
})

test('an identity number is masked until somebody asks, and that they asked is written down', async () => {
  const desk = await openDesk()
  await becomes(desk, desk.filed, {
    serviceId: 'elderly-allowance',
    answers: { elderName: 'ใจ ดีงาม', thaiId: '9999900000019' },
  })
  const malee = await desk.staff.malee()
  const before = await malee.get(desk.here)
  expect(sectionOf(before.body, 'answers')).toContain('9-9999-xxxxx-xx-9')
  expect(before.body).not.toMatch(/9999900000019|9-9999-00000-01-9/)
  expect(await auditOf(desk, desk.filed.reference)).toMatchObject([{ deed: 'case.viewed' }])

  const asked = await malee.post(`${desk.here}/identity`)
  expect(sectionOf(asked.body, 'answers')).toContain('9-9999-00000-01-9')
  const { officer } = malee
  expect((await auditOf(desk, desk.filed.reference)).at(-1)).toMatchObject({
    deed: 'case.unmasked',
    actor: officer.id,
    data: '{}',
  })
  expect((await malee.get(desk.here)).body).not.toContain('9-9999-00000-01-9')
  // The address of the page that shows it leads back to the masked one.
  expect((await malee.get(`${desk.here}/identity`)).location).toBe(desk.here)
})

test('the history names the officers, and marks what the applicant does not see', async () => {
  const desk = await openDesk()
  const malee = await desk.staff.malee()
  await done(malee, desk.filed, 'claim')
  const { body } = await done(malee, desk.filed, 'note', { text: 'สายไฟเส้นนี้เป็นของการไฟฟ้า' })
  const history = sectionOf(body, 'timeline')
  expect(history).toContain('ผู้ยื่นไม่เห็น')
  expect(history).toContain('สายไฟเส้นนี้เป็นของการไฟฟ้า')
  expect(history).toContain('มาลี ศรีสุข')
  expect(history).toMatch(/ยื่นคำขอแล้ว\s*สมชาย ใจดี/)
  expect(sectionOf(body, 'notes')).toContain('สายไฟเส้นนี้เป็นของการไฟฟ้า')
  expect(body.match(/sala-case-entry--internal/g)).toHaveLength(2)
  expect((await desk.somchai.get(desk.filed.path)).body).not.toContain('สายไฟเส้นนี้')
})

test('what the office and the applicant wrote to each other stands together, with its files', async () => {
  const desk = await openDesk()
  const malee = await desk.staff.malee()
  await done(malee, desk.filed, 'ask', { text: 'ไฟดับกี่โมงครับ' })
  const fields = { once: 'a-sending-of-somchai-0001', message: 'สองทุ่มทุกคืน' }
  await desk.somchai.upload(`${desk.filed.path}/message`, fields, [
    { field: 'files', name: 'ไฟ.png', bytes: await png() },
  ])
  const { body } = await malee.get(desk.here)
  const talk = sectionOf(body, 'talk')
  expect(talk.indexOf('ไฟดับกี่โมงครับ')).toBeLessThan(talk.indexOf('สองทุ่มทุกคืน'))
  expect(talk).toContain('ไฟ.png')
  expect(talk).toContain('somchai@example.org')
})

test('other requests of the same person are shown to who may see them, and to nobody else', async () => {
  const desk = await openDesk()
  const other = await fileLight(desk.somchai)
  const hidden = await fileLight(desk.somchai)
  await becomes(desk, hidden, { division: 'health' })
  const malee = await desk.staff.malee()
  const { body } = await malee.get(desk.here)
  expect(sectionOf(body, 'others')).toContain(other.reference)
  expect(body).not.toContain(hidden.reference)
  const anan = await desk.staff.anan()
  expect((await anan.get(`/desk/cases/${hidden.reference}`)).status).toBe(200)
})

test('a duplicate is linked, and both cases lead to each other', async () => {
  const desk = await openDesk()
  const other = await fileLight(desk.somchai, { phone: '08-9999-9999', email: '' })
  const malee = await desk.staff.malee()
  const { body } = await done(malee, desk.filed, 'link', { other: other.reference.toLowerCase() })
  expect(body).toContain(`href="/desk/cases/${other.reference}"`)
  expect((await malee.get(`/desk/cases/${other.reference}`)).body).toContain(`href="${desk.here}"`)
})

test('the clock explains itself: days counted, when and why it stood still, what was added', async () => {
  const desk = await openDesk()
  const malee = await desk.staff.malee()
  const wichai = await desk.staff.wichai()
  await done(wichai, desk.filed, 'extend', { n: '3', unit: 'workingDay', text: 'รอโคมไฟจากผู้ผลิต' })
  const { body } = await done(malee, desk.filed, 'askMissing', { items: 'รูปถ่ายเสา' })
  const box = sectionOf(body, 'clock')
  expect(box).toContain('ผู้ยื่นต้องส่งภายใน')
  expect(box).toContain('หยุดนับตั้งแต่')
  expect(box).toContain('ขยายเวลา 3 วันทำการ')
  expect(box).toContain('รอโคมไฟจากผู้ผลิต')
  const counted = await malee.get(`${desk.here}/clock`)
  expect(counted.status).toBe(200)
  expect(wordsOf(counted.body)).toContain('หลักการนับ')
})

test('a holiday entered late moves the applicant’s last day on the page as it moves the clock’s', async () => {
  const desk = await openDesk()
  const malee = await desk.staff.malee()
  await done(malee, desk.filed, 'askMissing', { items: 'รูปถ่ายเสา' })
  const before = sectionOf((await malee.get(desk.here)).body, 'clock')
  expect(before).toContain('อังคาร 30 มิ.ย. 2569')
  const amnat = await desk.staff.officer('amnat')
  const holiday = { id: 'h', day: '2026-06-30', name: '{"th":"วันหยุดพิเศษ","en":"Special"}', kind: 'special' }
  const entered = {
    scope: 'nation',
    scopeName: null,
    source: 'มติ ครม.',
    enteredBy: amnat.id,
    enteredAt: '-',
  }
  await desk.engine.atomically((tx) => [
    tx.insert(desk.engine.tables.holiday).values({ ...holiday, ...entered }),
    newEdition(tx, desk.engine.tables),
  ])
  desk.clock.set('2026-06-30T03:00:00.000Z')
  const later = await desk.staff.again('malee')
  const after = sectionOf((await later.get(desk.here)).body, 'clock')
  expect(after).toContain('พุธ 1 ก.ค. 2569')
  expect(after).not.toContain('30 มิ.ย.')
  expect(wordsOf((await desk.somchai.get(desk.filed.path)).body)).toContain('พุธ 1 ก.ค. 2569')
})

test('days left are told in the same words as in the inbox, and sentences name days whole', async () => {
  const desk = await openDesk()
  const malee = await desk.staff.malee()
  const box = sectionOf((await malee.get(desk.here)).body, 'clock')
  const [words] = /เหลือ \d+ วันทำการ/.exec(box) ?? []
  expect(words).toBeDefined()
  expect((await malee.get('/desk')).body).toContain(words)
  desk.clock.set('2026-06-15T12:00:00.000Z')
  const night = await fileLight(makeClient(desk.app))
  const { body } = await (await desk.staff.again('malee')).get(`/desk/cases/${night.reference}`)
  expect(sectionOf(body, 'clock')).toContain('ถือว่าได้รับวันอังคารที่ 16 มิถุนายน 2569')
})

test('opened again says so at its head and in the inbox, until it ends', async () => {
  const desk = await openDesk()
  const [malee, wichai] = [await desk.staff.malee(), await desk.staff.wichai()]
  const marks = async () =>
    (await Promise.all([desk.here, '/desk', '/desk?show=all'].map((path) => malee.get(path)))).map(
      ({ body }) => body.includes('sala-pill--note">เปิดเรื่องอีกครั้ง<'),
    )
  await done(malee, desk.filed, 'close', { text: 'ซ่อมแล้ว' })
  expect(await marks()).toEqual([false, false, false])
  await done(wichai, desk.filed, 'reopen', { text: 'ดับอีก' })
  expect(await marks()).toEqual([true, true, true])
  await done(malee, desk.filed, 'close', { text: 'ซ่อมอีกครั้ง' })
  expect(await marks()).toEqual([false, false, false])
})

test('a form changed since is named beside the one in force', () => {
  const filedUnder = { published: { version: 1 } } as CaseFile
  expect(formVersion(filedUnder, 1, 'th')).toBe('แบบฟอร์มฉบับที่ 1')
  expect(formVersion(filedUnder, 3, 'th')).toBe('ยื่นด้วยแบบฟอร์มฉบับที่ 1 (ปัจจุบันใช้ฉบับที่ 3)')
})
