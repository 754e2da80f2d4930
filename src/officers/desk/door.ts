import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { forbidden, type UserErrorKind } from '../../errors.ts'
import { message } from '../../i18n/messages.ts'
import type { Lang } from '../../i18n/text.ts'
import { answerTo } from '../../web/errors.ts'
import { inLanguage } from '../../web/language.ts'
import type { PageData } from '../../web/view.ts'
import { may, needsSecondFactor, ROLE_TEXTS, type Officer, type Right } from '../officer.ts'
import type { Officers } from '../parts.ts'
import type { Held } from '../session-store.ts'
import { accountRoutes } from './account.ts'
import { auditRoutes } from './audit.ts'
import { factorRoutes } from './factor.ts'
import { linkRoutes } from './link.ts'
import { homeOf, navOf } from './nav.ts'
import { peopleRoutes } from './people.ts'
import { makeSeatCookie, ownSeat, seatOf, takeSeat } from './seat.ts'
import { signInPage, signInRoutes } from './sign-in.ts'
import { makeArrival } from './visitor.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Of every route of the desk. `anyone`: also those who have not signed in. */
    right?: Right | 'anyone'
  }
  interface FastifyRequest {
    /** Who asks. Throws on a page that is open to everyone, when nobody has signed in. */
    readonly officer: Officer
  }
  interface FastifyReply {
    /** `page`, with the officer and the menu of the desk. */
    deskPage: (template: string, data: PageData, status?: number) => FastifyReply
  }
}

const SECOND_FACTOR = '/desk/account/second-factor'
/** Of whoever must still set up the second factor. */
const OPEN_BEFORE = [SECOND_FACTOR, '/desk/sign-out']

/**
 * Keeps the door of the whole desk: a route without a right stops the start, nobody gets past without a session,
 * the right, and the second factor where their role asks for one.
 */
export function guardDesk(scope: FastifyInstance, { sessions, publicUrl }: Officers): void {
  const cookie = makeSeatCookie(publicUrl)

  scope.addHook('onRoute', requireRight)
  scope.decorateRequest('officer', {
    getter(this: FastifyRequest) {
      return ownSeat(this).officer
    },
  })
  scope.decorateReply('deskPage', function (template, data, status = 200) {
    return this.page(template, { ...frameOf(this.request), ...data }, status)
  })

  // An officer who may not, or comes too late, stays at the desk; faults of ours have the page they have everywhere.
  scope.setErrorHandler((error, request, reply) => {
    const { kind, status, faultId } = answerTo(error)
    if (faultId !== undefined || !seatOf(request)) throw error
    return reply.deskPage('officers/refused', refusedPage(kind, request.lang), status)
  })

  scope.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex')
    const { right } = request.routeOptions.config
    const seat = await sessions.find(cookie.token(request))
    if (seat) takeSeat(request, seat)
    if (right === 'anyone') return
    if (!seat) return askToSignIn(request, reply)
    return right === undefined ? refuse() : admit(seat, right, request, reply)
  })
}

function requireRight({ url, config }: RouteOptions) {
  if (config?.right === undefined) throw new Error(`${url} says nobody's right: it would be open to all`)
}

function refusedPage(kind: UserErrorKind | 'fault', lang: Lang): PageData {
  const own = kind === 'notFound' || kind === 'forbidden'
  return {
    heading: message(own ? `desk.refused.${kind}.title` : `error.${kind}.title`, lang),
    explanation: message(own ? `desk.refused.${kind}.text` : `error.${kind}.text`, lang),
  }
}

function refuse(): never {
  throw forbidden()
}

function askToSignIn(request: FastifyRequest, reply: FastifyReply) {
  if (request.method === 'GET' || request.method === 'HEAD') {
    const to = encodeURIComponent(request.originalUrl)
    return reply.redirect(inLanguage(`/desk/sign-in?to=${to}`, request.lang), 303)
  }
  const notice = message('desk.signIn.over', request.lang)
  return reply.deskPage('officers/sign-in', signInPage(request, notice), 401)
}

function admit(
  { officer, hasSecondFactor }: Held,
  right: Right,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const path = request.routeOptions.url ?? ''
  if (needsSecondFactor(officer) && !hasSecondFactor && !OPEN_BEFORE.includes(path)) {
    if (request.method !== 'GET') throw forbidden()
    return reply.redirect(inLanguage(SECOND_FACTOR, request.lang), 303)
  }
  if (may(officer, right)) return undefined
  // Whoever types the desk's own address is led to their first page, whichever it is.
  if (path === '/desk' && request.method === 'GET')
    return reply.redirect(inLanguage(homeOf(officer), request.lang), 303)
  throw forbidden()
}

/** What the layout of the desk shows around every page. */
function frameOf(request: FastifyRequest): PageData {
  const seat = seatOf(request)
  const isIn = seat && !(needsSecondFactor(seat.officer) && !seat.hasSecondFactor)
  return {
    officer: seat && { ...seat.officer, roleText: ROLE_TEXTS[seat.officer.role] },
    nav: isIn ? navOf(seat.officer, request.url.split('?', 1)[0] ?? '') : [],
    // The answer to a form has no page of its own in the other language.
    ...(request.method === 'POST' && { otherLang: null }),
  }
}

/** Signing in, links, one's own account, and for those with the right: people and the audit log. */
export function peopleDoor(app: FastifyInstance, officers: Officers, done: () => void) {
  const cookie = makeSeatCookie(officers.publicUrl)
  const arrival = makeArrival(cookie, officers.publicUrl)
  signInRoutes(app, officers, cookie, arrival)
  linkRoutes(app, officers, arrival)
  const { currentFault } = accountRoutes(app, officers, cookie)
  factorRoutes(app, officers, cookie, currentFault)
  peopleRoutes(app, officers, currentFault)
  auditRoutes(app, officers)
  done()
}
