import { fill, say, type Lang, type Text } from '../i18n/text.ts'
import { formsMessages } from '../i18n/messages/forms.ts'
import type { Field, FileRef, FormDefinition } from './definition.ts'
import { givenOf, type Fault, type Raw } from './kind.ts'
import { kindOf } from './kinds.ts'
import type { Problem } from './walk.ts'

/** One question as a template needs it, with the kind's own view beside these. */
export type FieldView = {
  key: string
  /** Template `fields/<kind>`. */
  template: string
  label: string
  hint: string
  isRequired: boolean
  /** The sentence of the error, empty without one; `faultPart` is the input it belongs to. */
  problem: string
  faultPart: string
  describedBy: string
} & Record<string, unknown>

export type ProblemView = { href: string; text: string }

/** The questions of one page (or one row of it), filled with what was typed, faults beside them. */
export function fieldViews(
  form: FormDefinition,
  shown: string[],
  raw: Raw,
  files: (key: string) => FileRef[],
  problems: Problem[],
  lang: Lang,
): FieldView[] {
  return shown.flatMap((key) => {
    const field = form.fields[key]
    if (!field) return []
    const problem = problems.find((one) => one.key === key)
    return [fieldView(key, field, raw, files(key), problem?.fault, lang)]
  })
}

function fieldView(
  key: string,
  field: Field,
  raw: Raw,
  files: FileRef[],
  fault: Fault | undefined,
  lang: Lang,
): FieldView {
  const hint = field.hint ? say(field.hint, lang) : ''
  return {
    key,
    template: `fields/${field.kind}`,
    label: say(field.label, lang),
    hint,
    isRequired: field.required,
    problem: fault ? say(faultText(field.kind, fault, field.label), lang) : '',
    faultPart: fault?.part ?? '',
    describedBy: [hint && `${key}-hint`, fault && `${key}-error`].filter(Boolean).join(' '),
    ...kindOf(field).view(field, givenOf(key, raw, files), lang),
  }
}

/** The error summary: the same sentences, each leading to the input it is about. */
export function problemViews(form: FormDefinition, problems: Problem[], lang: Lang): ProblemView[] {
  return problems.map((problem) => ({
    href: `#${inputId(form, problem)}`,
    text: say(problemText(form, problem), lang),
  }))
}

export function problemText(form: FormDefinition, problem: Problem): Text {
  const field = form.fields[problem.key]
  const page = form.pages.find((one) => one.id === problem.page)
  const label = field?.label ?? page?.title ?? { th: '', en: '' }
  return faultText(field?.kind ?? 'rows', problem.fault, label)
}

/** Ids are `key`, `key-part`; options of a choice are `key-<option id>`. */
function inputId(form: FormDefinition, problem: Problem): string {
  const field = form.fields[problem.key]
  const part = problem.fault.part ?? (field ? kindOf(field).firstPart(field) : '')
  return part ? `${problem.key}-${part}` : problem.key
}

function faultText(kind: string, fault: Fault, label: Text): Text {
  const messages: Record<string, Text> = formsMessages
  const sentence =
    messages[`forms.${kind}.${fault.code}`] ??
    messages[`forms.any.${fault.code}`] ??
    formsMessages['forms.any.invalid']
  const values = { label, ...fault.values }
  return { th: fill(sentence, inLanguage(values, 'th')).th, en: fill(sentence, inLanguage(values, 'en')).en }
}

function inLanguage(values: Record<string, Text | string | number>, lang: Lang) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'object' ? say(value, lang) : value,
    ]),
  )
}
