import type { ConditionTree, Field, FormDefinition, Option, Page } from '../../src/forms/definition.ts'
import type { Dice } from './dice.ts'

// Names that records of ours have parts of, or that JavaScript looks for; none is forbidden to a form.
const KEYS = [
  'size',
  'id',
  'name',
  'type',
  'length',
  'then',
  'toJSON',
  'row',
  'lat',
  'get',
  'a',
  'b',
  'c',
  'd',
  'e',
  'f',
  'g',
  'h',
  'i',
  'j',
]
const OPTIONS = ['yes', 'no', 'third'] as const

const words = (en: string) => ({ th: `คำ ${en}`, en })

type Named = { name: string; behind: Set<string> }

/**
 * A small form that keeps the publish gate's rules of order: a page looks at earlier pages outside rows, a
 * field also at what stands before it on its own page.
 */
export function randomForm(dice: Dice): FormDefinition {
  const form: FormDefinition = {
    sections: [{ id: 's', title: words('section') }],
    pages: [],
    fields: {},
    conditions: {},
    declaration: words('declaration'),
  }
  const named: Named[] = []
  const keys = [...KEYS]
  const outside: string[] = []
  for (let at = dice.between(2, 5); at > 0; at--) {
    const isRepeat = form.pages.length > 0 && dice.chance(0.5)
    const page: Page = {
      id: `p${at}`,
      section: 's',
      title: words('page'),
      ...(outside.length > 0 && dice.chance(0.35) && { showIf: condition(form, named, outside, dice) }),
      ...(isRepeat && { repeat: { min: dice.below(3), max: dice.between(2, 4), row: words('row') } }),
      fields: [],
    }
    for (let n = dice.between(1, 4); n > 0; n--) {
      const key = keys.shift()
      if (key === undefined) break
      const before = [...outside, ...page.fields]
      form.fields[key] = {
        ...randomField(dice),
        ...(before.length > 0 && dice.chance(0.5) && { showIf: condition(form, named, before, dice) }),
      }
      page.fields.push(key)
    }
    form.pages.push(page)
    if (!isRepeat) outside.push(...page.fields)
  }
  return form
}

function randomField(dice: Dice): Field {
  const common = { label: words('label'), required: dice.chance(0.5), pii: 'none' } as const
  const options = OPTIONS.map((id): Option => ({ id, label: words(id) }))
  const other = dice.chance(0.4) ? { other: { label: words('other') } } : {}
  return dice.pick<Field>([
    { kind: 'choice', many: false, options, ...other, ...common },
    { kind: 'choice', many: true, options, ...other, ...common },
    { kind: 'choice', many: true, options, ...other, ...common },
    { kind: 'number', min: 0, max: 9, decimals: dice.below(3), ...common },
    { kind: 'number', ...common },
    { kind: 'money', ...common },
    { kind: 'text', maxLength: 20, ...common },
    { kind: 'date', partial: dice.chance(0.5), latest: 'today', ...common },
    { kind: 'declaration', ...common },
    { kind: 'file', accept: ['pdf'], maxFiles: 2, ...common },
    { kind: 'place', ...common },
  ])
}

function condition(form: FormDefinition, named: Named[], keys: string[], dice: Dice): string {
  const name = `when${named.length}`
  const behind = new Set<string>()
  const usable = named.filter((one) => [...one.behind].every((key) => keys.includes(key)))
  form.conditions[name] = tree(2)
  named.push({ name, behind })
  return name

  function tree(depth: number): ConditionTree {
    const branches = () => Array.from({ length: dice.between(1, 2) }, () => tree(depth - 1))
    const shape = depth === 0 ? 'leaf' : dice.pick(['leaf', 'all', 'any', 'not', 'use'])
    if (shape === 'all') return { all: branches() }
    if (shape === 'any') return { any: branches() }
    if (shape === 'not') return { not: tree(depth - 1) }
    const used = usable[dice.below(usable.length)]
    if (shape === 'use' && used) {
      used.behind.forEach((key) => behind.add(key))
      return { use: used.name }
    }
    const key = keys[dice.below(keys.length)] ?? ''
    behind.add(key)
    return leaf(key, form.fields[key], dice)
  }
}

function leaf(q: string, field: Field | undefined, dice: Dice): ConditionTree {
  if (dice.chance(0.15)) return { q, op: 'answered' }
  switch (field?.kind) {
    case 'choice': {
      const ids = field.other ? ([...OPTIONS, 'other'] as const) : OPTIONS
      return dice.chance(0.3)
        ? { q, op: 'in', v: [dice.pick(ids), dice.pick(ids)] }
        : { q, op: dice.pick(['eq', 'ne']), v: dice.pick(ids) }
    }
    case 'number':
    case 'money': {
      const v = dice.pick([0, 1, 4, 9])
      return dice.chance(0.3)
        ? { q, op: dice.pick(['eq', 'ne']), v }
        : { q, op: dice.pick(['gt', 'gte', 'lt', 'lte']), v }
    }
    case 'declaration':
      return { q, op: dice.pick(['eq', 'ne']), v: true }
    default:
      return { q, op: 'answered' }
  }
}
