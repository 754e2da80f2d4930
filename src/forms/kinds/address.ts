import { westernDigits } from '../../i18n/thai.ts'
import type { Lang } from '../../i18n/text.ts'
import type { Address, AddressField, Place, PlaceField } from '../definition.ts'
import { codePoints, isBlank, ONE_LINE, type Fault, type JsonSchema, type Kind } from '../kind.ts'

const ADDRESS_PARTS = [
  'houseNo',
  'moo',
  'village',
  'soi',
  'road',
  'subdistrict',
  'district',
  'province',
  'code',
] as const
type AddressPart = (typeof ADDRESS_PARTS)[number]
const NEEDED: readonly AddressPart[] = ['houseNo', 'subdistrict', 'district', 'province']
const PART_MAX = 100
const ONE_LINE_RULE = new RegExp(ONE_LINE, 'u')

/** The parts a Thai address is made of. Nothing but house number and the three areas is demanded. */
export const address: Kind<AddressField> = {
  parts: ADDRESS_PARTS,
  firstPart: () => 'houseNo',
  read: (_field, given) => {
    const found: Record<string, string> = {}
    for (const part of ADDRESS_PARTS) {
      const typed = given.one(part).replace(/[\r\n]+/g, ' ')
      if (!isBlank(typed)) found[part] = part === 'code' ? westernDigits(typed).trim() : typed
    }
    if (Object.keys(found).length === 0) return {}
    return { answer: found as Address }
  },
  check: (_field, answer) => {
    if (!isRecord(answer)) return { code: 'invalid' }
    if (Object.keys(answer).some((part) => !isPart(part))) return { code: 'invalid' }
    for (const part of ADDRESS_PARTS) {
      const fault = checkPart(part, answer[part])
      if (fault) return fault
    }
    return undefined
  },
  schema: () => ({
    type: 'object',
    required: NEEDED,
    additionalProperties: false,
    properties: Object.fromEntries(ADDRESS_PARTS.map((part) => [part, partSchema(part)])),
  }),
  view: (_field, given) => Object.fromEntries(ADDRESS_PARTS.map((part) => [part, given.one(part)])),
  text: (_field, answer, lang) => [addressLine(answer as Address, lang)],
  cells: (_field, answer) =>
    Object.fromEntries(
      ADDRESS_PARTS.map((part) => [snake(part), (answer as Address | undefined)?.[part] ?? '']),
    ),
}

/** Landmark words first; a map is never the only way. Coordinates must lie in Thailand. */
export const place: Kind<PlaceField> = {
  parts: ['', 'lat', 'lng'],
  firstPart: () => '',
  read: (_field, given) => {
    const landmark = given.one().replace(/[\r\n]+/g, ' ')
    const lat = westernDigits(given.one('lat')).trim()
    const lng = westernDigits(given.one('lng')).trim()
    if (isBlank(landmark)) return lat || lng ? { fault: { code: 'landmarkMissing' } } : {}
    if (lat === '' && lng === '') return { answer: { landmark } }
    if (!/^\d{1,3}(\.\d{1,15})?$/.test(lat) || !/^\d{1,3}(\.\d{1,15})?$/.test(lng)) {
      return { fault: { code: 'coordinates', part: 'lat' } }
    }
    return { answer: { landmark, lat: Number(lat), lng: Number(lng) } }
  },
  check: (_field, answer) => {
    if (!isRecord(answer) || typeof answer['landmark'] !== 'string') return { code: 'invalid' }
    if (Object.keys(answer).some((part) => !['landmark', 'lat', 'lng'].includes(part)))
      return { code: 'invalid' }
    if (!ONE_LINE_RULE.test(answer['landmark'])) return { code: 'invalid' }
    const over = codePoints(answer['landmark']) - PLACE_MAX
    if (over > 0) return { code: 'tooLong', values: { max: PLACE_MAX, over } }
    const { lat, lng } = answer
    if (lat === undefined && lng === undefined) return undefined
    return within(lat, LATITUDES) && within(lng, LONGITUDES)
      ? undefined
      : { code: 'coordinates', part: 'lat' }
  },
  schema: (): JsonSchema => ({
    type: 'object',
    required: ['landmark'],
    additionalProperties: false,
    properties: {
      landmark: { type: 'string', maxLength: PLACE_MAX, pattern: ONE_LINE },
      lat: { type: 'number', minimum: LATITUDES[0], maximum: LATITUDES[1] },
      lng: { type: 'number', minimum: LONGITUDES[0], maximum: LONGITUDES[1] },
    },
    dependentRequired: { lat: ['lng'], lng: ['lat'] },
  }),
  view: (_field, given) => ({
    value: given.one(),
    lat: given.one('lat'),
    lng: given.one('lng'),
    maxLength: PLACE_MAX,
  }),
  text: (_field, answer) => {
    const { landmark, lat, lng } = answer as Place
    return lat === undefined ? [landmark] : [landmark, `${lat}, ${lng}`]
  },
  cells: (_field, answer) => {
    const found = answer as Place | undefined
    return { '': found?.landmark ?? '', lat: String(found?.lat ?? ''), lng: String(found?.lng ?? '') }
  },
}

const PLACE_MAX = 300
const LATITUDES = [5, 21] as const
const LONGITUDES = [97, 106] as const

const within = (value: unknown, [low, high]: readonly [number, number]) =>
  typeof value === 'number' && value >= low && value <= high

const isPart = (part: string): part is AddressPart => ADDRESS_PARTS.includes(part as AddressPart)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function checkPart(part: AddressPart, value: unknown): Fault | undefined {
  if (value === undefined) return NEEDED.includes(part) ? { code: `${part}Missing`, part } : undefined
  if (typeof value !== 'string' || !ONE_LINE_RULE.test(value)) return { code: 'invalid', part }
  if (part === 'code') return /^\d{5}$/.test(value) ? undefined : { code: 'code', part }
  const over = codePoints(value) - PART_MAX
  return over > 0 ? { code: 'tooLong', part, values: { max: PART_MAX, over } } : undefined
}

function partSchema(part: AddressPart): JsonSchema {
  if (part === 'code') return { type: 'string', pattern: '^[0-9]{5}$' }
  return { type: 'string', maxLength: PART_MAX, pattern: ONE_LINE }
}

function addressLine(found: Address, lang: Lang): string {
  const names: Record<AddressPart, [string, string]> = {
    houseNo: ['', ''],
    moo: ['หมู่ที่ ', 'Moo '],
    village: ['', ''],
    soi: ['ซอย', 'Soi '],
    road: ['ถนน', 'Road '],
    subdistrict: ['ตำบล', 'Subdistrict '],
    district: ['อำเภอ', 'District '],
    province: ['จังหวัด', 'Province '],
    code: ['', ''],
  }
  const index = lang === 'th' ? 0 : 1
  return ADDRESS_PARTS.filter((part) => found[part])
    .map((part) => `${names[part][index]}${found[part]}`)
    .join(' ')
}

const snake = (part: string) => part.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
