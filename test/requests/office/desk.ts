import { makeJobs } from '../../../src/jobs.ts'
import { testApp, type TestApp } from '../../support/app.ts'
import { makeClock, makeClient, fileLight, type Client, type Filed } from '../../support/journey.ts'
import { makePeople, type SignedIn } from '../../support/officers.ts'

export type Desk = TestApp & {
  clock: ReturnType<typeof makeClock>
  people: ReturnType<typeof makePeople>
  amnat: SignedIn
  somchai: Client
}

/** Monday 15 June 2569, ten in the morning; Amnat, the administrator, has signed in. */
export async function openDesk(): Promise<Desk> {
  const clock = makeClock()
  const opened = await testApp({}, clock.now)
  const people = makePeople(opened, clock.now)
  return { ...opened, clock, people, amnat: await people.amnat(), somchai: makeClient(opened.app) }
}

const silent = { info: () => {}, error: () => {} }

/** The recurring job that moves requests after a change, as a process of its own would run it. */
export async function runJob(desk: Pick<Desk, 'config' | 'engine' | 'files' | 'clock'>) {
  const job = makeJobs({ ...desk, log: silent, now: desk.clock.now }).find(({ name }) => name === 'movedDays')
  if (!job) throw new Error('the job is not there')
  return job.run()
}

export const lettersOf = async ({ engine }: Pick<TestApp, 'engine'>, part: string) => {
  const rows = await engine.db.select().from(engine.tables.letter)
  return rows.filter(({ key }) => key.includes(part))
}

export const requestRows = ({ engine }: Pick<TestApp, 'engine'>) =>
  engine.db.select().from(engine.tables.request)

export const entries = async ({ engine }: Pick<TestApp, 'engine'>, deed: string) => {
  const rows = await engine.db.select().from(engine.tables.auditEntry)
  return rows
    .filter((row) => row.deed === deed)
    .map((row) => ({ ...row, data: JSON.parse(row.data) as Record<string, unknown> }))
}

/** Somchai's street lights, so many. */
export async function fileLights(desk: Desk, n: number): Promise<Filed[]> {
  const filed: Filed[] = []
  for (let i = 0; i < n; i++) filed.push(await fileLight(makeClient(desk.app, `192.0.2.${i + 10}`)))
  // What is changed afterwards is changed later.
  desk.clock.pass(1)
  return filed
}

/** So many requests at once, like one that was filed by the pages: rows and events alone, for they are many. */
export async function putRequests(desk: Desk, n: number): Promise<void> {
  await fileLight(desk.somchai)
  const [like] = await requestRows(desk)
  const { request, requestEvent } = desk.engine.tables
  const ids = Array.from({ length: n - 1 }, (_, index) => `many-${String(index).padStart(5, '0')}`)
  await desk.engine.atomically((tx) =>
    ids.flatMap((id) => [
      tx.insert(request).values({ ...like!, id, reference: `69-${id}`, draftId: null }),
      tx.insert(requestEvent).values({
        id: `${id}-filed`,
        requestId: id,
        seq: 1,
        kind: 'filed',
        at: like!.filedAt,
        actor: null,
        data: '{}',
      }),
    ]),
  )
  desk.clock.pass(1)
}
