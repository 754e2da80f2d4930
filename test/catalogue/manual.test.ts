import { describe, expect, it } from 'vitest'
import { manualView } from '../../src/catalogue/manual.ts'
import { openingAnswers } from '../../src/catalogue/opening.ts'
import type { DocumentNeeded, Fee, ServiceDefinition, Step } from '../../src/catalogue/service.ts'
import { totalOf, totalText } from '../../src/catalogue/totals.ts'
import type { Condition, Field, Page } from '../../src/forms/definition.ts'
import { published, setting, starter, starterDefinition } from '../support/catalogue.ts'

const light = starterDefinition('street-light-repair')

function view(definition: ServiceDefinition, query: Record<string, unknown> = {}, lang: 'th' | 'en' = 'th') {
  return manualView(published(definition), openingAnswers(definition, query), { ...setting, lang })
}

const text = (words: string) => ({ th: words, en: words })
const ask = (label: string, ids: string[], more: Partial<Field> = {}) =>
  ({
    kind: 'choice',
    many: false,
    label: text(label),
    required: true,
    pii: 'none',
    options: ids.map((id) => ({ id, label: text(id) })),
    ...more,
  }) as Field
const upload: Field = {
  kind: 'file',
  label: text('file'),
  required: true,
  pii: 'none',
  accept: ['pdf'],
  maxFiles: 1,
}

type Parts = {
  fields: Record<string, Field>
  conditions: Record<string, Condition>
  documents?: DocumentNeeded[]
  fees?: Fee[]
  pages?: Partial<Page>[]
}

function service({ fields, conditions, documents, fees, pages }: Parts): ServiceDefinition {
  const whole = { id: 'a', section: 'problem', title: text('a'), fields: Object.keys(fields) }
  return {
    ...light,
    manual: { ...light.manual, documents: documents ?? [], fees: fees ?? light.manual.fees },
    form: {
      ...light.form,
      fields: { ...fields, file: upload },
      conditions,
      pages: (pages ?? [{}]).map((page) => ({ ...whole, ...page })),
    },
  }
}

const paper = (id: string, showIf?: string): DocumentNeeded => ({
  id,
  name: text(id),
  originals: 0,
  copies: 1,
  uploadField: 'file',
  ...(showIf && { showIf }),
})

const twoQuestions = service({
  fields: {
    who: ask('who', ['self', 'other']),
    relation: ask('relation', ['parent', 'lawyer'], { showIf: 'isOther' }),
  },
  conditions: {
    isOther: { q: 'who', op: 'eq', v: 'other', say: text('when another applies') },
    isLawyer: { q: 'relation', op: 'eq', v: 'lawyer', say: text('when a lawyer applies') },
  },
  documents: [paper('always'), paper('power', 'isOther'), paper('licence', 'isLawyer')],
})

describe('the four facts', () => {
  it('adds the time up from the steps and never counts waiting for others', () => {
    expect(view(light).facts.time).toBe('7 วันทำการ')
    expect(view(light, {}, 'en').facts.time).toBe('7 working days')
    const waits: Step = { ...light.manual.steps[1]!, clock: 'external', duration: { n: 90, unit: 'day' } }
    const steps = [...light.manual.steps, waits]
    expect(view({ ...light, manual: { ...light.manual, steps } }).facts.time).toBe('7 วันทำการ')
  })

  it.each([
    [
      [
        { n: 20, unit: 'minute' },
        { n: 10, unit: 'minute' },
      ],
      '30 นาที',
    ],
    [
      [
        { n: 5, unit: 'minute' },
        { n: 1, unit: 'hour' },
      ],
      '1 ชั่วโมง 5 นาที',
    ],
    [
      [
        { n: 1, unit: 'workingDay' },
        { n: 44, unit: 'day' },
      ],
      '1 วันทำการ และ 44 วัน',
    ],
    [
      [
        { n: 8, unit: 'hour' },
        { n: 2, unit: 'workingDay' },
      ],
      '3 วันทำการ',
    ],
    [[], '0 นาที'],
  ] as const)('sums %j to %s', (durations, words) => {
    const steps = durations.map((duration) => ({ ...light.manual.steps[0]!, duration }))
    expect(totalText(totalOf(steps)).th).toBe(words)
  })

  it('says that a free service has no fee, in those words', () => {
    expect(view(light).facts.fee).toBe('ไม่มีค่าธรรมเนียม')
    expect(view(light).free).toBe(true)
  })

  it('gives the exact range of a fee that depends on a question, then the amount', () => {
    const fee = (id: string, satang: number, showIf: string): Fee => ({
      id,
      name: text(id),
      kind: 'fixed',
      satang,
      showIf,
    })
    const charged = service({
      fields: { what: ask('what', ['new', 'change']) },
      conditions: {
        isNew: { q: 'what', op: 'eq', v: 'new' },
        isChange: { q: 'what', op: 'eq', v: 'change' },
      },
      fees: [fee('n', 5000, 'isNew'), fee('c', 2050, 'isChange')],
    })
    expect(view(charged).facts.fee).toBe('20.50–50 บาท')
    expect(view(charged, { what: 'change' }).facts.fee).toBe('20.50 บาท')
    expect(view(charged, { what: 'new' }).fees.map(({ amount }) => amount)).toEqual(['50 บาท'])
  })

  it('does not count a paper that may be left out, nor one only shown at the counter', () => {
    expect(view(light).facts.documents).toBe('ไม่ต้องใช้')
    const { uploadField: _none, ...counter } = paper('card')
    expect(view(service({ fields: {}, conditions: {}, documents: [counter] })).needed).toBe(0)
  })
})

