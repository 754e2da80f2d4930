import type { FastifyInstance, FastifyReply } from 'fastify'
import { UserError } from '../../errors.ts'
import type { FileType } from '../../forms/definition.ts'
import { message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import type { FormBody } from '../../web/body.ts'
import { one, readForm } from '../../web/form-body.ts'
import { inLanguage } from '../../web/language.ts'
import type { Upload } from '../application.ts'
import { isOpen, type Followed, type Sending } from '../following.ts'
import { questionsView } from './asked.ts'
import type { Paths, Req, TrackOptions, WithRequest } from './door.ts'
import { openKept, sealKept } from './kept.ts'

const LENGTH = 5000
const TYPES: FileType[] = ['pdf', 'jpg', 'png', 'webp', 'heic']

/** What the applicant sends: where to, how many files at once, and the field of the text. */
const SENDINGS: Record<Exclude<Sending, 'supply'>, { files: number; field: string; filesField: string }> = {
  message: { files: 5, field: 'message', filesField: 'files' },
  answer: { files: 5, field: 'answer', filesField: 'answer-files' },
}

/** The applicant adds words or files to a request that is open: of their own, or an answer. */
export function messageRoutes(
  app: FastifyInstance,
  options: TrackOptions,
  withRequest: WithRequest,
  pathsOf: (request: Req) => Paths,
) {
  for (const sending of Object.keys(SENDINGS) as (keyof typeof SENDINGS)[])
    messageRoute(app, options, withRequest, pathsOf, sending)
}

function messageRoute(
  app: FastifyInstance,
  options: TrackOptions,
  withRequest: WithRequest,
  pathsOf: (request: Req) => Paths,
  sending: keyof typeof SENDINGS,
) {
  const { following, key, limits, newId } = options
  const { files: most } = SENDINGS[sending]
  const rules = { accept: TYPES, maxBytes: limits.fileBytes, maxFiles: most }

  // The page that says what is wrong with a message has this address; its link to the other language leads here.
  app.get(
    `/track/:reference/:code/${sending}`,
    withRequest(async (_followed, request, reply) =>
      reply.redirect(inLanguage(pathsOf(request).trackPath, request.lang), 303),
    ),
  )

  app.post(
    `/track/:reference/:code/${sending}`,
    withRequest(async (followed, request, reply) => {
      if (!isOpen(followed)) throw new UserError('conflict')
      const { body, uploads, faults } = await receive(followed, request)
      const text = one(body, 'message').replace(/\r\n?/g, '\n')
      faults.push(...sendingFaults(text, uploads, faults.length > 0, request))
      if (faults.length === 0 && !(await add(followed, text, uploads, onceOf(body, newId)))) {
        faults.push(message('track.add.tooMany', request.lang))
      }
      if (faults.length > 0) return showFaults(followed, request, reply, text, faults, uploads)
      return reply.redirect(inLanguage(`${pathsOf(request).trackPath}?done=${sending}`, request.lang), 303)
    }),
  )

  function sendingFaults(text: string, uploads: Upload[], hasFaults: boolean, { lang }: Req): string[] {
    const isEmpty = !/\S/u.test(text) && uploads.length === 0 && !hasFaults
    return [
      ...(isEmpty ? [message('track.add.empty', lang)] : []),
      ...([...text].length > LENGTH ? [message('track.add.tooLong', lang, { max: LENGTH })] : []),
      ...(uploads.length > most ? [message('track.add.mostFiles', lang, { max: most })] : []),
    ]
  }

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
        arrived.push({ field: sending, name, type, size, sha256 })
      },
      { files: most, fileBytes: limits.fileBytes },
    )
    return { body, faults, uploads: [...openKept(key, id, one(body, 'kept')), ...arrived] }
  }

  async function add(followed: Followed, text: string, uploads: Upload[], once: string): Promise<boolean> {
    try {
      await following.addMessage(followed, text, uploads, once, sending)
      return true
    } catch (error) {
      if (error instanceof UserError && error.kind === 'tooMany') return false
      throw error
    }
  }

  function showFaults(
    followed: Followed,
    request: Req,
    reply: FastifyReply,
    text: string,
    faults: string[],
    uploads: Upload[],
  ) {
    const { id, reference } = followed.request
    const paths = pathsOf(request)
    const title = message(`track.${sending}.title`, request.lang)
    const typed = { text, faults, uploads, kept: sealKept(key, id, uploads) }
    const form = sendingForm(sending, paths.trackPath, newId(), request.lang, typed)
    const page = {
      reference,
      title,
      pageTitle: message('apply.errorTitle', request.lang, { title }),
      ...paths,
      form,
      problems: form.problems,
      questions: sending === 'answer' ? questionsView(followed) : [],
    }
    return reply.page('requests/message', page, 422)
  }
}

type Typed = { text: string; faults: string[]; uploads: Upload[]; kept: string }
const NOTHING_TYPED: Typed = { text: '', faults: [], uploads: [], kept: '' }

/** `once` names one sending; `kept` carries the files that arrived with a sending that had faults. */
export function sendingForm(
  sending: keyof typeof SENDINGS,
  trackPath: string,
  once: string,
  lang: Lang,
  { text, faults, uploads, kept }: Typed = NOTHING_TYPED,
) {
  const { files, field, filesField } = SENDINGS[sending]
  return {
    action: `${trackPath}/${sending}`,
    once,
    field,
    filesField,
    message: text,
    label: message(`track.${sending}.text`, lang),
    send: message(`track.${sending}.send`, lang),
    kept,
    keptFiles: uploads.map(({ name }) => name),
    most: files,
    problems: faults.map((sentence) => ({ href: `#${field}`, text: sentence })),
  }
}

/** The name of one sending, from the form; anything that is not of our making is replaced. */
function onceOf(body: FormBody, newId: () => string): string {
  const once = one(body, 'once')
  return /^[a-zA-Z0-9-]{20,64}$/.test(once) ? once : newId()
}
