import { UserError } from '../../errors.ts'
import { messageText } from '../../i18n/messages.ts'
import { fill, type Text } from '../../i18n/text.ts'
import type { Officer } from '../../officers/officer.ts'
import { possibleActs, type ActInput, type DeskRules } from '../desk/acts.ts'
import type { CaseFile, Cases } from '../desk/case.ts'
import type { Desk } from '../desk/doing.ts'
import type { Reference } from '../request.ts'
import { stepStates } from '../status.ts'
import type { Choice } from './act-choices.ts'

/** One case of a selection: what would be done to it, or why it cannot be. */
export type Intended = {
  reference: string
  service?: Text
  applicant?: string | null
  /** What is done to this one in particular, where that differs from case to case. */
  detail?: Text
} & (
  | {
      input: ActInput
      revision: number
      /** What the act rests on, to be told whether it is the same when it is confirmed. */
      state: string
      why?: undefined
    }
  | { why: Text; state?: undefined }
)

/** By its reference, the `state` of each case that the officer was shown and confirmed. */
export type Seen = ReadonlyMap<string, string>

export type Outcome = { done: Reference[]; refused: { reference: string; why: Text }[] }

/** As many as one page shows, and then some: each is looked at by itself. */
export const MOST_AT_ONCE = 100

export type Bulk = ReturnType<typeof makeBulk>

/** One act to many cases: first what it would do, then the doing, which asks every rule anew. */
export function makeBulk({ cases, desk }: { cases: Cases; desk: Desk }) {
  async function intend(officer: Officer, references: string[], choice: Choice): Promise<Intended[]> {
    const rules = await desk.rulesNow()
    const chosen = [...new Set(references)].slice(0, MOST_AT_ONCE)
    const intended: Intended[] = []
    for (const reference of chosen) intended.push(await intendOne(officer, reference, choice, rules))
    return intended
  }

  async function intendOne(
    officer: Officer,
    typed: string,
    choice: Choice,
    rules: DeskRules,
  ): Promise<Intended> {
    const file = await cases.find(officer, typed).catch(unlessNotFound)
    if (!file) return { reference: typed, why: messageText('inbox.bulk.unknown') }
    const { reference, applicantName } = file.request
    const about = { reference, service: file.published.definition.title, applicant: applicantName }
    const { input, detail, why } = inputFor(file, choice)
    const refusal =
      possibleActs(officer, file, rules).find(({ act }) => act === choice.act)?.refusedBecause ??
      why ??
      (await desk.check(officer, file, input))[0]?.text
    if (refusal) return { ...about, why: refusal }
    const { revision } = file.request
    return { ...about, ...(detail && { detail }), input, revision, state: stateOf(revision, input) }
  }

  /**
   * Does to each what `intend` said of it when the officer saw it. What cannot be done, or has changed since, is told
   * with its reason and hinders no other.
   */
  async function carryOut(
    officer: Officer,
    references: string[],
    choice: Choice,
    seen: Seen,
  ): Promise<Outcome> {
    const intended = await intend(officer, references, choice)
    const groups = new Map<string, { input: ActInput; revisions: Map<string, number> }>()
    const outcome: Outcome = { done: [], refused: [] }
    for (const one of intended) {
      if (one.why !== undefined) outcome.refused.push({ reference: one.reference, why: one.why })
      else if (seen.get(one.reference) !== one.state)
        outcome.refused.push({ reference: one.reference, why: messageText('acts.many.changed') })
      else {
        // The next step is another one from case to case.
        const key = one.input.step ?? ''
        const group = groups.get(key) ?? { input: one.input, revisions: new Map() }
        groups.set(key, group)
        group.revisions.set(one.reference, one.revision)
      }
    }
    for (const { input, revisions } of groups.values()) {
      const { done, refused } = await desk.actOnMany(officer, [...revisions.keys()], input, revisions)
      outcome.done.push(...done)
      outcome.refused.push(...refused)
    }
    return outcome
  }

  return { intend, carryOut }
}

function inputFor(file: CaseFile, choice: Choice): { input: ActInput; detail?: Text; why?: Text } {
  if (choice.act === 'assign') return { input: { ...choice } }
  if (choice.act !== 'startStep' && choice.act !== 'finishStep') return { input: { act: choice.act } }
  const states = stepStates(file.published.definition.manual.steps, file.events)
  const found = states.find(({ state }) => state === (choice.act === 'startStep' ? 'next' : 'now'))
  if (!found) {
    const key = choice.act === 'startStep' ? 'inbox.bulk.noStep' : 'inbox.bulk.noneUnderWay'
    return { input: { act: choice.act }, why: messageText(key) }
  }
  const { id, title } = found.step
  return { input: { act: choice.act, step: id }, detail: stepText(title) }
}

const stateOf = (revision: number, { step }: ActInput) =>
  step === undefined ? String(revision) : `${revision}:${step}`

const stepText = (title: Text): Text => ({
  th: fill(messageText('inbox.bulk.step'), { step: title.th }).th,
  en: fill(messageText('inbox.bulk.step'), { step: title.en || title.th }).en,
})

function unlessNotFound(error: unknown): undefined {
  if (error instanceof UserError && error.kind === 'notFound') return undefined
  throw error
}
