import type { IsoDay } from '../calendar/dates.ts'
import type { OfficeHours } from '../calendar/working-time.ts'
import type { Answers } from '../forms/definition.ts'
import { message } from '../i18n/messages.ts'
import { say, type Lang, type Text } from '../i18n/text.ts'
import { bahtText, feeSummary, feeText, NO_FEE } from './fees.ts'
import {
  asAnswer,
  asOption,
  isSettled,
  openingQuestions,
  optionsOf,
  possibleCases,
  verdict,
} from './opening.ts'
import { intakeOn, type Division, type PublishedService } from './published.ts'
import type { DocumentNeeded, Fee, ServiceDefinition, Step } from './service.ts'
import { durationText, totalOf, totalText } from './totals.ts'

export type ManualView = ReturnType<typeof manualView>

/** What the catalogue's pages show beside the service itself. `today` decides whether applications are taken. */
export type Setting = { divisions: readonly Division[]; hours: OfficeHours; today: IsoDay; lang: Lang }

/**
 * Everything the manual page shows, in the reader's language, as plain data. `answers` are those of the
 * opening questions (see opening.ts).
 */
export function manualView(service: PublishedService, answers: Answers, setting: Setting) {
  const { divisions, hours, today, lang } = setting
  const { definition } = service.current
  const { manual } = definition
  const sayAll = (texts: Text[]) => texts.map((text) => say(text, lang))
  const documents = documentsView(definition, answers, lang)
  return {
    slug: service.slug,
    title: say(definition.title, lang),
    summary: say(definition.summary, lang),
    confirmed: definition.confirmed,
    emergency: definition.emergency ? say(definition.emergency, lang) : null,
    division: { id: service.division.id, name: say(service.division.name, lang) },
    facts: {
      time: say(totalText(totalOf(manual.steps, hours)), lang),
      fee: say(feeSummary(definition, answers), lang),
      documents: say(documentCount(definition, answers), lang),
      unit: say(service.division.name, lang),
    },
    intake: intakeOn(service, today),
    opensAt: service.opensAt,
    closesAt: service.closesAt,
    applyAddress: `/services/${service.slug}/apply${asQuery(answers)}`,
    minutesToFill: definition.minutesToFill,
    steps: manual.steps.map((step, index) => stepView(step, index, manual.steps.length, divisions, lang)),
    questions: questionsView(definition, answers, lang),
    anyAnswer: Object.keys(answers).length > 0,
    settled: isSettled(definition, answers),
    sendsPapers: documents.some((document) => document.counted),
    needed: documents.filter((document) => document.counted && document.when === null).length,
    documents,
    free: say(NO_FEE, lang) === say(feeSummary(definition, answers), lang),
    fees: feesView(definition, answers, lang),
    criteria: sayAll(manual.criteria),
    legalBasis: sayAll(manual.legalBasis),
    channels: manual.channels.map((channel) => ({
      kindName: message(`catalogue.manual.channel.${channel.kind}`, lang),
      text: say(channel.text, lang),
      hours: channel.hours ? say(channel.hours, lang) : null,
    })),
    result: say(manual.result, lang),
    refusals: (definition.refusals ?? []).map(({ id, reason, clause }) => ({
      id,
      reason: say(reason, lang),
      clause: say(clause, lang),
    })),
    appeal: say(manual.appeal, lang),
    complaints: sayAll(manual.complaints),
    version: service.current.version,
    publishedAt: service.current.publishedAt,
  }
}

function stepView(step: Step, index: number, count: number, divisions: readonly Division[], lang: Lang) {
  const unit = divisions.find((division) => division.id === step.unit)
  return {
    number: index + 1,
    last: index + 1 === count,
    title: say(step.title, lang),
    detail: step.detail ? say(step.detail, lang) : null,
    unit: unit ? say(unit.name, lang) : null,
    duration: say(durationText(step.duration), lang),
    waitsForApplicant: step.clock === 'waitsForApplicant',
    external: step.clock === 'external',
  }
}

