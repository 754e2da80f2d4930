import type { FastifyInstance, FastifyRequest } from 'fastify'
import { message } from '../../i18n/messages.ts'
import type { Lang } from '../../i18n/text.ts'
import { titled } from '../../officers/desk/problems.ts'
import { momentOf } from '../../officers/desk/shown.ts'
import { goTo } from '../../officers/desk/visitor.ts'
import { may } from '../../officers/officer.ts'
import type { JobRun } from './job-run.ts'
import type { RemindersOptions } from './options.ts'

type Req = FastifyRequest<{ Querystring: Record<string, string | string[]> }>

export const JOBS_PAGE = '/desk/jobs'
/** Trimming this list belongs into no list. */
const SILENT = 'trim'
const RUNS_OF_A_JOB = 20
const RUNS_SHOWN = 40
const LETTERS_SHOWN = 20
const HOUR = 3_600_000

/** What ran by itself, when, with what result, and the letters that did not get through. */
export function jobRoutes(app: FastifyInstance, options: RemindersOptions) {
  const { runs, jobs, outbox, audit, now } = options
  const shownJobs = jobs.filter(({ name }) => name !== SILENT)

  app.get(JOBS_PAGE, { config: { right: 'jobs.read' } }, async (request: Req, reply) => {
    const lang = request.lang
    const [lines, notable, counts, failed] = await Promise.all([
      Promise.all(jobs.map(async (job) => lineOf(job, await runs.last(job.name), lang))),
      Promise.all(shownJobs.map(({ name }) => runs.notable(name, RUNS_OF_A_JOB))),
      outbox.counts(),
      runs.failedLetters(LETTERS_SHOWN),
    ])
    const lately = notable.flat().sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
    const readsCases = may(request.officer, 'cases.read')
    return reply.deskPage('reminders/jobs', {
      ...titled('jobs.title', request, []),
      jobs: lines,
      lately: lately.slice(0, RUNS_SHOWN).map((run) => ({
        began: momentOf(run.startedAt),
        name: message(`jobs.name.${run.job}`, lang),
        ...resultOf(run, lang),
      })),
      counts,
      hasMailServer: options.hasMailServer,
      failed: failed.map(({ reference, createdAt, error }) => ({
        reference,
        casePath: readsCases && reference ? `/desk/cases/${reference}` : null,
        written: momentOf(createdAt),
        error: error ?? '–',
      })),
      mayRetry: may(request.officer, 'office.manage'),
      notice: request.query['retried'] ? message('jobs.letters.retried', lang) : '',
    })
  })

  app.post(`${JOBS_PAGE}/letters`, { config: { right: 'office.manage' } }, async (request, reply) => {
    const { failed } = await outbox.counts()
    await audit.record(
      { actor: request.officer.id, deed: 'letters.retried', data: { count: failed } },
      (tx) => outbox.retryFailed(tx, now().toISOString()),
    )
    return goTo(request, reply, `${JOBS_PAGE}?retried=yes`)
  })

  function lineOf(
    { name, everyMs }: { name: string; everyMs: number },
    last: JobRun | undefined,
    lang: Lang,
  ) {
    const next = last && new Date(Date.parse(last.startedAt) + everyMs)
    return {
      name: message(`jobs.name.${name}`, lang),
      every: everyText(everyMs, lang),
      last: last && { began: momentOf(last.startedAt), ...resultOf(last, lang) },
      // A process that is not running has no next time.
      next: next && next > now() ? momentOf(next.toISOString()) : null,
    }
  }
}

function everyText(ms: number, lang: Lang): string {
  if (ms >= HOUR) return message('jobs.hours', lang, { n: ms / HOUR })
  return message('jobs.minutes', lang, { n: ms / 60_000 })
}

function resultOf({ job, outcome, did, code }: JobRun, lang: Lang): { result: string; hasFailed: boolean } {
  const done = did > 0 ? message(`jobs.did.${job}`, lang, { n: did }) : message('jobs.nothing', lang)
  if (outcome === 'done') return { result: done, hasFailed: false }
  const key = did > 0 ? 'jobs.failedAfter' : 'jobs.failed'
  return { result: message(key, lang, { code: code ?? '–', done }), hasFailed: true }
}
