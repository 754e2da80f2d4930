import { randomUUID } from 'node:crypto'
import { makeClockWork } from './clock-work.ts'
import type { Config } from './config.ts'
import { makeOutbox, makeTransport } from './mail/outbox.ts'
import { makeOverStore } from './mail/over-store.ts'
import { makeLetterStore } from './mail/store.ts'
import { makeDraftStore } from './requests/draft-store.ts'
import type { Work } from './requests/reminders/each-case.ts'
import { codeOf, runOf, type JobRun } from './requests/reminders/job-run.ts'
import { makeJobRunStore } from './requests/reminders/job-run-store.ts'
import type { Engine } from './storage/engine.ts'
import type { FileStore } from './storage/files.ts'
import type { Log } from './web/log.ts'

export type JobParts = {
  config: Config
  engine: Engine
  files: FileStore
  log: Log
  now: () => Date
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** A file is swept only when it has lain without a row for this long: its row may be on its way. */
const ORPHAN_MS = DAY
/** Runs that did nothing are kept for a day, the others for so many. */
const RUNS_KEPT_DAYS = 92

/** Every recurring job and how often it runs; what each is called stands in the messages at `jobs.name.<name>`. */
export const JOBS = [
  { name: 'letters', everyMs: MINUTE },
  { name: 'movedDays', everyMs: MINUTE },
  { name: 'dueDays', everyMs: 10 * MINUTE },
  { name: 'giveBack', everyMs: 10 * MINUTE },
  { name: 'escalate', everyMs: 10 * MINUTE },
  { name: 'draftLate', everyMs: 10 * MINUTE },
  { name: 'remind', everyMs: 10 * MINUTE },
  { name: 'drafts', everyMs: HOUR },
  { name: 'links', everyMs: HOUR },
  { name: 'files', everyMs: DAY },
  { name: 'trim', everyMs: HOUR },
] as const
export type JobName = (typeof JOBS)[number]['name']

export type Job = {
  name: JobName
  everyMs: number
  /** Does it and writes down what became of it. A job that broke off is a run that failed, nothing thrown. */
  run: () => Promise<JobRun>
}

/** The jobs, ready to run. Two processes may run them at once: each claims what it does. */
export function makeJobs(parts: JobParts): Job[] {
  const works = makeWorks(parts)
  const runs = makeJobRunStore(parts.engine)
  return JOBS.map(({ name, everyMs }) => ({
    name,
    everyMs,
    async run() {
      const run = await runOf({ name, work: works[name] }, { now: parts.now, newId: randomUUID })
      if (run.code !== null) parts.log.error({ job: name, code: run.code }, 'a job failed')
      await runs.add(run)
      return run
    },
  }))
}

function makeWorks(parts: JobParts): Record<JobName, () => Promise<Work>> {
  const { config, engine, files, now } = parts
  const drafts = makeDraftStore(engine)
  const runs = makeJobRunStore(engine)
  const { name } = config.municipality
  const outbox = makeOutbox({
    store: makeLetterStore(engine),
    transport: config.smtpUrl === undefined ? undefined : makeTransport(config.smtpUrl),
    now,
    from: { name: name.th, address: config.mailFrom ?? '' },
  })
  const isUsed = async (sha256: string) => (await drafts.usedFiles([sha256])).has(sha256)
  const ago = (ms: number) => new Date(now().getTime() - ms).toISOString()
  return {
    ...makeClockWork(parts),
    letters: async () => ({ did: (await outbox.deliverDue()).sent }),
    drafts: async () => {
      const left = await drafts.sweep(now().toISOString())
      await files.discard(left, isUsed, 0)
      return { did: left.length }
    },
    links: async () => ({ did: await makeOverStore(engine).sweep(now().toISOString()) }),
    files: async () => ({ did: await files.sweep(isUsed, ORPHAN_MS) }),
    trim: async () => ({ did: await runs.trim(ago(DAY), ago(RUNS_KEPT_DAYS * DAY)) }),
  }
}

/** Runs each job soon after the start and then at its interval; never twice at once. `stop` waits for those under way. */
export function startJobs(parts: JobParts): { stop: () => Promise<void> } {
  const timers: NodeJS.Timeout[] = []
  const underWay = new Map<string, Promise<unknown>>()
  for (const job of makeJobs(parts)) {
    const tick = () => {
      if (underWay.has(job.name)) return
      const run = job
        .run()
        // What was done stands; only that it was is not written down.
        .catch((err: unknown) =>
          parts.log.error({ job: job.name, code: codeOf(err) }, 'a job left no record'),
        )
        .finally(() => underWay.delete(job.name))
      underWay.set(job.name, run)
    }
    timers.push(
      setTimeout(tick, Math.min(job.everyMs, 10_000)).unref(),
      setInterval(tick, job.everyMs).unref(),
    )
  }
  return {
    stop: async () => {
      timers.forEach(clearTimeout)
      await Promise.all(underWay.values())
    },
  }
}
