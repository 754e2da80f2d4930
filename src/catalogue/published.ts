import type { IsoDay } from '../calendar/dates.ts'
import type { Text } from '../i18n/text.ts'
import type { ServiceDefinition } from './service.ts'

export const SERVICE_STATES = ['draft', 'live', 'closed'] as const
export type ServiceState = (typeof SERVICE_STATES)[number]

/** One unit of the municipality. With `endedAt` (UTC ISO) it is no more, and only old requests name it. */
export type Division = { id: string; name: Text; work: Text; endedAt?: string }

/** Those that still work: what may be chosen, routed or forwarded to. */
export function workingDivisions<D extends Pick<Division, 'endedAt'>>(divisions: readonly D[]): D[] {
  return divisions.filter(({ endedAt }) => endedAt === undefined)
}

/** One version as it was published. It never changes again; a change is a new version. */
export type PublishedVersion = {
  serviceId: string
  version: number
  definition: ServiceDefinition
  sha256: string
  /** Instant, UTC. */
  publishedAt: string
  publishedBy: string
  note: string
}

/** A service with the version in force. `opensAt` and `closesAt` are days in Bangkok, both included. */
export type PublishedService = {
  id: string
  slug: string
  division: Division
  state: ServiceState
  opensAt: IsoDay | null
  closesAt: IsoDay | null
  current: PublishedVersion
}

export type Intake = 'open' | 'notYet' | 'closed'

/** Whether the service takes applications on a day. A closed one still shows its manual. */
export function intakeOn(
  service: Pick<PublishedService, 'state' | 'opensAt' | 'closesAt'>,
  day: IsoDay,
): Intake {
  if (service.state !== 'live') return 'closed'
  if (service.opensAt && day < service.opensAt) return 'notYet'
  return service.closesAt && day > service.closesAt ? 'closed' : 'open'
}
