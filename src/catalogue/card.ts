import { say, type Text } from '../i18n/text.ts'
import { feeSummary } from './fees.ts'
import type { Setting } from './manual.ts'
import { intakeOn, type PublishedService } from './published.ts'
import type { ServiceDefinition } from './service.ts'
import { totalOf, totalText } from './totals.ts'

const fees = new WeakMap<ServiceDefinition, Text>()

/** What the service costs before anything is known of the applicant. A definition never changes: reckoned once. */
export function feeOf(definition: ServiceDefinition): Text {
  const known = fees.get(definition)
  if (known) return known
  const fee = feeSummary(definition, {})
  fees.set(definition, fee)
  return fee
}

export function addressOf(service: PublishedService): string {
  return `/services/${service.slug}`
}

/** A service as one of many: on the home page, in lists and among search results. */
export function cardOf(service: PublishedService, { hours, today, lang }: Setting) {
  const { definition } = service.current
  return {
    address: addressOf(service),
    title: say(definition.title, lang),
    summary: say(definition.summary, lang),
    total: say(totalText(totalOf(definition.manual.steps, hours)), lang),
    fee: say(feeOf(definition), lang),
    open: intakeOn(service, today) === 'open',
    confirmed: definition.confirmed,
  }
}
