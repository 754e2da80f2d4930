import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Upload } from '../application.ts'

/**
 * Names of files already stored, as a page with faults hands them back to itself: sealed for one request,
 * so that nobody can name bytes that they did not send.
 */
export function sealKept(key: Buffer, requestId: string, uploads: Upload[]): string {
  if (uploads.length === 0) return ''
  const words = Buffer.from(JSON.stringify(uploads)).toString('base64url')
  return `${words}.${sealOf(key, requestId, words).toString('base64url')}`
}

/** What was sealed for this request; nothing from anything else. */
export function openKept(key: Buffer, requestId: string, sealed: string): Upload[] {
  const [words = '', seal = ''] = sealed.split('.')
  const given = Buffer.from(seal, 'base64url')
  const right = sealOf(key, requestId, words)
  if (given.length !== right.length || !timingSafeEqual(given, right)) return []
  return JSON.parse(Buffer.from(words, 'base64url').toString()) as Upload[]
}

function sealOf(key: Buffer, requestId: string, words: string): Buffer {
  return createHmac('sha256', key).update(`uploads kept for ${requestId}: ${words}`).digest()
}
