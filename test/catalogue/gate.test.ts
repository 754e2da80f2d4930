import { describe, expect, test } from 'vitest'
import { gate, mayPublish, type GateTask } from '../../src/catalogue/gate.ts'
import type { ServiceDefinition } from '../../src/catalogue/service.ts'
import divisionList from '../../src/catalogue/starter/divisions.json' with { type: 'json' }
import streetLight from '../../src/catalogue/starter/street-light-repair.json' with { type: 'json' }
import type { ChoiceField, Condition, Field, FormDefinition, Page } from '../../src/forms/definition.ts'
import { gateMessages } from '../../src/i18n/messages/gate.ts'

const divisions = divisionList.map(({ id }) => id)
const words = { th: 'ข้อความ', en: 'Words' }

/** The first service, of which each test breaks one thing. */
function draft(): ServiceDefinition {
  return structuredClone(streetLight) as ServiceDefinition
}

function broken(change: (draft: ServiceDefinition) => void, earlier: ServiceDefinition[] = []): GateTask[] {
  const definition = draft()
  change(definition)
  return gate(definition, { divisions, earlier })
}

/** Every problem as `task code path`, an error without a mark, a warning with one. */
function problems(tasks: GateTask[]): string[] {
  return tasks.flatMap(({ task, problems }) =>
    problems.map(
      ({ code, path, severity }) => `${task} ${code} ${path}${severity === 'warning' ? ' (warning)' : ''}`,
    ),
  )
}

const fileField: Field = {
  kind: 'file',
  label: words,
  required: true,
  pii: 'none',
  accept: ['pdf'],
  maxFiles: 1,
}

function pageOf(form: FormDefinition, id: string): Page {
  const page = form.pages.find((one) => one.id === id)
  if (!page) throw new Error('the first service has no such page')
  return page
}

function symptom({ form }: ServiceDefinition): ChoiceField {
  return form.fields.symptom as ChoiceField
}

function addField({ form, export: columns }: ServiceDefinition, page: string, key: string, field: Field) {
  form.fields[key] = field
  pageOf(form, page).fields.push(key)
  columns[key] = key.toLowerCase()
}

function addCondition({ form }: ServiceDefinition, name: string, condition: Condition) {
  form.conditions[name] = condition
}

test('the first service may be published, with every task done', () => {
  const tasks = gate(streetLight, { divisions, earlier: [] })
  expect(problems(tasks)).toEqual([])
  expect(mayPublish(tasks)).toBe(true)
})

test('a version equal to the one in force may be published', () => {
  expect(mayPublish(broken(() => {}, [draft()]))).toBe(true)
})

test('every task has a title', () => {
  const titles = broken(() => {}).map(({ task }) => gateMessages[`gate.task.${task}`])
  expect(titles.every((title) => title.th && title.en)).toBe(true)
})

test('a warning does not stop a publication, an error does', () => {
  expect(mayPublish(broken((one) => delete one.manual.documents[0]!.uploadField))).toBe(false)
  const onlyWarned = broken((one) => one.manual.documents.pop())
  expect(problems(onlyWarned)).toEqual(['documents uploadUnnamed /form/fields/photos (warning)'])
  expect(mayPublish(onlyWarned)).toBe(true)
})

test('tasks that rest on an unsettled one are neither done nor complained about', () => {
  const tasks = broken((one) => {
    pageOf(one.form, 'what').section = 'nowhere'
    one.manual.fees = []
  })
  expect(problems(tasks)).toEqual(['references sectionMissing /form/pages/0/section'])
  expect(tasks.find(({ task }) => task === 'fees')).toMatchObject({ ok: false, problems: [] })
})

test.each([null, 42, 'text', [], {}])(
  '%j is not a service and is told so without a fault of ours',
  (document) => {
    expect(mayPublish(gate(document, { divisions, earlier: [] }))).toBe(false)
  },
)

