import type { Lang } from '../../i18n/text.ts'
import { message } from '../../i18n/messages.ts'
import type { Figures } from './figures.ts'

/** One figure, on the page and in the files alike. */
export type Column = {
  id: string
  /** Which of the two tables shows it. */
  table: 'work' | 'time'
  /** Null where there is nothing to reckon it from. Shares are percent. */
  value: (figures: Figures) => number | null
  /** Digits after the point. */
  decimals: number
  isShare?: boolean
}

const share = (part: number, whole: number) => (whole === 0 ? null : (100 * part) / whole)
const rated = ({ ratings }: Figures, value: number) => (ratings.count === 0 ? null : value)
const whole = (id: string, table: Column['table'], value: Column['value']): Column => ({
  id,
  table,
  value,
  decimals: 0,
})

export const COLUMNS: readonly Column[] = [
  whole('open', 'work', ({ open }) => open),
  whole('late', 'work', ({ late }) => late),
  whole('unclaimed', 'work', ({ unclaimed }) => unclaimed),
  whole('cameIn', 'work', ({ cameIn }) => cameIn),
  whole('finished', 'work', ({ finished }) => finished),
  whole('stopped', 'work', ({ stopped }) => stopped),
  whole('weekIn', 'work', ({ weekIn }) => weekIn),
  whole('weekFinished', 'work', ({ weekFinished }) => weekFinished),
  whole('onTime', 'time', ({ onTime }) => onTime),
  {
    id: 'onTimeShare',
    table: 'time',
    value: ({ onTime, finished }) => share(onTime, finished),
    decimals: 1,
    isShare: true,
  },
  { id: 'median', table: 'time', value: ({ median }) => median, decimals: 1 },
  whole('slowest', 'time', ({ slowest }) => slowest),
  whole('ratings', 'time', ({ ratings }) => ratings.count),
  { id: 'steps', table: 'time', value: (all) => rated(all, all.ratings.steps), decimals: 1 },
  { id: 'fairness', table: 'time', value: (all) => rated(all, all.ratings.fairness), decimals: 1 },
  { id: 'ease', table: 'time', value: (all) => rated(all, all.ratings.ease), decimals: 1 },
  {
    id: 'solved',
    table: 'time',
    value: (all) => rated(all, 100 * all.ratings.solved),
    decimals: 1,
    isShare: true,
  },
]

export const columnName = ({ id }: Column, lang: Lang) => message(`overview.${id}`, lang)

/** As it is read: thousands parted, “–” for nothing to reckon from. */
export function figureText(column: Column, figures: Figures): string {
  const value = figureOf(column, figures)
  if (value === null) return '–'
  return value.toLocaleString('en') + (column.isShare ? '%' : '')
}

/** As it is counted with, rounded as it is shown. */
export function figureOf({ value, decimals }: Column, figures: Figures): number | null {
  const exact = value(figures)
  return exact === null ? null : Math.round(exact * 10 ** decimals) / 10 ** decimals
}
