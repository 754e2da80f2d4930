// Opens a report that a municipality referred as an `.age` file. Stands alone: give it to the outside body together
// with `node` and the package `age-encryption`, or open the file with `age -d -i key.txt file.age > opened` and then
// run this script on the result with --opened.
//
//   node open-referral.mjs <file.age> --key <key file> --to <new folder>
//   node open-referral.mjs <opened file> --opened --to <new folder>
//
// The key file holds one line `AGE-SECRET-KEY-1…`. The folder must not exist. It gets `report.json` with what was
// reported, and the files. Nothing is sent anywhere; use a machine without a network.

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const USAGE = `node open-referral.mjs <file.age> --key <key file> --to <new folder>
node open-referral.mjs <opened file> --opened --to <new folder>`

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { key: { type: 'string' }, to: { type: 'string' }, opened: { type: 'boolean' } },
})
const [file] = positionals
if (!file || !values.to || (!values.key && !values.opened)) fail(USAGE)

const packed = values.opened ? await readFile(file) : await decrypted(file, values.key)
const end = packed.indexOf(10)
const index = read(packed.subarray(0, end))
if (index.format !== 'sala-referral-1') fail('ไม่ใช่ไฟล์ส่งต่อเรื่อง / This is not a referred report.')

await mkdir(values.to, { mode: 0o700 })
const kept = []
let at = end + 1
for (const [n, { name, type, size }] of index.files.entries()) {
  const bytes = packed.subarray(at, at + size)
  if (bytes.length !== size) fail('ไฟล์ไม่ครบ / The file is cut off.')
  at += size
  // The name is a sender's: only its last part is used, behind a number of ours.
  const safe = `${String(n + 1).padStart(2, '0')}-${name
    .split(/[/\\]/)
    .at(-1)
    .replace(/[^\p{L}\p{M}\p{N}._ -]/gu, '_')}`
  await writeFile(join(values.to, safe), bytes, { mode: 0o600, flag: 'wx' })
  kept.push({ file: safe, name, type, size })
}
const report = JSON.stringify({ ...index.about, files: kept }, null, 2)
await writeFile(join(values.to, 'report.json'), `${report}\n`, { mode: 0o600, flag: 'wx' })
console.log(`เปิดแล้ว ${kept.length} ไฟล์ / Opened, ${kept.length} files: ${values.to}`)

async function decrypted(path, keyFile) {
  const { Decrypter } = await import('age-encryption')
  const decrypter = new Decrypter()
  const key = (await readFile(keyFile, 'utf8')).split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-'))
  if (!key) fail('ไม่พบกุญแจในไฟล์ / There is no key in the key file.')
  decrypter.addIdentity(key.trim())
  try {
    return Buffer.from(await decrypter.decrypt(new Uint8Array(await readFile(path))))
  } catch {
    return fail('กุญแจไม่ตรง หรือไฟล์เสียหาย / The key does not fit, or the file is damaged.')
  }
}

function read(line) {
  try {
    return JSON.parse(line.toString('utf8'))
  } catch {
    return {}
  }
}

function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}
