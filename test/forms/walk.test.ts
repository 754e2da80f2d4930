import { describe, expect, test } from 'vitest'
import type { Answers, Field, FormDefinition } from '../../src/forms/definition.ts'
import { problemViews } from '../../src/forms/page.ts'
import { validatorOf } from '../../src/forms/schema.ts'
import { answerGroups } from '../../src/forms/table.ts'
import { accepts, NO_INPUT, pagesOf, walk, type Input } from '../../src/forms/walk.ts'
import { LABEL, ONE_OF_EACH } from './fields.ts'

const TODAY = '2026-06-15'

const choice = (...ids: string[]): Field => ({
  kind: 'choice',
  many: false,
  options: ids.map((id) => ({ id, label: { th: `คำว่า ${id}`, en: id } })),
  label: LABEL,
  required: true,
  pii: 'none',
})
const words = (showIf?: string): Field => ({
  kind: 'text',
  label: LABEL,
  required: true,
  pii: 'none',
  ...(showIf && { showIf }),
})

/** Who asks; if a company, its name; if its name is given, its number; a page for companies; trees to cut. */
const FORM: FormDefinition = {
  sections: [{ id: 's', title: LABEL }],
  pages: [
    { id: 'who', section: 's', title: LABEL, fields: ['asker', 'company', 'number'] },
    { id: 'office', section: 's', title: LABEL, showIf: 'isCompany', fields: ['office'] },
    {
      id: 'trees',
      section: 's',
      title: { th: 'ต้นไม้', en: 'Trees' },
      repeat: { min: 1, max: 3, row: { th: 'ต้นไม้', en: 'tree' } },
      fields: ['kind', 'height', 'permit'],
    },
    { id: 'end', section: 's', title: LABEL, fields: ['remark'] },
  ],
  fields: {
    asker: choice('person', 'company'),
    company: words('isCompany'),
    number: words('namesCompany'),
    office: words(),
    kind: choice('rain', 'teak'),
    height: { ...ONE_OF_EACH.number, min: 1, max: 99, showIf: 'isTeak' },
    permit: words('companyCutsTallTeak'),
    remark: { ...words('namesCompany'), required: false },
  },
  conditions: {
    isCompany: { q: 'asker', op: 'eq', v: 'company' },
    namesCompany: { q: 'company', op: 'answered' },
    isTeak: { q: 'kind', op: 'eq', v: 'teak' },
    companyCutsTallTeak: { all: [{ use: 'isCompany' }, { q: 'height', op: 'gte', v: 10 }] },
  },
  declaration: LABEL,
}

const PERSON: Input = {
  raw: { asker: 'person' },
  rows: { trees: [{ id: 'a', raw: { kind: 'rain' } }] },
  files: {},
}
const COMPANY: Input = {
  raw: { asker: 'company', company: 'ไม้งาม', number: '12', office: 'โป่งแดง', remark: 'ด่วน' },
  rows: { trees: [{ id: 'a', raw: { kind: 'teak', height: '๑๒', permit: 'ก 1' } }] },
  files: {},
}
const faulty = (input: Input) =>
  walk(FORM, input, TODAY).problems.map(({ key, row, fault }) => [key, row, fault.code])

describe('prune, then validate', () => {
  test('a hidden question is not demanded, and its page is not on the way', () => {
    const { problems, answers, pages } = walk(FORM, PERSON, TODAY)
    expect(problems).toEqual([])
    expect(answers).toEqual({ asker: 'person', trees: [{ kind: 'rain' }] })
    expect(pages.map(({ page }) => page.id)).toEqual(['who', 'trees', 'end'])
  })

  test('a shown one is', () => {
    expect(faulty({ ...COMPANY, raw: { asker: 'company' } })).toEqual([
      ['company', undefined, 'required'],
      ['office', undefined, 'required'],
    ])
  })

  test('what was typed before a change of mind is dropped, with all that hangs on it', () => {
    const { problems, answers } = walk(FORM, { ...COMPANY, raw: { ...COMPANY.raw, asker: 'person' } }, TODAY)
    expect(problems).toEqual([])
    expect(answers).toEqual({ asker: 'person', trees: [{ kind: 'teak', height: 12 }] })
  })

  test('a wrong value left in a hidden field is nobody’s fault', () => {
    const stale = { ...PERSON, rows: { trees: [{ id: 'a', raw: { kind: 'rain', height: 'สูงมาก' } }] } }
    expect(faulty(stale)).toEqual([])
  })

  test('a change of mind back finds the words again', () => {
    expect(walk(FORM, COMPANY, TODAY).answers).toEqual({
      asker: 'company',
      company: 'ไม้งาม',
      number: '12',
      office: 'โป่งแดง',
      trees: [{ kind: 'teak', height: 12, permit: 'ก 1' }],
      remark: 'ด่วน',
    })
  })

  test('nothing typed asks for what everybody is asked', () => {
    expect(faulty(NO_INPUT)).toEqual([
      ['asker', undefined, 'required'],
      ['trees', undefined, 'tooFewRows'],
    ])
  })
})

