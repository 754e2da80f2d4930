import type { ErrorObject } from 'ajv/dist/2020.js'
import { schemaErrors } from '../definition-schema.ts'
import { error, type GateProblem } from './problem.ts'

/** What does not fit the schema, but for texts that lack a language. */
export function shapeProblems(document: unknown): GateProblem[] {
  const errors = schemaErrors(document).filter((one) => !isMissingText(one))
  return unlikely(errors)
    .filter((one) => one.keyword !== 'propertyNames')
    .map(shapeProblem)
}

export function textProblems(document: unknown): GateProblem[] {
  return schemaErrors(document).filter(isMissingText).map(textProblem)
}

function isMissingText(one: ErrorObject): boolean {
  return one.schemaPath.startsWith('#/$defs/Text/') && ['required', 'pattern'].includes(one.keyword)
}

function textProblem(one: ErrorObject): GateProblem {
  const path =
    one.keyword === 'required' ? `${one.instancePath}/${param(one, 'missingProperty')}` : one.instancePath
  return error(path.endsWith('/th') ? 'thaiMissing' : 'englishMissing', path)
}

/**
 * A wrong condition fits none of eight shapes, and each shape complains. One sentence at the innermost
 * place says enough.
 */
function unlikely(errors: ErrorObject[]): ErrorObject[] {
  const choices = errors.filter((one) => one.keyword === 'oneOf').map((one) => one.instancePath)
  const inner = choices.filter((path) => !choices.some((other) => other.startsWith(`${path}/`)))
  return errors.filter((one) => {
    const withinChoice = choices.some(
      (path) => one.instancePath === path || one.instancePath.startsWith(`${path}/`),
    )
    return !withinChoice || (one.keyword === 'oneOf' && inner.includes(one.instancePath))
  })
}

function shapeProblem(one: ErrorObject): GateProblem {
  const path = one.instancePath
  switch (one.keyword) {
    case 'required':
      return error('partMissing', path, { name: param(one, 'missingProperty') })
    case 'additionalProperties':
      return error('partUnknown', path, { name: param(one, 'additionalProperty') })
    case 'discriminator':
      return error('kindUnknown', `${path}/kind`, { kind: param(one, 'tagValue') })
    case 'oneOf':
      return error('conditionUnknown', path)
    case 'type':
      return error('typeWrong', path, { type: param(one, 'type') })
    case 'minItems':
      return error('listEmpty', path)
    case 'pattern':
    case 'not':
    case 'maxLength':
      return error('nameWrong', path, { name: one.propertyName ?? '' })
    default:
      return error('valueWrong', path)
  }
}

function param(one: ErrorObject, name: string): string {
  const value = (one.params as Record<string, unknown>)[name]
  return typeof value === 'string' ? value : JSON.stringify(value ?? '')
}
