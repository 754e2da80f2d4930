import { addDays, daysBetween } from '../../src/calendar/dates.ts'
import type { Answer, Field, FileRef, FormDefinition, NumberField } from '../../src/forms/definition.ts'
import { givenOf, type Raw } from '../../src/forms/kind.ts'
import { kindOf } from '../../src/forms/kinds.ts'
import type { Input } from '../../src/forms/walk.ts'
import type { Dice } from './dice.ts'

export const TODAY = '2026-06-15'

/** The days typed so far, by key: others must not lie before them. */
type Days = Map<string, string>
type Typed = { raw: Raw; files: FileRef[] }

/**
 * Everything somebody might type into a form, hidden fields included. `slips` is the share of fields typed
 * wrongly: with 0 the walker must find nothing wrong.
 */
export function randomInput(form: FormDefinition, dice: Dice, slips: number): Input {
  const input: Input = { raw: {}, rows: {}, files: {} }
  const days: Days = new Map()
  for (const page of form.pages) {
    if (!page.repeat) {
      for (const [key, typed] of typedOn(form, page.fields, dice, slips, days)) {
        Object.assign(input.raw, typed.raw)
        if (typed.files.length > 0) input.files[key] = typed.files
      }
      continue
    }
    input.rows[page.id] = Array.from({ length: rowCount(page.repeat, dice, slips) }, (_, index) => {
      const row: Raw = {}
      const id = `row${index}`
      for (const [key, typed] of typedOn(form, page.fields, dice, slips, days)) {
        Object.assign(row, typed.raw)
        if (typed.files.length > 0) input.files[`${id}/${key}`] = typed.files
      }
      return { id, raw: row }
    })
  }
  return input
}

/** An answer this field accepts, in its canonical form. */
export function rightAnswer(field: Field, dice: Dice): Answer {
  const { raw, files } = rightlyTyped('it', field, dice)
  const { answer } = kindOf(field).read(field, givenOf('it', raw, files))
  if (answer === undefined) throw new Error(`nothing was typed into a ${field.kind}`)
  return answer
}

function typedOn(
  form: FormDefinition,
  keys: string[],
  dice: Dice,
  slips: number,
  days: Days,
): [string, Typed][] {
  return keys.flatMap((key): [string, Typed][] => {
    const field = form.fields[key]
    if (!field) return []
    if (dice.chance(slips)) return [[key, wronglyTyped(key, field, dice)]]
    return [
      [
        key,
        field.required || dice.chance(0.6)
          ? rightlyTyped(key, field, dice, days)
          : leftOpen(key, field, dice),
      ],
    ]
  })
}

function rowCount({ min, max }: { min: number; max: number }, dice: Dice, slips: number): number {
  if (dice.chance(slips)) return dice.pick([0, Math.max(0, min - 1), Math.min(max, 12) + 1])
  return dice.between(min, Math.min(max, min + 2))
}

function leftOpen(key: string, field: Field, dice: Dice): Typed {
  // Nobody types a space into a list of options.
  const blank = field.kind === 'choice' ? '' : ' \u00a0'
  return { raw: dice.pick<Raw>([{}, { [key]: '' }, { [key]: blank }]), files: [] }
}

function rightlyTyped(key: string, field: Field, dice: Dice, days: Days = new Map()): Typed {
  const value = (typed: string | string[]): Typed => ({ raw: { [key]: typed }, files: [] })
  switch (field.kind) {
    case 'text':
      if (field.digits) return value(dice.pick(['123456789012345', '๑๒๓-๔-๕๖๗๘๙-๐']).slice(0, 15))
      return value(cut(dice.pick(WORDS), field.maxLength ?? 200, dice))
    case 'longText':
      return value(cut(dice.pick(LINES), field.maxLength ?? 5000, dice))
    case 'number':
      return value(numberTyped(field, dice))
    case 'money':
      return value(
        written((satang(field.minSatang ?? 0, field.maxSatang ?? 1e12, dice) / 100).toFixed(2), dice),
      )
    case 'choice':
      return { raw: choiceTyped(key, field, dice), files: [] }
    case 'date':
      return { raw: dateTyped(key, field, dice, days), files: [] }
    case 'thaiId':
      return value(idTyped(dice))
    case 'phone':
      return value(
        dice.pick([
          '0812345678',
          '0-4438-1234',
          '+66 81 234 5678',
          '๐๘๑-๒๓๔-๕๖๗๘',
          '(02) 123 4567',
          '+6644381234',
        ]),
      )
    case 'email':
      return value(dice.pick(['a@example.com', ' somchai.j+1@mail.go.th ', "o'b@x-1.co"]))
    case 'address':
      return { raw: addressTyped(key, dice), files: [] }
    case 'place':
      return { raw: placeTyped(key, dice), files: [] }
    case 'file':
      return { raw: {}, files: filesOf(1 + dice.below(field.maxFiles), dice) }
    case 'declaration':
      return value('yes')
  }
}

