import { dayOf } from '../../calendar/dates.ts'
import type { Division } from '../../catalogue/published.ts'
import { sizeText } from '../../forms/kinds/file.ts'
import { say, type Lang, type Text } from '../../i18n/text.ts'
import { eventSentence, type RequestEvent } from '../events.ts'
import type { Followed } from '../following.ts'
import { suppliedIn } from '../missing-items.ts'
import type { Attachment } from '../request.ts'

/** One thing that happened, as the applicant reads it, with what was written and sent. */
export function happening(
  event: RequestEvent,
  { published, attachments, clock, events }: Followed,
  divisions: Division[],
  filePath: (id: string) => string,
  lang: Lang,
) {
  const names = {
    step: (id: string) =>
      published.definition.manual.steps.find((step) => step.id === id)?.title ?? plain(id),
    division: (id: string) => divisions.find((division) => division.id === id)?.name ?? plain(id),
  }
  const isAfterHours = event.kind === 'filed' && clock.receivedAt !== clock.filedAt
  const sentence = say(eventSentence(event, names), lang)
  return {
    sentence: isAfterHours ? `${sentence} — ${say(AFTER_HOURS, lang)}` : sentence,
    day: dayOf(new Date(event.at)),
    at: event.at,
    text: wordsOf(event, events),
    files: filesOf(
      attachments.filter((attachment) => attachment.eventId === event.id),
      filePath,
    ),
  }
}

const AFTER_HOURS: Text = {
  th: 'ยื่นนอกเวลาทำการ นับจากเวลาทำการถัดไป',
  en: 'outside office hours; counted from the next working time',
}

const plain = (id: string): Text => ({ th: id, en: id })

/** What somebody wrote, in its lines; sentences of the system stand in the event's own text. */
function wordsOf(event: RequestEvent, events: readonly RequestEvent[]): string[] {
  if (event.kind === 'deficiency') return event.data.items
  const items = suppliedIn(event, events)
  if (items.length > 0)
    return items.flatMap(({ n, words, text }) => [
      `${n}. ${words}`,
      ...(text === undefined ? [] : text.split('\n')),
    ])
  const words = writtenIn(event) ?? ''
  return words === '' ? [] : words.split('\n')
}

/** A reason that the event's sentence holds already is not told twice. */
function writtenIn(event: RequestEvent): string | undefined {
  switch (event.kind) {
    case 'asked':
    case 'told':
    case 'supplied':
    case 'answered':
    case 'messaged':
      return event.data.text
    case 'withdrawn':
    case 'forwarded':
    case 'decided':
      return event.data.reason
    case 'stepDone':
    case 'delivered':
    case 'closed':
      return event.data.note
    case 'rated':
      return event.data.comment
    default:
      return undefined
  }
}

export function filesOf(attachments: Attachment[], filePath: (id: string) => string) {
  return attachments.map(({ id, name, size }) => ({ name, path: filePath(id), size: sizeText(size) }))
}
