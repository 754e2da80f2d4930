import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Bytes made once and read back at every later start. The name must change with what they are made from. */
export async function keep(
  folder: string,
  name: string,
  make: () => Buffer | Promise<Buffer>,
): Promise<Buffer> {
  const file = join(folder, name)
  try {
    return readFileSync(file)
  } catch {
    const bytes = await make()
    mkdirSync(folder, { recursive: true })
    // Renamed into place, so that a second process never reads half a file.
    const half = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`
    writeFileSync(half, bytes)
    renameSync(half, file)
    return bytes
  }
}
