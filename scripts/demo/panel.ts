import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { URI, type TOTP } from 'otpauth'
import type { Calendar } from '../../src/calendar/working-time.ts'
import type { Config } from '../../src/config.ts'
import { newEscrow } from '../../src/whistle/escrow.ts'
import type { WhistleParts } from '../../src/whistle/parts.ts'
import { base64, random } from '../../src/whistle/primitives.ts'
import { showReceipt } from '../../src/whistle/receipt.ts'
import { newRosterKey, signRoster } from '../../src/whistle/roster-signature.ts'
import { PIN_FILE, whistleSettings } from '../../src/whistle/settings.ts'
import { openWhistle, type Whistle } from '../../src/whistle/whistle.ts'
import { liveThroughReports, type PanelPeople } from './panel-life.ts'

/** Who reads reports in the demonstration, and the post that decides which ones they may not. */
const MEMBERS = [
  { id: 'somying', name: 'สมหญิง ตรวจการ', post: 'auditor', title: 'นักวิชาการตรวจสอบภายใน' },
  { id: 'prasit', name: 'ประสิทธิ์ นำชัย', post: 'mayor', title: 'นายกเทศมนตรี' },
  { id: 'wichai', name: 'วิชัย ปกครองดี', post: 'palad', title: 'ปลัดเทศบาล' },
  { id: 'noknoi', name: 'นกน้อย ยุติธรรม', post: 'lawyer', title: 'นิติกร' },
  { id: 'aree', name: 'อารีย์ ครูดี', post: 'education-head', title: 'ผู้อำนวยการกองการศึกษา' },
] as const
/** Who came last stands on a second roster, and reads only what has been sent, or shared, since. */
const NEWCOMER = { id: 'aree', daysAgo: 20 }
export type MemberId = (typeof MEMBERS)[number]['id']

const DAY_MS = 86_400_000
/** The flood of the demonstration is a small one: few reports fill the bucket, and none has to wait. */
const FLOOD = { capacity: 3, refillMs: 3_600_000, slowMs: 0 }

export type DemoPanel = {
  members: { id: MemberId; name: string; title: string; passphrase: string; secret: string }[]
  /** Of a reporter who has been asked something. */
  receipt: string
}
type Parts = {
  config: Pick<Config, 'dataDir' | 'secret' | 'municipality'>
  calendar: () => Promise<Calendar>
  until: Date
  /** Only for tests: the portal that is started afterwards derives passphrases at the usual cost. */
  cost?: NonNullable<WhistleParts['cost']>
}

/**
 * The ceremony and the reports of some fifteen months in an empty data folder. What the lead keeps in the safe is
 * thrown away: the roster of a demonstration cannot be changed.
 */
export async function fillPanel({ config, calendar, until, cost }: Parts): Promise<DemoPanel> {
  let moment = new Date(until.getTime() - 420 * DAY_MS)
  const { seed, key } = newRosterKey()
  const settings = whistleSettings(config.dataDir, config.secret)
  mkdirSync(settings.dataDir, { recursive: true, mode: 0o700 })
  writeFileSync(join(settings.dataDir, PIN_FILE), JSON.stringify({ key, atLeast: 1 }), { mode: 0o600 })
  const whistle = await openWhistle({
    ...settings,
    pin: { key, atLeast: 1 },
    calendar,
    now: () => moment,
    flood: FLOOD,
    pause: async () => {},
    ...(cost && { cost }),
  })
  try {
    const joined: DemoPanel['members'] = []
    const people: Partial<PanelPeople> = {}
    const come = async (who: (typeof MEMBERS)[number]) => {
      const { member, shown } = await comeIn(whistle, who, moment)
      people[who.id] = member
      joined.push(shown)
    }
    for (const who of MEMBERS) if (who.id !== NEWCOMER.id) await come(who)
    await install(whistle, seed, config)
    const newcomer = async () => {
      for (const who of MEMBERS) if (who.id === NEWCOMER.id) await come(who)
      await install(whistle, seed, config)
    }
    const clock = { now: () => moment, set: (instant: Date) => void (moment = instant) }
    const receipt = await liveThroughReports(whistle, people as PanelPeople, clock, until, [
      { daysAgo: NEWCOMER.daysAgo, happens: newcomer },
    ])
    return { members: joined, receipt: showReceipt(receipt) }
  } finally {
    await whistle.close()
  }
}

/** One argon2 call: who has just joined is signed in, and stays so for as long as this lasts. */
async function comeIn({ panel }: Whistle, { id, name, title }: (typeof MEMBERS)[number], now: Date) {
  const passphrase = `sala-${base64(random(12))}`
  const begun = await panel.join(await panel.invite(id, name), passphrase)
  if (begun.kind !== 'begun') throw new Error(`${id} cannot join`)
  const totp = URI.parse(begun.totpUri) as TOTP
  const joined = await panel.confirm(begun.ticket, totp.generate({ timestamp: +now }))
  const member = typeof joined === 'string' ? undefined : await panel.who(joined.cookie)
  if (!member) throw new Error(`${id} has joined and is not there`)
  return { member, shown: { id, name, title, passphrase, secret: totp.secret.base32 } }
}

async function install({ panel }: Whistle, seed: string, { municipality }: Parts['config']) {
  const state = await panel.state()
  const escrows = [{ recipient: (await newEscrow()).recipient, holders: ['mayor', 'palad', 'auditor'] }]
  const first = { municipality: municipality.name, escrows }
  const draft = await panel.draft('panel' in state ? {} : first)
  const posts = new Map<string, string>(MEMBERS.map(({ id, post }) => [id, post]))
  const members = draft.members.map((member) => ({ ...member, positions: [posts.get(member.id) ?? ''] }))
  const answer = await panel.install(signRoster({ ...draft, members }, seed), 'operator')
  if (answer.kind !== 'installed') throw new Error(`the roster was refused: ${answer.fault}`)
}
