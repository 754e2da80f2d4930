import { expect, test } from 'vitest'
import { routesOf } from '../../support/routes.ts'
import { headingOf, titleOf } from '../../support/html.ts'
import { makeClient } from '../../support/journey.ts'
import { makePeople } from '../../support/officers.ts'
import { testApp } from '../../support/app.ts'
import { back, codeOn, island, sentReport, type Island } from '../reporter/island.ts'
import { database, sent } from '../support.ts'
import { memberClient } from './member.ts'

/** Signing in and out, joining, recovering: what is for anyone, and nothing else. */
const FOR_ANYONE = [
  ...['GET /panel/sign-in', 'POST /panel/sign-in', 'POST /panel/sign-out', 'GET /panel/x'],
  ...['GET /panel/join', 'POST /panel/join', 'GET /panel/recover', 'POST /panel/recover', 'POST /panel/keys'],
]
const TYPED = {
  ...{ id: 'malai', name: 'มาลัย', signed: '{}', mark: '0'.repeat(16), present: 'x' },
  ...{ text: 'ข้อความ', reason: 'เหตุผล', message: 'ข้อความ', note: 'บันทึก', to: 'nok', outcome: 'partly' },
}

type Door = { method: string; path: string }

/** Every route of the panel as the app itself names it, with what stands in its address. */
async function doors(): Promise<{ here: Island; all: Door[]; id: string }> {
  const { opened: here, routes } = await routesOf(() => island())
  const { id } = await sent(here.made)
  const all = routes
    .filter(({ url }) => /^\/panel(\/|$)/.test(url))
    .flatMap(({ url, method }) => [method].flat().map((one) => ({ method: String(one), url })))
    .filter(({ method, url }) => (method === 'GET' || method === 'POST') && !url.includes('*'))
    .map(({ method, url }) => ({ method, path: filled(url, id) }))
  return { here, id, all: all.filter((each, at) => all.findIndex((one) => key(one) === key(each)) === at) }
}

const key = ({ method, path }: Door) => `${method} ${path}`
const filled = (url: string, id: string) =>
  url
    .replace(/\/$/, '')
    .replace('/members/:id', '/members/nok')
    .replace(':id', id)
    .replace(/:[a-zA-Z]+/g, '0')

const forMembers = (all: Door[]) => all.filter((door) => !FOR_ANYONE.includes(key(door)))

/** Every row of the channel's database, but for what a member's own sign-in changes. */
function everything(folder: string): string {
  const db = database(folder)
  const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[]
  return JSON.stringify(tables.map((table) => [table, db.prepare(`SELECT * FROM "${table}"`).raw().all()]))
}

/** Knocks on every door for members with these headers; each must ask to sign in, and nothing may be done. */
async function expectShut(here: Island, all: Door[], headers: Record<string, string> = {}) {
  const before = everything(here.made.folder)
  const client = makeClient(here.app)
  for (const { method, path } of forMembers(all)) {
    const answer =
      method === 'GET'
        ? await client.send('GET', path, undefined, headers)
        : await client.post(path, TYPED, headers)
    expect([method, path, answer.status]).toEqual([method, path, method === 'GET' ? 303 : 401])
    if (method === 'GET') expect(answer.location).toMatch(/^\/panel\/sign-in/)
    else expect(headingOf(answer.body)).toBe('เข้าสู่ระบบของคณะผู้รับเรื่อง')
    expect(answer.cookies).toEqual([])
  }
  expect(everything(here.made.folder)).toBe(before)
}

test('every door for members asks a stranger to sign in, and does nothing', async () => {
  const { here, all } = await doors()
  expect(forMembers(all).length).toBeGreaterThan(20)
  expect(
    all
      .map(key)
      .filter((each) => FOR_ANYONE.includes(each))
      .sort(),
  ).toEqual([...FOR_ANYONE].sort())
  await expectShut(here, all)
  await expectShut(here, all, { cookie: 'p=' })
  await expectShut(here, all, { cookie: `p=${'A'.repeat(43)}; __Host-p=${'B'.repeat(43)}` })
})

test('an administrator of the desk and a reporter open none of them with the cookies they have', async () => {
  const { here, all } = await doors()
  const amnat = await makePeople(here, here.made.clock.now).amnat()
  const own = [...amnat.jar.values()]
  expect(own.length).toBeGreaterThan(0)
  await expectShut(here, all, {
    cookie: own.map(({ name, value }) => `${name}=${value}; p=${value}`).join('; '),
  })

  const code = codeOn(await sentReport(here, here.somchai))
  const reporter = makeClient(here.app)
  expect((await back(reporter, code)).status).toBe(200)
  const cookie = [...reporter.jar.values()].find(({ name }) => name === 'w')?.value ?? ''
  expect(cookie).not.toBe('')
  await expectShut(here, all, { cookie: `w=${cookie}; p=${cookie}` })
})

