import { message } from '../../i18n/messages.ts'
import type { Lang } from '../../i18n/text.ts'
import { momentOf } from '../../officers/desk/shown.ts'
import type { JobRun } from './job-run.ts'
import type { JobSums } from './job-run-store.ts'

const HOUR = 3_600_000
/** A run may take its time, and the machine too. */
const GRACE_MS = 60_000

export type KnownJob = { name: string; everyMs: number }
export type JobLine = ReturnType<typeof jobLine>

/** One job as the page lists it: its last run, what it did within a day, and whether anything is wrong. */
export function jobLine(
  { name, everyMs }: KnownJob,
  { last, sums, now }: { last: JobRun | undefined; sums: JobSums | undefined; now: Date },
  lang: Lang,
) {
  const next = last && new Date(Date.parse(last.startedAt) + everyMs)
  const isOverdue = last !== undefined && isLate(last, everyMs, now)
  return {
    name: message(`jobs.name.${name}`, lang),
    every: everyText(everyMs, lang),
    last: last && { began: momentOf(last.startedAt), ...resultOf(last, lang) },
    day: sums ? dayText(name, sums, lang) : '',
    isOverdue,
    // A process that is not running has no next time.
    next: next && next > now ? momentOf(next.toISOString()) : null,
  }
}

/** Two rounds missed: one may have met a restart. */
const isLate = ({ startedAt }: JobRun, everyMs: number, now: Date) =>
  now.getTime() - Date.parse(startedAt) > 2 * everyMs + GRACE_MS

export function resultOf(
  { job, outcome, did, code }: JobRun,
  lang: Lang,
): { result: string; hasFailed: boolean } {
  const done = didText(job, did, lang)
  if (outcome === 'done') return { result: done, hasFailed: false }
  const key = did > 0 ? 'jobs.failedAfter' : 'jobs.failed'
  return { result: message(key, lang, { code: code ?? '–', done }), hasFailed: true }
}

function dayText(job: string, { runs, did, failed }: JobSums, lang: Lang): string {
  const values = { runs: runs.toLocaleString('en'), failed, done: didText(job, did, lang) }
  return message(failed > 0 ? 'jobs.dayFailed' : 'jobs.day', lang, values)
}

const didText = (job: string, did: number, lang: Lang) =>
  did > 0 ? message(`jobs.did.${job}`, lang, { n: did.toLocaleString('en') }) : message('jobs.nothing', lang)

function everyText(ms: number, lang: Lang): string {
  if (ms >= HOUR) return message('jobs.hours', lang, { n: ms / HOUR })
  return message('jobs.minutes', lang, { n: ms / 60_000 })
}

/** What stands at the head of the page: all is well, nothing has run yet, or the jobs that somebody must look at. */
export function stateOf(lines: readonly JobLine[], lang: Lang): { text: string; isBad: boolean } {
  const names = (wrong: (line: JobLine) => boolean | undefined) =>
    lines
      .filter(wrong)
      .map(({ name }) => name)
      .join(', ')
  const failed = names(({ last }) => last?.hasFailed)
  const overdue = names(({ isOverdue }) => isOverdue)
  const faults = [
    ...(failed ? [message('jobs.state.failed', lang, { names: failed })] : []),
    ...(overdue ? [message('jobs.state.overdue', lang, { names: overdue })] : []),
  ]
  if (faults.length > 0) return { text: faults.join(' '), isBad: true }
  const began = lines.filter(({ last }) => last !== undefined).length
  const key = began === 0 ? 'none' : began < lines.length ? 'some' : 'well'
  return { text: message(`jobs.state.${key}`, lang), isBad: false }
}
