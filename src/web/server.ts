import fastify, {
  LogController,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify'
import { forbidden, notFound } from '../errors.ts'
import type { Lang } from '../i18n/text.ts'
import type { Assets } from './assets.ts'
import { FORM_BYTES, parseForm } from './body.ts'
import { sendAsset, sendCached } from './deliver.ts'
import { sendError } from './errors.ts'
import { languageOf, withoutLanguage } from './language.ts'
import { logOptions, requestLine, type LogLevel, type LogTarget } from './log.ts'
import { makePageCache, type PageCache } from './page-cache.ts'
import { isForeignWrite, securityHeaders } from './security.ts'
import type { Site } from './site.ts'
import type { PageData } from './view.ts'

declare module 'fastify' {
  interface FastifyRequest {
    lang: Lang
  }
  interface FastifyReply {
    /** Sends a page of `templates/`, with what every page has; status 200 unless said. */
    page: (template: string, data: PageData, status?: number) => FastifyReply
    /**
     * Sends a public page from memory, rendering it only once for each key and language. The key must
     * change with what the page shows; the page must not depend on who asks.
     */
    cachedPage: (key: string, template: string, data: () => PageData) => FastifyReply
  }
}

export type ServerParts = {
  site: Site
  assets: Assets
  publicUrl?: URL
  trustProxy?: NonNullable<FastifyServerOptions['trustProxy']>
  log: { level: LogLevel; target: LogTarget }
  pages?: PageCache
  /** Addresses that answer also what no route takes in their own way, and without a line in the log. */
  ownErrors?: {
    isOwn: (url: string) => boolean
    answer: (site: Site, error: unknown, request: FastifyRequest, reply: FastifyReply) => FastifyReply
  }
}

/** The HTTP shell without a door: limits, headers, language, log, error pages, assets. */
export function makeServer(parts: ServerParts): FastifyInstance {
  const { site, publicUrl } = parts
  const headers = securityHeaders(publicUrl)
  const pages = parts.pages ?? makePageCache()
  const app = fastify({
    logger: logOptions(parts.log.level, parts.log.target),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: parts.trustProxy ?? false,
    bodyLimit: FORM_BYTES,
    // A photo over a poor line may take minutes; a header that dribbles in is an attack.
    requestTimeout: 10 * 60_000,
    http: { headersTimeout: 20_000 },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    rewriteUrl: (request) => withoutLanguage(request.url ?? '/'),
    frameworkErrors: (error, request, reply) => {
      reply.headers(headers)
      const { ownErrors } = parts
      if (ownErrors?.isOwn(request.originalUrl)) return void ownErrors.answer(site, error, request, reply)
      sendError(site, error, request, reply)
      request.log.info({ method: request.method, route: 'none', status: reply.statusCode })
    },
    clientErrorHandler(error, socket) {
      // Not even HTTP: there is no address to find a language in, and nothing that may be logged.
      app.log.info({ route: 'none', status: 400, code: error.code })
      if (socket.writable)
        socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
    },
  })

  app.setChildLoggerFactory((logger, _bindings, options) =>
    // Request ids would cost a logger for each request and say nothing the fault id does not.
    options.level === undefined ? logger : logger.child({}, options),
  )
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => {
      try {
        done(null, parseForm(String(body)))
      } catch (error) {
        done(error as Error)
      }
    },
  )

  app.decorateRequest('lang', {
    getter(this: FastifyRequest) {
      return languageOf(this.originalUrl)
    },
  })
  app.decorateReply('page', function (template, data, status = 200) {
    const { request } = this
    const html = site.view.render(template, { ...site.page(request.originalUrl), ...data }, request.lang)
    return this.code(status).type('text/html; charset=utf-8').send(html)
  })
  app.decorateReply('cachedPage', function (key, template, data) {
    const { request } = this
    const fullKey = `${request.lang} ${key}`
    // The first visitor's query must not reach those who come after: links are made without it.
    const facts = () => site.page(request.originalUrl, { keepQuery: false })
    const page =
      pages.get(fullKey) ??
      pages.keep(fullKey, site.view.render(template, { ...facts(), ...data() }, request.lang))
    return sendCached(page, request, this)
  })

  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers)
    if (isForeignWrite(request, publicUrl)) done(forbidden())
    else done()
  })
  // A connection answered while closing would be kept open for the visitor's next page, and the process with it.
  let isClosing = false
  app.addHook('preClose', (done) => {
    isClosing = true
    done()
  })
  app.addHook('onSend', (_request, reply, body, done) => {
    if (isClosing) reply.header('connection', 'close')
    done(null, body)
  })
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info(requestLine(request, reply.statusCode, reply.elapsedTime))
    done()
  })
  app.setErrorHandler((error, request, reply) => sendError(site, error, request, reply))
  app.setNotFoundHandler((request, reply) => sendError(site, notFound(), request, reply))
  app.get('/assets/*', (request, reply) => sendAsset(parts.assets.find(request.url), request, reply))
  return app
}
