import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { summaryOf, wordsOf } from '../../support/html.ts'
import { makeClient } from '../../support/journey.ts'
import { bench, database, sent } from '../support.ts'
import { temporaryFolder, testApp } from '../../support/app.ts'
import { island, type Island } from '../reporter/island.ts'
import { memberClient, opened, send } from './member.ts'

async function closedLongAgo(here: Island) {
  const { id, receipt } = await sent(here.made)
  const pim = await here.made.signedIn('pim')
  await here.made.whistle.panel.close(pim, id, { outcome: 'insufficient', reason: 'ก', toReporter: 'ข' })
  here.made.clock.pass({ days: 366 })
  return { id, receipt }
}

const shred = (id: string) => ({ tab: 'closed', act: 'shred', pick: id })

test('a report is destroyed through the pages by two members, after its time, each confirming that it cannot be undone', async () => {
  const here = await island()
  const { id } = await closedLongAgo(here)
  const [pim, nok] = [await memberClient(here, 'pim'), await memberClient(here, 'nok')]
  expect(wordsOf((await pim.get('/panel?state=closed')).body)).toContain('พ้นเวลาเก็บ ทำลายได้')
  const confirm = await pim.post('/panel/bulk', shred(id))
  expect(wordsOf(confirm.body)).toContain('ย้อนกลับไม่ได้')
  const unsaid = await send(pim, confirm, '/panel/bulk/done')
  expect([unsaid.status, summaryOf(unsaid.body).map(({ href }) => href)]).toEqual([422, ['#reason', '#sure']])
  const proposed = await send(pim, unsaid, '/panel/bulk/done', { reason: 'ครบกำหนด', sure: 'yes' })
  expect(proposed.location).toBe('/panel?state=closed&done=shredProposed')
  // The same member again, in this session and in another: nothing.
  const other = await memberClient(here, 'pim')
  for (const session of [pim, other]) {
    const again = await session.post('/panel/bulk', shred(id))
    expect(wordsOf(again.body)).toContain('ทำเช่นนี้กับเรื่องที่เลือกไม่ได้')
    const forced = await session.post('/panel/bulk/done', {
      tab: 'closed',
      act: 'shred',
      ids: id,
      sure: 'yes',
      reason: 'ก',
    })
    expect(forced.location).toBe('/panel?state=closed&done=shredNone')
  }
  // The plain consent destroys nothing: it has its own page.
  await opened(nok, id)
  const { thread } = await here.made.whistle.panel.open(await here.made.signedIn('nok'), id)
  const seq = String(thread.proposals[0]!.seq)
  expect((await nok.post(`/panel/reports/${id}/consent`, { seq })).status).toBe(403)
  const second = await send(nok, await nok.get(`/panel/reports/${id}`), '/panel/bulk')
  expect(wordsOf(second.body)).toContain('เมื่อท่านยืนยันจะถูกทำลายทันที')
  expect((await send(nok, second, '/panel/bulk/done')).status).toBe(422)
  const done = await send(nok, second, '/panel/bulk/done', { sure: 'yes' })
  expect(done.location).toBe('/panel?state=closed&done=shredded')
  for (const each of [pim, nok]) expect((await each.get(`/panel/reports/${id}`)).status).toBe(404)
  expect((await nok.follow(done)).body).not.toContain(id)
})

test('who meant to propose does not destroy because another proposed it meanwhile', async () => {
  const here = await island()
  const { id } = await closedLongAgo(here)
  const [pim, nok] = [await memberClient(here, 'pim'), await memberClient(here, 'nok')]
  const [mine, theirs] = [await pim.post('/panel/bulk', shred(id)), await nok.post('/panel/bulk', shred(id))]
  await send(nok, theirs, '/panel/bulk/done', { reason: 'ครบ', sure: 'yes' })
  const asked = await send(pim, mine, '/panel/bulk/done', { reason: 'ครบ', sure: 'yes' })
  expect(asked.status).toBe(422)
  expect(wordsOf(asked.body)).toContain('เรื่องเหล่านั้นจะถูกทำลายทันที')
  expect((await pim.get(`/panel/reports/${id}`)).status).toBe(200)
  const done = await send(pim, asked, '/panel/bulk/done', { sure: 'yes' })
  expect(done.location).toBe('/panel?state=closed&done=shredded')
})

test('before its time nothing is offered, and a forged form destroys nothing', async () => {
  const here = await island()
  const { id } = await sent(here.made)
  const pim = await memberClient(here, 'pim')
  await here.made.whistle.panel.close(await here.made.signedIn('nok'), id, {
    outcome: 'insufficient',
    reason: 'ก',
    toReporter: 'ข',
  })
  expect((await pim.get('/panel?state=closed')).body).not.toContain('value="shred"')
  expect((await opened(pim, id)).body).not.toContain('value="shred"')
  const forged = await pim.post('/panel/bulk/done', {
    tab: 'closed',
    act: 'shred',
    ids: id,
    sure: 'yes',
    reason: 'ก',
  })
  expect(forged.location).toBe('/panel?state=closed&done=shredNone')
  expect((await pim.get(`/panel/reports/${id}`)).status).toBe(200)
})

test('last night’s whistle.db put back after the shred: the pages open nothing of it', async () => {
  const made = await bench()
  const { pepper, pin, cost } = made.parts
  const open = async (dataDir: string): Promise<Island> => {
    const portal = await testApp({}, made.clock.now, {
      ...{ dataDir, pepper, pin: pin!, cost: cost!, pause: async () => {} },
    })
    return { ...portal, made, somchai: makeClient(portal.app) }
  }
  const here = await open(made.folder)
  const { id, receipt } = await closedLongAgo(here)
  const backup = temporaryFolder()
  mkdirSync(backup, { recursive: true })
  database(made.folder).exec(`VACUUM INTO '${join(backup, 'whistle.db')}'`)
  for (const name of ['pim', 'nok']) {
    const member = await memberClient(here, name)
    await send(member, await member.post('/panel/bulk', shred(id)), '/panel/bulk/done', {
      reason: 'ครบ',
      sure: 'yes',
    })
  }
  database(made.folder, 'shred').exec(`VACUUM INTO '${join(backup, 'shred.db')}'`)
  const restored = await open(backup)
  expect(database(backup).prepare('SELECT id FROM report').all()).toEqual([{ id }])
  for (const name of ['pim', 'nok']) {
    const member = await memberClient(restored, name)
    for (const state of ['waiting', 'closed', 'junk'])
      expect((await member.get(`/panel?state=${state}`)).body).not.toContain(id)
    const [lost, unknown] = [
      await member.get(`/panel/reports/${id}`),
      await member.get(`/panel/reports/${'0'.repeat(32)}`),
    ]
    expect([lost.status, lost.body]).toEqual([404, unknown.body])
  }
  const back = await restored.somchai.post('/w', { act: 'enter', receipt })
  expect(back.status).toBe(422)
})
