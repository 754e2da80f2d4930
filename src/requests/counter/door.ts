import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import QRCode from 'qrcode'
import { notFound } from '../../errors.ts'
import { message } from '../../i18n/messages.ts'
import type {} from '../../officers/desk/door.ts'
import { parseReference } from '../reference.ts'
import type { Request } from '../request.ts'
import { draftingRoutes } from './drafting.ts'
import type { CounterOptions } from './options.ts'
import { pickingRoutes } from './picking.ts'
import { isSlipFresh, slipPage } from './slip.ts'

type SlipRequest = FastifyRequest<{ Params: { reference: string } }>

const config = { right: 'counter.file' as const }

/** The officers' door to taking requests in for people who stand there, telephone or write. */
export function counterDoor(app: FastifyInstance, options: CounterOptions, done: () => void) {
  const { store, following, cases, officers, catalogue } = options
  pickingRoutes(app, options)
  draftingRoutes(app, options)

  app.get('/desk/counter/slips/:reference', { config }, async (request: SlipRequest, reply) => {
    const own = await ownRequest(request)
    const followed = await following.load(own)
    await officers.audit.record({ actor: request.officer.id, deed: 'slip.viewed', subject: own.reference })
    const { name, title } = request.officer
    const code = options.codeOf(own)
    const page = slipPage(followed, { name, title }, code, await catalogue.divisions(), request.lang)
    return reply.deskPage('counter/slip', {
      ...page,
      pageTitle: message('counter.slip.title', request.lang, { reference: own.reference }),
      qrPath: `/desk/counter/slips/${own.reference}/qr.svg`,
      trackAddress: trackAddress(own),
    })
  })

  app.get('/desk/counter/slips/:reference/qr.svg', { config }, async (request: SlipRequest, reply) => {
    const own = await ownRequest(request)
    await officers.audit.record({ actor: request.officer.id, deed: 'slip.codeShown', subject: own.reference })
    return sendQr(reply, trackAddress(own))
  })

  // The slip holds the code that opens the request for its applicant: only who handed it over sees it again.
  async function ownRequest({ officer, params }: SlipRequest): Promise<Request> {
    const reference = parseReference(params.reference)
    const found = reference && (await store.filedBy(officer.id, reference))
    if (!found) throw notFound()
    if (!isSlipFresh(found.takenAt, options.now())) await cases.find(officer, reference)
    return found.request
  }

  const trackAddress = (own: Request) =>
    options.publicUrl + (own.lang === 'en' ? '/en' : '') + options.trackPath(own)
  done()
}

async function sendQr(reply: FastifyReply, address: string) {
  const svg = await QRCode.toString(address, { type: 'svg', margin: 2 })
  return reply.type('image/svg+xml').send(svg)
}
