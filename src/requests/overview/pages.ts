import { formatDay } from '../../calendar/dates.ts'
import { fieldViews, problemViews, type ProblemView } from '../../forms/page.ts'
import { message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import { barChart, type Chart } from '../../web/chart.ts'
import { columnName, COLUMNS, figureText, type Column } from './columns.ts'
import type { Figures } from './figures.ts'
import type { Line, Overview } from './overview.ts'
import { MOST_DAYS, PERIOD_FORM, queryOf, type Period } from './period.ts'

// Plain data for the template of the overview: no HTTP, no storage.

/** The fields that choose the time, and what is wrong with them. */
export function periodView({ raw, problems, isTooLong }: Period, lang: Lang) {
  const tooLong = message('overview.tooLong', lang, { days: MOST_DAYS })
  const fields = fieldViews(PERIOD_FORM, ['period', 'from', 'to'], raw, () => [], problems, lang)
  return {
    fields: fields.map((field) =>
      isTooLong && field.key === 'from'
        ? { ...field, problem: tooLong, faultPart: 'day', describedBy: 'from-error' }
        : { ...field, isRequired: true },
    ),
    problems: [
      ...problemViews(PERIOD_FORM, problems, lang),
      ...(isTooLong ? [{ href: '#from-day', text: tooLong } satisfies ProblemView] : []),
    ],
  }
}

export function overviewPage(overview: Overview, period: Period, lang: Lang) {
  const { days, week, whole, divisions, services } = overview
  const isOne = divisions.length === 1
  const query = queryOf(period)
  return {
    from: days.from,
    to: days.to,
    weekText: `${formatDay(week.from, lang, 'long')} – ${formatDay(week.to, lang, 'long')}`,
    csvPath: `/desk/overview.csv?${query}`,
    xlsxPath: `/desk/overview.xlsx?${query}`,
    scope: isOne ? say(divisions[0]?.name ?? { th: '', en: '' }, lang) : message('overview.all', lang),
    facts: FACTS.map((id) => ({ name: message(`overview.${id}`, lang), value: textOf(id, whole) })),
    // A head has one division: what can be compared there are its services.
    charts: charts(isOne ? services : divisions, lang),
    groups: [
      ...(isOne ? [] : [group('divisions', divisions, whole, lang)]),
      group('services', services, whole, lang),
    ],
  }
}

const FACTS = ['open', 'late', 'unclaimed', 'cameIn', 'finished', 'onTimeShare', 'median'] as const

const textOf = (id: string, figures: Figures) => {
  const column = COLUMNS.find((one) => one.id === id)
  return column ? figureText(column, figures) : '–'
}

function group(id: 'divisions' | 'services', lines: Line[], whole: Figures, lang: Lang) {
  const rows = [
    ...lines.map(({ name, figures }) => ({ name: say(name, lang), figures, isTotal: false })),
    ...(lines.length > 1 ? [{ name: message('overview.total', lang), figures: whole, isTotal: true }] : []),
  ]
  const table = (which: Column['table']) => {
    const columns = COLUMNS.filter((column) => column.table === which)
    return {
      id: `${id}-${which}`,
      caption: message(`overview.${id}.${which}`, lang),
      columns: columns.map((column) => columnName(column, lang)),
      rows: rows.map(({ name, figures, isTotal }) => ({
        name,
        isTotal,
        cells: columns.map((column) => ({
          label: columnName(column, lang),
          text: figureText(column, figures),
          isBad: column.id === 'late' && figures.late > 0,
        })),
      })),
    }
  }
  return {
    id,
    heading: message(`overview.${id}`, lang),
    isEmpty: lines.length === 0,
    tables: [table('work'), table('time')],
  }
}

function charts(lines: Line[], lang: Lang): { title: string; svg: string }[] {
  const label = ({ name }: Line) => say(name, lang)
  const of = (ids: string[]) => COLUMNS.filter(({ id }) => ids.includes(id))
  const drawn = (id: string, ids: string[], most?: number): Chart => ({
    id: `chart-${id}`,
    title: message(`overview.chart.${id}`, lang),
    desc: message(`overview.chart.${id}.desc`, lang),
    series: of(ids).map((column) => columnName(column, lang)),
    bars: lines.map((line) => ({
      label: label(line),
      values: of(ids).map((column) => ({
        value: column.value(line.figures) ?? 0,
        words: figureText(column, line.figures),
      })),
    })),
    ...(most !== undefined && { most }),
  })
  if (lines.length === 0) return []
  return [
    drawn('open', ['open', 'late']),
    drawn('onTime', ['onTimeShare'], 100),
    drawn('work', ['cameIn', 'finished']),
    drawn('median', ['median']),
  ].map((chart) => ({ title: chart.title, svg: barChart(chart) }))
}
