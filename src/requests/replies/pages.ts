import { dayOf, formatDay, formatTime } from '../../calendar/dates.ts'
import type { PublishedService } from '../../catalogue/published.ts'
import { message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import { problemsOf } from '../../officers/desk/problems.ts'
import type { Officer } from '../../officers/officer.ts'
import { mayEdit, type ReplyFault, type TypedReply } from './editing.ts'
import { inOrder } from './replies.ts'
import { REPLY_ACTS, REPLY_PLACES, type Reply } from './reply.ts'

/** Who looks, and what the pages name things by. */
export type Onlooker = {
  officer: Officer
  lang: Lang
  services: readonly PublishedService[]
  names: (id: string | null) => string
}

/** Another officer saved, or removed, what is being changed. */
export type Overtaken = { gone: true } | { gone: false; present: Reply }

/** The form of one reply. `revision`: with which it is saved, where that is not the known one's. */
export type ShownReply = {
  typed: TypedReply
  known?: Reply
  faults?: readonly ReplyFault[]
  overtaken?: Overtaken
  revision?: number
  status?: number
}

const EVERY_SERVICE = 'all'

export function listView(
  looker: Onlooker,
  seen: readonly Reply[],
  { act, service, saved }: { act: string; service: string; saved: boolean },
) {
  const { lang, services, officer } = looker
  const kept = inOrder(seen)
    .filter((reply) => act === '' || reply.act === act)
    .filter((reply) => service === '' || (reply.serviceId ?? EVERY_SERVICE) === service)
  const groups = REPLY_ACTS.map((each) => ({
    title: `replies.act.${each}`,
    replies: kept.filter((reply) => reply.act === each).map((reply) => listed(reply, looker)),
  }))
  const own = services.filter(({ id }) => mayEdit(officer, id, services))
  return {
    notice: saved ? 'office.saved' : '',
    acts: REPLY_ACTS.map((value) => ({ value, label: `replies.act.${value}`, chosen: value === act })),
    services: [
      { value: EVERY_SERVICE, label: message('replies.all', lang), chosen: service === EVERY_SERVICE },
      ...own.map((one) => serviceChoice(one, service, lang)),
    ],
    groups: groups.filter(({ replies }) => replies.length > 0),
  }
}

function listed({ id, name, text, serviceId, changedBy, changedAt }: Reply, looker: Onlooker) {
  const { lang, services, officer, names } = looker
  const service = services.find((one) => one.id === serviceId)
  return {
    name,
    start: firstLine(say(text, lang)),
    service: service ? say(service.current.definition.title, lang) : (serviceId ?? ''),
    isShared: serviceId === null,
    path: mayEdit(officer, serviceId, services) ? `/desk/replies/${id}` : '',
    changed: changedBy === null ? '' : `${names(changedBy)} ${moment(changedAt, lang)}`,
  }
}

/** Enough of the words to know them again; the greeting says nothing. */
function firstLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const start = lines.find((line) => !line.includes('{name}')) ?? lines[0] ?? ''
  return start.length > 160 ? `${start.slice(0, 160)}…` : start
}

export function formView({ officer, lang, services, names }: Onlooker, shown: ShownReply) {
  const { typed, known, faults = [], overtaken, revision = known?.revision } = shown
  const own = services.filter(({ id }) => mayEdit(officer, id, services))
  const inWords = faults.map(({ field, key, places = '', n = 0 }) => [
    field,
    message(key, lang, { places, n }),
  ])
  return {
    ...problemsOf(Object.fromEntries(inWords) as Record<string, string>),
    typed,
    path: known ? `/desk/replies/${known.id}` : '/desk/replies/new',
    isNew: known === undefined,
    revision: revision === undefined ? '' : String(revision),
    removal: known ? `/desk/replies/${known.id}/remove` : '',
    acts: REPLY_ACTS.map((value) => ({ value, label: `replies.act.${value}`, chosen: value === typed.act })),
    mayShare: mayEdit(officer, null, services),
    services: own.map((one) => serviceChoice(one, typed.serviceId, lang)),
    places: REPLY_PLACES.map((place) => ({ place: `{${place}}`, means: `replies.place.${place}` })),
    conflict: overtaken ? conflictWords(overtaken, names, lang) : '',
    theirs: overtaken && !overtaken.gone ? overtaken.present : null,
  }
}

function conflictWords(overtaken: Overtaken, names: Onlooker['names'], lang: Lang): string {
  if (overtaken.gone) return message('replies.conflict.gone', lang)
  const { changedBy, changedAt } = overtaken.present
  return message('replies.conflict', lang, { name: names(changedBy), at: moment(changedAt, lang) })
}

function serviceChoice({ id, current }: PublishedService, chosen: string, lang: Lang) {
  return { value: id, label: say(current.definition.title, lang), chosen: id === chosen }
}

function moment(instant: string, lang: Lang): string {
  const at = new Date(instant)
  return `${formatDay(dayOf(at), lang, 'short')} ${formatTime(at, lang)}`
}
