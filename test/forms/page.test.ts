import fc from 'fast-check'
import { HtmlValidate } from 'html-validate'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { starterServices } from '../../src/catalogue/starter.ts'
import type { Field, FileRef, FormDefinition } from '../../src/forms/definition.ts'
import type { Raw } from '../../src/forms/kind.ts'
import { kindOf } from '../../src/forms/kinds.ts'
import { fieldViews, problemViews } from '../../src/forms/page.ts'
import { columnsOf } from '../../src/forms/table.ts'
import { walk, type Problem } from '../../src/forms/walk.ts'
import { LANGUAGES, type Lang } from '../../src/i18n/text.ts'
import { makeView } from '../../src/web/view.ts'
import { diceOf, tapes } from './dice.ts'
import { formOf, ONE_OF_EACH, typedInto, upload } from './fields.ts'
import { randomInput, TODAY } from './random-input.ts'

const view = makeView(join(import.meta.dirname, '../../templates'), (name) => `/assets/${name}`)
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // White space at the ends of lines is what templates leave behind.
    'no-trailing-whitespace': 'off',
    'attr-quotes': 'off',
    'void-style': 'off',
    // Buttons for one upload each share a name and differ in value.
    'form-dup-name': 'off',
    'no-implicit-button-type': 'error',
    'input-missing-label': 'error',
    'multiple-labeled-controls': 'error',
    'long-title': 'off',
  },
})

function render(form: FormDefinition, raw: Raw, files: FileRef[], problems: Problem[], lang: Lang): string {
  const shown = form.pages[0]?.fields ?? []
  return fieldViews(form, shown, raw, () => files, problems, lang)
    .map((field) => view.render(field.template, field, lang))
    .join('\n')
}

const idsIn = (html: string) => [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)
const pointedAt = (html: string) =>
  [...html.matchAll(/\s(?:aria-describedby|aria-labelledby|for|list)="([^"]*)"/g)].flatMap(([, ids = '']) =>
    ids.split(' '),
  )

