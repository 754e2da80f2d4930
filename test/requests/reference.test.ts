import { describe, expect, test } from 'vitest'
import {
  newReference,
  newToken,
  opens,
  parseCode,
  parseReference,
  showCode,
  tokenHash,
  trackingCode,
} from '../../src/requests/reference.ts'

const KEY = Buffer.alloc(32, 7)
const OTHER_KEY = Buffer.alloc(32, 8)
const MANY = Array.from({ length: 10_000 }, () => newReference(2569))
const CODES = Array.from({ length: 2000 }, (_, id) => trackingCode(KEY, `request-${id}`))

/** Taken for one another on paper, in handwriting or by ear; vowels make words. */
const AMBIGUOUS = /[O0I1LZ2S5B8QUVAE]/

describe('a reference', () => {
  test('has the fiscal year first, then letters and digits that nobody mistakes', () => {
    for (const reference of MANY) {
      expect(reference).toMatch(/^69-[0-9A-Z]{3}-[0-9A-Z]{3}$/)
      expect(reference.slice(3)).not.toMatch(AMBIGUOUS)
      expect(reference.slice(3)).not.toMatch(/[A-Z]{4}/)
    }
    expect(newReference(2600)).toMatch(/^00-/)
  })

  test('ten thousand of them hardly ever repeat', () => {
    expect(new Set(MANY).size).toBeGreaterThan(9_850)
  })

  test('tells nothing of the one before it', () => {
    const ranks = MANY.slice(0, 1000).map((reference, at) =>
      Math.sign(reference.localeCompare(MANY[at + 1] ?? '')),
    )
    const up = ranks.filter((rank) => rank < 0).length
    expect(up).toBeGreaterThan(400)
    expect(up).toBeLessThan(600)
    for (const at of [3, 4, 5, 7, 8, 9]) {
      expect(new Set(MANY.map((reference) => reference[at])).size).toBeGreaterThanOrEqual(5)
    }
  })

  test.each(['69-7kx-m4p', ' 697KXM4P ', '69 7KX M4P', '69–7KX–M4P', '#69-7KX-M4P'])(
    'is understood as “%s”',
    (typed) => {
      expect(parseReference(typed)).toBe('69-7KX-M4P')
    },
  )

  test('as it is made, it is understood', () => {
    for (const reference of MANY.slice(0, 100)) expect(parseReference(reference)).toBe(reference)
  })

  test.each(['', '69-7KX-M4', '69-7KX-M4PP', 'AB-7KX-M4P', '..%2f', 'ก', "69-7KX-M4P' OR 1=1"])(
    '“%s” is none',
    (typed) => {
      expect(parseReference(typed)).toBeUndefined()
    },
  )
})

describe('a tracking code', () => {
  test('is sixteen characters that nobody mistakes', () => {
    for (const code of CODES) {
      expect(code).toMatch(/^[0-9A-Z]{16}$/)
      expect(code).not.toMatch(AMBIGUOUS)
    }
  })

  test('is another one for every request and every key, and the same each time', () => {
    expect(new Set(CODES).size).toBe(CODES.length)
    expect(trackingCode(KEY, 'request-1')).toBe(CODES[1])
    expect(trackingCode(OTHER_KEY, 'request-1')).not.toBe(CODES[1])
  })

  test('uses every character about equally often at every place', () => {
    const counts = new Map<string, number>()
    for (const letter of CODES.join('')) counts.set(letter, (counts.get(letter) ?? 0) + 1)
    const fair = (CODES.length * 16) / counts.size
    expect(counts.size).toBe(19)
    for (const count of counts.values()) {
      expect(count).toBeGreaterThan(fair * 0.85)
      expect(count).toBeLessThan(fair * 1.15)
    }
    for (let at = 0; at < 16; at++) expect(new Set(CODES.map((code) => code[at])).size).toBe(19)
  })

  test('is printed in fours and read back', () => {
    const code = CODES[0] ?? ''
    expect(showCode(code)).toMatch(/^(\w{4}-){3}\w{4}$/)
    expect(parseCode(showCode(code).toLowerCase())).toBe(code)
  })

  test('opens its own request only, however it is typed', () => {
    const code = trackingCode(KEY, 'mine')
    const spaced = ` ${code.replace(/(....)/g, '$1 ')}`
    for (const typed of [
      code,
      showCode(code),
      code.toLowerCase(),
      spaced,
      showCode(code).replaceAll('-', '–'),
    ]) {
      expect(opens(KEY, 'mine', typed), typed).toBe(true)
      expect(opens(KEY, 'yours', typed), typed).toBe(false)
      expect(opens(OTHER_KEY, 'mine', typed), typed).toBe(false)
    }
  })

  test('opens nothing with a slip in any one character, cut short or with more after it', () => {
    const code = trackingCode(KEY, 'mine')
    for (let at = 0; at < 16; at++) {
      const slip = code[at] === 'C' ? 'D' : 'C'
      expect(opens(KEY, 'mine', code.slice(0, at) + slip + code.slice(at + 1))).toBe(false)
      expect(opens(KEY, 'mine', code.slice(0, at))).toBe(false)
    }
    for (const typed of [`${code}C`, '', 'undefined', 'x'.repeat(100_000), 'ก']) {
      expect(opens(KEY, 'mine', typed)).toBe(false)
    }
  })
})

test('tokens are 256 bits, each its own, and their stored form does not show them', () => {
  const tokens = Array.from({ length: 1000 }, newToken)
  expect(new Set(tokens).size).toBe(1000)
  for (const token of tokens) {
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(tokenHash(token)).toMatch(/^[0-9a-f]{64}$/)
    expect(tokenHash(token)).not.toContain(token)
  }
  expect(tokenHash('a')).toBe(tokenHash('a'))
  expect(tokenHash('a')).not.toBe(tokenHash('b'))
})
