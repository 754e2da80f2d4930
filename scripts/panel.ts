import { readFileSync } from 'node:fs'
import { makeCalendar } from '../src/calendar/working-time.ts'
import { readConfig } from '../src/config.ts'
import { UserError } from '../src/errors.ts'
import { officeHours } from '../src/municipality.ts'
import type { Roster } from '../src/whistle/roster.ts'
import { readSigned } from '../src/whistle/roster-signature.ts'
import { whistleSettings } from '../src/whistle/settings.ts'
import { openWhistle, type Whistle } from '../src/whistle/whistle.ts'

// For the operator, at the machine itself. Nothing here opens a report, nor gives anybody a key to one: a member is one
// when the roster with their key has been signed elsewhere.

const USAGE = `node scripts/panel.ts invite <id> <ชื่อ/name>       รหัสเชิญ ใช้ครั้งเดียว 7 วัน / an invitation, once, seven days
node scripts/panel.ts draft [<basis.json>]        บัญชีที่จะนำไปลงนาม / the roster to be signed, to the screen
node scripts/panel.ts install <signed.json>       ใช้บัญชีที่ลงนามแล้ว / takes the signed roster into use
node scripts/panel.ts leave <id>                  ผู้รับเรื่องพ้นหน้าที่ทันที / a member leaves, at once
node scripts/panel.ts status                      ใครอยู่ กุญแจตรงบัญชีหรือไม่ / who is here, with which keys
node scripts/panel.ts escrow < shares.txt         เปิดกุญแจสำรอง บรรทัดละส่วน / opens the escrow, a share a line`

const [command, ...words] = process.argv.slice(2)
const config = readConfig()
const whistle = await openWhistle({
  ...whistleSettings(config.dataDir, config.secret),
  // No clock runs on anything that is done here.
  calendar: async () => makeCalendar({ hours: officeHours(config.municipality.hours), holidays: [] }),
  now: () => new Date(),
})
try {
  process.exitCode = await run(whistle)
} catch (error) {
  if (!(error instanceof UserError)) throw error
  console.error(`ทำไม่ได้ / not done: ${error.kind}`)
  process.exitCode = 1
} finally {
  await whistle.close()
}

async function run({ panel }: Whistle): Promise<number> {
  const [first = '', ...rest] = words
  if (command === 'invite' && rest.length > 0) return say(await panel.invite(first, rest.join(' ')))
  if (command === 'draft') return say(JSON.stringify(await panel.draft(basis(first)), null, 2))
  if (command === 'install' && first) return install(panel, first)
  if (command === 'leave' && first)
    return panel.depart(first, 'operator').then(() => say(`${first} พ้นหน้าที่แล้ว / has left`))
  if (command === 'status') return status(panel)
  if (command === 'escrow') return escrow(panel)
  console.error(USAGE)
  return 1
}

function basis(file: string): Partial<Roster> | undefined {
  return file ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Roster>) : undefined
}

async function install(panel: Whistle['panel'], file: string): Promise<number> {
  const signed = readSigned(readFileSync(file))
  const answer = signed ? await panel.install(signed, 'operator') : { kind: 'refused', fault: 'malformed' }
  say(JSON.stringify(answer.kind === 'refused' ? answer : { kind: answer.kind }))
  return answer.kind === 'installed' ? 0 : 1
}

async function status(panel: Whistle['panel']): Promise<number> {
  const state = await panel.state()
  const whole = await panel.log.isWhole()
  for (const { id, name, fingerprint } of await panel.fingerprints()) say(`${id} ${name}\n  ${fingerprint}`)
  if ('fault' in state) say(`ไม่มีบัญชีที่เชื่อถือได้ / no roster to be trusted: ${state.fault}`)
  else
    say(
      JSON.stringify({
        version: state.panel.roster.version,
        present: state.panel.present.map(({ id }) => id),
        swapped: state.panel.swapped,
        absent: state.absent,
      }),
    )
  say(whole ? 'บันทึกครบถ้วน / the log is whole' : 'บันทึกถูกแก้ไข / THE LOG HAS BEEN CHANGED')
  return whole && 'panel' in state && state.panel.swapped.length === 0 ? 0 : 1
}

async function escrow(panel: Whistle['panel']): Promise<number> {
  const shares = readFileSync(0, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const answer = await panel.regrantFromEscrow(shares)
  say(answer ? JSON.stringify(answer) : 'ส่วนของกุญแจไม่ตรงกัน / the shares do not fit')
  return answer ? 0 : 1
}

function say(text: string): number {
  console.log(text)
  return 0
}
