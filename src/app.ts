import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { missingHolidayYear } from './calendar/working-time.ts'
import { catalogueRoutes } from './catalogue/routes.ts'
import { loadStarter } from './catalogue/starter.ts'
import { makeCatalogue, type Catalogue } from './catalogue/store.ts'
import type { Config } from './config.ts'
import { JOBS } from './jobs.ts'
import { makeDirectMail } from './mail/direct.ts'
import { makeTransport } from './mail/outbox.ts'
import { makeLetterStore } from './mail/store.ts'
import { guardDesk, peopleDoor } from './officers/desk/door.ts'
import type { PasswordCost } from './officers/passwords.ts'
import { applyDoor } from './requests/apply/door.ts'
import { caseDoor } from './requests/case/door.ts'
import { counterDoor } from './requests/counter/door.ts'
import { makeCounter } from './requests/counter/parts.ts'
import { inboxDoor } from './requests/inbox/door.ts'
import { makeInbox } from './requests/inbox/parts.ts'
import { overviewDoor } from './requests/overview/door.ts'
import { makeOverview } from './requests/overview/parts.ts'
import { makeRequests } from './requests/parts.ts'
import { remindersDoor } from './requests/reminders/door.ts'
import { makeJobRunStore } from './requests/reminders/job-run-store.ts'
import { makeLateLetters } from './requests/reminders/parts.ts'
import { officeDoor } from './requests/office/door.ts'
import { makeAdministration } from './requests/office/parts.ts'
import { makeOffice } from './requests/office/settings.ts'
import { makeSettingsStore } from './requests/office/settings-store.ts'
import { repliesDoor } from './requests/replies/door.ts'
import { makeSlowdown } from './requests/slow.ts'
import { trackDoor } from './requests/track/door.ts'
import { makeReceiver } from './requests/uploads/receive.ts'
import { makeScanner } from './requests/uploads/scan.ts'
import { makeEdition, type Edition } from './storage/edition.ts'
import type { Engine } from './storage/engine.ts'
import { makeStaff } from './staff.ts'
import type { FileStore } from './storage/files.ts'
import { makeAssets } from './web/assets.ts'
import type { LogTarget } from './web/log.ts'
import { makePageCache } from './web/page-cache.ts'
import { openPages } from './web/routes.ts'
import { makeServer } from './web/server.ts'
import { makeSite } from './web/site.ts'
import { makeView } from './web/view.ts'
import { readDigestSettings, startDailyLetter } from './whistle/daily-letter.ts'
import { OUTCOME_RULES, OUTCOMES } from './whistle/outcomes.ts'
import type { WhistleParts } from './whistle/parts.ts'
import { isOfIsland, islandError, whistlePlugin } from './whistle/plugin.ts'
import { whistleSettings } from './whistle/settings.ts'
import { NONE, SMALLEST_SHOWN } from './whistle/statistics.ts'
import { openWhistle, type Whistle } from './whistle/whistle.ts'

export type AppParts = {
  config: Config
  engine: Engine
  files: FileStore
  log: LogTarget
  /** Where compiled styles are remembered between starts. */
  cacheFolder?: string
  /** The clock; the machine's own unless a test sets it. */
  now?: () => Date
  /** Of one password; the usual one unless a test makes it cheap. */
  passwordCost?: PasswordCost
  /** What a test sets otherwise in the whistleblower channel. */
  whistle?: Partial<WhistleParts> & { exitTo?: string }
}

const MEGABYTE = 1024 * 1024
/** How many files of the largest size one draft may hold. */
const MOST_FILES_BYTES = 10
const SHOWN_OF_CHANNEL = {
  outcomes: OUTCOMES.map((id) => ({ id, name: OUTCOME_RULES[id].title })),
  smallest: SMALLEST_SHOWN,
  none: NONE,
}
const TEMPLATES = join(import.meta.dirname, '../templates')

