import { message } from '../../i18n/messages.ts'
import { one } from '../../web/form-body.ts'
import { parseReceipt, type Receipt } from '../receipt.ts'
import { reportOf } from '../report.ts'
import type { OutsideBody, Route } from '../roster.ts'
import { STANDARD_POSITIONS } from '../standard-roster.ts'
import type { SubmitAnswer } from '../submit.ts'
import { formPage, groupsOf, questionsOf, typedOf, type Fault } from './form-page.ts'
import { makeOutside } from './outside.ts'
import { all, type Cookies, type ReporterParts, type Visit } from './visit.ts'
import type { Act } from './door.ts'

type Pages = Record<string, Act>

/** From the first page to the receipt. */
export function makeWriting(parts: ReporterParts, cookies: Cookies): { pages: Pages; acts: Pages } {
  const { reporter } = parts

  const first: Act = async (visit) =>
    visit.show('whistle/first', {
      page: 'first',
      bodies: outsideOf(await reporter.route([])),
      isOpen: (await reporter.positions()).length > 0,
      signedIn: visit.who !== undefined,
      exitTo: parts.exitTo,
    })

  const paper: Act = async (visit) => {
    const positions = await reporter.positions()
    return visit.show('whistle/paper', {
      page: 'paper',
      positions: positions.length > 0 ? positions : STANDARD_POSITIONS,
      bodies: outsideOf(await reporter.route([])),
      blocks: questionsOf(reportOf({}, visit.lang)),
    })
  }

  async function subjects(visit: Visit, fault?: string) {
    const chosen = all(visit.body, 'subject')
    const positions = await reporter.positions()
    if (positions.length === 0) return outside.page(visit)
    return visit.show(
      'whistle/subjects',
      {
        page: 'subjects',
        positions: positions.map(({ id, title }) => ({ id, title, chosen: chosen.includes(id) })),
        typed: typedOf(visit.body),
        problems: fault ? [{ href: `#subject-${positions[0]?.id ?? ''}`, text: fault }] : [],
      },
      fault ? 422 : 200,
    )
  }

  const choose: Act = async (visit) => {
    const chosen = all(visit.body, 'subject')
    if (chosen.length === 0) return subjects(visit, message('w.subjects.missing', visit.lang))
    const way = await reporter.route(chosen)
    return way.goes === 'inside' ? form(visit) : outside.page(visit)
  }

  async function form(visit: Visit, faults: Fault[] = [], more: { nonce?: string; checked?: boolean } = {}) {
    const chosen = all(visit.body, 'subject')
    if (chosen.length === 0) return subjects(visit)
    const [way, positions] = [await reporter.route(chosen), await reporter.positions()]
    const nonce = more.nonce ?? (one(visit.body, 'nonce') || reporter.issueNonce())
    return visit.show(
      'whistle/report',
      formPage(visit, { way, positions, chosen, faults, nonce, checked: more.checked ?? false }),
      faults.length > 0 ? 422 : 200,
    )
  }

  const send: Act = async (visit) => {
    const { body, lang } = visit
    // Not refused: a program of the reporter's own may have filled it in.
    if (one(body, 'website') !== '')
      return form(visit, [{ id: 'website', text: message('w.trap.filled', lang) }])
    const nonce = one(body, 'nonce')
    const report = reportOf(body, lang)
    const answer = await reporter.submit({ nonce, report, subjects: all(body, 'subject') })
    return answer.kind === 'sent' ? sent(visit, answer) : notSent(visit, answer)
  }

  function sent(visit: Visit, { receipt: code, cookie }: Extract<SubmitAnswer, { kind: 'sent' }>) {
    cookies.give(visit.reply, cookie)
    return showReceiptPage(visit, code)
  }

  function notSent(visit: Visit, answer: Exclude<SubmitAnswer, { kind: 'sent' }>) {
    const { lang } = visit
    if (answer.kind === 'outside') return outside.page(visit)
    if (answer.kind === 'problems') {
      const faults = answer.problems.map(({ id, problem }) => ({
        id,
        text: message(`w.form.${problem}`, lang),
      }))
      return form(visit, faults)
    }
    const { problem } = answer
    // A number that is too young grows older; any other is replaced, and all that was typed stays.
    const nonce = problem === 'tooSoon' ? {} : { nonce: reporter.issueNonce() }
    return form(visit, [{ id: 'send', text: message(`w.nonce.${problem}`, lang) }], nonce)
  }

  const receipt: Act = (visit) => {
    const read = parseReceipt(one(visit.body, 'receipt'))
    return 'receipt' in read ? showReceiptPage(visit, read.receipt) : first(visit, [])
  }

  const outside = makeOutside(reporter)

  return {
    pages: {
      first,
      paper,
      subjects: (visit) => subjects(visit),
      form: (visit) => form(visit),
      receipt,
      ...outside.pages,
    },
    acts: {
      start: (visit) => subjects(visit),
      choose,
      write: (visit) => form(visit),
      check: (visit) => form(visit, [], { checked: true }),
      send,
      ...outside.acts,
    },
  }
}

/** The code once more where the last group was typed wrong. */
export function showReceiptPage(visit: Visit, receipt: Receipt, fault?: string) {
  return visit.show(
    'whistle/receipt',
    {
      page: 'receipt',
      receipt,
      groups: groupsOf(receipt),
      problems: fault ? [{ href: '#last', text: fault }] : [],
      fault: fault ?? '',
    },
    fault ? 422 : 200,
  )
}

export const outsideOf = (way: Route): OutsideBody[] => (way.goes === 'outside' ? way.bodies : [])
