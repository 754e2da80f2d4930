import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { newEdition } from '../../../src/storage/edition.ts'
import { openEmptySqlite } from '../../support/engines.ts'
import { at, CLOCK_JOBS, lettersOf, officerOf, openOffice, referenceOf } from './office.ts'

const open = openEmptySqlite()

// r1 is filed on Monday 2 November and due on Monday 9.
async function oneRequest(over = {}) {
  const office = await openOffice(await open())
  office.clock.set(at('2026-11-02', '10:00'))
  await office.file('r1', at('2026-11-02', '10:00'), over)
  const instance = office.instance()
  const row = async () => office.requests.requests.find('r1')
  return { ...office, instance, row, run: () => instance.run(...CLOCK_JOBS) }
}

it('a holiday entered on the evening it matters moves the date, and nobody is told of lateness', async () => {
  const { clock, enterHoliday, engine, happen, row, run } = await oneRequest()
  await happen('r1', { kind: 'claimed', data: {} }, 'malee')
  const { revision } = (await row()) ?? {}
  clock.set(at('2026-11-08', '20:00'))
  await enterHoliday('2026-11-09')
  clock.set(at('2026-11-10', '08:40'))
  await run()
  expect(await row()).toMatchObject({ dueAt: at('2026-11-10', '16:30'), revision })
  expect((await lettersOf(engine)).filter((line) => /escalated|late/.test(line))).toEqual([])
})

it('a row that is behind the calendar is not believed, even before it is put right', async () => {
  const { clock, engine, happen, enterHoliday, instance } = await oneRequest()
  await happen('r1', { kind: 'claimed', data: {} }, 'malee')
  await enterHoliday('2026-11-09')
  clock.set(at('2026-11-10', '08:40'))
  await instance.run('escalate', 'draftLate')
  expect(await lettersOf(engine)).toEqual([])
})

it('a holiday taken away again brings the date back, also when the day was stored too late', async () => {
  const { clock, engine, enterHoliday, row, run } = await oneRequest()
  await enterHoliday('2026-11-04')
  clock.set(at('2026-11-03', '08:40'))
  await run()
  expect(await row()).toMatchObject({ dueAt: at('2026-11-10', '16:30') })
  clock.set(at('2026-11-03', '09:00'))
  await engine.atomically((tx) => [
    tx.delete(engine.tables.holiday).where(eq(engine.tables.holiday.day, '2026-11-04')),
    newEdition(tx, engine.tables),
  ])
  await run()
  expect(await row()).toMatchObject({ dueAt: at('2026-11-09', '16:30') })
})

it('a due day that moves drops the drafts that were made for the old one, to be seen', async () => {
  const { clock, engine, enterHoliday, run } = await oneRequest()
  clock.set(at('2026-11-16', '08:40'))
  await run()
  clock.set(at('2026-11-16', '15:00'))
  await enterHoliday('2026-11-09')
  clock.set(at('2026-11-16', '16:00'))
  await run()
  const rows = () => engine.db.select().from(engine.tables.lateLetter)
  expect(await rows()).toMatchObject([
    { n: 1, dueDay: '2026-11-09', state: 'dropped', droppedBecause: 'moved' },
  ])
  clock.set(at('2026-11-17', '08:40'))
  await run()
  expect((await rows()).map(({ n, dueDay, state }) => [n, dueDay, state])).toEqual([
    [1, '2026-11-09', 'dropped'],
    [2, '2026-11-10', 'drafted'],
  ])
})

