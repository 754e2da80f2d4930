import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { expect, test } from 'vitest'
import { packReferral, sealReferral } from '../../src/whistle/referral.ts'
import { STANDARD_OUTSIDE } from '../../src/whistle/standard-roster.ts'
import { folder } from '../support/files.ts'
import { bench, fullReport, piecesOf, sent } from './support.ts'

const ROOT = join(import.meta.dirname, '../..')
const run = (words: string[], cwd = ROOT) =>
  spawnSync(process.execPath, words, { cwd, encoding: 'utf8', env: { PATH: process.env['PATH'] } })

/** As an outside body has it: an empty folder with the script, the sealed file, and nothing of ours around. */
async function elsewhere(sealed: Uint8Array, key: string) {
  const place = await folder()
  copyFileSync(join(ROOT, 'scripts/open-referral.mjs'), join(place, 'open-referral.mjs'))
  writeFileSync(join(place, 'a.age'), sealed)
  writeFileSync(join(place, 'key.txt'), key)
  const open = (...words: string[]) => run(['open-referral.mjs', ...words], place)
  return {
    place,
    open,
    byKey: (to = 'out') => open('a.age', '--key', 'key.txt', '--to', to),
    read: (name: string) => readFileSync(join(place, 'out', name), 'utf8'),
  }
}

const file = (name: string, text: string) => ({ name, type: 'text/plain', bytes: Buffer.from(text) })
const packed = (about: unknown, files: ReturnType<typeof file>[] = []) =>
  packReferral({ format: 'sala-referral-1', about, files })

async function sealedFor(add: (encrypter: Encrypter) => void, plain: Uint8Array) {
  const encrypter = new Encrypter()
  add(encrypter)
  return encrypter.encrypt(plain)
}

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

test('in an empty folder the script alone opens what was referred, and writes it down for a person to read', async () => {
  const made = await bench()
  const { reporter, id } = await sent(made)
  await made.whistle.reporter.say(reporter, '<script>alert(1)</script> & เพิ่มเติม')
  await made.whistle.reporter.attach(reporter, {
    ...{ file: piecesOf(Buffer.from('ก')), filename: `${'สัญญา'.repeat(60)}.txt`, mimetype: 'text/plain' },
    keepOriginal: true,
  })
  const pim = await made.signedIn('pim')
  await made.whistle.panel.tell(pim, id, 'ขอสำเนาสัญญา', true)
  await made.whistle.panel.close(pim, id, { outcome: 'referred', reason: 'พ้นอำนาจ', toReporter: 'ส่งต่อแล้ว' })
  const referred = await made.whistle.panel.refer(pim, id, { body: 'nacc', copies: 'original' })
  const { byKey, read, place } = await elsewhere(referred.sealed, `${referred.identity}\r\n`)
  expect(byKey()).toMatchObject({ status: 0, stderr: '' })
  const page = read('รายงาน.html')
  for (const words of [
    ...['เกิดเรื่องอะไรขึ้น', fullReport().answers.what, 'นายช่าง/เจ้าหน้าที่กองช่าง', '23 พฤศจิกายน 2569'],
    ...['สำนักงาน ป.ป.ช.', 'ขอสำเนาสัญญา', 'ส่งหน่วยงานภายนอก', 'พ้นอำนาจ', 'รับทราบแล้ว', '01-สัญญา'],
    '&lt;script&gt;alert(1)&lt;/script&gt; &amp; เพิ่มเติม',
  ])
    expect(page).toContain(words)
  for (const hidden of ['<script', 'works-officer', 'acknowledged', 'undefined', 'pim'])
    expect(page).not.toContain(hidden)
  const [attached = ''] = readdirSync(join(place, 'out')).filter((name) => name.startsWith('01-'))
  expect(attached).toMatch(/\.txt$/)
  expect(read(attached)).toBe('ก')
})

