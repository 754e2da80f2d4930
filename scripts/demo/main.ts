// npm run demo: the portal over a throwaway data folder with half a year of invented life in it.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import { readConfig } from '../../src/config.ts'
import { fillPortal } from './fill.ts'
import type { DemoPanel } from './panel.ts'

const folder = mkdtempSync(join(tmpdir(), 'sala-demo-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

// Of the machine's settings only these: a demonstration must never come near a database or a mail server in use.
const { PORT, HOST, LOG_LEVEL = 'warn', PATH } = process.env
const environment = { DATA_DIR: folder, LOG_LEVEL, ...(PORT && { PORT }), ...(HOST && { HOST }) }

const say = (text: string) => process.stdout.write(`${text}\n`)
say('กำลังสร้างข้อมูลตัวอย่างครึ่งปี (ไม่เกินหนึ่งนาที) / Living through half a year (less than a minute) …')
const { officers, panel } = await fillPortal(readConfig(environment), new Date())
say('\nบุคคลและเรื่องทั้งหมดสมมุติขึ้น / All people and matters are invented.')
say('เข้าสู่ระบบที่ / Sign in at  /desk')
for (const line of officers) say(`  ${line}`)
sayPanel(panel)

const main = join(import.meta.dirname, '../../src/main.ts')
const portal = spawn(process.execPath, [...process.execArgv, main], {
  stdio: 'inherit',
  env: { ...environment, ...(PATH && { PATH }) },
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => portal.kill(signal))
portal.on('exit', (code) => process.exit(code ?? 0))

/** One-time codes change every thirty seconds: who has no telephone at hand asks for the next one by the command. */
function sayPanel({ members, receipt }: DemoPanel) {
  say(
    '\nคณะผู้รับเรื่องทุจริต (ชื่อ · รหัสผ่าน · กุญแจรหัสครั้งเดียว · รหัสขณะนี้) / The panel (name · passphrase · secret of the one-time codes · code now)  /panel',
  )
  for (const { id, name, title, passphrase, secret } of members) {
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
    say(`  ${[id, passphrase, secret, code, `${name} (${title})`].join('  ·  ')}`)
  }
  say('รหัสใหม่ทุก 30 วินาที / a new code every 30 seconds:  npx node scripts/demo/code.ts <secret>')
  say(`รหัสติดตามของผู้แจ้งหนึ่งราย / One reporter’s code, for  /w :  ${receipt}`)
}
