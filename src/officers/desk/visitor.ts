import type { FastifyReply, FastifyRequest } from 'fastify'
import { inLanguage } from '../../web/language.ts'
import type { FormBody } from '../../web/body.ts'
import { LANGUAGES } from '../../i18n/text.ts'
import { KNOWN_DAYS } from '../devices.ts'
import type { Entry, Visitor } from '../signing-in.ts'
import type { SeatCookie } from './seat.ts'

const PENDING_MINUTES = 10

export type Arrival = ReturnType<typeof makeArrival>

/** What a browser brings to the sign-in pages, and what it is given there. */
export function makeArrival(seatCookie: SeatCookie, publicUrl: string) {
  const secure = publicUrl.startsWith('https:')
  const named = (name: string) => (secure ? `__Secure-${name}` : name)
  const [marks, pending] = [named('desk-browser'), named('desk-code')]
  // These two are needed where one signs in, and go nowhere else.
  const options = { httpOnly: true, sameSite: 'lax', secure } as const
  const paths = LANGUAGES.map((lang) => inLanguage('/desk/sign-in', lang))
  const linkPaths = LANGUAGES.map((lang) => inLanguage('/desk/link', lang))

  function visitorOf(request: FastifyRequest): Visitor {
    const before = seatCookie.token(request)
    return {
      address: request.ip,
      device: deviceOf(request.headers['user-agent'] ?? ''),
      marks: request.cookies[marks] ?? '',
      ...(before !== undefined && { before }),
    }
  }

  function clearPending(reply: FastifyReply) {
    for (const path of paths) reply.clearCookie(pending, { ...options, path })
  }

  /** Hands out what an entry brings. Nothing for one that was refused. */
  function welcome(reply: FastifyReply, entry: Entry) {
    if (entry.outcome === 'code')
      for (const path of paths)
        reply.setCookie(pending, entry.pending, { ...options, path, maxAge: PENDING_MINUTES * 60 })
    if (entry.outcome !== 'in') return
    seatCookie.give(reply, entry.token)
    clearPending(reply)
    for (const path of [...paths, ...linkPaths])
      reply.setCookie(marks, entry.marks, { ...options, path, maxAge: KNOWN_DAYS * 86_400 })
  }

  return {
    visitorOf,
    welcome,
    clearPending,
    pendingOf: (request: FastifyRequest) => request.cookies[pending],
  }
}

const BROWSERS: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Line\//, 'LINE'],
  [/Firefox\/|FxiOS/, 'Firefox'],
  [/Chrome\/|CriOS/, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const SYSTEMS: [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPod/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'Mac'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

/** As much of a browser's long name as its owner knows it by; no more of it is kept. */
export function deviceOf(userAgent: string): string {
  const first = (list: [RegExp, string][]) => list.find(([sign]) => sign.test(userAgent))?.[1]
  return [first(BROWSERS), first(SYSTEMS)].filter(Boolean).join(' · ')
}

export const bodyOf = (request: FastifyRequest) => (request.body ?? {}) as FormBody

export const goTo = (request: FastifyRequest, reply: FastifyReply, path: string) =>
  reply.redirect(inLanguage(path, request.lang), 303)
