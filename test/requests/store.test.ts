import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { makeDraftStore } from '../../src/requests/draft-store.ts'
import type { RequestEvent } from '../../src/requests/events.ts'
import type { Reference } from '../../src/requests/request.ts'
import { makeRequestStore } from '../../src/requests/store.ts'
import type { Statement, Writer } from '../../src/storage/engine.ts'
import { eachEngine } from '../support/engines.ts'
import type { OpenEmpty } from '../support/engines.ts'
import {
  AT,
  attachmentRow,
  draftRow,
  filedEvent,
  IN_TWO_WEEKS,
  LATER,
  letterRow,
  putService,
  requestRow,
} from '../support/rows.ts'

const conflict = { kind: 'conflict' }

async function begin(open: OpenEmpty) {
  const engine = await open()
  await putService(engine)
  const drafts = makeDraftStore(engine)
  const requests = makeRequestStore(engine)
  const draft = draftRow('somchai')
  await drafts.create(draft)
  for (const id of ['a', 'b']) {
    await drafts.addAttachment(attachmentRow(id, draft.id), { maxFiles: 5, maxBytes: 10_000 })
  }
  const filing = (id: string) => ({
    request: requestRow(id, { draftId: draft.id }),
    events: [filedEvent(id)],
    letters: [letterRow(`${id}-letter`, { requestId: id })],
    draftId: draft.id,
    attachmentIds: ['a'],
  })
  return { engine, drafts, requests, draft, filing }
}

const claimed = (requestId: string, seq: number): RequestEvent => ({
  id: `${requestId}-${seq}`,
  requestId,
  seq,
  kind: 'claimed',
  at: LATER,
  actor: 'malee',
  data: {},
})

eachEngine('filing', (open) => {
  it('keeps the request, its events, its letter and its uploads', async () => {
    const { engine, requests, draft, filing } = await begin(open)
    await requests.file(filing('r1'))
    const expected = requestRow('r1', { draftId: draft.id })
    expect(await requests.find('r1')).toEqual(expected)
    expect(await requests.findByReference('70-r1' as Reference)).toEqual(expected)
    expect(await requests.findByDraft(draft.id)).toEqual(expected)
    expect(await requests.events('r1')).toEqual([filedEvent('r1')])
    expect((await requests.attachments('r1')).map(({ id }) => id)).toEqual(['a'])
    expect(await engine.db.select().from(engine.tables.letter)).toMatchObject([
      { id: 'r1-letter', state: 'waiting', nextAt: AT, attempts: 0 },
    ])
  })

  it('leaves no second copy of the words in the draft', async () => {
    const { drafts, requests, draft, filing } = await begin(open)
    await requests.file(filing('r1'))
    expect(await drafts.find(draft.id)).toMatchObject({ requestId: 'r1', input: { raw: {}, rows: {} } })
  })

  it('twice from one draft, from however many tabs, makes one request', async () => {
    const { engine, requests, filing } = await begin(open)
    const results = await Promise.allSettled(['r1', 'r2', 'r3', 'r4'].map((id) => requests.file(filing(id))))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refused = results.find((result) => result.status === 'rejected')
    expect(refused?.reason).toMatchObject(conflict)
    expect(await engine.db.$count(engine.tables.request)).toBe(1)
    expect(await engine.db.$count(engine.tables.letter)).toBe(1)
  })

  it('from a draft changed since it was read is a conflict and writes nothing', async () => {
    const { engine, drafts, requests, draft, filing } = await begin(open)
    await drafts.save(draft)
    await expect(requests.file({ ...filing('r1'), draftRevision: 0 })).rejects.toMatchObject(conflict)
    expect(await engine.db.$count(engine.tables.request)).toBe(0)
    await requests.file({ ...filing('r1'), draftRevision: 1 })
    expect(await requests.find('r1')).toBeDefined()
  })

  it('with an upload that was taken away meanwhile is a conflict and writes nothing', async () => {
    const { engine, drafts, requests, draft, filing } = await begin(open)
    await drafts.removeAttachment(draft.id, 'a')
    await expect(requests.file(filing('r1'))).rejects.toMatchObject(conflict)
    expect(await engine.db.$count(engine.tables.request)).toBe(0)
    expect(await engine.db.$count(engine.tables.letter)).toBe(0)
    expect((await drafts.find(draft.id))?.requestId).toBeNull()
  })

  it('under a reference already given is a conflict', async () => {
    const { requests, filing } = await begin(open)
    await requests.file({ request: requestRow('r1'), events: [filedEvent('r1')], letters: [] })
    const again = { ...filing('r2'), request: requestRow('r2', { reference: '70-r1' as Reference }) }
    await expect(requests.file(again)).rejects.toMatchObject(conflict)
  })

  it('of a forgotten draft is a conflict', async () => {
    const { drafts, requests, draft, filing } = await begin(open)
    await drafts.remove(draft.id)
    await expect(requests.file(filing('r1'))).rejects.toMatchObject(conflict)
  })

  it('outlives its draft: the request keeps its upload, the unused one goes', async () => {
    const { drafts, requests, draft, filing } = await begin(open)
    await requests.file(filing('r1'))
    await drafts.sweep(IN_TWO_WEEKS)
    expect(await drafts.find(draft.id)).toBeUndefined()
    expect(await requests.find('r1')).toMatchObject({ draftId: null })
    expect((await requests.attachments('r1')).map(({ id }) => id)).toEqual(['a'])
    const [a, b] = ['a', 'b'].map((id) => attachmentRow(id, draft.id).sha256)
    expect(await drafts.usedFiles([a ?? '', b ?? ''])).toEqual(new Set([a]))
  })

  it('closes the draft to saving and to further uploads', async () => {
    const { drafts, requests, draft, filing } = await begin(open)
    await requests.file(filing('r1'))
    await expect(drafts.save(draft)).rejects.toMatchObject(conflict)
    const late = drafts.addAttachment(attachmentRow('c', draft.id), { maxFiles: 5, maxBytes: 10_000 })
    await expect(late).rejects.toMatchObject(conflict)
  })
})

