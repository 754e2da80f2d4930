import { formatDay } from '../../calendar/dates.ts'
import { westernDigits } from '../../i18n/thai.ts'
import type { DateField } from '../definition.ts'
import { isBlank, type Fault, type Given, type Kind, type Reading, type Today, plain } from '../kind.ts'

const PARTIAL = /^\d{4}(-\d{2}(-\d{2})?)?$/
const MONTHS = [
  ['มกราคม', 'January'],
  ['กุมภาพันธ์', 'February'],
  ['มีนาคม', 'March'],
  ['เมษายน', 'April'],
  ['พฤษภาคม', 'May'],
  ['มิถุนายน', 'June'],
  ['กรกฎาคม', 'July'],
  ['สิงหาคม', 'August'],
  ['กันยายน', 'September'],
  ['ตุลาคม', 'October'],
  ['พฤศจิกายน', 'November'],
  ['ธันวาคม', 'December'],
] as const

/**
 * Day, month, year of the Buddhist era; a year of the common era is understood too. Stored as an ISO
 * day. Where `partial` is set the day, or day and month, may be left unknown (old ID cards).
 */
export const date: Kind<DateField> = {
  parts: ['day', 'month', 'year'],
  firstPart: () => 'day',
  read: (field, given) => readDate(field, given),
  check: (field, answer, today) => {
    if (typeof answer !== 'string' || !isDate(answer, field.partial ?? false)) return { code: 'invalid' }
    if (field.earliest && isBefore(answer, field.earliest, today))
      return boundFault('tooEarly', field.earliest)
    if (field.latest && isAfter(answer, field.latest, today)) return boundFault('tooLate', field.latest)
    return undefined
  },
  schema: (field) => ({
    type: 'string',
    format: field.partial ? 'partial-date' : 'date',
    ...(field.earliest && { earliestDate: field.earliest }),
    ...(field.latest && { latestDate: field.latest }),
  }),
  view: (field, given, lang) => ({
    day: given.one('day'),
    year: given.one('year'),
    partial: field.partial ?? false,
    months: MONTHS.map(([th, en], index) => ({
      value: String(index + 1),
      label: lang === 'th' ? th : en,
      selected: given.one('month') === String(index + 1),
    })),
  }),
  text: (_field, answer, lang) => [formatPartial(plain(answer), lang)],
  cells: (_field, answer) => ({ '': plain(answer) }),
}

function readDate(field: DateField, given: Given): Reading {
  const [day, month, year] = date.parts.map((part) => westernDigits(given.one(part)).trim()) as [
    string,
    string,
    string,
  ]
  if ([day, month, year].every(isBlank)) return {}
  if (isBlank(year)) return { fault: { code: 'yearMissing', part: 'year' } }
  if (!/^\d{4}$/.test(year)) return { fault: { code: 'yearShort', part: 'year' } }
  if (isBlank(month) && (!field.partial || !isBlank(day)))
    return { fault: { code: 'monthMissing', part: 'month' } }
  if (isBlank(day) && !field.partial) return { fault: { code: 'dayMissing', part: 'day' } }
  const typed = [commonEra(Number(year)), month, day].filter((part) => !isBlank(part))
  if (!typed.every((part) => /^\d{1,4}$/.test(part))) return { fault: { code: 'invalid', part: 'day' } }
  return { answer: typed.map((part) => part.padStart(2, '0')).join('-') }
}

/** Years from 2300 are Buddhist: nobody alive was born, and no plan reaches, that far in the other era. */
function commonEra(year: number): string {
  return String(year >= 2300 ? year - 543 : year).padStart(4, '0')
}

export function isDate(value: string, partial: boolean): boolean {
  if (!PARTIAL.test(value) || (!partial && value.length !== 10)) return false
  const [year, month, day] = value.split('-').map(Number) as [number, number?, number?]
  if (year < 1800 || year > 2300) return false
  const instant = new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1))
  return instant.getUTCMonth() + 1 === (month ?? 1) && instant.getUTCDate() === (day ?? 1)
}

/** A day that is partly unknown is before a bound only when all of it is. */
export function isBefore(value: string, bound: string, today: Today): boolean {
  return value < dayOfBound(bound, today).slice(0, value.length)
}

export function isAfter(value: string, bound: string, today: Today): boolean {
  return value > dayOfBound(bound, today).slice(0, value.length)
}

/** Whether one day lies before another; where either is partly unknown, only when it does so for certain. */
export function liesBefore(value: string, other: string): boolean {
  const known = Math.min(value.length, other.length)
  return value.slice(0, known) < other.slice(0, known)
}

const dayOfBound = (bound: string, today: Today) => (bound === 'today' ? today : bound)

function boundFault(code: 'tooEarly' | 'tooLate', bound: string): Fault {
  if (bound === 'today') return { code: `${code}Today`, part: 'day' }
  const text = { th: formatDay(bound, 'th', 'long'), en: formatDay(bound, 'en', 'long') }
  return { code, part: 'day', values: { bound: text } }
}

function formatPartial(value: string, lang: 'th' | 'en'): string {
  const [year, month] = value.split('-')
  if (value.length === 10) return formatDay(value, lang, 'long')
  const shownYear = lang === 'th' ? String(Number(year) + 543) : String(year)
  const name = month ? MONTHS[Number(month) - 1]?.[lang === 'th' ? 0 : 1] : undefined
  return name ? `${name} ${shownYear}` : lang === 'th' ? `พ.ศ. ${shownYear}` : shownYear
}
