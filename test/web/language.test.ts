import { expect, test } from 'vitest'
import { inLanguage, languageOf, withoutLanguage } from '../../src/web/language.ts'

test.each([
  ['/', 'th', '/'],
  ['/services?q=a', 'th', '/services?q=a'],
  ['/en', 'en', '/'],
  ['/en/', 'en', '/'],
  ['/en?q=a', 'en', '/?q=a'],
  ['/en/services/street-light-repair?x=1', 'en', '/services/street-light-repair?x=1'],
  ['/english', 'th', '/english'],
  ['/services/en', 'th', '/services/en'],
])('%s is read in %s and routed as %s', (url, lang, path) => {
  expect(languageOf(url)).toBe(lang)
  expect(withoutLanguage(url)).toBe(path)
})

test('an address made for a language is read in that language', () => {
  for (const path of ['/', '/services', '/track?x=1']) {
    expect(languageOf(inLanguage(path, 'en'))).toBe('en')
    expect(withoutLanguage(inLanguage(path, 'en'))).toBe(path)
    expect(inLanguage(path, 'th')).toBe(path)
  }
})
