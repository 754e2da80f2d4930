import { addDays, dayOf, formatDay, instantAt, type IsoDay } from '../../calendar/dates.ts'
import type { FormDefinition } from '../../forms/definition.ts'
import type { Raw } from '../../forms/kind.ts'
import { walk, type Walked } from '../../forms/walk.ts'
import { messageText } from '../../i18n/messages.ts'
import { fill, type Lang, type Text } from '../../i18n/text.ts'
import { westernDigits } from '../../i18n/thai.ts'
import type { Intake } from '../filing.ts'

export const COUNTER_CHANNELS = ['counter', 'phone', 'post'] as const
export type CounterChannel = (typeof COUNTER_CHANNELS)[number]

/** Calendar days that paper may have waited to be entered; the municipality's own choice. What is older has other records. */
export const MOST_DAYS_LATER = 30

/** No field of a form has a hyphen in its key, so these names are nobody else's. */
export const OFFICE = {
  channel: 'counter-channel',
  lang: 'counter-lang',
  isLater: 'counter-later',
  day: 'counter-day',
  time: 'counter-time',
  reason: 'counter-reason',
  noContact: 'counter-noContact',
  declared: 'counter-declared',
} as const

const option = (id: string, key: string) => ({ id, label: messageText(key) })
const common = (key: string, required: boolean) => ({
  label: messageText(key),
  required,
  pii: 'none' as const,
})

/** What the office itself says of a request, in the form language, so that it is read and checked like every answer. */
export const OFFICE_FORM: FormDefinition = {
  sections: [],
  pages: [
    {
      id: 'office',
      section: '',
      title: messageText('counter.office'),
      fields: [
        OFFICE.channel,
        OFFICE.lang,
        OFFICE.isLater,
        OFFICE.day,
        OFFICE.time,
        OFFICE.reason,
        OFFICE.noContact,
        OFFICE.declared,
      ],
    },
  ],
  fields: {
    [OFFICE.channel]: {
      kind: 'choice',
      many: false,
      ...common('counter.channel', true),
      options: COUNTER_CHANNELS.map((id) => option(id, `counter.channel.${id}`)),
    },
    [OFFICE.lang]: {
      kind: 'choice',
      many: false,
      ...common('counter.lang', true),
      options: [option('th', 'counter.lang.th'), option('en', 'counter.lang.en')],
    },
    [OFFICE.isLater]: { kind: 'declaration', ...common('counter.later', false) },
    [OFFICE.day]: { kind: 'date', ...common('counter.later.day', true), latest: 'today', showIf: 'isLater' },
    [OFFICE.time]: {
      kind: 'text',
      ...common('counter.later.time', true),
      hint: messageText('counter.later.time.hint'),
      showIf: 'isLater',
    },
    [OFFICE.reason]: {
      kind: 'text',
      ...common('counter.later.reason', true),
      hint: messageText('counter.later.reason.hint'),
      maxLength: 300,
      showIf: 'isLater',
    },
    [OFFICE.noContact]: { kind: 'declaration', ...common('counter.noContact', false) },
    [OFFICE.declared]: { kind: 'declaration', ...common('counter.declared', true) },
  },
  conditions: { isLater: { q: OFFICE.isLater, op: 'eq', v: true } },
  declaration: messageText('counter.declared'),
}

export const OFFICE_DEFAULTS: Raw = { [OFFICE.channel]: 'counter', [OFFICE.lang]: 'th' }

/** A fault that the form language has no words for, beside the field and part it belongs to. */
export type OfficeFault = { key: string; part: string; text: Text }

export type OfficePart = {
  raw: Raw
  walked: Walked
  faults: OfficeFault[]
  channel: CounterChannel
  lang: Lang
  hasNoContact: boolean
  earlier?: NonNullable<Intake['earlier']>
}

/** What the office says, read at `now`. `earlier` is there only when day, time and reason are all right. */
export function officePart(raw: Raw, now: Date): OfficePart {
  const walked = walk(OFFICE_FORM, { raw, rows: {}, files: {} }, dayOf(now))
  const answer = (key: string) => walked.answers[key] as string | boolean | undefined
  const part = {
    raw,
    walked,
    channel: (answer(OFFICE.channel) ?? 'counter') as CounterChannel,
    lang: (answer(OFFICE.lang) ?? 'th') as Lang,
    hasNoContact: answer(OFFICE.noContact) === true,
  }
  if (answer(OFFICE.isLater) !== true) return { ...part, faults: [] }
  const day = answer(OFFICE.day) as IsoDay | undefined
  const time = answer(OFFICE.time)
  const reason = answer(OFFICE.reason)
  const minute = typeof time === 'string' ? minuteOf(time) : undefined
  const faults = laterFaults(day, typeof time === 'string', minute, now)
  if (faults.length > 0 || day === undefined || minute === undefined || typeof reason !== 'string')
    return { ...part, faults }
  return { ...part, faults, earlier: { at: instantAt(day, minute).toISOString(), reason } }
}

function laterFaults(
  day: IsoDay | undefined,
  hasTime: boolean,
  minute: number | undefined,
  now: Date,
): OfficeFault[] {
  const earliest = addDays(dayOf(now), -MOST_DAYS_LATER)
  if (day !== undefined && day < earliest) return [{ key: OFFICE.day, part: 'day', text: tooEarly(earliest) }]
  if (!hasTime) return []
  if (minute === undefined)
    return [{ key: OFFICE.time, part: '', text: messageText('counter.later.time.bad') }]
  if (day !== undefined && instantAt(day, minute) > now)
    return [{ key: OFFICE.time, part: '', text: messageText('counter.later.future') }]
  return []
}

function tooEarly(earliest: IsoDay): Text {
  const text = messageText('counter.later.tooEarly')
  const values = (lang: Lang) => ({ days: MOST_DAYS_LATER, day: formatDay(earliest, lang, 'long') })
  return { th: fill(text, values('th')).th, en: fill(text, values('en')).en }
}

/** Minutes since midnight of `14:10`, `14.10`, `1410`, ๑๔.๑๐ น.; undefined when it is no time of day. */
export function minuteOf(typed: string): number | undefined {
  const found = /^(\d{1,2})\s*[:.]?\s*(\d{2})\s*(?:น\.?)?$/.exec(westernDigits(typed).trim())
  if (!found) return undefined
  const [hour, minute] = [Number(found[1]), Number(found[2])]
  return hour < 24 && minute < 60 ? hour * 60 + minute : undefined
}
