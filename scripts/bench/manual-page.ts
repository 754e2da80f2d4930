import { writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { join } from 'node:path'
import { startPortal, type Portal } from '../../test/support/process.ts'
import { figureOf, type Figure } from './figures.ts'
import { pagesPerSecond, PROBE, useOf } from './load.ts'

const ROUNDS = 7
const SECONDS = 3
const CLIENTS = 16
const PATH = '/services/street-light-repair'
const AS_BROWSERS_ASK = { 'accept-encoding': 'br' }

export type ManualPage = {
  perSecond: Figure
  barePerSecond: Figure
  ratio: Figure
  /** The same by the processor's time, which other programs on the machine disturb less. */
  cpuRatio: Figure
  bytes: number
}

/** A manual page beside a bare Fastify route that sends the same bytes, each in a process of its own, in turn. */
export async function measureManualPage(portal: Portal, folder: string): Promise<ManualPage> {
  const bytes = await pageBytes(portal.url + PATH)
  const environment = { BARE_FILE: join(folder, 'page.br'), BARE_ENCODING: 'br' }
  writeFileSync(environment.BARE_FILE, bytes)
  const bare = await startPortal(folder, {
    program: [join(import.meta.dirname, 'bare-server.ts')],
    imports: PROBE,
    environment,
  })
  const own = () => rateOf(portal, PATH)
  const plain = () => rateOf(bare, '/page')
  await own()
  await plain()
  const rounds: { own: Rate; plain: Rate }[] = []
  for (let round = 0; round < ROUNDS; round++) rounds.push({ own: await own(), plain: await plain() })
  await bare.stop()
  return {
    perSecond: figureOf(rounds.map(({ own }) => own.perSecond)),
    barePerSecond: figureOf(rounds.map(({ plain }) => plain.perSecond)),
    ratio: figureOf(rounds.map(({ own, plain }) => own.perSecond / plain.perSecond)),
    cpuRatio: figureOf(rounds.map(({ own, plain }) => plain.cpuMs / own.cpuMs)),
    bytes: bytes.length,
  }
}

type Rate = { perSecond: number; cpuMs: number }

async function rateOf(server: Portal, path: string): Promise<Rate> {
  const before = await useOf(server)
  const perSecond = await pagesPerSecond(server.url + path, CLIENTS, SECONDS, AS_BROWSERS_ASK)
  return { perSecond, cpuMs: ((await useOf(server)).cpuMs - before.cpuMs) / (perSecond * SECONDS) }
}

/** As they are sent: fetch would unpack them. */
async function pageBytes(url: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    get(url, { headers: AS_BROWSERS_ASK }, (answer) => {
      const pieces: Buffer[] = []
      answer.on('data', (piece: Buffer) => pieces.push(piece))
      answer.on('end', () => resolve(Buffer.concat(pieces)))
    }).on('error', reject)
  })
}
