import { createHash } from 'node:crypto'
import type { Text } from '../i18n/text.ts'
import type { Engine } from '../storage/engine.ts'
import { parseStored } from '../storage/json.ts'
import type { Division, PublishedService, PublishedVersion, ServiceState } from './published.ts'
import type { ServiceDefinition } from './service.ts'

// Rows of the catalogue's tables as the rest of the program knows them.

export type ServiceRow = Engine['tables']['service']['$inferSelect']
type VersionRow = Engine['tables']['serviceVersion']['$inferSelect']

export function asDivision(row: Engine['tables']['division']['$inferSelect']): Division {
  const { id, name, work, endedAt } = row
  const named = { id, name: parseStored(name) as Text, work: parseStored(work) as Text }
  return endedAt === null ? named : { ...named, endedAt }
}

export function asService(row: ServiceRow, division: Division, current: PublishedVersion): PublishedService {
  const { id, slug, opensAt, closesAt } = row
  return { id, slug, division, state: row.state as ServiceState, opensAt, closesAt, current }
}

/** Throws for a version whose text is not the one that was published. */
export function asVersion(row: VersionRow): PublishedVersion {
  // Requests are judged by this text: one that was changed outside must not pass for the one published.
  if (sha256(row.document) !== row.sha256)
    throw new Error(`${row.serviceId} version ${row.version} was altered`)
  return deepFreeze({
    serviceId: row.serviceId,
    version: row.version,
    definition: parseStored(row.document) as ServiceDefinition,
    sha256: row.sha256,
    publishedAt: row.publishedAt,
    publishedBy: row.publishedBy,
    note: row.changeNote,
  })
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const part of Object.values(value)) deepFreeze(part)
  return value
}
