import { expect, it } from 'vitest'
import { makeEdition } from '../../../src/storage/edition.ts'
import type { Engine } from '../../../src/storage/engine.ts'
import { DEFAULT_MUNICIPALITY } from '../../../src/municipality.ts'
import { STANDARD_CLOCK_RULES } from '../../../src/calendar/clock-rules.ts'
import type { Holiday } from '../../../src/calendar/working-time.ts'
import { makeChangeStore, toldId } from '../../../src/requests/office/change-store.ts'
import { makeDivisionStore } from '../../../src/requests/office/division-store.ts'
import { makeHolidayStore } from '../../../src/requests/office/holiday-store.ts'
import { makeOpenStore } from '../../../src/requests/office/open-store.ts'
import { makeOffice } from '../../../src/requests/office/settings.ts'
import { makeSettingsStore } from '../../../src/requests/office/settings-store.ts'
import { makeRequestStore } from '../../../src/requests/store.ts'
import { eachEngine } from '../../support/engines.ts'
import { AT, filedEvent, IN_TWO_WEEKS, putService, requestRow } from '../../support/rows.ts'

const conflict = { kind: 'conflict' }
const LATER = '2026-11-03T03:00:00.000Z'
const holiday: Holiday = {
  day: '2026-12-31',
  name: { th: 'วันสิ้นปี', en: 'New Year’s Eve' },
  kind: 'regular',
  scope: 'nation',
  source: 'มติ ครม.',
}

/** Divisions of Malee and Anan; one service, of Malee's. */
async function municipality(engine: Engine) {
  await putService(engine)
  const store = makeDivisionStore(engine)
  const health = {
    id: 'health',
    name: { th: 'กองสาธารณสุข', en: 'Health' },
    work: { th: 'ก', en: 'a' },
    position: 2,
  }
  await engine.atomically((tx) => store.adding(tx, health))
  return store
}

