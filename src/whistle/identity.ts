import { combine, split } from 'shamir-secret-sharing'
import type { SealedIdentity } from './entries.ts'
import {
  base64,
  decrypt,
  encrypt,
  fromBase64,
  keyPair,
  openSealed,
  pad,
  random,
  SEAL_BYTES,
  sealTo,
  textOf,
  unpad,
  utf8,
  type Bytes,
  type KeyPair,
} from './primitives.ts'
import { GRANT_SLOTS, shuffled } from './seal.ts'

// A reader's key opens a report but not who wrote it: the identity has a key of its own, cut so that any two
// readers' parts put it together and one part tells nothing.

const NEEDED = 2
const PART_BYTES = 33
const SEALED_PART = PART_BYTES + SEAL_BYTES
const IDENTITY_BLOCK = 4096

export async function sealIdentity(
  identity: string,
  readers: Bytes[],
  reportId: string,
): Promise<SealedIdentity> {
  const key = random(32)
  const parts = await split(key, readers.length, NEEDED)
  const sealedParts = parts.map((part, n) => sealTo(readers[n] as Bytes, part))
  while (sealedParts.length < GRANT_SLOTS) sealedParts.push(sealTo(keyPair().publicKey, random(PART_BYTES)))
  return {
    sealed: base64(encrypt(key, pad(utf8(identity), IDENTITY_BLOCK), utf8(reportId))),
    parts: base64(Buffer.concat(shuffled(sealedParts))),
  }
}

/** A reader's own part. Undefined for who joined the readers after the identity was given. */
export function partOf({ parts }: SealedIdentity, pair: KeyPair): Bytes | undefined {
  const all = fromBase64(parts)
  for (let at = 0; at < all.length; at += SEALED_PART) {
    const part = openSealed(pair, all.subarray(at, at + SEALED_PART))
    if (part) return part
  }
  return undefined
}

/** The part of who consents, for who asked: nobody else can use it. */
export const handOver = (part: Bytes, to: Bytes): string => base64(sealTo(to, part))
export const takeOver = (handed: string, pair: KeyPair): Bytes | undefined =>
  openSealed(pair, fromBase64(handed))

/** Undefined unless the two parts are of this identity and of two readers. */
export async function openIdentity(
  { sealed }: SealedIdentity,
  parts: [Bytes, Bytes],
  reportId: string,
): Promise<string | undefined> {
  const key = await combine(parts).catch(() => undefined)
  const padded = key && decrypt(key, fromBase64(sealed), utf8(reportId))
  const plain = padded && unpad(padded)
  return plain && textOf(plain)
}
