import type { PGlite } from '@electric-sql/pglite'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, describe } from 'vitest'
import type { Engine } from '../../src/storage/engine.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { openDatabase, portalTables } from '../../src/storage/open.ts'
import { postgresEngine } from '../../src/storage/postgres.ts'
import type { PostgresClient } from '../../src/storage/postgres.ts'

/** Gives an empty database, closed and removed after the test. Migrated, unless asked for bare. */
export type OpenEmpty = (options?: { bare: boolean }) => Promise<Engine>

type Bench = { opened(): Promise<Engine>; cleared(): Promise<void>; ended?(): Promise<void> }

/**
 * The same promises on SQLite, on the PostgreSQL inside the tests (one instance for each file: it is large), and
 * on a real server where TEST_POSTGRES_URL names one.
 */
export function eachEngine(name: string, promises: (open: OpenEmpty, dialect: Engine['dialect']) => void) {
  describe(`${name}, on SQLite`, () => promises(bench(sqliteBench()), 'sqlite'))
  describe(`${name}, on PostgreSQL (PGlite)`, () => promises(bench(pgliteBench()), 'postgres'))
  const address = process.env['TEST_POSTGRES_URL']
  describe.skipIf(!address)(`${name}, on the PostgreSQL server of TEST_POSTGRES_URL`, () =>
    promises(bench(serverBench(address ?? '')), 'postgres'),
  )
}

/** An empty, migrated SQLite database in a folder of its own, removed after the test. */
export function openEmptySqlite(): OpenEmpty {
  return bench(sqliteBench())
}

function bench({ opened, cleared, ended }: Bench): OpenEmpty {
  let open: Engine[] = []
  afterEach(async () => {
    for (const engine of open) await engine.close()
    open = []
    await cleared()
  })
  if (ended) afterAll(ended)
  return async (options) => {
    const engine = await opened()
    open.push(engine)
    if (!options?.bare) await migrate(engine)
    return engine
  }
}

function sqliteBench(): Bench {
  const folders: string[] = []
  return {
    opened: () => {
      const folder = mkdtempSync(join(tmpdir(), 'sala-test-'))
      folders.push(folder)
      return openDatabase(join(folder, 'portal.sqlite'), portalTables)
    },
    cleared: async () => {
      for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
    },
  }
}

let pglite: PGlite | undefined

// Imported when asked for: loading it takes longer than most SQLite tests.
async function ownPglite(): Promise<PGlite> {
  const { PGlite } = await import('@electric-sql/pglite')
  return (pglite ??= new PGlite())
}

function pgliteBench(): Bench {
  return {
    opened: async () => {
      const client = await ownPglite()
      await client.exec('DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public')
      return postgresEngine(await pgliteClient(client), portalTables.postgres)
    },
    cleared: async () => {},
  }
}

afterAll(async () => {
  await pglite?.close()
  pglite = undefined
})

async function pgliteClient(client: PGlite): Promise<PostgresClient> {
  const { drizzle } = await import('drizzle-orm/pglite')
  return {
    db: drizzle(client) as unknown as PgDatabase<PgQueryResultHKT>,
    transaction: (work) =>
      client.transaction((transaction) =>
        work({
          query: async (sql, params) => {
            const result = await transaction.query(sql, params)
            return { rows: result.rows, count: result.affectedRows ?? 0 }
          },
          exec: (sql) => transaction.exec(sql),
        }),
      ),
    close: async () => {},
  }
}

function serverBench(address: string): Bench {
  const schemas: string[] = []
  const asOwner = async (sql: string) => {
    const client = new pg.Client({ connectionString: address })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  return {
    opened: async () => {
      const schema = `sala_test_${randomUUID().replaceAll('-', '')}`
      schemas.push(schema)
      await asOwner(`CREATE SCHEMA ${schema}`)
      const url = new URL(address)
      url.searchParams.set('options', `-c search_path=${schema}`)
      return openDatabase(url.href, portalTables)
    },
    cleared: async () => {
      for (const schema of schemas.splice(0)) await asOwner(`DROP SCHEMA ${schema} CASCADE`)
    },
  }
}
