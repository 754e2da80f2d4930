import type { Field, FormDefinition } from '../../forms/definition.ts'
import type { ServiceDefinition } from '../service.ts'
import {
  allParts,
  conditionOf,
  fieldOf,
  fieldsBehind,
  partsOf,
  spotOf,
  spotsOf,
  type Leaf,
} from './form-map.ts'
import { error, type GateProblem } from './problem.ts'
import { canHold, isShown } from './reach.ts'

/** A condition looks only at what was asked before, and never at itself. */
export function backwards({ form, manual, route }: ServiceDefinition): GateProblem[] {
  const circles = Object.keys(form.conditions).filter((name) => leadsTo(form, name, name))
  if (circles.length > 0) return circles.map((name) => error('circle', `/form/conditions/${name}`, { name }))
  const after = (name: string | undefined, path: string, isBefore: (key: string) => boolean) =>
    [...fieldsBehind(form, name ?? '')]
      .filter((key) => fieldOf(form, key) && !isBefore(key))
      .map((key) => error('looksAhead', path, { name: name ?? '', key }))
  const outsideRows = (key: string) => !spotOf(form, key)?.page.repeat
  return [
    ...form.pages.flatMap((page, at) =>
      after(
        page.showIf,
        `/form/pages/${at}/showIf`,
        (key) => outsideRows(key) && isOnPageBefore(form, key, at),
      ),
    ),
    ...spotsOf(form).flatMap((spot) =>
      after(fieldOf(form, spot.key)?.showIf, `/form/fields/${spot.key}/showIf`, (key) => {
        const other = spotOf(form, key)
        if (other?.page === spot.page) return other.at < spot.at
        return outsideRows(key) && isOnPageBefore(form, key, spot.pageAt)
      }),
    ),
    ...manual.documents.flatMap(({ showIf }, at) =>
      after(showIf, `/manual/documents/${at}/showIf`, outsideRows),
    ),
    ...manual.fees.flatMap(({ showIf }, at) => after(showIf, `/manual/fees/${at}/showIf`, outsideRows)),
    ...route.flatMap(({ when }, at) => after(when, `/route/${at}/when`, outsideRows)),
  ]
}

/** A field that is asked nowhere is another task's matter. */
function isOnPageBefore(form: FormDefinition, key: string, pageAt: number): boolean {
  return (spotOf(form, key)?.pageAt ?? -1) < pageAt
}

function leadsTo(form: FormDefinition, from: string, target: string, seen = new Set<string>()): boolean {
  const condition = conditionOf(form, from)
  if (!condition || seen.has(from)) return false
  seen.add(from)
  return partsOf(condition, '').some(
    (part) => 'use' in part && (part.use === target || leadsTo(form, part.use, target, seen)),
  )
}

/** A comparison names options that exist. */
export function options({ form }: ServiceDefinition): GateProblem[] {
  return leaves(form).flatMap(({ leaf, path, field }) => {
    if (field.kind !== 'choice' || !['eq', 'ne', 'in'].includes(leaf.op)) return []
    const known: unknown[] = field.options.map(({ id }) => id)
    if (field.other) known.push('other')
    return valuesOf(leaf)
      .filter((value) => !known.includes(value))
      .map((value) => error('optionMissing', `${path}/v`, { id: String(value), key: leaf.q }))
  })
}

/** A comparison fits what its question can answer. */
export function operators({ form }: ServiceDefinition): GateProblem[] {
  return leaves(form).flatMap(({ leaf, path, field }) =>
    fits(leaf, field) ? [] : [error('operatorUnfit', `${path}/op`, { op: leaf.op, key: leaf.q })],
  )
}

function fits(leaf: Leaf, field: Field): boolean {
  if (leaf.op === 'answered') return true
  if (field.kind === 'choice') return ['eq', 'ne', 'in'].includes(leaf.op)
  if (field.kind === 'declaration') return ['eq', 'ne'].includes(leaf.op) && leaf.v === true
  if (field.kind !== 'number' && field.kind !== 'money') return false
  return valuesOf(leaf).every((value) => typeof value === 'number')
}

function valuesOf(leaf: Leaf): unknown[] {
  if (leaf.op === 'answered') return []
  return leaf.op === 'in' ? leaf.v : [leaf.v]
}

function leaves(form: FormDefinition): { leaf: Leaf; path: string; field: Field }[] {
  return allParts(form).flatMap((part) => {
    const field = 'leaf' in part ? fieldOf(form, part.leaf.q) : undefined
    return 'leaf' in part && field ? [{ leaf: part.leaf, path: part.path, field }] : []
  })
}

/** Every page, question, document, fee and route can come up for someone. */
export function reachable({ form, manual, route }: ServiceDefinition): GateProblem[] {
  const closedPages = form.pages.filter(
    (page) => page.showIf && canHold(form, isShown(page.showIf)) === false,
  )
  const never = (name: string | undefined, path: string) =>
    name && canHold(form, isShown(name)) === false ? [error('conditionNever', path, { name })] : []
  return [
    ...closedPages.map((page) =>
      error('pageNever', `/form/pages/${form.pages.indexOf(page)}/showIf`, { id: page.id }),
    ),
    ...spotsOf(form).flatMap(({ key, page }) => {
      const { showIf } = fieldOf(form, key) ?? {}
      if (!showIf || closedPages.includes(page)) return []
      const never = canHold(form, isShown(page.showIf, showIf)) === false
      return never ? [error('fieldNever', `/form/fields/${key}/showIf`, { key })] : []
    }),
    ...manual.documents.flatMap(({ showIf }, at) => never(showIf, `/manual/documents/${at}/showIf`)),
    ...manual.fees.flatMap(({ showIf }, at) => never(showIf, `/manual/fees/${at}/showIf`)),
    ...route.flatMap(({ when }, at) => never(when, `/route/${at}/when`)),
  ]
}

/** The manual prints the conditions of documents and fees in words, and asks their questions beforehand. */
export function spoken({ form, manual }: ServiceDefinition): GateProblem[] {
  const used = [...manual.documents, ...manual.fees].flatMap(({ showIf }) => showIf ?? [])
  return [...new Set(used)].flatMap((name) => {
    const path = `/form/conditions/${name}`
    return [
      ...(conditionOf(form, name)?.say ? [] : [error('notInWords', path, { name })]),
      ...[...fieldsBehind(form, name)]
        .filter((key) => fieldOf(form, key)?.kind !== 'choice')
        .map((key) => error('notAChoice', path, { name, key })),
    ]
  })
}
