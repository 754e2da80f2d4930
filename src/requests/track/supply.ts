import type { FastifyInstance, FastifyReply } from 'fastify'
import { UserError } from '../../errors.ts'
import type { FileType } from '../../forms/definition.ts'
import { message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import type { FormBody } from '../../web/body.ts'
import { one, readForm } from '../../web/form-body.ts'
import { inLanguage } from '../../web/language.ts'
import type { Upload } from '../application.ts'
import { isOpen, type Followed } from '../following.ts'
import { isStillMissing, missingItems } from '../missing-items.ts'
import { missingView } from './asked.ts'
import type { Paths, Req, TrackOptions, WithRequest } from './door.ts'
import { openKept, sealKept } from './kept.ts'

const LENGTH = 5000
const MOST_FILES = 15
/** A browser sends a part for every field of files, chosen or not. */
const MOST_PARTS = 60
const TYPES: FileType[] = ['pdf', 'jpg', 'png', 'webp', 'heic']
const ITEM_OF_FILES = /^files-(\d{1,2})$/

type Fault = { href: string; text: string }
type Typed = { texts: Map<number, string>; uploads: Upload[]; faults: Fault[]; kept: string }
const NOTHING_TYPED: Typed = { texts: new Map(), uploads: [], faults: [], kept: '' }

export const supplyField = (n: number) => `supply-${n}`

/**
 * The applicant sends what a record asks for, thing by thing: words or files for each. What comes for a part of it is
 * kept, and the rest stays on the page; the clock goes on when nothing is missing any more.
 */
export function supplyRoutes(
  app: FastifyInstance,
  { following, receive, key, limits, newId }: TrackOptions,
  withRequest: WithRequest,
  pathsOf: (request: Req) => Paths,
) {
  const rules = { accept: TYPES, maxBytes: limits.fileBytes, maxFiles: MOST_FILES }

  // The page that says what is wrong has this address; its link to the other language leads here.
  app.get(
    '/track/:reference/:code/supply',
    withRequest(async (_followed, request, reply) =>
      reply.redirect(inLanguage(pathsOf(request).trackPath, request.lang), 303),
    ),
  )

  app.post(
    '/track/:reference/:code/supply',
    withRequest(async (followed, request, reply) => {
      if (!isOpen(followed)) throw new UserError('conflict')
      const { body, typed } = await read(followed, request)
      typed.faults.push(...faultsOf(typed, request.lang))
      if (typed.faults.length === 0 && !(await add(followed, typed, onceOf(body, newId))))
        typed.faults.push({ href: '#supply', text: message('track.add.tooMany', request.lang) })
      if (typed.faults.length > 0) return showFaults(followed, request, reply, typed)
      return reply.redirect(inLanguage(`${pathsOf(request).trackPath}?done=supply`, request.lang), 303)
    }),
  )

  async function read({ request: { id }, events }: Followed, request: Req) {
    const faults: Fault[] = []
    const arrived: Upload[] = []
    const isAsked = (n: number) => missingItems(events).some((item) => item.n === n)
    const body = await readForm(
      request,
      async (field, part) => {
        const n = Number(ITEM_OF_FILES.exec(field)?.[1])
        if (!isAsked(n) || !part.filename) return void part.file.resume()
        const received = await receive(part, rules)
        const { filename } = part
        if (!received.ok)
          return void faults.push({
            href: `#${supplyField(n)}`,
            text: `“${filename}”: ${say(received.sentence, request.lang)}`,
          })
        const { name, type, size, sha256 } = received
        arrived.push({ field: supplyField(n), name, type, size, sha256 })
      },
      { files: MOST_PARTS, fileBytes: limits.fileBytes },
    )
    const uploads = [...openKept(key, id, one(body, 'kept')), ...arrived]
    const kept = sealKept(key, id, uploads)
    const typed: Typed = { texts: textsIn(body, events), uploads, faults, kept }
    return { body, typed }
  }

  async function add(followed: Followed, { texts, uploads }: Typed, once: string): Promise<boolean> {
    try {
      await following.supply(followed, texts, uploads, once)
      return true
    } catch (error) {
      if (error instanceof UserError && error.kind === 'tooMany') return false
      throw error
    }
  }

  function showFaults(followed: Followed, request: Req, reply: FastifyReply, typed: Typed) {
    const { lang } = request
    const paths = pathsOf(request)
    const title = message('track.supply.title', lang)
    const form = supplyForm(followed, paths.trackPath, newId(), typed)
    const page = {
      reference: followed.request.reference,
      title,
      pageTitle: message('apply.errorTitle', lang, { title }),
      ...paths,
      form,
      problems: form.problems,
      missing: missingView(followed) ?? null,
    }
    return reply.page('requests/supply', page, 422)
  }
}

function textsIn(body: FormBody, events: Followed['events']): Map<number, string> {
  const typed = missingItems(events).map(
    ({ n }) => [n, one(body, `item-${n}`).replace(/\r\n?/g, '\n')] as const,
  )
  return new Map(typed.filter(([, text]) => /\S/u.test(text)))
}

function faultsOf({ texts, uploads, faults }: Typed, lang: Lang): Fault[] {
  const isEmpty = texts.size === 0 && uploads.length === 0 && faults.length === 0
  const long = [...texts].filter(([, text]) => [...text].length > LENGTH)
  return [
    ...(isEmpty ? [{ href: '#supply', text: message('track.supply.empty', lang) }] : []),
    ...long.map(([n]) => ({
      href: `#${supplyField(n)}`,
      text: message('track.add.tooLong', lang, { max: LENGTH }),
    })),
    ...(uploads.length > MOST_FILES
      ? [{ href: '#supply', text: message('track.add.mostFiles', lang, { max: MOST_FILES }) }]
      : []),
  ]
}

/** A field of words and one of files for each thing that is still missing. `once` names one sending. */
export function supplyForm(
  { events }: Pick<Followed, 'events'>,
  trackPath: string,
  once: string,
  { texts, uploads, faults, kept }: Typed = NOTHING_TYPED,
) {
  const items = missingItems(events).filter(isStillMissing)
  const first = items[0]?.n ?? 1
  // What concerns the whole form leads to its first field.
  const hrefOf = ({ href }: Fault) => (href === '#supply' ? `#${supplyField(first)}` : href)
  const problems = faults.map((fault) => ({ ...fault, href: hrefOf(fault) }))
  return {
    action: `${trackPath}/supply`,
    once,
    kept,
    problems,
    items: items.map(({ n, words }) => ({
      n,
      words,
      id: supplyField(n),
      text: texts.get(n) ?? '',
      most: MOST_FILES,
      keptFiles: uploads.filter(({ field }) => field === supplyField(n)).map(({ name }) => name),
      problems: problems.filter(({ href }) => href === `#${supplyField(n)}`).map(({ text }) => text),
    })),
  }
}

/** The name of one sending, from the form; anything that is not of our making is replaced. */
function onceOf(body: FormBody, newId: () => string): string {
  const once = one(body, 'once')
  return /^[a-zA-Z0-9-]{20,64}$/.test(once) ? once : newId()
}
