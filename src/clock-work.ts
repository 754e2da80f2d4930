import { makeCatalogue } from './catalogue/store.ts'
import type { Config } from './config.ts'
import { makeLetterStore } from './mail/store.ts'
import { makeAudit } from './officers/audit.ts'
import { makeAuditStore } from './officers/audit-store.ts'
import { auditKey } from './officers/parts.ts'
import { makePeople } from './officers/people.ts'
import { makePeopleStore } from './officers/people-store.ts'
import { makeAdministration } from './requests/office/parts.ts'
import { makeOffice } from './requests/office/settings.ts'
import { makeSettingsStore } from './requests/office/settings-store.ts'
import { makeRequests } from './requests/parts.ts'
import type { Work } from './requests/reminders/each-case.ts'
import { makeReminders } from './requests/reminders/parts.ts'
import { makeEdition } from './storage/edition.ts'
import type { Engine } from './storage/engine.ts'
import type { FileStore } from './storage/files.ts'

type ClockWorkParts = {
  config: Pick<Config, 'municipality' | 'secret' | 'publicUrl' | 'port'>
  engine: Engine
  files: FileStore
  now: () => Date
}

/** What the clock does by itself, put together for the process that runs the jobs. */
export function makeClockWork({ config, engine, files, now }: ClockWorkParts) {
  const { municipality } = config
  const office = makeOffice(makeSettingsStore(engine), municipality)
  const catalogue = makeCatalogue(engine)
  const publicUrl = config.publicUrl?.origin ?? `http://localhost:${config.port}`
  const requests = makeRequests({
    engine,
    letterStore: makeLetterStore(engine),
    version: catalogue.version,
    holidays: catalogue.holidays,
    municipality,
    office: office.current,
    key: config.secret,
    publicUrl,
    // No job fills in a form.
    draftBytes: 0,
    files,
    now,
  })
  const edition = makeEdition(engine, now)
  for (const forget of [office.reload, catalogue.forget, requests.officeCalendar.forget])
    edition.onChange(forget)
  const reminders = makeReminders({
    engine,
    requests,
    version: catalogue.version,
    officers: makePeople({ store: makePeopleStore(engine), now }).list,
    municipality: municipality.name,
    publicUrl,
    now,
  })

  const administration = makeAdministration({
    engine,
    requests,
    office,
    edition,
    version: catalogue.version,
    services: catalogue.all,
    audit: makeAudit({ store: makeAuditStore(engine), key: auditKey(config.secret), now }),
    now,
  })

  /** A holiday that was entered a second ago counts. */
  const upToDate = (work: () => Promise<Work>) => async () => {
    await edition.look()
    return work()
  }
  return {
    // Before the days are put right in silence: whoever is to be told of another one is told.
    movedDays: upToDate(administration.carryOut),
    dueDays: upToDate(reminders.dueDays),
    giveBack: upToDate(reminders.giveBack),
    escalate: upToDate(reminders.escalate),
    draftLate: upToDate(reminders.draftLate),
    remind: upToDate(reminders.remind),
  }
}
