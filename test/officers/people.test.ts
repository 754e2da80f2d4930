import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { formOf, headingOf, summaryOf, wordsOf } from '../support/html.ts'
import { fileLight, makeClient, makeClock } from '../support/journey.ts'
import { makePeople, PASSWORD } from '../support/officers.ts'

async function office() {
  const clock = makeClock()
  const opened = await testApp({}, clock.now)
  const people = makePeople(opened, clock.now)
  const amnat = await people.amnat()
  const malee = await people.officer('malee')
  return { ...opened, clock, people, amnat, malee, path: `/desk/people/${malee.id}` }
}

/** The administrator's own password, where a role or a division is changed. */
const proof = { moveCurrent: PASSWORD }
const asOf = { name: 'มาลี ศรีสุข', title: 'นายช่างโยธา', role: 'officer', division: 'public-works' }

async function stateOf(
  { engine: { db, tables } }: Pick<Awaited<ReturnType<typeof office>>, 'engine'>,
  id: string,
) {
  const [row] = await db.select().from(tables.officer).where(eq(tables.officer.id, id))
  return row
}

describe('the list of officers', () => {
  test('names everybody with role, division and state; those who ended stand apart', async () => {
    const { amnat, people, path } = await office()
    await people.officer('anan')
    await amnat.post(`${path}/end`)
    const words = wordsOf((await amnat.get('/desk/people')).body)
    for (const seen of ['อนันต์ แก้วดี', 'กองสาธารณสุข', 'อำนาจ รักษา', 'ผู้ดูแลระบบ', 'ใช้งานอยู่'])
      expect(words).toContain(seen)
    expect(words).toMatch(/ผู้ที่สิ้นสุดการใช้งาน 1 คน\s+มาลี ศรีสุข/)
  })

  test('shows no trace of the place kept for the first administrator', async () => {
    const { amnat, engine } = await office()
    const one = {
      id: 'first-administrator',
      email: '',
      name: '',
      title: '',
      role: 'administrator',
      state: 'invited',
    }
    await engine.atomically((tx) => [
      tx.insert(engine.tables.officer).values({ ...one, createdAt: '2026-01-01T00:00:00.000Z' }),
    ])
    expect((await amnat.get('/desk/people')).body).not.toContain('first-administrator')
    expect((await amnat.get('/desk/people/first-administrator')).status).toBe(404)
  })
})

describe('an invitation', () => {
  test('with faults is asked again with everything that was typed', async () => {
    const { amnat } = await office()
    const typed = {
      name: 'ปิติ พอใจ',
      title: '',
      email: 'piti@',
      role: 'head',
      division: '',
      current: PASSWORD,
    }
    const page = await amnat.post('/desk/people/new', typed)
    expect(page.status).toBe(422)
    expect(summaryOf(page.body).map(({ href }) => href)).toEqual(['#title', '#email', '#division'])
    expect(formOf(page.body, '/desk/people/new').values).toMatchObject({
      name: ['ปิติ พอใจ'],
      email: ['piti@'],
      role: ['head'],
    })
  })

  test('of an e-mail that is taken, a role or division that is none, and endless words is refused', async () => {
    const { amnat, malee, engine } = await office()
    const right = {
      name: 'ปิติ พอใจ',
      title: 'นิติกร',
      email: 'piti@kham.example.go.th',
      role: 'officer',
      division: 'health',
      current: PASSWORD,
    }
    const before = await engine.db.$count(engine.tables.officer)
    for (const [change, field] of [
      [{ email: malee.email.toUpperCase() }, '#email'],
      [{ email: 'a b@kham.example.go.th' }, '#email'],
      [{ email: 'piti@localhost' }, '#email'],
      [{ email: '"x"@kham.example.go.th' }, '#email'],
      [{ role: 'mayor' }, '#role'],
      [{ role: '' }, '#role'],
      [{ division: 'no-such' }, '#division'],
      [{ name: 'ก'.repeat(101) }, '#name'],
      [{ name: ' \u200b\u202e ' }, '#name'],
    ] as const) {
      const page = await amnat.post('/desk/people/new', { ...right, ...change })
      expect([change, page.status, summaryOf(page.body)[0]?.href]).toEqual([change, 422, field])
    }
    expect(await engine.db.$count(engine.tables.officer)).toBe(before)
    expect((await amnat.post('/desk/people/new', right)).status).toBe(200)
  })
})

