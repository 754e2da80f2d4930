import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from 'node:fs'
import { BlockList, isIP } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import type { Text } from './i18n/text.ts'
import { readMunicipality, type Municipality } from './municipality.ts'
import { LOG_LEVELS, type LogLevel } from './web/log.ts'

export type Config = {
  port: number
  host: string
  dataDir: string
  /** The site's own address as visitors type it; missing, the address they used is believed. */
  publicUrl?: URL
  /** Missing: letters wait in the outbox. */
  smtpUrl?: string
  mailFrom?: string
  /** A file path, or `postgres://…`. */
  databaseUrl: string
  /** 32 bytes that sign and seal. */
  secret: Buffer
  /** Whose `X-Forwarded-*` headers are believed: nobody's, so many proxies, or these addresses. */
  trustProxy: false | number | string[]
  clamavSocket?: string
  logLevel: LogLevel
  municipality: Municipality
}

type Environment = Record<string, string | undefined>

/** Everything wrong with the settings, said at once, in plain words. */
export class ConfigFault extends Error {
  readonly faults: Text[]
  constructor(faults: Text[]) {
    super(faults.map(({ th, en }) => `- ${th}\n  ${en}`).join('\n'))
    this.name = 'ConfigFault'
    this.faults = faults
  }
}

/**
 * Reads the environment, the settings file and the secret, making the data folder, the settings and the
 * secret when they are missing. Throws a ConfigFault that names every fault.
 */
export function readConfig(environment: Environment = process.env): Config {
  const faults: Text[] = []
  const read = reader(environment, faults)
  const dataDir = resolve(read.text('DATA_DIR') ?? 'data')
  const publicUrl = read.url('PUBLIC_URL', ['https:', 'http:'])
  const smtpUrl = read.url('SMTP_URL', ['smtp:', 'smtps:'])?.href
  const mailFrom = read.text('MAIL_FROM')
  const clamavSocket = read.text('CLAMAV_SOCKET')
  const config = {
    port: read.whole('PORT', 3000, 0, 65_535),
    host: read.text('HOST') ?? '127.0.0.1',
    dataDir,
    ...(publicUrl && { publicUrl }),
    ...(smtpUrl && { smtpUrl }),
    ...(mailFrom && { mailFrom }),
    databaseUrl: read.url('DATABASE_URL', ['postgres:', 'postgresql:'])?.href ?? join(dataDir, 'sala.sqlite'),
    trustProxy: read.proxies('TRUST_PROXY'),
    ...(clamavSocket && { clamavSocket }),
    logLevel: read.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
  }
  if (smtpUrl && !mailFrom) faults.push(MAIL_FROM_MISSING)
  if (smtpUrl && !publicUrl) faults.push(PUBLIC_URL_MISSING)
  if (mailFrom && !/^[^\s@]+@[^\s@]+$|<[^\s@]+@[^\s@]+>$/.test(mailFrom)) faults.push(MAIL_FROM_MALFORMED)
  if (publicUrl && publicUrl.href !== `${publicUrl.origin}/`) faults.push(PUBLIC_URL_PATH)

  const kept = makeFolder(dataDir, faults) ? readFiles(dataDir, read, faults) : undefined
  if (faults.length > 0 || !kept) throw new ConfigFault(faults)
  return { ...config, ...kept }
}

function readFiles(dataDir: string, read: Reader, faults: Text[]) {
  const settings = readMunicipality(resolve(read.text('SETTINGS_FILE') ?? join(dataDir, 'settings.json')))
  const secret = readSecret(resolve(read.text('SECRET_KEY_FILE') ?? join(dataDir, 'secret.key')), faults)
  faults.push(...settings.faults)
  return secret && { municipality: settings.municipality, secret }
}

function makeFolder(folder: string, faults: Text[]): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return true
  } catch {
    faults.push({
      th: `สร้างหรือเปิดโฟลเดอร์ข้อมูลไม่ได้ (DATA_DIR): ${folder}`,
      en: `The data folder cannot be made or opened (DATA_DIR): ${folder}`,
    })
    return false
  }
}

function readSecret(file: string, faults: Text[]): Buffer | undefined {
  if (!existsSync(file)) return makeSecret(file)
  // Windows keeps no such bits; there the folder's own rights must do.
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    faults.push({
      th: `คนอื่นในเครื่องอ่านกุญแจลับได้: สั่ง chmod 600 ${file}`,
      en: `Others on this machine can read the secret key: run chmod 600 ${file}`,
    })
    return undefined
  }
  const secret = readFileSync(file)
  if (secret.length === 32) return secret
  faults.push({
    th: `กุญแจลับต้องยาว 32 ไบต์ กู้คืนจากข้อมูลสำรอง: ${file}`,
    en: `The secret key must be 32 bytes long; restore it from a backup: ${file}`,
  })
  return undefined
}

