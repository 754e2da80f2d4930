import { describe, expect, test } from 'vitest'
import { makeQueue } from '../../src/files/queue.ts'
import { verifyChain } from '../../src/officers/audit.ts'
import { makeAuditStore } from '../../src/officers/audit-store.ts'
import { auditKey, makeOfficers } from '../../src/officers/parts.ts'
import { MOST_WRONG_CODES, type Entry, type Visitor } from '../../src/officers/signing-in.ts'
import { networkOf } from '../../src/requests/slow.ts'
import { openEmptySqlite } from '../support/engines.ts'
import { makeClock } from '../support/journey.ts'
import { codeAt } from '../support/officers.ts'
import { CHEAP } from '../support/password-cost.ts'

const SECRET = Buffer.alloc(32, 5)
const PASSWORD = 'ฝนตกที่โป่งแดงสี่วัน'
const openEmpty = openEmptySqlite()

const HOME: Visitor = { address: '192.0.2.1', device: 'Chrome · Windows', marks: '' }
const STRANGER: Visitor = { address: '203.0.113.9', device: 'Firefox · Linux', marks: '' }

/** The officers’ parts over a new database, with the waits written down and not waited. */
async function world({ passwordCost = CHEAP, endsAtOnce = true } = {}) {
  const engine = await openEmpty()
  const clock = makeClock()
  const waits: string[] = []
  const held: (() => void)[] = []
  const slow = async (name: string) => {
    waits.push(name)
    if (!endsAtOnce) await new Promise<void>((go) => held.push(go))
  }
  const make = (cost = passwordCost) =>
    makeOfficers({
      engine,
      secret: SECRET,
      municipality: { th: 'เทศบาลตำบลขามทะเลสอ', en: 'Kham Thale So' },
      placeNames: [],
      publicUrl: 'https://sala.example.go.th',
      divisions: async () => [],
      slow,
      networkOf,
      makeQueue,
      passwordCost: cost,
      now: clock.now,
    })
  const officers = make()
  return { engine, clock, waits, officers, make, release: () => held.splice(0).forEach((go) => go()) }
}

/** Pranee of the Palad’s office, in the table with a password of her own. */
async function withPranee(options: Parameters<typeof world>[0] = {}) {
  const made = await world(options)
  const { officers } = made
  const person = { name: 'ปราณี', title: 'หัวหน้าสำนักปลัด', email: 'Pranee@Kham.example.go.th' }
  const { officer, issued } = await officers.links.invite(null, { ...person, role: 'triage', division: null })
  const guest = await officers.links.find(issued.address.split('/').at(-1) ?? '')
  if (!guest) throw new Error('the link opens nothing')
  await officers.links.accept(guest, PASSWORD)
  const signIn = (visitor: Visitor, password = PASSWORD, email = 'pranee@kham.example.go.th') =>
    officers.signingIn.byPassword(visitor, { email, password })
  return { ...made, officer, signIn }
}

/** With a second factor as well; the secret is what her phone holds. */
async function withFactor() {
  const made = await withPranee()
  const { officers, officer, clock } = made
  const { secret } = officers.factor.offer(officer.id, officer.email)
  const began = await made.signIn(HOME)
  const held = await officers.sessions.find(tokenOf(began))
  if (!held) throw new Error('nobody is in')
  const on = await officers.accounts.turnOnFactor(officer, held.session, secret, codeAt(clock.now(), secret))
  clock.pass(1)
  const code = () => codeAt(clock.now(), secret)
  return { ...made, secret, code, codes: on?.codes ?? [], marks: marksOf(began) }
}

const tokenOf = (entry: Entry) => (entry.outcome === 'in' ? entry.token : '')
const marksOf = (entry: Entry) => (entry.outcome === 'in' ? entry.marks : '')
const pendingOf = (entry: Entry) => (entry.outcome === 'code' ? entry.pending : '')
const deedsIn = async ({ engine }: Awaited<ReturnType<typeof world>>) =>
  (await makeAuditStore(engine).after(0, 1000)).map(({ deed, actor, subject }) => ({ deed, actor, subject }))

