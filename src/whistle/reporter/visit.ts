import type { FastifyReply, FastifyRequest } from 'fastify'
import { LANGUAGES, type Lang } from '../../i18n/text.ts'
import type { FormBody } from '../../web/body.ts'
import { one } from '../../web/form-body.ts'
import { cameByOnion } from '../../web/onion.ts'
import type { Site } from '../../web/site.ts'
import type { PageData } from '../../web/view.ts'
import type { Reporter } from '../returning.ts'
import type { Whistle } from '../whistle.ts'

/** What the reporter's pages are made with. */
export type ReporterParts = {
  reporter: Whistle['reporter']
  site: Site
  publicUrl?: URL
  exitTo: string
  now: () => Date
}

/** One request of a reporter: what was typed, in which language, and who the cookie says they are. */
export type Visit = {
  request: FastifyRequest
  reply: FastifyReply
  body: FormBody
  lang: Lang
  who: Reporter | undefined
  show: (template: string, data: PageData, status?: number) => FastifyReply
}

export type Cookies = ReturnType<typeof makeCookies>

/**
 * The only cookie: random, of this sign-in alone, gone with the browser. Before sign-in there is none. By the onion
 * address it cannot take its safe name, which browsers keep for https.
 */
export function makeCookies(publicUrl: URL | undefined) {
  const isSecure = (request: FastifyRequest) => publicUrl?.protocol === 'https:' && !cameByOnion(request)
  const nameFor = (request: FastifyRequest) => (isSecure(request) ? '__Host-w' : 'w')
  const optionsFor = (request: FastifyRequest) =>
    ({ httpOnly: true, sameSite: 'strict', secure: isSecure(request), path: '/' }) as const
  return {
    of: (request: FastifyRequest): string | undefined => request.cookies[nameFor(request)],
    give: (reply: FastifyReply, value: string) =>
      void reply.setCookie(nameFor(reply.request), value, optionsFor(reply.request)),
    take: (request: FastifyRequest, reply: FastifyReply) => {
      if (request.cookies[nameFor(request)] !== undefined)
        reply.clearCookie(nameFor(request), optionsFor(request))
    },
  }
}

export function makeVisits({ reporter, site }: ReporterParts, cookies: Cookies) {
  return function visitOf(request: FastifyRequest, reply: FastifyReply, body: FormBody): Visit {
    const lang = langOf(request, body)
    const show = (template: string, data: PageData, status = 200) => {
      const page = { ...site.page('/w'), door: 'reporter', lang, ...data }
      return reply
        .code(status)
        .type('text/html; charset=utf-8')
        .send(site.view.render(template, page, lang))
    }
    return { request, reply, body, lang, who: reporter.who(cookies.of(request)), show }
  }
}

/** The language just chosen, else that of the page the form stood on, else that of the address. */
function langOf(request: FastifyRequest, body: FormBody): Lang {
  const chosen = [one(body, 'switch'), one(body, 'lang')]
  return LANGUAGES.find((lang) => lang === chosen.find((each) => each !== '')) ?? request.lang
}

/** Every value of a name, in order. */
export function all(body: FormBody, name: string): string[] {
  const value = body[name]
  return value === undefined ? [] : [value].flat()
}
