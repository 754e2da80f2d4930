import type { FastifyReply, FastifyRequest } from 'fastify'
import { LANGUAGES } from '../../i18n/text.ts'
import { inLanguage, withoutLanguage } from '../../web/language.ts'
import type { Held } from '../session-store.ts'

// Whose request it is, and the cookie that says so.

const held = new WeakMap<FastifyRequest, Held>()

/** The session of a request, once the guard has let it in; undefined for a visitor without one. */
export const seatOf = (request: FastifyRequest): Held | undefined => held.get(request)

/** As `seatOf`, where the guard lets nobody in without one. */
export function ownSeat(request: FastifyRequest): Held {
  const seat = held.get(request)
  if (!seat) throw new Error('this page is open to everyone: nobody sits here')
  return seat
}

export const takeSeat = (request: FastifyRequest, seat: Held) => void held.set(request, seat)

export type SeatCookie = ReturnType<typeof makeSeatCookie>

/**
 * The session's cookie travels to the desk, in both languages, and to no other page of the site: a fault in a
 * public page finds nothing to take. It ends with the browser.
 */
export function makeSeatCookie(publicUrl: string) {
  const secure = publicUrl.startsWith('https:')
  // Browsers take a cookie of this name over a safe connection only.
  const name = secure ? '__Secure-desk' : 'desk'
  const options = { httpOnly: true, sameSite: 'lax', secure } as const
  const paths = LANGUAGES.map((lang) => inLanguage('/desk', lang))

  return {
    token: (request: FastifyRequest): string | undefined => request.cookies[name],
    give: (reply: FastifyReply, token: string) => {
      for (const path of paths) reply.setCookie(name, token, { ...options, path })
    },
    take: (reply: FastifyReply) => {
      for (const path of paths) reply.clearCookie(name, { ...options, path })
    },
  }
}

/** Letters, digits and what our own addresses are made of; anything else leads to the officer's first page. */
const OWN_ADDRESS = /^\/desk(?:[/?][\w\-./?&=%+,:~;*!()@]*)?$/

/** Where to go after signing in, without its language: a page of the desk, or `home`. */
export function safeTo(to: string, home: string): string {
  const path = withoutLanguage(to)
  if (!OWN_ADDRESS.test(path) || path.includes('/..') || path.includes('//')) return home
  return /^\/desk\/(sign-|link)/.test(path) ? home : path
}
