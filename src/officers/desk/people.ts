import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { conflict, forbidden, UserError } from '../../errors.ts'
import { message } from '../../i18n/messages.ts'
import type { Text } from '../../i18n/text.ts'
import { one } from '../../web/form-body.ts'
import { ROLES, ROLE_TEXTS, type Officer } from '../officer.ts'
import type { Issued } from '../links.ts'
import type { Officers } from '../parts.ts'
import { readPerson, type PersonFaults, type TypedPerson } from '../person-rules.ts'
import { problemsOf, titled, type CurrentFault, type Faults } from './problems.ts'
import { momentOf, shownSessions } from './shown.ts'
import { bodyOf, goTo } from './visitor.ts'

type Req = FastifyRequest<{
  Params: { officer: string }
  Querystring: Record<string, string | string[]>
}>

const NOBODY: TypedPerson = { name: '', title: '', email: '', role: 'officer', division: '' }
const FIELDS = ['name', 'title', 'email', 'role', 'division'] as const

/**
 * Who works here: invited, moved, given a new link, and ended. A link is a way in, and so is another role or division:
 * whoever gives one types their password once more, so that an unlocked screen hands out none.
 */
export function peopleRoutes(app: FastifyInstance, officers: Officers, currentFault: CurrentFault) {
  const { people, links, staffing, sessions } = officers
  const config = { right: 'people.manage' } as const

  app.get('/desk/people', { config }, async (request: Req, reply) => {
    const [all, waiting, names, open] = await Promise.all([
      people.list(),
      links.waiting(),
      divisionNames(),
      staffing.openCases(),
    ])
    const rows = all.map((officer) => {
      const until = waiting.get(officer.id)
      const link = until === undefined ? null : momentOf(until)
      return { ...shown(officer, names), path: pathOf(officer), link, open: open.get(officer.id) ?? 0 }
    })
    const ended = rows.filter(({ state }) => state === 'ended')
    return reply.deskPage('officers/people', {
      ...titled('desk.people.title', request, []),
      working: rows.filter(({ state }) => state !== 'ended'),
      ended,
      doEndedHold: ended.some((one) => one.open > 0),
    })
  })

  app.get('/desk/people/new', { config }, (request: Req, reply) => showNew(request, reply, NOBODY, {}, 200))

  async function showNew(
    request: Req,
    reply: FastifyReply,
    typed: TypedPerson,
    faults: Faults,
    status: number,
  ) {
    const page = { ...(await form(request, typed, faults)), path: '/desk/people/new' }
    const title = titled('desk.invite.title', request, page.problems)
    return reply.deskPage('officers/invite', { ...title, ...page }, status)
  }

  app.post('/desk/people/new', { config }, async (request: Req, reply) => {
    const typed = typedPerson(request)
    const { person, faults } = readPerson(typed, await divisionIds())
    const current = await currentFault(request)
    if (!person || current)
      return showNew(
        request,
        reply,
        typed,
        { ...said(faults ?? {}, request), ...(current && { current }) },
        422,
      )
    const invited = await orTaken(() => links.invite(request.officer.id, person))
    if (invited) return showLink(request, reply, invited.officer, invited.issued)
    return showNew(request, reply, typed, { email: message('desk.person.taken', request.lang) }, 422)
  })

  app.get('/desk/people/:officer', { config }, async (request: Req, reply) => {
    const officer = await staffing.find(request.params.officer)
    return showOfficer(request, reply, officer, { ...officer, division: officer.division ?? '' }, {}, 200)
  })

  async function showOfficer(
    request: Req,
    reply: FastifyReply,
    officer: Officer,
    typed: TypedPerson,
    faults: Faults,
    status: number,
  ) {
    const page = {
      ...(await form(request, typed, faults)),
      path: pathOf(officer),
      one: shown(officer, await divisionNames()),
      notice: noticeOf(request),
      sessions: shownSessions(await sessions.open(officer.id), undefined),
      openCases: await staffing.openCasesOf(officer.id),
      casesAddress: `${officers.publicUrl}/desk?officer=${officer.id}`,
      isOwn: officer.id === request.officer.id,
      isDropping: isDropping(request),
    }
    const title = titled('desk.person.page', request, page.problems, { name: officer.name })
    return reply.deskPage('officers/person', { ...title, ...page }, status)
  }

  app.post('/desk/people/:officer', { config }, async (request: Req, reply) => {
    const officer = await staffing.find(request.params.officer)
    const typed = { ...typedPerson(request), email: officer.email }
    const { person, faults } = readPerson(typed, [...(await divisionIds()), officer.division ?? ''])
    const unproved = isMoved(officer, typed) ? await currentFault(request, 'moveCurrent') : undefined
    if (!person || unproved)
      return showOfficer(
        request,
        reply,
        officer,
        typed,
        { ...said(faults ?? {}, request), ...(unproved && { moveCurrent: unproved }) },
        422,
      )
    const { name, title, role, division } = person
    const outcome = await staffing.change(request.officer.id, officer, { name, title, role, division })
    if (outcome === 'done') return goTo(request, reply, `${pathOf(officer)}?done=changed`)
    return showOfficer(
      request,
      reply,
      officer,
      typed,
      { role: message('desk.person.last', request.lang) },
      422,
    )
  })

  app.post('/desk/people/:officer/link', { config }, async (request: Req, reply) => {
    const officer = await staffing.find(request.params.officer)
    // One's own password and second factor are changed where both are asked for.
    if (officer.id === request.officer.id) throw forbidden()
    if (officer.state === 'ended') throw conflict()
    const current = await currentFault(request)
    const kept = { ...officer, division: officer.division ?? '' }
    if (current) return showOfficer(request, reply, officer, kept, { current }, 422)
    const dropFactor = isDropping(request)
    return showLink(request, reply, officer, await links.renew(request.officer.id, officer, { dropFactor }))
  })

  app.post('/desk/people/:officer/sessions/end', { config }, async (request: Req, reply) => {
    const officer = await staffing.find(request.params.officer)
    await sessions.endAll(request.officer.id, officer.id)
    return goTo(request, reply, `${pathOf(officer)}?done=sessions`)
  })

  app.get('/desk/people/:officer/end', { config }, async (request: Req, reply) =>
    showEnd(request, reply, await staffing.find(request.params.officer), '', 200),
  )

  async function showEnd(
    request: Req,
    reply: FastifyReply,
    officer: Officer,
    refused: string,
    status: number,
  ) {
    const page = {
      ...titled('desk.end.title', request, refused ? [refused] : [], { name: officer.name }),
      heading: message('desk.end.title', request.lang, { name: officer.name }),
      refused,
      path: pathOf(officer),
      one: shown(officer, await divisionNames()),
      openCases: await staffing.openCasesOf(officer.id),
    }
    return reply.deskPage('officers/end', page, status)
  }

  app.post('/desk/people/:officer/end', { config }, async (request: Req, reply) => {
    const officer = await staffing.find(request.params.officer)
    const outcome = await staffing.end(request.officer.id, officer)
    if (outcome === 'done') return goTo(request, reply, `${pathOf(officer)}?done=ended`)
    return showEnd(request, reply, officer, message('desk.person.last', request.lang), 422)
  })

  const working = async () => (await officers.divisions()).filter(({ endedAt }) => endedAt === undefined)
  const divisionIds = async () => (await working()).map(({ id }) => id)
  const divisionNames = async () =>
    new Map((await officers.divisions()).map(({ id, name }): [string, Text] => [id, name]))

  async function form(request: Req, typed: TypedPerson, faults: Faults) {
    return {
      ...problemsOf(faults),
      typed,
      roles: ROLES.map((id) => ({
        id,
        name: ROLE_TEXTS[id],
        hint: `desk.role.${id}`,
        isChosen: id === typed.role,
      })),
      divisions: (await working()).map(({ id, name }) => ({
        id,
        name,
        isChosen: id === typed.division,
      })),
    }
  }
}

