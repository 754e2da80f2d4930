import { expect, test } from 'vitest'
import { diff } from '../../src/catalogue/diff.ts'
import type { ServiceDefinition } from '../../src/catalogue/service.ts'
import streetLight from '../../src/catalogue/starter/street-light-repair.json' with { type: 'json' }
import type { ChoiceField, Field } from '../../src/forms/definition.ts'

const first = streetLight as ServiceDefinition
const { symptom, phone } = first.form.fields as { symptom: ChoiceField; phone: Field }
const photo = first.manual.documents[0]!
const repair = first.manual.steps[2]!
const deed = { id: 'deed', name: { th: 'โฉนด', en: 'Deed' }, originals: 0, copies: 2 }

function changes(change: (next: ServiceDefinition) => unknown): string[] {
  const next = structuredClone(first)
  change(next)
  return diff(first, next).map(({ th, en }) => `${th} | ${en}`)
}

test('two equal versions have no difference', () => {
  expect(diff(first, structuredClone(first))).toEqual([])
})

test('a longer step shows in the step and in the total', () => {
  expect(changes((next) => (next.manual.steps[2]!.duration.n = 10))).toEqual([
    'ระยะเวลารวมเปลี่ยนจาก 7 วันทำการ เป็น 12 วันทำการ | The total time changes from 7 working days to 12 working days',
    `ขั้นตอน “${repair.title.th}” เปลี่ยนเวลาจาก 5 วันทำการ เป็น 10 วันทำการ | The step “${repair.title.en}” takes 10 working days instead of 5 working days`,
  ])
})

test('a new fee is told with its amount, a changed one with both', () => {
  const name = { th: 'ค่าสำเนา', en: 'Copies' }
  const withFee = structuredClone(first)
  withFee.manual.fees.push({ id: 'copy', name, kind: 'fixed', satang: 2050, legalBasis: name })
  expect(diff(first, withFee)).toEqual([
    { th: 'เพิ่มค่าธรรมเนียม “ค่าสำเนา”: 20.50 บาท', en: 'New fee “Copies”: 20.50 baht' },
  ])
  const dearer = structuredClone(withFee)
  Object.assign(dearer.manual.fees[1]!, { satang: 3000 })
  expect(diff(withFee, dearer)).toEqual([
    {
      th: 'ค่าธรรมเนียม “ค่าสำเนา” เปลี่ยนจาก 20.50 บาท เป็น 30 บาท',
      en: 'The fee “Copies” changes from 20.50 baht to 30 baht',
    },
  ])
})

test('rows of a fee table are told one by one', () => {
  const rows = [
    { label: { th: 'เล็ก', en: 'Small' }, satang: 100 },
    { label: { th: 'กลาง', en: 'Middle' }, satang: 200 },
    { label: { th: 'ใหญ่', en: 'Large' }, satang: 300 },
  ]
  const fee = { id: 'size', name: { th: 'ขนาด', en: 'Size' }, kind: 'table' as const, rows }
  const before = { ...first, manual: { ...first.manual, fees: [fee] } }
  const after = structuredClone(before)
  after.manual.fees[0]!.rows[1]!.satang = 250
  expect(diff(before, after).map(({ en }) => en)).toEqual([
    'The fee “Size” changes from Small 1 baht · Middle 2 baht · Large 3 baht to Small 1 baht · Middle 2.50 baht · Large 3 baht',
  ])
})

test('documents that come, go and change are told', () => {
  expect(changes((next) => next.manual.documents.push(deed))).toEqual([
    'เพิ่มเอกสาร “โฉนด” (ฉบับจริง 0 สำเนา 2) | New document “Deed” (originals: 0, copies: 2)',
  ])
  expect(changes((next) => next.manual.documents.pop())).toEqual([
    `ไม่ใช้เอกสาร “${photo.name.th}” แล้ว | The document “${photo.name.en}” is no longer needed`,
  ])
  expect(changes((next) => (next.manual.documents[0]!.copies = 2))).toEqual([
    `เอกสาร “${photo.name.th}” เปลี่ยนจาก ฉบับจริง 0 สำเนา 1 เป็น ฉบับจริง 0 สำเนา 2 | The document “${photo.name.en}” changes from originals: 0, copies: 1 to originals: 0, copies: 2`,
  ])
})

test('a question that must be answered now is told, as are its options', () => {
  expect(changes((next) => (next.form.fields.phone!.required = true))).toEqual([
    `คำถาม “${phone.label.th}” ต้องตอบ | The question “${phone.label.en}” has to be answered now`,
  ])
  expect(changes((next) => (next.form.fields.symptom as ChoiceField).options.splice(1, 1))).toEqual([
    `คำถาม “${symptom.label.th}” ตัดตัวเลือก “กะพริบ” | The question “${symptom.label.en}” loses the option “Flickering”`,
  ])
})

test('another order of steps is told once', () => {
  expect(changes((next) => next.manual.steps.reverse())).toEqual([
    'เปลี่ยนลำดับขั้นตอน | The order of the steps changes',
  ])
})

test('no change anywhere goes untold', () => {
  const leaves = leavesOf(first)
  const untold = leaves.filter((path) => changes((next) => alter(next, path)).length === 0)
  expect(leaves.length).toBeGreaterThan(200)
  expect(untold).toEqual([])
})

test('every sentence is whole: no place is left unfilled', () => {
  const sentences = leavesOf(first).flatMap((path) => changes((next) => alter(next, path)))
  expect(sentences.filter((one) => /[{}]/.test(one))).toEqual([])
})

type Path = (string | number)[]

function leavesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([name, child]) => leavesOf(child, [...path, name]))
}

function alter(root: object, path: Path) {
  const parent = path.slice(0, -1).reduce<object>((at, name) => Reflect.get(at, name) as object, root)
  const name = path.at(-1)!
  const value: unknown = Reflect.get(parent, name)
  Reflect.set(parent, name, altered(value))
}

function altered(value: unknown): unknown {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  return value === 'minute' || value === 'workingDay' ? 'day' : `${String(value)}x`
}

test('other grounds for refusing are told', () => {
  const words = { th: 'เหตุ', en: 'Ground' }
  expect(changes((next) => (next.refusals = [{ id: 'a', reason: words, clause: words }]))).toEqual([
    'แก้ไขเหตุที่อาจไม่อนุญาต | The grounds for refusing change',
  ])
})
