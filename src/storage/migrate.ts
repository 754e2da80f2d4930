import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import type { AppliedMigration, Engine, Migration } from './engine.ts'

type MigrateOptions = {
  /** Which folder of `migrations/`. */
  database?: string
  /** A folder with one subfolder for each engine, instead of the program's own. */
  folder?: URL
  now?: () => Date
}

/**
 * Brings the database to this program's version: forward only, all pending migrations in one transaction, so that
 * a broken one leaves the database as it was. Throws, changing nothing, if the database is newer than the
 * program or an applied migration has been edited since.
 */
export async function migrate<Tables>(engine: Engine<Tables>, options: MigrateOptions = {}): Promise<void> {
  const folder =
    options.folder ?? new URL(`../../migrations/${options.database ?? 'portal'}/`, import.meta.url)
  const known = readMigrations(new URL(`${engine.dialect}/`, folder))
  await engine.applyMigrations((applied) => pending(applied, known), options.now ?? (() => new Date()))
}

function pending(applied: AppliedMigration[], known: Migration[]): Migration[] {
  for (const past of applied) {
    const ours = known[past.id - 1]
    if (!ours) throw newerDatabase(past)
    if (ours.sha256 !== past.sha256) throw editedMigration(past)
  }
  return known.slice(applied.length)
}

function readMigrations(folder: URL): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  return names.sort().map((fileName, index) => {
    const id = Number(fileName.slice(0, 4))
    if (id !== index + 1) throw new Error(`migrations are numbered without gaps: ${fileName}`)
    // A checkout with Windows line ends is the same migration.
    const sql = readFileSync(new URL(fileName, folder), 'utf8').replaceAll('\r\n', '\n')
    if (/^\s*(commit|rollback)\b/im.test(sql)) throw new Error(`a migration ends no transaction: ${fileName}`)
    return { id, name: fileName.slice(5, -4), sha256: createHash('sha256').update(sql).digest('hex'), sql }
  })
}

function newerDatabase({ id, name }: AppliedMigration): Error {
  return new Error(
    `ฐานข้อมูลนี้ใหม่กว่าโปรแกรม (มีการปรับปรุงลำดับที่ ${id} “${name}” ที่โปรแกรมนี้ไม่รู้จัก) กรุณาใช้โปรแกรมรุ่นใหม่กว่า หรือกู้คืนข้อมูลสำรองของรุ่นนี้ / ` +
      `This database is newer than the program (it has migration ${id} “${name}”, unknown here). Run a newer version, or restore a backup made with this one.`,
  )
}

function editedMigration({ id, name }: AppliedMigration): Error {
  return new Error(
    `ไฟล์ปรับปรุงฐานข้อมูลลำดับที่ ${id} “${name}” ถูกแก้ไขหลังจากใช้ไปแล้ว กรุณาติดตั้งโปรแกรมใหม่จากต้นฉบับ / ` +
      `Migration ${id} “${name}” was edited after it had been applied. Reinstall the program from its original.`,
  )
}