test('nor does a member who has left, nor a sign-in of before a restart', async () => {
  const { here, all } = await doors()
  const pim = await memberClient(here, 'pim')
  const cookie = `p=${[...pim.jar.values()][0]?.value ?? ''}`
  expect((await pim.get('/panel/members')).status).toBe(200)
  const { folder, parts, clock } = here.made
  const restarted = await testApp({}, clock.now, {
    ...{ dataDir: folder, pepper: parts.pepper, pin: parts.pin!, cost: parts.cost! },
    pause: async () => {},
  })
  await expectShut({ ...here, app: restarted.app }, all, { cookie })
  await here.made.whistle.panel.depart('pim', 'operator')
  await expectShut(here, all, { cookie })
})

test('no door takes another method, nor a form of another site', async () => {
  const { here, all } = await doors()
  const pim = await memberClient(here, 'pim')
  const cookie = `p=${[...pim.jar.values()][0]?.value ?? ''}`
  const before = everything(here.made.folder)
  for (const { path } of all) {
    const known = all.filter((each) => each.path === path).map(({ method }) => method)
    for (const method of (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).filter(
      (one) => !known.includes(one),
    )) {
      const answer = await here.app.inject({ method, url: path, headers: { cookie } })
      expect([method, path, [404, 405].includes(answer.statusCode)]).toEqual([method, path, true])
      expect(titleOf(answer.body)).not.toContain('คณะ')
    }
  }
  for (const { path } of all.filter(({ method }) => method === 'POST'))
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      const answer = await makeClient(here.app).post(path, TYPED, {
        ...(headers as Record<string, string>),
        cookie,
      })
      expect([path, headers, answer.status]).toEqual([path, headers, 403])
    }
  expect(everything(here.made.folder)).toBe(before)
  expect((await pim.get('/panel/members')).status).toBe(200)
})

const NAUGHTY = [
  ...[
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '{{secret}}',
    '{n}',
    "'; DROP TABLE member; --",
  ],
  ...[
    '__proto__',
    'constructor',
    '%s%n',
    '\u202eabc',
    '\ufeff',
    '\u200b\u200d',
    '😀'.repeat(50),
    'ก็ๆ้้้้้้',
    '๑๒๓๔๕๖',
  ],
  ...[
    '\r\nSet-Cookie: p=x',
    '\ud800',
    ' '.repeat(300),
    'x'.repeat(20_000),
    '../../etc/passwd',
    '[object Object]',
  ],
]

test('naughty strings in every field are answered by a page, with nothing of them run or believed', async () => {
  const here = await island()
  const pim = await memberClient(here, 'pim')
  const forms: [string, string[]][] = [
    ['/panel/sign-in', ['id', 'passphrase', 'code', 'to', 'carried']],
    ['/panel/join', ['invitation', 'passphrase', 'repeat']],
    ['/panel/recover', ['id', 'recovery', 'passphrase', 'repeat']],
    ['/panel/keys', ['ticket', 'last', 'code']],
    ['/panel/account/passphrase', ['present', 'passphrase', 'repeat']],
    ['/panel/members/invite', ['id']],
    ['/panel/members/roster', ['signed']],
    ['/panel/log', ['mark']],
  ]
  const members = await here.made.whistle.panel.fingerprints()
  for (const [path, fields] of forms)
    for (const words of NAUGHTY) {
      const typed = Object.fromEntries(fields.map((field) => [field, words]))
      const answer = await pim.post(path, typed)
      const answers = words.length > 10_000 ? [410, 413, 422] : [410, 422]
      expect([path, words, answers.includes(answer.status)]).toEqual([path, words, true])
      expect(answer.body).not.toMatch(/<script|<img src=x/)
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
  const twice = await pim.send('POST', '/panel/sign-in', {
    type: 'application/x-www-form-urlencoded',
    bytes: 'id=pim&id=nok&passphrase=a&passphrase=b&code=1&code=2',
  })
  expect(twice.status).toBe(422)
  for (const [type, bytes, status] of [
    ['application/x-www-form-urlencoded', 'id=%00', 400],
    ['application/x-www-form-urlencoded', `id=${'x'.repeat(1_100_000)}`, 413],
    ['application/json', '{"id":', 400],
  ] as const) {
    const answer = await pim.send('POST', '/panel/sign-in', { type, bytes })
    expect([type, answer.status >= 400 && answer.status < 500]).toEqual([type, true])
    if (type !== 'application/json') expect(answer.status).toBe(status)
  }
  expect(await here.made.whistle.panel.fingerprints()).toEqual(members)
  expect((await pim.get('/panel/account')).status).toBe(200)
})
