import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { instantAt, type IsoDay } from '../../../src/calendar/dates.ts'
import type { Holiday } from '../../../src/calendar/working-time.ts'
import { starterDivisions } from '../../../src/catalogue/starter.ts'
import { makeCatalogue } from '../../../src/catalogue/store.ts'
import { readConfig, type Config } from '../../../src/config.ts'
import { makeJobs, type JobName } from '../../../src/jobs.ts'
import { makeLetterStore } from '../../../src/mail/store.ts'
import { makeAudit } from '../../../src/officers/audit.ts'
import { makeAuditStore } from '../../../src/officers/audit-store.ts'
import { ROLES, type Officer } from '../../../src/officers/officer.ts'
import { dueOnFiling } from '../../../src/requests/clock.ts'
import { makeOffice } from '../../../src/requests/office/settings.ts'
import { makeSettingsStore } from '../../../src/requests/office/settings-store.ts'
import { makeRequests } from '../../../src/requests/parts.ts'
import type { Happening } from '../../../src/requests/recording.ts'
import { makeLateLetters } from '../../../src/requests/reminders/parts.ts'
import type { Reference, Request } from '../../../src/requests/request.ts'
import { newEdition } from '../../../src/storage/edition.ts'
import type { Engine } from '../../../src/storage/engine.ts'
import { makeFileStore } from '../../../src/storage/files.ts'
import { starterDefinition } from '../../support/catalogue.ts'
import { filedEvent, requestRow } from '../../support/rows.ts'

/** What every clock job is called, in the order a process runs them. */
export const CLOCK_JOBS: JobName[] = ['dueDays', 'giveBack', 'escalate', 'draftLate', 'remind']

/** A service that promises five working days, and the people of two divisions; health has no head. */
const SERVICE = 'general-complaint'
const PEOPLE: Record<string, Pick<Officer, 'role' | 'division'>> = {
  malee: { role: 'officer', division: 'public-works' },
  wichai: { role: 'head', division: 'public-works' },
  anan: { role: 'officer', division: 'health' },
  pranee: { role: 'triage', division: null },
  amnat: { role: 'administrator', division: null },
}

export type OfficeWorld = Awaited<ReturnType<typeof openOffice>>

/** An instant in Thailand: `at('2026-11-02', '10:00')`. */
export function at(day: IsoDay, clock: string): string {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return instantAt(day, hour * 60 + minute).toISOString()
}

