import type {} from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { PublishedService } from '../../catalogue/published.ts'
import { notFound } from '../../errors.ts'
import { message } from '../../i18n/messages.ts'
import { LANGUAGES, type Lang } from '../../i18n/text.ts'
import type { FormBody } from '../../web/body.ts'
import { inLanguage } from '../../web/language.ts'
import type { Application } from '../application.ts'
import { tokenHash } from '../reference.ts'
import { MINUTES_AFTER_SENDING } from '../store.ts'
import type { ApplyOptions } from './options.ts'

export type Params = { slug: string; page: string; row: string; token: string }
export type Req = FastifyRequest<{ Params: Params; Querystring: Record<string, string | string[]> }>

/** One request of somebody who has a draft. `base` is the address of the service's apply pages. */
export type Visit = {
  application: Application
  request: Req
  reply: FastifyReply
  base: string
  lang: Lang
  /** Came from “change” on the page of answers, and goes straight back there. */
  isChange: boolean
  go: (path: string) => FastifyReply
}

const COOKIE = 'draft'

export const basePath = (slug: string) => `/services/${slug}/apply`

/** How long the draft is kept after its last save. */
export const daysOf = ({ published }: Application) => published.definition.retention.draftDays

export const go = (request: FastifyRequest, reply: FastifyReply, path: string) =>
  reply.redirect(inLanguage(path, request.lang), 303)

export const bodyOf = (request: FastifyRequest) => (request.body ?? {}) as FormBody

/** Who comes with which draft: the cookie and what it opens. */
export function makeVisits({ bySlug, applications, filing, receiptPath, publicUrl }: ApplyOptions) {
  const secure = publicUrl.startsWith('https:')

  // The same draft in both languages: the cookie travels to the apply pages of each and nowhere else.
  function setCookie(reply: FastifyReply, slug: string, token: string, days: number) {
    for (const lang of LANGUAGES) {
      const path = inLanguage(basePath(slug), lang)
      reply.setCookie(COOKIE, token, { path, httpOnly: true, sameSite: 'lax', secure, maxAge: days * 86_400 })
    }
  }

  /** After sending, the cookie opens the answer for as long as Back and a retry need it, and no longer. */
  function shortenCookie(reply: FastifyReply, { request }: Pick<Visit, 'request'>) {
    const days = MINUTES_AFTER_SENDING / (24 * 60)
    setCookie(reply, request.params.slug, request.cookies[COOKIE] ?? '', days)
  }

  function clearCookie(reply: FastifyReply, slug: string) {
    for (const lang of LANGUAGES) reply.clearCookie(COOKIE, { path: inLanguage(basePath(slug), lang) })
  }

  async function serviceOf(request: Req): Promise<PublishedService> {
    const service = await bySlug(request.params.slug)
    if (!service) throw notFound()
    return service
  }

  const openDraft = (request: Req, serviceId: string) => applications.open(request.cookies[COOKIE], serviceId)

  /**
   * Runs a page with the draft. Without one it leads to the start, with a word about it; with one that was
   * sent, to the answer, so that Back and sending again never makes a second request.
   */
  function withDraft(handler: (visit: Visit) => Promise<unknown>) {
    return async (request: Req, reply: FastifyReply) => {
      const service = await serviceOf(request)
      const base = basePath(service.slug)
      const application = await openDraft(request, service.id)
      if (!application) return go(request, reply, `${base}?lost=1`)
      reply.header('cache-control', 'no-store')
      if (application.draft.requestId) {
        const sent = await filing.fileRequest(application)
        if (sent) return go(request, reply, receiptPath(sent))
      }
      // Every save lengthens the draft's life; the cookie that opens it must not end before it.
      if (request.method === 'POST')
        setCookie(reply, service.slug, request.cookies[COOKIE] ?? '', daysOf(application))
      return handler({
        application,
        request,
        reply,
        base,
        lang: request.lang,
        isChange: request.query['change'] !== undefined,
        go: (path) => go(request, reply, path),
      })
    }
  }

  /** Whether the cookie holds the token of a link, which ends with the next link, and not the draft's own. */
  const cameByLink = ({ application, request }: Visit) =>
    tokenHash(request.cookies[COOKIE] ?? '') !== application.draft.id

  return { setCookie, shortenCookie, clearCookie, cameByLink, serviceOf, openDraft, withDraft }
}

export type Visits = ReturnType<typeof makeVisits>

/** The title of a page with faults says so first: it is the first thing a screen reader reads. */
export function titled(
  heading: string,
  service: string,
  problems: unknown[],
  lang: Lang,
): { pageTitle: string } {
  const title = `${heading} – ${service}`
  return { pageTitle: problems.length > 0 ? message('apply.errorTitle', lang, { title }) : title }
}