test('a file sealed with a passphrase opens with it, and with no other', async () => {
  const sealed = await sealedFor(
    (encrypter) => {
      encrypter.setPassphrase('ข้าวเหนียว มะม่วง')
      encrypter.setScryptWorkFactor(10)
    },
    packed({ subjects: [] }, [file('ไฟล์ ๑.txt', 'ลับ')]),
  )
  const here = await elsewhere(sealed, 'ข้าวเหนียว มะม่วง\n')
  expect(here.byKey()).toMatchObject({ status: 0, stderr: '' })
  expect(here.read('01-ไฟล์ ๑.txt')).toBe('ลับ')
  writeFileSync(join(here.place, 'key.txt'), 'ข้าวเหนียวมะม่วง')
  expect(here.byKey('other')).toMatchObject({ status: 1, stderr: expect.stringMatching(/^วลีลับไม่ตรง/) })
})

test('files longer than one sealed piece, and exactly as long, come out as they went in', async () => {
  const identity = await generateX25519Identity()
  const recipient = await identityToRecipient(identity)
  for (const length of [65_536, 65_537, 200_000, 0]) {
    const { sealed } = await sealReferral(packed({}, [file('a.txt', 'x'.repeat(length))]), recipient)
    const here = await elsewhere(sealed, identity)
    expect(here.byKey().status).toBe(0)
    expect(here.read('01-a.txt')).toHaveLength(length)
  }
  const exact = packed({}).subarray(0, -1)
  const whole = Buffer.concat([exact, Buffer.alloc(131_072 - exact.length)])
  const sealed = await sealedFor((encrypter) => encrypter.addRecipient(recipient), whole)
  expect((await elsewhere(sealed, identity)).byKey().status).toBe(0)
})

test('what cannot be opened is told in one plain Thai sentence, and leaves no folder behind', async () => {
  const { sealed, identity = '' } = await sealReferral(packed({}, [file('a.txt', 'x'.repeat(70_000))]))
  const at = (n: number) => {
    const changed = Buffer.from(sealed)
    changed[n < 0 ? changed.length + n : n]! ^= 1
    return changed
  }
  const slip = identity.replace(/.$/, (letter) => (letter === 'Q' ? 'P' : 'Q'))
  const cases: [Uint8Array, string, string][] = [
    [sealed, await generateX25519Identity(), 'กุญแจไม่ตรง'],
    [sealed, slip, 'กุญแจพิมพ์ผิด'],
    [sealed, identity.slice(0, -3), 'กุญแจพิมพ์ผิด'],
    [sealed, 'สวัสดี', 'ไม่พบกุญแจ'],
    [at(-1), identity, 'ไฟล์เสียหาย'],
    [at(1000), identity, 'ไฟล์เสียหาย'],
    [sealed.subarray(0, -20_000), identity, 'ไฟล์เสียหาย'],
    [sealed.subarray(0, 100), identity, 'ไฟล์เสียหาย'],
    [Buffer.from('PK\u0003\u0004'), identity, 'ไม่ใช่ไฟล์ส่งต่อ'],
    [new Uint8Array(), identity, 'ไม่ใช่ไฟล์ส่งต่อ'],
    [at(40), identity, 'เสียหาย'],
  ]
  for (const [bytes, key, told] of cases) {
    const here = await elsewhere(bytes, key)
    const { status, stdout, stderr } = here.byKey()
    expect([status, stdout, stderr]).toEqual([1, '', expect.stringContaining(told)])
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(existsSync(join(here.place, 'out'))).toBe(false)
  }
  const here = await elsewhere(sealed, identity)
  for (const words of [[], ['a.age'], ['a.age', '--to', 'x'], ['a.age', '--key'], ['--nonsense']])
    expect(here.open(...words)).toMatchObject({ status: 1, stderr: expect.stringMatching(/^วิธีใช้/) })
  for (const words of [
    ['b.age', '--key', 'key.txt', '--to', 'x'],
    ['a.age', '--key', 'b.txt', '--to', 'x'],
  ])
    expect(here.open(...words).stderr).toMatch(/^อ่านไฟล์นี้ไม่ได้/)
  expect(here.byKey().status).toBe(0)
  expect(here.byKey().stderr).toMatch(/^สร้างโฟลเดอร์นี้ไม่ได้/)
  expect(readFileSync(join(here.place, 'open-referral.mjs'), 'utf8').match(/from '(?!node:)/g)).toBeNull()
})
