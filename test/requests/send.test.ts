import QRCode from 'qrcode'
import { describe, expect, test } from 'vitest'
import { clockOf } from '../../src/requests/clock.ts'
import { makeCalendar } from '../../src/calendar/working-time.ts'
import { STANDARD_CLOCK_RULES } from '../../src/calendar/clock-rules.ts'
import { formatDay } from '../../src/calendar/dates.ts'
import { starterHolidays } from '../../src/catalogue/starter.ts'
import { officeHours } from '../../src/municipality.ts'
import { message } from '../../src/i18n/messages.ts'
import { showCode } from '../../src/requests/reference.ts'
import { testApp, type TestApp } from '../support/app.ts'
import { starterDefinition } from '../support/catalogue.ts'
import { besideOf, formOf, summaryOf, titleOf, wordsOf } from '../support/html.ts'
import {
  ENGLISH_LIGHT,
  LIGHT,
  fileLight,
  filedAt,
  makeClient,
  makeClock,
  readyLight,
  sendChecked,
  somchai,
  type Answer,
} from '../support/journey.ts'

const requestsIn = async ({ engine: { db, tables } }: TestApp) => db.select().from(tables.request)
const eventsIn = async ({ engine: { db, tables } }: TestApp) => db.select().from(tables.requestEvent)
const lettersIn = async ({ engine: { db, tables } }: TestApp) => db.select().from(tables.letter)
const draftsIn = async ({ engine: { db, tables } }: TestApp) => db.select().from(tables.draft)

const codeOf = (words: string) => QRCode.toString(words, { type: 'svg', margin: 2 })

