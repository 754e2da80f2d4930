import type { FastifyInstance, FastifyRequest } from 'fastify'
import { message } from '../../i18n/messages.ts'
import type { Lang } from '../../i18n/text.ts'
import type { AuditRow } from '../audit.ts'
import { may } from '../officer.ts'
import type { Officers } from '../parts.ts'
import { dayFields, isFiltered, queryOf, readFilter, typedFilter, type Query } from './audit-filter.ts'
import { dataText, deedGroups, deedText, isReference, subjectText, type Names } from './audit-words.ts'
import { problemsOf, titled } from './problems.ts'
import { momentOf } from './shown.ts'

type Req = FastifyRequest<{ Querystring: Query }>

const LINES = 50

/** The book of who did and saw what, newest first. */
export function auditRoutes(app: FastifyInstance, { audit, people, divisions, services }: Officers) {
  const config = { right: 'audit.read' } as const

  app.get('/desk/audit', { config }, async (request: Req, reply) => {
    const { lang } = request
    const typed = typedFilter(request.query)
    const { filter, faults } = readFilter(typed, lang)
    const isFaulty = Object.keys(faults).length > 0
    const rows = isFaulty ? [] : await audit.list({ ...filter, limit: LINES + 1 })
    const list = await people.list()
    const names = await namesOf(list)
    const last = rows.length > LINES ? rows[LINES - 1] : undefined
    const page = {
      ...titled('desk.audit.title', request, Object.keys(faults)),
      ...problemsOf(faults),
      typed,
      officers: list.map(({ id, name }) => ({ id, name, isChosen: id === typed.actor })),
      deedGroups: deedGroups(lang, typed.deed),
      days: dayFields(typed, faults, lang),
      lines: rows.slice(0, LINES).map((row) => lineOf(row, names, lang, may(request.officer, 'cases.read'))),
      isFaulty,
      isFiltered: isFiltered(typed),
      next: last && `/desk/audit?${queryOf(typed, String(last.seq))}`,
    }
    return reply.deskPage('officers/audit', page, isFaulty ? 422 : 200)
  })

  async function namesOf(list: readonly { id: string; name: string }[]): Promise<Names> {
    const [units, known] = await Promise.all([divisions(), services()])
    return {
      person: new Map(list.map(({ id, name }) => [id, name])),
      division: new Map(units.map(({ id, name }) => [id, name])),
      service: new Map(known.map(({ id, name }) => [id, name])),
    }
  }
}

function lineOf(row: AuditRow, names: Names, lang: Lang, readsCases: boolean) {
  const { seq, at, actor, deed, subject } = row
  return {
    seq,
    moment: momentOf(at),
    who: actor === null ? message('desk.audit.nobody', lang) : (names.person.get(actor) ?? '–'),
    deed: deedText(deed, lang),
    subject: subjectText(row, names, lang),
    isReference: isReference(subject),
    casePath: readsCases && isReference(subject) ? `/desk/cases/${subject}` : null,
    data: dataText(row, names, lang),
  }
}
