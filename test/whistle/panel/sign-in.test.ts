import { expect, test } from 'vitest'
import { formOf, headingOf, summaryOf, wordsOf } from '../../support/html.ts'
import { makeClient } from '../../support/journey.ts'
import { testApp } from '../../support/app.ts'
import { island, type Island } from '../reporter/island.ts'
import { PASSPHRASE } from '../support.ts'
import { memberClient } from './member.ts'

const codeOf = ({ made }: Island, id: string) =>
  made.totp[id]?.generate({ timestamp: +made.clock.now() }) ?? ''

test('Pim signs in with name, passphrase and code, works, and signs out', async () => {
  const here = await island()
  here.made.clock.pass({ seconds: 30 })
  const pim = makeClient(here.app)
  const page = await pim.get('/panel')
  expect([page.status, page.location, page.cookies]).toEqual([303, '/panel/sign-in', []])
  const entered = await pim.post('/panel/sign-in', {
    id: ' PIM ',
    passphrase: PASSPHRASE,
    code: codeOf(here, 'pim'),
  })
  expect([entered.status, entered.location]).toEqual([303, '/panel'])
  expect(entered.cookies).toMatchObject([{ name: 'p', httpOnly: true, sameSite: 'Strict', path: '/' }])
  expect(entered.cookies[0]).not.toHaveProperty('maxAge')
  expect((await pim.get('/panel/account')).status).toBe(200)
  const cookie = [...pim.jar.values()][0]?.value ?? ''
  const left = await pim.post('/panel/sign-out')
  expect(headingOf(left.body)).toBe('ออกจากระบบแล้ว')
  const again = await pim.send('GET', '/panel/account', undefined, { cookie: `p=${cookie}` })
  expect(again.status).toBe(303)
})

test('a wrong name, passphrase, code and a used code get the same answer', async () => {
  const here = await island()
  here.made.clock.pass({ seconds: 30 })
  const code = codeOf(here, 'pim')
  const wrong = code === '000000' ? '000001' : '000000'
  const answers: { status: number; body: string; cookies: unknown[] }[] = []
  for (const typed of [
    { id: 'nobody', passphrase: PASSPHRASE, code },
    { id: 'pim', passphrase: `${PASSPHRASE}ๆ`, code },
    { id: 'pim', passphrase: PASSPHRASE, code: wrong },
  ])
    answers.push(await makeClient(here.app).post('/panel/sign-in', typed))
  expect(
    (await makeClient(here.app).post('/panel/sign-in', { id: 'pim', passphrase: PASSPHRASE, code })).cookies,
  ).toHaveLength(1)
  answers.push(await makeClient(here.app).post('/panel/sign-in', { id: 'pim', passphrase: PASSPHRASE, code }))
  const told = answers.map(({ status, body, cookies }) => ({
    status,
    cookies,
    body: body.replace(/value="(nobody|pim)"/, 'value=""'),
  }))
  expect(told[0]).toMatchObject({ status: 422, cookies: [] })
  expect(summaryOf(answers[0]?.body ?? '')).toHaveLength(1)
  for (const one of told) expect(one).toEqual(told[0])
})

test('nobody is ever locked out by wrong passphrases', async () => {
  const here = await island()
  const tries = Array.from({ length: 40 }, () =>
    makeClient(here.app).post('/panel/sign-in', { id: 'pim', passphrase: 'ไม่ใช่วลีนี้แน่นอนเลย', code: '123456' }),
  )
  const told = (await Promise.all(tries)).map(({ status }) => status)
  // One is worked on and twenty wait; the others are told to come back.
  expect([422, 429].map((status) => told.filter((each) => each === status).length)).toEqual([21, 19])
  const pim = await memberClient(here, 'pim')
  expect((await pim.get('/panel/account')).status).toBe(200)
})

test('where too many wait with one name, the page says so and keeps what was typed; another member comes in', async () => {
  const here = await island()
  const typed = { id: 'pim', passphrase: 'ไม่ใช่วลีนี้แน่นอนเลย', code: '1', to: '/panel/log', mark: 'ที่พิมพ์ไว้' }
  const tries = Array.from({ length: 40 }, () => makeClient(here.app).post('/panel/sign-in', typed))
  const nok = memberClient(here, 'nok')
  const busy = (await Promise.all(tries)).find(({ status }) => status === 429)
  expect(summaryOf(busy?.body ?? '')[0]?.text).toContain('ยังไม่ได้ตรวจชื่อ')
  const { values } = formOf(busy?.body ?? '', '/panel/sign-in')
  expect(values).toEqual({
    ...{ id: ['pim'], passphrase: [''], code: [''] },
    ...{ to: ['/panel/log'], mark: ['ที่พิมพ์ไว้'] },
  })
  expect((await (await nok).get('/panel/account')).status).toBe(200)
})

