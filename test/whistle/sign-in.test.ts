import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openForgetful } from '../../src/storage/open.ts'
import { makeDeedLog } from '../../src/whistle/deeds.ts'
import { makeKdf, RECEIPT_COST } from '../../src/whistle/kdf.ts'
import { makeNonces } from '../../src/whistle/nonce.ts'
import { random, utf8 } from '../../src/whistle/primitives.ts'
import { newReceipt } from '../../src/whistle/receipt.ts'
import { makeSessions, MEMBER_LIMITS } from '../../src/whistle/session.ts'
import { makeSignIn } from '../../src/whistle/sign-in.ts'
import { makeWhistleStore } from '../../src/whistle/store.ts'
import { whistleTables } from '../../src/whistle/tables.ts'
import { makeTurns } from '../../src/whistle/turns.ts'
import { openWhistle } from '../../src/whistle/whistle.ts'
import { bench, CHEAP, PASSPHRASE, sent, type Bench } from './support.ts'

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

/** Signing in over the same database, told how often a passphrase was worked on and which pauses were made. */
async function signingIn(made: Bench) {
  const engine = openForgetful(join(made.folder, 'whistle.db'), whistleTables)
  onTestFinished(() => engine.close())
  const [store, day] = [makeWhistleStore(engine), () => '2026-11-23' as const]
  const kdf = makeKdf({ pepper: made.parts.pepper, passphraseCost: CHEAP.passphrase })
  const [stretched, waited]: [string[], number[]] = [[], []]
  const passphraseKey = (passphrase: string, salt: Uint8Array) => {
    stretched.push(passphrase)
    made.clock.pass({ seconds: 0.7 })
    return kdf.passphraseKey(passphrase, salt)
  }
  const { signIn, wrongCodesOf } = makeSignIn({
    ...{ store, day, now: made.clock.now, deeds: makeDeedLog({ store, day }) },
    kdf: { ...kdf, passphraseKey },
    pause: async (ms) => {
      waited.push(ms)
      made.clock.pass({ seconds: ms / 1000 })
    },
    ownWords: [],
  })
  const as = (code: string, over: { id?: string; passphrase?: string } = {}) =>
    signIn({ id: 'pim', passphrase: PASSPHRASE, code, ...over })
  return { as, wrongCodesOf, stretched, waited }
}

const codeOf = (made: Bench, id = 'pim') => made.totp[id]?.generate({ timestamp: +made.clock.now() }) ?? ''

/** A code that is right neither now nor in the steps beside. */
function wrongCode(made: Bench): string {
  const near = [-30, 0, 30].map((s) =>
    made.totp['pim']?.generate({ timestamp: +made.clock.now() + s * 1000 }),
  )
  return ['000000', '000001', '000002', '000003'].find((code) => !near.includes(code)) ?? ''
}

test('an overlong passphrase is refused before any work, and a name nobody has waits as long as members do', async () => {
  const made = await bench()
  const { as, stretched, waited } = await signingIn(made)
  expect(await as('1', { passphrase: 'ก'.repeat(201) })).toBeUndefined()
  expect(await as('1', { passphrase: 'x'.repeat(900_000) })).toBeUndefined()
  expect([stretched, waited]).toEqual([[], []])
  await as('1', { passphrase: 'ไม่ใช่วลีนี้แน่นอน' })
  expect(stretched).toHaveLength(1)
  expect(await as('1', { id: 'nobody' })).toBeUndefined()
  expect([stretched.length, waited]).toEqual([1, [700]])
})

test('of names nobody has, twenty wait at most; those are told to come back', async () => {
  const made = await bench()
  let go = () => {}
  const gate = new Promise<void>((open) => (go = open))
  const { panel } = await openWhistle({ ...made.parts, pause: () => gate })
  const all = Array.from({ length: 25 }, (_, n) =>
    panel.signIn({ id: `nobody${n}`, passphrase: PASSPHRASE, code: '1' }).then(
      () => 'wrong',
      (error: { kind: string }) => error.kind,
    ),
  )
  await Promise.race(all)
  go()
  const told = await Promise.all(all)
  expect([
    told.filter((kind) => kind === 'wrong').length,
    told.filter((kind) => kind === 'tooMany').length,
  ]).toEqual([20, 5])
})

