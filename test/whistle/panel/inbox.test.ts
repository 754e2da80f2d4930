import { expect, test } from 'vitest'
import { formOf, headingOf, summaryOf, wordsOf } from '../../support/html.ts'
import { database, fullReport, sent } from '../support.ts'
import { island } from '../reporter/island.ts'
import { memberClient, opened, send } from './member.ts'

const rows = (html: string) =>
  [...html.matchAll(/<tr[ >][\s\S]*?<\/tr>/g)]
    .map(([row]) => wordsOf(row).replace(/\s+/g, ' ').trim())
    .slice(1)
const tabs = (html: string) => [...html.matchAll(/aria-hidden="true">(\d+)</g)].map(([, n]) => Number(n))

test('the list tells what is urgent first: retaliation, then what is late, each with its day, posts, first words and duty', async () => {
  const here = await island()
  const { made } = here
  const late = await sent(made, ['works-head'], fullReport({ what: 'รถหลวงใช้ส่วนตัว' }))
  made.clock.pass({ days: 31 })
  const unsafe = await sent(made, ['works-officer'], fullReport({ what: 'เบี้ยเลี้ยงเท็จทั้งปี' }))
  made.clock.pass({ days: 31 })
  const view = await made.whistle.reporter.comeBack(unsafe.receipt)
  const reporter = made.whistle.reporter.who(view.kind === 'in' ? view.cookie : '')!
  await made.whistle.reporter.answerQuestion(reporter, {
    question: 'day30',
    retaliation: 'yes',
    text: 'ถูกย้าย',
  })
  await sent(made, ['education-officer'], fullReport({ what: 'จ้างเหมาอาหารกลางวันไม่ครบ' }))
  const pim = await memberClient(here, 'pim')
  const { body } = await pim.get('/panel')
  expect(rows(body)).toMatchObject([
    expect.stringMatching(/นายช่าง.*เบี้ยเลี้ยงเท็จ.*กลั่นแกล้ง.*ช้า 2[0-9] วัน.*ใหม่.*24 ธ.ค. 2569.*ยังไม่มีผู้ดูแล/),
    expect.stringMatching(/ผู้อำนวยการกองช่าง.*รถหลวง.*ช้า \d+ วัน/),
    expect.stringMatching(/กองการศึกษา.*กลางวัน.*เหลือ \d วัน.*รับทราบเรื่อง.*ข้อมูลครบ \d+ %/),
  ])
  const page = await opened(pim, unsafe.id)
  expect(page.body.indexOf('ถูกย้าย')).toBeLessThan(page.body.indexOf('เบี้ยเลี้ยงเท็จทั้งปี'))
  expect(late.id).not.toBe(unsafe.id)
})

test('a proposal that waits for this member, a name in whose hands it is, and an unanswered word stand in the line', async () => {
  const here = await island()
  const { made } = here
  const { id, reporter } = await sent(made)
  await made.whistle.reporter.giveIdentity(reporter, 'สมชาย')
  const { panel } = made.whistle
  const nok = await made.signedIn('nok')
  await panel.propose(nok, id, { reveal: true }, 'จำเป็น')
  await panel.assign(nok, id, 'nok')
  await panel.tell(nok, id, 'ขอบคุณ')
  await made.whistle.reporter.say(reporter, 'มีเพิ่มเติม')
  const line = rows((await (await memberClient(here, 'pim')).get('/panel')).body)[0]
  for (const told of ['รอท่านเห็นชอบ: เปิดดูว่าผู้แจ้งเป็นใคร', 'ผู้ดูแลเรื่อง nok', 'ยังไม่ได้ตอบ'])
    expect(line).toContain(told)
  const own = rows((await (await memberClient(here, 'nok')).get('/panel')).body)[0]
  expect(own).toContain('ข้อเสนอของท่านรอผู้อื่น')
  expect(own).not.toContain('รอท่านเห็นชอบ:')
})

test('a flood stands on one small line, and goes aside and comes back in one deed; the genuine one stays', async () => {
  const here = await island()
  const { made } = here
  const genuine = await sent(made, ['works-officer'], fullReport({ what: 'ปลอมใบตรวจรับงานถนนซอยห้า' }))
  for (let n = 0; n < 120; n++)
    await sent(
      made,
      ['works-officer'],
      fullReport({ what: `ซื้อสินค้าราคาถูกที่ร้านนี้วันนี้เท่านั้น ${n}`, who: '', evidence: '' }),
    )
  const pim = await memberClient(here, 'pim')
  const counts = tabs((await pim.get('/panel')).body)
  const [waiting = 0, apart = 0] = counts
  expect(waiting + apart).toBe(121)
  const state = apart > 0 ? 'quarantined' : 'waiting'
  const list = await pim.get(`/panel?state=${state}`)
  expect(rows(list.body).length).toBeLessThan(10)
  expect(list.body.length).toBeLessThan(40_000)
  expect(wordsOf(list.body)).toMatch(/คล้ายกัน \d+ เรื่อง/)
  const flock = /name="flock" value="(\w+)"/.exec(list.body)?.[1] ?? ''
  const like = await pim.get(`/panel?state=${state}&like=${flock}`)
  expect(like.body.length).toBeLessThan(100_000)
  expect(formOf(like.body, '/panel/bulk').values['pick']?.length).toBe(40)
  const none = await pim.post('/panel/bulk', { tab: state, act: 'aside' })
  expect([none.status, summaryOf(none.body)[0]?.href]).toEqual([422, '#bulk'])
  const confirm = await pim.post('/panel/bulk', { tab: state, act: 'aside', flock })
  expect(confirm.status).toBe(200)
  expect(confirm.body.length).toBeLessThan(40_000)
  const done = await send(pim, confirm, '/panel/bulk/done')
  expect(done.location).toBe(`/panel?state=${state}&done=aside`)
  const after = tabs((await pim.get('/panel')).body)
  expect(after[3]).toBe(apart || 120)
  expect(
    (await made.whistle.panel.inbox(await made.signedIn('nok'), ['new', 'quarantined', 'open'])).lines.map(
      ({ id }) => id,
    ),
  ).toContain(genuine.id)
  const junk = await pim.get('/panel?state=junk')
  const back = /name="flock" value="(\w+)"/.exec(junk.body)?.[1] ?? ''
  const again = await send(
    pim,
    await pim.post('/panel/bulk', { tab: 'junk', act: 'takeUp', flock: back }),
    '/panel/bulk/done',
  )
  expect(again.location).toBe('/panel?state=junk&done=takenUp')
  expect(tabs((await pim.get('/panel')).body)[3]).toBe(0)
}, 60_000)

