import { addDays, formatDay, instantAt, type IsoDay } from '../../calendar/dates.ts'
import { message } from '../../i18n/messages.ts'
import type { Lang } from '../../i18n/text.ts'
import type { AuditFilter } from '../audit-store.ts'
import type { Faults } from './problems.ts'
import { readTypedDay, type TypedDay } from './typed-day.ts'

export type Query = Record<string, string | string[]>
export type TypedFilter = {
  actor: string
  deed: string
  subject: string
  from: TypedDay
  to: TypedDay
  before: string
}
const DAYS = ['from', 'to'] as const
const PARTS = ['day', 'month', 'year'] as const

/** What was typed; what says nothing (a deed that is none, a line that is none) is left out. */
export function typedFilter(query: Query): TypedFilter {
  const first = (name: string) => ([query[name] ?? ''].flat()[0] ?? '').trim().slice(0, 100)
  const day = (name: string): TypedDay => ({
    day: first(`${name}.day`),
    month: first(`${name}.month`),
    year: first(`${name}.year`),
  })
  const before = first('before')
  return {
    actor: first('actor'),
    deed: /^[a-zA-Z]*\.?[a-zA-Z]*$/.test(first('deed')) ? first('deed') : '',
    subject: first('subject'),
    from: day('from'),
    to: day('to'),
    before: /^\d{1,9}$/.test(before) ? before : '',
  }
}

/** The filter as the book takes it; with faults the days that are none are left out of it. */
export function readFilter(
  typed: TypedFilter,
  lang: Lang,
): { filter: Omit<AuditFilter, 'limit'>; faults: Faults } {
  const { actor, deed, subject, before } = typed
  const [from, to] = DAYS.map((name) => readTypedDay(typed[name])) as [Read, Read]
  const faults: Faults = {}
  if (from === null) faults['from-day'] = message('desk.audit.badDay.from', lang)
  if (to === null) faults['to-day'] = message('desk.audit.badDay.to', lang)
  if (isDay(from) && isDay(to) && to < from) faults['to-day'] = message('desk.audit.badOrder', lang)
  const filter = {
    ...(actor && { actor }),
    ...(deed && { deed }),
    ...(subject && { subject }),
    ...(isDay(from) && { since: instantAt(from, 0).toISOString() }),
    ...(isDay(to) && { until: instantAt(addDays(to, 1), 0).toISOString() }),
    ...(before && { before: Number(before) }),
  }
  return { filter, faults }
}

type Read = IsoDay | undefined | null
const isDay = (read: Read): read is IsoDay => read !== undefined && read !== null

/** The address that asks for the same lines, those before `before`. */
export function queryOf(typed: TypedFilter, before: string): string {
  const { actor, deed, subject } = typed
  const days = DAYS.flatMap((name) =>
    PARTS.map((part): [string, string] => [`${name}.${part}`, typed[name][part]]),
  )
  const all = [...Object.entries({ actor, deed, subject, before }), ...days]
  return new URLSearchParams(all.filter(([, words]) => words !== '')).toString()
}

export const isFiltered = ({ actor, deed, subject, from, to }: TypedFilter): boolean =>
  [actor, deed, subject, ...Object.values(from), ...Object.values(to)].some((words) => words !== '')

/** The fields of the two days, as the forms of residents ask for a day. */
export function dayFields({ from, to }: TypedFilter, faults: Faults, lang: Lang) {
  return [
    { key: 'from', typed: from },
    { key: 'to', typed: to },
  ].map(({ key, typed }) => ({
    key,
    legend: message(`desk.audit.${key}`, lang),
    typed,
    problem: faults[`${key}-day`] ?? '',
    months: monthNames(lang).map((label, index) => ({
      value: String(index + 1),
      label,
      isChosen: Number(typed.month) === index + 1,
    })),
  }))
}

const monthNames = (lang: Lang): string[] =>
  Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}-01`).map(
    (day) => formatDay(day, lang, 'long').split(' ')[1] ?? '',
  )
