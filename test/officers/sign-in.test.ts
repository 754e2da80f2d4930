import { describe, expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { besideOf, headingOf, summaryOf, titleOf } from '../support/html.ts'
import { makeClient, makeClock } from '../support/journey.ts'
import { codeAt, emailOf, makePeople, PASSWORD, PERSON_NAMES } from '../support/officers.ts'

async function desk(config = {}) {
  const clock = makeClock()
  const opened = await testApp(config, clock.now)
  return { ...opened, opened, clock, people: makePeople(opened, clock.now), client: makeClient(opened.app) }
}

const malee = { email: emailOf('malee'), password: PASSWORD }

describe('signing in', () => {
  test('leads each to their first page, and signing out leads back', async () => {
    const { people } = await desk()
    for (const name of PERSON_NAMES) {
      const { get, post } = await people[name]()
      expect([name, (await get('/desk/account')).status]).toEqual([name, 200])
      const out = await post('/desk/sign-out')
      expect([out.status, out.location]).toEqual([303, '/desk/sign-in?out=1'])
      expect((await get('/desk/account')).location).toBe('/desk/sign-in?to=%2Fdesk%2Faccount')
    }
  })

  test('a wrong password says the same as an unknown e-mail, keeps the e-mail and never the password', async () => {
    const { people, client } = await desk()
    await people.officer('malee')
    const wrong = await client.post('/desk/sign-in', { ...malee, password: 'ไม่ใช่รหัสของมาลี' })
    const nobody = await client.post('/desk/sign-in', { ...malee, email: 'nobody@kham.example.go.th' })
    expect([wrong.status, nobody.status]).toEqual([422, 422])
    const withoutEcho = (body: string) => body.replace(/value="[^"]*@kham[^"]*"/, 'ECHO')
    expect(withoutEcho(wrong.body)).toBe(withoutEcho(nobody.body))
    expect(wrong.body).toContain(`value="${malee.email}"`)
    expect(wrong.body).not.toContain('ไม่ใช่รหัสของมาลี')
    expect(summaryOf(wrong.body)).toEqual([{ href: '#email', text: 'อีเมลหรือรหัสผ่านไม่ถูกต้อง ตรวจแล้วลองใหม่' }])
    expect(titleOf(wrong.body)).toMatch(/^มีสิ่งที่ต้องแก้ไข/)
    expect(wrong.cookies).toEqual([])
  })

  test('an empty field is named, in both languages', async () => {
    const { client } = await desk()
    const thai = await client.post('/desk/sign-in', { email: ' ', password: '' })
    expect(besideOf(thai.body, 'email')).toBe('กรอกอีเมล')
    expect(besideOf(thai.body, 'password')).toBe('กรอกรหัสผ่าน')
    const english = await client.post('/en/desk/sign-in', { email: 'a@b.go.th', password: '' })
    expect(summaryOf(english.body)).toEqual([{ href: '#password', text: 'Enter your password' }])
  })

  test('the right page follows after the code as well, in the language it was asked in', async () => {
    const { people, client, clock } = await desk()
    await people.officer('amnat')
    const asked = await client.get('/en/desk/people/new?x=1')
    expect(asked.location).toBe('/en/desk/sign-in?to=%2Fen%2Fdesk%2Fpeople%2Fnew%3Fx%3D1')
    const to = '/desk/people/new?x=1'
    const typed = await client.post('/en/desk/sign-in', { email: emailOf('amnat'), password: PASSWORD, to })
    expect(typed.location).toBe('/en/desk/sign-in/code?to=%2Fdesk%2Fpeople%2Fnew%3Fx%3D1')
    expect((await client.get('/en/desk/people')).location).toContain('/en/desk/sign-in')
    const wrong = await client.post('/en/desk/sign-in/code', { code: '000000', to })
    expect([wrong.status, headingOf(wrong.body)]).toEqual([422, 'Enter your code'])
    const entered = await client.post('/en/desk/sign-in/code', { code: codeAt(clock.now()), to })
    expect(entered.location).toBe('/en/desk/people/new?x=1')
  })

  test('the page for the code leads back without a right password before it', async () => {
    const { client } = await desk()
    expect((await client.get('/desk/sign-in/code')).location).toBe('/desk/sign-in')
    const posted = await client.post('/desk/sign-in/code', { code: '123456' })
    expect([posted.status, headingOf(posted.body)]).toEqual([422, 'เข้าสู่ระบบเจ้าหน้าที่'])
  })

  test.each([
    'https://evil.example/desk',
    '//evil.example/desk',
    '/\\evil.example',
    '/desk/../services',
    '/desk//evil.example',
    '/deskx',
    '/desk@evil.example',
    '/services',
    '/desk\\..\\services',
    'javascript:alert(1)',
    '/desk/\r\nset-cookie: a=b',
    '/desk/sign-out',
    '/desk/sign-in?to=/desk',
    '/desk/link/x',
    '/en//evil.example',
    '/en/en/desk',
  ])('%j is nowhere to go after it', async (to) => {
    const { people } = await desk()
    const client = await people.somying()
    const somying = { email: emailOf('somying'), password: PASSWORD }
    const entered = await client.post('/desk/sign-in', { ...somying, to })
    const home = (await client.post('/desk/sign-in', somying)).location
    expect([entered.status, entered.location]).toEqual([303, home])
    const shown = await client.get(`/desk/sign-in?to=${encodeURIComponent(to)}`)
    expect(shown.location).toBe(entered.location)
  })
})

describe('the session’s cookie', () => {
  test('goes to the desk in both languages and to no other page, hidden from scripts and other sites', async () => {
    const { people, client } = await desk()
    await people.officer('malee')
    const { cookies } = await client.post('/desk/sign-in', malee)
    const session = cookies.filter(({ name }) => name === 'desk')
    expect(session.map(({ path }) => path)).toEqual(['/desk', '/en/desk'])
    expect(new Set(session.map(({ value }) => value)).size).toBe(1)
    for (const cookie of cookies) {
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
      expect(cookie.path).toMatch(/^(\/en)?\/desk/)
      expect(cookie.secure).toBeUndefined()
    }
    // It ends with the browser.
    expect(session.map(({ maxAge }) => maxAge)).toEqual([undefined, undefined])
    expect((await client.get('/en/desk/account')).status).toBe(200)
    for (const path of ['/', '/services', '/track', '/deskx']) {
      const seen = await client.get(path)
      expect(seen.cookies).toEqual([])
    }
  })

  test('is secure and named so where the site is', async () => {
    const { people, client } = await desk({ publicUrl: new URL('https://sala.example.go.th') })
    await people.officer('malee')
    const { cookies } = await client.post('/desk/sign-in', malee)
    expect(cookies.length).toBeGreaterThan(0)
    for (const cookie of cookies)
      expect([cookie.name, cookie.secure]).toEqual([expect.stringMatching(/^__Secure-/), true])
    expect((await client.get('/desk/account')).status).toBe(200)
  })

  test('that a browser brought is never taken over, and the session before it ends', async () => {
    const { app, people, client } = await desk()
    await people.officer('malee')
    client.jar.set('desk /desk', { name: 'desk', value: 'planted-by-somebody', path: '/desk' })
    const first = await client.post('/desk/sign-in', malee)
    const token = first.cookies.find(({ name }) => name === 'desk')?.value
    expect(token).not.toBe('planted-by-somebody')
    await client.post('/desk/sign-in', malee)
    const stale = makeClient(app)
    stale.jar.set('desk /desk', { name: 'desk', value: token ?? '', path: '/desk' })
    expect((await stale.get('/desk/account')).status).toBe(303)
    expect((await client.get('/desk/account')).status).toBe(200)
  })

  test('is not stored: a copy of the database signs nobody in', async () => {
    const { people, engine, app } = await desk()
    const client = await people.malee()
    const rows = await engine.db.select().from(engine.tables.officerSession)
    const token = client.jar.get('desk /desk')?.value ?? ''
    expect(token.length).toBeGreaterThan(40)
    expect(JSON.stringify(rows)).not.toContain(token)
    const thief = makeClient(app)
    thief.jar.set('desk /desk', { name: 'desk', value: rows[0]?.tokenHash ?? '', path: '/desk' })
    expect((await thief.get('/desk/account')).status).toBe(303)
  })
})

describe('a session ends', () => {
  test('two hours after it was last used, and not before', async () => {
    const { people, clock } = await desk()
    const { get } = await people.malee()
    for (let n = 0; n < 3; n++) {
      clock.pass(119)
      expect((await get('/desk/account')).status).toBe(200)
    }
    clock.pass(120)
    expect((await get('/desk/account')).status).toBe(303)
  })

  test('twelve hours after it began, however busy', async () => {
    const { people, clock } = await desk()
    const { get } = await people.malee()
    for (let n = 0; n < 7; n++) {
      clock.pass(100)
      expect((await get('/desk/account')).status).toBe(200)
    }
    clock.pass(20)
    expect((await get('/desk/account')).status).toBe(303)
  })

  test('at once when its officer is ended', async () => {
    const { people } = await desk()
    const { get, officer } = await people.malee()
    expect((await get('/desk/account')).status).toBe(200)
    const amnat = await people.amnat()
    await amnat.post(`/desk/people/${officer.id}/end`)
    expect((await get('/desk/account')).status).toBe(303)
  })
})

describe('another website', () => {
  test.each(['/desk/sign-in', '/desk/sign-out', '/desk/account/sessions/end', '/desk/people/new'])(
    'cannot make a browser send %s',
    async (path) => {
      const { people } = await desk()
      const amnat = await people.amnat()
      for (const headers of [
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { origin: 'https://evil.example' },
        { origin: 'null' },
      ] as Record<string, string>[])
        expect((await amnat.post(path, malee, headers)).status).toBe(403)
      expect((await amnat.get('/desk/account')).status).toBe(200)
    },
  )
})

test('no page of the desk is kept by a browser or found by a search engine', async () => {
  const { people, client } = await desk()
  const { get } = await people.malee()
  for (const { headers } of [await get('/desk/account'), await client.get('/desk/sign-in')])
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' })
})

test('neither e-mail nor password nor token is in the log', async () => {
  const { people, client, log } = await desk()
  const signedIn = await people.malee()
  await client.post('/desk/sign-in', { ...malee, password: 'ไม่ใช่รหัสของมาลี' })
  expect(log()).toContain('"route":"/desk/sign-in"')
  for (const word of [
    malee.email,
    PASSWORD,
    'ไม่ใช่รหัสของมาลี',
    signedIn.jar.get('desk /desk')?.value ?? 'none',
  ])
    expect(log()).not.toContain(word)
})
