import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { dayOf, formatDay, formatTime } from '../src/calendar/dates.ts'
import { makeCatalogue } from '../src/catalogue/store.ts'
import { ConfigFault, readConfig, type Config } from '../src/config.ts'
import { answerGroups } from '../src/forms/table.ts'
import type { Text } from '../src/i18n/text.ts'
import { makeLetterStore } from '../src/mail/store.ts'
import { clockOf } from '../src/requests/clock.ts'
import { eventSentence, type RequestEvent } from '../src/requests/events.ts'
import { STATUS_TEXTS, STATUSES, type Status } from '../src/requests/status.ts'
import { makeOfficeCalendar } from '../src/requests/office-calendar.ts'
import { makeOffice } from '../src/requests/office/settings.ts'
import { makeSettingsStore } from '../src/requests/office/settings-store.ts'
import { parseReference } from '../src/requests/reference.ts'
import type { Attachment, Request } from '../src/requests/request.ts'
import { makeRequestStore } from '../src/requests/store.ts'
import type { Engine } from '../src/storage/engine.ts'
import { openEngine } from '../src/storage/open.ts'

// For the operator, at the machine itself: whoever can run this can read the database as well.

const USAGE = `npm run requests                             คำขอล่าสุด / newest requests
  -- --division <id> --status <status> --limit <n>   เฉพาะส่วนงาน สถานะ จำนวน / only these, so many
npm run requests -- show <reference>         คำขอหนึ่งฉบับ / one request
npm run requests -- letters                  จดหมายที่รอ ส่งแล้ว และส่งไม่ได้ / letters waiting, sent and failed
status: ${STATUSES.join(' ')}`

/** Something wrong with the command, said in plain words. */
class Wrong extends Error {}

async function main(): Promise<void> {
  const { command, argument, filter } = readCommand()
  const config = readConfig()
  if (!/^postgres/.test(config.databaseUrl) && !existsSync(config.databaseUrl)) {
    throw new Wrong(`ยังไม่มีฐานข้อมูลที่ ${config.databaseUrl} / There is no database yet at this place`)
  }
  const engine = await openEngine(config.databaseUrl)
  try {
    if (command === 'letters') await showLetters(engine)
    else if (command === 'show') await showRequest(engine, config, argument)
    else await listRequests(engine, filter)
  } finally {
    await engine.close()
  }
}

type Filter = { division?: string; status?: Status; limit: number }

function readCommand(): { command: string; argument: string; filter: Filter } {
  const { values, positionals } = parseWords()
  const [command = 'list', argument = '', ...more] = positionals
  const takesOne = command === 'show'
  if (!['list', 'show', 'letters'].includes(command) || more.length > 0 || (argument !== '') !== takesOne) {
    throw new Wrong(USAGE)
  }
  const status = STATUSES.find((one) => one === values.status)
  if (values.status !== undefined && !status) throw new Wrong(USAGE)
  const limit = Number(values.limit ?? 20)
  if (!Number.isInteger(limit) || limit < 1) throw new Wrong(USAGE)
  const { division } = values
  return { command, argument, filter: { limit, ...(division && { division }), ...(status && { status }) } }
}

function parseWords() {
  const text = { type: 'string' } as const
  try {
    return parseArgs({ allowPositionals: true, options: { division: text, status: text, limit: text } })
  } catch {
    throw new Wrong(USAGE)
  }
}

async function listRequests(engine: Engine, filter: Filter): Promise<void> {
  const catalogue = makeCatalogue(engine)
  const requests = await makeRequestStore(engine).list(filter)
  for (const request of requests) {
    const published = await catalogue.version(request.serviceId, request.serviceVersion)
    const title = published?.definition.title ?? { th: request.serviceId, en: request.serviceId }
    const due = request.dueAt ? dayOf(new Date(request.dueAt)) : '–'
    say(
      `${request.reference}  ${moment(request.filedAt)}  ${request.status}  ${request.division}  → ${due}  ${both(title)}`,
    )
  }
  say(`${requests.length} คำขอ / requests`)
}

async function showLetters(engine: Engine): Promise<void> {
  const { waiting, sent, failed } = await makeLetterStore(engine).counts()
  say(`รอส่ง / waiting   ${waiting}`)
  say(`ส่งแล้ว / sent     ${sent}`)
  say(`ส่งไม่ได้ / failed  ${failed}`)
}

