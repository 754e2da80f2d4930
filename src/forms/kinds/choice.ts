import { say } from '../../i18n/text.ts'
import type { Answer, ChoiceField } from '../definition.ts'
import {
  codePoints,
  isBlank,
  ONE_LINE,
  type Fault,
  type Given,
  type JsonSchema,
  type Kind,
  plain,
} from '../kind.ts'

const OTHER = 'other'
const OTHER_MAX = 200
const OTHER_PATTERN = ONE_LINE.replace('^', '^other:')
const OTHER_RULE = new RegExp(OTHER_PATTERN, 'u')

/** Option ids, never labels: a label may be reworded without losing what people chose. */
export const choice: Kind<ChoiceField> = {
  parts: ['', 'other'],
  firstPart: (field) => field.options[0]?.id ?? '',
  read: (field, given) => {
    const chosen = chosenOf(field, given)
    if (field.other && chosen.includes(`${OTHER}:`)) return { fault: { code: 'otherMissing', part: 'other' } }
    if (chosen.length === 0) return {}
    return { answer: field.many ? chosen : (chosen[0] ?? '') }
  },
  check: (field, answer) => {
    const ids = Array.isArray(answer) ? answer : [answer]
    if (Array.isArray(answer) !== field.many || ids.length === 0) return { code: 'invalid' }
    if (new Set(ids).size !== ids.length) return { code: 'invalid' }
    for (const id of ids) {
      const fault = checkOne(field, id)
      if (fault) return fault
    }
    return ids.filter(isOther).length > 1 ? { code: 'invalid' } : undefined
  },
  schema: (field) => {
    const one = oneSchema(field)
    if (!field.many) return one
    return {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: one,
      ...(field.other && { contains: { pattern: '^other:' }, minContains: 0, maxContains: 1 }),
    }
  },
  view: (field, given, lang) => {
    const chosen = given.many()
    return {
      many: field.many,
      options: field.options.map((option) => ({
        id: option.id,
        label: say(option.label, lang),
        hint: option.hint ? say(option.hint, lang) : '',
        checked: chosen.includes(option.id),
      })),
      other: field.other
        ? {
            label: say(field.other.label, lang),
            checked: chosen.includes(OTHER),
            value: given.one(OTHER),
            maxLength: OTHER_MAX,
          }
        : null,
    }
  },
  text: (field, answer, lang) =>
    idsOf(answer).map((id) => {
      const option = field.options.find((one) => one.id === id)
      return option ? say(option.label, lang) : id.slice(OTHER.length + 1)
    }),
  cells: (_field, answer) => ({ '': answer === undefined ? '' : idsOf(answer).join('|') }),
}

function chosenOf(field: ChoiceField, given: Given): string[] {
  const ticked = field.many ? given.many() : given.many().slice(0, 1)
  const known = field.options.map((option) => option.id).filter((id) => ticked.includes(id))
  const strange = ticked.filter((id) => id !== '' && id !== OTHER && !known.includes(id))
  if (!field.other || !ticked.includes(OTHER)) return [...known, ...strange]
  const words = given.one(OTHER).replace(/[\r\n]+/g, ' ')
  return [...known, ...strange, `${OTHER}:${isBlank(words) ? '' : words}`]
}

const idsOf = (answer: Answer): string[] => (Array.isArray(answer) ? (answer as string[]) : [plain(answer)])

const isOther = (id: unknown) => typeof id === 'string' && id.startsWith(`${OTHER}:`)

function checkOne(field: ChoiceField, id: unknown): Fault | undefined {
  if (typeof id !== 'string') return { code: 'invalid' }
  if (field.options.some((option) => option.id === id)) return undefined
  if (!field.other || !OTHER_RULE.test(id)) return { code: 'invalid' }
  const over = codePoints(id) - OTHER.length - 1 - OTHER_MAX
  return over > 0 ? { code: 'otherTooLong', part: 'other', values: { max: OTHER_MAX, over } } : undefined
}

function oneSchema(field: ChoiceField): JsonSchema {
  const listed = { enum: field.options.map((option) => option.id) }
  const own = { type: 'string', pattern: OTHER_PATTERN, maxLength: OTHER_MAX + OTHER.length + 1 }
  return field.other ? { anyOf: [listed, own] } : listed
}
