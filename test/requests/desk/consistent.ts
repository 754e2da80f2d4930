import { expect } from 'vitest'
import { dueOf } from '../../../src/requests/clock.ts'
import { filedTo, joinedDivisions, projectionOf } from '../../../src/requests/projection.ts'
import type { Bench } from './bench.ts'

/** The row, the divisions that joined and the events say the same, counted anew at a later time. */
export async function expectConsistent(bench: Bench, reference: string): Promise<void> {
  const { request, events, published } = await bench.find(reference)
  const { steps } = published.definition.manual
  const calendar = await bench.calendar()
  const due = dueOf({ steps, events, filedAt: request.filedAt, calendar, now: bench.clock.now() })
  const expected = projectionOf(filedTo(request, events), events, due)
  expect(request).toMatchObject(expected)
  const { db, tables } = bench.engine
  const joined = (await db.select().from(tables.requestJoined)).filter((row) => row.requestId === request.id)
  expect(joined.map(({ division }) => division).sort()).toEqual([...joinedDivisions(events)].sort())
  expect(joined.map(({ division }) => division)).not.toContain(request.division)
  expect(request.revision).toBe(events.length - 1)
}

/** Kinds of events that concern the applicant: each writes one letter, the others none. */
const TOLD = [
  'filed',
  'deficiency',
  'supplied',
  'asked',
  'told',
  'forwarded',
  'extended',
  'returned',
  'decided',
  'delivered',
  'closed',
  'reopened',
  'withdrawn',
]

export async function expectEachLetterOnce(bench: Bench): Promise<void> {
  const { db, tables } = bench.engine
  const events = await db.select().from(tables.requestEvent)
  const letters = await db.select().from(tables.letter)
  const owed = events.filter(({ kind }) => TOLD.includes(kind)).map(({ id, kind }) => `${id}:${kind}`)
  expect(letters.map(({ key }) => key).sort()).toEqual(owed.sort())
}
