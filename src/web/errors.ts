import { randomInt } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { UserError, type UserErrorKind } from '../errors.ts'
import { message } from '../i18n/messages.ts'
import type { Lang } from '../i18n/text.ts'
import { languageOf } from './language.ts'
import type { Site } from './site.ts'

type Answer = { kind: UserErrorKind | 'fault'; status: number; faultId?: string }

/** Which page a thrown thing becomes. Anything that is not the visitor's doing is a fault of ours. */
export function answerTo(error: unknown): Answer {
  if (error instanceof UserError) return { kind: error.kind, status: error.status }
  if (isDiskFull(error)) return { kind: 'diskFull', status: 507 }
  const status = statusOf(error)
  if (status !== undefined && status >= 400 && status < 500) return { kind: kindOf(status), status }
  return { kind: 'fault', status: 500, faultId: faultId() }
}

/** Answers with a page in the visitor's language, or JSON where the address asked for data. */
export function sendError(
  site: Site,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { kind, status, faultId } = answerTo(error)
  if (faultId !== undefined) request.log.error({ faultId, err: error }, 'fault')
  return sendAnswer(site, { kind, status, ...(faultId !== undefined && { faultId }) }, request, reply)
}

function sendAnswer(site: Site, answer: Answer, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  // The framework's own faults come with a bare request and reply: nothing of ours is decorated on them.
  const lang = languageOf(request.originalUrl)
  const heading = message(`error.${answer.kind}.title`, lang)
  reply.code(answer.status).header('cache-control', 'no-store')
  if (wantsData(request.originalUrl)) {
    const { status, kind, faultId } = answer
    return reply
      .type('application/json; charset=utf-8')
      .send(JSON.stringify({ status, kind, message: heading, faultId }))
  }
  return reply.type('text/html; charset=utf-8').send(errorPage(site, answer, heading, lang, request))
}

function errorPage(site: Site, answer: Answer, heading: string, lang: Lang, request: FastifyRequest): string {
  const explanation = message(`error.${answer.kind}.text`, lang)
  try {
    const page = { ...site.page(request.originalUrl), heading, explanation, faultId: answer.faultId }
    return site.view.render('errors/error', page, lang)
  } catch (error) {
    request.log.error({ err: error }, 'the error page itself failed')
    return `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>${heading}</title><h1>${heading}</h1><p>${explanation}</p>`
  }
}

/** Letters and digits that survive being read out over the telephone. */
function faultId(): string {
  const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
  return Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('')
}

const wantsData = (url: string): boolean => /\.(json|jsonld)(\?|$)/.test(url)

function kindOf(status: number): UserErrorKind {
  const kinds: Record<number, UserErrorKind> = {
    403: 'forbidden',
    404: 'notFound',
    409: 'conflict',
    410: 'gone',
    413: 'tooLarge',
    429: 'tooMany',
  }
  return kinds[status] ?? 'invalid'
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined
  return typeof error.statusCode === 'number' ? error.statusCode : undefined
}

function isDiskFull(error: unknown): boolean {
  for (let one = error; one instanceof Error; one = one.cause) {
    const code = 'code' in one ? one.code : undefined
    if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL' || code === '53100') return true
  }
  return false
}
