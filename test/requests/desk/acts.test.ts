import { describe, expect, test } from 'vitest'
import type { Officer } from '../../../src/officers/officer.ts'
import { possibleActs, type Act, type ActInput } from '../../../src/requests/desk/acts.ts'
import { openEmptySqlite } from '../../support/engines.ts'
import { deskBench, people, TREE, type Bench } from './bench.ts'

const { malee, suda, wichai, anan, orathai, pranee, somying } = people
const open = openEmptySqlite()
const bench = async () => deskBench(await open())
const conflict = { kind: 'conflict' }
const forbidden = { kind: 'forbidden' }
const invalid = { kind: 'invalid' }

async function possible(desk: Bench, officer: Officer, reference: string): Promise<Act[]> {
  const file = await desk.cases.find(officer, reference)
  const all = possibleActs(officer, file, await desk.desk.rulesNow())
  return all.filter(({ refusedBecause }) => !refusedBecause).map(({ act }) => act)
}

async function why(desk: Bench, officer: Officer, reference: string, act: Act) {
  const file = await desk.cases.find(officer, reference)
  const all = possibleActs(officer, file, await desk.desk.rulesNow())
  return all.find((one) => one.act === act)?.refusedBecause?.th
}

async function faults(desk: Bench, officer: Officer, reference: string, input: ActInput) {
  const found = await desk.desk.check(officer, await desk.cases.find(officer, reference), input)
  return found.map(({ field }) => field)
}

const missing = { items: ['สำเนาโฉนด'], day: '2026-12-08' }

describe('who has a case', () => {
  test('the first who takes it on has it; the second is told who does', async () => {
    const desk = await bench()
    const reference = await desk.file()
    const seen = await desk.cases.find(suda, reference)
    await desk.act(malee, reference, 'claim')
    expect(await why(desk, suda, reference, 'claim')).toBe('ชื่อ malee รับเรื่องนี้ไว้แล้ว')
    await expect(desk.desk.act(suda, seen, { act: 'claim' }, 0)).rejects.toMatchObject(conflict)
    await expect(desk.act(suda, reference, 'claim')).rejects.toMatchObject(conflict)
    expect((await desk.find(reference)).request).toMatchObject({ claimedBy: 'malee', queuedAt: null })
  })

  test('it is given back by who has it, or by the head when somebody is away', async () => {
    const desk = await bench()
    const reference = await desk.file()
    await desk.act(malee, reference, 'claim')
    await expect(desk.act(suda, reference, 'release')).rejects.toMatchObject(conflict)
    await desk.act(wichai, reference, 'release', { text: 'ลาพักร้อน' })
    const { request } = await desk.find(reference)
    expect(request).toMatchObject({ claimedBy: null, queuedAt: '2026-11-23T03:00:00.000Z' })
    await expect(desk.act(malee, reference, 'release')).rejects.toMatchObject(conflict)
  })

  test('the head assigns it to an active officer of the division, and to nobody else', async () => {
    const desk = await bench()
    const reference = await desk.file()
    await expect(desk.act(malee, reference, 'assign', { officer: 'suda' })).rejects.toMatchObject(forbidden)
    for (const officer of ['anan', 'somying', 'nobody', undefined]) {
      const input = { act: 'assign' as const, ...(officer && { officer }) }
      expect(await faults(desk, wichai, reference, input)).toEqual(['officer'])
    }
    await desk.act(wichai, reference, 'assign', { officer: 'suda' })
    expect((await desk.find(reference)).request).toMatchObject({ claimedBy: 'suda', status: 'inProgress' })
    expect(await faults(desk, wichai, reference, { act: 'assign', officer: 'suda' })).toEqual(['officer'])
  })

  test('an officer whose account has ended cannot be given a case', async () => {
    const desk = await bench()
    const { engine } = desk
    const reference = await desk.file()
    await engine.atomically((tx) => [tx.update(engine.tables.officer).set({ state: 'ended' })])
    expect(await faults(desk, wichai, reference, { act: 'assign', officer: 'suda' })).toEqual(['officer'])
  })

  test('the Palad’s office assigns it to another division; a head forwards it instead', async () => {
    const desk = await bench()
    const reference = await desk.file()
    const input: ActInput = { act: 'assign', division: 'health' }
    expect(await faults(desk, wichai, reference, input)).toEqual(['division'])
    await desk.act(pranee, reference, 'assign', { division: 'health' })
    expect((await desk.find(reference)).request).toMatchObject({ division: 'health', claimedBy: null })
  })
})

