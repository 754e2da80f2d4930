import { expect, test } from 'vitest'
import { bench, database, sent } from './support.ts'

test('every opening is recorded for its readers, by day, and what the reporter does is not', async () => {
  const made = await bench()
  const { reporter, id, receipt } = await sent(made)
  const pim = await made.signedIn('pim')
  await made.whistle.panel.open(pim, id)
  await made.whistle.reporter.say(reporter, 'เพิ่มเติม')
  await made.whistle.reporter.comeBack(receipt)
  const nok = await made.signedIn('nok')
  const { deeds } = await made.whistle.panel.open(nok, id)
  expect(deeds).toEqual([
    { day: '2026-11-23', who: 'pim', what: 'opened' },
    { day: '2026-11-23', who: 'nok', what: 'opened' },
  ])
  const panel = await made.whistle.panel.log.ofPanel()
  expect(panel.map(({ what }) => what)).not.toContain('opened')
})

test('the log’s rows do not say which report they are about, nor who opened it', async () => {
  const made = await bench()
  const [a, b] = [await sent(made), await sent(made)]
  const pim = await made.signedIn('pim')
  const before = database(made.folder).prepare('SELECT max(seq) AS n FROM deed').get() as { n: number }
  for (const id of [a.id, a.id, b.id]) await made.whistle.panel.open(pim, id)
  const rows = database(made.folder).prepare('SELECT * FROM deed WHERE seq > ?').all(before.n) as {
    tag: Buffer
    sealed: Buffer
  }[]
  expect(rows).toHaveLength(3)
  expect(new Set(rows.map(({ tag }) => tag.toString('hex'))).size).toBe(3)
  for (const { sealed } of rows) expect(sealed.includes('pim')).toBe(false)
})

test.each([
  ['a line is changed', "UPDATE deed SET day = '2026-11-20' WHERE seq = 3"],
  ['a line is taken out', 'DELETE FROM deed WHERE seq = 3'],
  [
    'two lines change places',
    'UPDATE deed SET sealed = (SELECT sealed FROM deed WHERE seq = 2) WHERE seq = 3',
  ],
])('the chain breaks where %s', async (_, sql) => {
  const made = await bench()
  expect(await made.whistle.panel.log.isWhole()).toBe(true)
  database(made.folder).prepare(sql).run()
  expect(await made.whistle.panel.log.isWhole()).toBe(false)
})

test('lines cut off at the end show in the mark of yesterday’s letter', async () => {
  const made = await bench()
  await made.whistle.jobs.digest('')
  const tip = await made.whistle.panel.log.tip()
  database(made.folder).prepare('DELETE FROM deed WHERE seq = (SELECT max(seq) FROM deed)').run()
  expect(await made.whistle.panel.log.isWhole()).toBe(true)
  expect(await made.whistle.panel.log.tip()).not.toBe(tip)
})

test('what every member may know does not give the next mark away: two logs of the same deeds bear different ones', async () => {
  const made = await bench()
  const { log } = made.whistle.panel
  const seals: Buffer[] = []
  for (let n = 0; n < 2; n++) {
    await log.record({ who: 'sala', what: 'digestMade' })
    const row = database(made.folder).prepare('SELECT sealed FROM deed ORDER BY seq DESC').get()
    seals.push((row as { sealed: Buffer }).sealed)
  }
  expect(seals[0]!.equals(seals[1]!)).toBe(false)
  expect(seals[0]!.length).toBe(seals[1]!.length)
  expect((await log.ofPanel()).at(-1)).toEqual({ day: '2026-11-23', who: 'sala', what: 'digestMade' })
})
