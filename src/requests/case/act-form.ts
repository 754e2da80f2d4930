import type { Answers, FormDefinition } from '../../forms/definition.ts'
import type { Raw } from '../../forms/kind.ts'
import { fieldViews, problemText, type FieldView, type ProblemView } from '../../forms/page.ts'
import { walk } from '../../forms/walk.ts'
import { say, type Lang, type Text } from '../../i18n/text.ts'
import type { DurationUnit } from '../../catalogue/service.ts'
import type { FormBody } from '../../web/body.ts'
import type { Upload } from '../application.ts'
import type { ActInput } from '../desk/acts.ts'
import type { Outcome } from '../events.ts'
import type { Around, Asked, Group } from './asked.ts'

/** What is wrong with one field, in words. */
export type Wrong = { field: string; text: Text }

const PAGE = 'act'
const NO_WORDS: Text = { th: '', en: '' }

/** The act as the form language knows a form: one page, nothing skipped. */
function formOf({ fields }: Asked): FormDefinition {
  return {
    sections: [],
    pages: [{ id: PAGE, section: '', title: NO_WORDS, fields: Object.keys(fields) }],
    fields,
    conditions: {},
    declaration: NO_WORDS,
  }
}

/** What was typed into the act's own fields; what else a form sends along is left out. */
export function typedIn(asked: Asked, body: FormBody): Raw {
  const names = Object.entries(asked.fields).flatMap(([key, { kind }]) =>
    kind === 'date' ? DATE_PARTS.map((part) => `${key}.${part}`) : [key],
  )
  return Object.fromEntries(names.map((name) => [name, body[name] ?? '']))
}

const DATE_PARTS = ['day', 'month', 'year']

/** The act as typed, and what of it cannot even be read; the rules of the act come after. */
export function readAct(
  act: ActInput['act'],
  asked: Asked,
  raw: Raw,
  uploads: Upload[],
  { file, today }: Pick<Around, 'file' | 'today'>,
): { input: ActInput; wrong: Wrong[] } {
  const form = formOf(asked)
  const { answers, problems } = walk(form, { raw, rows: {}, files: {} }, today)
  // What an act needs, its own rules say, and say better; a day alone has a silent default there.
  const unread = problems.filter(
    ({ key, fault }) => fault.code !== 'required' || asked.fields[key]?.kind === 'date',
  )
  const wrong = unread.map((problem) => ({ field: problem.key, text: problemText(form, problem) }))
  return { input: inputOf(act, answers, uploads, file), wrong }
}

function inputOf(act: ActInput['act'], answers: Answers, uploads: Upload[], file: Around['file']): ActInput {
  const word = (key: string) => {
    const answer = answers[key]
    return typeof answer === 'string' && answer !== '' ? { [key]: answer } : {}
  }
  const n = answers['n']
  return {
    act,
    ...word('text'),
    ...word('step'),
    ...word('division'),
    ...word('ground'),
    ...word('legalReason'),
    ...word('other'),
    ...word('day'),
    ...destination(answers['to']),
    ...(typeof n === 'number' && { n }),
    ...(Array.isArray(answers['got']) && { got: (answers['got'] as string[]).map(Number) }),
    ...(answers['unit'] !== undefined && { unit: answers['unit'] as DurationUnit }),
    ...(answers['outcome'] !== undefined && { outcome: answers['outcome'] as Outcome }),
    ...(act === 'askMissing' && { items: itemsOf(answers, file) }),
    ...(uploads.length > 0 && { uploads }),
  }
}

/** `division:<id>` or `officer:<id>`. */
function destination(to: unknown): Pick<ActInput, 'division' | 'officer'> {
  const [, what, id = ''] = /^(division|officer):(.+)$/.exec(typeof to === 'string' ? to : '') ?? []
  if (what === 'division') return { division: id }
  return what === 'officer' ? { officer: id } : {}
}

/** Every missing thing on a line of its own, in the applicant's language. */
function itemsOf(answers: Answers, { published, request }: Around['file']): string[] {
  const ticked = (answers['documents'] ?? []) as string[]
  const names = published.definition.manual.documents
    .filter(({ id }) => ticked.includes(id))
    .map(({ name }) => say(name, request.lang))
  const typed = typeof answers['items'] === 'string' ? answers['items'].split('\n') : []
  return [...names, ...typed.map((line) => line.trim()).filter(Boolean)]
}

/** One fault for each field: what cannot be read hides what the rules would say of it. */
export function together(read: Wrong[], ruled: Wrong[], asked: Asked): Wrong[] {
  const faults = new Map<string, Wrong>()
  for (const one of [...read, ...ruled]) {
    const field = fieldOf(one.field, asked)
    if (!faults.has(field)) faults.set(field, { field, text: one.text })
  }
  return [...faults.values()]
}

/** Rules speak of what an act needs; the page may ask for it under another name. */
function fieldOf(named: string, { fields }: Asked): string {
  if (named in fields || named === 'uploads') return named
  if ((named === 'division' || named === 'officer') && 'to' in fields) return 'to'
  return Object.keys(fields)[0] ?? 'act'
}

export type ActField = FieldView & { groups?: { label: string; options: unknown[] }[] }

/** The fields of the act, filled with what was typed, each fault beside its field and in the summary. */
export function actFields(asked: Asked, raw: Raw, wrong: Wrong[], lang: Lang) {
  const form = formOf(asked)
  const views: FieldView[] = fieldViews(form, Object.keys(asked.fields), raw, () => [], [], lang)
  const fields = views.map((view) => {
    const problem = wrong.find(({ field }) => field === view.key)
    const groups = asked.groups[view.key]
    return {
      ...view,
      ...(problem && {
        problem: say(problem.text, lang),
        describedBy: [view.describedBy, `${view.key}-error`].filter(Boolean).join(' '),
      }),
      ...(groups && {
        template: 'case/pick',
        groups: groups.map((group) => groupView(group, raw, view.key, lang)),
      }),
    }
  })
  return { fields, problems: wrong.map((one) => problemView(one, asked, lang)) }
}

function groupView({ label, options }: Group, raw: Raw, key: string, lang: Lang) {
  return {
    label: say(label, lang),
    options: options.map((option) => ({
      id: option.id,
      label: say(option.label, lang),
      chosen: raw[key] === option.id,
    })),
  }
}

function problemView({ field, text }: Wrong, asked: Asked, lang: Lang): ProblemView {
  return { href: `#${inputId(field, asked)}`, text: say(text, lang) }
}

function inputId(key: string, asked: Asked): string {
  const field = asked.fields[key]
  if (key in asked.groups || !field) return key
  if (field.kind === 'date') return `${key}-day`
  if (field.kind === 'choice') return `${key}-${field.options[0]?.id ?? ''}`
  return key
}
