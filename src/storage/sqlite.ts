import Sqlite from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { UserError, conflict } from '../errors.ts'
import { CREATE_MIGRATION_TABLE, storageFault } from './engine.ts'
import type { AppliedMigration, Engine, Migration, Must, Query, Reader, Statement, Writer } from './engine.ts'

type Write = { steps: (Query & { must?: Must })[]; done: () => void; failed: (error: unknown) => void }

/** Writes applied in one commit; more wait for the next turn, so that pages are still answered in between. */
const WRITES_PER_COMMIT = 256
const STATEMENTS_KEPT = 500

/** The engine over a file opened with `openSqlite`. */
export function sqliteEngine<Tables>(file: Sqlite.Database, tables: Tables): Engine<Tables> {
  const prepare = statementCache(file)
  const db = drizzle({ client: { prepare } as unknown as Sqlite.Database }) as unknown as Reader & Writer
  const queue = commitQueue(file, prepare)
  return {
    dialect: 'sqlite',
    db,
    tables,
    atomically: (build) => queue.add(build(db)),
    applyMigrations: async (plan, now) => {
      queue.flush()
      applyMigrations(file, plan, now)
    },
    close: async () => {
      queue.flush()
      file.close()
    },
  }
}

type OpenOptions = Sqlite.Options & {
  /** Pages that become free are cut off the file at each commit. Only a new file can be made so. */
  autoVacuum?: boolean
}

/** Opens the file, and makes it (with its folder) when missing. */
export function openSqlite(path: string, { autoVacuum, ...options }: OpenOptions = {}): Sqlite.Database {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  // Made by us first: SQLite would let every account of the machine read it. Its WAL takes the same mode.
  closeSync(openSync(path, 'a', 0o600))
  const file = new Sqlite(path, options)
  // Before the journal: turning that on writes the first page, and then it is too late.
  if (autoVacuum) file.pragma('auto_vacuum = FULL')
  // Readers (backup, the operator's tools) are not blocked by a writer, nor it by them.
  file.pragma('journal_mode = WAL')
  // A WAL reopened falls back to NORMAL, which loses acknowledged submissions in a power cut.
  file.pragma('synchronous = FULL')
  // Ids are random, so that each request touches many pages: copied back four times as seldom (every 16 MB), they
  // are copied together.
  file.pragma('wal_autocheckpoint = 4000')
  // Off unless asked for, at every connection.
  file.pragma('foreign_keys = ON')
  // Another process may be writing (an operator's tool); it is waited for, this many milliseconds.
  file.pragma('busy_timeout = 5000')
  // A tampered database file cannot call functions through its own views and triggers.
  file.pragma('trusted_schema = OFF')
  // What a resident had forgotten is overwritten, not left readable in free pages.
  file.pragma('secure_delete = ON')
  return file
}

/** Rewrites the file without its free pages and empties its journal, where deleted rows would still be read. */
export function scrubSqlite(file: Sqlite.Database): void {
  file.exec('VACUUM')
  file.pragma('wal_checkpoint(TRUNCATE)')
}

/**
 * A whole copy of a file that may be in use, as it stood at one moment, without its free pages and without a journal
 * beside it. On the disk when it returns; readable by this account only. Throws where there is a file already, or
 * none to be copied.
 */
export function copySqlite(from: string, to: string): void {
  if (!existsSync(from)) throw Object.assign(new Error(`no such file: ${from}`), { code: 'ENOENT' })
  closeSync(openSync(to, 'wx', 0o600))
  const file = openSqlite(from)
  try {
    file.prepare('VACUUM INTO ?').run(to)
  } finally {
    file.close()
  }
  const copy = openSync(to, 'r+')
  fsyncSync(copy)
  closeSync(copy)
}

/** SQL is compiled once: drizzle compiles it anew for each query. */
function statementCache(file: Sqlite.Database): (sql: string) => Sqlite.Statement {
  const kept = new Map<string, Sqlite.Statement>()
  return (sql) => {
    const known = kept.get(sql)
    if (known) return known
    // Lists of changing length make ever new texts; the oldest goes.
    const [oldest] = kept.keys()
    if (kept.size >= STATEMENTS_KEPT && oldest !== undefined) kept.delete(oldest)
    const statement = file.prepare(sql)
    kept.set(sql, statement)
    return statement
  }
}

