import { afterEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../support/app.ts'
import { startPortal, type Portal } from '../support/process.ts'
import { fileUntilGone, goOnToTheEnd, type Filing } from './filers.ts'
import { expectDraftsKept, expectNothingHalf, expectRequestsKept, unfinished } from './kept.ts'

const ROUNDS = 4
const PEOPLE = 16
const SENT_A_ROUND = 12

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

describe('a portal that is killed while sixteen people file', () => {
  it('has, once it is started again, all it ever acknowledged and nothing by halves', async () => {
    const folder = temporaryFolder()
    const all: Filing[] = []
    const surprises: Error[] = []
    let portal = await open(folder)
    for (let round = 1; round <= ROUNDS; round++) {
      const filings: Filing[] = []
      const working = fileUntilGone(portal.url, PEOPLE, filings, surprises)
      await until(() => filings.filter(isSent).length >= SENT_A_ROUND || surprises.length > 0)
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 500))
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
    expect(portal.printed()).not.toContain('fault')
    await portal.stop()
  }, 180_000)
})

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5))
}