test('members have their turns one after the other, however many come under one name', async () => {
  const inTurn = makeTurns(20)
  const order: string[] = []
  let go = () => {}
  const first = inTurn('pim', () => new Promise<void>((open) => (go = open)))
  const come = (name: string, n: number) =>
    inTurn(name, async () => void order.push(`${name}${n}`)).catch(({ kind }: { kind: string }) =>
      order.push(kind),
    )
  const all = [
    ...Array.from({ length: 21 }, (_, n) => come('pim', n)),
    ...[0, 1].map((n) => come('nok', n)),
    come('wichai', 0),
  ]
  go()
  await first
  await Promise.all(all)
  expect(order[0]).toBe('tooMany')
  expect(order.slice(1, 7)).toEqual(['pim0', 'nok0', 'wichai0', 'pim1', 'nok1', 'pim2'])
  expect(order).toHaveLength(1 + 20 + 2 + 1)
  await expect(inTurn('pim', () => Promise.reject(new Error('the memory')))).rejects.toThrow('the memory')
  expect(await inTurn('nok', async () => 'in')).toBe('in')
})

test('wrong codes after a right passphrase are slowed more and more, logged once an hour, and told to the member', async () => {
  const made = await bench()
  const { as, waited, wrongCodesOf } = await signingIn(made)
  const lines = async () =>
    (await made.whistle.panel.log.ofPanel()).filter(({ what }) => what === 'wrongCode').map(({ who }) => who)
  const at = +made.clock.now()
  for (let n = 0; n < 10; n++) expect(await as(wrongCode(made))).toBeUndefined()
  expect(waited).toEqual([2, 4, 8, 16, 32, 60, 60, 60].map((s) => s * 1000))
  expect(await lines()).toEqual(['pim'])
  // Who does not know the passphrase is not slowed by who does, nor counted.
  await as(wrongCode(made), { passphrase: 'ไม่ใช่วลีนี้แน่นอน' })
  await as('1', { id: 'nok' })
  expect(waited).toHaveLength(8)
  made.clock.pass({ seconds: 3_600 - (+made.clock.now() - at) / 1000 })
  await as(wrongCode(made))
  expect(await lines()).toEqual(['pim', 'nok', 'pim'])
  made.clock.pass({ seconds: 30 })
  // Typed before the minute that it has to wait, it is right still.
  const code = codeOf(made)
  const cookie = await as(code)
  expect(wrongCodesOf(cookie)).toBe(11)
  expect(waited).toHaveLength(10)
  // A code that was right and is used is no guess.
  made.clock.pass({ seconds: 30 })
  const used = codeOf(made)
  expect(wrongCodesOf(await as(used))).toBe(0)
  for (let n = 0; n < 4; n++) expect(await as(used)).toBeUndefined()
  expect(waited).toHaveLength(10)
  made.clock.pass({ seconds: 30 })
  expect(wrongCodesOf(await as(codeOf(made)))).toBe(0)
})

test('guesses sent at once are not looked at beside each other', async () => {
  const made = await bench()
  let [waiting, most] = [0, 0]
  const pause = async () => {
    most = Math.max(most, ++waiting)
    await new Promise((next) => setTimeout(next, 20))
    waiting--
  }
  const { panel } = await openWhistle({ ...made.parts, pause })
  const wrong = wrongCode(made)
  const guess = () => panel.signIn({ id: 'pim', passphrase: PASSPHRASE, code: wrong })
  for (let n = 0; n < 3; n++) await guess()
  const told = await Promise.allSettled(Array.from({ length: 15 }, guess))
  expect(most).toBe(1)
  for (const each of told)
    if (each.status === 'rejected') expect(each.reason).toMatchObject({ kind: 'tooMany' })
})

test('an invitation is good once, for seven days', async () => {
  const made = await bench()
  const { panel } = made.whistle
  expect(await panel.join('AAAA', PASSPHRASE)).toEqual({ kind: 'unknown' })
  const [used, late] = [await panel.invite('kanda', 'กานดา'), await panel.invite('malee', 'มาลี')]
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
