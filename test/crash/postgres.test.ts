import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../support/app.ts'
import { startPortal, type Portal } from '../support/process.ts'
import {
  beginFiling,
  fileUntilGone,
  goOn,
  goOnToTheEnd,
  STEPS_BEFORE_SENDING,
  type Filing,
} from './filers.ts'
import { expectRequestsKept, unfinished } from './kept.ts'

const SERVER = process.env['TEST_POSTGRES_URL']
const SCHEMA = `sala_test_${randomUUID().replaceAll('-', '')}`

let portals: Portal[] = []
afterEach(() => {
  for (const portal of portals) portal.kill('SIGKILL')
  portals = []
})

const asOwner = async (sql: string) => {
  const client = new pg.Client({ connectionString: SERVER })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

async function open(folder: string): Promise<Portal> {
  const address = new URL(SERVER ?? '')
  address.searchParams.set('options', `-c search_path=${SCHEMA}`)
  const portal = await startPortal(folder, {
    environment: { LOG_LEVEL: 'error', DATABASE_URL: address.href },
  })
  portals.push(portal)
  return portal
}

const isSent = ({ receipt }: Filing) => receipt !== undefined

describe.skipIf(!SERVER)('the portal over the PostgreSQL server of TEST_POSTGRES_URL', () => {
  beforeAll(() => asOwner(`CREATE SCHEMA ${SCHEMA}`))
  afterAll(() => asOwner(`DROP SCHEMA ${SCHEMA} CASCADE`))

  it('takes a form with its files, and shows the request after a stop, a start and a kill', async () => {
    const folder = temporaryFolder()
    let portal = await open(folder)
    const sent = beginFiling(portal.url)
    await goOnToTheEnd(sent)
    const waiting = beginFiling(portal.url)
    while (waiting.steps < STEPS_BEFORE_SENDING) await goOn(waiting)
    await expectRequestsKept(portal.url, folder, [sent])
    expect(await portal.stop()).toEqual({ code: 0, signal: null })

    portal = await open(folder)
    await expectRequestsKept(portal.url, folder, [sent])
    waiting.visitor.movedTo(portal.url)
    await goOnToTheEnd(waiting)

    const filings: Filing[] = []
    const surprises: Error[] = []
    const working = fileUntilGone(portal.url, 16, filings, surprises)
    while (filings.filter(isSent).length < 10) await new Promise((resolve) => setTimeout(resolve, 5))
    portal.kill('SIGKILL')
    await working
    expect(surprises).toEqual([])

    portal = await open(folder)
    expect(unfinished(folder)).toEqual([])
    await expectRequestsKept(portal.url, folder, [sent, waiting, ...filings.filter(isSent)])
    const cutShort = filings.filter((filing) => !isSent(filing))
    for (const filing of cutShort) filing.visitor.movedTo(portal.url)
    await Promise.all(cutShort.map(goOnToTheEnd))
    await expectRequestsKept(portal.url, folder, cutShort)
    await portal.stop()
  })
})
