import { dayOf } from '../../calendar/dates.ts'
import { formatPhone } from '../../forms/kinds/identity.ts'
import { message } from '../../i18n/messages.ts'
import { say, type Lang, type Text } from '../../i18n/text.ts'
import type { DeskRules } from '../desk/acts.ts'
import { possibleActs } from '../desk/acts.ts'
import type { SeenRequest } from '../desk/store.ts'
import { FINISHED_STATUSES, statusOf, stepStates } from '../status.ts'
import { actsView } from './acts-list.ts'
import { answersView, formVersion } from './answers.ts'
import { caseClock } from './clock-view.ts'
import { fileView } from './files-view.ts'
import type { SentLetter } from './options.ts'
import { conversation, internalNotes, momentText, timeline } from './timeline.ts'
import type { Visit, WorkNames } from './visit.ts'

/** What the page shows beside the case itself. */
export type Beside = {
  rules: DeskRules
  others: (SeenRequest & { title: Text })[]
  letters: SentLetter[]
  currentVersion: number | undefined
  unmasked: boolean
}

/** Everything of one case, as plain data for its template. */
export function casePage(visit: Visit, beside: Beside) {
  const { file, names, here, lang, officer } = visit
  const { rules, unmasked } = beside
  const asked = { file, names, here, lang }
  const talk = conversation(asked)
  return {
    ...caseHead(visit),
    here,
    acts: actsView(possibleActs(officer, file, rules), visit, rules.now),
    clock: caseClock(file, rules, lang),
    steps: stepsView(file, names, lang),
    answers: answersView(file, { unmasked, here, lang }),
    isUnmasked: unmasked,
    formVersion: formVersion(file, beside.currentVersion, lang),
    files: file.attachments.map((attachment) => fileView(attachment, here, lang)),
    talk,
    notes: internalNotes(asked),
    timeline: timeline(asked),
    letters: beside.letters.map((letter) => letterView(letter, lang)),
    others: beside.others.map((one) => otherView(one, names, lang)),
    links: file.links.map(({ reference }) => ({ reference, path: `/desk/cases/${reference}` })),
    keys: KEYS.map(({ key, name }) => ({ key, name: message(name, lang) })),
  }
}

/** What stands at the top of the case and of every page about it. */
export function caseHead({ file, names, here, lang }: Pick<Visit, 'file' | 'names' | 'here' | 'lang'>) {
  const { request, published, joined } = file
  return {
    casePath: here,
    reference: request.reference,
    service: say(published.definition.title, lang),
    statusText: message(`case.status.${statusOf(file.events)}`, lang),
    channel: message(`case.channel.${request.channel}`, lang),
    isReopened: isReopened(file),
    filedDay: dayOf(new Date(request.filedAt)),
    filedAt: request.filedAt,
    division: say(names.division(request.division), lang),
    joined: joined.map((id) => say(names.division(id), lang)),
    holder: request.claimedBy === null ? '' : names.officer(request.claimedBy),
    applicant: applicantOf(file, lang),
  }
}

/** Opened again after it had ended, and open since. */
const isReopened = ({ events }: Visit['file']) =>
  events.some(({ kind }) => kind === 'reopened') && !FINISHED_STATUSES.includes(statusOf(events))

function applicantOf({ request }: Visit['file'], lang: Lang) {
  const { applicantName, applicantPhone, applicantEmail } = request
  return {
    name: applicantName ?? message('case.applicant.unnamed', lang),
    phone: applicantPhone === null ? '' : phoneText(applicantPhone),
    dial: (applicantPhone ?? '').replace(/[^\d+]/g, ''),
    email: applicantEmail ?? '',
    reads: message(`case.reads.${request.lang}`, lang),
  }
}

const phoneText = (phone: string) => (/^\d{9,10}$/.test(phone) ? formatPhone(phone) : phone)

function stepsView({ published, events }: Visit['file'], names: WorkNames, lang: Lang) {
  return stepStates(published.definition.manual.steps, events).map(({ step, state, startedAt, doneAt }) => ({
    title: say(step.title, lang),
    state,
    stateText: message(`track.step.${state}`, lang),
    unit: say(names.division(step.unit), lang),
    times: [
      startedAt && message('case.step.started', lang, { at: momentText(startedAt, lang) }),
      doneAt && message('case.step.done', lang, { at: momentText(doneAt, lang) }),
    ]
      .filter(Boolean)
      .join(' · '),
  }))
}

function letterView({ subject, toAddress, state, createdAt, sentAt }: SentLetter, lang: Lang) {
  return {
    subject,
    toAddress,
    state: message(`case.letter.${state}`, lang),
    isFailed: state === 'failed',
    at: momentText(sentAt ?? createdAt, lang),
  }
}

function otherView(
  { reference, status, division, filedAt, title }: Beside['others'][number],
  names: WorkNames,
  lang: Lang,
) {
  return {
    reference,
    path: `/desk/cases/${reference}`,
    service: say(title, lang),
    status: message(`case.status.${status}`, lang),
    division: say(names.division(division), lang),
    filedDay: dayOf(new Date(filedAt)),
  }
}

/** Single keys, listed on the page and switched off there (WCAG 2.1.4); `data-key` in the template carries them. */
export const KEYS = [
  { key: 'n', name: 'case.key.next' },
  { key: 'a', name: 'case.key.acts' },
  { key: 'q', name: 'case.key.answers' },
  { key: 'm', name: 'case.key.talk' },
  { key: 't', name: 'case.key.timeline' },
  { key: 'i', name: 'case.key.note' },
  { key: 'u', name: 'case.key.inbox' },
] as const
