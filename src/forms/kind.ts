import type { Lang, Text } from '../i18n/text.ts'
import type { Answer, Field, FileRef } from './definition.ts'

/** What was typed, by input name: a field's key, or `key.part` where a field has several inputs. */
export type Raw = Record<string, string | string[]>

/** What was typed into one field. */
export type Given = {
  one(part?: string): string
  many(part?: string): string[]
  files: FileRef[]
}

/** `code` names the sentence (`forms.<kind>.<code>`); `part` is the input the summary links to. */
export type Fault = { code: string; part?: string; values?: Record<string, Text | string | number> }

/** Today in Bangkok, for dates that must lie before or after it. */
export type Today = string

export type Reading = { answer?: Answer; fault?: Fault }

/** One kind of field knows all its renderings: rule, schema, view, text, columns. */
export type Kind<F extends Field> = {
  /** Input names after the key; the empty part is the key itself. */
  parts: readonly string[]
  /** The first input: where a link in the error summary leads. */
  firstPart: (field: F) => string
  /** From what was typed to a canonical answer. Nothing typed gives neither answer nor fault. */
  read(field: F, given: Given): Reading
  /** The rule on a canonical answer. The JSON Schema of `schema` accepts exactly what this accepts. */
  check(field: F, answer: unknown, today: Today): Fault | undefined
  schema(field: F): JsonSchema
  /** Plain data for the field's template, beside label, hint and problem. */
  view(field: F, given: Given, lang: Lang): Record<string, unknown>
  /** The answer in words, a line each. */
  text(field: F, answer: Answer, lang: Lang): string[]
  /** Stable columns: suffix (empty for the plain one) → cell. */
  cells(field: F, answer: Answer | undefined): Record<string, string>
}

export type JsonSchema = { [keyword: string]: unknown }

/** The given values of a field out of everything typed. */
export function givenOf(key: string, raw: Raw, files: FileRef[] = []): Given {
  const name = (part?: string) => (part ? `${key}.${part}` : key)
  return {
    one: (part) => {
      const value = raw[name(part)]
      return (Array.isArray(value) ? value[0] : value) ?? ''
    },
    many: (part) => {
      const value = raw[name(part)]
      return value === undefined ? [] : Array.isArray(value) ? value : [value]
    },
    files,
  }
}

/**
 * Words on one line, and words on lines parted by LF, as JSON Schema patterns. Not blank, and without NUL,
 * which PostgreSQL cannot store. Written so that each letter can match in one way only: a long text that
 * fails must fail fast.
 */
export const ONE_LINE = '^[^\\S\\r\\n]*[^\\s\\u0000][^\\r\\n\\u0000]*$'
export const LINES = '^[^\\S\\r]*[^\\s\\u0000][^\\r\\u0000]*$'

/** True for the empty string and for white space of any script. */
export function isBlank(value: string): boolean {
  return !/\S/u.test(value)
}

export function codePoints(value: string): number {
  let count = 0
  for (const _ of value) count++
  return count
}

/** An answer that is one word or number, as it stands; empty for none. */
export function plain(answer: Answer | undefined): string {
  return answer === undefined || typeof answer === 'object' ? '' : String(answer)
}
