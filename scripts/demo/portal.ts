import { join } from 'node:path'
import type { Config } from '../../src/config.ts'
import { makeJobs, type JobName } from '../../src/jobs.ts'
import { loadStarter } from '../../src/catalogue/starter.ts'
import { makeCatalogue } from '../../src/catalogue/store.ts'
import { makeLetterStore } from '../../src/mail/store.ts'
import type { PasswordCost } from '../../src/officers/passwords.ts'
import { makeOffice } from '../../src/requests/office/settings.ts'
import { makeSettingsStore } from '../../src/requests/office/settings-store.ts'
import { makeRequests } from '../../src/requests/parts.ts'
import { makeJobRunStore } from '../../src/requests/reminders/job-run-store.ts'
import { makeLateLetters } from '../../src/requests/reminders/parts.ts'
import { makeStaff } from '../../src/staff.ts'
import { makeFileStore } from '../../src/storage/files.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { portalTables } from '../../src/storage/open.ts'
import { openSqlite, sqliteEngine } from '../../src/storage/sqlite.ts'

export type Portal = Awaited<ReturnType<typeof openPortal>>

/** The portal without its doors, at any moment of the past: what happens in it is done by its own use cases. */
export async function openPortal(config: Config, now: () => Date, passwordCost?: PasswordCost) {
  const engine = throwaway(config.databaseUrl)
  await migrate(engine)
  const files = await makeFileStore(join(config.dataDir, 'files'))
  const catalogue = makeCatalogue(engine)
  await loadStarter(catalogue, now)
  const office = makeOffice(makeSettingsStore(engine), config.municipality)
  const origin = config.publicUrl?.origin ?? `http://localhost:${config.port}`
  const requests = makeRequests({
    engine,
    letterStore: makeLetterStore(engine),
    version: catalogue.version,
    holidays: catalogue.holidays,
    municipality: config.municipality,
    office: office.current,
    key: config.secret,
    publicUrl: origin,
    draftBytes: 20_000_000,
    files,
    now,
  })
  const officers = makeStaff({
    config,
    engine,
    divisions: catalogue.divisions,
    origin,
    now,
    ...(passwordCost && { passwordCost }),
  })
  const jobs = makeJobs({ config, engine, files, log: SILENT, now })
  const runJob = async (name: JobName) => {
    const run = await jobs.find((job) => job.name === name)?.run()
    if (run?.code) throw new Error(`the job ${name} failed: ${run.code}`)
  }
  return {
    engine,
    files,
    catalogue,
    requests,
    officers,
    runJob,
    runs: makeJobRunStore(engine),
    lateLetters: makeLateLetters({
      engine,
      requests,
      audit: officers.audit,
      municipality: config.municipality.name,
      now,
    }),
  }
}

const SILENT = { info: () => undefined, error: () => undefined }

/** A power cut would only end the demonstration: nothing waits for the disk. */
function throwaway(path: string) {
  const file = openSqlite(path)
  file.pragma('synchronous = OFF')
  file.pragma('secure_delete = OFF')
  return sqliteEngine(file, portalTables.sqlite)
}