describe('joining is not forwarding', () => {
  test('a division that joins sees the case and helps; the owner stays and decides', async () => {
    const desk = await bench()
    const reference = await desk.file(TREE)
    await expect(desk.cases.find(anan, reference)).rejects.toMatchObject({ kind: 'notFound' })
    await desk.act(malee, reference, 'claim')
    await desk.act(malee, reference, 'join', { division: 'health' })
    const { request, joined } = await desk.cases.find(anan, reference)
    expect([request.division, request.claimedBy, joined]).toEqual(['public-works', 'malee', ['health']])
    expect(await possible(desk, anan, reference)).toEqual(['leave', 'startStep', 'ask', 'note'])
    await expect(desk.act(anan, reference, 'decide', { outcome: 'approved' })).rejects.toMatchObject(
      forbidden,
    )
  })

  test('it does its own steps of the manual and no other’s', async () => {
    const desk = await bench()
    const reference = await desk.file(TREE)
    await desk.act(malee, reference, 'join', { division: 'health' })
    expect(await faults(desk, anan, reference, { act: 'startStep', step: 'inspect' })).toEqual(['step'])
    expect(await why(desk, anan, reference, 'finishStep')).toContain('ไม่มีขั้นตอนที่กำลังทำอยู่')
    await desk.act(malee, reference, 'startStep', { step: 'inspect' })
    expect(await why(desk, anan, reference, 'finishStep')).toContain('ไม่มีขั้นตอนที่กำลังทำอยู่')
    expect(await faults(desk, malee, reference, { act: 'finishStep', step: 'work' })).toEqual(['step'])
    await desk.act(anan, reference, 'startStep', { step: 'work' })
    await desk.act(anan, reference, 'finishStep', { step: 'work', text: 'ตัดแล้ว' })
    expect(await faults(desk, anan, reference, { act: 'finishStep', step: 'work' })).toEqual(['step'])
  })

  test('it leaves by itself, or is let go by the owner, and then sees the case no more', async () => {
    const desk = await bench()
    const reference = await desk.file()
    await desk.act(malee, reference, 'join', { division: 'health' })
    expect(await faults(desk, malee, reference, { act: 'join', division: 'health' })).toEqual(['division'])
    expect(await desk.act(anan, reference, 'leave')).toMatchObject({ seen: false, path: '/desk' })
    await expect(desk.cases.find(anan, reference)).rejects.toMatchObject({ kind: 'notFound' })
    await desk.act(malee, reference, 'join', { division: 'health' })
    expect(await desk.act(malee, reference, 'leave', { division: 'health' })).toMatchObject({ seen: true })
    expect((await desk.find(reference)).joined).toEqual([])
  })

  test('forwarding hands it over: nobody has it there yet, and who passed it on is led away from it', async () => {
    const desk = await bench()
    const reference = await desk.file()
    await desk.act(malee, reference, 'claim')
    expect(await faults(desk, malee, reference, { act: 'forward', division: 'health' })).toEqual(['text'])
    expect(await faults(desk, malee, reference, { act: 'forward', division: 'x', text: 'y' })).toEqual([
      'division',
    ])
    const where = await desk.act(malee, reference, 'forward', { division: 'health', text: 'เป็นเรื่องขยะ' })
    expect(where).toMatchObject({ seen: false, path: '/desk' })
    await expect(desk.cases.find(malee, reference)).rejects.toMatchObject({ kind: 'notFound' })
    expect((await desk.cases.find(anan, reference)).request).toMatchObject({
      division: 'health',
      claimedBy: null,
    })
    expect(await desk.letterKeys()).toEqual(['filed', 'forwarded'])
  })

  test('to a division that had joined, it no longer counts as joined', async () => {
    const desk = await bench()
    const reference = await desk.file()
    await desk.act(malee, reference, 'join', { division: 'health' })
    await desk.act(malee, reference, 'forward', { division: 'health', text: 'งานของกองสาธารณสุข' })
    expect((await desk.find(reference)).joined).toEqual([])
    expect(await desk.engine.db.$count(desk.engine.tables.requestJoined)).toBe(0)
  })

  test('a division that has been ended takes no case', async () => {
    const desk = await bench()
    const { engine } = desk
    const reference = await desk.file()
    await engine.atomically((tx) => [tx.update(engine.tables.division).set({ endedAt: 'x' })])
    const input = { division: 'health', text: 'x' }
    expect(await faults(desk, malee, reference, { act: 'forward', ...input })).toEqual(['division'])
    expect(await faults(desk, malee, reference, { act: 'join', ...input })).toEqual(['division'])
  })
})

