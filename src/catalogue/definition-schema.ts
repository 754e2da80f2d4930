import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { FILE_TYPES, PII } from '../forms/definition.ts'
import { DURATION_UNITS, LIFE_EVENTS } from './service.ts'

type Schema = Record<string, unknown>

const text = ref('Text')
const words = { type: 'string', pattern: '\\S' }
const whole = { type: 'integer', minimum: 0 }
const texts = { type: 'array', items: text }

/** JSON Schema 2020-12 of a service definition, also offered for download to those who write one. */
export const definitionSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:sala:service-definition:1',
  title: 'Sala service definition',
  ...closed(
    {
      schemaVersion: { const: 1 },
      id: ref('Slug'),
      title: text,
      summary: text,
      confirmed: { type: 'boolean' },
      lifeEvents: { type: 'array', items: { enum: LIFE_EVENTS }, uniqueItems: true },
      synonyms: { type: 'array', items: words },
      minutesToFill: { type: 'integer', minimum: 1 },
      emergency: text,
      manual: ref('Manual'),
      refusals: { type: 'array', minItems: 1, items: ref('Refusal') },
      form: ref('Form'),
      route: { type: 'array', minItems: 1, items: closed({ when: ref('Key'), to: ref('Slug') }, ['when']) },
      applicant: closed({ name: ref('Key'), phone: ref('Key'), email: ref('Key') }, [
        'name',
        'phone',
        'email',
      ]),
      retention: closed({
        finishedDays: { type: 'integer', minimum: 1 },
        draftDays: { type: 'integer', minimum: 1 },
      }),
      export: {
        type: 'object',
        propertyNames: { anyOf: [ref('Key'), ref('Slug')] },
        additionalProperties: ref('Column'),
      },
    },
    ['emergency', 'refusals'],
  ),
  $defs: {
    Text: closed({ th: words, en: words }),
    Slug: { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 },
    // Names every JavaScript object has already would find a function where a field or condition is looked up.
    Key: {
      type: 'string',
      pattern: '^[a-z][A-Za-z0-9]*$',
      maxLength: 60,
      not: { enum: Object.getOwnPropertyNames(Object.prototype) },
    },
    OptionId: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]*$', maxLength: 60 },
    Column: { type: 'string', pattern: '^[a-z][a-z0-9_]*$', maxLength: 60 },
    Day: { type: 'string', pattern: '^(today|[0-9]{4}-[0-9]{2}-[0-9]{2})$' },
    Manual: closed({
      criteria: texts,
      channels: { type: 'array', minItems: 1, items: ref('Channel') },
      legalBasis: texts,
      steps: { type: 'array', items: ref('Step') },
      documents: { type: 'array', items: ref('Document') },
      fees: { type: 'array', items: ref('Fee') },
      result: text,
      complaints: { ...texts, minItems: 1 },
      appeal: text,
    }),
    Refusal: closed({ id: ref('Slug'), reason: text, clause: text }),
    Channel: closed({ kind: { enum: ['online', 'counter', 'phone', 'post'] }, text, hours: text }, ['hours']),
    Step: closed(
      {
        id: ref('Slug'),
        title: text,
        detail: text,
        unit: ref('Slug'),
        duration: closed({ n: whole, unit: { enum: DURATION_UNITS } }),
        clock: { enum: ['counts', 'waitsForApplicant', 'external'] },
      },
      ['detail'],
    ),
    Document: closed(
      {
        id: ref('Slug'),
        name: text,
        issuer: text,
        originals: whole,
        copies: whole,
        note: text,
        showIf: ref('Key'),
        uploadField: ref('Key'),
      },
      ['issuer', 'note', 'showIf', 'uploadField'],
    ),
    Fee: byKind(
      { id: ref('Slug'), name: text, showIf: ref('Key'), legalBasis: text },
      ['showIf', 'legalBasis'],
      {
        none: {},
        fixed: { satang: whole },
        perUnit: { satang: whole, per: text },
        percent: { hundredths: whole, of: text },
        table: { rows: { type: 'array', minItems: 1, items: closed({ label: text, satang: whole }) } },
      },
    ),
    Form: closed({
      sections: { type: 'array', minItems: 1, items: closed({ id: ref('Slug'), title: text }) },
      pages: { type: 'array', minItems: 1, items: ref('Page') },
      fields: { type: 'object', propertyNames: ref('Key'), additionalProperties: ref('Field') },
      conditions: { type: 'object', propertyNames: ref('Key'), additionalProperties: ref('Condition') },
      declaration: text,
    }),
    Page: closed(
      {
        id: ref('Slug'),
        section: ref('Slug'),
        title: text,
        intro: text,
        showIf: ref('Key'),
        repeat: closed({ min: whole, max: whole, row: text }),
        fields: { type: 'array', minItems: 1, items: ref('Key') },
      },
      ['intro', 'showIf', 'repeat'],
    ),
    Option: closed({ id: ref('OptionId'), label: text, hint: text }, ['hint']),
    Field: byKind(
      {
        label: text,
        hint: text,
        required: { type: 'boolean' },
        pii: { enum: PII },
        showIf: ref('Key'),
      },
      ['hint', 'showIf'],
      {
        text: {
          'maxLength?': { type: 'integer', minimum: 1 },
          'autocomplete?': { type: 'string', pattern: '^[a-z0-9 -]+$' },
          'suggestions?': texts,
          'digits?': closed({
            least: { type: 'integer', minimum: 1, maximum: 100 },
            most: { type: 'integer', minimum: 1, maximum: 100 },
          }),
        },
        longText: { 'maxLength?': { type: 'integer', minimum: 1 }, 'rows?': { type: 'integer', minimum: 1 } },
        number: {
          'min?': { type: 'number' },
          'max?': { type: 'number' },
          'decimals?': { type: 'integer', minimum: 0, maximum: 6 },
          'isYear?': { type: 'boolean' },
          'unit?': text,
        },
        money: { 'minSatang?': whole, 'maxSatang?': whole },
        choice: {
          many: { type: 'boolean' },
          options: { type: 'array', minItems: 1, items: ref('Option') },
          'other?': closed({ label: text }),
        },
        date: {
          'earliest?': ref('Day'),
          'latest?': ref('Day'),
          'notBefore?': ref('Key'),
          'partial?': { type: 'boolean' },
        },
        thaiId: {},
        phone: {},
        email: {},
        address: {},
        place: {},
        file: {
          accept: { type: 'array', minItems: 1, items: { enum: FILE_TYPES }, uniqueItems: true },
          maxFiles: { type: 'integer' },
        },
        declaration: {},
      },
    ),
    Condition: { type: 'object', properties: { say: text }, oneOf: conditionShapes({ say: true }) },
    ConditionTree: { type: 'object', oneOf: conditionShapes({}) },
  },
}

