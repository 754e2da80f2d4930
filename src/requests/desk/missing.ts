import { addDays, isIsoDay, type IsoDay } from '../../calendar/dates.ts'
import { nextWorkingDay } from '../../calendar/working-time.ts'
import { may } from '../../officers/officer.ts'
import { isStillMissing, missingItems, supplyOf } from '../missing-items.ts'
import { statusOf } from '../status.ts'
import {
  given,
  problem,
  recordsOf,
  sentence,
  unlessOpen,
  wordsAllowed,
  wordsIn,
  wordsNeeded,
  type About,
  type ActRule,
} from './about.ts'
import type { Act, ActInput, Problem } from './acts.ts'
import { unfilledIn } from './placeholders.ts'

/** What an application lacks: asked for once, in writing, all of it together (Licensing Facilitation Act s.8 and s.9). */

const MOST_ITEMS = 30
const ITEM_LENGTH = 500

/**
 * s.8: what is missing is recorded, all of it, with a time to supply it, and may be asked only once. A second record
 * therefore takes somebody who supervises, and the provision that allows it.
 */
const askMissing: ActRule = {
  right: 'cases.act',
  refusal: (about) => {
    if (!about.open) return unlessOpen(about)
    if (about.waiting) return sentence('acts.refused.waiting')
    return isOneMore(about) && !may(about.officer, 'cases.supervise')
      ? sentence('acts.refused.askedBefore')
      : undefined
  },
  problems: (about, input) => [
    ...itemProblems(input),
    ...dayProblems(about, input),
    ...(isOneMore(about) ? wordsNeeded('legalReason', input.legalReason, 'acts.missing.noLegalReason') : []),
  ],
  deed: (about, input) => ({
    kind: 'deficiency',
    data: {
      items: itemsIn(input),
      dueDay: input.day ?? usualDay(about),
      ...(isOneMore(about) && given('legalReason', input.legalReason)),
    },
  }),
}

const isOneMore = ({ file, rules }: About) => recordsOf(file) >= rules.calendar.rules.deficiencyRecords

type Days = Pick<About, 'today' | 'rules'>

/** The day that stands in the form until an officer sets another. */
export const usualDay = (days: Days): IsoDay =>
  later(addDays(days.today, days.rules.calendar.rules.deficiencyDays), earliestDay(days))

/** The first day that may be set: nobody supplies anything on the day, or over the days off, on which they are asked. */
function earliestDay({ today, rules: { calendar } }: Days): IsoDay {
  let day = today
  for (let n = 0; n < calendar.rules.deficiencyWorkingDaysAtLeast; n++)
    day = nextWorkingDay(addDays(day, 1), calendar)
  return day
}

/** Not before the first one, so that there always is a day to set. */
const furthestDay = (days: Days): IsoDay =>
  later(addDays(days.today, days.rules.calendar.rules.deficiencyDaysAtMost), earliestDay(days))

const later = (one: IsoDay, other: IsoDay) => (one > other ? one : other)

const itemsIn = ({ items = [] }: ActInput) => items.map(wordsIn).filter(Boolean)

function itemProblems(input: ActInput): Problem[] {
  const items = itemsIn(input)
  if (items.length === 0) return [problem('items', 'acts.missing.noItems')]
  if (items.length > MOST_ITEMS) return [problem('items', 'acts.missing.manyItems', { max: MOST_ITEMS })]
  if (items.some((item) => [...item].length > ITEM_LENGTH))
    return [problem('items', 'acts.missing.longItem', { max: ITEM_LENGTH })]
  const unfilled = items.map(unfilledIn).find((place) => place !== undefined)
  return unfilled === undefined ? [] : [problem('items', 'acts.unfilled', { place: unfilled })]
}

function dayProblems(about: About, { day }: ActInput): Problem[] {
  if (day === undefined) return []
  if (!isIsoDay(day)) return [problem('day', 'acts.missing.noDay')]
  if (day < about.today) return [problem('day', 'acts.missing.past')]
  const { deficiencyDaysAtMost: max, deficiencyWorkingDaysAtLeast: min } = about.rules.calendar.rules
  if (day < earliestDay(about)) return [problem('day', 'acts.missing.tooSoon', { min })]
  return day > furthestDay(about) ? [problem('day', 'acts.missing.tooFar', { max })] : []
}

/** What the applicant brings to the office instead of sending it. */
const supplyAtCounter: ActRule = {
  right: 'cases.act',
  refusal: ({ waiting }) => (waiting ? undefined : sentence('acts.refused.notWaiting')),
  problems: (about, { text, uploads = [], got }) => [
    ...(gotOf(about, got).length === 0 ? [problem('got', 'acts.supply.which')] : []),
    ...(wordsIn(text) === '' && uploads.length === 0
      ? [problem('text', 'acts.supply.nothing')]
      : wordsAllowed('text', text)),
  ],
  deed: (about, { text, got }, files) => {
    const items = gotOf(about, got).map((n) => ({ n, files: [] }))
    return {
      kind: 'supplied',
      data: { ...given('text', text), files, ...supplyOf(about.file.events, items) },
    }
  },
}

/** By their numbers, which of the missing things came: the only one, or those that were chosen. */
function gotOf({ file }: About, got: number[] = []): number[] {
  const missing = missingItems(file.events).filter(isStillMissing)
  return missing.length === 1
    ? missing.map(({ n }) => n)
    : missing.map(({ n }) => n).filter((n) => got.includes(n))
}

/**
 * s.9: what was not completed within the time given goes back with the reasons in writing. Without a record nothing
 * may be called incomplete (s.8). Before the time is over, and once something was supplied, only somebody who
 * supervises may end it, saying by what right, as when the applicant says that nothing more will come.
 */
const returnIncomplete: ActRule = {
  right: 'cases.act',
  refusal: (about) => {
    if (!about.open) return unlessOpen(about)
    if (recordsOf(about.file) === 0) return sentence('acts.refused.noRecord')
    const standing = returnStanding(about)
    if (standing === 'over' || may(about.officer, 'cases.supervise')) return undefined
    return sentence(`acts.refused.${standing}`)
  },
  problems: (about, { text, legalReason }) => [
    ...wordsNeeded('text', text, 'acts.return.noReason'),
    ...legalReasonNeeded(returnStanding(about), legalReason),
  ],
  deed: (about, { text, legalReason }) => ({
    kind: 'returned',
    data: {
      reason: wordsIn(text),
      ...(returnStanding(about) !== 'over' && given('legalReason', legalReason)),
    },
  }),
}

export type ReturnStanding = 'over' | 'timeLeft' | 'answered'

/**
 * `over`: the applicant was asked, and let the time pass. `timeLeft`: the last day given is theirs to its end.
 * `answered`: nothing is awaited any more, for something was supplied or the case was opened again since.
 */
export function returnStanding({ file, today }: Pick<About, 'file' | 'today'>): ReturnStanding {
  if (statusOf(file.events) !== 'waitingForApplicant') return 'answered'
  const last = file.clock.applicantDay
  return last !== null && today > last ? 'over' : 'timeLeft'
}

const legalReasonNeeded = (standing: ReturnStanding, legalReason: string | undefined): Problem[] =>
  standing === 'over' ? [] : wordsNeeded('legalReason', legalReason, `acts.return.noLegalReason.${standing}`)

export const MISSING = { askMissing, supplyAtCounter, return: returnIncomplete } satisfies Partial<
  Record<Act, ActRule>
>
