import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { makeApp, type AppParts } from '../../src/app.ts'
import { readConfig, type Config } from '../../src/config.ts'
import type { Municipality } from '../../src/municipality.ts'
import type { Engine } from '../../src/storage/engine.ts'
import { makeFileStore } from '../../src/storage/files.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { openEngine } from '../../src/storage/open.ts'
import { CHEAP } from './password-cost.ts'

/** Compiled styles are the same for every test; compiling them costs a second. */
const STYLES = join(import.meta.dirname, '../../node_modules/.cache/sala')

/** Friday 4 December 2569 at 15:40: a long weekend follows, and Constitution Day soon after. */
const OPENING = Date.parse('2026-12-04T08:40:00.000Z')

export type Server = {
  /** `http://localhost:<port>` */
  origin: string
  app: FastifyInstance
  engine: Engine
  config: Config
  /** The portal's own clock. */
  now: () => Date
  /** Everything the log holds, as text. */
  log: () => string
  close: () => Promise<void>
}

/**
 * The whole portal, listening on a port of its own over a new data folder, until `close`. Its clock starts on
 * a day whose count has weekends and holidays in it, and goes on from there.
 */
export async function startServer(
  facts: Partial<Municipality> = {},
  whistle?: AppParts['whistle'],
): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'sala-browser-'))
  // Links that are shown and sent name the port, so it must be known before the app is made.
  const port = await freePort()
  const read = readConfig({ DATA_DIR: folder, PORT: String(port), LOG_LEVEL: 'debug' })
  const config = { ...read, municipality: { ...read.municipality, ...facts } }
  const engine = await openEngine(config.databaseUrl)
  await migrate(engine)
  const lines: string[] = []
  const started = performance.now()
  const now = () => new Date(OPENING + performance.now() - started)
  const app = await makeApp({
    config,
    engine,
    files: await makeFileStore(join(folder, 'files')),
    log: { write: (line: string) => void lines.push(line) },
    cacheFolder: STYLES,
    passwordCost: CHEAP,
    now,
    ...(whistle && { whistle }),
  })
  await app.listen({ host: 'localhost', port, listenTextResolver: () => 'listening' })

  async function close() {
    await app.close()
    await engine.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { origin: `http://localhost:${port}`, app, engine, config, now, log: () => lines.join(''), close }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, 'localhost', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
