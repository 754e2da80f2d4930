import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import type { UserErrorKind } from '../errors.ts'
import type { PortalTables } from './tables.ts'

type Database = BaseSQLiteDatabase<'async', unknown>

/**
 * Reads. PostgreSQL's drizzle is cast to SQLite's type, so every query is awaited and portable:
 * `.get()`, `.all()` and `.run()` exist on one engine only.
 */
export type Reader = Pick<Database, 'select' | 'selectDistinct' | '$count'>
/** Builds the statements of `atomically`; nothing it builds is to be awaited. */
export type Writer = Pick<Database, 'insert' | 'update' | 'delete' | 'select'>

/** A query builder (insert, update, delete), as it stands or wrapped in `must`. */
export type Statement = { toSQL(): Query; must?: Must }
export type Query = { sql: string; params: unknown[] }
export type Must = { rows: number; otherwise: UserErrorKind }

export type Engine<Tables = PortalTables> = {
  dialect: 'sqlite' | 'postgres'
  db: Reader
  tables: Tables
  /**
   * Applies the statements in one transaction, in order, all or none; on return they survive a power cut.
   * `build` is called at once and must be synchronous. Conflict if a `must` hits other rows than it should or a
   * unique index is broken, `diskFull` if the disk is; anything else is a fault that carries no values.
   */
  atomically(build: (tx: Writer) => Statement[]): Promise<void>
  /** For `migrate.ts`. One transaction, alone: what `plan` throws, or a broken migration, leaves nothing behind. */
  applyMigrations(plan: (applied: AppliedMigration[]) => Migration[], now: () => Date): Promise<void>
  /** Waits for the writes already asked for. */
  close(): Promise<void>
}

/** `sha256` in hex, of the file's text. */
export type Migration = { id: number; name: string; sha256: string; sql: string }
export type AppliedMigration = Omit<Migration, 'sql'>

/** The tables of one database, written for both engines with the same names and properties. */
export type TablesPerDialect<Tables> = { sqlite: Tables; postgres: Tables }

/**
 * The statement must hit exactly so many rows (one, unless told), or the whole write is rolled back and the
 * caller gets that user error (`conflict`, unless told).
 */
export function must(statement: Statement, expected: Partial<Must> = {}): Statement {
  return { toSQL: () => statement.toSQL(), must: { rows: 1, otherwise: 'conflict', ...expected } }
}

type Built<Rows> = { execute(values: Record<string, unknown>): Rows }

/**
 * A query whose SQL is built once, at its first use: drizzle takes longer to build one than SQLite to answer it.
 * Its values go where it has `sql.placeholder(name)`.
 */
export function builtOnce<Rows>(build: () => { prepare(): Built<Rows> }) {
  let query: Built<Rows> | undefined
  return (values: Record<string, unknown>) => (query ??= build().prepare()).execute(values)
}

/**
 * A fault of ours in the database. `detail` names constraints and tables only: the messages of drizzle and of
 * PostgreSQL carry the parameters, and those are people's words.
 */
export function storageFault(code: string, detail: string): Error & { code: string } {
  const fault = Object.assign(new Error(`storage: ${code}${detail && ` (${detail})`}`), { code })
  fault.name = 'StorageFault'
  return fault
}

export const CREATE_MIGRATION_TABLE = `CREATE TABLE IF NOT EXISTS schema_migration (
  id integer PRIMARY KEY NOT NULL, name text NOT NULL, sha256 text NOT NULL, applied_at text NOT NULL)`
