import { randomUUID } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { keyFor, seal } from '../../src/officers/keys.ts'
import type { Officer, Role } from '../../src/officers/officer.ts'
import { makePasswords } from '../../src/officers/passwords.ts'
import type { TestApp } from './app.ts'
import { makeClient, type Client } from './journey.ts'
import { CHEAP } from './password-cost.ts'

export const PASSWORD = 'ฝนตกที่โป่งแดงสี่วัน'
/** The second factor of those who must have one. */
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

type Person = { name: string; title: string; role: Role; division: string | null }

const PEOPLE = {
  malee: { name: 'มาลี ศรีสุข', title: 'นายช่างโยธา', role: 'officer', division: 'public-works' },
  anan: { name: 'อนันต์ แก้วดี', title: 'นักวิชาการสาธารณสุข', role: 'officer', division: 'health' },
  wichai: { name: 'วิชัย มั่นคง', title: 'ผู้อำนวยการกองช่าง', role: 'head', division: 'public-works' },
  pranee: { name: 'ปราณี ใจงาม', title: 'หัวหน้าสำนักปลัด', role: 'triage', division: null },
  amnat: { name: 'อำนาจ รักษา', title: 'นักวิชาการคอมพิวเตอร์', role: 'administrator', division: null },
  somying: { name: 'สมหญิง ตรวจดี', title: 'หน่วยตรวจสอบภายใน', role: 'auditor', division: null },
} as const satisfies Record<string, Person>
export type PersonName = keyof typeof PEOPLE
export const PERSON_NAMES = Object.keys(PEOPLE) as PersonName[]

export const emailOf = (name: PersonName) => `${name}@kham.example.go.th`

export type SignedIn = Client & { officer: Officer }
type Staff = Record<PersonName, () => Promise<SignedIn>> & {
  /** In the table, without signing in. */
  officer: (name: PersonName) => Promise<Officer>
  /** Another browser of the same person. */
  again: (name: PersonName, options?: { address?: string; code?: string }) => Promise<SignedIn>
}

let hash: Promise<string> | undefined

/**
 * Everybody of the municipality, written when first asked for and signed in by the real pages: Malee (officer,
 * public works), Anan (officer, health), Wichai (head, public works), Pranee (triage), Amnat (administrator), Somying
 * (auditor). `now` is the app's own clock. Amnat signs in with a code, which opens once in its thirty seconds.
 */
export function makePeople(
  { app, engine, config }: Pick<TestApp, 'app' | 'engine' | 'config'>,
  now: () => Date = () => new Date(),
): Staff {
  const written = new Map<PersonName, Promise<Officer>>()
  const signedIn = new Map<PersonName, Promise<SignedIn>>()

  async function write(name: PersonName): Promise<Officer> {
    const id = randomUUID()
    const { officer } = engine.tables
    const one: Officer = {
      ...PEOPLE[name],
      id,
      email: emailOf(name),
      state: 'active',
      createdAt: now().toISOString(),
      endedAt: null,
    }
    hash ??= makePasswords(CHEAP).hash(PASSWORD)
    const passwordHash = await hash
    const needsCode = one.role === 'administrator'
    const totpSecret = needsCode
      ? seal(keyFor(config.secret, 'second factor'), `totp of ${id}`, SECRET)
      : null
    await engine.atomically((tx) => [
      tx
        .insert(officer)
        .values({ ...one, passwordHash, passwordAt: one.createdAt, totpSecret, totpStep: null }),
    ])
    return one
  }

  const officerNamed = (name: PersonName) => {
    const known = written.get(name) ?? write(name)
    written.set(name, known)
    return known
  }

  async function again(name: PersonName, { address = '192.0.2.1', code = codeAt(now()) } = {}) {
    const officer = await officerNamed(name)
    const client = makeClient(app, address)
    let answer = await client.post('/desk/sign-in', { email: officer.email, password: PASSWORD })
    if (answer.location.startsWith('/desk/sign-in/code'))
      answer = await client.post('/desk/sign-in/code', { code })
    if (answer.status !== 303) throw new Error(`${name} cannot sign in: ${answer.status}`)
    return { ...client, officer }
  }

  const once = (name: PersonName) => () => {
    const known = signedIn.get(name) ?? again(name)
    signedIn.set(name, known)
    return known
  }

  return {
    malee: once('malee'),
    anan: once('anan'),
    wichai: once('wichai'),
    pranee: once('pranee'),
    amnat: once('amnat'),
    somying: once('somying'),
    officer: officerNamed,
    again,
  }
}

/** What the phone of somebody with a second factor shows at this moment. */
export function codeAt(at: Date, secret = SECRET): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() })
}
