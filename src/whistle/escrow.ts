import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { combine, split } from 'shamir-secret-sharing'
import { base64, digest, fromBase64, hex, textOf, utf8, type Bytes } from './primitives.ts'

/** How many printed shares there are, and how many of them open the escrow. */
export const SHARES = 3
export const SHARES_NEEDED = 2

/** Made on a machine without a network and printed; nothing of it but `recipient` is ever kept in a file. */
export async function newEscrow(): Promise<{ recipient: string; shares: string[] }> {
  const identity = await generateX25519Identity()
  const shares = await split(utf8(identity), SHARES, SHARES_NEEDED)
  return { recipient: await identityToRecipient(identity), shares: shares.map(printedShare) }
}

/** The identity again, from any two printed shares. Undefined where one is mistyped or they are of different sets. */
export async function escrowIdentity(printed: string[]): Promise<string | undefined> {
  const shares = printed.map(readShare)
  if (shares.length < SHARES_NEEDED || shares.some((share) => !share)) return undefined
  const identity = textOf(await combine(shares as Bytes[]))
  return /^AGE-SECRET-KEY-1[0-9A-Z]{58}$/.test(identity) ? identity : undefined
}

/** A report's key for the escrow. Always as long, whoever it is for. */
export async function sealForEscrow(reportKey: Bytes, recipient: string): Promise<Bytes> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  return encrypter.encrypt(reportKey)
}

/** Undefined where the identity is another's: a report may lie in another escrow, or in none. */
export async function openFromEscrow(sealed: Bytes, identity: string): Promise<Bytes | undefined> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  return decrypter.decrypt(sealed).catch(() => undefined)
}

/** An address whose key is thrown away here, for a report that no escrow may hold. */
export const NOBODYS_ADDRESS = await identityToRecipient(await generateX25519Identity())

/** Eight letters of check at the end find a slip of the pen. */
function printedShare(share: Bytes): string {
  return `${base64(share)}.${hex(digest('share', [share], null, 16)).slice(0, 8)}`
}

function readShare(printed: string): Bytes | undefined {
  const [text = '', check] = printed.replace(/\s/g, '').split('.')
  const share = fromBase64(text)
  return hex(digest('share', [share], null, 16)).slice(0, 8) === check ? share : undefined
}
