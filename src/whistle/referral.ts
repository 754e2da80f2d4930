import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { digest, hex, utf8, type Bytes } from './primitives.ts'
import { padme } from './file-seal.ts'

/**
 * A report that leaves the house: one line of JSON that says what is inside, then the files one after the other, then
 * zeros to a length that tells little. `scripts/open-referral.mjs` opens it and writes a page for a person to read; `age`
 * opens it too, and the script then takes it apart.
 */
export type ReferralFile = { name: string; type: string; bytes: Bytes }
export type Referral = { format: 'sala-referral-1'; about: unknown; files: ReferralFile[] }

/** Megabytes are held in memory several times over while it is sealed. */
export const MOST_REFERRAL_BYTES = 100 * 1024 * 1024

export function packReferral({ format, about, files }: Referral): Bytes {
  const list = files.map(({ name, type, bytes }) => ({
    name,
    type,
    size: bytes.length,
    blake2b: hex(digest('referral file', [bytes])),
  }))
  const packed = Buffer.concat([
    utf8(`${JSON.stringify({ format, about, files: list })}\n`),
    ...files.map(({ bytes }) => bytes),
  ])
  return Buffer.concat([packed, new Uint8Array(padme(packed.length) - packed.length)])
}

/** Sealed for a body's `age` address, or for a key made for this once, which then travels by another way. */
export async function sealReferral(
  packed: Bytes,
  recipient?: string,
): Promise<{ sealed: Bytes; identity?: string; fingerprint: string }> {
  const identity = recipient === undefined ? await generateX25519Identity() : undefined
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient ?? (await identityToRecipient(identity)))
  const sealed = await encrypter.encrypt(packed)
  const fingerprint = hex(digest('referral', [sealed], null, 16))
  return { sealed, fingerprint, ...(identity && { identity }) }
}
