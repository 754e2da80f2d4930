import type { FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from '../errors.ts'
import type { Asset } from './assets.ts'
import type { CachedPage } from './page-cache.ts'

/** A page from memory; 304 where the visitor has it already. */
export function sendCached(page: CachedPage, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.header('content-type', 'text/html; charset=utf-8')
  reply.header('cache-control', 'no-cache')
  reply.header('vary', 'accept-encoding')
  reply.header('etag', page.etag)
  if (request.headers['if-none-match'] === page.etag) return reply.code(304).send()
  const coding = codingFor(request)
  if (!coding) return reply.send(page.plain)
  return reply.header('content-encoding', coding).send(page[coding]())
}

/** A file under an address that changes with it, so browsers may keep it for ever. NotFound for an old address. */
export function sendAsset(
  asset: Asset | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (!asset) throw notFound()
  reply.header('content-type', asset.type)
  reply.header('cache-control', 'public, max-age=31536000, immutable')
  const coding = codingFor(request)
  const packed = coding && asset[coding]
  if (asset.br) reply.header('vary', 'accept-encoding')
  return packed ? reply.header('content-encoding', coding).send(packed) : reply.send(asset.plain)
}

/** Brotli where the browser takes it, else gzip. A coding refused by `q=0` is rare enough to be sent plain. */
function codingFor(request: FastifyRequest): 'br' | 'gzip' | undefined {
  const accepted = request.headers['accept-encoding']
  if (accepted === undefined || accepted.includes('q=0,') || accepted.endsWith('q=0')) return undefined
  if (accepted.includes('br')) return 'br'
  return accepted.includes('gzip') ? 'gzip' : undefined
}
