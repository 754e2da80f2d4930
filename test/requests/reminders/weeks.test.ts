import { expect, it } from 'vitest'
import { addDays } from '../../../src/calendar/dates.ts'
import type { Engine } from '../../../src/storage/engine.ts'
import { eachEngine } from '../../support/engines.ts'
import { at, CLOCK_JOBS, lettersOf, officerOf, openOffice, referenceOf, type OfficeWorld } from './office.ts'

// Seven weeks from Monday 2 November 2569. Monday 7 and Thursday 10 December are holidays; Friday 20 November becomes
// one the evening before. Every line of what follows was counted by hand on a wall calendar.

type Deed = [instant: string, deed: (office: OfficeWorld) => Promise<unknown>]

const DEEDS: Deed[] = [
  // r1: taken on and closed on its due day, Monday 9.
  [at('2026-11-02', '10:00'), ({ file }) => file('r1', at('2026-11-02', '10:00'))],
  [at('2026-11-02', '11:00'), claimed('r1', 'malee')],
  [at('2026-11-09', '14:00'), ({ happen }) => happen('r1', { kind: 'closed', data: {} }, 'malee')],
  // r2: nobody ever takes it on; due Friday 13.
  [at('2026-11-06', '10:00'), ({ file }) => file('r2', at('2026-11-06', '10:00'))],
  // r3: due Monday 16, late, then handed to a division without a head; drafted for, then closed.
  [at('2026-11-09', '10:00'), ({ file }) => file('r3', at('2026-11-09', '10:00'))],
  [at('2026-11-09', '10:30'), claimed('r3', 'malee')],
  [
    at('2026-11-17', '15:00'),
    ({ happen }) =>
      happen('r3', { kind: 'forwarded', data: { from: 'public-works', to: 'health' } }, 'wichai'),
  ],
  [at('2026-11-25', '12:00'), ({ happen }) => happen('r3', { kind: 'closed', data: {} }, 'pranee')],
  // r4: never supplied; the last day, Friday 20, becomes a holiday and moves to Monday 23.
  [at('2026-11-10', '10:00'), ({ file }) => file('r4', at('2026-11-10', '10:00'))],
  [at('2026-11-10', '11:00'), claimed('r4', 'malee')],
  [at('2026-11-11', '10:00'), missing('r4')],
  // r5: supplied half an hour before its last day ends, without an e-mail; due Friday 27.
  [
    at('2026-11-10', '10:00'),
    ({ file }) => file('r5', at('2026-11-10', '10:00'), { applicantEmail: null, emailKey: null }),
  ],
  [at('2026-11-10', '11:05'), claimed('r5', 'malee')],
  [at('2026-11-11', '10:05'), missing('r5')],
  [at('2026-11-20', '23:30'), ({ happen }) => happen('r5', { kind: 'supplied', data: { files: [] } }, null)],
  [at('2026-11-27', '15:00'), ({ happen }) => happen('r5', { kind: 'closed', data: {} }, 'malee')],
  // r6: due Friday 20, which the late holiday makes Monday 23.
  [at('2026-11-13', '10:00'), ({ file }) => file('r6', at('2026-11-13', '10:00'))],
  [at('2026-11-13', '10:30'), claimed('r6', 'malee')],
  [at('2026-11-23', '14:00'), ({ happen }) => happen('r6', { kind: 'closed', data: {} }, 'malee')],
  // r7: decided on Wednesday 18 for somebody without e-mail, handed over on the last day to tell them.
  [
    at('2026-11-16', '10:00'),
    ({ file }) =>
      file('r7', at('2026-11-16', '10:00'), { division: 'health', applicantEmail: null, emailKey: null }),
  ],
  [at('2026-11-16', '10:30'), claimed('r7', 'anan')],
  [
    at('2026-11-18', '10:00'),
    ({ happen }) => happen('r7', { kind: 'decided', data: { outcome: 'approved' } }, 'anan'),
  ],
  [at('2026-11-25', '17:00'), ({ happen }) => happen('r7', { kind: 'delivered', data: {} }, 'anan')],
  // r8: filed on a Saturday, in a division without a head; one letter is signed.
  [at('2026-11-14', '12:00'), ({ file }) => file('r8', at('2026-11-14', '12:00'), { division: 'health' })],
  [
    at('2026-11-30', '15:00'),
    async ({ lateLetters, requests }) => {
      const { revision = 0 } = (await requests.requests.find('r8')) ?? {}
      const typed = { reason: 'รอผลตรวจน้ำจากจังหวัด', revision }
      await lateLetters.sign(officerOf('pranee'), referenceOf('r8'), '1', typed)
    },
  ],
  [at('2026-11-19', '17:00'), ({ enterHoliday }) => enterHoliday('2026-11-20')],
]

