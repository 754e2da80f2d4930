import { isDeepStrictEqual } from 'node:util'
import type { Field } from '../forms/definition.ts'
import { gateMessages } from '../i18n/messages/gate.ts'
import type { Text } from '../i18n/text.ts'
import { bahtText, feeText } from './fees.ts'
import type { DocumentNeeded, Fee, ServiceDefinition, Step } from './service.ts'
import { durationText, totalOf, totalText } from './totals.ts'

/** One readable difference between two versions. */
export type Change = Text

type MessageKey = Extract<keyof typeof gateMessages, `gate.diff.${string}`>
type Code = MessageKey extends `gate.diff.${infer Rest}` ? Rest : never
type Values = Record<string, Text | string>

/**
 * What an approver should know before a version comes into force, most weighty first: time, fees and
 * documents, then questions, then the rest. Empty only for two equal documents.
 */
export function diff(before: ServiceDefinition, after: ServiceDefinition): Change[] {
  return [
    ...total(before, after),
    ...lists(before.manual.steps, after.manual.steps, STEPS),
    ...lists(before.manual.fees, after.manual.fees, FEES),
    ...lists(before.manual.documents, after.manual.documents, DOCUMENTS),
    ...lists(fields(before), fields(after), FIELDS),
    ...lists(before.form.pages, after.form.pages, PAGES),
    ...lists(before.form.sections, after.form.sections, SECTIONS),
    ...conditions(before, after),
    ...parts(before, after),
  ]
}

function total(before: ServiceDefinition, after: ServiceDefinition): Change[] {
  const [from, to] = [before, after].map(({ manual }) => totalText(totalOf(manual.steps))) as [Text, Text]
  return isDeepStrictEqual(from, to) ? [] : [sentence('total', { from, to })]
}

type Subject<Item> = {
  name: (item: Item) => Text
  added: Code
  removed: Code
  /** What is shown with an added entry, and whose change has a sentence of its own. */
  figure?: (item: Item) => Text
  figureChanged?: Code
  details?: (before: Item, after: Item) => Change[]
  changed: Code
  moved: Code
}

/** Entries are the same entry where their ids agree. */
function lists<Item extends { id: string }>(before: Item[], after: Item[], subject: Subject<Item>): Change[] {
  const old = new Map(before.map((item) => [item.id, item]))
  const kept = after.filter(({ id }) => old.has(id))
  const keptBefore = before.filter(({ id }) => kept.some((item) => item.id === id))
  const values = (item: Item) => ({ name: subject.name(item), figure: subject.figure?.(item) ?? '' })
  return [
    ...after.filter(({ id }) => !old.has(id)).map((item) => sentence(subject.added, values(item))),
    ...before
      .filter((item) => !keptBefore.includes(item))
      .map((item) => sentence(subject.removed, values(item))),
    ...kept.flatMap((item) => entry(old.get(item.id) ?? item, item, subject)),
    ...(isDeepStrictEqual(idsOf(keptBefore), idsOf(kept)) ? [] : [sentence(subject.moved, {})]),
  ]
}

function entry<Item>(before: Item, after: Item, subject: Subject<Item>): Change[] {
  if (isDeepStrictEqual(before, after)) return []
  const name = subject.name(after)
  const [from, to] = [subject.figure?.(before), subject.figure?.(after)]
  const told = [
    ...(from && to && subject.figureChanged && !isDeepStrictEqual(from, to)
      ? [sentence(subject.figureChanged, { name, from, to })]
      : []),
    ...(subject.details?.(before, after) ?? []),
  ]
  return told.length > 0 ? told : [sentence(subject.changed, { name })]
}

function idsOf(list: { id: string }[]): string[] {
  return list.map(({ id }) => id)
}

const STEPS: Subject<Step> = {
  name: ({ title }) => title,
  added: 'stepAdded',
  removed: 'stepRemoved',
  figure: ({ duration }) => durationText(duration),
  figureChanged: 'stepDuration',
  details: (before, after) => {
    const rest = !isDeepStrictEqual({ ...before, duration: 0 }, { ...after, duration: 0 })
    return rest ? [sentence('stepChanged', { name: after.title })] : []
  },
  changed: 'stepChanged',
  moved: 'stepsMoved',
}

const FEES: Subject<Fee> = {
  name: ({ name }) => name,
  added: 'feeAdded',
  removed: 'feeRemoved',
  figure: amounts,
  figureChanged: 'feeAmount',
  details: (before, after) => {
    const rest = (fee: Fee) => [fee.name, fee.showIf, fee.legalBasis]
    return isDeepStrictEqual(rest(before), rest(after)) ? [] : [sentence('feeChanged', { name: after.name })]
  },
  changed: 'feeChanged',
  moved: 'feesMoved',
}

const DOCUMENTS: Subject<DocumentNeeded> = {
  name: ({ name }) => name,
  added: 'documentAdded',
  removed: 'documentRemoved',
  figure: ({ originals, copies }) => sentence('copies', { originals: `${originals}`, copies: `${copies}` }),
  figureChanged: 'documentCopies',
  details: (before, after) => {
    const rest = (document: DocumentNeeded) => ({ ...document, originals: 0, copies: 0 })
    return isDeepStrictEqual(rest(before), rest(after))
      ? []
      : [sentence('documentChanged', { name: after.name })]
  },
  changed: 'documentChanged',
  moved: 'documentsMoved',
}

