import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import type { ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RETRY_MINUTES } from '../../src/mail/letter.ts'
import { makeOutbox, makeTransport } from '../../src/mail/outbox.ts'
import { makeLetterStore } from '../../src/mail/store.ts'
import type { Engine } from '../../src/storage/engine.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { openEngine } from '../../src/storage/open.ts'
import { AT, letterRow } from '../support/rows.ts'

const from = { name: 'เทศบาลตำบลศาลา', address: 'noreply@sala.example.go.th' }
const minute = 60_000

let folder = ''
let engine: Engine
let clock = 0
const servers: SMTPServer[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sala-test-'))
  clock = Date.parse(AT)
  engine = await openEngine(join(folder, 'portal.sqlite'))
  await migrate(engine)
})
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise<void>((closed) => server.close(closed))
  await engine.close()
  rmSync(folder, { recursive: true })
})

/** A mail server on this machine. `refuse` says whom it will not take, and with which code. */
async function mailServer(refuse: (address: string) => number | undefined = () => undefined, port = 0) {
  const received: ParsedMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo({ address }, _session, done) {
      const code = refuse(address)
      done(code ? Object.assign(new Error('no such mailbox'), { responseCode: code }) : null)
    },
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        received.push(mail)
        done()
      }, done)
    },
  })
  servers.push(server)
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  const address = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  return { received, address, stop: () => new Promise<void>((closed) => server.close(closed)) }
}

function outbox(address: string | undefined, database = engine) {
  const store = makeLetterStore(database)
  const transport = address === undefined ? undefined : makeTransport(address)
  return { store, ...makeOutbox({ store, transport, now: () => new Date(clock), from }) }
}

async function letterStates() {
  const rows = await engine.db.select().from(engine.tables.letter).orderBy(engine.tables.letter.id)
  return rows.map(({ id, state, attempts, lastError }) => ({ id, state, attempts, lastError }))
}

