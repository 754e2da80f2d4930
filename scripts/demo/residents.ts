import { addDays, toBuddhistYear } from '../../src/calendar/dates.ts'
import type { ServiceDefinition } from '../../src/catalogue/service.ts'
import type { Field } from '../../src/forms/definition.ts'
import type { Raw } from '../../src/forms/kind.ts'
import { COMPLAINTS, WORDS } from './answers.ts'
import type { Chance } from './chance.ts'

const FIRST_NAMES = [
  ...['สมชาย', 'สมศรี', 'บุญมา', 'ทองใบ', 'ประยูร', 'สายสมร', 'วันเพ็ญ', 'คำปุ่น', 'ไพรัช', 'จำเนียร', 'อุบล'],
  ...['นงลักษณ์', 'สุพจน์', 'ละออ', 'วีระ', 'ดวงใจ', 'บัวลอย', 'ถนอม', 'รัตนา', 'เกษม', 'ศิริพร', 'ประนอม'],
]
const FAMILY_NAMES = [
  ...['ใจดี', 'ขามทะเล', 'โคราชงาม', 'นาดี', 'พูนสุข', 'แสงทอง', 'ทุ่งกว้าง', 'บุญเหลือ', 'ชัยชนะ', 'ดอนไพล'],
  ...['มีโชค', 'สุขสวัสดิ์', 'โนนพิมาย', 'หนองแวง', 'ศรีสูงเนิน', 'เจริญพร', 'คงมั่น', 'ยิ้มแย้ม'],
]
const PLACES = [
  ...['หน้าวัดโป่งแดง', 'ปากซอยเทศบาล 5', 'ตรงข้ามตลาดสดขามทะเลสอ', 'หลังสถานีรถไฟขามทะเลสอ'],
  ...['ข้างโรงเรียนขามทะเลสอวิทยา', 'สามแยกบ้านบึงอ้อ', 'ริมถนนมิตรภาพ ก่อนถึงสะพาน', 'หน้าศาลากลางบ้าน หมู่ 3'],
]
/** What a believable number is, where the form would allow far more. */
const AMOUNTS: Record<string, readonly [number, number]> = {
  lampCount: [1, 4],
  treeCount: [1, 3],
  binCount: [1, 2],
  people: [2, 8],
  households: [3, 20],
  litres: [1000, 6000],
  quantity: [10, 120],
  floors: [1, 2],
  height: [3, 7],
  floorArea: [60, 240],
  workDays: [60, 240],
  structureCount: [1, 1],
  moo: [1, 12],
  taps: [2, 6],
}

export type Resident = { name: string; phone: string; email: string; address: Raw }

/** Somebody who does not exist: numbers that are nobody's, and an address no mail reaches. */
export function someResident(chance: Chance, n: number): Resident {
  return {
    name: `${chance.pick(FIRST_NAMES)} ${chance.pick(FAMILY_NAMES)}`,
    phone: `08${chance.between(0, 9)}000${String(chance.between(0, 9999)).padStart(4, '0')}`,
    email: chance.percent(55) ? `resident${n}@example.org` : '',
    address: {
      houseNo: `${chance.between(1, 320)}/${chance.between(1, 40)}`,
      moo: String(chance.between(1, 12)),
      subdistrict: 'ขามทะเลสอ',
      district: 'ขามทะเลสอ',
      province: 'นครราชสีมา',
      code: '30280',
    },
  }
}

/** Something for every question, also for those that will stay hidden; the walker leaves those out. */
export function answersOf(
  { id, form, applicant }: ServiceDefinition,
  resident: Resident,
  chance: Chance,
  today: string,
): Raw {
  const raw: Raw = {}
  const days = new Map<string, string>()
  for (const key of form.pages.flatMap(({ fields }) => fields)) {
    const field = form.fields[key]
    if (!field) continue
    if (!field.required && key !== applicant.email && !chance.percent(35)) continue
    Object.assign(raw, typed(key, field, { service: id, raw, resident, chance, today, days }))
  }
  return raw
}

