import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { decide, leavesOf, type Leaf } from './conditions.ts'
import type { Condition, ConditionTree, Field, FormDefinition, Page } from './definition.ts'
import type { JsonSchema } from './kind.ts'
import { kindOf } from './kinds.ts'
import { isAfter, isBefore, isDate, liesBefore } from './kinds/date.ts'
import { isThaiId } from './kinds/identity.ts'
import { isMultiple } from './kinds/number.ts'

/**
 * The whole submission as JSON Schema 2020-12. It accepts exactly what the walker accepts: hidden
 * fields must be absent, shown required ones present. `earliestDate`, `latestDate` (an ISO day or `today`)
 * and `dateOrder` (pairs of keys, the second day not before the first) are our own keywords; a validator that does not know them is only more lenient.
 */
export function schemaOf(form: FormDefinition, id?: string): JsonSchema {
  const properties: JsonSchema = {}
  const required: string[] = []
  const rules: JsonSchema[] = []
  for (const page of form.pages) {
    if (page.repeat) addRows(form, page, properties, required, rules)
    else {
      for (const key of page.fields) {
        const field = form.fields[key]
        if (!field) continue
        properties[key] = described(field)
        addRule(rules, required, key, field.required, shownWhen(page, field), form)
      }
    }
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...(id && { $id: id }),
    type: 'object',
    properties,
    required,
    additionalProperties: false,
    ...orderOf(
      form,
      form.pages.filter(({ repeat }) => !repeat).flatMap(({ fields }) => fields),
    ),
    ...(rules.length > 0 && { allOf: rules }),
  }
}

function orderOf({ fields }: FormDefinition, keys: string[]): JsonSchema {
  const pairs = keys.flatMap((key) => {
    const field = fields[key]
    return field?.kind === 'date' && field.notBefore !== undefined ? [[field.notBefore, key]] : []
  })
  return pairs.length > 0 ? { dateOrder: pairs } : {}
}

/** A validator of canonical answers; `today` is asked at each use. */
export function validatorOf(form: FormDefinition, today: () => string): ValidateFunction {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false })
  ajv.addFormat('date', (value: string) => isDate(value, false))
  ajv.addFormat('partial-date', (value: string) => isDate(value, true))
  ajv.addFormat('thai-id', isThaiId)
  ajv.removeKeyword('multipleOf')
  ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    validate: (step: number, value: number) => isMultiple(value, step),
  })
  ajv.addKeyword({
    keyword: 'earliestDate',
    type: 'string',
    validate: (bound: string, value: string) => !isBefore(value, bound, today()),
  })
  ajv.addKeyword({
    keyword: 'latestDate',
    type: 'string',
    validate: (bound: string, value: string) => !isAfter(value, bound, today()),
  })
  ajv.addKeyword({
    keyword: 'dateOrder',
    type: 'object',
    validate: (pairs: [string, string][], values: Record<string, unknown>) =>
      pairs.every(([first, then]) => !isOutOfOrder(values[first], values[then])),
  })
  return ajv.compile(schemaOf(form))
}

const isOutOfOrder = (first: unknown, then: unknown) =>
  typeof first === 'string' && typeof then === 'string' && liesBefore(then, first)

const described = (field: Field): JsonSchema => ({ title: field.label.th, ...kindOf(field).schema(field) })

/** Both the page's and the field's own condition must hold. */
function shownWhen(page: Page, field: Field): ConditionTree | undefined {
  const names = [page.showIf, field.showIf].filter((name): name is string => name !== undefined)
  return names.length === 0 ? undefined : { all: names.map((use) => ({ use })) }
}

function addRule(
  rules: JsonSchema[],
  required: string[],
  key: string,
  isRequired: boolean,
  condition: ConditionTree | undefined,
  form: FormDefinition,
) {
  if (!condition) {
    if (isRequired) required.push(key)
    return
  }
  rules.push({
    if: conditionSchema(condition, form.conditions),
    ...(isRequired && { then: { required: [key] } }),
    else: { properties: { [key]: false } },
  })
}

