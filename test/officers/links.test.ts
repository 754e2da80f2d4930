import { describe, expect, test } from 'vitest'
import { makeCatalogue } from '../../src/catalogue/store.ts'
import { makeStaff } from '../../src/staff.ts'
import { testApp, type TestApp } from '../support/app.ts'
import { formOf, headingOf, summaryOf, wordsOf } from '../support/html.ts'
import { makeClient, makeClock, type Answer } from '../support/journey.ts'
import { codeAt, emailOf, makePeople, PASSWORD } from '../support/officers.ts'
import { CHEAP } from '../support/password-cost.ts'

const NEW = 'ทุ่งนาสีทองหลังฝน'
const chosen = { password: NEW, repeat: NEW }

async function desk(config = {}) {
  const clock = makeClock()
  const opened = await testApp(config, clock.now)
  return { ...opened, opened, clock, people: makePeople(opened, clock.now), client: makeClient(opened.app) }
}

const inviteMalee = {
  name: 'มาลี ศรีสุข',
  title: 'นายช่างโยธา',
  email: 'Malee@Kham.example.go.th',
  role: 'officer',
  division: 'public-works',
  current: PASSWORD,
}
const proof = { current: PASSWORD }

/** The path of the link a page shows. */
function linkOn({ body }: Answer): string {
  const address = wordsOf(/<textarea[^>]*>\n?([\s\S]*?)<\/textarea>/.exec(body)?.[1] ?? '')
  return new URL(address).pathname
}

const pathOf = ({ address }: { address: string }) => new URL(address).pathname

const maleesPage = ({ body }: Answer) => /href="(\/desk\/people\/[\w-]{36})">มาลี/.exec(body)?.[1] ?? ''

const staffOf = ({ config, engine }: TestApp, now: () => Date) =>
  makeStaff({
    config,
    engine,
    divisions: makeCatalogue(engine).divisions,
    origin: 'http://localhost:3000',
    now,
    passwordCost: CHEAP,
  })

describe('an invitation', () => {
  test('is shown once to the administrator, and lets its owner choose a password and in', async () => {
    const { people, client, engine } = await desk()
    const amnat = await people.amnat()
    const made = await amnat.post('/desk/people/new', inviteMalee)
    expect([made.status, headingOf(made.body)]).toEqual([200, 'ลิงก์พร้อมแล้ว'])
    expect(made.headers['cache-control']).toBe('no-store')
    const path = linkOn(made)
    expect(path).toMatch(/^\/desk\/link\/[\w-]{43}$/)
    const token = path.split('/').at(-1) ?? ''
    expect(JSON.stringify(await engine.db.select().from(engine.tables.officerLink))).not.toContain(token)
    expect((await amnat.get('/desk/people')).body).toContain('เชิญแล้ว ยังไม่เข้าใช้')

    const shown = await client.get(path)
    expect(shown.headers['referrer-policy']).toBe('no-referrer')
    expect([shown.status, headingOf(shown.body)]).toEqual([200, 'ยินดีต้อนรับสู่ระบบงาน'])
    expect(shown.body).toContain('malee@kham.example.go.th')
    const entered = await client.post(formOf(shown.body).action, chosen)
    expect(entered.status).toBe(303)
    expect((await client.get('/desk/account')).body).toContain('มาลี ศรีสุข')
  })

  test('works once, also when two use it at the same moment', async () => {
    const { people, app } = await desk()
    const path = linkOn(await (await people.amnat()).post('/desk/people/new', inviteMalee))
    const both = await Promise.all([makeClient(app).post(path, chosen), makeClient(app).post(path, chosen)])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 404])
    const late = await makeClient(app).get(path)
    expect([late.status, headingOf(late.body)]).toEqual([404, 'ลิงก์นี้ใช้ไม่ได้แล้ว'])
  })

  test('is not used up by looking, nor by a password that is refused', async () => {
    const { people, client } = await desk()
    const path = linkOn(await (await people.amnat()).post('/desk/people/new', inviteMalee))
    for (let n = 0; n < 3; n++) expect((await client.get(path)).status).toBe(200)
    const poor = await client.post(path, { password: 'khamthaleso2569', repeat: '' })
    expect([poor.status, summaryOf(poor.body)[0]?.href]).toEqual([422, '#password'])
    expect(poor.body).not.toContain('khamthaleso2569')
    const differs = await client.post(path, { password: NEW, repeat: `${NEW}x` })
    expect(summaryOf(differs.body)).toEqual([
      { href: '#repeat', text: 'รหัสผ่านสองช่องไม่ตรงกัน กรอกใหม่ทั้งสองช่อง' },
    ])
    expect((await client.post(path, chosen)).status).toBe(303)
  })

  test('runs out after a week; a new link replaces the one before', async () => {
    const { people, client, clock } = await desk()
    const amnat = await people.amnat()
    const first = linkOn(await amnat.post('/desk/people/new', inviteMalee))
    clock.pass(7 * 24 * 60 - 1)
    expect((await client.get(first)).status).toBe(200)
    clock.pass(1)
    expect((await client.get(first)).status).toBe(404)
    expect((await client.post(first, chosen)).status).toBe(404)
    const later = await people.again('amnat')
    const page = maleesPage(await later.get('/desk/people'))
    const second = linkOn(await later.post(`${page}/link`, proof))
    const third = linkOn(await later.post(`${page}/link`, proof))
    expect((await client.get(second)).status).toBe(404)
    expect((await client.get(third)).status).toBe(200)
  })

  test('of somebody who was ended opens nothing', async () => {
    const { people, client } = await desk()
    const amnat = await people.amnat()
    const path = linkOn(await amnat.post('/desk/people/new', inviteMalee))
    const page = maleesPage(await amnat.get('/desk/people'))
    expect((await amnat.post(`${page}/end`)).status).toBe(303)
    expect((await client.get(path)).status).toBe(404)
  })

  test.each(['x', 'a'.repeat(43), '%00', 'a'.repeat(300)])(
    'that never was (%s) looks like one that is over',
    async (token) => {
      const { client } = await desk()
      expect((await client.get(`/desk/link/${token}`)).status).toBeGreaterThanOrEqual(400)
      expect((await client.post(`/desk/link/${token}`, chosen)).status).toBeGreaterThanOrEqual(400)
    },
  )

  test('is mailed as well where there is a mail server, in both languages', async () => {
    const { people, engine } = await desk({
      smtpUrl: 'smtp://127.0.0.1:2525',
      mailFrom: 'sala@kham.example.go.th',
    })
    const made = await (await people.amnat()).post('/desk/people/new', inviteMalee)
    expect(wordsOf(made.body)).toContain('ระบบส่งลิงก์ให้ มาลี ศรีสุข ทางอีเมล malee@kham.example.go.th แล้ว')
    const letters = await engine.db.select().from(engine.tables.letter)
    expect(letters.map(({ toAddress, requestId }) => [toAddress, requestId])).toEqual([
      ['malee@kham.example.go.th', null],
    ])
    const path = linkOn(made)
    expect(letters[0]?.text).toContain(`http://localhost:3000${path}\n`)
    expect(letters[0]?.text).toContain(`http://localhost:3000/en${path}\n`)
    expect(letters[0]?.text).toContain('22 มิถุนายน 2569')
  })

  test('waits in no outbox where there is none', async () => {
    const { people, engine } = await desk()
    await (await people.amnat()).post('/desk/people/new', inviteMalee)
    expect(await engine.db.$count(engine.tables.letter)).toBe(0)
  })
})

