import { stringify } from 'csv-stringify/sync'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ReadStream } from 'node:fs'
import QRCode from 'qrcode'
import { dayOf } from '../../calendar/dates.ts'
import type { Calendar } from '../../calendar/working-time.ts'
import type { Division } from '../../catalogue/published.ts'
import { notFound } from '../../errors.ts'
import { message } from '../../i18n/messages.ts'
import { say } from '../../i18n/text.ts'
import type { FormBody } from '../../web/body.ts'
import { one } from '../../web/form-body.ts'
import { inLanguage } from '../../web/language.ts'
import type { EventKind } from '../events.ts'
import { heldColumns, heldData, isOpen, type Followed, type Following } from '../following.ts'
import { parseCode, parseReference, showCode } from '../reference.ts'
import type { Slowdown } from '../slow.ts'
import { askedAndAnswered } from './after.ts'
import { recordPage } from './asked.ts'
import { emptyFaults, showForm, wrongPair } from './find-form.ts'
import { messageRoutes, sendingForm } from './message.ts'
import { countedPage, receiptPage, trackPage } from './pages.ts'
import { rateRoutes } from './rate.ts'
import { supplyForm, supplyRoutes } from './supply.ts'
import type { Receiver } from '../uploads/receive.ts'

/** The public's door to a request that was sent, under `/track`. */
export type TrackOptions = {
  following: Following
  slowdown: Slowdown
  receive: Receiver
  openFile: (sha256: string) => ReadStream
  divisions: () => Promise<readonly Division[]>
  limits: { fileBytes: number }
  /** The server's key: seals what a page with faults hands back to itself. */
  key: Buffer
  lettersAbout: (requestId: string) => Promise<{ toAddress: string }[]>
  publicUrl: string
  newId: () => string
  calendar: () => Promise<Calendar>
  now: () => Date
  /** Who signed a record, by name and post. */
  signers: () => Promise<readonly { id: string; name: string; title: string }[]>
}

type Params = { reference: string; code: string; file: string; n: string }
export type Req = FastifyRequest<{ Params: Params; Querystring: Record<string, string | string[]> }>

/** Runs a page with the request its address opens. */
export type WithRequest = (
  handler: (followed: Followed, request: Req, reply: FastifyReply) => Promise<unknown>,
) => (request: Req, reply: FastifyReply) => Promise<unknown>
export type Paths = { trackPath: string } & Record<string, string>

const REASON_LENGTH = 5000