describe('rows', () => {
  const withRows = (...kinds: string[]): Input => ({
    ...PERSON,
    rows: { trees: kinds.map((kind, index) => ({ id: String(index), raw: { kind } })) },
  })

  test('as many as asked for, not fewer, not more', () => {
    expect(faulty(withRows())).toEqual([['trees', undefined, 'tooFewRows']])
    expect(faulty(withRows('rain', 'rain', 'rain'))).toEqual([])
    expect(faulty(withRows('rain', 'rain', 'rain', 'rain'))).toEqual([['trees', undefined, 'tooManyRows']])
  })

  test('the sentence says how many of what', () => {
    const text = (input: Input, lang: 'th' | 'en') =>
      problemViews(FORM, walk(FORM, input, TODAY).problems, lang)[0]?.text
    expect(text(withRows(), 'th')).toBe('เพิ่มต้นไม้อย่างน้อย 1 รายการ')
    expect(text(withRows('rain', 'rain', 'rain', 'rain'), 'en')).toBe('Add at most 3: tree')
  })

  test('a condition reads its own row, not its neighbour’s', () => {
    expect(faulty(withRows('rain', 'teak', 'rain'))).toEqual([['height', 1, 'required']])
    expect(walk(FORM, withRows('rain', 'teak'), TODAY).pages[1]?.rows).toEqual([['kind'], ['kind', 'height']])
  })

  test('a condition in a row reads the pages before it as well', () => {
    const teak = { rows: { trees: [{ id: 'a', raw: { kind: 'teak', height: '12' } }] } }
    expect(faulty({ ...PERSON, ...teak })).toEqual([])
    expect(faulty({ ...COMPANY, ...teak })).toEqual([['permit', 0, 'required']])
  })

  test('uploads of a row are its own', () => {
    const form: FormDefinition = {
      ...FORM,
      pages: FORM.pages.map((page) => (page.id === 'trees' ? { ...page, fields: ['photo'] } : page)),
      fields: { ...FORM.fields, photo: ONE_OF_EACH.file },
    }
    const file = { id: 'upload-1', name: 'a.jpg', type: 'image/jpeg', size: 9 }
    const input: Input = {
      raw: { asker: 'person' },
      rows: { trees: ['a', 'b'].map((id) => ({ id, raw: {} })) },
      files: { 'b/photo': [file] },
    }
    const { answers, problems } = walk(form, input, TODAY)
    expect(problems.map(({ key, row }) => [key, row])).toEqual([['photo', 0]])
    expect(answers['trees']).toEqual([{}, { photo: [file] }])
  })
})

describe('canonical answers', () => {
  const right: Answers = { asker: 'person', trees: [{ kind: 'teak', height: 12 }] }

  test('are accepted as the walker makes them', () => {
    expect(accepts(FORM, right, TODAY)).toBe(true)
    expect(accepts(FORM, walk(FORM, COMPANY, TODAY).answers, TODAY)).toBe(true)
  })

  test.each<[string, unknown]>([
    ['a hidden field', { ...right, company: 'ไม้งาม' }],
    ['a hidden field in a row', { ...right, trees: [{ kind: 'rain', height: 12 }] }],
    ['a hidden page', { ...right, office: 'โป่งแดง' }],
    ['an unknown name', { ...right, more: 1 }],
    ['an unknown name in a row', { ...right, trees: [{ kind: 'rain', size: 1 }] }],
    ['a missing answer', { trees: right['trees'] }],
    ['a missing page of rows', { asker: 'person' }],
    ['rows that are not a list', { ...right, trees: { 0: { kind: 'rain' }, length: 1 } }],
    ['a row that is a list', { ...right, trees: [[]] }],
    ['a row that is nothing', { ...right, trees: [null] }],
    ['typing in place of a number', { ...right, trees: [{ kind: 'teak', height: '12' }] }],
    ['nothing', null],
    ['a list', []],
  ])('are refused with %s', (_what, answers) => {
    expect(accepts(FORM, answers as Answers, TODAY)).toBe(false)
  })

  test('rows of nothing but open questions must still be rows', () => {
    const form: FormDefinition = {
      ...FORM,
      fields: { ...FORM.fields, kind: { ...choice('rain'), required: false } },
    }
    expect(accepts(form, { asker: 'person', trees: [{}] }, TODAY)).toBe(true)
    for (const row of [null, [], 5, '']) {
      expect(accepts(form, { asker: 'person', trees: [row] } as unknown as Answers, TODAY)).toBe(false)
    }
  })
})

