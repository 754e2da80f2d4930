import { expect, it } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import type { Officer } from '../../../src/officers/officer.ts'
import { visibleTo } from '../../../src/requests/desk/store.ts'
import { eachEngine } from '../../support/engines.ts'
import { tapeOf } from '../../support/journey.ts'
import { deskBench, LIGHT, people, TREE, type Bench } from './bench.ts'
import { expectConsistent, expectEachLetterOnce } from './consistent.ts'
import { ACTING, someInput, type Dice } from './deeds.ts'
import { faultsOf } from './legal-path.ts'

const CASES = 50
/** How often each of them acts; PostgreSQL inside the tests takes longer for the same. */
const ACTS_EACH = { sqlite: 45, postgres: 20 }
const EXPECTED = ['conflict', 'forbidden', 'invalid', 'notFound', 'tooMany']

function diceOf(seed: number): Dice {
  const tape = tapeOf(seed)
  let at = 0
  return (below) => (tape[at++ % tape.length] ?? 0) % below
}

type Tally = { done: Map<string, number>; refused: Map<string, number> }

async function tried(tally: Tally, reference: string, deed: () => Promise<unknown>) {
  try {
    await deed()
    tally.done.set(reference, (tally.done.get(reference) ?? 0) + 1)
  } catch (error) {
    if (!(error instanceof UserError) || !EXPECTED.includes(error.kind)) throw error
    tally.refused.set(error.kind, (tally.refused.get(error.kind) ?? 0) + 1)
  }
}

/** The cases in an officer’s list, in the order they came. */
async function queueOf({ engine }: Bench, officer: Officer, references: string[]): Promise<string[]> {
  const { request } = engine.tables
  const rows = await engine.db
    .select({ reference: request.reference })
    .from(request)
    .where(visibleTo(engine, officer))
  const theirs = new Set(rows.map(({ reference }) => reference))
  return references.filter((reference) => theirs.has(reference))
}

/** One officer at one desk: opens a case, looks, and acts on what the page showed. */
async function officerWorks(bench: Bench, officer: Officer, references: string[], dice: Dice, tally: Tally) {
  for (let n = 0; n < ACTS_EACH[bench.engine.dialect]; n++) {
    const seen = dice(10) === 0 ? references : await queueOf(bench, officer, references)
    // Everybody reaches for the same few first, as everybody takes the oldest first.
    const reference = seen[dice(dice(4) === 0 ? seen.length : Math.min(seen.length, 8))] ?? ''
    await tried(tally, reference, async () => {
      const file = await bench.cases.find(officer, reference)
      const input = await someInput(bench, officer, file, dice)
      await bench.desk.act(officer, file, input, file.request.revision)
    })
  }
}

/** Somchai, meanwhile, sends what is asked for, writes, and rates what was done. */
async function somchaiWrites(bench: Bench, references: string[], dice: Dice, tally: Tally) {
  for (let n = 0; n < ACTS_EACH[bench.engine.dialect]; n++) {
    const reference = references[dice(8)] ?? ''
    const { request, ...rest } = await bench.find(reference)
    const followed = { request, ...rest }
    if (request.status === 'done') {
      const rating = { steps: 4, fairness: 5, ease: 3, solved: dice(2) === 0, comment: 'ยังดับอยู่' }
      await tried(tally, reference, async () => {
        const reopened = await bench.following.rate(followed, rating)
        if (reopened) tally.done.set(reference, (tally.done.get(reference) ?? 0) + 1)
      })
    } else {
      const as = request.status === 'waitingForApplicant' ? 'supply' : 'message'
      await tried(tally, reference, () => bench.following.addMessage(followed, 'ส่งแล้ว', [], `s${n}`, as))
    }
  }
}

eachEngine('eight officers and the applicant on the same fifty cases', (open) => {
  it('leave every case with a legal history, nothing lost, and each letter once', async () => {
    const bench = await deskBench(await open())
    const filedTo = new Map<string, string>()
    for (let n = 0; n < CASES; n++) {
      const division = n % 3 === 0 ? 'health' : 'public-works'
      filedTo.set(await bench.file(n % 2 ? LIGHT : TREE, { division }), division)
    }
    const references = [...filedTo.keys()]
    const tally: Tally = { done: new Map(), refused: new Map() }
    await Promise.all([
      ...ACTING.map((officer, n) => officerWorks(bench, officer, references, diceOf(n + 1), tally)),
      somchaiWrites(bench, references, diceOf(99), tally),
    ])
    for (const reference of references) {
      const { events, published } = await bench.find(reference)
      expect(faultsOf(events, filedTo.get(reference) ?? '', published.definition, people)).toEqual([])
      expect(events).toHaveLength(1 + (tally.done.get(reference) ?? 0))
      await expectConsistent(bench, reference)
    }
    await expectEachLetterOnce(bench)
    const acted = [...tally.done.values()].reduce((sum, n) => sum + n, 0)
    expect(acted).toBeGreaterThan(50)
    expect(tally.refused.get('conflict')).toBeGreaterThan(5)
  })

  it('acting at the same instant, one of two is done and the other meets a conflict', async () => {
    const bench = await deskBench(await open())
    const reference = await bench.file()
    const file = await bench.cases.find(people.malee, reference)
    const both = await Promise.allSettled(
      [people.malee, people.suda].map((officer) => bench.desk.act(officer, file, { act: 'claim' }, 0)),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = both.find((one) => one.status === 'rejected')
    expect(lost?.reason).toMatchObject({ kind: 'conflict' })
    expect(await bench.kinds(reference)).toEqual(['filed', 'claimed'])
  })

  it('linking two cases from both sides at once makes one link', async () => {
    const bench = await deskBench(await open())
    const [one, other] = [await bench.file(), await bench.file()]
    await Promise.allSettled([
      bench.act(people.malee, one, 'link', { other }),
      bench.act(people.suda, other, 'link', { other: one }),
    ])
    expect(await bench.engine.db.$count(bench.engine.tables.requestLink)).toBe(1)
    expect(await bench.kinds(one)).toEqual(['filed', 'linked'])
    expect(await bench.kinds(other)).toEqual(['filed', 'linked'])
  })
})