type Writer = {
  service: string
  raw: Raw
  resident: Resident
  chance: Chance
  today: string
  days: Map<string, string>
}

function typed(key: string, field: Field, writer: Writer): Raw {
  const { resident, chance } = writer
  switch (field.kind) {
    case 'text':
      return { [key]: wordsFor(key, field.label.th, writer, field.maxLength ?? 200, field.digits?.least) }
    case 'longText':
      return { [key]: wordsFor(key, field.label.th, writer, field.maxLength ?? 5000, undefined) }
    case 'number':
      return { [key]: amountFor(key, field.min ?? 0, field.max ?? 100, field.isYear ?? false, writer) }
    case 'money':
      return { [key]: String(chance.between(3, 40) * 50) }
    case 'choice': {
      const [first, ...others] = field.options
      // What people complain of is as various as people; elsewhere most want the first of the list.
      const id =
        (key !== 'topic' && chance.percent(55)) || others.length === 0
          ? (first?.id ?? '')
          : chance.pick(others).id
      return { [key]: field.many ? [id] : id }
    }
    case 'date':
      return dayFor(key, field, writer)
    case 'thaiId':
      return { [key]: idNumber(chance) }
    case 'phone':
      return { [key]: resident.phone }
    case 'email':
      return resident.email === '' ? {} : { [key]: resident.email }
    case 'address':
      return Object.fromEntries(
        Object.entries(resident.address).map(([part, value]) => [`${key}.${part}`, value]),
      )
    case 'place':
      return { [key]: chance.pick(PLACES) }
    case 'declaration':
      return { [key]: 'yes' }
    case 'file':
      return {}
  }
}

function wordsFor(key: string, label: string, writer: Writer, most: number, digits?: number): string {
  const { resident, chance, service, raw } = writer
  const known =
    key === 'detail' && service === 'general-complaint' ? COMPLAINTS[String(raw['topic'])] : undefined
  const words = known ?? WORDS[`${service}.${key}`] ?? WORDS[key]
  if (digits !== undefined) return String(chance.between(10 ** 9, 10 ** 10 - 1)).padEnd(digits, '0')
  if (/ชื่อ–สกุล|ชื่อผู้|ชื่อบัญชี|ชื่อเจ้าของ|Name$/.test(label) && !words) return resident.name
  if (/เลข/.test(label) && !words) return `${chance.between(100, 9999)}/25${chance.between(60, 69)}`
  return chance.pick(words ?? ['ตามเอกสารที่แนบ']).slice(0, most)
}

function amountFor(
  key: string,
  min: number,
  max: number,
  isYear: boolean,
  { chance, today }: Writer,
): string {
  if (isYear) return String(toBuddhistYear(Number(today.slice(0, 4))))
  const [low, high] = AMOUNTS[key] ?? [Math.ceil(min), Math.min(max, Math.ceil(min) + 5)]
  const amount = chance.between(Math.max(low, Math.ceil(min)), Math.min(high, Math.floor(max)))
  return String(amount)
}

function dayFor(key: string, field: Extract<Field, { kind: 'date' }>, writer: Writer): Raw {
  const { chance, today, days } = writer
  const isBirth = /เกิด/.test(field.label.th)
  const ahead = field.latest !== 'today' && !isBirth
  const first = days.get(field.notBefore ?? '') ?? today
  const iso = isBirth
    ? addDays(today, -365 * chance.between(60, 85) - chance.between(0, 300))
    : addDays(ahead ? first : today, ahead ? chance.between(2, 9) : -chance.between(1, 60))
  days.set(key, iso)
  const [year, month, day] = iso.split('-').map(Number) as [number, number, number]
  return { [`${key}.day`]: String(day), [`${key}.month`]: String(month), [`${key}.year`]: String(year + 543) }
}

/** Of the range that is given to nobody. */
function idNumber(chance: Chance): string {
  const twelve = `99999${String(chance.between(0, 9_999_999)).padStart(7, '0')}`
  const sum = [...twelve].reduce((total, digit, at) => total + Number(digit) * (13 - at), 0)
  return `${twelve}${(11 - (sum % 11)) % 10}`
}
