import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, type ReadStream } from 'node:fs'
import { chmod, mkdir, open, readdir, rename, rm, stat, statfs, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { notFound, UserError } from '../errors.ts'

/** Bytes kept under the SHA-256 of their content. `size` in bytes. */
export type StoredFile = { sha256: string; size: number }

export type FileStore = {
  /**
   * Keeps a stream's bytes, or a scratch file, which is moved and so gone from its place. When it
   * resolves, the bytes survive a power cut. Throws `diskFull`, and whatever the stream throws, with
   * nothing kept.
   */
  put: (source: Readable | string) => Promise<StoredFile>
  /** The bytes as a stream, which fails with ENOENT where there are none. Throws `notFound` on a malformed name. */
  open: (sha256: string) => ReadStream
  has: (sha256: string) => Promise<boolean>
  remove: (sha256: string) => Promise<void>
  /**
   * Throws `diskFull` once the disk is nearly so. What is left belongs to the database: photos must not
   * take the room in which requests are written down.
   */
  keepRoom: () => Promise<void>
  /** A path for a half-finished file, on the same disk; `sweepTemp` clears what is left there. */
  scratch: () => string
  /**
   * Removes files no row names and that are older than `olderThanMs` milliseconds, so that a file whose
   * row is about to be written stays. Resolves to how many went.
   */
  sweep: (
    isReferenced: (sha256: string) => Promise<boolean> | boolean,
    olderThanMs: number,
  ) => Promise<number>
  /** The same for these files only, when what named them has just been forgotten. */
  discard: (
    sha256s: string[],
    isReferenced: (sha256: string) => Promise<boolean> | boolean,
    olderThanMs: number,
  ) => Promise<void>
  /** Removes what a crash left half-written. To be called at start, before anything is put. */
  sweepTemp: () => Promise<void>
}

/** Bytes, and share of the disk, that uploads leave free; the smaller of the two holds. */
const MOST_ROOM = 256 * 1024 * 1024
const LEAST_SHARE = 0.05

const DAY_MS = 86_400_000

type FileStoreOptions = {
  /** Files carry the day of their coming, not the time. They look up to a day older than they are: sweep accordingly. */
  daysOnly?: boolean
}

/** The store of one folder, made if need be; only this user may read it. One process at a time. */
export async function makeFileStore(dir: string, { daysOnly }: FileStoreOptions = {}): Promise<FileStore> {
  const scratchDir = join(dir, 'incoming')
  await mkdir(scratchDir, { recursive: true, mode: 0o700 })
  await chmod(dir, 0o700)

  // A put of bytes that are just being swept must come wholly before or wholly after the sweep looks at them.
  let last: Promise<unknown> = Promise.resolve()
  const oneAtATime = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const next = last.then(work, work)
    last = next.catch(() => {})
    return next
  }

  const shelfOf = (sha256: string) => join(dir, sha256.slice(0, 2))
  const pathOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw notFound()
    return join(shelfOf(sha256), sha256)
  }
  const scratch = () => join(scratchDir, randomUUID())

  async function shelve(from: string, sha256: string): Promise<void> {
    const isNew = await mkdir(shelfOf(sha256), { recursive: true, mode: 0o700 })
    const day = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS)
    if (daysOnly) await utimes(from, day, day)
    // Moving over an equal file gives it a new age, which keeps the sweep away until its row is written.
    await rename(from, pathOf(sha256))
    await syncDirectory(shelfOf(sha256))
    if (isNew !== undefined) await syncDirectory(dir)
  }

  async function put(source: Readable | string): Promise<StoredFile> {
    const from = typeof source === 'string' ? source : scratch()
    try {
      const stored = typeof source === 'string' ? await measure(from) : await write(source, from)
      await oneAtATime(() => shelve(from, stored.sha256))
      return stored
    } catch (error) {
      await rm(from, { force: true })
      throw asUserError(error)
    }
  }

  async function sweepOne(
    sha256: string,
    isReferenced: (sha256: string) => Promise<boolean> | boolean,
    before: number,
  ) {
    const { mtimeMs } = await stat(pathOf(sha256))
    if (mtimeMs >= before || (await isReferenced(sha256))) return 0
    await rm(pathOf(sha256), { force: true })
    return 1
  }

  return {
    put,
    open: (sha256) => createReadStream(pathOf(sha256)),
    has: async (sha256) => stat(pathOf(sha256)).then(() => true, isAbsent),
    remove: (sha256) => oneAtATime(() => rm(pathOf(sha256), { force: true })),
    keepRoom: async () => {
      const { bavail, blocks, bsize } = await statfs(dir)
      if (bavail * bsize < Math.min(MOST_ROOM, blocks * bsize * LEAST_SHARE)) throw new UserError('diskFull')
    },
    scratch,
    sweep: async (isReferenced, olderThanMs) => {
      const before = Date.now() - olderThanMs
      let gone = 0
      for (const shelf of (await readdir(dir)).filter((name) => /^[0-9a-f]{2}$/.test(name))) {
        for (const sha256 of await readdir(join(dir, shelf))) {
          gone += await oneAtATime(() => sweepOne(sha256, isReferenced, before))
        }
      }
      return gone
    },
    discard: async (sha256s, isReferenced, olderThanMs) => {
      const before = Date.now() - olderThanMs
      for (const sha256 of sha256s) {
        const isThere = await stat(pathOf(sha256)).then(() => true, isAbsent)
        if (isThere) await oneAtATime(() => sweepOne(sha256, isReferenced, before))
      }
    },
    sweepTemp: async () => {
      for (const name of await readdir(scratchDir)) await rm(join(scratchDir, name), { force: true })
    },
  }
}

/** A full disk is told to the person as such; any other failing of the disk is a fault of ours. */
export function asUserError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ENOSPC' || code === 'EDQUOT' ? new UserError('diskFull') : error
}

async function write(source: Readable, path: string): Promise<StoredFile> {
  const file = await open(path, 'wx', 0o600)
  try {
    const hash = createHash('sha256')
    let size = 0
    for await (const chunk of source as AsyncIterable<Buffer>) {
      hash.update(chunk)
      size += chunk.length
      await file.writeFile(chunk)
    }
    await file.sync()
    return { sha256: hash.digest('hex'), size }
  } finally {
    await file.close()
  }
}

async function measure(path: string): Promise<StoredFile> {
  const file = await open(path, 'r+')
  try {
    await file.chmod(0o600)
    const hash = createHash('sha256')
    let size = 0
    for await (const chunk of file.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>) {
      hash.update(chunk)
      size += chunk.length
    }
    await file.sync()
    return { sha256: hash.digest('hex'), size }
  } finally {
    await file.close()
  }
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}

function isAbsent(error: NodeJS.ErrnoException): false {
  if (error.code === 'ENOENT') return false
  throw error
}
