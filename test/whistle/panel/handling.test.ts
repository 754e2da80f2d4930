import { expect, test } from 'vitest'
import { besideOf, formOf, summaryOf, wordsOf } from '../../support/html.ts'
import { makeClient } from '../../support/journey.ts'
import { fullReport, PASSPHRASE, sent } from '../support.ts'
import { island, type Island } from '../reporter/island.ts'
import { memberClient, opened, send } from './member.ts'

async function pimReads(here: Island, report = fullReport()) {
  const { id, reporter } = await sent(here.made, ['works-officer'], report)
  const pim = await memberClient(here, 'pim')
  const page = await opened(pim, id)
  const path = `/panel/reports/${id}`
  return { id, reporter, pim, page, path }
}

test('Pim answers, asks, notes, assigns, marks the stages, closes, and opens it again', async () => {
  const here = await island()
  const { id, reporter, pim, page, path } = await pimReads(here)
  const does = async (act: string, fields: Record<string, string>) => {
    const done = await send(pim, await pim.get(path), `${path}/${act}`, fields)
    expect(done.status, act).toBe(303)
    return pim.follow(done)
  }
  expect(page.status).toBe(200)
  expect((await does('tell', { text: 'ได้รับแล้ว' })).body).toContain('ส่งคำตอบให้ผู้แจ้งแล้ว')
  await does('tell', { text: 'ยังเกิดขึ้นอยู่หรือไม่', asks: 'yes' })
  await does('note', { text: 'ตรวจฎีกาเบิกจ่าย' })
  await does('assign', { member: 'nok' })
  await does('reach', { stage: 'considered' })
  await does('reach', { stage: 'ordered' })
  const closed = await does('close', { outcome: 'partly', reason: 'พบบางส่วน', toReporter: 'ขอบคุณที่แจ้ง' })
  const words = wordsOf(closed.body)
  for (const told of ['ตรวจฎีกาเบิกจ่าย', 'ปิดเรื่อง: พบมูลบางส่วน', 'เก็บไว้ถึง 23 พฤศจิกายน 2579', 'พบบางส่วน'])
    expect(words).toContain(told)
  await does('reopen', { reason: 'มีพยานใหม่' })
  const view = await here.made.whistle.reporter.view(reporter)
  expect(view.messages.map(({ text }) => text)).toEqual(['ได้รับแล้ว', 'ยังเกิดขึ้นอยู่หรือไม่', 'ขอบคุณที่แจ้ง'])
  const { deeds, thread } = await here.made.whistle.panel.open(await here.made.signedIn('nok'), id)
  expect(thread.assigned).toBe('nok')
  expect(deeds.map(({ what }) => what).slice(0, 3)).toEqual(['opened', 'told', 'reached'])
})

test.each([
  ['tell', { text: ' ' }, 'tell-text'],
  ['tell', { text: 'ก'.repeat(10_001) }, 'tell-text'],
  ['note', { text: '' }, 'note-text'],
  ['close', { reason: 'เก็บคำนี้', toReporter: '' }, 'close-outcome'],
  ['share', { member: '', reason: 'เก็บคำนี้' }, 'share-to'],
])('what %s lacks is told beside its field, and what was typed stays', async (act, fields, id) => {
  const here = await island()
  const { pim, page, path } = await pimReads(here)
  const answer = await pim.post(`${path}/${act}`, fields)
  expect(page.status).toBe(200)
  expect(answer.status).toBe(422)
  expect(summaryOf(answer.body).map(({ href }) => href)).toContain(`#${id}`)
  expect(besideOf(answer.body, id)).toBeTruthy()
  const kept = formOf(answer.body, `${path}/${act}`).values
  for (const [name, value] of Object.entries(fields)) expect(kept[name]?.[0]).toBe(value)
})

test('the same press sent again does nothing twice; other words from the same page are another deed', async () => {
  const here = await island()
  const { pim, page, path, reporter } = await pimReads(here)
  const form = formOf(page.body, `${path}/tell`)
  const say = (text: string) => pim.post(`${path}/tell`, { ...form.values, text })
  const both = await Promise.all([say('หนึ่ง'), say('หนึ่ง')])
  expect(both.map(({ location }) => location)).toEqual([`${path}?done=told`, `${path}?done=told`])
  here.made.clock.pass({ seconds: 60 })
  expect((await say('หนึ่ง')).location).toBe(`${path}?done=already`)
  expect((await say('สอง')).location).toBe(`${path}?done=told`)
  const { messages } = await here.made.whistle.reporter.view(reporter)
  expect(messages.map(({ text }) => text)).toEqual(['หนึ่ง', 'สอง'])
})

