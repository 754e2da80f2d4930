import { officeDayMinutes, STANDARD_HOURS, type OfficeHours } from '../calendar/working-time.ts'
import type { Text } from '../i18n/text.ts'
import type { Duration, DurationUnit, Step } from './service.ts'

/** The promise of a manual: the sum of the steps that count. Never typed by anyone. */
export type Total = { minutes: number; workingDays: number; days: number }

/**
 * Adds up the steps that count. Beside whole days, minutes are spent on the day of receipt, which the
 * law does not count (Administrative Procedure Act s.64: the first day is excluded), so that they add
 * days only when they do not fit on it.
 */
export function totalOf(steps: readonly Step[], hours: OfficeHours = STANDARD_HOURS): Total {
  const counted = steps.filter((step) => step.clock === 'counts')
  const sum = (unit: DurationUnit) =>
    counted.filter((step) => step.duration.unit === unit).reduce((n, step) => n + step.duration.n, 0)
  const minutes = sum('minute') + sum('hour') * 60
  const days = sum('day')
  const workingDays = sum('workingDay')
  if (days + workingDays === 0) return { minutes, workingDays, days }
  const officeDay = officeDayMinutes(hours)
  const more = minutes < officeDay ? 0 : Math.ceil(minutes / officeDay)
  return { minutes: 0, workingDays: workingDays + more, days }
}

/** ‘7 วันทำการ’, ‘45 วัน’, ‘3 ชั่วโมง’, ‘1 วันทำการ และ 44 วัน’. */
export function totalText(total: Total): Text {
  const parts = [
    ...(total.workingDays ? [durationText({ n: total.workingDays, unit: 'workingDay' })] : []),
    ...(total.days ? [durationText({ n: total.days, unit: 'day' })] : []),
    ...(total.minutes ? [minutesText(total.minutes)] : []),
  ]
  return {
    th: parts.map((part) => part.th).join(' และ ') || '0 นาที',
    en: parts.map((part) => part.en).join(' and ') || '0 minutes',
  }
}

const UNITS: Record<DurationUnit, { th: string; one: string; many: string }> = {
  minute: { th: 'นาที', one: 'minute', many: 'minutes' },
  hour: { th: 'ชั่วโมง', one: 'hour', many: 'hours' },
  workingDay: { th: 'วันทำการ', one: 'working day', many: 'working days' },
  day: { th: 'วัน', one: 'day', many: 'days' },
}

export function durationText({ n, unit }: Duration): Text {
  const words = UNITS[unit]
  return { th: `${n} ${words.th}`, en: `${n} ${n === 1 ? words.one : words.many}` }
}

function minutesText(minutes: number): Text {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  const parts = [
    ...(hours ? [durationText({ n: hours, unit: 'hour' })] : []),
    ...(rest ? [durationText({ n: rest, unit: 'minute' })] : []),
  ]
  return { th: parts.map((part) => part.th).join(' '), en: parts.map((part) => part.en).join(' ') }
}
