import { expect, test } from 'vitest'
import {
  EVENT_ACTORS,
  EVENT_KINDS,
  EVENTS,
  eventSentence,
  publicEvents,
  type EventKind,
} from '../../src/requests/events.ts'
import { statusOf, stepStates, type Status } from '../../src/requests/status.ts'
import { bangkok, history, step } from './clock-worlds.ts'

const names = {
  step: (id: string) => ({ th: `ขั้น ${id}`, en: `step ${id}` }),
  division: (id: string) => ({ th: `กอง ${id}`, en: `division ${id}` }),
}
const DAY = '2026-11-24T10:00'

test('every kind of event has a Thai and an English sentence and someone who may cause it', () => {
  expect(Object.keys(EVENTS).sort()).toEqual([...EVENT_KINDS].sort())
  for (const kind of EVENT_KINDS) {
    const { sentence, by } = EVENTS[kind]
    expect(sentence.th).toMatch(/[ก-ฮ]/)
    expect(sentence.en).toMatch(/[a-z]/)
    expect(by.length).toBeGreaterThan(0)
    expect(EVENT_ACTORS).toEqual(expect.arrayContaining([...by]))
  }
})

test('a sentence names steps, divisions, days and durations in the reader’s words', () => {
  const told = history(
    ['deficiency', DAY, { items: ['x'], dueDay: '2026-12-09' }],
    ['stepDone', DAY, { step: 'inspect' }],
    ['forwarded', DAY, { from: 'clerk', to: 'public-works' }],
    ['extended', DAY, { n: 5, unit: 'workingDay', reason: 'รออะไหล่' }],
    ['decided', DAY, { outcome: 'refused' }],
    ['late', DAY, { daysLate: 7, reason: 'ฝนตกหนัก' }],
    ['rated', DAY, { steps: 5, fairness: 5, ease: 4, solved: true }],
    ['assigned', DAY, { division: 'health' }],
  ).map((event) => eventSentence(event, names))
  expect(told.map(({ th }) => th)).toEqual([
    'ขอเอกสารหรือข้อมูลเพิ่ม โปรดส่งภายในวันพุธที่ 9 ธันวาคม 2569',
    'เสร็จแล้ว: ขั้น inspect',
    'ส่งต่อจาก กอง clerk ไปยัง กอง public-works',
    'ขยายเวลาอีก 5 วันทำการ เพราะ รออะไหล่',
    'ผลการพิจารณา: ไม่อนุญาต',
    'ล่าช้า 7 วัน เพราะ ฝนตกหนัก',
    'ผู้ยื่นประเมินการให้บริการ',
    'มอบหมายให้ กอง health',
  ])
  expect(told[3]?.en).toBe('Extended by 5 working days: รออะไหล่')
})

test('a person’s words cannot fill another place of the sentence', () => {
  const [event] = history(['extended', DAY, { n: 1, unit: 'day', reason: '{duration} {unit} $&' }])
  expect(eventSentence(event!, names).th).toBe('ขยายเวลาอีก 1 วัน เพราะ {duration} {unit} $&')
})

test('notes and claims stay inside the office', () => {
  const events = history(
    ['filed', DAY, {}],
    ['claimed', DAY, {}],
    ['noted', DAY, { text: 'x' }],
    ['stepDone', DAY, { step: 'a' }],
  )
  expect(events).toHaveLength(4)
  expect(publicEvents(events).map(({ kind }) => kind)).toEqual(['filed', 'stepDone'])
})

test('events are read in the order of their numbers, however they arrive', () => {
  const events = history(['filed', DAY, {}], ['received', DAY, {}], ['withdrawn', DAY, {}])
  expect(publicEvents([...events].reverse()).map(({ seq }) => seq)).toEqual([0, 1, 2])
  expect(statusOf([...events].reverse())).toBe('withdrawn')
})

type Told = Parameters<typeof history>[number]
const filed: Told = ['filed', DAY, {}]
const deficiency: Told = ['deficiency', DAY, { items: ['x'], dueDay: '2026-12-09' }]
const refused: Told = ['decided', DAY, { outcome: 'refused' }]
const approved: Told = ['decided', DAY, { outcome: 'approved' }]

