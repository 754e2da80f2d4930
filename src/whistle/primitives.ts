import { randomBytes, randomInt } from 'node:crypto'
import sodium from 'libsodium-wrappers'

await sodium.ready

// Everything secret in this room is made of these few calls into libsodium; nothing below them is ours. Random bytes come
// from Node's generator, which libsodium asks here too, but four bytes at a time.

export type Bytes = Uint8Array
export type KeyPair = { publicKey: Bytes; privateKey: Bytes }

export const random = (length: number): Bytes => new Uint8Array(randomBytes(length))
/** Without bias, 0 to n - 1. */
export const randomBelow = (n: number): number => randomInt(n)
export const wipe = (bytes: Bytes): void => sodium.memzero(bytes)
export const isSame = (a: Bytes, b: Bytes): boolean => a.length === b.length && sodium.memcmp(a, b)

/** BLAKE2b of what it is for and of each part with its length, so that no two lists of parts read alike. */
export function digest(purpose: string, parts: Bytes[], key: Bytes | null = null, length = 32): Bytes {
  return sodium.crypto_generichash(length, Buffer.concat([utf8(purpose), ...parts].flatMap(withLength)), key)
}

function withLength(part: Bytes): Bytes[] {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(part.length)
  return [length, part]
}

/** The n-th key under a key; `context` has eight letters. */
export function subkey(key: Bytes, n: number, context: string): Bytes {
  return sodium.crypto_kdf_derive_from_key(32, n, context, key)
}

/** The X25519 pair of 32 secret bytes; a new one without them. */
export function keyPair(seed = random(32)): KeyPair {
  const { publicKey, privateKey } = sodium.crypto_box_seed_keypair(seed)
  return { publicKey, privateKey }
}

/** Bytes that a sealed box adds. */
export const SEAL_BYTES = sodium.crypto_box_SEALBYTES

/** A sealed box: whoever has the private key reads it, and it does not tell whose that is. */
export const sealTo = (publicKey: Bytes, plain: Bytes): Bytes => sodium.crypto_box_seal(plain, publicKey)

export function openSealed({ publicKey, privateKey }: KeyPair, sealed: Bytes): Bytes | undefined {
  return unlessForged(() => sodium.crypto_box_seal_open(sealed, publicKey, privateKey))
}

/** XChaCha20-Poly1305 under a random nonce, which comes first; bound to `context`, which is not stored. */
export function encrypt(key: Bytes, plain: Bytes, context: Bytes): Bytes {
  const nonce = random(sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
  const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, context, null, nonce, key)
  return Buffer.concat([nonce, sealed])
}

/** Undefined for another key, another context, or anything changed. */
export function decrypt(key: Bytes, sealed: Bytes, context: Bytes): Bytes | undefined {
  const length = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
  if (sealed.length < length) return undefined
  const [nonce, rest] = [sealed.subarray(0, length), sealed.subarray(length)]
  return unlessForged(() =>
    sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, rest, context, nonce, key),
  )
}

/** Fills up to a whole number of blocks (ISO 7816-4), at least `floor` bytes, itself a number of blocks. */
export function pad(plain: Bytes, block: number, floor = block): Bytes {
  return sodium.pad(plain, plain.length < floor ? floor : block)
}

/** `block` as it was filled to; the floor's blocks are whole ones of it. */
export function unpad(padded: Bytes): Bytes | undefined {
  const end = padded.findLastIndex((byte) => byte !== 0)
  return padded[end] === 0x80 ? padded.slice(0, end) : undefined
}

/** A plain array, since the Shamir library takes no Buffer. */
export const utf8 = (text: string): Bytes => new TextEncoder().encode(text)
export const textOf = (bytes: Bytes): string => Buffer.from(bytes).toString('utf8')
export const base64 = (bytes: Bytes): string => Buffer.from(bytes).toString('base64url')
export const fromBase64 = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'base64url'))
export const hex = (bytes: Bytes): string => Buffer.from(bytes).toString('hex')

/** libsodium throws where a key does not fit; that is an answer here, and its message is not wanted. */
function unlessForged(open: () => Bytes): Bytes | undefined {
  try {
    return open()
  } catch {
    return undefined
  }
}
