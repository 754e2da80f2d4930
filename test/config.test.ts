import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ConfigFault, readConfig } from '../src/config.ts'
import { temporaryFolder } from './support/app.ts'

function faultsOf(environment: Record<string, string>): string[] {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    if (error instanceof ConfigFault) return error.faults.map((fault) => fault.en)
    throw error
  }
}

test('an empty environment is enough, and starts the same way again', () => {
  const DATA_DIR = join(temporaryFolder(), 'data')
  const first = readConfig({ DATA_DIR })
  const second = readConfig({ DATA_DIR })
  expect(first).toMatchObject({ port: 3000, host: '127.0.0.1', trustProxy: false, logLevel: 'info' })
  expect(first.databaseUrl).toBe(join(DATA_DIR, 'sala.sqlite'))
  expect(first.municipality.name.th).toBe('เทศบาลตำบลขามทะเลสอ')
  expect(first.municipality.postcode).toBe('30280')
  expect(second.secret).toEqual(first.secret)
  expect(second.municipality).toEqual(first.municipality)
})

test('the secret is 32 new bytes that only we can read', () => {
  const one = temporaryFolder()
  const two = temporaryFolder()
  const a = readConfig({ DATA_DIR: one }).secret
  const b = readConfig({ DATA_DIR: two }).secret
  expect([a.length, a.equals(b)]).toEqual([32, false])
  expect(statSync(join(one, 'secret.key')).mode & 0o777).toBe(0o600)
})

test('a secret that others can read, or that was cut short, is refused with what to do', () => {
  const DATA_DIR = temporaryFolder()
  readConfig({ DATA_DIR })
  const file = join(DATA_DIR, 'secret.key')
  chmodSync(file, 0o640)
  expect(faultsOf({ DATA_DIR })).toEqual([expect.stringContaining(`chmod 600 ${file}`)])
  chmodSync(file, 0o600)
  writeFileSync(file, 'short')
  expect(faultsOf({ DATA_DIR })).toEqual([expect.stringContaining('32 bytes')])
})

test('all faults are told together, in both languages, and without repeating a password', () => {
  const DATA_DIR = temporaryFolder()
  writeFileSync(
    join(DATA_DIR, 'settings.json'),
    '{"postcode": 30280, "hours": {"opens": "9", "closes": "16:30"}}',
  )
  const faulty = {
    DATA_DIR,
    PORT: '80a',
    PUBLIC_URL: 'sala.example.go.th',
    DATABASE_URL: 'mysql://root:hunter2@db/sala',
    SMTP_URL: 'http://mail:hunter2@host',
    LOG_LEVEL: 'trace',
    TRUST_PROXY: '10.0.0.0/99',
    MAIL_FROM: 'nobody',
  }
  const told = faultsOf(faulty).join('\n')
  for (const name of Object.keys(faulty).filter((key) => key !== 'DATA_DIR')) expect(told).toContain(name)
  expect(told).toContain('"postcode"')
  expect(told).toContain('"opens"')
  expect(told).not.toContain('hunter2')
  expect(() => readConfig(faulty)).toThrow(/ต้องเป็นจำนวนเต็ม/)
})

test('mail that can be sent needs a sender, and an address its links lead to', () => {
  const DATA_DIR = temporaryFolder()
  const SMTP_URL = 'smtp://localhost:25'
  const told = faultsOf({ DATA_DIR, SMTP_URL }).join('\n')
  expect(told).toContain('MAIL_FROM')
  expect(told).toContain('PUBLIC_URL')
  const enough = { DATA_DIR, SMTP_URL, MAIL_FROM: 'a@b.go.th', PUBLIC_URL: 'https://b.go.th' }
  expect(faultsOf(enough)).toEqual([])
})

test('the site’s address is an origin, since links are made from it', () => {
  const DATA_DIR = temporaryFolder()
  expect(faultsOf({ DATA_DIR, PUBLIC_URL: 'https://a.go.th/portal' })).toEqual([
    expect.stringContaining('PUBLIC_URL'),
  ])
  expect(readConfig({ DATA_DIR, PUBLIC_URL: 'https://a.go.th' }).publicUrl?.origin).toBe('https://a.go.th')
})

test.each([
  ['', false],
  ['0', false],
  ['2', 2],
  ['10.0.0.0/8, ::1', ['10.0.0.0/8', '::1']],
  ['loopback', ['loopback']],
])('TRUST_PROXY "%s" is understood', (written, meant) => {
  expect(readConfig({ DATA_DIR: temporaryFolder(), TRUST_PROXY: written }).trustProxy).toEqual(meant)
})

test('the settings file is written once, kept, and its own facts win', () => {
  const DATA_DIR = temporaryFolder()
  const file = join(DATA_DIR, 'settings.json')
  readConfig({ DATA_DIR })
  const written = JSON.parse(readFileSync(file, 'utf8'))
  const own = { ...written, phone: '0-4433-0000', logo: null }
  delete own.uploads
  writeFileSync(file, JSON.stringify(own))
  const { municipality } = readConfig({ DATA_DIR })
  expect(municipality.phone).toBe('0-4433-0000')
  expect(municipality.uploads.megabytesPerFile).toBe(10)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(own)
})

test.each([
  ['{', 'not readable JSON'],
  ['[]', 'not readable JSON'],
  ['{"name": {"th": ""}}', '"name"'],
  ['{"logo": "missing.png"}', '"logo"'],
  ['{"logo": "run.exe"}', '"logo"'],
  ['{"hours": {"opens": "16:30", "closes": "08:30", "weekdays": [1]}}', '"opens"'],
  ['{"hours": {"opens": "08:30", "closes": "16:30", "weekdays": [7]}}', 'weekdays'],
  ['{"uploads": {"megabytesPerFile": 0, "filesPerField": 3}}', 'megabytesPerFile'],
  ['{"clockRules": {"lateLetterEveryDay": 7}}', 'lateLetterEveryDay'],
])('settings saying %s are refused', (json, fault) => {
  const DATA_DIR = temporaryFolder()
  writeFileSync(join(DATA_DIR, 'settings.json'), json)
  const told = faultsOf({ DATA_DIR }).join('\n')
  expect(told).toContain('settings.json')
  expect(told).toMatch(new RegExp(fault === 'not readable JSON' ? 'readable JSON' : fault))
})