eachEngine('what happens to a request', (open) => {
  it('is added with its projection, its letters and its uploads', async () => {
    const { requests, draft, filing } = await begin(open)
    await requests.file(filing('r1'))
    await requests.append({
      requestId: 'r1',
      revision: 0,
      events: [claimed('r1', 2)],
      projection: { status: 'inProgress', dueAt: LATER },
      letters: [letterRow('second')],
      attachments: [
        { ...attachmentRow('c', draft.id), draftId: null, requestId: 'r1', eventId: 'r1-2', field: 'answer' },
      ],
    })
    expect(await requests.find('r1')).toMatchObject({ status: 'inProgress', dueAt: LATER, revision: 1 })
    expect((await requests.events('r1')).map(({ kind }) => kind)).toEqual(['filed', 'claimed'])
    expect((await requests.attachments('r1')).map(({ id }) => id)).toEqual(['c', 'a'])
  })

  it('is a conflict when the request changed since it was read, and leaves nothing', async () => {
    const { engine, requests, filing } = await begin(open)
    await requests.file(filing('r1'))
    const change = (seq: number) => ({
      requestId: 'r1',
      revision: 0,
      events: [claimed('r1', seq)],
      letters: [letterRow(`l${seq}`)],
    })
    await requests.append(change(2))
    await expect(requests.append(change(3))).rejects.toMatchObject(conflict)
    expect(await requests.events('r1')).toHaveLength(2)
    expect(await engine.db.$count(engine.tables.letter)).toBe(2)
  })

  it('can be neither rewritten nor removed, not even by the program', async () => {
    const { engine, requests, filing } = await begin(open)
    const { requestEvent, serviceVersion } = engine.tables
    await requests.file(filing('r1'))
    const attempts: ((tx: Writer) => Statement)[] = [
      (tx) => tx.update(requestEvent).set({ data: '{}' }).where(eq(requestEvent.seq, 1)),
      (tx) => tx.delete(requestEvent).where(eq(requestEvent.seq, 1)),
      (tx) => tx.update(serviceVersion).set({ document: '[]' }),
      (tx) => tx.delete(serviceVersion),
    ]
    for (const attempt of attempts)
      await expect(engine.atomically((tx) => [attempt(tx)])).rejects.toThrow(/storage/)
    expect(await requests.events('r1')).toHaveLength(1)
    expect(await engine.db.select().from(serviceVersion)).toMatchObject([{ document: '{}' }])
  })
})

eachEngine('the list of requests', (open) => {
  it('goes page by page from the newest, or from the oldest, and misses none filed at one instant', async () => {
    const { requests } = await begin(open)
    for (const [id, filedAt] of [
      ['r1', AT],
      ['r2', AT],
      ['r3', LATER],
    ] as const) {
      await requests.file({ request: requestRow(id, { filedAt }), events: [filedEvent(id)], letters: [] })
    }
    const ids = async (filter: Parameters<typeof requests.list>[0]) =>
      (await requests.list(filter)).map(({ id }) => id)
    expect(await ids({ limit: 2 })).toEqual(['r3', 'r2'])
    expect(await ids({ limit: 2, after: { filedAt: AT, id: 'r2' } })).toEqual(['r1'])
    expect(await ids({ limit: 1, oldestFirst: true })).toEqual(['r1'])
    expect(await ids({ limit: 9, oldestFirst: true, after: { filedAt: AT, id: 'r1' } })).toEqual(['r2', 'r3'])
  })

  it('can be narrowed to a status or a division, and counted', async () => {
    const { requests } = await begin(open)
    await requests.file({ request: requestRow('r1'), events: [filedEvent('r1')], letters: [] })
    const done = requestRow('r2', { status: 'done' })
    await requests.file({ request: done, events: [filedEvent('r2')], letters: [] })
    expect(await requests.list({ limit: 9, status: 'done' })).toEqual([done])
    expect(await requests.list({ limit: 9, division: 'public-works' })).toHaveLength(2)
    expect(await requests.list({ limit: 9, division: 'health' })).toEqual([])
    expect(await requests.countByStatus()).toEqual({ filed: 1, done: 1 })
  })
})
