// What the database alone does: the rows of a submission in one transaction, waited for before the next begins.
// Files COUNT drafts of the database in DATA_DIR, each with rows like those of a request filed there before, and
// prints how many a second.
import Sqlite from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'

type Row = Record<string, string | number | null>

const { DATA_DIR = '', COUNT = '0' } = process.env
const file = new Sqlite(join(DATA_DIR, 'sala.sqlite'))
file.pragma('journal_mode = WAL')
file.pragma('synchronous = FULL')
file.pragma('foreign_keys = ON')

const request = file.prepare('SELECT * FROM request ORDER BY filed_at LIMIT 1').get() as Row
const event = file.prepare('SELECT * FROM request_event WHERE request_id = ?').get(request['id']) as Row
const letter = file.prepare('SELECT * FROM letter WHERE request_id = ?').get(request['id']) as Row

const markSent = file.prepare(
  `UPDATE draft SET request_id = ?, input = '{"raw":{},"rows":{}}' WHERE id = ? AND request_id IS NULL`,
)
const moveUploads = file.prepare('UPDATE attachment SET request_id = ?, draft_id = NULL WHERE draft_id = ?')
const [addRequest, addEvent, addLetter] = [
  adding('request', request),
  adding('request_event', event),
  adding('letter', letter),
]

function adding(table: string, row: Row) {
  const names = Object.keys(row)
  return file.prepare(
    `INSERT INTO ${table} (${names.map((name) => `"${name}"`).join()}) VALUES (${names.map((name) => `@${name}`).join()})`,
  )
}

const fileOne = file.transaction((draftId: string, n: number) => {
  const [requestId, eventId] = [randomUUID(), randomUUID()]
  const reference = `00-${String(n).padStart(6, '0')}`
  markSent.run(requestId, draftId)
  addRequest.run({ ...request, id: requestId, draft_id: draftId, reference })
  addEvent.run({ ...event, id: eventId, request_id: requestId })
  moveUploads.run(requestId, draftId)
  addLetter.run({ ...letter, id: randomUUID(), key: `${eventId}:filed`, request_id: requestId })
})

const filed = Number(file.prepare('SELECT count(*) FROM request').pluck().get())
const drafts = file
  .prepare('SELECT id FROM draft WHERE request_id IS NULL LIMIT ?')
  .pluck()
  .all(Number(COUNT)) as string[]
const start = performance.now()
drafts.forEach((draftId, n) => fileOne.immediate(draftId, filed + n))
const seconds = (performance.now() - start) / 1000
file.close()
process.stdout.write(String(drafts.length / seconds))
