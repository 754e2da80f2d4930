import { expect, test } from 'vitest'
import { URI, type TOTP } from 'otpauth'
import { escrowIdentity, newEscrow } from '../../src/whistle/escrow.ts'
import { openWhistle, type Whistle } from '../../src/whistle/whistle.ts'
import { bench, database, fullReport, PASSPHRASE, SECRET, sent, type Bench } from './support.ts'

const NEW = 'ฝนตกที่ทะเลสอทั้งคืน'

test('a lost passphrase: the recovery code opens the same keys, with a new passphrase, code and telephone', async () => {
  const made = await bench()
  const { id } = await sent(made)
  const { panel } = made.whistle
  const code = made.recovery['pim'] ?? ''
  expect(
    await panel.recover(
      'pim',
      code.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')),
      NEW,
    ),
  ).toEqual({ kind: 'unknown' })
  expect(await panel.recover('nobody', code, NEW)).toEqual({ kind: 'unknown' })
  const begun = await panel.recover('pim', code.toLowerCase().replaceAll('-', ' '), NEW)
  if (begun.kind !== 'begun') throw new Error(begun.kind)
  made.totp['pim'] = URI.parse(begun.totpUri) as TOTP
  made.clock.pass({ seconds: 30 })
  expect(await panel.confirm(begun.ticket, '000000')).toBe('wrongCode')
  await panel.confirm(begun.ticket, made.totp['pim'].generate({ timestamp: +made.clock.now() }))
  await expect(made.signedIn('pim', PASSPHRASE)).rejects.toThrow('could not sign in')
  const pim = await made.signedIn('pim', NEW)
  expect((await panel.open(pim, id)).thread.report).toEqual(fullReport())
  // The code that was used is of no more use.
  expect(await panel.recover('pim', code, NEW)).toEqual({ kind: 'unknown' })
})

test('recovery code lost as well: new keys, a new signed roster, and a colleague seals everything again', async () => {
  const made = await bench()
  const open = await sent(made)
  const closed = await sent(made)
  const secret = await sent(made, ['auditor'])
  const nok = await made.signedIn('nok')
  await made.whistle.panel.close(nok, closed.id, { outcome: 'partly', reason: 'ก', toReporter: 'ข' })
  await made.join('pim')
  // Somebody writes in the meantime: Pim stays entitled.
  await made.whistle.reporter.say(open.reporter, 'ระหว่างรอ')
  await made.install()
  expect(await made.whistle.panel.regrant(await made.signedIn('nok'), 'pim')).toBe(2)
  const pim = await made.signedIn('pim')
  expect((await made.whistle.panel.open(pim, open.id)).thread.messages).toHaveLength(1)
  expect((await made.whistle.panel.open(pim, closed.id)).thread.closed?.outcome).toBe('partly')
  await expect(made.whistle.panel.open(pim, secret.id)).rejects.toMatchObject({ kind: 'notFound' })
})

/** Pim makes new locks with the recovery code, at this process; the telephone's codes are the new ones. */
async function recoverPim(made: Bench, { panel }: Whistle) {
  const begun = await panel.recover('pim', made.recovery['pim'] ?? '', NEW)
  if (begun.kind !== 'begun') throw new Error(begun.kind)
  made.totp['pim'] = URI.parse(begun.totpUri) as TOTP
  made.clock.pass({ seconds: 30 })
  await panel.confirm(begun.ticket, made.totp['pim'].generate({ timestamp: +made.clock.now() }))
}

test('keys made over existing ones wait: the old ones open everything until the roster with the new ones is there', async () => {
  const made = await bench()
  const { panel } = made.whistle
  const { id } = await sent(made)
  const [before, old] = [await made.signedIn('pim'), made.totp['pim']!]
  const print = async () => (await panel.fingerprints()).find((each) => each.id === 'pim')
  const first = await print()
  await made.join('pim')
  const fresh = made.totp['pim']!
  await expect(made.signedIn('pim')).rejects.toThrow('could not sign in')
  expect((await panel.open((await panel.who(before.cookie))!, id)).id).toBe(id)
  made.totp['pim'] = old
  await panel.note(await made.signedIn('pim'), id, 'ยังอ่านได้')
  expect(await panel.state()).toMatchObject({ panel: { swapped: [] }, absent: [] })
  expect(await print()).toMatchObject({ fingerprint: first?.fingerprint, waiting: expect.any(String) })
  // Sealing again for keys that are about to go would be of no use.
  await expect(panel.regrant(await made.signedIn('nok'), 'pim')).rejects.toMatchObject({ kind: 'forbidden' })

  await made.install()
  expect(await panel.who(before.cookie)).toBeUndefined()
  await expect(made.signedIn('pim')).rejects.toThrow('could not sign in')
  made.totp['pim'] = fresh
  await made.signedIn('pim')
  expect(await print()).toEqual({ ...first, fingerprint: expect.not.stringMatching(first!.fingerprint) })
  expect(await panel.state()).toMatchObject({ panel: { swapped: [] }, absent: [] })
})

