import { eq } from 'drizzle-orm'
import { sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { inspect } from 'node:util'
import { expect, it } from 'vitest'
import { must } from '../../src/storage/engine.ts'
import type { Engine } from '../../src/storage/engine.ts'
import { eachEngine } from '../support/engines.ts'

const divisionRow = (id: string, position = 1) => ({ id, name: '{}', work: '{}', position, endedAt: null })

async function divisions({ db, tables }: Engine): Promise<string[]> {
  const rows = await db.select({ id: tables.division.id }).from(tables.division).orderBy(tables.division.id)
  return rows.map((row) => row.id)
}

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('was expected to fail'),
    (error: unknown) => error,
  )
}

eachEngine('a write', (open) => {
  it('is applied as a whole', async () => {
    const engine = await open()
    const { division } = engine.tables
    await engine.atomically((tx) => [
      tx.insert(division).values(divisionRow('clerk')),
      must(tx.update(division).set({ position: 7 }).where(eq(division.id, 'clerk'))),
    ])
    expect(await engine.db.select().from(division)).toEqual([divisionRow('clerk', 7)])
  })

  it('leaves nothing when a later statement breaks a unique index, which is a conflict', async () => {
    const engine = await open()
    const { division } = engine.tables
    const insert = (id: string) => engine.atomically((tx) => [tx.insert(division).values(divisionRow(id))])
    await insert('clerk')
    const write = engine.atomically((tx) => [
      tx.insert(division).values(divisionRow('treasury')),
      tx.insert(division).values(divisionRow('clerk')),
    ])
    await expect(write).rejects.toMatchObject({ kind: 'conflict' })
    expect(await divisions(engine)).toEqual(['clerk'])
  })

  it('is a conflict, and leaves nothing, when an update that must hit a row hits none', async () => {
    const engine = await open()
    const { division } = engine.tables
    const write = engine.atomically((tx) => [
      tx.insert(division).values(divisionRow('clerk')),
      must(
        tx
          .update(division)
          .set({ position: 2 })
          .where(eq(division.id, 'nobody'))
          .returning({ id: division.id }),
      ),
    ])
    await expect(write).rejects.toMatchObject({ kind: 'conflict' })
    expect(await divisions(engine)).toEqual([])
  })

  it('fails in the way it was told to when the number of rows is another', async () => {
    const engine = await open()
    const { division } = engine.tables
    await engine.atomically((tx) => [tx.insert(division).values([divisionRow('a'), divisionRow('b')])])
    const setAll = (rows: number) =>
      engine.atomically((tx) => [
        must(tx.update(division).set({ position: rows }), { rows, otherwise: 'tooLarge' }),
      ])
    await expect(setAll(3)).rejects.toMatchObject({ kind: 'tooLarge' })
    await expect(setAll(2)).resolves.toBeUndefined()
  })

  it('is not undone by a conflict of its neighbour, asked for at the same moment', async () => {
    const engine = await open()
    const { division } = engine.tables
    const insert = (id: string) => engine.atomically((tx) => [tx.insert(division).values(divisionRow(id))])
    const results = await Promise.allSettled(['a', 'b', 'a', 'c'].map(insert))
    expect(results.map((result) => result.status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    expect(await divisions(engine)).toEqual(['a', 'b', 'c'])
  })

  it('guarded by a revision is won by one of sixteen who try at once', async () => {
    const engine = await open()
    const { division } = engine.tables
    await engine.atomically((tx) => [tx.insert(division).values(divisionRow('clerk', 0))])
    const tries = Array.from({ length: 16 }, () =>
      engine.atomically((tx) => [
        must(tx.update(division).set({ position: 1 }).where(eq(division.position, 0))),
      ]),
    )
    const results = await Promise.allSettled(tries)
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  })

  it('that faults shows none of its values in the error', async () => {
    const engine = await open()
    const { service } = engine.tables
    const secret = 'สมชาย-0812345678'
    const row = { slug: secret, division: secret, state: 'draft', position: 1 }
    const error = await errorOf(
      engine.atomically((tx) => [tx.insert(service).values({ id: secret, ...row })]),
    )
    expect(error).toMatchObject({ name: 'StorageFault' })
    expect(inspect(error, { depth: 9 })).not.toContain(secret)
  })
})

eachEngine('a read', (open) => {
  it('that faults shows none of its values in the error', async () => {
    const engine = await open()
    const nowhere = sqliteTable('nowhere', { id: text('id') })
    const query = async () => engine.db.select().from(nowhere).where(eq(nowhere.id, 'สมชาย-0812345678'))
    const error = await errorOf(query())
    expect(inspect(error, { depth: 9 })).toContain('nowhere')
    expect(inspect(error, { depth: 9 })).not.toContain('สมชาย')
  })
})