describe('what is missing (s.8)', () => {
  test('is asked for once, all of it, with a day; the clock stands still and the applicant is told', async () => {
    const desk = await bench()
    const reference = await desk.file()
    await desk.act(malee, reference, 'askMissing', missing)
    const { request, clock } = await desk.find(reference)
    expect(request).toMatchObject({ status: 'waitingForApplicant', dueAt: '2026-12-08T17:00:00.000Z' })
    expect(clock.state).toBe('paused')
    const letters = await desk.engine.db.select().from(desk.engine.tables.letter)
    const text = letters.find(({ key }) => key.endsWith(':deficiency'))?.text ?? ''
    expect(text).toContain('1. สำเนาโฉนด')
    expect(text).toContain('อังคารที่ 8 ธันวาคม 2569')
    expect(text).toContain('หยุดนับ')
    expect(text).toContain(`https://sala.example.go.th/track/${reference}`)
  })

  test('needs a list and a day that is neither past nor far away; without a day it is the usual one', async () => {
    const desk = await bench()
    const reference = await desk.file()
    const ask = (input: Partial<ActInput>) => faults(desk, malee, reference, { act: 'askMissing', ...input })
    expect(await ask({ items: [' ', ''] })).toEqual(['items'])
    expect(await ask({ items: Array<string>(31).fill('x') })).toEqual(['items'])
    expect(await ask({ items: ['x'.repeat(501)] })).toEqual(['items'])
    expect(await ask({ ...missing, day: '2026-11-22' })).toEqual(['day'])
    expect(await ask({ ...missing, day: '2027-02-22' })).toEqual(['day'])
    expect(await ask({ ...missing, day: '2027-02-30' })).toEqual(['day'])
    expect(await ask({ ...missing, day: '2026-11-24' })).toEqual([])
    await desk.act(malee, reference, 'askMissing', { items: ['x'] })
    expect((await desk.find(reference)).events.at(-1)?.data).toEqual({ items: ['x'], dueDay: '2026-12-08' })
  })

  test('is never due on the day it is asked for, nor on the days off after it', async () => {
    const desk = await bench()
    const reference = await desk.file()
    const ask = (day: string) => faults(desk, malee, reference, { act: 'askMissing', ...missing, day })
    expect([await ask('2026-11-23'), await ask('2026-11-24')]).toEqual([['day'], []])
    const friday = '2026-11-27T03:00:00.000Z'
    desk.clock.set(friday)
    expect([await ask('2026-11-29'), await ask('2026-11-30')]).toEqual([['day'], []])
  })

  test('leaves as many working days as the municipality sets, also where the usual day comes before', async () => {
    const rules = { deficiencyWorkingDaysAtLeast: 5, deficiencyDays: 1, deficiencyDaysAtMost: 2 }
    const desk = await deskBench(await open(), rules)
    const reference = await desk.file()
    const ask = (day: string) => faults(desk, malee, reference, { act: 'askMissing', ...missing, day })
    expect([await ask('2026-11-29'), await ask('2026-11-30'), await ask('2026-12-01')]).toEqual([
      ['day'],
      [],
      ['day'],
    ])
    await desk.act(malee, reference, 'askMissing', { items: ['x'] })
    expect((await desk.find(reference)).events.at(-1)?.data).toMatchObject({ dueDay: '2026-11-30' })
  })

  test('a second record takes a supervisor and a provision', async () => {
    const desk = await bench()
    const reference = await desk.file()
    await desk.act(malee, reference, 'askMissing', missing)
    expect(await why(desk, wichai, reference, 'askMissing')).toContain('กำลังรอ')
    await desk.act(malee, reference, 'supplyAtCounter', { text: 'ได้รับสำเนาโฉนด' })
    expect(await why(desk, malee, reference, 'askMissing')).toContain('ครั้งเดียว')
    await expect(desk.act(malee, reference, 'askMissing', missing)).rejects.toMatchObject(conflict)
    expect(await faults(desk, wichai, reference, { act: 'askMissing', ...missing })).toEqual(['legalReason'])
    await expect(desk.act(wichai, reference, 'askMissing', missing)).rejects.toMatchObject(invalid)
    await desk.act(wichai, reference, 'askMissing', { ...missing, legalReason: 'มาตรา 8 วรรคสาม' })
    expect((await desk.find(reference)).events.at(-1)?.data).toMatchObject({
      legalReason: 'มาตรา 8 วรรคสาม',
    })
  })

  test('supplied at the counter, the clock goes on; with neither words nor files nothing was supplied', async () => {
    const desk = await bench()
    const reference = await desk.file()
    expect(await why(desk, malee, reference, 'supplyAtCounter')).toContain('ไม่มีรายการ')
    await desk.act(malee, reference, 'askMissing', missing)
    expect(await faults(desk, malee, reference, { act: 'supplyAtCounter' })).toEqual(['text'])
    const upload = { field: 'supplied', name: 'โฉนด.pdf', type: 'application/pdf', size: 9, sha256: 'a' }
    await desk.act(malee, reference, 'supplyAtCounter', { uploads: [upload] })
    const { clock, attachments, events } = await desk.find(reference)
    expect(clock.state).toBe('running')
    expect(attachments).toMatchObject([{ name: 'โฉนด.pdf', eventId: events.at(-1)?.id }])
    expect(events.at(-1)).toMatchObject({ data: { files: [attachments[0]?.id] } })
  })
})

