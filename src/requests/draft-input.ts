import type { FileRef, FormDefinition, Page } from '../forms/definition.ts'
import type { Raw } from '../forms/kind.ts'
import { kindOf } from '../forms/kinds.ts'
import type { Input, Row } from '../forms/walk.ts'
import type { Attachment } from './request.ts'

/** What a draft stores of the typing; its files are rows of their own. */
export type Typed = Pick<Input, 'raw' | 'rows'>

export const NOTHING_TYPED: Typed = { raw: {}, rows: {} }

/** Everything the walker needs: the typing and the uploads, in their order. */
export function inputOf(typed: Typed, attachments: Attachment[]): Input {
  const files: Record<string, FileRef[]> = {}
  for (const { field, id, name, type, size } of attachments)
    (files[field] ??= []).push({ id, name, type, size })
  return { ...typed, files }
}

/** Where the uploads of a field are kept: its key, or the row and the key. */
export function slotOf(key: string, rowId: string | undefined): string {
  return rowId === undefined ? key : `${rowId}/${key}`
}

/** Only the inputs of this page's fields are taken from a body; the rest of it is ignored. */
export function typedOn(form: FormDefinition, page: Page, body: Raw): Raw {
  const typed: Raw = {}
  for (const key of page.fields) {
    const field = form.fields[key]
    if (!field || field.kind === 'file') continue
    for (const part of kindOf(field).parts) {
      const name = part ? `${key}.${part}` : key
      if (body[name] !== undefined) typed[name] = body[name]
    }
  }
  return typed
}

/** A page replaces all it asked: an unticked box sends nothing, and must not keep its old tick. */
export function withPage(typed: Typed, form: FormDefinition, page: Page, shown: string[], body: Raw): Typed {
  return { ...typed, raw: replaced(typed.raw, form, page, shown, body) }
}

export function withRow(
  typed: Typed,
  form: FormDefinition,
  page: Page,
  rowId: string,
  shown: string[],
  body: Raw,
): Typed {
  const rows = typed.rows[page.id] ?? []
  const old = rows.find((row) => row.id === rowId) ?? { id: rowId, raw: {} }
  const row: Row = { id: rowId, raw: replaced(old.raw, form, page, shown, body) }
  const kept = rows.some((one) => one.id === rowId)
    ? rows.map((one) => (one.id === rowId ? row : one))
    : [...rows, row]
  return { ...typed, rows: { ...typed.rows, [page.id]: kept } }
}

export function withoutRow(typed: Typed, page: Page, rowId: string): Typed {
  const kept = (typed.rows[page.id] ?? []).filter((row) => row.id !== rowId)
  return { ...typed, rows: { ...typed.rows, [page.id]: kept } }
}

function replaced(old: Raw, form: FormDefinition, page: Page, shown: string[], body: Raw): Raw {
  const asked = new Set(
    shown.flatMap((key) => {
      const field = form.fields[key]
      return field ? kindOf(field).parts.map((part) => (part ? `${key}.${part}` : key)) : []
    }),
  )
  const kept = Object.entries(old).filter(([name]) => !asked.has(name))
  return { ...Object.fromEntries(kept), ...typedOn(form, page, body) }
}