function claimed(id: string, officer: string) {
  return ({ happen }: OfficeWorld) => happen(id, { kind: 'claimed', data: {} }, officer)
}

function missing(id: string) {
  const data = { items: ['สำเนาโฉนด', 'แผนที่'], dueDay: '2026-11-20' }
  return ({ happen }: OfficeWorld) => happen(id, { kind: 'deficiency', data }, 'malee')
}

const LETTERS = [
  // r1
  '2026-11-05 malee reminder r1',
  '2026-11-09 malee reminder r1',
  // r2
  '2026-11-10 wichai escalated unclaimed r2',
  '2026-11-11 malee reminder r2',
  '2026-11-11 wichai reminder r2',
  '2026-11-13 malee reminder r2',
  '2026-11-13 wichai reminder r2',
  '2026-11-16 wichai escalated r2',
  '2026-11-18 pranee escalated r2',
  '2026-11-23 wichai reminder r2',
  '2026-11-27 wichai reminder r2',
  '2026-12-04 wichai reminder r2',
  '2026-12-11 wichai reminder r2',
  '2026-12-18 wichai reminder r2',
  // r3
  '2026-11-12 malee reminder r3',
  '2026-11-16 malee reminder r3',
  '2026-11-17 wichai escalated r3',
  '2026-11-17 pranee escalated r3',
  '2026-11-19 pranee escalated unclaimed r3',
  '2026-11-23 pranee reminder r3',
  // r4
  '2026-11-24 malee returned r4',
  '2026-11-24 somchai returned r4',
  // r5
  '2026-11-25 malee reminder r5',
  '2026-11-27 malee reminder r5',
  // r6
  '2026-11-18 malee reminder r6',
  '2026-11-23 malee reminder r6',
  // r7 and r8, of one officer: one letter a day
  '2026-11-18 anan reminder r8',
  '2026-11-23 anan reminder r7 r8',
  '2026-11-25 anan reminder r7',
  // r8
  '2026-11-18 pranee escalated unclaimed r8',
  '2026-11-24 pranee escalated r8',
  '2026-11-30 pranee reminder r8',
  '2026-11-30 somchai late r8',
  '2026-12-08 pranee reminder r8',
  '2026-12-14 pranee reminder r8',
].sort()

const LATE_LETTERS = [
  // Friday 20 is no working day any more: what fell due on it is drafted on Monday.
  'r2 1 drafted 7 2026-11-23',
  'r2 2 drafted 14 2026-11-27',
  'r2 3 drafted 21 2026-12-04',
  'r2 4 drafted 28 2026-12-11',
  'r2 5 drafted 35 2026-12-18',
  'r3 1 dropped 7 2026-11-23',
  'r8 1 signed 7 2026-11-30',
  'r8 2 drafted 14 2026-12-08',
  'r8 3 drafted 21 2026-12-14',
]

const TICKS = ['00:30', '08:40', '16:00', '20:00']

async function sevenWeeks(office: OfficeWorld, tick: () => Promise<unknown>): Promise<void> {
  const times = Array.from({ length: 47 }, (_, day) => addDays('2026-11-02', day)).flatMap((day) =>
    TICKS.map((clock) => ({ instant: at(day, clock), deed: tick })),
  )
  const deeds = DEEDS.map(([instant, deed]) => ({ instant, deed: () => deed(office) }))
  for (const { instant, deed } of [...deeds, ...times].sort((a, b) => (a.instant < b.instant ? -1 : 1))) {
    office.clock.set(instant)
    await deed()
  }
}

