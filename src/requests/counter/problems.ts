import { problemText } from '../../forms/page.ts'
import { kindOf } from '../../forms/kinds.ts'
import type { FormDefinition, Page } from '../../forms/definition.ts'
import type { Problem } from '../../forms/walk.ts'
import { messageText } from '../../i18n/messages.ts'
import { fill, type Text } from '../../i18n/text.ts'
import { neededContacts, inputKey } from './form.ts'
import type { CounterDraft } from './drafts.ts'
import { OFFICE, OFFICE_FORM } from './office.ts'

/** Something to put right: the input it is about (`name`, and which part of it), and the sentence. */
export type CounterProblem = { name: string; part: string; text: Text }

/** Everything that keeps the draft from being filed, in the order of the page. */
export function problemsOf(draft: CounterDraft): CounterProblem[] {
  const { form, walked, office } = draft
  const ofOffice = [
    ...office.walked.problems.map((problem) => told(OFFICE_FORM, problem, problem.key)),
    ...office.faults.map(({ key, part, text }) => ({ name: key, part, text })),
  ]
  const isLast = ({ name }: CounterProblem) => name === OFFICE.declared
  return [
    ...ofOffice.filter((problem) => !isLast(problem)),
    ...walked.problems.map((problem) => ofForm(draft, form, problem)),
    ...ofOffice.filter(isLast),
  ]
}

function ofForm(draft: CounterDraft, form: FormDefinition, problem: Problem): CounterProblem {
  const page = form.pages.find(({ id }) => id === problem.page)
  if (!page?.repeat) return withWayOut(draft, told(form, problem, problem.key))
  if (problem.row === undefined) return told(form, problem, pageName(page))
  const row = draft.typed.rows[page.id]?.[problem.row]
  const { name, part, text } = told(form, problem, inputKey(problem.key, row?.id))
  return { name, part, text: numbered(page.repeat.row, problem.row + 1, text) }
}

/** The heading of a repeat page, where a fault of all its rows leads. */
export const pageName = ({ id }: Page) => `page-${id}`

function told(form: FormDefinition, problem: Problem, name: string): CounterProblem {
  const field = form.fields[problem.key]
  const part = problem.fault.part ?? (field ? kindOf(field).firstPart(field) : '')
  return { name, part, text: problemText(form, problem) }
}

/** Who misses a telephone or e-mail is told of the tick for people who have none. */
function withWayOut({ published, office }: CounterDraft, problem: CounterProblem): CounterProblem {
  const isContact = neededContacts(published.definition).includes(problem.name)
  if (!isContact || office.hasNoContact) return problem
  const more = messageText('counter.noContact.wayOut')
  const { th, en } = problem.text
  return { ...problem, text: { th: fill(more, { fault: th }).th, en: fill(more, { fault: en }).en } }
}

function numbered(row: Text, number: number, text: Text): Text {
  const pattern = messageText('counter.rows.fault')
  return {
    th: fill(pattern, { row: row.th, number, fault: text.th }).th,
    en: fill(pattern, { row: row.en, number, fault: text.en }).en,
  }
}