describe('a filed submission', () => {
  const form: FormDefinition = {
    ...FORM,
    pages: [{ id: 'one', section: 's', title: LABEL, fields: ['since', 'remark'] }],
    fields: {
      since: { ...ONE_OF_EACH.date, latest: 'today', required: false },
      remark: words('isSince'),
    },
    conditions: { isSince: { q: 'since', op: 'answered' } },
  }

  test('shows in later years what it showed on its day', () => {
    const answers: Answers = { since: '2026-06-15', remark: 'ด่วน' }
    expect(accepts(form, answers, '2026-06-15')).toBe(true)
    expect(pagesOf(form, answers)[0]?.rows).toEqual([['since', 'remark']])
    expect(answerGroups(form, answers, 'th')[0]?.lines.map(({ lines }) => lines)).toEqual([
      ['15 มิถุนายน 2569'],
      ['ด่วน'],
    ])
  })

  test('says which shown question was left open, and does not name a hidden one', () => {
    expect(answerGroups(form, {}, 'th')[0]?.lines).toEqual([
      { key: 'since', label: LABEL.th, lines: [], isMissing: true },
    ])
  })

  test('names each row', () => {
    const answers: Answers = { asker: 'person', trees: [{ kind: 'rain' }, { kind: 'teak', height: 12 }] }
    const trees = answerGroups(FORM, answers, 'en').filter(({ page }) => page === 'trees')
    expect(trees.map(({ title, row }) => [title, row])).toEqual([
      ['Trees – tree 1', 0],
      ['Trees – tree 2', 1],
    ])
    expect(trees.map(({ lines }) => lines.map((line) => line.lines))).toEqual([
      [['rain']],
      [['teak'], ['12 trees']],
    ])
  })
})

describe('a date that must not lie before another', () => {
  const from: Field = { ...ONE_OF_EACH.date, required: false, label: { th: 'วันแรก', en: 'First day' } }
  const until: Field = { ...ONE_OF_EACH.date, required: false, notBefore: 'from', showIf: 'always' }
  const form = (last: Field = until): FormDefinition => ({
    sections: [{ id: 's', title: LABEL }],
    pages: [
      { id: 'first', section: 's', title: LABEL, fields: ['from'] },
      { id: 'second', section: 's', title: LABEL, fields: ['until'] },
    ],
    fields: { from, until: last },
    conditions: { always: { not: { q: 'from', op: 'eq', v: 'never' } } },
    declaration: LABEL,
  })
  const typedDay = (key: string, day: string) => {
    const [year, month, date] = day.split('-').map(Number) as [number, number, number]
    return { [`${key}.day`]: String(date), [`${key}.month`]: String(month), [`${key}.year`]: String(year) }
  }
  const problemsOf = (first: string, then: string) => {
    const raw = { ...(first && typedDay('from', first)), ...typedDay('until', then) }
    const walked = walk(form(), { ...NO_INPUT, raw }, TODAY)
    const isAccepted = validatorOf(form(), () => TODAY)
    const answers = { ...(first && { from: first }), until: then }
    expect(accepts(form(), answers, TODAY)).toBe(walked.problems.length === 0)
    expect(isAccepted(answers)).toBe(walked.problems.length === 0)
    return problemViews(form(), walked.problems, 'th').map(({ text }) => text)
  }

  test('is told so beside its field, with the name of the other', () => {
    expect(problemsOf('2026-06-20', '2026-06-19')).toEqual(['“คำถามนี้” ต้องไม่ก่อน “วันแรก”'])
  })

  test('may be the same day or later, or stand alone', () => {
    expect(problemsOf('2026-06-20', '2026-06-20')).toEqual([])
    expect(problemsOf('2026-06-20', '2027-01-01')).toEqual([])
    expect(problemsOf('', '2026-06-19')).toEqual([])
  })
})