describe('a password', () => {
  test('lets its owner in, however the e-mail is written', async () => {
    const made = await withPranee()
    for (const email of [
      'pranee@kham.example.go.th',
      ' PRANEE@kham.example.go.th ',
      'ｐranee@kham.example.go.th',
    ])
      expect((await made.signIn(HOME, PASSWORD, email)).outcome).toBe('in')
    expect(made.waits).toEqual([])
    expect((await deedsIn(made)).at(-1)).toEqual({
      deed: 'session.began',
      actor: made.officer.id,
      subject: made.officer.id,
    })
  })

  test('that is wrong, an e-mail nobody has, an invitation not yet used and an officer who ended are one answer', async () => {
    const made = await withPranee()
    const { officers, signIn, waits } = made
    const person = { name: 'ก', title: 'ข', role: 'auditor', division: null } as const
    await officers.links.invite(null, { ...person, email: 'invited@kham.example.go.th' })
    const ended = await officers.links.invite(null, { ...person, email: 'ended@kham.example.go.th' })
    await officers.staffing.end(null, ended.officer)
    const wrong: Entry = { outcome: 'wrong' }
    expect(await signIn(STRANGER, 'ไม่ใช่รหัสของปราณี')).toEqual(wrong)
    for (const email of [
      'nobody@kham.example.go.th',
      'invited@kham.example.go.th',
      'ended@kham.example.go.th',
      '',
    ])
      expect(await signIn(STRANGER, PASSWORD, email)).toEqual(wrong)
    // Each waits under the network and under the account, whether there is one or not.
    expect(waits.filter((name) => name === STRANGER.address)).toHaveLength(5)
    expect(waits).toContain('account nobody@kham.example.go.th')
    expect(waits).toHaveLength(10)
    const refused = (await deedsIn(made)).filter(({ deed }) => deed === 'session.refused')
    expect(refused).toHaveLength(5)
    expect(refused[0]?.subject).toBe(made.officer.id)
    expect(refused.map(({ actor }) => actor)).toEqual([null, null, null, null, null])
  })

  test('is looked at for an e-mail that nobody has, at the same cost', async () => {
    const { signIn } = await withPranee({ passwordCost: { memory: 8 * 1024, passes: 3 } })
    const timed = async (email: string) => {
      const start = performance.now()
      await signIn(STRANGER, 'ไม่ใช่รหัสของปราณี', email)
      return performance.now() - start
    }
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] }
    await timed('warm@kham.example.go.th')
    for (let n = 0; n < 8; n++) {
      times.known.push(await timed('pranee@kham.example.go.th'))
      times.unknown.push(await timed(`nobody-${n}@kham.example.go.th`))
    }
    // The quickest of each: whatever else the machine does only makes them slower.
    const [known, unknown] = [Math.min(...times.known), Math.min(...times.unknown)]
    expect(unknown).toBeGreaterThan(known / 3)
    expect(unknown).toBeLessThan(known * 3)
  })

  test('never waits for others’ wrong guesses', async () => {
    const { signIn, waits } = await withPranee()
    for (let n = 0; n < 30; n++)
      await signIn({ ...STRANGER, address: `198.51.100.${n}` }, 'เดาไปเรื่อยๆสิบสองตัว')
    waits.length = 0
    expect((await signIn(HOME)).outcome).toBe('in')
    expect((await signIn(STRANGER)).outcome).toBe('in')
    expect(waits).toEqual([])
  })

  test('made at an older cost is hashed anew when it is right, and still opens', async () => {
    const made = await withPranee()
    const hashOf = async () =>
      (await made.engine.db.select().from(made.engine.tables.officer))[0]?.passwordHash
    const before = await hashOf()
    const dearer = made.make({ memory: 2048, passes: 2 })
    const typed = { email: 'pranee@kham.example.go.th', password: PASSWORD }
    expect((await dearer.signingIn.byPassword(HOME, typed)).outcome).toBe('in')
    const after = await hashOf()
    expect(after).not.toBe(before)
    expect(after).toContain('m=2048')
    expect((await dearer.signingIn.byPassword(HOME, typed)).outcome).toBe('in')
    expect(await hashOf()).toBe(after)
  })
})

