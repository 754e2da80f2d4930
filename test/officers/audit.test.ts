import { sql } from 'drizzle-orm'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { conflict } from '../../src/errors.ts'
import { makeAudit, verifyChain, type AuditRow } from '../../src/officers/audit.ts'
import { makeAuditStore } from '../../src/officers/audit-store.ts'
import { must, type Engine, type Statement, type Writer } from '../../src/storage/engine.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { openEngine } from '../../src/storage/open.ts'
import { temporaryFolder } from '../support/app.ts'
import { eachEngine } from '../support/engines.ts'

const KEY = Buffer.alloc(32, 7)
const NOON = new Date('2026-11-02T05:00:00.000Z')

const bookOf = (engine: Engine) => makeAudit({ store: makeAuditStore(engine), key: KEY, now: () => NOON })
const chainOf = (engine: Engine, noted?: { seq: number; hash: string }) =>
  verifyChain(makeAuditStore(engine), KEY, noted)
const told = (n: number) => ({ actor: 'malee', deed: 'case.viewed', subject: `69-7KX-M${n}P`, data: { n } })

const division =
  ({ tables }: Engine, id: string) =>
  (tx: Writer): Statement[] => [
    tx.insert(tables.division).values({ id, name: '{}', work: '{}', position: 1 }),
  ]

/** Somebody at the database itself, with every guard taken off. */
async function tamper(engine: Engine, statement: string) {
  const triggers =
    engine.dialect === 'sqlite'
      ? ['DROP TRIGGER audit_entry_no_update', 'DROP TRIGGER audit_entry_no_delete']
      : ['DROP TRIGGER audit_entry_insert_only ON audit_entry']
  for (const text of [...triggers, statement])
    await engine.atomically(() => [{ toSQL: () => ({ sql: text, params: [] }) }])
}

async function tenLines(engine: Engine) {
  const book = bookOf(engine)
  for (let n = 1; n <= 10; n++) await book.record(told(n))
  return book
}

