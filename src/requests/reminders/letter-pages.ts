import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { forbidden, UserError } from '../../errors.ts'
import { message } from '../../i18n/messages.ts'
import { problemsOf, titled } from '../../officers/desk/problems.ts'
import { bodyOf, goTo } from '../../officers/desk/visitor.ts'
import { may } from '../../officers/officer.ts'
import { one } from '../../web/form-body.ts'
import { showNumber } from './late-letter.ts'
import { LONGEST_REASON, type Opened, type Typed } from './late-letters.ts'
import type { RemindersOptions } from './options.ts'
import { dayOrNull, LATE_LETTERS, letterPath } from './shown.ts'

type Req = FastifyRequest<{ Params: { reference: string; n: string } }>

const READ = { config: { right: 'cases.read' } } as const
const ACT = { config: { right: 'cases.act' } } as const
const SIGN = { config: { right: 'cases.supervise' } } as const

/** One draft with the form to sign it, one letter as it was signed. */
export function letterRoutes(app: FastifyInstance, options: RemindersOptions) {
  const { lateLetters } = options

  const openFor = ({ officer, params }: Req) => lateLetters.open(officer, params.reference, params.n)

  /** The applicant's name is in it: who opens it stands in the audit log. */
  async function viewed(request: Req, { letter }: Opened) {
    const told = { actor: request.officer.id, deed: 'case.viewed', subject: letter.reference }
    await options.audit.record(told)
  }

  app.get(`${LATE_LETTERS}/:reference/:n`, READ, async (request: Req, reply) => {
    const opened = await openFor(request)
    await viewed(request, opened)
    return opened.letter.state === 'drafted'
      ? showDraft(request, reply, opened, {
          reason: opened.letter.reason,
          revision: opened.followed.request.revision,
        })
      : showLetter(request, reply, opened)
  })

  app.post(`${LATE_LETTERS}/:reference/:n`, SIGN, async (request: Req, reply) => {
    const opened = await openFor(request)
    const reason = one(bodyOf(request), 'reason')
    const revision = Number(one(bodyOf(request), 'revision'))
    const fault = lateLetters.faultIn(reason, [opened.drafted, opened.letter.reason])
    if (fault && opened.letter.state === 'drafted')
      return showDraft(request, reply, opened, { reason, revision, fault: `late.sign.${fault}` })
    const { reference, n } = request.params
    try {
      await lateLetters.sign(request.officer, reference, n, { reason, revision })
    } catch (error) {
      if (!(error instanceof UserError) || error.kind !== 'conflict') throw error
      return showOvertaken(request, reply, await openFor(request), reason)
    }
    return goTo(request, reply, `${letterPath(opened.letter)}?signed=yes`)
  })

  app.post(`${LATE_LETTERS}/:reference/:n/posted`, ACT, async (request: Req, reply) => {
    const { reference, n } = request.params
    const { letter } = await openFor(request)
    if (letter.applicantEmail !== null) throw forbidden()
    if (letter.postedAt === null) await lateLetters.markPosted(request.officer, reference, n)
    return goTo(request, reply, letterPath(letter))
  })

  async function showDraft(
    request: Req,
    reply: FastifyReply,
    opened: Opened,
    { reason, revision, fault }: Typed & { fault?: string },
  ) {
    const { letter, followed, hold, newest } = opened
    const faults: Record<string, string> = fault
      ? { reason: message(fault, request.lang, { max: LONGEST_REASON }) }
      : {}
    const values = { reference: letter.reference, n: letter.n }
    const language = message(`late.sign.language.${followed.request.lang}`, request.lang)
    const page = {
      ...titled('late.sign.title', request, Object.keys(faults), values),
      heading: message('late.sign.title', request.lang, values),
      ...problemsOf(faults),
      ...aboutOf(opened),
      reason,
      // As typed: a page with faults must not pass over what happened since the reason was written.
      revision,
      reasonHint: message('late.sign.reasonHint', request.lang, { language }),
      before: followed.events.findLast((event) => event.kind === 'late')?.data.reason ?? '',
      heldText: hold ? message(`late.sign.${hold}`, request.lang, { n: newest }) : '',
      maySign: may(request.officer, 'cases.supervise') && !hold,
    }
    return reply.deskPage('reminders/sign', page, fault ? 422 : 200)
  }

  /** It was signed, need not or must not be, or the matter moved on: what was typed is shown, to be kept or copied. */
  async function showOvertaken(request: Req, reply: FastifyReply, opened: Opened, reason: string) {
    const state = message(overtakenBy(opened), request.lang, { n: opened.newest })
    return reply.deskPage(
      'reminders/overtaken',
      { ...titled('late.overtaken.title', request, []), ...aboutOf(opened), reason, state },
      409,
    )
  }

  function showLetter(request: Req, reply: FastifyReply, opened: Opened) {
    const { letter } = opened
    const numberText = letter.number === null ? '' : showNumber(letter.number)
    const heading = letter.number
      ? message('late.letter.title', request.lang, { number: numberText })
      : message('late.sign.title', request.lang, { reference: letter.reference, n: letter.n })
    const query = request.query as Record<string, unknown>
    return reply.deskPage('reminders/letter', {
      pageTitle: heading,
      heading,
      ...aboutOf(opened),
      notice:
        query['signed'] && numberText ? message('late.sign.done', request.lang, { number: numberText }) : '',
      isSigned: letter.state === 'signed',
      droppedKey: letter.droppedBecause && `late.dropped.${letter.droppedBecause}`,
      postedDay: dayOrNull(letter.postedAt),
      mayPost:
        may(request.officer, 'cases.act') && letter.applicantEmail === null && letter.postedAt === null,
    })
  }
}

function overtakenBy({ letter, hold }: Opened): string {
  if (letter.state === 'signed') return 'late.overtaken.signed'
  if (letter.state === 'dropped' || hold === 'stale') return 'late.overtaken.dropped'
  return hold ? `late.overtaken.${hold}` : 'late.overtaken.changed'
}

/** What every page of one letter shows. */
function aboutOf({ letter, followed, text }: Opened) {
  return {
    path: letterPath(letter),
    casePath: `/desk/cases/${letter.reference}`,
    byPost: letter.applicantEmail === null,
    letterLang: followed.request.lang,
    paragraphs: text.split('\n\n').map((paragraph) => ({ lines: paragraph.split('\n') })),
  }
}
