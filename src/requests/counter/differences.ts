import type { FormDefinition } from '../../forms/definition.ts'
import { givenOf, type Raw } from '../../forms/kind.ts'
import { kindOf } from '../../forms/kinds.ts'
import type { Text } from '../../i18n/text.ts'
import type { CounterDraft } from './drafts.ts'
import { isNothing, isSaidAlike, namesOf } from './form.ts'
import { OFFICE_FORM } from './office.ts'

/** A question that two tabs answered otherwise, with the words that were replaced. */
export type Difference = { label: Text; other: Text }

/** What `before` held and `after` holds otherwise. Nothing said is nothing lost. */
export function differencesOf(before: CounterDraft, after: CounterDraft): Difference[] {
  const { form } = after
  const plain = form.pages.filter((page) => !page.repeat).flatMap(({ fields }) => fields)
  const ofRows = form.pages.flatMap((page) =>
    (before.typed.rows[page.id] ?? []).flatMap((row) => {
      const now = after.typed.rows[page.id]?.find(({ id }) => id === row.id)
      return inFields(form, page.fields, row.raw, now?.raw ?? {})
    }),
  )
  return [
    ...inFields(OFFICE_FORM, OFFICE_FORM.pages[0]?.fields ?? [], before.typed.office, after.typed.office),
    ...inFields(form, plain, before.typed.raw, after.typed.raw),
    ...ofRows,
  ]
}

function inFields(form: FormDefinition, keys: string[], before: Raw, after: Raw): Difference[] {
  return keys.flatMap((key) => {
    const field = form.fields[key]
    const names = field && field.kind !== 'file' ? namesOf(key, field) : []
    if (!field || isNothing(before, names)) return []
    if (names.every((name) => isSaidAlike(before[name], after[name]))) return []
    return [{ label: field.label, other: wordsOf(form, key, names, before) }]
  })
}

/** In the words of the field's kind where they can be read, else as they were typed. */
function wordsOf(form: FormDefinition, key: string, names: string[], raw: Raw): Text {
  const typed = names.flatMap((name) => [raw[name] ?? ''].flat()).filter(Boolean)
  const asTyped = { th: typed.join(' '), en: typed.join(' ') }
  const field = form.fields[key]
  // An identity number is shown masked elsewhere; here it is what would be lost.
  if (!field || field.kind === 'thaiId') return asTyped
  const kind = kindOf(field)
  const { answer } = kind.read(field, givenOf(key, raw))
  if (answer === undefined || kind.check(field, answer, '9999-12-31')) return asTyped
  const inWords = (lang: 'th' | 'en') => kind.text(field, answer, lang).join(' ')
  return { th: inWords('th'), en: inWords('en') }
}
