import { join } from 'node:path'
import closeWithGrace from 'close-with-grace'
import { makeApp } from './app.ts'
import { makeCatalogue } from './catalogue/store.ts'
import { startJobs } from './jobs.ts'
import { ConfigFault, readConfig, type Config } from './config.ts'
import { dayOf, formatDay, formatTime } from './calendar/dates.ts'
import { makeStaff } from './staff.ts'
import type { Engine } from './storage/engine.ts'
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
  const local = localAddress(config, new URL(address).port)
  announce(config, local, await firstAdministratorsLink(config, engine, config.publicUrl?.origin ?? local))
}

function localAddress({ host }: Config, port: string): string {
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`
}

/**
 * Whoever starts the portal is trusted with it: while it has no administrator, each start makes a link for the first
 * one, and the link before stops working. It goes to the console and into no log.
 */
async function firstAdministratorsLink(config: Config, engine: Engine, origin: string): Promise<string> {
  const { divisions } = makeCatalogue(engine)
  const first = await makeStaff({ config, engine, divisions, origin, now: () => new Date() }).links.first()
  if (!first) return ''
  const until = new Date(first.until)
  const when = `${formatDay(dayOf(until), 'th', 'short')} ${formatTime(until, 'th')}`
  return `\nตั้งผู้ดูแลระบบคนแรกด้วยลิงก์นี้ ใช้ได้ครั้งเดียว ถึง ${when} / Become the first administrator with this link; it works once, for a day:\n  ${first.address}\n\n`
}

function announce({ publicUrl, smtpUrl }: Config, local: string, first: string): void {
  const address = publicUrl?.origin ?? local
  process.stdout.write(`\nเปิดใช้งานแล้วที่ / Sala is open at  ${address}\n`)
  if (publicUrl) process.stdout.write(`ที่เครื่องนี้ / on this machine  ${local}\n`)
  process.stdout.write(first)
  if (!smtpUrl) process.stdout.write(LETTERS_WAIT)
  process.stdout.write('หยุด: กด Ctrl+C / Stop: press Ctrl+C\n\n')
}

const LETTERS_WAIT =
  'ยังไม่ได้ตั้ง SMTP_URL: จดหมายถึงผู้ยื่นจะรอไว้ในระบบ ไม่หาย / SMTP_URL is not set: letters to applicants wait here and are not lost\n'

/** What a person can put right, in words; anything else is a fault of ours and shows where it happened. */
const START_FAULTS: Record<string, string> = {
  EADDRINUSE: 'พอร์ตนี้มีโปรแกรมอื่นใช้อยู่ เปลี่ยน PORT / This port is in use: choose another PORT',
  EADDRNOTAVAIL: 'เครื่องนี้ไม่มีที่อยู่ตาม HOST / This machine does not have the address in HOST',
  EACCES:
    'ไม่มีสิทธิ์อ่านหรือเขียนโฟลเดอร์ข้อมูล (DATA_DIR) หรือใช้พอร์ตนี้ / No right to read or write the data folder (DATA_DIR), or to use this port',
  EROFS: 'โฟลเดอร์ข้อมูล (DATA_DIR) เขียนไม่ได้ / The data folder (DATA_DIR) cannot be written',
  ENOSPC: 'ดิสก์เต็ม / The disk is full',
  SQLITE_NOTADB:
    'ไฟล์ฐานข้อมูลเสียหรือไม่ใช่ฐานข้อมูล กู้คืนจากข้อมูลสำรอง / The database file is damaged or not a database: restore it from a backup',
  SQLITE_CORRUPT: 'ไฟล์ฐานข้อมูลเสียหาย กู้คืนจากข้อมูลสำรอง / The database file is damaged: restore it from a backup',
  SQLITE_READONLY:
    'ไฟล์ฐานข้อมูลเขียนไม่ได้ ตรวจสิทธิ์ในโฟลเดอร์ข้อมูล / The database file cannot be written: check the rights in the data folder',
  SQLITE_CANTOPEN: 'เปิดไฟล์ฐานข้อมูลไม่ได้ ตรวจ DATA_DIR / The database file cannot be opened: check DATA_DIR',
  ECONNREFUSED: 'ต่อ PostgreSQL ตาม DATABASE_URL ไม่ได้ / PostgreSQL at DATABASE_URL does not answer',
  ENOTFOUND: 'ไม่พบเครื่องตาม DATABASE_URL / The host in DATABASE_URL is not known',
  '28P01': 'PostgreSQL ไม่รับรหัสผ่านใน DATABASE_URL / PostgreSQL refuses the password in DATABASE_URL',
  '3D000': 'ไม่มีฐานข้อมูลตาม DATABASE_URL / The database named in DATABASE_URL does not exist',
}

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
  if (plain) return error.message
  const code = 'code' in error ? String(error.code) : ''
  return START_FAULTS[code] ?? error.stack ?? error.message
}