function makeSecret(file: string): Buffer {
  const secret = randomBytes(32)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const handle = openSync(file, 'wx', 0o600)
  writeSync(handle, secret)
  // Lost in a power cut, the next start would make another key, and nothing signed before would be valid.
  fsyncSync(handle)
  closeSync(handle)
  return secret
}

type Reader = ReturnType<typeof reader>

function reader(environment: Environment, faults: Text[]) {
  const text = (name: string) => environment[name]?.trim() || undefined
  return {
    text,
    whole(name: string, standard: number, least: number, most: number): number {
      const written = text(name)
      if (written === undefined) return standard
      const n = Number(written)
      if (/^\d+$/.test(written) && n >= least && n <= most) return n
      faults.push({
        th: `${name} ต้องเป็นจำนวนเต็มตั้งแต่ ${least} ถึง ${most}`,
        en: `${name} must be a whole number from ${least} to ${most}`,
      })
      return standard
    },
    url(name: string, protocols: string[]): URL | undefined {
      const written = text(name)
      if (written === undefined) return undefined
      const url = URL.canParse(written) ? new URL(written) : undefined
      if (url && url.host !== '' && protocols.includes(url.protocol)) return url
      // The value stays out of the sentence: such addresses carry passwords.
      const starts = protocols.map((protocol) => `${protocol}//`)
      faults.push({
        th: `${name} ต้องเป็นที่อยู่ที่ขึ้นต้นด้วย ${starts.join(' หรือ ')}`,
        en: `${name} must be an address starting with ${starts.join(' or ')}`,
      })
      return undefined
    },
    oneOf<T extends string>(name: string, choices: readonly T[], standard: T): T {
      const written = text(name)
      const choice = choices.find((one) => one === written)
      if (written !== undefined && choice === undefined) {
        faults.push({
          th: `${name} ต้องเป็นหนึ่งใน ${choices.join(', ')}`,
          en: `${name} must be one of ${choices.join(', ')}`,
        })
      }
      return choice ?? standard
    },
    proxies(name: string): false | number | string[] {
      const written = text(name)
      if (written === undefined) return false
      if (/^\d{1,2}$/.test(written)) return Number(written) || false
      const addresses = written.split(',').map((address) => address.trim())
      if (addresses.every(isProxyAddress)) return addresses
      faults.push({
        th: `${name} ต้องเป็นจำนวนพร็อกซี หรือรายการหมายเลขไอพี (เช่น 10.0.0.0/8) คั่นด้วยจุลภาค`,
        en: `${name} must be a number of proxies, or a list of IP addresses (such as 10.0.0.0/8) with commas`,
      })
      return false
    },
  }
}

function isProxyAddress(address: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(address)) return true
  const [ip = '', bits] = address.split('/')
  const version = isIP(ip)
  if (version === 0) return false
  if (bits === undefined) return true
  try {
    new BlockList().addSubnet(ip, Number(bits), version === 4 ? 'ipv4' : 'ipv6')
    return /^\d+$/.test(bits)
  } catch {
    return false
  }
}

// Links in letters must not be made from an address that whoever asks may claim.
const PUBLIC_URL_MISSING = {
  th: 'เมื่อกำหนด SMTP_URL ต้องกำหนด PUBLIC_URL ด้วย ลิงก์ในจดหมายทำจากที่อยู่นี้',
  en: 'With SMTP_URL set, PUBLIC_URL must be set too: links in letters are made from it',
}
const MAIL_FROM_MISSING = {
  th: 'เมื่อกำหนด SMTP_URL ต้องกำหนด MAIL_FROM ด้วย',
  en: 'With SMTP_URL set, MAIL_FROM must be set too',
}
const MAIL_FROM_MALFORMED = {
  th: 'MAIL_FROM ต้องเป็นที่อยู่อีเมล เช่น no-reply@example.go.th',
  en: 'MAIL_FROM must be an e-mail address, such as no-reply@example.go.th',
}
const PUBLIC_URL_PATH = {
  th: 'PUBLIC_URL ต้องเป็นที่อยู่เว็บไซต์อย่างเดียว ไม่มีเส้นทางต่อท้าย',
  en: 'PUBLIC_URL must be the site’s address alone, without a path',
}
