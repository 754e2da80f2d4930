import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import Sqlite from 'better-sqlite3'
import { URI, type TOTP } from 'otpauth'
import { onTestFinished } from 'vitest'
import { makeCalendar, STANDARD_HOURS } from '../../src/calendar/working-time.ts'
import { newEscrow } from '../../src/whistle/escrow.ts'
import { random } from '../../src/whistle/primitives.ts'
import type { WhistleParts } from '../../src/whistle/parts.ts'
import type { Receipt } from '../../src/whistle/receipt.ts'
import { reportOf, type Report } from '../../src/whistle/report.ts'
import type { Reporter } from '../../src/whistle/returning.ts'
import type { Roster } from '../../src/whistle/roster.ts'
import { newRosterKey, signRoster } from '../../src/whistle/roster-signature.ts'
import type { Member } from '../../src/whistle/sign-in.ts'
import { openWhistle, type Whistle } from '../../src/whistle/whistle.ts'

/** Argon2 as cheap as it goes: the tests are of what is built on it. */
export const CHEAP = { receipt: { memory: 64, passes: 2 }, passphrase: { memory: 64, passes: 2 } }
export const PASSPHRASE = 'ข้าวเหนียวมะม่วงหน้าร้อน'

/** Pim is the auditor; the others hold the posts their names do not tell. */
export const PANEL = {
  pim: ['auditor'],
  wichai: ['palad'],
  nok: ['lawyer'],
  prasit: ['mayor'],
} as const
export type PanelId = keyof typeof PANEL

export type Bench = {
  folder: string
  whistle: Whistle
  parts: WhistleParts
  clock: { now: () => Date; pass: (time: { days?: number; seconds?: number }) => void }
  seed: string
  escrow: { recipient: string; shares: string[] }
  recovery: Record<string, string>
  totp: Record<string, TOTP>
  /** As a member signs in, with the next code of their telephone. */
  signedIn: (id: string, passphrase?: string) => Promise<Member>
  /** The same files opened again, as after a restart. */
  restart: () => Promise<Whistle>
  install: (change?: Partial<Roster>) => Promise<void>
  join: (id: string) => Promise<void>
}

/** A channel in a folder of its own, its ceremony done: four members, an escrow, a signed roster. Monday 23 November 2569. */
export async function bench(over: Partial<WhistleParts> = {}): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'sala-whistle-'))
  let at = Date.parse('2026-11-23T02:00:00.000Z')
  const { seed, key } = newRosterKey()
  const escrow = await newEscrow()
  const parts: WhistleParts = {
    dataDir: folder,
    pepper: random(32),
    pin: { key, atLeast: 1 },
    calendar: async () => makeCalendar({ hours: STANDARD_HOURS, holidays: [] }),
    now: () => new Date(at),
    pause: async () => {},
    cost: CHEAP,
    ...over,
  }
  const clock = {
    now: parts.now,
    pass: ({ days = 0, seconds = 0 }: { days?: number; seconds?: number }) =>
      (at += days * 86_400_000 + seconds * 1000),
  }
  const [recovery, totp]: [Record<string, string>, Record<string, TOTP>] = [{}, {}]
  const made: Bench = {
    ...{ folder, parts, clock, seed, escrow, recovery, totp },
    whistle: await openWhistle(parts),
    signedIn: async (id, passphrase = PASSPHRASE) => {
      clock.pass({ seconds: 30 })
      const code = totp[id]?.generate({ timestamp: +clock.now() }) ?? ''
      const cookie = await made.whistle.panel.signIn({ id, passphrase, code })
      const member = await made.whistle.panel.who(cookie)
      if (!member) throw new Error(`${id} could not sign in`)
      return member
    },
    restart: async () => {
      await made.whistle.close()
      made.whistle = await openWhistle(parts)
      return made.whistle
    },
    install: async (change = {}) => {
      const draft = await made.whistle.panel.draft({
        escrows: [{ recipient: escrow.recipient, holders: ['mayor', 'palad', 'auditor'] }],
      })
      const members = draft.members.map((member) => ({
        ...member,
        positions: [...(PANEL[member.id as PanelId] ?? ['works-officer'])],
      }))
      const answer = await made.whistle.panel.install(
        signRoster({ ...draft, members, ...change }, seed),
        'lead',
      )
      if (answer.kind !== 'installed') throw new Error(answer.fault)
    },
    join: async (id) => {
      const code = await made.whistle.panel.invite(id, id)
      const begun = await made.whistle.panel.join(code, PASSPHRASE)
      if (begun.kind !== 'begun') throw new Error(begun.kind)
      recovery[id] = begun.recoveryCode
      totp[id] = URI.parse(begun.totpUri) as TOTP
      const confirmed = await made.whistle.panel.confirm(
        begun.ticket,
        totp[id].generate({ timestamp: +clock.now() }),
      )
      if (confirmed === 'wrongCode') throw new Error(confirmed)
    },
  }
  for (const id of Object.keys(PANEL)) await made.join(id)
  await made.install()
  onTestFinished(async () => {
    await made.whistle.close().catch(() => {})
    rmSync(folder, { recursive: true, force: true })
  })
  return made
}

/** A marked word that no file of the channel may hold in the clear. */
export const SECRET = 'เงินใต้โต๊ะของสมชาย'

export const fullReport = (over: Record<string, string> = {}): Report =>
  reportOf(
    {
      what: `${SECRET} ที่โครงการถนน`,
      who: 'ปลัดเทศบาล',
      when: 'ตุลาคม 2569',
      evidence: 'ใบเสร็จสองฉบับ',
      circumstances: 'จ่ายเงินหลังประชุม',
      witnesses: 'เจ้าพนักงานพัสดุ',
      ...over,
    },
    'th',
  )

/** A report as Somchai sends it, after reading the page for a while. */
export async function sent(
  { whistle, clock }: Bench,
  subjects: string[] = ['works-officer'],
  report: Report = fullReport(),
): Promise<{ receipt: Receipt; reporter: Reporter; id: string }> {
  const nonce = whistle.reporter.issueNonce()
  clock.pass({ seconds: 5 })
  const answer = await whistle.reporter.submit({ nonce, report, subjects })
  if (answer.kind !== 'sent') throw new Error(answer.kind)
  const reporter = whistle.reporter.who(answer.cookie)
  if (!reporter) throw new Error('not signed in')
  return { receipt: answer.receipt, reporter, id: reporter.reportId }
}

/** Raw rows, as a thief or an attacker with a database tool has them. */
export function database(folder: string, name: 'whistle' | 'shred' = 'whistle'): Sqlite.Database {
  const file = new Sqlite(join(folder, `${name}.db`))
  onTestFinished(() => void file.close())
  return file
}

export const piecesOf = (bytes: Uint8Array, size = 10_000): Readable =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
      Buffer.from(bytes.subarray(n * size, (n + 1) * size)),
    ),
  )

export async function allOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}
