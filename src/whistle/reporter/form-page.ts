import { message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import type { FormBody } from '../../web/body.ts'
import { one } from '../../web/form-body.ts'
import type { PageData } from '../../web/view.ts'
import { showReceipt, type Receipt } from '../receipt.ts'
import {
  completenessOf,
  LONGEST_ANSWER,
  QUESTION_IDS,
  REPORT_QUESTIONS,
  reportOf,
  type Report,
} from '../report.ts'
import type { Position, Route } from '../roster.ts'
import type { Visit } from './visit.ts'

/** What is wrong, beside which field. */
export type Fault = { id: string; text: string }

const BLOCKS = ['matter', 'evidence', 'circumstances', 'witnesses'] as const
/** Questions that a few words answer. */
const SHORT = ['who', 'when', 'where', 'amount', 'stillGoingOn']

type FormFacts = {
  way: Route
  positions: Position[]
  chosen: string[]
  faults: Fault[]
  nonce: string
  checked: boolean
}

/** The form with all that was typed; who would read it stands above, or that nobody inside would. */
export function formPage({ body, lang }: Visit, facts: FormFacts): PageData {
  const { way, positions, chosen, faults, nonce, checked } = facts
  const report = reportOf(body, lang)
  return {
    page: 'form',
    subjects: positions.filter(({ id }) => chosen.includes(id)),
    readers: way.goes === 'inside' ? readersOf(way.readers, positions, lang) : [],
    bodies: way.goes === 'outside' ? way.bodies : [],
    recipients: way.goes === 'outside' ? way.bodies.filter(({ recipient }) => recipient) : [],
    to: one(body, 'to'),
    isInside: way.goes === 'inside',
    blocks: questionsOf(report, faults),
    completeness: checked ? adviceOf(report) : '',
    nonce,
    trap: one(body, 'website'),
    trapFault: faults.find(({ id }) => id === 'website')?.text ?? '',
    problems: faults.map(({ id, text }) => ({ href: `#${id}`, text: sentenceOf(id, text, lang) })),
    longest: LONGEST_ANSWER,
  }
}

/** Posts, not names: the roster names people to the panel only. */
function readersOf(
  readers: Extract<Route, { goes: 'inside' }>['readers'],
  positions: Position[],
  lang: Lang,
) {
  return readers.map((reader) =>
    reader.positions
      .map((id) => positions.find((position) => position.id === id))
      .map((position) => (position ? say(position.title, lang) : message('w.form.otherReader', lang)))
      .join(' / '),
  )
}

/** The blocks of the form, each question with what was typed and why it helps. */
export function questionsOf(report: Report, faults: Fault[] = []) {
  return BLOCKS.map((block) => ({
    block,
    title: message(`w.block.${block}`, report.lang),
    text: message(`w.block.${block}.text`, report.lang),
    questions: QUESTION_IDS.filter((id) => REPORT_QUESTIONS[id].block === block).map((id) => ({
      id,
      ...{ title: REPORT_QUESTIONS[id].title, why: REPORT_QUESTIONS[id].why },
      warning: warningOf(id, report.lang),
      value: report.answers[id],
      rows: SHORT.includes(id) ? 2 : 5,
      fault: faults.find((each) => each.id === id)?.text ?? '',
    })),
  }))
}

function warningOf(id: (typeof QUESTION_IDS)[number], lang: Lang): string {
  const { identifies } = REPORT_QUESTIONS[id]
  return identifies ? say(identifies, lang) : ''
}

/** What is answered and what could be; advice only. */
function adviceOf(report: Report) {
  const { lines, canBeTakenUp } = completenessOf(report)
  const { lang } = report
  const shown = lines.map(({ id, title, why, identifies }) => ({
    id,
    title,
    why,
    warning: identifies ? say(identifies, lang) : '',
  }))
  return {
    canBeTakenUp,
    answered: shown.filter((_, n) => lines[n]?.answered),
    open: shown.filter((_, n) => !lines[n]?.answered),
    count: lines.filter(({ answered }) => answered).length,
    total: lines.length,
  }
}

const sentenceOf = (id: string, text: string, lang: Lang): string => {
  // That nothing was written is no fault of the one question it leads to.
  const question =
    text === message('w.form.missing', lang) ? undefined : QUESTION_IDS.find((each) => each === id)
  return question ? `${say(REPORT_QUESTIONS[question].title, lang)}: ${text}` : text
}

/** The answers typed so far, to be carried along unseen. */
export function typedOf(body: FormBody): { name: string; value: string }[] {
  return [...QUESTION_IDS, 'nonce']
    .map((name) => ({ name, value: one(body, name) }))
    .filter(({ value }) => value !== '')
}

export const groupsOf = (receipt: Receipt): string[] => showReceipt(receipt).split('-')
