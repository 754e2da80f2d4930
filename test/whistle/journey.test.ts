import { readdirSync } from 'node:fs'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { partOf } from '../../src/whistle/identity.ts'
import { PASSPHRASE_COST, RECEIPT_COST } from '../../src/whistle/kdf.ts'
import { SECRET as HIDDEN, phonePhoto } from '../support/files.ts'
import { allOf, bench, fullReport, PANEL, piecesOf, sent, type Bench, type PanelId } from './support.ts'

test('the costs of production are the designed ones', () => {
  expect(RECEIPT_COST).toEqual({ memory: 19_456, passes: 2 })
  expect(PASSPHRASE_COST).toEqual({ memory: 262_144, passes: 3 })
})

test('somebody reports, comes back with the receipt alone, reads the answer and replies', async () => {
  const made = await bench()
  const { receipt } = await sent(made)
  await made.restart()
  const pim = await made.signedIn('pim')
  const { lines } = await made.whistle.panel.inbox(pim)
  expect(lines).toHaveLength(1)
  const id = lines[0]?.id ?? ''
  await made.whistle.panel.tell(pim, id, 'ขอทราบเดือนที่จ่ายเงิน', true)

  const back = await made.whistle.reporter.comeBack(receipt)
  expect(back).toMatchObject({ kind: 'in', isFirst: true })
  if (back.kind !== 'in') return
  const reporter = made.whistle.reporter.who(back.cookie)!
  const view = await made.whistle.reporter.view(reporter)
  expect(view.status).toBe('acknowledged')
  expect(view.messages).toEqual([{ from: 'panel', day: '2026-11-23', text: 'ขอทราบเดือนที่จ่ายเงิน', asks: true }])
  expect(JSON.stringify(view)).not.toContain('pim')
  await made.whistle.reporter.say(reporter, 'เดือนตุลาคม')
  const opened = await made.whistle.panel.open(pim, id)
  expect(opened.thread.messages.map(({ text }) => text)).toEqual(['ขอทราบเดือนที่จ่ายเงิน', 'เดือนตุลาคม'])
  expect(await made.whistle.reporter.comeBack(receipt)).toMatchObject({ kind: 'in', isFirst: false })
})

test('unknown, mistyped and destroyed receipts are told alike, but for the check digit', async () => {
  const made = await bench()
  await sent(made)
  const { newReceipt } = await import('../../src/whistle/receipt.ts')
  expect(await made.whistle.reporter.comeBack(newReceipt())).toEqual({ kind: 'unknown' })
  expect(await made.whistle.reporter.comeBack('1234')).toEqual({ kind: 'mistyped', fault: 'wrongLength' })
})

test('a photo with a place goes in, the clean copy carries none, and both open as they were', async () => {
  const made = await bench()
  const { reporter, id } = await sent(made)
  const photo = await phonePhoto()
  const file = { filename: 'ภาพถ่ายใบเสร็จ.jpg', mimetype: 'image/jpeg', keepOriginal: true }
  const answer = await made.whistle.reporter.attach(reporter, { file: piecesOf(photo), ...file })
  expect(answer).toEqual({ kind: 'kept', name: 'ภาพถ่ายใบเสร็จ.jpg', cleaned: true, originalKept: true })
  const pim = await made.signedIn('pim')
  const original = await made.whistle.panel.attachment(pim, id, { n: 0, copy: 'original' })
  expect(Buffer.compare(await allOf(original.bytes), photo)).toBe(0)
  const clean = await made.whistle.panel.attachment(pim, id, { n: 0, copy: 'clean' })
  const bytes = await allOf(clean.bytes)
  expect(bytes.includes(HIDDEN)).toBe(false)
  expect((await sharp(bytes).metadata()).exif).toBeUndefined()
  const { deeds } = await made.whistle.panel.open(pim, id)
  expect(deeds.map(({ what }) => what)).toEqual(['openedOriginal', 'opened'])
})

