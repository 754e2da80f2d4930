import { readFileSync, writeFileSync } from 'node:fs'
import { newEscrow } from '../src/whistle/escrow.ts'
import { rosterFaults, type Roster } from '../src/whistle/roster.ts'
import { fingerprint, newRosterKey, signRoster } from '../src/whistle/roster-signature.ts'
import { GRANT_SLOTS } from '../src/whistle/seal.ts'

// For the lead of the key ceremony, on a machine without a network. Its two secrets go to paper or to a stick that
// stays in the safe, never to the server: the signing key, and the three shares of the escrow.

const USAGE = `node scripts/ceremony.ts key                                   กุญแจลงนามบัญชี (ครั้งเดียว) / the signing key, once
node scripts/ceremony.ts escrow                                กุญแจสำรอง พิมพ์ 3 ส่วน / the escrow, three shares to print
node scripts/ceremony.ts show <roster.json>                    อ่านลายนิ้วมือกุญแจทีละคน / names and fingerprints, to be read aloud
node scripts/ceremony.ts sign <roster.json> <key file> <out>   ลงนาม / signs what was read aloud`

const [command, ...words] = process.argv.slice(2)
if (command === 'key') makeKey()
else if (command === 'escrow') await makeEscrow()
else if (command === 'show' && words.length === 1) show(readRoster(words[0] ?? ''))
else if (command === 'sign' && words.length === 3) sign(words[0] ?? '', words[1] ?? '', words[2] ?? '')
else fail(USAGE)

function makeKey() {
  const { seed, key } = newRosterKey()
  console.log(`เก็บในตู้นิรภัย ห้ามนำเข้าเครื่องแม่ข่าย / into the safe, never onto the server:\n${seed}\n`)
  console.log(`ใส่ในแฟ้ม whistle/roster-pin.json ของเครื่องแม่ข่าย / into whistle/roster-pin.json on the server:`)
  console.log(JSON.stringify({ key, atLeast: 1 }))
}

async function makeEscrow() {
  const { recipient, shares } = await newEscrow()
  console.log(`ใส่ใน escrows ของ roster.json / into "escrows" of roster.json:\n${recipient}\n`)
  for (const [n, share] of shares.entries())
    console.log(`ส่วนที่ ${n + 1} ใน 3 (ใช้ 2 ส่วน) / share ${n + 1} of 3, any 2 open:\n${share}\n`)
}

function show(roster: Roster) {
  console.log(`${roster.municipality.th} · ${roster.version} · ${roster.signedOn}`)
  for (const { name, positions, publicKey } of roster.members)
    console.log(`${name} (${positions.join(', ') || '—'})\n  ${fingerprint(publicKey)}`)
  for (const { recipient, holders } of roster.escrows) console.log(`${recipient}\n  ${holders.join(', ')}`)
}

function sign(rosterFile: string, keyFile: string, out: string) {
  const roster = readRoster(rosterFile)
  const faults = rosterFaults(roster, GRANT_SLOTS)
  if (faults.length > 0) fail(`ยังลงนามไม่ได้ / not to be signed:\n- ${faults.join('\n- ')}`)
  const seed = readFileSync(keyFile, 'utf8').trim()
  if (!/^[\w-]{43}$/.test(seed)) fail('ไม่ใช่กุญแจลงนาม / This is not a signing key.')
  writeFileSync(out, `${JSON.stringify(signRoster(roster, seed))}\n`, { flag: 'wx' })
  console.log(
    `ลงนามแล้ว แก้ atLeast ใน roster-pin.json เป็น ${roster.version} / Signed; set "atLeast" to ${roster.version}: ${out}`,
  )
}

function readRoster(file: string): Roster {
  return JSON.parse(readFileSync(file, 'utf8')) as Roster
}

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}
