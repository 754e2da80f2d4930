import { randomUUID } from 'node:crypto'
import { message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import { one } from '../../web/form-body.ts'
import type { PageData } from '../../web/view.ts'
import { dayOf } from '../../calendar/dates.ts'
import { STAGES } from '../entries.ts'
import { OUTCOME_RULES, OUTCOMES } from '../outcomes.ts'
import type { OpenedReport } from '../opened.ts'
import { asksSomething, cannedText, generalSayings } from './canned.ts'
import { dutiesInWords } from './duty-words.ts'
import type { Fault } from './fault.ts'
import { stateLook, tabOfState } from './inbox-lines.ts'
import {
  answersInWords,
  deedsInWords,
  endingInWords,
  filesInWords,
  messagesInWords,
  proposalsInWords,
  retaliationInWords,
} from './report-words.ts'
import type { MemberVisit, PanelParts } from './visit.ts'
import { rosterWords, type RosterWords } from './words.ts'

/** What went wrong with which form of the page; its words are shown again. */
export type Trouble = { form: string; faults?: Fault[]; said?: string; status: number }

/** Told above the page after something was done. */
const DONE = [
  ...['told', 'asked', 'noted', 'assigned', 'reached', 'closed', 'reopened', 'already'],
  ...['proposed', 'shared', 'consented', 'declined', 'referred'],
]

/** Everything of one report on one page, with a form for each thing that can be done. */
export async function showReport(
  visit: MemberVisit,
  { panel, now }: PanelParts,
  report: OpenedReport,
  trouble?: Trouble,
) {
  const { lang, member, query } = visit
  const words = await rosterWords(panel, lang)
  const { thread, id, state } = report
  const around = { words, me: member.id, lang }
  const answers = answersInWords(report, lang)
  const shown: PageData = {
    ...{ id, received: thread.received, ...answers, press: randomUUID() },
    path: `/panel/reports/${id}`,
    positions: words.titlesOf(thread.subjects),
    state: message(`panel.state.${state}`, lang),
    stateLook: stateLook(state),
    tab: tabOfState(state),
    flooded: thread.flooded && state === 'quarantined',
    retaliation: retaliationInWords(thread, lang),
    suffers: thread.answers.some(({ retaliation }) => retaliation !== 'no'),
    messages: messagesInWords(thread, words, lang),
    notes: thread.notes.map((note) => ({ ...note, who: words.nameOf(note.by) })),
    files: filesInWords(id, thread.attachments),
    identityGiven: thread.identity !== undefined,
    readers: thread.readers.map((reader) => ({ ...words.person(reader), isMe: reader === member.id })),
    recused: thread.recused.map(words.nameOf),
    assigned: thread.assigned ? words.nameOf(thread.assigned) : '',
    proposals: proposalsInWords(report, around),
    referrals: thread.referrals.map((each) => ({
      ...each,
      body: words.bodyOf(each.to),
      who: words.nameOf(each.by),
    })),
    duties: dutiesInWords(report, dayOf(now()), lang),
    ending: endingInWords(report, words, lang),
    deeds: deedsInWords(report, words, lang),
    notice: DONE.includes(query['done'] ?? '') ? message(`panel.done.${query['done']}`, lang) : '',
    ...formsOf(visit, report, words, trouble),
    ...mayOf(report, dayOf(now())),
    problems: (trouble?.faults ?? []).map((fault) => ({ href: `#${fault.id}`, text: fault.text })),
    trouble: trouble?.said ?? '',
  }
  return visit.show('panel/report', shown, trouble?.status ?? 200)
}

/** Which deeds make sense now; the rest are not offered, and refused below. */
function mayOf({ state, thread, duties, expiresOn }: OpenedReport, today: string) {
  const isOver = state === 'closed' || state === 'junk'
  return {
    isClosed: state === 'closed',
    isJunk: state === 'junk',
    isOver,
    mayAside: (state === 'new' || state === 'quarantined') && !thread.assigned,
    mayTakeUp: state === 'quarantined' || state === 'junk',
    mayShred: isOver && duties.acknowledge.doneOn !== null && expiresOn !== null && expiresOn <= today,
  }
}

/** The forms with what was typed in the one that was refused, the canned beginning, and what can be chosen. */
function formsOf(visit: MemberVisit, report: OpenedReport, words: RosterWords, trouble?: Trouble): PageData {
  const { body, query, lang } = visit
  const { thread, duties } = report
  const kept = (form: string, name: string) => (trouble?.form === form ? one(body, name) : '')
  const code = query['say'] ?? ''
  const canned = cannedText(code, thread.report.lang)
  return {
    refused: trouble?.form ?? '',
    ...faultsFor(trouble),
    tellText: kept('tell', 'text') || canned,
    tellAsks: trouble?.form === 'tell' ? one(body, 'asks') !== '' : asksSomething(code),
    sayings: generalSayings(lang),
    noteText: kept('note', 'text'),
    assignable: thread.readers.map((id) => ({
      ...words.person(id),
      isChosen: id === (kept('assign', 'member') || thread.assigned),
    })),
    stages: STAGES.filter((stage) => duties[DUTY_OF[stage]].doneOn === null).map((stage) => ({
      stage,
      title: message(`panel.stage.${stage}`, lang),
      text: message(`panel.stage.${stage}.text`, lang),
    })),
    outcomes: outcomesFor(kept('close', 'outcome'), lang),
    closeReason: kept('close', 'reason'),
    closeWords: kept('close', 'toReporter'),
    reopenReason: kept('reopen', 'reason'),
    targets: words.targetsFor(thread).map((each) => ({
      ...words.person(each.id),
      isChosen: each.id === kept('share', 'member'),
    })),
    shareReason: kept('share', 'reason'),
    revealReason: kept('reveal', 'reason'),
  }
}

const DUTY_OF = { acknowledged: 'acknowledge', considered: 'consider', ordered: 'order' } as const

const FIELDS = [
  ...['tell-text', 'note-text', 'assign-to', 'close-outcome', 'close-reason', 'close-toReporter'],
  ...['reopen-reason', 'share-to', 'share-reason', 'reveal-reason'],
]

/** Strict templates want a word for every field: `tellTextFault`, empty where nothing is wrong. */
function faultsFor(trouble: Trouble | undefined): Record<string, string> {
  const named = (id: string) => `${id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}Fault`
  return Object.fromEntries(
    FIELDS.map((id) => [named(id), trouble?.faults?.find((fault) => fault.id === id)?.text ?? '']),
  )
}

function outcomesFor(chosen: string, lang: Lang) {
  return OUTCOMES.map((outcome) => {
    const { title, keepMonths, source } = OUTCOME_RULES[outcome]
    const years = keepMonths / 12
    return {
      outcome,
      title: say(title, lang),
      keep: message('panel.close.keep', lang, { years }),
      source: say(source, lang),
      isChosen: outcome === chosen,
    }
  })
}
