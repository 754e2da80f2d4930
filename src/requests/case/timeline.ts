import { dayOf, formatDay, formatTime } from '../../calendar/dates.ts'
import { hasMessage, message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import type { CaseFile } from '../desk/case.ts'
import { EVENTS, eventSentence, inOrder, type RequestEvent } from '../events.ts'
import { isStillMissing, missingItems, suppliedIn } from '../missing-items.ts'
import { statusOf } from '../status.ts'
import { fileView, type FileView } from './files-view.ts'
import type { WorkNames } from './visit.ts'

export type Entry = {
  id: string
  sentence: string
  /** Who did it: an officer by name, the applicant, or the system. */
  who: string
  day: string
  at: string
  isInternal: boolean
  /** Whether it was said by or to the applicant. */
  side: 'applicant' | 'office' | ''
  /** Facts of the event beside its sentence, each with its name; in lines. */
  facts: { name: string; lines: string[] }[]
  files: FileView[]
  /** The address of the paper that belongs to it. */
  paper: string
}

type Asked = { file: CaseFile; names: WorkNames; here: string; lang: Lang }

/** Everything that happened, the newest first; what the applicant does not see is marked. */
export function timeline(asked: Asked): Entry[] {
  return inOrder(asked.file.events)
    .reverse()
    .map((event) => entryOf(event, asked))
}

const TALK: readonly RequestEvent['kind'][] = [
  'deficiency',
  'supplied',
  'asked',
  'told',
  'answered',
  'messaged',
  'rated',
]

/** What the office and the applicant wrote to each other, in the order it was written. */
export function conversation(asked: Asked): Entry[] {
  return inOrder(asked.file.events)
    .filter(({ kind }) => TALK.includes(kind))
    .map((event) => entryOf(event, asked))
}

export function internalNotes(asked: Asked): Entry[] {
  return timeline(asked).filter(
    ({ id }) => asked.file.events.find((event) => event.id === id)?.kind === 'noted',
  )
}

export function entryOf(event: RequestEvent, { file, names, here, lang }: Asked): Entry {
  return {
    id: event.id,
    sentence: sentenceOf(event, names, lang),
    who: whoDid(event, file, names, lang),
    day: dayOf(new Date(event.at)),
    at: event.at,
    isInternal: EVENTS[event.kind].audience === 'internal',
    side: sideOf(event),
    facts: [...factsOf(event, names, lang), ...itemFacts(event, file, lang)],
    files: file.attachments
      .filter((attachment) => attachment.eventId === event.id)
      .map((attachment) => fileView(attachment, here, lang)),
    paper: hasPaper(event) ? `${here}/papers/${event.id}` : '',
  }
}

/** Sentences to the applicant say “you”; the same event is told to officers in other words. */
function sentenceOf(event: RequestEvent, names: WorkNames, lang: Lang): string {
  if (event.kind === 'supplied' && event.data.partial) return message('case.event.suppliedPart', lang)
  const own = `case.event.${event.kind}`
  if (event.kind === 'deficiency')
    return message(own, lang, { day: formatDay(event.data.dueDay, lang, 'full') })
  return hasMessage(own) ? message(own, lang) : say(eventSentence(event, names), lang)
}

function whoDid({ actor, kind }: RequestEvent, { request }: CaseFile, names: WorkNames, lang: Lang): string {
  if (actor !== null) return names.officer(actor)
  const { by } = EVENTS[kind]
  return by.includes('applicant')
    ? (request.applicantName ?? message('case.who.applicant', lang))
    : message('case.who.system', lang)
}

function sideOf({ kind, actor }: RequestEvent): Entry['side'] {
  if (!TALK.includes(kind)) return ''
  return actor === null ? 'applicant' : kind === 'supplied' || kind === 'answered' ? 'applicant' : 'office'
}

const PAPERS: readonly RequestEvent['kind'][] = ['deficiency', 'decided', 'returned']

export const hasPaper = ({ kind }: RequestEvent) => PAPERS.includes(kind)

/** Thing by thing what came, with its files by name; and under the record what has not come yet. */
function itemFacts(event: RequestEvent, { events, attachments }: CaseFile, lang: Lang): Facts {
  if (event.kind === 'supplied')
    return suppliedIn(event, events).map(({ n, words, text, files }) => {
      const named = attachments.filter(({ id }) => files.includes(id)).map(({ name }) => name)
      const lines = [...(text?.split('\n') ?? []), ...named]
      return { name: `${n}. ${words}`, lines: lines.length > 0 ? lines : [message('case.fact.came', lang)] }
    })
  const isLast =
    event.kind === 'deficiency' && !events.some((e) => e.kind === 'deficiency' && e.seq > event.seq)
  if (!isLast || statusOf(events) !== 'waitingForApplicant') return []
  const left = missingItems(events).filter(isStillMissing)
  return [
    { name: message('case.fact.stillMissing', lang), lines: left.map(({ n, words }) => `${n}. ${words}`) },
  ]
}

type Facts = { name: string; lines: string[] }[]

/** What an event's sentence leaves out. */
function factsOf(event: RequestEvent, names: WorkNames, lang: Lang): Facts {
  const fact = (key: string, words: string | undefined): Facts =>
    words ? [{ name: key && message(`case.fact.${key}`, lang), lines: words.split('\n') }] : []
  switch (event.kind) {
    case 'filed':
      return event.data.enteredLater
        ? fact(
            'enteredLater',
            `${momentText(event.data.enteredLater.at, lang)} – ${event.data.enteredLater.reason}`,
          )
        : []
    case 'deficiency':
      return [
        { name: message('case.fact.items', lang), lines: event.data.items },
        ...fact('legalReason', event.data.legalReason),
      ]
    case 'assigned':
      return fact('officer', event.data.officer && names.officer(event.data.officer))
    case 'released':
    case 'joined':
    case 'forwarded':
    case 'withdrawn':
      return fact('reason', event.data.reason)
    case 'supplied':
    case 'noted':
    case 'asked':
    case 'told':
    case 'answered':
    case 'messaged':
      return fact('', event.data.text)
    case 'returned':
      return fact('legalReason', event.data.legalReason)
    case 'stepDone':
    case 'delivered':
    case 'closed':
      return fact(event.kind === 'closed' ? 'reply' : 'note', event.data.note)
    case 'decided':
      return [
        ...fact('ground', event.data.because && say(event.data.because, lang)),
        ...fact('clause', event.data.clause && say(event.data.clause, lang)),
        ...fact('reason', event.data.reason),
        ...fact('appeal', event.data.appeal && say(event.data.appeal, lang)),
        ...fact('tellBy', event.data.tellBy && formatDay(event.data.tellBy, lang, 'full')),
      ]
    case 'rated':
      return [...fact('rating', ratingText(event.data, lang)), ...fact('', event.data.comment)]
    default:
      return []
  }
}

function ratingText(
  { steps, fairness, ease, solved }: { steps: number; fairness: number; ease: number; solved: boolean },
  lang: Lang,
): string {
  return message(solved ? 'case.rating.solved' : 'case.rating.unsolved', lang, { steps, fairness, ease })
}

export const momentText = (instant: string, lang: Lang) =>
  `${formatDay(dayOf(new Date(instant)), lang, 'short')} ${formatTime(new Date(instant), lang)}`
