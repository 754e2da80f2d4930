import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backUp, backUpKeys } from '../../src/whistle/backup.ts'
import { openWhistle } from '../../src/whistle/whistle.ts'
import { temporaryFolder } from '../support/app.ts'
import { wordsOf } from '../support/html.ts'
import { memberClient } from './panel/member.ts'
import { island } from './reporter/island.ts'
import {
  allOf,
  bench,
  CHEAP,
  database,
  fullReport,
  PASSPHRASE,
  piecesOf,
  sent,
  type Bench,
} from './support.ts'

const PHOTO = Buffer.from('สำเนาใบเสร็จ'.repeat(9_000))

/** As the guide says: the copy of the channel, and beside it the copy of the keys of the same night. */
function putBack(copy: string, keys?: string): string {
  const folder = join(temporaryFolder(), 'whistle')
  cpSync(copy, folder, { recursive: true })
  if (keys) copyFileSync(keys, join(folder, 'shred.db'))
  return folder
}

const opened = (made: Bench, dataDir: string) => openWhistle({ ...made.parts, dataDir, cost: CHEAP })

async function withFile(made: Bench) {
  const report = await sent(made)
  await made.whistle.reporter.attach(report.reporter, {
    ...{ file: piecesOf(PHOTO), filename: 'ใบเสร็จ.txt', mimetype: 'text/plain', keepOriginal: true },
  })
  return report
}

test('a copy made while reports come in opens elsewhere: members sign in, every report in it is whole', async () => {
  const made = await bench()
  const report = await withFile(made)
  const to = temporaryFolder()
  let isOver = false
  const coming = (async () => {
    const codes = []
    while (!isOver) codes.push((await withFile(made)).receipt)
    return codes
  })()
  const inIt = database(made.folder).prepare('SELECT count(*) AS n FROM report')
  while ((inIt.get() as { n: number }).n < 5) await new Promise(setImmediate)
  const copy = await backUp(made.folder, to, '2026-11-23')
  const { copy: keys } = await backUpKeys(made.folder, join(to, 'keys'), '2026-11-23')
  isOver = true
  const codes = await coming

  const folder = putBack(copy, keys)
  const restored = await opened(made, folder)
  const code = made.totp['pim']?.generate({ timestamp: +made.clock.now() + 30_000 }) ?? ''
  made.clock.pass({ seconds: 30 })
  const cookie = await restored.panel.signIn({ id: 'pim', passphrase: PASSPHRASE, code })
  const pim = await restored.panel.who(cookie)
  if (!pim) return expect.fail('pim could not sign in')
  const { lines, tampered } = await restored.panel.inbox(pim, ['new', 'quarantined'])
  expect(tampered).toEqual([])
  expect(lines.length).toBeGreaterThan(4)
  for (const { id } of lines) {
    const { thread } = await restored.panel.open(pim, id)
    expect(thread.report).toEqual(fullReport())
    for (const n of thread.attachments.keys()) {
      const { bytes } = await restored.panel.attachment(pim, id, { n, copy: 'original' })
      expect(await allOf(bytes)).toEqual(PHOTO)
    }
  }
  expect((await restored.reporter.comeBack(report.receipt)).kind).toBe('in')
  expect(await restored.panel.log.isWhole()).toBe(true)
  // Who comes back finds their report, or it came after the copy: nothing in between.
  const back = await Promise.all(codes.map(async (each) => (await restored.reporter.comeBack(each)).kind))
  expect(back.filter((kind) => kind === 'in')).toHaveLength(lines.length - 1)
  // What was deleted later leaves the file of the copy as it leaves the first one.
  expect(database(folder).pragma('auto_vacuum', { simple: true })).toBe(1)
  await restored.close()
})

