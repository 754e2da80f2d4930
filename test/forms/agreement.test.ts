import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { starterServices } from '../../src/catalogue/starter.ts'
import type { Answers, FormDefinition } from '../../src/forms/definition.ts'
import { problemText } from '../../src/forms/page.ts'
import { validatorOf } from '../../src/forms/schema.ts'
import { accepts, walk } from '../../src/forms/walk.ts'
import { diceOf, tapes, type Dice } from './dice.ts'
import { mutated } from './mutations.ts'
import { randomForm } from './random-form.ts'
import { randomInput, TODAY } from './random-input.ts'

const services = starterServices().map(({ id, form }) => ({
  id,
  form,
  validate: validatorOf(form, () => TODAY),
}))

/** Half of the people make no slip at all. */
const slipsOf = (dice: Dice) => dice.pick([0, 0, 0.02, 0.2])

// The message names the document that failed; making it smaller as well takes minutes.
const QUICK = { endOnFailure: true } as const

const asJson = (answers: unknown) => JSON.stringify(answers)

test('all nineteen starter services are tried', () => {
  expect(services).toHaveLength(19)
})

describe.each(services)('$id', ({ form, validate }) => {
  test('what the walker lets through fits the published schema, and the other way round', () => {
    const seen = { inputs: 0, right: 0, documents: 0, accepted: 0 }
    fc.assert(
      fc.property(tapes, (tape) => {
        const dice = diceOf(tape)
        const walked = walk(form, randomInput(form, dice, slipsOf(dice)), TODAY)
        seen.inputs++
        if (walked.problems.length === 0) {
          seen.right++
          expect(validate(walked.answers), asJson(validate.errors)).toBe(true)
          expect(accepts(form, walked.answers, TODAY), asJson(walked.answers)).toBe(true)
        }
        const document = mutated(form, walked.answers, dice)
        const isAccepted = accepts(form, document as Answers, TODAY)
        expect(isAccepted, asJson(document)).toBe(validate(document))
        seen.documents++
        if (isAccepted) seen.accepted++
      }),
      { numRuns: 500, ...QUICK },
    )
    expect(seen.right / seen.inputs).toBeGreaterThan(0.35)
    expect(seen.accepted / seen.documents).toBeGreaterThan(0.1)
    expect(seen.accepted / seen.documents).toBeLessThan(0.9)
  })

  test('somebody who types nothing wrong is let through, and every question comes up for someone', () => {
    const answered = new Set<string>()
    for (const tape of fc.sample(tapes, { seed: 2569, numRuns: 300 })) {
      const { problems, answers } = walk(form, randomInput(form, diceOf(tape), 0), TODAY)
      expect(problems).toEqual([])
      for (const key of keysIn(form, answers)) answered.add(key)
    }
    expect([...answered].sort()).toEqual(Object.keys(form.fields).sort())
  })

  test('every problem is a whole sentence in both languages', () => {
    for (const tape of fc.sample(tapes, { seed: 2570, numRuns: 40 })) {
      const { problems } = walk(form, randomInput(form, diceOf(tape), 0.5), TODAY)
      for (const problem of problems) {
        const { th, en } = problemText(form, problem)
        expect(`${th} ${en}`).not.toMatch(/\{\w+\}/)
        expect(th).toMatch(/[ก-๙]/)
        expect(en.length).toBeGreaterThan(5)
      }
    }
  })
})

test('walker and schema agree on small forms of every shape, with rows that look outside themselves', () => {
  const seen = { documents: 0, accepted: 0, withRows: 0 }
  fc.assert(
    fc.property(tapes, fc.array(tapes, { minLength: 10, maxLength: 10 }), (shape, people) => {
      const form = randomForm(diceOf(shape))
      const validate = validatorOf(form, () => TODAY)
      for (const tape of people) {
        const dice = diceOf(tape)
        const walked = walk(form, randomInput(form, dice, slipsOf(dice)), TODAY)
        if (walked.problems.length === 0) {
          expect(validate(walked.answers), asJson([form, walked.answers, validate.errors])).toBe(true)
          expect(accepts(form, walked.answers, TODAY), asJson([form, walked.answers])).toBe(true)
        }
        const document = mutated(form, walked.answers, dice)
        const isAccepted = accepts(form, document as Answers, TODAY)
        expect(isAccepted, asJson([form, document])).toBe(validate(document))
        seen.documents++
        if (isAccepted) seen.accepted++
        if (isAccepted && form.pages.some((page) => page.id in (document as Answers))) seen.withRows++
      }
    }),
    { numRuns: 200, ...QUICK },
  )
  expect(seen.accepted / seen.documents).toBeGreaterThan(0.2)
  expect(seen.accepted / seen.documents).toBeLessThan(0.8)
  expect(seen.withRows / seen.accepted).toBeGreaterThan(0.1)
})

function keysIn(form: FormDefinition, answers: Answers): string[] {
  const rows = form.pages.flatMap((page) => {
    const found = page.repeat ? answers[page.id] : undefined
    return Array.isArray(found) ? (found as Record<string, unknown>[]) : []
  })
  return [answers, ...rows].flatMap((holder) => Object.keys(holder)).filter((key) => key in form.fields)
}
