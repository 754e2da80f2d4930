import type { Page } from '../../forms/definition.ts'
import type { Raw, Today } from '../../forms/kind.ts'
import { walk, type Problem } from '../../forms/walk.ts'
import type { Application } from '../application.ts'
import { inputOf, typedOn, withPage, withRow } from '../draft-input.ts'

/** The questions shown on a page now; for a row that is still to come, those of an empty row. */
export function shownOn(
  { walked, input, form, draft }: Application,
  page: Page,
  rowId: string | undefined,
): string[] {
  const rows = input.rows[page.id] ?? []
  const index = page.repeat ? rows.findIndex((row) => row.id === rowId) : 0
  if (index >= 0) return walked.pages.find((one) => one.page.id === page.id)?.rows[index] ?? []
  const withEmptyRow = { ...input, rows: { ...input.rows, [page.id]: [...rows, { id: '', raw: {} }] } }
  const again = walk(form, withEmptyRow, draft.updatedAt.slice(0, 10))
  return again.pages.find((one) => one.page.id === page.id)?.rows.at(-1) ?? []
}

/** The questions a page will show once this body is saved. */
export function shownWith(
  application: Application,
  page: Page,
  rowId: string | undefined,
  body: Raw,
  today: Today,
): string[] {
  const { form, typed, attachments } = application
  const said = typedOn(form, page, body)
  const next = rowId
    ? withRow(typed, form, page, rowId, page.fields, said)
    : withPage(typed, form, page, page.fields, said)
  const input = inputOf(next, attachments)
  return shownOn({ ...application, input, walked: walk(form, input, today) }, page, rowId)
}

/** What is wrong on one page, or in one row of it. */
export function problemsOf({ walked, input }: Application, page: Page, rowId: string | undefined): Problem[] {
  const row = rowId === undefined ? undefined : input.rows[page.id]?.findIndex((one) => one.id === rowId)
  return walked.problems.filter((problem) => problem.page === page.id && problem.row === row)
}