test('the words of ten long reports are held for those who wait, and no more; who carries none is not hindered', async () => {
  const here = await island()
  const long = 'x'.repeat(900_000)
  const enter = (id: string, text?: string) =>
    makeClient(here.app).post('/panel/sign-in', {
      ...{ id, passphrase: 'ไม่ใช่วลีนี้แน่นอนเลย', code: '1', to: '/panel/log' },
      ...(text && { text }),
    })
  const [heavy, light] = [
    Array.from({ length: 15 }, (_, n) => enter(['pim', 'nok'][n % 2]!, long)),
    enter('wichai'),
  ]
  const told = await Promise.all(heavy)
  expect(told.filter(({ status }) => status === 422)).toHaveLength(11)
  const busy = told.filter(({ status }) => status === 429)
  expect(busy).toHaveLength(4)
  for (const { body } of busy) expect(body).toContain(long)
  expect((await light).status).toBe(422)
  const typed = { id: 'pim', passphrase: 'ไม่ใช่วลีนี้แน่นอนเลย', code: long }
  const codes = Array.from({ length: 15 }, () => makeClient(here.app).post('/panel/sign-in', typed))
  expect((await Promise.all(codes)).filter(({ status }) => status === 429)).toHaveLength(4)
  expect((await enter('pim', long)).status).toBe(422)
})

test('who had wrong codes with the right passphrase is told how often, and goes on from there', async () => {
  const here = await island()
  const typed = { id: 'pim', passphrase: PASSPHRASE }
  here.made.clock.pass({ seconds: 30 })
  const near = [-30, 0, 30].map((s) =>
    here.made.totp['pim']?.generate({ timestamp: +here.made.clock.now() + s * 1000 }),
  )
  const code = ['000000', '000001', '000002', '000003'].find((one) => !near.includes(one))!
  const pim = makeClient(here.app)
  for (let n = 0; n < 3; n++) await pim.post('/panel/sign-in', { ...typed, code })
  const told = await pim.post('/panel/sign-in', {
    ...{ ...typed, code: codeOf(here, 'pim') },
    ...{ to: '/panel/log', mark: 'ที่พิมพ์ไว้' },
  })
  expect([told.status, headingOf(told.body)]).toEqual([200, 'โปรดอ่านก่อนทำต่อ'])
  expect(wordsOf(told.body)).toContain('ผิด 3 ครั้ง')
  expect(told.body).toContain('href="/panel/account/passphrase"')
  expect(formOf(told.body, '/panel/log').values).toEqual({ mark: ['ที่พิมพ์ไว้'] })
  expect(wordsOf((await pim.get('/panel/log')).body)).toContain('วลีลับที่ถูกต้องของ pim')
  here.made.clock.pass({ seconds: 30 })
  await pim.post('/panel/sign-in', { ...typed, code })
  here.made.clock.pass({ seconds: 30 })
  const alone = await pim.post('/en/panel/sign-in', { ...typed, code: codeOf(here, 'pim') })
  expect(wordsOf(alone.body)).toContain('Number of times: 1')
  expect(alone.body).toContain('href="/en/panel">It was me')
  expect((await memberClient(here, 'pim')).jar.size).toBe(1)
})

test('what strangers may send is small, but for the words that come with a sign-in; files are not read at all', async () => {
  const here = await island()
  const stranger = makeClient(here.app)
  for (const path of ['/panel/join', '/panel/recover', '/panel/keys', '/panel/sign-out'])
    expect([path, (await stranger.post(path, { x: 'x'.repeat(20_000) })).status]).toEqual([path, 413])
  const passphrase = 'ก'.repeat(200)
  const typed = { invitation: 'A'.repeat(40), passphrase, repeat: passphrase }
  expect((await stranger.post('/panel/join', typed)).status).toBe(422)
  expect((await stranger.post('/panel/sign-in', { id: 'x', text: 'x'.repeat(900_000) })).status).toBe(422)
  const file = { field: 'f', name: 'a.txt', bytes: new Uint8Array(10) }
  for (const files of [[], [file]])
    expect((await stranger.upload('/panel/sign-in', { id: 'pim' }, files)).status).toBe(400)
})

test('a cookie brought along is not taken over, and the sign-in it was of ends', async () => {
  const here = await island()
  here.made.clock.pass({ seconds: 30 })
  const brought = 'A'.repeat(43)
  const victim = makeClient(here.app)
  const typed = { id: 'pim', passphrase: PASSPHRASE, code: codeOf(here, 'pim') }
  const entered = await victim.post('/panel/sign-in', typed, { cookie: `p=${brought}` })
  expect(entered.status).toBe(303)
  expect(entered.cookies[0]?.value).not.toBe(brought)
  const attacker = await makeClient(here.app).send('GET', '/panel/account', undefined, {
    cookie: `p=${brought}`,
  })
  expect(attacker.status).toBe(303)

  const before = entered.cookies[0]?.value ?? ''
  here.made.clock.pass({ seconds: 30 })
  const again = await victim.post('/panel/sign-in', { ...typed, code: codeOf(here, 'pim') })
  expect(again.cookies[0]?.value).not.toBe(before)
  const old = await makeClient(here.app).send('GET', '/panel/account', undefined, { cookie: `p=${before}` })
  expect(old.status).toBe(303)
})

