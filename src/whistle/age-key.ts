import type { Bytes } from './primitives.ts'

// An `age` identity is 32 bytes in bech32 (BIP 173). On paper each letter counts, so that the escrow cuts up the bytes
// and not their spelling.

const PREFIX = 'age-secret-key-'
const LETTERS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]
const CHECK_LETTERS = 6

/** The 32 bytes of `AGE-SECRET-KEY-1…`, as the library made it. */
export function bytesOfIdentity(identity: string): Bytes {
  const letters = [...identity.toLowerCase().slice(PREFIX.length + 1, -CHECK_LETTERS)]
  const bits = letters.map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => parseInt(byte, 2))
}

/** `AGE-SECRET-KEY-1…` of 32 bytes. */
export function identityOfBytes(bytes: Bytes): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const values = (bits.match(/.{1,5}/g) ?? []).map((five) => parseInt(five.padEnd(5, '0'), 2))
  const check = checkOf([...prefixValues(), ...values, 0, 0, 0, 0, 0, 0]) ^ 1
  const checkValues = Array.from({ length: CHECK_LETTERS }, (_, n) => (check >> (5 * (5 - n))) & 31)
  const spelt = [...values, ...checkValues].map((value) => LETTERS.charAt(value)).join('')
  return `${PREFIX}1${spelt}`.toUpperCase()
}

function prefixValues(): number[] {
  const codes = [...PREFIX].map((letter) => letter.charCodeAt(0))
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)]
}

function checkOf(values: number[]): number {
  return values.reduce((sum, value) => {
    const shifted = ((sum & 0x1ffffff) << 5) ^ value
    return GENERATOR.reduce((rest, term, n) => ((sum >> (25 + n)) & 1 ? rest ^ term : rest), shifted)
  }, 1)
}
