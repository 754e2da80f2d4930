import { foldedKey } from '../../i18n/thai.ts'
import type { MeantReferences, Wanted } from '../../storage/search.ts'

/** What is meant by what was typed into the search field; undefined when nothing was. */
export type Typed = { references: MeantReferences } | { words: Wanted }

const MOST_WORDS = 8
const LONGEST = 200

/**
 * A whole reference, forgiven what cannot stand in one; otherwise words that must all be found, in any order and
 * whatever their tone marks.
 * Numbers are looked for with and without the dashes and spaces people put into them.
 */
export function readTyped(typed: string): Typed | undefined {
  const key = foldedKey(typed.slice(0, LONGEST))
  if (key === '') return undefined
  const references = meantReferences(key)
  if (references) return { references }
  const number = wholeNumber(key)
  if (number) return { words: [number] }
  return { words: key.split(' ').slice(0, MOST_WORDS).map(spellings) }
}

/** Letters and digits of each place of a reference after its year (`reference.ts`), in small letters. */
const PLACES = ['34679', 'cdfghjkmnprtwx', 'cdfghjkmnprtwx', 'cdfghjkmnprtwx', '34679', 'cdfghjkmnprtwx']
const TAKEN_FOR_DIGITS: Record<string, string> = {
  o: '0',
  q: '0',
  d: '0',
  i: '1',
  l: '1',
  z: '2',
  s: '5',
  b: '8',
}
/** With more of them unknown, it is more likely something else than a reference. */
const MOST_UNKNOWN = 2

/**
 * `69-7kx-m4p` with or without dashes. A letter for a digit in the year is read as that digit. The rest holds no
 * 0, 1, O or I at all: such a character stands for one that was read wrongly, and any that can stand there may be meant.
 */
function meantReferences(key: string): MeantReferences | undefined {
  const plain = key.replace(/[\s-]/g, '')
  if (!/^[a-z0-9]{8}$/.test(plain)) return undefined
  const year = [...plain.slice(0, 2)].map((one) => TAKEN_FOR_DIGITS[one] ?? one).join('')
  if (!/^\d\d$/.test(year)) return undefined
  const rest = [...plain.slice(2)].map((one, n) => (PLACES[n]?.includes(one) ? one : (PLACES[n] ?? '')))
  if (rest.filter((some) => some.length > 1).length > MOST_UNKNOWN) return undefined
  const codes = rest.reduce<string[]>(
    (begun, some) => begun.flatMap((code) => [...some].map((one) => code + one)),
    [''],
  )
  return codes.map((code) => `${year}-${code.slice(0, 3)}-${code.slice(3)}`.toUpperCase())
}

const SHORTEST_NUMBER = 6

/** A telephone number in one piece, however it was written: `081 234 5678`, `+66 81-234-5678`. */
function wholeNumber(key: string): string[] | undefined {
  if (!/^\+?[\d\s().-]+$/.test(key)) return undefined
  const digits = key.replace(/\D/g, '')
  if (digits.length < SHORTEST_NUMBER) return undefined
  const atHome = /^\+?66\d{8,9}$/.test(key.replace(/[\s().-]/g, '')) ? `0${digits.slice(2)}` : digits
  return [...new Set([key, digits, atHome])]
}

/** `7kx-m4p` and `081-234` are found without their dashes too; a house number keeps its stroke. */
function spellings(word: string): string[] {
  const joined = word.replaceAll('-', '')
  return joined === word || !/^[a-z0-9-]+$/.test(word) || joined === '' ? [word] : [word, joined]
}
