import { eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { Officer } from '../../../src/officers/officer.ts'
import { visibleTo } from '../../../src/requests/desk/store.ts'
import { momentsAt } from '../../../src/requests/inbox/state.ts'
import { makeInboxStore, type InboxStore } from '../../../src/requests/inbox/store.ts'
import { placeOf } from '../../../src/requests/inbox/view-store.ts'
import { SHOWN, type Paging, type View } from '../../../src/requests/inbox/view.ts'
import type { Reference, Request } from '../../../src/requests/request.ts'
import type { Engine } from '../../../src/storage/engine.ts'
import { eachEngine } from '../../support/engines.ts'
import { amnat, anan, finished, join, malee, NOW, pranee, put, putOffice, row, somying } from './office.ts'

const at = momentsAt(NOW)
const OPEN: View = { show: 'open' }
const due = (day: number, hour = 9) => `2026-11-${String(day).padStart(2, '0')}T0${hour}:30:00.000Z`

/** The ids a list shows on one page. */
async function ids(store: InboxStore, officer: Officer, view: View = OPEN, paging: Paging = {}, size = 50) {
  return (await store.page(officer, view, at, paging, size)).rows.map(({ id }) => id)
}

const find = (store: InboxStore, q: string, officer = malee, more: Partial<View> = {}) =>
  ids(store, officer, { ...OPEN, q, ...more })

/** The same database, with every question that is asked of it written down. */
function listening(db: Engine['db'], asked: { sql: string; params: unknown[] }[]): Engine['db'] {
  const noting = (query: object): object =>
    new Proxy(query, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name)
        if (name === 'then') asked.push((target as { toSQL(): { sql: string; params: unknown[] } }).toSQL())
        if (typeof value !== 'function') return value
        if (name === 'then' || name === 'as' || name === 'getSQL' || name === 'toSQL')
          return value.bind(target)
        return (...args: unknown[]) => noting(value.apply(target, args) as object)
      },
    })
  return { ...db, select: (...args: []) => noting(db.select(...args)) } as unknown as Engine['db']
}

async function planOf(engine: Engine, text: string, params: unknown[]): Promise<string[]> {
  const parts = text.split('?')
  const filled = sql.join(
    parts.flatMap((part, n) => (n < params.length ? [sql.raw(part), sql`${params[n]}`] : [sql.raw(part)])),
  )
  const { db } = engine as unknown as { db: { all(query: unknown): { detail: string }[] } }
  return db.all(sql`EXPLAIN QUERY PLAN ${filled}`).map(({ detail }) => detail)
}

