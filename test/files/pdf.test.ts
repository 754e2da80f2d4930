import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PDFDocument, PDFName } from '@cantoo/pdf-lib'
import { expect, test } from 'vitest'
import { rewritePdf } from '../../src/files/pdf.ts'
import {
  fileOf,
  folder,
  insideOf,
  loadedPdf,
  lockedPdf,
  phonePhoto,
  plainPdf,
  restrictedPdf,
  SECRET,
  undrawnPdf,
} from '../support/files.ts'

/** “Deed 1234” and “Malee 42” as a page's drawing writes them. */
const DEED = Buffer.from('Deed 1234').toString('hex').toUpperCase()
const MALEE = Buffer.from('Malee 42').toString('hex').toUpperCase()

async function rewritten(pdf: Uint8Array): Promise<{ fault: string | undefined; bytes: Buffer }> {
  const to = join(await folder(), 'cleaned')
  const fault = await rewritePdf(await fileOf(pdf), to)
  return { fault, bytes: fault ? Buffer.alloc(0) : await readFile(to) }
}

test('a plain document keeps what its page shows', async () => {
  const { fault, bytes } = await rewritten(await plainPdf())
  expect(fault).toBeUndefined()
  const [page] = (await PDFDocument.load(bytes)).getPages()
  expect(page?.getSize()).toEqual({ width: 300, height: 200 })
  expect(await insideOf(bytes)).toContain(DEED)
})

test('author, scripts, attachments, links, notes and the place of a photo inside stay behind', async () => {
  const sent = await loadedPdf()
  const before = await insideOf(sent)
  const marks = [
    '/JavaScript',
    '/EmbeddedFile',
    '/OpenAction',
    '/AA',
    '/Metadata',
    '/PieceInfo',
    '/URI',
    '/AcroForm',
  ]
  expect(marks.filter((mark) => !before.includes(mark))).toEqual([])
  expect(before.split(SECRET).length).toBeGreaterThan(10)
  const { fault, bytes } = await rewritten(sent)
  expect(fault).toBeUndefined()
  const after = await insideOf(bytes)
  expect([...marks, '/Info', '/Author', SECRET, 'Exif'].filter((mark) => after.includes(mark))).toEqual([])
})

test('what was typed into a form stays to be seen, and so does the photo', async () => {
  const after = await insideOf((await rewritten(await loadedPdf())).bytes)
  expect(after).toContain(DEED)
  expect(after).toContain(MALEE)
  expect(after).toContain('/DCTDecode')
})

test('typed words that were never drawn are not lost silently: the document is refused', async () => {
  expect((await rewritten(await undrawnPdf())).fault).toBe('unreadable')
})

test('a document that needs a password is told apart from a damaged one', async () => {
  expect((await rewritten(await lockedPdf())).fault).toBe('passwordProtected')
})

test('a document that only forbids copying is accepted, and opens without a password', async () => {
  const { fault, bytes } = await rewritten(await restrictedPdf())
  expect(fault).toBeUndefined()
  expect(await insideOf(bytes)).toContain(DEED)
})

test('a layer that was hidden stays hidden', async () => {
  const sent = await plainPdf((document) => {
    const { context, catalog } = document
    const layer = context.register(context.obj({ Type: 'OCG', Name: 'grid' }))
    document
      .getPage(0)
      .node.Resources()
      ?.set(PDFName.of('Properties'), context.obj({ L1: layer }))
    catalog.set(PDFName.of('OCProperties'), context.obj({ OCGs: [layer], D: { OFF: [layer] } }))
  })
  const { bytes } = await rewritten(sent)
  const document = await PDFDocument.load(bytes)
  const layer = document.getPage(0).node.Resources()?.lookup(PDFName.of('Properties'))?.toString()
  const hidden = document.catalog.lookup(PDFName.of('OCProperties'))?.toString()
  const reference = /\d+ 0 R/.exec(layer ?? '')?.[0] ?? 'none'
  expect(hidden).toMatch(new RegExp(`/OFF \\[ ${reference} \\]`))
})

test.each([
  ['nothing but a first line', '%PDF-1.7\n'],
  ['a first line and nonsense', `%PDF-1.7\n${'nonsense '.repeat(500)}`],
  [
    'no pages',
    '%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
  ],
  [
    'a page whose contents are missing',
    '%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
  ],
  [
    'pages in a circle',
    '%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
  ],
  ['lists without end', `%PDF-1.7\n1 0 obj ${'['.repeat(200_000)} endobj\ntrailer<</Root 1 0 R>>\n%%EOF`],
])('a document with %s is unreadable', async (_what, text) => {
  expect((await rewritten(Buffer.from(text))).fault).toBe('unreadable')
})

test('a document cut off in the middle is unreadable', async () => {
  const whole = await plainPdf(async (document) => {
    document.getPage(0).drawImage(await document.embedJpg(await phonePhoto()))
  })
  expect((await rewritten(whole.subarray(0, whole.length / 2))).fault).toBe('unreadable')
})
