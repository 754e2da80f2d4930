import type { Config } from './config.ts'
import { makeOutbox, makeTransport } from './mail/outbox.ts'
import { makeLetterStore } from './mail/store.ts'
import { makeDraftStore } from './requests/draft-store.ts'
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

type Job = { name: string; everyMs: number; run: () => Promise<unknown> }

const MINUTE = 60_000
/** A file is swept only when it has lain without a row for this long: its row may be on its way. */
const ORPHAN_MS = 24 * 60 * MINUTE

/** Every recurring job and how often it runs. Two processes may run them at once: each claims what it does. */
export function makeJobs({ config, engine, files, now }: JobParts): Job[] {
  const drafts = makeDraftStore(engine)
  const { name } = config.municipality
  const outbox = makeOutbox({
    store: makeLetterStore(engine),
    transport: config.smtpUrl === undefined ? undefined : makeTransport(config.smtpUrl),
    now,
    from: { name: name.th, address: config.mailFrom ?? '' },
  })
  const isUsed = async (sha256: string) => (await drafts.usedFiles([sha256])).has(sha256)
  return [
    { name: 'letters', everyMs: MINUTE, run: outbox.deliverDue },
    {
      name: 'expired drafts',
      everyMs: 60 * MINUTE,
      run: async () => files.discard(await drafts.sweep(now().toISOString()), isUsed, 0),
    },
    { name: 'orphaned files', everyMs: 24 * 60 * MINUTE, run: () => files.sweep(isUsed, ORPHAN_MS) },
  ]
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
        .catch((err: unknown) => parts.log.error({ job: job.name, code: codeOf(err) }, 'a job failed'))
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

/** A message may hold what people wrote; a code does not. */
const codeOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown'
