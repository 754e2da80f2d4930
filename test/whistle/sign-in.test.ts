import { expect, test } from 'vitest'
import { makeKdf, RECEIPT_COST } from '../../src/whistle/kdf.ts'
import { makeNonces } from '../../src/whistle/nonce.ts'
import { random, utf8 } from '../../src/whistle/primitives.ts'
import { newReceipt } from '../../src/whistle/receipt.ts'
import { makeSessions, MEMBER_LIMITS } from '../../src/whistle/session.ts'
import { bench, CHEAP, PASSPHRASE, sent } from './support.ts'

test('a wrong name, passphrase or code, and a code used before, are one answer and lock nobody out', async () => {
  const made = await bench()
  const { panel } = made.whistle
  made.clock.pass({ seconds: 30 })
  const code = made.totp['pim']?.generate({ timestamp: +made.clock.now() }) ?? ''
  const right = { id: 'pim', passphrase: PASSPHRASE, code }
  const wrong = [{ id: 'nobody' }, { passphrase: `${PASSPHRASE} ` }, { code: '000000' }, { code: '' }]
  for (let n = 0; n < 5; n++)
    for (const change of wrong) expect(await panel.signIn({ ...right, ...change })).toBeUndefined()
  expect(await panel.signIn({ ...right, id: ' Pim ' })).toBeDefined()
  expect(await panel.signIn(right)).toBeUndefined()
  made.clock.pass({ seconds: 30 })
  const next = { ...right, code: made.totp['pim']?.generate({ timestamp: +made.clock.now() }) ?? '' }
  const both = await Promise.all([panel.signIn(next), panel.signIn(next)])
  expect(both.filter(Boolean)).toHaveLength(1)
})

test('an invitation is good once, for seven days', async () => {
  const made = await bench()
  const { panel } = made.whistle
  expect(await panel.join('AAAA', PASSPHRASE)).toEqual({ kind: 'unknown' })
  const [used, late] = [await panel.invite('kanda', 'กานดา'), await panel.invite('kanda', 'กานดา')]
  const two = [await panel.join(used, PASSPHRASE), await panel.join(used, PASSPHRASE)]
  const { URI } = await import('otpauth')
  const confirm = (begun: (typeof two)[number]) => {
    if (begun.kind !== 'begun') throw new Error(begun.kind)
    const totp = URI.parse(begun.totpUri)
    if (!('period' in totp)) throw new Error('no TOTP')
    return panel.confirm(begun.ticket, totp.generate({ timestamp: +made.clock.now() }))
  }
  await confirm(two[0]!)
  await expect(confirm(two[1]!)).rejects.toMatchObject({ kind: 'notFound' })
  made.clock.pass({ days: 8 })
  expect(await panel.join(late, PASSPHRASE)).toEqual({ kind: 'unknown' })
})

test('a session ends when it is idle, after its longest time, on leaving, and with a restart', async () => {
  const made = await bench()
  const { reporter, receipt } = await sent(made)
  const back = await made.whistle.reporter.comeBack(receipt)
  if (back.kind !== 'in') throw new Error(back.kind)
  const who = () => made.whistle.reporter.who(back.cookie)
  made.clock.pass({ seconds: 19 * 60 })
  expect(who()).toEqual(reporter)
  made.clock.pass({ seconds: 20 * 60 })
  expect(who()).toBeUndefined()
  const pim = await made.signedIn('pim')
  for (let minutes = 0; minutes < MEMBER_LIMITS.longestMinutes - 14; minutes += 14) {
    expect((await made.whistle.panel.who(pim.cookie))?.id).toBe('pim')
    made.clock.pass({ seconds: 14 * 60 })
  }
  made.clock.pass({ seconds: 14 * 60 })
  expect(await made.whistle.panel.who(pim.cookie)).toBeUndefined()
  const again = await made.signedIn('pim')
  made.whistle.panel.leave(again.cookie)
  expect(await made.whistle.panel.who(again.cookie)).toBeUndefined()
  const third = await made.signedIn('pim')
  await made.restart()
  expect(await made.whistle.panel.who(third.cookie)).toBeUndefined()
  for (const cookie of [undefined, '', 'x', 'A'.repeat(43)])
    expect(made.whistle.reporter.who(cookie)).toBeUndefined()
})

test('what memory keeps of a session opens with its cookie only', () => {
  const sessions = makeSessions<string>(() => new Date(0), MEMBER_LIMITS)
  const [one, other] = [sessions.begin('pim', 'กุญแจของพิม'), sessions.begin('nok', 'กุญแจของนก')]
  expect(sessions.find(one)).toBe('กุญแจของพิม')
  expect(sessions.find(other)).toBe('กุญแจของนก')
  sessions.endAllOf('pim')
  expect(sessions.find(one)).toBeUndefined()
  expect(sessions.find(other)).toBe('กุญแจของนก')
})

test('a form is sent once, by a person, within a day', async () => {
  let at = 1_700_000_000_000
  const nonces = makeNonces<string>(() => new Date(at))
  let n = 0
  const send = (nonce: string, body = 'a') => nonces.once(nonce, utf8(body), async () => `receipt ${++n}`)
  const nonce = nonces.issue()
  expect(await send(nonce)).toBe('tooSoon')
  at += 4_000
  expect(await send(nonce)).toBe('receipt 1')
  expect(await send(nonce)).toBe('receipt 1')
  expect(await send(nonce, 'b')).toBe('used')
  at += 16_000
  expect(await send(nonce)).toBe('used')
  expect(await send(`${nonce}x`)).toBe('forged')
  expect(await send('')).toBe('forged')
  expect(await makeNonces<string>(() => new Date(at)).once(nonce, utf8('a'), async () => '')).toBe('forged')
  const old = nonces.issue()
  at += 25 * 3_600_000
  expect(await send(old)).toBe('expired')
  expect(n).toBe(1)
})

test('what fails can be sent again with the same number', async () => {
  let at = 1_700_000_000_000
  const nonces = makeNonces<string>(() => new Date(at))
  const nonce = nonces.issue()
  at += 5_000
  await expect(nonces.once(nonce, utf8('a'), () => Promise.reject(new Error('the disk')))).rejects.toThrow(
    'the disk',
  )
  expect(await nonces.once(nonce, utf8('a'), async () => 'receipt')).toBe('receipt')
})

test('receipts wait for their turn in order, and nobody is refused', async () => {
  const kdf = makeKdf({ pepper: random(32), receiptCost: CHEAP.receipt })
  const order: number[] = []
  const receipts = Array.from({ length: 200 }, newReceipt)
  await Promise.all(receipts.map((receipt, n) => kdf.receiptKeys(receipt).then(() => order.push(n))))
  // One of two at work may be slow while many pass through the other's hands; nobody who waits is overtaken.
  const overtaken = order.map((n, place) => order.slice(place + 1).filter((later) => later < n).length)
  expect(Math.max(...overtaken)).toBeLessThanOrEqual(1)
})

test('a receipt’s keys are the same each time, and others with another pepper or another cost', async () => {
  const [pepper, receipt] = [random(32), newReceipt()]
  const lookup = async (parts: Parameters<typeof makeKdf>[0]) =>
    Buffer.from((await makeKdf(parts).receiptKeys(receipt)).lookup).toString('hex')
  const first = await lookup({ pepper })
  expect(await lookup({ pepper, receiptCost: RECEIPT_COST })).toBe(first)
  expect(await lookup({ pepper: random(32) })).not.toBe(first)
  expect(await lookup({ pepper, receiptCost: CHEAP.receipt })).not.toBe(first)
})