/** One thing broken, and what the gate says: that lint and only that one. */
const breaks: [string, (draft: ServiceDefinition) => unknown, string[]][] = [
  ['a part that is missing', (one) => Reflect.deleteProperty(one, 'route'), ['shape partMissing ']],
  ['a part nobody knows', (one) => Object.assign(one.manual, { price: 3 }), ['shape partUnknown /manual']],
  [
    'a field of an unknown kind',
    (one) => Object.assign(one.form.fields.phone!, { kind: 'fax' }),
    ['shape kindUnknown /form/fields/phone/kind'],
  ],
  ['a wrong type', (one) => Object.assign(one, { confirmed: 'yes' }), ['shape typeWrong /confirmed']],
  [
    'a page without questions',
    (one) => (pageOf(one.form, 'where').fields = []),
    ['shape listEmpty /form/pages/1/fields'],
  ],
  ['an unusable id', (one) => (one.id = 'Street light'), ['shape nameWrong /id']],
  [
    'a condition named like a part every object has',
    (one) => (one.form.fields.email!.showIf = 'toString'),
    ['shape nameWrong /form/fields/email/showIf'],
  ],
  [
    'a condition that is none, deep inside another',
    (one) =>
      addCondition(one, 'isDangerous', {
        all: [{ any: [{ q: 'symptom', op: 'like' }] }],
      } as unknown as Condition),
    ['shape conditionUnknown /form/conditions/isDangerous/all/0/any/0'],
  ],
  ['a Thai text that is blank', (one) => (one.title.th = ' '), ['texts thaiMissing /title/th']],
  [
    'an English text that is missing',
    (one) => Reflect.deleteProperty(symptom(one).options[0]!.label, 'en'),
    ['texts englishMissing /form/fields/symptom/options/0/label/en'],
  ],
  [
    'two options with one id',
    (one) => (symptom(one).options[1]!.id = 'out'),
    ['ids idTwice /form/fields/symptom/options/1/id'],
  ],
  [
    'two steps with one id',
    (one) => (one.manual.steps[1]!.id = 'receive'),
    ['ids idTwice /manual/steps/1/id'],
  ],
  ['two pages with one id', (one) => (one.form.pages[1]!.id = 'what'), ['ids idTwice /form/pages/1/id']],
  [
    'an option called other beside an own answer',
    (one) => (symptom(one).options[0]!.id = 'other'),
    ['ids idTwice /form/fields/symptom/options/0/id'],
  ],
  ['a reserved page id', (one) => (one.form.pages[0]!.id = 'check'), ['ids pageIdReserved /form/pages/0/id']],
  [
    'a repeated page named like a question',
    (one) => {
      Object.assign(pageOf(one.form, 'where'), { id: 'phone', repeat: { min: 1, max: 2, row: words } })
      one.export.phone = 'phone'
    },
    ['ids pageIdIsField /form/pages/1/id'],
  ],
  [
    'a page in no section',
    (one) => (pageOf(one.form, 'what').section = 'nowhere'),
    ['references sectionMissing /form/pages/0/section'],
  ],
  [
    'a page that asks a question nobody wrote',
    (one) => pageOf(one.form, 'where').fields.push('colour'),
    ['references fieldMissing /form/pages/1/fields/2'],
  ],
  [
    'a page under a condition nobody wrote',
    (one) => (pageOf(one.form, 'where').showIf = 'isBlue'),
    ['references conditionMissing /form/pages/1/showIf'],
  ],
  [
    'a question under a condition nobody wrote',
    (one) => (one.form.fields.email!.showIf = 'isBlue'),
    ['references conditionMissing /form/fields/email/showIf'],
  ],
  [
    'a condition over a question nobody wrote',
    (one) => addCondition(one, 'isBlue', { q: 'colour', op: 'answered' }),
    ['references fieldMissing /form/conditions/isBlue/q'],
  ],
  [
    'a condition that uses one nobody wrote',
    (one) => addCondition(one, 'isBlue', { not: { use: 'isRed' } }),
    ['references conditionMissing /form/conditions/isBlue/not/use'],
  ],
  [
    'a document whose upload nobody asks for',
    (one) =>
      one.manual.documents.push({ id: 'card', name: words, originals: 0, copies: 1, uploadField: 'card' }),
    ['references fieldMissing /manual/documents/1/uploadField'],
  ],
  [
    'a fee under a condition nobody wrote',
    (one) => (one.manual.fees[0]!.showIf = 'isBlue'),
    ['references conditionMissing /manual/fees/0/showIf'],
  ],
  [
    'a question on no page',
    (one) => pageOf(one.form, 'contact').fields.splice(1, 1),
    ['fieldPlaces fieldNowhere /form/fields/phone'],
  ],
  [
    'a question on two pages',
    (one) => pageOf(one.form, 'what').fields.push('phone'),
    ['fieldPlaces fieldTwice /form/pages/3/fields/1'],
  ],
  [
    'a question that looks at a later page',
    (one) => {
      addCondition(one, 'hasPhone', { q: 'phone', op: 'answered' })
      one.form.fields.poleNumber!.showIf = 'hasPhone'
    },
    ['backwards looksAhead /form/fields/poleNumber/showIf'],
  ],
  [
    'a question that looks at a later one of its page',
    (one) => pageOf(one.form, 'what').fields.reverse(),
    ['backwards looksAhead /form/fields/dangerDetail/showIf'],
  ],
  [
    'a page that looks at itself',
    (one) => (pageOf(one.form, 'what').showIf = 'isDangerous'),
    ['backwards looksAhead /form/pages/0/showIf'],
  ],
  [
    'a page that looks into the rows of another',
    (one) => {
      pageOf(one.form, 'what').repeat = { min: 1, max: 5, row: words }
      one.export.what = 'rows'
      pageOf(one.form, 'where').showIf = 'isDangerous'
    },
    ['backwards looksAhead /form/pages/1/showIf'],
  ],
  [
    'a route that looks into rows, through another condition',
    (one) => {
      pageOf(one.form, 'what').repeat = { min: 1, max: 5, row: words }
      one.export.what = 'rows'
      addCondition(one, 'isUrgent', { use: 'isDangerous' })
      one.route.unshift({ when: 'isUrgent', to: 'clerk' })
    },
    ['backwards looksAhead /route/0/when'],
  ],
  [
    'conditions that use one another in a circle',
    (one) => {
      addCondition(one, 'one', { use: 'two' })
      addCondition(one, 'two', { not: { use: 'one' } })
    },
    ['backwards circle /form/conditions/one', 'backwards circle /form/conditions/two'],
  ],
  [
    'a condition over an option that does not exist',
    (one) => addCondition(one, 'isBlue', { q: 'symptom', op: 'in', v: ['out', 'blue'] }),
    ['options optionMissing /form/conditions/isBlue/v'],
  ],
  [
    'a condition over an own answer where there is none',
    (one) => {
      delete symptom(one).other
      addCondition(one, 'isOther', { q: 'symptom', op: 'eq', v: 'other' })
    },
    ['options optionMissing /form/conditions/isOther/v'],
  ],
  [
    'a choice compared by size',
    (one) => addCondition(one, 'isMany', { q: 'symptom', op: 'gt', v: 3 }),
    ['operators operatorUnfit /form/conditions/isMany/op'],
  ],
  [
    'a number compared with words',
    (one) => addCondition(one, 'isMany', { q: 'lampCount', op: 'eq', v: 'many' }),
    ['operators operatorUnfit /form/conditions/isMany/op'],
  ],
  [
    'words compared with words',
    (one) => addCondition(one, 'isMany', { q: 'poleNumber', op: 'eq', v: '12' }),
    ['operators operatorUnfit /form/conditions/isMany/op'],
  ],
  [
    'more rows than a form can carry',
    (one) => {
      pageOf(one.form, 'where').repeat = { min: 1, max: 51, row: words }
      one.export.where = 'spots'
    },
    ['limits repeatLimits /form/pages/1/repeat'],
  ],
  [
    'at least more rows than at most',
    (one) => {
      pageOf(one.form, 'where').repeat = { min: 3, max: 2, row: words }
      one.export.where = 'spots'
    },
    ['limits repeatLimits /form/pages/1/repeat'],
  ],
  [
    'an upload of no files',
    (one) => Object.assign(one.form.fields.photos!, { maxFiles: 0 }),
    ['limits fileLimits /form/fields/photos/maxFiles'],
  ],
  [
    'an upload of too many files',
    (one) => Object.assign(one.form.fields.photos!, { maxFiles: 21 }),
    ['limits fileLimits /form/fields/photos/maxFiles'],
  ],
  [
    'a number at least larger than at most',
    (one) => Object.assign(one.form.fields.lampCount!, { min: 100 }),
    ['limits limitsCrossed /form/fields/lampCount'],
  ],
  [
    'a date that must not lie before one asked later',
    (one) => {
      const date = { kind: 'date', label: one.title, required: false, pii: 'none' } as const
      Object.assign(one.form.fields, { first: { ...date, notBefore: 'then' }, then: date })
      pageOf(one.form, 'where').fields.push('first', 'then')
      Object.assign(one.export, { first: 'first', then: 'then' })
    },
    ['dateOrder dateOrder /form/fields/first/notBefore'],
  ],
  [
    'a page that can never be shown',
    (one) => {
      addCondition(one, 'isBoth', {
        all: [
          { q: 'symptom', op: 'eq', v: 'out' },
          { q: 'symptom', op: 'eq', v: 'danger' },
        ],
      })
      pageOf(one.form, 'where').showIf = 'isBoth'
    },
    ['reachable pageNever /form/pages/1/showIf'],
  ],
  [
    'a question that needs the answer to one not shown then',
    (one) => {
      addCondition(one, 'isOddlyOut', {
        all: [
          { q: 'dangerDetail', op: 'answered' },
          { q: 'symptom', op: 'eq', v: 'out' },
        ],
      })
      one.form.fields.poleNumber!.showIf = 'isOddlyOut'
    },
    ['reachable fieldNever /form/fields/poleNumber/showIf'],
  ],
  [
    'a question that needs a number beyond its limits',
    (one) => {
      addCondition(one, 'isMany', { q: 'lampCount', op: 'gt', v: 99 })
      one.form.fields.poleNumber!.showIf = 'isMany'
    },
    ['reachable fieldNever /form/fields/poleNumber/showIf'],
  ],
  [
    'a question that waits for a needed one to be left out',
    (one) => {
      addCondition(one, 'isSilent', { not: { q: 'symptom', op: 'answered' } })
      one.form.fields.poleNumber!.showIf = 'isSilent'
    },
    ['reachable fieldNever /form/fields/poleNumber/showIf'],
  ],
  [
    'a route nobody takes',
    (one) => {
      addCondition(one, 'isNone', { q: 'lampCount', op: 'lt', v: 1 })
      one.route.unshift({ when: 'isNone', to: 'clerk' })
    },
    ['reachable conditionNever /route/0/when'],
  ],
  [
    'a document under a condition without words',
    (one) => {
      delete one.form.conditions.isDangerous!.say
      one.manual.documents[0]!.showIf = 'isDangerous'
      one.form.fields.photos!.showIf = 'isDangerous'
    },
    ['spoken notInWords /form/conditions/isDangerous'],
  ],
  [
    'a fee that rests on a number',
    (one) => {
      addCondition(one, 'isMany', { q: 'lampCount', op: 'gt', v: 10, say: words })
      one.manual.fees.push({
        id: 'many',
        name: words,
        kind: 'fixed',
        satang: 100,
        legalBasis: words,
        showIf: 'isMany',
      })
    },
    ['spoken notAChoice /form/conditions/isMany'],
  ],
  [
    'a needed document without a place in the form',
    (one) => one.manual.documents.push({ id: 'deed', name: words, originals: 0, copies: 1 }),
    ['documents uploadMissing /manual/documents/1'],
  ],
  [
    'an original to be carried to the office',
    (one) => one.manual.documents.push({ id: 'deed', name: words, originals: 1, copies: 0 }),
    ['documents originalOnly /manual/documents/1 (warning)'],
  ],
  [
    'a document handed in as words',
    (one) =>
      one.manual.documents.push({
        id: 'deed',
        name: words,
        originals: 0,
        copies: 1,
        uploadField: 'poleNumber',
      }),
    ['documents uploadNoFile /manual/documents/1/uploadField'],
  ],
  [
    'a document sometimes needed whose upload is always shown',
    (one) => (one.manual.documents[0]!.showIf = 'isDangerous'),
    ['documents uploadShownOtherwise /manual/documents/0/showIf'],
  ],
  [
    'a document always needed whose upload is sometimes shown',
    (one) => (pageOf(one.form, 'pictures').showIf = 'isDangerous'),
    ['documents uploadShownOtherwise /manual/documents/0/showIf'],
  ],
  [
    'an upload the manual does not name',
    (one) => addField(one, 'pictures', 'plan', fileField),
    ['documents uploadUnnamed /form/fields/plan (warning)'],
  ],
  ['no word on fees', (one) => (one.manual.fees = []), ['fees feesEmpty /manual/fees']],
  [
    'a permit that names no ground for refusing it',
    (one) => (one.title.th = 'ขออนุญาตติดตั้งไฟ'),
    ['refusals refusalsMissing /refusals'],
  ],
  [
    'two grounds for refusing with one id',
    (one) => (one.refusals = ['a', 'a'].map((id) => ({ id, reason: words, clause: words }))),
    ['ids idTwice /refusals/1/id'],
  ],
  ['an empty list of grounds for refusing', (one) => (one.refusals = []), ['shape listEmpty /refusals']],
  [
    'a fee without a law',
    (one) => one.manual.fees.push({ id: 'copy', name: words, kind: 'perUnit', satang: 100, per: words }),
    ['fees feeWithoutLaw /manual/fees/1/legalBasis'],
  ],
  [
    'steps that take no time',
    (one) => one.manual.steps.forEach((step) => (step.duration.n = 0)),
    ['timeline timelineZero /manual/steps'],
  ],
  [
    'steps of which none is the office’s own',
    (one) => one.manual.steps.forEach((step) => (step.clock = 'external')),
    ['timeline timelineZero /manual/steps'],
  ],
  [
    'a step of an unknown division',
    (one) => (one.manual.steps[2]!.unit = 'electricity'),
    ['divisions divisionUnknown /manual/steps/2/unit'],
  ],
  [
    'a route to an unknown division',
    (one) => (one.route[0]!.to = 'electricity'),
    ['divisions divisionUnknown /route/0/to'],
  ],
  [
    'a route that may end nowhere',
    (one) => (one.route[0]!.when = 'isDangerous'),
    ['route routeOpen /route/0/when'],
  ],
  [
    'a route that stops before its end',
    (one) => one.route.push({ to: 'clerk' }),
    ['route routeBlocked /route/0'],
  ],
  [
    'an applicant named by no question',
    (one) => (one.applicant.name = 'mayor'),
    ['applicant fieldMissing /applicant/name'],
  ],
  [
    'letters sent to a telephone',
    (one) => (one.applicant.email = 'phone'),
    ['applicant applicantKind /applicant/email'],
  ],
  [
    'an applicant among many',
    (one) => {
      pageOf(one.form, 'contact').repeat = { min: 1, max: 2, row: words }
      one.export.contact = 'people'
      one.applicant = { name: 'applicantName' }
    },
    ['applicant applicantInRow /applicant/name'],
  ],
  ['a question without a column', (one) => delete one.export.phone, ['columns columnMissing /export']],
  [
    'a repeated page without a column',
    (one) => (pageOf(one.form, 'where').repeat = { min: 1, max: 2, row: words }),
    ['columns columnMissing /export'],
  ],
  ['a column without a question', (one) => (one.export.fax = 'fax'), ['columns fieldMissing /export/fax']],
  [
    'two questions in one column',
    (one) => (one.export.email = 'phone'),
    ['columns columnTwice /export/email'],
  ],
]