eachEngine('a list of the desk', (open, dialect) => {
  async function office(): Promise<{ engine: Engine; store: InboxStore }> {
    const engine = await open()
    await putOffice(engine)
    return { engine, store: makeInboxStore(engine) }
  }

  it('shows each officer what is theirs to see, and the administrator nothing', async () => {
    const { engine, store } = await office()
    await put(engine, [
      row({ id: 'works', dueAt: due(20) }),
      row({ id: 'shared', division: 'health', dueAt: due(19) }),
      row({ id: 'health', division: 'health', dueAt: due(18) }),
      row({ id: 'money', division: 'finance', dueAt: due(17) }),
    ])
    await join(engine, 'shared', 'public-works')
    await join(engine, 'money', 'health')
    expect(await ids(store, malee)).toEqual(['shared', 'works'])
    expect(await ids(store, anan)).toEqual(['money', 'health', 'shared'])
    expect(await ids(store, pranee)).toEqual(['money', 'health', 'shared', 'works'])
    expect(await ids(store, somying)).toEqual(['money', 'health', 'shared', 'works'])
    expect(await ids(store, amnat)).toEqual([])
    expect(await ids(store, { ...malee, state: 'ended' })).toEqual([])
    for (const officer of [malee, anan, pranee, somying, amnat]) {
      const { request } = engine.tables
      const seen = await engine.db.select({ id: request.id }).from(request).where(visibleTo(engine, officer))
      expect((await ids(store, officer)).sort()).toEqual(seen.map(({ id }) => id).sort())
      expect((await find(store, 'สมชาย', officer)).sort()).toEqual([])
      expect(await store.count(officer, OPEN, at, 100)).toBe(seen.length)
    }
  })

  it('stands in the order of its deadlines; what ended, and everything, the newest first', async () => {
    const { engine, store } = await office()
    await put(engine, [
      row({ id: 'b', dueAt: due(20), filedAt: '2026-11-01T01:00:00.000Z' }),
      row({ id: 'a', dueAt: due(20), filedAt: '2026-11-03T01:00:00.000Z' }),
      row({ id: 'c', dueAt: due(2), filedAt: '2026-11-02T01:00:00.000Z' }),
      finished({ id: 'x', finishedAt: '2026-11-08T01:00:00.000Z', filedAt: '2026-10-01T01:00:00.000Z' }),
      finished({ id: 'y', finishedAt: '2026-11-09T01:00:00.000Z', filedAt: '2026-10-02T01:00:00.000Z' }),
    ])
    expect(await ids(store, malee)).toEqual(['c', 'a', 'b'])
    expect(await ids(store, malee, { show: 'finished' })).toEqual(['y', 'x'])
    expect(await ids(store, pranee, { show: 'finished' })).toEqual(['y', 'x'])
    expect(await ids(store, malee, { show: 'all' })).toEqual(['a', 'c', 'b', 'y', 'x'])
  })

  it('is turned page by page, forth and back, over both kinds of rows, none twice and none left out', async () => {
    const { engine, store } = await office()
    const rows = Array.from({ length: 23 }, (_, n) =>
      row({
        id: `p${String(n).padStart(2, '0')}`,
        // Many share a deadline: the place between pages is told by the id then.
        dueAt: due(17 + Math.floor(n / 5)),
        division: n % 3 === 0 ? 'health' : 'public-works',
      }),
    )
    await put(engine, rows)
    for (const { id, division } of rows) if (division === 'health') await join(engine, id, 'public-works')
    const all = rows.map(({ id }) => id)
    const forth: string[] = []
    let page = await store.page(malee, OPEN, at, {}, 5)
    const pages = [page]
    while (page.hasAfter) {
      page = await store.page(malee, OPEN, at, { after: placeOf(page.rows.at(-1)!, 'open') }, 5)
      pages.push(page)
    }
    for (const { rows: some } of pages) forth.push(...some.map(({ id }) => id))
    expect(forth).toEqual(all)
    expect(pages.map(({ hasBefore }) => hasBefore)).toEqual([false, true, true, true, true])
    for (let n = pages.length - 1; n > 0; n--) {
      const before = await store.page(malee, OPEN, at, { before: placeOf(pages[n]!.rows[0]!, 'open') }, 5)
      expect(before.rows).toEqual(pages[n - 1]!.rows)
      expect(before).toMatchObject({ hasBefore: n > 1, hasAfter: true })
    }
  })

  it('goes on where the reader was, whatever came or went meanwhile', async () => {
    const { engine, store } = await office()
    await put(
      engine,
      ['a', 'b', 'c', 'd'].map((id, n) => row({ id, dueAt: due(17 + n) })),
    )
    const [, second] = (await store.page(malee, OPEN, at, {}, 2)).rows
    const { request } = engine.tables
    await put(engine, [row({ id: 'early', dueAt: due(1) })])
    await engine.atomically((tx) => [
      tx.update(request).set({ finishedAt: at.now, status: 'done' }).where(eq(request.id, 'b')),
    ])
    expect(await ids(store, malee, OPEN, { after: placeOf(second!, 'open') }, 2)).toEqual(['c', 'd'])
    // Back past the beginning is the beginning, as it is by then.
    const back = await store.page(malee, OPEN, at, { before: { at: due(17), id: 'a' } }, 2)
    expect(back.rows.map(({ id }) => id)).toEqual(['early', 'a'])
    expect(back).toMatchObject({ hasBefore: false, hasAfter: true })
  })

  it('is narrowed by each filter, and by all of them together', async () => {
    const { engine, store } = await office()
    await put(engine, [
      row({ id: 'mine', claimedBy: malee.id, status: 'inProgress', dueAt: due(16) }),
      row({ id: 'nobodys', channel: 'counter', dueAt: due(18) }),
      row({ id: 'late', claimedBy: anan.id, dueAt: due(10), status: 'received' }),
      row({ id: 'sunday', dueAt: due(22, 8) }),
      row({ id: 'nextWeek', dueAt: due(23, 2) }),
      row({ id: 'waits', status: 'waitingForApplicant', dueAt: due(12) }),
      row({ id: 'theirs', division: 'health', dueAt: due(19) }),
      finished({ id: 'over', claimedBy: malee.id }),
    ])
    await join(engine, 'theirs', 'public-works')
    const by = (more: Partial<View>) => ids(store, malee, { ...OPEN, ...more })
    expect(await by({ officer: 'me' })).toEqual(['mine'])
    expect(await by({ officer: anan.id })).toEqual(['late'])
    expect(await by({ officer: 'nobody' })).toEqual(['waits', 'nobodys', 'theirs', 'sunday', 'nextWeek'])
    expect(await by({ channel: 'counter' })).toEqual(['nobodys'])
    expect(await by({ state: 'received' })).toEqual(['late'])
    expect(await by({ division: 'health' })).toEqual(['theirs'])
    expect(await by({ service: 'street-light', division: 'public-works', officer: 'me' })).toEqual(['mine'])
    expect(await by({ service: 'waste-bin' })).toEqual([])
    // What waits for the applicant is not late, whatever day its row holds.
    expect(await by({ due: 'late' })).toEqual(['late'])
    expect(await by({ due: 'today' })).toEqual(['mine'])
    expect(await by({ due: 'week' })).toEqual(['mine', 'nobodys', 'theirs', 'sunday'])
    expect(await by({ due: 'week', officer: 'nobody', channel: 'counter' })).toEqual(['nobodys'])
    expect(await ids(store, malee, { show: 'finished', officer: 'me' })).toEqual(['over'])
    expect(await store.count(malee, { show: 'open', officer: 'nobody' }, at, 100)).toBe(5)
    expect(await store.count(malee, OPEN, at, 3)).toBe(3)
  })

  it('finds a request by any part of what somebody remembers of it', async () => {
    const { engine, store } = await office()
    await put(engine, [
      row({
        id: 'wanted',
        reference: '69-7KX-M4P' as Reference,
        phoneKey: '0812345678',
        search: 'สมชาย ใจดี 99/12 หมู่ 4 ถนนมิตรภาพ ไฟดับหน้าวัดโป่งแดง 08-1234-5678 somchai@example.org น้ำ 50%_"',
      }),
      row({ id: 'other', search: 'วิชัย มั่นคง 12/99 หมู่ 9 ซอยเทศบาล 0899999999' }),
    ])
    const typings = [
      ...['ชาย', 'สมชาย ใจดี', 'ใจดี สมชาย', '  สมชาย   มิตรภาพ ', 'โป่งแดง', '99/1', '๙๙/๑๒', 'SOMCHAI@'],
      ...['นํ้า', '50%', '_"', 'ดี', 'ใจ ดับ', 'ดี มิตรภาพ'],
      ...['081-234-5678', '0812345678', '081 234 5678', '+66 81 234 5678', '081-234', '345678', '๐๘๑๒๓๔๕๖๗๘'],
      ...[
        '69-7KX-M4P',
        '697kxm4p',
        '69 7kx m4p',
        '7KX-M4P',
        '7kxm4p',
        '๖๙-7KX-M4P',
        '69-7KX-M4O',
        '69-1KX-M4P',
      ],
    ]
    for (const typed of typings) expect(await find(store, typed), typed).toEqual(['wanted'])
    for (const typed of [
      'สมหญิง',
      'สมชาย เทศบาล',
      '69-7KX-M4R',
      '69-IOI-M4P',
      '70-7KX-M4P',
      '99\\12',
      '%%%',
      'ฮฮ',
    ])
      expect(await find(store, typed), typed).toEqual([])
    for (const typed of ['', '  ', '\u200b']) expect(await find(store, typed), typed).toHaveLength(2)
  })

  it('finds in a year misread what letters stand for digits', async () => {
    const { engine, store } = await office()
    await put(engine, [row({ id: 'wanted', reference: '70-3CD-F4G' as Reference }), row()])
    for (const typed of ['7O-3CD-F4G', '70-3cd-f4g', '7o3cdf4g', '70-3CD-F4O'])
      expect(await find(store, typed), typed).toEqual(['wanted'])
  })

  it('finds nothing that is not theirs to see, rare or common, and finished ones when asked', async () => {
    const { engine, store } = await office()
    await put(engine, [
      row({ id: 'own', search: 'สมชาย', dueAt: due(18) }),
      row({ id: 'shared', search: 'สมชาย', division: 'health', dueAt: due(17) }),
      row({ id: 'theirs', search: 'สมชาย', division: 'health', reference: '69-7KX-M4P' as Reference }),
      finished({ id: 'over', search: 'สมชาย', filedAt: '2026-10-01T01:00:00.000Z' }),
      finished({ id: 'theirsOver', search: 'สมชาย', division: 'health' }),
    ])
    await join(engine, 'shared', 'public-works')
    const expected = async () => {
      expect(await find(store, 'สมชาย')).toEqual(['shared', 'own'])
      expect(await find(store, 'ชา')).toEqual(['shared', 'own'])
      expect((await find(store, 'สมชาย', malee, { show: 'all' })).sort()).toEqual(['over', 'own', 'shared'])
      expect(await find(store, 'สมชาย', malee, { show: 'finished' })).toEqual(['over'])
      expect(await find(store, '69-7KX-M4P')).toEqual([])
      expect(await find(store, '69-7KX-M4P', anan)).toEqual(['theirs'])
      expect(await find(store, 'สมชาย', amnat)).toEqual([])
    }
    await expected()
    // So many others that the words are no longer rare, and the list is walked instead.
    await put(
      engine,
      Array.from({ length: 1_100 }, () =>
        finished({ division: 'health', search: 'สมชาย', finishedAt: '2026-09-01T01:00:00.000Z' }),
      ),
    )
    await expected()
    const common: View = { show: 'all', q: 'สมชาย' }
    const first = await store.page(anan, common, at, {}, 400)
    const seen = new Set(first.rows.map(({ id }) => id))
    let page = first
    while (page.hasAfter) {
      const before = page.rows
      page = await store.page(anan, common, at, { after: placeOf(before.at(-1)!, 'all') }, 400)
      for (const { id } of page.rows) seen.add(id)
      const back = await store.page(anan, common, at, { before: placeOf(page.rows[0]!, 'all') }, 400)
      expect(back.rows).toEqual(before)
    }
    expect(seen.size).toBe(1_103)
    expect(seen).not.toContain('own')
  })

  it('pages through what was found as through any list', async () => {
    const { engine, store } = await office()
    await put(
      engine,
      Array.from({ length: 7 }, (_, n) => row({ id: `f${n}`, search: 'ไฟดับ', dueAt: due(20 + n) })),
    )
    const view: View = { ...OPEN, q: 'ไฟดับ' }
    const first = await store.page(malee, view, at, {}, 3)
    const next = await store.page(malee, view, at, { after: placeOf(first.rows[2]!, 'open') }, 3)
    expect(next.rows.map(({ id }) => id)).toEqual(['f3', 'f4', 'f5'])
    const back = await store.page(malee, view, at, { before: placeOf(next.rows[0]!, 'open') }, 3)
    expect(back).toEqual({ ...first, hasBefore: false, hasAfter: true })
  })

  it('looks for one or two letters in the beginning of a list only, and says in how much of it', async () => {
    const { engine, store } = await office()
    const many = 2_000
    await put(engine, [
      row({ id: 'open', search: '12/3' }),
      row({ id: 'shared', search: '12/4', division: 'health' }),
      finished({ id: 'last', search: '12/5', finishedAt: '2026-11-11T01:00:00.000Z' }),
      finished({ id: 'long-ago', search: '12/678', finishedAt: '2020-01-01T01:00:00.000Z' }),
      ...Array.from({ length: many }, (_, n) =>
        finished({
          id: `z${n}`,
          reference: `z${n}`.replaceAll('12', 'xx') as Reference,
          phoneKey: null,
          search: '-',
        }),
      ),
    ])
    await join(engine, 'shared', 'public-works')
    expect((await find(store, '12')).sort()).toEqual(['open', 'shared'])
    const ended = (q: string, officer = malee) => find(store, q, officer, { show: 'finished' })
    expect(await ended('12')).toEqual(['last'])
    expect(await ended('12', pranee)).toEqual(['last'])
    expect(await ended('12/6')).toEqual(['long-ago'])
    const place = { at: '2026-11-11T01:00:00.000Z', id: 'last' }
    expect(await ids(store, malee, { show: 'finished', q: '12' }, { after: place })).toEqual([])
    const looked = ['12', 'ดำ ก', '12/6', '', '69-7KX-M4P'].map((q) => store.lookedThrough({ ...OPEN, q }))
    expect(await Promise.all(looked)).toEqual([many, many, undefined, undefined, undefined])
  })

  it('looks for a common word and one of two letters in the beginning of a list, and for a rare one in all', async () => {
    const { engine, store } = await office()
    const many = 2_000
    await put(engine, [
      finished({ id: 'last', search: 'ถนน ดี', finishedAt: '2026-11-11T01:00:00.000Z' }),
      finished({ id: 'long-ago', search: 'ถนน ดี หลุมลึก', finishedAt: '2020-01-01T01:00:00.000Z' }),
      ...Array.from({ length: many }, () => finished({ search: 'ถนน', phoneKey: null })),
    ])
    const view: View = { show: 'finished', q: 'ถนน ดี' }
    expect(await ids(store, malee, view)).toEqual(['last'])
    expect(await store.lookedThrough(view)).toBe(many)
    expect(await ids(store, malee, { ...view, show: 'all' })).not.toContain('long-ago')
    expect(await store.lookedThrough({ ...view, show: 'all' })).toBe(many)
    const rare: View = { ...view, q: 'หลุมลึก ดี' }
    expect(await ids(store, malee, rare)).toEqual(['long-ago'])
    expect(await store.lookedThrough(rare)).toBeUndefined()
    expect(await store.lookedThrough({ ...view, q: 'ถนน' })).toBeUndefined()
  })

  it('forgives tone marks, ไม้ไต่คู้, ทัณฑฆาต and spaces, left out, too many or taken for each other', async () => {
    const { engine, store } = await office()
    await put(engine, [row({ id: 'wanted', search: 'โพธิ์ทอง น้ำไม่ไหลที่บ้านโนนเสม็ด' }), row({ search: 'นาไร' })])
    for (const typed of ['โพธิทอง', 'โพธิ์ท้อง', 'นำไมไหล', 'น่ำไม้ไหล', 'บานโนนเสมด', 'ที๋บ้าน', 'นํ้าไม่   ไหล'])
      expect(await find(store, typed), typed).toEqual(['wanted'])
    // Vowels and letters stay what they are.
    for (const typed of ['โพทิทอง', 'นะไมไหล', 'ไหลล']) expect(await find(store, typed), typed).toEqual([])
  })

  it('of those a division joined follows their days, whoever changes them', async () => {
    const { engine, store } = await office()
    await put(engine, [
      row({ id: 'a', division: 'health', dueAt: due(20) }),
      row({ id: 'b', division: 'health', dueAt: due(21) }),
    ])
    for (const id of ['a', 'b']) await join(engine, id, 'public-works')
    expect(await ids(store, malee)).toEqual(['a', 'b'])
    const { request } = engine.tables
    const change = (id: string, days: Partial<Request>) =>
      engine.atomically((tx) => [
        tx
          .update(request)
          .set(days as object)
          .where(eq(request.id, id)),
      ])
    await change('a', { dueAt: due(25) })
    expect(await ids(store, malee)).toEqual(['b', 'a'])
    await change('b', { finishedAt: at.now, status: 'done' })
    expect(await ids(store, malee)).toEqual(['a'])
    expect(await ids(store, malee, { show: 'finished' })).toEqual(['b'])
    await change('b', { finishedAt: null, status: 'inProgress' })
    expect(await ids(store, malee)).toEqual(['b', 'a'])
    expect(await store.count(malee, OPEN, at, 10)).toBe(2)
  })

  it.runIf(dialect === 'sqlite')(
    'of any kind is read in the order of an index, nothing sorted and nothing scanned',
    async () => {
      const { engine } = await office()
      const asked: { sql: string; params: unknown[] }[] = []
      const store = makeInboxStore({ ...engine, db: listening(engine.db, asked) })
      for (const show of SHOWN) {
        const view: View = { show }
        const { rows } = await store.page(malee, view, at, { after: { at: due(1), id: 'x' } }, 25)
        expect(rows).toEqual([])
        await store.count(malee, view, at, 100)
        await store.page(pranee, view, at, {}, 25)
      }
      expect(asked.length).toBeGreaterThan(9)
      for (const { sql: text, params } of asked) {
        const plan = await planOf(engine, text, params)
        expect(
          plan.filter((line) => /TEMP B-TREE|SCAN (request|request_joined)$/.test(line)),
          text,
        ).toEqual([])
      }
      const joined = asked.filter(({ sql: text }) => text.includes('"request_joined" cross join'))
      expect(joined).toHaveLength(6)
      const plans = await Promise.all(joined.map(({ sql: text, params }) => planOf(engine, text, params)))
      for (const index of ['request_joined_open', 'request_joined_finished', 'request_joined_filed'])
        expect(
          plans.flat().filter((line) => line.includes(index)),
          index,
        ).toHaveLength(2)
    },
  )

  it('tells which requests have more time, and which were opened again', async () => {
    const { engine, store } = await office()
    await put(engine, [row({ id: 'more' }), row({ id: 'plain' })])
    const event = { seq: 1, at: at.now, actor: 'wichai', data: '{}' }
    await engine.atomically((tx) => [
      tx.insert(engine.tables.requestEvent).values([
        { ...event, id: 'e1', requestId: 'more', kind: 'extended' },
        { ...event, id: 'e2', requestId: 'plain', kind: 'reopened' },
      ]),
    ])
    expect(await store.markedAmong(['more', 'plain'])).toEqual({
      extended: new Set(['more']),
      reopened: new Set(['plain']),
    })
    expect(await store.markedAmong([])).toEqual({ extended: new Set(), reopened: new Set() })
  })
})
