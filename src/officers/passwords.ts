import argon2 from 'argon2'
import { newToken } from './token.ts'

/** Of one argon2id call, on one thread; `memory` in KiB. */
export type PasswordCost = { memory: number; passes: number }

/** A tenth of a second on a small server, and too much memory to try many at once. */
export const PASSWORD_COST: PasswordCost = { memory: 46 * 1024, passes: 2 }

export type Passwords = ReturnType<typeof makePasswords>

/** Costs below the usual one are for tests. */
export function makePasswords(cost: PasswordCost = PASSWORD_COST) {
  const options = { memoryCost: cost.memory, timeCost: cost.passes, parallelism: 1 }
  let nobodys: Promise<string> | undefined

  const hash = (password: string): Promise<string> =>
    argon2.hash(folded(password), { ...options, type: argon2.argon2id })

  return {
    hash,
    /** Null, for somebody without a password, takes as long as a wrong one. */
    async matches(stored: string | null, password: string): Promise<boolean> {
      nobodys ??= hash(newToken())
      const isRight = await argon2.verify(stored ?? (await nobodys), folded(password))
      return isRight && stored !== null
    },
    /** Made at another cost than passwords are made at today. */
    isOutdated: (stored: string): boolean => argon2.needsRehash(stored, options),
  }
}

// One key press may send different signs on different systems.
const folded = (password: string) => password.normalize('NFKC')