test('whoever does not want the original kept has the clean copy alone, or is told before anything is', async () => {
  const made = await bench()
  const { reporter, id } = await sent(made)
  const photo = { filename: 'a.jpg', mimetype: 'image/jpeg', keepOriginal: false }
  expect(
    await made.whistle.reporter.attach(reporter, { file: piecesOf(await phonePhoto()), ...photo }),
  ).toMatchObject({
    kind: 'kept',
    originalKept: false,
  })
  const table = { file: piecesOf(Buffer.from('a,b')), filename: 'ตาราง.csv', mimetype: 'text/csv' }
  expect(made.whistle.reporter.treatmentOf('ตาราง.csv')).toBe('notCleaned')
  expect(await made.whistle.reporter.attach(reporter, { ...table, keepOriginal: false })).toEqual({
    kind: 'notCleaned',
  })
  const broken = { file: piecesOf(Buffer.from('no picture')), filename: 'b.jpg', mimetype: 'image/jpeg' }
  expect(await made.whistle.reporter.attach(reporter, { ...broken, keepOriginal: false })).toEqual({
    kind: 'notCleaned',
  })
  const pim = await made.signedIn('pim')
  expect((await made.whistle.panel.open(pim, id)).thread.attachments).toHaveLength(1)
})

test('an empty file, one too large and one that breaks off leave nothing behind', async () => {
  const made = await bench()
  const { reporter } = await sent(made)
  const csv = { filename: 'a.csv', mimetype: 'text/csv', keepOriginal: true }
  const attach = (file: ReturnType<typeof piecesOf>) =>
    made.whistle.reporter.attach(reporter, { file, ...csv })
  expect(await attach(piecesOf(new Uint8Array()))).toEqual({ kind: 'empty' })
  expect(await attach(piecesOf(new Uint8Array(26 * 1024 * 1024), 1024 * 1024))).toEqual({ kind: 'tooLarge' })
  const cut = Object.assign(piecesOf(Buffer.from('abc')), { truncated: true })
  expect(await attach(cut)).toEqual({ kind: 'tooLarge' })
  expect((await made.whistle.reporter.view(reporter)).attachments).toEqual([])
  const left = readdirSync(`${made.folder}/files`, { recursive: true, withFileTypes: true })
  expect(left.filter((each) => each.isFile())).toEqual([])
})

