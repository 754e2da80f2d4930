import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileTypeFromBuffer } from 'file-type'
import { redrawn, type KeptType } from '../files/clean.ts'
import type { Cleaned } from '../files/faults.ts'
import { heicAsJpeg } from '../files/heic.ts'
import { displayName } from '../files/name.ts'
import { rewrittenPdf } from '../files/pdf.ts'
import { makeQueue } from '../files/queue.ts'
import type { Bytes } from './primitives.ts'

/** What happens to what hides in a file (place, device, author, changes), told before it is sent. */
export type Treatment = 'drawnAnew' | 'cleanedByTool' | 'notCleaned'
export type CleanCopy = { bytes: Bytes; name: string; type: string }

/** The program that takes hidden data out of office files, sound and film, where this machine has it. */
export type CleaningTool = {
  path: string
  /** A folder in memory (tmpfs), since the program reads files only: a report's words never reach a disk. */
  memoryFolder: string
}

const PICTURES = ['.jpg', '.jpeg', '.png', '.webp', '.heic', '.heif']
const BY_TOOL =
  '.docx .xlsx .pptx .odt .ods .odp .zip .mp3 .flac .ogg .wav .mp4 .avi .tiff .gif .bmp .epub'.split(' ')
const KEPT: Record<string, KeptType | 'heic'> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/apng': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'image/heif': 'heic',
  'application/pdf': 'pdf',
}
const MEDIA_TYPES: Record<KeptType, string> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  pdf: 'application/pdf',
}
const TOOL_MS = 60_000

/** Files unfolded in memory at one time; more wait. */
const AT_ONCE = 2

/** By its name alone, as that is all there is before it is sent. */
export function treatmentOf(filename: string, tool?: CleaningTool): Treatment {
  const ending = extname(filename).toLowerCase()
  if (PICTURES.includes(ending) || ending === '.pdf') return 'drawnAnew'
  return tool && BY_TOOL.includes(ending) ? 'cleanedByTool' : 'notCleaned'
}

export type Cleaner = (bytes: Bytes, filename: string) => Promise<CleanCopy | undefined>

/**
 * Makes a copy of a file without what hides in it. Undefined where that cannot be done: another kind of file, or one
 * that is damaged or locked. Watermarks, a writer's style and the dots of printers stay in any copy.
 */
export function makeCleaner(tool?: CleaningTool): Cleaner {
  const inTurn = makeQueue(AT_ONCE)
  return (bytes, filename) => inTurn(() => cleanCopy(bytes, filename, tool))
}

async function cleanCopy(
  bytes: Bytes,
  filename: string,
  tool?: CleaningTool,
): Promise<CleanCopy | undefined> {
  const found = await fileTypeFromBuffer(bytes)
  const kind = found && KEPT[found.mime]
  if (kind) return drawn(await drawAnew(bytes, kind), filename, kind === 'heic' ? 'jpg' : kind)
  if (!tool || treatmentOf(filename, tool) !== 'cleanedByTool') return undefined
  const cleaned = await runTool(bytes, extname(filename).toLowerCase(), tool)
  const ending = extname(filename).toLowerCase().slice(1)
  const type = found?.mime ?? 'application/octet-stream'
  return cleaned && { bytes: cleaned, name: displayName(filename, ending), type }
}

function drawAnew(bytes: Bytes, kind: KeptType | 'heic'): Promise<Cleaned> {
  if (kind === 'pdf') return rewrittenPdf(bytes)
  return kind === 'heic' ? heicAsJpeg(bytes) : redrawn(bytes, kind)
}

function drawn(cleaned: Cleaned, filename: string, type: KeptType): CleanCopy | undefined {
  if ('fault' in cleaned) return undefined
  return { bytes: cleaned.bytes, name: displayName(filename, type), type: MEDIA_TYPES[type] }
}

/** The program sees a file with a name of ours, no environment, and a minute at most. */
async function runTool(bytes: Bytes, ending: string, tool: CleaningTool): Promise<Bytes | undefined> {
  const folder = await mkdtemp(join(tool.memoryFolder, 'clean-'))
  const path = join(folder, `file${ending}`)
  try {
    await writeFile(path, bytes, { mode: 0o600 })
    const worked = await run(tool.path, ['--inplace', '--unknown-members', 'abort', path])
    return worked ? await readFile(path) : undefined
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function run(program: string, words: string[]): Promise<boolean> {
  const options = { env: { PATH: '/usr/bin:/bin', HOME: '/nonexistent' }, timeout: TOOL_MS }
  return new Promise((done) => execFile(program, words, options, (fault) => done(fault === null)))
}