test('a roster signed with the old keys leaves them in place, and the new ones waiting', async () => {
  const made = await bench()
  const { panel } = made.whistle
  const state = await panel.state()
  const signed = 'panel' in state ? state.panel.roster.members : []
  await made.join('pim')
  await made.install({ members: signed })
  expect(await panel.state()).toMatchObject({ panel: { swapped: [] }, absent: [] })
  await made.install()
  await made.signedIn('pim')
})

test('whoever proves the old keys takes back what waits to replace them', async () => {
  const made = await bench()
  const { id } = await sent(made)
  const recovery = made.recovery['pim'] ?? ''
  await made.join('pim')
  made.recovery['pim'] = recovery
  await recoverPim(made, made.whistle)
  await made.install()
  expect((await made.whistle.panel.open(await made.signedIn('pim', NEW), id)).id).toBe(id)
})

test('a recovery in another process ends the sign-ins under the old passphrase here', async () => {
  const made = await bench()
  const [pim, nok] = [await made.signedIn('pim'), await made.signedIn('nok')]
  const other = await openWhistle(made.parts)
  await recoverPim(made, other)
  await other.close()
  expect(await made.whistle.panel.who(pim.cookie)).toBeUndefined()
  expect((await made.whistle.panel.who(nok.cookie))?.id).toBe('nok')
  await made.signedIn('pim', NEW)
})

test('everybody’s keys lost: any two of the three printed shares give the reports to a new panel', async () => {
  const made = await bench()
  const { id, receipt } = await sent(made)
  const aboutThePalad = await sent(made, ['palad'])
  for (const member of ['pim', 'nok', 'wichai', 'prasit']) await made.join(member)
  await made.install()
  const { panel } = made.whistle
  const [one = '', two = '', three = ''] = made.escrow.shares
  expect(await panel.regrantFromEscrow([one])).toBeUndefined()
  expect(
    await panel.regrantFromEscrow([one, two.replace(/.$/, (letter) => (letter === 'A' ? 'B' : 'A'))]),
  ).toBeUndefined()
  expect(await panel.regrantFromEscrow([one, (await newEscrow()).shares[1] ?? ''])).toBeUndefined()
  const before = await made.signedIn('pim')
  await expect(panel.open(before, id)).rejects.toMatchObject({ kind: 'notFound' })
  expect(await panel.regrantFromEscrow([three, one])).toEqual({ opened: 2, left: 0 })
  const [pim, nok] = [await made.signedIn('pim'), await made.signedIn('nok')]
  expect((await panel.open(pim, id)).thread.report.answers.what).toContain(SECRET)
  expect((await panel.open(pim, aboutThePalad.id)).thread.subjects).toEqual(['palad'])
  await expect(panel.open(nok, aboutThePalad.id)).rejects.toMatchObject({ kind: 'notFound' })
  expect(await made.whistle.reporter.comeBack(receipt)).toMatchObject({ kind: 'in' })
})

test('each two of the shares open the escrow, and a report two holders are concerned in is not in it', async () => {
  const { shares } = await newEscrow()
  const [a = '', b = '', c = ''] = shares
  for (const two of [
    [a, b],
    [b, c],
    [c, a],
  ])
    expect(await escrowIdentity(two)).toMatch(/^AGE-SECRET-KEY-1/)
  const made = await bench()
  await made.install({
    escrows: [{ recipient: made.escrow.recipient, holders: ['palad', 'lawyer', 'auditor'] }],
  })
  await sent(made, ['palad'])
  const sizes = database(made.folder).prepare('SELECT length(escrow) AS size FROM report').all()
  await sent(made, ['education-officer'])
  // Shares of another escrow are shares, and open nothing.
  expect(await made.whistle.panel.regrantFromEscrow([a, b])).toEqual({ opened: 0, left: 2 })
  expect(await made.whistle.panel.regrantFromEscrow(made.escrow.shares)).toEqual({ opened: 1, left: 1 })
  const after = database(made.folder).prepare('SELECT DISTINCT length(escrow) AS size FROM report').all()
  expect(after).toEqual(sizes)
})

test('a passphrase is changed by who knows the present one', async () => {
  const made = await bench()
  const pim = await made.signedIn('pim')
  expect(await made.whistle.panel.changePassphrase(pim, 'ไม่ใช่รหัสของพิมแน่นอน', NEW)).toEqual({
    kind: 'unknown',
  })
  expect(await made.whistle.panel.changePassphrase(pim, PASSPHRASE, 'สั้น')).toEqual({
    kind: 'passphrase',
    problem: 'tooShort',
  })
  const begun = await made.whistle.panel.changePassphrase(pim, PASSPHRASE, NEW)
  if (begun.kind !== 'begun') throw new Error(begun.kind)
  made.totp['pim'] = URI.parse(begun.totpUri) as TOTP
  made.clock.pass({ seconds: 30 })
  await made.whistle.panel.confirm(begun.ticket, made.totp['pim'].generate({ timestamp: +made.clock.now() }))
  expect(await made.whistle.panel.who(pim.cookie)).toBeUndefined()
  await made.signedIn('pim', NEW)
})
