import type { FastifyInstance, FastifyReply } from 'fastify'
import { UserError } from '../../errors.ts'
import type { FileType } from '../../forms/definition.ts'
import { message } from '../../i18n/messages.ts'
import { say } from '../../i18n/text.ts'
import type { FormBody } from '../../web/body.ts'
import { one, readForm } from '../../web/form-body.ts'
import { inLanguage } from '../../web/language.ts'
import type { Upload } from '../application.ts'
import { isOpen, type Followed } from '../following.ts'
import type { Req, TrackOptions } from './door.ts'
import { openKept, sealKept } from './kept.ts'

const MOST_FILES = 5
const LENGTH = 5000
const TYPES: FileType[] = ['pdf', 'jpg', 'png', 'webp', 'heic']

type WithRequest = (
  handler: (followed: Followed, request: Req, reply: FastifyReply) => Promise<unknown>,
) => (request: Req, reply: FastifyReply) => Promise<unknown>
type Paths = { trackPath: string } & Record<string, string>

/** The applicant adds words or files to a request that is open. */
export function messageRoute(
  app: FastifyInstance,
  options: TrackOptions,
  withRequest: WithRequest,
  pathsOf: (request: Req) => Paths,
) {
  const { following, key, limits, newId } = options
  const rules = { accept: TYPES, maxBytes: limits.fileBytes, maxFiles: MOST_FILES }

  // The page that says what is wrong with a message has this address; its link to the other language leads here.
  app.get(
    '/track/:reference/:code/message',
    withRequest(async (_followed, request, reply) =>
      reply.redirect(inLanguage(pathsOf(request).trackPath, request.lang), 303),
    ),
  )

  app.post(
    '/track/:reference/:code/message',
    withRequest(async (followed, request, reply) => {
      if (!isOpen(followed)) throw new UserError('conflict')
      const { body, uploads, faults } = await receive(followed, request)
      const text = one(body, 'message').replace(/\r\n?/g, '\n')
      if (!/\S/u.test(text) && uploads.length === 0 && faults.length === 0) {
        faults.push(message('track.add.empty', request.lang))
      }
      if ([...text].length > LENGTH) faults.push(message('track.add.tooLong', request.lang, { max: LENGTH }))
      if (uploads.length > MOST_FILES) {
        faults.push(message('track.add.mostFiles', request.lang, { max: MOST_FILES }))
      }
      if (faults.length === 0 && !(await add(followed, text, uploads, onceOf(body, newId)))) {
        faults.push(message('track.add.tooMany', request.lang))
      }
      if (faults.length > 0) return showFaults(followed, request, reply, text, faults, uploads)
      return reply.redirect(inLanguage(`${pathsOf(request).trackPath}?done=message`, request.lang), 303)
    }),
  )

  async function receive({ request: { id } }: Followed, request: Req) {
    const faults: string[] = []
    const arrived: Upload[] = []
    const body = await readForm(
      request,
      async (field, part) => {
        if (field !== 'files' || !part.filename) return void part.file.resume()
        const received = await options.receive(part, rules)
        if (!received.ok) {
          return void faults.push(`“${part.filename}”: ${say(received.sentence, request.lang)}`)
        }
        const { name, type, size, sha256 } = received
        arrived.push({ field: 'message', name, type, size, sha256 })
      },
      { files: MOST_FILES, fileBytes: limits.fileBytes },
    )
    return { body, faults, uploads: [...openKept(key, id, one(body, 'kept')), ...arrived] }
  }

  async function add(followed: Followed, text: string, uploads: Upload[], once: string): Promise<boolean> {
    try {
      await following.addMessage(followed, text, uploads, once)
      return true
    } catch (error) {
      if (error instanceof UserError && error.kind === 'tooMany') return false
      throw error
    }
  }

  function showFaults(
    { request: { id, reference } }: Followed,
    request: Req,
    reply: FastifyReply,
    text: string,
    faults: string[],
    uploads: Upload[],
  ) {
    const title = message('track.add.title', request.lang)
    const page = {
      reference,
      pageTitle: message('apply.errorTitle', request.lang, { title }),
      ...pathsOf(request),
      ...messageView(newId(), text, faults, uploads, sealKept(key, id, uploads)),
    }
    return reply.page('requests/message', page, 422)
  }
}

/** `once` names one sending; `kept` carries the files that arrived with a sending that had faults. */
export function messageView(once: string, text: string, faults: string[], uploads: Upload[], kept = '') {
  return {
    once,
    message: text,
    kept,
    keptFiles: uploads.map(({ name }) => name),
    problems: faults.map((sentence) => ({ href: '#message', text: sentence })),
  }
}

/** The name of one sending, from the form; anything that is not of our making is replaced. */
function onceOf(body: FormBody, newId: () => string): string {
  const once = one(body, 'once')
  return /^[a-zA-Z0-9-]{20,64}$/.test(once) ? once : newId()
}