async function lateLettersOf({ db, tables }: Engine): Promise<string[]> {
  const rows = await db.select().from(tables.lateLetter)
  const dayOf = (instant: string) => new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 10)
  return rows
    .map(
      ({ requestId, n, state, daysLate, draftedAt }) =>
        `${requestId} ${n} ${state} ${daysLate} ${dayOf(draftedAt)}`,
    )
    .sort()
}

eachEngine('seven weeks of an office', (open) => {
  it('with two instances at work at once send exactly the letters that are due', async () => {
    const office = await openOffice(await open(), ['2026-12-07', '2026-12-10'])
    const [one, other] = [office.instance(), office.instance()]
    await sevenWeeks(office, () => Promise.all([one.run(...CLOCK_JOBS), other.run(...CLOCK_JOBS)]))
    expect(await lettersOf(office.engine)).toEqual(LETTERS)
    expect(await lateLettersOf(office.engine)).toEqual(LATE_LETTERS)
    const failed = (await office.engine.db.select().from(office.engine.tables.jobRun)).filter(
      ({ outcome }) => outcome === 'failed',
    )
    expect(failed).toEqual([])
    await expectHistories(office)
    await expectOfficeHours(office)
  })

  it('send the same letters when processes die in the middle of their work, all the time', async () => {
    const office = await openOffice(await open(), ['2026-12-07', '2026-12-10'])
    let deaths = 0
    await sevenWeeks(office, async () => {
      const writes = deaths % 4
      await office
        .instance(dyingAfter(office.engine, writes, () => deaths++))
        .run(...CLOCK_JOBS)
        .catch(() => {})
      await office.instance().run(...CLOCK_JOBS)
    })
    expect(deaths).toBeGreaterThan(50)
    expect(await lettersOf(office.engine)).toEqual(LETTERS)
    expect(await lateLettersOf(office.engine)).toEqual(LATE_LETTERS)
  })
})

/** A process whose every write fails once it has made so many. */
function dyingAfter(engine: Engine, writes: number, died: () => void): Engine {
  let left = writes
  return {
    ...engine,
    atomically: async (build) => {
      if (left-- > 0) return engine.atomically(build)
      if (left === -1) died()
      throw Object.assign(new Error('killed'), { code: 'KILLED' })
    },
  }
}

/** Each stage is told once, and the reasons of a return say what was missing. */
async function expectHistories(office: OfficeWorld) {
  const told = async (id: string) =>
    (await office.requests.requests.events(id)).flatMap(({ kind, actor, data }) =>
      kind === 'escalated' ? [[actor, data.to, data.why, data.days]] : [],
    )
  expect(await told('r1')).toEqual([])
  expect(await told('r2')).toEqual([
    [null, 'head', 'unclaimed', 2],
    [null, 'head', 'late', 3],
    [null, 'palad', 'late', 5],
  ])
  expect(await told('r3')).toEqual([
    [null, 'head', 'late', 1],
    [null, 'palad', 'late', 1],
    [null, 'palad', 'unclaimed', 2],
  ])
  const returned = (await office.requests.requests.events('r4')).at(-1)
  expect(returned).toMatchObject({ kind: 'returned', actor: null })
  expect(JSON.stringify(returned?.data)).toMatch(/23 พฤศจิกายน 2569.*1\. สำเนาโฉนด.*2\. แผนที่/)
  expect(await office.requests.requests.find('r4')).toMatchObject({
    status: 'returned',
    finishedAt: at('2026-11-24', '08:40'),
  })
}

/** Neither a night, a weekend nor a holiday: every letter of the clock was written while somebody was there. */
async function expectOfficeHours({ engine }: OfficeWorld) {
  const letters = await engine.db.select().from(engine.tables.letter)
  const written = letters
    .filter(({ key }) => /^reminder:|:(escalated|returned)/.test(key))
    .map(({ createdAt }) => new Date(Date.parse(createdAt) + 7 * 3_600_000).toISOString())
  expect(written.length).toBeGreaterThan(30)
  expect(written.filter((at) => at.slice(11, 16) < '08:30' || at.slice(11, 16) >= '16:30')).toEqual([])
  const closed = ['2026-11-20', '2026-12-07', '2026-12-10']
  const isOff = (day: string) => [0, 6].includes(new Date(day).getUTCDay()) || closed.includes(day)
  expect(written.filter((at) => isOff(at.slice(0, 10)))).toEqual([])
}
