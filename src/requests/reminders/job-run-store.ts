import { and, count, desc, eq, gt, gte, isNotNull, lt, min, ne, or, sum } from 'drizzle-orm'
import type { Engine } from '../../storage/engine.ts'
import type { JobRun } from './job-run.ts'

export type JobRunStore = ReturnType<typeof makeJobRunStore>

/** Of one job since an instant: how often it ran, what that came to, and how many runs failed. */
export type JobSums = { runs: number; did: number; failed: number }

/** The letters that wait: when the oldest was written, when one is tried next, and what the last attempt met. */
export type WaitingLetters = { oldest: string | null; nextAt: string | null; fault: string | null }

export type FailedLetter = { id: string; reference: string | null; createdAt: string; error: string | null }

export function makeJobRunStore({ db, tables, atomically }: Engine) {
  const { jobRun, letter, request } = tables

  return {
    add: (run: JobRun) => atomically((tx) => [tx.insert(jobRun).values(run)]),

    async last(job: string): Promise<JobRun | undefined> {
      const [row] = await db
        .select()
        .from(jobRun)
        .where(eq(jobRun.job, job))
        .orderBy(desc(jobRun.startedAt), desc(jobRun.id))
        .limit(1)
      return row as JobRun | undefined
    },

    /** Of one job: the runs that did something, and those that failed; newest first. */
    async notable(job: string, limit: number): Promise<JobRun[]> {
      const rows = await db
        .select()
        .from(jobRun)
        .where(and(eq(jobRun.job, job), or(gt(jobRun.did, 0), ne(jobRun.outcome, 'done'))))
        .orderBy(desc(jobRun.startedAt), desc(jobRun.id))
        .limit(limit)
      return rows as JobRun[]
    },

    /** By job. Runs that did nothing are kept for a day: before that only what was done is counted. */
    async since(instant: string): Promise<Map<string, JobSums>> {
      const rows = await db
        .select({ job: jobRun.job, outcome: jobRun.outcome, runs: count(), did: sum(jobRun.did) })
        .from(jobRun)
        .where(gte(jobRun.startedAt, instant))
        .groupBy(jobRun.job, jobRun.outcome)
      const sums = new Map<string, JobSums>()
      for (const { job, outcome, runs, did } of rows) {
        const known = sums.get(job) ?? { runs: 0, did: 0, failed: 0 }
        sums.set(job, {
          runs: known.runs + Number(runs),
          did: known.did + Number(did ?? 0),
          failed: known.failed + (outcome === 'failed' ? Number(runs) : 0),
        })
      }
      return sums
    },

    /** Takes away the runs that did nothing and began before `idle`, and all that began before `any`. */
    async trim(idle: string, any: string): Promise<number> {
      const old = or(
        lt(jobRun.startedAt, any),
        and(lt(jobRun.startedAt, idle), eq(jobRun.did, 0), eq(jobRun.outcome, 'done')),
      )
      const count = await db.$count(jobRun, old)
      if (count > 0) await atomically((tx) => [tx.delete(jobRun).where(old)])
      return count
    },

    async waitingLetters(): Promise<WaitingLetters> {
      const waits = eq(letter.state, 'waiting')
      const [[first], [tried]] = await Promise.all([
        db
          .select({ oldest: min(letter.createdAt), nextAt: min(letter.nextAt) })
          .from(letter)
          .where(waits),
        db
          .select({ fault: letter.lastError })
          .from(letter)
          .where(and(waits, isNotNull(letter.lastError)))
          .orderBy(desc(letter.nextAt))
          .limit(1),
      ])
      return { oldest: first?.oldest ?? null, nextAt: first?.nextAt ?? null, fault: tried?.fault ?? null }
    },

    /** Letters that every attempt failed for, newest first: what they are about and why, never to whom. */
    async failedLetters(limit: number): Promise<FailedLetter[]> {
      return db
        .select({
          id: letter.id,
          reference: request.reference,
          createdAt: letter.createdAt,
          error: letter.lastError,
        })
        .from(letter)
        .leftJoin(request, eq(request.id, letter.requestId))
        .where(eq(letter.state, 'failed'))
        .orderBy(desc(letter.createdAt), desc(letter.id))
        .limit(limit)
    },
  }
}
