import type { FastifyReply, FastifyRequest } from 'fastify'
import type { IsoDay } from '../../calendar/dates.ts'
import { dayOf, formatDay, formatTime } from '../../calendar/dates.ts'
import type { Municipality } from '../../municipality.ts'
import type { People } from '../../officers/people.ts'
import { titled } from '../../officers/desk/problems.ts'
import type { Lang } from '../../i18n/text.ts'
import type { Administration } from './parts.ts'

/** What the administrator's door is given. */
export type OfficeOptions = Administration & {
  people: Pick<People, 'names'>
  municipality: Pick<Municipality, 'name' | 'province'>
}

export const MANAGE = { config: { right: 'office.manage' } } as const

export type Problem = { href: string; text: string }

/** A page of the office; with problems it is a 422, unless it says otherwise. */
export function show(
  request: FastifyRequest,
  reply: FastifyReply,
  page: { template: string; title: string; values?: Record<string, string>; status?: number },
  data: { problems: Problem[] } & Record<string, unknown>,
): FastifyReply {
  const { template, title, values = {}, status = data.problems.length > 0 ? 422 : 200 } = page
  return reply.deskPage(template, { ...data, ...titled(title, request, data.problems, values) }, status)
}

/** Day and time as the pages say when something was changed. */
export function moment(instant: string, lang: Lang): string {
  const at = new Date(instant)
  return `${formatDay(dayOf(at), lang, 'short')} ${formatTime(at, lang)}`
}

export const todayOf = ({ now }: Pick<OfficeOptions, 'now'>): IsoDay => dayOf(now())

/** After a change: back to its page, which says that it was saved. */
export const savedAt = (path: string, moved = true) => `${path}?saved=${moved ? 'yes' : 'moving'}`

/** The notice that `savedAt` asks for; anything else in the address says nothing. */
export function noticeOf(query: unknown): string {
  const { saved } = (query ?? {}) as Record<string, unknown>
  if (saved === 'yes') return 'office.saved'
  return saved === 'moving' ? 'office.saved.moving' : ''
}
