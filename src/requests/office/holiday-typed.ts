import { addDays, formatDay, isIsoDay, toBuddhistYear, type IsoDay } from '../../calendar/dates.ts'
import { HOLIDAY_KINDS, HOLIDAY_SCOPES, holidayId, type Holiday } from '../../calendar/working-time.ts'
import { messageText } from '../../i18n/messages.ts'
import { fill, type Text } from '../../i18n/text.ts'
import { westernDigits } from '../../i18n/thai.ts'

/** As it was typed: one day in its own fields, or several in `lines`, or both. */
export type TypedHolidays = {
  day: string
  nameTh: string
  nameEn: string
  lines: string
  kind: string
  scope: string
  source: string
}

export type HolidayFault = { field: keyof TypedHolidays; text: Text }
export type ReadHolidays = { holidays: Holiday[]; faults: HolidayFault[] }

type Known = {
  /** What is entered already. */
  entered: readonly Holiday[]
  province: Text
  today: IsoDay
}

const MOST_DAYS = 60
/** Days around today that may be entered: a late announcement of the past, and plans. */
const [DAYS_BACK, DAYS_AHEAD] = [400, 5 * 366]

/** Reads what was typed; with faults nothing of it is to be entered. */
export function readHolidays(typed: TypedHolidays, known: Known): ReadHolidays {
  const kind = HOLIDAY_KINDS.find((one) => one === typed.kind)
  const scope = HOLIDAY_SCOPES.find((one) => one === typed.scope)
  const faults: (HolidayFault | EntryFault)[] = []
  if (!kind || !scope) faults.push({ field: kind ? 'scope' : 'kind', text: sentence('choose') })
  if (typed.source.trim() === '') faults.push({ field: 'source', text: sentence('source') })
  const entries = entriesOf(typed)
  if (entries.length === 0) faults.push({ field: 'day', text: sentence('nothing') })
  if (entries.length > MOST_DAYS) faults.push({ field: 'lines', text: sentence('many', { n: MOST_DAYS }) })
  const holidays = entries.slice(0, MOST_DAYS).flatMap((entry) => {
    const read = readEntry(entry, known)
    if ('fault' in read) {
      faults.push(read)
      return []
    }
    return {
      ...read,
      kind: kindIn(entry.nameTh) ?? kind ?? 'regular',
      ...place(scope, known.province),
      source: typed.source.trim(),
    }
  })
  return { holidays, faults: [...faults.map(plainFault), ...doubles(holidays, known.entered)] }
}

type Entry = { line: number; day: string; nameTh: string; nameEn: string }
type EntryFault = { field: keyof TypedHolidays; fault: Text; line: number }

function entriesOf({ day, nameTh, nameEn, lines }: TypedHolidays): Entry[] {
  const single = [day, nameTh, nameEn].some((words) => words.trim() !== '')
  const several = lines.split(/\r?\n/).map((line, index) => ({ line: index + 1, words: line.trim() }))
  return [
    ...(single ? [{ line: 0, day: day.trim(), nameTh: nameTh.trim(), nameEn: nameEn.trim() }] : []),
    ...several.filter(({ words }) => words !== '').map(({ line, words }) => ({ line, ...splitLine(words) })),
  ]
}

const DAY_FIRST =
  /^((?:\d{4}-\d{1,2}-\d{1,2})|(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})|(?:(?:วัน\S*ที่\s*)?\d{1,2}\s*[^\d\s]+\s*(?:พ\.ศ\.\s*)?\d{2,4}))[\s,:;–-]*(.*)$/u

function splitLine(words: string): Omit<Entry, 'line'> {
  const [, day = words, rest = ''] = DAY_FIRST.exec(westernDigits(words)) ?? []
  const [nameTh = '', nameEn = ''] = rest.split(/\s*[|/\t]\s*/u)
  return { day: day.trim(), nameTh: nameTh.trim(), nameEn: nameEn.trim() }
}

