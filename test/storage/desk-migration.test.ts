import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeRequestStore } from '../../src/requests/store.ts'
import type { Engine, Statement } from '../../src/storage/engine.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { eachEngine } from '../support/engines.ts'

const OURS = new URL('../../migrations/portal/', import.meta.url)
const BEFORE = '0001_begin.sql'

let path = ''
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'sala-test-'))
})
afterEach(() => rmSync(path, { recursive: true }))

/** The database as it was before the desk. */
function before(dialect: string): URL {
  cpSync(new URL(`${dialect}/${BEFORE}`, OURS), join(path, dialect, BEFORE))
  return pathToFileURL(`${path}/`)
}

const raw = (sql: string): Statement => ({ toSQL: () => ({ sql, params: [] }) })

type Before = {
  id: string
  status: string
  phone: string | null
  email: string | null
  receivedAt: string | null
}

const FILED = '2026-10-05T03:00:00.000Z'
const RECEIVED = '2026-10-05T04:00:00.000Z'
const WITHDRAWN = '2026-10-07T05:00:00.000Z'

const ROWS: Before[] = [
  { id: 'live', status: 'filed', phone: '08-1234 5678', email: 'Somchai@Example.org', receivedAt: RECEIVED },
  { id: 'early', status: 'filed', phone: null, email: null, receivedAt: null },
  { id: 'gone', status: 'withdrawn', phone: '044381234', email: null, receivedAt: RECEIVED },
]

const quoted = (text: string | null) => (text === null ? 'NULL' : `'${text}'`)

/** Somchai’s requests as the version before wrote them, with their events, a letter and a file. */
async function fillOld(engine: Engine) {
  const requests = ROWS.map(
    ({ id, status, phone, email, receivedAt }) => `INSERT INTO request
      (id, reference, draft_id, service_id, service_version, answers, lang, channel, division, status, due_at,
       filed_at, received_at, applicant_name, applicant_phone, applicant_email, revision, search)
      VALUES ('${id}', '70-${id}', NULL, 'light', 1, '{"place":"หน้าวัด"}', 'th', 'web', 'works', '${status}',
       '2026-10-14T09:30:00.000Z', '${FILED}', ${quoted(receivedAt)}, 'สมชาย ใจดี', ${quoted(phone)},
       ${quoted(email)}, ${status === 'withdrawn' ? 1 : 0}, 'สมชาย')`,
  )
  const events = [
    ...ROWS.map(({ id }) => [`${id}-1`, id, 1, 'filed', FILED] as const),
    ['gone-2', 'gone', 2, 'withdrawn', WITHDRAWN] as const,
  ].map(
    ([id, request, seq, kind, at]) =>
      `INSERT INTO request_event (id, request_id, seq, kind, at, actor, data)
       VALUES ('${id}', '${request}', ${seq}, '${kind}', '${at}', NULL, '{}')`,
  )
  await engine.atomically(() =>
    [
      `INSERT INTO division (id, name, work, position) VALUES ('works', '{"th":"กองช่าง"}', '{}', 1)`,
      `INSERT INTO service (id, slug, division, state, current_version, position)
       VALUES ('light', 'light', 'works', 'live', 1, 1)`,
      `INSERT INTO service_version (service_id, version, schema_version, document, sha256, published_at,
        published_by, change_note) VALUES ('light', 1, 1, '{}', 'a', '${FILED}', 'sala', '')`,
      ...requests,
      ...events,
      `INSERT INTO letter (id, "key", request_id, to_address, subject, "text", state, attempts, next_at, created_at)
       VALUES ('l', 'live-1:filed', 'live', 'somchai@example.org', 'x', 'y', 'waiting', 0, '${FILED}', '${FILED}')`,
      `INSERT INTO attachment (id, request_id, field, position, name, type, size, sha256, created_at)
       VALUES ('a', 'live', 'photos', 1, 'โคมไฟ.jpg', 'image/jpeg', 9, 'a', '${FILED}')`,
    ].map(raw),
  )
}

eachEngine('the desk’s migration', (open, dialect) => {
  async function upgraded() {
    const engine = await open({ bare: true })
    await migrate(engine, { folder: before(dialect) })
    await fillOld(engine)
    await migrate(engine)
    return engine
  }

  it('keeps every request with its events, its letter and its file', async () => {
    const engine = await upgraded()
    const store = makeRequestStore(engine)
    for (const { id, status, phone, email, receivedAt } of ROWS) {
      expect(await store.find(id)).toMatchObject({
        reference: `70-${id}`,
        status,
        division: 'works',
        answers: { place: 'หน้าวัด' },
        filedAt: FILED,
        receivedAt,
        applicantPhone: phone,
        applicantEmail: email,
      })
    }
    expect((await store.events('gone')).map(({ kind }) => kind)).toEqual(['filed', 'withdrawn'])
    expect(await store.attachments('live')).toMatchObject([{ name: 'โคมไฟ.jpg' }])
    expect(await engine.db.$count(engine.tables.letter)).toBe(1)
    expect(await engine.db.select().from(engine.tables.division)).toMatchObject([
      { id: 'works', endedAt: null },
    ])
  })

  it('puts live requests into their division’s queue since they were received, and none of the ended', async () => {
    const store = makeRequestStore(await upgraded())
    expect(await store.find('live')).toMatchObject({
      queuedAt: RECEIVED,
      finishedAt: null,
      claimedBy: null,
      claimedAt: null,
    })
    expect(await store.find('early')).toMatchObject({ queuedAt: FILED, finishedAt: null })
    expect(await store.find('gone')).toMatchObject({ queuedAt: null, finishedAt: WITHDRAWN })
  })

  it('finds them by phone and e-mail as new ones are found', async () => {
    const store = makeRequestStore(await upgraded())
    expect(await store.find('live')).toMatchObject({
      phoneKey: '0812345678',
      emailKey: 'somchai@example.org',
    })
    expect(await store.find('early')).toMatchObject({ phoneKey: null, emailKey: null })
    expect(await store.find('gone')).toMatchObject({ phoneKey: '044381234', emailKey: null })
  })

  it('leaves a database in which requests can be filed and acted on, with everything that came after', async () => {
    const engine = await upgraded()
    const store = makeRequestStore(engine)
    const event = {
      id: 'live-2',
      requestId: 'live',
      seq: 2,
      kind: 'received',
      at: RECEIVED,
      actor: 'malee',
      data: {},
    } as const
    await store.append({
      requestId: 'live',
      revision: 0,
      events: [event],
      projection: { status: 'received' },
    })
    expect(await store.find('live')).toMatchObject({ status: 'received', revision: 1 })
    const rewrite = engine.atomically((tx) => [tx.update(engine.tables.requestEvent).set({ data: '[]' })])
    await expect(rewrite).rejects.toThrow(/storage/)
  })
})
