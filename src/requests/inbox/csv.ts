import { stringify } from 'csv-stringify/sync'
import { message } from '../../i18n/messages.ts'
import type { Lang } from '../../i18n/text.ts'
import type { Row } from './rows.ts'

const COLUMNS: { key: string; cell: (row: Row) => string | number }[] = [
  { key: 'reference', cell: (row) => row.reference },
  { key: 'service', cell: (row) => row.service },
  { key: 'applicant', cell: (row) => row.applicant },
  { key: 'filedDay', cell: (row) => row.days.filed },
  { key: 'dueDay', cell: (row) => row.days.due },
  { key: 'left', cell: (row) => row.days.left },
  { key: 'late', cell: (row) => row.days.late },
  { key: 'due', cell: (row) => row.deadline.words },
  { key: 'state', cell: (row) => row.state },
  { key: 'officer', cell: (row) => row.officer },
  { key: 'division', cell: (row) => row.division },
  { key: 'channel', cell: (row) => row.channel },
]

/**
 * The rows for a spreadsheet: days as it sorts and counts them, numbers as numbers, and nothing a resident wrote taken
 * for a formula.
 */
export function csvOf(rows: Row[], lang: Lang): string {
  const head = COLUMNS.map(({ key }) => message(`inbox.column.${key}`, lang))
  const lines = rows.map((row) => COLUMNS.map(({ cell }) => cell(row)))
  return stringify([head, ...lines], { bom: true, escape_formulas: true, record_delimiter: 'windows' })
}
