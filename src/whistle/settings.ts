import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CleaningTool } from './clean.ts'
import type { WhistleParts } from './parts.ts'
import { digest } from './primitives.ts'
import type { RosterPin } from './roster-signature.ts'

/** The operator's file that says whose signature on the roster counts; best owned by another account than the program's. */
export const PIN_FILE = 'roster-pin.json'
const TOOL = '/usr/bin/mat2'
const MEMORY_FOLDER = '/dev/shm'

/** What the channel takes from the machine. Throws, naming the file, where the pin cannot be read: a guess would open a door. */
export function whistleSettings(
  dataDir: string,
  secret: Uint8Array,
): Pick<WhistleParts, 'dataDir' | 'pepper' | 'pin' | 'tool'> {
  const folder = join(dataDir, 'whistle')
  const pin = readPin(join(folder, PIN_FILE))
  const tool = findTool()
  return {
    dataDir: folder,
    pepper: digest('whistle pepper', [], new Uint8Array(secret)),
    ...(pin && { pin }),
    ...(tool && { tool }),
  }
}

function readPin(file: string): RosterPin | undefined {
  if (!existsSync(file)) return undefined
  const { key, atLeast } = parse(file)
  if (typeof key !== 'string' || !/^[\w-]{43}$/.test(key) || !Number.isInteger(atLeast)) throw broken(file)
  return { key, atLeast: atLeast as number }
}

function parse(file: string): { key?: unknown; atLeast?: unknown } {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { key?: unknown; atLeast?: unknown }
  } catch {
    throw broken(file)
  }
}

function broken(file: string): Error {
  return new Error(
    `อ่านไฟล์กุญแจบัญชีผู้รับเรื่องไม่ได้ ต้องมี "key" และ "atLeast": ${file} / ` +
      `The roster pin cannot be read; it needs "key" and "atLeast": ${file}`,
  )
}

/** Only where there is a folder in memory to hand it files in. */
function findTool(): CleaningTool | undefined {
  return existsSync(TOOL) && existsSync(MEMORY_FOLDER)
    ? { path: TOOL, memoryFolder: MEMORY_FOLDER }
    : undefined
}
