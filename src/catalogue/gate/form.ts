import type { Field, FormDefinition } from '../../forms/definition.ts'
import type { ServiceDefinition } from '../service.ts'
import { allParts, conditionOf, fieldOf, spotsOf } from './form-map.ts'
import { error, type GateProblem } from './problem.ts'

/** Addresses under `/services/<slug>/apply/` that are not pages of the form. */
export const RESERVED_PAGE_IDS = ['check', 'send', 'saved', 'forget', 'resume', 'start']

const MOST_ROWS = 50
const MOST_FILES = 20

/** Ids are unique in their list, and a page's id does not collide with an address or a field's answer. */
export function ids({ form, manual, refusals = [] }: ServiceDefinition): GateProblem[] {
  const lists: [string, { id: string }[]][] = [
    ['/form/sections', form.sections],
    ['/form/pages', form.pages],
    ['/manual/steps', manual.steps],
    ['/manual/documents', manual.documents],
    ['/manual/fees', manual.fees],
    ['/refusals', refusals],
    ...Object.entries(form.fields).flatMap(([key, field]): [string, { id: string }[]][] =>
      field.kind === 'choice' ? [[`/form/fields/${key}/options`, field.options]] : [],
    ),
  ]
  return [...lists.flatMap(([path, list]) => duplicates(list, path)), ...pageIds(form), ...ownAnswers(form)]
}

function duplicates(list: { id: string }[], path: string): GateProblem[] {
  return list.flatMap(({ id }, at) =>
    list.findIndex((other) => other.id === id) < at ? [error('idTwice', `${path}/${at}/id`, { id })] : [],
  )
}

function pageIds(form: FormDefinition): GateProblem[] {
  return form.pages.flatMap(({ id, repeat }, at) => {
    const path = `/form/pages/${at}/id`
    if (RESERVED_PAGE_IDS.includes(id)) return [error('pageIdReserved', path, { id })]
    return repeat && fieldOf(form, id) ? [error('pageIdIsField', path, { id })] : []
  })
}

/** Conditions name an own answer `other`, so no option may be called that beside one. */
function ownAnswers(form: FormDefinition): GateProblem[] {
  return Object.entries(form.fields).flatMap(([key, field]) => {
    const at =
      field.kind === 'choice' && field.other ? field.options.findIndex(({ id }) => id === 'other') : -1
    return at < 0 ? [] : [error('idTwice', `/form/fields/${key}/options/${at}/id`, { id: 'other' })]
  })
}

/** Every name that is used is there. */
export function references({ form, manual, route }: ServiceDefinition): GateProblem[] {
  const sections = form.sections.map(({ id }) => id)
  const condition = (name: string | undefined, path: string) =>
    name === undefined || conditionOf(form, name) ? [] : [error('conditionMissing', path, { name })]
  const field = (key: string, path: string) =>
    fieldOf(form, key) ? [] : [error('fieldMissing', path, { key })]
  return [
    ...form.pages.flatMap((page, at) => [
      ...(sections.includes(page.section)
        ? []
        : [error('sectionMissing', `/form/pages/${at}/section`, { id: page.section })]),
      ...condition(page.showIf, `/form/pages/${at}/showIf`),
      ...page.fields.flatMap((key, n) => field(key, `/form/pages/${at}/fields/${n}`)),
    ]),
    ...Object.entries(form.fields).flatMap(([key, { showIf }]) =>
      condition(showIf, `/form/fields/${key}/showIf`),
    ),
    ...allParts(form).flatMap((part) =>
      'leaf' in part ? field(part.leaf.q, `${part.path}/q`) : condition(part.use, `${part.path}/use`),
    ),
    ...manual.documents.flatMap((document, at) => [
      ...condition(document.showIf, `/manual/documents/${at}/showIf`),
      ...(document.uploadField ? field(document.uploadField, `/manual/documents/${at}/uploadField`) : []),
    ]),
    ...manual.fees.flatMap((fee, at) => condition(fee.showIf, `/manual/fees/${at}/showIf`)),
    ...route.flatMap(({ when }, at) => condition(when, `/route/${at}/when`)),
  ]
}

/** Every field is asked on exactly one page. */
export function fieldPlaces({ form }: ServiceDefinition): GateProblem[] {
  const spots = spotsOf(form)
  const asked = new Set(spots.map(({ key }) => key))
  return [
    ...Object.keys(form.fields).flatMap((key) =>
      asked.has(key) ? [] : [error('fieldNowhere', `/form/fields/${key}`, { key })],
    ),
    ...spots.flatMap(({ key, pageAt, at }, n) =>
      spots.findIndex((spot) => spot.key === key) < n
        ? [error('fieldTwice', `/form/pages/${pageAt}/fields/${at}`, { key })]
        : [],
    ),
  ]
}

/** Limits that can be met: the least is not above the most, and neither leads to a form without end. */
export function limits({ form }: ServiceDefinition): GateProblem[] {
  return [
    ...form.pages.flatMap(({ repeat }, at) => {
      if (!repeat || (repeat.min <= repeat.max && repeat.max >= 1 && repeat.max <= MOST_ROWS)) return []
      return [error('repeatLimits', `/form/pages/${at}/repeat`, { most: MOST_ROWS })]
    }),
    ...Object.entries(form.fields).flatMap(([key, field]) => fieldLimits(field, key)),
  ]
}

function fieldLimits(field: Field, key: string): GateProblem[] {
  const path = `/form/fields/${key}`
  if (field.kind === 'file') {
    const fits = field.maxFiles >= 1 && field.maxFiles <= MOST_FILES
    return fits ? [] : [error('fileLimits', `${path}/maxFiles`, { most: MOST_FILES })]
  }
  const [least, most] = bounds(field)
  return least !== undefined && most !== undefined && least > most
    ? [error('limitsCrossed', path, { key })]
    : []
}

/** A date that must not lie before another: both dates in full, the other asked before it, in the same row if in one. */
export function dateOrder({ form }: ServiceDefinition): GateProblem[] {
  const spots = spotsOf(form)
  return Object.entries(form.fields).flatMap(([key, field]) => {
    if (field.kind !== 'date' || field.notBefore === undefined) return []
    const [own, other] = [key, field.notBefore].map((name) => spots.findIndex((spot) => spot.key === name))
    const [ownPage, otherPage] = [spots[own ?? -1]?.page, spots[other ?? -1]?.page]
    const before = other !== undefined && own !== undefined && other >= 0 && other < own
    const together = ownPage === otherPage || (!ownPage?.repeat && !otherPage?.repeat)
    return before && together && fieldOf(form, field.notBefore)?.kind === 'date'
      ? []
      : [error('dateOrder', `/form/fields/${key}/notBefore`, { key, other: field.notBefore })]
  })
}

function bounds(field: Field): [number | string | undefined, number | string | undefined] {
  if (field.kind === 'number') return [field.min, field.max]
  if (field.kind === 'text' && field.digits) return [field.digits.least, field.digits.most]
  if (field.kind === 'money') return [field.minSatang, field.maxSatang]
  if (field.kind === 'date' && field.earliest !== 'today' && field.latest !== 'today')
    return [field.earliest, field.latest]
  return [undefined, undefined]
}
