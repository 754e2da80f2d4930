import type { FastifyInstance, FastifyRequest } from 'fastify'
import { addDays, dayOf, instantAt } from '../../calendar/dates.ts'
import { titled } from '../../officers/desk/problems.ts'
import { may } from '../../officers/officer.ts'
import { draftCursor, droppedCursor, readDraftCursor, readDroppedCursor } from './cursors.ts'
import type { RemindersOptions } from './options.ts'
import { LATE_LETTERS, shownLetters } from './shown.ts'

type Req = FastifyRequest<{ Querystring: Record<string, string | string[]> }>

const A_PAGE = 25
const DROPPED_SHOWN_DAYS = 30

/** The drafts that wait for a signature, and those that were dropped lately; each list turns its own pages. */
export function letterListRoutes(app: FastifyInstance, options: RemindersOptions) {
  const { lateLetters, now } = options

  app.get(LATE_LETTERS, { config: { right: 'cases.read' } }, async (request: Req, reply) => {
    const { officer, lang } = request
    const since = instantAt(addDays(dayOf(now()), -DROPPED_SHOWN_DAYS), 0).toISOString()
    const [draftsAt, droppedAt] = [
      readDraftCursor(first(request, 'drafts')),
      readDroppedCursor(first(request, 'dropped')),
    ]
    const [drafts, dropped, { rules }] = await Promise.all([
      lateLetters.draftsFor(officer, A_PAGE + 1, draftsAt),
      lateLetters.droppedFor(officer, since, A_PAGE + 1, droppedAt),
      options.calendar(),
    ])
    return reply.deskPage('reminders/late-letters', {
      ...titled('late.title', request, []),
      drafts: await shownLetters(drafts.slice(0, A_PAGE), options, lang),
      isDraftsStart: draftsAt === undefined,
      draftsNext: pageAfter('drafts', drafts, draftCursor),
      dropped: await shownLetters(dropped.slice(0, A_PAGE), options, lang),
      isDroppedStart: droppedAt === undefined,
      droppedNext: pageAfter('dropped', dropped, droppedCursor),
      every: rules.lateLetterEveryDays,
      maySign: may(officer, 'cases.supervise'),
    })
  })
}

/** Where the next page of a list is; empty on its last one. */
function pageAfter<T>(part: string, found: readonly T[], cursorOf: (last: T) => string): string {
  const last = found.length > A_PAGE ? found[A_PAGE - 1] : undefined
  return last ? `${LATE_LETTERS}?${part}=${encodeURIComponent(cursorOf(last))}#${part}` : ''
}

const first = (request: Req, name: string): string => {
  const given = request.query[name]
  return typeof given === 'string' ? given : ''
}
