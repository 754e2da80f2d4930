import { LIMITS, runApart } from './apart.ts'
import { drawPixels } from './clean.ts'
import type { UploadFault } from './faults.ts'

export type HeicAnswer = { data: Uint8Array; width: number; height: number } | { fault: UploadFault }

/** The largest pictures of a telephone take five seconds on an idle machine. */
const PATIENT = { ...LIMITS, ms: 20_000 }

/**
 * Turns an iPhone picture into a JPEG. Where the decoder (`libheif-js`, LGPL) has been left out of an
 * installation the fault is `heic`, whose sentence says what to set on the telephone. Phones send JPEG by themselves wherever our page asks for it, so
 * only files from elsewhere arrive here.
 */
export async function heicToJpeg(from: string, to: string): Promise<UploadFault | undefined> {
  const answer = await runApart<HeicAnswer>(new URL('./heic-worker.ts', import.meta.url), from, PATIENT)
  if ('failed' in answer) return 'unreadable'
  return 'fault' in answer.result ? answer.result.fault : drawPixels(answer.result, to)
}
