import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Lang } from '../../i18n/text.ts'
import type { FormBody } from '../../web/body.ts'
import { inLanguage } from '../../web/language.ts'
import type { Site } from '../../web/site.ts'
import type { PageData } from '../../web/view.ts'
import type { Member } from '../sign-in.ts'
import type { Whistle } from '../whistle.ts'
import type { Cookies } from './cookies.ts'
import { navOf } from './nav.ts'

export type Panel = Whistle['panel']

/** What the panel's pages are made with. */
export type PanelParts = {
  panel: Panel
  site: Site
  publicUrl?: URL
  exitTo: string
  now: () => Date
}

/** One request at the panel's door. */
export type Visit = {
  request: FastifyRequest
  reply: FastifyReply
  body: FormBody
  params: Record<string, string>
  query: Record<string, string>
  lang: Lang
  cookies: Cookies
  /** The page, in the panel's frame. */
  show: (template: string, data: PageData, status?: number) => Promise<FastifyReply>
  /** To another page of the panel, in the same language; `path` begins with `/panel`. */
  go: (path: string) => FastifyReply
}

export type MemberVisit = Visit & { member: Member }

export function makeVisits({ panel, site }: PanelParts, cookies: Cookies) {
  return function visitOf(
    request: FastifyRequest,
    reply: FastifyReply,
    body: FormBody,
    member?: Member,
  ): Visit {
    const { lang } = request
    const show = async (template: string, data: PageData, status = 200) => {
      const frame = { door: 'panel', lang, ...(await frameOf(panel, member, request)) }
      const page = { ...site.page(request.originalUrl), ...frame, ...data }
      return reply
        .code(status)
        .type('text/html; charset=utf-8')
        .send(site.view.render(template, page, lang))
    }
    return {
      ...{ request, reply, body, lang, cookies, show },
      params: request.params as Record<string, string>,
      query: queryOf(request),
      go: (path) => reply.redirect(inLanguage(path, lang), 303),
    }
  }
}

/** Who is signed in, the menu, and what every member has to be told on every page. */
async function frameOf(panel: Panel, member: Member | undefined, request: FastifyRequest): Promise<PageData> {
  // The answer to a form has no page of its own in the other language.
  const single = request.method === 'POST' ? { otherLang: null } : {}
  if (!member) return { ...single, memberName: '', nav: [], warning: '' }
  const state = await panel.state()
  return {
    ...single,
    memberName: member.name,
    nav: navOf(request.url.split('?', 1)[0] ?? ''),
    warning: 'fault' in state ? state.fault : state.panel.swapped.length > 0 ? 'swapped' : '',
  }
}

/** The first value of each name. */
function queryOf(request: FastifyRequest): Record<string, string> {
  const query = request.query as Record<string, string | string[]>
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value].flat()[0] ?? '']))
}