describe('a link to a new password', () => {
  test('ends every session with the old one, which opens until then', async () => {
    const { people, client } = await desk()
    const malee = await people.malee()
    const amnat = await people.amnat()
    const path = linkOn(await amnat.post(`/desk/people/${malee.officer.id}/link`, proof))
    expect((await malee.get('/desk/account')).status).toBe(200)
    expect(headingOf((await client.get(path)).body)).toBe('ตั้งรหัสผ่านใหม่')
    expect((await client.post(path, chosen)).status).toBe(303)
    expect((await client.get('/desk/account')).status).toBe(200)
    expect((await malee.get('/desk/account')).status).toBe(303)
    const typed = { email: emailOf('malee') }
    expect((await malee.post('/desk/sign-in', { ...typed, password: PASSWORD })).status).toBe(422)
    expect((await malee.post('/desk/sign-in', { ...typed, password: NEW })).status).toBe(303)
  })

  test('asks for the code of whoever has a second factor', async () => {
    const { opened, people, client, clock } = await desk()
    const { officer } = await people.amnat()
    const path = pathOf(await staffOf(opened, clock.now).links.renew(null, officer))
    const entered = await client.post(path, chosen)
    expect(entered.location).toBe('/desk/sign-in/code')
    expect((await client.get('/desk/people')).status).toBe(303)
    clock.pass(1)
    expect((await client.post('/desk/sign-in/code', { code: codeAt(clock.now()) })).location).toBe(
      '/desk/people',
    )
  })

  test('takes the second factor off only when that was asked for; an administrator then sets up a new one first', async () => {
    const { opened, people, client, clock } = await desk()
    const amnat = await people.amnat()
    const { links } = staffOf(opened, clock.now)
    const path = pathOf(await links.renew(null, amnat.officer, { dropFactor: true }))
    expect((await amnat.get('/desk/people')).status).toBe(303)
    expect((await client.post(path, chosen)).status).toBe(303)
    for (const page of ['/desk/people', '/desk/audit', '/desk/account'])
      expect((await client.get(page)).location).toBe('/desk/account/second-factor')
    expect((await client.post('/desk/people/new', inviteMalee)).status).toBe(403)
  })

  test('opens nothing once they changed the password themselves, or were moved', async () => {
    const { people, client } = await desk()
    const [malee, amnat] = [await people.malee(), await people.amnat()]
    const page = `/desk/people/${malee.officer.id}`
    const first = linkOn(await amnat.post(`${page}/link`, proof))
    const changed = await malee.post('/desk/account/password', { ...chosen, current: PASSWORD })
    expect(changed.location).toBe('/desk/account?done=password')
    expect([(await client.get(first)).status, (await client.post(first, chosen)).status]).toEqual([404, 404])
    const second = linkOn(await amnat.post(`${page}/link`, proof))
    const { name, title } = malee.officer
    await amnat.post(page, { name: `${name}ใจ`, title, role: 'officer', division: 'public-works' })
    expect((await client.get(second)).status).toBe(200)
    await amnat.post(page, { name, title, role: 'head', division: 'public-works', moveCurrent: PASSWORD })
    expect((await client.get(second)).status).toBe(404)
  })

  test('does not lie in the outbox any more once it was replaced, used or taken away', async () => {
    const { people, client, engine } = await desk({
      smtpUrl: 'smtp://127.0.0.1:2525',
      mailFrom: 'sala@kham.example.go.th',
    })
    const [malee, amnat] = [await people.malee(), await people.amnat()]
    const anan = await people.officer('anan')
    const { letter } = engine.tables
    const page = `/desk/people/${malee.officer.id}`
    const textsTo = async (email: string) =>
      (await engine.db.select().from(letter)).filter((one) => one.toAddress === email).map(({ text }) => text)
    await amnat.post(`/desk/people/${anan.id}/link`, proof)
    await amnat.post(`${page}/link`, proof)
    await engine.atomically((tx) => [tx.update(letter).set({ state: 'failed' })])
    const path = linkOn(await amnat.post(`${page}/link`, proof))
    expect(await textsTo(malee.officer.email)).toEqual([expect.stringContaining(path)])
    await client.post(path, chosen)
    expect(await textsTo(malee.officer.email)).toEqual([])
    await amnat.post(`${page}/link`, proof)
    await amnat.post(`${page}/end`)
    expect(await textsTo(malee.officer.email)).toEqual([])
    expect(await textsTo(anan.email)).toHaveLength(1)
  })

  test('runs out after a day', async () => {
    const { people, client, clock } = await desk()
    const { officer } = await people.malee()
    const path = linkOn(await (await people.amnat()).post(`/desk/people/${officer.id}/link`, proof))
    clock.pass(24 * 60)
    expect((await client.get(path)).status).toBe(404)
  })
})

