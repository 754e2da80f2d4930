import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../support/app.ts'
import { startPortal, type Portal } from '../support/process.ts'
import {
  beginFiling,
  fileUntilGone,
  goOn,
  goOnToTheEnd,
  newPhoto,
  STEPS_BEFORE_SENDING,
  type Filing,
} from './filers.ts'
import { counted, expectDraftsKept, expectNothingHalf, expectRequestsKept } from './kept.ts'

const APPLY = '/services/street-light-repair/apply'
const PICTURES_STEP = 3

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

/** An upload over a line so poor that the test can decide when its second half arrives. */
async function slowUpload(portal: Portal, filing: Filing) {
  const { bytes, ...photo } = await newPhoto()
  const body = Buffer.concat([
    Buffer.from(
      `--cut\r\ncontent-disposition: form-data; name="photos"; filename="${photo.name}"\r\ncontent-type: image/png\r\n\r\n`,
    ),
    bytes,
    Buffer.from('\r\n--cut\r\ncontent-disposition: form-data; name="act"\r\n\r\nupload\r\n--cut--\r\n'),
  ])
  const head = [
    `POST ${APPLY}/p/pictures HTTP/1.1`,
    'host: 127.0.0.1',
    `cookie: draft=${filing.visitor.cookie('draft') ?? ''}`,
    'content-type: multipart/form-data; boundary=cut',
    `content-length: ${body.length}`,
  ].join('\r\n')
  const socket = connect(Number(new URL(portal.url).port), '127.0.0.1')
  const answer = wholeAnswer(socket)
  const half = Math.floor(body.length / 2)
  socket.write(`${head}\r\n\r\n`)
  socket.write(body.subarray(0, half))
  return { photo, answer, finish: () => socket.write(body.subarray(half)) }
}

function wholeAnswer(socket: Socket): Promise<string> {
  let answer = ''
  return new Promise((resolve, reject) => {
    socket.on('data', (text) => (answer += text.toString()))
    socket.on('error', reject)
    socket.on('close', () => resolve(answer))
  })
}

const moment = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('a portal that is told to stop', () => {
  it('lets a slow upload finish, keeps it, and ends well', async () => {
    const folder = temporaryFolder()
    const portal = await open(folder)
    const filing = beginFiling(portal.url)
    while (filing.steps < PICTURES_STEP) await goOn(filing)
    const upload = await slowUpload(portal, filing)
    await moment(300)
    portal.kill('SIGTERM')
    await refusesNewVisitors(portal)
    upload.finish()
    expect(await upload.answer).toMatch(/^HTTP\/1\.1 303 /)
    expect(await portal.ended).toEqual({ code: 0, signal: null })
    filing.photos.push(upload.photo)
    expectDraftsKept(folder, [filing])
    expectNothingHalf(folder)
  })

  it('answers the sixteen people who are filing, or does not take their forms at all', async () => {
    const folder = temporaryFolder()
    const portal = await open(folder)
    const filings: Filing[] = []
    const working = fileUntilGone(portal.url, 16, filings, [])
    while (filings.filter(isSent).length < 10) await moment(5)
    portal.kill('SIGTERM')
    await working
    expect(await portal.ended).toEqual({ code: 0, signal: null })
    expectNothingHalf(folder)
    expectDraftsKept(
      folder,
      filings.filter((filing) => !isSent(filing)),
    )
    // Nobody's form was taken without an answer.
    expect(counted(folder).requests).toBe(filings.filter(isSent).length)
    const again = await open(folder)
    await expectRequestsKept(again.url, folder, filings.filter(isSent))
    await again.stop()
  })
})

async function refusesNewVisitors(portal: Portal): Promise<void> {
  const isOpen = () =>
    fetch(`${portal.url}/privacy`).then(
      ({ ok }) => ok,
      () => false,
    )
  while (await isOpen()) await moment(10)
}

describe('two portals over one data folder', () => {
  it('wait for each other’s writes, lose nothing, and show each other’s requests', async () => {
    const folder = temporaryFolder()
    const pair = [await open(folder), await open(folder)] as const
    const filings = pair.flatMap(({ url }) => Array.from({ length: 24 }, () => beginFiling(url)))
    await Promise.all(filings.map(goOnToTheEnd))
    expect(filings.every(isSent)).toBe(true)
    await expectRequestsKept(pair[0].url, folder, filings)
    await expectRequestsKept(pair[1].url, folder, filings)
    const half = beginFiling(pair[0].url)
    while (half.steps < STEPS_BEFORE_SENDING) await goOn(half)
    half.visitor.movedTo(pair[1].url)
    await goOnToTheEnd(half)
    expectNothingHalf(folder)
    for (const portal of pair) expect(await portal.stop()).toEqual({ code: 0, signal: null })
  })
})
