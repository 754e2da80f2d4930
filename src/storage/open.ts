import type { Engine, TablesPerDialect } from './engine.ts'
import { openSqlite, scrubSqlite, sqliteEngine } from './sqlite.ts'
import { postgresTables } from './tables.postgres.ts'
import { sqliteTables } from './tables.ts'
import type { PortalTables } from './tables.ts'

/** The portal's tables per engine. PostgreSQL's are cast to SQLite's type: a test keeps the two alike. */
export const portalTables: TablesPerDialect<PortalTables> = {
  sqlite: sqliteTables,
  postgres: postgresTables as unknown as PortalTables,
}

/** The portal's database at a file path or a `postgres://` address. `migrate` it before use. */
export function openEngine(address: string): Promise<Engine> {
  return openDatabase(address, portalTables)
}

/** A database with its own tables (the whistleblower channel keeps one). */
export async function openDatabase<Tables>(
  address: string,
  tables: TablesPerDialect<Tables>,
): Promise<Engine<Tables>> {
  if (/^postgres(ql)?:\/\//.test(address)) {
    // Its driver takes thirty megabytes, which a portal over one file has no use for.
    const { postgresEngine, postgresPool } = await import('./postgres.ts')
    return postgresEngine(postgresPool(address), tables.postgres)
  }
  return sqliteEngine(openSqlite(address), tables.sqlite)
}

export type ForgetfulEngine<Tables> = Engine<Tables> & {
  /** After it nothing that was deleted is left in the file or in its journal. */
  scrub(): void
}

/** A SQLite file that keeps nothing of what was deleted: secrets of the whistleblower channel lie in such. */
export function openForgetful<Tables>(path: string, tables: Tables): ForgetfulEngine<Tables> {
  const file = openSqlite(path, { autoVacuum: true })
  return { ...sqliteEngine(file, tables), scrub: () => scrubSqlite(file) }
}
