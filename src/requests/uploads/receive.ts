import { open, rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { redraw, type KeptType } from '../../files/clean.ts'
import type { CleanFault } from '../../files/faults.ts'
import { heicToJpeg } from '../../files/heic.ts'
import { displayName } from '../../files/name.ts'
import { rewritePdf } from '../../files/pdf.ts'
import { makeQueue } from '../../files/queue.ts'
import type { FileType } from '../../forms/definition.ts'
import type { Text } from '../../i18n/text.ts'
import { asUserError, type FileStore } from '../../storage/files.ts'
import { faultText, type UploadFault, type UploadRules } from './faults.ts'
import type { Scanner } from './scan.ts'
import { typeOfContent } from './type.ts'

/** One file of a form as it arrives; `truncated` is set by the form reader at its own limit. */
export type UploadPart = { file: Readable & { truncated?: boolean }; filename: string; mimetype: string }

export type Received =
  | { ok: true; name: string; type: string; size: number; sha256: string }
  | { ok: false; fault: UploadFault; sentence: Text }

export type Receiver = (part: UploadPart, rules: UploadRules) => Promise<Received>

const MEDIA_TYPES: Record<KeptType, string> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
}

/** Pictures being unfolded at one time, which bounds the memory they take. */
const AT_ONCE = 2

/**
 * Makes the one way for files into the store. What is kept is never what was sent but a picture or
 * document drawn anew from it, named after its content; `size` is that of the kept file, in bytes.
 * Where a scanner is set up, nothing passes it unseen: when it is down, files are refused.
 *
 * The promise resolves to a fault for anything wrong with the file or its journey, and leaves nothing
 * behind. It throws `diskFull`, or a fault of ours. Either way the part is read to its end, as the rest of
 * the form comes after it.
 */
export function makeReceiver(files: FileStore, scan?: Scanner): Receiver {
  const inTurn = makeQueue(AT_ONCE)

  return async function receive(part, rules) {
    const [sent, cleaned] = [files.scratch(), files.scratch()]
    const refuse = (fault: UploadFault): Received => ({ ok: false, fault, sentence: faultText(fault, rules) })
    try {
      await files.keepRoom()
      const arrival = await arrive(part, sent, rules.maxBytes)
      if (arrival) return refuse(arrival)
      const seen = scan ? await scan(sent).catch(() => 'scanFailed' as const) : 'clean'
      if (seen !== 'clean') return refuse(seen)
      const type = await typeOfContent(sent)
      if (!type || !isAccepted(type, rules.accept)) return refuse('wrongType')
      // Documents have a queue of their own (`apart.ts`): a hostile one must not hold up everybody's photos.
      const draw = () => drawAnew(type, sent, cleaned)
      const fault = await (type === 'pdf' || type === 'heic' ? draw() : inTurn(draw))
      if (fault) return refuse(fault)
      const kept = type === 'heic' ? 'jpg' : type
      return {
        ok: true,
        name: displayName(part.filename, kept),
        type: MEDIA_TYPES[kept],
        ...(await files.put(cleaned)),
      }
    } catch (error) {
      throw asUserError(error)
    } finally {
      part.file.resume()
      await Promise.all([rm(sent, { force: true }), rm(cleaned, { force: true })])
    }
  }
}

/** An iPhone picture is kept as a JPEG, so it may come where a JPEG may. */
function isAccepted(type: FileType, accept: FileType[]): boolean {
  return accept.includes(type) || (type === 'heic' && accept.includes('jpg'))
}

function drawAnew(type: FileType, from: string, to: string): Promise<CleanFault | undefined> {
  if (type === 'pdf') return rewritePdf(from, to)
  return type === 'heic' ? heicToJpeg(from, to) : redraw(from, to, type)
}

/** Writes what arrives, up to the limit; the rest is read and dropped, so that an answer can be sent. */
async function arrive(part: UploadPart, to: string, maxBytes: number): Promise<UploadFault | undefined> {
  const out = await open(to, 'wx', 0o600)
  let size = 0
  try {
    for await (const piece of pieces(part.file)) {
      if (piece === 'broken') return 'broken'
      size += piece.length
      if (size <= maxBytes) await out.writeFile(piece)
    }
  } finally {
    await out.close()
  }
  if (size > maxBytes || part.file.truncated) return 'tooBig'
  if (size > 0) return undefined
  return part.filename === '' ? 'none' : 'empty'
}

/** Keeps the failing of the sender apart from that of our disk, which leaves the rest of the form readable. */
async function* pieces(file: Readable): AsyncGenerator<Buffer | 'broken'> {
  try {
    for await (const piece of file.iterator({ destroyOnReturn: false })) yield piece as Buffer
  } catch {
    yield 'broken'
  }
}
