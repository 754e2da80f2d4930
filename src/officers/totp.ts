import { randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'

const PERIOD = 30
/** A phone's clock may be so many steps off. */
const WINDOW = 1

// What every app that reads the QR code understands (RFC 6238).
const totpOf = (secret: string, issuer: string, label: string) =>
  new TOTP({ issuer, label, algorithm: 'SHA1', digits: 6, period: PERIOD, secret: Secret.fromBase32(secret) })

/** 160 bits in base32, as it is typed by hand where no camera is at hand. */
export function newSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** The address in the QR code. */
export function setupAddress(secret: string, issuer: string, email: string): string {
  return totpOf(secret, issuer, email).toString()
}

/** The time step a code is right for; undefined for a wrong one. Spaces are how apps show codes. */
export function stepOf(secret: string, typed: string, at: Date): number | undefined {
  const token = typed.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const delta = totpOf(secret, '', '').validate({ token, timestamp: at.getTime(), window: WINDOW })
  return delta === null ? undefined : Math.floor(at.getTime() / (PERIOD * 1000)) + delta
}

// No vowels, and none of the signs that are mistaken for each other.
const SIGNS = 'cdfghjkmnprtwx34679'
const CODES = 10

/** `cdfg-hjkm-nprt`, fifty bits each: one for each time the phone is not there. */
export function newRecoveryCodes(): string[] {
  const four = () => Array.from({ length: 4 }, () => SIGNS.charAt(randomInt(SIGNS.length))).join('')
  return Array.from({ length: CODES }, () => [four(), four(), four()].join('-'))
}

/** A typed recovery code as it was made, but for its dashes; undefined when it cannot be one. */
export function parseRecoveryCode(typed: string): string | undefined {
  const plain = typed.toLowerCase().replace(/[^a-z0-9]/g, '')
  return plain.length === 12 ? plain : undefined
}
