import { once } from 'node:events'
import { connect } from 'node:net'
import { readdir } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import multipart from '@fastify/multipart'
import fastify from 'fastify'
import sharp from 'sharp'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { UploadFault, UploadRules } from '../../../src/requests/uploads/faults.ts'
import { makeReceiver, type Receiver } from '../../../src/requests/uploads/receive.ts'
import type { Scanner } from '../../../src/requests/uploads/scan.ts'
import { makeFileStore } from '../../../src/storage/files.ts'
import {
  fileOf,
  folder,
  hugePng,
  lockedPdf,
  noise,
  partOf,
  phonePhoto,
  picture,
  plainPdf,
  SECRET,
  smallDisk,
  withPngText,
} from '../../support/files.ts'

const MB = 1024 * 1024
const rules: UploadRules = { accept: ['pdf', 'jpg', 'png', 'webp'], maxBytes: 10 * MB }
const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><image href="file:///etc/passwd"/></svg>`
const gif = Buffer.from('R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=', 'base64')

async function office(scan?: Scanner) {
  const dir = await folder()
  const store = await makeFileStore(dir)
  const receive = makeReceiver(store, scan)
  const send = (bytes: Uint8Array, name: string, own: Partial<UploadRules> = {}) =>
    receive(partOf(bytes, name), { ...rules, ...own })
  const kept = async () =>
    (await readdir(dir, { recursive: true, withFileTypes: true }))
      .filter((one) => one.isFile())
      .map(({ name }) => name)
  return { dir, store, receive, send, kept }
}

/** The kept bytes of what must have been accepted. */
async function accepted(
  { store }: Awaited<ReturnType<typeof office>>,
  result: Awaited<ReturnType<Receiver>>,
) {
  if (!result.ok) throw new Error(`refused as ${result.fault}`)
  const bytes = await buffer(store.open(result.sha256))
  expect(bytes.length).toBe(result.size)
  return { ...result, bytes }
}

async function refusal(
  bytes: Uint8Array,
  name: string,
  own: Partial<UploadRules> = {},
): Promise<UploadFault | 'kept'> {
  const { send, kept } = await office()
  const result = await send(bytes, name, own)
  expect(await kept()).toEqual([])
  return result.ok ? 'kept' : result.fault
}

describe('a photo', () => {
  test('from a telephone is kept upright, without its place, device and notes', async () => {
    const sent = await phonePhoto()
    expect(sent.includes(SECRET)).toBe(true)
    expect(await sharp(await fileOf(sent)).metadata()).toMatchObject({
      width: 60,
      height: 40,
      orientation: 6,
    })
    const there = await office()
    const { bytes, name, type } = await accepted(there, await there.send(sent, 'ถนน หน้าวัด.JPG'))
    expect({ name, type }).toEqual({ name: 'ถนน หน้าวัด.jpg', type: 'image/jpeg' })
    const { width, height, exif, xmp, icc, orientation } = await sharp(await fileOf(bytes)).metadata()
    expect({ width, height, exif, xmp, icc, orientation }).toMatchObject({
      width: 40,
      height: 60,
      exif: undefined,
      xmp: undefined,
      icc: undefined,
      orientation: undefined,
    })
    expect(bytes.includes(SECRET)).toBe(false)
    expect(await colourAt(bytes, 30, 30)).toBe('red')
    expect(await colourAt(bytes, 10, 30)).toBe('blue')
  })

  test('as PNG or WebP stays what it is, without its notes', async () => {
    const there = await office()
    const png = withPngText(await picture().png().toBuffer(), SECRET)
    const keptPng = await accepted(there, await there.send(png, 'screen.png'))
    expect(keptPng).toMatchObject({ name: 'screen.png', type: 'image/png' })
    expect(keptPng.bytes.includes(SECRET)).toBe(false)
    const webp = await picture()
      .webp()
      .withExif({ IFD0: { Make: SECRET } })
      .toBuffer()
    expect(webp.includes(SECRET)).toBe(true)
    const keptWebp = await accepted(there, await there.send(webp, 'screen.webp'))
    expect(keptWebp).toMatchObject({ name: 'screen.webp', type: 'image/webp' })
    expect(keptWebp.bytes.includes(SECRET)).toBe(false)
  })

  test('larger than any screen is made smaller', async () => {
    const there = await office()
    const sent = await picture(6000, 3000).jpeg().toBuffer()
    const { bytes } = await accepted(there, await there.send(sent, 'wide.jpg'))
    expect(await sharp(await fileOf(bytes)).metadata()).toMatchObject({ width: 4000, height: 2000 })
  })

  test('with something appended is kept without it', async () => {
    const there = await office()
    const sent = Buffer.concat([await picture().jpeg().toBuffer(), Buffer.from(`<script>${SECRET}</script>`)])
    expect((await accepted(there, await there.send(sent, 'a.jpg'))).bytes.includes(SECRET)).toBe(false)
  })

  test('named as another accepted kind is kept under its true ending', async () => {
    const there = await office()
    const sent = await picture().png().toBuffer()
    expect(await there.send(sent, 'photo.jpg')).toMatchObject({
      ok: true,
      name: 'photo.png',
      type: 'image/png',
    })
    expect(await there.send(sent, 'photo')).toMatchObject({ ok: true, name: 'photo.png' })
    expect(await there.send(sent, '')).toMatchObject({ ok: true, name: 'file.png' })
  })

  test('that ends half-way is unreadable', async () => {
    const whole = await noise(400, 400).jpeg().toBuffer()
    expect(await refusal(whole.subarray(0, whole.length / 2), 'a.jpg')).toBe('unreadable')
  })

  test('of few bytes that unfolds into a giant is refused for its size', async () => {
    expect(await refusal(hugePng(60_000), 'a.png')).toBe('tooManyPixels')
  })

  test('whose header is nonsense is unreadable', async () => {
    const jpeg = await picture().jpeg().toBuffer()
    expect(await refusal(Buffer.concat([jpeg.subarray(0, 20), Buffer.alloc(500, 7)]), 'a.jpg')).toBe(
      'unreadable',
    )
  })
})

describe('what is no accepted kind is refused, whatever its name says:', () => {
  test.each<[string, Uint8Array]>([
    ['a GIF', gif],
    ['a GIF with a picture behind it', Buffer.concat([gif, Buffer.from([0xff, 0xd8, 0xff])])],
    ['a web page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['an SVG drawing', Buffer.from(svg)],
    ['an SVG drawing with its XML line', Buffer.from(`<?xml version="1.0"?>${svg}`)],
    ['a program', Buffer.concat([Buffer.from('7f454c46020101000000000000000000', 'hex'), Buffer.alloc(100)])],
    ['a ZIP archive', Buffer.from('504b0506000000000000000000000000000000000000', 'hex')],
    ['plain words', Buffer.from('โฉนด')],
    ['one byte', Buffer.from([0xff])],
  ])('%s', async (_what, bytes) => {
    expect(await refusal(bytes, 'photo.jpg')).toBe('wrongType')
  })

  test('a PDF where only pictures are asked for', async () => {
    expect(await refusal(await plainPdf(), 'deed.pdf', { accept: ['jpg', 'png'] })).toBe('wrongType')
    expect(await refusal(await plainPdf(), 'deed.jpg', { accept: ['jpg', 'png'] })).toBe('wrongType')
  })
})

describe('a PDF', () => {
  test('is kept as a PDF with its name', async () => {
    const there = await office()
    const kept = await accepted(there, await there.send(await plainPdf(), 'โฉนด.pdf'))
    expect(kept).toMatchObject({ name: 'โฉนด.pdf', type: 'application/pdf' })
    expect(kept.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('that is also a web page is kept without the page', async () => {
    const there = await office()
    const page = `<html><script>${SECRET}</script></html>\n`
    const sent = Buffer.concat([Buffer.from(page), await plainPdf(), Buffer.from(page)])
    const kept = await accepted(there, await there.send(sent, 'deed.pdf'))
    expect(kept.bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(kept.bytes.includes(SECRET)).toBe(false)
  })

  test('locked with a password has a sentence of its own', async () => {
    const { send } = await office()
    const result = await send(await lockedPdf(), 'deed.pdf')
    expect(result).toMatchObject({ ok: false, fault: 'passwordProtected' })
    expect(!result.ok && result.sentence.th).toContain('รหัสผ่าน')
  })
})

describe('sizes', () => {
  test('an empty file is told as such, a missing one as well', async () => {
    expect(await refusal(Buffer.alloc(0), 'empty.jpg')).toBe('empty')
    expect(await refusal(Buffer.alloc(0), '')).toBe('none')
  })

  test('ten megabytes are accepted, one byte more is not', async () => {
    const there = await office()
    const jpeg = await picture().jpeg().toBuffer()
    const full = Buffer.concat([jpeg, Buffer.alloc(10 * MB - jpeg.length)])
    expect(await there.send(full, 'a.jpg')).toMatchObject({ ok: true })
    const result = await there.send(Buffer.concat([full, Buffer.alloc(1)]), 'a.jpg')
    expect(result).toMatchObject({ ok: false, fault: 'tooBig' })
    expect(!result.ok && result.sentence.en).toContain('10 MB')
  })

  test('a file the form reader cut short is too big, not kept as half a file', async () => {
    const { receive, kept } = await office()
    const part = partOf(await picture().jpeg().toBuffer(), 'a.jpg')
    part.file.truncated = true
    expect(await receive(part, rules)).toMatchObject({ ok: false, fault: 'tooBig' })
    expect(await kept()).toEqual([])
  })

  test('what is too big is read to its end, so that the rest of the form follows', async () => {
    const { receive } = await office()
    const part = partOf(Buffer.alloc(3 * MB), 'a.jpg')
    await receive(part, { ...rules, maxBytes: MB })
    expect(part.file.readableEnded).toBe(true)
  })
})

test('a stream that breaks off is told as such and leaves nothing', async () => {
  const { receive, kept } = await office()
  async function* half() {
    yield Buffer.from([0xff, 0xd8, 0xff])
    throw new Error('reset')
  }
  const part = { file: Readable.from(half()), filename: 'a.jpg', mimetype: 'image/jpeg' }
  expect(await receive(part, rules)).toMatchObject({ ok: false, fault: 'broken' })
  expect(await kept()).toEqual([])
})

test('a connection that breaks off in the middle of a real form leaves nothing', async () => {
  const { receive, kept } = await office()
  const outcome = Promise.withResolvers<unknown>()
  const app = fastify()
  await app.register(multipart)
  app.post('/', async (request) => {
    const part = await request.file()
    outcome.resolve(part && (await receive(part, rules)))
    return ''
  })
  onTestFinished(() => app.close())
  const port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port)
  const client = connect(port, '127.0.0.1')
  client.write(
    'POST / HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 999999\r\n\r\n' +
      '--b\r\ncontent-disposition: form-data; name="f"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n',
  )
  client.write(await picture().jpeg().toBuffer(), () => setTimeout(() => client.destroy(), 100))
  expect(await outcome.promise).toMatchObject({ ok: false, fault: 'broken' })
  expect(await kept()).toEqual([])
})

test('no scratch file outlives an accepted file either', async () => {
  const there = await office()
  const kept = await accepted(there, await there.send(await picture().png().toBuffer(), 'a.png'))
  expect(await there.kept()).toEqual([kept.sha256])
})

test('many files at once are all kept', async () => {
  const there = await office()
  const sent = await Promise.all(
    Array.from({ length: 6 }, (_, n) =>
      picture(50 + n, 50)
        .png()
        .toBuffer(),
    ),
  )
  const results = await Promise.all(sent.map((bytes, n) => there.send(bytes, `${n}.png`)))
  expect(results.map((one) => one.ok && one.name)).toEqual([
    '0.png',
    '1.png',
    '2.png',
    '3.png',
    '4.png',
    '5.png',
  ])
})

describe('with a virus scanner', () => {
  test('an infected file is refused before anything else opens it', async () => {
    const { send, kept } = await office(() => Promise.resolve('infected'))
    expect(await send(Buffer.from('not even a picture'), 'a.jpg')).toMatchObject({
      ok: false,
      fault: 'infected',
    })
    expect(await kept()).toEqual([])
  })

  test('that is down, no file is kept, and the sender is asked to come back', async () => {
    const { send, kept } = await office(() => Promise.reject(new Error('down')))
    const result = await send(await picture().jpeg().toBuffer(), 'a.jpg')
    expect(result).toMatchObject({ ok: false, fault: 'scanFailed' })
    expect(!result.ok && result.sentence.en).toContain('again')
    expect(await kept()).toEqual([])
  })

  test('a clean file is kept', async () => {
    const { send } = await office(() => Promise.resolve('clean'))
    expect(await send(await picture().jpeg().toBuffer(), 'a.jpg')).toMatchObject({ ok: true })
  })
})

test('a full disk is told as such', async ({ skip }) => {
  const disk = await smallDisk()
  if (disk === undefined) return skip('needs the right to mount a small disk')
  const receive = makeReceiver(await makeFileStore(disk))
  const part = partOf(Buffer.alloc(3 * MB), 'a.jpg')
  await expect(receive(part, rules)).rejects.toThrow('diskFull')
  // Its end is still reached, since the form reader waits for it.
  if (!part.file.readableEnded) await once(part.file, 'end')
  const large = await noise(1000, 1000).jpeg({ quality: 85 }).toBuffer()
  expect(large.length).toBeGreaterThan(MB / 2)
  expect(large.length).toBeLessThan(MB)
  await expect(receive(partOf(large, 'a.jpg'), rules)).rejects.toThrow('diskFull')
})

async function colourAt(bytes: Buffer, left: number, top: number): Promise<'red' | 'blue' | 'other'> {
  const pixel = await sharp(
    await sharp(await fileOf(bytes))
      .raw()
      .toBuffer(),
    {
      raw: { width: 40, height: 60, channels: 3 },
    },
  )
    .extract({ left, top, width: 1, height: 1 })
    .raw()
    .toBuffer()
  const [red = 0, , blue = 0] = pixel
  if (red > 200 && blue < 60) return 'red'
  return blue > 200 && red < 60 ? 'blue' : 'other'
}
