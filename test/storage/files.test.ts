import { createHash } from 'node:crypto'
import { readdir, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { makeFileStore } from '../../src/storage/files.ts'
import { folder, smallDisk } from '../support/files.ts'

const words = Buffer.from('โฉนดเลขที่ 1234')
const sha256 = createHash('sha256').update(words).digest('hex')
const HOUR = 3_600_000

const from = (bytes: Buffer) => Readable.from([bytes])

async function filesIn(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
}

async function makeOlder(dir: string, hash: string, ms: number) {
  const then = new Date(Date.now() - ms)
  await utimes(join(dir, hash.slice(0, 2), hash), then, then)
}

test('what is put can be read again under its hash', async () => {
  const store = await makeFileStore(await folder())
  expect(await store.put(from(words))).toEqual({ sha256, size: words.length })
  expect(await store.has(sha256)).toBe(true)
  expect(await buffer(store.open(sha256))).toEqual(words)
})

test('a scratch file is moved into the store', async () => {
  const dir = await folder()
  const store = await makeFileStore(dir)
  const path = store.scratch()
  await writeFile(path, words)
  expect(await store.put(path)).toEqual({ sha256, size: words.length })
  expect(await filesIn(dir)).toEqual([sha256])
})

test('the same bytes are kept once, even when put many times at once', async () => {
  const dir = await folder()
  const store = await makeFileStore(dir)
  await Promise.all(Array.from({ length: 8 }, () => store.put(from(words))))
  expect(await filesIn(dir)).toEqual([sha256])
})

test('only this user may read files and folders', async () => {
  const dir = await folder()
  const store = await makeFileStore(dir)
  await store.put(from(words))
  const path = store.scratch()
  await writeFile(path, 'copied with other rights', { mode: 0o644 })
  const copied = await store.put(path)
  const mode = async (...parts: string[]) => ((await stat(join(dir, ...parts))).mode & 0o777).toString(8)
  const shelf = sha256.slice(0, 2)
  expect([await mode(), await mode('incoming'), await mode(shelf)]).toEqual(['700', '700', '700'])
  expect(await mode(shelf, sha256)).toBe('600')
  expect(await mode(copied.sha256.slice(0, 2), copied.sha256)).toBe('600')
})

test('a stream that fails leaves nothing behind', async () => {
  const dir = await folder()
  const store = await makeFileStore(dir)
  async function* half() {
    yield words
    throw new Error('the connection is gone')
  }
  await expect(store.put(Readable.from(half()))).rejects.toThrow('the connection is gone')
  expect(await filesIn(dir)).toEqual([])
})

test('a removed file is gone, and removing it again is no fault', async () => {
  const store = await makeFileStore(await folder())
  await store.put(from(words))
  await store.remove(sha256)
  await store.remove(sha256)
  expect(await store.has(sha256)).toBe(false)
  await expect(buffer(store.open(sha256))).rejects.toMatchObject({ code: 'ENOENT' })
})

test.each(['../../etc/passwd', '', 'abc', sha256.toUpperCase(), `${sha256}/x`])(
  'the name %s is found nowhere, whatever lies there',
  async (name) => {
    const store = await makeFileStore(await folder())
    await store.put(from(words))
    expect(() => store.open(name)).toThrow('notFound')
    await expect(store.has(name)).rejects.toThrow('notFound')
    await expect(store.remove(name)).rejects.toThrow('notFound')
  },
)

describe('the sweep', () => {
  test('removes what is old and named by no row, and nothing else', async () => {
    const dir = await folder()
    const store = await makeFileStore(dir)
    const put = async (text: string) => (await store.put(from(Buffer.from(text)))).sha256
    const [orphan, young, named] = [await put('orphan'), await put('young'), await put('named')]
    await makeOlder(dir, orphan, 2 * HOUR)
    await makeOlder(dir, named, 2 * HOUR)
    expect(await store.sweep((hash) => hash === named, HOUR)).toBe(1)
    expect((await filesIn(dir)).toSorted()).toEqual([young, named].toSorted())
  })

  test('leaves an old orphan that was just put again, as its row is about to come', async () => {
    const dir = await folder()
    const store = await makeFileStore(dir)
    await store.put(from(words))
    await makeOlder(dir, sha256, 2 * HOUR)
    await store.put(from(words))
    expect(await store.sweep(() => false, HOUR)).toBe(0)
    expect(await store.has(sha256)).toBe(true)
  })

  test('and a put of the same bytes at the same moment leave the file there', async () => {
    const dir = await folder()
    const store = await makeFileStore(dir)
    await store.put(from(words))
    await makeOlder(dir, sha256, 2 * HOUR)
    let put: Promise<unknown> | undefined
    await store.sweep(async () => {
      put = store.put(from(words))
      await new Promise((done) => setTimeout(done, 50))
      return false
    }, HOUR)
    await put
    expect(await store.has(sha256)).toBe(true)
  })

  test('at the start removes what a crash left half-written', async () => {
    const dir = await folder()
    const store = await makeFileStore(dir)
    await store.put(from(words))
    await writeFile(store.scratch(), 'half')
    await store.sweepTemp()
    expect(await filesIn(dir)).toEqual([sha256])
  })
})

test('a full disk is told as such, nothing is half-written, and a smaller file still fits', async ({
  skip,
}) => {
  const dir = await smallDisk()
  if (dir === undefined) return skip('needs the right to mount a small disk')
  const store = await makeFileStore(dir)
  await expect(store.put(from(Buffer.alloc(2_000_000)))).rejects.toThrow('diskFull')
  expect(await filesIn(dir)).toEqual([])
  await store.put(from(words))
  expect(await filesIn(dir)).toEqual([sha256])
})
