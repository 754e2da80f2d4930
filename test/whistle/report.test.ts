import { expect, test } from 'vitest'
import { makeCalendar, STANDARD_HOURS } from '../../src/calendar/working-time.ts'
import { addMonths, CLOCK_RULES, clocksFrom, questionDue } from '../../src/whistle/clocks.ts'
import { digestLetter } from '../../src/whistle/digest.ts'
import { expiryOf, OUTCOME_RULES, OUTCOMES } from '../../src/whistle/outcomes.ts'
import {
  completenessOf,
  LONGEST_ANSWER,
  QUESTION_IDS,
  reportOf,
  reportProblems,
} from '../../src/whistle/report.ts'
import { byDivision } from '../../src/whistle/statistics.ts'
import { bench, fullReport } from './support.ts'

const calendar = makeCalendar({
  hours: STANDARD_HOURS,
  holidays: [
    {
      day: '2026-12-07',
      name: { th: 'หยุดชดเชย', en: 'Substitute' },
      kind: 'substitute',
      scope: 'nation',
      source: '',
    },
  ],
})

test('three working days, seven and thirty days, and three months from the acknowledgement', () => {
  expect(clocksFrom('2026-11-23', calendar)).toEqual({
    acknowledge: '2026-11-26',
    consider: '2026-11-30',
    order: '2026-12-23',
    feedback: '2027-02-26',
  })
  // Friday: the weekend and the holiday of Monday do not count.
  expect(clocksFrom('2026-12-04', calendar).acknowledge).toBe('2026-12-10')
  expect(clocksFrom('2026-11-23', calendar, '2026-11-30').feedback).toBe('2027-02-28')
  for (const rule of Object.values(CLOCK_RULES)) expect(rule.source.th).not.toBe('')
})

test.each([
  ['2026-11-30', 3, '2027-02-28'],
  ['2027-11-30', 3, '2028-02-29'],
  ['2026-01-31', 1, '2026-02-28'],
  ['2026-12-31', 3, '2027-03-31'],
  ['2026-11-15', 120, '2036-11-15'],
])('%s and %i months is %s', (day, months, expected) => {
  expect(addMonths(day, months)).toBe(expected)
})

test('the reporter is asked about retaliation from the 30th and from the 90th day, each once', () => {
  expect(questionDue('2026-11-23', '2026-12-22', [])).toBeUndefined()
  expect(questionDue('2026-11-23', '2026-12-23', [])).toBe('day30')
  expect(questionDue('2026-11-23', '2027-01-30', ['day30'])).toBeUndefined()
  expect(questionDue('2026-11-23', '2027-02-21', [])).toBe('day90')
  expect(questionDue('2026-11-23', '2027-02-21', ['day90'])).toBe('day30')
})

test('each outcome is kept as long as its rule, which names its source', () => {
  for (const outcome of OUTCOMES) expect(OUTCOME_RULES[outcome].source.th).not.toBe('')
  expect(expiryOf('substantiated', '2026-11-23')).toBe('2036-11-23')
  expect(expiryOf('junk', '2026-11-23')).toBe('2026-12-23')
  expect(expiryOf('partly', '2026-11-23', { partly: 1 })).toBe('2026-12-23')
})

test('completeness advises and never blocks', () => {
  const little = reportOf({ what: 'มีการเรียกเงิน' }, 'th')
  expect(reportProblems(little)).toEqual([])
  const list = completenessOf(little)
  expect(list.canBeTakenUp).toBe(false)
  expect(list.lacking).toEqual(['evidence', 'circumstances', 'witnesses'])
  expect(completenessOf(little, 1).lacking).toEqual(['circumstances', 'witnesses'])
  expect(list.lines.map(({ id }) => id)).toEqual([...QUESTION_IDS])
  expect(list.lines.every(({ why }) => why.th !== '' && why.en !== '')).toBe(true)
  expect(list.lines.filter(({ identifies }) => identifies).map(({ id }) => id)).toEqual([
    ...['when', 'howKnown', 'evidence', 'reportedBefore', 'witnesses'],
  ])
  expect(completenessOf(fullReport()).canBeTakenUp).toBe(true)
  expect(
    completenessOf(reportOf({ what: 'ก', circumstances: 'ข', witnesses: 'ค' }, 'th'), 1).canBeTakenUp,
  ).toBe(true)
})

test('only nothing at all, or more than can be read, keeps a report from being sent', () => {
  expect(reportProblems(reportOf({ what: ' \n' }, 'th'))).toEqual([{ id: 'what', problem: 'missing' }])
  expect(reportProblems(reportOf({ how: 'ก' }, 'th'))).toEqual([])
  expect(reportProblems(reportOf({ how: 'ก'.repeat(LONGEST_ANSWER + 1) }, 'th'))).toEqual([
    { id: 'how', problem: 'tooLong' },
  ])
  expect(reportOf({ what: ['a'], extra: 'x', how: 'a\r\nb' }, 'th').answers).toMatchObject({
    what: '',
    how: 'a\nb',
  })
})

test('divisions are not told apart while any has fewer than three reports', () => {
  expect(byDivision(['works', 'works', 'works', 'finance'])).toBeUndefined()
  expect(byDivision(['works', 'works', 'works'])).toEqual(new Map([['works', 3]]))
})

test('the daily letter is the same in words and length whether or not anything came', async () => {
  const made = await bench()
  const first = await made.whistle.jobs.digest('https://example.go.th/panel')
  made.clock.pass({ days: 1 })
  const { sent } = await import('./support.ts')
  await sent(made)
  const second = await made.whistle.jobs.digest('https://example.go.th/panel')
  expect(second.subject).toBe(first.subject)
  expect(second.text.length).toBe(first.text.length)
  expect(second.text.split('2026-')[0]).toBe(first.text.split('2026-')[0])
  expect(digestLetter('2026-11-23', 'a', 'b').text).toContain('2026-11-23 · a')
})
