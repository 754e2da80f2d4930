import { and, desc, eq, gt, lt, ne, or } from 'drizzle-orm'
import type { Engine } from '../../storage/engine.ts'
import type { JobRun } from './job-run.ts'

export type JobRunStore = ReturnType<typeof makeJobRunStore>

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