describe('documents that depend on a question', () => {
  it('are shown with their condition in words until the question is answered', () => {
    const { documents, facts, settled } = view(twoQuestions)
    expect(documents.map(({ name, when }) => [name, when])).toEqual([
      ['always', null],
      ['power', 'when another applies'],
      ['licence', 'when a lawyer applies'],
    ])
    expect(facts.documents).toBe('1–3 อย่าง')
    expect(settled).toBe(false)
  })

  it('go when the answer makes them needless, with those of questions that are then never asked', () => {
    const own = view(twoQuestions, { who: 'self' })
    expect(own.documents.map(({ name }) => name)).toEqual(['always'])
    expect(own).toMatchObject({ settled: true, needed: 1 })
  })

  it('lead to a further question, and count exactly once all is answered', () => {
    expect(view(twoQuestions).questions.map(({ key }) => key)).toEqual(['who'])
    const half = view(twoQuestions, { who: 'other' })
    expect(half.questions.map(({ key }) => key)).toEqual(['who', 'relation'])
    expect(half.facts.documents).toBe('2–3 อย่าง')
    const full = view(twoQuestions, { who: 'other', relation: 'lawyer' })
    expect(full).toMatchObject({ settled: true, needed: 3 })
    expect(full.documents.every(({ when }) => when === null)).toBe(true)
  })

  it('take the answers on to the form, and nothing else of the address', () => {
    expect(view(twoQuestions, { who: 'other', relation: 'parent', x: '1' }).applyAddress).toBe(
      '/services/street-light-repair/apply?who=other&relation=parent',
    )
    expect(view(twoQuestions, { who: '<script>', relation: 'lawyer' }).applyAddress).toBe(
      '/services/street-light-repair/apply',
    )
    expect(view(twoQuestions, { who: ['self', 'other'] }).anyAnswer).toBe(false)
  })

  it('drop a stale answer of a question that is no longer asked', () => {
    const own = view(twoQuestions, { who: 'self', relation: 'lawyer' })
    expect(own.documents.map(({ name }) => name)).toEqual(['always'])
    expect(own.applyAddress).not.toContain('relation')
  })

  it('are never asked about by a sensitive question: its answer would stand in an address', () => {
    const sensitive = service({
      fields: { illness: ask('illness', ['a', 'b'], { pii: 'sensitive' }) },
      conditions: { isA: { q: 'illness', op: 'eq', v: 'a', say: text('when a') } },
      documents: [paper('proof', 'isA')],
    })
    const shown = view(sensitive, { illness: 'b' })
    expect(shown.questions).toEqual([])
    expect(shown.documents.map(({ when }) => when)).toEqual(['when a'])
    expect(shown.facts.documents).toBe('ขึ้นกับกรณี')
  })

  it('stay with their words where they depend on a number', () => {
    const area: Field = { kind: 'number', label: text('area'), required: true, pii: 'none' }
    const measured = service({
      fields: { area },
      conditions: { isBig: { q: 'area', op: 'gt', v: 150, say: text('over 150') } },
      documents: [paper('always'), paper('engineer', 'isBig')],
    })
    const shown = view(measured, { area: '10' })
    expect(shown.documents.map(({ when }) => when)).toEqual([null, 'over 150'])
    expect(shown.facts.documents).toBe('อย่างน้อย 1 อย่าง')
  })

  it('know an own answer as “other”, without its words', () => {
    const open = service({
      fields: { place: ask('place', ['home'], { other: { label: text('elsewhere') } }) },
      conditions: { elsewhere: { q: 'place', op: 'eq', v: 'other', say: text('elsewhere') } },
      documents: [paper('consent', 'elsewhere')],
    })
    expect(view(open, { place: 'home' }).documents).toEqual([])
    const other = view(open, { place: 'other' })
    expect(other).toMatchObject({ settled: true, needed: 1 })
    expect(other.applyAddress).toMatch(/\?place=other$/)
  })
})

describe('what the page says of itself', () => {
  it('marks a service whose figures nobody has confirmed', () => {
    expect(view(light).confirmed).toBe(false)
    expect(view({ ...light, confirmed: true }).confirmed).toBe(true)
  })

  it('gives the emergency note, and names the unit of every step', () => {
    const shown = view(light)
    expect(shown.emergency).toContain('1129')
    expect(shown.steps.map(({ unit, duration }) => [unit, duration])[0]).toEqual(['กองช่าง', '10 นาที'])
  })

  it('says that a closed service takes no applications', () => {
    const closed = manualView(published(light, { state: 'closed' }), {}, setting)
    expect(closed.intake).toBe('closed')
  })

  it.each(starter.map((one) => [one.slug, one] as const))(
    'shows %s whole, in both languages',
    (_slug, one) => {
      for (const lang of ['th', 'en'] as const) {
        const shown = manualView(one, {}, { ...setting, lang })
        expect(shown.steps.every((step) => step.unit !== null && step.duration !== '')).toBe(true)
        expect(shown.facts.time).toMatch(/^[1-9]/)
        expect(JSON.stringify(shown)).not.toContain('undefined')
        const conditional = shown.documents.filter(({ when }) => when !== null)
        expect(conditional.every(({ when }) => when !== 'เฉพาะบางกรณี' && when !== 'In some cases only')).toBe(
          true,
        )
      }
    },
  )
})

describe('the grounds for refusing', () => {
  it('stand on the manual of a permit, each with its clause', () => {
    const permit = starterDefinition('building-permit')
    const { refusals } = view(permit)
    expect(refusals).toHaveLength(permit.refusals?.length ?? 0)
    expect(refusals[0]).toEqual({
      id: permit.refusals?.[0]?.id,
      reason: permit.refusals?.[0]?.reason.th,
      clause: permit.refusals?.[0]?.clause.th,
    })
  })

  it('are missing where nothing is permitted', () => {
    expect(view(light).refusals).toEqual([])
  })
})