describe('the first administrator', () => {
  const self = { name: 'อำนาจ รักษา', title: 'นักวิชาการคอมพิวเตอร์', email: 'amnat@kham.example.go.th' }

  test('says who they are, once, and sets up the second factor before anything else', async () => {
    const { opened, client, clock } = await desk()
    const { links, people } = staffOf(opened, clock.now)
    const first = await links.first()
    const path = new URL(first?.address ?? '').pathname
    expect(await people.list()).toEqual([])
    expect(formOf((await client.get(path)).body).names).toEqual([
      'name',
      'title',
      'email',
      'password',
      'repeat',
    ])
    const empty = await client.post(path, { ...chosen, name: ' ', title: '', email: 'amnat' })
    expect(summaryOf(empty.body).map(({ href }) => href)).toEqual(['#name', '#title', '#email'])
    const own = await client.post(path, { ...self, password: 'amnat2569amnat', repeat: 'amnat2569amnat' })
    expect(own.status).toBe(422)
    expect((await client.post(path, { ...self, ...chosen })).status).toBe(303)
    expect((await client.get('/desk/people')).location).toBe('/desk/account/second-factor')
    expect((await people.list()).map(({ email, role, state }) => [email, role, state])).toEqual([
      ['amnat@kham.example.go.th', 'administrator', 'active'],
    ])
    expect((await client.get(path)).status).toBe(404)
    expect(await links.first()).toBeUndefined()
  })

  test('has a link only while there is none; each new one ends the one before, and a day ends it', async () => {
    const { opened, client, clock, people } = await desk()
    const { links } = staffOf(opened, clock.now)
    const pathOf = async () => new URL((await links.first())?.address ?? '').pathname
    const [one, two] = [await pathOf(), await pathOf()]
    expect([(await client.get(one)).status, (await client.get(two)).status]).toEqual([404, 200])
    clock.pass(24 * 60)
    expect((await client.get(two)).status).toBe(404)
    const three = await pathOf()
    await people.officer('amnat')
    expect((await client.get(three)).status).toBe(404)
    expect((await client.post(three, { ...self, ...chosen })).status).toBe(404)
    expect(await links.first()).toBeUndefined()
  })

  test('cannot take the e-mail of somebody who is here already', async () => {
    const { opened, client, clock, people } = await desk()
    await people.officer('malee')
    const first = await staffOf(opened, clock.now).links.first()
    const path = new URL(first?.address ?? '').pathname
    const taken = await client.post(path, { ...self, ...chosen, email: emailOf('malee') })
    expect([taken.status, summaryOf(taken.body)[0]?.href]).toEqual([422, '#email'])
    expect((await client.post(path, { ...self, ...chosen })).status).toBe(303)
  })
})
