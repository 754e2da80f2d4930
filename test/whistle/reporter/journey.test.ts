import { expect, test } from 'vitest'
import { messageText } from '../../../src/i18n/messages.ts'
import { headingOf, summaryOf, wordsOf } from '../../support/html.ts'
import { makeClient } from '../../support/journey.ts'
import { allOf } from '../support.ts'
import { atForm, back, codeOn, island, press, sentReport, WORDS } from './island.ts'

test('Somchai reports, keeps the code, comes back, is asked, answers and adds files', async () => {
  const here = await island()
  const { made, somchai } = here
  const receipt = await sentReport(here, somchai)
  expect(receipt.status).toBe(200)
  const code = codeOn(receipt)
  const wrong = await press(somchai, receipt, 'saved', { last: '0' })
  expect(wrong.status).toBe(422)
  expect(codeOn(wrong)).toBe(code)
  const thread = await press(somchai, wrong, 'saved', { last: code.slice(-4) })
  expect(thread.status).toBe(200)
  expect(thread.body).toContain('ได้รับแล้ว')

  const pim = await made.signedIn('pim')
  const { lines } = await made.whistle.panel.inbox(pim)
  expect(lines).toHaveLength(1)
  const id = lines[0]!.id
  await made.whistle.panel.tell(pim, id, 'เห็นเองหรือมีคนเล่า', true)

  const later = makeClient(here.app)
  const returned = await back(later, code)
  expect(returned.status).toBe(200)
  expect(codeOn(returned)).toBe(code)
  expect(returned.body).toContain('เห็นเองหรือมีคนเล่า')
  const answered = await later.upload('/w', { page: 'thread', lang: 'th', message: 'เห็นเอง', act: 'add' }, [
    { field: 'files', name: 'หลักฐาน ก.txt', bytes: Buffer.from('ใบเสร็จ') },
    { field: 'files', name: 'ว่าง.txt', bytes: Buffer.alloc(0) },
  ])
  const words = wordsOf(answered.body)
  expect(words).toContain('“หลักฐาน ก.txt” ได้รับแล้วตามที่ส่งมา')
  expect(words).toContain('“ว่าง.txt” เป็นไฟล์ว่าง')
  const opened = await made.whistle.panel.open(pim, id)
  expect(opened.thread.messages.at(-1)?.text).toBe('เห็นเอง')
  const { note, bytes } = await made.whistle.panel.attachment(pim, id, { n: 0, copy: 'original' })
  expect(note.name).toBe('หลักฐาน ก.txt')
  expect((await allOf(bytes)).toString()).toBe('ใบเสร็จ')

  const again = await back(makeClient(here.app), code)
  expect(() => codeOn(again)).toThrow()
})

test('what cannot be promised stands on the first page, in both languages', async () => {
  const { somchai } = await island()
  const thai = await somchai.get('/w')
  const english = await press(somchai, thai, 'start', { switch: 'en', page: 'first' })
  for (const limit of ['server', 'network', 'style', 'statistics', 'receipt']) {
    const { th, en } = messageText(`w.limit.${limit}`)
    expect(thai.body).toContain(th)
    expect(english.body).toContain(en)
  }
})

test('whoever is signed out keeps what they typed', async () => {
  const here = await island()
  const code = codeOn(await sentReport(here, here.somchai))
  here.made.clock.pass({ seconds: 21 * 60 })
  const late = await here.somchai.upload(
    '/w',
    { page: 'thread', lang: 'th', message: 'พิมพ์ไว้นาน', act: 'add' },
    [],
  )
  expect(headingOf(late.body)).toBe('กลับมาอ่านคำตอบ')
  const thread = await press(here.somchai, late, 'enter', { receipt: code })
  expect(thread.body).toContain('พิมพ์ไว้นาน</textarea>')
})

test('the form says who would read it, and where nobody safely can, keeps nothing', async () => {
  const here = await island()
  const form = await atForm(here.somchai, 'works-officer')
  expect(wordsOf(form.body)).toMatch(/ผู้ที่จะอ่านเรื่องนี้ได้[\s\S]*นักวิชาการตรวจสอบภายใน/)
  const mayor = await atForm(here.somchai, 'mayor')
  expect(headingOf(mayor.body)).toBe('แจ้งหน่วยงานภายนอก')
  const write = await press(here.somchai, mayor, 'write')
  expect(write.body).not.toContain('value="send"')
  const sealed = await press(here.somchai, write, 'seal', WORDS)
  expect(sealed.body).toContain('AGE-SECRET-KEY-')
  const file = await press(here.somchai, sealed, 'download')
  expect(file.bytes.toString('latin1')).toMatch(/^age-encryption\.org\/v1/)
  expect(file.headers['content-disposition']).toMatch(/^attachment; filename="document-[0-9a-f]{8}\.age"$/)
  const printed = await press(here.somchai, write, 'print', WORDS)
  expect(printed.body).toContain(WORDS.what)
  const forced = await here.somchai.post('/w', { act: 'send', subject: 'mayor', ...WORDS })
  expect(headingOf(forced.body)).toBe('แจ้งหน่วยงานภายนอก')
  const pim = await here.made.signedIn('pim')
  expect((await here.made.whistle.panel.inbox(pim)).lines).toEqual([])
})

