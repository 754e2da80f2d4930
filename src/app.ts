import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { missingHolidayYear } from './calendar/working-time.ts'
import { catalogueRoutes } from './catalogue/routes.ts'
import { loadStarter } from './catalogue/starter.ts'
import { makeCatalogue } from './catalogue/store.ts'
import type { Config } from './config.ts'
import { makeLetterStore } from './mail/store.ts'
import { officeHours } from './municipality.ts'
import { applyDoor } from './requests/apply/door.ts'
import { makeRequests } from './requests/parts.ts'
import { makeSlowdown } from './requests/slow.ts'
import { trackDoor } from './requests/track/door.ts'
import { makeReceiver } from './requests/uploads/receive.ts'
import { makeScanner } from './requests/uploads/scan.ts'
import type { Engine } from './storage/engine.ts'
import type { FileStore } from './storage/files.ts'
import { makeAssets } from './web/assets.ts'
import type { LogTarget } from './web/log.ts'
import { openPages } from './web/routes.ts'
import { makeServer } from './web/server.ts'
import { makeSite } from './web/site.ts'
import { makeView } from './web/view.ts'

export type AppParts = {
  config: Config
  engine: Engine
  files: FileStore
  log: LogTarget
  /** Where compiled styles are remembered between starts. */
  cacheFolder?: string
  /** The clock; the machine's own unless a test sets it. */
  now?: () => Date
}

const MEGABYTE = 1024 * 1024
/** How many files of the largest size one draft may hold. */
const MOST_FILES_BYTES = 10
const TEMPLATES = join(import.meta.dirname, '../templates')

/** The whole portal: every door, on one screen. */
export async function makeApp({
  config,
  engine,
  files,
  log,
  cacheFolder,
  now = () => new Date(),
}: AppParts): Promise<FastifyInstance> {
  const { municipality, publicUrl, trustProxy, logLevel } = config
  const assets = await makeAssets(cacheFolder ?? join(config.dataDir, 'cache'), municipality.logo)
  const site = makeSite(makeView(TEMPLATES, assets.url), municipality)
  const app = makeServer({
    site,
    assets,
    trustProxy: typeof trustProxy === 'number' ? (_address, hop) => hop < trustProxy : trustProxy,
    log: { level: logLevel, target: log },
    ...(publicUrl && { publicUrl }),
  })

  const catalogue = makeCatalogue(engine)
  const starter = await loadStarter(catalogue, now)
  for (const { id } of starter.refused)
    app.log.warn({ service: id }, 'starter service refused by the publish gate')

  // Open to everyone.
  await app.register(catalogueRoutes, { catalogue, municipality, now, ...(publicUrl && { publicUrl }) })
  await app.register(openPages, { canWrite: () => canWrite(engine, config) })

  const origin = publicUrl?.origin ?? `http://localhost:${config.port}`
  const fileBytes = municipality.uploads.megabytesPerFile * MEGABYTE
  const limits = {
    fileBytes,
    filesPerRequest: municipality.uploads.filesPerField,
    draftBytes: MOST_FILES_BYTES * fileBytes,
  }
  const requests = makeRequests({
    engine,
    letterStore: makeLetterStore(engine),
    version: catalogue.version,
    holidays: catalogue.holidays,
    municipality: { ...municipality, hours: officeHours(municipality.hours) },
    key: config.secret,
    publicUrl: origin,
    draftBytes: limits.draftBytes,
    files,
    now,
  })
  const unannounced = missingHolidayYear(await requests.calendar(), requests.today())
  if (unannounced.length > 0)
    app.log.warn({ years: unannounced }, 'no holidays entered: due dates may be too early')
  const receive = makeReceiver(
    files,
    config.clamavSocket === undefined ? undefined : makeScanner(config.clamavSocket),
  )
  const slowdown = makeSlowdown(
    () => now().getTime(),
    (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  )

  // A scope of its own: its cookies and uploads are known to no other door.
  await app.register(async (scope) => {
    await scope.register(cookie)
    await scope.register(multipart, { throwFileSizeLimit: false })
    await scope.register(applyDoor, {
      ...requests,
      bySlug: catalogue.bySlug,
      receive,
      limits,
      publicUrl: origin,
    })
    await scope.register(trackDoor, {
      ...requests,
      slowdown,
      receive,
      openFile: files.open,
      divisions: catalogue.divisions,
      limits,
      publicUrl: origin,
    })
  })

  return app
}

/**
 * An empty write still needs the database's write lock, so it fails where a submission would; so does a disk
 * without room for one upload of the largest size.
 */
async function canWrite(engine: Engine, { dataDir, municipality }: Config): Promise<boolean> {
  const { bavail, bsize } = await statfs(dataDir)
  if (bavail * bsize < municipality.uploads.megabytesPerFile * MEGABYTE) return false
  return engine
    .atomically(() => [])
    .then(
      () => true,
      () => false,
    )
}