describe('the outbox', () => {
  it('delivers a Thai letter whole, as text and as a page, once', async () => {
    const server = await mailServer()
    const { store, deliverDue } = outbox(server.address)
    await store.add([letterRow('l1')])
    expect(await deliverDue()).toEqual({ sent: 1, retried: 0, failed: 0 })
    expect(await deliverDue()).toEqual({ sent: 0, retried: 0, failed: 0 })
    expect(server.received).toHaveLength(1)
    const [mail] = server.received
    expect(mail?.subject).toBe(letterRow('l1').subject)
    expect(mail?.text?.trim()).toBe(letterRow('l1').text)
    expect(mail?.html).toContain('<p>เรียน คุณสมชาย</p>')
    expect(mail?.html).toContain('<a href="https://sala.example.go.th/track?a=1&amp;b=2">')
    expect(mail?.from?.value).toEqual([from])
    expect(mail?.messageId).toBe('<l1@sala.example.go.th>')
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(await letterStates()).toEqual([{ id: 'l1', state: 'sent', attempts: 1, lastError: null }])
  })

  it('gives a typed line break no say in whom a letter goes to', async () => {
    const asked: string[] = []
    const server = await mailServer((address) => void asked.push(address))
    const { store, deliverDue } = outbox(server.address)
    await store.add([
      letterRow('l1', { subject: 'เลขที่ 1\r\nBcc: pim@example.org' }),
      letterRow('l2', { toAddress: 'anan@example.org, pim@example.org' }),
      letterRow('l3', { toAddress: 'anan@example.org>\r\nRCPT TO:<pim@example.org' }),
    ])
    expect(await deliverDue()).toMatchObject({ sent: expect.any(Number) })
    expect(asked).toContain('somchai@example.org')
    expect(asked).not.toContain('pim@example.org')
    expect(server.received.map(({ bcc }) => bcc)).not.toContainEqual(expect.anything())
  })

  it('lets letters wait while there is no mail server to send them through', async () => {
    const { store, deliverDue } = outbox(undefined)
    await store.add([letterRow('l1')])
    expect(await deliverDue()).toEqual({ sent: 0, retried: 0, failed: 0 })
    expect(await letterStates()).toEqual([{ id: 'l1', state: 'waiting', attempts: 0, lastError: null }])
  })

  it('refuses a second letter for the same occasion', async () => {
    const { store } = outbox(undefined)
    await store.add([letterRow('l1', { key: 'e1:filed' })])
    const again = store.add([letterRow('l2', { key: 'e1:filed' })])
    await expect(again).rejects.toMatchObject({ kind: 'conflict' })
  })

  it('loses nothing to a dead server, and delivers after a restart once it is back', async () => {
    const dead = await mailServer()
    const port = Number(new URL(dead.address).port)
    await dead.stop()
    const before = outbox(dead.address)
    await before.store.add([letterRow('l1'), letterRow('l2', { createdAt: '2026-11-02T03:00:00.001Z' })])
    clock += 1000
    expect(await before.deliverDue()).toEqual({ sent: 0, retried: 1, failed: 0 })
    expect(await letterStates()).toEqual([
      { id: 'l1', state: 'waiting', attempts: 1, lastError: expect.stringMatching(/^E[A-Z]+$/) },
      { id: 'l2', state: 'waiting', attempts: 0, lastError: null },
    ])
    await engine.close()
    engine = await openEngine(join(folder, 'portal.sqlite'))
    const back = await mailServer(undefined, port)
    const after = outbox(back.address)
    expect(await after.deliverDue()).toMatchObject({ sent: 1 })
    clock += minute
    expect(await after.deliverDue()).toMatchObject({ sent: 1 })
    expect(back.received.map(({ messageId }) => messageId).sort()).toEqual([
      '<l1@sala.example.go.th>',
      '<l2@sala.example.go.th>',
    ])
  })

  it('tries ever more rarely for days, then gives up, keeping the letter for the operator', async () => {
    const dead = await mailServer()
    await dead.stop()
    const { store, deliverDue } = outbox(dead.address)
    await store.add([letterRow('l1')])
    for (const minutes of RETRY_MINUTES) {
      expect(await deliverDue()).toMatchObject({ retried: 1 })
      clock += minutes * minute - 1000
      expect(await deliverDue()).toMatchObject({ retried: 0 })
      clock += 1000
    }
    expect(clock - Date.parse(AT)).toBeGreaterThan(4 * 24 * 60 * minute)
    expect(await deliverDue()).toMatchObject({ failed: 1 })
    expect(await letterStates()).toMatchObject([{ state: 'failed', attempts: RETRY_MINUTES.length + 1 }])

    const server = await mailServer()
    await engine.atomically((tx) => store.retryFailed(tx, new Date(clock).toISOString()))
    expect(await outbox(server.address).deliverDue()).toMatchObject({ sent: 1 })
  })

  it('gives up at once on a mailbox that is refused, keeps only the code, and goes on with the others', async () => {
    const server = await mailServer((address) => (address.startsWith('nobody') ? 550 : undefined))
    const { store, deliverDue } = outbox(server.address)
    await store.add([letterRow('l1', { toAddress: 'nobody@example.org' }), letterRow('l2')])
    expect(await deliverDue()).toEqual({ sent: 1, retried: 0, failed: 1 })
    expect(await letterStates()).toEqual([
      { id: 'l1', state: 'failed', attempts: 1, lastError: 'SMTP550' },
      { id: 'l2', state: 'sent', attempts: 1, lastError: null },
    ])
    expect(await store.counts()).toEqual({ waiting: 0, sent: 1, failed: 1 })
  })

  it('is not held up by a letter that cannot be sent at all', async () => {
    const server = await mailServer()
    const { store, deliverDue } = outbox(server.address)
    await store.add([letterRow('l1', { toAddress: '' }), letterRow('l2')])
    expect(await deliverDue()).toEqual({ sent: 1, retried: 1, failed: 0 })
  })

  it('tries again later where the mailbox is only busy', async () => {
    let busy = true
    const server = await mailServer(() => (busy ? 451 : undefined))
    const { store, deliverDue } = outbox(server.address)
    await store.add([letterRow('l1'), letterRow('l2')])
    expect(await deliverDue()).toEqual({ sent: 0, retried: 2, failed: 0 })
    busy = false
    clock += minute
    expect(await deliverDue()).toEqual({ sent: 2, retried: 0, failed: 0 })
  })

  it('never sends a letter twice when two instances deliver at the same moment', async () => {
    const server = await mailServer()
    const other = await openEngine(join(folder, 'portal.sqlite'))
    const instances = [outbox(server.address), outbox(server.address, other)]
    const letters = Array.from({ length: 12 }, (_, n) => letterRow(`l${n}`))
    await instances[0]?.store.add(letters)
    await Promise.all(instances.map(({ deliverDue }) => deliverDue()))
    expect(server.received.map(({ messageId }) => messageId).sort()).toEqual(
      letters.map(({ id }) => `<${id}@sala.example.go.th>`).sort(),
    )
    await other.close()
  })

  it('takes up a letter again whose instance died while sending it', async () => {
    const server = await mailServer()
    const { store, deliverDue } = outbox(server.address)
    await store.add([letterRow('l1')])
    const [letter] = await store.due(AT, 1)
    if (!letter) return expect.unreachable()
    const until = new Date(clock + 15 * minute).toISOString()
    expect(await store.claim(letter, until)).toBe(true)
    expect(await store.claim(letter, until)).toBe(false)
    expect(await deliverDue()).toMatchObject({ sent: 0 })
    clock += 15 * minute
    expect(await deliverDue()).toMatchObject({ sent: 1 })
  })
})
