import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openWhistle } from '../../src/whistle/whistle.ts'
import { bench, CHEAP, database, fullReport, piecesOf, sent, type Bench } from './support.ts'

async function closedReport(made: Bench) {
  const report = await sent(made)
  await made.whistle.reporter.attach(report.reporter, {
    ...{ file: piecesOf(Buffer.from('abc')), filename: 'a.txt', mimetype: 'text/plain', keepOriginal: true },
  })
  const pim = await made.signedIn('pim')
  await made.whistle.panel.close(pim, report.id, { outcome: 'insufficient', reason: 'ก', toReporter: 'ข' })
  return report
}

const filesIn = (folder: string) =>
  readdirSync(join(folder, 'files'), { recursive: true, withFileTypes: true }).filter((each) => each.isFile())

test('a report is destroyed when its time is over and two agree, never before and never by one', async () => {
  const made = await bench()
  const { id, receipt } = await closedReport(made)
  const { panel } = made.whistle
  const soon = [await made.signedIn('pim'), await made.signedIn('nok')] as const
  expect(await panel.agreeToShred(soon[0], [id], 'ครบกำหนด')).toEqual({
    proposed: [],
    shredded: [],
    passedOver: [id],
  })
  made.clock.pass({ days: 366 })
  const [pim, nok] = [await made.signedIn('pim'), await made.signedIn('nok')]
  expect(await panel.agreeToShred(pim, [id], 'ครบกำหนด')).toMatchObject({ proposed: [id] })
  expect(await panel.agreeToShred(pim, [id], 'ครบกำหนด')).toMatchObject({ passedOver: [id] })
  expect((await panel.inbox(nok, ['closed'])).lines[0]).toMatchObject({
    expired: true,
    waiting: [{ by: 'pim' }],
  })
  expect(filesIn(made.folder)).toHaveLength(1)
  expect(await panel.agreeToShred(nok, [id], '')).toMatchObject({ shredded: [id] })
  await expect(panel.open(pim, id)).rejects.toMatchObject({ kind: 'notFound' })
  expect(await made.whistle.reporter.comeBack(receipt)).toEqual({ kind: 'unknown' })
  expect(filesIn(made.folder)).toEqual([])
  const left = database(made.folder).prepare('SELECT day, outcome FROM tombstone').all()
  expect(left).toEqual([{ day: '2026-11-23', outcome: 'insufficient' }])
  expect(await panel.log.isWhole()).toBe(true)
})

test('nobody can even propose to destroy a report whose time is not over', async () => {
  const made = await bench()
  const { id } = await closedReport(made)
  const pim = await made.signedIn('pim')
  const propose = () => made.whistle.panel.propose(pim, id, { shred: true }, 'ลบเร็ว ๆ')
  await expect(propose()).rejects.toMatchObject({ kind: 'forbidden' })
  await made.whistle.panel.reopen(pim, id, 'มีพยานใหม่')
  made.clock.pass({ days: 366 })
  await expect(
    made.whistle.panel.propose(await made.signedIn('pim'), id, { shred: true }, 'ลบ'),
  ).rejects.toMatchObject({
    kind: 'forbidden',
  })
})

test('last night’s backup, put back after the shred, opens for nobody', async () => {
  const made = await bench()
  const { id, receipt, reporter } = await closedReport(made)
  made.clock.pass({ days: 366 })
  const [pim, nok] = [await made.signedIn('pim'), await made.signedIn('nok')]
  // The ordinary backup: the database and the files, without the shred keys.
  const backup = join(made.folder, 'backup')
  await made.restart()
  database(made.folder).pragma('wal_checkpoint(TRUNCATE)')
  mkdirSync(backup)
  copyFileSync(join(made.folder, 'whistle.db'), join(backup, 'whistle.db'))
  const [pim2, nok2] = [await made.signedIn('pim'), await made.signedIn('nok')]
  expect((await made.whistle.panel.open(pim2, id)).thread.report).toEqual(fullReport())
  await made.whistle.panel.agreeToShred(pim2, [id], 'ครบกำหนด')
  expect(await made.whistle.panel.agreeToShred(nok2, [id], 'ครบกำหนด')).toMatchObject({ shredded: [id] })
  copyFileSync(join(made.folder, 'shred.db'), join(backup, 'shred.db'))

  const restored = await openWhistle({ ...made.parts, dataDir: backup, cost: CHEAP })
  const rows = database(backup).prepare('SELECT id FROM report').all()
  expect(rows).toEqual([{ id }])
  for (const member of [pim, nok])
    await expect(restored.panel.open(member, id)).rejects.toMatchObject({ kind: 'notFound' })
  await expect(restored.reporter.view(reporter)).rejects.toMatchObject({ kind: 'notFound' })
  expect(await restored.reporter.comeBack(receipt)).toEqual({ kind: 'unknown' })
  expect(await restored.panel.regrantFromEscrow(made.escrow.shares).catch(() => 'refused')).toBe('refused')
  await restored.jobs.sweep()
  expect(database(backup).prepare('SELECT id FROM report').all()).toEqual([])
  await restored.close()
})

test('the shred key is nowhere in its file, nor in its journal', async () => {
  const made = await bench()
  const { id } = await closedReport(made)
  made.clock.pass({ days: 366 })
  const [row] = database(made.folder, 'shred').prepare('SELECT shred_key AS key FROM shred_key').all() as {
    key: Buffer
  }[]
  const { readFileSync, existsSync } = await import('node:fs')
  const holds = () =>
    ['shred.db', 'shred.db-wal'].some((name) => {
      const path = join(made.folder, name)
      return existsSync(path) && readFileSync(path).includes(row?.key ?? '?')
    })
  expect(holds()).toBe(true)
  await made.whistle.panel.agreeToShred(await made.signedIn('pim'), [id], 'ครบกำหนด')
  await made.whistle.panel.agreeToShred(await made.signedIn('nok'), [id], 'ครบกำหนด')
  expect(holds()).toBe(false)
})

test('a report nobody has acknowledged is never destroyed, however old', async () => {
  const made = await bench()
  const { id, receipt } = await sent(made)
  made.clock.pass({ days: 10_000 })
  const [pim, nok] = [await made.signedIn('pim'), await made.signedIn('nok')]
  for (const member of [pim, nok])
    expect(await made.whistle.panel.agreeToShred(member, [id], 'เก่า')).toMatchObject({ passedOver: [id] })
  await made.whistle.jobs.sweep()
  expect(await made.whistle.reporter.comeBack(receipt)).toMatchObject({ kind: 'in' })
})

test('the files of a crash are swept, and those of reports stay', async () => {
  const made = await bench()
  const { reporter } = await sent(made)
  await made.whistle.reporter.attach(reporter, {
    ...{ file: piecesOf(Buffer.from('abc')), filename: 'a.txt', mimetype: 'text/plain', keepOriginal: true },
  })
  const { statSync, utimesSync } = await import('node:fs')
  const [kept] = filesIn(made.folder)
  const path = join(kept?.parentPath ?? '', kept?.name ?? '')
  // A day without a time of day.
  expect(statSync(path).mtimeMs % 86_400_000).toBe(0)
  const orphan = join(kept?.parentPath ?? '', `${kept?.name.slice(0, 2)}${'0'.repeat(62)}`)
  copyFileSync(path, orphan)
  for (const each of [path, orphan]) utimesSync(each, 0, 0)
  await made.whistle.jobs.sweep()
  expect(filesIn(made.folder).map(({ name }) => name)).toEqual([kept?.name])
})
