import { parseArgs } from 'node:util'
import { makeCatalogue } from '../src/catalogue/store.ts'
import { ConfigFault, readConfig, type Config } from '../src/config.ts'
import { UserError } from '../src/errors.ts'
import { messageText } from '../src/i18n/messages.ts'
import type { Issued } from '../src/officers/links.ts'
import { ROLE_TEXTS, ROLES, type Officer } from '../src/officers/officer.ts'
import type { Officers } from '../src/officers/parts.ts'
import { readPerson } from '../src/officers/person-rules.ts'
import { normalEmail } from '../src/officers/signing-in.ts'
import { makeStaff } from '../src/staff.ts'
import type { Engine } from '../src/storage/engine.ts'
import { openExisting, Wrong } from './operator.ts'

// For the operator, at the machine itself. It makes links; passwords are chosen by whoever opens them.

const USAGE = `npm run officer                                   เจ้าหน้าที่ทั้งหมด / everybody
npm run officer -- invite <email> --name <name> --title <post> --role <role> [--division <id>]
npm run officer -- link <email> [--drop-factor]   ลิงก์ตั้งรหัสผ่านใหม่ / a link to choose a new password
npm run officer -- end <email>                    สิ้นสุดการใช้งาน / end their access
role: ${ROLES.join(' ')}`

async function main(): Promise<void> {
  const { command, email, options } = readCommand()
  const config = readConfig()
  const engine = await openExisting(config)
  try {
    const officers = staffOf(config, engine)
    if (command === 'list') await list(officers)
    else if (command === 'invite') await invite(officers, email, options)
    else if (command === 'link') await link(officers, email, options['drop-factor'] === true)
    else await end(officers, email)
  } finally {
    await engine.close()
  }
}

function staffOf(config: Config, engine: Engine): Officers {
  const { divisions } = makeCatalogue(engine)
  const origin = config.publicUrl?.origin ?? `http://localhost:${config.port}`
  return makeStaff({ config, engine, divisions, origin, now: () => new Date() })
}

type Options = ReturnType<typeof parseWords>['values']

function readCommand(): { command: string; email: string; options: Options } {
  const { values: options, positionals } = parseWords()
  const [command = 'list', email = '', ...more] = positionals
  const takesOne = command !== 'list'
  if (!['list', 'invite', 'link', 'end'].includes(command) || more.length > 0 || (email !== '') !== takesOne)
    throw new Wrong(USAGE)
  return { command, email: normalEmail(email), options }
}

function parseWords() {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      allowPositionals: true,
      options: { name: text, title: text, role: text, division: text, 'drop-factor': { type: 'boolean' } },
    })
  } catch {
    throw new Wrong(USAGE)
  }
}

async function list({ people }: Officers): Promise<void> {
  const all = await people.list()
  for (const { email, name, title, role, division, state } of all)
    say(`${email}  ${state}  ${role}${division === null ? '' : ` ${division}`}  ${name} (${title})`)
  say(`${all.length} คน / people`)
}

async function invite({ links, divisions }: Officers, email: string, options: Options): Promise<void> {
  const { name = '', title = '', role = '', division = '' } = options
  const ids = (await divisions()).map(({ id }) => id)
  const { person, faults } = readPerson({ email, name, title, role, division }, ids)
  if (!person) throw new Wrong(`${sentences(Object.values(faults))}\ndivision: ${ids.join(' ')}\n\n${USAGE}`)
  const { officer, issued } = await links.invite(null, person).catch(taken)
  sayLink(officer, issued)
}

function taken(error: unknown): never {
  if (error instanceof UserError && error.kind === 'conflict')
    throw new Wrong(sentences(['desk.person.taken']))
  throw error
}

async function link(officers: Officers, email: string, dropFactor: boolean): Promise<void> {
  const officer = await named(officers, email)
  if (officer.state === 'ended') throw new Wrong('สิ้นสุดการใช้งานแล้ว / Their access has ended')
  sayLink(officer, await officers.links.renew(null, officer, { dropFactor }))
}

async function end(officers: Officers, email: string): Promise<void> {
  const officer = await named(officers, email)
  if (officer.state === 'ended') throw new Wrong('สิ้นสุดการใช้งานแล้ว / Their access has ended')
  const open = await officers.staffing.openCasesOf(officer.id)
  if ((await officers.staffing.end(null, officer)) === 'last')
    throw new Wrong(sentences(['desk.person.last']))
  say(`สิ้นสุดการใช้งานแล้ว / Ended: ${officer.name}`)
  if (open > 0) say(`เรื่องค้างในมือ / unfinished cases in their name: ${open}`)
}

async function named({ people }: Officers, email: string): Promise<Officer> {
  const found = (await people.list()).find((one) => one.email === email)
  if (!found) throw new Wrong('ไม่พบอีเมลนี้ / Nobody has this e-mail')
  return found
}

function sayLink({ name, role }: Officer, { address, until, isMailed }: Issued): void {
  say(`${name} (${ROLE_TEXTS[role].th} / ${ROLE_TEXTS[role].en})`)
  say(`ลิงก์ใช้ครั้งเดียว ถึง / a link that works once, until ${until}:`)
  say(`  ${address}`)
  if (isMailed) say('ส่งทางอีเมลแล้วด้วย / It is on its way by mail, too')
}

const sentences = (keys: string[]) =>
  keys.map((key) => `- ${messageText(key).th}\n  ${messageText(key).en}`).join('\n')

/** What people typed could otherwise move the cursor or turn the line around. */
const UNSEEN = /[^\P{Cc}\n]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

function say(line: string): void {
  process.stdout.write(`${line.replace(UNSEEN, '�')}\n`)
}

main().catch((error: unknown) => {
  const isOurs = error instanceof Wrong || error instanceof ConfigFault
  process.stderr.write(`${isOurs ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
  process.exitCode = 1
})
