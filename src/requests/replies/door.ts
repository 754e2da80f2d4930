import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { PublishedService } from '../../catalogue/published.ts'
import { forbidden, notFound, UserError } from '../../errors.ts'
import type { Audit } from '../../officers/audit.ts'
import { titled } from '../../officers/desk/problems.ts'
import { bodyOf, goTo } from '../../officers/desk/visitor.ts'
import type { People } from '../../officers/people.ts'
import { one } from '../../web/form-body.ts'
import { mayEdit, maySee, replyFaults, replyOf, typedOf, type TypedReply } from './editing.ts'
import { formView, listView, type Overtaken, type ShownReply } from './pages.ts'
import type { Replies } from './replies.ts'
import type { Reply } from './reply.ts'

export type RepliesOptions = {
  replies: Replies
  /** Live services, in their order. */
  services: () => Promise<readonly PublishedService[]>
  people: Pick<People, 'names'>
  audit: Pick<Audit, 'record'>
  newId: () => string
  now: () => Date
}

type Req = FastifyRequest<{ Params: { id: string }; Querystring: Record<string, string | string[]> }>

const EDIT = { config: { right: 'replies.edit' } } as const
const HERE = '/desk/replies'
const SAVED = `${HERE}?saved=yes`

/** Words kept ready for officers: listed, written, changed, removed. */
export function repliesDoor(app: FastifyInstance, options: RepliesOptions, done: () => void): void {
  const { replies, audit, newId, now } = options

  app.get(HERE, EDIT, async (request: Req, reply) => {
    const [all, services, names] = await Promise.all([
      replies.list(),
      options.services(),
      options.people.names(),
    ])
    const asked = (key: string) => [request.query[key] ?? ''].flat()[0] ?? ''
    const narrowing = { act: asked('act'), service: asked('service'), saved: asked('saved') === 'yes' }
    const seen = all.filter(({ serviceId }) => maySee(request.officer, serviceId, services))
    const view = listView({ officer: request.officer, lang: request.lang, services, names }, seen, narrowing)
    return reply.deskPage('replies/list', { ...titled('replies.title', request, []), ...view })
  })

  app.get(`${HERE}/new`, EDIT, async (request: Req, reply) => showForm(request, reply, { typed: NOTHING }))

  app.post(`${HERE}/new`, EDIT, async (request: Req, reply) => {
    const typed = typedIn(request)
    const services = await options.services()
    const faults = replyFaults(request.officer, typed, services)
    if (faults.length > 0) return showForm(request, reply, { typed, faults })
    const written = replyOf(typed, newId(), 1, request.officer.id, now().toISOString())
    await audit.record(
      { actor: request.officer.id, deed: 'reply.added', subject: written.id, data: dataOf(written) },
      (tx) => [replies.adding(tx, written)],
    )
    return goTo(request, reply, SAVED)
  })

  app.get(`${HERE}/:id`, EDIT, async (request: Req, reply) => {
    const known = await findOwn(request)
    return showForm(request, reply, { typed: typedOf(known), known })
  })

  app.post(`${HERE}/:id`, EDIT, async (request: Req, reply) => {
    const typed = typedIn(request)
    const known = await replies.find(request.params.id)
    // Removed meanwhile: the words must not go with it. Of an id that never was there is nothing to send.
    if (!known && one(bodyOf(request), 'revision') === '') throw notFound()
    if (!known) return showForm(request, reply, { typed, overtaken: { gone: true }, status: 409 })
    requireOwn(request, known, await options.services())
    const faults = replyFaults(request.officer, typed, await options.services())
    const revision = Number(one(bodyOf(request), 'revision'))
    if (faults.length > 0) return showForm(request, reply, { typed, known, faults, revision })
    const written = replyOf(typed, known.id, known.revision, request.officer.id, now().toISOString())
    try {
      await audit.record(
        { actor: request.officer.id, deed: 'reply.changed', subject: known.id, data: dataOf(written) },
        (tx) => [replies.changing(tx, written, revision)],
      )
    } catch (error) {
      if (!(error instanceof UserError) || error.kind !== 'conflict') throw error
      const present = await replies.find(known.id)
      const overtaken: Overtaken = present ? { gone: false, present } : { gone: true }
      return showForm(request, reply, { typed, ...(present && { known: present }), overtaken, status: 409 })
    }
    return goTo(request, reply, SAVED)
  })

  app.get(`${HERE}/:id/remove`, EDIT, async (request: Req, reply) => {
    const known = await findOwn(request)
    return reply.deskPage('replies/remove', {
      ...titled('replies.remove', request, []),
      known,
      path: `${HERE}/${known.id}/remove`,
    })
  })

  // Whoever removes what somebody changed meanwhile gets the page of a conflict.
  app.post(`${HERE}/:id/remove`, EDIT, async (request: Req, reply) => {
    const known = await findOwn(request)
    const revision = Number(one(bodyOf(request), 'revision'))
    await audit.record(
      { actor: request.officer.id, deed: 'reply.removed', subject: known.id, data: dataOf(known) },
      (tx) => [replies.removing(tx, known.id, revision)],
    )
    return goTo(request, reply, SAVED)
  })

  async function findOwn(request: Req): Promise<Reply> {
    const known = await replies.find(request.params.id)
    if (!known) throw notFound()
    requireOwn(request, known, await options.services())
    return known
  }

  async function showForm(request: Req, reply: FastifyReply, shown: ShownReply) {
    const [services, names] = await Promise.all([options.services(), options.people.names()])
    const view = formView({ officer: request.officer, lang: request.lang, services, names }, shown)
    const title = titled(shown.known ? 'replies.edit' : 'replies.new', request, view.problems)
    const status = shown.status ?? (view.problems.length > 0 ? 422 : 200)
    return reply.deskPage('replies/form', { ...title, ...view }, status)
  }

  done()
}

/** NotFound for another division's, as for one that is not there; Forbidden for what all divisions share. */
function requireOwn({ officer }: Req, { serviceId }: Reply, services: readonly PublishedService[]): void {
  if (!maySee(officer, serviceId, services)) throw notFound()
  if (!mayEdit(officer, serviceId, services)) throw forbidden()
}

const dataOf = ({ act, serviceId }: Reply) => ({ act, service: serviceId })

const NOTHING: TypedReply = { serviceId: '', act: '', nameTh: '', nameEn: '', textTh: '', textEn: '' }

function typedIn(request: FastifyRequest): TypedReply {
  const body = bodyOf(request)
  const line = (name: string) => one(body, name).replace(/\s+/g, ' ').trim()
  const text = (name: string) => one(body, name).replace(/\r\n/g, '\n').trim()
  return {
    serviceId: line('serviceId'),
    act: line('act'),
    nameTh: line('nameTh'),
    nameEn: line('nameEn'),
    textTh: text('textTh'),
    textEn: text('textEn'),
  }
}