test('what is in hand is not put aside with the rest', async () => {
  const here = await island()
  const { made } = here
  const [one, two] = [
    await sent(made),
    await sent(made, ['works-officer'], fullReport({ what: 'เรื่องอื่นที่ไม่เหมือนกันเลย' })),
  ]
  const pim = await memberClient(here, 'pim')
  for (const { id } of [one, two]) await pim.post(`/panel/reports/${id}/open`, {})
  const confirm = await pim.post('/panel/bulk', { tab: 'waiting', act: 'aside', pick: [one.id, two.id] })
  await made.whistle.panel.assign(await made.signedIn('nok'), two.id, 'nok')
  const done = await send(pim, confirm, '/panel/bulk/done')
  expect(done.location).toBe('/panel?state=waiting&done=asideSome')
  expect(wordsOf((await pim.follow(done)).body)).toContain('เริ่มทำแล้วไม่ถูกแยก')
})

test('a report like no other goes aside only by who opened it and has no part in it', async () => {
  const here = await island()
  const { id } = await sent(here.made)
  const pim = await memberClient(here, 'pim')
  const confirm = await pim.post('/panel/bulk', { tab: 'waiting', act: 'aside', pick: id })
  expect(wordsOf(confirm.body)).toContain('ทำเช่นนี้กับเรื่องที่เลือกไม่ได้')
  const forced = { tab: 'waiting', act: 'aside', ids: id }
  expect((await pim.post('/panel/bulk/done', forced)).location).toBe('/panel?state=waiting&done=asideSome')
  expect(tabs((await pim.get('/panel')).body)).toEqual([1, 0, 0, 0])
  await pim.post(`/panel/reports/${id}/open`, {})
  expect((await pim.post('/panel/bulk/done', forced)).location).toBe('/panel?state=waiting&done=aside')
  expect(tabs((await pim.get('/panel')).body)).toEqual([0, 0, 0, 1])
})

test('a report changed in the database is told in a danger note, and hides no other', async () => {
  const here = await island()
  const { made } = here
  const [bad, good] = [await sent(made), await sent(made)]
  database(made.folder).prepare('UPDATE entry SET sealed = zeroblob(20000) WHERE report_id = ?').run(bad.id)
  const { body, status } = await (await memberClient(here, 'pim')).get('/panel')
  expect(status).toBe(200)
  expect(wordsOf(/role="alert">[\s\S]*?<\/div>/.exec(body)?.[0] ?? '')).toContain('1 เรื่อง')
  expect(body).toContain(good.id)
  expect(body).not.toContain(bad.id)
  const opened = await (await memberClient(here, 'nok')).get(`/panel/reports/${bad.id}`)
  expect([opened.status, headingOf(opened.body)]).toEqual([500, 'เรื่องนี้ถูกแก้ไขในฐานข้อมูล จึงเปิดไม่ได้'])
})

test('divisions are counted only where each has three or more', async () => {
  const here = await island()
  const pim = await memberClient(here, 'pim')
  for (let n = 0; n < 3; n++) await sent(here.made, ['works-officer'])
  expect(wordsOf((await pim.get('/panel')).body)).toMatch(/กองช่าง\s*3/)
  await sent(here.made, ['education-officer'])
  expect((await pim.get('/panel')).body).not.toContain('จำนวนเรื่องแยกตามส่วนงาน')
})

test('empty lists say so, and a member who is not on the signed roster is told what comes next', async () => {
  const here = await island()
  const pim = await memberClient(here, 'pim')
  for (const [state, words] of [
    ['waiting', 'ไม่มีเรื่องที่รอท่าน'],
    ['quarantined', 'ไม่มีเรื่องที่กักไว้'],
    ['closed', 'ยังไม่มีเรื่องที่ปิดแล้ว'],
    ['junk', 'ไม่มีข้อความก่อกวนที่แยกไว้'],
  ])
    expect(wordsOf((await pim.get(`/panel?state=${state}`)).body)).toContain(words)
  await here.made.join('malee')
  const malee = await memberClient(here, 'malee')
  const { body } = await malee.get('/en/panel')
  expect(headingOf(body)).toBe('Reports you can read')
  expect(wordsOf(body)).toContain('You are not on the signed roster yet.')
})
