import { say } from '../../i18n/text.ts'
import { westernDigits } from '../../i18n/thai.ts'
import type { LongTextField, TextField } from '../definition.ts'
import {
  codePoints,
  isBlank,
  LINES,
  ONE_LINE,
  plain,
  type Fault,
  type JsonSchema,
  type Kind,
} from '../kind.ts'

const SHORT = 200
const LONG = 5000
const ONE_LINE_RULE = new RegExp(ONE_LINE, 'u')
const LINES_RULE = new RegExp(LINES, 'u')

/** One line. What was typed is kept to the letter: names and house numbers are not ours to tidy. */
export const text: Kind<TextField> = {
  parts: [''],
  firstPart: () => '',
  read: (field, given) =>
    answerOf(field.digits ? digitsOf(given.one()) : given.one().replace(/[\r\n]+/g, ' ')),
  check: (field, answer) =>
    checkWords(answer, field.maxLength ?? SHORT, ONE_LINE_RULE) ?? checkDigits(field, answer),
  schema: (field) => ({
    type: 'string',
    maxLength: field.maxLength ?? SHORT,
    pattern: field.digits ? digitPattern(field.digits) : ONE_LINE,
  }),
  view: (field, given, lang) => ({
    value: given.one(),
    maxLength: field.maxLength ?? SHORT,
    autocomplete: field.autocomplete ?? '',
    suggestions: (field.suggestions ?? []).map((suggestion) => say(suggestion, lang)),
  }),
  text: (_field, answer) => [plain(answer)],
  cells: (_field, answer) => ({ '': plain(answer) }),
}

export const longText: Kind<LongTextField> = {
  parts: [''],
  firstPart: () => '',
  // Browsers send line ends as CR LF; the letter of the text is its lines.
  read: (_field, given) => answerOf(given.one().replace(/\r\n?/g, '\n')),
  check: (field, answer) => checkWords(answer, field.maxLength ?? LONG, LINES_RULE),
  schema: (field): JsonSchema => ({
    type: 'string',
    maxLength: field.maxLength ?? LONG,
    pattern: LINES,
  }),
  view: (field, given) => ({
    value: given.one(),
    maxLength: field.maxLength ?? LONG,
    rows: field.rows ?? 5,
  }),
  text: (_field, answer) => plain(answer).split('\n'),
  cells: (_field, answer) => ({ '': plain(answer) }),
}

const digitsOf = (typed: string) => westernDigits(typed).replace(/[\s-]/gu, '')

const digitPattern = ({ least, most }: { least: number; most: number }) => `^[0-9]{${least},${most}}$`

function checkDigits({ digits }: TextField, answer: unknown): Fault | undefined {
  if (!digits || new RegExp(digitPattern(digits)).test(String(answer))) return undefined
  const { least, most } = digits
  return least === most
    ? { code: 'digitsExactly', values: { least } }
    : { code: 'digits', values: { least, most } }
}

function answerOf(value: string) {
  return isBlank(value) ? {} : { answer: value }
}

function checkWords(answer: unknown, max: number, rule: RegExp): Fault | undefined {
  if (typeof answer !== 'string' || !rule.test(answer)) return { code: 'invalid' }
  const length = codePoints(answer)
  return length > max ? { code: 'tooLong', values: { max, over: length - max } } : undefined
}
