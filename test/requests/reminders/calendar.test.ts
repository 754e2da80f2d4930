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
  const sign = async (n: string, reason: string, id = 'r1') => {
    const { revision = 0 } = (await office.requests.requests.find(id)) ?? {}
    await office.lateLetters.sign(officerOf('wichai'), referenceOf(id), n, { reason, revision })
  }
  return { ...office, instance, row, sign, run: () => instance.run(...CLOCK_JOBS) }
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

it('letters that fell due while the applicant was waited for are owed in one, once the clock runs again', async () => {
  const { clock, engine, happen, run } = await oneRequest()
  clock.set(at('2026-11-11', '10:00'))
  await happen('r1', { kind: 'deficiency', data: { items: ['แผนที่'], dueDay: '2026-12-30' } }, 'malee')
  clock.set(at('2026-11-17', '08:40'))
  await run()
  const drafts = async () =>
    (await engine.db.select().from(engine.tables.lateLetter)).map(({ n, daysLate }) => [n, daysLate])
  expect(await drafts()).toEqual([])
  clock.set(at('2026-11-25', '20:00'))
  await happen('r1', { kind: 'supplied', data: { files: [] } }, null)
  await run()
  expect(await drafts()).toEqual([])
  // The 16th and the 23rd were days of waiting; the 30th was not.
  clock.set(at('2026-11-26', '08:40'))
  await run()
  expect(await drafts()).toEqual([[1, 14]])
  clock.set(at('2026-12-01', '08:40'))
  await run()
  expect(await drafts()).toEqual([
    [1, 14],
    [2, 21],
  ])
})

it('a draft dropped because its request ended is owed again once it is reopened; a signed one is not', async () => {
  const { clock, engine, happen, run, sign } = await oneRequest()
  const rows = async () =>
    (await engine.db.select().from(engine.tables.lateLetter)).map(({ n, daysLate, state }) => [
      n,
      daysLate,
      state,
    ])
  const close = () => happen('r1', { kind: 'closed', data: {} }, 'malee')
  const reopen = () => happen('r1', { kind: 'reopened', data: { reason: 'ยังไม่เรียบร้อย' } }, null)
  clock.set(at('2026-11-16', '08:40'))
  await run()
  await close()
  await run()
  expect(await rows()).toEqual([[1, 7, 'dropped']])
  clock.set(at('2026-11-17', '09:00'))
  await reopen()
  await run()
  expect(await rows()).toEqual([
    [1, 7, 'dropped'],
    [2, 7, 'drafted'],
  ])
  await sign('2', 'รออะไหล่')
  await close()
  clock.set(at('2026-11-18', '09:00'))
  await reopen()
  await run()
  expect(await rows()).toEqual([
    [1, 7, 'dropped'],
    [2, 7, 'signed'],
  ])
})

it('a claim of somebody who went to another division reminds the division, not them', async () => {
  const { clock, engine, happen, run } = await oneRequest()
  await happen('r1', { kind: 'claimed', data: {} }, 'malee')
  await engine.atomically((tx) => [
    tx.update(engine.tables.officer).set({ division: 'health' }).where(eq(engine.tables.officer.id, 'malee')),
  ])
  clock.set(at('2026-11-09', '08:40'))
  await run()
  expect(await lettersOf(engine)).toEqual(['2026-11-09 wichai reminder r1'])
})

it('a machine that stood still for three weeks drafts every letter that was owed', async () => {
  const { clock, engine, instance, sign } = await oneRequest()
  clock.set(at('2026-12-01', '08:40'))
  await instance.run(...CLOCK_JOBS)
  const rows = () => engine.db.select().from(engine.tables.lateLetter)
  expect((await rows()).map(({ daysLate, state }) => [daysLate, state])).toEqual([
    [7, 'drafted'],
    [14, 'drafted'],
    [21, 'drafted'],
  ])
  // One letter for one day: the newest, which covers the others.
  await expect(sign('2', 'รออะไหล่')).rejects.toMatchObject({ kind: 'conflict' })
  await sign('3', 'รออะไหล่')
  expect((await rows()).map(({ state, number }) => [state, number])).toEqual([
    ['dropped', null],
    ['dropped', null],
    ['signed', '2569/00001'],
  ])
  await instance.run('draftLate')
  expect(await rows()).toHaveLength(3)
  expect((await lettersOf(engine)).filter((line) => line.includes(' late '))).toHaveLength(1)
})

it('the register goes on without gaps and begins anew with the year', async () => {
  const { clock, engine, file, instance, sign } = await oneRequest()
  await file('r2', at('2026-11-02', '10:00'))
  await file('r3', at('2026-11-02', '10:00'))
  clock.set(at('2026-12-01', '08:40'))
  await instance.run('draftLate')
  await Promise.all(['r1', 'r2', 'r3'].map((id) => sign('3', 'รออะไหล่', id)))
  clock.set(at('2027-01-05', '08:40'))
  await instance.run('draftLate')
  const drafted = (await engine.db.select().from(engine.tables.lateLetter)).filter(
    ({ state, requestId }) => state === 'drafted' && requestId === 'r1',
  )
  await sign(String(drafted.at(-1)?.n), 'รออะไหล่')
  const numbers = (await engine.db.select().from(engine.tables.lateLetter)).flatMap(
    ({ number }) => number ?? [],
  )
  const of2569 = numbers.filter((number) => number.startsWith('2569/'))
  expect(of2569.sort()).toEqual(['2569/00001', '2569/00002', '2569/00003'])
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