function questionsView(definition: ServiceDefinition, answers: Answers, lang: Lang) {
  return openingQuestions(definition, answers).map(({ key, field }) => ({
    key,
    label: say(field.label, lang),
    hint: field.hint ? say(field.hint, lang) : null,
    many: field.many,
    options: optionsOf(field).map((id, index) => {
      const option = field.options.find((each) => each.id === id)
      const label = option?.label ?? field.other?.label
      return {
        id,
        element: index === 0 ? `q-${key}` : `q-${key}-${index + 1}`,
        label: label ? say(label, lang) : id,
        hint: option?.hint ? say(option.hint, lang) : null,
        chosen: [answers[key]].flat().includes(asAnswer(id)),
      }
    }),
  }))
}

function documentsView(definition: ServiceDefinition, answers: Answers, lang: Lang) {
  return definition.manual.documents.flatMap((document) => {
    const needed = verdict(document.showIf, definition.form, answers)
    if (needed === false) return []
    return {
      name: say(document.name, lang),
      issuer: document.issuer ? say(document.issuer, lang) : null,
      note: document.note ? say(document.note, lang) : null,
      originals: document.originals,
      // One upload is enough whatever number of copies paper needs (Electronic Government Act s.7).
      copies: document.uploadField !== undefined && document.copies === 1 ? 0 : document.copies,
      when: needed ? null : conditionInWords(document.showIf, definition, lang),
      counted: isCounted(document, definition),
      optional: isOptional(document, definition) && !saysSo.test(document.name.th),
      upload: document.uploadField !== undefined,
    }
  })
}

/** Counted is what must be sent in. What has no upload is shown at the counter only. */
function isCounted(document: DocumentNeeded, definition: ServiceDefinition): boolean {
  return document.uploadField !== undefined && !isOptional(document, definition)
}

const saysSo = /ถ้ามี/

/** The form lets the applicant leave it out. */
function isOptional(document: DocumentNeeded, { form }: ServiceDefinition): boolean {
  return document.uploadField !== undefined && form.fields[document.uploadField]?.required === false
}

function conditionInWords(name: string | undefined, { form }: ServiceDefinition, lang: Lang): string {
  const words = name === undefined ? undefined : form.conditions[name]?.say
  return say(words ?? { th: 'เฉพาะบางกรณี', en: 'In some cases only' }, lang)
}

function documentCount(definition: ServiceDefinition, answers: Answers): Text {
  const counted = definition.manual.documents.filter((document) => isCounted(document, definition))
  const countIn = (each: Answers) =>
    counted.filter((document) => verdict(document.showIf, definition.form, each) === true).length
  const cases = possibleCases(definition, answers)
  if (!cases) return openCount(countIn(answers))
  const counts = cases.map(countIn)
  const low = Math.min(...counts)
  const high = Math.max(...counts)
  if (high === 0) return { th: 'ไม่ต้องใช้', en: 'None needed' }
  const noun = high === 1 ? 'document' : 'documents'
  if (low === high) return { th: `${high} อย่าง`, en: `${high} ${noun}` }
  if (low === 0) return { th: `ไม่เกิน ${high} อย่าง`, en: `Up to ${high} ${noun}` }
  return { th: `${low}–${high} อย่าง`, en: `${low}–${high} ${noun}` }
}

function openCount(certain: number): Text {
  if (certain === 0) return { th: 'ขึ้นกับกรณี', en: 'Depends on your case' }
  return {
    th: `อย่างน้อย ${certain} อย่าง`,
    en: certain === 1 ? 'At least 1 document' : `At least ${certain} documents`,
  }
}

function feesView(definition: ServiceDefinition, answers: Answers, lang: Lang) {
  return definition.manual.fees.flatMap((fee: Fee) => {
    const charged = verdict(fee.showIf, definition.form, answers)
    if (charged === false) return []
    return {
      name: say(fee.name, lang),
      amount: say(feeText(fee), lang),
      rows:
        fee.kind === 'table'
          ? fee.rows.map((row) => ({
              label: say(row.label, lang),
              amount: say(bahtText(row.satang), lang),
            }))
          : [],
      when: charged ? null : conditionInWords(fee.showIf, definition, lang),
      legalBasis: fee.legalBasis ? say(fee.legalBasis, lang) : null,
    }
  })
}

/** The chosen answers travel to the form, where the same questions stand filled in. */
function asQuery(answers: Answers): string {
  const query = new URLSearchParams()
  for (const [key, answer] of Object.entries(answers)) {
    for (const id of [answer].flat()) if (typeof id === 'string') query.append(key, asOption(id))
  }
  return query.size ? `?${query.toString()}` : ''
}
