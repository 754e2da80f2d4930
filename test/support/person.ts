import { mkdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { htmlFaults } from './markup.ts'
import { watch } from './watch.ts'

export type PersonOptions = {
  /** Pixels of the screen's width. */
  width?: number
  /** Other widths at which `look` also asks whether everything fits. */
  alsoAt?: readonly number[]
  /** False: a browser that runs no JavaScript. */
  scripts?: boolean
  /** Names the folder of the pictures that SHOTS=1 takes. */
  shots?: string
}

/** Somebody at a screen. Acts by what can be read on the page, and looks at every page with `look`. */
export type Person = {
  page: Page
  context: BrowserContext
  scripts: boolean
  go: (path: string) => Promise<void>
  /** Presses the button or follows the link of this name, and waits for the page it leads to. */
  press: (name: string | RegExp, within?: string) => Promise<void>
  fill: (label: string | RegExp, text: string) => Promise<void>
  /** Ticks a box or picks an option by its words. */
  choose: (label: string | RegExp, within?: string) => Promise<void>
  /** Chooses files; with scripts that alone sends them, else the button is pressed. `status` is the answer's. */
  upload: (label: string | RegExp, files: ChosenFile[], status?: number) => Promise<void>
  /** The bytes that a link brings. */
  download: (link: string | RegExp) => Promise<{ name: string; bytes: Buffer }>
  /** The path of the page, with its query and without its host. */
  path: () => string
  /**
   * Fails unless the page is as every page must be: answered with `status`, no fault told to the console, no
   * failed request, none to another host, a title, the language of its address, nothing wider than the screen,
   * nothing that axe objects to, valid HTML.
   */
  look: (name: string, status?: number) => Promise<void>
}

export type ChosenFile = { name: string; mimeType: string; buffer: Buffer }

/** What is wrong with the layout; run in the page, which has types of its own. */
const LAYOUT = readFileSync(join(import.meta.dirname, 'layout.browser.js'), 'utf8')
const SHOTS = join(import.meta.dirname, '../../.tmp/shots')
const SCREEN_HEIGHT: Record<number, number> = { 320: 640, 800: 1000, 1280: 900 }
const screenOf = (width: number) => ({ width, height: SCREEN_HEIGHT[width] ?? 900 })

/** A browser of their own, with nothing remembered, until the test ends. */
export async function makePerson(
  browser: Browser,
  origin: string,
  { width = 1280, alsoAt = [], scripts = true, shots }: PersonOptions,
): Promise<Person> {
  const context = await browser.newContext({
    viewport: screenOf(width),
    locale: 'th-TH',
    timezoneId: 'Asia/Bangkok',
    reducedMotion: 'reduce',
  })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const watching = watch(page, origin)
  const devtools = await context.newCDPSession(page)
  const runScripts = (run: boolean) => devtools.send('Emulation.setScriptExecutionDisabled', { value: !run })
  if (!scripts) await runScripts(false)
  let looks = 0

  /** Looking needs scripts; those of the page itself have been passed over by then. */
  async function looking<T>(deed: () => Promise<T>): Promise<T> {
    if (scripts) return deed()
    await runScripts(true)
    return deed().finally(() => runScripts(false))
  }

  async function look(name: string, status = 200) {
    await page.waitForLoadState('load')
    const html = await watching.html()
    const seen = await looking(async () => {
      await page.evaluate('document.fonts.ready.then(() => {})')
      if (shots && process.env['SHOTS']) await picture(page, shots, `${++looks}-${name}-${width}`)
      return [
        ...(await page.evaluate<string[]>(LAYOUT)),
        ...(await axeFaults(page)),
        ...(await elsewhere(name)),
      ]
    })
    const faults = [...watching.faults(status), ...seen, ...(await htmlFaults(html))]
    expect(faults, `${name}, ${new URL(page.url()).pathname}, ${width} px`).toEqual([])
  }

  /** The same page on other screens; then it is as wide as before. */
  async function elsewhere(name: string): Promise<string[]> {
    const seen: string[] = []
    for (const other of alsoAt) {
      await page.setViewportSize(screenOf(other))
      if (shots && process.env['SHOTS']) await picture(page, shots, `${looks}-${name}-${other}`)
      seen.push(...(await page.evaluate<string[]>(LAYOUT)).map((fault) => `${fault} (at ${other} px)`))
    }
    if (alsoAt.length > 0) await page.setViewportSize(screenOf(width))
    return seen
  }

  async function press(name: string | RegExp, within = 'body') {
    const place = page.locator(within)
    const called = { name, exact: typeof name === 'string' }
    const target = place.getByRole('button', called).or(place.getByRole('link', called))
    await Promise.all([page.waitForEvent('load'), target.first().click()])
  }

  async function upload(label: string | RegExp, files: ChosenFile[], status = 200) {
    const field = page.getByLabel(label)
    if (!scripts) {
      await field.setInputFiles(files)
      return press(/^อัปโหลด|^Upload/)
    }
    const done = status < 400 ? page.waitForEvent('load') : page.getByRole('alert').waitFor()
    if (status >= 400)
      await page.locator('[role=alert]').evaluateAll((old) => old.forEach((one) => one.remove()))
    await field.setInputFiles(files)
    await done
  }

  async function download(link: string | RegExp) {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: link, exact: typeof link === 'string' }).click(),
    ])
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
  }

  return {
    page,
    context,
    scripts,
    fill: (label, text) => page.getByLabel(label).fill(text),
    choose: (label, within = 'body') =>
      page
        .locator(within)
        .getByLabel(label, { exact: typeof label === 'string' })
        .check(),
    upload,
    download,
    go: async (path) => void (await page.goto(origin + path)),
    press,
    path: () => page.url().slice(origin.length),
    look,
  }
}

async function picture(page: Page, folder: string, name: string) {
  mkdirSync(join(SHOTS, folder), { recursive: true })
  await page.screenshot({ path: join(SHOTS, folder, `${name}.png`), fullPage: true })
}

/** What axe objects to, with every rule it knows for pages like ours and no part left out. */
async function axeFaults(page: Page): Promise<string[]> {
  const rules = { 'target-size': { enabled: true } }
  // There are no frames; the other mode opens a page of its own for each look.
  const { violations } = await new AxeBuilder({ page })
    .options({ rules, resultTypes: ['violations'] })
    .setLegacyMode()
    .analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `axe ${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  )
}
