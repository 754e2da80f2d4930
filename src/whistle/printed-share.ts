import { Secret } from 'otpauth'
import { digest, type Bytes } from './primitives.ts'

// A share is three lines of six groups of four letters, in the letters of the recovery code. Each line bears its own
// check, so that a slip of the pen is found in its line and not in three.

export const LINES = 3
const LINE_BYTES = 13
const CHECK_BYTES = 2
const LINE_LETTERS = ((LINE_BYTES + CHECK_BYTES) * 8) / 5
export const SHARE_BYTES = LINES * LINE_BYTES

/** `line` counts from 1, of those in which something is written. */
export type ReadShares =
  { shares: string[] } | { line: number; fault: 'length' | 'check' | 'order' | 'missing' }

/** Of 39 bytes: three lines, to be copied by hand. */
export function printedShare(share: Bytes): string {
  const lines = Array.from({ length: LINES }, (_, n) => {
    const part = share.slice(n * LINE_BYTES, (n + 1) * LINE_BYTES)
    const { base32 } = new Secret({ buffer: Uint8Array.from([...part, ...checkOf(n, part)]).buffer })
    return (base32.match(/.{4}/g) ?? []).join(' ')
  })
  return lines.join('\n')
}

/** The bytes of one share. Undefined where a line is mistyped or not in its place. */
export function readShare(printed: string): Bytes | undefined {
  const lines = linesIn(printed).map(partIn)
  if (lines.length !== LINES || lines.some((part, n) => part?.place !== n)) return undefined
  return Uint8Array.from(lines.flatMap((part) => [...(part?.bytes ?? [])]))
}

/** What the holders typed, one share after the other; small letters, spaces and dashes do not matter. */
export function sharesIn(typed: string): ReadShares {
  const lines = linesIn(typed)
  for (const [n, line] of lines.entries()) {
    if (lettersOf(line).length !== LINE_LETTERS) return { line: n + 1, fault: 'length' }
    const part = partIn(line)
    if (!part) return { line: n + 1, fault: 'check' }
    if (part.place !== n % LINES) return { line: n + 1, fault: 'order' }
  }
  if (lines.length % LINES !== 0) return { line: lines.length + 1, fault: 'missing' }
  return {
    shares: Array.from({ length: lines.length / LINES }, (_, n) =>
      lines.slice(n * LINES, (n + 1) * LINES).join('\n'),
    ),
  }
}

/** A line's bytes, and which of the three it is. */
function partIn(line: string): { bytes: Bytes; place: number } | undefined {
  const letters = lettersOf(line)
  if (letters.length !== LINE_LETTERS) return undefined
  const bytes = Secret.fromBase32(letters).bytes
  const [part, check] = [bytes.slice(0, LINE_BYTES), bytes.slice(LINE_BYTES)]
  const place = [0, 1, 2].find((n) => Buffer.compare(checkOf(n, part), check) === 0)
  return place === undefined ? undefined : { bytes: part, place }
}

const linesIn = (text: string) => text.split('\n').filter((line) => lettersOf(line) !== '')
const lettersOf = (line: string) =>
  line
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z2-7]/g, '')
const checkOf = (n: number, part: Bytes): Bytes =>
  digest('printed share', [Uint8Array.of(n), part], null, 16).slice(0, CHECK_BYTES)