describe('exactly once', () => {
  test('twenty sends of one draft at the same time make one request, one event, one letter, one receipt', async () => {
    const opened = await testApp()
    const client = makeClient(opened.app)
    const check = await readyLight(client)
    const answers = await Promise.all(Array.from({ length: 20 }, () => sendChecked(client, check)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
    expect(new Set(answers.map(({ location }) => location)).size).toBe(1)
    expect(answers[0]?.location).toMatch(/\/receipt$/)
    const counts = [await requestsIn(opened), await eventsIn(opened), await lettersIn(opened)]
    expect(counts.map((rows) => rows.length)).toEqual([1, 1, 1])
  })

  test('Back and sending again leads to the same receipt, and so does every page of the draft', async () => {
    const opened = await testApp()
    const client = makeClient(opened.app)
    const check = await readyLight(client)
    const { location } = await sendChecked(client, check)
    for (const again of [
      await sendChecked(client, check),
      await client.get(`${LIGHT}/check`),
      await client.get(`${LIGHT}/p/what`),
      await client.post(`${LIGHT}/p/what`, { act: 'continue', symptom: 'flicker', lampCount: '9' }),
      await client.post(`${LIGHT}/saved`),
    ]) {
      expect([again.path, again.status, again.location]).toEqual([again.path, 303, location])
    }
    expect(await requestsIn(opened)).toHaveLength(1)
    expect((await client.get(filedAt(location).path)).body).toContain('2 ดวง')
    const begun = await client.get(LIGHT)
    expect(begun.body).not.toContain('value="continue"')
  })

  test('people who send at the same time each get their own request', async () => {
    const opened = await testApp()
    const clients = Array.from({ length: 10 }, () => makeClient(opened.app))
    const checks = await Promise.all(clients.map(async (client) => readyLight(client)))
    const sent = await Promise.all(clients.map(async (client, n) => sendChecked(client, checks[n] as Answer)))
    expect(new Set(sent.map(({ location }) => location)).size).toBe(10)
    expect(await requestsIn(opened)).toHaveLength(10)
  })

  test('the draft keeps no copy of the words once they are sent', async () => {
    const opened = await testApp()
    await fileLight(makeClient(opened.app))
    expect(JSON.stringify(await draftsIn(opened))).not.toContain(somchai['place'])
  })
})

describe('two tabs', () => {
  test('that save different pages keep both', async () => {
    const opened = await testApp()
    const client = makeClient(opened.app)
    await readyLight(client)
    const [what, contact] = await Promise.all([
      client.post(`${LIGHT}/p/what`, { act: 'continue', symptom: 'flicker', lampCount: '5' }),
      client.post(`${LIGHT}/p/contact`, { act: 'continue', applicantName: 'มาลี แก้วใส' }),
      client.post(`${LIGHT}/p/where`, { act: 'continue', place: 'ตลาดสด' }),
    ])
    expect([what.status, contact.status]).toEqual([303, 303])
    const check = await client.get(`${LIGHT}/check`)
    for (const words of ['กะพริบ', '5 ดวง', 'มาลี แก้วใส', 'ตลาดสด']) expect(check.body).toContain(words)
  })

  test('answers changed in another tab are shown again before they are sent', async () => {
    const opened = await testApp()
    const client = makeClient(opened.app)
    const check = await readyLight(client)
    await client.post(`${LIGHT}/p/where`, { act: 'continue', place: 'ตลาดสด' })
    const refused = await sendChecked(client, check)
    expect(refused.status).toBe(422)
    expect(titleOf(refused.body)).toMatch(/^ผิดพลาด: /)
    const [problem] = summaryOf(refused.body)
    expect(problem?.text).toBe(message('apply.check.changed', 'th'))
    expect(refused.body).toContain(`id="${problem?.href.slice(1)}"`)
    expect(refused.body).toContain('ตลาดสด')
    expect(await requestsIn(opened)).toHaveLength(0)
    const sent = await sendChecked(client, refused)
    expect(sent.location).toMatch(/\/receipt$/)
    expect((await requestsIn(opened))[0]?.answers).toContain('ตลาดสด')
  })

  test('a draft sent in one tab cannot be changed or forgotten in the other', async () => {
    const opened = await testApp()
    const client = makeClient(opened.app)
    const { path } = filedAt((await sendChecked(client, await readyLight(client))).location)
    const forgotten = await client.post(`${LIGHT}/forget`)
    expect(forgotten.location).toBe(`${LIGHT}?forgotten=1`)
    expect((await client.get(path)).status).toBe(200)
    expect(await requestsIn(opened)).toHaveLength(1)
  })
})

describe('what may not be sent', () => {
  test('a draft with missing answers leads to the first page that lacks one', async () => {
    const opened = await testApp()
    const client = makeClient(opened.app)
    await client.post(LIGHT, { act: 'new' })
    const forged = { declare: 'yes', revision: '0', symptom: 'out', lampCount: '1', applicantName: 'x' }
    expect((await client.post(`${LIGHT}/send`, forged)).location).toBe(`${LIGHT}/p/what`)
    await client.post(`${LIGHT}/p/what`, { act: 'continue', symptom: 'out', lampCount: '1' })
    expect((await client.post(`${LIGHT}/send`, forged)).location).toBe(`${LIGHT}/p/where`)
    expect((await client.get(`${LIGHT}/check`)).location).toBe(`${LIGHT}/p/where`)
    expect(await requestsIn(opened)).toHaveLength(0)
  })

  test('an answer that was never offered is not taken', async () => {
    const opened = await testApp()
    const client = makeClient(opened.app)
    await readyLight(client)
    const forged = await client.post(`${LIGHT}/p/what`, {
      act: 'continue',
      symptom: 'strange',
      lampCount: '1',
    })
    expect(forged.status).toBe(422)
    const sent = await client.post(`${LIGHT}/send`, { declare: 'yes', revision: '5' })
    expect(sent.location).toBe(`${LIGHT}/p/what`)
    expect(await requestsIn(opened)).toHaveLength(0)
  })

  test('nothing is sent without the declaration', async () => {
    const opened = await testApp()
    const client = makeClient(opened.app)
    const check = await readyLight(client)
    const form = formOf(check.body)
    for (const declare of [undefined, '', 'no', 'true']) {
      const answer = await client.post(form.action, {
        ...form.values,
        ...(declare !== undefined && { declare }),
      })
      expect(answer.status).toBe(422)
      const text = message('apply.check.undeclared', 'th')
      expect(summaryOf(answer.body)).toEqual([{ href: '#declare', text }])
      expect(besideOf(answer.body, 'declare')).toBe(text)
      expect(titleOf(answer.body)).toMatch(/^ผิดพลาด: /)
    }
    expect(await requestsIn(opened)).toHaveLength(0)
  })

  test('without a draft, sending leads to the start', async () => {
    const opened = await testApp()
    const answer = await makeClient(opened.app).post(`${LIGHT}/send`, { declare: 'yes' })
    expect(answer.location).toBe(`${LIGHT}?lost=1`)
  })
})

describe('the receipt', () => {
  // Monday within office hours, Saturday, Monday evening, and the eve of holidays.
  test.each([
    '2026-06-15T03:00:00.000Z',
    '2026-06-20T03:00:00.000Z',
    '2026-06-15T12:00:00.000Z',
    '2026-04-10T03:00:00.000Z',
  ])('shows number, code and the due day the clock counts, for what is sent at %s', async (at) => {
    const opened = await testApp({}, makeClock(at).now)
    const client = makeClient(opened.app)
    const sent = await sendChecked(client, await readyLight(client))
    const { reference, code } = filedAt(sent.location)
    const receipt = await client.follow(sent)
    expect(receipt.status).toBe(200)
    const words = wordsOf(receipt.body)
    expect(words).toContain(reference)
    expect(words).toContain(showCode(code))
    const { steps } = starterDefinition('street-light-repair').manual
    const { municipality } = opened.config
    const calendar = makeCalendar({
      hours: officeHours(municipality.hours),
      holidays: starterHolidays(),
      rules: { ...STANDARD_CLOCK_RULES, ...municipality.clockRules },
      province: municipality.province,
      office: municipality.name,
    })
    const filed = { id: 'x', requestId: 'x', seq: 1, kind: 'filed' as const, at, actor: null, data: {} }
    const { dueDay } = clockOf({ steps, events: [filed], filedAt: at, calendar, now: new Date(at) })
    expect(words).toContain(formatDay(dueDay, 'th', 'full'))
    expect((await requestsIn(opened))[0]?.dueAt?.slice(0, 10)).toBe(dueDay)
  })

  test('has a code to scan that holds the address of the tracking page', async () => {
    const opened = await testApp({ publicUrl: new URL('https://sala.example.go.th') })
    const client = makeClient(opened.app)
    const receipt = await client.follow(await sendChecked(client, await readyLight(client)))
    const { path } = filedAt(receipt.path)
    expect(receipt.body).toContain(`<img src="${path}/qr.svg"`)
    const picture = await client.get(`${path}/qr.svg`)
    expect(picture.headers['content-type']).toContain('image/svg+xml')
    expect(picture.body).toBe(await codeOf(`https://sala.example.go.th${path}`))
    const english = await client.get(`/en${path}/qr.svg`)
    expect(english.body).toBe(await codeOf(`https://sala.example.go.th/en${path}`))
    expect(picture.body).not.toBe(english.body)
  })

  test('speaks of a letter only to those who left an address', async () => {
    const opened = await testApp()
    const promise = message('receipt.letter', 'th')
    const [with_, without] = [makeClient(opened.app), makeClient(opened.app)]
    expect((await with_.get((await fileLight(with_)).receipt)).body).toContain(promise)
    expect((await without.get((await fileLight(without, { email: '' })).receipt)).body).not.toContain(promise)
  })

  test('comes in the language of the page it was sent from', async () => {
    const opened = await testApp()
    const client = makeClient(opened.app)
    const receipt = await client.follow(
      await sendChecked(client, await readyLight(client, {}, ENGLISH_LIGHT)),
    )
    expect(receipt.path).toMatch(/^\/en\/track\//)
    expect(receipt.body).toContain('<html lang="en"')
  })
})
