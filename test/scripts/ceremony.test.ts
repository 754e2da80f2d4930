import { execFile } from 'node:child_process'
import { copyFileSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { URI, type TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { openEngine } from '../../src/storage/open.ts'
import { makeCalendar, STANDARD_HOURS } from '../../src/calendar/working-time.ts'
import { reportOf } from '../../src/whistle/report.ts'
import { whistleSettings } from '../../src/whistle/settings.ts'
import { openWhistle } from '../../src/whistle/whistle.ts'
import { temporaryFolder } from '../support/app.ts'

const ROOT = join(import.meta.dirname, '../..')
const PASSPHRASE = 'ข้าวเหนียวมะม่วงหน้าร้อน'
type Ran = { code: number; out: string }

/** A portal that has started once, and the two programs of the ceremony as they are typed. */
async function office() {
  const folder = temporaryFolder()
  const config = readConfig({ DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'silent' })
  const engine = await openEngine(config.databaseUrl)
  await migrate(engine)
  await engine.close()
  const run = (script: string, words: string[], input = '', dataDir = config.dataDir): Promise<Ran> =>
    new Promise((done) => {
      const env = { PATH: process.env['PATH'] ?? '', DATA_DIR: dataDir }
      const child = execFile(
        process.execPath,
        [join(ROOT, 'scripts', script), ...words],
        { env, cwd: folder },
        (error, stdout, stderr) => done({ code: Number(error?.code ?? 0), out: stdout + stderr }),
      )
      child.stdin?.end(input)
    })
  let ahead = 0
  return {
    folder,
    config,
    now: () => new Date(Date.now() + ahead),
    later: () => (ahead += 10_000),
    panel: (...words: string[]) => run('panel.ts', words),
    ceremony: (...words: string[]) => run('ceremony.ts', words),
    panelIn: (dataDir: string, ...words: string[]) => run('panel.ts', words, '', dataDir),
    escrow: (shares: string[]) => run('panel.ts', ['escrow'], shares.join('\n')),
  }
}
type Office = Awaited<ReturnType<typeof office>>

/** As the portal opens it at its start. */
const open = ({ config, now }: Office) =>
  openWhistle({
    ...whistleSettings(config.dataDir, config.secret),
    calendar: async () => makeCalendar({ hours: STANDARD_HOURS, holidays: [] }),
    now,
  })

/** As the person does on the panel's own page: what they write down is the fingerprint. */
async function joins(made: Office, invitation: string): Promise<string> {
  const channel = await open(made)
  const begun = await channel.panel.join(invitation, PASSPHRASE)
  if (begun.kind !== 'begun') return expect.fail(begun.kind)
  const code = (URI.parse(begun.totpUri) as TOTP).generate()
  await channel.panel.confirm(begun.ticket, code)
  await channel.close()
  return begun.fingerprint
}

/** Steps 1 to 4 of the drill in the operator's guide. */
async function restoreDrill({ folder, config, panel, panelIn }: Office) {
  const channel = lastLine(await panel('backup', 'backups'))
  const keys = (await panel('backup-keys', 'keys')).out.split('\n')[0] ?? ''
  const drill = join(folder, 'drill')
  cpSync(config.dataDir, drill, { recursive: true, filter: (from) => !from.endsWith('/whistle') })
  cpSync(join(folder, channel), join(drill, 'whistle'), { recursive: true })
  copyFileSync(join(folder, keys), join(drill, 'whistle', 'shred.db'))
  const status = await panelIn(drill, 'status')
  expect(status).toMatchObject({ code: 0, out: expect.stringContaining('เปิดรับเรื่อง') })
  expect(status.out).toContain('บันทึกครบถ้วน')
}

const lastLine = ({ out }: Ran) => out.trim().split('\n').at(-1) ?? ''

test(
  'the ceremony as it is printed ends with a channel that is open, and no step can be taken twice or in another’s name',
  { timeout: 240_000 },
  async () => {
    const made = await office()
    const { panel, ceremony, config } = made
    expect(await panel('status')).toMatchObject({ code: 1, out: expect.stringContaining('SHUT') })

    const key = await ceremony('key', 'safe/roster.key')
    expect(key.code).toBe(0)
    expect(await ceremony('key', 'safe/roster.key')).toMatchObject({ code: 1 })
    const escrow = await ceremony('escrow', 'escrow.txt')
    const shares = escrow.out.match(/^(?:(?:[A-Z2-7]{4} ){5}[A-Z2-7]{4}\n?){3}/gm) ?? []
    expect(shares).toHaveLength(3)
    expect(readFileSync(join(made.folder, 'escrow.txt'), 'utf8')).toMatch(/^age1\w{58}\n$/)

    const fingerprints: string[] = []
    for (const [id, name] of [
      ['pim', 'พิมพ์ใจ ตรวจการ'],
      ['wichai', 'วิชัย ปกครองดี'],
    ] as const) {
      const invited = await panel('invite', id, name)
      fingerprints.push(await joins(made, lastLine(invited)))
    }
    const lost = await panel('invite', 'mali', 'มะลิ')
    expect(lost.out).toContain('PUBLIC_URL')
    expect(lost.out).not.toContain('localhost')
    expect(await panel('invite', '9Pim', 'พิม')).toMatchObject({
      code: 1,
      out: expect.not.stringContaining('Error'),
    })

    const again = ['invite', 'Pim', 'พิมพ์ใจ ตรวจการ']
    expect(await panel(...again)).toMatchObject({ code: 1, out: expect.stringContaining('--replace') })
    expect(lastLine(await panel(...again, '--replace'))).toMatch(/^[A-Z2-7]{32}$/)

    const without = await panel('draft', 'roster.json')
    expect(without).toMatchObject({ code: 1, out: expect.stringContaining('no position: pim') })
    expect(without.out).toContain('ยังไม่ได้ระบุตำแหน่งของ pim')
    // A wrong roster must not be carried to the ceremony.
    expect(existsSync(join(made.folder, 'roster.json'))).toBe(false)
    const nobody = await panel('draft', 'roster.json', '--post', 'pim=นักบิน', '--post', 'wichai=mayor')
    expect(nobody.out).toMatch(/ไม่มีตำแหน่ง “นักบิน”[\s\S]*auditor = นักวิชาการตรวจสอบภายใน/)
    expect([nobody.code, existsSync(join(made.folder, 'roster.json'))]).toEqual([1, false])
    const posts = ['--post', 'pim=นักวิชาการตรวจสอบภายใน', '--post', 'wichai=mayor']
    const holders = ['--escrow', 'escrow.txt=นายกเทศมนตรี, palad,auditor']
    expect(await panel('draft', 'roster.json', '--post', 'malee=lawyer')).toMatchObject({ code: 1 })
    expect(await panel('draft', 'roster.json', ...posts, ...holders)).toMatchObject({ code: 0 })

    const shown = await ceremony('show', 'roster.json')
    for (const fingerprint of fingerprints) expect(shown.out).toContain(fingerprint)
    expect(shown.out).toContain(config.municipality.name.th)
    expect(shown.out).toContain('นักวิชาการตรวจสอบภายใน (auditor)')
    expect(shown.out).toContain('นายกเทศมนตรี (mayor), ปลัดเทศบาล (palad)')
    expect(await ceremony('sign', 'roster.json', 'safe/roster.key', 'signed')).toMatchObject({ code: 0 })

    // Nobody's signature counts until the pin lies there.
    const signed = 'signed/roster-signed.json'
    expect(await panel('install', signed)).toMatchObject({ code: 1, out: expect.stringContaining('pin') })
    expect(await panel('pin', 'signed/roster-pin.json')).toMatchObject({ code: 0 })
    const installed = await panel('install', signed)
    expect(installed).toMatchObject({ code: 0, out: expect.stringContaining('เปิดรับเรื่อง') })
    expect(await panel('install', signed)).toMatchObject({ code: 1 })
    const status = await panel('status')
    expect(status).toMatchObject({ code: 0, out: expect.stringContaining('the log is whole') })
    for (const fingerprint of fingerprints) expect(status.out).toContain(fingerprint)

    // Somebody with a key of their own comes no further.
    await ceremony('key', 'false/roster.key')
    const roster = JSON.parse(readFileSync(join(made.folder, 'roster.json'), 'utf8')) as object
    writeFileSync(join(made.folder, 'roster.json'), JSON.stringify({ ...roster, version: 2 }))
    await ceremony('sign', 'roster.json', 'false/roster.key', 'false')
    expect(await panel('install', 'false/roster-signed.json')).toMatchObject({ code: 1 })
    expect(await panel('pin', 'false/roster-pin.json')).toMatchObject({ code: 1 })
    // A later roster cannot be undone by an earlier pin.
    await ceremony('sign', 'roster.json', 'safe/roster.key', 'second')
    expect(await panel('pin', 'second/roster-pin.json')).toMatchObject({ code: 0 })
    expect(await panel('pin', 'signed/roster-pin.json')).toMatchObject({ code: 1 })
    expect(await panel('status')).toMatchObject({ code: 1, out: expect.stringContaining('older') })
    expect(await panel('install', 'second/roster-signed.json')).toMatchObject({ code: 0 })
    expect(await made.escrow(shares.slice(0, 2))).toMatchObject({ code: 0 })
    expect(await made.escrow([shares[0]?.toLowerCase() ?? '', '', shares[2] ?? ''])).toMatchObject({
      code: 0,
    })
    expect(await made.escrow([shares[0] ?? '', 'x'])).toMatchObject({
      code: 1,
      out: expect.stringContaining('บรรทัดที่ 4'),
    })
    expect(await panel('leave', 'pim')).toMatchObject({ code: 1, out: expect.stringContaining('สองคน') })

    await restoreDrill(made)

    const channel = await open(made)
    const nonce = channel.reporter.issueNonce()
    made.later()
    const sent = { nonce, report: reportOf({ what: 'เรียกเงินค่าป้าย' }, 'th'), subjects: ['works-officer'] }
    expect(await channel.reporter.submit(sent)).toMatchObject({ kind: 'sent' })
    await channel.close()

    expect((await panel('status')).code).toBe(0)
    rmSync(join(config.dataDir, 'whistle', 'shred.db'))
    const bare = await panel('status')
    expect(bare).toMatchObject({ code: 1, out: expect.stringContaining('1 เรื่องเปิดไม่ได้: ไม่มีกุญแจใน shred.db') })
  },
)

test('the operator’s tool makes no channel where there is no portal, and says which words it takes', async () => {
  const made = await office()
  expect(await made.panel('invite')).toMatchObject({ code: 1, out: expect.stringContaining('npm run panel') })
  expect(await made.panel('draft', 'x.json', '--nonsense')).toMatchObject({ code: 1 })
  expect(await made.panel('leave', 'nobody')).toMatchObject({ code: 1 })
  expect(await made.ceremony()).toMatchObject({ code: 1, out: expect.stringContaining('npm run ceremony') })
  for (const words of [
    ['pin', 'nothing.json'],
    ['install', 'nothing.json'],
    ['draft', 'x.json', '--basis', 'nothing'],
  ])
    expect((await made.panel(...words)).out).not.toContain('at ')
})
