import {
  decrypt,
  digest,
  encrypt,
  keyPair,
  openSealed,
  pad,
  randomBelow,
  SEAL_BYTES,
  sealTo,
  subkey,
  textOf,
  unpad,
  utf8,
  type Bytes,
  type KeyPair,
} from './primitives.ts'

/** As many grants for each report, whoever reads it: the unused ones are sealed for nobody. */
export const GRANT_SLOTS = 8
const KEY_BYTES = 32
export const GRANT_BYTES = KEY_BYTES + SEAL_BYTES

/** Bytes a message is filled up to, and those of a first report: all but the longest have the same size. */
export const BLOCK = 4096
export const REPORT_FLOOR = 4 * BLOCK

export type Role = 'reporter' | 'panel'
export type Place = { reportId: string; epoch: number; seq: number; role: Role }

/** A key whose other half is thrown away here; what is sealed to it looks like any other grant, and opens for nobody. */
const NOBODY = keyPair().publicKey

/**
 * The report's key for each reader, in random order and without a name. Whoever has no key here, excluded or not,
 * leaves no trace: eight grants of the same size stand in every report.
 */
export function sealGrants(reportKey: Bytes, readers: Bytes[]): Bytes {
  if (readers.length > GRANT_SLOTS) throw new RangeError('a report has more readers than grants')
  const keys = [...readers]
  while (keys.length < GRANT_SLOTS) keys.push(NOBODY)
  return Buffer.concat(shuffled(keys).map((key) => sealTo(key, reportKey)))
}

/** Tries the slots in turn, or only the one found before. Undefined for who has no grant. */
export function openGrants(grants: Bytes, pair: KeyPair): { reportKey: Bytes; slot: number } | undefined {
  for (let slot = 0; slot < GRANT_SLOTS; slot++) {
    const reportKey = openSlot(grants, pair, slot)
    if (reportKey) return { reportKey, slot }
  }
  return undefined
}

export function openSlot(grants: Bytes, pair: KeyPair, slot: number): Bytes | undefined {
  return openSealed(pair, grants.subarray(slot * GRANT_BYTES, (slot + 1) * GRANT_BYTES))
}

/**
 * What a reader's key and the shred key make together. Without the shred key, which lies in another file and in
 * no ordinary backup, a report's key opens nothing.
 */
export function contentKey(reportKey: Bytes, shredKey: Bytes, epoch: number): Bytes {
  return digest('content', [number(epoch), reportKey], shredKey)
}

/** One entry of a report, bound to its report, epoch, place and author. */
export function sealEntry(key: Bytes, place: Place, json: string, floor = BLOCK): Bytes {
  return encrypt(subkey(key, place.seq, 'entry   '), pad(utf8(json), BLOCK, floor), contextOf(place))
}

/** Undefined for another key or place, and for anything changed or cut off. */
export function openEntry(key: Bytes, place: Place, sealed: Bytes): string | undefined {
  const padded = decrypt(subkey(key, place.seq, 'entry   '), sealed, contextOf(place))
  const plain = padded && unpad(padded)
  return plain && textOf(plain)
}

/** The key of the epoch before, for those who have this one: readers go back, and leavers cannot go on. */
export function sealEarlierKey(key: Bytes, reportId: string, epoch: number, earlier: Bytes): Bytes {
  return encrypt(subkey(key, 0, 'earlier '), earlier, digest('earlier', [utf8(reportId), number(epoch)]))
}

export function openEarlierKey(
  key: Bytes,
  reportId: string,
  epoch: number,
  sealed: Bytes,
): Bytes | undefined {
  return decrypt(subkey(key, 0, 'earlier '), sealed, digest('earlier', [utf8(reportId), number(epoch)]))
}

/** The mark over all entries so far: one taken away, put back or swapped makes another mark. */
export function nextTip(key: Bytes, tip: Bytes, place: Place, sealed: Bytes): Bytes {
  return digest('tip', [tip, contextOf(place), sealed], subkey(key, 0, 'tip     '))
}

export const firstTip = (reportId: string): Bytes => digest('first tip', [utf8(reportId)])

function contextOf({ reportId, epoch, seq, role }: Place): Bytes {
  return digest('place', [utf8(reportId), number(epoch), number(seq), utf8(role)])
}

function number(n: number): Bytes {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(n)
  return bytes
}

export function shuffled<T>(list: T[]): T[] {
  const mixed = [...list]
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = randomBelow(at + 1)
    ;[mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T]
  }
  return mixed
}
