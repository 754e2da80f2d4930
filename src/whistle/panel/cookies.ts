import type { FastifyReply, FastifyRequest } from 'fastify'

export type Cookies = ReturnType<typeof makeCookies>

/** A member's cookie: of this sign-in alone, gone with the browser, sent to no other site's links. */
export function makeCookies(publicUrl: URL | undefined) {
  const secure = publicUrl?.protocol === 'https:'
  const name = secure ? '__Host-p' : 'p'
  const options = { httpOnly: true, sameSite: 'strict', secure, path: '/' } as const
  return {
    of: (request: FastifyRequest): string | undefined => request.cookies[name],
    give: (reply: FastifyReply, value: string) => void reply.setCookie(name, value, options),
    take: (request: FastifyRequest, reply: FastifyReply) => {
      if (request.cookies[name] !== undefined) reply.clearCookie(name, options)
    },
  }
}
