import type { Answers } from '../forms/definition.ts'
import type { Text } from '../i18n/text.ts'
import { possibleCases, verdict } from './opening.ts'
import type { Fee, ServiceDefinition } from './service.ts'

export const NO_FEE: Text = { th: 'ไม่มีค่าธรรมเนียม', en: 'No fee' }
const BY_RATES: Text = { th: 'ตามอัตราที่กำหนด', en: 'By the set rates' }
const DEPENDS: Text = { th: 'ขึ้นกับกรณี', en: 'Depends on your case' }

/** What the service costs as far as it is known: no fee, one amount, a range, or words. Satang in, baht out. */
export function feeSummary(definition: ServiceDefinition, answers: Answers): Text {
  const possible = definition.manual.fees.filter(
    (fee) => verdict(fee.showIf, definition.form, answers) !== false,
  )
  const charged = possible.filter((fee) => fee.kind !== 'none')
  if (charged.length === 0) return NO_FEE
  const [only] = charged
  if (charged.length === 1 && only && verdict(only.showIf, definition.form, answers)) return feeText(only)
  if (charged.some((fee) => fee.kind !== 'fixed')) return BY_RATES
  const sums = possibleCases(definition, answers)?.map((each) => sumOf(definition, each))
  return sums ? rangeText(Math.min(...sums), Math.max(...sums)) : DEPENDS
}

function sumOf({ manual, form }: ServiceDefinition, answers: Answers): number {
  const charged = manual.fees.filter((fee) => verdict(fee.showIf, form, answers))
  return charged.reduce((sum, fee) => sum + (fee.kind === 'fixed' ? fee.satang : 0), 0)
}

function rangeText(low: number, high: number): Text {
  if (high === 0) return NO_FEE
  if (low === high) return bahtText(low)
  if (low === 0) return { th: `ไม่เกิน ${baht(high)} บาท`, en: `Up to ${baht(high)} baht` }
  return { th: `${baht(low)}–${baht(high)} บาท`, en: `${baht(low)}–${baht(high)} baht` }
}

/** One fee in words. The rows of a table may be rates per metre or per month, so they are never summed up. */
export function feeText(fee: Fee): Text {
  switch (fee.kind) {
    case 'none':
      return NO_FEE
    case 'fixed':
      return bahtText(fee.satang)
    case 'perUnit':
      return {
        th: `${baht(fee.satang)} บาทต่อ${fee.per.th}`,
        en: `${baht(fee.satang)} baht per ${fee.per.en}`,
      }
    case 'percent':
      return {
        th: `ร้อยละ ${fee.hundredths / 100} ของ${fee.of.th}`,
        en: `${fee.hundredths / 100}% of ${fee.of.en}`,
      }
    case 'table':
      return BY_RATES
  }
}

export function bahtText(satang: number): Text {
  return { th: `${baht(satang)} บาท`, en: `${baht(satang)} baht` }
}

function baht(satang: number): string {
  const digits = satang % 100 === 0 ? 0 : 2
  return (satang / 100).toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
}
