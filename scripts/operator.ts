import { existsSync } from 'node:fs'
import type { Config } from '../src/config.ts'
import type { Engine } from '../src/storage/engine.ts'
import { openEngine } from '../src/storage/open.ts'

/** Something wrong with a command, said in plain words. */
export class Wrong extends Error {}

/** The portal's database. Wrong where there is none yet: a mistyped DATA_DIR must not make an empty one. */
export async function openExisting({ databaseUrl }: Config): Promise<Engine> {
  if (!/^postgres/.test(databaseUrl) && !existsSync(databaseUrl)) {
    throw new Wrong(`ยังไม่มีฐานข้อมูลที่ ${databaseUrl} / There is no database yet at this place`)
  }
  return openEngine(databaseUrl)
}
