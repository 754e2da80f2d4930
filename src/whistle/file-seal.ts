import sodium from 'libsodium-wrappers'
import { tooLarge } from '../errors.ts'
import { pad, textOf, unpad, utf8, type Bytes } from './primitives.ts'

const CHUNK = 64 * 1024
/** Name, type and true size, as the last piece; a Thai name of 250 letters fits. */
const FACTS = 1024
const TAG = sodium.crypto_secretstream_xchacha20poly1305_ABYTES
const HEADER = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES
const { crypto_secretstream_xchacha20poly1305_TAG_MESSAGE: MESSAGE } = sodium
const { crypto_secretstream_xchacha20poly1305_TAG_FINAL: FINAL } = sodium
const SMALLEST = 4096

/** What opens a sealed file, and what it was. `size` in bytes. */
export type FileKey = { key: Bytes; name: string; type: string; size: number }
export type Sealing = Pick<FileKey, 'name' | 'type'> & { mostBytes: number }

/**
 * Seals a stream as it comes, piece by piece; no more than one piece is held. `facts` are known once `bytes` has
 * ended. Throws `tooLarge` past the limit, and whatever the stream throws; what came by then is to be thrown
 * away. Each file has a key of its own, so that no other file's bytes fit in its place.
 */
export function sealFile(source: AsyncIterable<Bytes>, { name, type, mostBytes }: Sealing) {
  const key = sodium.crypto_secretstream_xchacha20poly1305_keygen()
  const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key)
  const push = (piece: Bytes, tag: number) =>
    sodium.crypto_secretstream_xchacha20poly1305_push(state, piece, null, tag)
  let size = 0

  async function* bytes(): AsyncGenerator<Bytes> {
    yield header
    const sized = (length: number) => (size = length)
    for await (const piece of inChunks(withPadding(source, sized, mostBytes))) yield push(piece, MESSAGE)
    yield push(pad(utf8(JSON.stringify({ name, type, size })), FACTS), FINAL)
  }

  return { bytes: bytes(), facts: (): FileKey => ({ key, name, type, size }) }
}

/**
 * The file's bytes as they were sent. Throws at the first piece that was changed, swapped or cut off, and at the
 * end unless the last piece is the last one and says the same name, type and size.
 */
export async function* openFile(source: AsyncIterable<Bytes>, file: FileKey): AsyncGenerator<Bytes> {
  const reader = readerOf(source)
  const header = await reader.take(HEADER)
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(header, file.key)
  let left = file.size
  for (;;) {
    const piece = await reader.pieceBefore(CHUNK + TAG, FACTS + TAG)
    if (piece.length === 0) break
    const { message, tag } = pull(state, piece)
    if (tag !== MESSAGE) throw cutFile()
    if (left > 0) yield message.subarray(0, left)
    left -= Math.min(left, message.length)
  }
  const { message, tag } = pull(state, await reader.take(FACTS + TAG))
  if (tag !== FINAL || left > 0 || !isFactsOf(message, file)) throw cutFile()
}

/** Padmé (Nikitin and others, 2019): at most 12 % longer, and few lengths to tell files apart by. */
export function padme(length: number): number {
  if (length < 2) return length
  const exponent = Math.floor(Math.log2(length))
  const bits = exponent - Math.floor(Math.log2(exponent || 1)) - 1
  const step = 2 ** Math.max(bits, 0)
  return Math.ceil(length / step) * step
}

async function* withPadding(source: AsyncIterable<Bytes>, sized: (n: number) => void, most: number) {
  let size = 0
  for await (const piece of source) {
    size += piece.length
    if (size > most) throw tooLarge()
    yield piece
  }
  sized(size)
  let left = padme(Math.max(size, SMALLEST)) - size
  for (; left > 0; left -= CHUNK) yield new Uint8Array(Math.min(left, CHUNK))
}

async function* inChunks(source: AsyncIterable<Bytes>): AsyncGenerator<Bytes> {
  let held: Bytes[] = []
  let length = 0
  for await (const piece of source) {
    held.push(piece)
    length += piece.length
    if (length < CHUNK) continue
    let all: Bytes = Buffer.concat(held)
    for (; all.length >= CHUNK; all = all.subarray(CHUNK)) yield all.subarray(0, CHUNK)
    held = [all]
    length = all.length
  }
  if (length > 0) yield Buffer.concat(held)
}

type State = Parameters<typeof sodium.crypto_secretstream_xchacha20poly1305_pull>[0]

function pull(state: State, sealed: Bytes): { message: Bytes; tag: number } {
  const opened = sealed.length > TAG && sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed, null)
  if (!opened) throw cutFile()
  return opened
}

function isFactsOf(padded: Bytes, { name, type, size }: FileKey): boolean {
  const facts = unpad(padded)
  return facts !== undefined && textOf(facts) === JSON.stringify({ name, type, size })
}

function readerOf(source: AsyncIterable<Bytes>) {
  const pieces = source[Symbol.asyncIterator]()
  let held: Bytes = new Uint8Array()
  async function fill(length: number) {
    const parts = [held]
    let have = held.length
    while (have < length) {
      const next = await pieces.next()
      if (next.done) break
      parts.push(next.value)
      have += next.value.length
    }
    held = parts.length === 1 ? held : Buffer.concat(parts)
  }
  async function take(length: number): Promise<Bytes> {
    await fill(length)
    if (held.length < length) throw cutFile()
    const taken = held.subarray(0, length)
    held = held.subarray(length)
    return taken
  }
  /** As much as `most`, always leaving `kept` bytes for the end. */
  async function pieceBefore(most: number, kept: number): Promise<Bytes> {
    await fill(most + kept)
    if (held.length < kept) throw cutFile()
    return take(Math.min(most, held.length - kept))
  }
  return { take, pieceBefore }
}

const cutFile = () => new Error('a sealed file was changed or cut off')
