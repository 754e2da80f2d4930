import type { AddressInfo } from 'node:net'
import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { loadedPdf, phonePhoto, SECRET as HIDDEN } from '../../support/files.ts'
import { formOf } from '../../support/html.ts'
import { encoded, makeClient } from '../../support/journey.ts'
import { allOf } from '../support.ts'
import { atForm, back, codeOn, island, press, sentReport, WORDS, type Island } from './island.ts'

/** All have their form open; then all press at once, over real connections. */
async function together(here: Island, n: number) {
  const { app, made } = here
  const forms = await Promise.all(Array.from({ length: n }, () => atForm(makeClient(app))))
  made.clock.pass({ seconds: 5 })
  const { port } = app.server.address() as AddressInfo
  return Promise.all(
    forms.map(async (form, place) => {
      const fields = { ...formOf(form.body).values, ...WORDS, what: `เรื่องที่ ${place}`, act: 'send' }
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const answer = await fetch(`http://127.0.0.1:${port}/w`, {
        method: 'POST',
        headers,
        body: encoded(fields),
      })
      return { status: answer.status, body: await answer.text(), place }
    }),
  )
}

test.each([1, 4, 16, 64])(
  '%i reporters press at once: every one has a code, and every code opens what was written',
  async (n) => {
    const here = await island({ flood: { capacity: 100, refillMs: 60_000, slowMs: 1 } })
    await here.app.listen({ port: 0, host: '127.0.0.1' })
    const answers = await together(here, n)
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    for (const { body, place } of answers) {
      const thread = await back(makeClient(here.app), codeOn({ body } as never))
      expect(thread.body).toContain(`>เรื่องที่ ${place}<`)
    }
    const pim = await here.made.signedIn('pim')
    expect((await here.made.whistle.panel.inbox(pim, ['new', 'quarantined'])).lines).toHaveLength(n)
  },
  120_000,
)

test('thirty people behind one address all succeed, one after the other', async () => {
  const here = await island()
  for (let n = 0; n < 30; n++) {
    const client = makeClient(here.app, '198.51.100.9')
    expect(codeOn(await sentReport(here, client, { ...WORDS, what: `คนที่ ${n}` }))).toMatch(/\d/)
  }
  const pim = await here.made.signedIn('pim')
  expect((await here.made.whistle.panel.inbox(pim)).lines).toHaveLength(30)
}, 120_000)

test('a thousand junk reports in an hour and a true one: it is taken, and stands first', async () => {
  const here = await island()
  const { somchai, made } = here
  const { values } = formOf((await atForm(somchai)).body)
  const junk = async (n: number) => {
    const nonce =
      formOf((await somchai.post('/w', { act: 'write', subject: 'works-officer' })).body).values['nonce'] ??
      ''
    made.clock.pass({ seconds: 4 })
    return somchai.post('/w', {
      ...values,
      nonce,
      what: `BUY CHEAP WATCHES NOW ${n} best price, click ${n}`,
      act: 'send',
    })
  }
  for (let n = 0; n < 500; n++) expect((await junk(n)).status).toBe(200)
  const code = codeOn(
    await sentReport(here, makeClient(here.app), { ...WORDS, circumstances: 'หลังประชุม', witnesses: 'พัสดุ' }),
  )
  for (let n = 500; n < 1000; n++) expect((await junk(n)).status).toBe(200)
  const pim = await made.signedIn('pim')
  const { lines } = await made.whistle.panel.inbox(pim, ['new', 'quarantined'])
  expect(lines).toHaveLength(1001)
  const { thread } = await made.whistle.panel.open(pim, lines[0]!.id)
  expect(thread.report.answers.what).toBe(WORDS.what)
  expect((await back(makeClient(here.app), code)).status).toBe(200)
}, 600_000)