describe('what comes of what is missing', () => {
  const two = { items: ['สำเนาโฉนด', 'แผนที่'], day: '2026-12-08' }
  test('at the counter is chosen thing by thing; the clock goes on when all has come', async () => {
    const desk = await bench()
    const reference = await desk.file()
    await desk.act(malee, reference, 'askMissing', two)
    expect(await faults(desk, malee, reference, { act: 'supplyAtCounter', text: 'โฉนด' })).toEqual(['got'])
    expect(await faults(desk, malee, reference, { act: 'supplyAtCounter', text: 'x', got: [3] })).toEqual([
      'got',
    ])
    await desk.act(malee, reference, 'supplyAtCounter', { text: 'โฉนด', got: [1] })
    const { events, clock, request } = await desk.find(reference)
    expect([clock.state, request.status, clock.applicantDay]).toEqual([
      'paused',
      'waitingForApplicant',
      '2026-12-08',
    ])
    expect(events.at(-1)?.data).toMatchObject({ items: [{ n: 1 }], partial: true })
    expect(await why(desk, malee, reference, 'askMissing')).toContain('กำลังรอผู้ยื่น')
    await desk.act(malee, reference, 'supplyAtCounter', { text: 'แผนที่' })
    expect((await desk.find(reference)).clock.state).toBe('running')
  })

  test('only in part lets the time run out all the same (s.9)', async () => {
    const desk = await bench()
    const reference = await desk.file()
    await desk.act(malee, reference, 'askMissing', two)
    await desk.act(malee, reference, 'supplyAtCounter', { text: 'โฉนด', got: [1] })
    desk.clock.set('2026-12-08T17:00:00.000Z')
    await desk.act(malee, reference, 'return', { text: 'ไม่ส่งแผนที่' })
    expect((await desk.find(reference)).request.status).toBe('returned')
  })
})

describe('words that go out', () => {
  const unfilled = [
    'ทำให้ไม่ได้ เพราะ [ระบุเหตุผล] โปรดร้องเรียนที่ 1567',
    'ทำให้ไม่ได้ เพราะ\n\nหากไม่เห็นด้วย โปรดแจ้ง',
    'We cannot do it, because',
    'because [state the reasons]',
    'เรียน {name}',
  ]
  test('hold nothing that a ready reply leaves to its writer', async () => {
    const desk = await bench()
    const reference = await desk.file()
    for (const text of unfilled)
      for (const act of ['close', 'tell', 'ask', 'extend'] as const)
        expect(await faults(desk, wichai, reference, { act, text, n: 1, unit: 'day' }), text).toEqual([
          'text',
        ])
    expect(await faults(desk, malee, reference, { act: 'askMissing', items: ['สำเนา [ระบุเอกสาร]'] })).toEqual(
      ['items'],
    )
    const [refused] = await desk.desk.check(malee, await desk.find(reference), {
      act: 'close',
      text: unfilled[0]!,
    })
    expect(refused?.text.th).toContain('[ระบุเหตุผล]')
    for (const text of ['เพราะไฟดับ [รูปที่ 2]', 'เพราะ\nไฟดับ', 'because of {the} rain', '[1] ดูแบบ'])
      expect(await faults(desk, malee, reference, { act: 'close', text }), text).toEqual([])
  })
})

