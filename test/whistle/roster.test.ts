import { expect, test } from 'vitest'
import { base64, keyPair } from '../../src/whistle/primitives.ts'
import { keptOut, KINDS, rosterFaults, routeFor, type Roster } from '../../src/whistle/roster.ts'
import { STANDARD_OUTSIDE, STANDARD_POSITIONS, STANDARD_RULES } from '../../src/whistle/standard-roster.ts'

const member = (id: string, ...positions: string[]) => ({
  id,
  name: id,
  positions,
  publicKey: base64(keyPair().publicKey),
})
const roster: Roster = {
  version: 1,
  municipality: { th: 'ขามทะเลสอ', en: 'Kham Thale So' },
  signedOn: '2026-11-23',
  positions: STANDARD_POSITIONS,
  rules: STANDARD_RULES,
  members: [
    member('wichai', 'palad'),
    member('nok', 'lawyer'),
    member('pim', 'auditor'),
    member('prasit', 'mayor'),
  ],
  escrows: [],
  outside: STANDARD_OUTSIDE,
}
const readers = (...subjects: string[]) => {
  const route = routeFor(roster, subjects, () => true)
  return route.goes === 'inside' ? route.readers.map(({ id }) => id) : 'outside'
}

test.each([
  ['works-officer', ['wichai', 'nok', 'pim', 'prasit']],
  ['works-head', ['wichai', 'nok', 'pim', 'prasit']],
  ['palad-officer', ['wichai', 'nok', 'pim', 'prasit']],
  ['chief-of-office', ['pim', 'prasit']],
  ['lawyer', ['wichai', 'pim', 'prasit']],
  ['auditor', ['wichai', 'nok', 'prasit']],
  ['procurement', ['wichai', 'nok', 'pim', 'prasit']],
  ['administrator', ['wichai', 'nok', 'pim', 'prasit']],
  ['deputy-palad', ['wichai', 'nok', 'pim', 'prasit']],
  ['palad', ['pim', 'prasit']],
  ['councillor', ['wichai', 'nok', 'pim', 'prasit']],
  ['mayor', 'outside'],
  ['deputy-mayor', 'outside'],
  ['unknown-staff', ['pim', 'prasit']],
  ['unknown', 'outside'],
])('a report about %s is read by %s', (subject, expected) => {
  expect(readers(subject)).toEqual(expected)
})

test('nothing ticked, and a position nobody knows, fall to the strictest side', () => {
  expect(readers()).toBe('outside')
  expect(readers('works-officer', 'no-such')).toBe('outside')
})

test('several positions keep out whom each of them does', () => {
  expect(readers('palad', 'works-officer')).toEqual(['pim', 'prasit'])
  expect(readers('palad', 'auditor')).toBe('outside')
  expect(readers('lawyer', 'auditor')).toEqual(['wichai', 'prasit'])
})

test('the whole of a division is kept out of a report about its head, and the desk and head of one about an officer', () => {
  expect([...keptOut(roster, ['works-head'])].sort()).toEqual(['works-head', 'works-officer'])
  expect([...keptOut(roster, ['education-officer'])].sort()).toEqual(['education-head', 'education-officer'])
  expect(keptOut(roster, ['finance-officer'])).toEqual(
    new Set(['finance-head', 'procurement', 'finance-officer']),
  )
})

test('who stands in for the Palad is kept out as the Palad is', () => {
  const acting = { ...roster, members: [...roster.members, member('kanda', 'works-head', 'palad')] }
  const route = routeFor(acting, ['palad'], () => true)
  expect(route.goes === 'inside' && route.readers.map(({ id }) => id)).toEqual(['pim', 'prasit'])
})

test('with one reader left, or with readers away, a report goes outside', () => {
  expect(routeFor(roster, ['palad'], ({ id }) => id !== 'pim').goes).toBe('outside')
})

test('a municipality may change the table, and every kind has a rule to begin with', () => {
  expect(KINDS.filter((kind) => !STANDARD_RULES.some(({ about }) => about === kind))).toEqual([])
  const own = {
    ...roster,
    rules: STANDARD_RULES.map((rule) =>
      rule.about === 'officer' ? { ...rule, keptOut: ['everyone' as const] } : rule,
    ),
  }
  expect(routeFor(own, ['works-officer'], () => true).goes).toBe('outside')
  const without = { ...roster, rules: STANDARD_RULES.filter(({ about }) => about !== 'officer') }
  expect(routeFor(without, ['works-officer'], () => true).goes).toBe('outside')
})

test('a roster that would break a promise is not signed', () => {
  expect(rosterFaults(roster, 8)).toEqual([])
  const bad = (change: Partial<Roster>) => rosterFaults({ ...roster, ...change }, 8)
  expect(bad({ members: [member('pim', 'auditor')] })).toContain('fewer than two members')
  expect(bad({ members: [...roster.members, member('ad', 'administrator')] })).toContain(
    'an administrator may not read: administrator',
  )
  expect(bad({ members: [...roster.members, member('x', 'no-such')] })).toContain('no such position: no-such')
  expect(bad({ members: [...roster.members, member('x')] })).toContain('no position: x')
  expect(bad({ members: [...roster.members, ...roster.members] })).toContain('two members with one key')
  expect(bad({ members: Array.from({ length: 9 }, (_, n) => member(`m${n}`, 'auditor')) })).toContain(
    'more than 8 members',
  )
  expect(bad({ escrows: [{ recipient: 'age1', holders: ['mayor'] }] })).toContain(
    'an escrow needs three holders',
  )
  expect(bad({ rules: [] })).not.toEqual([])
})
