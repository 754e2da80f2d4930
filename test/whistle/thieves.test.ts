import { openWhistle } from '../../src/whistle/whistle.ts'
import { copyFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { URI, type TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { makeKdf } from '../../src/whistle/kdf.ts'
import {
  invitationHash,
  newInvitation,
  openWithPassphrase,
  type MemberRow,
} from '../../src/whistle/members.ts'
import { base64, keyPair, type Bytes, type KeyPair } from '../../src/whistle/primitives.ts'
import { newRosterKey, signRoster } from '../../src/whistle/roster-signature.ts'
import { contentKey, openEarlierKey, openEntry, openGrants, type Place } from '../../src/whistle/seal.ts'
import { openFromEscrow } from '../../src/whistle/escrow.ts'
import {
  bench,
  CHEAP,
  database,
  fullReport,
  PASSPHRASE,
  piecesOf,
  SECRET,
  sent,
  type Bench,
} from './support.ts'

type Row = Record<string, unknown>
type Loot = {
  reports: Row[]
  entries: Row[]
  earlier: Row[]
  shredKeys: Map<string, Bytes>
  candidates: Bytes[]
}

/** All rows of the databases, and every 32 bytes in them that could be a key. */
function lootOf(folder: string, withShredKeys: boolean): Loot {
  const db = database(folder)
  const all = (table: string) => db.prepare(`SELECT * FROM ${table}`).all() as Row[]
  const [reports, entries, earlier] = [all('report'), all('entry'), all('earlier_key')]
  const shreds = withShredKeys
    ? (database(folder, 'shred').prepare('SELECT * FROM shred_key').all() as Row[])
    : []
  const blobs = [...reports, ...all('member'), ...all('invitation'), ...shreds].flatMap((row) =>
    Object.values(row).filter((value): value is Buffer => Buffer.isBuffer(value)),
  )
  const candidates = blobs.flatMap((blob) =>
    Array.from(
      { length: Math.max(0, Math.floor(blob.length / 8) - 3) },
      (_, n) => new Uint8Array(blob.subarray(n * 8, n * 8 + 32)),
    ),
  )
  const shredKeys = new Map(
    shreds.map((row) => [String(row['report_id']), new Uint8Array(row['shred_key'] as Buffer)]),
  )
  return { reports, entries, earlier, shredKeys, candidates }
}

/** Everything the loot opens, with the private keys held besides. */
async function opened(loot: Loot, pairs: KeyPair[], escrow?: string): Promise<string[]> {
  const found: string[] = []
  for (const row of loot.reports) {
    const id = String(row['id'])
    const wraps = pairs.flatMap((pair) => openGrants(row['grants'] as Buffer, pair)?.reportKey ?? [])
    const held = escrow ? await openFromEscrow(new Uint8Array(row['escrow'] as Buffer), escrow) : undefined
    const reportKeys = [...wraps, ...(held ? [held] : []), ...loot.candidates]
    const shredKeys = [loot.shredKeys.get(id) ?? new Uint8Array(32)]
    for (const reportKey of reportKeys)
      for (const shredKey of shredKeys)
        found.push(...entriesWith(loot, id, Number(row['epoch']), reportKey, shredKey))
  }
  return found
}

function entriesWith(loot: Loot, id: string, last: number, reportKey: Bytes, shredKey: Bytes): string[] {
  const keys = new Map([[last, contentKey(reportKey, shredKey, last)]])
  for (const link of loot.earlier
    .filter((each) => each['report_id'] === id)
    .sort((a, b) => Number(b['epoch']) - Number(a['epoch']))) {
    const epoch = Number(link['epoch'])
    const before = openEarlierKey(
      keys.get(epoch + 1) ?? new Uint8Array(32),
      id,
      epoch,
      link['sealed'] as Buffer,
    )
    if (before) keys.set(epoch, contentKey(before, shredKey, epoch))
  }
  return loot.entries
    .filter((entry) => entry['report_id'] === id)
    .flatMap((entry) => {
      const place = { reportId: id, epoch: entry['epoch'], seq: entry['seq'], role: entry['role'] } as Place
      const key = keys.get(place.epoch)
      return (key && openEntry(key, place, entry['sealed'] as Buffer)) ?? []
    })
}

async function keysOf(made: Bench, id: string, row = memberRow(made.folder, id)): Promise<KeyPair> {
  const kdf = makeKdf({
    pepper: made.parts.pepper,
    receiptCost: CHEAP.receipt,
    passphraseCost: CHEAP.passphrase,
  })
  const pair = await openWithPassphrase(kdf, row, PASSPHRASE)
  if (!pair) throw new Error('the passphrase opens nothing')
  return pair
}

function memberRow(folder: string, id: string): MemberRow {
  const row = database(folder).prepare('SELECT * FROM member WHERE id = ?').get(id) as Row
  const bytes = (name: string) => new Uint8Array(row[name] as Buffer)
  return {
    ...{
      id,
      name: id,
      publicKey: bytes('public_key'),
      salt: bytes('salt'),
      totp: bytes('totp'),
      totpStep: 0,
    },
    ...{ byPassphrase: bytes('by_passphrase'), byRecovery: bytes('by_recovery') },
  }
}

function everyFile(folder: string): Buffer[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => readFileSync(join(each.parentPath, each.name)))
}

test('a thief of the database opens nothing with all it holds, nor does one of the whole disk', async () => {
  const made = await bench()
  const { reporter } = await sent(made)
  await made.whistle.reporter.say(reporter, SECRET)
  const escrow = (await import('../../src/whistle/escrow.ts')).escrowIdentity(made.escrow.shares.slice(0, 2))
  const [database, disk] = [lootOf(made.folder, false), lootOf(made.folder, true)]
  expect(disk.candidates.length).toBeGreaterThan(100)
  expect(await opened(database, [])).toEqual([])
  expect(
    await opened(
      disk,
      disk.candidates.slice(0, 200).map((seed) => keyPair(seed)),
    ),
  ).toEqual([])
  // With one reader's key it opens: the tries are the right ones. So it does with two shares of the escrow.
  expect((await opened(disk, [await keysOf(made, 'pim')])).join()).toContain(SECRET)
  expect((await opened(disk, [], await escrow)).join()).toContain(SECRET)
  // But a reader's key, without the file of shred keys, opens nothing.
  expect(await opened(database, [await keysOf(made, 'pim')])).toEqual([])
})

test('no file of the channel holds a word, a receipt, a file name or an exact time', async () => {
  const made = await bench()
  // When the databases were made is no secret; what happened since is.
  made.clock.pass({ seconds: 3600 })
  const { reporter, receipt, id } = await sent(made)
  await made.whistle.reporter.attach(reporter, {
    ...{
      file: piecesOf(Buffer.from(SECRET)),
      filename: `${SECRET}.txt`,
      mimetype: 'text/plain',
      keepOriginal: true,
    },
  })
  await made.whistle.reporter.giveIdentity(reporter, SECRET)
  const pim = await made.signedIn('pim')
  await made.whistle.panel.open(pim, id)
  await made.whistle.panel.note(pim, id, SECRET)
  const all = Buffer.concat(everyFile(made.folder))
  expect(all.includes(reporter.reportId)).toBe(true)
  for (const word of [
    SECRET,
    receipt,
    receipt.slice(0, 12),
    '2026-11-23T03:0',
    base64(reporter.pair.privateKey),
  ])
    expect(all.includes(word), word).toBe(false)
  expect(all.includes(Buffer.from(reporter.pair.privateKey))).toBe(false)
})

test('rows say who may read a report by neither number, length nor order', async () => {
  const made = await bench()
  await sent(made, ['education-officer'], fullReport({ what: 'สั้น' }))
  await sent(made, ['palad'], fullReport({ what: 'ยาว '.repeat(1000) }))
  const db = database(made.folder)
  for (const table of ['report', 'entry']) {
    const rows = db.prepare(`SELECT * FROM ${table}`).all() as Row[]
    const sizes = rows.map((row) =>
      Object.values(row).map((value) => (Buffer.isBuffer(value) ? value.length : String(value).length)),
    )
    expect(rows).toHaveLength(2)
    expect(sizes[0]).toEqual(sizes[1])
  }
})

test('the accused, with a valid account, learns neither content nor existence', async () => {
  const made = await bench()
  const wichai = await made.signedIn('wichai')
  const before = {
    inbox: await made.whistle.panel.inbox(wichai, ['new', 'quarantined', 'open', 'junk', 'closed']),
    counts: await made.whistle.panel.counts(wichai),
    statistics: await made.whistle.reporter.statistics(),
  }
  const { id, reporter } = await sent(made, ['palad'])
  await made.whistle.reporter.attach(reporter, {
    ...{ file: piecesOf(Buffer.from('a')), filename: 'a.txt', mimetype: 'text/plain', keepOriginal: true },
  })
  const { panel } = made.whistle
  expect((await panel.open(await made.signedIn('pim'), id)).thread.report).toEqual(fullReport())
  const log = await panel.log.ofPanel()
  for (const id of ['wichai', 'nok']) {
    const member = await made.signedIn(id)
    expect(await panel.inbox(member, ['new', 'quarantined', 'open', 'junk', 'closed'])).toEqual(before.inbox)
    expect(await panel.counts(member)).toEqual(before.counts)
    const tries = [
      () => panel.open(member, reporter.reportId),
      () => panel.peek(member, reporter.reportId),
      () => panel.attachment(member, reporter.reportId, { n: 0, copy: 'original' }),
      () => panel.tell(member, reporter.reportId, 'ใครแจ้ง'),
      () => panel.note(member, reporter.reportId, 'ใครแจ้ง'),
      () => panel.assign(member, reporter.reportId, id),
      () => panel.reach(member, reporter.reportId, 'acknowledged'),
      () => panel.propose(member, reporter.reportId, { share: id }, 'ขอดู'),
      () => panel.consent(member, reporter.reportId, 1),
      () => panel.recuse(member, reporter.reportId, ''),
      () => panel.refer(member, reporter.reportId, { body: 'nacc', copies: 'clean' }),
      () => panel.close(member, reporter.reportId, { outcome: 'outOfScope', reason: 'ก', toReporter: 'ข' }),
    ]
    for (const attempt of tries) await expect(attempt()).rejects.toMatchObject({ kind: 'notFound' })
    expect(await panel.setAside(member, [reporter.reportId])).toBe(0)
    expect(await panel.agreeToShred(member, [reporter.reportId], 'ลบ')).toMatchObject({
      shredded: [],
      proposed: [],
    })
    expect(await panel.regrant(await made.signedIn('pim'), id)).toBe(0)
  }
  expect((await panel.log.ofPanel()).filter(({ what }) => what !== 'signedIn')).toEqual(
    log.filter(({ what }) => what !== 'signedIn'),
  )
  // Of the year that is running nothing is told, so that no figure moves when a report comes.
  expect(await made.whistle.reporter.statistics()).toEqual(before.statistics)
})

test('whoever writes to the database becomes no reader: a swapped key is found before anything is sealed', async () => {
  const made = await bench()
  const thief = keyPair()
  database(made.folder)
    .prepare('UPDATE member SET public_key = ? WHERE id = ?')
    .run(Buffer.from(thief.publicKey), 'nok')
  expect(await made.whistle.panel.state()).toMatchObject({ panel: { swapped: ['nok'] } })
  const { id } = await sent(made)
  const loot = lootOf(made.folder, true)
  expect(await opened({ ...loot, candidates: [] }, [thief])).toEqual([])
  expect((await made.whistle.panel.peek(await made.signedIn('pim'), id)).id).toBe(id)
})

test('a roster signed by another key, changed, or older than the pin is refused, and then nothing is sealed', async () => {
  const made = await bench()
  const draft = await made.whistle.panel.draft()
  const { seed } = newRosterKey()
  expect(await made.whistle.panel.install(signRoster(draft, seed), 'admin')).toEqual({
    kind: 'refused',
    fault: 'badSignature',
  })
  const db = database(made.folder)
  db.prepare('UPDATE roster SET statement = replace(statement, ?, ?)').run('"auditor"]', '"palad"]')
  expect(await made.whistle.panel.state()).toEqual({ fault: 'badSignature' })
  const nonce = made.whistle.reporter.issueNonce()
  made.clock.pass({ seconds: 5 })
  expect(
    (await made.whistle.reporter.submit({ nonce, report: fullReport(), subjects: ['works-officer'] })).kind,
  ).toBe('outside')
})

test('an old roster with a leaver on it cannot be put back once the pin names a later one', async () => {
  const made = await bench()
  const old = database(made.folder).prepare('SELECT * FROM roster').get() as Row
  await made.install()
  database(made.folder).prepare('DELETE FROM roster WHERE version = 2').run()
  made.parts.pin = { key: made.parts.pin?.key ?? '', atLeast: 2 }
  await made.restart()
  expect(old['version']).toBe(1)
  expect(await made.whistle.panel.state()).toEqual({ fault: 'tooOld' })
})

test('an administrator who invites themselves reads nothing, nor does one who takes a reader’s place', async () => {
  const made = await bench()
  const { id } = await sent(made)
  await made.join('admin')
  const admin = await made.signedIn('admin')
  expect((await made.whistle.panel.inbox(admin)).lines).toEqual([])
  await expect(made.whistle.panel.open(admin, id)).rejects.toMatchObject({ kind: 'notFound' })
  // New locks on Pim's name, by an invitation: the keys are not those that were signed, and Pim's own stay.
  const [pim, nok] = [await made.signedIn('pim'), await made.signedIn('nok')]
  await made.join('pim')
  await expect(made.signedIn('pim')).rejects.toThrow('could not sign in')
  expect((await made.whistle.panel.peek((await made.whistle.panel.who(pim.cookie))!, id)).id).toBe(id)
  expect(await made.whistle.panel.log.ofPanel()).toContainEqual(
    expect.objectContaining({ who: 'operator', what: 'invited', detail: 'pim' }),
  )
  await expect(made.whistle.panel.regrant(nok, 'pim')).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(made.whistle.panel.regrant(nok, 'admin')).rejects.toMatchObject({ kind: 'forbidden' })
})

test('a member alone neither makes keys over another’s, nor takes the place of who left, nor takes anybody away', async () => {
  const made = await bench()
  const { panel } = made.whistle
  await panel.depart('prasit', 'operator')
  for (const id of ['pim', ' PIM ', 'nok', 'prasit'])
    await expect(panel.invite(id, id, 'nok')).rejects.toMatchObject({ kind: 'forbidden' })
  await made.join('malai')
  await expect(panel.invite('malai', 'มาลัย', 'nok')).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(panel.depart('pim', 'nok')).rejects.toMatchObject({ kind: 'forbidden' })
  await made.signedIn('pim')
  expect(await panel.invite('somjai', 'สมใจ', 'nok')).toMatch(/^[A-Z2-7]{32}$/)
  await panel.depart('nok', 'nok')
  await expect(made.signedIn('nok')).rejects.toThrow('could not sign in')
})

test('an invitation ends with a newer one, with joining and with leaving', async () => {
  const made = await bench()
  const { panel } = made.whistle
  const unknown = { kind: 'unknown' }
  const [old, fresh, other] = [
    await panel.invite('malai', 'มาลัย'),
    await panel.invite('Malai', 'มาลัย'),
    await panel.invite('somjai', 'สมใจ'),
  ]
  expect(await panel.join(old, PASSPHRASE)).toEqual(unknown)
  expect(await panel.join(fresh, PASSPHRASE)).toMatchObject({ kind: 'begun' })
  // One that stands beside it all the same: made by another process at that moment.
  const beside = newInvitation()
  const insert =
    "INSERT INTO invitation SELECT ?, member_id, name, expires_on FROM invitation WHERE member_id = 'malai'"
  database(made.folder)
    .prepare(insert)
    .run(Buffer.from(invitationHash(beside)))
  const begun = await panel.join(fresh, PASSPHRASE)
  if (begun.kind !== 'begun') throw new Error(begun.kind)
  const code = (URI.parse(begun.totpUri) as TOTP).generate({ timestamp: +made.clock.now() })
  expect(await panel.confirm(begun.ticket, code)).toMatchObject({ cookie: expect.any(String) })
  expect(await panel.join(beside, PASSPHRASE)).toEqual(unknown)

  const forPim = await panel.invite('pim', 'พิม')
  expect(await panel.join(forPim, PASSPHRASE)).toMatchObject({ kind: 'begun' })
  await panel.depart('pim', 'operator')
  expect(await panel.join(forPim, PASSPHRASE)).toEqual(unknown)
  expect(await panel.join(other, PASSPHRASE)).toMatchObject({ kind: 'begun' })
})

test('who has left is out at once, and with all they ever had reads nothing written since', async () => {
  const made = await bench()
  const { id, reporter } = await sent(made)
  const nok = await made.signedIn('nok')
  const pair = await keysOf(made, 'nok')
  await made.whistle.panel.depart('nok', 'operator')
  expect(await made.whistle.panel.who(nok.cookie)).toBeUndefined()
  await expect(made.signedIn('nok')).rejects.toThrow('could not sign in')
  // The reporter is the first to write, and so makes the new key.
  await made.whistle.reporter.say(reporter, 'ข้อความหลังจากไป')
  const later = await sent(made)
  const loot = { ...lootOf(made.folder, true), candidates: [] }
  expect(await opened(loot, [pair])).toEqual([])
  expect((await opened(loot, [await keysOf(made, 'pim')])).join()).toContain('ข้อความหลังจากไป')
  const pim = await made.signedIn('pim')
  const { thread } = await made.whistle.panel.open(pim, id)
  expect(thread.report).toEqual(fullReport())
  expect(thread.readers).not.toContain('nok')
  expect((await made.whistle.panel.open(pim, later.id)).thread.readers).not.toContain('nok')
})

test('the key is renewed at once where a reader asks for it', async () => {
  const made = await bench()
  await sent(made)
  const pair = await keysOf(made, 'nok')
  expect(await opened({ ...lootOf(made.folder, true), candidates: [] }, [pair])).toHaveLength(1)
  await made.whistle.panel.depart('nok', 'operator')
  const pim = await made.signedIn('pim')
  expect(await made.whistle.panel.renewKeys(pim)).toBe(1)
  expect(await opened({ ...lootOf(made.folder, true), candidates: [] }, [pair])).toEqual([])
  expect(await made.whistle.panel.renewKeys(pim)).toBe(0)
})

const TAMPERING: [string, string][] = [
  ['two entries swapped', 'UPDATE entry SET seq = 3 - seq WHERE report_id = :a AND seq IN (1, 2)'],
  [
    'an entry of another report',
    'UPDATE entry SET sealed = (SELECT sealed FROM entry WHERE report_id = :b AND seq = 1) WHERE report_id = :a AND seq = 1',
  ],
  [
    'an entry said again',
    'INSERT INTO entry SELECT report_id, 3, epoch, role, sealed FROM entry WHERE report_id = :a AND seq = 1',
  ],
  ['an entry put into another’s mouth', "UPDATE entry SET role = 'panel' WHERE report_id = :a AND seq = 1"],
  ['one taken from the middle', 'DELETE FROM entry WHERE report_id = :a AND seq = 1'],
  ['the last one taken away', 'DELETE FROM entry WHERE report_id = :a AND seq = 2'],
  ['one cut short', 'UPDATE entry SET sealed = substr(sealed, 1, 4000) WHERE report_id = :a AND seq = 1'],
  ['the epoch set back', 'UPDATE report SET epoch = 2 WHERE id = :a'],
  [
    'the mark of another report',
    'UPDATE report SET tip = (SELECT tip FROM report WHERE id = :b) WHERE id = :a',
  ],
  [
    'the grants of another report',
    'UPDATE report SET grants = (SELECT grants FROM report WHERE id = :b) WHERE id = :a',
  ],
]

test.each(TAMPERING)('a report with %s is refused, and the others are still read', async (_, sql) => {
  const made = await bench()
  const [a, b] = [await sent(made), await sent(made)]
  for (const { reporter } of [a, b])
    for (const text of ['หนึ่ง', 'สอง']) await made.whistle.reporter.say(reporter, text)
  const db = database(made.folder)
  db.pragma('foreign_keys = OFF')
  // Unique places are swapped over a free one.
  if (sql.includes('3 - seq')) {
    for (const [from, to] of [
      [1, 9],
      [2, 1],
      [9, 2],
    ])
      db.prepare('UPDATE entry SET seq = ? WHERE report_id = ? AND seq = ?').run(to, a.id, from)
  } else {
    const names = { a: a.id, b: b.id }
    db.prepare(sql).run(
      Object.fromEntries(Object.entries(names).filter(([name]) => sql.includes(`:${name}`))),
    )
  }
  const pim = await made.signedIn('pim')
  await expect(made.whistle.panel.open(pim, a.id)).rejects.toMatchObject({ name: 'TamperedReport' })
  const { lines, tampered } = await made.whistle.panel.inbox(pim)
  expect(lines.map(({ id }) => id)).toEqual([b.id])
  expect(tampered).toEqual([a.id])
})

test('a sealed file that was changed, cut off or put in another’s place is not opened', async () => {
  const made = await bench()
  const { reporter, id } = await sent(made)
  const send = (text: string) =>
    made.whistle.reporter.attach(reporter, {
      ...{
        file: piecesOf(Buffer.from(text.repeat(40_000))),
        filename: 'a.txt',
        mimetype: 'text/plain',
        keepOriginal: true,
      },
    })
  await send('ab')
  await send('cd')
  const pim = await made.signedIn('pim')
  const { thread } = await made.whistle.panel.open(pim, id)
  const [one, two] = thread.attachments.map(({ original }) => original?.id ?? '')
  const pathOf = (sha: string) => join(made.folder, 'files', sha.slice(0, 2), sha)
  const whole = readFileSync(pathOf(one ?? ''))
  const { writeFileSync } = await import('node:fs')
  const read = async () => {
    const { bytes } = await made.whistle.panel.attachment(pim, id, { n: 0, copy: 'original' })
    for await (const piece of bytes) void piece
  }
  await read()
  const changed = Buffer.from(whole)
  changed[70_000] = (changed[70_000] ?? 0) ^ 1
  const cuts = [whole.subarray(0, 65_577), whole.subarray(0, whole.length - 1041), whole.subarray(0, 20)]
  for (const bytes of [changed, ...cuts, Buffer.concat([whole, Buffer.alloc(1041)])]) {
    writeFileSync(pathOf(one ?? ''), bytes)
    await expect(read()).rejects.toThrow('changed or cut off')
  }
  copyFileSync(pathOf(two ?? ''), pathOf(one ?? ''))
  await expect(read()).rejects.toThrow('changed or cut off')
})

test('who is taken away by the operator’s tool is signed out of the running channel', async () => {
  const made = await bench()
  const nok = await made.signedIn('nok')
  const tool = await openWhistle(made.parts)
  await tool.panel.depart('nok', 'operator')
  await tool.close()
  expect(await made.whistle.panel.who(nok.cookie)).toBeUndefined()
  const pim = await made.signedIn('pim')
  expect((await made.whistle.panel.who(pim.cookie))?.id).toBe('pim')
})

test('the last two members cannot be taken away', async () => {
  const made = await bench()
  await made.whistle.panel.depart('nok', 'operator')
  await made.whistle.panel.depart('wichai', 'operator')
  await expect(made.whistle.panel.depart('prasit', 'operator')).rejects.toMatchObject({ kind: 'forbidden' })
})

test('of three members, two who leave at once cannot both go, be it in two processes', async () => {
  const made = await bench()
  await made.whistle.panel.depart('nok', 'operator')
  const tool = await openWhistle(made.parts)
  const answers = await Promise.allSettled([
    made.whistle.panel.depart('wichai', 'wichai'),
    made.whistle.panel.depart('prasit', 'prasit'),
    tool.panel.depart('pim', 'operator'),
  ])
  await tool.close()
  const refused = answers.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []))
  expect(refused).toMatchObject([{ kind: 'forbidden' }, { kind: 'forbidden' }])
  expect(await made.whistle.panel.fingerprints()).toHaveLength(2)
})

test('a sign-in whose keys were exchanged in the database ends', async () => {
  const made = await bench()
  const pim = await made.signedIn('pim')
  const db = database(made.folder)
  const change = db.prepare("UPDATE member SET public_key = ? WHERE id = 'pim'")
  change.run(Buffer.from(keyPair().publicKey))
  expect(await made.whistle.panel.who(pim.cookie)).toBeUndefined()
  change.run(Buffer.from(pim.pair.publicKey))
  expect(await made.whistle.panel.who(pim.cookie)).toBeUndefined()
})
