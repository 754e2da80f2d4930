import type { ServiceDefinition } from '../../catalogue/service.ts'
import type { Field, FormDefinition, Page } from '../../forms/definition.ts'
import { isBlank, type Raw } from '../../forms/kind.ts'
import { kindOf } from '../../forms/kinds.ts'
import type { Municipality } from '../../municipality.ts'
import { withoutRow, withPage, withRow, type Typed } from '../draft-input.ts'
import { OFFICE_DEFAULTS, OFFICE_FORM } from './office.ts'

/** What is typed at the counter: the applicant's answers, and what the office says of them. */
export type CounterTyped = Typed & { office: Raw }

export type Here = Pick<Municipality, 'subdistrict' | 'district' | 'province' | 'postcode'>

const withoutContact = new WeakMap<FormDefinition, FormDefinition>()

/** The applicant's own telephone and e-mail, where the web form demands them. */
export function neededContacts({ applicant, form }: ServiceDefinition): string[] {
  return [applicant.phone, applicant.email].filter(
    (key): key is string => key !== undefined && form.fields[key]?.required === true,
  )
}

/** The same form; who has neither telephone nor e-mail is not asked for them. Nothing else is let off. */
export function formAtCounter(definition: ServiceDefinition, hasNoContact: boolean): FormDefinition {
  const { form } = definition
  if (!hasNoContact) return form
  const known = withoutContact.get(form)
  if (known) return known
  const fields = { ...form.fields }
  for (const key of neededContacts(definition)) {
    const field = fields[key]
    if (field) fields[key] = { ...field, required: false }
  }
  const relaxed: FormDefinition = { ...form, fields }
  withoutContact.set(form, relaxed)
  return relaxed
}

/** A new draft: rows that must be there are there, and addresses that are asked for begin in this municipality. */
export function blankTyped(definition: ServiceDefinition, here: Here, newRow: () => string): CounterTyped {
  const { form } = definition
  const typed: CounterTyped = { raw: {}, rows: {}, office: OFFICE_DEFAULTS }
  for (const page of form.pages) {
    const raw = Object.assign({}, ...page.fields.map((key) => homeOf(key, form.fields[key], here))) as Raw
    if (!page.repeat) Object.assign(typed.raw, raw)
    else
      typed.rows[page.id] = Array.from({ length: page.repeat.min }, () => ({ id: newRow(), raw: { ...raw } }))
  }
  return typed
}

function homeOf(key: string, field: Field | undefined, here: Here): Raw {
  if (field?.kind !== 'address' || !field.required) return {}
  return {
    [`${key}.subdistrict`]: here.subdistrict.th,
    [`${key}.district`]: here.district.th,
    [`${key}.province`]: here.province.th,
    [`${key}.code`]: here.postcode,
  }
}

const ROW = /^r[0-9a-f]{8}$/

/** The input of a field, in a row under the row's name; no key of a field holds a hyphen. */
export const inputKey = (key: string, row: string | undefined) => (row === undefined ? key : `${row}-${key}`)

/** The field and row that an input's name, without its part, stands for. */
export function fieldOf(name: string): { key: string; row?: string } {
  const [row = '', key] = [name.slice(0, 9), name.slice(10)]
  return ROW.test(row) && name[9] === '-' ? { key, row } : { key: name }
}

/** What a page that was sent says it holds: which questions it showed, and which rows. */
export const SHOWN = 'counter-shown'
export const ROWS = 'counter-rows'
export const REVISION = 'counter-revision'

/**
 * The typing after a page was sent. What the page showed is replaced by what it says, so that an unticked
 * box loses its tick; what it did not show stays. Rows that are gone meanwhile come back with their words.
 */
export function withBody(typed: CounterTyped, form: FormDefinition, body: Raw): CounterTyped {
  const shown = listOf(body, SHOWN)
  const rows = listOf(body, ROWS)
  const shownOn = ({ fields }: Page) => shown.filter((name) => fields.includes(name))
  let next = typed as Typed
  for (const page of form.pages) {
    if (!page.repeat) next = withPage(next, form, page, shownOn(page), body)
    else for (const row of rowsOf(page, rows)) next = withOneRow(next, form, page, row, shown, body)
  }
  const officePage = OFFICE_FORM.pages[0] as Page
  const said = withPage({ raw: typed.office, rows: {} }, OFFICE_FORM, officePage, shownOn(officePage), body)
  return { ...next, office: said.raw }
}

function withOneRow(
  typed: Typed,
  form: FormDefinition,
  page: Page,
  row: string,
  shown: string[],
  body: Raw,
): Typed {
  const isNew = !typed.rows[page.id]?.some(({ id }) => id === row)
  if (isNew && isFull(typed, page)) return typed
  const own = shown.map(fieldOf).filter((field) => field.row === row)
  const said = Object.entries(body).filter(([name]) => name.startsWith(`${row}-`))
  const raw = Object.fromEntries(said.map(([name, value]) => [name.slice(row.length + 1), value]))
  return withRow(
    typed,
    form,
    page,
    row,
    own.map(({ key }) => key),
    raw,
  )
}

const rowsOf = (page: Page, rows: string[]) =>
  rows
    .map((one) => one.split('/') as [string, string | undefined])
    .filter(([at, row]) => at === page.id && row !== undefined && ROW.test(row))
    .map(([, row]) => row as string)

const listOf = (body: Raw, name: string) => [body[name] ?? ''].flat().join(' ').split(' ').filter(Boolean)

export function isFull(typed: Typed, page: Page): boolean {
  return (typed.rows[page.id]?.length ?? 0) >= (page.repeat?.max ?? 0)
}

/** One more row, empty but for where it most likely is. */
export function withNewRow(
  typed: CounterTyped,
  form: FormDefinition,
  page: Page,
  row: string,
  here: Here,
): CounterTyped {
  if (isFull(typed, page)) return typed
  const raw = Object.assign({}, ...page.fields.map((key) => homeOf(key, form.fields[key], here))) as Raw
  const rows = [...(typed.rows[page.id] ?? []), { id: row, raw }]
  return { ...typed, rows: { ...typed.rows, [page.id]: rows } }
}

export const withoutOneRow = (typed: CounterTyped, page: Page, row: string): CounterTyped => ({
  ...typed,
  ...withoutRow(typed, page, row),
})

/** The same words in two tabs are no difference; nor is an empty field that was never sent. */
export function isSaidAlike(one: string | string[] | undefined, other: string | string[] | undefined) {
  return [one ?? ''].flat().join('\n') === [other ?? ''].flat().join('\n')
}

/** The names of a field's inputs. */
export function namesOf(key: string, field: Field): string[] {
  return kindOf(field).parts.map((part) => (part ? `${key}.${part}` : key))
}

export const isNothing = (raw: Raw, names: string[]) =>
  names.every((name) => [raw[name] ?? ''].flat().every(isBlank))
