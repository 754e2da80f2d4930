import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { readClockRules } from './calendar/clock-rules.ts'
import type { Text } from './i18n/text.ts'

/** What is true of this municipality and no other. One file, `settings.json`, kept by its officers. */
export type Municipality = {
  name: Text
  subdistrict: Text
  district: Text
  province: Text
  /** The office's own address, without subdistrict, district, province and postcode. */
  address: Text
  postcode: string
  /** Empty until known: a wrong number on every page is worse than none. */
  phone: string
  email: string
  hours: Hours
  /** Path of an SVG or PNG beside the settings file; null shows our own pavilion. */
  logo: string | null
  /** Slugs of the services offered under the search field, in order. */
  popularServices: string[]
  uploads: { megabytesPerFile: number; filesPerField: number }
  /** Numbers of the legal clock that differ here; unnamed ones keep the law's. */
  clockRules: Record<string, unknown>
}

/** `HH:MM` in Asia/Bangkok; weekdays from 0 = Sunday. */
export type Hours = {
  opens: string
  closes: string
  weekdays: number[]
  lunch: { from: string; to: string } | null
}

export const DEFAULT_MUNICIPALITY: Municipality = {
  name: { th: 'เทศบาลตำบลขามทะเลสอ', en: 'Kham Thale So Subdistrict Municipality' },
  subdistrict: { th: 'ขามทะเลสอ', en: 'Kham Thale So' },
  district: { th: 'ขามทะเลสอ', en: 'Kham Thale So' },
  province: { th: 'นครราชสีมา', en: 'Nakhon Ratchasima' },
  address: { th: 'สำนักงานเทศบาลตำบลขามทะเลสอ', en: 'Kham Thale So Municipal Office' },
  postcode: '30280',
  phone: '',
  email: '',
  hours: { opens: '08:30', closes: '16:30', weekdays: [1, 2, 3, 4, 5], lunch: null },
  logo: null,
  popularServices: ['street-light-repair', 'water-delivery', 'elderly-allowance', 'equipment-loan'],
  uploads: { megabytesPerFile: 10, filesPerField: 10 },
  clockRules: {},
}

/**
 * Reads the settings file, writing it from the defaults when it is missing; facts it does not name keep
 * their defaults. Faults are sentences for the person who edits the file.
 */
export function readMunicipality(file: string): { municipality: Municipality; faults: Text[] } {
  if (!existsSync(file)) {
    writeFileSync(file, `${JSON.stringify(DEFAULT_MUNICIPALITY, null, 2)}\n`)
    return { municipality: DEFAULT_MUNICIPALITY, faults: [] }
  }
  const text = readText(file)
  if (text === undefined) return { municipality: DEFAULT_MUNICIPALITY, faults: [fault(file, UNREADABLE)] }
  const written = parse(text)
  if (!written) return { municipality: DEFAULT_MUNICIPALITY, faults: [fault(file, NOT_JSON)] }
  const municipality = { ...DEFAULT_MUNICIPALITY, ...written }
  const broken = RULES.filter((rule) => !rule.holds(municipality)).map((rule) => rule.say)
  if (broken.length === 0) {
    broken.push(...readClockRules(municipality.clockRules).faults)
    if (municipality.logo !== null) municipality.logo = resolve(dirname(file), municipality.logo)
    if (municipality.logo !== null && !existsSync(municipality.logo)) broken.push(NO_LOGO)
  }
  return { municipality, faults: broken.map((text) => fault(file, text)) }
}

/** Minutes of the day, as the calendar counts. */
export function officeHours(hours: Hours): {
  opens: number
  closes: number
  weekdays: number[]
  lunch?: { from: number; to: number }
} {
  const { opens, closes, weekdays, lunch } = hours
  return {
    opens: minutes(opens),
    closes: minutes(closes),
    weekdays,
    ...(lunch && { lunch: { from: minutes(lunch.from), to: minutes(lunch.to) } }),
  }
}

function minutes(clock: string): number {
  const [hour = '0', minute = '0'] = clock.split(':')
  return Number(hour) * 60 + Number(minute)
}

/** Windows' Notepad puts a mark before the text that JSON does not know. */
function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch {
    return undefined
  }
}

function parse(json: string): object | undefined {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

const fault = (file: string, text: Text): Text => ({
  th: `${file}: ${text.th}`,
  en: `${file}: ${text.en}`,
})
const UNREADABLE = { th: 'เปิดอ่านไม่ได้', en: 'cannot be opened for reading' }
const NOT_JSON = { th: 'ไม่ใช่ JSON ที่อ่านได้', en: 'is not readable JSON' }
const NO_LOGO = { th: 'ไม่พบไฟล์ที่ logo ระบุ', en: 'the file named by "logo" is missing' }

const isText = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'th' in value &&
  typeof value.th === 'string' &&
  value.th.trim() !== '' &&
  'en' in value &&
  typeof value.en === 'string'
const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isClock = (value: unknown): value is string =>
  typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value)
