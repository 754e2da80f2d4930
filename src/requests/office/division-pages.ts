import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { dayOf } from '../../calendar/dates.ts'
import { notFound, UserError } from '../../errors.ts'
import { message } from '../../i18n/messages.ts'
import { say } from '../../i18n/text.ts'
import { problemsOf } from '../../officers/desk/problems.ts'
import { bodyOf, goTo } from '../../officers/desk/visitor.ts'
import { one } from '../../web/form-body.ts'
import { divisionFaults, divisionId, moved, obstaclesTo, type TypedDivision } from './division.ts'
import type { DivisionRow } from './division-store.ts'
import { MANAGE, noticeOf, savedAt, show, type OfficeOptions } from './options.ts'

type Req = FastifyRequest<{ Params: { id: string } }>

const HERE = '/desk/office/divisions'
const NOTHING: TypedDivision = { nameTh: '', nameEn: '', workTh: '', workEn: '' }

/** Divisions: add, rename, reorder, end, begin again. */
export function divisionRoutes(app: FastifyInstance, options: OfficeOptions): void {
  const { divisions, audit, edition, now } = options

  app.get(HERE, MANAGE, async (request, reply) => showList(request, reply, NOTHING, []))

  app.post(HERE, MANAGE, async (request, reply) => {
    const typed = typedIn(request)
    const rows = await divisions.list()
    const faults = divisionFaults(typed, rows)
    if (faults.length > 0) return showList(request, reply, typed, faults)
    const id = divisionId(
      typed.nameEn,
      rows.map((row) => row.id),
    )
    const position = Math.max(0, ...rows.map((row) => row.position)) + 1
    await audit.record({ actor: request.officer.id, deed: 'division.added', subject: id }, (tx) =>
      divisions.adding(tx, { id, ...textsOf(typed), position }),
    )
    await edition.look()
    return goTo(request, reply, savedAt(HERE))
  })

  app.get(`${HERE}/:id`, MANAGE, async (request: Req, reply) => {
    const row = await find(request)
    return showOne(request, reply, { row, typed: typedOf(row), seen: seenOf(row) }, [])
  })

  app.post(`${HERE}/:id`, MANAGE, async (request: Req, reply) => {
    const row = await find(request)
    const [typed, seen] = [typedIn(request), one(bodyOf(request), 'seen')]
    const others = (await divisions.list()).filter(({ id }) => id !== row.id)
    const faults = divisionFaults(typed, others)
    if (faults.length > 0) return showOne(request, reply, { row, typed, seen }, faults)
    const overtaken = (present: DivisionRow) =>
      showOne(request, reply, { row: present, typed, seen: seenOf(present), conflict: true }, [])
    if (seen !== seenOf(row)) return overtaken(row)
    try {
      const data = { from: row.name.th, to: typed.nameTh }
      await audit.record(
        { actor: request.officer.id, deed: 'division.renamed', subject: row.id, data },
        (tx) => divisions.renaming(tx, row, textsOf(typed)),
      )
    } catch (error) {
      if (error instanceof UserError && error.kind === 'conflict') return overtaken(await find(request))
      throw error
    }
    await edition.look()
    return goTo(request, reply, savedAt(HERE))
  })

  app.post(`${HERE}/:id/move`, MANAGE, async (request: Req, reply) => {
    const row = await find(request)
    const changes = moved(await divisions.list(), row.id, one(bodyOf(request), 'to') === 'up' ? -1 : 1)
    if (changes.length > 0)
      await audit.record({ actor: request.officer.id, deed: 'division.moved', subject: row.id }, (tx) =>
        divisions.ordering(tx, changes),
      )
    await edition.look()
    return goTo(request, reply, savedAt(HERE))
  })

  app.get(`${HERE}/:id/end`, MANAGE, async (request: Req, reply) =>
    showEnd(request, reply, await find(request)),
  )

  app.post(`${HERE}/:id/end`, MANAGE, async (request: Req, reply) => {
    const row = await find(request)
    if (row.endedAt !== null) return goTo(request, reply, HERE)
    if ((await obstacles(row)).length > 0) return showEnd(request, reply, row, 422)
    try {
      await audit.record({ actor: request.officer.id, deed: 'division.ended', subject: row.id }, (tx) =>
        divisions.ending(tx, row.id, now().toISOString()),
      )
    } catch (error) {
      // A request or an officer came to it in this very moment; the page says so.
      if (error instanceof UserError && error.kind === 'conflict') return showEnd(request, reply, row, 409)
      throw error
    }
    await edition.look()
    return goTo(request, reply, savedAt(HERE))
  })

  app.post(`${HERE}/:id/resume`, MANAGE, async (request: Req, reply) => {
    const row = await find(request)
    if (row.endedAt !== null)
      await audit.record({ actor: request.officer.id, deed: 'division.resumed', subject: row.id }, (tx) =>
        divisions.resuming(tx, row.id),
      )
    await edition.look()
    return goTo(request, reply, savedAt(HERE))
  })

  async function find(request: Req): Promise<DivisionRow> {
    const row = (await divisions.list()).find(({ id }) => id === request.params.id)
    if (!row) throw notFound()
    return row
  }

  async function obstacles(row: DivisionRow) {
    const [services, begun, belongings, rows] = await Promise.all([
      options.services(),
      options.begun(),
      divisions.belongings(row.id),
      divisions.list(),
    ])
    const working = rows.filter(({ endedAt }) => endedAt === null)
    return obstaclesTo(row.id, { services, begun, belongings, working })
  }

  async function showList(
    request: FastifyRequest,
    reply: FastifyReply,
    typed: TypedDivision,
    faults: Faults,
  ) {
    const [rows, services] = await Promise.all([divisions.list(), options.services()])
    const working = rows.filter(({ endedAt }) => endedAt === null)
    return show(
      request,
      reply,
      { template: 'office/divisions', title: 'office.division.title' },
      {
        ...problemsIn(request, faults),
        typed,
        notice: noticeOf(request.query),
        working: working.map((row, index) => ({
          ...row,
          path: `${HERE}/${row.id}`,
          services: services.filter(({ division }) => division.id === row.id).length,
          isFirst: index === 0,
          isLast: index === working.length - 1,
        })),
        ended: rows.flatMap((row) =>
          row.endedAt === null
            ? []
            : [{ ...row, path: `${HERE}/${row.id}`, on: dayOf(new Date(row.endedAt)) }],
        ),
      },
    )
  }

  function showOne(request: Req, reply: FastifyReply, shown: ShownDivision, faults: Faults) {
    const { row, typed, seen, conflict = false } = shown
    const status = conflict ? { status: 409 } : {}
    return show(
      request,
      reply,
      { template: 'office/division', title: 'office.division.rename', ...status },
      { ...problemsIn(request, faults), row, typed, seen, conflict, path: `${HERE}/${row.id}` },
    )
  }

  async function showEnd(request: Req, reply: FastifyReply, row: DivisionRow, status = 200) {
    const { lang } = request
    const stands = (await obstacles(row)).map(({ why, name, n }) =>
      message(`office.division.stands.${why}`, lang, { name: name ? say(name, lang) : '', n: n ?? 0 }),
    )
    const heading = message('office.division.end.of', lang, { name: say(row.name, lang) })
    const path = `${HERE}/${row.id}/end`
    const page = { template: 'office/division-end', title: 'office.division.end', status }
    return show(request, reply, page, { problems: [], heading, stands, path })
  }
}

type Faults = ReturnType<typeof divisionFaults>
type ShownDivision = { row: DivisionRow; typed: TypedDivision; seen: string; conflict?: boolean }

const problemsIn = ({ lang }: FastifyRequest, faults: Faults) =>
  problemsOf(
    Object.fromEntries(faults.map(({ field, key, n }) => [field, message(key, lang, { n: n ?? 0 })])),
  )

function typedIn(request: FastifyRequest): TypedDivision {
  const body = bodyOf(request)
  const words = (name: string) => one(body, name).replace(/\s+/g, ' ').trim()
  return {
    nameTh: words('nameTh'),
    nameEn: words('nameEn'),
    workTh: words('workTh'),
    workEn: words('workEn'),
  }
}

const typedOf = ({ name, work }: DivisionRow): TypedDivision => ({
  nameTh: name.th,
  nameEn: name.en,
  workTh: work.th,
  workEn: work.en,
})

const textsOf = ({ nameTh, nameEn, workTh, workEn }: TypedDivision) => ({
  name: { th: nameTh, en: nameEn },
  work: { th: workTh, en: workEn },
})

/** What the officer had before their eyes: a change meanwhile is seen by it. */
const seenOf = (row: DivisionRow): string => JSON.stringify(typedOf(row))
