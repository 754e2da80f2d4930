import Sqlite from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Officer } from '../../src/officers/officer.ts'
import { newToken, tokenHash } from '../../src/officers/token.ts'
import { foldedKey } from '../../src/i18n/thai.ts'
import { prepareDrafts } from './drafts.ts'
import { journey } from './journeys.ts'
import { startMeasured } from './load.ts'

type Row = Record<string, string | number | null>

/** The division of the officer who looks; all divisions have about as many requests. */
const OWN = 'public-works'
const DAY = 86_400_000
/** Years of work of which a few weeks are open. */
const OPEN_SHARE = 1 / 100
const LEAST_OPEN = 300
/** Of all requests, those of other divisions that the officer’s own joined. */
const JOINED_SHARE = 1 / 25

const FIRST = 'สมชาย สมหญิง วิชัย ปราณี มาลี อนันต์ พิมพ์ใจ ประเสริฐ บุญมี สุดา กิตติ นภา ชัยวัฒน์ รัตนา สายฝน ธีระ อรุณ จันทร์เพ็ญ สุรชัย วรรณา'.split(' ') // prettier-ignore
const LAST = 'ใจดี ศรีสุข โพธิ์ทอง แก้วมณี ทองดี สุขสม พันธ์งาม วงศ์สวัสดิ์ บุญเรือง ชัยชนะ มั่นคง รุ่งเรือง จันทร์แดง สายทอง พูนทรัพย์ เจริญผล อินทร์แก้ว กลางเมือง ดีเลิศ ศรีวิชัย'.split(' ') // prettier-ignore
const PLACES = ['หน้าวัดโป่งแดง', 'ซอยเทศบาล 3', 'ถนนมิตรภาพ', 'ข้างโรงเรียนบ้านโนน', 'ตลาดสดเทศบาล', 'บ้านหนองแวง', 'สะพานคลองไผ่'] // prettier-ignore
const MATTERS = ['ไฟดับตั้งแต่เมื่อคืน', 'น้ำไม่ไหลสามวันแล้ว', 'ถนนเป็นหลุมลึก', 'ต้นไม้ล้มขวางทาง', 'กลิ่นเหม็นจากโรงงาน', 'ขยะไม่มีคนเก็บ'] // prettier-ignore

export type Office = {
  /** The cookie of an officer who is signed in. */
  cookie: string
  /** One open request of the officer's division. */
  reference: string
}

/** Fills a data folder, which is made, with so many requests like one that was really filed, and signs an officer in. */
export async function fillOffice(folder: string, count: number): Promise<Office> {
  await prepareDrafts(folder, 1)
  const portal = await startMeasured(folder)
  await journey(portal.url)
  await portal.stop()
  const file = new Sqlite(join(folder, 'sala.sqlite'))
  // Nothing here has to survive a power cut, and random ids touch every page of the file.
  file.pragma('synchronous = OFF')
  file.pragma('cache_size = -400000')
  const model = {
    request: file.prepare('SELECT * FROM request LIMIT 1').get() as Row,
    event: file.prepare('SELECT * FROM request_event LIMIT 1').get() as Row,
  }
  const token = newToken()
  file.transaction(() => {
    addRows(file, 'officer', [{ ...officer, password_hash: null, password_at: null }].map(columns))
    addSession(file, token)
    withWordsAtOnce(file, () => fill(file, model, count))
  })()
  const reference = file
    .prepare(`SELECT reference FROM request WHERE division = '${OWN}' AND finished_at IS NULL LIMIT 1`)
    .pluck()
    .get() as string
  file.close()
  return { cookie: `desk=${token}`, reference }
}

const officer: Officer = {
  id: 'bench-officer',
  email: 'malee@example.org',
  name: 'มาลี ศรีสุข',
  title: 'นายช่างโยธา',
  role: 'officer',
  division: OWN,
  state: 'active',
  createdAt: new Date().toISOString(),
  endedAt: null,
}

function addSession(file: Sqlite.Database, token: string) {
  const [now, later] = [new Date().toISOString(), new Date(Date.now() + DAY / 2).toISOString()]
  const session = { tokenHash: tokenHash(token), officerId: officer.id, device: '', createdAt: now, seenAt: now, expiresAt: later } // prettier-ignore
  addRows(file, 'officer_session', [columns(session)])
}

