import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { dayOf } from '../src/calendar/dates.ts'
import { makeCalendar } from '../src/calendar/working-time.ts'
import { ConfigFault, readConfig, type Config } from '../src/config.ts'
import { UserError } from '../src/errors.ts'
import { officeHours } from '../src/municipality.ts'
import { backUp, backUpKeys, KEY_COPY_DAYS } from '../src/whistle/backup.ts'
import { sharesIn } from '../src/whistle/printed-share.ts'
import { readSigned } from '../src/whistle/roster-signature.ts'
import { whistleSettings } from '../src/whistle/settings.ts'
import { openWhistle, type Whistle } from '../src/whistle/whistle.ts'
import { openExisting, Wrong } from './operator.ts'
import { writeDraft } from './panel/draft.ts'
import { writeCeremonyPage } from './panel/page.ts'
import { setPin } from './panel/pin.ts'
import { shareFault } from './panel/shares.ts'
import { showStatus } from './panel/status.ts'

// For the operator, at the machine itself. Nothing here opens a report, nor gives anybody a key to one: a member is one
// when the roster with their key has been signed elsewhere.

const USAGE = `npm run panel -- page <out.html>              ใบขั้นตอนพิธีกุญแจ พิมพ์ A4 / the key ceremony, to be printed
npm run panel -- invite <id> <ชื่อ/name>      รหัสเชิญ ใช้ครั้งเดียว 7 วัน รหัสก่อนหน้าใช้ไม่ได้อีก / an invitation, once, seven days; an earlier one is void
                                              [--replace] ผู้นั้นกุญแจหาย ตั้งกุญแจใหม่ / their keys are lost, they make new ones
npm run panel -- draft <out.json> [--post <id>=<post>,<post>]… [--escrow <escrow.txt>=<post>,<post>,<post>] [--basis <old.json>]
                                              บัญชีที่จะนำไปลงนาม / the roster to be signed
npm run panel -- pin <roster-pin.json>        กำหนดกุญแจที่เชื่อถือ / whose signature counts  [--new-key]
npm run panel -- install <roster-signed.json> ใช้บัญชีที่ลงนามแล้ว / takes the signed roster into use
npm run panel -- status                       ใครอยู่ กุญแจตรงบัญชีหรือไม่ / who is here, with which keys
npm run panel -- leave <id>                   ผู้รับเรื่องพ้นหน้าที่ทันที / a member leaves, at once
npm run panel -- escrow < shares.txt          เปิดกุญแจสำรอง ส่วนละ 3 บรรทัด / opens the escrow, three lines a share
npm run panel -- backup <folder>              สำรองข้อมูล ไม่รวม shred.db / a copy without the shred keys
npm run panel -- backup-keys <folder>         สำรอง shred.db แยกต่างหาก ลบที่เกิน ${KEY_COPY_DAYS} วัน / the shred keys alone`

type Words = ReturnType<typeof readWords>

async function main(): Promise<number> {
  const words = readWords()
  const [command = '', first = '', ...rest] = words.positionals
  const config = readConfig()
  if (command === 'page' && first) return writeCeremonyPage(first, config.municipality.name.th)
  await (await openExisting(config)).close()
  if (command === 'pin' && first)
    return setPin(whistleSettings(config.dataDir, config.secret).dataDir, first, words.values['new-key'])
  if (command === 'backup' && first) return backup(config, first)
  if (command === 'backup-keys' && first) return backupKeys(config, first)
  return withWhistle(config, (whistle) => run(whistle, config, words, { command, first, rest }))
}

function readWords() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        post: { type: 'string', multiple: true, default: [] },
        escrow: { type: 'string', multiple: true, default: [] },
        basis: { type: 'string' },
        replace: { type: 'boolean', default: false },
        'new-key': { type: 'boolean', default: false },
      },
    })
  } catch {
    throw new Wrong(USAGE)
  }
}

async function withWhistle(config: Config, work: (whistle: Whistle) => Promise<number>): Promise<number> {
  const whistle = await openWhistle({
    ...whistleSettings(config.dataDir, config.secret),
    // No clock runs on anything that is done here.
    calendar: async () => makeCalendar({ hours: officeHours(config.municipality.hours), holidays: [] }),
    now: () => new Date(),
  })
  try {
    return await work(whistle)
  } finally {
    await whistle.close()
  }
}

type Asked = { command: string; first: string; rest: string[] }

async function run(
  { panel }: Whistle,
  config: Config,
  { values }: Words,
  { command, first, rest }: Asked,
): Promise<number> {
  if (command === 'invite' && rest.length > 0) {
    if (!values.replace) await refuseReplacing(panel, first)
    return invite(panel, config, first, rest.join(' '))
  }
  if (command === 'draft' && first) return writeDraft(panel, first, values, config.municipality.name)
  if (command === 'install' && first) return install(panel, first)
  if (command === 'leave' && first) return leave(panel, first)
  if (command === 'status') return showStatus(panel)
  if (command === 'escrow') return escrow(panel)
  throw new Wrong(USAGE)
}

type Panel = Whistle['panel']

