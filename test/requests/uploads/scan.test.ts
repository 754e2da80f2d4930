import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makeScanner } from '../../../src/requests/uploads/scan.ts'
import { fileOf, folder } from '../../support/files.ts'

const CLAMD_SOCKETS = ['/run/clamav/clamd.ctl', '/var/run/clamd.scan/clamd.sock', '/tmp/clamd.socket']
/** The industry's harmless test signature, in two halves so that no scanner objects to this file. */
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

/** A server that speaks INSTREAM as the daemon's manual says and answers by what it was sent. */
async function daemon(answer: (sent: Buffer) => string, address?: string): Promise<string> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    let heard = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('data', (piece: Buffer) => {
      heard = Buffer.concat([heard, piece])
      const sent = unwrap(heard)
      if (sent) socket.end(answer(sent))
    })
  })
  onTestFinished(() => void server.close())
  await new Promise<void>((done) =>
    address ? server.listen(address, done) : server.listen(0, '127.0.0.1', done),
  )
  const at = server.address()
  return typeof at === 'object' && at ? `127.0.0.1:${at.port}` : String(at)
}

/** The bytes sent, once the closing piece of no length has come. */
function unwrap(heard: Buffer): Buffer | undefined {
  const command = 'zINSTREAM\0'
  if (heard.length > command.length) expect(heard.subarray(0, command.length).toString()).toBe(command)
  const pieces: Buffer[] = []
  let at = command.length
  while (at + 4 <= heard.length) {
    const length = heard.readUInt32BE(at)
    if (length === 0) return Buffer.concat(pieces)
    pieces.push(heard.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return undefined
}

const judge = (sent: Buffer) => (sent.includes('virus') ? 'stream: Test.Virus FOUND\0' : 'stream: OK\0')

test('a clean file is clean, an infected one infected', async () => {
  const scan = makeScanner(await daemon(judge))
  expect(await scan(await fileOf(Buffer.from('harmless')))).toBe('clean')
  expect(await scan(await fileOf(Buffer.from('a virus in it')))).toBe('infected')
})

test('a large file reaches the daemon whole', async () => {
  let size = 0
  const scan = makeScanner(await daemon((sent) => ((size = sent.length), 'stream: OK\0')))
  await scan(await fileOf(Buffer.alloc(5_000_000, 1)))
  expect(size).toBe(5_000_000)
})

test('the daemon may listen on a socket of this machine', async () => {
  const scan = makeScanner(await daemon(judge, join(await folder(), 'clamd.sock')))
  expect(await scan(await fileOf(Buffer.from('virus')))).toBe('infected')
})

test.each([
  ['complains of the size', 'INSTREAM size limit exceeded. ERROR\0'],
  ['says nothing', ''],
  ['says something else', 'UNKNOWN COMMAND\0'],
  ['is unsure', 'stream: OKAY\0'],
])('a daemon that %s is not taken for a clean bill', async (_what, answer) => {
  const scan = makeScanner(await daemon(() => answer))
  await expect(scan(await fileOf(Buffer.from('file')))).rejects.toThrow('no verdict')
})

test('a daemon that is not there is a failure, not a clean bill', async () => {
  const scan = makeScanner(join(await folder(), 'nobody.sock'))
  await expect(scan(await fileOf(Buffer.from('file')))).rejects.toThrow()
})

test('a daemon that hangs up in the middle is a failure', async () => {
  const server = createServer(
    (socket) => void socket.on('error', () => {}).once('data', () => socket.destroy()),
  )
  onTestFinished(() => void server.close())
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const at = server.address()
  const scan = makeScanner(`127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`)
  await expect(scan(await fileOf(Buffer.alloc(8_000_000)))).rejects.toThrow()
})

test('a real ClamAV finds the test signature', async ({ skip }) => {
  const socket = CLAMD_SOCKETS.find((path) => existsSync(path))
  if (socket === undefined) return skip('needs a running clamd')
  const scan = makeScanner(socket)
  expect(await scan(await fileOf(Buffer.from(EICAR)))).toBe('infected')
  expect(await scan(await fileOf(Buffer.from('harmless')))).toBe('clean')
})