test('two members at once: the second is told how it stands, and keeps the words', async () => {
  const here = await island()
  const { pim, path, id } = await pimReads(here)
  const nok = await memberClient(here, 'nok')
  await opened(nok, id)
  const ending = { outcome: 'unsubstantiated', toReporter: 'ไม่พบมูล' }
  expect((await nok.post(`${path}/close`, { ...ending, reason: 'ก' })).status).toBe(303)
  const late = await pim.post(`${path}/close`, { ...ending, reason: 'เหตุผลของพิมพ์' })
  expect(late.status).toBe(409)
  expect(wordsOf(late.body)).toContain('ขณะนี้สถานะคือ “ปิดแล้ว”')
  expect(formOf(late.body, `${path}/close`).values['reason']).toEqual(['เหตุผลของพิมพ์'])
})

test('a sign-in that ran out while an answer was written keeps it, through the declaration, to the reporter', async () => {
  const here = await island()
  const { pim, page, path, reporter, id } = await pimReads(here)
  here.made.clock.pass({ seconds: 16 * 60 })
  const asked = await send(pim, page, `${path}/tell`, { text: 'ข้อความยาวที่พิมพ์ไว้', asks: 'yes' })
  expect(asked.status).toBe(401)
  here.made.clock.pass({ seconds: 30 })
  const code = here.made.totp['pim']!.generate({ timestamp: +here.made.clock.now() })
  const goOn = await send(pim, asked, '/panel/sign-in', { id: 'pim', passphrase: PASSPHRASE, code })
  expect(goOn.status).toBe(200)
  expect(wordsOf(goOn.body)).toContain('ข้อความยาวที่พิมพ์ไว้')
  const first = await send(pim, goOn, `${path}/tell`)
  expect(first.status).toBe(409)
  expect(wordsOf(first.body)).toContain('สิ่งที่ท่านพิมพ์ไว้ยังอยู่')
  const again = await send(pim, first, `${path}/open`)
  expect(wordsOf(again.body)).toContain('ข้อความยาวที่พิมพ์ไว้')
  const told = await send(pim, again, `${path}/tell`)
  expect(told.location).toBe(`${path}?done=asked`)
  const { messages } = await here.made.whistle.reporter.view(reporter)
  expect(messages.map(({ text }) => text)).toEqual(['ข้อความยาวที่พิมพ์ไว้'])
  expect((await here.made.whistle.panel.open(await here.made.signedIn('nok'), id)).deeds).toHaveLength(5)
})

test('what was chosen stays too, in a form whose sign-in ran out', async () => {
  const here = await island()
  const { pim, page, path, id } = await pimReads(here)
  here.made.clock.pass({ seconds: 16 * 60 })
  const asked = await send(pim, page, `${path}/assign`, { member: 'nok' })
  here.made.clock.pass({ seconds: 30 })
  const code = here.made.totp['pim']!.generate({ timestamp: +here.made.clock.now() })
  const goOn = await send(pim, asked, '/panel/sign-in', { id: 'pim', passphrase: PASSPHRASE, code })
  const first = await send(pim, goOn, `${path}/assign`)
  const again = await send(pim, first, `${path}/open`)
  expect((await send(pim, again, `${path}/assign`)).location).toBe(`${path}?done=assigned`)
  const { thread } = await here.made.whistle.panel.open(await here.made.signedIn('nok'), id)
  expect(thread.assigned).toBe('nok')
})

test('a report is shown only after the declaration, once recorded for each sign-in however often it is read', async () => {
  const here = await island()
  const { id } = await sent(here.made)
  const pim = await memberClient(here, 'pim')
  const path = `/panel/reports/${id}`
  for (const at of [
    path,
    `${path}/refer`,
    `${path}/files/0`,
    `${path}/files/0/view`,
    `${path}/files/0/original`,
  ]) {
    const first = await pim.get(at)
    expect(wordsOf(first.body), at).toContain('เรื่องนี้เกี่ยวกับตัวท่าน ญาติ หรือผู้บังคับบัญชาของท่านหรือไม่')
    expect(first.body, at).not.toContain('ใบเสร็จสองฉบับ')
  }
  const refused = await pim.post(`${path}/identity`, { seq: '1' })
  expect([refused.status, refused.body.includes('ใบเสร็จสองฉบับ')]).toEqual([409, false])
  await opened(pim, id)
  // A list with a report that is new to this session is remembered beside the declaration.
  await sent(here.made)
  expect((await pim.get('/panel')).status).toBe(200)
  for (let n = 0; n < 5; n++) expect((await pim.get(path)).body).toContain('ใบเสร็จสองฉบับ')
  const other = await memberClient(here, 'pim')
  expect((await other.get(path)).body).not.toContain('ใบเสร็จสองฉบับ')
  await opened(other, id)
  const { deeds } = await here.made.whistle.panel.open(await here.made.signedIn('nok'), id)
  expect(deeds.filter(({ who }) => who === 'pim')).toEqual([
    { day: '2026-11-23', who: 'pim', what: 'opened', detail: 'noConflict' },
    { day: '2026-11-23', who: 'pim', what: 'opened', detail: 'noConflict' },
  ])
})

