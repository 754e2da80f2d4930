import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import Sqlite from 'better-sqlite3'
import { eq, sql } from 'drizzle-orm'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, copyFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { foldedKey, searchKey } from '../../src/i18n/thai.ts'
import type { Engine } from '../../src/storage/engine.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { openEngine } from '../../src/storage/open.ts'
import { makeRequestSearch } from '../../src/storage/search.ts'
import { eachEngine } from '../support/engines.ts'
import { putService, requestRow } from '../support/rows.ts'

const foldable = searchKey('โพธิ์ทอง น้ำไม่ไหล ๊ เ่เก ก็ดี เกียรติ์ 99/12')
const MIGRATIONS = new URL('../../migrations/portal/', import.meta.url)

/** The program's migrations up to this number, as an older program had them. */
function olderMigrations(last: number): URL {
  const folder = mkdtempSync(join(tmpdir(), 'sala-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const dialect of ['sqlite', 'postgres']) {
    mkdirSync(join(folder, dialect))
    for (const name of readdirSync(new URL(`${dialect}/`, MIGRATIONS)))
      if (Number(name.slice(0, 4)) <= last)
        copyFileSync(new URL(`${dialect}/${name}`, MIGRATIONS), join(folder, dialect, name))
  }
  return pathToFileURL(`${folder}/`)
}

async function put({ tables, atomically }: Engine, id: string, search: string) {
  const values = { ...requestRow(id), answers: '{}', search }
  await atomically((tx) => [tx.insert(tables.request).values(values)])
}

async function found(engine: Engine, ...words: string[]): Promise<string[]> {
  const { among, holds } = await makeRequestSearch(engine).byWords(words.map((word) => [word]))
  const { request } = engine.tables
  const rows = among
    ? await engine.db
        .select({ id: request.id })
        .from(among)
        .crossJoin(request)
        .where(sql`${request.id} = among.id and ${holds ?? sql`1 = 1`}`)
    : await engine.db.select({ id: request.id }).from(request).where(holds)
  return rows.map(({ id }) => id).sort()
}

eachEngine('the words of requests', (open) => {
  it('of before the search are found after it, the reference and the phone without dashes too', async () => {
    const engine = await open({ bare: true })
    await migrate(engine, { folder: olderMigrations(2) })
    await putService(engine)
    await put(engine, 'old', '70-old สมชาย ใจดี')
    await migrate(engine)
    expect(await found(engine, 'ชาย')).toEqual(['old'])
    const [row] = await engine.db.select().from(engine.tables.request)
    expect(row?.search).toBe('70-old สมชาย ใจดี 70old 0812345678')
  })

  it('lose their tone marks, as what is typed does; what a division joined gets the days of its requests', async () => {
    const engine = await open({ bare: true })
    await migrate(engine, { folder: olderMigrations(6) })
    await putService(engine)
    await put(engine, 'old', foldable)
    const text =
      "INSERT INTO request_joined (request_id, division, joined_at) VALUES ('old', 'public-works', '-')"
    await engine.atomically(() => [{ toSQL: () => ({ sql: text, params: [] }) }])
    await migrate(engine)
    const { request, requestJoined } = engine.tables
    const [row] = await engine.db.select().from(request)
    expect(row?.search).toBe(foldedKey(foldable))
    expect(await found(engine, 'โพธิทอง')).toEqual(['old'])
    expect(await found(engine, 'โพธิ์ทอง')).toEqual([])
    const [joined] = await engine.db.select().from(requestJoined)
    expect(joined).toMatchObject({ dueAt: row?.dueAt, filedAt: row?.filedAt, finishedAt: null })
    await engine.atomically((tx) => [tx.update(request).set({ search: 'วิชัย' })])
    expect(await found(engine, 'วิชัย')).toEqual(['old'])
    expect(await found(engine, 'โพธิทอง')).toEqual([])
  })

  it('are found as soon as they are there, changed when they change, and gone with the request', async () => {
    const engine = await open()
    await putService(engine)
    const { request } = engine.tables
    const change = (search: string) =>
      engine.atomically((tx) => [tx.update(request).set({ search }).where(eq(request.id, 'a'))])
    await put(engine, 'a', 'สมชาย')
    await put(engine, 'b', 'สมหญิง')
    expect(await found(engine, 'สม')).toEqual(['a', 'b'])
    expect(await found(engine, 'ชาย')).toEqual(['a'])
    await change('วิชัย')
    expect(await found(engine, 'ชาย')).toEqual([])
    expect(await found(engine, 'ชัย')).toEqual(['a'])
    await engine.atomically((tx) => [tx.update(request).set({ revision: 7 }).where(eq(request.id, 'a'))])
    expect(await found(engine, 'วิชัย')).toEqual(['a'])
    await engine.atomically((tx) => [tx.delete(request).where(eq(request.id, 'a'))])
    expect(await found(engine, 'ชัย')).toEqual([])
    expect(await found(engine, 'สมหญิง')).toEqual(['b'])
  })

  it('stand for nothing but themselves', async () => {
    const engine = await open()
    await putService(engine)
    await put(engine, 'a', 'ลด 50% "พิเศษ" a_b c\\d -- near(x) and')
    await put(engine, 'b', 'ลด 500 บาท axb cxd')
    for (const words of ['50%', '"พิเศษ"', 'a_b', 'c\\d', '%', '_', '\\', '"', 'near(x)', 'and', '--'])
      expect(await found(engine, words), words).toEqual(['a'])
  })
})

describe('on SQLite', () => {
  it('the words still lead to their own requests after the file was written anew', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sala-test-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const path = join(folder, 'portal.sqlite')
    const engine = await openEngine(path)
    await migrate(engine)
    await putService(engine)
    for (const [id, words] of [
      ['a', 'สมชาย'],
      ['b', 'วิชัย'],
      ['c', 'สมหญิง'],
    ] as const)
      await put(engine, id, words)
    const { request } = engine.tables
    await engine.atomically((tx) => [tx.delete(request).where(eq(request.id, 'a'))])
    await engine.close()
    const file = new Sqlite(path)
    file.exec('VACUUM')
    expect(() =>
      file.exec("INSERT INTO request_words (request_words, rank) VALUES ('integrity-check', 1)"),
    ).not.toThrow()
    file.close()
    const again = await openEngine(path)
    onTestFinished(() => again.close())
    expect(await found(again, 'วิชัย')).toEqual(['b'])
    expect(await found(again, 'สมหญิง')).toEqual(['c'])
    expect(await found(again, 'สมชาย')).toEqual([])
  })

  it('a request that is gone leaves no words in the file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sala-test-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const path = join(folder, 'portal.sqlite')
    const engine = await openEngine(path)
    await migrate(engine)
    await putService(engine)
    const { request } = engine.tables
    const words = 'zqxjkvbpwygfmuc'
    await put(engine, 'a', words)
    await put(engine, 'b', 'สมหญิง')
    await engine.atomically((tx) => [tx.delete(request).where(eq(request.id, 'a'))])
    await engine.close()
    const bytes = readFileSync(path)
    expect(bytes.includes('สมหญิง')).toBe(true)
    expect(bytes.includes(words)).toBe(false)
    for (let n = 0; n < words.length - 2; n++)
      expect(bytes.includes(words.slice(n, n + 3)), words.slice(n, n + 3)).toBe(false)
  })
})

describe('on PostgreSQL', () => {
  const opened: PGlite[] = []
  afterAll(async () => {
    for (const one of opened) await one.close()
  })

  async function migrated(extensions: ConstructorParameters<typeof PGlite>[0]) {
    const client = new PGlite(extensions)
    opened.push(client)
    for (const name of readdirSync(new URL('postgres/', MIGRATIONS)).sort())
      await client.exec(readFileSync(new URL(`postgres/${name}`, MIGRATIONS), 'utf8'))
    const { rows } = await client.query("SELECT indexname FROM pg_indexes WHERE indexname = 'request_words'")
    return rows.length
  }

  it('the words have an index where the extension is to be had', async () => {
    expect(await migrated({ extensions: { pg_trgm } })).toBe(1)
  })

  it('the migration goes through where it is not', async () => {
    expect(await migrated({})).toBe(0)
  })
})
