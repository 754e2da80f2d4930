import { chromium, type Browser } from 'playwright-core'
import { afterAll } from 'vitest'
import type { Municipality } from '../../src/municipality.ts'
import { findChromium } from './chromium.ts'
import { makePerson, type Person, type PersonOptions } from './person.ts'
import { startServer, type Server } from './server.ts'

/**
 * One browser for all cases of a test file, closed after them. Where none can start, `missing` says why, for
 * the name of what is skipped.
 */
export async function openBrowser(): Promise<{ missing: string; browser: () => Browser }> {
  try {
    const { path, environment } = await findChromium()
    const browser = await chromium.launch({
      executablePath: path,
      env: { ...process.env, ...environment },
      // Containers run tests as root, where Chromium's own sandbox refuses to start.
      args: ['--no-sandbox', '--font-render-hinting=none'],
    })
    afterAll(() => browser.close())
    return { missing: '', browser: () => browser }
  } catch (error) {
    const why = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? ''
    return { missing: ` (skipped: no browser can start here: ${why})`, browser: nothing }
  }
}

export type Web = {
  server: Server
  /** Somebody with a browser of their own; it is closed when the test ends. */
  person: (options?: PersonOptions) => Promise<Person>
}

/** The portal, of an office with these facts, and a browser before it; both are closed after the file's cases. */
export async function openWeb(
  facts: Partial<Municipality> = {},
): Promise<{ missing: string; web: () => Web }> {
  const { missing, browser } = await openBrowser()
  if (missing) return { missing, web: nothing }
  const server = await startServer(facts)
  afterAll(() => server.close())
  const person = (options: PersonOptions = {}) => makePerson(browser(), server.origin, options)
  return { missing: '', web: () => ({ server, person }) }
}

function nothing(): never {
  throw new Error('there is no browser')
}
