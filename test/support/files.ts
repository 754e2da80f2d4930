import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { crc32, deflateSync } from 'node:zlib'
import { decodePDFRawStream, PDFDocument, PDFName, PDFRawStream, PDFString } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { onTestFinished } from 'vitest'
import type { UploadPart } from '../../src/requests/uploads/receive.ts'

/** Words that stand for what a sender did not mean to send; no kept file may hold them. */
export const SECRET = 'SomchaiHouse'

/** A folder that is gone when the test is. */
export async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'sala-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

/** A disk of so many megabytes, where this machine lets us have one. */
export async function smallDisk(megabytes = 1): Promise<string | undefined> {
  const dir = await folder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', dir], { stdio: 'ignore' })
  } catch {
    return undefined
  }
  onTestFinished(() => void execFileSync('umount', [dir]))
  return dir
}

/** A file of these bytes on the disk, gone when the test is. */
export async function fileOf(bytes: Uint8Array): Promise<string> {
  const path = join(await folder(), 'sent')
  await writeFile(path, bytes)
  return path
}

/** What the form reader hands over for one file, in pieces as a connection brings them. */
export function partOf(bytes: Uint8Array, filename: string): UploadPart {
  const pieces: Buffer[] = []
  for (let at = 0; at < bytes.length; at += 65_536) pieces.push(Buffer.from(bytes.subarray(at, at + 65_536)))
  return { file: Readable.from(pieces), filename, mimetype: 'application/octet-stream' }
}

/** Red above, blue below, so that one can tell which way is up. */
export function picture(width = 60, height = 40) {
  const half = Math.floor(height / 2)
  const bar = { create: { width, height: height - half, channels: 3 as const, background: 'blue' } }
  return sharp({ create: { width, height, channels: 3, background: 'red' } }).composite([
    { input: bar, top: half, left: 0 },
  ])
}

/** As a telephone held upright writes it: lying on its side, with a note to turn it, the place and the device. */
export async function phonePhoto(): Promise<Buffer> {
  return picture()
    .jpeg()
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: SECRET },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '13/1 45/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '100/1 30/1 0/1',
      },
    })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><note>${SECRET}</note></x:xmpmeta>`)
    .toBuffer()
}

/** Incompressible, so that it is as large as it looks. */
export function noise(width: number, height: number) {
  return sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
}

/** A few hundred bytes that claim to be an enormous picture. */
export function hugePng(side: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const data = deflateSync(Buffer.alloc(1_000_000))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', data),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

/** The same picture with a text chunk, as screenshots have them. */
export function withPngText(png: Buffer, text: string): Buffer {
  const afterHeader = 33
  const chunk = pngChunk('tEXt', Buffer.from(`Comment\0${text}`, 'latin1'))
  return Buffer.concat([png.subarray(0, afterHeader), chunk, png.subarray(afterHeader)])
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** One page that says “Deed 1234”. */
export async function plainPdf(change: (document: PDFDocument) => unknown = () => {}): Promise<Buffer> {
  const document = await PDFDocument.create()
  document.addPage([300, 200]).drawText('Deed 1234', { x: 20, y: 100 })
  await change(document)
  return Buffer.from(await document.save({ useObjectStreams: false, updateFieldAppearances: false }))
}

/** A document with everything in it that has to stay behind, each with the secret in it. */
export function loadedPdf(): Promise<Buffer> {
  return plainPdf(async (document) => {
    const { context, catalog } = document
    const page = document.getPage(0)
    const hidden = PDFString.of(SECRET)
    const script = context.obj({ Type: 'Action', S: 'JavaScript', JS: hidden })
    document.setAuthor(SECRET)
    document.setTitle(SECRET)
    document.addJavaScript('start', `app.alert("${SECRET}")`)
    await document.attach(Buffer.from(SECRET), `${SECRET}.exe`, { mimeType: 'application/octet-stream' })
    catalog.set(PDFName.of('OpenAction'), script)
    catalog.set(PDFName.of('Metadata'), context.register(context.stream(`<xmp>${SECRET}</xmp>`)))
    page.node.set(PDFName.of('AA'), context.obj({ O: script }))
    page.node.set(PDFName.of('Metadata'), context.register(context.stream(SECRET)))
    page.node.set(PDFName.of('PieceInfo'), context.obj({ App: { Private: hidden } }))
    const action = context.obj({ S: 'URI', URI: PDFString.of(`http://${SECRET}.example`) })
    page.node.addAnnot(
      context.register(context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9], A: action })),
    )
    page.node.addAnnot(
      context.register(
        context.obj({ Type: 'Annot', Subtype: 'Text', Rect: [0, 0, 9, 9], Contents: hidden, T: hidden }),
      ),
    )
    const photo = await document.embedJpg(await phonePhoto())
    page.drawImage(photo, { x: 0, y: 0, width: 30, height: 20 })
    await document.flush()
    const stream = context.lookup(photo.ref)
    if (stream instanceof PDFRawStream) {
      stream.dict.set(PDFName.of('Metadata'), context.register(context.stream(SECRET)))
    }
    const field = document.getForm().createTextField('owner')
    field.setText('Malee 42')
    field.addToPage(page, { x: 20, y: 20, width: 100, height: 20 })
    field.acroField.dict.set(PDFName.of('TU'), hidden)
  })
}

/** A field whose words are stored but not drawn, as some form programs leave them. */
export function undrawnPdf(): Promise<Buffer> {
  return plainPdf((document) => {
    const field = document.getForm().createTextField('owner')
    field.addToPage(document.getPage(0), { x: 20, y: 20, width: 100, height: 20 })
    const [widget] = field.acroField.getWidgets()
    widget?.dict.delete(PDFName.of('AP'))
    field.acroField.dict.set(PDFName.of('V'), PDFString.of('Malee'))
  })
}

export function lockedPdf(): Promise<Buffer> {
  return plainPdf((document) => document.encrypt({ userPassword: 'open sesame', ownerPassword: 'owner' }))
}

/** Opens for everyone, but asks not to be printed or copied. */
export function restrictedPdf(): Promise<Buffer> {
  return plainPdf((document) => document.encrypt({ ownerPassword: 'owner', permissions: { copying: false } }))
}

/** All that is written in a PDF, its streams unfolded; for looking whether something is in it. */
export async function insideOf(pdf: Uint8Array): Promise<string> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false })
  const objects = document.context.enumerateIndirectObjects().map(([, object]) => {
    if (!(object instanceof PDFRawStream)) return object.toString()
    const filter = object.dict.lookup(PDFName.of('Filter'))
    const isPicture = filter === PDFName.of('DCTDecode')
    const bytes = isPicture ? object.getContents() : decodePDFRawStream(object).decode()
    return `${object.dict.toString()} ${Buffer.from(bytes).toString('latin1')}`
  })
  return [Buffer.from(pdf).toString('latin1'), ...objects].join('\n')
}
