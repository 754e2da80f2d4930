import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { message } from '../../i18n/messages.ts'
import { say } from '../../i18n/text.ts'
import type { FormBody } from '../../web/body.ts'
import { one } from '../../web/form-body.ts'
import { inLanguage } from '../../web/language.ts'
import { parseReference } from '../reference.ts'
import { bulkDoor } from './bulk-pages.ts'
import { csvOf } from './csv.ts'
import { makeListPage, MOST_CSV_ROWS, type Typed } from './list-page.ts'
import { makeNoting } from './noting.ts'
import type { InboxOptions } from './options.ts'
import type { Row } from './rows.ts'
import { momentsAt } from './state.ts'
import { placeOf, type Listed } from './view-store.ts'
import { pathOf, readPaging, readView, viewFromQuery, type Paging, type Query, type View } from './view.ts'

export type Req = FastifyRequest<{ Params: { id: string }; Querystring: Query }>

const ROWS_AT_ONCE = 500
/** What is said after a redirect; the address only names it. */
const NOTICES: Record<string, string> = {
  saved: 'inbox.views.saved',
  deleted: 'inbox.views.deleted',
  forwarded: 'inbox.did.forwarded',
  left: 'inbox.did.left',
}

/** The officers' door to their lists, under `/desk`. */
export function inboxDoor(app: FastifyInstance, options: InboxOptions, done: () => void): void {
  const { inbox, saved, now } = options
  const noting = makeNoting(options)
  const { listPage, rowsFor } = makeListPage(options)
  const reading = { config: { right: 'cases.read' } } as const

  const showList = async (request: Req, reply: FastifyReply, view: View, typed: Typed, status = 200) => {
    const paging = status === 200 ? readPaging(request.query) : {}
    const data = await listPage(request.officer, view, paging, request.lang, typed)
    await noting.page(request.officer, view, data.rows.length)
    return reply.deskPage('inbox/list', data, status)
  }

  app.get('/desk', reading, async (request: Req, reply) => {
    return showList(request, reply, readView(request.query), { notice: await noticeOf(request) })
  })

  /** What was just done, for the officer who did it; the address names it in codes. */
  async function noticeOf({ query, lang }: Req): Promise<string> {
    const did = NOTICES[String(query['did'])]
    if (!did) return ''
    const reference = parseReference(String(query['case'] ?? ''))
    const unit = (await options.divisions()).find(({ id }) => id === query['to'])
    if (query['did'] === 'forwarded' && !(reference && unit)) return ''
    if (query['did'] === 'left' && !reference) return ''
    return message(did, lang, { reference: reference ?? '', division: unit ? say(unit.name, lang) : '' })
  }

  app.get('/desk/list.csv', reading, async (request: Req, reply) => {
    const view = readView(request.query)
    const rows = await everyRow(request, view)
    await noting.file(request.officer, view, rows.length)
    return reply
      .header('content-disposition', 'attachment; filename="sala-requests.csv"')
      .type('text/csv; charset=utf-8')
      .send(csvOf(rows, request.lang))
  })

  async function everyRow({ officer, lang }: Req, view: View): Promise<Row[]> {
    const moments = momentsAt(now())
    const rows: Row[] = []
    let paging: Paging | undefined = {}
    while (paging && rows.length < MOST_CSV_ROWS) {
      const { rows: some, hasAfter } = await inbox.page(officer, view, moments, paging, ROWS_AT_ONCE)
      rows.push(...(await rowsFor(officer, some, lang)))
      paging = hasAfter ? { after: placeOf(some.at(-1) as Listed, view.show) } : undefined
    }
    return rows
  }

  app.post('/desk/views', reading, async (request: Req, reply) => {
    const body = (request.body ?? {}) as FormBody
    const view = viewFromQuery(one(body, 'view'))
    const viewName = one(body, 'name')
    const fault = await saved.save(request.officer, viewName, view)
    if (!fault) return go(request, reply, pathOf(view, { did: 'saved' }))
    const problems = [{ href: '#view-name', text: say(fault, request.lang) }]
    return showList(request, reply, view, { problems, viewName }, 422)
  })

  app.post('/desk/views/:id/delete', reading, async (request: Req, reply) => {
    await saved.remove(request.officer, request.params.id)
    const view = viewFromQuery(one((request.body ?? {}) as FormBody, 'view'))
    return go(request, reply, pathOf(view, { did: 'deleted' }))
  })

  bulkDoor(app, { ...options, showList })
  done()
}

const go = (request: Req, reply: FastifyReply, path: string) =>
  reply.redirect(inLanguage(path, request.lang), 303)
