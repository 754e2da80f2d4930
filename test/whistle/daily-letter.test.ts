import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { expect, onTestFinished, test } from 'vitest'
import { makeDirectMail } from '../../src/mail/direct.ts'
import { makeTransport } from '../../src/mail/outbox.ts'
import { makeDailyLetter, readDigestSettings } from '../../src/whistle/daily-letter.ts'
import { temporaryFolder } from '../support/app.ts'
import { bench, sent, type Bench } from './support.ts'

const TO = ['pim@example.go.th', 'wichai@example.go.th', 'nok@example.go.th']
const FROM = { name: 'เทศบาลตำบลศาลา', address: 'noreply@example.go.th' }
const PANEL = 'https://sala.example.go.th/panel'

/** A mail server on this machine; `asked` tells whom it was asked to take. */
async function mailServer(isRefused: (address: string) => boolean = () => false, port = 0) {
  const [received, asked]: [ParsedMail[], string[]] = [[], []]
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo({ address }, _session, done) {
      asked.push(address)
      done(isRefused(address) ? Object.assign(new Error('not now'), { responseCode: 450 }) : null)
    },
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        received.push(mail)
        done()
      }, done)
    },
  })
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  const stop = () => new Promise<void>((closed) => server.close(closed))
  onTestFinished(stop)
  const address = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  return { received, asked, address, stop }
}

/** A process of the portal, as far as it sends the letter. */
const portal = (made: Bench, address: string) =>
  makeDailyLetter({
    folder: made.folder,
    settings: { hour: 8, to: TO },
    write: () => made.whistle.jobs.digest(PANEL),
    send: makeDirectMail(makeTransport(address), FROM),
    now: made.clock.now,
  })

const at = (made: Bench, time: string) =>
  made.clock.pass({ seconds: (Date.parse(time) - +made.clock.now()) / 1000 })
const names = (mail: ParsedMail) =>
  [mail.to]
    .flat()
    .flatMap((to) => to?.value ?? [])
    .map(({ address }) => address)

test('everybody gets one letter at the hour, alike on a day with reports and on one without', async () => {
  const made = await bench()
  const server = await mailServer()
  const { tick } = portal(made, server.address)
  at(made, '2026-11-24T00:59:00Z')
  await tick()
  expect(server.received).toEqual([])
  at(made, '2026-11-24T01:00:00Z')
  for (let n = 0; n < 3; n++) await tick()
  expect(server.received.flatMap(names).sort()).toEqual([...TO].sort())
  for (const mail of server.received) expect(names(mail)).toHaveLength(1)

  for (const subject of ['works-officer', 'palad']) await sent(made, [subject])
  at(made, '2026-11-25T01:00:30Z')
  await tick()
  expect(server.received).toHaveLength(2 * TO.length)
  const [quiet, busy] = [server.received[0], server.received.at(-1)]
  expect(busy?.subject).toBe(quiet?.subject)
  expect(busy?.text?.length).toBe(quiet?.text?.length)
  expect(busy?.text?.replace(/2026-11-25 · [0-9a-f]{16}/, '')).toBe(
    quiet?.text?.replace(/2026-11-24 · [0-9a-f]{16}/, ''),
  )
  expect(busy?.text).toContain(PANEL)
})

test('two processes, and one that starts anew, send it once', async () => {
  const made = await bench()
  const server = await mailServer()
  at(made, '2026-11-24T02:00:00Z')
  await Promise.all([1, 2, 3].map(() => portal(made, server.address).tick()))
  await portal(made, server.address).tick()
  expect(server.received).toHaveLength(TO.length)
  at(made, '2026-11-25T02:00:00Z')
  await portal(made, server.address).tick()
  expect(server.received).toHaveLength(2 * TO.length)
  expect(readdirSync(join(made.folder, 'digest-days'))).toEqual(['2026-11-25'])
})

test('a letter that is refused is tried three times more that day, the others once, and none on the next day twice', async () => {
  const made = await bench()
  const server = await mailServer((address) => address === TO[1])
  const { tick } = portal(made, server.address)
  at(made, '2026-11-24T01:00:00Z')
  for (let minute = 0; minute < 300; minute++) {
    await tick()
    made.clock.pass({ seconds: 60 })
  }
  const times = (who: string | undefined) => server.asked.filter((each) => each === who).length
  expect(TO.map(times)).toEqual([1, 4, 1])
  at(made, '2026-11-25T00:30:00Z')
  await tick()
  expect(server.asked).toHaveLength(6)
  at(made, '2026-11-25T01:00:00Z')
  await tick()
  expect(TO.map(times)).toEqual([2, 5, 2])
})

test('a dead mail server is no error, and the letter comes once it is back', async () => {
  const made = await bench()
  const gone = await mailServer()
  await gone.stop()
  const { tick } = portal(made, gone.address)
  at(made, '2026-11-24T01:00:00Z')
  await tick()
  const back = await mailServer(() => false, Number(new URL(gone.address).port))
  made.clock.pass({ seconds: 301 })
  await tick()
  expect(back.received.flatMap(names).sort()).toEqual([...TO].sort())
})

test('the file of the letter is read strictly, and its fault names it', () => {
  const folder = temporaryFolder()
  expect(readDigestSettings(folder)).toBeUndefined()
  const write = (text: string) => writeFileSync(join(folder, 'digest.json'), text)
  mkdirSync(folder, { recursive: true })
  write(JSON.stringify({ hour: 8, to: [TO[0], TO[0], TO[1]] }))
  expect(readDigestSettings(folder)).toEqual({ hour: 8, to: TO.slice(0, 2) })
  for (const wrong of [
    '{',
    '{"hour":24,"to":["a@b"]}',
    '{"hour":8,"to":[]}',
    '{"hour":8,"to":["a b@c"]}',
    '{"to":["a@b"]}',
  ]) {
    write(wrong)
    expect(() => readDigestSettings(folder)).toThrow('digest.json')
  }
})
