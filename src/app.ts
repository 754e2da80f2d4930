import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Config } from './config.ts'
import type { Engine } from './storage/engine.ts'
import { makeAssets } from './web/assets.ts'
import type { LogTarget } from './web/log.ts'
import { openPages } from './web/routes.ts'
import { makeServer } from './web/server.ts'
import { makeSite } from './web/site.ts'
import { makeView } from './web/view.ts'

export type AppParts = {
  config: Config
  engine: Engine
  log: LogTarget
  /** Where compiled styles are remembered between starts. */
  cacheFolder?: string
}

const TEMPLATES = join(import.meta.dirname, '../templates')

/** The whole portal: every door, on one screen. */
export async function makeApp({ config, engine, log, cacheFolder }: AppParts): Promise<FastifyInstance> {
  const { municipality, publicUrl, trustProxy, logLevel } = config
  const assets = await makeAssets(cacheFolder ?? join(config.dataDir, 'cache'), municipality.logo)
  const site = makeSite(makeView(TEMPLATES, assets.url), municipality)
  const app = makeServer({
    site,
    assets,
    trustProxy,
    log: { level: logLevel, target: log },
    ...(publicUrl && { publicUrl }),
  })

  // Open to everyone.
  await app.register(openPages, { canWrite: () => canWrite(engine) })

  return app
}

/** An empty write still needs the database's write lock, so it fails where a submission would. */
async function canWrite(engine: Engine): Promise<boolean> {
  return engine.atomically(() => []).then(
    () => true,
    () => false,
  )
}
