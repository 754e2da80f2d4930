import { guessableFault, type GuessableFault } from '../passwords/guessable.ts'

export const LEAST_LENGTH = 12
export const MOST_LENGTH = 200

export type PasswordFault = 'tooShort' | 'tooLong' | GuessableFault

/** What speaks against a password of the desk: its length, or that it is easy to guess. `own` is what anybody would try. */
export function passwordFault(password: string, own: string[]): PasswordFault | undefined {
  const length = [...password].length
  if (length < LEAST_LENGTH) return 'tooShort'
  if (length > MOST_LENGTH) return 'tooLong'
  return guessableFault(password, own)
}