describe('returning as incomplete (s.9)', () => {
  test('takes a record, and its time to be over', async () => {
    const desk = await bench()
    const reference = await desk.file()
    const back = { text: 'ไม่ส่งสำเนาโฉนด' }
    expect(await why(desk, wichai, reference, 'return')).toContain('บันทึกความบกพร่อง')
    await desk.act(malee, reference, 'askMissing', missing)
    desk.clock.set('2026-12-08T16:59:00.000Z')
    await expect(desk.act(malee, reference, 'return', back)).rejects.toMatchObject(conflict)
    desk.clock.set('2026-12-08T17:00:00.000Z')
    expect(await faults(desk, malee, reference, { act: 'return' })).toEqual(['text'])
    await desk.act(malee, reference, 'return', back)
    expect((await desk.find(reference)).request.status).toBe('returned')
    const letters = await desk.engine.db.select().from(desk.engine.tables.letter)
    expect(letters.at(-1)?.text).toContain('ไม่ส่งสำเนาโฉนด')
    expect(letters.at(-1)?.text).toContain('อุทธรณ์')
  })

  test('before that only a supervisor may, saying by what right', async () => {
    const desk = await bench()
    const reference = await desk.file()
    await desk.act(malee, reference, 'askMissing', missing)
    expect(await faults(desk, wichai, reference, { act: 'return', text: 'x' })).toEqual(['legalReason'])
    await desk.act(wichai, reference, 'return', { text: 'x', legalReason: 'ผู้ยื่นแจ้งว่าไม่ส่ง' })
    expect((await desk.find(reference)).events.at(-1)?.data).toEqual({
      reason: 'x',
      legalReason: 'ผู้ยื่นแจ้งว่าไม่ส่ง',
    })
  })
})

describe('returning what was answered (s.8)', () => {
  const back = { text: 'ยังขาดลายมือชื่อ' }
  const provision = { legalReason: 'มาตรา 8 วรรคสาม' }

  test('what came in time is not incomplete because the day has passed: a supervisor says by what right', async () => {
    const desk = await bench()
    const reference = await desk.file()
    await desk.act(malee, reference, 'askMissing', missing)
    await desk.act(malee, reference, 'supplyAtCounter', { text: 'สำเนาโฉนด' })
    desk.clock.set('2026-12-10T03:00:00.000Z')
    expect(await why(desk, malee, reference, 'return')).toContain('ไม่มีสิ่งที่รอผู้ยื่นส่งแล้ว')
    await expect(desk.act(malee, reference, 'return', { ...back, ...provision })).rejects.toMatchObject(
      conflict,
    )
    expect(await faults(desk, wichai, reference, { act: 'return', ...back })).toEqual(['legalReason'])
    await desk.act(wichai, reference, 'return', { ...back, ...provision })
    expect((await desk.find(reference)).events.at(-1)?.data).toEqual({ reason: back.text, ...provision })
  })

  test('nor is what was opened again after a return', async () => {
    const desk = await bench()
    const reference = await desk.file()
    await desk.act(malee, reference, 'askMissing', missing)
    desk.clock.set('2026-12-10T03:00:00.000Z')
    await desk.act(malee, reference, 'return', back)
    await desk.act(wichai, reference, 'reopen', { text: 'ส่งไว้ที่เคาน์เตอร์แล้ว' })
    await expect(desk.act(malee, reference, 'return', back)).rejects.toMatchObject(conflict)
  })
})

describe('more time', () => {
  const more = { n: 5, unit: 'workingDay' as const, text: 'รออะไหล่' }

  test('is a supervisor’s to give, with a reason, and moves the date', async () => {
    const desk = await bench()
    const reference = await desk.file()
    const before = (await desk.find(reference)).request.dueAt
    await expect(desk.act(malee, reference, 'extend', more)).rejects.toMatchObject(forbidden)
    await desk.act(wichai, reference, 'extend', more)
    const { request, clock } = await desk.find(reference)
    expect([before, request.dueAt]).toEqual(['2026-12-02T09:30:00.000Z', '2026-12-09T09:30:00.000Z'])
    expect(clock.extensions).toHaveLength(1)
  })

  test('is a whole number, bounded over all extensions, with a unit and a reason', async () => {
    const desk = await bench()
    const reference = await desk.file()
    const extend = (input: Partial<ActInput>) =>
      faults(desk, wichai, reference, { act: 'extend', ...more, ...input })
    for (const n of [0, -1, 1.5, Number.NaN, 91]) expect(await extend({ n })).toEqual(['n'])
    expect(await extend({ text: '' })).toEqual(['text'])
    expect(await extend({ unit: 'year' as never })).toEqual(['unit'])
    await desk.act(wichai, reference, 'extend', { ...more, n: 90 })
    expect(await extend({ n: 1 })).toEqual(['n'])
  })

  test('cannot make undone that a request is late', async () => {
    const desk = await bench()
    const reference = await desk.file()
    desk.clock.set('2026-12-02T09:31:00.000Z')
    expect(await why(desk, wichai, reference, 'extend')).toContain('มาตรา 10')
    await expect(desk.act(wichai, reference, 'extend', more)).rejects.toMatchObject(conflict)
  })
})

