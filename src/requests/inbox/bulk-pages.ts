import type { FastifyInstance, FastifyReply } from 'fastify'
import { message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import type { FormBody } from '../../web/body.ts'
import { one } from '../../web/form-body.ts'
import { inLanguage } from '../../web/language.ts'
import { choiceText, readChoice, type Choice } from './act-choices.ts'
import { makeBulk, MOST_AT_ONCE, type Intended, type Seen } from './bulk.ts'
import type { Req } from './door.ts'
import type { Fault, Typed } from './list-page.ts'
import { makeNoting } from './noting.ts'
import type { InboxOptions } from './options.ts'
import { pathOf, viewFromQuery, type View } from './view.ts'

type BulkOptions = InboxOptions & {
  showList: (
    request: Req,
    reply: FastifyReply,
    view: View,
    typed: Typed,
    status?: number,
  ) => Promise<FastifyReply>
}

type Sent = { view: View; references: string[]; seen: Seen; choice: Choice | undefined }

/** One act to many cases: a page that says what will happen, and another, to be loaded again, that says what did. */
export function bulkDoor(app: FastifyInstance, options: BulkOptions): void {
  const { showList, results } = options
  const bulk = makeBulk(options)
  const noting = makeNoting(options)
  const acting = { config: { right: 'cases.act' } } as const

  // A change of language, or an address kept: there is nothing here without a selection.
  for (const path of ['/desk/bulk', '/desk/bulk/done', '/desk/views'])
    app.get(path, { config: { right: 'cases.read' } }, (request: Req, reply) =>
      reply.redirect(inLanguage('/desk', request.lang), 303),
    )

  app.post('/desk/bulk', acting, async (request: Req, reply) => {
    const { view, references, choice } = sentWith(request)
    const problems = faultsOf(references, choice, request.lang)
    if (!choice || problems.length > 0)
      return showList(request, reply, view, { problems, chosen: references }, 422)
    const intended = await bulk.intend(request.officer, references, choice)
    const page = await confirmPage(intended, choice, request.lang)
    await noting.selection(request.officer, intended.filter(({ service }) => service).length)
    return reply.deskPage('inbox/confirm', { ...page, ...aroundOf(request, view) })
  })

  app.post('/desk/bulk/done', acting, async (request: Req, reply) => {
    const { view, references, seen, choice } = sentWith(request)
    const problems = faultsOf(references, choice, request.lang)
    if (!choice || problems.length > 0)
      return showList(request, reply, view, { problems, chosen: references }, 422)
    const body = request.body as FormBody
    const asked = { id: onceOf(body, results.newId), act: one(body, 'act'), view: one(body, 'view') }
    await results.once(request.officer, asked, () => bulk.carryOut(request.officer, references, choice, seen))
    return reply.redirect(inLanguage(`/desk/bulk/results/${asked.id}`, request.lang), 303)
  })

  app.get('/desk/bulk/results/:id', acting, async (request: Req, reply) => {
    const { act, view, outcome } = await results.find(request.officer, request.params.id)
    const choice = readChoice(act)
    const name = choice ? await named(choice, request.lang) : ''
    const { done, refused } = outcome ?? { done: [], refused: [] }
    return reply.deskPage('inbox/done', {
      pageTitle: message('inbox.bulk.done.title', request.lang, { act: name }),
      isUnderWay: outcome === undefined,
      done: done.map((reference) => ({ reference, path: `/desk/cases/${reference}` })),
      refused: refused.map(({ reference, why }) => ({
        reference,
        path: `/desk/cases/${encodeURIComponent(reference)}`,
        why: say(why, request.lang),
      })),
      backPath: pathOf(viewFromQuery(view)),
    })
  })

  const named = (choice: Choice, lang: Lang) => choiceText(options, choice, lang)

  async function confirmPage(intended: Intended[], choice: Choice, lang: Lang) {
    const act = await named(choice, lang)
    const shown = intended.map(({ reference, service, applicant, detail, why, state = '' }) => ({
      reference,
      seen: `${reference}:${state}`,
      path: pathTo(reference, service),
      service: service ? say(service, lang) : '',
      applicant: service ? (applicant ?? message('inbox.row.noName', lang)) : '',
      detail: detail ? say(detail, lang) : '',
      why: why ? say(why, lang) : '',
    }))
    return {
      pageTitle: message('inbox.bulk.title', lang, { act }),
      can: shown.filter(({ why }) => why === ''),
      cannot: shown.filter(({ why }) => why !== ''),
      once: results.newId(),
    }
  }
}

/** Only what is there for this officer is led to. */
const pathTo = (reference: string, known: unknown) => (known === undefined ? '' : `/desk/cases/${reference}`)

const aroundOf = (request: Req, view: View) => {
  const body = (request.body ?? {}) as FormBody
  return { act: one(body, 'act'), here: one(body, 'view'), backPath: pathOf(view) }
}

/** The name of one sending, from the form; anything that is not of our making is replaced. */
function onceOf(body: FormBody, newId: () => string): string {
  const once = one(body, 'once')
  return /^[a-zA-Z0-9-]{20,64}$/.test(once) ? once : newId()
}

const LONGEST_REFERENCE = 40
const LONGEST_SEEN = 200

function sentWith(request: Req): Sent {
  const body = (request.body ?? {}) as FormBody
  const references = listIn(body, 'reference', LONGEST_REFERENCE)
  const seen = new Map(listIn(body, 'seen', LONGEST_SEEN).map(readSeen))
  return { view: viewFromQuery(one(body, 'view')), references, seen, choice: readChoice(one(body, 'act')) }
}

const listIn = (body: FormBody, name: string, longest: number) =>
  [body[name] ?? []]
    .flat()
    .slice(0, MOST_AT_ONCE)
    .map((each) => each.slice(0, longest))

/** What stands after the reference is compared as it is. */
function readSeen(text: string): [reference: string, state: string] {
  const at = text.indexOf(':')
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

function faultsOf(references: string[], choice: Choice | undefined, lang: Lang): Fault[] {
  return [
    ...(references.length === 0 ? [{ href: '#choose', text: message('inbox.bulk.nothing', lang) }] : []),
    ...(choice ? [] : [{ href: '#act', text: message('inbox.bulk.noAct', lang) }]),
  ]
}