describe('a network that guesses', () => {
  test('has twenty guesses in hand at most; its owner’s known browser and other networks come in all the while', async () => {
    const { signIn, release } = await withPranee({ endsAtOnce: false })
    const marks = marksOf(await signIn(HOME))
    const guesses = Array.from({ length: 20 }, () => signIn(STRANGER, 'เดาไปเรื่อยๆสิบสองตัว'))
    await expect(signIn(STRANGER)).rejects.toMatchObject({ kind: 'tooMany' })
    expect((await signIn({ ...STRANGER, marks })).outcome).toBe('in')
    expect((await signIn(HOME)).outcome).toBe('in')
    while ((await Promise.race([Promise.all(guesses), soon()])) === 'not yet') release()
    expect((await signIn(STRANGER)).outcome).toBe('in')
  })

  test('wrong guesses of the owner’s own browser count by themselves', async () => {
    const { signIn, waits } = await withPranee()
    const marks = marksOf(await signIn(HOME))
    await signIn({ ...HOME, marks }, 'พิมพ์ผิดสักสองสามตัว')
    expect(waits).toEqual([expect.stringMatching(/^browser /)])
  })

  test('a mark of another officer, a forged one and one of half a year ago make no browser known', async () => {
    const { officers, signIn, waits, clock } = await withPranee()
    const marks = marksOf(await signIn(HOME))
    const person = { name: 'ก', title: 'ข', role: 'auditor', division: null } as const
    const { issued } = await officers.links.invite(null, { ...person, email: 'other@kham.example.go.th' })
    const guest = await officers.links.find(issued.address.split('/').at(-1) ?? '')
    if (guest) await officers.links.accept(guest, PASSWORD)
    await signIn({ ...HOME, marks }, 'พิมพ์ผิดสักสองสามตัว', 'other@kham.example.go.th')
    await signIn({ ...HOME, marks: `${marks}x` }, 'พิมพ์ผิดสักสองสามตัว')
    clock.pass(181 * 24 * 60)
    await signIn({ ...HOME, marks }, 'พิมพ์ผิดสักสองสามตัว')
    expect(waits.filter((name) => name.startsWith('browser'))).toEqual([])
    expect(waits).toHaveLength(6)
  })
})

const soon = () => new Promise<'not yet'>((resolve) => setTimeout(() => resolve('not yet'), 5))

