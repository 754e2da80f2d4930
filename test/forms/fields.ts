import type { Field, FieldKind, FileRef, FormDefinition } from '../../src/forms/definition.ts'
import { givenOf, type Fault, type Raw } from '../../src/forms/kind.ts'
import { kindOf } from '../../src/forms/kinds.ts'
import { problemText } from '../../src/forms/page.ts'
import type { Answer } from '../../src/forms/definition.ts'
import type { Text } from '../../src/i18n/text.ts'

export const LABEL: Text = { th: 'คำถามนี้', en: 'This question' }

const common = { label: LABEL, required: true, pii: 'none' } as const

/** One field of each kind, with everything the kind can be set to. */
export const ONE_OF_EACH: { [K in FieldKind]: Extract<Field, { kind: K }> } = {
  text: {
    kind: 'text',
    maxLength: 10,
    autocomplete: 'name',
    suggestions: [{ th: 'นาย', en: 'Mr' }],
    ...common,
  },
  longText: { kind: 'longText', maxLength: 20, rows: 3, ...common },
  number: { kind: 'number', min: 1, max: 1500, unit: { th: 'ต้น', en: 'trees' }, ...common },
  money: { kind: 'money', minSatang: 100, maxSatang: 150_000, ...common },
  choice: {
    kind: 'choice',
    many: false,
    options: [
      { id: 'out', label: { th: 'ดับ', en: 'Out' }, hint: { th: 'ไม่ติดเลย', en: 'No light at all' } },
      { id: 'dim', label: { th: 'หรี่', en: 'Dim' } },
    ],
    other: { label: { th: 'อย่างอื่น', en: 'Something else' } },
    ...common,
  },
  date: { kind: 'date', ...common },
  thaiId: { kind: 'thaiId', ...common },
  phone: { kind: 'phone', ...common },
  email: { kind: 'email', ...common },
  address: { kind: 'address', ...common },
  place: { kind: 'place', ...common },
  file: { kind: 'file', accept: ['pdf', 'jpg', 'heic'], maxFiles: 2, ...common },
  declaration: { kind: 'declaration', ...common },
}

/** A form of one page that asks these fields. */
export function formOf(fields: Record<string, Field>): FormDefinition {
  return {
    sections: [{ id: 'only', title: LABEL }],
    pages: [{ id: 'page', section: 'only', title: LABEL, fields: Object.keys(fields) }],
    fields,
    conditions: {},
    declaration: LABEL,
  }
}

export const upload = (id: string): FileRef => ({
  id: `upload-${id}`,
  name: 'รูป.jpg',
  type: 'image/jpeg',
  size: 2048,
})

/** What one field makes of what was typed: the key is `it`. */
export function typedInto(
  field: Field,
  raw: string | Raw,
  today = '2026-06-15',
  files: FileRef[] = [],
): Result {
  const given = givenOf('it', typeof raw === 'string' ? { it: raw } : raw, files)
  const { answer, fault } = kindOf(field).read(field, given)
  if (fault) return { fault }
  if (answer === undefined) return field.required ? { fault: { code: 'required' } } : {}
  const found = kindOf(field).check(field, answer, today)
  return found ? { fault: found } : { answer }
}

export type Result = { answer?: Answer; fault?: Fault }

export function sentenceOf(field: Field, fault: Fault): Text {
  return problemText(formOf({ it: field }), { page: 'page', key: 'it', fault })
}
