// Opens a report that a municipality referred as an `.age` file. It stands alone: this one file, Node.js 18 or newer and
// the key are all it needs, on a machine without a network.
//
//   node open-referral.mjs <file.age> --key <key file> --to <new folder>
//   node open-referral.mjs <opened file> --opened --to <new folder>      after: age -d -i key.txt file.age > opened
//
// The key file holds a line `AGE-SECRET-KEY-1…`, or the passphrase of a file that is sealed with one. The folder must not
// exist. It gets `รายงาน.html` to be read, `report.json` with the same for programs, and the files. Nothing is sent.

import { createDecipheriv, createHmac, createPrivateKey, createPublicKey } from 'node:crypto'
import { diffieHellman, hkdfSync, scryptSync, timingSafeEqual } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const USAGE = `วิธีใช้ / usage:
node open-referral.mjs <file.age> --key <key file> --to <new folder>
node open-referral.mjs <opened file> --opened --to <new folder>`
const NOT_OURS = 'ไม่ใช่ไฟล์ส่งต่อเรื่อง / This is not a referred report.'
const DAMAGED =
  'ไฟล์เสียหายหรือไม่ครบ ขอให้ผู้ส่งส่งใหม่ / The file is damaged or cut off; ask for it to be sent again.'
const WRONG_KEY = 'กุญแจไม่ตรงกับไฟล์นี้ หรือต้นไฟล์เสียหาย / The key does not fit this file, or its head is damaged.'
const WRONG_PHRASE = 'วลีลับไม่ตรงกับไฟล์นี้ / The passphrase does not fit this file.'
const NO_KEY =
  'ไม่พบกุญแจในไฟล์กุญแจ ต้องมีบรรทัดที่ขึ้นต้นด้วย AGE-SECRET-KEY-1 / There is no key in the key file: a line that begins with AGE-SECRET-KEY-1.'
const MISTYPED_KEY = 'กุญแจพิมพ์ผิด โปรดเทียบทีละตัว / The key is mistyped; compare it letter by letter.'

class Told extends Error {}
const fail = (sentence) => {
  throw new Told(sentence)
}

function main(words) {
  const { file, key, to, opened } = wordsOf(words)
  if (!file || !to || (!key && !opened)) fail(USAGE)
  const bytes = readOr(file)
  const { about, files } = takenApart(opened ? bytes : decrypted(bytes, readOr(key ?? '').toString('utf8')))
  attempt(
    () => mkdirSync(to, { mode: 0o700 }),
    `สร้างโฟลเดอร์นี้ไม่ได้ หรือมีอยู่แล้ว / This folder exists already, or cannot be made: ${to}`,
  )
  const keep = (name, content) =>
    attempt(
      () => writeFileSync(join(to, name), content, { mode: 0o600, flag: 'wx' }),
      `เขียนไฟล์ไม่ได้ / This file cannot be written: ${name}`,
    )
  for (const each of files) keep(each.file, each.bytes)
  const listed = files.map(({ file, name, type, size }) => ({ file, name, type, size }))
  keep('report.json', `${JSON.stringify({ ...about, files: listed }, null, 2)}\n`)
  keep('รายงาน.html', pageOf(about, listed))
  console.log(
    `เปิดแล้ว อ่านที่ ${join(to, 'รายงาน.html')} มีไฟล์แนบ ${files.length} ไฟล์ / Opened: read รายงาน.html; ${files.length} files beside it.`,
  )
}

function wordsOf(words) {
  const asked = {}
  for (let n = 0; n < words.length; n++) {
    const word = words[n]
    if (word === '--opened') asked.opened = true
    else if (word === '--key' || word === '--to') asked[word.slice(2)] = words[++n]
    else if (word.startsWith('-') || asked.file) fail(USAGE)
    else asked.file = word
  }
  return asked
}

// --- The age format, version 1: age-encryption.org/v1 (C2SP age.md) ---

const VERSION = 'age-encryption.org/v1'
/** Sealed pieces are this long, with a tag of 16 bytes each. */
const PIECE = 64 * 1024
/** 2^20 takes a gigabyte of memory; what asks for more is not one of ours. */
const MOST_WORK = 20