describe('deciding', () => {
  const refuse = { outcome: 'refused' as const, ground: 'private-land', text: 'ต้นไม้อยู่ในรั้วบ้าน' }

  test('a refusal names a ground of the list and the facts; the clause and the appeal are kept and told', async () => {
    const desk = await bench()
    const reference = await desk.file(TREE)
    const decide = (input: Partial<ActInput>) =>
      faults(desk, malee, reference, { act: 'decide', ...refuse, ...input })
    expect(await faults(desk, malee, reference, { act: 'decide' })).toEqual(['outcome'])
    expect(await decide({ ground: 'i-do-not-like-it' })).toEqual(['ground'])
    expect(await decide({ text: ' ' })).toEqual(['text'])
    await desk.act(malee, reference, 'decide', refuse)
    const ground = TREE.refusals?.find(({ id }) => id === 'private-land')
    expect((await desk.find(reference)).events.at(-1)?.data).toEqual({
      outcome: 'refused',
      reason: 'ต้นไม้อยู่ในรั้วบ้าน',
      ground: 'private-land',
      because: ground?.reason,
      clause: ground?.clause,
      appeal: TREE.manual.appeal,
      tellBy: '2026-11-30',
    })
    const text = (await desk.engine.db.select().from(desk.engine.tables.letter)).at(-1)?.text
    for (const part of [ground?.clause.th, TREE.manual.appeal.th, refuse.text]) expect(text).toContain(part)
  })

  test('where the service names no ground, nothing can be refused', async () => {
    const desk = await bench()
    const reference = await desk.file()
    const file = await desk.cases.find(malee, reference)
    const [problem] = await desk.desk.check(malee, file, { act: 'decide', ...refuse })
    expect(problem).toMatchObject({ field: 'outcome' })
    expect(problem?.text.th).toContain('ไม่ได้ประกาศเหตุ')
    await expect(desk.act(malee, reference, 'decide', refuse)).rejects.toMatchObject(invalid)
    await desk.act(malee, reference, 'decide', { outcome: 'approved' })
  })

  test('waits for what the applicant was asked for', async () => {
    const desk = await bench()
    const reference = await desk.file(TREE)
    await desk.act(malee, reference, 'askMissing', missing)
    for (const act of ['decide', 'close', 'deliver'] as const)
      expect(await why(desk, malee, reference, act)).toContain('กำลังรอเอกสาร')
  })

  test('the result document goes to the applicant; closing asks for the reply', async () => {
    const desk = await bench()
    const reference = await desk.file(TREE)
    for (const act of ['close', 'deliver'] as const)
      expect(await why(desk, malee, reference, act)).toContain('ผลการพิจารณาก่อน')
    const refusal = desk.act(malee, reference, 'deliver', { text: 'ไม่อนุญาต' })
    await expect(refusal).rejects.toMatchObject(conflict)
    await desk.act(malee, reference, 'decide', { outcome: 'approved' })
    expect(await faults(desk, malee, reference, { act: 'deliver' })).toEqual(['uploads'])
    const upload = { field: 'result', name: 'ใบอนุญาต.pdf', type: 'application/pdf', size: 9, sha256: 'b' }
    await desk.act(malee, reference, 'deliver', { uploads: [upload] })
    expect(await faults(desk, malee, reference, { act: 'close' })).toEqual(['text'])
    await desk.act(malee, reference, 'close', { text: 'ขอบคุณ' })
    expect((await desk.find(reference)).request.status).toBe('done')
    expect(await why(desk, malee, reference, 'close')).toContain('ปิดเรื่องนี้แล้ว')
    expect(await desk.letterKeys()).toEqual(['filed', 'decided', 'delivered', 'closed'])
  })

  test('what has ended takes no more work, only notes, words and links; a supervisor opens it again', async () => {
    const desk = await bench()
    const reference = await desk.file()
    await desk.act(malee, reference, 'claim')
    await desk.act(malee, reference, 'close', { text: 'ซ่อมแล้ว' })
    expect(await possible(desk, malee, reference)).toEqual(['tell', 'note', 'link'])
    await expect(desk.act(malee, reference, 'reopen', { text: 'ดับอีก' })).rejects.toMatchObject(forbidden)
    expect(await faults(desk, wichai, reference, { act: 'reopen' })).toEqual(['text'])
    await desk.act(wichai, reference, 'reopen', { text: 'ดับอีก' })
    expect((await desk.find(reference)).request).toMatchObject({ status: 'inProgress', finishedAt: null })
    await desk.act(malee, reference, 'close', { text: 'ซ่อมอีกครั้ง' })
  })

  test('it is withdrawn at the counter on the applicant’s word, which is written down', async () => {
    const desk = await bench()
    const reference = await desk.file()
    expect(await faults(desk, malee, reference, { act: 'withdraw' })).toEqual(['text'])
    await desk.act(malee, reference, 'withdraw', { text: 'โทรศัพท์แจ้ง 23 พ.ย.' })
    expect((await desk.find(reference)).events.at(-1)).toMatchObject({ kind: 'withdrawn', actor: 'malee' })
    expect(await desk.letterKeys()).toEqual(['filed', 'withdrawn'])
  })
})

