import { execFileSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import { Agent, request } from 'node:http'
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
    rssBytesBefore: before.rssBytes,
    rssBytesAfter: after.rssBytes,
    count,
  }
}

/** Forms sent a second. Throws unless each is answered with the way to its receipt. */
async function send(portal: Portal, tokens: string[]): Promise<number> {
  const waiting = [...tokens]
  const agent = new Agent({ keepAlive: true })
  const client = async () => {
    for (let token = waiting.pop(); token !== undefined; token = waiting.pop()) {
      const location = await sendOne(portal, token, agent)
      if (!location.endsWith('/receipt')) throw new Error(`a form was not filed but led to ${location}`)
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: CLIENTS }, client))
  const seconds = (performance.now() - start) / 1000
  agent.destroy()
  return tokens.length / seconds
}

function sendOne(portal: Portal, token: string, agent: Agent): Promise<string> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', cookie: `draft=${token}` }
  return new Promise((resolve, reject) => {
    request(`${portal.url}${APPLY}/send`, { method: 'POST', agent, headers }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.headers.location ?? ''))
    })
      .on('error', reject)
      .end('declare=yes&revision=0')
  })
}

/** On a copy of the portal's own database with as many drafts, in a process of its own. */
async function bareWrites(folder: string, copy: string, count: number): Promise<number> {
  cpSync(folder, copy, { recursive: true })
  const printed = execFileSync(process.execPath, [BARE], { env: { DATA_DIR: copy, COUNT: String(count) } })
  return Number(printed.toString())
}