/**
 * Collects the writes of one turn of the event loop and commits them together: the disk is waited for once, not
 * once for each. Each has its own savepoint, so that one conflict does not undo its neighbours.
 */
function commitQueue(file: Sqlite.Database, prepare: (sql: string) => Sqlite.Statement) {
  const [begin, commit, rollback, savepoint, release, undo] = [
    'BEGIN IMMEDIATE',
    'COMMIT',
    'ROLLBACK',
    'SAVEPOINT one_write',
    'RELEASE one_write',
    'ROLLBACK TO one_write',
  ].map((sql) => file.prepare(sql)) as [S, S, S, S, S, S]
  let waiting: Write[] = []
  let scheduled = false

  function add(statements: Statement[]): Promise<void> {
    const steps = statements.map((statement) => ({
      ...statement.toSQL(),
      ...(statement.must && { must: statement.must }),
    }))
    if (!scheduled) setImmediate(flushSome)
    scheduled = true
    return new Promise((done, failed) => waiting.push({ steps, done, failed }))
  }

  function flushSome() {
    const batch = waiting.slice(0, WRITES_PER_COMMIT)
    waiting = waiting.slice(WRITES_PER_COMMIT)
    scheduled = waiting.length > 0
    if (scheduled) setImmediate(flushSome)
    if (batch.length > 0) commitTogether(batch)
  }

  function flush() {
    while (waiting.length > 0) flushSome()
  }

  function commitTogether(batch: Write[]) {
    const refused = new Map<Write, unknown>()
    try {
      begin.run()
      for (const write of batch) applyOne(write, refused)
      commit.run()
    } catch (error) {
      if (file.inTransaction) rollback.run()
      for (const write of batch) write.failed(refused.get(write) ?? userError(error))
      return
    }
    for (const write of batch) {
      if (refused.has(write)) write.failed(refused.get(write))
      else write.done()
    }
  }

  function applyOne(write: Write, refused: Map<Write, unknown>) {
    savepoint.run()
    try {
      for (const step of write.steps) apply(step)
    } catch (error) {
      // A full disk may have ended the whole transaction; then nobody's write is in it any more.
      if (!file.inTransaction) throw error
      undo.run()
      refused.set(write, userError(error))
    }
    release.run()
  }

  function apply(step: Query & { must?: Must }) {
    const statement = prepare(step.sql)
    const rows = statement.reader
      ? statement.all(...step.params).length
      : statement.run(...step.params).changes
    if (step.must && rows !== step.must.rows) throw new UserError(step.must.otherwise)
  }

  return { add, flush }
}

type S = Sqlite.Statement

function userError(error: unknown): unknown {
  if (!(error instanceof Sqlite.SqliteError)) return error
  if (error.code === 'SQLITE_CONSTRAINT_UNIQUE' || error.code === 'SQLITE_CONSTRAINT_PRIMARYKEY')
    return conflict()
  if (error.code === 'SQLITE_FULL') return new UserError('diskFull')
  return storageFault(error.code, error.message)
}

function applyMigrations(
  file: Sqlite.Database,
  plan: (applied: AppliedMigration[]) => Migration[],
  now: () => Date,
) {
  // Inside a transaction this pragma does nothing, and rebuilding a table would then delete its children.
  file.pragma('foreign_keys = OFF')
  try {
    file
      .transaction(() => {
        file.exec(CREATE_MIGRATION_TABLE)
        const applied = file.prepare('SELECT id, name, sha256 FROM schema_migration ORDER BY id').all()
        for (const migration of plan(applied as AppliedMigration[])) {
          file.exec(migration.sql)
          file
            .prepare('INSERT INTO schema_migration (id, name, sha256, applied_at) VALUES (?, ?, ?, ?)')
            .run(migration.id, migration.name, migration.sha256, now().toISOString())
        }
        const [broken] = file.pragma('foreign_key_check') as { table: string; parent: string }[]
        if (broken) throw storageFault('foreign_key_check', `${broken.table} -> ${broken.parent}`)
      })
      .immediate()
  } finally {
    file.pragma('foreign_keys = ON')
  }
}
