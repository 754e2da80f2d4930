import { holds } from './conditions.ts'
import type { Answer, Answers, Field, FileRef, FormDefinition, Page } from './definition.ts'
import { givenOf, type Fault, type Raw, type Reading, type Today } from './kind.ts'
import { kindOf } from './kinds.ts'
import { liesBefore } from './kinds/date.ts'

/** What has been typed and uploaded so far. Files by field key, or `<row id>/<field key>` in a repeat. */
export type Input = {
  raw: Raw
  rows: Record<string, Row[]>
  files: Record<string, FileRef[]>
}
export type Row = { id: string; raw: Raw }

/** `row` is the index of the row in a repeat page. */
export type Problem = { page: string; row?: number; key: string; fault: Fault }

export type Walked = {
  /** Canonical answers of what is shown; only worth keeping when there are no problems. */
  answers: Answers
  problems: Problem[]
  /** The pages on this person's way, in order, with the fields shown there. */
  pages: WalkedPage[]
}
export type WalkedPage = { page: Page; rows: string[][] }

type Values = Record<string, Answer>

/** How one field's answer is found: read from what was typed, or taken from canonical answers. */
type Source = (key: string, field: Field, page: Page, row: number | undefined) => Reading

export const NO_INPUT: Input = { raw: {}, rows: {}, files: {} }

/**
 * Prune, then validate: pages and fields in order; what a condition hides contributes nothing, and no
 * later condition sees it.
 */
export function walk(form: FormDefinition, input: Input, today: Today): Walked {
  return walkBy(
    form,
    today,
    (page) => input.rows[page.id]?.length ?? 0,
    (key, field, page, row) => {
      const at = row === undefined ? undefined : input.rows[page.id]?.[row]
      const files = input.files[at ? `${at.id}/${key}` : key] ?? []
      return kindOf(field).read(field, givenOf(key, at ? at.raw : input.raw, files))
    },
  )
}

/** The same rules on canonical answers: true when they are complete, valid and hold nothing hidden. */
export function accepts(form: FormDefinition, answers: Answers, today: Today): boolean {
  if (!isRecord(answers)) return false
  const walked = walkAnswers(form, answers, today)
  return walked.problems.length === 0 && sameKeys(form, walked.answers, answers)
}

/** The pages and fields that a filed submission showed. */
export function pagesOf(form: FormDefinition, answers: Answers): WalkedPage[] {
  return walkAnswers(form, answers, undefined).pages
}

function walkAnswers(form: FormDefinition, answers: Answers, today: Today | undefined): Walked {
  const rowsOf = (page: Page) => {
    const rows = answers[page.id]
    return Array.isArray(rows) ? rows.length : 0
  }
  return walkBy(form, today, rowsOf, (key, _field, page, row) => {
    const holder = row === undefined ? answers : (answers[page.id] as Values[])[row]
    const answer = isRecord(holder) ? (holder as Values)[key] : undefined
    return answer === undefined ? {} : { answer }
  })
}

/** Without `today` nothing is checked: what was right on the day of filing is not judged again. */
function walkBy(
  form: FormDefinition,
  today: Today | undefined,
  rowsOf: (page: Page) => number,
  source: Source,
): Walked {
  const walked: Walked = { answers: {}, problems: [], pages: [] }
  const answers = walked.answers as Values
  for (const page of form.pages) {
    if (page.showIf && !holds(page.showIf, form.conditions, (key) => answers[key])) continue
    if (page.repeat) walkRows(form, page, rowsOf(page), today, source, walked)
    else {
      const shown = walkFields(form, page, undefined, answers, answers, today, source, walked.problems)
      walked.pages.push({ page, rows: [shown] })
    }
  }
  return walked
}

function walkRows(
  form: FormDefinition,
  page: Page,
  count: number,
  today: Today | undefined,
  source: Source,
  walked: Walked,
) {
  const repeat = page.repeat ?? { min: 0, max: 0 }
  const rows = Array.from({ length: count }, (): Values => ({}))
  const shown = rows.map((row, index) =>
    walkFields(form, page, index, row, walked.answers as Values, today, source, walked.problems),
  )
  walked.pages.push({ page, rows: shown })
  if (count < repeat.min) walked.problems.push(rowProblem(page, 'tooFewRows', repeat.min))
  if (count > repeat.max) walked.problems.push(rowProblem(page, 'tooManyRows', repeat.max))
  if (count > 0) walked.answers[page.id] = rows
}

function walkFields(
  form: FormDefinition,
  page: Page,
  row: number | undefined,
  into: Values,
  outer: Values,
  today: Today | undefined,
  source: Source,
  problems: Problem[],
): string[] {
  const shown: string[] = []
  const known = (key: string) => into[key] ?? outer[key]
  for (const key of page.fields) {
    const field = form.fields[key]
    if (!field || (field.showIf && !holds(field.showIf, form.conditions, known))) continue
    shown.push(key)
    const reading = source(key, field, page, row)
    const fault =
      reading.fault ??
      faultOf(field, reading.answer, today) ??
      (today === undefined ? undefined : orderFault(form, field, reading.answer, known))
    if (fault) problems.push({ page: page.id, ...(row !== undefined && { row }), key, fault })
    else if (reading.answer !== undefined) into[key] = reading.answer
  }
  return shown
}

function faultOf(field: Field, answer: Answer | undefined, today: Today | undefined): Fault | undefined {
  if (today === undefined) return undefined
  if (answer !== undefined) return kindOf(field).check(field, answer, today)
  return field.required ? { code: 'required' } : undefined
}

/** A day that lies before the one it must not lie before; with that one unasked or unanswered all is well. */
function orderFault(
  { fields }: FormDefinition,
  field: Field,
  answer: Answer | undefined,
  known: (key: string) => Answer | undefined,
): Fault | undefined {
  const key = field.kind === 'date' ? field.notBefore : undefined
  const first = key === undefined ? undefined : known(key)
  if (key === undefined || typeof first !== 'string' || typeof answer !== 'string') return undefined
  const label = fields[key]?.label ?? { th: '', en: '' }
  return liesBefore(answer, first)
    ? { code: 'beforeOther', part: 'day', values: { other: label } }
    : undefined
}

function rowProblem(page: Page, code: string, limit: number): Problem {
  return { page: page.id, key: page.id, fault: { code, values: { limit, row: page.repeat?.row ?? '' } } }
}

function sameKeys(form: FormDefinition, walked: Answers, given: Answers): boolean {
  return (
    sameKeySet(walked, given) &&
    form.pages.every((page) => {
      const rows = walked[page.id]
      if (!page.repeat || !Array.isArray(rows)) return true
      const givenRows: unknown[] = given[page.id] as Values[]
      return givenRows.every((row, index) => isRecord(row) && sameKeySet(rows[index] as Values, row))
    })
  )
}

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function sameKeySet(walked: object, given: object): boolean {
  const keys = Object.keys(given).filter((key) => (given as Values)[key] !== undefined)
  return keys.length === Object.keys(walked).length && keys.every((key) => key in walked)
}
