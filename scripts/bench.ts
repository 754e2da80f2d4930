// npm run bench: how fast and how large the portal is, beside the bare machine it runs on. A few minutes, Linux or macOS.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, platform, release, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { APPLY, prepareDrafts, QUESTION_PAGE } from './bench/drafts.ts'
import { figureOf, shown, table, type Figure, type Line } from './bench/figures.ts'
import { FEW_REQUESTS, MANY_REQUESTS, measureDesk } from './bench/inbox.ts'
import { firstVisit } from './bench/first-visit.ts'
import { cpuPerJourney, journey, JOURNEY_REQUESTS } from './bench/journeys.ts'
import { cpuPerPage, startMeasured } from './bench/load.ts'
import { measureManualPage } from './bench/manual-page.ts'
import { measureSubmissions } from './bench/submissions.ts'

const SUBMISSIONS = 10_000
const CPU_ROUNDS = 5
const PAGES_A_ROUND = 1_000
const JOURNEYS_A_ROUND = 60
const MEGABYTE = 1_000_000

/** A tenth of what DEFRA’s forms engine takes: 3–18 ms of processor for a page, 80–120 ms for a journey. */
const PAGE_CPU_MS = 1.8
const JOURNEY_CPU_MS = 12
/** How much longer an officer's page may take with five hundred times the requests. */
const DESK_GROWTH = 2

const folder = mkdtempSync(join(tmpdir(), 'sala-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const within = (name: string) => join(folder, name)

const lines: Line[] = []
const say = (text: string) => process.stdout.write(`${text}\n`)

say(
  `${cpus().length} × ${cpus()[0]?.model ?? ''}, ${Math.round(totalmem() / 1e9)} GB, ${platform()} ${release()}, Node ${process.version}`,
)
await pages()
await submissions()
await desk()
say(`\n${table(lines)}`)
channel()

/** Everything about single pages, on one portal that nobody else asks. */
async function pages() {
  const [token = ''] = await prepareDrafts(within('pages'), 1)
  // The first start fills the caches; the one measured is any later one.
  await (await startMeasured(within('pages'))).stop()
  const portal = await startMeasured(within('pages'))

  say('manual page …')
  const manual = await measureManualPage(portal, folder)
  atLeast('manual page, to a bare Fastify route with the same bytes', manual.ratio, 0.7)
  note('  the same by processor time', shown(manual.cpuRatio))
  note(`  pages a second (${manual.bytes} bytes, 16 clients)`, shown(manual.perSecond, 0))
  note('  the bare route', shown(manual.barePerSecond, 0))

  for (const coding of ['br', 'gzip'] as const) {
    const visit = await firstVisit(portal.url, coding)
    const kilobytes = figureOf([visit.withoutFonts / 1000])
    atMost(`home page, first visit, without fonts, ${coding} (KB)`, kilobytes, 60, 1)
    if (coding === 'br') note('  fonts, all that the styles name (KB)', (visit.fonts / 1000).toFixed(1))
    if (coding === 'br') atMost('  addresses on other hosts', figureOf([visit.thirdParty.length]), 0, 0)
  }

  say('processor time …')
  const cookie = { cookie: `draft=${token}` }
  const receipt = await journey(portal.url)
  const question = await rounds(() =>
    cpuPerPage(portal, `${APPLY}/p/${QUESTION_PAGE}`, PAGES_A_ROUND, cookie),
  )
  atMost('a page of questions, processor (ms)', question, PAGE_CPU_MS)
  const check = await rounds(() => cpuPerPage(portal, `${APPLY}/check`, PAGES_A_ROUND, cookie))
  atMost('the page of answers, processor (ms)', check, PAGE_CPU_MS)
  const track = await rounds(() => cpuPerPage(portal, receipt.replace(/\/receipt$/, ''), PAGES_A_ROUND))
  atMost('a tracking page, processor (ms)', track, PAGE_CPU_MS)
  const whole = await rounds(() => cpuPerJourney(portal, JOURNEYS_A_ROUND))
  atMost(`a journey of five pages, ${JOURNEY_REQUESTS} requests, sent, processor (ms)`, whole, JOURNEY_CPU_MS)
  await portal.stop()
}

async function submissions() {
  say('submissions …')
  const found = await measureSubmissions(within('portal'), within('bare'), SUBMISSIONS)
  atLeast('submissions by 16 clients, to the same rows one by one in SQLite', found.ratio, 0.5)
  note('  durable submissions a second', shown(found.perSecond, 0))
  note('  the bare transactions', shown(found.barePerSecond, 0))
  note('  processor of one (ms)', shown(found.cpuMs))
  const megabytes = (bytes: number) => (bytes / MEGABYTE).toFixed(0)
  const after = figureOf([found.rssBytesAfter / MEGABYTE])
  atMost(`memory after ${found.count} submissions (MB)`, after, 200, 0)
  note('  before them', megabytes(found.rssBytesBefore))
  note('  at the very first start, which compiles everything', megabytes(found.rssBytesFirst))
}

/** Officers' pages in a small office and in one with the requests of a lifetime. */
async function desk() {
  say(`the desk, with ${FEW_REQUESTS} and with ${MANY_REQUESTS} requests …`)
  for (const { what, ratio, few, many } of await measureDesk(within('few'), within('many'))) {
    atMost(`desk: ${what}; processor with ${MANY_REQUESTS} requests to ${FEW_REQUESTS}`, ratio, DESK_GROWTH)
    note('  milliseconds of one', `${shown(few)} → ${shown(many)}`)
  }
}

/** The channel for wrongdoing, in a process of its own: it measures its own processor time. */
function channel() {
  say('\nthe whistleblower channel …')
  const program = join(import.meta.dirname, 'bench/whistle.ts')
  const { status } = spawnSync(process.execPath, [program], { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}

/** The first round warms the program up and is not counted. */
async function rounds(measure: () => Promise<number>): Promise<Figure> {
  await measure()
  const measured = []
  for (let round = 0; round < CPU_ROUNDS; round++) measured.push(await measure())
  return figureOf(measured)
}

function atLeast(what: string, figure: Figure, wanted: number) {
  lines.push({ what, measured: shown(figure), wanted: `≥ ${wanted}`, isMet: figure.median >= wanted })
}

function atMost(what: string, figure: Figure, wanted: number, digits = 2) {
  lines.push({ what, measured: shown(figure, digits), wanted: `≤ ${wanted}`, isMet: figure.median <= wanted })
}

function note(what: string, measured: string) {
  lines.push({ what, measured })
}
