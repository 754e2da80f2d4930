import { asc, eq } from 'drizzle-orm'
import { newEdition } from '../storage/edition.ts'
import { must, type Engine } from '../storage/engine.ts'
import type { Text } from '../i18n/text.ts'
import { makeHolidays } from './holiday-store.ts'
import type { Division, PublishedService, PublishedVersion, ServiceState } from './published.ts'
import type { ServiceDefinition } from './service.ts'
import { asDivision, asService, asVersion, deepFreeze, sha256, type ServiceRow } from './stored.ts'

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

/**
 * Services with their versions. Versions never change, so each is parsed once and kept; the small tables
 * are kept until this store writes to them. What comes back is frozen and shared: the same array until
 * something changes.
 */
export function makeCatalogue(engine: Engine) {
  const { service, serviceVersion, division } = engine.tables
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

    /** What every service is called, also closed ones and drafts that were in force once. */
    names: async (): Promise<{ id: string; name: Text }[]> =>
      (await onShelf()).services.map(({ id, current }) => ({ id, name: current.definition.title })),

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

    ...makeHolidays(engine),
  }
}

type Shelf = {
  edition: number
  divisions: Division[]
  services: PublishedService[]
  live: PublishedService[]
  rows: ServiceRow[]
}
