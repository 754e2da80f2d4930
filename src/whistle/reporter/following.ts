import { UserError } from '../../errors.ts'
import { message } from '../../i18n/messages.ts'
import { one } from '../../web/form-body.ts'
import { QUESTIONS } from '../clocks.ts'
import { isLastGroup, parseReceipt, type Receipt } from '../receipt.ts'
import { checked, type Reporter } from '../returning.ts'
import { LONGEST_IDENTITY, LONGEST_MESSAGE } from '../report.ts'
import type { Act } from './door.ts'
import type { Arrived } from './files.ts'
import type { Fault } from './form-page.ts'
import { threadPage, type Told } from './thread-page.ts'
import type { Cookies, ReporterParts, Visit } from './visit.ts'
import { outsideOf, showReceiptPage } from './writing.ts'

const RETALIATION = ['no', 'yes', 'unsure'] as const
/** Fields of the page that are shown again when something was wrong, or when the sign-in was over. */
const TYPED = ['message', 'identity', 'retaliation', 'retaliationText'] as const

/** Coming back: the code, the answers, and all that a reporter can add. */
export function makeFollowing(parts: ReporterParts, cookies: Cookies) {
  const { reporter } = parts

  function comeBack(visit: Visit, fault = '', typed = '', more: { isOver?: boolean } = {}) {
    return visit.show(
      'whistle/return',
      {
        page: 'return',
        typed,
        fault,
        isOver: more.isOver ?? false,
        carried: carried(visit),
        problems: fault ? [{ href: '#receipt', text: fault }] : [],
      },
      fault ? 422 : 200,
    )
  }

  const enter: Act = async (visit, arrived) => {
    const { body, lang, reply } = visit
    const typed = one(body, 'receipt')
    const answer = await reporter.comeBack(typed)
    // What was mistyped is shown, to be put right; of a whole code no digit is ever repeated.
    if (answer.kind === 'mistyped') return comeBack(visit, message(`w.return.${answer.fault}`, lang), typed)
    if (answer.kind === 'unknown') return comeBack(visit, message('w.return.unknown', lang))
    cookies.give(reply, answer.cookie)
    const who = reporter.who(answer.cookie)
    return thread({ ...visit, who }, arrived, answer.isFirst ? { receipt: answer.receipt } : {})
  }

  async function thread(visit: Visit, arrived: Arrived[], told: Told = {}) {
    const { who } = visit
    if (!who) return comeBack(visit, '', '', { isOver: true })
    const view = await reporter.view(who)
    const around = {
      positions: await reporter.positions(),
      bodies: outsideOf(await reporter.route([])),
      cleansOffice: reporter.treatmentOf('a.docx') === 'cleanedByTool',
    }
    return visit.show(
      'whistle/thread',
      threadPage(visit, view, around, arrived, told),
      told.faults && told.faults.length > 0 ? 422 : 200,
    )
  }

  /** A deed of somebody signed in; what was typed stays where it fails or the sign-in is over. */
  const signedIn =
    (deed: (who: Reporter, visit: Visit, arrived: Arrived[]) => Promise<Told>): Act =>
    async (visit, arrived) =>
      thread(visit, arrived, visit.who ? await deed(visit.who, visit, arrived) : {})

  const add = signedIn(async (who, { body, lang }, arrived) => {
    const text = one(body, 'message')
    if (text.trim() === '')
      return arrived.length > 0 ? {} : { faults: [{ id: 'message', text: message('w.say.empty', lang) }] }
    return trying('message', lang, async () => {
      if (!(await wasSaidLast(who, text))) await reporter.say(who, text)
      return { done: message('w.say.done', lang), clear: ['message'] }
    })
  })

  /** The same button pressed twice, or the page loaded anew, says it once. */
  async function wasSaidLast(who: Reporter, text: string): Promise<boolean> {
    const { messages } = await reporter.view(who)
    const last = messages.at(-1)
    return last?.from === 'reporter' && [...text].length <= LONGEST_MESSAGE
      ? last.text === checked(text, LONGEST_MESSAGE)
      : false
  }

  const answer = signedIn(async (who, { body, lang }) => {
    const retaliation = RETALIATION.find((each) => each === one(body, 'retaliation'))
    const question = QUESTIONS.find((each) => each === one(body, 'question'))
    if (!retaliation || !question)
      return { faults: [{ id: 'retaliation-no', text: message('w.retaliation.missing', lang) }] }
    return trying('retaliationText', lang, async () => {
      await reporter.answerQuestion(who, { question, retaliation, text: one(body, 'retaliationText') })
      return { done: message('w.retaliation.done', lang), clear: ['retaliation', 'retaliationText'] }
    })
  })

  const name = signedIn((who, { body, lang }) =>
    trying('identity', lang, async () => {
      await reporter.giveIdentity(who, one(body, 'identity'))
      return { done: message('w.identity.done', lang), clear: ['identity'] }
    }),
  )

  const leave: Act = (visit) => {
    reporter.leave(cookies.of(visit.request))
    cookies.take(visit.request, visit.reply)
    return visit.show('whistle/left', { page: 'left' })
  }

  /** The last group typed again: only then does the code leave the screen. */
  const saved: Act = (visit, arrived) => {
    const read = parseReceipt(one(visit.body, 'receipt'))
    if (!('receipt' in read)) return comeBack(visit)
    if (isLastGroup(read.receipt, one(visit.body, 'last'))) return thread(visit, arrived)
    return showReceiptPage(visit, read.receipt, message('w.receipt.wrong', visit.lang))
  }

  const again: Act = (visit) => comeBack(visit)
  const left: Act = (visit) => visit.show('whistle/left', { page: 'left' })

  return {
    pages: {
      return: again,
      thread: (visit: Visit, arrived: Arrived[]) => thread(visit, arrived, { receipt: shown(visit) }),
      left,
    },
    acts: {
      enter,
      read: (visit: Visit, arrived: Arrived[]) => thread(visit, arrived),
      add,
      answer,
      name,
      leave,
      saved,
    },
  }
}

/** The code stands on the page of the first return; a change of language must not take it away. */
function shown({ body }: Visit): Receipt | undefined {
  const read = parseReceipt(one(body, 'receipt'))
  return 'receipt' in read ? read.receipt : undefined
}

const carried = ({ body }: Visit) =>
  TYPED.map((name) => ({ name, value: one(body, name) })).filter(({ value }) => value !== '')

const LONGEST: Record<string, number> = { identity: LONGEST_IDENTITY }

async function trying(field: string, lang: 'th' | 'en', deed: () => Promise<Told>): Promise<Told> {
  try {
    return await deed()
  } catch (error) {
    if (!(error instanceof UserError) || !['invalid', 'forbidden'].includes(error.kind)) throw error
    return { faults: [faultOf(field, error.kind, lang)] }
  }
}

const faultOf = (id: string, kind: string, lang: 'th' | 'en'): Fault => ({
  id,
  text: message(kind === 'forbidden' ? 'w.identity.tooFew' : 'w.say.wrong', lang, {
    longest: LONGEST[id] ?? LONGEST_MESSAGE,
  }),
})
