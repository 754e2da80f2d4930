import { describe, expect, test } from 'vitest'
import type { Field, FormDefinition, Page } from '../../src/forms/definition.ts'
import { walk } from '../../src/forms/walk.ts'
import {
  inputOf,
  NOTHING_TYPED,
  slotOf,
  typedOn,
  withoutRow,
  withPage,
  withRow,
  type Typed,
} from '../../src/requests/draft-input.ts'
import type { Attachment } from '../../src/requests/request.ts'
import { ONE_OF_EACH } from '../forms/fields.ts'

const title = { th: 'หน้า', en: 'Page' }
const who: Page = {
  id: 'who',
  section: 's',
  title,
  fields: ['name', 'ways', 'born', 'home', 'sure', 'photo'],
}
const trees: Page = {
  id: 'trees',
  section: 's',
  title,
  repeat: { min: 0, max: 3, row: title },
  fields: ['kind', 'seen'],
}
const later: Page = { id: 'later', section: 's', title, fields: ['remark'] }
const FORM: FormDefinition = {
  sections: [{ id: 's', title }],
  pages: [who, trees, later],
  fields: {
    name: ONE_OF_EACH.text,
    ways: { ...ONE_OF_EACH.choice, many: true },
    born: ONE_OF_EACH.date,
    home: ONE_OF_EACH.address,
    sure: ONE_OF_EACH.declaration,
    photo: ONE_OF_EACH.file,
    kind: ONE_OF_EACH.text,
    seen: { ...ONE_OF_EACH.choice, many: true } satisfies Field,
    remark: ONE_OF_EACH.text,
  },
  conditions: {},
  declaration: title,
}
const TYPED: Typed = {
  raw: { name: 'สมชาย', ways: ['out', 'other'], 'ways.other': 'x', sure: 'yes', remark: 'ด่วน' },
  rows: { trees: [{ id: 'a', raw: { kind: 'สัก', seen: 'out' } }] },
}

describe('what is taken from a page that was sent', () => {
  test('is what the page asks, in all its inputs, and nothing else', () => {
    const body = {
      name: 'สมศรี',
      'born.day': '1',
      'home.code': '30280',
      'ways.other': 'x',
      ways: ['out'],
      remark: 'of another page',
      act: 'continue',
      'name.more': '1',
      photo: 'not an upload',
      constructor: 'x',
    }
    expect(typedOn(FORM, who, body)).toEqual({
      name: 'สมศรี',
      'born.day': '1',
      'home.code': '30280',
      'ways.other': 'x',
      ways: ['out'],
    })
  })

  test('a box that is not ticked any more loses its tick', () => {
    const after = withPage(TYPED, FORM, who, ['name', 'ways', 'sure'], { name: 'สมชาย' })
    expect(after.raw).toEqual({ name: 'สมชาย', remark: 'ด่วน' })
  })

  test('a question that was hidden keeps its words for a change of mind back', () => {
    const after = withPage(TYPED, FORM, who, ['name'], { name: 'สมศรี' })
    expect(after.raw).toEqual({ ...TYPED.raw, name: 'สมศรี' })
  })

  test('other pages and rows stay, and what was there before is not touched', () => {
    const before = structuredClone(TYPED)
    const after = withPage(TYPED, FORM, later, ['remark'], { remark: '' })
    expect(after).toEqual({ raw: { ...TYPED.raw, remark: '' }, rows: TYPED.rows })
    expect(TYPED).toEqual(before)
    expect(withPage(NOTHING_TYPED, FORM, later, ['remark'], { remark: 'ก' }).raw).toEqual({ remark: 'ก' })
    expect(NOTHING_TYPED).toEqual({ raw: {}, rows: {} })
  })
})

describe('rows', () => {
  test('a new one comes last, a known one stays in its place', () => {
    const two = withRow(TYPED, FORM, trees, 'b', ['kind', 'seen'], { kind: 'ประดู่', remark: 'no' })
    expect(two.rows['trees']).toEqual([
      { id: 'a', raw: { kind: 'สัก', seen: 'out' } },
      { id: 'b', raw: { kind: 'ประดู่' } },
    ])
    const changed = withRow(two, FORM, trees, 'a', ['kind', 'seen'], { kind: 'ยาง' })
    expect(changed.rows['trees']?.map(({ id, raw }) => [id, raw])).toEqual([
      ['a', { kind: 'ยาง' }],
      ['b', { kind: 'ประดู่' }],
    ])
    expect(changed.raw).toEqual(TYPED.raw)
  })

  test('the first row of a page', () => {
    expect(withRow(NOTHING_TYPED, FORM, trees, 'a', ['kind'], {}).rows).toEqual({
      trees: [{ id: 'a', raw: {} }],
    })
  })

  test('one is taken away, and taking away a strange one changes nothing', () => {
    expect(withoutRow(TYPED, trees, 'a').rows['trees']).toEqual([])
    expect(withoutRow(TYPED, trees, 'z').rows).toEqual(TYPED.rows)
    expect(withoutRow(NOTHING_TYPED, trees, 'a').rows['trees']).toEqual([])
  })
})

describe('uploads', () => {
  const attachment = (id: string, field: string): Attachment => ({
    id,
    draftId: 'd',
    requestId: null,
    eventId: null,
    field,
    row: null,
    position: 1,
    name: `${id}.jpg`,
    type: 'image/jpeg',
    size: 7,
    sha256: 'secret of the store',
    createdAt: '2026-06-15T00:00:00.000Z',
  })

  test('stand with their field in their order, and show nothing of how they are stored', () => {
    const found = inputOf(TYPED, [
      attachment('upload-2', 'photo'),
      attachment('upload-1', 'photo'),
      attachment('upload-3', 'a/kind'),
    ])
    expect(found.raw).toBe(TYPED.raw)
    expect(found.files).toEqual({
      photo: [
        { id: 'upload-2', name: 'upload-2.jpg', type: 'image/jpeg', size: 7 },
        { id: 'upload-1', name: 'upload-1.jpg', type: 'image/jpeg', size: 7 },
      ],
      'a/kind': [{ id: 'upload-3', name: 'upload-3.jpg', type: 'image/jpeg', size: 7 }],
    })
  })

  test('are found by the walker where they are kept, on a page and in a row', () => {
    const form: FormDefinition = {
      ...FORM,
      pages: [
        { ...who, fields: ['photo'] },
        { ...trees, fields: ['seed'] },
      ],
      fields: { photo: ONE_OF_EACH.file, seed: ONE_OF_EACH.file },
    }
    const typed: Typed = { raw: {}, rows: { trees: [{ id: 'a', raw: {} }] } }
    const slots = [slotOf('photo', undefined), slotOf('seed', 'a')]
    const { answers, problems } = walk(
      form,
      inputOf(
        typed,
        slots.map((slot, n) => attachment(`upload-${n}`, slot)),
      ),
      '2026-06-15',
    )
    expect(problems).toEqual([])
    expect(answers).toMatchObject({ photo: [{ id: 'upload-0' }], trees: [{ seed: [{ id: 'upload-1' }] }] })
  })
})
