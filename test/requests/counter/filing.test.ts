import { describe, expect, test } from 'vitest'
import { starterServices } from '../../../src/catalogue/starter.ts'
import { starterDefinition } from '../../support/catalogue.ts'
import { diceOf } from '../../forms/dice.ts'
import { randomInput, TODAY } from '../../forms/random-input.ts'
import { besideOf, formOf, summaryOf, titleOf } from '../../support/html.ts'
import { tapeOf } from '../../support/journey.ts'
import {
  eventsIn,
  file,
  fillAll,
  LIGHT_SAID,
  openCounter,
  pick,
  press,
  referenceIn,
  requestsIn,
} from './counter.ts'

describe('a request taken in at the counter', () => {
  test('is filed at that moment, by the officer, and the slip says so', async () => {
    const opened = await openCounter()
    const malee = await opened.people.malee()
    const page = await pick(malee, 'ไฟฟ้าสาธารณะ')
    expect(page.status).toBe(200)
    const filed = await file(malee, page, LIGHT_SAID)
    expect([filed.status, referenceIn(filed)]).toEqual([303, expect.stringMatching(/^69-/)])
    const [request] = await requestsIn(opened)
    expect(request).toMatchObject({
      channel: 'counter',
      filedAt: '2026-06-15T03:00:00.000Z',
      applicantName: 'สมชาย ใจดี',
      applicantPhone: '0812345678',
      lang: 'th',
      claimedBy: null,
    })
    expect(JSON.parse(request?.answers ?? '')).toMatchObject({ lampCount: 2 })
    const [event] = await eventsIn(opened)
    expect(event).toMatchObject({ kind: 'filed', actor: malee.officer.id, at: '2026-06-15T03:00:00.000Z' })
    expect(event?.data).not.toHaveProperty('enteredLater')
    const slip = await malee.follow(filed)
    expect(slip.status).toBe(200)
    for (const word of [request?.reference ?? '', 'มาลี ศรีสุข', 'สมชาย ใจดี', 'มาที่เคาน์เตอร์'])
      expect(slip.body).toContain(word)
  })

  test.each(['phone', 'post'])('may have come by %s', async (channel) => {
    const opened = await openCounter()
    const malee = await opened.people.malee()
    const filed = await file(malee, await pick(malee, 'ไฟฟ้าสาธารณะ'), {
      ...LIGHT_SAID,
      'counter-channel': channel,
    })
    expect(filed.status).toBe(303)
    expect((await requestsIn(opened)).map((request) => request.channel)).toEqual([channel])
  })

  test('follows the channels of the counter only', async () => {
    const opened = await openCounter()
    const malee = await opened.people.malee()
    const answer = await file(malee, await pick(malee, 'ไฟฟ้าสาธารณะ'), {
      ...LIGHT_SAID,
      'counter-channel': 'web',
    })
    expect(answer.status).toBe(422)
    expect(summaryOf(answer.body).map(({ href }) => href)).toEqual(['#counter-channel-counter'])
    expect(await requestsIn(opened)).toEqual([])
  })

  test('gets its letter in the language the officer names', async () => {
    const opened = await openCounter()
    const malee = await opened.people.malee()
    const said = { ...LIGHT_SAID, email: 'somchai@example.org', 'counter-lang': 'en' }
    await file(malee, await pick(malee, 'ไฟฟ้าสาธารณะ'), said)
    const [letter] = await opened.engine.db.select().from(opened.engine.tables.letter)
    expect(letter).toMatchObject({ toAddress: 'somchai@example.org' })
    expect(letter?.text).toContain('/en/track/')
  })

  test('is one request however often the button is pressed', async () => {
    const opened = await openCounter()
    const malee = await opened.people.malee()
    const page = await pick(malee, 'ไฟฟ้าสาธารณะ')
    const both = await Promise.all([file(malee, page, LIGHT_SAID), file(malee, page, LIGHT_SAID)])
    const [request, second] = await requestsIn(opened)
    expect(second).toBeUndefined()
    const ends = await Promise.all(both.map((answer) => malee.follow(answer)))
    const third = await malee.follow(await file(malee, page, LIGHT_SAID))
    const slip = `/desk/counter/slips/${request?.reference}`
    expect([...ends, third].map(({ path }) => path)).toEqual([slip, slip, slip])
    expect(await requestsIn(opened)).toHaveLength(1)
    expect((await malee.follow(await malee.get(page.path))).path).toBe(slip)
  })
})

