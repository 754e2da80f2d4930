import { expect, test } from 'vitest'
import { readTyped } from '../../../src/requests/inbox/typed.ts'
import { newReference } from '../../../src/requests/reference.ts'

const wordsOf = (typed: string) => {
  const read = readTyped(typed)
  return read && 'words' in read ? read.words : undefined
}
const meantBy = (typed: string) => {
  const read = readTyped(typed)
  return read && 'references' in read ? read.references : undefined
}

test('every reference that can be given is read as one, however it is written', () => {
  for (let n = 0; n < 200; n++) {
    const reference = newReference(2569 + (n % 40))
    const written = [
      reference,
      reference.toLowerCase(),
      reference.replaceAll('-', ''),
      reference.replaceAll('-', ' '),
    ]
    for (const each of written) expect(meantBy(each)).toEqual([reference])
  }
})

test('a character that no reference holds may be any, up to two of them', () => {
  expect(meantBy('69-7KO-M4P')).toEqual([...'CDFGHJKMNPRTWX'].map((one) => `69-7K${one}-M4P`))
  expect(meantBy('69-1KX-M0P')).toHaveLength(25)
  expect(meantBy('69-1KX-M0P')).toContain('69-3KX-M9P')
  expect(meantBy('69-1OX-M0P')).toBeUndefined()
})

test('in the year a letter is the digit it looks like', () => {
  expect(meantBy('7O-7KX-M4P')).toEqual(['70-7KX-M4P'])
  expect(meantBy('7I-7KX-M4P')).toEqual(['71-7KX-M4P'])
  expect(meantBy('6X-7KX-M4P')).toBeUndefined()
})

test('a house number, a part of a number, a date or a name is no reference', () => {
  for (const typed of ['99/12', '7kx-m4p', '12345678', 'somchai1', 'สมชาย', '16-11-2569', '69-7KX-M4'])
    expect(meantBy(typed), typed).toBeUndefined()
})

test('a telephone number is looked for as it stands and in its digits alone', () => {
  expect(wordsOf('081-234-5678')).toEqual([['081-234-5678', '0812345678']])
  expect(wordsOf('+66 81 234 5678')).toEqual([['+66 81 234 5678', '66812345678', '0812345678']])
  expect(wordsOf('๐๘๑ ๒๓๔ ๕๖๗๘')).toEqual([['081 234 5678', '0812345678']])
  expect(wordsOf('081-234')).toEqual([['081-234', '081234']])
})

test('words are all wanted; a house number keeps its stroke; a flood of words is cut', () => {
  expect(wordsOf(' สมชาย  99/12 ')).toEqual([['สมชาย'], ['99/12']])
  expect(wordsOf('ก '.repeat(90))).toHaveLength(8)
  expect(wordsOf('x'.repeat(900))?.[0]?.[0]).toHaveLength(200)
  expect(wordsOf('--')).toEqual([['--']])
  expect(readTyped(' \u200b ')).toBeUndefined()
})
