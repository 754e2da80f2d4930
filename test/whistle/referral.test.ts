import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { expect, test } from 'vitest'
import { STANDARD_OUTSIDE } from '../../src/whistle/standard-roster.ts'
import { folder } from '../support/files.ts'
import { bench, fullReport, piecesOf, sent } from './support.ts'

const ROOT = join(import.meta.dirname, '../..')
const run = (words: string[]) =>
  spawnSync(process.execPath, words, { cwd: ROOT, encoding: 'utf8', env: { PATH: process.env['PATH'] } })

test('a body with an address opens what was referred to it with the standalone script, and nobody else does', async () => {
  const made = await bench()
  const identity = await generateX25519Identity()
  const recipient = await identityToRecipient(identity)
  await made.install({
    outside: STANDARD_OUTSIDE.map((body) => (body.id === 'nacc' ? { ...body, recipient } : body)),
  })
  const { reporter, id } = await sent(made)
  await made.whistle.reporter.attach(reporter, {
    ...{
      file: piecesOf(Buffer.from('เลขที่สัญญา 1')),
      filename: '../ใบเสร็จ เล่ม 1.txt',
      mimetype: 'text/plain',
      keepOriginal: true,
    },
  })
  await made.whistle.reporter.giveIdentity(reporter, 'สมชาย ใจดี')
  const pim = await made.signedIn('pim')
  await made.whistle.panel.note(pim, id, 'บันทึกภายใน')
  const referred = await made.whistle.panel.refer(pim, id, { body: 'nacc', copies: 'original' })
  expect(referred.identity).toBeUndefined()
  const place = await folder()
  writeFileSync(join(place, referred.filename), referred.sealed)
  writeFileSync(join(place, 'key.txt'), `# key\n${identity}\n`)
  writeFileSync(join(place, 'wrong.txt'), await generateX25519Identity())
  const script = ['scripts/open-referral.mjs', join(place, referred.filename), '--to', join(place, 'out')]
  const wrong = run([...script, '--key', join(place, 'wrong.txt')])
  expect([wrong.status, existsSync(join(place, 'out'))]).toEqual([1, false])
  expect(run([...script, '--key', join(place, 'key.txt')]).status).toBe(0)
  const report = JSON.parse(readFileSync(join(place, 'out/report.json'), 'utf8'))
  expect(report.report).toEqual(fullReport())
  expect(readFileSync(join(place, 'out/01-ใบเสร็จ เล่ม 1.txt'), 'utf8')).toBe('เลขที่สัญญา 1')
  expect(statSync(join(place, 'out')).mode & 0o077).toBe(0)
  for (const kept of ['สมชาย ใจดี', 'บันทึกภายใน', 'pim']) expect(JSON.stringify(report)).not.toContain(kept)
  const { thread } = await made.whistle.panel.open(pim, id)
  expect(thread.referrals).toMatchObject([{ by: 'pim', to: 'nacc', fingerprint: referred.fingerprint }])
})

test('a body without an address gets a key made for this once, and a reporter the same package', async () => {
  const made = await bench()
  const made1 = await made.whistle.reporter.packageFor(fullReport(), ['mayor'])
  expect(made1.identity).toMatch(/^AGE-SECRET-KEY-1/)
  const made2 = await made.whistle.reporter.packageFor(fullReport({ what: 'สั้นกว่าเล็กน้อย' }), ['mayor'])
  expect(made2.identity).not.toBe(made1.identity)
  const place = await folder()
  writeFileSync(join(place, 'a.age'), made1.sealed)
  writeFileSync(join(place, 'key.txt'), made1.identity ?? '')
  expect(
    run([
      'scripts/open-referral.mjs',
      join(place, 'a.age'),
      '--key',
      join(place, 'key.txt'),
      '--to',
      join(place, 'out'),
    ]).status,
  ).toBe(0)
  expect(readFileSync(join(place, 'out/report.json'), 'utf8')).toContain(fullReport().answers.what)
})

