import { describe, expect, test } from 'vitest'
import { publish } from '../../src/catalogue/actions.ts'
import { makeCatalogue } from '../../src/catalogue/store.ts'
import { message } from '../../src/i18n/messages.ts'
import { tokenHash } from '../../src/requests/reference.ts'
import { testApp, type TestApp } from '../support/app.ts'
import { starterDefinition } from '../support/catalogue.ts'
import { decoded, formOf, summaryOf } from '../support/html.ts'
import {
  ENGLISH_LIGHT,
  LIGHT,
  filedAt,
  makeClient,
  makeClock,
  png,
  readyLight,
  restarted,
  sendChecked,
  somchai,
  type Client,
} from '../support/journey.ts'

const draftsIn = async ({ engine: { db, tables } }: TestApp) => db.select().from(tables.draft)
const attachmentsIn = async ({ engine: { db, tables } }: TestApp) => db.select().from(tables.attachment)
const lettersIn = async ({ engine: { db, tables } }: TestApp) => db.select().from(tables.letter)
const tokenOf = (client: Client) => [...client.jar.values()][0]?.value ?? ''

/** The link on the page that was answered, without its host. */
const linkIn = (html: string) =>
  decoded(/sala-copy"><a [^>]*href="https?:\/\/[^/]+([^"]+)"/.exec(html)?.[1] ?? '')

/** Gives somebody's browser a token it did not get from us. */
async function withToken(app: TestApp['app'], path: string, token: string) {
  return app.inject({ method: 'GET', url: path, headers: { cookie: `draft=${token}` } })
}

describe('the draft’s cookie', () => {
  test('is seen by no script, sent by no other site, and sent to the two apply pages only', async () => {
    const { app } = await testApp()
    const { cookies } = await makeClient(app).post(LIGHT, { act: 'new' })
    expect(cookies.map(({ path }) => path).sort()).toEqual([ENGLISH_LIGHT, LIGHT])
    for (const one of cookies) {
      expect(one).toMatchObject({ name: 'draft', httpOnly: true, sameSite: 'Lax', maxAge: 14 * 86_400 })
      expect(one.secure).toBeUndefined()
      expect(one.value).toMatch(/^[\w-]{43}$/)
    }
  })

  test('travels over https only where the site is at https', async () => {
    const { app } = await testApp({ publicUrl: new URL('https://sala.example.go.th') })
    const { cookies } = await makeClient(app).post(LIGHT, { act: 'new' })
    expect(cookies.map(({ secure }) => secure)).toEqual([true, true])
  })

  test('lives as long as the draft: every save lengthens both', async () => {
    const clock = makeClock()
    const opened = await testApp({}, clock.now)
    const client = makeClient(opened.app)
    await client.post(LIGHT, { act: 'new' })
    clock.pass(13 * 24 * 60)
    const saved = await client.post(`${LIGHT}/p/what`, { act: 'continue', symptom: 'out', lampCount: '1' })
    expect(saved.cookies.map(({ maxAge }) => maxAge)).toEqual([14 * 86_400, 14 * 86_400])
    clock.pass(13 * 24 * 60)
    expect((await client.get(`${LIGHT}/p/where`)).status).toBe(200)
    expect((await draftsIn(opened))[0]?.expiresAt).toBe('2026-07-12T03:00:00.000Z')
  })

  test('is set by no page that is only looked at', async () => {
    const { app } = await testApp()
    const client = makeClient(app)
    for (const path of ['/', '/services/street-light-repair', LIGHT, `${LIGHT}/check`, '/track']) {
      expect((await client.get(path)).cookies).toEqual([])
    }
  })

  test('holds a token of which the database holds only the hash', async () => {
    const opened = await testApp()
    const client = makeClient(opened.app)
    await readyLight(client)
    const rows = await draftsIn(opened)
    expect(rows.map(({ id }) => id)).toEqual([tokenHash(tokenOf(client))])
    expect(JSON.stringify(rows)).not.toContain(tokenOf(client))
  })
})

describe('a draft is opened', () => {
  test('by its own token, from either language', async () => {
    const { app } = await testApp()
    const client = makeClient(app)
    await readyLight(client)
    expect((await client.get(`${LIGHT}/check`)).status).toBe(200)
    expect((await client.get(`${ENGLISH_LIGHT}/check`)).body).toContain('<html lang="en"')
  })

  test('by no guessed token, hash, empty or malformed one', async () => {
    const opened = await testApp()
    const client = makeClient(opened.app)
    await readyLight(client)
    const [row] = await draftsIn(opened)
    const guesses = [
      'x',
      '',
      tokenOf(client).slice(1),
      `${tokenOf(client)}x`,
      row?.id ?? '',
      '%00',
      '__proto__',
    ]
    for (const guess of [...guesses, 'null', 'undefined', 'a'.repeat(5000)]) {
      const answer = await withToken(opened.app, `${LIGHT}/check`, guess)
      expect([guess, answer.statusCode, answer.headers.location]).toEqual([guess, 303, `${LIGHT}?lost=1`])
    }
    expect((await withToken(opened.app, `${LIGHT}/check`, tokenOf(client))).statusCode).toBe(200)
  })

  test('by nobody else: another person’s browser sees the other’s draft only', async () => {
    const { app } = await testApp()
    const [somchais, malees, nobodys] = [makeClient(app), makeClient(app), makeClient(app)]
    await readyLight(somchais)
    await readyLight(malees, { applicantName: 'มาลี แก้วใส' })
    expect((await somchais.get(`${LIGHT}/check`)).body).toContain(somchai['applicantName'])
    const malee = await malees.get(`${LIGHT}/check`)
    expect(malee.body).toContain('มาลี แก้วใส')
    expect(malee.body).not.toContain(somchai['applicantName'])
    expect((await nobodys.get(`${LIGHT}/check`)).location).toBe(`${LIGHT}?lost=1`)
  })

  test('not by the pages of another service', async () => {
    const { app } = await testApp()
    const client = makeClient(app)
    await readyLight(client)
    const other = '/services/tree-trimming/apply'
    const answer = await withToken(app, `${other}/p/where`, tokenOf(client))
    expect(answer.headers.location).toBe(`${other}?lost=1`)
  })

  test('not after it has run out, and the start page says so', async () => {
    const clock = makeClock()
    const { app } = await testApp({}, clock.now)
    const client = makeClient(app)
    await readyLight(client)
    const link = linkIn((await client.post(`${LIGHT}/saved`)).body)
    clock.pass(14 * 24 * 60 + 1)
    const lost = await client.get(`${LIGHT}/check`)
    expect(lost.location).toBe(`${LIGHT}?lost=1`)
    expect((await client.follow(lost)).body).toContain(message('apply.start.lost', 'th'))
    expect((await makeClient(app).post(link)).location).toBe(`${LIGHT}?lost=1`)
    expect((await client.post(`${LIGHT}/p/what`, { symptom: 'out' })).location).toBe(`${LIGHT}?lost=1`)
  })

  test('after the machine was restarted, with its uploads', async () => {
    const before = await testApp()
    const client = makeClient(before.app)
    await readyLight(client)
    await client.upload(`${LIGHT}/p/pictures`, { act: 'upload' }, [
      { field: 'photos', name: 'โคม.png', bytes: await png() },
    ])
    const after = await restarted(before)
    const again = makeClient(after.app)
    for (const [key, cookie] of client.jar) again.jar.set(key, cookie)
    const check = await again.get(`${LIGHT}/check`)
    expect(check.body).toContain('โคม.png')
    expect(check.body).toContain(somchai['place'])
    const { path } = filedAt((await sendChecked(again, check)).location)
    const file = /href="([^"]*\/files\/[^"]*)"/.exec((await again.get(path)).body)?.[1] ?? ''
    expect((await again.get(file)).bytes.subarray(1, 4).toString()).toBe('PNG')
  })
})

describe('beginning', () => {
  test('again keeps the draft that is there until the person asks for a new one', async () => {
    const { app } = await testApp()
    const client = makeClient(app)
    await readyLight(client)
    const start = await client.get(LIGHT)
    expect(start.body).toContain('value="continue"')
    const goneOn = await client.follow(await client.post(LIGHT, { act: 'continue' }))
    expect(goneOn.path).toBe(`${LIGHT}/check`)
    const anew = await client.follow(await client.post(LIGHT, { act: 'new' }))
    expect(formOf(anew.body).values['lampCount']).toEqual([''])
  })

  test('is refused while the service takes no applications, and a draft begun before can still be sent', async () => {
    const before = await testApp()
    const client = makeClient(before.app)
    await readyLight(client)
    await makeCatalogue(before.engine).setIntake('street-light-repair', {
      state: 'closed',
      opensAt: null,
      closesAt: null,
    })
    const after = await restarted(before)
    const stranger = makeClient(after.app)
    const start = await stranger.get(LIGHT)
    expect(start.body).toContain(message('apply.start.closed', 'th'))
    expect(start.body).not.toContain(message('apply.start.begin', 'th'))
    const answer = await stranger.post(LIGHT, { act: 'new' })
    expect([answer.location, answer.cookies]).toEqual([LIGHT, []])
    const again = makeClient(after.app)
    for (const [key, cookie] of client.jar) again.jar.set(key, cookie)
    const sent = await sendChecked(again, await again.get(`${LIGHT}/check`))
    expect(sent.location).toMatch(/\/receipt$/)
  })
})

test('a draft stays on the version it was begun on, and is filed and shown under it', async () => {
  const before = await testApp()
  const client = makeClient(before.app)
  await readyLight(client)
  const next = structuredClone(starterDefinition('street-light-repair'))
  const where = next.form.pages.find(({ id }) => id === 'where')
  where?.fields.push('colour')
  next.form.fields['colour'] = {
    kind: 'text',
    label: { th: 'สีของโคม', en: 'Colour of the lamp' },
    required: true,
    pii: 'none',
  }
  next.export['colour'] = 'colour'
  next.title = { th: 'แจ้งไฟเสีย', en: 'Broken lights' }
  const change = { document: next, by: 'malee', note: 'ถามสีโคม', now: () => new Date() }
  expect(await publish(makeCatalogue(before.engine), change)).toMatchObject({ version: 2 })

  const after = await restarted(before)
  const [old, fresh] = [makeClient(after.app), makeClient(after.app)]
  for (const [key, cookie] of client.jar) old.jar.set(key, cookie)
  expect((await old.get(`${LIGHT}/p/where`)).body).not.toContain('colour')
  const check = await old.get(`${LIGHT}/check`)
  expect(check.status).toBe(200)
  const { path } = filedAt((await sendChecked(old, check)).location)
  const [filed] = await after.engine.db.select().from(after.engine.tables.request)
  expect(filed?.serviceVersion).toBe(1)
  const track = await old.get(path)
  expect(track.body).toContain('แจ้งซ่อมไฟฟ้าสาธารณะ')
  expect(track.body).not.toContain('สีของโคม')

  await fresh.post(LIGHT, { act: 'new' })
  expect((await fresh.get(`${LIGHT}/p/where`)).body).toContain('name="colour"')
})

describe('a link to go on', () => {
  test('opens the draft on a second device, on the click and not before', async () => {
    const { app } = await testApp({ publicUrl: new URL('https://sala.example.go.th') })
    const [first, second] = [makeClient(app), makeClient(app)]
    await readyLight(first)
    const link = linkIn((await first.post(`${LIGHT}/saved`)).body)
    expect(link).toMatch(/^\/services\/street-light-repair\/apply\/resume\/[\w-]{43}$/)

    const looked = await second.get(link)
    expect([looked.status, looked.cookies]).toEqual([200, []])
    expect(looked.body).not.toContain(somchai['place'])
    expect(looked.headers['referrer-policy']).toBe('no-referrer')
    expect((await second.get(`${LIGHT}/check`)).location).toBe(`${LIGHT}?lost=1`)

    const clicked = await second.follow(await second.post(formOf(looked.body).action))
    expect(clicked.path).toBe(`${LIGHT}/check`)
    expect(clicked.body).toContain(somchai['place'])
    await second.post(`${LIGHT}/p/where`, { act: 'continue', place: 'ตลาดสด' })
    expect((await first.get(`${LIGHT}/check`)).body).toContain('ตลาดสด')
  })

  test('a page with a token that opens nothing looks like any other, and its button leads to the start', async () => {
    const { app } = await testApp()
    const client = makeClient(app)
    const link = `${LIGHT}/resume/${'x'.repeat(43)}`
    expect((await client.get(link)).status).toBe(200)
    const answer = await client.post(link)
    expect([answer.location, answer.cookies]).toEqual([`${LIGHT}?lost=1`, []])
  })

  test('opens no request that was sent: it may lie in a mailbox that is not the applicant’s', async () => {
    const { app } = await testApp()
    const [client, other] = [makeClient(app), makeClient(app)]
    const check = await readyLight(client)
    const link = linkIn((await client.post(`${LIGHT}/saved`)).body)
    expect((await sendChecked(client, check)).location).toMatch(/\/receipt$/)
    const answer = await other.post(link)
    expect([answer.location, answer.cookies]).toEqual([`${LIGHT}?lost=1`, []])
  })

  test('ends with the next one, though not for the device that made it', async () => {
    const { app } = await testApp()
    const [first, second, third] = [makeClient(app), makeClient(app), makeClient(app)]
    await readyLight(first)
    const one = linkIn((await first.post(`${LIGHT}/saved`)).body)
    await second.post(one)
    const two = linkIn((await second.post(`${LIGHT}/saved`)).body)
    expect(two).not.toBe(one)
    expect((await third.post(one)).location).toBe(`${LIGHT}?lost=1`)
    expect((await third.follow(await third.post(two))).path).toBe(`${LIGHT}/check`)
    expect((await second.get(`${LIGHT}/check`)).status).toBe(200)
    expect((await first.get(`${LIGHT}/check`)).status).toBe(200)
  })

  test('goes by letter in the draft’s language, one an hour, and the refused one ends no link', async () => {
    const clock = makeClock()
    const opened = await testApp({ publicUrl: new URL('https://sala.example.go.th') }, clock.now)
    const client = makeClient(opened.app)
    await readyLight(client, {}, ENGLISH_LIGHT)
    const saved = await client.post(`${ENGLISH_LIGHT}/saved`, { email: ' somchai@example.org ' })
    expect(saved.body).toContain(message('apply.saved.sent', 'en'))
    const [letter] = await lettersIn(opened)
    expect(letter).toMatchObject({ toAddress: 'somchai@example.org', state: 'waiting', requestId: null })
    expect(letter?.subject).toBe(message('letters.resume.subject', 'en', { service: 'Street-light repair' }))
    const link = /https:\/\/sala\.example\.go\.th(\/en\/\S+)/.exec(letter?.text ?? '')?.[1] ?? ''

    const refused = await client.post(`${ENGLISH_LIGHT}/saved`, { email: 'somchai@example.org' })
    expect(refused.status).toBe(422)
    expect(summaryOf(refused.body)).toEqual([{ href: '#email', text: message('apply.saved.badEmail', 'en') }])
    expect(await lettersIn(opened)).toHaveLength(1)
    const other = makeClient(opened.app)
    expect((await other.follow(await other.post(link))).path).toBe(`${ENGLISH_LIGHT}/check`)

    clock.pass(61)
    expect((await client.post(`${ENGLISH_LIGHT}/saved`, { email: 'malee@example.org' })).status).toBe(200)
    expect(await lettersIn(opened)).toHaveLength(2)
  })

  test.each([
    'nonsense',
    'a@b',
    'a@example.org, b@example.org',
    'a@example.org\r\nBcc: b@example.org',
    '<a@example.org>',
  ])('is sent to no address like %j, which stays in its field', async (email) => {
    const opened = await testApp()
    const client = makeClient(opened.app)
    await client.post(LIGHT, { act: 'new' })
    const answer = await client.post(`${LIGHT}/saved`, { email })
    expect(answer.status).toBe(422)
    expect(summaryOf(answer.body)).toEqual([{ href: '#email', text: message('apply.saved.badEmail', 'th') }])
    expect(formOf(answer.body).values['email']).toEqual([email])
    expect(await lettersIn(opened)).toEqual([])
  })
})

describe('a shared computer', () => {
  test('forgets the draft, its words and its files, and lets the browser’s copies go', async () => {
    const opened = await testApp()
    const client = makeClient(opened.app)
    await readyLight(client)
    await client.upload(`${LIGHT}/p/pictures`, { act: 'upload' }, [
      { field: 'photos', name: 'โคม.png', bytes: await png() },
    ])
    expect([await draftsIn(opened), await attachmentsIn(opened)].map((rows) => rows.length)).toEqual([1, 1])
    const link = linkIn((await client.post(`${LIGHT}/saved`)).body)
    const token = tokenOf(client)

    const forgotten = await client.post(`${LIGHT}/forget`)
    expect(forgotten.headers['clear-site-data']).toBe('"cache"')
    expect(forgotten.cookies.map(({ path, value }) => [path, value]).sort()).toEqual([
      [ENGLISH_LIGHT, ''],
      [LIGHT, ''],
    ])
    expect([await draftsIn(opened), await attachmentsIn(opened)]).toEqual([[], []])
    expect((await client.follow(forgotten)).body).toContain(message('apply.start.forgotten', 'th'))
    expect((await withToken(opened.app, `${LIGHT}/check`, token)).headers.location).toBe(`${LIGHT}?lost=1`)
    expect((await client.post(link)).location).toBe(`${LIGHT}?lost=1`)
  })

  test('after sending, forgets the way to the request but not the request', async () => {
    const opened = await testApp()
    const client = makeClient(opened.app)
    const receipt = await client.follow(await sendChecked(client, await readyLight(client)))
    await client.post(formOf(receipt.body).action)
    expect(client.jar.size).toBe(0)
    expect((await client.get(`${LIGHT}/check`)).location).toBe(`${LIGHT}?lost=1`)
    expect((await client.get(filedAt(receipt.path).path)).status).toBe(200)
  })
})