describe('an unlocked screen', () => {
  test('makes no link and takes no second factor off without the password of whoever sits there', async () => {
    const { amnat, engine, path } = await office()
    const piti = { name: 'ปิติ', title: 'นิติกร', email: 'p@kham.example.go.th', role: 'administrator' }
    for (const [current, said] of [
      ['', 'กรอกรหัสผ่านปัจจุบัน'],
      ['เดาไปเรื่อยๆสิบสองตัว', 'รหัสผ่านปัจจุบันไม่ถูกต้อง'],
    ] as const)
      for (const [address, fields] of [
        [`${path}/link`, { dropFactor: 'yes' }],
        ['/desk/people/new', piti],
      ] as const) {
        const page = await amnat.post(address, { ...fields, current })
        expect([address, page.status]).toEqual([address, 422])
        expect(summaryOf(page.body)).toEqual([{ href: '#current', text: said }])
        expect(formOf(page.body, address).values).toMatchObject(
          Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value]])),
        )
        if (current) expect(page.body).not.toContain(current)
      }
    expect(await engine.db.$count(engine.tables.officerLink)).toBe(0)
    expect(await engine.db.$count(engine.tables.officer)).toBe(2)
  })

  test.each([
    ['another role', { role: 'administrator', division: '' }],
    ['another division', { division: 'health' }],
  ])('gives nobody %s without the password of whoever sits there', async (_what, change) => {
    const made = await office()
    const { amnat, malee, path } = made
    for (const [moveCurrent, said] of [
      ['', 'กรอกรหัสผ่านปัจจุบัน'],
      ['เดาไปเรื่อยๆสิบสองตัว', 'รหัสผ่านปัจจุบันไม่ถูกต้อง'],
    ] as const) {
      const typed = { ...asOf, name: 'มาลี ใหม่', ...change }
      const page = await amnat.post(path, { ...typed, moveCurrent })
      expect(page.status).toBe(422)
      expect(summaryOf(page.body)).toEqual([{ href: '#moveCurrent', text: said }])
      const kept = formOf(page.body, path).values
      expect([kept['name'], kept['role']]).toEqual([[typed.name], [typed.role]])
      if (moveCurrent) expect(page.body).not.toContain(moveCurrent)
    }
    expect(await stateOf(made, malee.id)).toMatchObject({
      role: 'officer',
      division: 'public-works',
      name: malee.name,
    })
    expect((await amnat.post(path, { ...asOf, ...change, ...proof })).status).toBe(303)
  })

  test('never leads to a link of its own officer, whose page sends them to their account', async () => {
    const made = await office()
    const { amnat, engine } = made
    const path = `/desk/people/${amnat.officer.id}`
    const answer = await amnat.post(`${path}/link`, { dropFactor: 'yes', current: PASSWORD })
    expect(answer.status).toBe(403)
    expect(await engine.db.$count(engine.tables.officerLink)).toBe(0)
    expect((await stateOf(made, amnat.officer.id))?.totpSecret).not.toBeNull()
    const page = (await amnat.get(path)).body
    expect(page).not.toContain(`action="${path}/link"`)
    expect(wordsOf(page)).toContain('เปลี่ยนรหัสผ่านและรหัสจากโทรศัพท์ของตนเองได้ที่ บัญชี')
  })
})

describe('a change', () => {
  test('of role or division ends their sessions, and the next sign-in sees the new one', async () => {
    const { amnat, people, malee, path } = await office()
    const signedIn = await people.malee()
    const changed = await amnat.post(path, { ...asOf, role: 'head', division: 'health', ...proof })
    expect(changed.location).toBe(`${path}?done=changed`)
    expect((await signedIn.get('/desk/account')).status).toBe(303)
    const again = await people.again('malee')
    const words = wordsOf((await again.get('/desk/account')).body)
    expect(words).toContain('ผู้อำนวยการกอง')
    expect(words).toContain('กองสาธารณสุข')
    const log = wordsOf((await amnat.get(`/desk/audit?subject=${malee.id}&deed=officer.moved`)).body)
    expect(log).toContain('หน้าที่เดิม: เจ้าหน้าที่ · หน้าที่: ผู้อำนวยการกอง')
  })

  test('of the name alone leaves them where they are', async () => {
    const { amnat, people, path } = await office()
    const signedIn = await people.malee()
    expect((await amnat.post(path, { ...asOf, name: 'มาลี  ศรีสุขใจ' })).status).toBe(303)
    expect((await signedIn.get('/desk/account')).body).toContain('มาลี ศรีสุขใจ')
  })

  test('never touches the e-mail', async () => {
    const made = await office()
    await made.amnat.post(made.path, { ...asOf, email: 'thief@evil.example' })
    expect((await stateOf(made, made.malee.id))?.email).toBe(made.malee.email)
  })

  test('without a division where the role needs one is refused', async () => {
    const { amnat, path } = await office()
    const page = await amnat.post(path, { ...asOf, division: '', ...proof })
    expect([page.status, summaryOf(page.body)[0]?.href]).toEqual([422, '#division'])
  })
})

