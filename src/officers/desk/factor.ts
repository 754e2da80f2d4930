import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import QRCode from 'qrcode'
import { message } from '../../i18n/messages.ts'
import { one } from '../../web/form-body.ts'
import { needsSecondFactor } from '../officer.ts'
import type { Officers } from '../parts.ts'
import { homeOf } from './nav.ts'
import { problemsOf, titled, type CurrentFault, type Faults } from './problems.ts'
import { ownSeat, type SeatCookie } from './seat.ts'
import { bodyOf, goTo } from './visitor.ts'

type Req = FastifyRequest
type Offer = { sealed: string; secret: string; address: string }

const PATH = '/desk/account/second-factor'

/** The second factor: set up, changed for another phone, taken off; and the codes for when the phone is not there. */
export function factorRoutes(
  app: FastifyInstance,
  { accounts, factor }: Officers,
  cookie: SeatCookie,
  currentFault: CurrentFault,
) {
  const config = { right: 'own' } as const

  app.get(PATH, { config }, async (request, reply) => {
    const { officer, hasSecondFactor } = ownSeat(request)
    if (hasSecondFactor) return showState(request, reply, {}, 200)
    return showSetup(request, reply, factor.offer(officer.id, officer.email), {}, 200)
  })

  app.get(`${PATH}/new`, { config }, async (request, reply) => {
    const { id, email } = request.officer
    return showSetup(request, reply, factor.offer(id, email), {}, 200)
  })

  app.post(PATH, { config }, async (request, reply) => {
    const { officer, session } = ownSeat(request)
    const body = bodyOf(request)
    const offer = factor.reopen(officer.id, officer.email, one(body, 'sealed'))
    if (!offer) return goTo(request, reply, PATH)
    const current = await currentFault(request)
    if (current) return showSetup(request, reply, offer, { current }, 422)
    const done = await accounts.turnOnFactor(officer, session, offer.secret, one(body, 'code'))
    if (!done)
      return showSetup(request, reply, offer, { code: message('desk.factor.wrong', request.lang) }, 422)
    cookie.give(reply, done.begun.token)
    return showCodes(request, reply, done.codes)
  })

  app.post(`${PATH}/off`, { config }, async (request, reply) => {
    const { officer, session } = ownSeat(request)
    const current = await currentFault(request)
    if (current && !needsSecondFactor(officer)) return showState(request, reply, { current }, 422)
    cookie.give(reply, (await accounts.turnOffFactor(officer, session)).token)
    return goTo(request, reply, '/desk/account?done=factorOff')
  })

  app.post('/desk/account/recovery-codes', { config }, async (request, reply) => {
    if (!ownSeat(request).hasSecondFactor) return goTo(request, reply, PATH)
    const current = await currentFault(request)
    if (current) return showState(request, reply, { current }, 422)
    return showCodes(request, reply, await accounts.renewCodes(request.officer))
  })

  async function showState(request: Req, reply: FastifyReply, faults: Faults, status: number) {
    const { officer } = request
    const shown = problemsOf(faults)
    const page = {
      ...titled('desk.factor.title', request, shown.problems),
      ...shown,
      codesLeft: await factor.codesLeft(officer.id),
      needsSecondFactor: needsSecondFactor(officer),
    }
    return reply.deskPage('officers/factor', page, status)
  }
}

async function showSetup(request: Req, reply: FastifyReply, offer: Offer, faults: Faults, status: number) {
  const { officer, hasSecondFactor } = ownSeat(request)
  const svg = await QRCode.toString(offer.address, { type: 'svg', margin: 2 })
  const shown = problemsOf(faults)
  const page = {
    ...titled('desk.factor.setup', request, shown.problems),
    ...shown,
    isRequired: needsSecondFactor(officer) && !hasSecondFactor,
    hasSecondFactor,
    account: officer.email,
    sealed: offer.sealed,
    secret: offer.secret.replace(/(.{4})(?=.)/g, '$1 '),
    qr: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`,
  }
  return reply.deskPage('officers/factor-setup', page, status)
}

/** The only time they are shown. */
function showCodes(request: Req, reply: FastifyReply, codes: string[]) {
  const page = { ...titled('desk.codes.title', request, []), codes, goOn: homeOf(request.officer) }
  return reply.deskPage('officers/codes', page)
}
