import autocannon from 'autocannon'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startPortal, type Portal } from '../../test/support/process.ts'
import type { Use } from './probe.ts'

const ROOT = join(import.meta.dirname, '../..')
export const PROBE = new URL('./probe.ts', import.meta.url)

/**
 * Starts the portal with the settings of `npm start`, but for its check of what is installed. What it uses of the
 * machine can be asked.
 */
export const startMeasured = (folder: string) =>
  startPortal(folder, {
    program: [...startFlags(), join(ROOT, 'src/main.ts')],
    imports: PROBE,
    environment: { NODE_COMPILE_CACHE: join(folder, 'code') },
  })

function startFlags(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: { start: string }
  }
  return scripts.start.split(' ').filter((word) => word.startsWith('-'))
}

export const useOf = async (portal: Portal): Promise<Use> => (await portal.ask('use')) as Use

/** Answers a second while so many clients ask for one page for so many seconds. Throws if any answer is not a 200. */
export async function pagesPerSecond(
  url: string,
  clients: number,
  seconds: number,
  headers = {},
): Promise<number> {
  const result = await autocannon({ url, connections: clients, duration: seconds, headers })
  if (result.non2xx + result.errors > 0)
    throw new Error(`${url}: ${result.non2xx + result.errors} bad answers`)
  return result['2xx'] / result.duration
}

/** Milliseconds of the server's processor for one answer, over so many answers. Throws if any is not a 200. */
export async function cpuPerPage(
  portal: Portal,
  path: string,
  amount: number,
  headers = {},
): Promise<number> {
  const before = await useOf(portal)
  const result = await autocannon({ url: portal.url + path, connections: 4, amount, headers })
  const after = await useOf(portal)
  if (result['2xx'] !== amount) throw new Error(`${path}: ${amount - result['2xx']} bad answers`)
  return (after.cpuMs - before.cpuMs) / amount
}
