import type { Answers, FormDefinition } from '../../src/forms/definition.ts'
import type { Dice } from './dice.ts'
import { rightAnswer } from './random-input.ts'

type Holder = Record<string, unknown>

/** Answers spoilt in a few places, or left as they are: the kind of document a foreign program might send. */
export function mutated(form: FormDefinition, answers: Answers, dice: Dice): unknown {
  const copy = structuredClone(answers) as Holder
  for (let n = dice.pick([0, 0, 1, 1, 1, 2, 3]); n > 0; n--) mutateOnce(form, copy, dice)
  return dice.chance(0.01) ? dice.pick<unknown>([null, [], 'x', 5, [copy], {}]) : copy
}

function mutateOnce(form: FormDefinition, answers: Holder, dice: Dice) {
  const rows = form.pages.filter((page) => Array.isArray(answers[page.id]))
  const page = rows[dice.below(rows.length)]
  if (page && dice.chance(0.5)) mutateRows(form, page.fields, answers[page.id] as unknown[], dice)
  else mutateHolder(form, Object.keys(form.fields), answers, dice)
}

function mutateHolder(form: FormDefinition, known: string[], holder: Holder, dice: Dice) {
  const present = Object.keys(holder)
  const key = present[dice.below(present.length)]
  const any = known[dice.below(known.length)] ?? ''
  const field = form.fields[any]
  const deed = dice.below(8)
  if (deed === 0 && key) delete holder[key]
  if ((deed === 1 || deed === 2) && field) holder[any] = rightAnswer(field, dice)
  if (deed === 3 && key) holder[key] = junk(dice)
  if (deed === 4)
    add(holder, dice.pick(['zzz', '__proto__', 'constructor', 'toString', 'length', '', '0']), junk(dice))
  if (deed === 5) holder[any] = junk(dice)
  if (deed === 6 && key) mutateInside(holder[key], dice)
  if (deed === 7 && key) holder[key] = holder[present[dice.below(present.length)] ?? key]
}

function mutateRows(form: FormDefinition, known: string[], rows: unknown[], dice: Dice) {
  const at = dice.below(rows.length)
  const row = rows[at]
  const deed = dice.below(6)
  if (deed === 0) rows.push(structuredClone(row))
  if (deed === 1) rows.pop()
  if (deed === 2) rows[at] = junk(dice)
  if (deed >= 3 && isHolder(row)) mutateHolder(form, known, row, dice)
}

/** Into an address, a place, a list of options or of uploads. */
function mutateInside(value: unknown, dice: Dice) {
  if (Array.isArray(value)) {
    const first: unknown = value[0]
    const deed = dice.below(6)
    if (deed === 0) value.push(isHolder(first) ? Object.fromEntries(Object.entries(first).reverse()) : first)
    if (deed === 1) value.push(junk(dice))
    if (deed === 2) value.reverse()
    if (deed === 5) value.push('other:ก', 'other:ข')
    if (deed === 3) value.length = 0
    if (deed === 4 && isHolder(first)) mutateInside(first, dice)
    return
  }
  if (!isHolder(value)) return
  const keys = Object.keys(value)
  const key = keys[dice.below(keys.length)] ?? 'zzz'
  if (dice.chance(0.4)) delete value[key]
  else add(value, dice.pick([key, 'zzz', '__proto__', 'lat', 'code']), junk(dice))
}

/** As JSON.parse does it: `__proto__` becomes a member like any other. */
function add(holder: Holder, key: string, value: unknown) {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })
}

const isHolder = (value: unknown): value is Holder =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A copy: what is spoilt further must not spoil the next document. */
const junk = (dice: Dice): unknown => structuredClone(dice.pick(JUNK))

const JUNK: readonly [unknown, ...unknown[]] = [
  null,
  '',
  ' ',
  'x',
  'yes',
  'no',
  'other:',
  'other: ',
  'other:สวน',
  'other:a\nb',
  'other:' + 'x'.repeat(201),
  'a\rb',
  'a\u0000b',
  'ก'.repeat(5001),
  '\ud800',
  0,
  -1,
  1.5,
  0.1,
  1.0000001,
  2.675,
  1e12,
  -1e12,
  1e12 + 1,
  1e300,
  true,
  false,
  '2026',
  '2026-02-29',
  '2024-02-29',
  '1799-12-31',
  '2026-06-15',
  '2026-06-16',
  '2026-06',
  '0000000000019',
  '9999900000018',
  '044381234',
  'a@b.co',
  [],
  {},
  [null],
  [[]],
  ['yes'],
  ['yes', 'yes'],
  ['other:a', 'other:b'],
  [{}],
  [{ size: 1 }],
  { landmark: 'x', lat: 14 },
  { landmark: 'x', lat: 14, lng: 101 },
  { landmark: ' ' },
  { constructor: 1 },
]
