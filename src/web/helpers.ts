import type Handlebars from 'handlebars'
import { formatDay, formatTime } from '../calendar/dates.ts'
import { message } from '../i18n/messages.ts'
import { say, type Lang, type Text } from '../i18n/text.ts'
import { iconSvg } from './icons.ts'
import { inLanguage } from './language.ts'

type Options = Handlebars.HelperOptions
type Values = Record<string, string | number>

const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 2 })
const wholeBaht = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const bahtAndSatang = new Intl.NumberFormat('en', { minimumFractionDigits: 2 })

/** Compounds a browser's dictionary would break in an ugly or misleading place. */
const WHOLE_WORDS = [
  'ผู้ถูกกล่าวหา',
  'ศูนย์ดำรงธรรม',
  'เปิดเผยตัวตน',
  'ขามทะเลสอ',
  'คนพิการ',
  'ผู้สูงอายุ',
  'ค่าธรรมเนียม',
  'เบี้ยยังชีพ',
  'วันทำการ',
  'เสาล้ม',
  'งานศพ',
  'ตารางเมตร',
  'ลงนาม',
  'เดือดร้อน',
  'ท่วมขัง',
  'ความเป็นจริง',
  'โทรศัพท์มือถือ',
  'ชุมชน',
]
const whole = new RegExp(WHOLE_WORDS.join('|'), 'g')

/** The helpers templates may use; each reads the language from the page. */
export function makeHelpers(
  engine: typeof Handlebars,
  assetUrl: (name: string) => string,
): Record<string, Handlebars.HelperDelegate> {
  const raw = (html: string) => new engine.SafeString(html)
  return {
    t: (key: string, options: Options) => message(key, langOf(options), options.hash as Values),
    say: (text: Text, options: Options) => say(given(text, 'say'), langOf(options)),
    // A heading whose long words stay in one piece.
    whole: (words: string) => raw(keepWhole(engine.escapeExpression(words))),
    href: (path: string, options: Options) => inLanguage(given(path, 'href'), langOf(options)),
    asset: (name: string) => assetUrl(name),
    icon: (name: string) => raw(iconSvg(name)),
    day: (day: string, form: 'full' | 'long' | 'short', options: Options) =>
      formatDay(given(day, 'day'), langOf(options), form),
    time: (instant: string, options: Options) =>
      formatTime(new Date(given(instant, 'time')), langOf(options)),
    number: (n: number) => numbers.format(given(n, 'number')),
    filesize: (bytes: number) => fileSize(given(bytes, 'filesize')),
    baht: (satang: number, options: Options) => baht(given(satang, 'baht'), langOf(options)),
    eq: (a: unknown, b: unknown) => a === b,
    not: (fact: unknown) => !fact,
    or: (...facts: unknown[]) => facts.slice(0, -1).some(Boolean),
    and: (...facts: unknown[]) => facts.slice(0, -1).every(Boolean),
  }
}

function keepWhole(html: string): string {
  const kept = html.replace(whole, '<span class="sala-whole">$&</span>')
  // One element around them all: in a flex row each word would become an item of its own.
  return kept === html ? html : `<span>${kept}</span>`
}

/** Baht in words of the page's language; satang are shown only when there are any. */
export function baht(satang: number, lang: Lang): string {
  const amount = (satang % 100 === 0 ? wholeBaht : bahtAndSatang).format(satang / 100)
  return lang === 'th' ? `${amount} บาท` : `${amount} baht`
}

/** Bytes as people read them; the units are the same letters in both languages. */
export function fileSize(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} KB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

function langOf(options: Options): Lang {
  return (options.data as { root: { lang: Lang } }).root.lang
}

// Handlebars' strict mode does not look at the arguments of helpers.
function given<T>(value: T | undefined | null, helper: string): T {
  if (value === undefined || value === null) throw new Error(`{{${helper}}} was given nothing`)
  return value
}
