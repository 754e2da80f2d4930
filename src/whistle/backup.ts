import { constants } from 'node:fs'
import { copyFile, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { addDays, type IsoDay } from '../calendar/dates.ts'
import { copySqlite } from '../storage/sqlite.ts'

/** A copy of the shred keys that is kept longer would outlive the destruction of what they open. */
export const KEY_COPY_DAYS = 30

/** What the operator wrote beside the databases. */
const PLAIN_FILES = ['roster-pin.json', 'digest.json']
const KEY_COPY = /^shred-(\d{4}-\d{2}-\d{2})\.db$/

/**
 * Copies the channel, also while it runs, into a new folder `whistle-<day>` below `to`: the database as it stood at one
 * moment, every sealed file it speaks of, and the operator's files. **Not** the shred keys: without them the copy opens
 * for nobody. Resolves to the folder.
 */
export async function backUp(channel: string, to: string, day: IsoDay): Promise<string> {
  const folder = await newFolder(join(to, `whistle-${day}`))
  // First the database: a file is always there before a row speaks of it.
  copySqlite(join(channel, 'whistle.db'), join(folder, 'whistle.db'))
  await copySealedFiles(join(channel, 'files'), join(folder, 'files'))
  for (const name of PLAIN_FILES) await copyOne(join(channel, name), join(folder, name))
  await syncFolder(folder)
  return folder
}

/**
 * Copies the shred keys to `shred-<day>.db` in a folder of their own, and deletes the copies there that are older than
 * thirty days. To be run after `backUp`, so that no report is copied whose key is not. Resolves to how many went.
 */
export async function backUpKeys(
  channel: string,
  to: string,
  day: IsoDay,
): Promise<{ copy: string; removed: number }> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  const copy = join(to, `shred-${day}.db`)
  await rm(`${copy}.part`, { force: true })
  copySqlite(join(channel, 'shred.db'), `${copy}.part`)
  await rename(`${copy}.part`, copy)
  const last = addDays(day, -KEY_COPY_DAYS)
  const old = (await readdir(to)).filter((name) => (KEY_COPY.exec(name)?.[1] ?? last) < last)
  for (const name of old) await rm(join(to, name))
  await syncFolder(to)
  return { copy, removed: old.length }
}

/** A second copy of one day stands beside the first. */
async function newFolder(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  for (let n = 1; ; n++) {
    const folder = n === 1 ? path : `${path}-${n}`
    const isNew = await mkdir(folder, { mode: 0o700 }).then(
      () => true,
      (error: unknown) => {
        if (codeOf(error) !== 'EEXIST') throw error
        return false
      },
    )
    if (isNew) return folder
  }
}

async function copySealedFiles(from: string, to: string): Promise<void> {
  await mkdir(to, { mode: 0o700 })
  for (const shelf of (await readdir(from)).filter((name) => /^[0-9a-f]{2}$/.test(name))) {
    await mkdir(join(to, shelf), { mode: 0o700 })
    for (const name of await readdir(join(from, shelf)))
      await copyOne(join(from, shelf, name), join(to, shelf, name))
    await syncFolder(join(to, shelf))
  }
}

/** What is gone by now was destroyed meanwhile, and is not to be in a copy. */
async function copyOne(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  await syncFile(to)
}

async function syncFile(path: string, flags = 'r+'): Promise<void> {
  const file = await open(path, flags)
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Windows opens no folders, and needs none to be written down. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform !== 'win32') await syncFile(path, 'r')
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined
