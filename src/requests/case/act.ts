import type { FastifyInstance, FastifyReply } from 'fastify'
import { notFound, UserError } from '../../errors.ts'
import type { FormBody } from '../../web/body.ts'
import { one } from '../../web/form-body.ts'
import { aboutOf } from '../desk/about.ts'
import { ACTS, refusalOf, type ActInput } from '../desk/acts.ts'
import { askedBy } from './act-fields.ts'
import { readAct, together, typedIn, type Wrong } from './act-form.ts'
import { actPage, refusedPage, type Acting, type Typed } from './act-page.ts'
import { conflictPage, isDoneAlready } from './conflict.ts'
import type { CaseOptions } from './options.ts'
import { readyReplies, withReply } from './replies.ts'
import { makeReading } from './uploads.ts'
import type { Req, Visit, WithCase } from './visit.ts'

const ADDRESS = '/desk/cases/:reference/acts/:act'
const RIGHT = { config: { right: 'cases.act' } } as const

/**
 * The acts of a case, each a page of its own. A sending names the revision its page was made from: when somebody
 * else was quicker, the answer is 409 with what happened since and with everything that was typed.
 */
export function actRoutes(app: FastifyInstance, options: CaseOptions, withCase: WithCase) {
  const { cases, desk, today } = options
  const reading = makeReading(options)

  const withAct = (handler: (now: Acting) => Promise<FastifyReply>) =>
    withCase(async (visit) => handler(await begin(visit)))

  async function begin(visit: Visit): Promise<Acting> {
    const act = ACTS.find((known) => known === visit.request.params.act)
    if (!act) throw notFound()
    const rules = await desk.rulesNow()
    return { ...visit, act, rules, asked: askedBy(act, { ...visit, rules, today: today() }) }
  }

  app.get(
    ADDRESS,
    RIGHT,
    withAct(async (now) => show(now, { raw: now.asked.given, uploads: [] }, [])),
  )

  const send = withAct(async (now) => {
    const { body, uploads, faults } = await reading.read(now)
    const raw = typedIn(now.asked, body)
    if (one(body, 'prepare')) return show(now, { raw: await prepared(now, raw, body), uploads }, [])
    if (Number(one(body, 'revision')) !== now.file.request.revision)
      return overtaken(now, { raw, uploads }, seenIn(body, now))
    return doIt(now, { raw, uploads }, faults)
  })

  app.post(ADDRESS, RIGHT, async (request: Req, reply) => {
    try {
      return await send(request, reply)
    } catch (error) {
      if (!(error instanceof UserError) || error.kind !== 'notFound') throw error
      // It left this officer's sight while they typed, or never was in it: the answer is one and the same.
      return reply.deskPage('case/gone', { words: wordsIn(await reading.body(request)) }, 404)
    }
  })

  /** What the buttons beside the fields do: a reply is put in, a file left out (that is in the reading). */
  async function prepared(now: Acting, raw: Typed['raw'], body: FormBody): Promise<Typed['raw']> {
    if (one(body, 'prepare') !== 'reply') return raw
    const ready = await readyReplies(options.replies, now, today())
    return withReply(raw, now.act, ready, one(body, 'reply'))
  }

  async function doIt(now: Acting, typed: Typed, faults: string[]): Promise<FastifyReply> {
    const { officer, file, act, asked } = now
    if (refusedNow(now)) return show(now, typed, [])
    const { input, wrong } = readAct(act, asked, typed.raw, typed.uploads, { file, today: today() })
    const ofFiles = faults.map((text): Wrong => ({ field: 'uploads', text: { th: text, en: text } }))
    const problems = together([...wrong, ...ofFiles], await desk.check(officer, file, input), asked)
    return problems.length > 0 ? show(now, typed, problems) : carryOut(now, input, typed)
  }

  async function carryOut(now: Acting, input: ActInput, typed: Typed): Promise<FastifyReply> {
    const { officer, file } = now
    try {
      const { path, gone } = await desk.act(officer, file, input, file.request.revision)
      if (!gone) return now.go(`${path}?done=${input.act}`)
      const told = { did: gone, case: file.request.reference, to: input.division ?? '' }
      return now.go(`${path}?${new URLSearchParams(told).toString()}`)
    } catch (error) {
      if (!(error instanceof UserError) || error.kind !== 'conflict') throw error
      const latest = await cases.find(officer, file.request.reference)
      return overtaken(await begin({ ...now, file: latest }), typed, file.events.at(-1)?.seq ?? 0)
    }
  }

  /** Somebody was quicker: it may have been this same officer's first tap of two. */
  async function overtaken(now: Acting, typed: Typed, seen: number): Promise<FastifyReply> {
    const { officer, file, rules, act, asked } = now
    const { input } = readAct(act, asked, typed.raw, typed.uploads, { file, today: today() })
    if (isDoneAlready(aboutOf(officer, file, rules), input, seen)) return now.go(`${now.here}?done=${act}`)
    const page = await pageOf(now, typed, [])
    const since = conflictPage(now, typed, seen, refusedNow(now)?.because)
    return now.show((reply) => reply.deskPage('case/conflict', { ...page, ...since }, 409))
  }

  async function show(now: Acting, typed: Typed, wrong: Wrong[]): Promise<FastifyReply> {
    const refused = refusedNow(now)
    if (refused) {
      const status = refused.kind === 'forbidden' ? 403 : 409
      const page = refusedPage(now, refused.because, typed)
      return now.show((reply) => reply.deskPage('case/refused', page, status))
    }
    const page = await pageOf(now, typed, wrong)
    return now.show((reply) => reply.deskPage('case/act', page, wrong.length > 0 ? 422 : 200))
  }

  const refusedNow = ({ officer, file, rules, act }: Acting) => refusalOf(aboutOf(officer, file, rules), act)

  const pageOf = async (now: Acting, typed: Typed, wrong: Wrong[]) =>
    actPage(now, typed, wrong, await readyReplies(options.replies, now, today()), options.key)
}

/** Up to which event the sender's page told; without a word of it, everything there is. */
function seenIn(body: FormBody, { file }: Acting): number {
  const seen = Number(one(body, 'seen') || 'none')
  return Number.isInteger(seen) ? seen : (file.events.at(-1)?.seq ?? 0)
}

const wordsIn = (body: FormBody) =>
  ['text', 'items', 'legalReason', 'other'].map((name) => one(body, name)).filter((words) => words !== '')
