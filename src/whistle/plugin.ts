import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from '../errors.ts'
import { answerTo } from '../web/errors.ts'
import { languageOf, withoutLanguage } from '../web/language.ts'
import { message } from '../i18n/messages.ts'
import type { Lang } from '../i18n/text.ts'
import type { Site } from '../web/site.ts'
import { panelDoor } from './panel/door.ts'
import { keepTime } from './panel/time.ts'
import { reporterDoor } from './reporter/door.ts'
import type { Whistle } from './whistle.ts'

/** What the composition root gives the island. */
export type IslandOptions = {
  whistle: Whistle
  site: Site
  /** The site's own address as visitors type it; over https the cookies take their safe names. */
  publicUrl?: URL
  /** Where quick exit leads; a page that many people read. */
  exitTo?: string
  now: () => Date
}

/** A page of the state's own weather service, which anybody may have open. */
const EXIT_TO = 'https://www.tmd.go.th/'
const DAY_MS = 24 * 60 * 60_000

/** Research on the web layer of such channels: no script at all, nothing kept, nothing indexed, nothing told to others. */
const HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'permissions-policy': [
    'browsing-topics=()',
    'camera=()',
    'clipboard-read=()',
    'clipboard-write=()',
    'display-capture=()',
    'geolocation=()',
    'microphone=()',
    'payment=()',
    'usb=()',
  ].join(', '),
  'x-robots-tag': 'noindex',
}

/**
 * The island: the reporter's door and the panel's, in a scope of their own that writes to no log and shares no
 * cookie, limit or error page with the portal. Register with `logLevel: 'silent'`.
 */
export async function whistlePlugin(app: FastifyInstance, options: IslandOptions): Promise<void> {
  const { whistle } = options
  const parts = { ...options, exitTo: options.exitTo ?? EXIT_TO }
  await app.register(cookie)
  await app.register(multipart, { throwFileSizeLimit: false })
  app.addHook('onRequest', (_request, reply, next) => {
    reply.headers(HEADERS)
    next()
  })
  // Each door's prefix is also where an unknown address gets the island's answer and not the portal's.
  await app.register(
    async (scope) => {
      answerErrors(scope, options.site, 'reporter')
      await scope.register(reporterDoor, { ...parts, reporter: whistle.reporter })
    },
    { prefix: '/w' },
  )
  await app.register(
    async (scope) => {
      keepTime(scope, { now: options.now, pause: whistle.panel.pause })
      answerErrors(scope, options.site, 'panel')
      await scope.register(panelDoor, { ...parts, panel: whistle.panel })
    },
    { prefix: '/panel' },
  )
  sweepNightly(app, whistle)
}

/** Whether an address is the island's, for answers that are given before any door is found. */
export function isOfIsland(url: string): boolean {
  return /^\/(w|panel)(?![\w-])/.test(withoutLanguage(url))
}

function answerErrors(scope: FastifyInstance, site: Site, door: Door) {
  scope.setErrorHandler((error, request, reply) => islandError(site, error, request, reply, door))
  scope.setNotFoundHandler((request, reply) => islandError(site, notFound(), request, reply, door))
}

type Door = 'reporter' | 'panel'

/** A page that repeats nothing of what was asked, and writes nothing down. */
export function islandError(
  site: Site,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  door: Door = withoutLanguage(request.originalUrl).startsWith('/panel') ? 'panel' : 'reporter',
): FastifyReply {
  const { kind, status } = answerTo(error)
  const lang = languageOf(request.originalUrl)
  const page = { ...site.page('/w'), door, lang, kind, explanation: explanationOf(kind, lang) }
  const html = site.view.render('whistle/error', page, lang)
  return reply
    .headers({ ...HEADERS, 'cache-control': 'no-store' })
    .code(status)
    .type('text/html; charset=utf-8')
    .send(html)
}

const EXPLAINED: string[] = ['notFound', 'tooLarge', 'diskFull', 'forbidden']
const explanationOf = (kind: string, lang: Lang): string =>
  message(`w.error.${EXPLAINED.includes(kind) ? kind : 'other'}`, lang)

/** By the island's own clock-work: the portal's jobs write down when they ran and what they did. */
function sweepNightly(app: FastifyInstance, { jobs }: Whistle) {
  const timer = setInterval(() => void jobs.sweep().catch(() => {}), DAY_MS).unref()
  app.addHook('onClose', (_app, done) => {
    clearInterval(timer)
    done()
  })
}
