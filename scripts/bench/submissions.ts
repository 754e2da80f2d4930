import { execFileSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { Portal } from '../../test/support/process.ts'
import { APPLY, prepareDrafts } from './drafts.ts'
import { figureOf, type Figure } from './figures.ts'
import { startMeasured, useOf } from './load.ts'

const CLIENTS = 16
const ROUNDS = 5
const BARE = join(import.meta.dirname, 'bare-writes.ts')

export type Submissions = {
  perSecond: Figure
  barePerSecond: Figure
  /** The portal's rate to the database's own, round by round. */
  ratio: Figure
  cpuMs: Figure
  /** At the very first start, which still has everything to compile; at any later one; and after all were sent. */
  rssBytesFirst: number
  rssBytesBefore: number
  rssBytesAfter: number
  count: number
}

/** Sends so many whole forms through the portal and as many through SQLite alone, in turn. */
export async function measureSubmissions(
  folder: string,
  bareFolder: string,
  count: number,
): Promise<Submissions> {
  const tokens = await prepareDrafts(folder, count + 1)
  const first = await startMeasured(folder)
  const { rssBytes: rssBytesFirst } = await useOf(first)
  await first.stop()
  const portal = await startMeasured(folder)
  // The first one compiles the form's schema, and is the model for the rows of the other side.
  await send(portal, tokens.splice(0, 1))
  const before = await useOf(portal)
  const each = count / ROUNDS
  const rounds = []
  for (let round = 0; round < ROUNDS; round++) {
    const bare = await bareWrites(folder, join(bareFolder, String(round)), each)
    const { cpuMs } = await useOf(portal)
    const perSecond = await send(portal, tokens.splice(0, each))
    rounds.push({ bare, perSecond, cpuMs: ((await useOf(portal)).cpuMs - cpuMs) / each })
  }
  const after = await useOf(portal)
  await portal.stop()
  return {
    perSecond: figureOf(rounds.map(({ perSecond }) => perSecond)),
    barePerSecond: figureOf(rounds.map(({ bare }) => bare)),
    ratio: figureOf(rounds.map(({ perSecond, bare }) => perSecond / bare)),
    cpuMs: figureOf(rounds.map(({ cpuMs }) => cpuMs)),
    rssBytesFirst,
    rssBytesBefore: before.rssBytes,
    rssBytesAfter: after.rssBytes,
    count,
  }
}

/** Forms sent a second. Throws unless each is answered with the way to its receipt. */
async function send(portal: Portal, tokens: string[]): Promise<number> {
  const waiting = [...tokens]
  const start = performance.now()
  await Promise.all(Array.from({ length: CLIENTS }, () => client(portal, waiting)))
  return tokens.length / ((performance.now() - start) / 1000)
}

/** Sends one form after another over one connection; bare, so that the machine's time goes to the portal. */
function client(portal: Portal, waiting: string[]): Promise<void> {
  const { hostname, port } = new URL(portal.url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname)
    const next = () => {
      const token = waiting.pop()
      if (token === undefined) socket.end(resolve)
      else socket.write(sending(token))
    }
    let answer = ''
    socket.on('data', (piece) => {
      answer += piece.toString('latin1')
      if (!answer.endsWith('\r\n\r\n')) return
      if (/^location: .*\/receipt\r$/im.test(answer)) next()
      else reject(new Error(`a form was not filed: ${answer.slice(0, 200)}`))
      answer = ''
    })
    socket.on('error', reject)
    socket.on('connect', next)
  })
}

const BODY = 'declare=yes&revision=0'
const sending = (token: string) =>
  [
    `POST ${APPLY}/send HTTP/1.1`,
    'host: 127.0.0.1',
    `cookie: draft=${token}`,
    'content-type: application/x-www-form-urlencoded',
    `content-length: ${BODY.length}`,
    '',
    BODY,
  ].join('\r\n')

/** On a copy of the portal's own database with as many drafts, in a process of its own. */
async function bareWrites(folder: string, copy: string, count: number): Promise<number> {
  cpSync(folder, copy, { recursive: true })
  const printed = execFileSync(process.execPath, [BARE], { env: { DATA_DIR: copy, COUNT: String(count) } })
  return Number(printed.toString())
}