/** The clock's jobs over an empty database, with a clock the test sets; holidays as given. */
export async function openOffice(engine: Engine, holidays: IsoDay[] = [], changes: Partial<Config> = {}) {
  let time = Date.parse(at('2026-11-02', '00:00'))
  const clock = { set: (instant: string) => void (time = Date.parse(instant)) }
  const now = () => new Date(time)
  const folder = mkdtempSync(join(tmpdir(), 'sala-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const config = { ...readConfig({ DATA_DIR: folder }), ...changes }
  const files = await makeFileStore(join(folder, 'files'))
  const catalogue = makeCatalogue(engine)
  const office = makeOffice(makeSettingsStore(engine), config.municipality)
  const requests = makeRequests({
    engine,
    letterStore: makeLetterStore(engine),
    version: catalogue.version,
    holidays: catalogue.holidays,
    municipality: config.municipality,
    office: office.current,
    key: config.secret,
    publicUrl: 'http://localhost:3000',
    draftBytes: 0,
    files,
    now,
  })
  const definition = fiveDays()
  await catalogue.addDivisions(starterDivisions())
  await catalogue.publish({
    definition,
    division: 'public-works',
    by: 'sala',
    note: '',
    at: now().toISOString(),
  })
  await catalogue.addHolidays(holidays.map(holidayOn), 'sala', now().toISOString())
  await engine.atomically((tx) => [
    tx.insert(engine.tables.officer).values(Object.keys(PEOPLE).map(officerRow)),
  ])

  async function file(id: string, filedAt: string, over: Partial<Request> = {}): Promise<void> {
    const due = dueOnFiling(definition.manual.steps, filedAt, await requests.calendar())
    const own = {
      reference: referenceOf(id),
      serviceId: SERVICE,
      serviceVersion: 1,
      filedAt,
      dueAt: due.dueAt,
    }
    const request = requestRow(id, {
      ...own,
      receivedAt: due.receivedAt,
      queuedAt: due.receivedAt,
      ...over,
    })
    await requests.requests.file({ request, events: [{ ...filedEvent(id), at: filedAt }], letters: [] })
  }

  async function happen(id: string, happening: Happening, actor: string | null): Promise<void> {
    const request = await requests.requests.find(id)
    if (!request) throw new Error(`no request ${id}`)
    await requests.recording.record({
      followed: await requests.following.load(request),
      happenings: [happening],
      actor,
    })
  }

  /** A holiday nobody knew of, as an administrator enters it. */
  async function enterHoliday(day: IsoDay): Promise<void> {
    const { name, kind, scope, source } = holidayOn(day)
    const row = { id: randomUUID(), day, name: JSON.stringify(name), kind, scope, scopeName: null, source }
    await engine.atomically((tx) => [
      tx.insert(engine.tables.holiday).values({ ...row, enteredBy: 'amnat', enteredAt: now().toISOString() }),
      newEdition(tx, engine.tables),
    ])
    requests.officeCalendar.forget()
    catalogue.forget()
  }

  /** A process with its own jobs over the same database; `over` to let it die. */
  function instance(over: Engine = engine) {
    const log = { info: () => {}, error: () => {} }
    const jobs = makeJobs({ config, engine: over, files, log, now })
    return {
      async run(...names: JobName[]) {
        for (const name of names) await jobs.find((job) => job.name === name)?.run()
      },
    }
  }

  const lateLetters = makeLateLetters({
    engine,
    requests,
    audit: makeAudit({ store: makeAuditStore(engine), key: Buffer.alloc(32), now }),
    municipality: config.municipality.name,
    now,
  })
  return { engine, clock, requests, file, happen, enterHoliday, instance, lateLetters, config }
}

/** `r8` is known as 70-R80-000. */
export const referenceOf = (id: string) => `70-${id.toUpperCase()}0-000` as Reference

function fiveDays() {
  const definition = starterDefinition(SERVICE)
  const [step] = definition.manual.steps
  if (!step) throw new Error('the service has no steps')
  const only = { ...step, duration: { n: 5, unit: 'workingDay' as const }, clock: 'counts' as const }
  return { ...definition, manual: { ...definition.manual, steps: [only] } }
}

function holidayOn(day: IsoDay): Holiday {
  return { day, name: { th: 'วันหยุด', en: 'Holiday' }, kind: 'special', scope: 'nation', source: 'test' }
}

export function officerOf(id: string): Officer {
  const { role, division } = PEOPLE[id] ?? { role: ROLES[3], division: null }
  const name = `${id.charAt(0).toUpperCase()}${id.slice(1)}`
  const email = `${id}@example.go.th`
  return {
    id,
    email,
    name,
    title: 'เจ้าหน้าที่',
    role,
    division,
    state: 'active',
    createdAt: at('2026-10-01', '09:00'),
    endedAt: null,
  }
}

const officerRow = (id: string) => ({
  ...officerOf(id),
  passwordHash: null,
  passwordAt: null,
  totpSecret: null,
  totpStep: null,
})

/** What the clock's letters are, one line each: day, to whom, of what kind, about which requests. */
export async function lettersOf({ db, tables }: Engine): Promise<string[]> {
  const rows = await db.select().from(tables.letter)
  return rows
    .map(({ createdAt, toAddress, key, subject, text }) => {
      const kind = key.startsWith('reminder:') ? 'reminder' : (key.split(':')[1] ?? '')
      const about = [
        ...new Set(
          [...`${subject}\n${text}`.matchAll(/70-(R\d)0-000/g)].map(([, id = '']) => id.toLowerCase()),
        ),
      ].sort()
      const why = /ยังไม่มีผู้รับเรื่อง$/.test(subject) ? 'unclaimed ' : ''
      const day = new Date(Date.parse(createdAt) + 7 * 3_600_000).toISOString().slice(0, 10)
      return `${day} ${toAddress.split('@')[0]} ${kind} ${why}${about.join(' ')}`
    })
    .filter((line) => CLOCK_KINDS.test(line))
    .sort()
}

const CLOCK_KINDS = / (reminder|escalated|returned|late) /