/** The index of words is made of all rows together, which takes a third of the time of one after the other. */
function withWordsAtOnce(file: Sqlite.Database, work: () => void) {
  const trigger = 'request_words_insert'
  const made = file.prepare('SELECT sql FROM sqlite_master WHERE name = ?').pluck().get(trigger) as string
  file.exec(`DROP TRIGGER ${trigger}`)
  work()
  file.exec(`INSERT INTO request_found (request_id)
    SELECT id FROM request WHERE id NOT IN (SELECT request_id FROM request_found) ORDER BY filed_at, id;
    INSERT INTO request_words (request_words) VALUES ('rebuild');`)
  file.exec(made)
}

function fill(file: Sqlite.Database, model: { request: Row; event: Row }, count: number) {
  const addRequest = adding(file, 'request', model.request)
  const addEvent = adding(file, 'request_event', model.event)
  const open = Math.max(Math.min(count, LEAST_OPEN), Math.round(count * OPEN_SHARE))
  const divisions = file.prepare('SELECT id FROM division').pluck().all() as string[]
  const dice = makeDice(count)
  for (let n = 0; n < count; n++) {
    const division = divisions[dice(divisions.length)] ?? OWN
    const row = requestRow({ ...model.request, division }, n, count, n >= count - open, dice)
    addRequest.run(row)
    addEvent.run({ ...model.event, id: randomUUID(), request_id: row['id'], at: row['filed_at'] })
    if (division !== OWN && n % (1 / JOINED_SHARE) === 0)
      addRows(file, 'request_joined', [
        { request_id: row['id'] ?? '', division: OWN, joined_at: row['filed_at'] ?? '' },
      ])
  }
}

type Dice = (sides: number) => number

function requestRow(model: Row, n: number, count: number, isOpen: boolean, dice: Dice): Row {
  const pick = (list: string[]) => list[dice(list.length)] ?? ''
  const filed = Date.now() - (count - n) * 60_000
  const reference = referenceOf(n)
  const name = `${pick(FIRST)} ${pick(LAST)}`
  const person = dice(Math.ceil(count / 3))
  const phone = `08${String(10_000_000 + dice(89_999_999))}`
  const words = `${pick(MATTERS)} ${pick(PLACES)} ${dice(400)}/${dice(99)} หมู่ ${1 + dice(12)}`
  const at = (ms: number) => new Date(ms).toISOString()
  return {
    ...model,
    id: randomUUID(),
    draft_id: null,
    reference,
    status: isOpen ? 'filed' : 'done',
    due_at: at(filed + dice(20) * DAY),
    filed_at: at(filed),
    received_at: at(filed),
    queued_at: isOpen ? at(filed) : null,
    finished_at: isOpen ? null : at(filed + dice(10) * DAY),
    applicant_name: name,
    applicant_phone: phone,
    phone_key: phone,
    // A few requests of each person: with one address for all of them every case would have all others beside it.
    applicant_email: `p${person}@example.org`,
    email_key: `p${person}@example.org`,
    search: foldedKey(`${reference} ${reference.replaceAll('-', '')} ${phone} ร้องเรียนทั่วไป ${name} ${words}`),
  }
}

/** `69-3CC-C3C` and so on: each place of a reference has its own characters. */
function referenceOf(n: number): string {
  const [digits, letters] = ['34679', 'CDFGHJKMNPRTWX']
  let left = n
  const code = [digits, letters, letters, letters, digits, letters].map((alphabet) => {
    const character = alphabet.charAt(left % alphabet.length)
    left = Math.floor(left / alphabet.length)
    return character
  })
  return `69-${code.slice(0, 3).join('')}-${code.slice(3).join('')}`
}

/** Always the same for the same number of requests. */
function makeDice(seed: number): Dice {
  let state = seed
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

const columns = (object: object): Row =>
  Object.fromEntries(
    Object.entries(object).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value as string,
    ]),
  )

function addRows(file: Sqlite.Database, table: string, rows: Row[]) {
  for (const row of rows) adding(file, table, row).run(row)
}

function adding(file: Sqlite.Database, table: string, row: Row) {
  const names = Object.keys(row)
  return file.prepare(
    `INSERT INTO ${table} (${names.map((name) => `"${name}"`).join()}) VALUES (${names.map((name) => `@${name}`).join()})`,
  )
}
