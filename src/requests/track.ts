import { stringify } from 'csv-stringify/sync'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ReadStream } from 'node:fs'
import QRCode from 'qrcode'
import type { Division } from '../catalogue/published.ts'
import { notFound, UserError } from '../errors.ts'
import type { FileType } from '../forms/definition.ts'
import { message } from '../i18n/messages.ts'
import { say } from '../i18n/text.ts'
import { one, readForm } from '../web/form-body.ts'
import { inLanguage } from '../web/language.ts'
import type { Upload } from './application.ts'
import { heldColumns, heldData, isOpen, type Followed, type Following } from './following.ts'
import { parseCode, parseReference, showCode } from './reference.ts'
import type { Slowdown } from './slow.ts'
import { countedPage, receiptPage, trackPage } from './track-pages.ts'
import { faultText } from './uploads/faults.ts'
import type { Receiver } from './uploads/receive.ts'

/** The public's door to a request that was sent, under `/track`. */
export type TrackOptions = {
  following: Following
  slowdown: Slowdown
  receive: Receiver
  openFile: (sha256: string) => ReadStream
  divisions: () => Promise<readonly Division[]>
  limits: { fileBytes: number }
  publicUrl: string
  newId: () => string
}

type Params = { reference: string; code: string; file: string }
type Req = FastifyRequest<{ Params: Params; Querystring: Record<string, string | string[]> }>

const MESSAGE_FILES = 5
const MESSAGE_LENGTH = 5000
const MESSAGE_TYPES: FileType[] = ['pdf', 'jpg', 'png', 'webp', 'heic']

export function trackDoor(app: FastifyInstance, options: TrackOptions, done: () => void) {
  const { following } = options

  app.addHook('onRequest', (_request, reply, next) => {
    reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex')
    next()
  })

  app.get('/track', (request: Req, reply) =>
    reply.page('requests/track-form', formView(request, '', '', false)),
  )

  app.post('/track', async (request: Req, reply) => {
    const body = (request.body ?? {}) as Record<string, string>
    const reference = one(body, 'reference')
    const code = one(body, 'code')
    const followed = await following.find(reference, code)
    if (followed) return reply.redirect(inLanguage(pathOf(followed, code), request.lang), 303)
    await options.slowdown.wrongGuess(request.ip)
    return reply.page('requests/track-form', formView(request, reference, code, true), 422)
  })

  function formView(request: Req, reference: string, code: string, isWrong: boolean) {
    const title = message('track.form.title', request.lang)
    return {
      reference,
      code,
      isWrong,
      pageTitle: isWrong ? message('apply.errorTitle', request.lang, { title }) : title,
      problems: isWrong ? [{ href: '#reference', text: message('track.form.wrong', request.lang) }] : [],
    }
  }

  const pathOf = ({ request }: Followed, code: string) => `/track/${request.reference}/${parseCode(code)}`

  /** Runs a page with the request its address opens; any other address is one and the same not found. */
  function withRequest(handler: (followed: Followed, request: Req, reply: FastifyReply) => Promise<unknown>) {
    return async (request: Req, reply: FastifyReply) => {
      const followed = await following.find(request.params.reference, request.params.code)
      if (!followed) {
        await options.slowdown.wrongGuess(request.ip)
        throw notFound()
      }
      return handler(followed, request, reply)
    }
  }

  const hereOf = (request: Req) =>
    `/track/${parseReference(request.params.reference) ?? ''}/${parseCode(request.params.code)}`

  const pathsOf = (request: Req) => {
    const here = hereOf(request)
    return {
      trackPath: here,
      receiptPath: `${here}/receipt`,
      countedPath: `${here}/counted`,
      messagePath: `${here}/message`,
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
      const filePath = (id: string) => `${hereOf(request)}/files/${id}`
      return reply.page('requests/track', {
        ...trackPage(followed, await divisions(), filePath, request.lang),
        ...pathsOf(request),
        ...messageView('', []),
        notice: noticeOf(followed, request),
      })
    }),
  )

  function noticeOf({ request: { status } }: Followed, request: Req): string {
    const done = request.query['done']
    if (done === 'message') return message('track.add.done', request.lang)
    return done === 'withdrawn' && status === 'withdrawn' ? message('track.withdraw.done', request.lang) : ''
  }

  const messageView = (text: string, sentences: string[]) => ({
    once: options.newId(),
    message: text,
    problems: sentences.map((sentence) => ({ href: '#message', text: sentence })),
  })

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
    withRequest(async (followed, _request, reply) => {
      attach(reply, `${followed.request.reference}.json`)
      return reply.type('application/json').send(JSON.stringify(heldData(followed), null, 2))
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

  app.post(
    '/track/:reference/:code/message',
    withRequest(async (followed, request, reply) => {
      if (!isOpen(followed)) throw new UserError('conflict')
      const uploads: Upload[] = []
      const faults: string[] = []
      const rules = { accept: MESSAGE_TYPES, maxBytes: options.limits.fileBytes, maxFiles: MESSAGE_FILES }
      const body = await readForm(
        request,
        async (field, part) => {
          if (field !== 'files' || part.filename === '') return void part.file.resume()
          const received = await options.receive(part, rules)
          if (!received.ok) return void faults.push(say(faultText(received.fault, rules), request.lang))
          const { name, type, size, sha256 } = received
          uploads.push({ field: 'message', name, type, size, sha256 })
        },
        { files: MESSAGE_FILES, fileBytes: options.limits.fileBytes },
      )
      const text = one(body, 'message').replace(/\r\n?/g, '\n')
      if (!/\S/u.test(text) && uploads.length === 0 && faults.length === 0) {
        faults.push(message('track.add.empty', request.lang))
      }
      if ([...text].length > MESSAGE_LENGTH) {
        faults.push(message('track.add.tooLong', request.lang, { max: MESSAGE_LENGTH }))
      }
      if (faults.length > 0) return showMessage(followed, request, reply, text, faults)
      try {
        await following.addMessage(followed, text, uploads, onceOf(body, options.newId))
      } catch (error) {
        if (!(error instanceof UserError) || error.kind !== 'tooMany') throw error
        return showMessage(followed, request, reply, text, [message('track.add.tooMany', request.lang)])
      }
      return reply.redirect(inLanguage(`${hereOf(request)}?done=message`, request.lang), 303)
    }),
  )

  function showMessage(
    followed: Followed,
    request: Req,
    reply: FastifyReply,
    text: string,
    faults: string[],
  ) {
    const title = message('track.add.title', request.lang)
    return reply.page(
      'requests/message',
      {
        reference: followed.request.reference,
        pageTitle: message('apply.errorTitle', request.lang, { title }),
        ...pathsOf(request),
        ...messageView(text, faults),
      },
      422,
    )
  }

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
      const reason = one((request.body ?? {}) as Record<string, string>, 'reason').slice(0, MESSAGE_LENGTH)
      if (isOpen(followed)) await following.withdraw(followed, reason.trim())
      return reply.redirect(inLanguage(`${hereOf(request)}?done=withdrawn`, request.lang), 303)
    }),
  )

  done()
}

/** The name of one sending, from the form; anything that is not of our making is replaced. */
function onceOf(body: Record<string, string | string[]>, newId: () => string): string {
  const once = one(body, 'once')
  return /^[a-zA-Z0-9-]{20,64}$/.test(once) ? once : newId()
}

function attach(reply: FastifyReply, name: string) {
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, '_')
  reply.header(
    'content-disposition',
    `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
  )
}