test('the ordinary copy alone opens for nobody', async () => {
  const made = await bench()
  const { receipt } = await withFile(made)
  const copy = await backUp(made.folder, temporaryFolder(), '2026-11-23')
  expect(readdirSync(copy).sort()).toEqual(['files', 'whistle.db'])
  expect(statSync(join(copy, 'whistle.db')).mode & 0o077).toBe(0)
  const restored = await opened(made, putBack(copy))
  expect(await restored.reporter.comeBack(receipt)).toEqual({ kind: 'unknown' })
  await restored.close()
})

test('a channel put back without its shred keys says how many reports cannot be opened, to a member only of their own', async () => {
  const made = await bench()
  for (const subjects of [['works-officer'], ['works-officer'], ['auditor']]) await sent(made, subjects)
  const before = await made.signedIn('pim')
  expect([await made.whistle.panel.unopenable(), await made.whistle.panel.unopenable(before)]).toEqual([0, 0])
  database(made.folder, 'shred').prepare('DELETE FROM shred_key').run()
  const { panel } = made.whistle
  // Pim is the auditor: of the third report she must not know.
  expect(await panel.unopenable(await made.signedIn('pim'))).toBe(2)
  expect(await panel.unopenable(await made.signedIn('nok'))).toBe(3)
  expect(await panel.unopenable()).toBe(3)
})

test('the inbox of a channel without its shred keys does not look empty', async () => {
  const here = await island()
  await sent(here.made)
  const pim = await memberClient(here, 'pim')
  expect((await pim.get('/panel')).body).not.toContain('shred.db')
  database(here.made.folder, 'shred').prepare('DELETE FROM shred_key').run()
  expect(wordsOf((await pim.get('/panel')).body)).toContain('1 เรื่องของท่านเปิดไม่ได้: ไม่มีกุญแจใน shred.db')
})

test('after a report is destroyed, last night’s copy opens it only for as long as the keys of that night are kept', async () => {
  const made = await bench()
  const { id, receipt } = await withFile(made)
  const keys = temporaryFolder()
  await made.whistle.panel.close(await made.signedIn('pim'), id, {
    ...{ outcome: 'insufficient', reason: 'ก', toReporter: 'ข' },
  })
  made.clock.pass({ days: 366 })
  const copy = await backUp(made.folder, temporaryFolder(), '2027-11-24')
  const before = await backUpKeys(made.folder, keys, '2027-11-24')
  for (const who of ['pim', 'nok'])
    await made.whistle.panel.agreeToShred(await made.signedIn(who), [id], 'ครบกำหนด')
  const after = await backUpKeys(made.folder, keys, '2027-11-25')
  const answers = async (keyFile: string) => {
    const restored = await opened(made, putBack(copy, keyFile))
    const { kind } = await restored.reporter.comeBack(receipt)
    await restored.close()
    return kind
  }
  expect(await answers(before.copy)).toBe('in')
  expect(await answers(after.copy)).toBe('unknown')

  expect((await backUpKeys(made.folder, keys, '2027-12-24')).removed).toBe(0)
  expect((await backUpKeys(made.folder, keys, '2027-12-25')).removed).toBe(1)
  expect(existsSync(before.copy)).toBe(false)
  expect(existsSync(after.copy)).toBe(true)
})

test('a second copy of one day stands beside the first, and the keys of one day are copied over', async () => {
  const made = await bench()
  const to = temporaryFolder()
  const first = await backUp(made.folder, to, '2026-11-23')
  expect(await backUp(made.folder, to, '2026-11-23')).toBe(`${first}-2`)
  const keys = join(to, 'keys')
  mkdirSync(keys)
  await backUpKeys(made.folder, keys, '2026-11-23')
  await backUpKeys(made.folder, keys, '2026-11-23')
  expect(readdirSync(keys)).toEqual(['shred-2026-11-23.db'])
  rmSync(join(made.folder, 'files'), { recursive: true })
  await expect(backUp(join(made.folder, 'nowhere'), to, '2026-11-24')).rejects.toMatchObject({
    code: 'ENOENT',
  })
})
