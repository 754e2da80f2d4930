import Sqlite from 'better-sqlite3'
import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { setImmediate as nextTurn, setTimeout as moment } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../support/app.ts'
import { startPortal, type Portal } from '../support/process.ts'
import { fileUntilGone, goOnToTheEnd, type Filing } from './filers.ts'
import { expectDraftsKept, expectNothingHalf, expectRequestsKept, unfinished } from './kept.ts'

const PEOPLE = 16

let portals: Portal[] = []
afterEach(() => {
  for (const portal of portals) portal.kill('SIGKILL')
  portals = []
})

async function open(folder: string): Promise<Portal> {
  const portal = await startPortal(folder, { environment: { LOG_LEVEL: 'error' } })
  portals.push(portal)
  return portal
}

const isSent = ({ receipt }: Filing) => receipt !== undefined

/** Each resolves at its moment, within a turn of the event loop, while `filings` grow. */
type Moment = (folder: string, filings: Filing[]) => Promise<void>

/** What was promised a moment ago must have been kept before it was promised. */
const anAnswerArrives: Moment = async (_folder, filings) => {
  const acknowledged = () => filings.reduce((sum, { steps }) => sum + steps, 0)
  const enough = randomInt(100, 200)
  while (acknowledged() < enough) await nextTurn()
}

/** What is visible must be whole: nothing that belongs to the row may come after it. */
const aRowAppearsIn =
  (table: 'request' | 'attachment'): Moment =>
  async (folder) => {
    const file = new Sqlite(join(folder, 'sala.sqlite'), { readonly: true })
    const count = file.prepare(`SELECT count(*) FROM "${table}"`).pluck()
    const enough = Number(count.get()) + randomInt(8, 20)
    while (Number(count.get()) < enough) await nextTurn()
    file.close()
  }

const nothingInParticular: Moment = async () => moment(randomInt(300, 2_000))

const MOMENTS: Moment[] = [
  anAnswerArrives,
  aRowAppearsIn('request'),
  aRowAppearsIn('attachment'),
  nothingInParticular,
  anAnswerArrives,
  aRowAppearsIn('request'),
]

describe('a portal that is killed while sixteen people file', () => {
  it('has, once it is started again, all it ever acknowledged and nothing by halves', async () => {
    const folder = temporaryFolder()
    const all: Filing[] = []
    let portal = await open(folder)
    for (const itIsTime of MOMENTS) {
      const filings: Filing[] = []
      const surprises: Error[] = []
      const working = fileUntilGone(portal.url, PEOPLE, filings, surprises)
      await itIsTime(folder, filings)
      portal.kill('SIGKILL')
      await working
      expect(await portal.ended).toMatchObject({ signal: 'SIGKILL' })

      portal = await open(folder)
      expect(surprises).toEqual([])
      expect(unfinished(folder)).toEqual([])
      expectNothingHalf(folder)
      await expectRequestsKept(portal.url, folder, filings.filter(isSent))
      const cutShort = filings.filter((filing) => !isSent(filing))
      expect(cutShort.length).toBeGreaterThan(0)
      expectDraftsKept(folder, cutShort)
      // Each of them goes on where the portal died, and sends.
      for (const filing of cutShort) filing.visitor.movedTo(portal.url)
      await Promise.all(cutShort.map(goOnToTheEnd))
      all.push(...filings)
    }
    expect(all.every(isSent)).toBe(true)
    expect(new Set(all.map(({ receipt }) => receipt)).size).toBe(all.length)
    await expectRequestsKept(portal.url, folder, all)
    expectNothingHalf(folder)
    expect(portal.printed()).not.toContain('faultId')
    await portal.stop()
  }, 180_000)
})
