import type { Field, FormDefinition } from '../../forms/definition.ts'
import type { Surroundings } from '../gate.ts'
import type { DocumentNeeded, ServiceDefinition } from '../service.ts'
import { fieldOf, fieldsBehind, spotOf } from './form-map.ts'
import { error, warning, type GateProblem } from './problem.ts'
import { canHold, differ, isShown } from './reach.ts'

/** Every document can be handed in with the form, whenever it is asked for. */
export function documents({ form, manual }: ServiceDefinition): GateProblem[] {
  const named = manual.documents.map(({ uploadField }) => uploadField)
  return [
    ...manual.documents.flatMap((document, at) => upload(form, document, `/manual/documents/${at}`)),
    ...Object.entries(form.fields).flatMap(([key, field]) =>
      field.kind === 'file' && !named.includes(key)
        ? [warning('uploadUnnamed', `/form/fields/${key}`, { key })]
        : [],
    ),
  ]
}

function upload(form: FormDefinition, document: DocumentNeeded, path: string): GateProblem[] {
  const { id, uploadField: key } = document
  if (key === undefined) {
    if (document.copies > 0) return [error('uploadMissing', path, { id })]
    // An original may have to be seen at the counter; the author should know that this costs a journey.
    return document.originals > 0 ? [warning('originalOnly', path, { id })] : []
  }
  if (fieldOf(form, key)?.kind !== 'file') return [error('uploadNoFile', `${path}/uploadField`, { key })]
  return isShownWith(form, document, key)
    ? []
    : [error('uploadShownOtherwise', `${path}/showIf`, { id, key })]
}

/** Uploads asked for by an answer in their own row cannot be compared with a document, which has no row. */
function isShownWith(form: FormDefinition, document: DocumentNeeded, key: string): boolean {
  const page = spotOf(form, key)?.page
  const own = fieldOf(form, key)?.showIf
  if (page?.repeat && [...fieldsBehind(form, own ?? '')].some((one) => page.fields.includes(one))) return true
  return canHold(form, differ(isShown(document.showIf), isShown(page?.showIf, own))) !== true
}

/** A fee needs a law that allows it; a free service says so in a fee of kind `none`. */
export function fees({ manual }: ServiceDefinition): GateProblem[] {
  if (manual.fees.length === 0) return [error('feesEmpty', '/manual/fees')]
  return manual.fees.flatMap(({ kind, legalBasis, id }, at) =>
    kind === 'none' || legalBasis ? [] : [error('feeWithoutLaw', `/manual/fees/${at}/legalBasis`, { id })],
  )
}

/** The office's own steps take some time: their sum is the promise (Licensing Facilitation Act, section 7). */
export function timeline({ manual }: ServiceDefinition): GateProblem[] {
  const counted = manual.steps.filter(({ clock }) => clock === 'counts')
  return counted.some(({ duration }) => duration.n > 0) ? [] : [error('timelineZero', '/manual/steps')]
}

export function divisions({ manual, route }: ServiceDefinition, { divisions }: Surroundings): GateProblem[] {
  const places: [string, string][] = [
    ...manual.steps.map(({ unit }, at): [string, string] => [unit, `/manual/steps/${at}/unit`]),
    ...route.map(({ to }, at): [string, string] => [to, `/route/${at}/to`]),
  ]
  return places.flatMap(([id, path]) =>
    divisions.includes(id) ? [] : [error('divisionUnknown', path, { id })],
  )
}

/** The last branch takes every request that is left, and only the last. */
export function route({ route }: ServiceDefinition): GateProblem[] {
  return route.flatMap(({ when }, at) => {
    const isLast = at === route.length - 1
    if (isLast) return when === undefined ? [] : [error('routeOpen', `/route/${at}/when`)]
    return when === undefined ? [error('routeBlocked', `/route/${at}`)] : []
  })
}

/**
 * Who asks for a permit may be refused, and reads beforehand for which reasons: a permit without such a list leaves
 * the officer no lawful way to refuse, or every way.
 */
export function refusals({ title, refusals }: ServiceDefinition): GateProblem[] {
  return title.th.includes(PERMIT) && refusals === undefined ? [error('refusalsMissing', '/refusals')] : []
}
const PERMIT = 'อนุญาต'

const APPLICANT_KINDS: Record<keyof ServiceDefinition['applicant'], Field['kind']> = {
  name: 'text',
  phone: 'phone',
  email: 'email',
}

/** Letters and receipts take the applicant's name and address from these fields, so there is one of each. */
export function applicant({ form, applicant }: ServiceDefinition): GateProblem[] {
  const entries = Object.entries(applicant) as [keyof typeof applicant, string][]
  return entries.flatMap(([part, key]) => {
    const path = `/applicant/${part}`
    const field = fieldOf(form, key)
    if (!field) return [error('fieldMissing', path, { key })]
    if (field.kind !== APPLICANT_KINDS[part]) return [error('applicantKind', path, { key })]
    return spotOf(form, key)?.page.repeat ? [error('applicantInRow', path, { key })] : []
  })
}