function readEntry(entry: Entry, { entered, today }: Known): { day: IsoDay; name: Text } | EntryFault {
  const { line, nameTh } = entry
  const at = (field: keyof TypedHolidays): keyof TypedHolidays => (line > 0 ? 'lines' : field)
  const day = readDay(entry.day)
  if (day === undefined)
    return { line, field: at('day'), fault: sentence('day', { typed: entry.day.slice(0, 60) }) }
  if (day < addDays(today, -DAYS_BACK) || day > addDays(today, DAYS_AHEAD))
    return { line, field: at('day'), fault: dayFault('far', day) }
  if (nameTh === '') return { line, field: at('nameTh'), fault: sentence('nameTh') }
  const nameEn = entry.nameEn || entered.find(({ name }) => name.th === nameTh)?.name.en
  if (!nameEn) return { line, field: at('nameEn'), fault: sentence('nameEn', { name: nameTh }) }
  return { day, name: { th: nameTh.slice(0, 120), en: nameEn.slice(0, 120) } }
}

function plainFault(fault: HolidayFault | EntryFault): HolidayFault {
  if ('text' in fault) return fault
  const { field, line } = fault
  if (line === 0) return { field, text: fault.fault }
  const { th, en } = messageText('office.holiday.fault.line')
  return {
    field,
    text: {
      th: fill({ th, en }, { n: line, fault: fault.fault.th }).th,
      en: fill({ th, en }, { n: line, fault: fault.fault.en }).en,
    },
  }
}

function doubles(holidays: readonly Holiday[], entered: readonly Holiday[]): HolidayFault[] {
  const there = new Set(entered.map(holidayId))
  const seen = new Set<string>()
  return holidays.flatMap((one): HolidayFault[] => {
    const id = holidayId(one)
    const key = there.has(id) ? 'there' : seen.has(id) ? 'twice' : undefined
    seen.add(id)
    return key ? [{ field: 'lines', text: dayFault(key, one.day) }] : []
  })
}

/** A holiday of our province is named after it; the office's own needs no name. */
function place(scope: Holiday['scope'] | undefined, province: Text): Pick<Holiday, 'scope' | 'scopeName'> {
  return scope === 'province' ? { scope, scopeName: province } : { scope: scope ?? 'nation' }
}

function kindIn(nameTh: string): Holiday['kind'] | undefined {
  if (nameTh.includes('ชดเชย')) return 'substitute'
  return nameTh.includes('กรณีพิเศษ') ? 'special' : undefined
}

/** `16/10/2569`, `16 ต.ค. 2569`, `16 October 2026` or `2026-10-16`; undefined for a year of two digits and what is no day. */
export function readDay(typed: string): IsoDay | undefined {
  const words = westernDigits(typed).trim().toLowerCase()
  const [, isoYear, isoMonth, isoDate] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words) ?? []
  if (isoYear !== undefined) return dayFrom(isoYear, Number(isoMonth), isoDate ?? '')
  const [, date, month, year] =
    /^(?:วัน\S*ที่\s*)?(\d{1,2})\s*[/.\- ]?\s*([^\d\s/.-][^\d\s]*|\d{1,2})\s*[/.\- ]?\s*(?:พ\.ศ\.\s*)?(\d{4})$/.exec(
      words,
    ) ?? []
  return month === undefined ? undefined : dayFrom(year ?? '', monthNumber(month), date ?? '')
}

function dayFrom(year: string, month: number, date: string): IsoDay | undefined {
  const typed = Number(year)
  // From 2300 on the year is Buddhist: no holiday is entered that far ahead in the other era.
  const common = typed >= 2300 ? typed - toBuddhistYear(0) : typed
  const two = (n: number) => String(n).padStart(2, '0')
  const day = `${String(common).padStart(4, '0')}-${two(month)}-${two(Number(date))}`
  return isIsoDay(day) ? day : undefined
}

/** 0 for what names no month. */
function monthNumber(words: string): number {
  if (/^\d+$/.test(words)) return Number(words)
  const bare = (name: string) => name.toLowerCase().replaceAll('.', '')
  const months = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}-01`)
  const names = months.map((day) =>
    (['th', 'en'] as const).flatMap((lang) => [
      bare(formatDay(day, lang, 'long').split(' ')[1] ?? ''),
      bare(formatDay(day, lang, 'short').split(' ').at(-2) ?? ''),
    ]),
  )
  return names.findIndex((known) => known.includes(bare(words))) + 1
}

const sentence = (key: string, values: Record<string, string | number> = {}): Text =>
  fill(messageText(`office.holiday.fault.${key}`), values)

function dayFault(key: string, day: IsoDay): Text {
  const text = messageText(`office.holiday.fault.${key}`)
  return {
    th: fill(text, { day: formatDay(day, 'th', 'full') }).th,
    en: fill(text, { day: formatDay(day, 'en', 'full') }).en,
  }
}
