import { Secret, TOTP } from 'otpauth'
import { guessableFault, type GuessableFault } from '../passwords/guessable.ts'
import type { Kdf } from './kdf.ts'
import {
  decrypt,
  digest,
  encrypt,
  keyPair,
  random,
  utf8,
  textOf,
  type Bytes,
  type KeyPair,
} from './primitives.ts'

/** What the database holds of a member. None of it opens anything without the passphrase or the recovery code. */
export type MemberRow = {
  id: string
  name: string
  publicKey: Bytes
  salt: Bytes
  /** The private key under the passphrase, and under the recovery code. */
  byPassphrase: Bytes
  byRecovery: Bytes
  /** The secret of the one-time codes, under the private key. */
  totp: Bytes
  /** The last code's time step: none is taken twice. */
  totpStep: number
}

export type Enrolment = {
  row: MemberRow
  pair: KeyPair
  /** 160 bits, in groups of four; shown once, to be kept on paper. */
  recoveryCode: string
  /** `otpauth://…`, for the QR code. */
  totpUri: string
}

export const PASSPHRASE_LENGTH = { least: 14, most: 200 }
export type PassphraseProblem = 'tooShort' | 'tooLong' | 'tooEven' | GuessableFault

const TOTP_PERIOD = 30
/** Steps a telephone's clock may be off, each way. */
const TOTP_WINDOW = 1

/**
 * What speaks against a passphrase. Whoever has the disk can guess as often as they like, so that sequences, words
 * everybody uses and those of `own` (the municipality's, the member's) count for nothing.
 */
export function passphraseProblem(passphrase: string, own: string[] = []): PassphraseProblem | undefined {
  const letters = [...passphrase.normalize('NFC')]
  if (letters.length < PASSPHRASE_LENGTH.least) return 'tooShort'
  if (letters.length > PASSPHRASE_LENGTH.most) return 'tooLong'
  return new Set(letters).size < 6 ? 'tooEven' : guessableFault(passphrase, own)
}

/** New keys for a member, or a new passphrase, recovery code and one-time codes around the keys they have. */
export async function enrol(
  kdf: Kdf,
  who: { id: string; name: string },
  passphrase: string,
  pair: KeyPair = keyPair(),
): Promise<Enrolment> {
  const [salt, recovery, totp] = [random(16), new Secret({ size: 20 }), new Secret({ size: 20 })]
  const key = await kdf.passphraseKey(passphrase, salt)
  const seal = (under: Bytes, secret: Bytes, use: string) => encrypt(under, secret, contextOf(who.id, use))
  return {
    pair,
    recoveryCode: (recovery.base32.match(/.{4}/g) ?? []).join('-'),
    totpUri: totpOf(totp, who.name).toString(),
    row: {
      ...who,
      publicKey: pair.publicKey,
      salt,
      byPassphrase: seal(key, pair.privateKey, 'passphrase'),
      byRecovery: seal(recoveryKey(recovery.base32), pair.privateKey, 'recovery'),
      totp: seal(totpKey(pair), utf8(totp.base32), 'totp'),
      totpStep: 0,
    },
  }
}

/** Undefined where the passphrase is not theirs, or there is nobody. */
export async function openWithPassphrase(
  kdf: Kdf,
  row: MemberRow | undefined,
  passphrase: string,
): Promise<KeyPair | undefined> {
  const key = await kdf.passphraseKey(passphrase, row?.salt ?? new Uint8Array(16))
  return row && openPair(row, key, row.byPassphrase, 'passphrase')
}

/** Spaces, dashes and small letters do not matter. */
export function openWithRecovery(row: MemberRow, typed: string): KeyPair | undefined {
  const code = typed.toUpperCase().replace(/[^A-Z2-7]/g, '')
  return openPair(row, recoveryKey(code), row.byRecovery, 'recovery')
}

/** The time step of a right code that is later than the last one used; undefined for any other. */
export function totpStepOf(row: MemberRow, pair: KeyPair, code: string, now: Date): number | undefined {
  const sealed = decrypt(totpKey(pair), row.totp, contextOf(row.id, 'totp'))
  if (!sealed) return undefined
  const totp = totpOf(Secret.fromBase32(textOf(sealed)), row.name)
  const token = code.normalize('NFKC').replace(/\D/g, '')
  const delta = totp.validate({ token, timestamp: now.getTime(), window: TOTP_WINDOW })
  if (delta === null) return undefined
  const step = Math.floor(now.getTime() / 1000 / TOTP_PERIOD) + delta
  return step > row.totpStep ? step : undefined
}

/** Invitations are of 160 bits and looked up by their digest. */
export const newInvitation = (): string => new Secret({ size: 20 }).base32
export const invitationHash = (code: string): Bytes =>
  digest('invitation', [utf8(code.toUpperCase().replace(/[^A-Z2-7]/g, ''))])

function openPair(row: MemberRow, key: Bytes, sealed: Bytes, use: string): KeyPair | undefined {
  const privateKey = decrypt(key, sealed, contextOf(row.id, use))
  return privateKey && { publicKey: row.publicKey, privateKey }
}

const recoveryKey = (code: string) => digest('recovery code', [utf8(code)])
const totpKey = ({ privateKey }: KeyPair) => digest('one-time codes', [privateKey])
const contextOf = (id: string, use: string) => digest('member', [utf8(id), utf8(use)])
const totpOf = (secret: Secret, label: string) =>
  new TOTP({ issuer: 'Sala', label, secret, period: TOTP_PERIOD, digits: 6, algorithm: 'SHA1' })
