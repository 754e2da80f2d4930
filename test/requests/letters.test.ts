import { describe, expect, test } from 'vitest'
import { dayOf, formatDay } from '../../src/calendar/dates.ts'
import { say } from '../../src/i18n/text.ts'
import { showCode } from '../../src/requests/reference.ts'
import { testApp, type TestApp } from '../support/app.ts'
import {
  ENGLISH_LIGHT,
  LIGHT,
  fileLight,
  filedAt,
  makeClient,
  readyLight,
  sendChecked,
} from '../support/journey.ts'

const lettersIn = async ({ engine: { db, tables } }: TestApp) => db.select().from(tables.letter)
const requestIn = async ({ engine: { db, tables } }: TestApp) => (await db.select().from(tables.request))[0]

const site = { publicUrl: new URL('https://sala.example.go.th') }

describe('the letter about a request', () => {
  test.each([
    ['th', LIGHT, 'ได้รับคำขอ', 'แจ้งซ่อมไฟฟ้าสาธารณะ'],
    ['en', ENGLISH_LIGHT, 'received', 'Street-light repair'],
  ] as const)(
    '(%s) carries number, code, due day and link, and waits in the outbox',
    async (lang, base, word, name) => {
      const opened = await testApp(site)
      const { reference, code, path } = await fileLight(makeClient(opened.app), {}, base)
      const letters = await lettersIn(opened)
      expect(letters).toHaveLength(1)
      const [letter] = letters
      expect(letter).toMatchObject({ toAddress: 'somchai@example.org', state: 'waiting', attempts: 0 })
      const request = await requestIn(opened)
      expect(letter?.requestId).toBe(request?.id)
      expect(letter?.subject).toContain(reference)
      expect(letter?.subject).toContain(word)
      expect(letter?.subject).toContain(name)
      const lines = letter?.text.split('\n') ?? []
      expect(lines).toContain(`https://sala.example.go.th${path}`)
      expect(letter?.text).toContain(reference)
      expect(letter?.text).toContain(showCode(code))
      expect(letter?.text).toContain(formatDay(dayOf(new Date(request?.dueAt ?? '')), lang, 'full'))
      expect(letter?.text).toContain(say(opened.config.municipality.name, lang))
      expect(letter?.text).not.toMatch(/\{\w+\}|undefined|null/)
      if (lang === 'en') expect(letter?.text).not.toMatch(/[\u0e00-\u0e7f]/)
    },
  )

  test('keeps the language the draft was begun in, whichever page it is sent from', async () => {
    const opened = await testApp(site)
    const client = makeClient(opened.app)
    await readyLight(client, {}, ENGLISH_LIGHT)
    await sendChecked(client, await client.get(`${LIGHT}/check`))
    expect((await lettersIn(opened))[0]?.subject).toContain('Street-light repair')
  })

  test('is not written for somebody who left no address', async () => {
    const opened = await testApp(site)
    await fileLight(makeClient(opened.app), { email: '' })
    expect((await requestIn(opened))?.applicantEmail).toBeNull()
    expect(await lettersIn(opened)).toEqual([])
  })

  test('opens the request from a mail program that has never seen the site', async () => {
    const opened = await testApp(site)
    await fileLight(makeClient(opened.app))
    const [letter] = await lettersIn(opened)
    const link = /https:\/\/sala\.example\.go\.th(\/track\S+)/.exec(letter?.text ?? '')?.[1] ?? ''
    expect((await makeClient(opened.app).get(link)).status).toBe(200)
  })

  test('is written once for each occasion, however often the button is pressed', async () => {
    const opened = await testApp(site)
    const client = makeClient(opened.app)
    const check = await readyLight(client)
    const sent = await Promise.all([1, 2, 3].map(() => sendChecked(client, check)))
    await client.get(sent[0]?.location ?? '')
    await client.get(sent[0]?.location ?? '')
    const { path } = filedAt(sent[0]?.location ?? '')
    await Promise.all([1, 2, 3].map(() => client.post(`${path}/withdraw`)))
    const keys = (await lettersIn(opened)).map(({ key }) => key.split(':')[1])
    expect(keys.sort()).toEqual(['filed', 'withdrawn'])
  })

  test('cannot be turned into several, or sent elsewhere, by what is typed as a name', async () => {
    const opened = await testApp(site)
    await fileLight(makeClient(opened.app), { applicantName: 'x\r\nBcc: spy@example.org' })
    const letters = await lettersIn(opened)
    expect(letters).toHaveLength(1)
    expect(JSON.stringify(letters)).not.toContain('spy@example.org')
    expect(letters[0]?.subject).not.toMatch(/[\r\n]/)
  })
})
