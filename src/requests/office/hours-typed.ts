import { westernDigits } from '../../i18n/thai.ts'
import { faultyHours, type Hours } from '../../municipality.ts'

export type TypedHours = {
  opens: string
  closes: string
  weekdays: string[]
  lunch: string
  from: string
  to: string
}

export type HoursFault = { field: 'opens' | 'closes' | 'weekdays' | 'from' | 'to'; key: string }

/** `8.30`, `08:30 น.` and `๐๘.๓๐` are 08:30; what cannot be read stays as typed. */
export function readClock(typed: string): string {
  const words = westernDigits(typed).replace('น.', '').trim()
  const [, hour, minute] = /^(\d{1,2})[:.](\d{2})$/.exec(words) ?? []
  return hour === undefined ? typed.trim() : `${hour.padStart(2, '0')}:${minute}`
}

export function typedHours({ opens, closes, weekdays, lunch }: Hours): TypedHours {
  return {
    opens,
    closes,
    weekdays: weekdays.map(String),
    lunch: lunch ? 'closed' : 'open',
    from: lunch?.from ?? '12:00',
    to: lunch?.to ?? '13:00',
  }
}

/** The hours as typed; `faults` name what keeps the office from working by them. */
export function readHours(typed: TypedHours): { hours: Hours; faults: HoursFault[] } {
  const clocks = (
    ['opens', 'closes', ...(typed.lunch === 'closed' ? (['from', 'to'] as const) : [])] as const
  ).map((field) => ({ field, at: readClock(typed[field]) }))
  const unread = clocks.filter(({ at }) => !/^([01]\d|2[0-3]):[0-5]\d$/.test(at))
  const hours: Hours = {
    opens: readClock(typed.opens),
    closes: readClock(typed.closes),
    weekdays: [...new Set(typed.weekdays.map(Number))]
      .filter((n) => Number.isInteger(n) && n >= 0 && n <= 6)
      .sort(),
    lunch: typed.lunch === 'closed' ? { from: readClock(typed.from), to: readClock(typed.to) } : null,
  }
  if (unread.length > 0)
    return { hours, faults: unread.map(({ field }) => ({ field, key: 'office.hours.fault.clock' })) }
  const faults: HoursFault[] = [
    ...(hours.opens >= hours.closes ? [{ field: 'opens', key: 'office.hours.fault.order' } as const] : []),
    ...(hours.weekdays.length === 0 ? [{ field: 'weekdays', key: 'office.hours.fault.days' } as const] : []),
  ]
  // What the settings file may not say, the desk may not either.
  if (faults.length === 0 && faultyHours(hours).length > 0)
    return { hours, faults: [{ field: 'from', key: 'office.hours.fault.lunch' }] }
  return { hours, faults }
}