eachEngine('the audit log', (open) => {
  it('holds line after line, each bound to the one before', async () => {
    const engine = await open()
    await tenLines(engine)
    const rows = await makeAuditStore(engine).after(0, 100)
    expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(rows.slice(1).map(({ previous }) => previous)).toEqual(rows.slice(0, -1).map(({ hash }) => hash))
    expect(await chainOf(engine)).toEqual({ holds: true, entries: 10, head: rows[9]?.hash })
  })

  it('an empty log holds', async () => {
    expect(await chainOf(await open())).toMatchObject({ holds: true, entries: 0 })
  })

  it('cannot be changed or cut by the program’s own statements', async () => {
    const engine = await open()
    await tenLines(engine)
    const { auditEntry } = engine.tables
    await expect(engine.atomically((tx) => [tx.delete(auditEntry)])).rejects.toThrow()
    await expect(engine.atomically((tx) => [tx.update(auditEntry).set({ deed: 'x' })])).rejects.toThrow()
    expect(await chainOf(engine)).toMatchObject({ holds: true, entries: 10 })
  })

  it.each([
    ["UPDATE audit_entry SET actor = 'anan' WHERE seq = 4", 4, 'changed'],
    ["UPDATE audit_entry SET data = '{}' WHERE seq = 1", 1, 'changed'],
    ["UPDATE audit_entry SET at = '2026-01-01T00:00:00.000Z' WHERE seq = 10", 10, 'changed'],
    ['UPDATE audit_entry SET subject = NULL WHERE seq = 7', 7, 'changed'],
    ['DELETE FROM audit_entry WHERE seq = 6', 6, 'missing'],
    ['DELETE FROM audit_entry WHERE seq = 1', 1, 'missing'],
    ['UPDATE audit_entry SET seq = 99 WHERE seq = 10', 10, 'missing'],
  ])('names the first broken line after %s', async (statement, seq, why) => {
    const engine = await open()
    await tenLines(engine)
    await tamper(engine, statement)
    expect(await chainOf(engine)).toEqual({ holds: false, seq, why })
  })

  it('a line exchanged by somebody who has the key shows at the line after it', async () => {
    const engine = await open()
    await tenLines(engine)
    const [before] = await makeAuditStore(engine).after(1, 1)
    const store = makeAuditStore(engine)
    let exchanged: AuditRow | undefined
    const forger = makeAudit({
      store: { ...store, head: async () => before, add: async (row) => void (exchanged = row) },
      key: KEY,
      now: () => NOON,
    })
    await forger.record({ actor: 'anan', deed: 'case.viewed', subject: 'another' })
    const { actor, subject, data, hash } = exchanged as unknown as AuditRow
    await tamper(
      engine,
      `UPDATE audit_entry SET actor = '${actor}', subject = '${subject}', data = '${data}', hash = '${hash}' WHERE seq = 3`,
    )
    expect(await chainOf(engine)).toEqual({ holds: false, seq: 4, why: 'unlinked' })
  })

  it('a chain made anew with another key does not hold', async () => {
    const engine = await open()
    await makeAudit({ store: makeAuditStore(engine), key: Buffer.alloc(32, 8), now: () => NOON }).record(
      told(1),
    )
    expect(await chainOf(engine)).toEqual({ holds: false, seq: 1, why: 'changed' })
  })

  it('lines cut off the end show against a head that was noted', async () => {
    const engine = await open()
    await tenLines(engine)
    const chain = await chainOf(engine)
    const noted = { seq: 10, hash: chain.holds ? chain.head : '' }
    expect(await chainOf(engine, noted)).toMatchObject({ holds: true })
    await tamper(engine, 'DELETE FROM audit_entry WHERE seq > 8')
    expect(await chainOf(engine)).toMatchObject({ holds: true, entries: 8 })
    expect(await chainOf(engine, noted)).toEqual({ holds: false, seq: 9, why: 'missing' })
    await bookOf(engine).record(told(9))
    await bookOf(engine).record(told(11))
    expect(await chainOf(engine, noted)).toEqual({ holds: false, seq: 10, why: 'changed' })
  })

  it('a deed and its line are written together, or neither', async () => {
    const engine = await open()
    const book = bookOf(engine)
    await book.record({ actor: 'amnat', deed: 'division.added' }, division(engine, 'a'))
    await expect(
      book.record({ actor: 'amnat', deed: 'division.added' }, (tx) => [
        ...division(engine, 'b')(tx),
        must(tx.delete(engine.tables.division).where(sql`id = 'nobody'`)),
      ]),
    ).rejects.toMatchObject({ kind: 'conflict' })
    expect(await engine.db.$count(engine.tables.division)).toBe(1)
    expect(await chainOf(engine)).toMatchObject({ holds: true, entries: 1 })
    await book.record(told(2))
    expect(await chainOf(engine)).toMatchObject({ holds: true, entries: 2 })
  })

  it('writers of two programs at once never break it, and none of their lines is lost', async () => {
    const engine = await open()
    const [one, other] = [bookOf(engine), bookOf(engine)]
    const all = Array.from({ length: 90 }, (_, n) => (n % 2 ? one : other).record(told(n)))
    await Promise.all(all)
    expect(await chainOf(engine)).toMatchObject({ holds: true, entries: 90 })
    const subjects = (await makeAuditStore(engine).after(0, 100)).map(({ subject }) => subject)
    expect(new Set(subjects).size).toBe(90)
  })

  it('a conflict of the deed among many writers stays a conflict', async () => {
    const engine = await open()
    const [one, other] = [bookOf(engine), bookOf(engine)]
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, (_, n) =>
        (n % 2 ? one : other).record(told(n), division(engine, n < 20 ? `d${n}` : 'the same')),
      ),
    )
    const refused = outcomes.filter(({ status }) => status === 'rejected')
    expect(refused.map((one) => (one as PromiseRejectedResult).reason)).toEqual(
      Array.from({ length: 19 }, () => conflict()),
    )
    expect(await chainOf(engine)).toMatchObject({ holds: true, entries: 21 })
  })

  it('is listed newest first, in pages, by who, what, to what and when', async () => {
    const engine = await open()
    const book = await tenLines(engine)
    await book.record({ actor: 'anan', deed: 'session.began', subject: 'anan' })
    const seqs = async (filter: Parameters<typeof book.list>[0]) =>
      (await book.list(filter)).map(({ seq }) => seq)
    expect(await seqs({ limit: 3 })).toEqual([11, 10, 9])
    expect(await seqs({ limit: 3, before: 9 })).toEqual([8, 7, 6])
    expect(await seqs({ limit: 3, actor: 'anan' })).toEqual([11])
    expect(await seqs({ limit: 3, deed: 'session.' })).toEqual([11])
    expect(await seqs({ limit: 3, deed: 'case.viewed' })).toEqual([10, 9, 8])
    expect(await seqs({ limit: 3, subject: '69-7KX-M4P' })).toEqual([4])
    expect(await seqs({ limit: 3, since: '2026-11-02T05:00:00.001Z' })).toEqual([])
    expect(await seqs({ limit: 3, until: '2026-11-02T05:00:00.000Z' })).toEqual([])
  })
})

describe('two processes over one SQLite file', () => {
  it('write one chain', async () => {
    const file = join(temporaryFolder(), 'portal.sqlite')
    const one = await openEngine(file)
    await migrate(one)
    const other = await openEngine(file)
    onTestFinished(async () => {
      await one.close()
      await other.close()
    })
    const [book, otherBook] = [bookOf(one), bookOf(other)]
    await Promise.all(Array.from({ length: 60 }, (_, n) => (n % 2 ? book : otherBook).record(told(n))))
    expect(await chainOf(one)).toMatchObject({ holds: true, entries: 60 })
  })
})
