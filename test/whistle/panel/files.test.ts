import { expect, test } from 'vitest'
import { wordsOf } from '../../support/html.ts'
import { pdf } from '../../support/journey.ts'
import { photo } from '../../support/photo.ts'
import { piecesOf, sent } from '../support.ts'
import { island } from '../reporter/island.ts'
import { memberClient, opened } from './member.ts'

const NAME = 'ใบเสร็จ “ลับ” (100%) ของ สมชาย’ น้ำ'
const MARK = '\xff\xd8\xff\xfe\x00\x10GPS-OF-SOMCHAI'

async function withFiles() {
  const here = await island()
  const { id, reporter } = await sent(here.made)
  const picture = (await photo('x.jpg', 'red')).buffer
  // A comment inside the picture, as a telephone writes one.
  const marked = Buffer.concat([Buffer.from(MARK, 'latin1'), picture.subarray(2)])
  for (const [filename, bytes] of [
    [`${NAME}.jpg`, marked],
    [`${NAME}.html`, Buffer.from('<script>alert(1)</script>')],
  ] as const)
    await here.made.whistle.reporter.attach(reporter, {
      ...{ file: piecesOf(bytes), filename, mimetype: 'text/html', keepOriginal: true },
    })
  const pim = await memberClient(here, 'pim')
  const page = await opened(pim, id)
  return { here, id, pim, page, path: `/panel/reports/${id}/files` }
}

const nameOf = (disposition: unknown) =>
  decodeURIComponent(/filename\*=UTF-8''(.+)$/.exec(String(disposition))?.[1] ?? '')
const LOCKED = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
}

test('the cleaned copy is what is handed over, with its Thai name, under no type that a browser would run', async () => {
  const { pim, path, page } = await withFiles()
  expect(wordsOf(page.body)).toContain(`${NAME}.jpg`)
  const copy = await pim.get(`${path}/0`)
  expect(copy.status).toBe(200)
  expect(copy.headers).toMatchObject({ ...LOCKED, 'content-type': 'application/octet-stream' })
  expect(String(copy.headers['content-disposition'])).toMatch(
    /^attachment; filename="[\x20-\x7e]+"; filename\*=/,
  )
  expect(nameOf(copy.headers['content-disposition'])).toMatch(/^ใบเสร็จ “ลับ” \(100%\) ของ สมชาย’ น้ำ\.jpe?g$/)
  expect(copy.bytes.includes('GPS-OF-SOMCHAI')).toBe(false)
  const shown = await pim.get(`${path}/0/view`)
  expect(shown.headers).toMatchObject({ ...LOCKED, 'content-type': 'image/jpeg' })
  expect(shown.bytes).toEqual(copy.bytes)
})

test('the original comes only after its warning, by a press that is recorded each time', async () => {
  const { here, id, pim, path } = await withFiles()
  const warning = await pim.get(`${path}/0/original`)
  expect(wordsOf(warning.body)).toContain('อาจมีข้อมูลแฝงที่บอกว่าผู้แจ้งเป็นใคร')
  const deeds = async () =>
    (await here.made.whistle.panel.open(await here.made.signedIn('nok'), id)).deeds.filter(
      ({ what }) => what === 'openedOriginal',
    )
  expect(await deeds()).toEqual([])
  const original = await pim.post(`${path}/0/original`)
  expect(original.bytes.includes('GPS-OF-SOMCHAI')).toBe(true)
  expect(original.headers).toMatchObject({ ...LOCKED, 'content-type': 'application/octet-stream' })
  expect(await deeds()).toHaveLength(1)
  const page = await pim.post(`${path}/1/original`)
  expect(page.headers).toMatchObject({ ...LOCKED, 'content-type': 'application/octet-stream' })
  expect(page.headers['content-disposition']).toMatch(/^attachment/)
  expect(await deeds()).toHaveLength(2)
})

test('only a picture is shown in the page; a cleaned document is handed over and never opened in place', async () => {
  const here = await island()
  const { id, reporter } = await sent(here.made)
  await here.made.whistle.reporter.attach(reporter, {
    ...{ file: piecesOf(await pdf()), filename: 'บัญชี.pdf', mimetype: 'image/png', keepOriginal: false },
  })
  const pim = await memberClient(here, 'pim')
  await opened(pim, id)
  const copy = await pim.get(`/panel/reports/${id}/files/0`)
  expect([copy.status, copy.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
  expect(copy.headers['content-disposition']).toMatch(/^attachment/)
  const shown = await pim.get(`/panel/reports/${id}/files/0/view`)
  expect([shown.status, shown.bytes.includes('%PDF-')]).toEqual([404, false])
})

test('what cannot be cleaned has neither a copy nor a picture; a place that is none is not found', async () => {
  const { pim, path, page } = await withFiles()
  expect(wordsOf(page.body)).toContain('เปิดต้นฉบับ (ล้างข้อมูลแฝงไม่ได้)')
  for (const at of ['1', '1/view', '2', '2/original', '-1', '0x0', 'constructor', '9999', '%00'])
    expect((await pim.get(`${path}/${at}`)).status, at).toBe(404)
})
