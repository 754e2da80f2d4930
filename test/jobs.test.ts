import { readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { makeJobs, startJobs } from '../src/jobs.ts'
import { makeDraftStore } from '../src/requests/draft-store.ts'
import { testApp } from './support/app.ts'
import { attachmentRow, AT, draftRow, IN_TWO_WEEKS } from './support/rows.ts'

const silent = { info: () => {}, error: () => {} }

async function portal(now: string) {
  const parts = await testApp()
  const jobs = makeJobs({ ...parts, log: silent, now: () => new Date(now) })
  const run = async (name: string) => {
    const job = jobs.find((one) => one.name === name)
    if (!job) throw new Error(`no job named ${name}`)
    return job.run()
  }
  return { ...parts, run, drafts: makeDraftStore(parts.engine) }
}

const draft = (token: string, expiresAt: string) =>
  draftRow(token, { serviceId: 'street-light-repair', expiresAt })

test('a draft is forgotten once its days are over, and not before', async () => {
  const { drafts, run } = await portal(IN_TWO_WEEKS)
  const [over, still] = [draft('over', AT), draft('still', '2099-01-01T00:00:00.000Z')]
  await drafts.create(over)
  await drafts.create(still)
  await run('expired drafts')
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
  await run('orphaned files')
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
