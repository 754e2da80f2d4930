import { formatDay } from '../../calendar/dates.ts'
import type { Holiday } from '../../calendar/working-time.ts'
import { message, messageText } from '../../i18n/messages.ts'
import { holidaySources } from '../../i18n/messages/holiday-sources.ts'
import { fill, say, type Lang, type Text } from '../../i18n/text.ts'

/** A holiday as the tables of the office show it. */
export function rowOf(holiday: Holiday, lang: Lang) {
  const { day, name, kind, scope, scopeName, source } = holiday
  return {
    on: day,
    name,
    kind: `office.holiday.kind.${kind}`,
    isSpecial: kind !== 'regular',
    scope: scopeText(scope, scopeName, lang),
    source: sourceText(source, lang),
  }
}

const KNOWN_SOURCES = Object.values(holidaySources)

/** The holidays that come with the program name their sources in English; what somebody typed stands as it is. */
export function sourceText(source: string, lang: Lang): string {
  const known = KNOWN_SOURCES.find(({ en }) => en === source)
  return known ? say(known, lang) : source
}

export function scopeText(scope: Holiday['scope'], name: Text | undefined, lang: Lang): string {
  if (scope === 'office') {
    return name
      ? message('office.holiday.scope.office', lang, { name: say(name, lang) })
      : message('office.holiday.scope.ours', lang)
  }
  // The capital is no province.
  if (scope === 'province' && name?.th.startsWith('กรุงเทพ'))
    return message('office.holiday.scope.office', lang, { name: say(name, lang) })
  return message(`office.holiday.scope.${scope}`, lang, { name: name ? say(name, lang) : '' })
}

/** What applicants are told of days entered: each with its name, and the source. */
export function enteredReason(entering: readonly Holiday[]): Text {
  const days = (lang: Lang) =>
    entering.map(({ day, name }) => `${formatDay(day, lang, 'full')} (${say(name, lang)})`).join(', ')
  const source = entering[0]?.source ?? ''
  const text = messageText('office.reason.entered')
  return {
    th: fill(text, { days: days('th'), source }).th,
    en: fill(text, { days: days('en'), source }).en,
  }
}

/** What they are told of one taken back. */
export function removedReason({ day, name }: Holiday, reason: Text): Text {
  const text = messageText('office.reason.removed')
  const days = (lang: Lang) => `${formatDay(day, lang, 'full')} (${say(name, lang)})`
  return {
    th: fill(text, { days: days('th'), reason: reason.th }).th,
    en: fill(text, { days: days('en'), reason: reason.en }).en,
  }
}
