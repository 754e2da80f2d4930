import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UserError } from '../../src/errors.ts'
import type { Due } from '../../src/requests/clock.ts'
import { filedTo, joinedDivisions, projectionOf } from '../../src/requests/projection.ts'
import { openEmptySqlite } from '../support/engines.ts'
import { history } from './clock-worlds.ts'
import { deskBench, LIGHT, people, TREE } from './desk/bench.ts'
import { expectConsistent, expectEachLetterOnce } from './desk/consistent.ts'
import { ACTING, someInput, type Dice } from './desk/deeds.ts'
import { faultsOf } from './desk/legal-path.ts'

const open = openEmptySqlite()
const DAY = '2026-11-24T10:00'
const AT = '2026-11-24T03:00:00.000Z'
const due: Due = {
  receivedAt: '2026-11-23T03:00:00.000Z',
  dueDay: '2026-12-02',
  dueAt: '2026-12-02T09:30:00.000Z',
}

type Told = Parameters<typeof history>[number]
const of = (...told: Told[]) => projectionOf('public-works', history(['filed', DAY, {}], ...told), due)

describe('what follows from the events', () => {
  test('a new request waits in the queue of the division it was filed to, since it was received', () => {
    expect(of()).toEqual({
      status: 'filed',
      division: 'public-works',
      dueAt: due.dueAt,
      receivedAt: due.receivedAt,
      claimedBy: null,
      claimedAt: null,
      queuedAt: due.receivedAt,
      finishedAt: null,
    })
  })

  test('while the applicant is asked, the date that counts is the end of their last day', () => {
    const asked: Told = ['deficiency', DAY, { items: ['x'], dueDay: '2026-12-08' }]
    due.applicantDay = '2026-12-08'
    expect(of(asked).dueAt).toBe('2026-12-08T17:00:00.000Z')
    expect(of(asked, ['supplied', DAY, { files: [] }]).dueAt).toBe(due.dueAt)
  })

  test('assigned it has an officer, forwarded it has none and a new queue', () => {
    const assigned: Told = ['assigned', DAY, { division: 'public-works', officer: 'malee' }]
    expect(of(assigned)).toMatchObject({ claimedBy: 'malee', claimedAt: AT, queuedAt: null })
    const forwarded: Told = ['forwarded', DAY, { from: 'public-works', to: 'health' }]
    expect(of(assigned, forwarded)).toMatchObject({
      division: 'health',
      claimedBy: null,
      claimedAt: null,
      queuedAt: AT,
    })
  })

  test('delivering after the decision does not end it later; opened again it has not ended', () => {
    const decided: Told = ['decided', DAY, { outcome: 'approved' }]
    const delivered: Told = ['delivered', '2026-11-27T10:00', {}]
    expect(of(decided, delivered)).toMatchObject({ finishedAt: AT, queuedAt: null, status: 'done' })
    expect(of(decided, ['reopened', '2026-11-28T10:00', { reason: 'x' }])).toMatchObject({
      finishedAt: null,
      queuedAt: '2026-11-28T03:00:00.000Z',
    })
  })

  test('it was filed to where it was first forwarded from', () => {
    const events = history(
      ['forwarded', DAY, { from: 'public-works', to: 'health' }],
      ['forwarded', DAY, { from: 'health', to: 'clerk' }],
    )
    expect(filedTo({ division: 'clerk' }, events)).toBe('public-works')
    expect(filedTo({ division: 'clerk' }, [])).toBe('clerk')
  })

  test('a division that joined has left when it left, or when the case became its own', () => {
    const both: Told[] = [
      ['joined', DAY, { division: 'health' }],
      ['joined', DAY, { division: 'clerk' }],
    ]
    expect(joinedDivisions(history(...both))).toEqual(['health', 'clerk'])
    expect(joinedDivisions(history(...both, ['left', DAY, { division: 'health' }]))).toEqual(['clerk'])
    const forwarded: Told = ['forwarded', DAY, { from: 'public-works', to: 'clerk' }]
    expect(joinedDivisions(history(...both, forwarded))).toEqual(['health'])
    expect(joinedDivisions(history(...both, ['assigned', DAY, { division: 'clerk' }]))).toEqual(['health'])
  })
})

const rolls = fc.array(
  fc.record({
    who: fc.nat({ max: 7 }),
    minutes: fc.nat({ max: 4000 }),
    dice: fc.infiniteStream(fc.nat({ max: 997 })),
  }),
  { minLength: 1, maxLength: 25 },
)

test('whatever officers do in whatever order, the row, the divisions and the letters follow from the events', async () => {
  const bench = await deskBench(await open())
  let acted = 0
  await fc.assert(
    fc.asyncProperty(fc.boolean(), rolls, async (isTree, turns) => {
      const reference = await bench.file(isTree ? TREE : LIGHT)
      for (const { who, minutes, dice } of turns) {
        bench.clock.pass(minutes)
        const officer = ACTING[who] ?? people.malee
        const roll: Dice = (below) => (dice.next().value ?? 0) % below
        try {
          const file = await bench.cases.find(officer, reference)
          const input = await someInput(bench, officer, file, roll)
          await bench.desk.act(officer, file, input, file.request.revision)
          acted++
        } catch (error) {
          if (!(error instanceof UserError)) throw error
        }
        await expectConsistent(bench, reference)
      }
      const { events, published } = await bench.find(reference)
      expect(faultsOf(events, 'public-works', published.definition, people)).toEqual([])
    }),
    { numRuns: 40, seed: 7, endOnFailure: true },
  )
  await expectEachLetterOnce(bench)
  expect(acted).toBeGreaterThan(100)
})
