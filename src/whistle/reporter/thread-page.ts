import { message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import { one } from '../../web/form-body.ts'
import type { PageData } from '../../web/view.ts'
import { ATTACH_LIMITS } from '../attach.ts'
import { OUTCOME_RULES } from '../outcomes.ts'
import type { Receipt } from '../receipt.ts'
import { LONGEST_IDENTITY, LONGEST_MESSAGE } from '../report.ts'
import type { ReporterView } from '../returning.ts'
import type { OutsideBody, Position } from '../roster.ts'
import type { Arrived } from './files.ts'
import { groupsOf, questionsOf, type Fault } from './form-page.ts'
import type { Visit } from './visit.ts'

/** What the page says beside the report: what was done, what was wrong, which fields start empty again. */
export type Told = {
  done?: string
  faults?: Fault[]
  clear?: string[]
  receipt?: Receipt | undefined
}

/** The reporter's side of a report. Older words stand behind a click: somebody may look over a shoulder. */
export function threadPage(
  visit: Visit,
  view: ReporterView,
  around: { positions: Position[]; bodies: OutsideBody[]; cleansOffice: boolean },
  arrived: Arrived[],
  told: Told,
): PageData {
  const { body, lang } = visit
  const kept = (name: string) => (told.clear?.includes(name) ? '' : one(body, name))
  const faultOf = (id: string) => told.faults?.find((fault) => fault.id === id)?.text ?? ''
  return {
    page: 'thread',
    ...shownMessages(view),
    receipt: told.receipt ?? '',
    groups: told.receipt ? groupsOf(told.receipt) : [],
    received: view.received,
    feedbackBy: view.feedbackBy,
    status: message(`w.status.${view.status}`, lang),
    statusText: message(`w.status.${view.status}.text`, lang),
    outcome: view.outcome ? say(OUTCOME_RULES[view.outcome].title, lang) : '',
    report: questionsOf({ ...view.report, lang }).flatMap(({ questions }) =>
      questions.filter(({ value }) => value.trim() !== ''),
    ),
    bodies: around.bodies,
    cleansOffice: around.cleansOffice,
    cleanOnly: one(body, 'cleanOnly') !== '',
    subjects: around.positions.filter(({ id }) => view.subjects.includes(id)),
    attachments: view.attachments.map((file) => ({ ...file, treatment: treatmentOf(file, lang) })),
    question: view.question ?? '',
    questionTitle: view.question ? message(`w.retaliation.${view.question}`, lang) : '',
    identityGiven: view.identityGiven,
    message: kept('message'),
    identity: kept('identity'),
    retaliation: kept('retaliation'),
    retaliationText: kept('retaliationText'),
    messageFault: faultOf('message'),
    identityFault: faultOf('identity'),
    retaliationFault: faultOf('retaliation-no') || faultOf('retaliationText'),
    done: told.done ?? '',
    arrived: arrived.map((file) => arrivedLine(file, lang)),
    problems: (told.faults ?? []).map(({ id, text }) => ({ href: `#${id}`, text })),
    limits: {
      megabytes: ATTACH_LIMITS.bytes / 1024 / 1024,
      files: ATTACH_LIMITS.files,
      message: LONGEST_MESSAGE,
      identity: LONGEST_IDENTITY,
    },
  }
}

function shownMessages({ messages }: ReporterView) {
  const last = messages.findLastIndex(({ from }) => from === 'reporter')
  const written = messages.map((each) => ({ asks: false, ...each, isPanel: each.from === 'panel' }))
  return {
    messages: written.filter(({ isPanel }, n) => isPanel || n === last),
    older: written.filter(({ isPanel }, n) => !isPanel && n !== last),
  }
}

function treatmentOf(file: ReporterView['attachments'][number], lang: Lang): string {
  if (!file.cleaned) return message('w.file.asSent', lang)
  return message(file.originalKept ? 'w.file.bothKept' : 'w.file.cleanOnly', lang)
}

/** A file that came, or why it did not; each its own sentence. */
function arrivedLine({ name, answer }: Arrived, lang: Lang) {
  const values = {
    name: answer.kind === 'kept' ? answer.name : name,
    megabytes: ATTACH_LIMITS.bytes / 1024 / 1024,
    files: ATTACH_LIMITS.files,
  }
  if (answer.kind !== 'kept')
    return { isKept: false, text: message(`w.arrived.${answer.kind}`, lang, values) }
  const key = answer.cleaned ? (answer.originalKept ? 'bothKept' : 'cleanOnly') : 'asSent'
  return { isKept: true, text: message(`w.arrived.${key}`, lang, values) }
}
