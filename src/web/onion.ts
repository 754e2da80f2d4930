import type { FastifyRequest } from 'fastify'

/**
 * Whether the visitor came by the site's onion address: Tor carries and encrypts it without a certificate, so that a
 * page over plain http is as safe there as one over https elsewhere. No name server knows such a name (RFC 7686), and
 * cookies of the ordinary address are not sent to it.
 */
export function cameByOnion(request: FastifyRequest): boolean {
  return /^[a-z2-7]{56}\.onion(:\d+)?$/.test(request.host)
}
