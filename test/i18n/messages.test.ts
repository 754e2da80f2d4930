import { expect, test } from 'vitest'
import { message, MESSAGE_FILES, messageText } from '../../src/i18n/messages.ts'

const texts = Object.entries(MESSAGE_FILES).flatMap(([file, messages]) =>
  Object.entries(messages).map(([key, text]) => ({ file, key, text })),
)

test('every text is there in both languages, with the same places to fill', () => {
  const places = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()
  const poor = texts.filter(
    ({ text }) =>
      text.th.trim() === '' ||
      text.en.trim() === '' ||
      new Set(places(text.th)).symmetricDifference(new Set(places(text.en))).size > 0,
  )
  expect(texts.length).toBeGreaterThan(50)
  expect(poor.map(({ key }) => key)).toEqual([])
})

test('no two features give one key two meanings', () => {
  const keys = texts.map(({ key }) => key)
  expect(keys.filter((key, place) => keys.indexOf(key) !== place)).toEqual([])
})

test('a key that names nothing is a fault of ours', () => {
  expect(() => messageText('no.such.key')).toThrow('no.such.key')
  expect(message('report.call', 'en', { number: '1205' })).toBe('Call 1205')
})
