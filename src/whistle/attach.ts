import { Readable } from 'node:stream'
import { extname } from 'node:path'
import { displayName } from '../files/name.ts'
import { makeQueue } from '../files/queue.ts'
import { UserError } from '../errors.ts'
import { treatmentOf, type Treatment } from './clean.ts'
import type { Attachment, FileNote } from './entries.ts'
import { openFile, sealFile, type Sealing } from './file-seal.ts'
import type { Ground } from './parts.ts'
import { base64, fromBase64, wipe, type Bytes } from './primitives.ts'
import type { Reporter } from './returning.ts'
import type { makeReturning } from './returning.ts'

export const ATTACH_LIMITS = { bytes: 25 * 1024 * 1024, files: 30 }
/** Whole files held in memory at one time, for their clean copies; the next sender's stream waits. */
const IN_MEMORY = 4

/** One file as it arrives; `truncated` is set by the form reader at its own limit. */
export type SentFile = {
  file: Readable & { truncated?: boolean }
  filename: string
  mimetype: string
  /** The reporter's choice: without the original only the clean copy is kept. */
  keepOriginal: boolean
}
export type AttachAnswer =
  | { kind: 'kept'; name: string; cleaned: boolean; originalKept: boolean }
  | { kind: 'tooLarge' | 'empty' | 'tooMany' | 'broken' }
  /** It cannot be cleaned and the original was not to be kept: nothing was. */
  | { kind: 'notCleaned' }

const TOO_MANY = new Error('the report has all the files it may have')

/** Files of a report: sealed as they come, no byte of them in the clear on a disk. */
export function makeAttaching(ground: Ground, returning: ReturnType<typeof makeReturning>) {
  const inTurn = makeQueue(IN_MEMORY)

  /** When it answers `kept`, the file survives a power cut. Throws `diskFull`. The stream is read to its end in any case. */
  async function attach(reporter: Reporter, sent: SentFile): Promise<AttachAnswer> {
    const kept: string[] = []
    try {
      const { attachments } = await returning.view(reporter)
      if (attachments.length >= ATTACH_LIMITS.files) return { kind: 'tooMany' }
      await ground.files.keepRoom()
      const answer = await inTurn(() => receive(sent, kept))
      if ('kind' in answer) return answer
      const day = ground.day()
      await returning.add(
        reporter,
        ({ thread }) => {
          // Others may have been added while this one was read.
          if (thread.attachments.length >= ATTACH_LIMITS.files) throw TOO_MANY
          return { kind: 'attached', day, attachment: answer }
        },
        kept,
      )
      const name = (answer.original ?? answer.clean)?.name ?? ''
      kept.length = 0
      return { kind: 'kept', name, cleaned: !!answer.clean, originalKept: !!answer.original }
    } catch (error) {
      if (error instanceof UserError && error.kind === 'tooLarge') return { kind: 'tooLarge' }
      if (error === TOO_MANY) return { kind: 'tooMany' }
      if (isBroken(error)) return { kind: 'broken' }
      throw error
    } finally {
      // A file no entry speaks of could never be opened.
      for (const id of kept) await ground.files.remove(id)
      sent.file.resume()
    }
  }

  async function receive(sent: SentFile, kept: string[]): Promise<Attachment | AttachAnswer> {
    const { filename, keepOriginal } = sent
    const cleanable = treatmentOf(filename, ground.tool) !== 'notCleaned'
    if (!cleanable && !keepOriginal) return { kind: 'notCleaned' }
    const held: Bytes[] = []
    const arriving = watch(sent.file, cleanable ? held : undefined)
    const name = displayName(filename, extname(filename).slice(1).toLowerCase() || 'bin')
    const original = keepOriginal
      ? await keep(arriving.pieces, { name, type: sent.mimetype, mostBytes: ATTACH_LIMITS.bytes }, kept)
      : await readOnly(arriving.pieces)
    if (sent.file.truncated || arriving.size() > ATTACH_LIMITS.bytes) return { kind: 'tooLarge' }
    if (arriving.size() === 0) return { kind: 'empty' }
    const clean = cleanable ? await keepClean(Buffer.concat(held), filename, kept) : undefined
    held.forEach(wipe)
    if (!clean && !original) return { kind: 'notCleaned' }
    return { ...(clean && { clean }), ...(original && { original }) }
  }

  async function keepClean(bytes: Bytes, filename: string, kept: string[]): Promise<FileNote | undefined> {
    const copy = await ground.clean(bytes, filename)
    wipe(bytes)
    if (!copy) return undefined
    const { name, type } = copy
    // A picture drawn anew can be larger than it came.
    return keep(Readable.from([copy.bytes]), { name, type, mostBytes: Infinity }, kept)
  }

  async function keep(source: AsyncIterable<Bytes>, sealing: Sealing, kept: string[]): Promise<FileNote> {
    const { bytes, facts } = sealFile(source, sealing)
    const { sha256 } = await ground.files.put(Readable.from(bytes, { objectMode: true }))
    kept.push(sha256)
    const { key, name, type, size } = facts()
    return { id: sha256, key: base64(key), name, type, size }
  }

  /** A file's bytes; the stream fails if it was changed or cut. */
  function read(note: FileNote): AsyncIterable<Bytes> {
    return openFile(ground.files.open(note.id), { ...note, key: fromBase64(note.key) })
  }

  return {
    attach,
    read,
    /** What is said beside the field, before a file is sent. */
    treatmentOf: (filename: string): Treatment => treatmentOf(filename, ground.tool),
  }
}

/** Counts what comes, and holds it where a clean copy is to be made; no more than the limit. */
function watch(file: Readable, held: Bytes[] | undefined) {
  let size = 0
  async function* pieces(): AsyncGenerator<Bytes> {
    for await (const piece of file.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += piece.length
      if (size <= ATTACH_LIMITS.bytes) held?.push(Buffer.from(piece))
      yield piece
    }
  }
  return { pieces: pieces(), size: () => size }
}

async function readOnly(pieces: AsyncIterable<Bytes>): Promise<undefined> {
  for await (const piece of pieces) void piece
  return undefined
}

/** The sender's line broke; nothing of ours is at fault. */
function isBroken(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNABORTED'
}
