import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { message } from '../../i18n/messages.ts'
import { one } from '../../web/form-body.ts'
import { withoutLanguage } from '../../web/language.ts'
import type { Officers } from '../parts.ts'
import type { Entry } from '../signing-in.ts'
import { homeOf } from './nav.ts'
import { problemsOf, titled } from './problems.ts'
import { safeTo, seatOf, type SeatCookie } from './seat.ts'
import { bodyOf, goTo, type Arrival } from './visitor.ts'

type Req = FastifyRequest<{ Querystring: Record<string, string | string[]> }>

/** In, by password and code, and out. */
export function signInRoutes(
  app: FastifyInstance,
  { signingIn, sessions, people }: Officers,
  cookie: SeatCookie,
  arrival: Arrival,
) {
  const config = { right: 'anyone' } as const

  app.get('/desk/sign-in', { config }, async (request: Req, reply) => {
    const to = toOf(request.query['to'])
    const seat = seatOf(request)
    if (seat) return goTo(request, reply, safeTo(to, homeOf(seat.officer)))
    const notice = to === '' || safeTo(to, '/') === '/' ? '' : message('desk.signIn.first', request.lang)
    const out = request.query['out'] === undefined ? '' : message('desk.signIn.out', request.lang)
    return reply.deskPage('officers/sign-in', { ...signInPage(request, out || notice), to })
  })

  app.post('/desk/sign-in', { config }, async (request: Req, reply) => {
    const body = bodyOf(request)
    const typed = { email: one(body, 'email'), password: one(body, 'password') }
    const to = one(body, 'to')
    const empty = problemsOf({
      ...(typed.email.trim() === '' && { email: message('desk.signIn.noEmail', request.lang) }),
      ...(typed.password === '' && { password: message('desk.signIn.noPassword', request.lang) }),
    })
    const page = { email: typed.email, to }
    if (empty.problems.length > 0) return showSignIn(request, reply, { ...page, ...empty }, 422)
    const entry = await signingIn.byPassword(arrival.visitorOf(request), typed)
    if (entry.outcome !== 'wrong') return enter(request, reply, entry, to)
    const wrong = problemsOf({ email: message('desk.signIn.wrong', request.lang) })
    return showSignIn(request, reply, { ...page, ...wrong }, 422)
  })

  /** On to the page they wanted, or to the code that is still asked for. */
  async function enter(request: Req, reply: FastifyReply, entry: Entry, to: string) {
    arrival.welcome(reply, entry)
    if (entry.outcome === 'code') return goTo(request, reply, `/desk/sign-in/code${queryOf(to)}`)
    const officer = entry.outcome === 'in' ? await people.find(entry.officerId) : undefined
    return goTo(request, reply, officer ? safeTo(to, homeOf(officer)) : '/desk/sign-in')
  }

  app.get('/desk/sign-in/code', { config }, async (request: Req, reply) => {
    const to = toOf(request.query['to'])
    if (arrival.pendingOf(request) === undefined) return goTo(request, reply, `/desk/sign-in${queryOf(to)}`)
    return showCode(request, reply, { to, ...problemsOf({}) }, 200)
  })

  app.post('/desk/sign-in/code', { config }, async (request: Req, reply) => {
    const body = bodyOf(request)
    const [code, to] = [one(body, 'code'), one(body, 'to')]
    const refused = (key: string) =>
      showCode(request, reply, { to, ...problemsOf({ code: message(key, request.lang) }) }, 422)
    if (code.trim() === '') return refused('desk.code.none')
    const pending = arrival.pendingOf(request) ?? ''
    const entry = await signingIn.byCode(arrival.visitorOf(request), pending, code)
    if (entry.outcome === 'in') return enter(request, reply, entry, to)
    if (entry.outcome === 'over') {
      arrival.clearPending(reply)
      const notice = message('desk.code.over', request.lang)
      return showSignIn(request, reply, { notice, to, email: '', ...problemsOf({}) }, 422)
    }
    return refused(entry.outcome === 'blocked' ? 'desk.code.blocked' : 'desk.code.wrong')
  })

  // Whoever is out already is told so just the same.
  app.post('/desk/sign-out', { config }, async (request: Req, reply) => {
    const seat = seatOf(request)
    if (seat) await sessions.signOut(seat.session)
    cookie.take(reply)
    return goTo(request, reply, '/desk/sign-in?out=1')
  })
}

/** The sign-in page as it is first shown. */
export function signInPage(request: FastifyRequest, notice: string) {
  return { ...titled('desk.signIn.title', request, []), notice, email: '', to: '', ...problemsOf({}) }
}

type Shown = Partial<ReturnType<typeof signInPage>> & ReturnType<typeof problemsOf>

function showSignIn(request: FastifyRequest, reply: FastifyReply, shown: Shown, status: number) {
  const title = titled('desk.signIn.title', request, shown.problems)
  return reply.deskPage('officers/sign-in', { notice: '', ...shown, ...title }, status)
}

type CodePage = { to: string } & ReturnType<typeof problemsOf>

function showCode(request: FastifyRequest, reply: FastifyReply, shown: CodePage, status: number) {
  const title = titled('desk.code.title', request, shown.problems)
  return reply.deskPage('officers/code', { ...shown, ...title }, status)
}

const toOf = (to: string | string[] | undefined) => withoutLanguage([to ?? ''].flat()[0] ?? '')
const queryOf = (to: string) => (to === '' ? '' : `?to=${encodeURIComponent(to)}`)
