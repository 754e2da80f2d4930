import { say, type Lang } from '../i18n/text.ts'
import type { Answer, Answers, FormDefinition } from './definition.ts'
import { kindOf } from './kinds.ts'
import { pagesOf } from './walk.ts'

/** Question and answer in words, in the order and grouping of the form. `row` names a row of a repeat. */
export type AnswerLine = { key: string; label: string; lines: string[]; isMissing: boolean }
export type AnswerGroup = { page: string; title: string; row?: number; lines: AnswerLine[] }

/** The answers as a person reads them; questions that were shown and left open say so. */
export function answerGroups(form: FormDefinition, answers: Answers, lang: Lang): AnswerGroup[] {
  return pagesOf(form, answers).flatMap(({ page, rows }) =>
    rows.map((shown, index) => {
      const holder = page.repeat ? (answers[page.id] as Record<string, Answer>[])[index] : answers
      return {
        page: page.id,
        title: page.repeat
          ? `${say(page.title, lang)} – ${say(page.repeat.row, lang)} ${index + 1}`
          : say(page.title, lang),
        ...(page.repeat && { row: index }),
        lines: shown.map((key) => lineOf(form, key, (holder as Record<string, Answer>)[key], lang)),
      }
    }),
  )
}

function lineOf(form: FormDefinition, key: string, answer: Answer | undefined, lang: Lang): AnswerLine {
  const field = form.fields[key]
  if (!field) return { key, label: key, lines: [], isMissing: true }
  return {
    key,
    label: say(field.label, lang),
    lines: answer === undefined ? [] : kindOf(field).text(field, answer, lang),
    isMissing: answer === undefined,
  }
}

/**
 * The stable columns of a submission: those the definition's `export` names, a suffix for each part,
 * rows of a repeat as one JSON cell. The same keys for every submission of a version.
 */
export function columnsOf(
  form: FormDefinition,
  names: Record<string, string>,
  answers: Answers,
): Record<string, string> {
  const cells: Record<string, string> = {}
  for (const page of form.pages) {
    if (page.repeat) cells[names[page.id] ?? page.id] = JSON.stringify(answers[page.id] ?? [])
    else {
      for (const key of page.fields) {
        const field = form.fields[key]
        if (!field) continue
        for (const [suffix, cell] of Object.entries(kindOf(field).cells(field, answers[key] as Answer))) {
          cells[[names[key] ?? key, suffix].filter(Boolean).join('_')] = cell
        }
      }
    }
  }
  return cells
}
