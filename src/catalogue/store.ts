import { asc, eq } from 'drizzle-orm'
import { createHash } from 'node:crypto'
import { holidayId, type Holiday } from '../calendar/working-time.ts'
import { newEdition } from '../storage/edition.ts'
import { must, type Engine, type Statement } from '../storage/engine.ts'
import { parseStored } from '../storage/json.ts'
import type { Text } from '../i18n/text.ts'
import type { Division, PublishedService, PublishedVersion, ServiceState } from './published.ts'
import type { ServiceDefinition } from './service.ts'

export type Catalogue = ReturnType<typeof makeCatalogue>

/** What is written when a version is put in force. `at` is an instant, UTC. */
export type Publication = {
  definition: ServiceDefinition
  division: string
  by: string
  note: string
  at: string
}

export type IntakeChange = { state: ServiceState; opensAt: string | null; closesAt: string | null }

type ServiceRow = Engine['tables']['service']['$inferSelect']
type VersionRow = Engine['tables']['serviceVersion']['$inferSelect']

/**
 * Services with their versions. Versions never change, so each is parsed once and kept; the small tables
 * are kept until this store writes to them. What comes back is frozen and shared: the same array until
 * something changes.
 */
export function makeCatalogue(engine: Engine) {
  const { service, serviceVersion, division, holiday } = engine.tables
  const versions = new Map<string, PublishedVersion>()
  let shelf: Promise<Shelf> | undefined
  let edition = 0

  const onShelf = () => (shelf ??= readShelf().catch(forget))

  // A failed read must not be kept as the answer to every later one.
  function forget(fault: unknown): never {
    shelf = undefined
    throw fault
  }

  async function readShelf(): Promise<Shelf> {
    const divisions = (await engine.db.select().from(division).orderBy(asc(division.position))).map(
      asDivision,
    )
    const rows = await engine.db.select().from(service).orderBy(asc(service.position), asc(service.id))
    const services: PublishedService[] = []
    for (const row of rows) {
      const unit = divisions.find((each) => each.id === row.division)
      const current = row.currentVersion === null ? undefined : await version(row.id, row.currentVersion)
      if (unit && current) services.push(asService(row, unit, current))
    }
    const live = services.filter((each) => each.state === 'live')
    return deepFreeze({ edition: ++edition, divisions, services, live, rows })
  }

  /** A version as it was published, in force or not; undefined when there is none. */
  async function version(serviceId: string, number: number): Promise<PublishedVersion | undefined> {
    const known = versions.get(`${serviceId}@${number}`)
    if (known) return known
    await readVersions(serviceId)
    return versions.get(`${serviceId}@${number}`)
  }

  async function readVersions(serviceId: string): Promise<void> {
    const rows = await engine.db.select().from(serviceVersion).where(eq(serviceVersion.serviceId, serviceId))
    for (const row of rows) {
      const key = `${serviceId}@${row.version}`
      if (!versions.has(key)) versions.set(key, asVersion(row))
    }
  }

  async function write(build: Parameters<Engine['atomically']>[0]): Promise<void> {
    await engine.atomically((tx) => [...build(tx), newEdition(tx, engine.tables)])
    shelf = undefined
  }

  return {
    /** Live services with the version in force, in the municipality's order. */
    all: async (): Promise<readonly PublishedService[]> => (await onShelf()).live,

    /** A service to read, live or closed; undefined for a draft and for what is not there. */
    bySlug: async (slug: string): Promise<PublishedService | undefined> =>
      (await onShelf()).services.find((each) => each.slug === slug && each.state !== 'draft'),

    /** A service in any state, by its id. */
    byId: async (id: string): Promise<PublishedService | undefined> =>
      (await onShelf()).services.find((each) => each.id === id),

    version,

    /** Every version of a service, oldest first. */
    versions: async (serviceId: string): Promise<PublishedVersion[]> => {
      await readVersions(serviceId)
      const own = [...versions.values()].filter((each) => each.serviceId === serviceId)
      return own.sort((a, b) => a.version - b.version)
    },

    /** Changes whenever anything that is shown of the services may have changed. */
    edition: async (): Promise<number> => (await onShelf()).edition,

    /** Every division in the municipality's order, also those that have ended: old requests still name them. */
    divisions: async (): Promise<readonly Division[]> => (await onShelf()).divisions,

    /** What is kept of services and divisions is read anew: somebody else has changed it. */
    forget: () => void (shelf = undefined),

    /**
     * Puts version n + 1 in force; the first version makes the service live. Conflict if somebody else
     * published this service meanwhile. The publish gate is asked before (see actions.ts).
     */
    publish: async ({ definition, division: unit, by, note, at }: Publication): Promise<number> => {
      const { id } = definition
      const { rows } = await onShelf()
      const known = rows.find((row) => row.id === id)
      const next = (known?.currentVersion ?? 0) + 1
      const document = JSON.stringify(definition)
      await write((tx) => [
        known
          ? must(
              tx
                .update(service)
                .set({
                  currentVersion: next,
                  division: unit,
                  ...(known.currentVersion === null && { state: 'live' }),
                })
                .where(eq(service.id, id)),
            )
          : tx.insert(service).values({
              id,
              slug: id,
              division: unit,
              state: 'live',
              currentVersion: next,
              opensAt: null,
              closesAt: null,
              position: Math.max(0, ...rows.map((row) => row.position)) + 1,
            }),
        // Two who publish at once both write this number; the second breaks the key and is told of the conflict.
        tx.insert(serviceVersion).values({
          serviceId: id,
          version: next,
          schemaVersion: definition.schemaVersion,
          document,
          sha256: sha256(document),
          publishedAt: at,
          publishedBy: by,
          changeNote: note,
        }),
      ])
      return next
    },

    /** Opens or closes a service to applications. Conflict when there is no such service. */
    setIntake: (id: string, change: IntakeChange): Promise<void> =>
      write((tx) => [must(tx.update(service).set(change).where(eq(service.id, id)))]),

    /** Adds divisions that are not there yet, after those that are. */
    addDivisions: async (wanted: Division[]): Promise<string[]> => {
      const { divisions } = await onShelf()
      const missing = wanted.filter(({ id }) => !divisions.some((each) => each.id === id))
      if (missing.length === 0) return []
      await write((tx) =>
        missing.map(({ id, name, work }, n) =>
          tx.insert(division).values({
            id,
            name: JSON.stringify(name),
            work: JSON.stringify(work),
            position: divisions.length + n + 1,
          }),
        ),
      )
      return missing.map(({ id }) => id)
    },

    /** Every holiday in the table, whoever entered it. */
    holidays: async (): Promise<Holiday[]> => {
      const rows = await engine.db.select().from(holiday).orderBy(asc(holiday.day))
      return rows.map(asHoliday)
    },

    /** Adds the holidays of the years for which the table holds none. What officers entered or removed stays so. */
    addHolidays: async (wanted: Holiday[], by: string, at: string): Promise<number> => {
      const held = await engine.db.select({ day: holiday.day }).from(holiday)
      const years = new Set(held.map(({ day }) => yearOf(day)))
      const missing = wanted.filter(({ day }) => !years.has(yearOf(day)))
      if (missing.length === 0) return 0
      await write((tx) => missing.map((day): Statement => tx.insert(holiday).values(holidayRow(day, by, at))))
      return missing.length
    },
  }
}

