import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { newEscrow } from '../src/whistle/escrow.ts'
import type { Roster } from '../src/whistle/roster.ts'
import { fingerprint, keyOfSeed, newRosterKey, signRoster } from '../src/whistle/roster-signature.ts'
import { Wrong } from './operator.ts'
import { faultsOf } from './panel/faults.ts'
import { titled } from './panel/posts.ts'

// For the lead of the key ceremony, on a machine without a network. Its two secrets go to paper or to a stick that
// stays in the safe, never to the server: the signing key, and the three shares of the escrow.

const USAGE = `npm run ceremony -- key <safe/roster.key>                 กุญแจลงนามบัญชี (ครั้งเดียว) / the signing key, once
npm run ceremony -- escrow <escrow.txt>                  กุญแจสำรอง พิมพ์ 3 ส่วน / the escrow, three shares to print
npm run ceremony -- show <roster.json>                   อ่านลายนิ้วมือกุญแจทีละคน / names and fingerprints, to be read aloud
npm run ceremony -- sign <roster.json> <safe/roster.key> <out folder>
                                                         ลงนาม / signs what was read aloud`

async function main() {
  const [command, first, ...rest] = process.argv.slice(2)
  if (command === 'key' && first && rest.length === 0) makeKey(first)
  else if (command === 'escrow' && first && rest.length === 0) await makeEscrow(first)
  else if (command === 'show' && first && rest.length === 0) show(readRoster(first))
  else if (command === 'sign' && first && rest.length === 2) sign(first, rest[0] ?? '', rest[1] ?? '')
  else throw new Wrong(USAGE)
}

function makeKey(file: string) {
  const { seed, key } = newRosterKey()
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeNew(file, `${seed}\n`)
  say(
    `กุญแจลงนามอยู่ใน ${file}: เก็บในตู้นิรภัย ห้ามนำเข้าเครื่องแม่ข่าย / The signing key: into the safe, never onto the server`,
  )
  say(`สำเนากระดาษ (จดหรือพิมพ์แล้วใส่ซอง) / for the envelope:\n${seed}\n`)
  say(`ลายนิ้วมือกุญแจลงนาม / fingerprint of the signing key:\n${fingerprint(key)}`)
}

/** Into the file goes only what may be seen by anybody. */
async function makeEscrow(file: string) {
  const { recipient, shares } = await newEscrow()
  writeNew(file, `${recipient}\n`)
  say(`ใช้กับ --escrow ของคำสั่ง draft (ไม่ลับ) / for --escrow of “draft”, no secret: ${file}\n${recipient}\n`)
  for (const [n, share] of shares.entries())
    say(`ส่วนที่ ${n + 1} ใน 3 (ใช้ 2 ส่วน) / share ${n + 1} of 3, any 2 open:\n${share}\n`)
  say(
    'จดหรือพิมพ์ให้ผู้ถือทีละคน ครบสามบรรทัด แล้วปิดจอ ไม่มีสำเนาที่ใดอีก จดด้วยมือได้: ไม่มีเลข 0 1 8 9 ตัวเล็กตัวใหญ่และช่องว่างไม่สำคัญ แต่ละบรรทัดตรวจตัวเอง / Give each holder theirs, then clear the screen: there is no other copy',
  )
}

function show(roster: Roster) {
  say(`${roster.municipality.th} · รุ่นที่ / version ${roster.version} · ${roster.signedOn}`)
  const postsOf = (ids: string[]) => ids.map(titled(roster.positions)).join(', ')
  for (const { name, positions, publicKey } of roster.members)
    say(`${name}: ${postsOf(positions) || '—'}\n  ${fingerprint(publicKey)}`)
  for (const { recipient, holders } of roster.escrows)
    say(`กุญแจสำรอง / escrow: ${recipient}\n  ผู้ถือ / holders: ${postsOf(holders)}`)
  for (const fault of faultsOf(roster)) say(`! ${fault}`)
}

/** With the pin that goes with it: from then on no earlier roster counts. */
function sign(rosterFile: string, keyFile: string, out: string) {
  const roster = readRoster(rosterFile)
  const faults = faultsOf(roster)
  if (faults.length > 0) throw new Wrong(`ยังลงนามไม่ได้ / not to be signed:\n- ${faults.join('\n- ')}`)
  const seed = readText(keyFile).trim()
  if (!/^[\w-]{43}$/.test(seed)) throw new Wrong('ไม่ใช่กุญแจลงนาม / This is not a signing key.')
  mkdirSync(out, { recursive: true })
  const [signed, pin] = [join(out, 'roster-signed.json'), join(out, 'roster-pin.json')]
  writeNew(signed, `${JSON.stringify(signRoster(roster, seed))}\n`)
  writeNew(pin, `${JSON.stringify({ key: keyOfSeed(seed), atLeast: roster.version })}\n`)
  say(`ลงนามแล้ว นำสองแฟ้มนี้ไปเครื่องแม่ข่าย / Signed; these two go to the server:\n${signed}\n${pin}`)
  say(`npm run panel -- pin roster-pin.json\nnpm run panel -- install roster-signed.json`)
}

function readRoster(file: string): Roster {
  try {
    const roster = JSON.parse(readText(file)) as Roster
    if (Array.isArray(roster.members) && Array.isArray(roster.positions)) return roster
  } catch (error) {
    if (error instanceof Wrong) throw error
  }
  throw new Wrong(`ไม่ใช่บัญชีผู้รับเรื่อง / This is not a roster: ${file}`)
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new Wrong(`อ่านแฟ้มนี้ไม่ได้ / This file cannot be read: ${file}`)
  }
}

function writeNew(file: string, text: string) {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    throw new Wrong(`มีแฟ้มนี้อยู่แล้ว ไม่เขียนทับ / There is such a file already; it is not overwritten: ${file}`)
  }
}

const say = (text: string) => console.log(text)

main().catch((error: unknown) => {
  console.error(error instanceof Wrong ? error.message : error instanceof Error ? error.stack : String(error))
  process.exitCode = 1
})
