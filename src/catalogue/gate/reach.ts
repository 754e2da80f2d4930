import { evaluate, type Known } from '../../forms/conditions.ts'
import type { Answer, Field, FormDefinition } from '../../forms/definition.ts'
import { fieldOf, fieldsBehind, partsOf, spotsOf, type Leaf, type Spot } from './form-map.ts'

/** Beyond this many answer sheets the search gives up. */
const MOST_SHEETS = 50_000
/** Options of one many-choice that are told apart; each doubles the sheets. */
const MOST_TOLD_APART = 12

type Wish = { names: string[]; isMet: (form: FormDefinition, known: Known) => boolean }

/** All the named conditions hold; a missing name holds always. */
export function isShown(...conditions: (string | undefined)[]): Wish {
  const names = conditions.flatMap((name) => name ?? [])
  return { names, isMet: (form, known) => names.every((use) => evaluate({ use }, form.conditions, known)) }
}

/** Exactly one of the two holds. */
export function differ(one: Wish, other: Wish): Wish {
  const names = [...one.names, ...other.names]
  return { names, isMet: (form, known) => one.isMet(form, known) !== other.isMet(form, known) }
}

/**
 * Whether some answers make the wish come true, found by trying one answer of every kind that the
 * conditions can tell apart, in walking order, leaving out what is not shown. Undefined where there are
 * too many to try. The conditions must be free of circles and look backwards.
 */
export function canHold(form: FormDefinition, wish: Wish): boolean | undefined {
  const keys = keysBehind(form, wish.names)
  const spots = spotsOf(form).filter(({ key }) => keys.has(key))
  const compared = Object.values(form.conditions).flatMap((tree) => partsOf(tree, ''))
  const leaves = compared.flatMap((part) => ('leaf' in part ? [part.leaf] : []))
  if (spots.some(({ key }) => namedOptions(form, key, leaves) > MOST_TOLD_APART)) return undefined
  const known = new Map<string, Answer>()
  const look: Known = (key) => known.get(key)
  let sheets = 0

  const search = (at: number): boolean => {
    const spot = spots[at]
    if (!spot) return ++sheets > MOST_SHEETS || wish.isMet(form, look)
    return answersTo(form, spot, leaves, look).some((answer) => {
      if (answer === undefined) known.delete(spot.key)
      else known.set(spot.key, answer)
      return search(at + 1)
    })
  }
  const found = search(0)
  return sheets > MOST_SHEETS ? undefined : found
}

function namedOptions(form: FormDefinition, key: string, leaves: Leaf[]): number {
  const field = fieldOf(form, key)
  return field?.kind === 'choice' && field.many
    ? leaves.filter(({ q }) => q === key).flatMap(valuesOf).length
    : 0
}

function valuesOf(leaf: Leaf): unknown[] {
  return 'v' in leaf ? [leaf.v].flat() : []
}

/** The fields the conditions rest on, and those that decide whether these are shown. */
function keysBehind(form: FormDefinition, names: string[], seen = new Set<string>()): Set<string> {
  for (const key of names.flatMap((name) => [...fieldsBehind(form, name)])) {
    if (seen.has(key)) continue
    seen.add(key)
    const page = form.pages.find(({ fields }) => fields.includes(key))
    keysBehind(form, [fieldOf(form, key)?.showIf ?? [], page?.showIf ?? []].flat(), seen)
  }
  return seen
}

function answersTo(form: FormDefinition, spot: Spot, leaves: Leaf[], look: Known): (Answer | undefined)[] {
  const field = fieldOf(form, spot.key)
  if (!field || !isShown(spot.page.showIf, field.showIf).isMet(form, look)) return [undefined]
  const answers = distinct(
    field,
    leaves.filter(({ q }) => q === spot.key),
  )
  return field.required ? answers : [undefined, ...answers]
}

function distinct(field: Field, leaves: Leaf[]): Answer[] {
  const values = leaves.flatMap(valuesOf)
  if (field.kind === 'choice') return choices(field, values)
  if (field.kind === 'declaration') return [true]
  if (field.kind === 'number') return amounts(values, field.min, field.max, 10 ** -(field.decimals ?? 0))
  if (field.kind === 'money') return amounts(values, field.minSatang ?? 0, field.maxSatang, 1)
  return ['an answer']
}

/** Options no comparison names are alike, so that one of them stands for all. */
function choices(field: Extract<Field, { kind: 'choice' }>, values: unknown[]): Answer[] {
  const all = [...field.options.map(({ id }) => id), ...(field.other ? ['other'] : [])]
  const named = all.filter((id) => values.includes(id))
  const alike = all.filter((id) => !named.includes(id)).slice(0, 1)
  const told = [...named, ...alike].map((id) => (id === 'other' && field.other ? 'other:' : id))
  if (!field.many) return told
  const sets = told.reduce<string[][]>((sofar, id) => [...sofar, ...sofar.map((set) => [...set, id])], [[]])
  return sets.filter((set) => set.length > 0)
}

/** At, just below and just above each compared number, and the limits, as far as the limits allow. */
function amounts(
  values: unknown[],
  min: number | undefined,
  max: number | undefined,
  least: number,
): number[] {
  const numbers = values.filter((value) => typeof value === 'number')
  const near = numbers.flatMap((value) => [value - least, value, value + least])
  const all = [...near, min ?? [], max ?? []]
    .flat()
    .filter((n) => n >= (min ?? -Infinity) && n <= (max ?? Infinity))
  return all.length > 0 ? [...new Set(all)] : [min ?? max ?? 0]
}