const isCount = (value: unknown, most: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most

const TEXTS = ['name', 'subdistrict', 'district', 'province', 'address'] as const

/** What is wrong with office hours, in sentences; nothing when they can be worked by. */
export function faultyHours(hours: Hours): Text[] {
  const asked = { ...DEFAULT_MUNICIPALITY, hours }
  return HOURS_RULES.filter((rule) => !rule.holds(asked)).map((rule) => rule.say)
}

type Rule = { holds: (written: Municipality) => boolean; say: Text }
const HOURS_RULES: Rule[] = [
  {
    holds: ({ hours }) =>
      isObject(hours) && isClock(hours.opens) && isClock(hours.closes) && hours.opens < hours.closes,
    say: {
      th: '"hours" ต้องมี opens และ closes แบบ "08:30" และเปิดก่อนปิด',
      en: '"hours" needs "opens" and "closes" as "08:30", opening before closing',
    },
  },
  {
    holds: ({ hours }) =>
      isObject(hours) &&
      Array.isArray(hours.weekdays) &&
      hours.weekdays.length > 0 &&
      hours.weekdays.every((day) => Number.isInteger(day) && day >= 0 && day <= 6),
    say: {
      th: '"hours.weekdays" ต้องเป็นรายการเลข 0 (อาทิตย์) ถึง 6 (เสาร์)',
      en: '"hours.weekdays" must list numbers from 0 (Sunday) to 6 (Saturday)',
    },
  },
  {
    holds: ({ hours }) => {
      if (!isObject(hours) || hours.lunch === null || hours.lunch === undefined) return true
      const { lunch, opens, closes } = hours
      if (!isObject(lunch) || !isClock(lunch.from) || !isClock(lunch.to)) return false
      // Noon lies within the day and leaves some of it to work in.
      const isAllDay = lunch.from === opens && lunch.to === closes
      return opens <= lunch.from && lunch.from < lunch.to && lunch.to <= closes && !isAllDay
    },
    say: {
      th: '"hours.lunch" ต้องเป็น null หรือมี from และ to แบบ "12:00" อยู่ในเวลาทำการและไม่ทั้งวัน',
      en: '"hours.lunch" must be null, or have "from" and "to" as "12:00", within office hours and not all of them',
    },
  },
]

const RULES: Rule[] = [
  ...TEXTS.map((key) => ({
    holds: (written: Municipality) => isText(written[key]),
    say: { th: `"${key}" ต้องมีทั้ง th และ en`, en: `"${key}" needs both "th" and "en"` },
  })),
  {
    holds: ({ postcode }) => typeof postcode === 'string' && /^\d{5}$/.test(postcode),
    say: { th: '"postcode" ต้องเป็นเลข 5 หลักในเครื่องหมายคำพูด', en: '"postcode" must be five digits in quotes' },
  },
  {
    holds: ({ phone, email }) => typeof phone === 'string' && typeof email === 'string',
    say: {
      th: '"phone" และ "email" ต้องเป็นข้อความ (ว่างได้)',
      en: '"phone" and "email" must be texts (may be empty)',
    },
  },
  ...HOURS_RULES,
  {
    holds: ({ logo }) => logo === null || (typeof logo === 'string' && /\.(svg|png)$/i.test(logo)),
    say: {
      th: '"logo" ต้องเป็น null หรือชื่อไฟล์ .svg/.png',
      en: '"logo" must be null or the name of an .svg or .png file',
    },
  },
  {
    holds: ({ popularServices }) =>
      Array.isArray(popularServices) && popularServices.every((slug) => typeof slug === 'string'),
    say: {
      th: '"popularServices" ต้องเป็นรายการชื่อบริการ',
      en: '"popularServices" must be a list of service ids',
    },
  },
  {
    holds: ({ uploads }) =>
      isObject(uploads) && isCount(uploads.megabytesPerFile, 100) && isCount(uploads.filesPerField, 50),
    say: {
      th: '"uploads" ต้องมี megabytesPerFile (1–100) และ filesPerField (1–50)',
      en: '"uploads" needs "megabytesPerFile" (1–100) and "filesPerField" (1–50)',
    },
  },
  {
    holds: ({ clockRules }) => isObject(clockRules),
    say: { th: '"clockRules" ต้องเป็นวัตถุ {}', en: '"clockRules" must be an object {}' },
  },
]