test('place, device and author stay behind in the copy, whatever the name of the file', async () => {
  const here = await island()
  await sentReport(here, here.somchai)
  const [jpeg, pdf] = [await phonePhoto(), await loadedPdf()]
  expect(segmentsOf(jpeg).some(([marker]) => marker === 0xe1)).toBe(true)
  expect(unfolded(pdf)).toContain(HIDDEN)
  const page = await here.somchai.upload('/w', { page: 'thread', lang: 'th', cleanOnly: 'yes', act: 'add' }, [
    { field: 'files', name: 'ภาพถ่ายหน้าวัด น้ำท่วม ปี่ ฏู.jpg', bytes: jpeg },
    { field: 'files', name: 'สัญญาจ้าง "ฉบับจริง".pdf', bytes: pdf },
    { field: 'files', name: 'โปรแกรม.exe', bytes: Buffer.from('MZ') },
  ])
  expect(page.body).toContain('ภาพถ่ายหน้าวัด น้ำท่วม ปี่ ฏู.jpg')
  expect(page.body).toContain('ลบข้อมูลแฝงไม่ได้ และท่านเลือกไม่เก็บต้นฉบับ')
  const pim = await here.made.signedIn('pim')
  const [line] = (await here.made.whistle.panel.inbox(pim)).lines
  const { thread } = await here.made.whistle.panel.open(pim, line!.id)
  expect(thread.attachments.map(({ original }) => original)).toEqual([undefined, undefined])
  const copy = async (n: number) => {
    const { note, bytes } = await here.made.whistle.panel.attachment(pim, line!.id, { n, copy: 'clean' })
    return { name: note.name, bytes: await allOf(bytes) }
  }
  const [picture, document] = [await copy(0), await copy(1)]
  expect(picture.name).toBe('ภาพถ่ายหน้าวัด น้ำท่วม ปี่ ฏู.jpg')
  // JFIF and the colours may stay; Exif, XMP, IPTC and comments may not.
  const markers = segmentsOf(picture.bytes).map(([marker]) => marker)
  expect(markers.filter((marker) => [0xe1, 0xed, 0xfe].includes(marker))).toEqual([])
  expect(picture.bytes.includes(HIDDEN)).toBe(false)
  expect(unfolded(document.bytes)).not.toContain(HIDDEN)
  expect(unfolded(document.bytes)).not.toMatch(/\/(Author|JavaScript|EmbeddedFile|Metadata)\b/)
}, 60_000)

/** The marked pieces of a JPEG up to its picture, read by nothing but the standard (ITU T.81, annex B). */
function segmentsOf(bytes: Buffer): [number, Buffer][] {
  const found: [number, Buffer][] = []
  for (let at = 2; bytes[at] === 0xff && bytes[at + 1] !== 0xda;) {
    const length = bytes.readUInt16BE(at + 2)
    found.push([bytes[at + 1] ?? 0, bytes.subarray(at + 4, at + 2 + length)])
    at += 2 + length
  }
  return found
}

/** A PDF with its packed streams unpacked, read without any library for PDFs. */
function unfolded(bytes: Buffer): string {
  const text = bytes.toString('latin1')
  const streams = [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, packed = '']) => {
    try {
      return inflateSync(Buffer.from(packed, 'latin1')).toString('latin1')
    } catch {
      return packed
    }
  })
  return [text, ...streams].join('\n')
}

test('a report of the greatest length fits, a longer one comes back whole', async () => {
  const here = await island()
  const form = await atForm(here.somchai)
  here.made.clock.pass({ seconds: 5 })
  const longest = 'ก'.repeat(10_000)
  const tooLong = await press(here.somchai, form, 'send', { what: `${longest}ข`, how: longest })
  expect(tooLong.status).toBe(422)
  expect(tooLong.body).toContain(`${longest}ข</textarea>`)
  const names = formOf(form.body).texts.filter((name) => name !== 'website')
  expect(names).toHaveLength(13)
  const all = Object.fromEntries(names.map((name) => [name, longest]))
  const sent = await press(here.somchai, form, 'send', all)
  expect(codeOn(sent)).toMatch(/\d/)
})