type NamedField = { id: string; field: Field }

function fields({ form }: ServiceDefinition): NamedField[] {
  const entries = Object.entries(form.fields).map(([id, field]) => ({ id, field }))
  // Questions come in the order of their pages; the order of the record means nothing.
  return entries.toSorted((one, other) => one.id.localeCompare(other.id))
}

const FIELDS: Subject<NamedField> = {
  name: ({ field }) => field.label,
  added: 'fieldAdded',
  removed: 'fieldRemoved',
  details: ({ field: before }, { field: after }) => [
    ...(before.required === after.required
      ? []
      : [sentence(after.required ? 'fieldRequired' : 'fieldOptional', { name: after.label })]),
    ...optionChanges(before, after),
    ...(isDeepStrictEqual(otherwise(before), otherwise(after))
      ? []
      : [sentence('fieldChanged', { name: after.label })]),
  ],
  changed: 'fieldChanged',
  moved: 'pagesMoved',
}

function otherwise(field: Field): unknown {
  return { ...field, required: true, options: [] }
}

function optionChanges(before: Field, after: Field): Change[] {
  if (before.kind !== 'choice' || after.kind !== 'choice') return []
  const field = after.label
  return lists(before.options, after.options, {
    name: ({ label }) => label,
    added: 'optionAdded',
    removed: 'optionRemoved',
    changed: 'optionChanged',
    moved: 'optionsMoved',
  }).map((change) => place(change, { field }))
}

const PAGES: Subject<ServiceDefinition['form']['pages'][number]> = {
  name: ({ title }) => title,
  added: 'pageAdded',
  removed: 'pageRemoved',
  changed: 'pageChanged',
  moved: 'pagesMoved',
}

const SECTIONS: Subject<ServiceDefinition['form']['sections'][number]> = {
  name: ({ title }) => title,
  added: 'sectionAdded',
  removed: 'sectionRemoved',
  changed: 'sectionChanged',
  moved: 'sectionsMoved',
}

function conditions({ form: before }: ServiceDefinition, { form: after }: ServiceDefinition): Change[] {
  const names = [...new Set([...Object.keys(before.conditions), ...Object.keys(after.conditions)])]
  return names
    .filter((name) => !isDeepStrictEqual(before.conditions[name], after.conditions[name]))
    .map((name) => sentence('conditionChanged', { name: after.conditions[name]?.say ?? name }))
}

type PartName = Code extends infer Key ? (Key extends `part.${infer Name}` ? Name : never) : never

/** The parts told as a whole; with the lists above they make up the entire document. */
const PARTS: Record<PartName, (version: ServiceDefinition) => unknown> = {
  title: ({ title }) => title,
  summary: ({ summary }) => summary,
  confirmed: ({ confirmed }) => confirmed,
  emergency: ({ emergency }) => emergency,
  criteria: ({ manual }) => manual.criteria,
  channels: ({ manual }) => manual.channels,
  legalBasis: ({ manual }) => manual.legalBasis,
  result: ({ manual }) => manual.result,
  complaints: ({ manual }) => manual.complaints,
  appeal: ({ manual }) => manual.appeal,
  refusals: ({ refusals = [] }) => refusals,
  declaration: ({ form }) => form.declaration,
  route: ({ route }) => route,
  applicant: ({ applicant }) => applicant,
  retention: ({ retention }) => retention,
  export: (version) => version.export,
  search: ({ lifeEvents, synonyms, minutesToFill }) => [lifeEvents, synonyms, minutesToFill],
  identity: ({ id, schemaVersion }) => [id, schemaVersion],
}

function parts(before: ServiceDefinition, after: ServiceDefinition): Change[] {
  const names = Object.keys(PARTS) as PartName[]
  return names
    .filter((name) => !isDeepStrictEqual(PARTS[name](before), PARTS[name](after)))
    .map((name) => sentence(`part.${name}`, {}))
}

/** A table is told row by row: its range may stay while its rows change. */
function amounts(fee: Fee): Text {
  if (fee.kind !== 'table') return feeText(fee)
  return joined(fee.rows.map(({ label, satang }) => sentence('feeRow', { label, amount: bahtText(satang) })))
}

function joined(texts: Text[]): Text {
  return { th: texts.map(({ th }) => th).join(' · '), en: texts.map(({ en }) => en).join(' · ') }
}

function sentence(code: Code, values: Values): Text {
  return place(gateMessages[`gate.diff.${code}`], values)
}

/** Fills the places of each language with the words of that language. */
function place(text: Text, values: Values): Text {
  const fillOne = (words: string, lang: 'th' | 'en') =>
    words.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name]
      return value === undefined ? whole : typeof value === 'string' ? value : value[lang]
    })
  return { th: fillOne(text.th, 'th'), en: fillOne(text.en, 'en') }
}
