import sodium from 'libsodium-wrappers'
import { digest, fromBase64, hex, textOf, utf8, base64, type Bytes } from './primitives.ts'
import type { Roster } from './roster.ts'

/** What the lead of the ceremony carries back from the offline machine. `statement` is the roster's JSON as signed. */
export type SignedRoster = { statement: string; signature: string }

/**
 * Kept outside the database (a file only the operator writes): whose signature counts, and which version is the
 * oldest that does, so that no earlier roster with a leaver's key on it can be put back.
 */
export type RosterPin = { key: string; atLeast: number }
export type RosterFault = 'missing' | 'badSignature' | 'tooOld' | 'malformed'

const PURPOSE = 'sala whistle roster 1\n'

/** The offline signing key, as its 32-byte seed, and the key to pin. */
export function newRosterKey(): { seed: string; key: string } {
  const seed = base64(sodium.randombytes_buf(sodium.crypto_sign_SEEDBYTES))
  return { seed, key: keyOfSeed(seed) }
}

/** The key to pin, of a signing key. */
export function keyOfSeed(seed: string): string {
  return base64(sodium.crypto_sign_seed_keypair(fromBase64(seed)).publicKey)
}

export function signRoster(roster: Roster, seed: string): SignedRoster {
  const statement = JSON.stringify(roster)
  const { privateKey } = sodium.crypto_sign_seed_keypair(fromBase64(seed))
  return {
    statement,
    signature: base64(sodium.crypto_sign_detached(utf8(PURPOSE + statement), privateKey)),
  }
}

/** The roster, if the pinned key signed these very words and they are not older than the pin allows. */
export function verifyRoster(
  signed: SignedRoster | undefined,
  pin: RosterPin,
): { roster: Roster } | { fault: RosterFault } {
  if (!signed) return { fault: 'missing' }
  if (!isSigned(signed, fromBase64(pin.key))) return { fault: 'badSignature' }
  const roster = JSON.parse(signed.statement) as Roster
  if (!Array.isArray(roster.members) || !Array.isArray(roster.positions)) return { fault: 'malformed' }
  return roster.version < pin.atLeast ? { fault: 'tooOld' } : { roster }
}

function isSigned({ statement, signature }: SignedRoster, key: Bytes): boolean {
  const bytes = fromBase64(signature)
  if (bytes.length !== sodium.crypto_sign_BYTES || key.length !== sodium.crypto_sign_PUBLICKEYBYTES)
    return false
  return sodium.crypto_sign_verify_detached(bytes, utf8(PURPOSE + statement), key)
}

/** What two people read to each other to see that a key is the right one: 32 hex digits, in fours. */
export function fingerprint(publicKey: string): string {
  return (hex(digest('fingerprint', [fromBase64(publicKey)], null, 16)).match(/.{4}/g) ?? []).join(' ')
}

/** A fault in reading a roster file, told without quoting it. */
export function readSigned(file: Bytes): SignedRoster | undefined {
  try {
    const read = JSON.parse(textOf(file)) as Partial<SignedRoster>
    const { statement, signature } = read
    return typeof statement === 'string' && typeof signature === 'string'
      ? { statement, signature }
      : undefined
  } catch {
    return undefined
  }
}