function decrypted(sealed, keyFile) {
  const { stanzas, head, mac, body } = headerOf(sealed)
  const fileKey = fileKeyOf(stanzas, keyFile)
  const expected = createHmac('sha256', hkdf(fileKey, '', 'header'))
    .update(head)
    .digest()
  if (mac.length !== 32 || !timingSafeEqual(expected, mac)) fail(DAMAGED)
  if (body.length < 32) fail(DAMAGED)
  return unsealed(hkdf(fileKey, body.subarray(0, 16), 'payload'), body.subarray(16))
}

/** Lines of text up to the one of the mark; then bytes. */
function headerOf(sealed) {
  let at = 0
  const line = () => {
    const end = sealed.indexOf(10, at)
    if (end < 0) fail(DAMAGED)
    const text = sealed.toString('latin1', at, end)
    at = end + 1
    return text
  }
  if (!sealed.subarray(0, VERSION.length + 1).equals(Buffer.from(`${VERSION}\n`))) fail(NOT_OURS)
  line()
  const stanzas = []
  for (;;) {
    const start = at
    const first = line()
    if (first.startsWith('---')) {
      const head = sealed.subarray(0, start + 3)
      return { stanzas, head, mac: unbase64(first.slice(4)), body: sealed.subarray(at) }
    }
    if (!first.startsWith('-> ')) fail(DAMAGED)
    let text = ''
    for (let part = line(); ; part = line()) {
      text += part
      if (part.length < 64) break
    }
    stanzas.push({ words: first.slice(3).split(' '), body: unbase64(text) })
  }
}

function fileKeyOf(stanzas, keyFile) {
  const identities = keyFile.match(/AGE-SECRET-KEY-1[0-9A-Z]+/gi) ?? []
  const locked = stanzas.find(({ words }) => words[0] === 'scrypt')
  if (locked)
    return byPassphrase(locked, keyFile.replace(/^\uFEFF/, '').split(/\r?\n/)[0]) ?? fail(WRONG_PHRASE)
  if (identities.length === 0) fail(NO_KEY)
  for (const secret of identities.map(secretOf))
    for (const stanza of stanzas.filter(({ words }) => words[0] === 'X25519')) {
      const found = byIdentity(stanza, secret)
      if (found) return found
    }
  return fail(WRONG_KEY)
}

function byIdentity({ words, body }, secret) {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, secret]), format: 'der', type: 'pkcs8' })
  const own = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32)
  const theirs = unbase64(words[1] ?? '')
  if (theirs.length !== 32) fail(DAMAGED)
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI, theirs]), format: 'der', type: 'spki' })
  const shared = attempt(() => diffieHellman({ privateKey, publicKey }), DAMAGED)
  const wrap = hkdf(shared, Buffer.concat([theirs, own]), `${VERSION}/X25519`)
  return openedPiece(wrap, Buffer.alloc(12), body)
}

function byPassphrase({ words, body }, passphrase) {
  const [salt, work] = [unbase64(words[1] ?? ''), Number(words[2])]
  if (salt.length !== 16 || !(work >= 1 && work <= MOST_WORK)) fail(DAMAGED)
  const costs = { N: 2 ** work, r: 8, p: 1, maxmem: 2 ** work * 1024 + 2 ** 25 }
  const wrap = scryptSync(passphrase, Buffer.concat([Buffer.from(`${VERSION}/scrypt`), salt]), 32, costs)
  return openedPiece(wrap, Buffer.alloc(12), body)
}

/** Pieces are numbered in their nonce, whose last byte is 1 for the last piece alone: none can be cut off or moved. */
function unsealed(key, body) {
  const pieces = []
  const last = Math.ceil(body.length / (PIECE + 16)) - 1
  for (let n = 0; n <= last; n++) {
    const nonce = Buffer.alloc(12)
    nonce.writeUInt32BE(n, 7)
    nonce[11] = n === last ? 1 : 0
    const piece = openedPiece(key, nonce, body.subarray(n * (PIECE + 16), (n + 1) * (PIECE + 16)))
    pieces.push(piece ?? fail(DAMAGED))
  }
  return Buffer.concat(pieces)
}

