import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { UserError } from '../../errors.ts'
import { message } from '../../i18n/messages.ts'
import { one } from '../../web/form-body.ts'
import type { Guest, Introduction } from '../links.ts'
import type { Officers } from '../parts.ts'
import { isEmail, nameFaults, tidy } from '../person-rules.ts'
import { normalEmail } from '../signing-in.ts'
import { readNewPassword } from './new-password.ts'
import { homeOf } from './nav.ts'
import { problemsOf, titled, type Faults } from './problems.ts'
import { bodyOf, goTo, type Arrival } from './visitor.ts'

type Req = FastifyRequest<{ Params: { token: string } }>
type Shown = { self: Introduction } & ReturnType<typeof problemsOf>

const NOTHING = { name: '', title: '', email: '' }

/** Coming in by a link: for the first time, or with a password forgotten. */
export function linkRoutes(app: FastifyInstance, officers: Officers, arrival: Arrival) {
  const { links, signingIn, people, ownWords } = officers
  const config = { right: 'anyone' } as const

  // Mail scanners that follow links only look: nothing is used up before the button is pressed.
  app.get('/desk/link/:token', { config }, async (request: Req, reply) => {
    const guest = await links.find(request.params.token)
    return guest
      ? show(request, reply, guest, { self: NOTHING, ...problemsOf({}) }, 200)
      : over(request, reply)
  })

  app.post('/desk/link/:token', { config }, async (request: Req, reply) => {
    const guest = await links.find(request.params.token)
    if (!guest) return over(request, reply)
    const self = guest.isFirst ? typedSelf(request) : guest.officer
    const { password, faults } = readNewPassword(request, ownWords(self))
    const all = { ...(guest.isFirst && selfFaults(self, request)), ...faults }
    if (Object.keys(all).length > 0) return show(request, reply, guest, { self, ...problemsOf(all) }, 422)
    const outcome = await accept(guest, password, self)
    if (outcome === 'over') return over(request, reply)
    if (outcome === 'taken') {
      const taken = problemsOf({ email: message('desk.person.taken', request.lang) })
      return show(request, reply, guest, { self, ...taken }, 422)
    }
    const entry = await signingIn.byLink(arrival.visitorOf(request), guest.officer.id)
    arrival.welcome(reply, entry)
    if (entry.outcome === 'code') return goTo(request, reply, '/desk/sign-in/code')
    const officer = await people.find(guest.officer.id)
    return goTo(request, reply, officer ? homeOf(officer) : '/desk/sign-in')
  })

  /** `over` when another was quicker with the link, `taken` when the first administrator's e-mail is somebody else's. */
  async function accept(
    guest: Guest,
    password: string,
    self: Introduction,
  ): Promise<'in' | 'over' | 'taken'> {
    try {
      await links.accept(guest, password, self)
      return 'in'
    } catch (error) {
      if (error instanceof UserError && error.kind === 'gone') return 'over'
      if (error instanceof UserError && error.kind === 'conflict' && guest.isFirst) return 'taken'
      throw error
    }
  }
}

function show(request: Req, reply: FastifyReply, guest: Guest, shown: Shown, status: number) {
  const kind = guest.isFirst ? 'first' : guest.link.purpose
  const page = {
    ...titled(`desk.link.${kind}`, request, shown.problems),
    ...shown,
    heading: message(`desk.link.${kind}`, request.lang),
    lead: message(`desk.link.${kind}.lead`, request.lang),
    isFirst: guest.isFirst,
    // With it a password manager keeps the two together.
    account: guest.officer.email,
    path: `/desk/link/${encodeURIComponent(request.params.token)}`,
  }
  // The address is the secret: no page it leads to learns it.
  reply.header('referrer-policy', 'no-referrer')
  return reply.deskPage('officers/link', page, status)
}

/** Used, replaced, run out or never made: one and the same page. */
function over(request: Req, reply: FastifyReply) {
  reply.header('referrer-policy', 'no-referrer')
  return reply.deskPage('officers/link-over', titled('desk.link.over', request, []), 404)
}

function typedSelf(request: Req): Introduction {
  const body = bodyOf(request)
  return {
    name: tidy(one(body, 'name')),
    title: tidy(one(body, 'title')),
    email: normalEmail(one(body, 'email')),
  }
}

function selfFaults(self: Introduction, request: Req): Faults {
  const keys = { ...nameFaults(self), ...(!isEmail(self.email) && { email: 'desk.person.badEmail' }) }
  return Object.fromEntries(Object.entries(keys).map(([field, key]) => [field, message(key, request.lang)]))
}
