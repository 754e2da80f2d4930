import { LIMITS, runApart } from './apart.ts'
import { drawPixels, drawnPixels, type Pixels } from './clean.ts'
import type { Cleaned, CleanFault, Source } from './faults.ts'

export type HeicAnswer = Pixels | { fault: CleanFault }

/** The largest pictures of a telephone take five seconds on an idle machine. */
const PATIENT = { ...LIMITS, ms: 20_000 }

/**
 * Turns an iPhone picture into a JPEG. Where the decoder (`libheif-js`, LGPL) has been left out of an
 * installation the fault is `heic`, whose sentence says what to set on the telephone. Phones send JPEG by themselves wherever our page asks for it, so
 * only files from elsewhere arrive here.
 */
export async function heicToJpeg(from: string, to: string): Promise<CleanFault | undefined> {
  const answer = await decode(from)
  return 'fault' in answer ? answer.fault : drawPixels(answer, to)
}

/** The same in memory. */
export async function heicAsJpeg(from: Uint8Array): Promise<Cleaned> {
  const answer = await decode(from)
  return 'fault' in answer ? answer : drawnPixels(answer)
}

async function decode(from: Source): Promise<HeicAnswer> {
  const answer = await runApart<HeicAnswer>(new URL('./heic-worker.ts', import.meta.url), from, PATIENT)
  return 'failed' in answer ? { fault: 'unreadable' } : answer.result
}