test('who steps aside sees nothing of it again; while too few would be left, the page says what to do', async () => {
  const here = await island()
  const { id } = await sent(here.made, ['works-officer'])
  const path = `/panel/reports/${id}`
  for (const name of ['wichai', 'prasit']) {
    const member = await memberClient(here, name)
    const done = await send(member, await member.get(path), `${path}/recuse`, { recuseReason: 'ญาติ' })
    expect(done.location).toBe('/panel?done=recused')
    expect((await member.get(path)).status).toBe(404)
    expect((await member.follow(done)).body).not.toContain(id)
  }
  const nok = await memberClient(here, 'nok')
  const refused = await send(nok, await nok.get(path), `${path}/recuse`, { recuseReason: 'หัวหน้าของฉัน' })
  expect(refused.status).toBe(422)
  expect(wordsOf(refused.body)).toContain('ขอให้ผู้อ่านอีกคนเสนอให้ผู้รับเรื่องคนอื่น')
  expect(refused.body).toContain('หัวหน้าของฉัน')
  expect(refused.body).not.toContain('ใบเสร็จสองฉบับ')
  const pim = await memberClient(here, 'pim')
  expect(wordsOf((await opened(pim, id)).body)).toContain('ถอนตัวแล้ว: wichai, prasit')
})

test('in English the same pages say where each duty comes from, and lead to English pages', async () => {
  const here = await island()
  const { pim, path } = await pimReads(here)
  const page = await pim.get(`/en${path}`)
  expect(wordsOf(page.body)).toContain(
    'by law: Rules on the Ethics Process for Local Government Staff B.E. 2566, clause 30',
  )
  expect(wordsOf(page.body)).toContain('target: ISO 37002, 8.1')
  expect(formOf(page.body, `/en${path}/tell`).action).toBe(`/en${path}/tell`)
  const done = await pim.post(`/en${path}/note`, { text: 'a note' })
  expect(done.location).toBe(`/en${path}?done=noted`)
  for (const at of ['/refer', '?say=where']) expect((await pim.get(`/en${path}${at}`)).status).toBe(200)
})

test('what a canned sentence asks never asks who they are, and stands in the reporter’s language', async () => {
  const here = await island()
  const { pim, path } = await pimReads(here, { ...fullReport(), lang: 'en' })
  const page = await pim.get(`${path}?say=witnesses`)
  const { values } = formOf(page.body, `${path}/tell`)
  expect(values['text']?.[0]).toContain('Leave it out if the answer could tell others who you are.')
  expect(values['asks']).toEqual(['yes'])
  expect(formOf((await pim.get(`${path}?say=nosuch`)).body, `${path}/tell`).values['text']).toEqual([''])
})

const NAUGHTY = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' OR 1=1 --",
  '{{constructor}}',
  '\u202eกลับ\u0000'.replace('\u0000', ''),
  '😀\ud800',
  '%00%0d%0aSet-Cookie: a=b',
  'ก'.repeat(9_999),
  '__proto__',
]

test('naughty words in every field are kept as they are, and make nothing else', async () => {
  const here = await island()
  const { pim, path, page } = await pimReads(here)
  expect(page.status).toBe(200)
  const deeds: [string, string[]][] = [
    ['tell', ['text', 'asks']],
    ['note', ['text']],
    ['assign', ['member']],
    ['reach', ['stage']],
    ['close', ['outcome', 'reason', 'toReporter']],
    ['reopen', ['reason']],
    ['share', ['member', 'reason']],
    ['reveal', ['reason']],
    ['consent', ['seq']],
    ['decline', ['seq']],
    ['identity', ['seq']],
    ['refer', ['body', 'copies']],
  ]
  for (const word of NAUGHTY)
    for (const [deed, names] of deeds) {
      const fields = Object.fromEntries(names.map((name) => [name, word]))
      const { status, body } = await pim.post(`${path}/${deed}`, { ...fields, press: word })
      expect([303, 403, 409, 422], `${deed} ${word.slice(0, 20)}`).toContain(status)
      expect(body).not.toMatch(/<script|onerror=alert\(1\)>/)
    }
  const shown = await pim.get(path)
  expect(shown.status).toBe(200)
  expect(wordsOf(shown.body)).toContain('"><img src=x onerror=alert(1)>')
  for (const query of [
    '?state=__proto__',
    '?state=<script>',
    '?like=%00',
    '?part=-1',
    '?done=__proto__',
    '?part=99999',
  ])
    expect((await pim.get(`/panel${query}`)).status).toBe(200)
  expect((await makeClient(here.app).get(path)).status).toBe(303)
}, 60_000)