/** What a browser or a screen reader would stumble over. */
function faultsIn(html: string): string[] {
  const ids = idsIn(html)
  const { results } = validator.validateStringSync(html)
  return [
    ...ids.filter((id, at) => ids.indexOf(id) < at).map((id) => `two elements called ${id}`),
    ...pointedAt(html).flatMap((id) => (ids.includes(id) ? [] : [`nothing called ${id}`])),
    ...results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`)),
  ]
}

const expectSound = (html: string) => expect(faultsIn(html)).toEqual([])

const hinted = (field: Field): Field => ({ ...field, hint: { th: 'คำแนะนำ', en: 'A hint' } })
const NASTY = '"><script>alert(1)</script>'

/** Something typed wrongly into a kind, for every input that a link may lead to. */
const WRONG: [Field, Raw, FileRef[]?][] = [
  [ONE_OF_EACH.text, { it: NASTY }],
  [ONE_OF_EACH.longText, { it: `\n${NASTY}` }],
  [ONE_OF_EACH.number, { it: NASTY }],
  [ONE_OF_EACH.money, { it: NASTY }],
  [ONE_OF_EACH.choice, {}],
  [ONE_OF_EACH.choice, { it: NASTY }],
  [ONE_OF_EACH.choice, { it: 'other' }],
  [
    { ...ONE_OF_EACH.choice, many: true },
    { it: ['out', 'other'], 'it.other': 'ก'.repeat(201) },
  ],
  [{ ...ONE_OF_EACH.choice, many: true }, {}],
  [ONE_OF_EACH.date, {}],
  [ONE_OF_EACH.date, { 'it.day': NASTY, 'it.month': '2', 'it.year': '2569' }],
  [ONE_OF_EACH.date, { 'it.day': '1', 'it.year': '2569' }],
  [
    { ...ONE_OF_EACH.date, partial: true },
    { 'it.day': '1', 'it.month': '2' },
  ],
  [ONE_OF_EACH.thaiId, { it: '1' }],
  [ONE_OF_EACH.phone, { it: '1' }],
  [ONE_OF_EACH.email, { it: '1' }],
  [ONE_OF_EACH.address, {}],
  ...(['houseNo', 'subdistrict', 'district', 'province'] as const).map((part): [Field, Raw] => [
    ONE_OF_EACH.address,
    { 'it.houseNo': '1', 'it.subdistrict': 'ก', 'it.district': 'ข', 'it.province': 'ค', [`it.${part}`]: '' },
  ]),
  ...(['moo', 'village', 'soi', 'road', 'code'] as const).map((part): [Field, Raw] => [
    ONE_OF_EACH.address,
    {
      'it.houseNo': '1',
      'it.subdistrict': 'ก',
      'it.district': 'ข',
      'it.province': 'ค',
      [`it.${part}`]: 'ก'.repeat(101),
    },
  ]),
  [ONE_OF_EACH.place, {}],
  [ONE_OF_EACH.place, { it: 'วัด', 'it.lat': NASTY }],
  [ONE_OF_EACH.place, { it: 'วัด', 'it.lng': '101' }],
  [ONE_OF_EACH.file, {}],
  [ONE_OF_EACH.file, {}, ['a', 'b', 'c'].map(upload)],
  [ONE_OF_EACH.declaration, {}],
]

describe.each(LANGUAGES)('a question in %s', (lang) => {
  test.each(
    WRONG.map(([field, raw, files = []]) => ({ kind: field.kind, field: hinted(field), raw, files })),
  )(
    '$kind: the error summary leads to an input that is there, and the sentence stands beside it',
    ({ field, raw, files }) => {
      const form = formOf({ it: field })
      const { fault } = typedInto(field, raw, TODAY, files)
      const problems: Problem[] = [{ page: 'page', key: 'it', fault: fault! }]
      const html = render(form, raw, files, problems, lang)
      expectSound(html)
      expect(html).not.toContain('<script')
      const [link] = problemViews(form, problems, lang)
      expect(idsIn(html)).toContain(link!.href.slice(1))
      const beside = /id="it-error"[^>]*>.*?<\/span> (.*?)<\/p>/.exec(html)
      expect(beside?.[1]).toBe(link!.text)
      if (files.length < 2) expect(html).toMatch(/aria-describedby="it-hint it-error/)
    },
  )

  test.each(Object.values(ONE_OF_EACH))('$kind: sound with and without a hint, needed or not', (field) => {
    for (const one of [field, hinted(field), { ...field, required: false }]) {
      const html = render(formOf({ it: one }), {}, [], [], lang)
      expectSound(html)
      expect(html).not.toContain('it-error')
      const saysOptional = html.includes(lang === 'th' ? '(ไม่บังคับ)' : '(optional)')
      if (!['address', 'place', 'declaration'].includes(field.kind)) expect(saysOptional).toBe(!one.required)
    }
  })

  test('files are listed in their order, and the first cannot move up', () => {
    const html = render(formOf({ it: ONE_OF_EACH.file }), {}, ['a', 'b'].map(upload), [], lang)
    expectSound(html)
    expect([...html.matchAll(/value="((?:up|remove):[^"]*)"/g)].map(([, act]) => act)).toEqual([
      'remove:upload-a',
      'up:upload-b',
      'remove:upload-b',
    ])
  })
})

test('what was typed comes back as it was', () => {
  const form = formOf({
    name: ONE_OF_EACH.text,
    story: ONE_OF_EACH.longText,
    symptom: { ...ONE_OF_EACH.choice, many: true },
    born: ONE_OF_EACH.date,
    spot: ONE_OF_EACH.place,
    sure: ONE_OF_EACH.declaration,
  })
  const html = render(
    form,
    {
      name: 'O\'Brien "ก" & <b>',
      story: '\nสองบรรทัด\n<b>',
      symptom: ['dim', 'other'],
      'symptom.other': 'ไฟ "แดง"',
      'born.day': '๑',
      'born.month': '12',
      'born.year': 'สองพัน',
      'spot.lat': '14.98',
      sure: 'yes',
    },
    [],
    [],
    'th',
  )
  expect(html).toContain('value="O&#x27;Brien &quot;ก&quot; &amp; &lt;b&gt;"')
  expect(html).toContain('>\n\nสองบรรทัด\n&lt;b&gt;</textarea>')
  expect([...html.matchAll(/id="([^"]*)"[^>]*checked/g)].map(([, id]) => id)).toEqual([
    'symptom-dim',
    'symptom-is-other',
    'sure',
  ])
  expect(html).toContain('value="ไฟ &quot;แดง&quot;"')
  expect(html).toMatch(/name="born.day"[^>]*value="๑"/)
  expect(html).toMatch(/<option value="12" selected>ธันวาคม/)
  expect(html).toMatch(/name="born.year"[^>]*value="สองพัน"/)
})

test.each([
  ['<label for="gone">ก</label>', 'nothing called gone'],
  ['<div id="a" aria-describedby="b gone">ก</div>', 'nothing called gone'],
  ['<p id="a">ก</p><p id="a">ข</p>', 'two elements called a'],
  ['<input id="a" type="text">', 'input-missing-label'],
  ['<p><div>ก</div></p>', 'no-implicit-close'],
  ['<button>ก</button>', 'no-implicit-button-type'],
])('%s would be found', (html, fault) => {
  expect(faultsIn(html).join()).toContain(fault)
})

const columnsFor = (field: Field | undefined) =>
  field ? Object.keys(kindOf(field).cells(field, undefined)).length : 0

describe.each(starterServices())('$id', ({ form, export: names }) => {
  test('every page is sound in both languages, empty and with every question faulty', () => {
    for (const page of form.pages) {
      const alone = { ...form, pages: [page] }
      const faults = page.fields.map((key): Problem => ({ page: page.id, key, fault: { code: 'required' } }))
      for (const lang of LANGUAGES) {
        expectSound(render(alone, {}, [], [], lang))
        const html = render(alone, {}, [], faults, lang)
        expectSound(html)
        for (const { href } of problemViews(form, faults, lang)) expect(idsIn(html)).toContain(href.slice(1))
      }
    }
  })

  test('its columns are the same for every submission, and none is written twice', () => {
    const empty = Object.keys(columnsOf(form, names, {}))
    const each = form.pages.map((page) =>
      page.repeat ? 1 : page.fields.reduce((sum, key) => sum + columnsFor(form.fields[key]), 0),
    )
    expect(empty).toHaveLength(each.reduce((sum, count) => sum + count, 0))
    for (const tape of fc.sample(tapes, { seed: 2569, numRuns: 20 })) {
      const { answers } = walk(form, randomInput(form, diceOf(tape), 0), TODAY)
      const cells = columnsOf(form, names, answers)
      expect(Object.keys(cells)).toEqual(empty)
      for (const cell of Object.values(cells)) expect(cell).toEqual(expect.any(String))
    }
  })
})
