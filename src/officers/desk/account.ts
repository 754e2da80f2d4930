import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from '../../errors.ts'
import { message } from '../../i18n/messages.ts'
import { one } from '../../web/form-body.ts'
import { needsSecondFactor } from '../officer.ts'
import type { Officers } from '../parts.ts'
import { nameFaults, tidy } from '../person-rules.ts'
import { readNewPassword } from './new-password.ts'
import { problemsOf, titled, type Faults } from './problems.ts'
import { ownSeat, type SeatCookie } from './seat.ts'
import { shownSessions } from './shown.ts'
import { bodyOf, goTo } from './visitor.ts'

type Req = FastifyRequest<{ Params: { session: string }; Querystring: Record<string, string | string[]> }>

/** One's own account: name, password, where one is signed in. */
export function accountRoutes(app: FastifyInstance, officers: Officers, cookie: SeatCookie) {
  const { accounts, sessions, factor, ownWords } = officers
  const config = { right: 'own' } as const

  app.get('/desk/account', { config }, (request: Req, reply) =>
    show(request, reply, {}, request.officer.name, 200),
  )

  async function show(request: Req, reply: FastifyReply, faults: Faults, name: string, status: number) {
    const { officer, hasSecondFactor, session } = ownSeat(request)
    const shown = problemsOf(faults)
    const open = await sessions.open(officer.id)
    const page = {
      ...titled('desk.account.title', request, shown.problems),
      ...shown,
      notice: noticeOf(request),
      own: { ...officer, division: await officers.divisionName(officer.division) },
      typedName: name,
      hasSecondFactor,
      needsSecondFactor: needsSecondFactor(officer),
      codesLeft: hasSecondFactor ? await factor.codesLeft(officer.id) : 0,
      sessions: shownSessions(open, session.id),
      hasOthers: open.length > 1,
    }
    return reply.deskPage('officers/account', page, status)
  }

  app.post('/desk/account', { config }, async (request: Req, reply) => {
    const { officer } = request
    const name = tidy(one(bodyOf(request), 'name'))
    const fault = nameFaults({ name, title: officer.title || '–' }).name
    if (fault) return show(request, reply, { name: message(fault, request.lang) }, name, 422)
    if (name !== officer.name) await accounts.rename(officer, name)
    return goTo(request, reply, '/desk/account?done=name')
  })

  app.get('/desk/account/password', { config }, (request: Req, reply) =>
    showPassword(request, reply, {}, 200),
  )

  function showPassword(request: Req, reply: FastifyReply, faults: Faults, status: number) {
    const shown = problemsOf(faults)
    const page = { ...titled('desk.newPassword.title', request, shown.problems), ...shown }
    return reply.deskPage('officers/password', { ...page, account: request.officer.email }, status)
  }

  app.post('/desk/account/password', { config }, async (request: Req, reply) => {
    const { officer, session } = ownSeat(request)
    const { password, faults } = readNewPassword(request, ownWords(officer))
    const current = await currentFault(request)
    if (current || Object.keys(faults).length > 0)
      return showPassword(request, reply, { ...(current && { current }), ...faults }, 422)
    cookie.give(reply, (await accounts.changePassword(officer, session, password)).token)
    return goTo(request, reply, '/desk/account?done=password')
  })

  /** What is wrong with the password they came in with, typed once more. */
  async function currentFault(request: FastifyRequest, field = 'current'): Promise<string | undefined> {
    const typed = one(bodyOf(request), field)
    if (typed === '') return message('desk.current.none', request.lang)
    const isRight = await accounts.proves(request.officer, typed)
    return isRight ? undefined : message('desk.current.wrong', request.lang)
  }

  app.post('/desk/account/sessions/:session/end', { config }, async (request: Req, reply) => {
    const { officer } = request
    const open = await sessions.open(officer.id)
    const found = open.find(({ id }) => id.startsWith(request.params.session))
    if (!found || request.params.session.length < 16) throw notFound()
    await sessions.end(officer.id, officer.id, found.id)
    return goTo(request, reply, '/desk/account?done=session#sessions')
  })

  app.post('/desk/account/sessions/end', { config }, async (request: Req, reply) => {
    const { officer, session } = ownSeat(request)
    await sessions.endAll(officer.id, officer.id, session.id)
    return goTo(request, reply, '/desk/account?done=sessions#sessions')
  })

  return { currentFault }
}

const DONE = ['name', 'password', 'session', 'sessions', 'factorOff'] as const

function noticeOf(request: Req): string {
  const done = DONE.find((one) => one === request.query['done'])
  return done ? message(`desk.account.done.${done}`, request.lang) : ''
}
