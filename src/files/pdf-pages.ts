import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFObjectCopier,
  PDFPage,
  PDFRawStream,
  PDFStream,
  PDFString,
  type PDFObject,
} from '@cantoo/pdf-lib'
import { withoutSegments } from './jpeg-segments.ts'

/** What makes a page look as it does. Everything else, known or not, stays behind. */
const PAGE_PARTS = [
  'Type',
  'Parent',
  'Resources',
  'MediaBox',
  'CropBox',
  'Rotate',
  'UserUnit',
  'Contents',
  'Group',
]
/** What a picture, a form or a font may carry beside what it shows. */
const STREAM_EXTRAS = [
  'Metadata',
  'PieceInfo',
  'LastModified',
  'AF',
  'OPI',
  'Ref',
  'Alternates',
  'StructParent',
]
const LAYER_PARTS = ['BaseState', 'ON', 'OFF']
/** Marks to click, hear or unpack, and notes behind an icon. */
const UNSEEN = ['Link', 'Popup', 'Text', 'FileAttachment', 'Sound', 'Movie', 'Screen', 'RichMedia', '3D']

/** No paper of a request has more; a file that claims to only means to keep the machine busy. */
const MOST_PAGES = 500

/**
 * A new document of the same pages, with only what they show. Undefined where pages or their contents
 * are missing, or where words would be lost: those of a form field that was never drawn.
 */
export async function pagesAnew(source: PDFDocument): Promise<PDFDocument | undefined> {
  const pages = source.getPages()
  if (pages.length === 0 || pages.length > MOST_PAGES || !pages.every(isWhole)) return undefined
  for (const page of pages) {
    const marks = marksOf(page)
    keepOnly(page.node, PAGE_PARTS)
    if (marks.length > 0) page.node.set(name('Annots'), source.context.obj(marks.map(asStamp)))
  }
  for (const [, object] of source.context.enumerateIndirectObjects())
    if (object instanceof PDFStream) strip(object)
  return copy(source, pages)
}

/** As the library copies pages, and with them which layers of a drawing are hidden. */
async function copy(source: PDFDocument, pages: PDFPage[]): Promise<PDFDocument> {
  const target = await PDFDocument.create({ updateMetadata: false })
  const copier = PDFObjectCopier.for(source.context, target.context)
  for (const { node } of pages) {
    const copied = copier.copy(node)
    target.addPage(PDFPage.of(copied, target.context.register(copied), target))
  }
  const layers = look(source.catalog, 'OCProperties')
  const shown = layers && look(layers, 'D')
  if (layers && shown) {
    keepOnly(shown, LAYER_PARTS)
    keepOnly(layers, ['OCGs', 'D'])
    target.catalog.set(name('OCProperties'), copier.copy(layers))
  }
  return target
}

/** A page may be blank, but contents it names have to be there, and what was typed has to be drawn. */
function isWhole({ node }: PDFPage): boolean {
  const contents = node.get(name('Contents'))
  const parts = node.context.lookup(contents)
  const named = parts instanceof PDFArray ? parts.asArray() : contents ? [contents] : []
  if (!named.every((part) => node.context.lookup(part) instanceof PDFStream)) return false
  return annotations(node).every((mark) => drawing(mark) !== undefined || !hasWords(mark))
}

function marksOf({ node }: PDFPage): PDFDict[] {
  return annotations(node).filter(
    (mark) => drawing(mark) !== undefined && !UNSEEN.includes(nameIn(mark, 'Subtype')),
  )
}

function annotations(page: PDFDict): PDFDict[] {
  const list = page.lookup(name('Annots'))
  const marks = list instanceof PDFArray ? list.asArray().map((one) => page.context.lookup(one)) : []
  return marks.filter((mark) => mark instanceof PDFDict)
}

/** A stamp shows the same drawing at the same place and needs no form around it; its flags may hide it. */
function asStamp(mark: PDFDict): PDFDict {
  const stamp = mark.context.obj({ Type: 'Annot', Subtype: 'Stamp' })
  for (const part of ['Rect', 'F']) {
    const value = mark.get(name(part))
    if (value) stamp.set(name(part), value)
  }
  const appearance = mark.context.obj({})
  const drawn = drawing(mark)
  if (drawn) appearance.set(name('N'), drawn)
  stamp.set(name('AP'), appearance)
  return stamp
}

/** How a mark looks now: the one drawing, or that of its present state, as for a ticked box. */
function drawing(mark: PDFDict): PDFObject | undefined {
  const normal = look(mark, 'AP')?.get(name('N'))
  const found = mark.context.lookup(normal)
  if (found instanceof PDFStream) return normal
  const state = found instanceof PDFDict ? found.get(name(nameIn(mark, 'AS') || 'Off')) : undefined
  return mark.context.lookup(state) instanceof PDFStream ? state : undefined
}

/** Words that only a form program would draw: of a text or choice field, or written beside the text. */
function hasWords(mark: PDFDict): boolean {
  if (nameIn(mark, 'Subtype') === 'FreeText') return isText(mark.lookup(name('Contents')))
  return ['Tx', 'Ch'].includes(nameIn(mark, 'FT')) && isText(inherited(mark, 'V'))
}

function isText(value: PDFObject | undefined): boolean {
  return (value instanceof PDFString || value instanceof PDFHexString) && value.decodeText().trim() !== ''
}

/** A field may leave its kind and value to the one it is part of. */
function inherited(mark: PDFDict, part: string, depth = 0): PDFObject | undefined {
  const parent = look(mark, 'Parent')
  return mark.lookup(name(part)) ?? (parent && depth < 20 ? inherited(parent, part, depth + 1) : undefined)
}

function strip(stream: PDFStream) {
  for (const part of STREAM_EXTRAS) stream.dict.delete(name(part))
  if (!(stream instanceof PDFRawStream) || !isJpeg(stream.dict)) return
  // A photo keeps its own hidden data inside the document, the place it was taken among them.
  stream.updateContents(withoutSegments(stream.getContents()))
}

function isJpeg(dict: PDFDict): boolean {
  const filter = dict.lookup(name('Filter'))
  const only = filter instanceof PDFArray && filter.size() === 1 ? filter.lookup(0) : filter
  return only === name('DCTDecode') || only === name('DCT')
}

function keepOnly(dict: PDFDict, parts: string[]) {
  for (const key of dict.keys()) if (!parts.includes(key.decodeText())) dict.delete(key)
}

function look(dict: PDFDict, part: string): PDFDict | undefined {
  const found = dict.lookup(name(part))
  return found instanceof PDFDict ? found : undefined
}

function nameIn(dict: PDFDict, part: string): string {
  const found = part === 'FT' ? inherited(dict, part) : dict.lookup(name(part))
  return found instanceof PDFName ? found.decodeText() : ''
}

const name = (text: string) => PDFName.of(text)