describe('the gate finds', () => {
  test.each(breaks)('%s', (_what, change, expected) => {
    expect(problems(broken(change))).toEqual(expected)
  })

  test('every problem it has a sentence for', () => {
    const tested = [
      ...breaks.flatMap(([, , expected]) => expected),
      ...historyBreaks.flatMap(([, , all]) => all),
    ]
    const codes = new Set(tested.map((line) => line.split(' ')[1]))
    const written = Object.keys(gateMessages).filter((key) => key.startsWith('gate.problem.'))
    // The default of the schema's sentences covers keywords that each have their own line in that test.
    const elsewhere = ['valueWrong']
    expect(written.map((key) => key.slice(13)).filter((code) => !codes.has(code))).toEqual(elsewhere)
  })
})

/** Changes against a version that was in force, which is the first service as it stands. */
const historyBreaks: [string, (draft: ServiceDefinition) => unknown, string[]][] = [
  ['another service id', (one) => (one.id = 'lamp-repair'), ['history serviceRenamed /id']],
  [
    'a key with another kind',
    (one) => Object.assign(one.form.fields.poleNumber!, { kind: 'longText' }),
    ['history kindChanged /form/fields/poleNumber/kind'],
  ],
  [
    'one answer turned into many',
    (one) => (symptom(one).many = true),
    ['history manyChanged /form/fields/symptom/many'],
  ],
  [
    'an option id with another meaning',
    (one) => (symptom(one).options[0]!.label = words),
    ['history optionChanged /form/fields/symptom/options/0/label'],
  ],
  [
    'an option corrected in one language',
    (one) => (symptom(one).options[0]!.label.en = 'Not lit'),
    ['history optionReworded /form/fields/symptom/options/0/label (warning)'],
  ],
  [
    'a question in other words',
    (one) => (one.form.fields.poleNumber!.label = words),
    ['history labelChanged /form/fields/poleNumber/label (warning)'],
  ],
  ['a column that moved', (one) => (one.export.phone = 'telephone'), ['columns columnMoved /export/phone']],
  [
    'a column that was another question’s',
    (one) => {
      delete one.form.fields.poleNumber
      pageOf(one.form, 'where').fields.pop()
      delete one.export.poleNumber
      addField(one, 'where', 'lampHeight', { kind: 'number', label: words, required: false, pii: 'none' })
      one.export.lampHeight = 'pole_number'
    },
    ['columns columnTaken /export/lampHeight'],
  ],
]

