import Sqlite from 'better-sqlite3'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Engine } from '../../src/storage/engine.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { openEngine, portalTables } from '../../src/storage/open.ts'
import { openSqlite, sqliteEngine } from '../../src/storage/sqlite.ts'

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sala-test-'))
  path = join(folder, 'data', 'portal.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true }))

const divisionRow = (id: string, work = '{}') => ({ id, name: '{}', work, position: 1 })
const insertDivision = (engine: Engine, id: string, work = '{}') =>
  engine.atomically((tx) => [tx.insert(engine.tables.division).values(divisionRow(id, work))])

describe('the SQLite file', () => {
  it('waits for the disk and keeps its foreign keys, also when it is opened again', () => {
    openSqlite(path).close()
    const file = openSqlite(path)
    const setting = (name: string) => file.pragma(name, { simple: true })
    expect(setting('journal_mode')).toBe('wal')
    expect(setting('synchronous')).toBe(2)
    expect(setting('foreign_keys')).toBe(1)
    expect(setting('trusted_schema')).toBe(0)
    expect(setting('secure_delete')).toBe(1)
    expect(setting('busy_timeout')).toBeGreaterThan(0)
    file.close()
  })

  it('is readable by its own account only, and so is its write-ahead log', async () => {
    const engine = await openEngine(path)
    await migrate(engine)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(`${path}-wal`).mode & 0o777).toBe(0o600)
    await engine.close()
  })
})

describe('group commit', () => {
  it('commits the writes of one moment together, and tells each only afterwards', async () => {
    const ran: string[] = []
    const engine = sqliteEngine(
      openSqlite(path, { verbose: (sql) => ran.push(String(sql)) }),
      portalTables.sqlite,
    )
    await migrate(engine)
    ran.length = 0
    const commitsSeen: number[] = []
    const commits = () => ran.filter((sql) => sql === 'COMMIT').length
    await Promise.all(
      ['a', 'b', 'c'].map((id) => insertDivision(engine, id).then(() => commitsSeen.push(commits()))),
    )
    expect(commits()).toBe(1)
    expect(commitsSeen).toEqual([1, 1, 1])
    await engine.close()
  })

  it('keeps all of a thousand writes asked for at once', async () => {
    const engine = await openEngine(path)
    await migrate(engine)
    await Promise.all(Array.from({ length: 1000 }, (_, n) => insertDivision(engine, `d${n}`)))
    expect(await engine.db.$count(engine.tables.division)).toBe(1000)
    await engine.close()
  })

  it('keeps what was asked for before the engine was closed', async () => {
    const engine = await openEngine(path)
    await migrate(engine)
    const written = insertDivision(engine, 'a')
    await engine.close()
    await written
    await expect(insertDivision(engine, 'b')).rejects.toThrow()
    const again = new Sqlite(path)
    expect(again.prepare('SELECT id FROM division').pluck().all()).toEqual(['a'])
    again.close()
  })

  it('tells everyone when the disk is full, keeps nothing of the full write and goes on afterwards', async () => {
    const file = openSqlite(path)
    const engine = sqliteEngine(file, portalTables.sqlite)
    await migrate(engine)
    const pages = Number(file.pragma('page_count', { simple: true }))
    file.pragma(`max_page_count = ${pages + 2}`)
    const tooMuch = insertDivision(engine, 'large', 'x'.repeat(100_000))
    await expect(tooMuch).rejects.toMatchObject({ kind: 'diskFull' })
    file.pragma(`max_page_count = ${pages + 200}`)
    await insertDivision(engine, 'small')
    const rows = await engine.db.select({ id: engine.tables.division.id }).from(engine.tables.division)
    expect(rows).toEqual([{ id: 'small' }])
    await engine.close()
  })

  it('never acknowledges a write that a killed process loses', async () => {
    const engine = await openEngine(path)
    await migrate(engine)
    await engine.close()
    const acknowledged = await writeUntilKilled(path)
    expect(acknowledged.length).toBeGreaterThan(20)
    const again = new Sqlite(path)
    const kept = new Set(again.prepare('SELECT id FROM division').pluck().all())
    again.close()
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([])
  })
})

/** Another process writes from sixteen writers, says the id of each finished write, and is killed amid them. */
async function writeUntilKilled(file: string): Promise<string[]> {
  const open = new URL('../../src/storage/open.ts', import.meta.url).href
  const program = `
    const { openEngine } = await import(${JSON.stringify(open)})
    const engine = await openEngine(${JSON.stringify(file)})
    const write = async (writer) => {
      for (let n = 0; ; n++) {
        const id = writer + '-' + n
        const row = { id, name: '{}', work: '{}', position: n }
        await engine.atomically((tx) => [tx.insert(engine.tables.division).values(row)])
        process.stdout.write(id + '\\n')
      }
    }
    await Promise.all(Array.from({ length: 16 }, (_, writer) => write(writer)))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const acknowledged: string[] = []
  for await (const id of createInterface({ input: child.stdout })) {
    acknowledged.push(id)
    if (acknowledged.length === 200) child.kill('SIGKILL')
  }
  return acknowledged
}
