import { addDays, daysBetween, fiscalQuarter, instantAt, weekday, type IsoDay } from '../../calendar/dates.ts'
import type { FormDefinition } from '../../forms/definition.ts'
import type { Raw } from '../../forms/kind.ts'
import { walk, type Problem } from '../../forms/walk.ts'
import { messageText } from '../../i18n/messages.ts'

export const PERIODS = ['month', 'quarter', 'year', 'days'] as const
export type PeriodKind = (typeof PERIODS)[number]

/** Days in Thailand, both included. */
export type Days = { from: IsoDay; to: IsoDay }

/** Days that one look may take in; what is read grows with them. */
export const MOST_DAYS = 731

const day = (key: string, more: { notBefore?: string }) => ({
  kind: 'date' as const,
  label: messageText(key),
  required: true,
  pii: 'none' as const,
  latest: 'today',
  showIf: 'byDays',
  ...more,
})

/** Which time is looked at, in the form language: Thai digits and Buddhist years are read as everywhere. */
export const PERIOD_FORM: FormDefinition = {
  sections: [],
  pages: [
    {
      id: 'period',
      section: '',
      title: messageText('overview.period'),
      fields: ['period', 'from', 'to'],
    },
  ],
  fields: {
    period: {
      kind: 'choice',
      many: false,
      label: messageText('overview.period'),
      required: true,
      pii: 'none',
      options: PERIODS.map((id) => ({ id, label: messageText(`overview.period.${id}`) })),
    },
    from: day('overview.from', {}),
    to: day('overview.to', { notBefore: 'from' }),
  },
  conditions: { byDays: { q: 'period', op: 'eq', v: 'days' } },
  declaration: messageText('overview.period'),
}

/** The time asked for; `days` is missing while something is wrong. Nothing asked for is this month. */
export type Period = { kind: PeriodKind; raw: Raw; days?: Days; problems: Problem[]; isTooLong: boolean }

export function periodOf(query: Raw, today: IsoDay): Period {
  const raw: Raw = { ...query, period: query['period'] ?? 'month' }
  const { answers, problems } = walk(PERIOD_FORM, { raw, rows: {}, files: {} }, today)
  const kind = (answers['period'] ?? 'month') as PeriodKind
  if (problems.length > 0) return { kind, raw, problems, isTooLong: false }
  const days = kind === 'days' ? typedDays(answers) : daysOf(kind, today)
  const isTooLong = daysBetween(days.from, days.to) >= MOST_DAYS
  return { kind, raw, problems, isTooLong, ...(!isTooLong && { days }) }
}

const typedDays = (answers: Record<string, unknown>): Days => ({
  from: answers['from'] as IsoDay,
  to: answers['to'] as IsoDay,
})

/** From the first day of the month, fiscal quarter or fiscal year (from 1 October; Budget Procedure Act s.4) to today. */
export function daysOf(kind: Exclude<PeriodKind, 'days'>, today: IsoDay): Days {
  const [year, month] = today.split('-').map(Number) as [number, number]
  if (kind === 'month') return { from: firstOf(year, month), to: today }
  const begins = month >= 10 ? year : year - 1
  if (kind === 'year') return { from: firstOf(begins, 10), to: today }
  const quarter = fiscalQuarter(today)
  return { from: quarter === 1 ? firstOf(begins, 10) : firstOf(begins + 1, (quarter - 2) * 3 + 1), to: today }
}

const firstOf = (year: number, month: number): IsoDay => `${year}-${String(month).padStart(2, '0')}-01`

/** The week that today is in, Monday to Sunday. */
export function weekOf(today: IsoDay): Days {
  const monday = addDays(today, -((weekday(today) + 6) % 7))
  return { from: monday, to: addDays(monday, 6) }
}

/** UTC ISO; the first instant of the days, and the first after them. */
export type Span = { from: string; until: string }

export function spanOf({ from, to }: Days): Span {
  return { from: instantAt(from, 0).toISOString(), until: instantAt(addDays(to, 1), 0).toISOString() }
}

const PIECE_MS = 31 * 86_400_000

/** The same time in pieces of a month at most, none left out and none twice. */
export function piecesOf({ from, until }: Span): Span[] {
  const end = Date.parse(until)
  const pieces: Span[] = []
  for (let at = Date.parse(from); at < end; at += PIECE_MS)
    pieces.push({
      from: new Date(at).toISOString(),
      until: new Date(Math.min(at + PIECE_MS, end)).toISOString(),
    })
  return pieces
}

/** The address's part that asks for the same time again. */
export function queryOf({ kind, days }: Period): string {
  if (kind !== 'days' || !days) return `period=${kind}`
  const part = (name: string, value: IsoDay) => {
    const [year, month, date] = value.split('-').map(Number)
    return `${name}.day=${date}&${name}.month=${month}&${name}.year=${year}`
  }
  return `period=days&${part('from', days.from)}&${part('to', days.to)}`
}
