import { westernDigits } from '../../i18n/thai.ts'
import type { DeclarationField, EmailField, PhoneField, ThaiIdField } from '../definition.ts'
import { isBlank, type Kind, plain } from '../kind.ts'

/** Thirteen digits with a check digit; shown masked everywhere but in the field itself. */
export const thaiId: Kind<ThaiIdField> = {
  parts: [''],
  firstPart: () => '',
  read: (_field, given) => {
    const digits = westernDigits(given.one()).replace(/[\s-]/gu, '')
    return digits === '' ? {} : { answer: digits }
  },
  check: (_field, answer) => {
    if (typeof answer !== 'string' || !/^\d{13}$/.test(answer)) return { code: 'length' }
    return isThaiId(answer) ? undefined : { code: 'invalid' }
  },
  schema: () => ({ type: 'string', pattern: '^[0-9]{13}$', format: 'thai-id' }),
  view: (_field, given) => ({ value: given.one() }),
  text: (_field, answer) => [maskId(plain(answer))],
  cells: (_field, answer) => ({ '': plain(answer) }),
}

/** Σ (14 − i)·dᵢ over the first twelve; the thirteenth is (11 − Σ mod 11) mod 10. */
export function isThaiId(digits: string): boolean {
  if (!/^\d{13}$/.test(digits)) return false
  let sum = 0
  for (let index = 0; index < 12; index++) sum += (13 - index) * Number(digits[index])
  return (11 - (sum % 11)) % 10 === Number(digits[12])
}

/** 9999900000019 → 9-9999-xxxxx-xx-9 */
export function maskId(digits: string): string {
  return `${digits[0]}-${digits.slice(1, 5)}-xxxxx-xx-${digits[12]}`
}

const PHONE = /^0([689]\d{8}|[2-57]\d{7})$/

/** Mobile (06, 08, 09: ten digits) and land lines (02–05, 07: nine). +66 is understood. */
export const phone: Kind<PhoneField> = {
  parts: [''],
  firstPart: () => '',
  read: (_field, given) => {
    if (isBlank(given.one())) return {}
    const digits = westernDigits(given.one())
      .replace(/[\s().-]/gu, '')
      .replace(/^\+66/, '0')
    return { answer: digits }
  },
  check: (_field, answer) =>
    typeof answer === 'string' && PHONE.test(answer) ? undefined : { code: 'invalid' },
  schema: () => ({ type: 'string', pattern: PHONE.source.replaceAll('\\d', '[0-9]') }),
  view: (_field, given) => ({ value: given.one() }),
  text: (_field, answer) => [formatPhone(plain(answer))],
  cells: (_field, answer) => ({ '': plain(answer) }),
}

/** 08-1234-5678 and 0-4438-1234, as the numbers are printed in Thailand. */
export function formatPhone(digits: string): string {
  const head = digits.length - 8
  return `${digits.slice(0, head)}-${digits.slice(head, head + 4)}-${digits.slice(head + 4)}`
}

const EMAIL = "^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-zA-Z0-9-]{1,63}(\\.[a-zA-Z0-9-]{1,63}){1,8}$"
const EMAIL_RULE = new RegExp(EMAIL, 'u')

/** One mailbox, without a display name: the letter's header is made from it. */
export const email: Kind<EmailField> = {
  parts: [''],
  firstPart: () => '',
  read: (_field, given) => (isBlank(given.one()) ? {} : { answer: given.one().trim() }),
  check: (_field, answer) =>
    typeof answer === 'string' && answer.length <= 254 && EMAIL_RULE.test(answer)
      ? undefined
      : { code: 'invalid' },
  schema: () => ({ type: 'string', maxLength: 254, pattern: EMAIL }),
  view: (_field, given) => ({ value: given.one() }),
  text: (_field, answer) => [plain(answer)],
  cells: (_field, answer) => ({ '': plain(answer) }),
}

export const declaration: Kind<DeclarationField> = {
  parts: [''],
  firstPart: () => '',
  read: (_field, given) => (given.one() === 'yes' ? { answer: true } : {}),
  check: (_field, answer) => (answer === true ? undefined : { code: 'invalid' }),
  schema: () => ({ const: true }),
  view: (_field, given) => ({ checked: given.one() === 'yes' }),
  text: (_field, _answer, lang) => [lang === 'th' ? 'ยืนยันแล้ว' : 'Confirmed'],
  cells: (_field, answer) => ({ '': answer === true ? 'yes' : '' }),
}