describe('the last administrator', () => {
  test('can neither be demoted nor ended, by themselves or otherwise', async () => {
    const made = await office()
    const { amnat } = made
    const path = `/desk/people/${amnat.officer.id}`
    const { name, title } = amnat.officer
    const demoted = await amnat.post(path, { name, title, role: 'auditor', division: '', ...proof })
    expect([demoted.status, summaryOf(demoted.body)[0]?.href]).toEqual([422, '#role'])
    const ended = await amnat.post(`${path}/end`)
    expect(ended.status).toBe(422)
    expect(ended.body).toContain('ผู้ดูแลระบบคนสุดท้าย')
    expect((await amnat.get(path)).status).toBe(200)
    expect(await stateOf(made, amnat.officer.id)).toMatchObject({ role: 'administrator', state: 'active' })
  })

  test('is still there when two end each other at the same moment; an invited one does not count', async () => {
    const made = await office()
    const { amnat, malee, path } = made
    await amnat.post('/desk/people/new', {
      name: 'ก',
      title: 'ข',
      email: 'x@y.go.th',
      role: 'administrator',
      division: '',
      current: PASSWORD,
    })
    expect((await amnat.post(`/desk/people/${amnat.officer.id}/end`)).status).toBe(422)
    await amnat.post(path, { ...asOf, role: 'administrator', division: '', ...proof })
    await Promise.all([amnat.post(`${path}/end`), amnat.post(`/desk/people/${amnat.officer.id}/end`)])
    const states = [(await stateOf(made, malee.id))?.state, (await stateOf(made, amnat.officer.id))?.state]
    expect(states.sort()).toEqual(['active', 'ended'])
  })
})

describe('ending an officer', () => {
  test('is asked once, tells what stays in their name, and releases nothing', async () => {
    const { amnat, people, malee, path, app, engine } = await office()
    const signedIn = await people.malee()
    await fileLight(makeClient(app))
    const { request } = engine.tables
    await engine.atomically((tx) => [
      tx.update(request).set({ claimedBy: malee.id, claimedAt: '2026-06-15T03:00:00.000Z' }),
    ])
    const held = wordsOf((await amnat.get(path)).body)
    expect(held).toContain('มีเรื่องที่ยังไม่เสร็จในมือ 1 เรื่อง')
    expect(held).toContain(`/desk?officer=${malee.id}`)
    expect(wordsOf((await amnat.get('/desk/people')).body)).toContain('เรื่องในมือ 1 เรื่อง')
    const asked = await amnat.get(`${path}/end`)
    expect(wordsOf(asked.body)).toContain('มีเรื่องที่ยังไม่เสร็จในมือ 1 เรื่อง')
    expect((await signedIn.get('/desk/account')).status).toBe(200)
    expect((await amnat.post(`${path}/end`)).location).toBe(`${path}?done=ended`)
    expect((await signedIn.get('/desk/account')).status).toBe(303)
    const [row] = await engine.db.select().from(request)
    expect(row?.claimedBy).toBe(malee.id)
    expect(wordsOf((await amnat.get(path)).body)).toContain('มีเรื่องที่ยังไม่เสร็จในมือ 1 เรื่อง')
    const list = (await amnat.get('/desk/people')).body
    expect(wordsOf(list)).toContain('เรื่องในมือ 1 เรื่อง')
    expect(list).toMatch(/<details[^>]* open>/)
    await expect(people.again('malee')).rejects.toThrow('422')
  })

  test('a second time, changing or linking them then, is a conflict', async () => {
    const { amnat, path } = await office()
    await amnat.post(`${path}/end`)
    for (const [address, fields] of [
      [`${path}/end`, {}],
      [path, { ...asOf, name: 'อื่น' }],
      [`${path}/link`, {}],
    ] as const)
      expect([address, (await amnat.post(address, fields)).status]).toEqual([address, 409])
  })

  test('signing them out everywhere leaves the account', async () => {
    const { amnat, people, path } = await office()
    const signedIn = await people.malee()
    expect(wordsOf((await amnat.get(path)).body)).toContain('ให้ออกจากระบบทุกเครื่อง')
    expect((await amnat.post(`${path}/sessions/end`)).status).toBe(303)
    expect((await signedIn.get('/desk/account')).status).toBe(303)
    expect((await (await people.again('malee')).get('/desk/account')).status).toBe(200)
  })
})

test.each(['no-such', '00000000-0000-0000-0000-000000000000', '%25', '{{x}}'])(
  'an officer who is none (%s) is not found, on every page and act',
  async (id) => {
    const { amnat } = await office()
    for (const end of ['', '/end']) expect((await amnat.get(`/desk/people/${id}${end}`)).status).toBe(404)
    for (const end of ['', '/end', '/link', '/sessions/end'])
      expect((await amnat.post(`/desk/people/${id}${end}`, asOf)).status).toBe(404)
  },
)

test('the pages speak English as well', async () => {
  const { amnat, path } = await office()
  expect(headingOf((await amnat.get('/en/desk/people')).body)).toBe('Officers')
  expect((await amnat.get(`/en${path}/end`)).body).toContain('No unfinished case is claimed by them.')
  expect((await amnat.post(`/en${path}`, { ...asOf, role: 'head', ...proof })).location).toBe(
    `/en${path}?done=changed`,
  )
})