/** A wrong id must not be how a colleague comes by an invitation to replace their keys. */
async function refuseReplacing(panel: Panel, typed: string): Promise<void> {
  const id = typed.trim().toLowerCase()
  if (!(await panel.fingerprints()).some((each) => each.id === id)) return
  throw new Wrong(
    `${id} มีกุญแจอยู่แล้ว ถ้าเจ้าตัวกุญแจหายและท่านตรวจสอบกับเจ้าตัวแล้ว เติม --replace กุญแจเดิมใช้ได้จนกว่าจะเริ่มใช้บัญชีที่มีกุญแจใหม่ / ${id} has keys. If they are lost, and you have made sure with them in person, add --replace; the old keys hold until a roster with the new ones is in use`,
  )
}

async function invite(panel: Panel, config: Config, id: string, name: string): Promise<number> {
  const code = await panel.invite(id, name).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error
    throw new Wrong(
      'ชื่อสำหรับเข้าสู่ระบบต้องเป็น a–z 0–9 หรือ - เริ่มด้วยตัวอักษร 2–31 ตัว / The id must be 2 to 31 of a–z, 0–9 and -, beginning with a letter',
    )
  })
  if (!config.publicUrl) say(NO_ADDRESS)
  say(
    `${name} เปิด ${config.publicUrl?.origin ?? ''}/panel เลือก “มีรหัสเชิญ” แล้วใส่รหัสนี้ ใช้ครั้งเดียวภายใน 7 วัน ส่งให้ถึงมือ อย่าส่งทางอีเมลหรือไลน์`,
  )
  say('opens that address, chooses “I have an invitation” and types this code; hand it over in person:')
  return say(code)
}

const NO_ADDRESS =
  'ไม่มี PUBLIC_URL ในหน้าต่างคำสั่งนี้ จึงบอกได้เพียงท้ายที่อยู่ ให้เติมชื่อเว็บของเทศบาลเอง หรือสั่งด้วยค่าเดียวกับโปรแกรม (คู่มือ OPERATING.md) / PUBLIC_URL is not set in this shell: put your site’s name before the path, or run this with the program’s own environment\n'

async function install(panel: Panel, file: string): Promise<number> {
  const signed = existsSync(file) ? readSigned(readFileSync(file)) : undefined
  if (!signed) throw new Wrong(`ไม่ใช่บัญชีที่ลงนามแล้ว / This is not a signed roster: ${file}`)
  const answer = await panel.install(signed, 'operator').catch((error: unknown) => {
    if (error instanceof UserError && error.kind === 'conflict')
      throw new Wrong(
        'บัญชีรุ่นนี้หรือใหม่กว่าใช้อยู่แล้ว / This version of the roster, or a newer one, is in use already',
      )
    throw error
  })
  if (answer.kind === 'refused') throw new Wrong(`ไม่รับบัญชีนี้ / refused: ${REFUSED[answer.fault]}`)
  say(`ใช้บัญชีรุ่นที่ ${answer.roster.version} แล้ว / Roster ${answer.roster.version} is in use`)
  return showStatus(panel)
}

const REFUSED = {
  noPin: 'ยังไม่ได้สั่ง pin / run “pin” first',
  missing: 'ไม่มีบัญชี / there is none',
  badSignature: 'ลายมือชื่อไม่ตรงกับกุญแจที่ pin ไว้ / not signed with the pinned key',
  tooOld: 'รุ่นเก่ากว่าที่ pin กำหนด / older than the pin allows',
  malformed: 'เนื้อหาบัญชีไม่ถูกต้อง / its contents are not a roster',
}

async function leave(panel: Panel, id: string): Promise<number> {
  await panel.depart(id, 'operator').catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error
    throw new Wrong(
      error.kind === 'forbidden'
        ? 'ต้องเหลือผู้รับเรื่องอย่างน้อยสองคน / At least two members must be left'
        : `ไม่มีผู้รับเรื่องชื่อ ${id} / No such member: ${id}`,
    )
  })
  return say(
    `${id} พ้นหน้าที่แล้ว เข้าระบบไม่ได้ทันที ต่อไป: draft → sign → pin → install / has left; next: draft, sign, pin, install`,
  )
}

async function escrow(panel: Panel): Promise<number> {
  const read = sharesIn(readFileSync(0, 'utf8'))
  if ('fault' in read) throw new Wrong(shareFault(read))
  const answer = await panel.regrantFromEscrow(read.shares)
  if (!answer)
    throw new Wrong('ส่วนของกุญแจไม่ตรงกัน หรือยังไม่มีบัญชีที่ใช้ได้ / The shares do not fit, or there is no roster')
  return say(
    `เปิดให้คณะปัจจุบันแล้ว ${answer.opened} เรื่อง ไม่ได้ ${answer.left} / opened: ${answer.opened}, not: ${answer.left}`,
  )
}

async function backup(config: Config, to: string): Promise<number> {
  const { dataDir } = whistleSettings(config.dataDir, config.secret)
  return say(await backUp(dataDir, to, dayOf(new Date())))
}

async function backupKeys(config: Config, to: string): Promise<number> {
  const { dataDir } = whistleSettings(config.dataDir, config.secret)
  const { copy, removed } = await backUpKeys(dataDir, to, dayOf(new Date()))
  return say(`${copy}\nลบสำเนาที่เกิน ${KEY_COPY_DAYS} วัน / older copies deleted: ${removed}`)
}

function say(text: string): number {
  console.log(text)
  return 0
}

try {
  process.exitCode = await main()
} catch (error) {
  const isOurs = error instanceof Wrong || error instanceof ConfigFault
  console.error(isOurs ? error.message : error instanceof Error ? error.stack : String(error))
  process.exitCode = 1
}
