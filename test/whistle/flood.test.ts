import { expect, test } from 'vitest'
import { reportOf } from '../../src/whistle/report.ts'
import { makeBucket } from '../../src/whistle/bucket.ts'
import { bench, fullReport, sent, type Bench } from './support.ts'

async function together(made: Bench, n: number) {
  const { reporter } = made.whistle
  const nonces = Array.from({ length: n }, () => reporter.issueNonce())
  made.clock.pass({ seconds: 5 })
  return Promise.all(
    nonces.map((nonce, place) =>
      reporter.submit({ nonce, report: fullReport({ what: `เรื่องที่ ${place}` }), subjects: ['works-officer'] }),
    ),
  )
}

test.each([1, 4, 16, 64])(
  '%i reporters at once: every one has a receipt, and every report is there',
  async (n) => {
    const made = await bench()
    const answers = await together(made, n)
    expect(answers.map(({ kind }) => kind)).toEqual(answers.map(() => 'sent'))
    await made.restart()
    const back = await Promise.all(
      answers.map((answer) => made.whistle.reporter.comeBack(answer.kind === 'sent' ? answer.receipt : '')),
    )
    const views = await Promise.all(
      back.map((each) =>
        made.whistle.reporter.view(made.whistle.reporter.who('cookie' in each ? each.cookie : '')!),
      ),
    )
    expect(views.map(({ report }) => report.answers.what).sort()).toEqual(
      Array.from({ length: n }, (_, place) => `เรื่องที่ ${place}`).sort(),
    )
    const pim = await made.signedIn('pim')
    const { lines } = await made.whistle.panel.inbox(pim, ['new', 'quarantined'])
    expect(lines).toHaveLength(n)
  },
)

test('several write to one report at once, and every word is there', async () => {
  const made = await bench()
  const { reporter, id } = await sent(made)
  const members = [await made.signedIn('pim'), await made.signedIn('nok'), await made.signedIn('wichai')]
  await Promise.all([
    ...members.map((member) => made.whistle.panel.note(member, id, member.id)),
    ...['ก', 'ข', 'ค'].map((text) => made.whistle.reporter.say(reporter, text)),
  ])
  const { thread, deeds } = await made.whistle.panel.open(members[0]!, id)
  expect(thread.notes.map(({ text }) => text).sort()).toEqual(['nok', 'pim', 'wichai'])
  expect(thread.messages.map(({ text }) => text).sort()).toEqual(['ก', 'ข', 'ค'])
  expect(deeds.filter(({ what }) => what === 'noted')).toHaveLength(3)
  expect(await made.whistle.panel.log.isWhole()).toBe(true)
})

test('thirty people from one room are all heard, and none is set apart', async () => {
  const made = await bench()
  const answers = await together(made, 30)
  expect(answers.every(({ kind }) => kind === 'sent')).toBe(true)
  const pim = await made.signedIn('pim')
  expect((await made.whistle.panel.counts(pim)).quarantined).toBe(0)
})

test('a thousand junk reports and a true one: it arrives, stands first, and the junk goes in one deed', async () => {
  const waits: number[] = []
  const made = await bench({ pause: async (ms) => void waits.push(ms) })
  const spam = (n: number) =>
    reportOf(
      { what: `BUY CHEAP WATCHES NOW ${n} best price of the year, click ${n}`, who: `seller ${n}` },
      'en',
    )
  for (let n = 0; n < 500; n++) await sent(made, ['works-officer'], spam(n))
  const genuine = await sent(made)
  for (let n = 500; n < 1000; n++) await sent(made, ['works-officer'], spam(n))
  const pim = await made.signedIn('pim')
  const { lines } = await made.whistle.panel.inbox(pim, ['new', 'quarantined'])
  expect(lines).toHaveLength(1001)
  expect(lines[0]).toMatchObject({ id: genuine.id, alike: 1, state: 'quarantined' })
  expect(lines[1]?.alike).toBe(1000)
  expect(waits.length).toBeGreaterThan(800)
  const junk = lines.filter(({ alike }) => alike > 100).map(({ id }) => id)
  expect(await made.whistle.panel.setAside(pim, junk)).toBe(1000)
  const left = await made.whistle.panel.inbox(pim, ['new', 'quarantined', 'open'])
  expect(left.lines.map(({ id }) => id)).toEqual([genuine.id])
  expect(await made.whistle.panel.takeUp(pim, [genuine.id, junk[0] ?? ''])).toBe(2)
  expect(await made.whistle.reporter.comeBack(genuine.receipt)).toMatchObject({ kind: 'in' })
}, 300_000)

test('the bucket empties, fills again, and never above its brim', () => {
  let at = 0
  const take = makeBucket(() => new Date(at), { capacity: 3, refillMs: 1000, slowMs: 0 })
  const takes = (n: number) => Array.from({ length: n }, take).filter(Boolean).length
  expect(takes(5)).toBe(3)
  at += 1000
  expect(takes(5)).toBe(1)
  at += 3_600_000
  expect(takes(10)).toBe(3)
})

test('taken up again, nobody counts as having been answered, unless somebody did', async () => {
  const made = await bench()
  const { panel } = made.whistle
  const [untold, told, inJunk] = [await sent(made), await sent(made), await sent(made)]
  const pim = await made.signedIn('pim')
  const duties = async (id: string) => (await panel.open(pim, id)).duties
  const before = await duties(untold.id)
  await panel.setAside(pim, [untold.id, inJunk.id])
  made.clock.pass({ days: 2 })
  const later = await made.signedIn('pim')
  await panel.tell(later, inJunk.id, 'ขอข้อมูลเพิ่ม')
  await panel.reach(later, told.id, 'acknowledged')
  await panel.takeUp(later, [untold.id, inJunk.id])
  expect(await duties(untold.id)).toEqual(before)
  expect(before.acknowledge.doneOn).toBeNull()
  expect((await duties(inJunk.id)).acknowledge.doneOn).toBe('2026-11-25')
  expect((await duties(inJunk.id)).feedback).toEqual((await duties(told.id)).feedback)
})