async function showRequest(engine: Engine, config: Config, typed: string): Promise<void> {
  const store = makeRequestStore(engine)
  const catalogue = makeCatalogue(engine)
  const reference = parseReference(typed)
  const request = reference && (await store.findByReference(reference))
  const published = request && (await catalogue.version(request.serviceId, request.serviceVersion))
  if (!request || !published) throw new Wrong('ไม่พบคำขอเลขที่นี้ / There is no request with this number')
  const [events, attachments, divisions] = await Promise.all([
    store.events(request.id),
    store.attachments(request.id),
    catalogue.divisions(),
  ])
  const { definition } = published
  const nameOf = (id: string) => divisions.find((one) => one.id === id)?.name ?? { th: id, en: id }
  say(`${request.reference}  ${both(definition.title)} (${request.serviceId} ${request.serviceVersion})`)
  say(`สถานะ / status: ${request.status} – ${both(STATUS_TEXTS[request.status])}`)
  say(`ส่วนงาน / division: ${request.division} – ${both(nameOf(request.division))}`)
  say(`ส่งเมื่อ / sent: ${moment(request.filedAt)} (${request.channel}, ${request.lang})`)
  say(`ครบกำหนด / due: ${await dueOf(request, events, definition.manual.steps, engine, config)}`)

  for (const { title, lines } of answerGroups(definition.form, request.answers, 'th')) {
    say(`\n${title}`)
    for (const line of lines) say(`  ${line.label}: ${line.isMissing ? '–' : line.lines.join('\n    ')}`)
  }

  say('\nเหตุการณ์ / events')
  const names = {
    step: (id: string) => definition.manual.steps.find((step) => step.id === id)?.title ?? { th: id, en: id },
    division: nameOf,
  }
  for (const event of events) {
    say(
      `  ${moment(event.at)}  ${both(eventSentence(event, names))}${event.actor ? ` (${event.actor})` : ''}`,
    )
    for (const words of wordsOf(event)) say(`    ${words.replaceAll('\n', '\n    ')}`)
  }

  say('\nไฟล์ / files')
  for (const file of attachments) say(`  ${fileLine(file, join(config.dataDir, 'files'))}`)
  if (attachments.length === 0) say('  –')
}

/** Counted anew from the events, as the applicant's page does. */
async function dueOf(
  { filedAt }: Request,
  events: RequestEvent[],
  steps: Parameters<typeof clockOf>[0]['steps'],
  engine: Engine,
  { municipality }: Config,
): Promise<string> {
  const now = () => new Date()
  const office = makeOffice(makeSettingsStore(engine), municipality)
  await office.reload()
  const calendar = makeOfficeCalendar({
    holidays: makeCatalogue(engine).holidays,
    office: office.current,
    province: municipality.province,
    name: municipality.name,
    now,
  })
  const clock = clockOf({ steps, events, filedAt, calendar: await calendar.current(), now: now() })
  const late = clock.daysLate > 0 ? ` ช้า ${clock.daysLate} วัน / ${clock.daysLate} days late` : ''
  const time = clock.unit === 'minutes' ? ` ${formatTime(new Date(clock.dueAt), 'th')}` : ''
  return `${formatDay(clock.dueDay, 'th', 'full')} (${clock.dueDay})${time} ${clock.state}${late}`
}

/** What somebody wrote beside the event's own sentence. */
function wordsOf(event: RequestEvent): string[] {
  const { text, note, comment, items, reason } = event.data as Partial<Record<string, string | string[]>>
  const isInSentence = event.kind !== 'withdrawn'
  return [text, note, comment, items, isInSentence ? undefined : reason].flatMap((words) => words ?? [])
}

/** `files/<first two signs>/<SHA-256>` is where the file store keeps the bytes. */
function fileLine({ name, type, size, sha256 }: Attachment, folder: string): string {
  return `${name}  ${type}  ${size} B  ${join(folder, sha256.slice(0, 2), sha256)}`
}

const moment = (instant: string) => `${dayOf(new Date(instant))} ${formatTime(new Date(instant), 'en')}`

const both = ({ th, en }: Text) => (th === en ? th : `${th} / ${en}`)

/** What people typed could otherwise move the cursor, colour the screen or turn the line around. */
const UNSEEN = /[^\P{Cc}\n]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu
const plain = (text: string) => text.replace(UNSEEN, '�')

function say(line: string) {
  process.stdout.write(`${plain(line)}\n`)
}

main().catch((error: unknown) => {
  const isOurs = error instanceof Wrong || error instanceof ConfigFault
  process.stderr.write(`${isOurs ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
  process.exitCode = 1
})
