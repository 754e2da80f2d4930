import { westernDigits } from '../../i18n/thai.ts'
import { say } from '../../i18n/text.ts'
import type { MoneyField, NumberField } from '../definition.ts'
import { isBlank, type Fault, type Kind, plain } from '../kind.ts'

/** Thai digits, thousands separators and spaces are accepted; the answer is a number. */
export const number: Kind<NumberField> = {
  parts: [''],
  firstPart: () => '',
  read: (_field, given) => {
    const typed = given.one()
    if (isBlank(typed)) return {}
    const value = parseNumber(typed)
    return value === undefined ? { fault: { code: 'invalid' } } : { answer: value }
  },
  check: (field, answer) => {
    if (typeof answer !== 'number' || !Number.isFinite(answer)) return { code: 'invalid' }
    const { min = -MOST, max = MOST } = field
    if (answer < min) return bound('tooSmall', { min: shown(field, min) })
    if (answer > max) return bound('tooBig', { max: shown(field, max) })
    return isMultiple(answer, stepOf(field))
      ? undefined
      : { code: field.decimals ? 'decimals' : 'whole', values: { decimals: field.decimals ?? 0 } }
  },
  schema: (field) => ({
    type: 'number',
    minimum: field.min ?? -MOST,
    maximum: field.max ?? MOST,
    multipleOf: stepOf(field),
  }),
  view: (field, given, lang) => ({
    value: given.one(),
    unit: field.unit ? say(field.unit, lang) : '',
    inputMode: field.decimals ? 'decimal' : 'numeric',
  }),
  text: (field, answer, lang) => [
    [shown(field, Number(answer)), field.unit ? say(field.unit, lang) : ''].filter(Boolean).join(' '),
  ],
  cells: (_field, answer) => ({ '': plain(answer) }),
}

/** Baht and satang as typed; satang as stored. */
export const money: Kind<MoneyField> = {
  parts: [''],
  firstPart: () => '',
  read: (_field, given) => {
    const typed = given.one()
    if (isBlank(typed)) return {}
    const baht = parseNumber(typed)
    if (baht === undefined) return { fault: { code: 'invalid' } }
    return isMultiple(baht, 0.01) ? { answer: Math.round(baht * 100) } : { fault: { code: 'satang' } }
  },
  check: (field, answer) => {
    if (typeof answer !== 'number' || !Number.isInteger(answer)) return { code: 'invalid' }
    const min = field.minSatang ?? 0
    const max = field.maxSatang ?? MOST
    if (answer < min) return bound('tooSmall', { min: formatNumber(min / 100) })
    return answer > max ? bound('tooBig', { max: formatNumber(max / 100) }) : undefined
  },
  schema: (field) => ({ type: 'integer', minimum: field.minSatang ?? 0, maximum: field.maxSatang ?? MOST }),
  view: (_field, given) => ({ value: given.one() }),
  text: (_field, answer, lang) => [
    `${formatNumber(Number(answer) / 100)} ${say({ th: 'บาท', en: 'baht' }, lang)}`,
  ],
  cells: (_field, answer) => ({ '': answer === undefined ? '' : (Number(answer) / 100).toFixed(2) }),
}

const MOST = 1e12

const bound = (code: string, values: Fault['values']): Fault => ({ code, ...(values && { values }) })

const stepOf = (field: NumberField) => 10 ** -(field.decimals ?? 0)

/**
 * Whether a number is a multiple of a power of ten as it is written: 0.07 is one of 0.01, which dividing
 * does not tell. The schema's validator asks this too.
 */
export function isMultiple(value: number, step: number): boolean {
  return Number(value.toFixed(Math.round(-Math.log10(step)))) === value
}

function parseNumber(typed: string): number | undefined {
  const plain = westernDigits(typed).replace(/[\s,]/gu, '')
  return /^-?\d{1,15}(\.\d{1,10})?$/.test(plain) ? Number(plain) : undefined
}

const shown = (field: NumberField, value: number) => (field.isYear ? String(value) : formatNumber(value))

function formatNumber(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 10 })
}
