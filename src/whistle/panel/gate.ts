import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { invalid } from '../../errors.ts'
import type { FormBody } from '../../web/body.ts'
import { readForm } from '../../web/form-body.ts'
import { makeCookies } from './cookies.ts'
import { askToSignIn } from './sign-in.ts'
import { makeVisits, type MemberVisit, type PanelParts, type Visit } from './visit.ts'

/** Answers of ten thousand Thai letters, each nine bytes on the wire; a signed roster is smaller. */
const FORM_BYTES = 1_000_000

export type Gate = ReturnType<typeof makeGate>

/**
 * The only way to make a route of the panel: `members` asks for who is signed in, each time anew, and lets nobody else
 * past; `anyone` is for signing in, joining and recovering.
 */
export function makeGate(app: FastifyInstance, parts: PanelParts) {
  const cookies = makeCookies(parts.publicUrl)
  const visitOf = makeVisits(parts, cookies)

  async function bodyOf(request: FastifyRequest): Promise<FormBody> {
    if (request.method !== 'POST') return {}
    return readForm(request, noFiles, { files: 0, fileBytes: 0, fieldBytes: FORM_BYTES })
  }

  const forAnyone =
    (act: (visit: Visit) => unknown) => async (request: FastifyRequest, reply: FastifyReply) =>
      act(visitOf(request, reply, await bodyOf(request)))

  const forMembers =
    (act: (visit: MemberVisit) => unknown) => async (request: FastifyRequest, reply: FastifyReply) => {
      const member = await parts.panel.who(cookies.of(request))
      const body = await bodyOf(request)
      if (!member) return askToSignIn(visitOf(request, reply, body))
      return act({ ...visitOf(request, reply, body, member), member })
    }

  return {
    anyone: {
      get: (path: string, act: (visit: Visit) => unknown) => void app.get(path, forAnyone(act)),
      post: (path: string, act: (visit: Visit) => unknown) =>
        void app.post(path, { bodyLimit: FORM_BYTES }, forAnyone(act)),
    },
    members: {
      get: (path: string, act: (visit: MemberVisit) => unknown) => void app.get(path, forMembers(act)),
      post: (path: string, act: (visit: MemberVisit) => unknown) =>
        void app.post(path, { bodyLimit: FORM_BYTES }, forMembers(act)),
    },
  }
}

/** Nobody sends files to the panel through its own door. */
const noFiles = (): Promise<never> => Promise.reject(invalid())
