import argon2 from 'argon2'
import { makeQueue } from '../files/queue.ts'
import { makeTurns } from './turns.ts'
import { base64, digest, keyPair, utf8, type Bytes, type KeyPair } from './primitives.ts'
import type { Receipt } from './receipt.ts'

/** Of one argon2id call; `memory` in KiB. */
export type KdfCost = { memory: number; passes: number }

/** 76 random bits carry a receipt, so that a cheap call does; a passphrase that a person chose needs the dear one. */
export const RECEIPT_COST: KdfCost = { memory: 19 * 1024, passes: 2 }
export const PASSPHRASE_COST: KdfCost = { memory: 256 * 1024, passes: 3 }

/** Node has four threads for this and for the disk; the rest wait in order, and no receipt is refused. */
const RECEIPTS_AT_ONCE = 2
/** Of one member; anybody can send passphrases in a member's name. */
const MOST_WAITING = 20

export type ReceiptKeys = {
  /** The only thing a report is searched by. */
  lookup: Bytes
  /** The reporter's own key pair: what the panel answers is sealed for it. */
  pair: KeyPair
}

export type Kdf = ReturnType<typeof makeKdf>

/** `pepper` lies outside the databases: their thief cannot even begin to guess. Costs below the designed ones are for tests. */
export function makeKdf(parts: { pepper: Bytes; receiptCost?: KdfCost; passphraseCost?: KdfCost }) {
  const { pepper, receiptCost = RECEIPT_COST, passphraseCost = PASSPHRASE_COST } = parts
  const [inReceiptTurn, inMembersTurn] = [makeQueue(RECEIPTS_AT_ONCE), makeTurns(MOST_WAITING)]
  // One salt for all receipts: there is nothing else by which a report could be found.
  const receiptSalt = digest('receipt salt', [], pepper, 16)
  const secret = Buffer.from(digest('argon2 secret', [], pepper))

  async function stretch(words: string, salt: Bytes, cost: KdfCost, hashLength: number): Promise<Bytes> {
    const { memory: memoryCost, passes: timeCost } = cost
    const options = { memoryCost, timeCost, parallelism: 1, hashLength, salt: Buffer.from(salt), secret }
    return argon2.hash(Buffer.from(utf8(words)), { ...options, type: argon2.argon2id, raw: true })
  }

  return {
    receiptKeys: (receipt: Receipt): Promise<ReceiptKeys> =>
      inReceiptTurn(async () => {
        const both = await stretch(receipt, receiptSalt, receiptCost, 64)
        return { lookup: digest('lookup', [both.subarray(0, 32)]), pair: keyPair(both.subarray(32)) }
      }),
    /**
     * One at a time. `salt` is the member's own, 16 bytes: members have their turns one after the other, and TooMany is
     * thrown where 20 wait with one salt.
     */
    passphraseKey: (passphrase: string, salt: Bytes): Promise<Bytes> =>
      inMembersTurn(base64(salt), () => stretch(passphrase.normalize('NFC'), salt, passphraseCost, 32)),
  }
}