function addRows(
  form: FormDefinition,
  page: Page,
  properties: JsonSchema,
  required: string[],
  rules: JsonSchema[],
) {
  const { min, max } = page.repeat ?? { min: 0, max: 0 }
  const inRow = new Set(page.fields)
  const rowProperties: JsonSchema = {}
  const rowRequired: string[] = []
  const rowRules: JsonSchema[] = []
  for (const key of page.fields) {
    const field = form.fields[key]
    if (!field) continue
    rowProperties[key] = described(field)
    const condition: ConditionTree | undefined = field.showIf ? { use: field.showIf } : undefined
    const outer = condition ? outerLeaves(condition, form.conditions, inRow) : []
    if (outer.length === 0) addRule(rowRules, rowRequired, key, field.required, condition, form)
    else if (condition) rules.push(...mixedRules(form, page, key, field, condition, outer, inRow))
  }
  properties[page.id] = {
    type: 'array',
    minItems: Math.max(1, min),
    maxItems: max,
    items: {
      type: 'object',
      properties: rowProperties,
      required: rowRequired,
      additionalProperties: false,
      ...orderOf(form, page.fields),
      ...(rowRules.length > 0 && { allOf: rowRules }),
    },
  }
  const condition: ConditionTree | undefined = page.showIf ? { use: page.showIf } : undefined
  addRule(rules, required, page.id, min > 0, condition, form)
}

const outerLeaves = (tree: ConditionTree, conditions: Record<string, Condition>, inRow: Set<string>) =>
  [...new Set(leavesOf(tree, conditions))].filter((leaf) => !inRow.has(leaf.q))

/**
 * A row's field that depends on answers outside the row: a schema of a row cannot look out, so each
 * way the outer comparisons may fall gets its own rule on all rows.
 */
function mixedRules(
  form: FormDefinition,
  page: Page,
  key: string,
  field: Field,
  condition: ConditionTree,
  outer: Leaf[],
  inRow: Set<string>,
): JsonSchema[] {
  const ways = 2 ** outer.length
  return Array.from({ length: ways }, (_, way) => {
    const truth = new Map(outer.map((leaf, bit) => [leaf, (way & (1 << bit)) !== 0]))
    const settled = decide(condition, form.conditions, (leaf) => truth.get(leaf))
    const inside = settled ?? rowSchema(condition, form.conditions, truth, inRow)
    return {
      if: { allOf: outer.map((leaf) => (truth.get(leaf) ? leafSchema(leaf) : { not: leafSchema(leaf) })) },
      then: { properties: { [page.id]: { items: rowRule(key, field.required, inside) } } },
    }
  })
}

function rowRule(key: string, isRequired: boolean, inside: boolean | JsonSchema): JsonSchema {
  if (inside === false) return { properties: { [key]: false } }
  if (inside === true) return isRequired ? { required: [key] } : {}
  return {
    if: inside,
    ...(isRequired && { then: { required: [key] } }),
    else: { properties: { [key]: false } },
  }
}

function rowSchema(
  tree: ConditionTree,
  conditions: Record<string, Condition>,
  truth: Map<Leaf, boolean>,
  inRow: Set<string>,
): JsonSchema {
  return treeSchema(tree, conditions, (leaf) => {
    if (inRow.has(leaf.q)) return leafSchema(leaf)
    return truth.get(leaf) ? {} : { not: {} }
  })
}

export function conditionSchema(tree: ConditionTree, conditions: Record<string, Condition>): JsonSchema {
  return treeSchema(tree, conditions, leafSchema)
}

function treeSchema(
  tree: ConditionTree,
  conditions: Record<string, Condition>,
  leaf: (leaf: Leaf) => JsonSchema,
): JsonSchema {
  if ('q' in tree) return leaf(tree)
  if ('all' in tree) return { allOf: [...tree.all.map((one) => treeSchema(one, conditions, leaf)), {}] }
  if ('any' in tree)
    return { anyOf: [...tree.any.map((one) => treeSchema(one, conditions, leaf)), { not: {} }] }
  if ('not' in tree) return { not: treeSchema(tree.not, conditions, leaf) }
  const named = conditions[tree.use]
  return named ? treeSchema(named, conditions, leaf) : {}
}

function leafSchema(leaf: Leaf): JsonSchema {
  const when = (rule: JsonSchema): JsonSchema => ({ required: [leaf.q], properties: { [leaf.q]: rule } })
  switch (leaf.op) {
    case 'answered':
      return when({})
    case 'eq':
      return when(valueSchema([leaf.v]))
    case 'ne':
      return { not: when(valueSchema([leaf.v])) }
    case 'in':
      return when(valueSchema(leaf.v))
    case 'gt':
      return when({ type: 'number', exclusiveMinimum: leaf.v })
    case 'gte':
      return when({ type: 'number', minimum: leaf.v })
    case 'lt':
      return when({ type: 'number', exclusiveMaximum: leaf.v })
    case 'lte':
      return when({ type: 'number', maximum: leaf.v })
  }
}

function valueSchema(values: (string | number | boolean)[]): JsonSchema {
  const one: JsonSchema = values.includes('other')
    ? { anyOf: [{ enum: values }, { type: 'string', pattern: '^other:' }] }
    : { enum: values }
  return { anyOf: [one, { type: 'array', contains: one }] }
}
