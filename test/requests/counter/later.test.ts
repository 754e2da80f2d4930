import { describe, expect, test } from 'vitest'
import { minuteOf, officePart, OFFICE } from '../../../src/requests/counter/office.ts'
import { summaryOf } from '../../support/html.ts'
import { eventsIn, file, LIGHT_SAID, openCounter, pick, referenceIn, requestsIn } from './counter.ts'

// Monday 15 June 2569, 10:00 in Thailand.
const NOW = new Date('2026-06-15T03:00:00.000Z')

const later = (day: string, month: string, year: string, time: string, reason = 'เครือข่ายล่ม') => ({
  'counter-later': 'yes',
  'counter-day.day': day,
  'counter-day.month': month,
  'counter-day.year': year,
  'counter-time': time,
  'counter-reason': reason,
})

describe('the time of day', () => {
  test.each([
    ['14:10', 850],
    ['14.10', 850],
    ['1410', 850],
    ['๑๔:๑๐ น.', 850],
    ['8:05', 485],
    ['0:00', 0],
    ['23:59', 1439],
  ])('is read from %j', (typed, minute) => expect(minuteOf(typed)).toBe(minute))

  test.each(['', '24:00', '14:60', '14', 'บ่ายสอง', '-1:00', '14:1', '141000'])('is not %j', (typed) =>
    expect(minuteOf(typed)).toBeUndefined(),
  )
})

describe('paper received earlier', () => {
  const faultsOf = (raw: Record<string, string>) => {
    const { walked, faults, earlier } = officePart({ [OFFICE.channel]: 'post', ...raw }, NOW)
    const keys = [...walked.problems.map(({ key }) => key), ...faults.map(({ key }) => key)]
    return { keys: keys.filter((key) => key !== OFFICE.declared && key !== OFFICE.lang), earlier }
  }

  test('has the time it came, in Thailand', () => {
    expect(faultsOf(later('๑๒', '6', '๒๕๖๙', '๑๔.๑๐'))).toEqual({
      keys: [],
      earlier: { at: '2026-06-12T07:10:00.000Z', reason: 'เครือข่ายล่ม' },
    })
  })

  test.each([
    ['a minute ahead of now', later('15', '6', '2569', '10:01'), [OFFICE.time]],
    ['tomorrow', later('16', '6', '2569', '09:00'), [OFFICE.day]],
    ['31 days ago', later('15', '5', '2569', '10:00'), [OFFICE.day]],
    ['no day there is', later('31', '2', '2569', '10:00'), [OFFICE.day]],
    ['no time there is', later('12', '6', '2569', '25:00'), [OFFICE.time]],
    ['without a reason', later('12', '6', '2569', '10:00', ' '), [OFFICE.reason]],
    ['without anything', { 'counter-later': 'yes' }, [OFFICE.day, OFFICE.time, OFFICE.reason]],
  ])('is refused: %s', (_why, raw, keys) => {
    const said = faultsOf(raw)
    expect([said.keys, said.earlier]).toEqual([keys, undefined])
  })

  test.each([
    ['this very minute', later('15', '6', '2569', '10:00')],
    ['30 days ago', later('16', '5', '2569', '00:00')],
  ])('is taken: %s', (_why, raw) => expect(faultsOf(raw).keys).toEqual([]))

  test('is nothing without the tick, whatever was typed beside it', () => {
    expect(faultsOf({ ...later('12', '6', '2569', '10:00'), 'counter-later': '' })).toEqual({
      keys: [],
      earlier: undefined,
    })
  })
})

describe('a request entered later', () => {
  const LIGHT = 'แจ้งซ่อมไฟฟ้าสาธารณะ'

  async function enterLater() {
    const opened = await openCounter(NOW.toISOString())
    const malee = await opened.people.malee()
    const asked = await file(malee, await pick(malee, LIGHT), { ...LIGHT_SAID, 'counter-later': 'yes' })
    const page = await malee.follow(asked)
    const filed = await file(malee, page, later('12', '6', '2569', '14:10', 'ไฟดับทั้งสำนักงาน'))
    return { ...opened, malee, filed }
  }

  test('keeps both times, and its clock counts from when it came', async () => {
    const opened = await enterLater()
    const [request] = await requestsIn(opened)
    const [event] = await eventsIn(opened)
    expect(request).toMatchObject({
      filedAt: '2026-06-12T07:10:00.000Z',
      receivedAt: '2026-06-12T07:10:00.000Z',
    })
    expect(event).toMatchObject({
      at: '2026-06-12T07:10:00.000Z',
      data: { enteredLater: { at: NOW.toISOString(), reason: 'ไฟดับทั้งสำนักงาน' } },
    })
    const sameDay = await openCounter('2026-06-12T07:10:00.000Z')
    const anan = await sameDay.people.anan()
    await file(anan, await pick(anan, LIGHT), LIGHT_SAID)
    const [twin] = await requestsIn(sameDay)
    expect(request?.dueAt).toBe(twin?.dueAt)
  })

  test('says so in the timeline, with the reason, and on the slip', async () => {
    const { malee, filed } = await enterLater()
    const slip = await malee.follow(filed)
    const words = ['12 มิถุนายน 2569 14:10 น.', '15 มิถุนายน 2569 10:00 น.', 'ไฟดับทั้งสำนักงาน']
    for (const word of words) expect(slip.body).toContain(word)
    const code = /sala-slip__code">([A-Z0-9-]+)</.exec(slip.body)?.[1] ?? ''
    const track = await malee.get(`/track/${referenceIn(filed)}/${code.replaceAll('-', '')}`)
    expect(track.body).toContain('บันทึกเข้าระบบภายหลังเมื่อวันจันทร์ที่ 15 มิถุนายน 2569 10:00 น. เพราะไฟดับทั้งสำนักงาน')
  })

  test('sent again still leads to its slip: the draft outlives the sending by an hour from now', async () => {
    const opened = await enterLater()
    const [draft] = await opened.engine.db.select().from(opened.engine.tables.draft)
    expect(draft?.expiresAt).toBe('2026-06-15T04:00:00.000Z')
  })

  test('is judged by the day it came: a date that lay ahead then need not lie ahead of today', async () => {
    const opened = await openCounter(NOW.toISOString())
    const malee = await opened.people.malee()
    const page = await pick(malee, 'ขอรับถังขยะและการจัดเก็บขยะมูลฝอย')
    const said = {
      requestKind: 'stop',
      'stopDate.day': '13',
      'stopDate.month': '6',
      'stopDate.year': '2569',
      'counter-later': 'yes',
    }
    const asked = await malee.follow(await file(malee, page, said))
    const early = await file(malee, asked, { ...said, ...later('14', '6', '2569', '10:00') })
    const inTime = await file(malee, early, { ...said, ...later('12', '6', '2569', '10:00') })
    const hrefs = [early, inTime].map(({ body }) => summaryOf(body).map(({ href }) => href))
    expect(hrefs[0]).toContain('#stopDate-day')
    expect(hrefs[1]?.length).toBeGreaterThan(0)
    expect(hrefs[1]).not.toContain('#stopDate-day')
  })
})
