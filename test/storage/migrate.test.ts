import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Engine } from '../../src/storage/engine.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { eachEngine } from '../support/engines.ts'

let path = ''
let folder: URL
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'sala-test-'))
  folder = pathToFileURL(`${path}/`)
  cpSync(new URL('../../migrations/portal/', import.meta.url), path, { recursive: true })
})
afterEach(() => rmSync(path, { recursive: true }))

/** The names of the migrations the program has, without their numbers. */
const OURS = readdirSync(new URL('../../migrations/portal/sqlite/', import.meta.url))
  .sort()
  .map((file) => file.slice(5, -4))
const NEXT = String(OURS.length + 1).padStart(4, '0')

/** Adds a migration after those the program has. */
function addMigration(dialect: string, text: string) {
  mkdirSync(join(path, dialect), { recursive: true })
  writeFileSync(join(path, dialect, `${NEXT}_next.sql`), text)
}

async function applied({ db }: Engine): Promise<string[]> {
  const rows = await db
    .select({ name: sql<string>`name` })
    .from(sql`schema_migration`)
    .orderBy(sql`id`)
  return rows.map((row) => row.name)
}

async function fillServices(engine: Engine) {
  const { division, service, serviceVersion } = engine.tables
  await engine.atomically((tx) => [
    tx.insert(division).values({ id: 'health', name: '{"th":"กองสาธารณสุข"}', work: '{}', position: 1 }),
    tx
      .insert(service)
      .values({ id: 'waste-bin', slug: 'waste-bin', division: 'health', state: 'live', position: 1 }),
    tx.insert(serviceVersion).values({
      serviceId: 'waste-bin',
      version: 1,
      schemaVersion: 1,
      document: '{}',
      sha256: 'a',
      publishedAt: '2026-10-01T00:00:00.000Z',
      publishedBy: 'malee',
      changeNote: '',
    }),
  ])
}

eachEngine('migration', (open, dialect) => {
  it('makes an empty database ready, and a second time changes nothing', async () => {
    const engine = await open({ bare: true })
    await migrate(engine)
    await fillServices(engine)
    await migrate(engine)
    expect(await engine.db.$count(engine.tables.serviceVersion)).toBe(1)
    expect(await applied(engine)).toEqual(OURS)
  })

  it('keeps every row, the children of a rebuilt table too', async () => {
    const engine = await open()
    await fillServices(engine)
    addMigration(
      dialect,
      dialect === 'sqlite'
        ? `CREATE TABLE division_new (id text PRIMARY KEY NOT NULL, name text NOT NULL, work text NOT NULL,
             position integer NOT NULL, ended_at text, phone text) STRICT;
           INSERT INTO division_new SELECT id, name, work, position, ended_at, NULL FROM division;
           DROP TABLE division;
           ALTER TABLE division_new RENAME TO division;`
        : 'ALTER TABLE division ADD COLUMN phone text;',
    )
    await migrate(engine, { folder })
    const { division, service, serviceVersion } = engine.tables
    expect(await engine.db.select().from(division)).toMatchObject([
      { id: 'health', name: '{"th":"กองสาธารณสุข"}' },
    ])
    expect(await engine.db.$count(service)).toBe(1)
    expect(await engine.db.$count(serviceVersion)).toBe(1)
    const orphan = { id: 'x', slug: 'x', division: 'nobody', state: 'live', position: 1 }
    await expect(engine.atomically((tx) => [tx.insert(service).values(orphan)])).rejects.toThrow(/storage/)
  })

  it('that breaks half way leaves the database as it was', async () => {
    const engine = await open()
    addMigration(
      dialect,
      'CREATE TABLE half (id text); INSERT INTO half VALUES (1); SELECT nonsense FROM half;',
    )
    await expect(migrate(engine, { folder })).rejects.toThrow(/nonsense/)
    expect(await applied(engine)).toEqual(OURS)
    await expect(async () => engine.db.select({ one: sql`1` }).from(sql`half`)).rejects.toThrow(/half/)
    await fillServices(engine)
  })

  it('that would leave a row without its parent is refused', async ({ skip }) => {
    if (dialect !== 'sqlite') skip('PostgreSQL checks every foreign key itself')
    const engine = await open()
    await fillServices(engine)
    addMigration('sqlite', 'DELETE FROM division;')
    await expect(migrate(engine, { folder })).rejects.toThrow(/service -> division/)
    expect(await engine.db.$count(engine.tables.division)).toBe(1)
  })

  it('of a database newer than the program is refused in both languages', async () => {
    const engine = await open()
    addMigration(dialect, 'CREATE TABLE later (id text);')
    await migrate(engine, { folder })
    await expect(migrate(engine)).rejects.toThrow(/ใหม่กว่าโปรแกรม.*newer than the program/)
    expect(await applied(engine)).toEqual([...OURS, 'next'])
  })

  it('edited after it was applied is refused in both languages', async () => {
    const engine = await open()
    const file = join(path, dialect, '0001_begin.sql')
    writeFileSync(file, `${readFileSync(file, 'utf8')}\n-- edited`)
    await expect(migrate(engine, { folder })).rejects.toThrow(/ถูกแก้ไข.*edited/)
  })

  it('with Windows line ends is the same migration', async () => {
    const engine = await open()
    const file = join(path, dialect, '0001_begin.sql')
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'))
    await expect(migrate(engine, { folder })).resolves.toBeUndefined()
  })

  it('that would end the transaction itself is refused', async () => {
    const engine = await open()
    addMigration(dialect, 'CREATE TABLE half (id text);\nCOMMIT;')
    await expect(migrate(engine, { folder })).rejects.toThrow(new RegExp(`${NEXT}_next`))
    expect(await applied(engine)).toEqual(OURS)
  })

  it('is applied once when two instances start together', async () => {
    const engine = await open({ bare: true })
    await Promise.all([migrate(engine), migrate(engine)])
    expect(await applied(engine)).toEqual(OURS)
  })
})
