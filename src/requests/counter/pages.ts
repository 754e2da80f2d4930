import type { FormDefinition } from '../../forms/definition.ts'
import type { Raw } from '../../forms/kind.ts'
import { fieldViews, type FieldView, type ProblemView } from '../../forms/page.ts'
import type { WalkedPage } from '../../forms/walk.ts'
import { message } from '../../i18n/messages.ts'
import { say, type Lang } from '../../i18n/text.ts'
import { slotOf } from '../draft-input.ts'
import type { Difference } from './differences.ts'
import type { CounterDraft } from './drafts.ts'
import { inputKey, isFull, neededContacts, REVISION, ROWS, SHOWN } from './form.ts'
import { OFFICE, OFFICE_FORM } from './office.ts'
import { pageName, type CounterProblem } from './problems.ts'

// Plain data for the counter's one page: no HTTP, no storage.

/** What is said of a draft beside its questions. */
export type Told = {
  problems: CounterProblem[]
  /** Faults of uploads, in the person's language already. */
  uploads: { name: string; text: string }[]
  differences: Difference[]
  /** Questions that came up with the last answers. */
  isMore: boolean
}

export const NOTHING_TOLD: Told = { problems: [], uploads: [], differences: [], isMore: false }

/** Every question that is asked now, on one page, with what was typed and what is wrong with it. */
export function counterPage(draft: CounterDraft, told: Told, lang: Lang) {
  const { form, walked, published, office } = draft
  const marks = marksOf(told, lang)
  const ofOffice = officeFields(draft, marks, lang)
  const named = (keys: readonly string[]) => ofOffice.filter(({ key }) => keys.includes(key))
  const sections = walked.pages.map((one) => sectionOf(draft, one, marks, lang))
  return {
    service: say(published.definition.title, lang),
    office: named([OFFICE.channel, OFFICE.lang, OFFICE.isLater, OFFICE.day, OFFICE.time, OFFICE.reason]),
    isLater: office.raw[OFFICE.isLater] === 'yes',
    sections: sections.map((section) => withSpared(section, draft, named([OFFICE.noContact]))),
    waiting: waitingSections(form, walked.pages, lang),
    declaration: say(form.declaration, lang),
    declared: named([OFFICE.declared]),
    known: [
      { name: SHOWN, value: shownNames(draft).join(' ') },
      { name: ROWS, value: rowNames(draft).join(' ') },
      { name: REVISION, value: String(draft.draft.revision) },
    ],
    problems: marks.map(({ href, text }): ProblemView => ({ href, text })),
    differences: told.differences.map(({ label, other }) => ({
      label: say(label, lang),
      other: say(other, lang),
    })),
    isMore: told.isMore,
  }
}

/** The inputs' names of all questions that are shown, in the order of the page. */
export function shownNames({ walked, typed, office }: CounterDraft): string[] {
  const ofForm = walked.pages.flatMap(({ page, rows }) =>
    rows.flatMap((keys, index) => keys.map((key) => inputKey(key, typed.rows[page.id]?.[index]?.id))),
  )
  return [...(office.walked.pages[0]?.rows[0] ?? []), ...ofForm]
}

function rowNames({ walked, typed }: CounterDraft): string[] {
  const repeats = walked.pages.filter(({ page }) => page.repeat)
  return repeats.flatMap(({ page }) => (typed.rows[page.id] ?? []).map(({ id }) => `${page.id}/${id}`))
}

type Mark = { name: string; part: string; href: string; text: string }

function marksOf({ problems, uploads }: Told, lang: Lang): Mark[] {
  const ofUploads = uploads.map((fault) => ({ ...fault, part: '', href: `#${fault.name}` }))
  const ofAnswers = problems.map(({ name, part, text }) => ({
    name,
    part,
    href: `#${part ? `${name}-${part}` : name}`,
    text: say(text, lang),
  }))
  return [...ofUploads, ...ofAnswers]
}

type Section = ReturnType<typeof sectionOf>

function sectionOf(draft: CounterDraft, { page, rows }: WalkedPage, marks: Mark[], lang: Lang) {
  const { typed } = draft
  const own = typed.rows[page.id] ?? []
  return {
    id: page.id,
    name: pageName(page),
    title: say(page.title, lang),
    intro: page.intro ? say(page.intro, lang) : '',
    isRepeat: page.repeat !== undefined,
    rowName: page.repeat ? say(page.repeat.row, lang) : '',
    canAdd: page.repeat !== undefined && !isFull(typed, page),
    most: page.repeat?.max ?? 0,
    problem: marks.find(({ name }) => name === pageName(page))?.text ?? '',
    fields: page.repeat ? [] : fieldsOf(draft, rows[0] ?? [], undefined, marks, lang),
    rows: page.repeat
      ? own.map((row, index) => ({
          id: row.id,
          number: index + 1,
          fields: fieldsOf(draft, rows[index] ?? [], row, marks, lang),
        }))
      : [],
  }
}

function fieldsOf(
  { form, typed, input }: CounterDraft,
  shown: string[],
  row: { id: string; raw: Raw } | undefined,
  marks: Mark[],
  lang: Lang,
): FieldView[] {
  const files = (key: string) => input.files[slotOf(key, row?.id)] ?? []
  const views = fieldViews(form, shown, row?.raw ?? typed.raw, files, [], lang)
  return views.map((view) => marked(named(view, row?.id), marks))
}

function officeFields({ office }: CounterDraft, marks: Mark[], lang: Lang): FieldView[] {
  const shown = office.walked.pages[0]?.rows[0] ?? []
  return fieldViews(OFFICE_FORM, shown, office.raw, () => [], [], lang).map((view) => marked(view, marks))
}

function named(view: FieldView, row: string | undefined): FieldView {
  const key = inputKey(view.key, row)
  return { ...view, key, describedBy: view.hint ? `${key}-hint` : '' }
}

function marked(view: FieldView, marks: Mark[]): FieldView {
  const mark = marks.find(({ name }) => name === view.key)
  if (!mark) return view
  const describedBy = [view.describedBy, `${view.key}-error`].filter(Boolean).join(' ')
  return { ...view, problem: mark.text, faultPart: mark.part, describedBy }
}

/** The tick for people without telephone or e-mail stands before the first of them that the form demands. */
function withSpared(section: Section, { published }: CounterDraft, tick: FieldView[]): Section {
  const needed = neededContacts(published.definition)
  const at = section.fields.findIndex(({ key }) => needed.includes(key))
  return at < 0 ? section : { ...section, fields: section.fields.toSpliced(at, 0, ...tick) }
}

/** Parts of the form that are not asked now, where its author said in words when they are. */
function waitingSections(form: FormDefinition, pages: WalkedPage[], lang: Lang) {
  const asked = new Set(pages.map(({ page }) => page.id))
  return form.pages.flatMap((page) => {
    const when = page.showIf ? form.conditions[page.showIf]?.say : undefined
    if (asked.has(page.id) || !when) return []
    return [{ title: say(page.title, lang), when: say(when, lang) }]
  })
}

/** A draft in the list of those not yet filed: by whose name it can be told. */
export function draftLine(draft: CounterDraft, lang: Lang) {
  const { published, typed } = draft
  const key = published.definition.applicant.name
  const typedName = key === undefined ? '' : String([typed.raw[key] ?? ''].flat()[0] ?? '').trim()
  return {
    href: `/desk/counter/${draft.draft.id}`,
    service: say(published.definition.title, lang),
    name: typedName || message('counter.drafts.nobody', lang),
    updatedAt: draft.draft.updatedAt,
  }
}
