import type { FastifyReply, FastifyRequest } from 'fastify'
import { LANGUAGES, type Lang } from '../../i18n/text.ts'
import type { FormBody } from '../../web/body.ts'
import { one } from '../../web/form-body.ts'
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

/** The only cookie: random, of this sign-in alone, gone with the browser. Before sign-in there is none. */
export function makeCookies(publicUrl: URL | undefined) {
  const secure = publicUrl?.protocol === 'https:'
  const name = secure ? '__Host-w' : 'w'
  const options = { httpOnly: true, sameSite: 'strict', secure, path: '/' } as const
  return {
    of: (request: FastifyRequest): string | undefined => request.cookies[name],
    give: (reply: FastifyReply, value: string) => void reply.setCookie(name, value, options),
    take: (request: FastifyRequest, reply: FastifyReply) => {
      if (request.cookies[name] !== undefined) reply.clearCookie(name, options)
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
