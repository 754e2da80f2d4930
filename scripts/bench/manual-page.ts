import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startPortal, type Portal } from '../../test/support/process.ts'
import { figureOf, type Figure } from './figures.ts'
import { pagesPerSecond } from './load.ts'

const ROUNDS = 7
const SECONDS = 3
const CLIENTS = 16
const PATH = '/services/street-light-repair'
const AS_BROWSERS_ASK = { 'accept-encoding': 'br' }

export type ManualPage = { perSecond: Figure; barePerSecond: Figure; ratio: Figure; bytes: number }

/** A manual page beside a bare Fastify route that sends the same bytes, each in a process of its own, in turn. */
export async function measureManualPage(portal: Portal, folder: string): Promise<ManualPage> {
  const bytes = await pageBytes(portal.url + PATH)
  const environment = { BARE_FILE: join(folder, 'page.br') }
  writeFileSync(environment.BARE_FILE, bytes)
  const bare = await startPortal(folder, {
    program: [join(import.meta.dirname, 'bare-server.ts')],
    environment,
  })
  const rate = (url: string, seconds = SECONDS) => pagesPerSecond(url, CLIENTS, seconds, AS_BROWSERS_ASK)
  const pair = [portal.url + PATH, `${bare.url}/page`] as const
  for (const url of pair) await rate(url, 1)
  const rounds: { own: number; plain: number }[] = []
  for (let round = 0; round < ROUNDS; round++)
    rounds.push({ own: await rate(pair[0]), plain: await rate(pair[1]) })
  await bare.stop()
  return {
    perSecond: figureOf(rounds.map(({ own }) => own)),
    barePerSecond: figureOf(rounds.map(({ plain }) => plain)),
    ratio: figureOf(rounds.map(({ own, plain }) => own / plain)),
    bytes: bytes.length,
  }
}

/** As they are sent: fetch would unpack them. */
async function pageBytes(url: string): Promise<Buffer> {
  const { get } = await import('node:http')
  return new Promise((resolve, reject) => {
    get(url, { headers: AS_BROWSERS_ASK }, (answer) => {
      const pieces: Buffer[] = []
      answer.on('data', (piece: Buffer) => pieces.push(piece))
      answer.on('end', () => resolve(Buffer.concat(pieces)))
    }).on('error', reject)
  })
}