test('the ceremony, as it is held: a key, an escrow, an invitation, a roster read aloud, signed and installed', async () => {
  const place = await folder()
  const key = run(['scripts/ceremony.ts', 'key']).stdout
  const [seed, pin] = [/^[\w-]{43}$/m.exec(key)?.[0] ?? '', /^\{.*\}$/m.exec(key)?.[0] ?? '']
  const escrow = run(['scripts/ceremony.ts', 'escrow']).stdout
  expect(escrow.match(/^\S+\.[0-9a-f]{8}$/gm)).toHaveLength(3)
  const made = await bench({ pin: JSON.parse(pin) }).catch((error: Error) => error.message)
  // The bench signs with another key than this pin names.
  expect(made).toBe('badSignature')
  const { whistle, folder: data } = await freshBench(place, JSON.parse(pin))
  expect(await whistle.panel.state()).toEqual({ fault: 'missing' })
  const draft = await whistle.panel.draft({
    escrows: [{ recipient: /^age1\w+$/m.exec(escrow)?.[0] ?? '', holders: ['mayor', 'palad', 'auditor'] }],
  })
  expect(draft.members.map(({ id }) => id)).toEqual(['nok', 'pim'])
  const files = {
    draft: join(data, 'roster.json'),
    key: join(data, 'seed.txt'),
    out: join(data, 'signed.json'),
  }
  writeFileSync(files.key, seed)
  writeFileSync(files.draft, JSON.stringify(draft))
  const refused = run(['scripts/ceremony.ts', 'sign', files.draft, files.key, files.out])
  expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining('no position: pim')])
  const members = draft.members.map((member) => ({
    ...member,
    positions: [member.id === 'pim' ? 'auditor' : 'lawyer'],
  }))
  writeFileSync(files.draft, JSON.stringify({ ...draft, members }))
  const [first] = await whistle.panel.fingerprints()
  expect(run(['scripts/ceremony.ts', 'show', files.draft]).stdout).toContain(first?.fingerprint)
  expect(run(['scripts/ceremony.ts', 'sign', files.draft, files.key, files.out]).status).toBe(0)
  const answer = await whistle.panel.install(JSON.parse(readFileSync(files.out, 'utf8')), 'lead')
  expect(answer.kind).toBe('installed')
  expect((await whistle.reporter.route(['works-officer'])).goes).toBe('inside')
})

async function freshBench(place: string, pin: { key: string; atLeast: number }) {
  const { openWhistle } = await import('../../src/whistle/whistle.ts')
  const { random } = await import('../../src/whistle/primitives.ts')
  const { makeCalendar, STANDARD_HOURS } = await import('../../src/calendar/working-time.ts')
  const { onTestFinished } = await import('vitest')
  const { URI } = await import('otpauth')
  const { CHEAP, PASSPHRASE } = await import('./support.ts')
  const now = () => new Date('2026-11-23T02:00:00.000Z')
  const calendar = async () => makeCalendar({ hours: STANDARD_HOURS, holidays: [] })
  const whistle = await openWhistle({
    dataDir: join(place, 'w'),
    pepper: random(32),
    pin,
    calendar,
    now,
    cost: CHEAP,
  })
  onTestFinished(() => whistle.close())
  for (const id of ['pim', 'nok']) {
    const begun = await whistle.panel.join(await whistle.panel.invite(id, id), PASSPHRASE)
    if (begun.kind !== 'begun') throw new Error(begun.kind)
    const totp = URI.parse(begun.totpUri)
    if (!('period' in totp)) throw new Error('no TOTP')
    await whistle.panel.confirm(begun.ticket, totp.generate({ timestamp: +now() }))
  }
  return { whistle, folder: place }
}

test('the operator’s tool invites, tells the state and takes a member away, and opens nothing', async () => {
  const place = await folder()
  const tool = (...words: string[]) =>
    spawnSync(process.execPath, ['scripts/panel.ts', ...words], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], DATA_DIR: place },
    })
  expect(tool('invite', 'pim', 'พิม').stdout.trim()).toMatch(/^[A-Z2-7]{32}$/)
  const status = tool('status')
  expect([status.status, status.stdout]).toEqual([1, expect.stringContaining('missing')])
  expect(JSON.parse(tool('draft').stdout)).toMatchObject({ version: 1, members: [] })
  const nobody = tool('leave', 'nobody')
  expect([nobody.status, nobody.stderr]).toEqual([1, expect.stringContaining('notFound')])
  expect(tool().stderr).toContain('scripts/panel.ts invite')
})