test('a sign-in ends after 15 idle minutes, after eight hours, and with the process', async () => {
  const here = await island()
  const pim = await memberClient(here, 'pim')
  here.made.clock.pass({ seconds: 15 * 60 - 1 })
  expect((await pim.get('/panel/account')).status).toBe(200)
  here.made.clock.pass({ seconds: 15 * 60 })
  expect((await pim.get('/panel/account')).status).toBe(303)

  const long = await memberClient(here, 'pim')
  for (let n = 0; n < 34; n++) {
    here.made.clock.pass({ seconds: 14 * 60 })
    expect((await long.get('/panel/account')).status).toBe(200)
  }
  here.made.clock.pass({ seconds: 14 * 60 })
  expect((await long.get('/panel/account')).status).toBe(303)

  const last = await memberClient(here, 'pim')
  const cookie = `p=${[...last.jar.values()][0]?.value ?? ''}`
  const { folder, parts } = here.made
  const restarted = await testApp({}, here.made.clock.now, {
    ...{ dataDir: folder, pepper: parts.pepper, pin: parts.pin!, cost: parts.cost! },
    pause: async () => {},
  })
  expect((await restarted.app.inject({ url: '/panel/account', headers: { cookie } })).statusCode).toBe(303)
  expect((await last.get('/panel/account')).status).toBe(200)
})

test('what was being written when the sign-in ran out is sent after signing in; passphrases are not carried', async () => {
  const here = await island()
  const pim = await memberClient(here, 'pim')
  here.made.clock.pass({ seconds: 16 * 60 })
  const asked = await pim.post('/panel/members/roster', { signed: 'ที่วางไว้ <b>"' })
  expect(asked.status).toBe(401)
  expect(asked.body).toContain('name="signed" value="ที่วางไว้ &lt;b&gt;&quot;"')
  const typed = { id: 'pim', passphrase: PASSPHRASE, code: codeOf(here, 'pim') }
  const goOn = await pim.post('/panel/sign-in', { ...typed, to: '/panel/members/roster', signed: 'ที่วางไว้' })
  expect(goOn.body).toContain('action="/panel/members/roster"')
  const sent = await pim.post('/panel/members/roster', { signed: 'ที่วางไว้' })
  expect([sent.status, sent.body.includes('ที่วางไว้')]).toEqual([422, true])

  here.made.clock.pass({ seconds: 16 * 60 })
  const secret = await pim.post('/panel/account/passphrase', {
    ...{ present: PASSPHRASE, passphrase: 'คำลับใหม่ที่ยาวพอแน่', repeat: 'คำลับใหม่ที่ยาวพอแน่' },
  })
  expect(secret.status).toBe(401)
  for (const words of [PASSPHRASE, 'คำลับใหม่ที่ยาวพอแน่']) expect(secret.body).not.toContain(words)

  for (const path of [
    '/panel/members/renew',
    '/panel/account/sign-out-everywhere',
    '/panel/members/nok/leave',
  ]) {
    here.made.clock.pass({ seconds: 16 * 60 })
    const again = await pim.post(path)
    expect(again.status).toBe(401)
    const entered = await pim.post('/panel/sign-in', { ...typed, code: codeOf(here, 'pim'), to: path })
    expect((await pim.follow(entered)).status).toBe(200)
  }
})

test('after signing in nobody is led away from the panel', async () => {
  const here = await island()
  for (const to of [
    'https://evil.example',
    '//evil.example',
    '/desk',
    '/panel/../desk',
    '/panel//evil',
    '/panel\\x',
    '/panel/sign-out',
  ]) {
    here.made.clock.pass({ seconds: 30 })
    const typed = { id: 'pim', passphrase: PASSPHRASE, code: codeOf(here, 'pim'), to }
    const entered = await makeClient(here.app).post('/panel/sign-in', typed)
    expect([to, entered.location]).toEqual([to, '/panel'])
  }
})

test('quick exit ends the sign-in and leaves, whoever presses it', async () => {
  const here = await island()
  const pim = await memberClient(here, 'pim')
  const cookie = `p=${[...pim.jar.values()][0]?.value ?? ''}`
  const left = await pim.get('/panel/x')
  expect([left.status, left.location]).toEqual([303, 'https://www.tmd.go.th/'])
  expect(left.headers['referrer-policy']).toBe('no-referrer')
  const again = await pim.send('GET', '/panel/account', undefined, { cookie })
  expect(again.status).toBe(303)
  expect((await makeClient(here.app).get('/panel/x')).status).toBe(303)
})
