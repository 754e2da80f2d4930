import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { invalid } from '../../errors.ts'
import type { FormBody } from '../../web/body.ts'
import { makeCookies } from './cookies.ts'
import { makeLater } from './later.ts'
import { askToSignIn } from './sign-in.ts'
import { makeVisits, type MemberVisit, type PanelParts, type Visit } from './visit.ts'

/** Answers of ten thousand Thai letters, each nine bytes on the wire; a signed roster is smaller. */
const FORM_BYTES = 1_000_000
/** What is for anyone: a code and two passphrases of 200 letters, nine bytes each on the wire. */
const SMALL_FORM_BYTES = 20_000

export type Gate = ReturnType<typeof makeGate>

/**
 * The only way to make a route of the panel: `members` asks for who is signed in, each time anew, and lets nobody else
 * past; `anyone` is for signing in, joining and recovering.
 */
export function makeGate(app: FastifyInstance, parts: PanelParts) {
  const cookies = makeCookies(parts.publicUrl)
  const visitOf = makeVisits(parts, cookies)

  const forAnyone =
    (act: (visit: Visit) => unknown) => async (request: FastifyRequest, reply: FastifyReply) =>
      act(visitOf(request, reply, bodyOf(request)))

  const forMembers =
    (act: (visit: MemberVisit) => unknown) => async (request: FastifyRequest, reply: FastifyReply) => {
      const member = await parts.panel.who(cookies.of(request))
      const body = bodyOf(request)
      if (!member) return askToSignIn(visitOf(request, reply, body))
      return act({ ...visitOf(request, reply, body, member), member })
    }

  return {
    anyone: {
      get: (path: string, act: (visit: Visit) => unknown) => void app.get(path, forAnyone(act)),
      /** `carries`: what was being written when a sign-in ran out comes with it. */
      post: (path: string, act: (visit: Visit) => unknown, { carries = false } = {}) =>
        void app.post(path, { bodyLimit: carries ? FORM_BYTES : SMALL_FORM_BYTES }, forAnyone(act)),
    },
    members: {
      get: (path: string, act: (visit: MemberVisit) => unknown) => void app.get(path, forMembers(act)),
      post: (path: string, act: (visit: MemberVisit) => unknown) =>
        void app.post(path, { bodyLimit: FORM_BYTES }, forMembers(act)),
    },
    /** For what must not stay in memory. */
    later: makeLater((end) => {
      app.addHook('onClose', (_app, done) => {
        end()
        done()
      })
    }),
  }
}

/** No page of the panel sends files; the other encoding has no limit for the whole of a form, and is not read. */
function bodyOf(request: FastifyRequest): FormBody {
  if (request.method !== 'POST') return {}
  const body = request.isMultipart() ? null : (request.body ?? {})
  if (typeof body !== 'object' || body === null) throw invalid()
  return body as FormBody
}
