import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { messageText } from '../../src/i18n/messages.ts'
import { noise, smallDisk } from '../support/files.ts'
import { startPortal, type Portal } from '../support/process.ts'
import type { Answer } from '../support/visitor.ts'
import { beginFiling, goOn, goOnToTheEnd, send, STEPS_BEFORE_SENDING, type Filing } from './filers.ts'
import { counted, expectDraftsKept, expectNothingHalf, expectRequestsKept, unfinished } from './kept.ts'

const MEGABYTES = 24
const APPLY = '/services/street-light-repair/apply'

let portal: Portal | undefined
afterEach(async () => {
  await portal?.stop()
  portal = undefined
})

async function readyToSend(url: string): Promise<Filing> {
  const filing = beginFiling(url)
  while (filing.steps < STEPS_BEFORE_SENDING) await goOn(filing)
  return filing
}

/** Takes what room is left; the last kilobytes byte by byte, so that there is really none. */
function fillUp(disk: string): { giveBack: () => void } {
  const path = join(disk, 'ballast')
  const file = openSync(path, 'w')
  for (let size = 1024 * 1024; size >= 1;) {
    try {
      writeSync(file, Buffer.alloc(size))
    } catch {
      size = Math.floor(size / 16)
    }
  }
  fsyncSync(file)
  closeSync(file)
  return { giveBack: () => rmSync(path) }
}

function expectFullDiskPage({ status, body }: Answer) {
  expect(status).toBe(507)
  expect(body).toContain('lang="th"')
  expect(body).toContain(messageText('error.diskFull.title').th)
  expect(body).toContain(messageText('error.diskFull.text').th)
}

describe('a portal whose disk is full', () => {
  it('says so in Thai, keeps nothing by halves, and works again once there is room', async (test) => {
    const disk = await smallDisk(MEGABYTES)
    if (!disk) return test.skip('a small disk (tmpfs) cannot be mounted here: this needs Linux and root')
    portal = await startPortal(disk)
    const { url } = portal
    const sent = await readyToSend(url)
    await goOnToTheEnd(sent)
    const waiting = await readyToSend(url)
    const { visitor } = waiting
    const before = counted(disk)
    const large = await noise(900, 900).png().toBuffer()
    const photo = { field: 'photos', name: 'large.png', bytes: large }

    const check = await visitor.get(`${APPLY}/check`)
    const ballast = fillUp(disk)
    expectFullDiskPage(await visitor.post(`${APPLY}/p/where`, { place: 'ก'.repeat(3000) }))
    expectFullDiskPage(await visitor.upload(`${APPLY}/p/pictures`, { act: 'upload' }, photo))
    expectFullDiskPage(await send(waiting, check))
    expectFullDiskPage(await beginFiling(url).visitor.post(APPLY, { act: 'new' }))
    expect((await visitor.get('/healthz')).status).toBe(503)
    // Reading goes on: manuals, the form as it stands, and requests already sent.
    expect((await visitor.get('/services/street-light-repair')).status).toBe(200)
    expect((await visitor.get(`${APPLY}/check`)).status).toBe(200)
    await expectRequestsKept(url, disk, [sent])
    expect(counted(disk)).toEqual(before)
    expect(unfinished(disk)).toEqual([])
    expectDraftsKept(disk, [waiting])

    ballast.giveBack()
    expect((await visitor.get('/healthz')).status).toBe(200)
    expect((await visitor.upload(`${APPLY}/p/pictures`, { act: 'upload' }, photo)).status).toBe(303)
    await goOnToTheEnd(waiting)
    await goOnToTheEnd(beginFiling(url))
    await expectRequestsKept(url, disk, [sent, waiting])
    expectNothingHalf(disk)
  })
})
