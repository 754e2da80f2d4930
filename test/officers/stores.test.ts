import { expect, it } from 'vitest'
import { makeQueue } from '../../src/files/queue.ts'
import { makeOfficers } from '../../src/officers/parts.ts'
import type { Entry } from '../../src/officers/signing-in.ts'
import type { Engine } from '../../src/storage/engine.ts'
import { eachEngine } from '../support/engines.ts'
import { makeClock } from '../support/journey.ts'
import { codeAt, PASSWORD } from '../support/officers.ts'
import { CHEAP } from '../support/password-cost.ts'

const HERE = { address: '192.0.2.1', device: 'Chrome · Windows', marks: '' }

function officeOf(engine: Engine) {
  const clock = makeClock()
  const officers = makeOfficers({
    engine,
    secret: Buffer.alloc(32, 5),
    municipality: { th: 'เทศบาล', en: 'Municipality' },
    placeNames: [],
    publicUrl: 'https://sala.example.go.th',
    divisions: async () => [],
    slow: async () => {},
    networkOf: (address) => address,
    makeQueue,
    passwordCost: CHEAP,
    now: clock.now,
  })
  const guestOf = (address: string) => officers.links.find(address.split('/').at(-1) ?? '')

  async function join(email: string, role: 'administrator' | 'auditor') {
    const person = { name: email, title: 'ตำแหน่ง', email, role, division: null }
    const { officer, issued } = await officers.links.invite(null, person)
    const guest = await guestOf(issued.address)
    if (!guest) throw new Error('the link opens nothing')
    await officers.links.accept(guest, PASSWORD)
    const active = await officers.people.find(officer.id)
    if (!active) throw new Error('nobody joined')
    return { officer: active, guest }
  }

  const signIn = (email: string) => officers.signingIn.byPassword(HERE, { email, password: PASSWORD })
  return { ...officers, clock, guestOf, join, signIn }
}

const tokenOf = (entry: Entry) => (entry.outcome === 'in' ? entry.token : '')

eachEngine('the officers', (open) => {
  it('come in by a link that works once, and by their password from then on', async () => {
    const { join, links, staffing, signIn, sessions } = officeOf(await open())
    const { guest } = await join('a@b.go.th', 'auditor')
    expect(await staffing.openCases()).toEqual(new Map())
    await expect(links.accept(guest, PASSWORD)).rejects.toMatchObject({ kind: 'gone' })
    await expect(join('A@b.go.th ', 'auditor')).rejects.toMatchObject({ kind: 'conflict' })
    const held = await sessions.find(tokenOf(await signIn('a@b.go.th')))
    expect(held).toMatchObject({ officer: { email: 'a@b.go.th', state: 'active' }, hasSecondFactor: false })
  })

  it('see their sessions, end them, and lose them when they end', async () => {
    const { join, signIn, sessions, staffing, clock } = officeOf(await open())
    const { officer } = await join('a@b.go.th', 'auditor')
    const tokens = [tokenOf(await signIn('a@b.go.th'))]
    clock.pass(1)
    tokens.push(tokenOf(await signIn('a@b.go.th')), tokenOf(await signIn('a@b.go.th')))
    const opened = await sessions.open(officer.id)
    expect(opened).toHaveLength(3)
    await sessions.end(officer.id, officer.id, opened.at(-1)?.id ?? '')
    expect(await sessions.find(tokens[0])).toBeUndefined()
    await sessions.endAll(officer.id, officer.id, (await sessions.find(tokens[1]))?.session.id)
    expect(await sessions.find(tokens[2])).toBeUndefined()
    expect(await sessions.find(tokens[1])).toBeDefined()
    expect(await staffing.end(null, officer)).toBe('done')
    expect(await sessions.find(tokens[1])).toBeUndefined()
    expect((await signIn('a@b.go.th')).outcome).toBe('wrong')
  })

  it('leave no session behind ninety days after it ran out', async () => {
    const engine = await open()
    const { join, signIn, clock } = officeOf(engine)
    await join('a@b.go.th', 'auditor')
    await signIn('a@b.go.th')
    clock.pass(90 * 24 * 60)
    await signIn('a@b.go.th')
    expect(await engine.db.$count(engine.tables.officerSession)).toBe(2)
    clock.pass(13 * 60)
    await signIn('a@b.go.th')
    expect(await engine.db.$count(engine.tables.officerSession)).toBe(2)
  })

  it('use a code and a recovery code once each', async () => {
    const { join, signIn, sessions, accounts, factor, signingIn, clock } = officeOf(await open())
    const { officer } = await join('a@b.go.th', 'auditor')
    const held = await sessions.find(tokenOf(await signIn('a@b.go.th')))
    const { secret } = factor.offer(officer.id, officer.email)
    if (!held) throw new Error('nobody is in')
    const on = await accounts.turnOnFactor(officer, held.session, secret, codeAt(clock.now(), secret))
    clock.pass(1)
    const asked = await signIn('a@b.go.th')
    const pending = asked.outcome === 'code' ? asked.pending : ''
    const code = codeAt(clock.now(), secret)
    for (const typed of [code, on?.codes[0] ?? '']) {
      expect((await signingIn.byCode(HERE, pending, typed)).outcome).toBe('in')
      expect((await signingIn.byCode(HERE, pending, typed)).outcome).toBe('wrong')
    }
    expect(await factor.codesLeft(officer.id)).toBe(9)
  })

  it('always have an administrator, once they had one', async () => {
    const { join, staffing, links, people } = officeOf(await open())
    const issued = await links.first()
    expect(issued?.address).toContain('/desk/link/')
    const [one, other] = [await join('a@b.go.th', 'administrator'), await join('c@d.go.th', 'administrator')]
    const outcomes = await Promise.all([staffing.end(null, one.officer), staffing.end(null, other.officer)])
    expect(outcomes.sort()).toEqual(['done', 'last'])
    const [left] = await people.active()
    if (!left) throw new Error('nobody is left')
    expect(await staffing.change(null, left, { ...left, role: 'auditor' })).toBe('last')
    expect(await links.first()).toBeUndefined()
  })

  it('are found by division and right, by name in Thai order', async () => {
    const engine = await open()
    const { join, people } = officeOf(engine)
    await join('b@x.go.th', 'auditor')
    await join('a@x.go.th', 'administrator')
    const names = async (filter: Parameters<typeof people.active>[0]) =>
      (await people.active(filter)).map(({ name }) => name)
    expect(await names({})).toEqual(['a@x.go.th', 'b@x.go.th'])
    expect(await names({ right: 'audit.read' })).toEqual(['a@x.go.th', 'b@x.go.th'])
    expect(await names({ right: 'cases.read' })).toEqual(['b@x.go.th'])
    expect(await names({ division: 'health' })).toEqual([])
    const [first] = await people.list()
    expect([
      await people.nameOf(first?.id ?? null),
      await people.nameOf('nobody'),
      await people.nameOf(null),
    ]).toEqual(['a@x.go.th', '—', '—'])
  })
})
