const TONES = '\u0e48-\u0e4b'
const VOWELS_ON_A_CONSONANT = '\u0e31\u0e34-\u0e3a\u0e47'
const MARKS = '\u0e31\u0e34-\u0e3a\u0e47-\u0e4e'
const CONSONANT = '[\u0e01-\u0e2e]'
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g

/** ๐–๙ become 0–9; everything else stays. */
export function westernDigits(text: string): string {
  return text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
}

/**
 * One spelling for what looks the same on the screen: invisible characters dropped, เเ is แ, นํ้า is น้ำ,
 * marks above and below in one order. Unicode's own normal forms do none of this for Thai.
 */
export function normaliseThai(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .normalize('NFC')
    .replace(/เเ/g, 'แ')
    .replace(TONES_AND_VOWELS, vowelsFirst)
    .replace(NIKHAHIT_AND_AA, '$1$2ำ')
    .replace(AM_BEFORE_TONE, tonesFirst)
    .normalize('NFC')
}

const TONE = new RegExp(`[${TONES}]`, 'g')
const NOT_TONE = new RegExp(`[^${TONES}]`, 'g')
const TONES_AND_VOWELS = new RegExp(`[${TONES}${VOWELS_ON_A_CONSONANT}]{2,}`, 'g')
const vowelsFirst = (run: string) => run.replace(TONE, '') + run.replace(NOT_TONE, '')
const NIKHAHIT_AND_AA = new RegExp(`([${TONES}]*)\u0e4d([${TONES}]*)\u0e32`, 'g')
const AM_BEFORE_TONE = new RegExp(`\u0e33[\u0e33${TONES}]+`, 'g')
const tonesFirst = (run: string) => run.replace(NOT_TONE, '') + run.replace(TONE, '')

/** What is stored and asked for in a search: normalised, lower case, western digits, single spaces. */
export function searchKey(text: string): string {
  return westernDigits(normaliseThai(text))
    .toLowerCase()
    .replace(DOUBLED_MARK, '$1')
    .replace(/\s+/g, ' ')
    .trim()
}

// A mark typed twice is drawn over itself and cannot be seen.
const DOUBLED_MARK = new RegExp(`([${MARKS}])\\1+`, 'g')

/**
 * A search key without tone marks, ไม้ไต่คู้, ทัณฑฆาต and พินทุ, which people leave out or take for each other: what is
 * kept for the officers' search and what is typed into it are both made so. Vowels and consonants stay as they are.
 */
export function foldedKey(text: string): string {
  // What a mark stood between may be one letter without it.
  return searchKey(searchKey(text).replace(FOLDED, ''))
}

const FOLDED = new RegExp(`[${TONES}\u0e3a\u0e47\u0e4c]`, 'g')

/**
 * A key that forgives spelling: without tone marks, ไม้ไต่คู้ and silenced letters, one letter for each
 * group of letters that are often taken for each other. For a second search when the exact one finds
 * nothing: กา and ก้า share a key.
 */
export function looseKey(text: string): string {
  return searchKey(text)
    .replace(SILENCED, '')
    .replace(TONE_OR_MAITAIKHU, '')
    .replace(YO_YING_BEFORE_VOWEL, 'ย')
    .replace(/[ฏศษณฬใ]/g, (letter) => TAKEN_FOR[letter] ?? letter)
}

const SILENCED = new RegExp(`${CONSONANT}[\u0e34\u0e38]?\u0e4c`, 'g')
const TONE_OR_MAITAIKHU = new RegExp(`[${TONES}\u0e47\u0e4c]`, 'g')
// At the end of a syllable ญ is read as น, and nobody writes ย for it there.
const YO_YING_BEFORE_VOWEL = /ญ(?=[\u0e30-\u0e33\u0e34-\u0e39])/g
const TAKEN_FOR: Record<string, string> = { ฏ: 'ฎ', ศ: 'ส', ษ: 'ส', ณ: 'น', ฬ: 'ล', ใ: 'ไ' }

/**
 * Whether what was typed occurs somewhere in `word` but for a slip or two. Up to 3 letters must be right;
 * up to 8 may hold one slip, longer ones two. Only what fits a search box is compared.
 */
export function closeEnough(query: string, word: string): boolean {
  const asked = letters(query).slice(0, 60)
  const offered = letters(word).slice(0, 400)
  if (asked.length === 0) return false
  return leastSlips(asked, offered) <= slipsAllowed(asked.length)
}

const letters = (text: string) => Array.from(looseKey(text).replaceAll(' ', ''))
const slipsAllowed = (length: number) => (length < 4 ? 0 : length < 9 ? 1 : 2)

/** Fewest letters to add, drop, change or swap so that `asked` becomes a part of `offered`. */
function leastSlips(asked: string[], offered: string[]): number {
  let beforeLast: number[] = []
  let last = new Array<number>(offered.length + 1).fill(0)
  for (let i = 1; i <= asked.length; i++) {
    const row = [i]
    for (let j = 1; j <= offered.length; j++) {
      const changed = last[j - 1]! + (asked[i - 1] === offered[j - 1] ? 0 : 1)
      let least = Math.min(changed, last[j]! + 1, row[j - 1]! + 1)
      if (i > 1 && j > 1 && asked[i - 1] === offered[j - 2] && asked[i - 2] === offered[j - 1])
        least = Math.min(least, beforeLast[j - 2]! + 1)
      row.push(least)
    }
    beforeLast = last
    last = row
  }
  return Math.min(...last)
}

const collator = new Intl.Collator('th')

/** The order of the Royal Institute's dictionary: เก่า stands with ก, not after ฮ. */
export function compareThai(a: string, b: string): number {
  return collator.compare(a, b)
}
