import type { Condition, ConditionTree, Field, FormDefinition, Page } from '../../forms/definition.ts'

/** Where a field is asked: its page, that page's number, and its place on the page, both from 0. */
export type Spot = { key: string; page: Page; pageAt: number; at: number }

/** Every asked field in walking order; a field asked twice is there twice. */
export function spotsOf(form: FormDefinition): Spot[] {
  return form.pages.flatMap((page, pageAt) => page.fields.map((key, at) => ({ key, page, pageAt, at })))
}

export function spotOf(form: FormDefinition, key: string): Spot | undefined {
  return spotsOf(form).find((spot) => spot.key === key)
}

export function fieldOf(form: FormDefinition, key: string): Field | undefined {
  return Object.hasOwn(form.fields, key) ? form.fields[key] : undefined
}

export function conditionOf(form: FormDefinition, name: string): Condition | undefined {
  return Object.hasOwn(form.conditions, name) ? form.conditions[name] : undefined
}

export type Leaf = Extract<ConditionTree, { q: string }>
export type Part = { path: string } & ({ leaf: Leaf } | { use: string })

/** The comparisons and the `use`s written in one condition itself, each with its path. */
export function partsOf(tree: ConditionTree, path: string): Part[] {
  if ('q' in tree) return [{ path, leaf: tree }]
  if ('use' in tree) return [{ path, use: tree.use }]
  if ('not' in tree) return partsOf(tree.not, `${path}/not`)
  const [name, branches] = 'all' in tree ? (['all', tree.all] as const) : (['any', tree.any] as const)
  return branches.flatMap((branch, at) => partsOf(branch, `${path}/${name}/${at}`))
}

export function allParts(form: FormDefinition): Part[] {
  return Object.entries(form.conditions).flatMap(([name, tree]) => partsOf(tree, `/form/conditions/${name}`))
}

/** The fields a named condition rests on, through every `use`; a circle of uses ends where it closes. */
export function fieldsBehind(form: FormDefinition, name: string, seen = new Set<string>()): Set<string> {
  const condition = conditionOf(form, name)
  if (!condition || seen.has(name)) return new Set()
  seen.add(name)
  const keys = partsOf(condition, '').flatMap((part) =>
    'leaf' in part ? [part.leaf.q] : [...fieldsBehind(form, part.use, seen)],
  )
  return new Set(keys)
}
