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
