import { invalid, tooLarge } from '../errors.ts'

/** Bytes of a form without files: forty long answers in Thai, nine bytes a letter. */
export const FORM_BYTES = 1_048_576
export const FORM_FIELDS = 1_000

export type FormBody = Record<string, string | string[]>

/** The fields of a posted form; a name used more than once becomes a list. TooLarge beyond FORM_FIELDS. */
export function parseForm(body: string): FormBody {
  const form = Object.create(null) as FormBody
  let count = 0
  for (const [name, value] of new URLSearchParams(body)) {
    if (++count > FORM_FIELDS) throw tooLarge()
    // A NUL has no place in any answer, and PostgreSQL refuses it much later with a fault.
    if (name.includes('\0') || value.includes('\0')) throw invalid()
    const before = form[name]
    if (before === undefined) form[name] = value
    else if (Array.isArray(before)) before.push(value)
    else form[name] = [before, value]
  }
  return form
}