export function trackDoor(app: FastifyInstance, options: TrackOptions, done: () => void) {
  const { following } = options

  app.addHook('onRequest', (_request, reply, next) => {
    reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex')
    next()
  })

  app.get('/track', (request: Req, reply) => showForm(request, reply, { reference: '', code: '' }, {}, 200))

  app.post('/track', async (request: Req, reply) => {
    const body = (request.body ?? {}) as FormBody
    const typed = { reference: one(body, 'reference'), code: one(body, 'code') }
    const empty = emptyFaults(typed, request.lang)
    if (empty.reference || empty.code) return showForm(request, reply, typed, empty, 422)
    const followed = await following.find(typed.reference, typed.code)
    if (followed) return reply.redirect(inLanguage(pathOf(followed, typed.code), request.lang), 303)
    await options.slowdown.wrongGuess(request.ip)
    return showForm(request, reply, typed, wrongPair(request.lang), 422)
  })

  /** What the office writes to itself about a request is not the applicant’s. */
  async function lettersTo({ request: { id, applicantEmail } }: Followed) {
    const own = applicantEmail?.toLowerCase()
    return (await options.lettersAbout(id)).filter(({ toAddress }) => toAddress.toLowerCase() === own)
  }

  const pathOf = ({ request }: Followed, code: string) => `/track/${request.reference}/${parseCode(code)}`

  /** Runs a page with the request its address opens; any other address is one and the same not found. */
  const withRequest: WithRequest = (handler) => async (request: Req, reply: FastifyReply) => {
    const followed = await following.find(request.params.reference, request.params.code)
    if (!followed) {
      await options.slowdown.wrongGuess(request.ip)
      if (request.method !== 'GET' || DATA_ADDRESS.test(request.url)) throw notFound()
      // A link that was cut off by a messenger: the two fields are the way on.
      return showForm(request, reply, { reference: '', code: '' }, wrongPair(request.lang), 404)
    }
    return handler(followed, request, reply)
  }

  const hereOf = (request: Req) =>
    `/track/${parseReference(request.params.reference) ?? ''}/${parseCode(request.params.code)}`

  const pathsOf = (request: Req) => {
    const here = hereOf(request)
    return {
      trackPath: here,
      receiptPath: `${here}/receipt`,
      countedPath: `${here}/counted`,
      ratePath: `${here}/rate`,
      reopenPath: `${here}/reopen`,
      recordPath: `${here}/records`,
      withdrawPath: `${here}/withdraw`,
      dataPath: `${here}/data.json`,
      csvPath: `${here}/data.csv`,
      qrPath: `${here}/qr.svg`,
      trackAddress: options.publicUrl + inLanguage(here, request.lang),
    }
  }

  const divisions = async () => [...(await options.divisions())]

  app.get(
    '/track/:reference/:code',
    withRequest(async (followed, request, reply) => {
      const here = hereOf(request)
      const form = (sending: 'message' | 'answer') =>
        sendingForm(sending, here, options.newId(), request.lang)
      const filePath = (id: string) => `${here}/files/${id}`
      const { rules } = await options.calendar()
      return reply.page('requests/track', {
        ...trackPage(followed, await divisions(), filePath, request.lang),
        ...askedAndAnswered(followed, dayOf(options.now()), rules, filePath, request.lang),
        ...pathsOf(request),
        forms: {
          message: form('message'),
          supply: supplyForm(followed, here, options.newId()),
          answer: form('answer'),
        },
        notice: noticeOf(followed, request),
      })
    }),
  )

  /** What the address says was done is believed only where the request shows it. */
  function noticeOf(followed: Followed, request: Req): string {
    const { status } = followed.request
    const done = request.query['done']
    const has = (kind: EventKind) => followed.events.some((event) => event.kind === kind)
    if (done === 'message') return message('track.add.done', request.lang)
    if (done === 'supply' && has('supplied'))
      return message(
        status === 'waitingForApplicant' ? 'track.supply.part' : 'track.supply.done',
        request.lang,
      )
    if (done === 'answer' && has('answered')) return message('track.answer.done', request.lang)
    if (done === 'rated' && has('rated')) return message('track.rate.done', request.lang)
    if (done === 'reopened' && has('reopened') && isOpen(followed))
      return message('track.reopen.done', request.lang)
    return done === 'withdrawn' && status === 'withdrawn' ? message('track.withdraw.done', request.lang) : ''
  }

  app.get(
    '/track/:reference/:code/records/:n',
    withRequest(async (followed, request, reply) => {
      const unit = (await divisions()).find(({ id }) => id === followed.request.division)
      const record = recordPage(
        followed,
        request.params.n,
        await options.signers(),
        unit ? say(unit.name, request.lang) : '',
        request.lang,
      )
      if (!record) throw notFound()
      return reply.page('requests/record', { ...record, ...pathsOf(request) })
    }),
  )

  app.get(
    '/track/:reference/:code/receipt',
    withRequest(async (followed, request, reply) =>
      reply.page('requests/receipt', {
        ...receiptPage(followed, await divisions(), request.lang),
        ...pathsOf(request),
        code: showCode(parseCode(request.params.code)),
        forgetPath: `/services/${followed.published.serviceId}/apply/forget`,
      }),
    ),
  )

  app.get(
    '/track/:reference/:code/counted',
    withRequest(async (followed, request, reply) =>
      reply.page('requests/counted', { ...countedPage(followed, request.lang), ...pathsOf(request) }),
    ),
  )

  app.get(
    '/track/:reference/:code/qr.svg',
    withRequest(async (_followed, request, reply) => {
      const svg = await QRCode.toString(pathsOf(request).trackAddress, { type: 'svg', margin: 2 })
      return reply.type('image/svg+xml').send(svg)
    }),
  )

  app.get(
    '/track/:reference/:code/data.json',
    withRequest(async (followed, request, reply) => {
      attach(reply, `${followed.request.reference}.json`)
      const fileAddress = (id: string) => `${options.publicUrl}${hereOf(request)}/files/${id}`
      const held = heldData(followed, await lettersTo(followed), fileAddress)
      return reply.type('application/json').send(JSON.stringify(held, null, 2))
    }),
  )

  app.get(
    '/track/:reference/:code/data.csv',
    withRequest(async (followed, _request, reply) => {
      attach(reply, `${followed.request.reference}.csv`)
      const csv = stringify([heldColumns(followed)], { header: true, bom: true, escape_formulas: true })
      return reply.type('text/csv; charset=utf-8').send(csv)
    }),
  )

  app.get(
    '/track/:reference/:code/files/:file',
    withRequest(async (followed, request, reply) => {
      const file = followed.attachments.find((attachment) => attachment.id === request.params.file)
      if (!file) throw notFound()
      attach(reply, file.name)
      reply
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('content-length', file.size)
      return reply.type(file.type).send(options.openFile(file.sha256))
    }),
  )

  messageRoutes(app, options, withRequest, pathsOf)
  supplyRoutes(app, options, withRequest, pathsOf)
  rateRoutes(app, options, withRequest, pathsOf)

  app.get(
    '/track/:reference/:code/withdraw',
    withRequest(async (followed, request, reply) => {
      if (!isOpen(followed)) return reply.redirect(inLanguage(hereOf(request), request.lang), 303)
      return reply.page('requests/withdraw', {
        reference: followed.request.reference,
        service: say(followed.published.definition.title, request.lang),
        ...pathsOf(request),
      })
    }),
  )

  app.post(
    '/track/:reference/:code/withdraw',
    withRequest(async (followed, request, reply) => {
      const reason = one((request.body ?? {}) as Record<string, string>, 'reason').slice(0, REASON_LENGTH)
      if (isOpen(followed)) await following.withdraw(followed, reason.trim())
      return reply.redirect(inLanguage(`${hereOf(request)}?done=withdrawn`, request.lang), 303)
    }),
  )

  done()
}

const DATA_ADDRESS = /\.(json|csv|svg)$|\/files\//

function attach(reply: FastifyReply, name: string) {
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, '_')
  const full = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  reply.header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${full}`)
}
