import { toBuddhistYear, type IsoDay } from '../../calendar/dates.ts'
import { HOLIDAY_KINDS, HOLIDAY_SCOPES } from '../../calendar/working-time.ts'
import type { Lang, Text } from '../../i18n/text.ts'
import type { EnteredHoliday } from './holiday-store.ts'
import type { TypedHolidays } from './holiday-typed.ts'
import { rowOf, scopeText } from './holiday-words.ts'
import { moment } from './options.ts'

export const HOLIDAYS_PAGE = '/desk/office/holidays'

export const removalPath = ({ id }: EnteredHoliday) => `${HOLIDAYS_PAGE}/${encodeURIComponent(id)}/remove`

/** The kinds and the places a holiday may be entered for. */
export function choicesOf(typed: TypedHolidays, province: Text, lang: Lang) {
  return {
    kinds: HOLIDAY_KINDS.map((kind) => ({
      value: kind,
      label: `office.holiday.kind.${kind}`,
      chosen: kind === typed.kind,
    })),
    scopes: HOLIDAY_SCOPES.map((scope) => ({
      value: scope,
      label: scopeText(scope, province, lang),
      chosen: scope === typed.scope,
    })),
  }
}

type YearParts = {
  entered: readonly EnteredHoliday[]
  nameOf: (id: string) => string
  today: IsoDay
  /** The Buddhist year of the address. */
  asked: string
}

/** One year of them. The next year can be looked at before anything is entered for it. */
export function yearView({ entered, nameOf, today, asked }: YearParts, lang: Lang) {
  const present = yearOf(today)
  const next = String(Number(present) + 1)
  const years = [...new Set([...entered.map(({ day }) => yearOf(day)), present, next])].sort()
  const year = years.find((known) => String(toBuddhistYear(Number(known))) === asked) ?? present
  const shown = entered.filter(({ day }) => yearOf(day) === year)
  return {
    years: years.map((known) => ({
      be: toBuddhistYear(Number(known)),
      year: known,
      current: known === year,
    })),
    shownYear: { be: toBuddhistYear(Number(year)), year, count: shown.length },
    rows: shown.map((holiday) => ({
      ...rowOf(holiday, lang),
      isEverywhere: holiday.scope === 'nation',
      removal: removalPath(holiday),
      enteredBy: holiday.enteredBy === 'sala' ? '' : nameOf(holiday.enteredBy),
      enteredAt: moment(holiday.enteredAt, lang),
    })),
  }
}

const yearOf = (day: IsoDay) => day.slice(0, 4)