describe('against an earlier version the gate finds', () => {
  test.each(historyBreaks)('%s', (_what, change, expected) => {
    expect(problems(broken(change, [draft()]))).toEqual(expected)
  })

  test('an option that was dropped once and comes back as something else', () => {
    const second = draft()
    symptom(second).options.splice(1, 1)
    const third = broken((one) => (symptom(one).options[1]!.label = words), [draft(), second])
    expect(problems(third)).toEqual(['history optionChanged /form/fields/symptom/options/1/label'])
  })

  test('nothing in a question or an option that is dropped', () => {
    const tasks = broken((one) => symptom(one).options.splice(1, 1), [draft()])
    expect(problems(tasks)).toEqual([])
  })
})

describe('the gate lets through', () => {
  test('a document whose upload is shown under an equal condition by another name', () => {
    const tasks = broken((one) => {
      addCondition(one, 'isNotSafe', { not: { q: 'symptom', op: 'ne', v: 'danger' } })
      one.manual.documents[0]!.showIf = 'isDangerous'
      pageOf(one.form, 'pictures').showIf = 'isNotSafe'
    })
    expect(problems(tasks)).toEqual([])
  })

  test('a question in a row that looks at an earlier one of its row', () => {
    const tasks = broken((one) => {
      pageOf(one.form, 'what').repeat = { min: 1, max: 50, row: words }
      one.export.what = 'lights'
    })
    expect(problems(tasks)).toEqual([])
  })

  test('a condition over an own answer', () => {
    const tasks = broken((one) => {
      addCondition(one, 'isOther', { q: 'symptom', op: 'eq', v: 'other' })
      one.form.fields.poleNumber!.showIf = 'isOther'
    })
    expect(problems(tasks)).toEqual([])
  })

  test('more conditions over many choices than can be tried, rather than call them impossible', () => {
    const tasks = broken((one) => {
      const many = symptom(one)
      many.many = true
      many.options = Array.from({ length: 30 }, (_, n) => ({ id: `o${n}`, label: words }))
      const all = many.options.map(({ id }) => ({ q: 'symptom', op: 'eq', v: id }) as const)
      addCondition(one, 'isDangerous', { all })
    })
    expect(problems(tasks)).toEqual([])
  })
})