const WORDS = [
  'สมชาย ใจดี',
  'น้ำ',
  ' เว้นหน้าหลัง ',
  'x',
  '๑๒/๓',
  "O'Brien <b>&amp;",
  '__proto__',
  'constructor',
  'other:x',
  '👩‍👩‍👧',
  'ก\r\nข',
  '\u200b',
  '"};--',
] as const
const LINES = [...WORDS, 'บรรทัดหนึ่ง\r\nบรรทัดสอง\n\nบรรทัดสี่', '\n\nก', '\tย่อหน้า'] as const

/** Now and then exactly as long as it may be. */
function cut(words: string, most: number, dice: Dice): string {
  if (dice.chance(0.1)) return dice.pick(['ก', '😀', '\u0e48']).repeat(most)
  return [...words].length > most ? 'ก' : words
}

const round = (value: number, decimals: number) => Number(value.toFixed(decimals))

function numberTyped({ min, max, decimals = 0 }: NumberField, dice: Dice): string {
  const step = 10 ** -decimals
  const low = min ?? Math.min(-1000, max ?? 0)
  const high = max ?? Math.max(1e6, low)
  const middle = low + Math.floor((dice.below(0xffff) / 0xffff) * ((high - low) / step)) * step
  return written(
    String(round(dice.pick([low, high, middle, middle, Math.min(high, low + step)]), decimals)),
    dice,
  )
}

function satang(low: number, high: number, dice: Dice): number {
  const middle = low + Math.floor((dice.below(0xffff) / 0xffff) * (high - low))
  return dice.pick([low, high, middle, middle, Math.min(high, low + 1)])
}

function written(plain: string, dice: Dice): string {
  const separated = plain.replace(/^-?\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','))
  return dice.pick([plain, plain, separated, thaiDigits(separated), ` ${plain} `])
}

export const thaiDigits = (text: string) => text.replace(/\d/g, (digit) => '๐๑๒๓๔๕๖๗๘๙'.charAt(Number(digit)))

function choiceTyped(key: string, field: Extract<Field, { kind: 'choice' }>, dice: Dice): Raw {
  const ids = field.options.map((option) => option.id)
  const own =
    field.other && dice.chance(0.25)
      ? { [`${key}.other`]: dice.pick(['อย่างอื่น', ' a:b ', 'ก\r\nข', '😀'.repeat(200)]) }
      : {}
  const ticked = Object.keys(own).length > 0 ? ['other'] : []
  if (!field.many) return { [key]: ticked[0] ?? ids[dice.below(ids.length)] ?? '', ...own }
  const some = ids.filter(() => dice.chance(0.4))
  const chosen = [...ticked, ...some]
  if (chosen.length === 0) chosen.push(ids[dice.below(ids.length)] ?? '')
  const [first = ''] = chosen
  return { [key]: chosen.length === 1 && dice.chance(0.5) ? first : chosen.reverse(), ...own }
}

