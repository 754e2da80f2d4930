import { writeFile } from 'node:fs/promises'
import { runApart } from './apart.ts'
import type { UploadFault } from './faults.ts'

export type PdfAnswer = { bytes: Uint8Array } | { fault: UploadFault }

/**
 * Writes a PDF anew from what its pages show. Author, dates, scripts, links, attached files, notes and
 * form machinery stay behind, and so does a digital signature: the new document is another one. Filled-in
 * fields and stamps stay as pictures of themselves.
 *
 * A document that opens but cannot be rewritten is refused rather than kept as it came, because an
 * officer is going to open it. One that only restricts printing or copying (its password is empty) is
 * accepted without the restriction.
 */
export async function rewritePdf(from: string, to: string): Promise<UploadFault | undefined> {
  const answer = await runApart<PdfAnswer>(new URL('./pdf-worker.ts', import.meta.url), from)
  if ('failed' in answer) return 'unreadable'
  if ('fault' in answer.result) return answer.result.fault
  await writeFile(to, answer.result.bytes, { mode: 0o600 })
  return undefined
}
