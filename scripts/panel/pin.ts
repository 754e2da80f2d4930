import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RosterPin } from '../../src/whistle/roster-signature.ts'
import { PIN_FILE } from '../../src/whistle/settings.ts'
import { Wrong } from '../operator.ts'

/**
 * Puts the pin from the ceremony in its place. An older version, or another key without `--new-key`, is refused: either
 * would let a roster back in that is over.
 */
export function setPin(folder: string, from: string, mayChangeKey: boolean): number {
  const pin = readPin(from)
  const file = join(folder, PIN_FILE)
  const before = existsSync(file) ? readPin(file) : undefined
  if (before && before.key !== pin.key && !mayChangeKey)
    throw new Wrong(
      'กุญแจลงนามเป็นคนละดอกกับที่ใช้อยู่ หากตั้งใจเปลี่ยน เติม --new-key / Another signing key than the one in use; add --new-key if that is meant',
    )
  if (before && before.key === pin.key && pin.atLeast < before.atLeast)
    throw new Wrong(
      `ลดรุ่นต่ำสุดจาก ${before.atLeast} เป็น ${pin.atLeast} ไม่ได้ / The oldest version that counts cannot be lowered`,
    )
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(`${file}.part`, `${JSON.stringify(pin)}\n`, { mode: 0o644 })
  renameSync(`${file}.part`, file)
  console.log(`${file}\nต่อไป: install แล้วเริ่มโปรแกรมใหม่ / next: install, then restart the program`)
  return 0
}

function readPin(file: string): RosterPin {
  try {
    const { key, atLeast } = JSON.parse(readFileSync(file, 'utf8')) as Partial<RosterPin>
    if (
      typeof key === 'string' &&
      /^[\w-]{43}$/.test(key) &&
      Number.isInteger(atLeast) &&
      Number(atLeast) > 0
    )
      return { key, atLeast: Number(atLeast) }
  } catch {
    // Said below, in the same words.
  }
  throw new Wrong(`ไม่ใช่แฟ้ม roster-pin.json จากพิธี / This is not a roster-pin.json of the ceremony: ${file}`)
}
