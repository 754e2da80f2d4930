import type { FastifyInstance, FastifyRequest } from 'fastify'
import { message } from '../../i18n/messages.ts'
import type { Lang } from '../../i18n/text.ts'
import { titled } from '../../officers/desk/problems.ts'
import { momentOf } from '../../officers/desk/shown.ts'
import { goTo } from '../../officers/desk/visitor.ts'
import { may } from '../../officers/officer.ts'
import { jobLine, resultOf, stateOf } from './job-lines.ts'
import type { RemindersOptions } from './options.ts'
import { outgoingView } from './outgoing-view.ts'

type Req = FastifyRequest<{ Querystring: Record<string, string | string[]> }>

export const JOBS_PAGE = '/desk/jobs'
/** Trimming this list belongs into no list. */
const SILENT = 'trim'
const RUNS_OF_A_JOB = 20
const RUNS_SHOWN = 40
const LETTERS_SHOWN = 20
const A_DAY_MS = 24 * 3_600_000

/** What ran by itself, when, with what result, and the letters that wait or did not get through. */
export function jobRoutes(app: FastifyInstance, options: RemindersOptions) {
  const { runs, jobs, outbox, audit, now } = options
  const shownJobs = jobs.filter(({ name }) => name !== SILENT)

  app.get(JOBS_PAGE, { config: { right: 'jobs.read' } }, async (request: Req, reply) => {
    const { lang } = request
    const lines = await jobLines(lang)
    return reply.deskPage('reminders/jobs', {
      ...titled('jobs.title', request, []),
      state: stateOf(lines, lang),
      jobs: lines,
      lately: await lately(lang),
      outgoing: await outgoing(request),
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

  async function jobLines(lang: Lang) {
    const sums = await runs.since(new Date(now().getTime() - A_DAY_MS).toISOString())
    return Promise.all(
      jobs.map(async (job) =>
        jobLine(job, { last: await runs.last(job.name), sums: sums.get(job.name), now: now() }, lang),
      ),
    )
  }

  async function lately(lang: Lang) {
    const notable = await Promise.all(shownJobs.map(({ name }) => runs.notable(name, RUNS_OF_A_JOB)))
    return notable
      .flat()
      .sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
      .slice(0, RUNS_SHOWN)
      .map((run) => ({
        began: momentOf(run.startedAt),
        name: message(`jobs.name.${run.job}`, lang),
        ...resultOf(run, lang),
      }))
  }

  async function outgoing({ lang, officer }: Req) {
    const [counts, waiting, failed] = await Promise.all([
      outbox.counts(),
      runs.waitingLetters(),
      runs.failedLetters(LETTERS_SHOWN),
    ])
    const { hasMailServer } = options
    return outgoingView({ counts, waiting, failed, hasMailServer }, lang, may(officer, 'cases.read'))
  }
}
