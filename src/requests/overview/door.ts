import type { FastifyInstance, FastifyRequest } from 'fastify'
import { dayOf } from '../../calendar/dates.ts'
import { invalid } from '../../errors.ts'
import type { Raw } from '../../forms/kind.ts'
import { message } from '../../i18n/messages.ts'
import type {} from '../../officers/desk/door.ts'
import type { Officers } from '../../officers/parts.ts'
import { overviewCsv, overviewXlsx } from './files.ts'
import type { Overviews } from './overview.ts'
import { overviewPage, periodView } from './pages.ts'
import { periodOf, type Period } from './period.ts'

export type OverviewOptions = {
  overviews: Overviews
  officers: Pick<Officers, 'audit'>
  now: () => Date
}

const config = { right: 'overview.read' as const }

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** The Palad's overview, and a head's of their own division; the same figures as files. */
export function overviewDoor(
  app: FastifyInstance,
  { overviews, officers, now }: OverviewOptions,
  done: () => void,
) {
  const asked = (request: FastifyRequest): Period => periodOf(rawOf(request.query), dayOf(now()))

  app.get('/desk/overview', { config }, async (request, reply) => {
    const { lang, officer } = request
    const period = asked(request)
    const chosen = periodView(period, lang)
    const title = message('overview.title', lang)
    const isFaulty = period.days === undefined
    const page = {
      ...chosen,
      pageTitle: isFaulty ? message('apply.errorTitle', lang, { title }) : title,
      isByDays: period.kind === 'days',
      shown: period.days && overviewPage(await overviews.forOfficer(officer, period.days), period, lang),
    }
    return reply.deskPage('overview/overview', page, isFaulty ? 422 : 200)
  })

  for (const format of ['csv', 'xlsx'] as const)
    app.get(`/desk/overview.${format}`, { config }, async (request, reply) => {
      const { days } = asked(request)
      if (!days) throw invalid()
      const { lang, officer } = request
      const overview = await overviews.forOfficer(officer, days)
      await officers.audit.record({
        actor: officer.id,
        deed: 'overview.exported',
        data: { format, from: days.from, to: days.to },
      })
      reply.header('content-disposition', `attachment; filename="overview-${days.from}-${days.to}.${format}"`)
      reply.type(TYPES[format])
      return reply.send(format === 'csv' ? overviewCsv(overview, lang) : await overviewXlsx(overview, lang))
    })
  done()
}

/** Only what the fields of the time could have sent; a name given twice counts once. */
function rawOf(query: unknown): Raw {
  const known = [
    'period',
    ...['from', 'to'].flatMap((key) => ['day', 'month', 'year'].map((part) => `${key}.${part}`)),
  ]
  const given = query as Record<string, string | string[] | undefined>
  return Object.fromEntries(
    known.flatMap((name) => {
      const value = Object.hasOwn(given, name) ? given[name] : undefined
      const first = Array.isArray(value) ? value[0] : value
      return first === undefined ? [] : [[name, first]]
    }),
  )
}
