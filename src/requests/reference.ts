import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual, type KeyObject } from 'node:crypto'
import { westernDigits } from '../i18n/thai.ts'
import type { Reference } from './request.ts'

// No vowels, so no words; none of the letters and digits that are mistaken for each other (0 O, 1 I L, 2 Z,
// 5 S, 8 B, U V, Q). Digits between the letters keep them from forming abbreviations.
const LETTERS = 'CDFGHJKMNPRTWX'
const DIGITS = '34679'
const CODE = LETTERS + DIGITS

const pick = (alphabet: string) => alphabet.charAt(randomInt(alphabet.length))

/** A number to read out over the telephone: `69-7KX-M4P`, the fiscal year first. Not a secret, not a sequence. */
export function newReference(fiscalYear: number): Reference {
  const [a, b, c, d, e, f] = [DIGITS, LETTERS, LETTERS, LETTERS, DIGITS, LETTERS].map(pick)
  return `${String(fiscalYear % 100).padStart(2, '0')}-${a}${b}${c}-${d}${e}${f}` as Reference
}

/** What somebody typed as a reference, in its stored form; undefined when it cannot be one. */
export function parseReference(typed: string): Reference | undefined {
  const plain = westernDigits(typed)
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
  if (!/^\d{2}[0-9A-Z]{6}$/.test(plain)) return undefined
  return `${plain.slice(0, 2)}-${plain.slice(2, 5)}-${plain.slice(5)}` as Reference
}

const CODE_LENGTH = 16

/**
 * The secret that opens a request: 16 characters of 19, 67 bits. Derived from the server's key: a copy
 * of the database opens nothing but what letters still waiting to be sent are about, which carry the link.
 */
export function trackingCode(key: Buffer | KeyObject, requestId: string): string {
  const digest = createHmac('sha512', key).update(`tracking code of ${requestId}`).digest()
  // Bytes past the last whole multiple of the alphabet are skipped, so that all characters are equally likely.
  const fair = 256 - (256 % CODE.length)
  const characters = [...digest].filter((byte) => byte < fair).slice(0, CODE_LENGTH)
  return characters.map((byte) => CODE.charAt(byte % CODE.length)).join('')
}

/** `ABCD-EFGH-JKMN-PQRS`, as it is printed. */
export function showCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

export function parseCode(typed: string): string {
  return westernDigits(typed)
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
}

/** Whether a typed code opens the request, in a time that tells nothing. */
export function opens(key: Buffer | KeyObject, requestId: string, typed: string): boolean {
  const right = createHash('sha256').update(trackingCode(key, requestId)).digest()
  return timingSafeEqual(right, createHash('sha256').update(parseCode(typed)).digest())
}

/** A cookie's or link's secret: 256 bits. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored of a token, so that a copy of the database opens no draft. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
