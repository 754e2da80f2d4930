import type { FileRef, FormDefinition, Page } from '../../forms/definition.ts'
import { fieldViews, problemText, problemViews, type ProblemView } from '../../forms/page.ts'
import { answerGroups } from '../../forms/table.ts'
import type { Problem, WalkedPage } from '../../forms/walk.ts'
import { say, type Lang } from '../../i18n/text.ts'
import type { Application } from '../application.ts'
import { slotOf } from '../draft-input.ts'

// Plain data for the templates of filling in: no HTTP, no storage.

/** A fault of an upload, to stand beside its field like any other. */
export type UploadFault = { key: string; text: string }

export type PageNow = { page: Page; rowId?: string; shown: string[] }

/** One page of questions, or one row of a repeat page, with what was typed and the faults. */
export function questionPage(
  application: Application,
  now: PageNow,
  problems: Problem[],
  uploadFaults: UploadFault[],
  lang: Lang,
) {
  const { form, input, published } = application
  const { page, rowId, shown } = now
  const row = rowId === undefined ? undefined : input.rows[page.id]?.find((one) => one.id === rowId)
  const files = (key: string): FileRef[] => input.files[slotOf(key, rowId)] ?? []
  const fields = fieldViews(
    form,
    shown,
    rowId === undefined ? input.raw : (row?.raw ?? {}),
    files,
    problems,
    lang,
  )
  for (const fault of uploadFaults) markUpload(fields, fault)
  const position = positionOf(application, page)
  return {
    service: say(published.definition.title, lang),
    heading: page.repeat ? rowHeading(application, page, rowId, lang) : say(page.title, lang),
    intro: page.intro ? say(page.intro, lang) : '',
    section: sectionOf(form, page, lang),
    ...position,
    fields,
    hasFiles: shown.some((key) => form.fields[key]?.kind === 'file'),
    problems: [
      ...problemViews(form, problems, lang),
      ...uploadFaults.map(({ key, text }): ProblemView => ({ href: `#${key}`, text })),
    ],
  }
}

/** “แปลงที่ดิน 2”: the row's own name and number; a new one comes after those that are there. */
function rowHeading({ input }: Application, page: Page, rowId: string | undefined, lang: Lang): string {
  const rows = input.rows[page.id] ?? []
  const index = rows.findIndex((row) => row.id === rowId)
  return `${say(page.repeat?.row ?? page.title, lang)} ${(index < 0 ? rows.length : index) + 1}`
}

type Markable = { key: string; problem: string; describedBy: string }

function markUpload(fields: Markable[], fault: UploadFault) {
  const field = fields.find((one) => one.key === fault.key)
  if (!field || field.problem) return
  field.problem = fault.text
  field.describedBy = [field.describedBy, `${field.key}-error`].filter(Boolean).join(' ')
}

/** The rows of a repeat page, each with its first words, and what is wrong with them. */
export function rowsPage(
  application: Application,
  page: Page,
  problems: Problem[],
  base: string,
  lang: Lang,
) {
  const { form, input, published } = application
  const repeat = page.repeat ?? { min: 0, max: 0, row: page.title }
  const rows = input.rows[page.id] ?? []
  const ofPage = problems.filter((problem) => problem.page === page.id)
  return {
    service: say(published.definition.title, lang),
    heading: say(page.title, lang),
    intro: page.intro ? say(page.intro, lang) : '',
    section: sectionOf(form, page, lang),
    ...positionOf(application, page),
    rowName: say(repeat.row, lang),
    rows: rows.map((row, index) => ({
      id: row.id,
      number: index + 1,
      href: `${base}/p/${page.id}/${row.id}`,
      summary: rowSummary(application, page, index, lang),
      isFaulty: ofPage.some((problem) => problem.row === index),
    })),
    hasRows: rows.length > 0,
    canAdd: rows.length < repeat.max,
    limits: { min: repeat.min, max: repeat.max },
    problems: ofPage.map((problem): ProblemView => {
      const row = problem.row === undefined ? undefined : rows[problem.row]
      const text = say(problemText(form, problem), lang)
      return row
        ? { href: `#row-${row.id}`, text: `${say(repeat.row, lang)} ${(problem.row ?? 0) + 1}: ${text}` }
        : { href: '#rows', text }
    }),
  }
}

function rowSummary({ form, walked }: Application, page: Page, index: number, lang: Lang): string {
  const rows = walked.answers[page.id]
  if (!Array.isArray(rows)) return ''
  const group = answerGroups({ ...form, pages: [{ ...withoutCondition(page) }] }, { [page.id]: rows }, lang)[
    index
  ]
  const words = (group?.lines ?? []).flatMap((line) => line.lines).filter(Boolean)
  return words.slice(0, 3).join(' · ')
}

function withoutCondition({ showIf: _shown, ...page }: Page): Page {
  return page
}

/** Everything answered, page by page, each with the way to change it. */
export function checkPage(application: Application, base: string, lang: Lang) {
  const { form, walked, published, input, draft } = application
  const groups = answerGroups(form, walked.answers, lang).map((group) => {
    const rowId = group.row === undefined ? '' : (input.rows[group.page]?.[group.row]?.id ?? '')
    return { ...group, href: `${base}/p/${group.page}${rowId && `/${rowId}`}?change=1` }
  })
  return {
    service: say(published.definition.title, lang),
    revision: draft.revision,
    groups,
    declaration: say(form.declaration, lang),
  }
}

/** The first page that keeps the form from being sent. */
export function firstFaultyPage({ walked }: Application): string | undefined {
  const faulty = new Set(walked.problems.map((problem) => problem.page))
  return walked.pages.find(({ page }) => faulty.has(page.id))?.page.id
}

export function pageAfter(pages: WalkedPage[], pageId: string): string | undefined {
  return pages[pages.findIndex(({ page }) => page.id === pageId) + 1]?.page.id
}

export function pageBefore(pages: WalkedPage[], pageId: string): string | undefined {
  return pages[pages.findIndex(({ page }) => page.id === pageId) - 1]?.page.id
}

function positionOf({ walked }: Application, page: Page) {
  const index = walked.pages.findIndex((one) => one.page.id === page.id)
  return { pageNumber: index + 1, pageCount: walked.pages.length }
}

function sectionOf(form: FormDefinition, page: Page, lang: Lang): string {
  const section = form.sections.find((one) => one.id === page.section)
  return section ? say(section.title, lang) : ''
}