it('days on which the applicant was waited for owe no letter', async () => {
  const { clock, engine, happen, run } = await oneRequest()
  clock.set(at('2026-11-11', '10:00'))
  await happen('r1', { kind: 'deficiency', data: { items: ['แผนที่'], dueDay: '2026-12-30' } }, 'malee')
  clock.set(at('2026-11-17', '08:40'))
  await run()
  clock.set(at('2026-11-25', '10:00'))
  await happen('r1', { kind: 'supplied', data: { files: [] } }, null)
  clock.set(at('2026-12-01', '08:40'))
  await run()
  // The 16th and the 23rd were days of waiting; the 30th was not.
  const drafts = await engine.db.select().from(engine.tables.lateLetter)
  expect(drafts.map(({ n, daysLate }) => [n, daysLate])).toEqual([[1, 21]])
})

it('a machine that stood still for three weeks drafts every letter that was owed', async () => {
  const { clock, engine, instance, lateLetters } = await oneRequest()
  clock.set(at('2026-12-01', '08:40'))
  await instance.run(...CLOCK_JOBS)
  const rows = () => engine.db.select().from(engine.tables.lateLetter)
  expect((await rows()).map(({ daysLate, state }) => [daysLate, state])).toEqual([
    [7, 'drafted'],
    [14, 'drafted'],
    [21, 'drafted'],
  ])
  await lateLetters.sign(officerOf('wichai'), referenceOf('r1'), '2', 'รออะไหล่')
  expect((await rows()).map(({ state, number }) => [state, number])).toEqual([
    ['dropped', null],
    ['signed', '2569/00001'],
    ['drafted', null],
  ])
  expect((await lettersOf(engine)).filter((line) => line.includes(' late '))).toHaveLength(1)
})

it('the register goes on without gaps and begins anew with the year', async () => {
  const { clock, engine, instance, lateLetters } = await oneRequest()
  clock.set(at('2026-12-01', '08:40'))
  await instance.run('draftLate')
  const sign = (n: string) => lateLetters.sign(officerOf('wichai'), referenceOf('r1'), n, `รออะไหล่ ${n}`)
  await Promise.all(['1', '2', '3'].map((n) => sign(n).catch(() => {})))
  clock.set(at('2027-01-05', '08:40'))
  await instance.run('draftLate')
  const drafted = (await engine.db.select().from(engine.tables.lateLetter)).filter(
    ({ state }) => state === 'drafted',
  )
  await sign(String(drafted.at(-1)?.n))
  const numbers = (await engine.db.select().from(engine.tables.lateLetter)).flatMap(
    ({ number }) => number ?? [],
  )
  const of2569 = numbers.filter((number) => number.startsWith('2569/'))
  expect(of2569.sort()).toEqual(of2569.map((_, index) => `2569/0000${index + 1}`))
  expect(numbers.filter((number) => number.startsWith('2570/'))).toEqual(['2570/00001'])
})

it('a case that cannot be read fails the run and keeps no other case waiting', async () => {
  const { engine, clock, file, instance } = await oneRequest()
  await file('r2', at('2026-11-02', '10:00'))
  // The version it was filed under was altered by hand: it must not be judged by it.
  await engine.atomically((tx) => [
    tx.insert(engine.tables.serviceVersion).values({
      serviceId: 'general-complaint',
      version: 2,
      schemaVersion: 1,
      document: '{}',
      sha256: 'altered',
      publishedAt: at('2026-11-01', '10:00'),
      publishedBy: 'sala',
      changeNote: '',
    }),
    tx.update(engine.tables.request).set({ serviceVersion: 2 }).where(eq(engine.tables.request.id, 'r1')),
  ])
  clock.set(at('2026-11-04', '08:40'))
  await instance.run('escalate')
  expect(await lettersOf(engine)).toEqual(['2026-11-04 wichai escalated unclaimed r2'])
  expect(await engine.db.select().from(engine.tables.jobRun)).toMatchObject([
    { job: 'escalate', outcome: 'failed', did: 1, code: 'Error' },
  ])
})

