import type { FastifyInstance, FastifyRequest } from 'fastify'
import { addDays, instantAt, isIsoDay } from '../../calendar/dates.ts'
import { hasMessage, message, MESSAGE_FILES } from '../../i18n/messages.ts'
import { say, type Lang, type Text } from '../../i18n/text.ts'
import type { AuditRow } from '../audit.ts'
import type { AuditFilter } from '../audit-store.ts'
import { may, ROLES, ROLE_TEXTS } from '../officer.ts'
import type { Officers } from '../parts.ts'
import { titled } from './problems.ts'
import { momentOf } from './shown.ts'

type Query = Record<string, string | string[]>
type Req = FastifyRequest<{ Querystring: Query }>

const LINES = 50
const REFERENCE = /^\d{2}-[0-9A-Z]{3}-[0-9A-Z]{3}$/

/** The book of who did and saw what, newest first. */
export function auditRoutes(app: FastifyInstance, { audit, people, divisions }: Officers) {
  const config = { right: 'audit.read' } as const

  app.get('/desk/audit', { config }, async (request: Req, reply) => {
    const typed = typedFilter(request.query)
    const rows = await audit.list({ ...filterOf(typed), limit: LINES + 1 })
    const [nameOf, list, units] = await Promise.all([people.names(), people.list(), divisions()])
    const names: Names = {
      person: new Map(list.map(({ id, name }) => [id, name])),
      division: new Map(units.map(({ id, name }) => [id, name])),
    }
    const readsCases = may(request.officer, 'cases.read')
    const last = rows.length > LINES ? rows[LINES - 1] : undefined
    return reply.deskPage('officers/audit', {
      ...titled('desk.audit.title', request, []),
      typed,
      officers: list.map(({ id, name }) => ({ id, name, isChosen: id === typed.actor })),
      deeds: deedGroups(request.lang, typed.deed),
      lines: rows.slice(0, LINES).map((row) => ({
        seq: row.seq,
        moment: momentOf(row.at),
        who: row.actor === null ? message('desk.audit.nobody', request.lang) : nameOf(row.actor),
        deed: deedText(row.deed, request.lang),
        subject: row.subject === row.actor ? '' : subjectText(row.subject, names),
        casePath: readsCases && REFERENCE.test(row.subject ?? '') ? `/desk/cases/${row.subject}` : null,
        data: dataText(row, names, request.lang),
      })),
      isFiltered: Object.values(typed).some((one) => one !== ''),
      next: last && `/desk/audit?${queryOf({ ...typed, before: String(last.seq) })}`,
    })
  })
}

type Typed = { actor: string; deed: string; subject: string; from: string; to: string; before: string }

function typedFilter(query: Query): Typed {
  const first = (name: string) => ([query[name] ?? ''].flat()[0] ?? '').trim().slice(0, 100)
  const day = (name: string) => (isIsoDay(first(name)) ? first(name) : '')
  const before = first('before')
  return {
    actor: first('actor'),
    deed: /^[a-zA-Z]*\.?[a-zA-Z]*$/.test(first('deed')) ? first('deed') : '',
    subject: first('subject'),
    from: day('from'),
    to: day('to'),
    before: /^\d{1,9}$/.test(before) ? before : '',
  }
}

function filterOf({ actor, deed, subject, from, to, before }: Typed): Omit<AuditFilter, 'limit'> {
  return {
    ...(actor && { actor }),
    ...(deed && { deed }),
    ...(subject && { subject }),
    ...(from && { since: instantAt(from, 0).toISOString() }),
    ...(to && { until: instantAt(addDays(to, 1), 0).toISOString() }),
    ...(before && { before: Number(before) }),
  }
}

const queryOf = (typed: Typed) =>
  new URLSearchParams(Object.entries(typed).filter(([, words]) => words !== '')).toString()

const DEED = 'audit.deed.'

/** Every deed that has a text, by its first word. */
function deedGroups(lang: Lang, chosen: string) {
  const deeds = Object.values(MESSAGE_FILES)
    .flatMap((file) => Object.keys(file))
    .filter((key) => key.startsWith(DEED))
    .map((key) => key.slice(DEED.length))
  return deeds.map((id) => ({ id, name: deedText(id, lang), isChosen: id === chosen }))
}

const deedText = (deed: string, lang: Lang) => (hasMessage(DEED + deed) ? message(DEED + deed, lang) : deed)

type Names = { person: Map<string, string>; division: Map<string, Text> }

const subjectText = (subject: string | null, { person }: Names) =>
  subject === null ? '' : (person.get(subject) ?? subject)

/** Codes in words where they have some. */
function dataText({ data }: AuditRow, names: Names, lang: Lang): string {
  const facts = JSON.parse(data) as Record<string, string | number | boolean | null>
  return Object.entries(facts)
    .map(([key, value]) => `${labelOf(key, lang)}: ${valueText(value, names, lang)}`)
    .join(' · ')
}

const labelOf = (key: string, lang: Lang) =>
  hasMessage(`audit.data.${key}`) ? message(`audit.data.${key}`, lang) : key

function valueText(value: string | number | boolean | null, names: Names, lang: Lang): string {
  if (value === null) return '–'
  if (typeof value === 'boolean') return message(value ? 'desk.yes' : 'desk.no', lang)
  const role = ROLES.find((one) => one === value)
  const name = role ? ROLE_TEXTS[role] : names.division.get(String(value))
  if (name) return say(name, lang)
  return (
    names.person.get(String(value)) ??
    (hasMessage(`audit.value.${value}`) ? message(`audit.value.${value}`, lang) : String(value))
  )
}
