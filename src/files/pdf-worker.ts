import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { EncryptedPDFError, ParseSpeeds, PDFDocument } from '@cantoo/pdf-lib'
import type { Cleaned, Source } from './faults.ts'
import { pagesAnew } from './pdf-pages.ts'

// Nothing else waits for this thread, so the library need not pause for it.
const READING = { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest }
const WRITING = { addDefaultPage: false, updateFieldAppearances: false, objectsPerTick: Infinity }

/** The thread of `rewritePdf`: one document in, its bytes or a fault out. */
const answer = await rewrite(bytesOf(workerData as Source))
parentPort?.postMessage(answer, 'bytes' in answer ? [answer.bytes.buffer as ArrayBuffer] : [])

function bytesOf(from: Source): Buffer {
  return typeof from === 'string' ? readFileSync(from) : Buffer.from(from)
}

async function rewrite(bytes: Buffer): Promise<Cleaned> {
  try {
    if (!hasEnd(bytes)) return { fault: 'unreadable' }
    const document = await open(bytes)
    if (!document) return { fault: 'passwordProtected' }
    const anew = await pagesAnew(document)
    if (!anew) return { fault: 'unreadable' }
    return { bytes: await anew.save(WRITING) }
  } catch {
    // The library throws whatever the damage made of it; each of these means that the file cannot be read.
    return { fault: 'unreadable' }
  }
}

/**
 * The library makes the best of a document that was cut off, and the pages behind the cut would be missing
 * without a word. Readers look for the end mark near the end, since some programs append a few bytes.
 */
function hasEnd(bytes: Buffer): boolean {
  return bytes.subarray(-4096).includes('%%EOF')
}

/** Undefined where a password is needed. Documents that are only restricted open with an empty one. */
async function open(bytes: Uint8Array): Promise<PDFDocument | undefined> {
  try {
    return await PDFDocument.load(bytes, READING)
  } catch (error) {
    if (!(error instanceof EncryptedPDFError)) throw error
  }
  return PDFDocument.load(bytes, { ...READING, password: '' }).catch(() => undefined)
}
