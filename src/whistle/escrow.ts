import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { combine, split } from 'shamir-secret-sharing'
import { bytesOfIdentity, identityOfBytes } from './age-key.ts'
import { base64, digest, isSame, type Bytes } from './primitives.ts'
import { printedShare, readShare, SHARE_BYTES } from './printed-share.ts'

/** How many printed shares there are, and how many of them open the escrow. */
export const SHARES = 3
export const SHARES_NEEDED = 2

const KEY_BYTES = 32
/** What is left of a share beside the key and the share's number. */
const MARK_BYTES = SHARE_BYTES - KEY_BYTES - 1

/** Made on a machine without a network and printed; nothing of it but `recipient` is ever kept in a file. */
export async function newEscrow(): Promise<{ recipient: string; shares: string[] }> {
  const identity = await generateX25519Identity()
  const key = bytesOfIdentity(identity)
  const shares = await split(Uint8Array.from([...key, ...markOf(key)]), SHARES, SHARES_NEEDED)
  return { recipient: await identityToRecipient(identity), shares: shares.map(printedShare) }
}

/** The identity again, from any two printed shares. Undefined where one is mistyped or they are of different sets. */
export async function escrowIdentity(printed: string[]): Promise<string | undefined> {
  const shares = printed.map(readShare).filter((share) => share !== undefined)
  const isUsable = shares.length === printed.length && shares.length >= SHARES_NEEDED
  // The same share twice is one share.
  if (!isUsable || new Set(shares.map(base64)).size !== shares.length) return undefined
  const whole = await combine(shares)
  const [key, mark] = [whole.slice(0, KEY_BYTES), whole.slice(KEY_BYTES)]
  return isSame(mark, markOf(key)) ? identityOfBytes(key) : undefined
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

/** Shares of different sets come to some key or other; this tells it from the right one. */
const markOf = (key: Bytes): Bytes => digest('escrow', [key], null, 16).slice(0, MARK_BYTES)
