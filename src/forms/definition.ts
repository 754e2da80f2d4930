import type { Text } from '../i18n/text.ts'

/** The form language. A form is data: an ordered list of pages over a record of fields. */
export type FormDefinition = {
  sections: Section[]
  pages: Page[]
  fields: Record<string, Field>
  conditions: Record<string, Condition>
  /** What the applicant declares before sending. */
  declaration: Text
}

export type Section = { id: string; title: Text }

/**
 * Pages run in array order; `showIf` only skips. With `repeat` the page is asked once for each row
 * (`min`..`max` rows); `repeat.row` names one row, as in “อาคาร” / “building”.
 */
export type Page = {
  id: string
  section: string
  title: Text
  intro?: Text
  showIf?: string
  repeat?: { min: number; max: number; row: Text }
  fields: string[]
}

/**
 * A closed tree over option ids and numbers, looking backwards only. `{use}` names another condition.
 * `say` is the condition in words, needed where a document or a fee depends on it.
 */
export type Condition = ConditionTree & { say?: Text }
export type ConditionTree =
  | { all: ConditionTree[] }
  | { any: ConditionTree[] }
  | { not: ConditionTree }
  | { use: string }
  | { q: string; op: 'eq' | 'ne'; v: string | number | boolean }
  | { q: string; op: 'in'; v: (string | number)[] }
  | { q: string; op: 'answered' }
  | { q: string; op: 'gt' | 'gte' | 'lt' | 'lte'; v: number }

export const PII = ['none', 'personal', 'sensitive'] as const

type Common = {
  label: Text
  hint?: Text
  required: boolean
  pii: (typeof PII)[number]
  showIf?: string
}

export type Option = { id: string; label: Text; hint?: Text }

export type TextField = Common & {
  kind: 'text'
  maxLength?: number
  /** Filled-in help of the browser, as in `name`, `street-address`. */
  autocomplete?: string
  /** A number that is no amount, as of an account: digits only, between how many. Spaces and dashes are dropped. */
  digits?: { least: number; most: number }
  /** Suggestions that do not limit what may be typed (name prefixes, for one). */
  suggestions?: Text[]
}
export type LongTextField = Common & { kind: 'longText'; maxLength?: number; rows?: number }
export type NumberField = Common & {
  kind: 'number'
  min?: number
  max?: number
  /** How many digits may follow the point; 0 when missing. */
  decimals?: number
  /** Shown without separators: 2570, not 2,570. */
  isYear?: boolean
  unit?: Text
}
/** Satang. */
export type MoneyField = Common & { kind: 'money'; minSatang?: number; maxSatang?: number }
export type ChoiceField = Common & {
  kind: 'choice'
  many: boolean
  options: Option[]
  /** An own answer beside the options, stored as `other:<words>`. */
  other?: { label: Text }
}
export type DateField = Common & {
  kind: 'date'
  /** `today` or an ISO date, both included. */
  earliest?: string
  latest?: string
  /** The key of a date asked before, on the same page or an earlier one, that this one must not lie before. */
  notBefore?: string
  /** Old ID cards state a year only: day, or day and month, may be unknown (`2500`, `2500-03`, in CE). */
  partial?: boolean
}
export type ThaiIdField = Common & { kind: 'thaiId' }
export type PhoneField = Common & { kind: 'phone' }
export type EmailField = Common & { kind: 'email' }
export type AddressField = Common & { kind: 'address' }
export type PlaceField = Common & { kind: 'place' }
export type FileField = Common & {
  kind: 'file'
  accept: FileType[]
  maxFiles: number
}
export type DeclarationField = Common & { kind: 'declaration' }

export const FILE_TYPES = ['pdf', 'jpg', 'png', 'webp', 'heic'] as const
export type FileType = (typeof FILE_TYPES)[number]

export type Field =
  | TextField
  | LongTextField
  | NumberField
  | MoneyField
  | ChoiceField
  | DateField
  | ThaiIdField
  | PhoneField
  | EmailField
  | AddressField
  | PlaceField
  | FileField
  | DeclarationField

export type FieldKind = Field['kind']

/** One stored upload, as an answer names it. `size` in bytes. */
export type FileRef = { id: string; name: string; type: string; size: number }

/** `code` is the postcode. Only `houseNo`, `subdistrict`, `district` and `province` are always there. */
export type Address = {
  houseNo: string
  moo?: string
  village?: string
  soi?: string
  road?: string
  subdistrict: string
  district: string
  province: string
  code?: string
}

/** Landmark words first; coordinates in degrees (WGS 84) only when someone gave them. */
export type Place = { landmark: string; lat?: number; lng?: number }

/**
 * A canonical answer: text, phone, email, thaiId → string (digits only for thaiId and phone);
 * number → number; money → satang; choice → option id(s) or `other:<words>`; date → ISO date (CE),
 * or `yyyy`, `yyyy-mm` where partial; declaration → true.
 */
export type Answer = string | number | boolean | string[] | Address | Place | FileRef[]

/** Answers of the whole form: fields by key; a repeat page by its page id, one record for each row. */
export type Answers = { [key: string]: Answer | Record<string, Answer>[] }