describe('withdrawing what is late', () => {
  const word = { text: 'โทรศัพท์แจ้ง 3 ธ.ค.' }

  test('is not for whoever is late: a supervisor records it', async () => {
    const desk = await bench()
    const reference = await desk.file()
    desk.clock.set('2026-12-02T09:31:00.000Z')
    expect(await why(desk, malee, reference, 'withdraw')).toContain('เลยกำหนดแล้ว')
    await expect(desk.act(malee, reference, 'withdraw', word)).rejects.toMatchObject(conflict)
    await desk.act(wichai, reference, 'withdraw', word)
    expect((await desk.find(reference)).request.status).toBe('withdrawn')
  })
})

describe('the same matter twice', () => {
  test('is linked from either side and stands in both', async () => {
    const desk = await bench()
    const [one, other] = [await desk.file(), await desk.file()]
    expect(await faults(desk, malee, one, { act: 'link', other: 'nonsense' })).toEqual(['other'])
    expect(await faults(desk, malee, one, { act: 'link', other: one })).toEqual(['other'])
    await desk.act(malee, one, 'link', { other: other.toLowerCase() })
    expect(await faults(desk, malee, other, { act: 'link', other: one })).toEqual(['other'])
    for (const [here, there] of [
      [one, other],
      [other, one],
    ] as const) {
      const { links, events } = await desk.find(here)
      expect(links.map(({ reference }) => reference)).toEqual([there])
      expect(events.at(-1)).toMatchObject({ kind: 'linked', data: { other: there } })
    }
  })

  test('writes nothing into a case whose division one only helps', async () => {
    const desk = await bench()
    const [own, theirs] = [await desk.file(), await desk.file(TREE, { division: 'health' })]
    await desk.act(anan, theirs, 'join', { division: 'public-works' })
    const file = await desk.cases.find(malee, own)
    const [problem] = await desk.desk.check(malee, file, { act: 'link', other: theirs })
    expect(problem).toMatchObject({ field: 'other' })
    expect(problem?.text.th).toContain('กองเจ้าของเรื่องนั้น')
    await expect(desk.act(malee, own, 'link', { other: theirs })).rejects.toMatchObject(invalid)
    expect(await desk.kinds(theirs)).toEqual(['filed', 'joined'])
    await desk.act(pranee, own, 'link', { other: theirs })
    expect(await desk.kinds(theirs)).toEqual(['filed', 'joined', 'linked'])
  })

  test('a case of another division cannot be linked, and its link is not shown', async () => {
    const desk = await bench()
    const [one, other] = [await desk.file(), await desk.file()]
    const theirs = await desk.file(TREE, { division: 'health' })
    expect(await faults(desk, malee, one, { act: 'link', other: theirs })).toEqual(['other'])
    await expect(desk.act(malee, one, 'link', { other: theirs })).rejects.toMatchObject(invalid)
    await desk.act(pranee, one, 'link', { other: theirs })
    await desk.act(pranee, one, 'link', { other })
    expect((await desk.cases.find(malee, one)).links.map(({ reference }) => reference)).toEqual([other])
    expect((await desk.cases.find(pranee, one)).links).toHaveLength(2)
  })
})

