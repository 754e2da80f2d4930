import { join } from 'node:path'
import type { Config } from '../../src/config.ts'
import { makeClockWork } from '../../src/clock-work.ts'
import { loadStarter } from '../../src/catalogue/starter.ts'
import { makeCatalogue } from '../../src/catalogue/store.ts'
import { makeLetterStore } from '../../src/mail/store.ts'
import type { PasswordCost } from '../../src/officers/passwords.ts'
import { makeOffice } from '../../src/requests/office/settings.ts'
import { makeSettingsStore } from '../../src/requests/office/settings-store.ts'
import { makeRequests } from '../../src/requests/parts.ts'
import { makeLateLetters } from '../../src/requests/reminders/parts.ts'
import { makeStaff } from '../../src/staff.ts'
import { makeFileStore } from '../../src/storage/files.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { openEngine } from '../../src/storage/open.ts'

export type Portal = Awaited<ReturnType<typeof openPortal>>

/** The portal without its doors, at any moment of the past: what happens in it is done by its own use cases. */
export async function openPortal(config: Config, now: () => Date, passwordCost?: PasswordCost) {
  const engine = await openEngine(config.databaseUrl)
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
  return {
    engine,
    files,
    catalogue,
    requests,
    officers,
    clockWork: makeClockWork({ config, engine, files, now }),
    lateLetters: makeLateLetters({
      engine,
      requests,
      audit: officers.audit,
      municipality: config.municipality.name,
      now,
    }),
  }
}
