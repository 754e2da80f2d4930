import { UserError } from '../../errors.ts'
import type { Work } from './each-case.ts'

export const RUN_OUTCOMES = ['done', 'failed'] as const
export type RunOutcome = (typeof RUN_OUTCOMES)[number]

/** One run of a job. `did`: how many things it did. `code` of a failed one, never its words. Instants are UTC ISO. */
export type JobRun = {
  id: string
  job: string
  startedAt: string
  endedAt: string
  outcome: RunOutcome
  did: number
  code: string | null
}

/** A message may hold what people wrote; a code, or the name of the kind of error, does not. */
export function codeOf(error: unknown): string {
  if (error instanceof UserError) return error.kind
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const name = error instanceof Error ? error.name : ''
  return [code, name].find((word) => /^[A-Za-z0-9_.-]{1,40}$/.test(word)) ?? 'unknown'
}

/** Runs a job and says what became of it, also when it broke off. */
export async function runOf(
  job: { name: string; work: () => Promise<Work> },
  { now, newId }: { now: () => Date; newId: () => string },
): Promise<JobRun> {
  const startedAt = now().toISOString()
  const { did, fault } = await job
    .work()
    .catch((error: unknown): Work => ({ did: 0, fault: error ?? 'unknown' }))
  return {
    id: newId(),
    job: job.name,
    startedAt,
    endedAt: now().toISOString(),
    outcome: fault === undefined ? 'done' : 'failed',
    did,
    code: fault === undefined ? null : codeOf(fault),
  }
}