describe('the second factor', () => {
  test('is asked for after a right password, and nobody is in before it', async () => {
    const made = await withFactor()
    const entry = await made.signIn(STRANGER)
    expect(entry.outcome).toBe('code')
    const before = (await deedsIn(made)).at(-1)
    expect(before).toEqual({ deed: 'session.password', actor: made.officer.id, subject: made.officer.id })
    expect((await made.officers.signingIn.byCode(STRANGER, pendingOf(entry), made.code())).outcome).toBe('in')
  })

  test('a code opens once, and one from before it not at all', async () => {
    const { officers, signIn, code, clock, waits } = await withFactor()
    const pending = pendingOf(await signIn(STRANGER))
    const earlier = code()
    clock.pass(0.5)
    const used = code()
    expect((await officers.signingIn.byCode(STRANGER, pending, used)).outcome).toBe('in')
    expect(await officers.signingIn.byCode(STRANGER, pending, used)).toEqual({ outcome: 'wrong' })
    expect(await officers.signingIn.byCode(STRANGER, pending, earlier)).toEqual({ outcome: 'wrong' })
    expect(waits).toHaveLength(4)
    clock.pass(0.5)
    expect((await officers.signingIn.byCode(STRANGER, pending, code())).outcome).toBe('in')
  })

  test('a clock that is half a minute off is forgiven, one of two minutes is not', async () => {
    const { officers, signIn, secret, clock } = await withFactor()
    const pending = pendingOf(await signIn(HOME))
    const at = (seconds: number) => codeAt(new Date(clock.now().getTime() + seconds * 1000), secret)
    for (const far of [-120, 120])
      expect((await officers.signingIn.byCode(HOME, pending, at(far))).outcome).toBe('wrong')
    expect((await officers.signingIn.byCode(HOME, pending, at(30))).outcome).toBe('in')
  })

  test('each recovery code opens once, however it is typed, and new codes replace the old', async () => {
    const { officers, officer, signIn, codes } = await withFactor()
    const pending = pendingOf(await signIn(STRANGER))
    expect(codes).toHaveLength(10)
    const [first = '', second = '', third = ''] = codes
    const by = async (typed: string) => (await officers.signingIn.byCode(STRANGER, pending, typed)).outcome
    expect(await by(` ${first.toUpperCase().replaceAll('-', ' ')} `)).toBe('in')
    expect(await by(first)).toBe('wrong')
    expect(await by(second.replaceAll('-', ''))).toBe('in')
    expect(await officers.factor.codesLeft(officer.id)).toBe(8)
    const renewed = await officers.accounts.renewCodes(officer)
    expect(await by(third)).toBe('wrong')
    expect(await by(renewed[0] ?? '')).toBe('in')
    expect(await officers.factor.codesLeft(officer.id)).toBe(9)
  })

  test('after many wrong codes from strange browsers no code is taken from them; her own browser and a recovery code still open', async () => {
    const { officers, signIn, code, codes, clock, marks } = await withFactor()
    const pending = pendingOf(await signIn(STRANGER))
    for (let n = 0; n < MOST_WRONG_CODES; n++)
      expect((await officers.signingIn.byCode(STRANGER, pending, '000000')).outcome).toBe('wrong')
    expect(await officers.signingIn.byCode(STRANGER, pending, code())).toEqual({ outcome: 'blocked' })
    expect(await officers.signingIn.byCode(HOME, pending, code())).toEqual({ outcome: 'blocked' })
    expect((await officers.signingIn.byCode({ ...HOME, marks }, pending, code())).outcome).toBe('in')
    expect((await officers.signingIn.byCode(HOME, pending, codes[0] ?? '')).outcome).toBe('in')
    clock.pass(61)
    const later = pendingOf(await signIn(STRANGER))
    expect((await officers.signingIn.byCode(STRANGER, later, code())).outcome).toBe('in')
  })

  test('wrong codes sent at once are no more than those sent one after the other; her own browser comes in meanwhile', async () => {
    const { officers, signIn, code, codes, marks } = await withFactor()
    const pending = pendingOf(await signIn(STRANGER))
    const guess = (n: number) =>
      officers.signingIn
        .byCode({ ...STRANGER, address: `198.51.100.${n}` }, pending, '000000')
        .then(({ outcome }) => outcome)
        .catch((error: { kind: string }) => error.kind)
    const wave = Array.from({ length: 100 }, (_, n) => guess(n))
    expect((await officers.signingIn.byCode({ ...HOME, marks }, pending, code())).outcome).toBe('in')
    expect((await officers.signingIn.byCode(HOME, pending, codes[0] ?? '')).outcome).toBe('in')
    const answers = await Promise.all(wave)
    for (let more = 0; more < 8; more++)
      answers.push(...(await Promise.all(Array.from({ length: 20 }, (_, n) => guess(n)))))
    expect(answers.filter((answer) => answer === 'wrong')).toHaveLength(MOST_WRONG_CODES)
    expect(new Set(answers)).toEqual(new Set(['wrong', 'tooMany', 'blocked']))
  })

  test('a right password waits ten minutes for its code, and not beyond a change of it or the end of its owner', async () => {
    const { officers, officer, signIn, code, clock } = await withFactor()
    const late = pendingOf(await signIn(STRANGER))
    clock.pass(10)
    expect(await officers.signingIn.byCode(STRANGER, late, code())).toEqual({ outcome: 'over' })
    expect(await officers.signingIn.byCode(STRANGER, 'made up', code())).toEqual({ outcome: 'over' })
    const pending = pendingOf(await signIn(STRANGER))
    const { address } = await officers.links.renew(null, officer)
    const guest = await officers.links.find(address.split('/').at(-1) ?? '')
    if (guest) await officers.links.accept(guest, 'ทุ่งนาสีทองหลังฝน')
    expect(await officers.signingIn.byCode(STRANGER, pending, code())).toEqual({ outcome: 'over' })
    const again = pendingOf(await signIn(STRANGER, 'ทุ่งนาสีทองหลังฝน'))
    await officers.staffing.end(null, officer)
    expect(await officers.signingIn.byCode(STRANGER, again, code())).toEqual({ outcome: 'over' })
  })

  test('the secret and the codes are not in the database as they are', async () => {
    const { engine, secret, codes } = await withFactor()
    const rows = JSON.stringify([
      await engine.db.select().from(engine.tables.officer),
      await engine.db.select().from(engine.tables.recoveryCode),
    ])
    expect(rows).toContain('pranee@kham.example.go.th')
    for (const word of [secret, ...codes, PASSWORD]) expect(rows).not.toContain(word)
  })
})

test('everything that happened at the door is one chain', async () => {
  const { engine, signIn } = await withPranee()
  await Promise.all(
    Array.from({ length: 12 }, (_, n) =>
      signIn({ ...HOME, address: `192.0.2.${n}` }, n % 2 ? PASSWORD : 'ไม่ใช่รหัสของปราณี'),
    ),
  )
  expect(await verifyChain(makeAuditStore(engine), auditKey(SECRET))).toMatchObject({
    holds: true,
    entries: 14,
  })
})
