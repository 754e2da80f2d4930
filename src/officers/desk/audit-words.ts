import { formatDay, isIsoDay } from '../../calendar/dates.ts'
import { hasMessage, message, MESSAGE_FILES } from '../../i18n/messages.ts'
import { say, type Lang, type Text } from '../../i18n/text.ts'
import type { AuditRow } from '../audit.ts'
import { ROLES, ROLE_TEXTS } from '../officer.ts'

/** What the ids of the book are called. */
export type Names = {
  person: ReadonlyMap<string, string>
  division: ReadonlyMap<string, Text>
  service: ReadonlyMap<string, Text>
}

type Fact = string | number | boolean | null

const REFERENCE = /^\d{2}-[0-9A-Z]{3}-[0-9A-Z]{3}$/
const DEED = 'audit.deed.'
const GROUP = 'audit.group.'

export const isReference = (subject: string | null): boolean => REFERENCE.test(subject ?? '')

export const deedText = (deed: string, lang: Lang) =>
  hasMessage(DEED + deed) ? message(DEED + deed, lang) : message('audit.unnamed', lang, { code: deed })

/** Every deed that has a text, gathered under what it is about. */
export function deedGroups(lang: Lang, chosen: string) {
  const keys = Object.values(MESSAGE_FILES).flatMap((file) => Object.keys(file))
  const deeds = keys.filter((key) => key.startsWith(DEED)).map((key) => key.slice(DEED.length))
  const groups = keys.filter((key) => key.startsWith(GROUP)).map((key) => key.slice(GROUP.length))
  return groups.map((id) => ({
    name: message(GROUP + id, lang),
    deeds: deeds
      .filter((deed) => groupOf(deed) === id)
      .map((deed) => ({ id: deed, name: deedText(deed, lang), isChosen: deed === chosen })),
  }))
}

const GROUPS: Record<string, string> = {
  session: 'signIn',
  password: 'signIn',
  factor: 'signIn',
  officer: 'people',
  case: 'cases',
  cases: 'cases',
  slip: 'cases',
  late: 'cases',
}

const groupOf = (deed: string): string => GROUPS[deed.split('.')[0] ?? ''] ?? 'office'

/** What it was done to, as people call it; empty for what only the machine calls by a name. */
export function subjectText({ subject, actor }: AuditRow, names: Names, lang: Lang): string {
  if (subject === null || subject === actor) return ''
  const name = nameOf(subject, names, lang)
  if (name !== undefined) return name
  if (isIsoDay(subject)) return formatDay(subject, lang, 'long')
  return isReference(subject) ? subject : ''
}

/** The facts of a line, each named, in words where its code has some. */
export function dataText({ deed, data }: AuditRow, names: Names, lang: Lang): string {
  const facts = JSON.parse(data) as Record<string, Fact>
  return Object.entries(facts)
    .map(([key, fact]) => `${labelOf(deed, key, lang)}: ${factText(key, fact, names, lang)}`)
    .join(' · ')
}

/** Some facts are called otherwise in one deed; the rules of the clock have names of their own. */
function labelOf(deed: string, key: string, lang: Lang): string {
  const known = [`audit.data.${deed}.${key}`, `audit.data.${key}`, `office.rule.${key}`].find(hasMessage)
  return known ? message(known, lang) : message('audit.unnamed', lang, { code: key })
}

function factText(key: string, fact: Fact, names: Names, lang: Lang): string {
  if (fact === null || fact === '') return '–'
  if (typeof fact === 'boolean') return message(fact ? 'desk.yes' : 'desk.no', lang)
  if (typeof fact === 'number') return fact.toLocaleString('en')
  const days = fact.split(' ')
  if (days.every(isIsoDay)) return days.map((day) => formatDay(day, lang, 'short')).join(', ')
  return codeText(key, fact, names, lang) ?? fact.replace(' -> ', ' → ')
}

/** Where the texts of codes stand, by the fact they are of. */
const TEXTS_OF: Record<string, string> = {
  state: 'inbox.state',
  show: 'inbox.show',
  channel: 'inbox.channel',
  due: 'inbox.span',
  act: 'case.act',
  kind: 'office.holiday.kind',
  scope: 'audit.value.scope',
  paper: 'case.paper',
  copies: 'late.register',
}

function codeText(key: string, code: string, names: Names, lang: Lang): string | undefined {
  const own = [`${TEXTS_OF[key]}.${code}`, `audit.value.${code}`].find(hasMessage)
  return own ? message(own, lang) : nameOf(code, names, lang)
}

function nameOf(id: string, { person, division, service }: Names, lang: Lang): string | undefined {
  const role = ROLES.find((one) => one === id)
  const name = role ? ROLE_TEXTS[role] : (division.get(id) ?? service.get(id))
  return name ? say(name, lang) : person.get(id)
}
