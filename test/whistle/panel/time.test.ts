import Fastify, { type FastifyInstance } from 'fastify'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { migrate } from '../../../src/storage/migrate.ts'
import { openForgetful } from '../../../src/storage/open.ts'
import { makeDossiers } from '../../../src/whistle/dossier.ts'
import { keyPair } from '../../../src/whistle/primitives.ts'
import { makeShredStore } from '../../../src/whistle/shred-store.ts'
import { makeWhistleStore } from '../../../src/whistle/store.ts'
import { shredTables, whistleTables } from '../../../src/whistle/tables.ts'
import { keepTime } from '../../../src/whistle/panel/time.ts'
import { openGrants } from '../../../src/whistle/seal.ts'
import { temporaryFolder, testApp } from '../../support/app.ts'
import { makeClient } from '../../support/journey.ts'
import { bench, PASSPHRASE, sent } from '../support.ts'
import { opened } from './member.ts'

test('an answer waits until the next whole quarter of a second since its request began, and no longer', async () => {
  let at = 0
  const [app, waited]: [FastifyInstance, number[]] = [Fastify(), []]
  onTestFinished(() => app.close())
  keepTime(app, { now: () => new Date(at), pause: async (ms) => void waited.push(ms) })
  app.get<{ Params: { work: string } }>('/:work', ({ params }) => {
    at += Number(params.work)
    return 'done'
  })
  for (const work of [0, 1, 30, 249, 250, 251, 1_030, -5]) await app.inject(`/${work}`)
  expect(waited).toEqual([250, 249, 220, 1, 250, 249, 220, 250])
})

test('every answer of the panel’s door waits: pages, lists, files, what is not found, and what is refused', async () => {
  const made = await bench()
  const waited: number[] = []
  const { folder, parts } = made
  const { app } = await testApp({}, made.clock.now, {
    ...{ dataDir: folder, pepper: parts.pepper, pin: parts.pin!, cost: parts.cost! },
    pause: async (ms) => void waited.push(ms),
  })
  const hidden = await sent(made, ['auditor'])
  const { id } = await sent(made)
  const pim = makeClient(app)
  made.clock.pass({ seconds: 30 })
  const code = made.totp['pim']?.generate({ timestamp: +made.clock.now() }) ?? ''
  const entered = await pim.post('/panel/sign-in', { id: 'pim', passphrase: PASSPHRASE, code })
  expect([entered.status, waited.splice(0)]).toEqual([303, [250]])
  await opened(pim, id)
  waited.splice(0)
  for (const [path, status] of [
    ['/panel', 200],
    ['/en/panel?state=closed', 200],
    [`/panel/reports/${id}`, 200],
    [`/panel/reports/${hidden.id}`, 404],
    ['/panel/reports/none', 404],
    [`/panel/reports/${id}/files/7`, 404],
    ['/panel/nothing/of/ours', 404],
    ['/panel/x', 303],
    ['/panel', 303],
  ] as const)
    expect([path, (await pim.get(path)).status, waited.splice(0)]).toEqual([path, status, [250]])
  const typed = { type: 'application/x-www-form-urlencoded', bytes: 'x'.repeat(1_100_000) }
  expect([(await pim.send('POST', '/panel/bulk', typed)).status, waited]).toEqual([413, [250]])
})

test('a number that is none is tried with as many keys as one that is hidden', async () => {
  const folder = temporaryFolder()
  const engine = openForgetful(join(folder, 'whistle.db'), whistleTables)
  const shreds = openForgetful(join(folder, 'shred.db'), shredTables)
  onTestFinished(async () => void (await Promise.all([engine.close(), shreds.close()])))
  const now = () => new Date(0)
  await migrate(engine, { database: 'whistle', now })
  await migrate(shreds, { database: 'shred', now })
  const [store, day] = [makeWhistleStore(engine), () => '2026-11-23']
  const dossiers = makeDossiers({ store, shreds: makeShredStore(shreds), panel: async () => undefined, day })
  const tried: number[] = []
  const pair = keyPair()
  const open = dossiers.open('none', ({ grants }) => {
    tried.push(grants.length)
    return openGrants(grants, pair)?.reportKey
  })
  await expect(open).rejects.toMatchObject({ kind: 'notFound' })
  expect(tried).toEqual([8 * 80])
})
