import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { connect, type Socket } from 'node:net'

/** Whether a file is free of viruses. Throws when nobody could tell. */
export type Scanner = (path: string) => Promise<'clean' | 'infected'>

const SILENCE_MS = 60_000
const LONGEST_ANSWER = 4096

/**
 * Asks a ClamAV daemon (its INSTREAM command) at a socket's path or at `host:port`. The file is sent,
 * not named, so the daemon needs no right to our folder. A minute's silence counts as no answer.
 */
export function makeScanner(address: string): Scanner {
  return async (path) => {
    const socket = open(address)
    try {
      const answer = read(socket)
      // The answer may fail before all is sent; whoever awaits it below is told then.
      answer.catch(() => {})
      await send(socket, path)
      return verdict(await answer)
    } finally {
      socket.destroy()
    }
  }
}

function open(address: string): Socket {
  const at = address.lastIndexOf(':')
  const socket =
    address.startsWith('/') || at < 0
      ? connect(address)
      : connect(Number(address.slice(at + 1)), address.slice(0, at).replace(/^\[|\]$/g, ''))
  return socket.setTimeout(SILENCE_MS, () => socket.destroy(new Error('the virus scanner is silent')))
}

/** Each piece is preceded by its length in four bytes; a piece of no length ends the file. */
async function send(socket: Socket, path: string): Promise<void> {
  await once(socket, 'connect')
  socket.write('zINSTREAM\0')
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
    if (!socket.writable) return
    socket.write(lengthOf(piece.length))
    if (!socket.write(piece)) await Promise.race([once(socket, 'drain'), once(socket, 'close')])
  }
  socket.write(lengthOf(0))
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes)
  return length
}

async function read(socket: Socket): Promise<string> {
  let answer = ''
  for await (const piece of socket as AsyncIterable<Buffer>) {
    answer += piece.toString('latin1')
    if (answer.includes('\0') || answer.length > LONGEST_ANSWER) break
  }
  return answer.split('\0')[0]?.trim() ?? ''
}

function verdict(answer: string): 'clean' | 'infected' {
  if (answer.endsWith(' FOUND')) return 'infected'
  if (answer === 'stream: OK') return 'clean'
  throw new Error('the virus scanner gave no verdict')
}
