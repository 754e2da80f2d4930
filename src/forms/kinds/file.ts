import type { FileField, FileRef } from '../definition.ts'
import type { JsonSchema, Kind } from '../kind.ts'

export const MEDIA_TYPES = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'] as const

/** Uploads are stored before the page is sent; the answer names them, in their order. */
export const file: Kind<FileField> = {
  parts: [''],
  firstPart: () => '',
  read: (_field, given) => (given.files.length === 0 ? {} : { answer: given.files }),
  check: (field, answer) => {
    if (!Array.isArray(answer) || answer.length === 0 || !answer.every(isFileRef)) return { code: 'invalid' }
    if (new Set(answer.map(contentOf)).size !== answer.length) return { code: 'invalid' }
    return answer.length > field.maxFiles ? { code: 'tooMany', values: { max: field.maxFiles } } : undefined
  },
  schema: (field): JsonSchema => ({
    type: 'array',
    minItems: 1,
    maxItems: field.maxFiles,
    uniqueItems: true,
    items: {
      type: 'object',
      required: ['id', 'name', 'type', 'size'],
      additionalProperties: false,
      properties: {
        id: { type: 'string', pattern: ID },
        name: { type: 'string', minLength: 1, maxLength: 300 },
        type: { enum: MEDIA_TYPES },
        size: { type: 'integer', minimum: 1, maximum: MOST_BYTES },
      },
    },
  }),
  view: (field, given) => ({
    files: given.files.map((one, index) => ({ ...one, size: sizeText(one.size), isFirst: index === 0 })),
    hasFiles: given.files.length > 0,
    isFull: given.files.length >= field.maxFiles,
    maxFiles: field.maxFiles,
    endings: field.accept.map((type) => `.${type}`).join(', '),
    // iPhones turn HEIC photos into JPEG by themselves when JPEG is asked for and HEIC is not.
    accept: field.accept
      .filter((type) => type !== 'heic')
      .map(acceptOf)
      .join(','),
  }),
  text: (_field, answer) => (answer as FileRef[]).map((one) => one.name),
  cells: (_field, answer) => ({
    '': ((answer as FileRef[] | undefined) ?? []).map((one) => one.name).join('|'),
  }),
}

const ID = '^[a-zA-Z0-9_-]{8,64}$'
const ID_RULE = new RegExp(ID)
const MOST_BYTES = 100_000_000

/** Bytes as people read them: kB below a megabyte. */
export function sizeText(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** The same upload twice is the same however its parts are ordered. */
const contentOf = ({ id, name, type, size }: FileRef) => JSON.stringify([id, name, type, size])

const acceptOf = (type: string) => (type === 'jpg' ? '.jpg,.jpeg' : `.${type}`)

function isFileRef(value: unknown): value is FileRef {
  if (typeof value !== 'object' || value === null) return false
  const one = value as Record<string, unknown>
  return (
    Object.keys(one).length === 4 &&
    typeof one['id'] === 'string' &&
    ID_RULE.test(one['id']) &&
    typeof one['name'] === 'string' &&
    one['name'].length > 0 &&
    [...one['name']].length <= 300 &&
    MEDIA_TYPES.some((type) => type === one['type']) &&
    Number.isInteger(one['size']) &&
    Number(one['size']) >= 1 &&
    Number(one['size']) <= MOST_BYTES
  )
}