test('who the reporter is opens for two members together, and for neither alone', async () => {
  const made = await bench()
  const { reporter, id } = await sent(made)
  const { panel } = made.whistle
  await made.whistle.reporter.giveIdentity(reporter, 'สมชาย ใจดี')
  const [pim, nok, wichai] = [
    await made.signedIn('pim'),
    await made.signedIn('nok'),
    await made.signedIn('wichai'),
  ]
  const { thread } = await panel.open(pim, id)
  expect(JSON.stringify(thread)).not.toContain('สมชาย ใจดี')
  const seq = await panel.propose(pim, id, { reveal: true }, 'ต้องคุ้มครองพยาน')
  await expect(panel.identity(pim, id, seq)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(panel.consent(pim, id, seq)).rejects.toMatchObject({ kind: 'forbidden' })
  await panel.consent(nok, id, seq)
  expect(await panel.identity(pim, id, seq)).toBe('สมชาย ใจดี')
  await expect(panel.identity(nok, id, seq)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(panel.identity(wichai, id, seq)).rejects.toMatchObject({ kind: 'forbidden' })
  const { deeds } = await panel.open(wichai, id)
  expect(deeds.map(({ who, what }) => `${who} ${what}`)).toContain('pim identityOpened')
})

test('a report about the Palad is shared with nobody the reporter kept out, whoever agrees', async () => {
  const made = await bench()
  const { id } = await sent(made, ['palad'])
  const [pim, prasit] = [await made.signedIn('pim'), await made.signedIn('prasit')]
  const { panel } = made.whistle
  await expect(panel.propose(pim, id, { share: 'nok' }, 'ขอความเห็น')).rejects.toMatchObject({
    kind: 'forbidden',
  })
  await expect(panel.propose(prasit, id, { share: 'wichai' }, 'แจ้งปลัด')).rejects.toMatchObject({
    kind: 'forbidden',
  })
})

test('a member who came later is given a report by two others', async () => {
  const made = await bench()
  const { id } = await sent(made)
  await made.join('kanda')
  await made.install()
  const [pim, nok, kanda] = [
    await made.signedIn('pim'),
    await made.signedIn('nok'),
    await made.signedIn('kanda'),
  ]
  const { panel } = made.whistle
  // Kanda holds a post of public works, which this report is about.
  await expect(panel.propose(pim, id, { share: 'kanda' }, 'ช่วยตรวจ')).rejects.toMatchObject({
    kind: 'forbidden',
  })
  const other = await sent(made, ['education-officer'])
  expect((await panel.inbox(kanda)).lines.map((line) => line.id)).toEqual([other.id])
  const third = await sent(made, ['deputy-palad'])
  await panel.recuse(kanda, third.id, 'ญาติ')
  await expect(panel.open(kanda, third.id)).rejects.toMatchObject({ kind: 'notFound' })
  await expect(panel.propose(nok, third.id, { share: 'kanda' }, 'กลับมา')).rejects.toMatchObject({
    kind: 'forbidden',
  })
})

test('one proposes and another consents, and only then the new reader opens it', async () => {
  const made = await bench()
  const { id } = await sent(made, ['education-officer'])
  await made.join('kanda')
  await made.install()
  const [pim, nok, kanda] = [
    await made.signedIn('pim'),
    await made.signedIn('nok'),
    await made.signedIn('kanda'),
  ]
  const { panel } = made.whistle
  const seq = await panel.propose(pim, id, { share: 'kanda' }, 'ชำนาญเรื่องนี้')
  await expect(panel.open(kanda, id)).rejects.toMatchObject({ kind: 'notFound' })
  await panel.consent(nok, id, seq)
  const { thread } = await panel.open(kanda, id)
  expect(thread.report).toEqual(fullReport())
  await expect(panel.consent(kanda, id, seq)).rejects.toMatchObject({ kind: 'conflict' })
})

test('a report closed says so to the reporter, and a second acknowledgement moves no deadline', async () => {
  const made = await bench()
  const { reporter, id } = await sent(made)
  const { panel } = made.whistle
  const pim = await made.signedIn('pim')
  await panel.reach(pim, id, 'acknowledged')
  const first = (await panel.open(pim, id)).duties.feedback.by
  made.clock.pass({ days: 5 })
  const again = await made.signedIn('pim')
  await panel.reach(again, id, 'acknowledged')
  expect((await panel.open(again, id)).duties.feedback.by).toBe(first)
  expect(first).toBe('2027-02-23')
  await panel.close(again, id, { outcome: 'unsubstantiated', reason: 'ไม่พบ', toReporter: 'ตรวจแล้วไม่พบมูล' })
  await expect(
    panel.close(again, id, { outcome: 'partly', reason: 'ก', toReporter: 'ข' }),
  ).rejects.toMatchObject({ kind: 'conflict' })
  const back = await made.whistle.reporter.view(reporter)
  expect(back).toMatchObject({ status: 'closed', outcome: 'unsubstantiated' })
  await panel.reopen(again, id, 'มีพยานใหม่')
  expect(await panel.open(again, id)).toMatchObject({ state: 'open', expiresOn: null, outcome: null })
})

test.each([
  [2, { done: 2, tooFew: 0 }],
  [4, { done: 2, tooFew: 2 }],
])('of four readers %i step aside at once: who did reads no more, and two are left', async (n, expected) => {
  const made = await bench()
  const { panel } = made.whistle
  const { id } = await sent(made)
  const members = []
  for (const each of ['pim', 'nok', 'wichai', 'prasit']) members.push(await made.signedIn(each))
  const answers = await Promise.all(members.slice(0, n).map((member) => panel.recuse(member, id, 'ญาติ')))
  const count = (answer: string) => answers.filter((each) => each === answer).length
  expect({ done: count('done'), tooFew: count('tooFew') }).toEqual(expected)
  for (const [at, member] of members.entries())
    if (answers[at] === 'done')
      await expect(panel.open(member, id)).rejects.toMatchObject({ kind: 'notFound' })
    else expect((await panel.open(member, id)).thread.readers).toHaveLength(2)
})

/** Malee holds a post that has nothing to do with the Palad; a later roster makes these stand in for the Palad. */
async function paladStoodInFor(made: Bench, by: PanelId[]) {
  const { members } = await made.whistle.panel.draft()
  const standIn = members.map((member) => {
    const own: string[] = [...(PANEL[member.id as PanelId] ?? ['works-officer'])]
    return { ...member, positions: by.includes(member.id as PanelId) ? [...own, 'palad'] : own }
  })
  await made.install({ members: standIn })
}

test('who came to stand in for the accused loses the report with the next key, whoever makes it', async () => {
  const made = await bench()
  await made.join('malee')
  await made.install()
  const { panel } = made.whistle
  const [open, ended] = [await sent(made, ['palad']), await sent(made, ['palad'])]
  const [pim, prasit, malee] = [
    await made.signedIn('pim'),
    await made.signedIn('prasit'),
    await made.signedIn('malee'),
  ]
  await panel.close(pim, ended.id, { outcome: 'partly', reason: 'ก', toReporter: 'ข' })
  await paladStoodInFor(made, ['pim'])
  await expect(panel.tell(pim, open.id, 'ใครแจ้ง')).rejects.toMatchObject({ kind: 'notFound' })
  expect(await panel.regrant(prasit, 'pim')).toBe(0)
  expect(await panel.renewKeys(pim)).toBe(1)
  await panel.note(prasit, ended.id, 'ตรวจซ้ำ')
  await made.whistle.reporter.giveIdentity(open.reporter, 'สมชาย ใจดี')
  for (const { id } of [open, ended]) {
    await expect(panel.open(pim, id)).rejects.toMatchObject({ kind: 'notFound' })
    for (const member of [prasit, malee])
      expect((await panel.open(member, id)).thread.readers).toEqual(['malee', 'prasit'])
  }
  const { identity } = (await panel.open(malee, open.id)).thread
  expect(identity && partOf(identity, pim.pair)).toBeUndefined()
})

test('a closed report that is written to again is no longer sealed for who left', async () => {
  const made = await bench()
  const { panel } = made.whistle
  const { id } = await sent(made)
  const [pim, nok] = [await made.signedIn('pim'), await made.signedIn('nok')]
  await panel.close(pim, id, { outcome: 'partly', reason: 'ก', toReporter: 'ข' })
  await panel.depart('nok', 'operator')
  await panel.note(pim, id, 'หลังพ้นหน้าที่')
  await expect(panel.open(nok, id)).rejects.toMatchObject({ kind: 'notFound' })
  expect((await panel.open(pim, id)).thread.readers).not.toContain('nok')
})

test('where one reader is left it stays with that one; where nobody would be, it waits and nothing is lost', async () => {
  const made = await bench()
  const { panel, reporter } = made.whistle
  const report = await sent(made, ['palad'])
  const { id } = report
  const [pim, prasit] = [await made.signedIn('pim'), await made.signedIn('prasit')]
  await paladStoodInFor(made, ['pim', 'prasit'])
  await reporter.say(report.reporter, 'ระหว่างรอ')
  await panel.renewKeys(prasit)
  expect((await panel.open(prasit, id)).thread.messages.map(({ text }) => text)).toEqual(['ระหว่างรอ'])
  await paladStoodInFor(made, ['pim'])
  await panel.renewKeys(pim)
  await expect(panel.open(pim, id)).rejects.toMatchObject({ kind: 'notFound' })
  expect((await panel.open(prasit, id)).thread).toMatchObject({ readers: ['prasit'], report: fullReport() })
  await expect(panel.propose(prasit, id, { share: 'pim' }, 'กลับมา')).rejects.toMatchObject({
    kind: 'forbidden',
  })
})

test('forty-five files sent at once leave thirty', async () => {
  const made = await bench()
  const { reporter } = await sent(made)
  const answers = await Promise.all(
    Array.from({ length: 45 }, (_, n) =>
      made.whistle.reporter.attach(reporter, {
        ...{ file: piecesOf(Buffer.from(`a,${n}`)), filename: `${n}.csv`, mimetype: 'text/csv' },
        keepOriginal: true,
      }),
    ),
  )
  const of = (kind: string) => answers.filter((answer) => answer.kind === kind).length
  expect([of('kept'), of('tooMany')]).toEqual([30, 15])
  expect((await made.whistle.reporter.view(reporter)).attachments).toHaveLength(30)
  const left = readdirSync(`${made.folder}/files`, { recursive: true, withFileTypes: true })
  expect(left.filter((each) => each.isFile())).toHaveLength(30)
})
