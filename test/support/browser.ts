import { chromium, type Browser } from 'playwright-core'
import { afterAll } from 'vitest'
import type { Municipality } from '../../src/municipality.ts'
import { findChromium } from './chromium.ts'
import { startServer, type Server } from './server.ts'
import { makePerson, type Person, type PersonOptions } from './person.ts'

export type Web = {
  server: Server
  /** Somebody with a browser of their own; it is closed when the test ends. */
  person: (options?: PersonOptions) => Promise<Person>
}

/**
 * The portal and a browser before it, for all cases of one test file; both are closed after them. Where no
 * browser can start, `missing` says why, for the name of what is skipped, and `web` must not be asked.
 */
export async function openWeb(
  facts: Partial<Municipality> = {},
): Promise<{ missing: string; web: () => Web }> {
  let browser: Browser
  try {
    const { path, environment } = await findChromium()
    browser = await chromium.launch({
      executablePath: path,
      env: { ...process.env, ...environment },
      // Containers run tests as root, where Chromium's own sandbox refuses to start.
      args: ['--no-sandbox', '--font-render-hinting=none'],
    })
  } catch (error) {
    const why = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? ''
    return { missing: ` (skipped: no browser can start here: ${why})`, web: nobody }
  }
  const server = await startServer(facts)
  afterAll(async () => {
    await browser.close()
    await server.close()
  })
  const person = (options: PersonOptions = {}) => makePerson(browser, server.origin, options)
  return { missing: '', web: () => ({ server, person }) }
}

function nobody(): never {
  throw new Error('there is no browser')
}