it('reopening a request makes it new to head and Palad', async () => {
  const { clock, happen, requests, run } = await oneRequest()
  await happen('r1', { kind: 'claimed', data: {} }, 'malee')
  clock.set(at('2026-11-12', '08:40'))
  await run()
  await happen('r1', { kind: 'closed', data: {} }, 'malee')
  clock.set(at('2026-11-13', '10:00'))
  await happen('r1', { kind: 'reopened', data: { reason: 'ยังไม่เรียบร้อย' } }, null)
  clock.set(at('2026-11-13', '11:00'))
  await run()
  const told = (await requests.requests.events('r1')).flatMap(({ kind, at: when, data }) =>
    kind === 'escalated' ? [`${when} ${data.to} ${data.why}`] : [],
  )
  expect(told).toEqual([
    `${at('2026-11-12', '08:40')} head late`,
    `${at('2026-11-12', '08:40')} palad late`,
    `${at('2026-11-13', '11:00')} head late`,
    `${at('2026-11-13', '11:00')} palad late`,
  ])
})

it('an officer who left is not written to: the division is', async () => {
  const { clock, engine, happen, run } = await oneRequest()
  await happen('r1', { kind: 'claimed', data: {} }, 'malee')
  await engine.atomically((tx) => [
    tx.update(engine.tables.officer).set({ state: 'ended' }).where(eq(engine.tables.officer.id, 'malee')),
  ])
  clock.set(at('2026-11-09', '08:40'))
  await run()
  expect(await lettersOf(engine)).toEqual(['2026-11-09 wichai reminder r1'])
})

it('a result whose letter reached the applicant needs no reminder; one that waits does', async () => {
  const { clock, engine, happen, run } = await oneRequest()
  await happen('r1', { kind: 'claimed', data: {} }, 'malee')
  await happen('r1', { kind: 'decided', data: { outcome: 'approved' } }, 'malee')
  clock.set(at('2026-11-05', '08:40'))
  await run()
  expect(await lettersOf(engine)).toEqual(['2026-11-05 malee reminder r1'])
  await engine.atomically((tx) => [tx.update(engine.tables.letter).set({ state: 'sent' })])
  clock.set(at('2026-11-09', '08:40'))
  await run()
  expect(await lettersOf(engine)).toHaveLength(1)
})

it('an officer gets one letter a day: what comes to them later that day is spoken of on the next', async () => {
  const { clock, engine, file, happen, run } = await oneRequest()
  await happen('r1', { kind: 'claimed', data: {} }, 'malee')
  await file('r2', at('2026-11-02', '10:00'), { division: 'health' })
  await happen('r2', { kind: 'claimed', data: {} }, 'anan')
  clock.set(at('2026-11-05', '08:40'))
  await run()
  clock.set(at('2026-11-05', '11:00'))
  await happen('r2', { kind: 'assigned', data: { division: 'public-works', officer: 'malee' } }, 'pranee')
  clock.set(at('2026-11-05', '11:30'))
  await run()
  const morning = ['2026-11-05 anan reminder r2', '2026-11-05 malee reminder r1']
  expect(await lettersOf(engine)).toEqual(morning)
  clock.set(at('2026-11-06', '08:40'))
  await run()
  expect(await lettersOf(engine)).toEqual([...morning, '2026-11-06 malee reminder r2'])
})

it('the mail to an officer holds nothing of the applicant', async () => {
  const { clock, engine, run } = await oneRequest()
  for (const day of ['2026-11-05', '2026-11-09', '2026-11-12', '2026-11-16']) {
    clock.set(at(day, '08:40'))
    await run()
  }
  const mail = (await engine.db.select().from(engine.tables.letter)).filter(({ toAddress }) =>
    toAddress.endsWith('@example.go.th'),
  )
  expect(mail.length).toBeGreaterThan(5)
  for (const { subject, text } of mail) {
    expect(`${subject}\n${text}`).not.toMatch(/สมชาย|0812345678|somchai|หน้าวัด|\{\w+\}|undefined/)
    expect(text).toMatch(/http:\/\/localhost:3000\/desk/)
  }
})
