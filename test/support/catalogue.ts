import { starterDivisions, starterServices } from '../../src/catalogue/starter.ts'
import type { Division, PublishedService } from '../../src/catalogue/published.ts'
import type { ServiceDefinition } from '../../src/catalogue/service.ts'
import { STANDARD_HOURS } from '../../src/calendar/working-time.ts'
import type { Setting } from '../../src/catalogue/manual.ts'

export const divisions: Division[] = starterDivisions()

/** A definition as if published, without a database. */
export function published(
  definition: ServiceDefinition,
  over: Partial<PublishedService> = {},
): PublishedService {
  const unit = definition.route.at(-1)?.to
  const division = divisions.find((each) => each.id === unit)
  if (!division) throw new Error(`no division for ${definition.id}`)
  return {
    id: definition.id,
    slug: definition.id,
    division,
    state: 'live',
    opensAt: null,
    closesAt: null,
    current: {
      serviceId: definition.id,
      version: 1,
      definition,
      sha256: '',
      publishedAt: '2026-11-23T02:00:00.000Z',
      publishedBy: 'sala',
      note: '',
    },
    ...over,
  }
}

export const starter: PublishedService[] = starterServices().map((definition) => published(definition))

export function starterDefinition(id: string): ServiceDefinition {
  const found = starterServices().find((definition) => definition.id === id)
  if (!found) throw new Error(`no starter service ${id}`)
  return found
}

/** A page in Thai on Monday 23 November 2569. */
export const setting: Setting = { divisions, hours: STANDARD_HOURS, today: '2026-11-23', lang: 'th' }