function dateTyped(key: string, field: Extract<Field, { kind: 'date' }>, dice: Dice, days: Days): Raw {
  const bound = (day: string | undefined) => (day === 'today' ? TODAY : day)
  const first = [bound(field.earliest), days.get(field.notBefore ?? '')].filter((day) => day !== undefined)
  const latest = bound(field.latest) ?? addDays(first.sort().at(-1) ?? TODAY, 3000)
  const earliest = first.at(-1) ?? addDays(latest, -30000)
  const iso = dice.pick([latest, earliest, addDays(earliest, dice.below(daysBetween(earliest, latest) + 1))])
  days.set(key, iso)
  const [year, month, day] = iso.split('-').map(Number) as [number, number, number]
  const figures = dice.chance(0.3) ? thaiDigits : (text: string) => text
  // Years before พ.ศ. 2300 are taken for the common era.
  const era = dice.chance(0.3) || year < 1757 ? year : year + 543
  const raw: Raw = { [`${key}.year`]: figures(String(era)) }
  if (field.partial && dice.chance(0.3)) return raw
  raw[`${key}.month`] = String(month)
  if (field.partial && dice.chance(0.3)) return raw
  return { ...raw, [`${key}.day`]: figures(dice.chance(0.2) ? String(day).padStart(2, '0') : String(day)) }
}

function idTyped(dice: Dice): string {
  const twelve = Array.from({ length: 12 }, () => dice.below(10))
  const weighed = twelve.reduce((sum, digit, index) => sum + digit * (13 - index), 0)
  const all = [...twelve, (11 - (weighed % 11)) % 10].join('')
  return dice.pick([all, thaiDigits(all), all.replace(/^(.)(.{4})(.{5})(..)(.)$/, '$1-$2-$3-$4-$5')])
}

function addressTyped(key: string, dice: Dice): Raw {
  const raw: Raw = {
    [`${key}.houseNo`]: dice.pick(['12/3', '๑๒/๓', '99 ห้อง 5']),
    [`${key}.subdistrict`]: dice.pick(['โป่งแดง', 'ก'.repeat(100), '😀'.repeat(100)]),
    [`${key}.district`]: 'ขามทะเลสอ',
    [`${key}.province`]: 'นครราชสีมา',
  }
  for (const part of ['moo', 'village', 'soi', 'road']) if (dice.chance(0.3)) raw[`${key}.${part}`] = '4'
  if (dice.chance(0.5)) raw[`${key}.code`] = dice.pick(['30280', '๓๐๒๘๐', ' 30280'])
  return raw
}

function placeTyped(key: string, dice: Dice): Raw {
  const landmark = dice.pick(['หน้าวัด', 'ตรงข้ามตลาด\r\nสดใส', '😀'.repeat(300)])
  if (!dice.chance(0.4)) return { [key]: landmark, [`${key}.lat`]: '', [`${key}.lng`]: '' }
  return {
    [key]: landmark,
    [`${key}.lat`]: dice.pick(['14.98', '๑๔.๙๘', '5', '21.0']),
    [`${key}.lng`]: dice.pick(['101.95', '๑๐๑.๙๕', '97', '106.000']),
  }
}

function filesOf(count: number, dice: Dice): FileRef[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `upload-${index}-${dice.below(1000)}`,
    name: dice.pick(['รูป.jpg', 'a.pdf', '__proto__', 'ก'.repeat(300)]),
    type: dice.pick(['image/jpeg', 'application/pdf', 'image/png', 'image/webp']),
    size: dice.pick([1, 2048, 100_000_000]),
  }))
}

const GARBAGE = [
  '',
  '   ',
  '-',
  'abc',
  '-1',
  '0',
  '1.005',
  '1e5',
  '0x10',
  'NaN',
  '๑๒๓๔',
  '9'.repeat(400),
  'ก'.repeat(6000),
  '\u0000',
  'a\u0000b',
  '\r\n',
  '\u2028',
  '__proto__',
  'constructor',
  'other',
  'other:',
  'other:x',
  '😀',
  '\ud800',
  'yes',
  '0000000000019',
  '2026-02-30',
  '31',
  '69',
  '99.999',
] as const

function wronglyTyped(key: string, field: Field, dice: Dice): Typed {
  const raw: Raw = dice.chance(0.5) ? rightlyTyped(key, field, dice).raw : {}
  for (const part of kindOf(field).parts) {
    if (dice.chance(0.3)) continue
    const name = part ? `${key}.${part}` : key
    raw[name] = dice.chance(0.2) ? [dice.pick(GARBAGE), dice.pick(GARBAGE)] : dice.pick(GARBAGE)
  }
  const files = field.kind === 'file' && dice.chance(0.5) ? filesOf(field.maxFiles + 1, dice) : []
  return { raw, files }
}
