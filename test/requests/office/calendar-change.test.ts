import { expect, test } from 'vitest'
import { STANDARD_CLOCK_RULES } from '../../../src/calendar/clock-rules.ts'
import { holidayId, type Holiday } from '../../../src/calendar/working-time.ts'
import { DEFAULT_MUNICIPALITY } from '../../../src/municipality.ts'
import {
  applied,
  byDay,
  statesThrough,
  undoing,
  type CalendarStep,
  type OfficeState,
} from '../../../src/requests/office/calendar-change.ts'
import { divisionId, moved } from '../../../src/requests/office/division.ts'

const day = (of: string): Holiday => ({
  day: of,
  name: { th: of, en: of },
  kind: 'regular',
  scope: 'nation',
  source: 'x',
})
const state: OfficeState = {
  holidays: [day('2026-01-01'), day('2026-05-01')],
  hours: DEFAULT_MUNICIPALITY.hours,
  rules: STANDARD_CLOCK_RULES,
}
const shown = ({ holidays, ...rest }: OfficeState) => ({ ...rest, holidays: byDay(holidays).map(holidayId) })

test.each<[string, CalendarStep]>([
  ['entering', { enter: [day('2026-06-17')] }],
  ['removing', { drop: ['2026-05-01-nation'] }],
  ['other hours', { hours: { ...state.hours, opens: '09:00' } }],
  ['other rules', { rules: { ...state.rules, reopenDays: 9 } }],
  [
    'all at once',
    { enter: [day('2026-06-17')], drop: ['2026-01-01-nation'], hours: { ...state.hours, closes: '17:00' } },
  ],
])('%s is undone by its undoing', (_name, step) => {
  const after = applied(state, step)
  expect(shown(after)).not.toEqual(shown(state))
  expect(shown(applied(after, undoing(state, step)))).toEqual(shown(state))
})

test('the states between several changes are found from the present one', () => {
  const steps: CalendarStep[] = [{ enter: [day('2026-06-17')] }, { drop: ['2026-05-01-nation'] }]
  const middle = applied(state, steps[0]!)
  const present = applied(middle, steps[1]!)
  const change = (id: string, undo: CalendarStep) => ({
    id,
    by: 'amnat',
    at: '',
    reason: { th: '', en: '' },
    undo,
  })
  const changes = [change('1', undoing(state, steps[0]!)), change('2', undoing(middle, steps[1]!))]
  expect(statesThrough(present, changes).map(shown)).toEqual([state, middle, present].map(shown))
})

test('a division’s id comes from its English name and is nobody else’s', () => {
  expect(divisionId('Strategy & Budget Division', [])).toBe('strategy-budget-division')
  expect(divisionId('Health', ['health', 'health-2'])).toBe('health-3')
  expect(divisionId('กอง', [])).toBe('division')
})

test('ended divisions have no place in the order', () => {
  const row = (id: string, position: number, endedAt: string | null = null) => ({
    id,
    name: { th: id, en: id },
    work: { th: id, en: id },
    position,
    endedAt,
  })
  const rows = [row('a', 1), row('gone', 2, 'x'), row('b', 3), row('c', 3)]
  const after = (changes: ReturnType<typeof moved>) => changes.map((one) => [one.row.id, one.position])
  expect(after(moved(rows, 'b', -1))).toEqual([
    ['b', 1],
    ['a', 2],
  ])
  expect(moved(rows, 'a', -1)).toEqual([])
  expect(moved(rows, 'gone', 1)).toEqual([])
})