type Shelf = {
  edition: number
  divisions: Division[]
  services: PublishedService[]
  live: PublishedService[]
  rows: ServiceRow[]
}

function asDivision(row: Engine['tables']['division']['$inferSelect']): Division {
  const { id, name, work, endedAt } = row
  const named = { id, name: parseStored(name) as Text, work: parseStored(work) as Text }
  return endedAt === null ? named : { ...named, endedAt }
}

function asService(row: ServiceRow, division: Division, current: PublishedVersion): PublishedService {
  const { id, slug, opensAt, closesAt } = row
  return { id, slug, division, state: row.state as ServiceState, opensAt, closesAt, current }
}

function asVersion(row: VersionRow): PublishedVersion {
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

const yearOf = (day: string) => day.slice(0, 4)

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const part of Object.values(value)) deepFreeze(part)
  return value
}

type HolidayRow = Engine['tables']['holiday']['$inferSelect']

/** A holiday as it stands in the table, with who entered it. Two of one day and scope break its key. */
export function holidayRow(one: Holiday, by: string, at: string): HolidayRow {
  const { day, name, kind, scope, scopeName, source } = one
  return {
    id: holidayId(one),
    day,
    name: JSON.stringify(name),
    kind,
    scope,
    scopeName: scopeName ? JSON.stringify(scopeName) : null,
    source,
    enteredBy: by,
    enteredAt: at,
  }
}

export function asHoliday(row: HolidayRow): Holiday {
  const { day, kind, scope, source } = row
  return {
    day,
    name: parseStored(row.name) as Text,
    kind: kind as Holiday['kind'],
    scope: scope as Holiday['scope'],
    source,
    ...(row.scopeName !== null && { scopeName: parseStored(row.scopeName) as Text }),
  }
}
