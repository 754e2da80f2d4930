import type { IsoDay } from '../../calendar/dates.ts'
import type { Field, Option } from '../../forms/definition.ts'
import type { Raw } from '../../forms/kind.ts'
import { messageText } from '../../i18n/messages.ts'
import type { Text } from '../../i18n/text.ts'
import type { Officer } from '../../officers/officer.ts'
import type { DeskRules } from '../desk/acts.ts'
import type { CaseFile } from '../desk/case.ts'

/** What the page of an act is made from. */
export type Around = { officer: Officer; file: CaseFile; rules: DeskRules; today: IsoDay }

export type Group = { label: Text; options: Option[] }

/**
 * What an act asks, in the form language, so that it is read, checked and drawn like every form. A field whose
 * options are grouped is drawn as a list to pick from.
 */
export type Asked = {
  fields: Record<string, Field>
  groups: Record<string, Group[]>
  /** What stands in the fields before anybody has typed. */
  given: Raw
  takesFiles: boolean
}

export const NOTHING: Asked = { fields: {}, groups: {}, given: {}, takesFiles: false }
const WORDS = 5000

export function withWords(asked: Asked, key: string, label: string, required: boolean, rows = 6): Asked {
  return { ...asked, fields: { ...asked.fields, [key]: words(label, required, rows) } }
}

export const words = (label: string, required: boolean, rows = 6): Field => ({
  kind: 'longText',
  label: messageText(label),
  required,
  pii: 'personal',
  maxLength: WORDS,
  rows,
})

export const line = (label: string, hint: string): Field => ({
  kind: 'text',
  label: messageText(label),
  hint: messageText(hint),
  required: true,
  pii: 'none',
})

export const choice = (
  label: string,
  options: Option[],
  required: boolean,
  many = false,
  hint?: string,
): Field => ({
  kind: 'choice',
  label: messageText(label),
  ...(hint !== undefined && { hint: messageText(hint) }),
  required,
  pii: 'none',
  many,
  options,
})

export function picking(key: string, label: string, groups: Group[]): Asked {
  const options = groups.flatMap((group) => group.options)
  return { ...NOTHING, fields: { [key]: choice(label, options, true) }, groups: { [key]: groups } }
}