/** Undefined where the key does not fit or a byte was changed. */
function openedPiece(key, nonce, sealed) {
  if (sealed.length < 16) return undefined
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 })
  decipher.setAuthTag(sealed.subarray(-16))
  const plain = decipher.update(sealed.subarray(0, -16))
  try {
    decipher.final()
    return plain
  } catch {
    return undefined
  }
}

const PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex')
const SPKI = Buffer.from('302a300506032b656e032100', 'hex')
const hkdf = (key, salt, info) => Buffer.from(hkdfSync('sha256', key, salt, info, 32))
const unbase64 = (text) => Buffer.from(text, 'base64')

/** The 32 bytes of a key, whose last six letters (bech32, BIP 173) tell a slip of the pen. */
function secretOf(identity) {
  const name = 'age-secret-key-'
  const letters = [...identity.toLowerCase().slice(name.length + 1)].map((letter) => BECH32.indexOf(letter))
  const codes = [...name].map((letter) => letter.charCodeAt(0))
  const all = [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...letters]
  if (letters.length !== 58 || letters.includes(-1) || checkOf(all) !== 1) fail(MISTYPED_KEY)
  const bits = letters
    .slice(0, -6)
    .map((value) => value.toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
}

const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

function checkOf(values) {
  return values.reduce((sum, value) => {
    const shifted = ((sum & 0x1ffffff) << 5) ^ value
    return GENERATOR.reduce((rest, term, n) => ((sum >> (25 + n)) & 1 ? rest ^ term : rest), shifted)
  }, 1)
}

// --- What is inside: a line of JSON, the files one after the other, and zeros ---

function takenApart(packed) {
  const end = packed.indexOf(10)
  const { format, about, files } = indexOf(packed.subarray(0, Math.max(end, 0)))
  if (format !== 'sala-referral-1' || typeof about !== 'object' || !Array.isArray(files)) fail(NOT_OURS)
  let at = end + 1
  return {
    about,
    files: files.map(({ name, type, size }, n) => {
      const bytes = packed.subarray(at, at + size)
      if (!Number.isInteger(size) || size < 0 || bytes.length !== size) fail(DAMAGED)
      at += size
      return { file: safeName(String(name), n), name: String(name), type: String(type), size, bytes }
    }),
  }
}

function indexOf(line) {
  try {
    return JSON.parse(line.toString('utf8')) ?? {}
  } catch {
    return {}
  }
}

/** The name is a sender's: its last part alone, behind a number of ours, no longer than a file system takes. */
function safeName(name, n) {
  const last = name
    .split(/[/\\]/)
    .at(-1)
    .replace(/[^\p{L}\p{M}\p{N}._ -]/gu, '_')
  const [, stem, ending] = /^(.*?)(\.[A-Za-z0-9]{1,8})?$/.exec(last)
  return `${String(n + 1).padStart(2, '0')}-${[...stem].slice(0, 60).join('')}${ending ?? ''}`
}

// --- To be read by a person ---

const MONTHS = 'มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม'.split(
  ' ',
)
const STYLE = `body { font: 16px/1.7 Sarabun, "Noto Sans Thai", "Leelawadee UI", Thonburi, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin-top: 2rem; border-bottom: 1px solid #999 } h3 { font-size: 1rem; margin: 1rem 0 0 }
p { margin: .2rem 0; white-space: pre-wrap; overflow-wrap: anywhere } .said { border-left: 3px solid #999; padding-left: .8rem; margin: .8rem 0 } table { border-collapse: collapse } th, td { border: 1px solid #999; padding: .2rem .6rem; text-align: left; overflow-wrap: anywhere }`

/** In Thai, with nothing in it that a browser could run. */
function pageOf(about, files) {
  const { report, subjects, received, madeOn, messages, answers, reached, outcome, reason } = about
  const words = (kind, id) => textOf(about.words?.[kind]?.[id]) || String(id)
  const told = Object.entries(report?.answers ?? {}).filter(([, answer]) => String(answer).trim() !== '')
  return `<!doctype html>
<html lang="th"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>เรื่องที่ส่งต่อ</title><style>${STYLE}</style></head><body>
<h1>เรื่องแจ้งเบาะแสการทุจริตที่ส่งต่อ</h1>
${fact('จาก', textOf(about.municipality))}${fact('ถึง', textOf(about.to))}${fact('วันที่รับเรื่อง', dayOf(received))}${fact('วันที่จัดทำ', dayOf(madeOn))}
<h2>ตำแหน่งของผู้ถูกกล่าวหา</h2>
${paragraphs(
  listOf(subjects).map((id) => words('positions', id)),
  'ผู้แจ้งไม่ได้ระบุ',
)}
<h2>สิ่งที่แจ้ง</h2>
${told.map(([id, answer]) => `<h3>${escaped(words('questions', id))}</h3><p>${escaped(answer)}</p>`).join('\n')}
${section('การดำเนินการ', [
  ...Object.entries(reached ?? {}).map(([id, day]) => fact(words('stages', id), dayOf(day))),
  outcome ? fact('ผลการพิจารณา', words('outcomes', outcome)) + fact('เหตุผล', reason) : '',
])}
${section(
  'ข้อความระหว่างผู้แจ้งกับคณะผู้รับเรื่อง',
  listOf(messages).map(({ from, day, text }) =>
    said(`${from === 'reporter' ? 'ผู้แจ้ง' : 'คณะผู้รับเรื่อง'} · ${dayOf(day)}`, text),
  ),
)}
${section(
  'คำตอบเรื่องการกลั่นแกล้งหรือตอบโต้ผู้แจ้ง',
  listOf(answers).map(({ question, day, retaliation, text }) =>
    said(`${words('retaliation', question)} · ${dayOf(day)}: ${words('retaliation', retaliation)}`, text),
  ),
)}
<h2>ไฟล์แนบ</h2>
${files.length === 0 ? '<p>ไม่มี</p>' : `<p>อยู่ในโฟลเดอร์เดียวกัน เปิดบนเครื่องที่ไม่ต่อเครือข่าย</p><table><tr><th>ไฟล์</th><th>ชื่อที่ผู้แจ้งตั้ง</th><th>ขนาด (ไบต์)</th></tr>${files.map(({ file, name, size }) => `<tr><td>${escaped(file)}</td><td>${escaped(name)}</td><td>${escaped(size.toLocaleString('en'))}</td></tr>`).join('')}</table>`}
</body></html>
`
}

const listOf = (given) => (Array.isArray(given) ? given : [])
const textOf = (text) => String(text?.th ?? '')
const fact = (name, value) => (value ? `<p><b>${escaped(name)}:</b> ${escaped(value)}</p>` : '')
const said = (head, text) => `<div class="said"><p><b>${escaped(head)}</b></p><p>${escaped(text)}</p></div>`
const paragraphs = (lines, none) =>
  (lines.length > 0 ? lines : [none]).map((line) => `<p>${escaped(line)}</p>`).join('')
const section = (title, parts) => (parts.join('') === '' ? '' : `<h2>${title}</h2>\n${parts.join('\n')}`)

function dayOf(day) {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})/.exec(day ?? '') ?? []
  return year ? `${Number(date)} ${MONTHS[Number(month) - 1]} ${Number(year) + 543}` : ''
}

const SIGNS = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text) => String(text ?? '').replace(/[&<>"']/g, (sign) => SIGNS[sign])

function readOr(file) {
  return attempt(() => readFileSync(file), `อ่านไฟล์นี้ไม่ได้ / This file cannot be read: ${file}`)
}

function attempt(deed, sentence) {
  try {
    return deed()
  } catch {
    return fail(sentence)
  }
}

try {
  main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Told ? error.message : DAMAGED)
  process.exitCode = 1
}