describe('roles', () => {
  test('the auditor reads every case and acts on none', async () => {
    const desk = await bench()
    const reference = await desk.file()
    expect(await possible(desk, somying, reference)).toEqual([])
    await expect(desk.act(somying, reference, 'note', { text: 'x' })).rejects.toMatchObject(forbidden)
  })

  test('who keeps the accounts sees no case, nor does an officer whose account has ended', async () => {
    const desk = await bench()
    const reference = await desk.file()
    for (const nobody of [people.amnat, { ...malee, state: 'ended' as const }, { ...malee, division: null }])
      await expect(desk.cases.find(nobody, reference)).rejects.toMatchObject({ kind: 'notFound' })
    await expect(desk.cases.find(malee, 'nonsense')).rejects.toMatchObject({ kind: 'notFound' })
  })

  test('another division’s head is no supervisor here', async () => {
    const desk = await bench()
    const reference = await desk.file()
    const file = await desk.cases.find(wichai, reference)
    const more: ActInput = { act: 'extend', n: 1, unit: 'day', text: 'x' }
    await expect(desk.desk.act(orathai, file, more, 0)).rejects.toMatchObject(forbidden)
  })
})

describe('other requests of the same person', () => {
  test('are found by phone or e-mail, as far as the officer may see them', async () => {
    const desk = await bench()
    const mine = await desk.file()
    const samePhone = await desk.file(TREE, { emailKey: null })
    const sameEmail = await desk.file(TREE, { phoneKey: null })
    const theirs = await desk.file(TREE, { division: 'health' })
    await desk.file(TREE, { phoneKey: '0899999999', emailKey: null })
    const found = async (officer: Officer) => {
      const file = await desk.cases.find(officer, mine)
      return (await desk.cases.ofSamePerson(officer, file)).map(({ reference }) => reference).sort()
    }
    expect(await found(malee)).toEqual([samePhone, sameEmail].sort())
    expect(await found(pranee)).toEqual([samePhone, sameEmail, theirs].sort())
  })

  test('a person who left neither is alone', async () => {
    const desk = await bench()
    const nobody = { phoneKey: null, emailKey: null }
    const [one] = [await desk.file(TREE, nobody), await desk.file(TREE, nobody)]
    expect(await desk.cases.ofSamePerson(malee, await desk.cases.find(malee, one))).toEqual([])
  })
})

describe('many at once', () => {
  test('does what can be done, and says of each of the others why not', async () => {
    const desk = await bench()
    const [one, two, theirs] = [
      await desk.file(),
      await desk.file(),
      await desk.file(TREE, { division: 'health' }),
    ]
    await desk.act(malee, two, 'claim')
    const answer = await desk.desk.actOnMany(suda, [one, two, theirs, 'nonsense', one], { act: 'claim' })
    expect(answer.done).toEqual([one])
    expect(answer.refused.map(({ reference, why: { th } }) => [reference, th])).toEqual([
      [two, 'ชื่อ malee รับเรื่องนี้ไว้แล้ว'],
      [theirs, 'ไม่พบเรื่องนี้'],
      ['nonsense', 'ไม่พบเรื่องนี้'],
    ])
  })

  test('a case that has changed since it was looked at is refused, and the others are done', async () => {
    const desk = await bench()
    const [one, two] = [await desk.file(), await desk.file()]
    const { revision } = (await desk.find(one)).request
    await desk.act(malee, one, 'claim')
    const seen = new Map([one, two].map((reference) => [reference, revision]))
    const input: ActInput = { act: 'assign', officer: suda.id }
    const answer = await desk.desk.actOnMany(wichai, [one, two], input, seen)
    expect(answer.done).toEqual([two])
    expect(answer.refused.map(({ reference }) => reference)).toEqual([one])
    expect((await desk.find(one)).request.claimedBy).toBe(malee.id)
  })

  test('what takes a judgment of the single case is not done to many', async () => {
    const desk = await bench()
    const reference = await desk.file()
    const input: ActInput = { act: 'decide', outcome: 'approved' }
    await expect(desk.desk.actOnMany(malee, [reference], input)).rejects.toMatchObject(invalid)
    expect(await desk.kinds(reference)).toEqual(['filed'])
  })

  test('a fault in what was typed is every case’s reason', async () => {
    const desk = await bench()
    const reference = await desk.file()
    const { refused } = await desk.desk.actOnMany(malee, [reference], { act: 'forward', division: 'health' })
    expect(refused[0]?.why.th).toContain('เหตุที่ส่งต่อ')
  })
})
