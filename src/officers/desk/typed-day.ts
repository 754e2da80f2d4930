import { isIsoDay, toBuddhistYear, type IsoDay } from '../../calendar/dates.ts'
import { westernDigits } from '../../i18n/thai.ts'

/** A day as it stands in its three fields. */
export type TypedDay = { day: string; month: string; year: string }

export const NO_DAY: TypedDay = { day: '', month: '', year: '' }

/** Undefined for empty fields; null for what is no day. A year from 2300 on is Buddhist. */
export function readTypedDay(typed: TypedDay): IsoDay | undefined | null {
  const [day, month, year] = [typed.day, typed.month, typed.year].map((part) => westernDigits(part).trim())
  if (!day && !month && !year) return undefined
  const number = Number(year)
  const common = number >= 2300 ? number - toBuddhistYear(0) : number
  const two = (part = '') => part.padStart(2, '0')
  const iso = `${String(common).padStart(4, '0')}-${two(month)}-${two(day)}`
  return /^\d{4}$/.test(year ?? '') && isIsoDay(iso) ? iso : null
}
