import { expect, test } from 'vitest'
import {
  pathOf,
  queryOf,
  readPaging,
  readView,
  viewFromQuery,
  type View,
} from '../../../src/requests/inbox/view.ts'

test('a list is the same after its address was kept and read again', () => {
  const view: View = {
    show: 'all',
    q: 'ถนน & 50%=x',
    state: 'inProgress',
    service: 'street-light-repair',
    division: 'public-works',
    officer: 'nobody',
    channel: 'counter',
  }
  expect(viewFromQuery(queryOf({ ...view }))).toEqual({ ...view })
  expect(pathOf({ show: 'open' })).toBe('/desk')
  expect(pathOf({ show: 'open', due: 'late' }, { did: 'saved' })).toBe('/desk?due=late&did=saved')
})

test('what an address cannot mean is left out', () => {
  expect(readView({})).toEqual({ show: 'open' })
  expect(
    readView({
      show: 'everything',
      state: 'lost',
      due: 'tomorrow',
      channel: 'smoke',
      service: "x' or 1",
      officer: '',
      q: '   ',
    }),
  ).toEqual({ show: 'open' })
  expect(readView({ q: ['a', 'b'], state: ['filed', 'done'] })).toEqual({
    show: 'open',
    q: 'a',
    state: 'filed',
  })
  expect(readView({ q: 'a\0b' })).toEqual({ show: 'open', q: 'ab' })
  expect(readView({ q: 'x'.repeat(999) }).q).toHaveLength(200)
})

test('a state is looked for where it can be found', () => {
  expect(readView({ state: 'approved' }).show).toBe('finished')
  expect(readView({ state: 'received', show: 'finished' }).show).toBe('open')
  expect(readView({ state: 'approved', show: 'all' }).show).toBe('all')
  expect(readView({ due: 'late', show: 'finished' }).show).toBe('open')
})

test('a place in the list is read, and nothing that only looks like one', () => {
  const at = '2026-11-20T09:30:00.000Z'
  expect(readPaging({ after: `${at}~abc-1` })).toEqual({ after: { at, id: 'abc-1' } })
  expect(readPaging({ before: `${at}~abc-1` })).toEqual({ before: { at, id: 'abc-1' } })
  for (const after of ['', 'x', `${at}~`, `${at}~a b`, '2026~1', `${at}~x'`])
    expect(readPaging({ after })).toEqual({})
})
