import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { makeCleaner, treatmentOf } from '../../src/whistle/clean.ts'
import { folder } from '../support/files.ts'
import { unzipped, zipOf } from '../support/zip.ts'

const mat2 = spawnSync('sh', ['-c', 'command -v mat2'], { encoding: 'utf8' }).stdout.trim()
const AUTHOR = 'Wanida Phrasert'
// The tool writes other letters as numbers of theirs.
const WORDS = 'Paid after the meeting'
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const OFFICE = 'http://schemas.openxmlformats.org'

/** A letter as a word processor saves it, its author in its properties. */
const LETTER = zipOf({
  '[Content_Types].xml': `${XML}<Types xmlns="${OFFICE}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
  '_rels/.rels': `${XML}<Relationships xmlns="${OFFICE}/package/2006/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="r2" Type="${OFFICE}/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
  'word/document.xml': `${XML}<w:document xmlns:w="${OFFICE}/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${WORDS}</w:t></w:r></w:p></w:body></w:document>`,
  'docProps/core.xml': `${XML}<cp:coreProperties xmlns:cp="${OFFICE}/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>${AUTHOR}</dc:creator></cp:coreProperties>`,
})

test('what happens to a file is told by its name, and only with the tool for office files', () => {
  const tool = { path: '/usr/bin/mat2', memoryFolder: '/dev/shm' }
  const names = ['a.JPG', 'b.heic', 'c.pdf', 'd.docx', 'e.csv', 'ไม่มีนามสกุล']
  const [drawn, not] = ['drawnAnew', 'notCleaned']
  expect(names.map((name) => treatmentOf(name))).toEqual([drawn, drawn, drawn, not, not, not])
  expect(treatmentOf('d.docx', tool)).toBe('cleanedByTool')
})

test.skipIf(!mat2)('a letter loses its author and keeps its words, where mat2 is installed', async () => {
  const memoryFolder = await folder()
  expect(LETTER.includes(AUTHOR)).toBe(true)
  const copy = await makeCleaner({ path: mat2, memoryFolder })(LETTER, 'จดหมาย.docx')
  expect(copy?.name).toBe('จดหมาย.docx')
  const inside = unzipped(Buffer.from(copy?.bytes ?? []))
  expect(String(inside.get('word/document.xml'))).toContain(WORDS)
  expect([...inside.values()].filter((bytes) => bytes.includes(AUTHOR))).toEqual([])
  expect(readdirSync(memoryFolder)).toEqual([])
})

test.skipIf(!mat2)('a letter that holds a kind of part mat2 does not know gets no copy', async () => {
  const strange = zipOf({ 'word/document.xml': '<a/>', 'word/strange.bin': AUTHOR })
  const clean = makeCleaner({ path: mat2, memoryFolder: await folder() })
  expect(await clean(strange, 'จดหมาย.docx')).toBeUndefined()
})

test('where the tool fails no copy is made, and nothing of the file is left', async () => {
  const memoryFolder = await folder()
  const clean = makeCleaner({ path: '/bin/false', memoryFolder })
  expect(await clean(new TextEncoder().encode('docx'), 'a.docx')).toBeUndefined()
  expect(readdirSync(memoryFolder)).toEqual([])
})
