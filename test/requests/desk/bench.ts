import { createSecretKey } from 'node:crypto'
import { STANDARD_CLOCK_RULES, type ClockRules } from '../../../src/calendar/clock-rules.ts'
import { makeCalendar, STANDARD_HOURS, type Calendar } from '../../../src/calendar/working-time.ts'
import { starterDivisions } from '../../../src/catalogue/starter.ts'
import type { PublishedVersion } from '../../../src/catalogue/published.ts'
import type { ServiceDefinition } from '../../../src/catalogue/service.ts'
import type { Officer, Role } from '../../../src/officers/officer.ts'
import { dueOnFiling } from '../../../src/requests/clock.ts'
import type { Act, ActInput } from '../../../src/requests/desk/acts.ts'
import { makeCases } from '../../../src/requests/desk/case.ts'
import { makeDoing } from '../../../src/requests/desk/doing.ts'
import { makeDeskStore } from '../../../src/requests/desk/store.ts'
import { makeFollowing } from '../../../src/requests/following.ts'
import { makeLetters } from '../../../src/requests/letters.ts'
import { makeRecording } from '../../../src/requests/recording.ts'
import { newReference } from '../../../src/requests/reference.ts'
import type { Request } from '../../../src/requests/request.ts'
import { makeRequestStore } from '../../../src/requests/store.ts'
import type { Engine } from '../../../src/storage/engine.ts'
import { published, starterDefinition } from '../../support/catalogue.ts'
import { makeClock } from '../../support/journey.ts'
import { requestRow } from '../../support/rows.ts'

/** Nothing can be refused of a street light; a tree is refused by its list, and its last step is another division’s. */
export const LIGHT = starterDefinition('street-light-repair')
export const TREE: ServiceDefinition = withLastStepOf(starterDefinition('tree-trimming'), 'health')

function withLastStepOf(definition: ServiceDefinition, unit: string): ServiceDefinition {
  const steps = definition.manual.steps.map((step, index, all) =>
    index === all.length - 1 ? { ...step, unit } : step,
  )
  return { ...definition, manual: { ...definition.manual, steps } }
}

const WHO: [string, Role, string | null][] = [
  ['malee', 'officer', 'public-works'],
  ['suda', 'officer', 'public-works'],
  ['wichai', 'head', 'public-works'],
  ['anan', 'officer', 'health'],
  ['orathai', 'head', 'health'],
  ['pranee', 'triage', 'clerk'],
  ['somying', 'auditor', null],
  ['amnat', 'administrator', null],
]

/** Malee is Somchai’s officer, Wichai her head; Anan and Orathai are the health division’s. */
export const people = Object.fromEntries(
  WHO.map(([id, role, division]): [string, Officer] => [
    id,
    {
      id,
      email: `${id}@example.go.th`,
      name: `ชื่อ ${id}`,
      title: 'เจ้าหน้าที่',
      role,
      division,
      state: 'active',
      createdAt: '2026-01-01T00:00:00.000Z',
      endedAt: null,
    },
  ]),
) as Record<'malee' | 'suda' | 'wichai' | 'anan' | 'orathai' | 'pranee' | 'somying' | 'amnat', Officer>

export type Bench = Awaited<ReturnType<typeof deskBench>>

/** The desk’s use cases over a real database, put together by hand: no door, no sign-in. */
export function officeOver(parts: {
  engine: Engine
  version: (serviceId: string, version: number) => Promise<PublishedVersion | undefined>
  calendar: () => Promise<Calendar>
  now: () => Date
  newId: () => string
}) {
  const { engine, version, calendar, now, newId } = parts
  const requests = makeRequestStore(engine)
  const store = makeDeskStore(engine)
  const letters = makeLetters({
    municipality: { th: 'เทศบาล', en: 'Municipality' },
    trackingAddress: ({ reference }) => `https://sala.example.go.th/track/${reference}`,
    trackingCode: () => 'CODE',
    calendar,
    divisions: store.divisions,
    newId,
    now,
  })
  const recording = makeRecording({ requests, letters, calendar, now, newId })
  const key = createSecretKey(Buffer.alloc(32))
  const following = makeFollowing({ requests, version, calendar, recording, key, now, newId })
  const cases = makeCases({ store, load: following.load })
  const desk = makeDoing({ store, cases, recording, calendar, now, newId })

  /** Finds the case anew and acts on it, as somebody does who has just opened its page. */
  async function act(officer: Officer, reference: string, name: Act, input: Omit<ActInput, 'act'> = {}) {
    const found = await cases.find(officer, reference)
    return desk.act(officer, found, { act: name, ...input }, found.request.revision)
  }

  return { engine, calendar, requests, store, letters, recording, following, cases, desk, act }
}

/** An office with everybody in it, and a clock the test sets: Monday 23 November 2569, ten o’clock. */
export async function deskBench(engine: Engine, rules: Partial<ClockRules> = {}) {
  await putOffice(engine)
  const clock = makeClock('2026-11-23T03:00:00.000Z')
  let count = 0
  const newId = () => `id-${++count}`
  const { now } = clock
  const version = async (id: string) => published(id === TREE.id ? TREE : LIGHT).current
  const office = officeOver({ engine, version, calendar: calendarWith(rules), now, newId })
  const { requests, letters, cases, calendar } = office

  /** Somchai’s request, filed now. */
  async function file(definition = LIGHT, changes: Partial<Request> = {}): Promise<string> {
    const filedAt = now().toISOString()
    const due = dueOnFiling(definition.manual.steps, filedAt, await calendar())
    const request = requestRow(newId(), {
      reference: newReference(2570),
      serviceId: definition.id,
      filedAt,
      dueAt: due.dueAt,
      receivedAt: due.receivedAt,
      queuedAt: due.receivedAt,
      ...changes,
    })
    const event = {
      id: newId(),
      requestId: request.id,
      seq: 1,
      kind: 'filed' as const,
      at: filedAt,
      actor: null,
      data: { receivedAt: due.receivedAt },
    }
    await requests.file({ request, events: [event], letters: letters.filed(request, event.id, definition) })
    return request.reference
  }

  const find = (reference: string) => cases.find(people.somying, reference)

  const kinds = async (reference: string) => (await find(reference)).events.map(({ kind }) => kind)

  const letterKeys = async () =>
    (await engine.db.select().from(engine.tables.letter)).map(({ key }) => key.split(':')[1])

  return { ...office, clock, file, find, kinds, letterKeys }
}

export const calendarWith =
  (rules: Partial<ClockRules> = {}) =>
  async () =>
    makeCalendar({ hours: STANDARD_HOURS, holidays: [], rules: { ...STANDARD_CLOCK_RULES, ...rules } })

async function putOffice({ atomically, tables }: Engine): Promise<void> {
  const divisions = starterDivisions().map(({ id, name, work }, position) => ({
    id,
    name: JSON.stringify(name),
    work: JSON.stringify(work),
    position,
  }))
  await atomically((tx) => [
    tx.insert(tables.division).values(divisions),
    ...[LIGHT, TREE].flatMap(({ id }, position) => [
      tx.insert(tables.service).values({ id, slug: id, division: 'public-works', state: 'live', position }),
      tx.insert(tables.serviceVersion).values({
        serviceId: id,
        version: 1,
        schemaVersion: 1,
        document: '{}',
        sha256: '',
        publishedAt: '2026-10-01T00:00:00.000Z',
        publishedBy: 'sala',
        changeNote: '',
      }),
    ]),
    tx.insert(tables.officer).values(Object.values(people)),
  ])
}
