import type { Field } from '../../forms/definition.ts'
import type { Text } from '../../i18n/text.ts'
import type { Surroundings } from '../gate.ts'
import type { ServiceDefinition } from '../service.ts'
import { fieldOf } from './form-map.ts'
import { error, warning, type GateProblem } from './problem.ts'

/**
 * Every field, and every repeated page for its rows, has one column of its own, the same in every
 * version: spreadsheets are built on them.
 */
export function columns(definition: ServiceDefinition, { earlier }: Surroundings): GateProblem[] {
  const { form } = definition
  const exported = Object.entries(definition.export)
  const repeated = form.pages.filter(({ repeat }) => repeat).map(({ id }) => id)
  const keys = [...Object.keys(form.fields), ...repeated]
  return [
    ...keys.flatMap((key) =>
      Object.hasOwn(definition.export, key) ? [] : [error('columnMissing', '/export', { key })],
    ),
    ...exported.flatMap(([key, column], at) => {
      const path = `/export/${key}`
      if (!keys.includes(key)) return [error('fieldMissing', path, { key })]
      if (exported.findIndex(([, other]) => other === column) < at)
        return [error('columnTwice', path, { column })]
      return columnBefore(earlier, key, column, path)
    }),
  ]
}

function columnBefore(
  earlier: ServiceDefinition[],
  key: string,
  column: string,
  path: string,
): GateProblem[] {
  const before = earlier.flatMap((version) => Object.entries(version.export))
  const moved = before.find(([other, name]) => other === key && name !== column)
  if (moved) return [error('columnMoved', path, { key, column: moved[1] })]
  const taken = before.find(([other, name]) => other !== key && name === column)
  return taken ? [error('columnTaken', path, { column, key: taken[0] })] : []
}

/**
 * Keys and option ids keep their meaning in all versions, since reports count them together. A label
 * changed in both languages is taken for another meaning of an option; in one language, for a correction.
 */
export function history(definition: ServiceDefinition, { earlier }: Surroundings): GateProblem[] {
  const renamed = earlier.find(({ id }) => id !== definition.id)
  const problems = Object.entries(definition.form.fields).flatMap(([key, field]) =>
    earlier.flatMap((version) => {
      const before = fieldOf(version.form, key)
      return before ? changes(key, before, field) : []
    }),
  )
  return [...(renamed ? [error('serviceRenamed', '/id', { id: renamed.id })] : []), ...once(problems)]
}

function changes(key: string, before: Field, now: Field): GateProblem[] {
  const path = `/form/fields/${key}`
  if (before.kind !== now.kind) return [error('kindChanged', `${path}/kind`, { key, kind: before.kind })]
  const reworded = isOther(before.label, now.label) ? [warning('labelChanged', `${path}/label`, { key })] : []
  if (before.kind !== 'choice' || now.kind !== 'choice') return reworded
  if (before.many !== now.many) return [error('manyChanged', `${path}/many`, { key })]
  const meanings = now.options.flatMap(({ id, label }, at) => {
    const old = before.options.find((option) => option.id === id)?.label
    if (!old || (old.th === label.th && old.en === label.en)) return []
    const place = `${path}/options/${at}/label`
    return [
      isOther(old, label)
        ? error('optionChanged', place, { id, key })
        : warning('optionReworded', place, { id, key }),
    ]
  })
  return [...reworded, ...meanings]
}

function isOther(before: Text, now: Text): boolean {
  return before.th !== now.th && before.en !== now.en
}

/** The same place found wrong against several versions is one problem; an error outweighs a warning. */
function once(problems: GateProblem[]): GateProblem[] {
  const errorsFirst = problems.toSorted((one, other) => one.severity.localeCompare(other.severity))
  return errorsFirst.filter(
    (problem, at) => errorsFirst.findIndex(({ path }) => path === problem.path) === at,
  )
}
