import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { onTestFinished } from 'vitest'
import { makeApp, type AppParts } from '../../src/app.ts'
import { readConfig, type Config } from '../../src/config.ts'
import type { Engine } from '../../src/storage/engine.ts'
import { makeFileStore, type FileStore } from '../../src/storage/files.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { openEngine } from '../../src/storage/open.ts'
import { CHEAP } from './password-cost.ts'

/** Compiled styles are the same for every test; compiling them costs a second. */
const CACHE = join(import.meta.dirname, '../../node_modules/.cache/sala')

export type TestApp = {
  app: FastifyInstance
  engine: Engine
  files: FileStore
  config: Config
  /** Everything the log holds, as text. */
  log: () => string
}

/** The real app over a new database in a folder of its own, removed when the test ends. */
export async function testApp(
  overrides: Partial<Config> = {},
  now?: () => Date,
  whistle?: AppParts['whistle'],
): Promise<TestApp> {
  const folder = temporaryFolder()
  const config = { ...readConfig({ DATA_DIR: folder, LOG_LEVEL: 'debug' }), ...overrides }
  const engine = await openEngine(config.databaseUrl)
  await migrate(engine)
  const lines: string[] = []
  const log = { write: (line: string) => void lines.push(line) }
  const files = await makeFileStore(join(folder, 'files'))
  const app = await makeApp({
    config,
    engine,
    files,
    log,
    cacheFolder: CACHE,
    passwordCost: CHEAP,
    ...(now && { now }),
    ...(whistle && { whistle }),
  })
  onTestFinished(async () => {
    await app.close()
    await engine.close()
  })
  return { app, engine, files, config, log: () => lines.join('') }
}

/** A new empty folder, removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sala-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
