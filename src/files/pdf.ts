import { writeFile } from 'node:fs/promises'
import { runApart } from './apart.ts'
import type { Cleaned, CleanFault, Source } from './faults.ts'

/**
 * Writes a PDF anew from what its pages show. Author, dates, scripts, links, attached files, notes and
 * form machinery stay behind, and so does a digital signature: the new document is another one. Filled-in
 * fields and stamps stay as pictures of themselves.
 *
 * A document that opens but cannot be rewritten is refused rather than kept as it came, because an
 * officer is going to open it. One that only restricts printing or copying (its password is empty) is
 * accepted without the restriction.
 */
export async function rewritePdf(from: string, to: string): Promise<CleanFault | undefined> {
  const answer = await rewrittenPdf(from)
  if ('fault' in answer) return answer.fault
  await writeFile(to, answer.bytes, { mode: 0o600 })
  return undefined
}

/** The same in memory. */
export async function rewrittenPdf(from: Source): Promise<Cleaned> {
  const answer = await runApart<Cleaned>(new URL('./pdf-worker.ts', import.meta.url), from)
  return 'failed' in answer ? { fault: 'unreadable' } : answer.result
}
