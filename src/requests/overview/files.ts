import { stringify } from 'csv-stringify/sync'
import writeExcelFile, { type Cell, type Sheet } from 'write-excel-file/node'
import { message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import { columnName, COLUMNS, figureOf } from './columns.ts'
import type { Figures } from './figures.ts'
import type { Overview } from './overview.ts'

type Value = string | number | null
type Row = { kind: string; division: string; service: string; figures: Figures }

/** Everything the page shows, and each service within each division, in one table; one row says what it is about. */
export function overviewCsv(overview: Overview, lang: Lang): string {
  const { from, to } = overview.days
  const rows = rowsOf(overview, lang).map((row) => {
    const kind = message(`overview.file.kind.${row.kind}`, lang)
    return [from, to, kind, ...cellsOf(row)]
  })
  return stringify([namesOf(lang), ...rows], {
    bom: true,
    escape_formulas: true,
    record_delimiter: '\r\n',
  })
}

/** The same as a workbook. Words are stored as words and numbers as numbers: nothing in it is a formula. */
export async function overviewXlsx(overview: Overview, lang: Lang): Promise<Buffer> {
  const rows = rowsOf(overview, lang)
  const sheets: Sheet<never>[] = SHEETS.map((kind) => ({
    sheet: message(`overview.sheet.${kind}`, lang),
    stickyRowsCount: 1,
    columns: [{ width: 28 }, { width: 40 }, ...COLUMNS.map(() => ({ width: 14 }))],
    data: [
      namesOf(lang).slice(3).map(heading),
      ...rows.filter((row) => KINDS[kind].includes(row.kind)).map((row) => cellsOf(row).map(cell)),
    ],
  }))
  return writeExcelFile([aboutSheet(overview, lang), ...sheets]).toBuffer()
}

const SHEETS = ['divisions', 'services', 'both'] as const
const KINDS: Record<(typeof SHEETS)[number], string[]> = {
  divisions: ['whole', 'division'],
  services: ['service'],
  both: ['both'],
}

function rowsOf({ whole, divisions, services, both }: Overview, lang: Lang): Row[] {
  return [
    { kind: 'whole', division: message('overview.total', lang), service: '', figures: whole },
    ...divisions.map(({ name, figures }) => ({
      kind: 'division',
      division: say(name, lang),
      service: '',
      figures,
    })),
    ...services.map(({ name, figures }) => ({
      kind: 'service',
      division: '',
      service: say(name, lang),
      figures,
    })),
    ...both.map(({ division, service, figures }) => ({
      kind: 'both',
      division: say(division.name, lang),
      service: say(service.name, lang),
      figures,
    })),
  ]
}

function namesOf(lang: Lang): string[] {
  const own = ['from', 'to', 'kind', 'division', 'service'].map((id) => message(`overview.file.${id}`, lang))
  return [...own, ...COLUMNS.map((column) => columnName(column, lang) + (column.isShare ? ' (%)' : ''))]
}

const cellsOf = ({ division, service, figures }: Row): Value[] => [
  division,
  service,
  ...COLUMNS.map((column) => figureOf(column, figures)),
]

const heading = (value: string): Cell => ({ value, type: String, fontWeight: 'bold' })

function cell(value: Value): Cell {
  if (value === null || value === '') return null
  return typeof value === 'number' ? { value, type: Number } : { value, type: String }
}

function aboutSheet({ days, week }: Overview, lang: Lang): Sheet<never> {
  const lines: [string, string][] = [
    [message('overview.file.from', lang), days.from],
    [message('overview.file.to', lang), days.to],
    [message('overview.file.week', lang), `${week.from} – ${week.to}`],
    ...(['open', 'late', 'onTime', 'median'] as const).map((id): [string, string] => [
      message(`overview.${id}`, lang),
      message(`overview.${id}.means`, lang),
    ]),
  ]
  return {
    sheet: message('overview.sheet.about', lang),
    columns: [{ width: 28 }, { width: 90 }],
    data: lines.map(([name, value]) => [heading(name), cell(value)]),
  }
}
