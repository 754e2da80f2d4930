import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from '../../errors.ts'
import type { FormBody } from '../../web/body.ts'
import { one, readForm } from '../../web/form-body.ts'
import { ATTACH_LIMITS } from '../attach.ts'
import { makeFilesArriving, type Arrived } from './files.ts'
import { makeFollowing } from './following.ts'
import { makeCookies, makeVisits, type ReporterParts, type Visit } from './visit.ts'
import { makeWriting } from './writing.ts'

/** Thirteen answers of ten thousand Thai letters, each nine bytes on the wire, and a package on its way back. */
const FORM_BYTES = 4_000_000

export type Act = (visit: Visit, arrived: Arrived[]) => unknown

/**
 * The reporter's door. Every step is the answer to a form posted to one address, so that the browser's history
 * holds one line with a neutral title. `exit` ends the session and leaves.
 */
export function reporterDoor(app: FastifyInstance, parts: ReporterParts, done: () => void): void {
  const { reporter, exitTo } = parts
  const cookies = makeCookies(parts.publicUrl)
  const visitOf = makeVisits(parts, cookies)
  const filesArriving = makeFilesArriving(reporter)
  const { pages, acts } = stepsOf(parts, cookies)

  app.get('/', (request, reply) => pages['first']?.(visitOf(request, reply, {}), []))

  app.post('/', { ...OPEN, bodyLimit: FORM_BYTES }, async (request, reply) => {
    const arriving = filesArriving(reporter.who(cookies.of(request)))
    const body = await readForm(request, arriving.take, {
      files: ATTACH_LIMITS.files,
      fileBytes: ATTACH_LIMITS.bytes,
      fieldBytes: FORM_BYTES,
    })
    return stepOf(body)(visitOf(request, reply, body), arriving.arrived)
  })

  app.get('/x', (request: FastifyRequest, reply: FastifyReply) => {
    reporter.leave(cookies.of(request))
    cookies.take(request, reply)
    return reply.header('referrer-policy', 'no-referrer').redirect(exitTo, 303)
  })

  /** Choosing a language shows the same page again, with all that was typed. */
  function stepOf(body: FormBody): Act {
    const step = one(body, 'switch') === '' ? acts[one(body, 'act')] : pages[one(body, 'page')]
    if (!step) throw notFound()
    return step
  }

  done()
}

/** Browsers that hide where they come from send `Origin: null`; there is nothing here to be done in another's name. */
const OPEN = { config: { takesNullOrigin: true } }

function stepsOf(parts: ReporterParts, cookies: ReturnType<typeof makeCookies>) {
  const writing = makeWriting(parts, cookies)
  const following = makeFollowing(parts, cookies)
  const pages: Record<string, Act> = { ...writing.pages, ...following.pages }
  const acts: Record<string, Act> = { ...pages, ...writing.acts, ...following.acts }
  for (const steps of [pages, acts]) Object.setPrototypeOf(steps, null)
  return { pages, acts }
}