// Compiling takes a fifth of a second, and a start on a filled catalogue validates nothing.
let compiled: ValidateFunction | undefined
const validator = () =>
  (compiled ??= new Ajv2020({ allErrors: true, discriminator: true, allowUnionTypes: true }).compile(
    definitionSchema,
  ))

/** What does not fit the schema, in the validator's own terms; empty when the document fits. */
export function schemaErrors(document: unknown): ErrorObject[] {
  const validate = validator()
  return validate(document) ? [] : [...(validate.errors ?? [])]
}

function ref(name: string): Schema {
  return { $ref: `#/$defs/${name}` }
}

/** An object of exactly these names; all are needed but the optional ones. */
function closed(properties: Schema, optional: string[] = []): Schema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name))
  return { type: 'object', properties, required, additionalProperties: false }
}

/** One closed shape for each kind, sharing the common names; a name ending in `?` may be missing. */
function byKind(common: Schema, optional: string[], kinds: Record<string, Schema>): Schema {
  const shapes = Object.entries(kinds).map(([kind, own]) => {
    const bare = Object.entries(own).map(([name, schema]): [string, unknown] => [
      name.replace('?', ''),
      schema,
    ])
    const missing = Object.keys(own).flatMap((name) => (name.endsWith('?') ? [name.slice(0, -1)] : []))
    const properties: Schema = { kind: { const: kind }, ...common, ...Object.fromEntries(bare) }
    return closed(properties, [...optional, ...missing])
  })
  return { type: 'object', discriminator: { propertyName: 'kind' }, required: ['kind'], oneOf: shapes }
}

function conditionShapes(extra: Schema): Schema[] {
  const branches = { type: 'array', minItems: 1, items: ref('ConditionTree') }
  const value = { type: ['string', 'number', 'boolean'] }
  const values = { type: 'array', minItems: 1, items: { type: ['string', 'number'] } }
  const shapes = [
    { all: branches },
    { any: branches },
    { not: ref('ConditionTree') },
    { use: ref('Key') },
    { q: ref('Key'), op: { enum: ['eq', 'ne'] }, v: value },
    { q: ref('Key'), op: { const: 'in' }, v: values },
    { q: ref('Key'), op: { const: 'answered' } },
    { q: ref('Key'), op: { enum: ['gt', 'gte', 'lt', 'lte'] }, v: { type: 'number' } },
  ]
  return shapes.map((shape) => closed({ ...shape, ...extra }, Object.keys(extra)))
}
