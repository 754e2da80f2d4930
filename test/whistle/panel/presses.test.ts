import { expect, test } from 'vitest'
import { makeLater } from '../../../src/whistle/panel/later.ts'
import { makePresses } from '../../../src/whistle/panel/presses.ts'
import { makeReady } from '../../../src/whistle/panel/ready.ts'
import type { MemberVisit } from '../../../src/whistle/panel/visit.ts'

const press = (
  id: string,
  body: Record<string, string> = { press: '1' },
  url = '/panel/reports/a/identity',
) => ({ body, member: { id }, request: { url } }) as unknown as MemberVisit

/** Time as it passes for memory alone: the clock stands still, as it does when nobody presses anything. */
function timers() {
  const set: { ms: number; act: () => void }[] = []
  return {
    later: (ms: number, act: () => void) => void set.push({ ms, act }),
    pass: (ms: number) => {
      for (const due of set.filter((each) => each.ms <= ms)) due.act()
    },
  }
}

test('what a press showed leaves memory after 15 seconds, though nobody presses anything again', async () => {
  const { later, pass } = timers()
  const presses = makePresses(() => new Date(0), later)
  const name = async () => 'สมชาย ใจดี'
  expect(await presses.once(press('pim'), name)).toBe('สมชาย ใจดี')
  pass(14_999)
  expect(await presses.once(press('pim'), name)).toBe('สมชาย ใจดี')
  pass(15_000)
  expect(await presses.once(press('pim'), name)).toBe('already')
})

test('a press is its member’s own, its page’s, and of what was typed', async () => {
  const presses = makePresses(() => new Date(0), timers().later)
  let n = 0
  const once = (visit: MemberVisit) => presses.once(visit, async () => ++n)
  expect(await once(press('pim'))).toBe(1)
  expect(await once(press('pim'))).toBe(1)
  expect(await once(press('nok'))).toBe(2)
  expect(await once(press('pim', { press: '2' }))).toBe(3)
  expect(await once(press('pim', { press: '1', reason: 'x' }))).toBe(4)
  expect(await once(press('pim', { press: '1' }, '/panel/reports/b/identity'))).toBe(5)
})

test('a deed that failed, or was none, can be pressed again', async () => {
  const presses = makePresses(() => new Date(0), timers().later)
  await expect(presses.once(press('pim'), () => Promise.reject(new Error('the disk')))).rejects.toThrow()
  const isDone = (answer: string) => answer === 'done'
  expect(await presses.once(press('pim'), async () => 'tooFew', isDone)).toBe('tooFew')
  expect(await presses.once(press('pim'), async () => 'done', isDone)).toBe('done')
})

test('a sealed referral leaves memory after a quarter of an hour by itself', () => {
  const { later, pass } = timers()
  const ready = makeReady(() => new Date(0), later)
  const file = { sealed: new Uint8Array(3), filename: 'a.age' }
  const ticket = ready.keep(file, { member: 'pim', report: 'a' })
  pass(15 * 60_000 - 1)
  expect(ready.find(ticket, { member: 'pim', report: 'a' })).toBe(file)
  pass(15 * 60_000)
  expect(ready.find(ticket, { member: 'pim', report: 'a' })).toBeUndefined()
})

test('a ticket fetches the file of its own report for its own member, and of four at the most', () => {
  const ready = makeReady(() => new Date(0), timers().later)
  const own = { member: 'pim', report: 'a' }
  const tickets = [0, 1, 2, 3].map((n) => ready.keep({ sealed: new Uint8Array(n), filename: `${n}` }, own))
  expect(ready.find(tickets[0]!, own)?.filename).toBe('0')
  expect(ready.find(tickets[0]!, { ...own, report: 'b' })).toBeUndefined()
  expect(ready.find(tickets[0]!, { ...own, member: 'nok' })).toBeUndefined()
  ready.keep({ sealed: new Uint8Array(4), filename: '4' }, own)
  expect(tickets.map((ticket) => ready.find(ticket, own)?.filename)).toEqual([undefined, '1', '2', '3'])
})

test('when the door closes, everything is forgotten at once and no timer is left', () => {
  const ends: (() => void)[] = []
  const later = makeLater((end) => void ends.push(end))
  let forgotten = 0
  later(3_600_000, () => forgotten++)
  later(3_600_000, () => forgotten++)
  for (const end of ends) end()
  expect(forgotten).toBe(2)
})