/** The whole portal: every door, on one screen. */
export async function makeApp({
  config,
  engine,
  files,
  log,
  cacheFolder,
  now = () => new Date(),
  passwordCost,
  whistle: whistleSet = {},
}: AppParts): Promise<FastifyInstance> {
  const { municipality, publicUrl, trustProxy, logLevel } = config
  const assets = await makeAssets(cacheFolder ?? join(config.dataDir, 'cache'), municipality.logo)
  const office = makeOffice(makeSettingsStore(engine), municipality)
  const edition = makeEdition(engine, now)
  const pages = makePageCache()
  const site = makeSite(makeView(TEMPLATES, assets.url), municipality, () => office.current().written)
  const app = makeServer({
    site,
    assets,
    pages,
    trustProxy: typeof trustProxy === 'number' ? (_address, hop) => hop < trustProxy : trustProxy,
    log: { level: logLevel, target: log },
    ownErrors: { isOwn: isOfIsland, answer: islandError },
    ...(publicUrl && { publicUrl }),
  })

  const catalogue = makeCatalogue(engine)
  const starter = await loadStarter(catalogue, now)
  for (const { id } of starter.refused)
    app.log.warn({ service: id }, 'starter service refused by the publish gate')

  // Open to everyone.
  hearOthers(app, edition)
  await app.register(catalogueRoutes, {
    catalogue,
    municipality,
    hours: () => office.current().hours,
    now,
    ...(publicUrl && { publicUrl }),
  })
  await app.register(openPages, {
    canWrite: () => canWrite(engine, config),
    isChannelOpen: async () => (await whistle.reporter.positions()).length > 0,
    channelFigures: async () => ({ ...SHOWN_OF_CHANNEL, ...(await whistle.reporter.statistics()) }),
  })

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
    municipality,
    office: office.current,
    key: config.secret,
    publicUrl: origin,
    draftBytes: limits.draftBytes,
    files,
    now,
  })
  for (const forget of [office.reload, catalogue.forget, requests.officeCalendar.forget, pages.clear])
    edition.onChange(forget)
  await edition.look()
  await requests.replies.loadStarter(await knownServices(catalogue))
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

  // An island: its own database, cookies, limits and error pages, and no line in the log.
  const { exitTo, ...otherwise } = whistleSet
  const whistle = await openWhistle({
    ...whistleSettings(config.dataDir, config.secret),
    ownWords: Object.values(municipality.name),
    calendar: requests.calendar,
    now,
    ...otherwise,
  })
  await whistle.jobs.atStart()
  // Stopped before the database it reads is closed.
  const stopLetter = dailyLetter(config, whistle, origin, now)
  app.addHook('onClose', async () => {
    await stopLetter()
    await whistle.close()
  })
  await app.register(whistlePlugin, {
    logLevel: 'silent',
    whistle,
    site,
    now,
    ...(publicUrl && { publicUrl }),
    ...(exitTo !== undefined && { exitTo }),
  })

  const officers = makeStaff({
    config,
    engine,
    divisions: catalogue.divisions,
    services: catalogue.names,
    origin,
    now,
    ...(passwordCost && { passwordCost }),
  })

  // The officers' desk. Its guard stands before every door that is registered here.
  await app.register(async (scope) => {
    await scope.register(cookie)
    await scope.register(multipart, { throwFileSizeLimit: false })
    guardDesk(scope, officers)
    await scope.register(peopleDoor, officers)
    await scope.register(inboxDoor, makeInbox({ engine, requests, officers, catalogue, now }))
    await scope.register(counterDoor, {
      ...requests,
      ...makeCounter({
        engine,
        requests,
        version: catalogue.version,
        service: catalogue.byId,
        here: municipality,
        now,
      }),
      catalogue,
      officers,
      receive,
      limits,
      publicUrl: origin,
    })
    await scope.register(overviewDoor, { ...makeOverview({ engine, catalogue, now }), officers })
    await scope.register(officeDoor, {
      ...makeAdministration({
        engine,
        requests,
        office,
        edition,
        version: catalogue.version,
        services: catalogue.all,
        audit: officers.audit,
        now,
      }),
      people: officers.people,
      municipality,
    })
    await scope.register(repliesDoor, {
      replies: requests.replies,
      services: catalogue.all,
      people: officers.people,
      audit: officers.audit,
      newId: requests.newId,
      now,
    })
    await scope.register(remindersDoor, {
      lateLetters: makeLateLetters({
        engine,
        requests,
        audit: officers.audit,
        municipality: municipality.name,
        now,
      }),
      runs: makeJobRunStore(engine),
      jobs: JOBS,
      outbox: makeLetterStore(engine),
      hasMailServer: config.smtpUrl !== undefined,
      version: catalogue.version,
      divisions: catalogue.divisions,
      people: officers.people,
      audit: officers.audit,
      calendar: requests.calendar,
      now,
    })
    await scope.register(caseDoor, {
      ...requests,
      ...officers,
      version: catalogue.version,
      byId: catalogue.byId,
      divisions: catalogue.divisions,
      receive,
      openFile: files.open,
      limits,
      municipality,
    })
  })

  return app
}

/** The panel's letter goes neither through the outbox nor into the jobs' record. What is wrong with its file is told at start. */
function dailyLetter(
  config: Config,
  { jobs }: Whistle,
  origin: string,
  now: () => Date,
): () => Promise<void> {
  const { dataDir } = whistleSettings(config.dataDir, config.secret)
  const settings = readDigestSettings(dataDir)
  if (!settings || config.smtpUrl === undefined) return async () => {}
  const from = { name: config.municipality.name.th, address: config.mailFrom ?? '' }
  return startDailyLetter({
    folder: dataDir,
    settings,
    write: () => jobs.digest(`${origin}/panel`),
    send: makeDirectMail(makeTransport(config.smtpUrl), from),
    now,
  }).stop
}

/** Pages asked for first hear what another process has changed, at most once a minute. */
function hearOthers(app: FastifyInstance, edition: Edition): void {
  app.addHook('onRequest', (_request, _reply, done) => {
    if (edition.isHeard()) return done()
    // While the database is away, what is in memory is better than nothing.
    edition.look().then(
      () => done(),
      () => done(),
    )
  })
}

async function knownServices(catalogue: Catalogue): Promise<(id: string) => boolean> {
  const ids = (await catalogue.all()).map(({ id }) => id)
  return (id) => ids.includes(id)
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
