import { expect, test } from 'vitest'
import { DEEDS } from '../../../src/whistle/deeds.ts'
import { hasMessage } from '../../../src/i18n/messages.ts'
import { besideOf, wordsOf } from '../../support/html.ts'
import { island } from '../reporter/island.ts'
import { database, sent } from '../support.ts'
import { memberClient } from './member.ts'
import { groupsOn } from './people.ts'

const markOn = (page: Parameters<typeof groupsOn>[0]) => groupsOn(page)[0]?.join('') ?? ''
const linesOn = (body: string) =>
  [...body.matchAll(/<section class="sala-log"[\s\S]*?<\/section>/g)].flatMap(([section]) =>
    [...section.matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, line = '']) => wordsOf(line)),
  )

test('every kind of deed has its sentence', () => {
  expect(DEEDS.filter((deed) => !hasMessage(`panel.log.deed.${deed}`))).toEqual([])
})

test('the log tells by day, newest first, in words, and page by page', async () => {
  const here = await island()
  const { made } = here
  for (let n = 0; n < 60; n++) await made.whistle.panel.log.record({ who: 'sala', what: 'digestMade' })
  made.clock.pass({ days: 1 })
  const pim = await memberClient(here, 'pim')
  await made.whistle.panel.log.record({ who: 'operator', what: 'left', detail: 'gone' })
  const first = await pim.get('/panel/log')
  expect(linesOn(first.body).slice(0, 3)).toEqual([
    'ผู้ดูแลระบบ ให้ gone พ้นหน้าที่',
    'pim เข้าสู่ระบบ',
    'ระบบ ทำจดหมายประจำวัน',
  ])
  expect(linesOn(first.body)).toHaveLength(50)
  expect(wordsOf(first.body)).toContain('วันอังคารที่ 24 พฤศจิกายน 2569')
  const second = await pim.get('/panel/log?page=2')
  expect(linesOn(second.body).at(-1)).toBe('pim ตั้งกุญแจด้วยรหัสเชิญ')
  for (const page of ['999', '0', '-1', 'x', '1e9'])
    expect((await pim.get(`/panel/log?page=${page}`)).status).toBe(200)
  expect((await pim.get('/en/panel/log')).body).toContain('The system made the daily letter')
})

test('a code that the log should not hold is never shown as it is', async () => {
  const here = await island()
  const pim = await memberClient(here, 'pim')
  await here.made.whistle.panel.log.record({ who: 'pim', what: 'toString' as 'opened' })
  await here.made.whistle.panel.log.record({ who: '<b>x', what: 'left', detail: '<i>y' })
  const { body } = await pim.get('/panel/log')
  expect(linesOn(body).slice(0, 2)).toEqual(['<b>x ให้ <i>y พ้นหน้าที่', 'pim ทำรายการหนึ่ง'])
  expect(body).not.toContain('toString')
})

test('a changed line, and a missing one, stop the log from being shown', async () => {
  const here = await island()
  const pim = await memberClient(here, 'pim')
  expect((await pim.get('/panel/log')).body).toContain('บันทึกต่อเนื่องครบทุกบรรทัด')
  database(here.made.folder).exec("UPDATE deed SET day = '2026-01-01' WHERE seq = 2")
  const changed = await pim.get('/panel/log')
  expect([changed.status, changed.body.includes('บันทึกถูกแก้ไขหรือขาดหาย')]).toEqual([200, true])
  expect(linesOn(changed.body)).toEqual([])
})

test('a letter’s mark is found while its line is there, and not once lines were cut off', async () => {
  const here = await island()
  const pim = await memberClient(here, 'pim')
  const letter = (await here.made.whistle.jobs.digest('')).text
  const mark = /· ([0-9a-f]{16})/.exec(letter)?.[1] ?? ''
  expect(markOn(await pim.get('/panel/log'))).toBe(mark)
  await memberClient(here, 'nok')
  const found = await pim.post('/panel/log', { mark: ` ${mark.toUpperCase().replace(/(.{4})/g, '$1 ')}` })
  expect([found.status, found.body.includes('พบเครื่องหมายนี้ บันทึก')]).toEqual([200, true])
  database(here.made.folder).exec('DELETE FROM deed WHERE seq >= (SELECT max(seq) - 1 FROM deed)')
  const gone = await pim.post('/panel/log', { mark })
  expect(gone.body).toContain('ไม่พบเครื่องหมายนี้')
  for (const typed of ['', 'x', '<b>"', `${mark}0`, '๐'.repeat(16)]) {
    const wrong = await pim.post('/panel/log', { mark: typed })
    expect([typed, wrong.status, besideOf(wrong.body, 'mark') !== undefined]).toEqual([typed, 422, true])
  }
})

test('work on a report that Pim is kept out of changes no byte of her log', async () => {
  const here = await island()
  const { panel } = here.made.whistle
  const { id } = await sent(here.made, ['auditor'])
  const nok = await here.made.signedIn('nok')
  const pim = await memberClient(here, 'pim')
  const before = await pim.get('/panel/log')
  await panel.open(nok, id)
  await panel.tell(nok, id, 'ขอเลขที่ใบเสร็จ', true)
  expect(await panel.log.tip()).not.toBe(markOn(before))
  expect((await pim.get('/panel/log')).body).toBe(before.body)
})
