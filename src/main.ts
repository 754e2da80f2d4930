import { join } from 'node:path'
import closeWithGrace from 'close-with-grace'
import { makeApp } from './app.ts'
import { startJobs } from './jobs.ts'
import { ConfigFault, readConfig, type Config } from './config.ts'
import { makeFileStore } from './storage/files.ts'
import { migrate } from './storage/migrate.ts'
import { openEngine } from './storage/open.ts'
import { batched } from './web/log.ts'

/** Milliseconds that requests in flight get to finish, after which the process ends anyway. */
const CLOSING_TIME = 30_000

/** The process: settings, store, app, listen; closed in reverse. */
async function main(): Promise<void> {
  const config = readConfig()
  const engine = await openEngine(config.databaseUrl)
  await migrate(engine)
  const log = batched((text) => process.stdout.write(text))
  const files = await makeFileStore(join(config.dataDir, 'files'))
  await files.sweepTemp()
  const app = await makeApp({ config, engine, files, log, cacheFolder: join(config.dataDir, 'cache') })

  closeWithGrace({ delay: CLOSING_TIME, logger: false }, async ({ err }) => {
    if (err) app.log.fatal({ err }, 'the process ends')
    await app.close()
    await jobs.stop()
    await engine.close()
    log.flush()
  })
  const jobs = startJobs({ config, engine, files, log: app.log, now: () => new Date() })
  const address = await app.listen({
    host: config.host,
    port: config.port,
    listenTextResolver: () => 'listening',
  })
  announce(config, new URL(address).port)
}

function announce({ publicUrl, host, smtpUrl }: Config, port: string): void {
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  const local = `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`
  const address = publicUrl?.origin ?? local
  process.stdout.write(`\nเปิดใช้งานแล้วที่ / Sala is open at  ${address}\n`)
  if (publicUrl) process.stdout.write(`ที่เครื่องนี้ / on this machine  ${local}\n`)
  if (!smtpUrl) process.stdout.write(LETTERS_WAIT)
  process.stdout.write('หยุด: กด Ctrl+C / Stop: press Ctrl+C\n\n')
}

const LETTERS_WAIT =
  'ยังไม่ได้ตั้ง SMTP_URL: จดหมายถึงผู้ยื่นจะรอไว้ในระบบ ไม่หาย / SMTP_URL is not set: letters to applicants wait here and are not lost\n'

main().catch((error: unknown) => {
  const settings = error instanceof ConfigFault
  const heading = settings
    ? 'เริ่มไม่ได้ โปรดแก้การตั้งค่าต่อไปนี้ / Cannot start. Please correct these settings:'
    : 'เริ่มไม่ได้ / Cannot start:'
  process.stderr.write(
    `\n${heading}\n${error instanceof Error ? wordsOf(error, settings) : String(error)}\n\n`,
  )
  process.exit(1)
})

function wordsOf(error: Error, plain: boolean): string {
  return plain ? error.message : (error.stack ?? error.message)
}
