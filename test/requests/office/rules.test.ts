import { expect, test } from 'vitest'
import { CLOCK_RULE_SOURCES, STANDARD_CLOCK_RULES } from '../../../src/calendar/clock-rules.ts'
import { hasMessage } from '../../../src/i18n/messages.ts'
import { formOf, summaryOf, wordsOf } from '../../support/html.ts'
import { fileLight, makeClient } from '../../support/journey.ts'
import { entries, lettersOf, openDesk, requestRows } from './desk.ts'

const HERE = '/desk/office/rules'

test('every rule is shown with its name, its source in law and its standard', async () => {
  const names = Object.keys(STANDARD_CLOCK_RULES)
  expect(names.filter((name) => !hasMessage(`office.rule.${name}`))).toEqual([])
  const { amnat } = await openDesk()
  const page = await amnat.get(HERE)
  expect(formOf(page.body, HERE).names.filter((name) => names.includes(name))).toEqual(names)
  for (const source of Object.values(CLOCK_RULE_SOURCES)) expect(wordsOf(page.body)).toContain(source.th)
})

test('a changed rule counts for open requests, and who changed what from what to what is kept', async () => {
  const desk = await openDesk()
  // Filed on Saturday: deemed received on Monday, which is day 1 by the standard reading.
  desk.clock.set('2026-06-20T03:00:00.000Z')
  await fileLight(makeClient(desk.app))
  desk.clock.pass(1)
  const amnat = await desk.people.again('amnat')
  const before = (await requestRows(desk))[0]?.dueAt
  const form = formOf((await amnat.get(HERE)).body, HERE)
  const typed = { ...form.values, deemedDayIsDayOne: 'no', reopenDays: '๔๕' }
  const check = await amnat.post(HERE, { ...typed, act: 'check' })
  expect(wordsOf(check.body)).toContain('คำขอที่วันครบกำหนดเปลี่ยน 1 เรื่อง')
  const saved = await amnat.post(HERE, { ...formOf(check.body, HERE).values, act: 'confirm' })
  expect(saved.location).toBe(`${HERE}?saved=yes`)
  expect((await requestRows(desk))[0]!.dueAt! > before!).toBe(true)
  expect(await lettersOf(desk, 'moved-')).toHaveLength(1)
  expect(await entries(desk, 'rules.changed')).toMatchObject([
    { data: { deemedDayIsDayOne: 'true -> false', reopenDays: '30 -> 45', moves: 1 } },
  ])
  expect(wordsOf((await amnat.get(HERE)).body)).toContain('จาก 30 เป็น 45')
})

test('a number that is none is refused beside its field', async () => {
  const { amnat } = await openDesk()
  const form = formOf((await amnat.get(HERE)).body, HERE)
  const wrong = await amnat.post(HERE, {
    ...form.values,
    tellResultDays: '0',
    reopenDays: 'สิบ',
    act: 'confirm',
  })
  expect(wrong.status).toBe(422)
  expect(summaryOf(wrong.body).map(({ href }) => href)).toEqual(['#reopenDays', '#tellResultDays'])
  expect(formOf(wrong.body, HERE).values['reopenDays']).toEqual(['สิบ'])
})
