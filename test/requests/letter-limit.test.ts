import { expect, test } from 'vitest'
import { makeLetterLimit } from '../../src/requests/letter-limit.ts'

const HOUR = 3_600_000

test('one address is written to once an hour, whoever asks and however it is spelt', () => {
  let now = 0
  const mayWrite = makeLetterLimit(() => now)
  expect(mayWrite('somchai@example.org')).toBe(true)
  now += HOUR - 1
  expect(mayWrite(' Somchai@Example.org')).toBe(false)
  expect(mayWrite('malee@example.org')).toBe(true)
  now += 1
  expect(mayWrite('somchai@example.org')).toBe(true)
})

test('all addresses together get no more than two hundred letters an hour', () => {
  let now = 0
  const mayWrite = makeLetterLimit(() => now)
  const written = Array.from({ length: 300 }, (_, n) => mayWrite(`person-${n}@example.org`))
  expect(written.filter(Boolean)).toHaveLength(200)
  now += HOUR
  expect(mayWrite('person-299@example.org')).toBe(true)
})
