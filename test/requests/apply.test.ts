import { describe, expect, test } from 'vitest'
import { starterServices } from '../../src/catalogue/starter.ts'
import { walk } from '../../src/forms/walk.ts'
import { makeRequestStore } from '../../src/requests/store.ts'
import { diceOf } from '../forms/dice.ts'
import { randomInput, TODAY } from '../forms/random-input.ts'
import { testApp } from '../support/app.ts'
import { starterDefinition } from '../support/catalogue.ts'
import { fillIn, filedAt, makeClient, makeClock, sendChecked } from '../support/journey.ts'
import type { Answers } from '../../src/forms/definition.ts'
import type { Reference } from '../../src/requests/request.ts'

test.each(starterServices().map(({ id }) => id))('%s can be filled in and sent, page by page', async (id) => {
  const clock = makeClock(`${TODAY}T03:00:00.000Z`)
  const { app, engine } = await testApp({}, clock.now)
  const { form } = starterDefinition(id)
  for (const seed of [1, 2]) {
    const input = randomInput(form, diceOf(tape(seed)), 0)
    const client = makeClient(app)
    const t0 = Date.now()
    const check = await fillIn(client, `/services/${id}/apply`, input)
    const { reference } = filedAt((await sendChecked(client, check)).location)
    const filed = await makeRequestStore(engine).findByReference(reference as Reference)
    expect(withoutFiles(filed?.answers)).toEqual(withoutFiles(walk(form, input, TODAY).answers))
    console.log(id, Date.now() - t0)
  }
})

/** Numbers of a fixed sequence, so that a failure can be looked at again. */
function tape(seed: number): number[] {
  let state = seed * 2_654_435_761
  return Array.from({ length: 2000 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 16
  })
}

function withoutFiles(answers: Answers | undefined): unknown {
  return JSON.parse(
    JSON.stringify(answers, (_key, value: unknown) =>
      Array.isArray(value) && value.some((one) => typeof one === 'object' && one !== null && 'size' in one) ? 'files' : value,
    ),
  )
}
describe.skip('x', () => {})