describe('what is wrong', () => {
  test('is told on the same page with everything that was typed', async () => {
    const opened = await openCounter()
    const malee = await opened.people.malee()
    const answer = await file(malee, await pick(malee, 'ไฟฟ้าสาธารณะ'), {
      ...LIGHT_SAID,
      lampCount: 'สองดวง',
      phone: '12345',
      'counter-declared': [],
    })
    expect(answer.status).toBe(422)
    expect(titleOf(answer.body)).toMatch(/^ผิดพลาด: /)
    expect(summaryOf(answer.body).map(({ href }) => href)).toEqual([
      '#lampCount',
      '#phone',
      '#counter-declared',
    ])
    expect(besideOf(answer.body, 'lampCount')).toContain('ต้องเป็นตัวเลข')
    const { values } = formOf(answer.body, answer.path)
    expect(values).toMatchObject({
      symptom: ['out'],
      lampCount: ['สองดวง'],
      place: ['หน้าวัดโป่งแดง'],
      phone: ['12345'],
      applicantName: ['สมชาย ใจดี'],
    })
    expect(await requestsIn(opened)).toEqual([])
    const mended = await press(malee, answer, 'file', {
      lampCount: '2',
      phone: '0812345678',
      'counter-declared': 'yes',
    })
    expect(mended.status).toBe(303)
  })

  test('speaks English on the English page', async () => {
    const opened = await openCounter()
    const malee = await opened.people.malee()
    const page = await malee.follow(await malee.post('/en/desk/counter', { service: 'street-light' }))
    expect(page.path).toMatch(/^\/en\/desk\/counter\//)
    const answer = await press(malee, page, 'file')
    expect(summaryOf(answer.body).at(-1)?.text).toBe(
      'Tick to confirm “The applicant has declared this (in person, by telephone, or signed on paper)”',
    )
  })

  test('is not said of a question that these answers brought up: it is asked', async () => {
    const opened = await openCounter()
    const malee = await opened.people.malee()
    const page = await pick(malee, 'แจ้งซ่อมไฟฟ้าสาธารณะ')
    expect(page.body).not.toContain('name="counter-day.year"')
    const said = { ...LIGHT_SAID, 'counter-later': 'yes' }
    const asked = await file(malee, page, said)
    expect([asked.status, asked.location]).toEqual([303, expect.stringContaining('?more=1#part-counter-day')])
    const shown = await malee.follow(asked)
    expect(shown.body).toContain('name="counter-day.year"')
    expect(shown.body).toContain('มีคำถามเพิ่มจากคำตอบ')
    expect(summaryOf(shown.body)).toEqual([])
    expect(await requestsIn(opened)).toEqual([])
    const faulty = await file(malee, shown)
    expect([faulty.status, summaryOf(faulty.body).map(({ href }) => href)]).toEqual([
      422,
      ['#counter-day-day', '#counter-time', '#counter-reason'],
    ])
  })
})

describe('every starter service', () => {
  test.each(starterServices().map((service) => [service.id, service] as const))(
    '%s can be filed on one page, with all its questions, rows and files',
    async (_id, service) => {
      const opened = await openCounter(`${TODAY}T03:00:00.000Z`)
      const malee = await opened.people.malee()
      const input = randomInput(service.form, diceOf(tapeOf(7)), 0)
      const filled = await fillAll(malee, await pick(malee, service.title.th), input)
      const filed = await file(malee, filled)
      expect(summaryOf(filed.body)).toEqual([])
      expect(filed.status).toBe(303)
      const [request] = await requestsIn(opened)
      const rows = service.form.pages.filter((page) => page.repeat && input.rows[page.id])
      const answers = JSON.parse(request?.answers ?? '{}') as Record<string, unknown[] | undefined>
      for (const page of rows) {
        const kept = answers[page.id]
        if (kept) expect(kept).toHaveLength(input.rows[page.id]?.length ?? 0)
      }
      expect((await malee.follow(filed)).status).toBe(200)
    },
  )
})

describe('telephone and e-mail', () => {
  const words = 'ขอรับถังขยะและการจัดเก็บขยะมูลฝอย'

  test('are demanded at the counter as on the web, and the fault names the way out', async () => {
    const opened = await openCounter()
    const malee = await opened.people.malee()
    const answer = await file(malee, await pick(malee, words))
    expect(summaryOf(answer.body).find(({ href }) => href === '#phone')?.text).toBe(
      'กรอก “เบอร์โทรศัพท์” หากผู้ยื่นไม่มี ให้ทำเครื่องหมาย “ไม่มีโทรศัพท์/อีเมล”',
    )
  })

  test('may be left out with the tick, and nothing else may', async () => {
    const opened = await openCounter()
    const malee = await opened.people.malee()
    const page = await pick(malee, words)
    const before = summaryOf((await file(malee, page)).body).map(({ href }) => href)
    const after = summaryOf((await file(malee, page, { 'counter-noContact': 'yes' })).body).map(
      ({ href }) => href,
    )
    expect(before).toContain('#phone')
    expect(after).toEqual(before.filter((href) => href !== '#phone'))
  })

  test.each(['waste-bin', 'building-permit', 'elderly-allowance'])(
    'left out of %s with the tick, the request is filed without them',
    async (id) => {
      const service = starterDefinition(id)
      const opened = await openCounter(`${TODAY}T03:00:00.000Z`)
      const malee = await opened.people.malee()
      const input = randomInput(service.form, diceOf(tapeOf(11)), 0)
      const page = await fillAll(malee, await pick(malee, service.title.th), input)
      const said = { phone: '', email: '', 'counter-noContact': 'yes' }
      expect((await file(malee, page, said)).status).toBe(303)
      expect(await requestsIn(opened)).toMatchObject([
        { applicantPhone: null, applicantEmail: null, phoneKey: null },
      ])
    },
  )

  test('stay checked when the tick is set and a number is typed all the same', async () => {
    const opened = await openCounter()
    const malee = await opened.people.malee()
    const answer = await file(malee, await pick(malee, words), { 'counter-noContact': 'yes', phone: '1' })
    expect(summaryOf(answer.body).map(({ href }) => href)).toContain('#phone')
  })

  test.each(starterServices().map((service) => [service.id, service] as const))(
    'the tick of %s stands beside a demanded one, and nowhere else',
    async (_id, service) => {
      const { form, applicant } = service
      const needed = [applicant.phone, applicant.email].filter((key) => key && form.fields[key]?.required)
      const opened = await openCounter()
      const malee = await opened.people.malee()
      const page = await pick(malee, service.title.th)
      expect(page.body.includes('name="counter-noContact"')).toBe(needed.length > 0)
    },
  )
})
