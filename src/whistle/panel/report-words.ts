import { message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import type { Deed } from '../deeds.ts'
import type { Attachment } from '../entries.ts'
import { OUTCOME_RULES } from '../outcomes.ts'
import type { OpenedReport } from '../opened.ts'
import { QUESTION_IDS, REPORT_QUESTIONS } from '../report.ts'
import type { ProposalState, Thread } from '../thread.ts'
import { isPicture } from './files.ts'
import { proposalWords } from './inbox-lines.ts'
import type { RosterWords } from './words.ts'

const BLOCKS = ['matter', 'evidence', 'circumstances', 'witnesses'] as const

/** The report itself, block by block; what was left open stands apart, to be asked. */
export function answersInWords({ thread, completeness }: OpenedReport, lang: Lang) {
  const { answers } = thread.report
  return {
    blocks: BLOCKS.map((block) => ({
      title: message(`panel.block.${block}`, lang),
      questions: QUESTION_IDS.filter(
        (id) => REPORT_QUESTIONS[id].block === block && answers[id].trim() !== '',
      ).map((id) => ({ title: say(REPORT_QUESTIONS[id].title, lang), value: answers[id] })),
    })).filter(({ questions }) => questions.length > 0),
    missing: completeness.lines
      .filter(({ answered }) => !answered)
      .map(({ id, title, why, identifies }) => ({
        id,
        title: say(title, lang),
        why: say(why, lang),
        warning: identifies ? message('panel.report.identifies', lang) : '',
      })),
    score: completeness.score,
    canBeTakenUp: completeness.canBeTakenUp,
    lacking: completeness.lacking
      .map((block) => message(`w.block.${block}`, lang))
      .join(message('panel.report.and', lang)),
    allAnswered: completeness.lines.every(({ answered }) => answered),
  }
}

/** What the reporter said when asked whether they are made to suffer for it. */
export function retaliationInWords({ answers }: Thread, lang: Lang) {
  return answers.map(({ day, question, retaliation, text }) => ({
    day,
    isBad: retaliation !== 'no',
    question: message(`panel.retaliation.${question}`, lang),
    answer: message(`panel.retaliation.${retaliation}`, lang),
    text,
  }))
}

export function messagesInWords({ messages }: Thread, words: RosterWords, lang: Lang) {
  return messages.map((each) => ({
    day: each.day,
    text: each.text,
    isPanel: each.from === 'panel',
    asks: each.asks ?? false,
    who: each.from === 'panel' ? words.nameOf(each.by) : message('panel.report.reporter', lang),
  }))
}

export function filesInWords(id: string, attachments: (Attachment & { day: string })[]) {
  return attachments.map(({ clean, original, day }, n) => {
    const note = clean ?? original
    const path = `/panel/reports/${id}/files/${n}`
    return {
      n: n + 1,
      day,
      name: note?.name ?? '',
      size: note?.size ?? 0,
      cleanPath: clean ? path : '',
      viewPath: clean && isPicture(clean.type) ? `${path}/view` : '',
      originalPath: original ? `${path}/original` : '',
      originalName: original?.name ?? '',
    }
  })
}

/** What waits for two, and what became of it. */
export function proposalsInWords(
  { thread, deeds }: Pick<OpenedReport, 'thread' | 'deeds'>,
  { words, me, lang }: { words: RosterWords; me: string; lang: Lang },
) {
  return thread.proposals
    .map((made) => ({
      seq: made.seq,
      what: proposalWords(made, words, lang),
      by: words.nameOf(made.by),
      day: made.day,
      reason: made.reason,
      isMine: made.by === me,
      isWaiting: !made.consent && !made.declined,
      isShred: 'shred' in made.proposal,
      answer: answerTo(made, words, lang),
      canOpen: maySeeIdentity(made, deeds, thread, me),
    }))
    .reverse()
}

function answerTo({ consent, declined }: ProposalState, words: RosterWords, lang: Lang) {
  const said = consent ?? declined
  if (!said) return ''
  const name = words.nameOf(said.by)
  return {
    day: said.day,
    text: message(consent ? 'panel.proposal.consented' : 'panel.proposal.declined', lang, { name }),
  }
}

/** Consented to and not seen yet: each consent is good for one look. */
export function maySeeIdentity(
  made: ProposalState,
  deeds: Deed[],
  { proposals }: Pick<Thread, 'proposals'>,
  me: string,
): boolean {
  if (!('reveal' in made.proposal) || made.by !== me || !made.consent) return false
  const given = proposals.filter((each) => 'reveal' in each.proposal && each.by === me && each.consent)
  const looks = deeds.filter(({ who, what }) => what === 'identityOpened' && who === me).length
  return looks < given.length && given.at(-1) === made
}

/** What became of it, and until when it is kept. */
export function endingInWords({ thread, outcome, expiresOn }: OpenedReport, words: RosterWords, lang: Lang) {
  const { closed } = thread
  if (!closed || !outcome) return ''
  const { title, source } = OUTCOME_RULES[closed.outcome]
  return {
    title: say(title, lang),
    source: say(source, lang),
    day: closed.day,
    by: words.nameOf(closed.by),
    reason: closed.reason,
    expiresOn: expiresOn ?? '',
  }
}

/** What the panel did with this report, oldest first. */
export function deedsInWords({ deeds }: OpenedReport, words: RosterWords, lang: Lang) {
  return deeds.map(({ day, who, what, detail }) => ({
    day,
    who: who === 'escrow' ? message('panel.report.escrow', lang) : words.nameOf(who),
    text: message(`panel.report.deed.${what}`, lang),
    detail: detail && ['shared', 'regranted'].includes(what) ? words.nameOf(detail) : '',
  }))
}
