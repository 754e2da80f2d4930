import { compare, decide, leavesOf } from '../forms/conditions.ts'
import type { Answer, Answers, ChoiceField, FormDefinition } from '../forms/definition.ts'
import type { Manual, ServiceDefinition } from './service.ts'

const OTHER = 'other'
const MOST_CASES = 2000

/** True or false once the questions it rests on are answered; undefined before. */
export type Verdict = boolean | undefined

export type OpeningQuestion = { key: string; field: ChoiceField }

/**
 * An unanswered question leaves a condition undefined, so that a paper which may be needed is named with
 * its condition instead of being hidden; a question that the form would skip counts as not answered.
 */
export function verdict(name: string | undefined, form: FormDefinition, answers: Answers): Verdict {
  if (name === undefined) return true
  if (!form.conditions[name]) return undefined
  return decide({ use: name }, form.conditions, (leaf) => {
    const answer = answers[leaf.q]
    if (answer === undefined)
      return isAsked(leaf.q, form, answers) === false ? compare(leaf, undefined) : undefined
    return compare(leaf, answer as Answer)
  })
}

/** Whether the form would ask this question at all; undefined where that is not known yet. */
function isAsked(key: string, form: FormDefinition, answers: Answers): Verdict {
  const page = form.pages.find((each) => each.fields.includes(key))
  const shown = [page?.showIf, form.fields[key]?.showIf].map((name) => verdict(name, form, answers))
  return shown.includes(false) ? false : shown.includes(undefined) ? undefined : true
}

/**
 * The choices on which papers or fees depend, in the order of the form. Sensitive ones are left out:
 * the answer would stand in an address, and addresses are written down by every machine they pass.
 */
export function openingQuestions(definition: ServiceDefinition, answers: Answers): OpeningQuestion[] {
  const { form, manual } = definition
  const keys = keysBehind(manual, form)
  return form.pages
    .filter((page) => !page.repeat)
    .flatMap((page) => page.fields)
    .flatMap((key) => {
      const field = form.fields[key]
      if (!keys.has(key) || field?.kind !== 'choice' || field.pii === 'sensitive') return []
      return isAsked(key, form, answers) === true ? [{ key, field }] : []
    })
}

/** The answers of an address that are options of opening questions; everything else is dropped. */
export function openingAnswers(definition: ServiceDefinition, query: Record<string, unknown>): Answers {
  const answers: Answers = {}
  for (let before = -1; before < Object.keys(answers).length;) {
    before = Object.keys(answers).length
    for (const { key, field } of openingQuestions(definition, answers)) {
      const chosen = chosenOptions(field, query[key])
      if (chosen !== undefined) answers[key] = chosen
    }
  }
  return answers
}

function chosenOptions(field: ChoiceField, raw: unknown): string | string[] | undefined {
  const given = new Set([raw].flat())
  const ids = optionsOf(field)
    .filter((id) => given.has(id))
    .map(asAnswer)
  if (field.many) return ids.length ? ids : undefined
  return ids.length === 1 ? ids[0] : undefined
}

/** Option ids as they stand in an address; an own answer is `other` there, its words never are. */
export function optionsOf(field: ChoiceField): string[] {
  return [...field.options.map((option) => option.id), ...(field.other ? [OTHER] : [])]
}

/** From an option id to the answer the conditions know: an own answer begins with `other:`. */
export function asAnswer(id: string): string {
  return id === OTHER ? `${OTHER}:` : id
}

/** The option id of an answer, for addresses. */
export function asOption(answer: string): string {
  return answer.startsWith(`${OTHER}:`) ? OTHER : answer
}

/**
 * Every way the questions still open could be answered, so that “2–4 papers” is exact. Undefined where
 * papers or fees depend on something that is not a choice, or the cases are too many to walk.
 */
export function possibleCases(definition: ServiceDefinition, answers: Answers): Answers[] | undefined {
  let cases: Answers[] = [answers]
  for (let grew = true; grew;) {
    grew = false
    const next: Answers[] = []
    for (const each of cases) {
      const open = openingQuestions(definition, each).find(({ key }) => !(key in each))
      if (!open || open.field.many) next.push(each)
      else {
        grew = true
        next.push(...optionsOf(open.field).map((id) => ({ ...each, [open.key]: asAnswer(id) })))
      }
    }
    if (next.length > MOST_CASES) return undefined
    cases = next
  }
  return cases.every((each) => isSettled(definition, each)) ? cases : undefined
}

/** No paper and no fee is left in doubt. */
export function isSettled({ manual, form }: ServiceDefinition, answers: Answers): boolean {
  return [...manual.documents, ...manual.fees].every(
    (each) => verdict(each.showIf, form, answers) !== undefined,
  )
}

function keysBehind(manual: Manual, form: FormDefinition): Set<string> {
  const keys = new Set<string>()
  const visit = (name: string | undefined) => {
    if (name === undefined) return
    for (const { q: key } of leavesOf({ use: name }, form.conditions)) {
      if (keys.has(key)) continue
      keys.add(key)
      visit(form.fields[key]?.showIf)
      visit(form.pages.find((page) => page.fields.includes(key))?.showIf)
    }
  }
  for (const each of [...manual.documents, ...manual.fees]) visit(each.showIf)
  return keys
}