test('nothing ticked is asked again; the list of what would help never blocks', async () => {
  const { somchai } = await island()
  const none = await atForm(somchai, [])
  expect(none.status).toBe(422)
  expect(summaryOf(none.body)).toHaveLength(1)
  const form = await atForm(somchai)
  const checked = await press(somchai, form, 'check', { what: 'ก' })
  expect(checked.status).toBe(200)
  expect(wordsOf(checked.body)).toContain('ข้อมูลที่มีแล้ว 1 จาก 13 ข้อ')
  expect(checked.body).toContain('ก</textarea>')
})

test.each(['th', 'en'])('a form that cannot be taken comes back whole and says why (%s)', async (lang) => {
  const here = await island()
  const { somchai, made } = here
  const tell = {
    th: /รอ 5 วินาที|24 ชั่วโมง|ส่งไปแล้ว|ระบบเริ่มทำงานใหม่|ลบออก/,
    en: /five seconds|24 hours|sent once|restarted|Empty it/,
  }[lang]!
  const form = await atForm(somchai)
  const attempt = async (fields: Record<string, string>, from = form) => {
    const page = await press(somchai, from, 'send', { ...WORDS, lang, ...fields })
    expect(page.status).toBe(422)
    expect(summaryOf(page.body)[0]?.text).toMatch(tell)
    for (const text of Object.values(WORDS)) expect(page.body).toContain(`${text}</textarea>`)
    return page
  }
  const young = await attempt({})
  await attempt({ nonce: 'a.b.c' })
  made.clock.pass({ seconds: 5 })
  await attempt({ website: 'x' }, young)
  const sent = await press(somchai, young, 'send', WORDS)
  expect(codeOn(sent)).toMatch(/\d/)
  made.clock.pass({ seconds: 16 })
  const twice = await attempt({}, young)
  made.clock.pass({ days: 2 })
  const late = await attempt({}, twice)
  made.clock.pass({ seconds: 5 })
  expect(codeOn(await press(somchai, late, 'send', WORDS))).not.toBe(codeOn(sent))
})

test('a change of language takes nothing away', async () => {
  const here = await island()
  const form = await atForm(here.somchai)
  const english = await press(here.somchai, form, '', { ...WORDS, switch: 'en' })
  expect(english.body).toContain('<html lang="en"')
  for (const text of Object.values(WORDS)) expect(english.body).toContain(`${text}</textarea>`)
  here.made.clock.pass({ seconds: 5 })
  const receipt = await press(here.somchai, english, 'send')
  const code = codeOn(receipt)
  const thai = await press(here.somchai, receipt, '', { switch: 'th' })
  expect(codeOn(thai)).toBe(code)
  expect(thai.body).toContain('<html lang="th"')
})

test('after thirty days they are asked about retaliation; a name can be given later', async () => {
  const here = await island()
  const { made, somchai } = here
  const code = codeOn(await sentReport(here, somchai))
  made.clock.pass({ days: 31 })
  const page = await back(makeClient(here.app), code)
  const reader = makeClient(here.app)
  const asked = await back(reader, code)
  expect(page.body).toContain('name="question" value="day30"')
  expect((await press(reader, asked, 'answer')).status).toBe(422)
  const done = await press(reader, asked, 'answer', { retaliation: 'yes', retaliationText: 'ถูกย้ายงาน' })
  expect(done.body).not.toContain('name="question"')
  expect((await press(reader, done, 'name', { identity: ' ' })).status).toBe(422)
  const named = await press(reader, done, 'name', { identity: 'สมชาย ใจดี 081' })
  expect(wordsOf(named.body)).toContain('ท่านบอกชื่อไว้แล้ว')
  expect(named.body).not.toContain('สมชาย ใจดี')
})

test('the same message pressed twice is said once', async () => {
  const here = await island()
  await sentReport(here, here.somchai)
  const say = () => here.somchai.upload('/w', { page: 'thread', lang: 'th', message: 'ตอบ', act: 'add' }, [])
  await say()
  const page = await say()
  expect(page.body.match(/<p class="sala-island__words">ตอบ</g)).toHaveLength(1)
})
