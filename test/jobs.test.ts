import { readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { JOBS, makeJobs, startJobs, type JobName } from '../src/jobs.ts'
import { hasMessage } from '../src/i18n/messages.ts'
import { makeDraftStore } from '../src/requests/draft-store.ts'
import { testApp } from './support/app.ts'
import { makeClock } from './support/journey.ts'
import { attachmentRow, AT, draftRow, IN_TWO_WEEKS } from './support/rows.ts'

const silent = { info: () => {}, error: () => {} }

async function portal(now: string) {
  const parts = await testApp()
  const clock = makeClock(now)
  const logged: object[] = []
  const log = { ...silent, error: (facts: object) => void logged.push(facts) }
  const jobs = makeJobs({ ...parts, log, now: clock.now })
  const run = async (name: JobName) => {
    const job = jobs.find((one) => one.name === name)
    if (!job) throw new Error(`no job named ${name}`)
    return job.run()
  }
  const runs = () => parts.engine.db.select().from(parts.engine.tables.jobRun)
  return { ...parts, clock, logged, run, runs, drafts: makeDraftStore(parts.engine) }
}

const draft = (token: string, expiresAt: string) =>
  draftRow(token, { serviceId: 'street-light-repair', expiresAt })

test('a draft is forgotten once its days are over, and not before', async () => {
  const { drafts, run } = await portal(IN_TWO_WEEKS)
  const [over, still] = [draft('over', AT), draft('still', '2099-01-01T00:00:00.000Z')]
  await drafts.create(over)
  await drafts.create(still)
  await run('drafts')
  expect(await drafts.find(over.id)).toBeUndefined()
  expect(await drafts.find(still.id)).toBeDefined()
})

test('a file without a row goes after a day, one with a row stays', async () => {
  const { config, drafts, files, run } = await portal(IN_TWO_WEEKS)
  const kept = await files.put(Readable.from([Buffer.from('named by a row')]))
  const orphan = await files.put(Readable.from([Buffer.from('named by nothing')]))
  const fresh = await files.put(Readable.from([Buffer.from('its row is on its way')]))
  const owner = draft('owner', '2099-01-01T00:00:00.000Z')
  await drafts.create(owner)
  await drafts.addAttachment(
    { ...attachmentRow('photo-of-the-lamp', owner.id), sha256: kept.sha256 },
    { maxFiles: 5, maxBytes: 1_000_000 },
  )
  const longAgo = new Date(Date.now() - 2 * 24 * 3_600_000)
  for (const { sha256 } of [kept, orphan]) {
    utimesSync(join(config.dataDir, 'files', sha256.slice(0, 2), sha256), longAgo, longAgo)
  }
  await run('files')
  expect(await files.has(kept.sha256)).toBe(true)
  expect(await files.has(orphan.sha256)).toBe(false)
  expect(await files.has(fresh.sha256)).toBe(true)
  expect(readdirSync(join(config.dataDir, 'files', 'incoming'))).toEqual([])
})

test('stopping waits for nothing when nothing is under way', async () => {
  const parts = await testApp()
  const jobs = startJobs({ ...parts, log: silent, now: () => new Date(AT) })
  await expect(jobs.stop()).resolves.toBeUndefined()
})

test('every job has a name for people, and words for what it did', () => {
  const keys = JOBS.flatMap(({ name }) => [`jobs.name.${name}`, `jobs.did.${name}`])
  expect(keys.filter((key) => !hasMessage(key))).toEqual([])
})

test('every run is written down with what it did', async () => {
  const { drafts, run, runs } = await portal(IN_TWO_WEEKS)
  await drafts.create(draft('over', AT))
  await run('letters')
  await run('trim')
  expect(await runs()).toMatchObject([
    { job: 'letters', startedAt: IN_TWO_WEEKS, endedAt: IN_TWO_WEEKS, outcome: 'done', did: 0, code: null },
    { job: 'trim', outcome: 'done', did: 0 },
  ])
})

test('a job that breaks off is a failed run with its code, and never with its words', async () => {
  const { engine, files, logged, run, runs } = await portal(IN_TWO_WEEKS)
  files.sweep = () => Promise.reject(Object.assign(new Error('สมชาย ใจดี'), { code: 'EIO' }))
  await run('files')
  expect(await runs()).toMatchObject([{ job: 'files', outcome: 'failed', did: 0, code: 'EIO' }])
  files.sweep = () => Promise.reject(new TypeError('สมชาย ใจดี'))
  await run('files')
  expect((await runs()).map(({ code }) => code)).toEqual(['EIO', 'TypeError'])
  expect(logged).toEqual([
    { job: 'files', code: 'EIO' },
    { job: 'files', code: 'TypeError' },
  ])
  expect(JSON.stringify(await engine.db.select().from(engine.tables.jobRun))).not.toContain('สมชาย')
})

test('runs that did nothing are kept for a day, the others for three months', async () => {
  const { clock, engine, run, runs } = await portal('2026-11-02T00:00:00.000Z')
  for (let hour = 0; hour < 72; hour++) {
    await run('letters')
    clock.pass(60)
  }
  const busy = { startedAt: AT, endedAt: AT, job: 'letters', outcome: 'done', did: 3, code: null }
  const broken = { ...busy, id: 'broken', outcome: 'failed', did: 0, code: 'EIO' }
  await engine.atomically((tx) => [tx.insert(engine.tables.jobRun).values([{ ...busy, id: 'busy' }, broken])])
  await run('trim')
  const kept = await runs()
  expect(
    kept.filter(({ job, did, outcome }) => job === 'letters' && did === 0 && outcome === 'done'),
  ).toHaveLength(24)
  expect(kept.map(({ id }) => id)).toEqual(expect.arrayContaining(['busy', 'broken']))
  clock.pass(100 * 24 * 60)
  await run('trim')
  expect((await runs()).map(({ job }) => job)).toEqual(['trim'])
})
