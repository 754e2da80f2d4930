import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import { expect, onTestFinished, test } from 'vitest'
import { DEMO_REQUESTS, fillPortal } from '../../scripts/demo/fill.ts'
import type { DemoPanel } from '../../scripts/demo/panel.ts'
import { makeCalendar, STANDARD_HOURS } from '../../src/calendar/working-time.ts'
import { readConfig, type Config } from '../../src/config.ts'
import { ROLES, ROLE_TEXTS } from '../../src/officers/officer.ts'
import { STATUSES } from '../../src/requests/status.ts'
import type { Engine } from '../../src/storage/engine.ts'
import { openEngine } from '../../src/storage/open.ts'
import { OUTCOMES } from '../../src/whistle/outcomes.ts'
import { whistleSettings } from '../../src/whistle/settings.ts'
import { STATES } from '../../src/whistle/store.ts'
import { waitingProposals } from '../../src/whistle/thread.ts'
import { openWhistle } from '../../src/whistle/whistle.ts'

const CHEAP = { memory: 1024, passes: 2 }
const CHEAP_WHISTLE = { receipt: { memory: 64, passes: 2 }, passphrase: { memory: 64, passes: 2 } }

test(
  'a demonstration shows every role, every state, and two divisions that are late',
  { timeout: 240_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sala-test-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const config = readConfig({ DATA_DIR: folder })
    const until = new Date('2026-11-20T04:00:00.000Z')
    const { officers: lines, panel } = await fillPortal(config, until, {
      passwordCost: CHEAP,
      whistleCost: CHEAP_WHISTLE,
    })
    for (const role of ROLES) expect(lines.some((line) => line.startsWith(ROLE_TEXTS[role].th))).toBe(true)
    for (const line of lines) expect(line).toMatch(/@sala\.example {2}· {2}\S{12,}$/)

    const engine = await openEngine(config.databaseUrl)
    const rows = await engine.db.select().from(engine.tables.request)
    const events = await engine.db.select().from(engine.tables.requestEvent)
    await expectWork(engine, events)
    await engine.close()
    expect(rows).toHaveLength(DEMO_REQUESTS)
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(STATUSES))
    expect(events.every(({ at }) => at <= until.toISOString())).toBe(true)
    const lateShare = (division: string) => {
      const open = rows.filter((row) => row.division === division && row.finishedAt === null)
      return open.filter(({ dueAt }) => (dueAt ?? '') < until.toISOString()).length
    }
    expect(lateShare('public-works')).toBeGreaterThan(3)
    expect(lateShare('health')).toBeGreaterThan(3)
    expect(lateShare('clerk') + lateShare('treasury')).toBeLessThan(4)
    await expectPanel(config, until, panel)
  },
)

type EventRow = Engine['tables']['requestEvent']['$inferSelect']

/** Work as an office does it: through the hours of the day, by those whose work it is, with jobs and mail that ran. */
async function expectWork({ db, tables }: Engine, events: EventRow[]) {
  const deeds = events.filter(({ actor, kind }) => actor !== null && kind !== 'filed')
  const hours = Map.groupBy(deeds, ({ at }) => new Date(Date.parse(at) + 7 * 3_600_000).getUTCHours())
  for (const hour of [9, 10, 11, 13, 14, 15]) {
    const share = (hours.get(hour)?.length ?? 0) / deeds.length
    expect([hour, share > 0.05, share < 0.3]).toEqual([hour, true, true])
  }
  expect((hours.get(12)?.length ?? 0) / deeds.length).toBeLessThan(0.02)
  const count = (kind: string) => events.filter((event) => event.kind === kind).length
  for (const kind of ['reopened', 'rated', 'forwarded', 'joined', 'supplied', 'extended', 'late'])
    expect([kind, count(kind) >= 3]).toEqual([kind, true])

  const services = new Map(
    (await db.select().from(tables.request)).map(({ id, serviceId }) => [id, serviceId]),
  )
  const forwarded = events.filter(({ kind }) => kind === 'forwarded')
  expect(new Set(forwarded.map(({ requestId }) => services.get(requestId)))).toEqual(
    new Set(['general-complaint']),
  )

  const runs = await db.select().from(tables.jobRun)
  for (const job of ['letters', 'remind', 'escalate', 'draftLate'])
    expect([job, runs.some((run) => run.job === job && run.did > 0)]).toEqual([job, true])
  expect(runs.filter(({ outcome }) => outcome === 'failed')).toEqual([])
  const letters = await db.select().from(tables.letter)
  const states = Map.groupBy(letters, ({ state }) => state)
  expect(states.get('sent')?.length).toBeGreaterThan(500)
  expect(states.get('waiting')?.length).toBeGreaterThan(0)
  expect(states.get('failed')?.length).toBeLessThan(40)
}

/** Whoever opens the demonstration signs in with what was printed, and finds a report in every state. */
async function expectPanel(config: Config, until: Date, { members, receipt }: DemoPanel) {
  const channel = await openWhistle({
    ...whistleSettings(config.dataDir, config.secret),
    calendar: async () => makeCalendar({ hours: STANDARD_HOURS, holidays: [] }),
    now: () => until,
    cost: CHEAP_WHISTLE,
  })
  const inboxOf = async (who: string) => {
    const { id, passphrase, secret } = members.find((each) => each.id === who) ?? expect.fail(who)
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: +until })
    const member = await channel.panel.who(await channel.panel.signIn({ id, passphrase, code }))
    if (!member) return expect.fail(`${who} could not sign in`)
    const { lines } = await channel.panel.inbox(member, [...STATES])
    return Promise.all(lines.map(async ({ id }) => channel.panel.open(member, id)))
  }
  const auditors = await inboxOf('somying')
  expect(new Set(auditors.map(({ state }) => state))).toEqual(new Set(STATES))
  expect(new Set(auditors.map(({ outcome }) => outcome))).toEqual(new Set([null, ...OUTCOMES]))
  const waiting = auditors.flatMap(({ thread }) =>
    waitingProposals(thread).map(({ proposal }) => Object.keys(proposal)[0]),
  )
  expect(new Set(waiting)).toEqual(new Set(['share', 'reveal', 'shred']))
  expect(auditors.some(({ thread }) => thread.identity)).toBe(true)
  expect(auditors.filter(({ thread }) => thread.attachments.some(({ clean }) => clean)).length).toBe(2)

  const aboutThePalad = auditors.filter(({ thread }) => thread.subjects.includes('palad'))
  expect(aboutThePalad).toHaveLength(1)
  const palads = await inboxOf('wichai')
  expect(palads.length).toBeGreaterThan(10)
  expect(palads.map(({ id }) => id)).not.toContain(aboutThePalad[0]?.id)

  const back = await channel.reporter.comeBack(receipt)
  const reporter = back.kind === 'in' ? channel.reporter.who(back.cookie) : undefined
  if (!reporter) return expect.fail(back.kind)
  expect((await channel.reporter.view(reporter)).messages.at(-1)).toMatchObject({ from: 'panel', asks: true })
  await channel.close()
}