const standings: [Status, Told[]][] = [
  ['filed', [filed]],
  ['received', [filed, ['received', DAY, {}]]],
  ['inProgress', [filed, ['received', DAY, {}], ['stepStarted', DAY, { step: 'a' }]]],
  ['inProgress', [filed, ['claimed', DAY, {}], ['received', DAY, {}]]],
  ['waitingForApplicant', [filed, deficiency]],
  ['waitingForApplicant', [filed, deficiency, ['noted', DAY, { text: 'x' }], ['claimed', DAY, {}]]],
  ['inProgress', [filed, deficiency, ['supplied', DAY, { files: [] }]]],
  ['returned', [filed, deficiency, ['returned', DAY, { reason: 'x' }], ['closed', DAY, {}]]],
  ['approved', [filed, approved]],
  [
    'done',
    [
      filed,
      approved,
      ['delivered', DAY, {}],
      ['rated', DAY, { steps: 5, fairness: 5, ease: 4, solved: true }],
    ],
  ],
  ['refused', [filed, refused, ['delivered', DAY, {}], ['closed', DAY, {}]]],
  ['done', [filed, ['closed', DAY, {}]]],
  ['withdrawn', [filed, ['withdrawn', DAY, {}], ['closed', DAY, {}]]],
  ['inProgress', [filed, ['closed', DAY, {}], ['reopened', DAY, { reason: 'x' }]]],
]

test.each(standings.map(([status, told]) => ({ status, told })))(
  'a request stands at $status',
  ({ status, told }) => {
    expect(statusOf(history(...told))).toBe(status)
  },
)

const steps = ['receive', 'inspect', 'repair', 'tell'].map((id) => ({ ...step(1, 'workingDay'), id }))
const states = (...told: Told[]) => stepStates(steps, history(...told)).map(({ state }) => state)

test('a step passed over is skipped and not done, the one begun is now, the rest are next', () => {
  expect(states(filed)).toEqual(['next', 'next', 'next', 'next'])
  expect(states(['stepDone', DAY, { step: 'inspect' }])).toEqual(['skipped', 'done', 'next', 'next'])
  expect(states(['stepDone', DAY, { step: 'inspect' }], ['stepStarted', DAY, { step: 'repair' }])).toEqual([
    'skipped',
    'done',
    'now',
    'next',
  ])
  const late: Told[] = [
    ['stepDone', DAY, { step: 'inspect' }],
    ['stepStarted', DAY, { step: 'receive' }],
  ]
  expect(states(...late)).toEqual(['now', 'done', 'next', 'next'])
})

test('a step knows when it began and ended', () => {
  const events = history(
    ['stepStarted', '2026-11-24T10:00', { step: 'inspect' }],
    ['stepDone', '2026-11-24T14:10', { step: 'inspect' }],
  )
  expect(stepStates(steps, events)[1]).toMatchObject({
    state: 'done',
    startedAt: bangkok('2026-11-24T10:00').toISOString(),
    doneAt: bangkok('2026-11-24T14:10').toISOString(),
  })
})

test('a step begun again is no longer done; a refused request works on nothing', () => {
  const again: Told[] = [
    ['stepDone', DAY, { step: 'repair' }],
    ['stepStarted', DAY, { step: 'repair' }],
  ]
  expect(states(...again)).toEqual(['skipped', 'skipped', 'now', 'next'])
  expect(states(...again, refused)).toEqual(['skipped', 'skipped', 'skipped', 'skipped'])
})

test('closing a request does no step of the manual: what nobody did is not done', () => {
  const begun: Told[] = [
    ['stepDone', DAY, { step: 'receive' }],
    ['stepStarted', DAY, { step: 'inspect' }],
    ['closed', DAY, {}],
  ]
  expect(states(...begun)).toEqual(['done', 'skipped', 'skipped', 'skipped'])
  expect(states(...begun, ['reopened', DAY, { reason: 'x' }])).toEqual(['done', 'now', 'next', 'next'])
})

test('a kind that is not in the list cannot be told', () => {
  // @ts-expect-error: the set of kinds is closed
  const kind: EventKind = 'deleted'
  expect(EVENT_KINDS).not.toContain(kind)
})
