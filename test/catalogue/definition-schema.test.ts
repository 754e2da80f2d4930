import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { definitionSchema, schemaErrors } from '../../src/catalogue/definition-schema.ts'
import streetLight from '../../src/catalogue/starter/street-light-repair.json' with { type: 'json' }
import { FILE_TYPES } from '../../src/forms/definition.ts'

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

test('the schema is a valid JSON Schema 2020-12', () => {
  expect(new Ajv2020({ discriminator: true }).validateSchema(definitionSchema)).toBe(true)
})

test('the schema can be downloaded: it is plain JSON', () => {
  expect(JSON.parse(JSON.stringify(definitionSchema))).toEqual(definitionSchema)
})

test('the first service fits', () => {
  expect(schemaErrors(streetLight)).toEqual([])
})

test('no object anywhere takes a name it does not know', () => {
  const accepted = objectsIn(streetLight as Json).filter((path) => {
    const copy = structuredClone(streetLight) as Json
    const object = path.reduce<Json>((at, name) => (at as Record<string, Json>)[name]!, copy)
    Object.assign(object as object, { 'un known': 1 })
    return schemaErrors(copy).length === 0
  })
  expect(objectsIn(streetLight as Json).length).toBeGreaterThan(60)
  expect(accepted).toEqual([])
})

test('no text anywhere may lack a language', () => {
  const texts = objectsIn(streetLight as Json).filter((path) => 'th' in objectAt(streetLight as Json, path))
  const accepted = texts.flatMap((path) =>
    ['th', 'en'].filter((lang) => {
      const copy = structuredClone(streetLight) as Json
      objectAt(copy, path)[lang] = ''
      return schemaErrors(copy).length === 0
    }),
  )
  expect(texts.length).toBeGreaterThan(40)
  expect(accepted).toEqual([])
})

const common = { label: { th: 'ก', en: 'A' }, required: false, pii: 'none' }
const full = {
  text: { maxLength: 10, autocomplete: 'name', suggestions: [{ th: 'นาย', en: 'Mr' }] },
  longText: { maxLength: 10, rows: 2 },
  number: { min: 0, max: 9.5, decimals: 1, unit: { th: 'ดวง', en: 'lights' } },
  money: { minSatang: 0, maxSatang: 100 },
  choice: {
    many: true,
    options: [{ id: 'a', label: { th: 'ก', en: 'A' } }],
    other: { label: { th: 'ก', en: 'A' } },
  },
  date: { earliest: '2026-01-01', latest: 'today', partial: true },
  thaiId: {},
  phone: {},
  email: {},
  address: {},
  place: {},
  file: { accept: [...FILE_TYPES], maxFiles: 3 },
  declaration: {},
}

test.each(Object.entries(full))('a %s field fits with all its settings, and with no other', (kind, own) => {
  expect(fieldErrors({ kind, ...common, ...own, hint: common.label, showIf: 'isDangerous' })).toEqual([])
  const foreign = kind === 'file' ? { rows: 2 } : { maxFiles: 2 }
  expect(fieldErrors({ kind, ...common, ...own, ...foreign })).not.toEqual([])
})

test.each([
  { kind: 'none' },
  { kind: 'fixed', satang: 100 },
  { kind: 'perUnit', satang: 100, per: common.label },
  { kind: 'percent', hundredths: 50, of: common.label },
  { kind: 'table', rows: [{ label: common.label, satang: 100 }] },
])('a fee of kind $kind fits, and not with an amount of money that is no whole satang', (own) => {
  const fee = { id: 'fee', name: common.label, legalBasis: common.label, ...own }
  expect(feeErrors(fee)).toEqual([])
  if ('satang' in own) expect(feeErrors({ ...fee, satang: 0.5 })).not.toEqual([])
  expect(feeErrors({ ...fee, kind: 'free' })).not.toEqual([])
})

test.each(['constructor', '__proto__', 'toString', 'Symptom', 'pole number', '1st'])(
  'a question cannot be called %s',
  (key) => {
    const copy = structuredClone(streetLight)
    const field = JSON.stringify({ kind: 'phone', ...common })
    const fields = JSON.parse(`{${JSON.stringify(key)}: ${field}}`) as Json
    expect(schemaErrors({ ...copy, form: { ...copy.form, fields } })).not.toEqual([])
  },
)

function fieldErrors(field: unknown) {
  const { form } = streetLight
  return schemaErrors({ ...streetLight, form: { ...form, fields: { ...form.fields, phone: field } } })
}

function feeErrors(fee: unknown) {
  return schemaErrors({ ...streetLight, manual: { ...streetLight.manual, fees: [fee] } })
}

/** The paths of all objects whose names are fixed: all but the three records keyed by the author. */
function objectsIn(value: Json, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.entries(value).flatMap(([name, child]) => objectsIn(child, [...path, name]))
  return Array.isArray(value) ? inside : [path, ...inside]
}

function objectAt(root: Json, path: string[]): Record<string, Json> {
  return path.reduce<Json>((at, name) => (at as Record<string, Json>)[name]!, root) as Record<string, Json>
}
