import { drizzle } from 'drizzle-orm/node-postgres'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import pg from 'pg'
import { UserError, conflict } from '../errors.ts'
import { CREATE_MIGRATION_TABLE, storageFault } from './engine.ts'
import type { AppliedMigration, Engine, Migration, Reader, Statement, Writer } from './engine.ts'

/** What the engine needs of a PostgreSQL driver: a pool, or the PostgreSQL inside the tests. */
export type PostgresClient = {
  db: PgDatabase<PgQueryResultHKT>
  transaction(work: (session: PostgresSession) => Promise<void>): Promise<void>
  close(): Promise<void>
}
export type PostgresSession = {
  query(sql: string, params?: unknown[]): Promise<{ rows: unknown[]; count: number }>
  /** Many statements in one text, without parameters. */
  exec(sql: string): Promise<unknown>
}

/** Any number, the same in every instance: two that start together migrate one after the other. */
const MIGRATION_LOCK = 1_396_788_289

export function postgresEngine<Tables>(client: PostgresClient, tables: Tables): Engine<Tables> {
  hideParameters(client.db)
  const db = client.db as unknown as Reader & Writer
  return {
    dialect: 'postgres',
    db,
    tables,
    atomically: async (build) => {
      const statements = build(db)
      await client.transaction((session) => applyAll(session, statements)).catch(rethrowClean)
    },
    applyMigrations: (plan, now) =>
      client.transaction((session) => applyMigrations(session, plan, now)).catch(rethrowClean),
    close: () => client.close(),
  }
}

/** Connections to the server at `postgres://…`. An unreachable server shows at the first query. */
export function postgresPool(address: string): PostgresClient {
  const pool = new pg.Pool({
    connectionString: address,
    application_name: 'sala',
    max: 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 20_000,
  })
  // A server restart ends idle connections. The pool replaces them; unheard, the event would end the process.
  pool.on('error', () => {})
  return {
    db: drizzle(pool),
    transaction: (work) => inTransaction(pool, work),
    close: () => pool.end(),
  }
}

async function inTransaction(pool: pg.Pool, work: (session: PostgresSession) => Promise<void>) {
  const connection = await pool.connect()
  let broken = false
  try {
    await connection.query('BEGIN')
    await work({
      query: async (sql, params) => {
        const result = await connection.query<Record<string, unknown>>(sql, params ?? [])
        return { rows: result.rows, count: result.rowCount ?? 0 }
      },
      exec: (sql) => connection.query(sql),
    })
    await connection.query('COMMIT')
  } catch (error) {
    // A connection that cannot even roll back is thrown away, its transaction with it.
    await connection.query('ROLLBACK').catch(() => (broken = true))
    throw error
  } finally {
    connection.release(broken)
  }
}

async function applyAll(session: PostgresSession, statements: Statement[]) {
  for (const statement of statements) {
    const { sql, params } = statement.toSQL()
    const { count } = await session.query(sql, params)
    if (statement.must && count !== statement.must.rows) throw new UserError(statement.must.otherwise)
  }
}

async function applyMigrations(
  session: PostgresSession,
  plan: (applied: AppliedMigration[]) => Migration[],
  now: () => Date,
) {
  // A large table takes longer than a page may.
  await session.exec('SET LOCAL statement_timeout = 0')
  await session.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
  await session.exec(CREATE_MIGRATION_TABLE)
  const applied = await session.query('SELECT id, name, sha256 FROM schema_migration ORDER BY id')
  for (const { id, name, sha256, sql } of plan(applied.rows as AppliedMigration[])) {
    await session.exec(sql)
    await session.query(
      'INSERT INTO schema_migration (id, name, sha256, applied_at) VALUES ($1, $2, $3, $4)',
      [id, name, sha256, now().toISOString()],
    )
  }
}

/** drizzle's errors list the parameters; every prepared query of this database is made to throw ours instead. */
function hideParameters(db: PgDatabase<PgQueryResultHKT>) {
  const session = db._.session
  const prepare = session.prepareQuery.bind(session)
  session.prepareQuery = ((...parts: Parameters<typeof prepare>) => {
    const prepared = prepare(...parts)
    const execute = prepared.execute.bind(prepared)
    prepared.execute = (values) => execute(values).catch(rethrowClean)
    return prepared
  }) as typeof session.prepareQuery
}

function rethrowClean(error: unknown): never {
  throw clean(error)
}

function clean(error: unknown): unknown {
  const cause = error instanceof Error && error.cause ? error.cause : error
  const { code, constraint, table, column, message = '' } = cause as Partial<pg.DatabaseError>
  if (cause instanceof UserError || typeof code !== 'string') return cause
  if (code === '23505') return conflict()
  // Deadlock and serialisation failure: someone else changed the same rows at the same moment.
  if (code === '40P01' || code === '40001') return conflict()
  if (code === '53100') return new UserError('diskFull')
  // Class 42 speaks of the statement (syntax, unknown column), never of its values.
  if (code.startsWith('42')) return storageFault(code, message)
  return storageFault(code, constraint ?? [table, column].filter(Boolean).join('.'))
}
