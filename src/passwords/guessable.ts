import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { asLatinKeys, asThaiKeys } from './thai-keyboard.ts'

/** Letters that must be left once everything well known is taken away. */
const LEAST_OF_THEIR_OWN = 5
/** Shorter words turn up in any password by chance. */
const SHORTEST_WORD = 4
const SHORTEST_RUN = 4

export type GuessableFault = 'common' | 'own'

const COMMON = readFileSync(join(import.meta.dirname, 'common-passwords.txt'), 'utf8')
  .split('\n')
  .map((word) => folded(word))
  .filter((word) => word.length >= SHORTEST_WORD)

/** Rows of keys and of letters, as a finger runs along them. */
const ROWS = [
  '1234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ',
  'ๆไำพะัีรนยบล',
  'ฟหกดเ้่าสวง',
  'ผปแอิืทมใฝ',
  'ๅภถุึคตจขช',
].map((row) => folded(row))

/**
 * Whether little of a password or passphrase is left without the most common passwords, runs of keys, numbers, and
 * the words of `own` (the municipality's, the person's). Words typed with the other layout of a Thai keyboard and with
 * digits for letters are the same words.
 */
export function guessableFault(password: string, own: string[]): GuessableFault | undefined {
  const readings = readingsOf(password)
  if (readings.some((reading) => isPoor(reading, COMMON))) return 'common'
  const words = [...COMMON, ...ownWords(own)]
  return readings.some((reading) => isPoor(reading, words)) ? 'own' : undefined
}

function readingsOf(password: string): string[] {
  // Signs between words are left out; but on the other layout such a sign may be a letter.
  const otherLayouts = [asLatinKeys(password), asThaiKeys(password)].map(lowered)
  return [...new Set([folded(password), folded(withoutLeet(password)), ...otherLayouts])]
}

function isPoor(reading: string, words: string[]): boolean {
  if (new Set(reading).size < LEAST_OF_THEIR_OWN || /^(.{1,12})\1+.{0,5}$/su.test(reading)) return true
  const rest = withoutRuns(without(reading, words)).replace(/\p{N}/gu, '')
  return [...rest].length < LEAST_OF_THEIR_OWN
}

/** The longest first: “password” must not leave “word” behind. */
function without(reading: string, words: string[]): string {
  const found = words.filter((word) => reading.includes(word)).sort((one, other) => other.length - one.length)
  return found.reduce((rest, word) => rest.replaceAll(word, ' '), reading)
}

function withoutRuns(reading: string): string {
  const signs = [...reading]
  const kept: string[] = []
  for (let place = 0; place < signs.length;) {
    const length = runAt(signs, place)
    if (length < SHORTEST_RUN) kept.push(...signs.slice(place, place + 1))
    place += length < SHORTEST_RUN ? 1 : length
  }
  return kept.join('').replaceAll(' ', '')
}

/** How many signs from here on follow one row, in either direction, or repeat each other. */
function runAt(signs: string[], start: number): number {
  const follow = (step: (before: string) => (string | undefined)[]) => {
    let end = start + 1
    while (end < signs.length && step(signs[end - 1] ?? '').includes(signs[end])) end += 1
    return end - start
  }
  const along = (direction: 1 | -1) =>
    follow((before) =>
      ROWS.filter((row) => row.includes(before)).map((row) => [...row][[...row].indexOf(before) + direction]),
    )
  return Math.max(
    along(1),
    along(-1),
    follow((before) => [before]),
  )
}

function ownWords(own: string[]): string[] {
  const parts = own.flatMap((words) => [words, ...words.split(/[^\p{L}\p{M}\p{N}]+/u)])
  const words = parts.map(folded)
  // “เทศบาลตำบลขามทะเลสอ” is one word to a computer; its own part is what people take.
  return [...words, ...words.map((word) => without(word, COMMON).replaceAll(' ', ''))].filter(
    (word) => word.length >= SHORTEST_WORD,
  )
}

/** What differs only by case, marks between words and width is the same. */
function folded(words: string): string {
  return lowered(words).replace(/[^\p{L}\p{M}\p{N}]/gu, '')
}

function lowered(words: string): string {
  return words.normalize('NFKC').toLowerCase()
}

const LEET: Record<string, string> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
}

const withoutLeet = (words: string) => [...words].map((sign) => LEET[sign] ?? sign).join('')
