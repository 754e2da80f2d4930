import type { Lang } from '../i18n/text.ts'

/** `YYYY-MM-DD` as the wall calendar in Thailand shows it. */
export type IsoDay = string

// Thailand keeps UTC+7 the whole year and has done so since 1920: no zone table is needed.
const OFFSET = 7 * 3_600_000
const DAY = 86_400_000
const BUDDHIST_ERA = 543

/** The day in Thailand at that instant. */
export function dayOf(instant: Date): IsoDay {
  return isoDay(Math.floor((instant.getTime() + OFFSET) / DAY))
}

/** Whole minutes since midnight in Thailand. */
export function minuteOfDay(instant: Date): number {
  const sinceMidnight = (((instant.getTime() + OFFSET) % DAY) + DAY) % DAY
  return Math.floor(sinceMidnight / 60_000)
}

/** The instant at which the clock in Thailand shows that minute of that day. */
export function instantAt(day: IsoDay, minute: number): Date {
  return new Date(ordinal(day) * DAY - OFFSET + minute * 60_000)
}

export function addDays(day: IsoDay, n: number): IsoDay {
  return isoDay(ordinal(day) + n)
}

/** How many days `to` lies after `from`; negative when before. */
export function daysBetween(from: IsoDay, to: IsoDay): number {
  return ordinal(to) - ordinal(from)
}

/** 0 is Sunday. */
export function weekday(day: IsoDay): number {
  return (((ordinal(day) + 4) % 7) + 7) % 7
}

/** A year of the common era in the Buddhist era: 2026 is พ.ศ. 2569. */
export function toBuddhistYear(commonEraYear: number): number {
  return commonEraYear + BUDDHIST_ERA
}

/** The fiscal year in the Buddhist era; it begins on 1 October of the year before (Budget Procedure Act s.4). */
export function fiscalYear(day: IsoDay): number {
  const { year, month } = partsOf(day)
  return toBuddhistYear(month >= 10 ? year + 1 : year)
}

/** 1 is October to December, 4 is July to September. */
export function fiscalQuarter(day: IsoDay): 1 | 2 | 3 | 4 {
  return ([2, 3, 4, 1] as const)[Math.floor((partsOf(day).month - 1) / 3)]!
}

/** Whether the text is a day that exists, written `YYYY-MM-DD`. */
export function isIsoDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && Number.isFinite(ordinal(text)) && isoDay(ordinal(text)) === text
}

export type DayStyle = 'full' | 'long' | 'short' | 'brief'

/** The day in words: Buddhist era in Thai, common era in English; `brief` names neither weekday nor year. */
export function formatDay(day: IsoDay, lang: Lang, style: DayStyle): string {
  const { year, month, date } = partsOf(day)
  const shown = lang === 'th' ? toBuddhistYear(year) : year
  const monthName = MONTHS[lang][style === 'short' || style === 'brief' ? 'short' : 'long'][month - 1]
  if (style === 'brief') return `${date} ${monthName}`
  const bare = `${date} ${monthName} ${shown}`
  if (style === 'long') return bare
  if (lang === 'en') return `${weekdayName(day, 'en', style === 'short' ? 'short' : 'long')} ${bare}`
  return style === 'full'
    ? `วัน${weekdayName(day, 'th', 'long')}ที่ ${bare}`
    : `${weekdayName(day, 'th', 'long')} ${bare}`
}

/** ‘14:10 น.’ in Thai, ‘14:10’ in English. */
export function formatTime(instant: Date, lang: Lang): string {
  const minute = minuteOfDay(instant)
  const clock = `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`
  return lang === 'th' ? `${clock} น.` : clock
}

/** ‘อังคาร’ / ‘อ.’, ‘Tuesday’ / ‘Tue’. */
export function weekdayName(day: IsoDay, lang: Lang, length: 'long' | 'short'): string {
  return WEEKDAYS[lang][length][weekday(day)]!
}

/** The number on the wall calendar, 1 to 31. */
export function dateOfMonth(day: IsoDay): number {
  return partsOf(day).date
}

function partsOf(day: IsoDay) {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return { year, month, date }
}

const ordinal = (day: IsoDay) => Date.parse(`${day}T00:00:00Z`) / DAY
const isoDay = (ordinal: number): IsoDay => new Date(ordinal * DAY).toISOString().slice(0, 10)
const twoDigits = (n: number) => String(n).padStart(2, '0')

const WEEKDAYS = {
  th: {
    long: ['อาทิตย์', 'จันทร์', 'อังคาร', 'พุธ', 'พฤหัสบดี', 'ศุกร์', 'เสาร์'],
    short: ['อา.', 'จ.', 'อ.', 'พ.', 'พฤ.', 'ศ.', 'ส.'],
  },
  en: {
    long: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    short: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  },
}

// prettier-ignore
const MONTHS = {
  th: {
    long: ['มกราคม', 'กุมภาพันธ์', 'มีนาคม', 'เมษายน', 'พฤษภาคม', 'มิถุนายน', 'กรกฎาคม', 'สิงหาคม', 'กันยายน', 'ตุลาคม', 'พฤศจิกายน', 'ธันวาคม'],
    short: ['ม.ค.', 'ก.พ.', 'มี.ค.', 'เม.ย.', 'พ.ค.', 'มิ.ย.', 'ก.ค.', 'ส.ค.', 'ก.ย.', 'ต.ค.', 'พ.ย.', 'ธ.ค.'],
  },
  en: {
    long: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
    short: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  },
}