/** Another role or division opens other cases to them: that too is a way in. */
const isMoved = (officer: Officer, typed: TypedPerson) =>
  typed.role !== officer.role || typed.division !== (officer.division ?? '')

const isDropping = (request: Req) => one(bodyOf(request), 'dropFactor') === 'yes'

const pathOf = ({ id }: Officer) => `/desk/people/${id}`

function shown(officer: Officer, names: Map<string, Text>) {
  const { division, role, state } = officer
  return {
    ...officer,
    roleText: ROLE_TEXTS[role],
    divisionName: division === null ? null : (names.get(division) ?? { th: division, en: division }),
    stateKey: `desk.state.${state}`,
    isInvited: state === 'invited',
    isEnded: state === 'ended',
    endedOn: officer.endedAt === null ? null : momentOf(officer.endedAt),
  }
}

/** The only page that shows the address: what is kept of it opens nothing. */
function showLink(request: Req, reply: FastifyReply, officer: Officer, { address, until, isMailed }: Issued) {
  const page = {
    ...titled('desk.linkMade.title', request, []),
    one: officer,
    address,
    until: momentOf(until),
    isMailed,
    path: pathOf(officer),
  }
  return reply.deskPage('officers/link-made', page)
}

/** Undefined when the e-mail belongs to somebody already. */
async function orTaken<Result>(write: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await write()
  } catch (error) {
    if (error instanceof UserError && error.kind === 'conflict') return undefined
    throw error
  }
}

function typedPerson(request: Req): TypedPerson {
  const body = bodyOf(request)
  return Object.fromEntries(FIELDS.map((field) => [field, one(body, field)])) as TypedPerson
}

const said = (faults: PersonFaults, request: Req): Faults =>
  Object.fromEntries(Object.entries(faults).map(([field, key]) => [field, message(key, request.lang)]))

const DONE = ['changed', 'sessions', 'ended'] as const

function noticeOf(request: Req): string {
  const done = DONE.find((one) => one === request.query['done'])
  return done ? message(`desk.person.done.${done}`, request.lang) : ''
}
