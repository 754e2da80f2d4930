import { createHmac } from 'node:crypto'
import type { Statement, Writer } from '../storage/engine.ts'
import type { FactorStore } from './factor-store.ts'
import { seal, unseal } from './keys.ts'
import type { Known } from './people-store.ts'
import { newRecoveryCodes, newSecret, parseRecoveryCode, setupAddress, stepOf } from './totp.ts'

export type SecondFactor = ReturnType<typeof makeSecondFactor>

/** What a right code costs: the statement that keeps it from opening twice, a Conflict when it did already. */
export type Taken = { by: 'code' | 'recovery'; write: (tx: Writer) => Statement[] }

type Parts = { store: FactorStore; key: Buffer; issuer: string; now: () => Date }

export function makeSecondFactor({ store, key, issuer, now }: Parts) {
  const codeHash = (officerId: string, code: string) =>
    createHmac('sha256', key).update(`recovery code of ${officerId}: ${code}`).digest('hex')
  const hashesOf = (officerId: string, codes: string[]) =>
    codes.map((code) => codeHash(officerId, parseRecoveryCode(code) ?? ''))
  const inUse = (officerId: string) => `totp of ${officerId}`
  const offered = (officerId: string) => `totp offered to ${officerId}`

  return {
    codesLeft: store.codesLeft,

    /** Whether a typed code may be right, and what then follows. Nothing is written before `write` is. */
    check({ id, totpSecret }: Pick<Known, 'id' | 'totpSecret'>, typed: string): Taken | undefined {
      const secret = totpSecret === null ? undefined : unseal(key, inUse(id), totpSecret)
      const step = secret === undefined ? undefined : stepOf(secret, typed, now())
      if (step !== undefined) return { by: 'code', write: (tx) => [store.takeStep(tx, id, step)] }
      const code = parseRecoveryCode(typed)
      if (code === undefined) return undefined
      const hash = codeHash(id, code)
      return { by: 'recovery', write: (tx) => [store.takeCode(tx, id, hash, now().toISOString())] }
    },

    /** A new secret, sealed for the page that shows it: it is theirs once they have typed a code of it. */
    offer(officerId: string, email: string): { sealed: string; secret: string; address: string } {
      const secret = newSecret()
      return {
        sealed: seal(key, offered(officerId), secret),
        secret,
        address: setupAddress(secret, issuer, email),
      }
    },

    /** The same offer again, after a mistyped code. */
    reopen(officerId: string, email: string, sealed: string) {
      const secret = unseal(key, offered(officerId), sealed)
      return secret === undefined
        ? undefined
        : { sealed, secret, address: setupAddress(secret, issuer, email) }
    },

    /** Undefined for a wrong code; else the recovery codes, which are shown this once. */
    accept(officerId: string, secret: string, typed: string) {
      const step = stepOf(secret, typed, now())
      if (step === undefined) return undefined
      const codes = newRecoveryCodes()
      const write = (tx: Writer) => [
        store.setSecret(tx, officerId, seal(key, inUse(officerId), secret), step),
        ...store.replaceCodes(tx, officerId, hashesOf(officerId, codes)),
      ]
      return { codes, write }
    },

    renewCodes(officerId: string) {
      const codes = newRecoveryCodes()
      return {
        codes,
        write: (tx: Writer) => store.replaceCodes(tx, officerId, hashesOf(officerId, codes)),
      }
    },

    remove: (tx: Writer, officerId: string): Statement[] => [
      store.removeSecret(tx, officerId),
      ...store.replaceCodes(tx, officerId, []),
    ],
  }
}