eachEngine('the office’s stores', (open) => {
  it('hear of a write of another process once a minute has passed, and of their own at once', async () => {
    const engine = await open()
    let time = Date.parse(AT)
    const edition = makeEdition(engine, () => new Date(time))
    let heard = 0
    edition.onChange(() => void heard++)
    await edition.look()
    const first = heard
    await engine.atomically((tx) => makeHolidayStore(engine).entering(tx, [holiday], 'amnat', AT))
    expect(edition.isHeard()).toBe(true)
    time += 60_000
    expect(edition.isHeard()).toBe(false)
    await edition.look()
    expect(heard).toBe(first + 1)
    await edition.look()
    expect(heard).toBe(first + 1)
    time -= 3_600_000
    expect(edition.isHeard()).toBe(false)
  })

  it('tell a listener again that failed', async () => {
    const engine = await open()
    const edition = makeEdition(engine, () => new Date(AT))
    let calls = 0
    edition.onChange(() => {
      if (++calls === 1) throw new Error('the database was away')
    })
    await expect(edition.look()).rejects.toThrow('away')
    expect(edition.isHeard()).toBe(false)
    await edition.look()
    expect(calls).toBe(2)
  })

  it('keep holidays apart by day and scope, and remove one only once', async () => {
    const engine = await open()
    const store = makeHolidayStore(engine)
    const local = { ...holiday, scope: 'office' as const }
    await engine.atomically((tx) => store.entering(tx, [holiday, local], 'amnat', AT))
    await expect(engine.atomically((tx) => store.entering(tx, [holiday], 'amnat', AT))).rejects.toMatchObject(
      conflict,
    )
    const [nation, office] = await store.list()
    expect(nation).toMatchObject({
      id: '2026-12-31-nation',
      enteredBy: 'amnat',
      enteredAt: AT,
      source: 'มติ ครม.',
    })
    await engine.atomically((tx) => store.removing(tx, [office!.id]))
    await expect(engine.atomically((tx) => store.removing(tx, [office!.id]))).rejects.toMatchObject(conflict)
    expect(await store.list()).toHaveLength(1)
  })

  it('let hours set at the desk stand over those of the file, and refuse a change of what has changed', async () => {
    const engine = await open()
    const store = makeSettingsStore(engine)
    const office = makeOffice(store, DEFAULT_MUNICIPALITY)
    const write = (opens: string, before: string | null) => {
      const value = JSON.stringify({ ...DEFAULT_MUNICIPALITY.hours, opens })
      return engine
        .atomically((tx) =>
          store.writing(tx, { key: 'hours', value, changedBy: 'amnat', changedAt: AT }, before),
        )
        .then(() => value)
    }
    await office.reload()
    expect(office.current()).toMatchObject({ hours: { opens: 510 }, changed: { hours: null } })
    const first = await write('09:00', null)
    await expect(write('10:00', null)).rejects.toMatchObject(conflict)
    await expect(write('10:00', 'something else')).rejects.toMatchObject(conflict)
    await office.reload()
    expect(office.current()).toMatchObject({
      hours: { opens: 540 },
      changed: { hours: { by: 'amnat', at: AT } },
    })
    expect(office.current().rules).toEqual(STANDARD_CLOCK_RULES)
    await write('10:00', first)
    await office.reload()
    expect(office.current().written.opens).toBe('10:00')
  })

  it('let every page work on when a value in the table was spoilt by hand', async () => {
    const engine = await open()
    const { officeSetting } = engine.tables
    const row = { changedBy: 'x', changedAt: AT }
    await engine.atomically((tx) => [
      tx.insert(officeSetting).values({ ...row, key: 'hours', value: '{"opens":"25:00","closes":"16:30"}' }),
      tx
        .insert(officeSetting)
        .values({ ...row, key: 'clockRules', value: '{"tellResultDays":"x","nonsense":1}' }),
    ])
    const office = makeOffice(makeSettingsStore(engine), DEFAULT_MUNICIPALITY)
    await office.reload()
    expect(office.current().written).toEqual(DEFAULT_MUNICIPALITY.hours)
    expect(office.current().rules).toEqual(STANDARD_CLOCK_RULES)
  })

  it('end a division that is free, and no other, even when something came to it a moment ago', async () => {
    const engine = await open()
    const store = await municipality(engine)
    const { officer, requestJoined } = engine.tables
    const requests = makeRequestStore(engine)
    const end = (id: string) => engine.atomically((tx) => store.ending(tx, id, AT))
    await requests.file({ request: requestRow('r1'), events: [filedEvent('r1')], letters: [] })
    await expect(end('public-works')).rejects.toMatchObject(conflict)
    await engine.atomically((tx) => [
      tx.insert(requestJoined).values({ requestId: 'r1', division: 'health', joinedAt: AT }),
    ])
    expect(await store.belongings('health')).toEqual({ openRequests: 0, joined: 1, officers: 0 })
    await expect(end('health')).rejects.toMatchObject(conflict)
    await engine.atomically((tx) => [
      tx.delete(requestJoined),
      tx.insert(officer).values({
        id: 'anan',
        email: 'anan@kham.example.go.th',
        name: 'อนันต์',
        title: '',
        role: 'officer',
        division: 'health',
        state: 'active',
        createdAt: AT,
      }),
    ])
    expect(await store.belongings('health')).toEqual({ openRequests: 0, joined: 0, officers: 1 })
    await expect(end('health')).rejects.toMatchObject(conflict)
    await engine.atomically((tx) => [tx.update(officer).set({ state: 'ended' })])
    await end('health')
    await expect(end('health')).rejects.toMatchObject(conflict)
    expect((await store.list()).map(({ id, endedAt }) => [id, endedAt])).toEqual([
      ['public-works', null],
      ['health', AT],
    ])
  })

  it('refuse to order or rename what somebody else has ordered or renamed', async () => {
    const engine = await open()
    const store = await municipality(engine)
    const [first, second] = (await store.list()) as [Row, Row]
    const swap = [
      { row: first, position: 2 },
      { row: second, position: 1 },
    ]
    await engine.atomically((tx) => store.ordering(tx, swap))
    await expect(engine.atomically((tx) => store.ordering(tx, swap))).rejects.toMatchObject(conflict)
    const named = { name: { th: 'ใหม่', en: 'New' }, work: second.work }
    await engine.atomically((tx) => store.renaming(tx, second, named))
    await expect(engine.atomically((tx) => store.renaming(tx, second, named))).rejects.toMatchObject(conflict)
    expect((await store.list()).map(({ name }) => name.th)).toEqual(['ใหม่', 'กองช่าง'])
  })

  it('keep changes in their order until each is finished, once', async () => {
    const engine = await open()
    const store = makeChangeStore(engine)
    const change = (id: string, at: string) => ({
      id,
      by: 'amnat',
      at,
      reason: { th: 'ก', en: 'a' },
      undo: {},
    })
    const [older, newer] = [change('z', AT), change('a', LATER)]
    await engine.atomically((tx) => store.adding(tx, newer))
    await engine.atomically((tx) => store.adding(tx, older))
    expect((await store.pending()).map(({ id }) => id)).toEqual(['z', 'a'])
    await engine.atomically((tx) => store.finishing(tx, older))
    await expect(engine.atomically((tx) => store.finishing(tx, older))).rejects.toMatchObject(conflict)
    expect(await store.pending()).toEqual([newer])
    expect(await store.countTold(newer)).toBe(0)
    expect(toldId(newer, 'r1')).not.toBe(toldId(older, 'r1'))
  })

  it('read every open request once with its events, and no finished one', async () => {
    const engine = await open()
    await putService(engine)
    const requests = makeRequestStore(engine)
    const ids = Array.from({ length: 203 }, (_, index) => `r${String(index).padStart(3, '0')}`)
    for (const id of ids)
      await requests.file({ request: requestRow(id), events: [filedEvent(id)], letters: [] })
    const { request } = engine.tables
    const { eq } = await import('drizzle-orm')
    await engine.atomically((tx) => [
      tx.update(request).set({ finishedAt: IN_TWO_WEEKS }).where(eq(request.id, 'r100')),
    ])
    const read: string[] = []
    for await (const page of makeOpenStore(engine).open()) {
      for (const one of page) {
        read.push(one.id)
        expect(one.events.map(({ requestId }) => requestId)).toEqual([one.id])
      }
    }
    expect(read).toEqual(ids.filter((id) => id !== 'r100'))
  })
})

type Row = Awaited<ReturnType<ReturnType<typeof makeDivisionStore>['list']>>[number]
