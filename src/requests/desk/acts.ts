import type { IsoDay } from '../../calendar/dates.ts'
import type { Calendar } from '../../calendar/working-time.ts'
import type { DurationUnit } from '../../catalogue/service.ts'
import type { Text } from '../../i18n/text.ts'
import { may, type Officer } from '../../officers/officer.ts'
import type { Upload } from '../application.ts'
import type { Outcome } from '../events.ts'
import { aboutOf, sentence, type About, type ActRule } from './about.ts'
import type { CaseFile } from './case.ts'
import { ENDING } from './ending.ts'
import { HOLDING } from './holding.ts'
import { MISSING } from './missing.ts'
import type { DeskDivision } from './store.ts'
import { WORKING } from './working.ts'

/** Everything an officer can do to a case, in the order in which a case page offers it. */
export const ACTS = [
  'receive',
  'claim',
  'release',
  'assign',
  'join',
  'leave',
  'forward',
  'startStep',
  'finishStep',
  'askMissing',
  'supplyAtCounter',
  'ask',
  'tell',
  'note',
  'link',
  'return',
  'extend',
  'decide',
  'deliver',
  'close',
  'reopen',
  'withdraw',
] as const
export type Act = (typeof ACTS)[number]

/** What an officer typed for an act; which of it an act needs, `checkAct` says. */
export type ActInput = {
  act: Act
  text?: string
  /** What is missing, one line each. */
  items?: string[]
  /** Which of the missing things came, by their numbers in the record. */
  got?: number[]
  day?: IsoDay
  division?: string
  officer?: string
  step?: string
  n?: number
  unit?: DurationUnit
  outcome?: Outcome
  /** One of the service's grounds for refusing, by its id. */
  ground?: string
  legalReason?: string
  /** The reference of the other case. */
  other?: string
  uploads?: Upload[]
}

/** One act, and why this officer cannot do it to this case. */
export type Possible = { act: Act; refusedBecause?: Text }

export type Problem = { field: string; text: Text }

/** What the rules of an act look at beside the officer and the case. `officers` and `divisions` are all there ever were. */
export type DeskRules = {
  now: Date
  calendar: Calendar
  divisions: readonly DeskDivision[]
  officers: readonly Pick<Officer, 'id' | 'name' | 'title' | 'role' | 'division' | 'state'>[]
}

/** Acts that mean the same for every case of a selection. What takes a judgment of the single case is not among them. */
export const ACTS_FOR_MANY: readonly Act[] = [
  'receive',
  'claim',
  'release',
  'assign',
  'join',
  'forward',
  'startStep',
  'finishStep',
  'tell',
  'note',
  'close',
]

const RULES: Record<Act, ActRule> = { ...HOLDING, ...WORKING, ...MISSING, ...ENDING }

export const ruleOf = (act: Act): ActRule => RULES[act]

/** Every act in its order, each with the reason why this officer cannot do it to this case as it stands. */
export function possibleActs(officer: Officer, file: CaseFile, rules: DeskRules): Possible[] {
  const about = aboutOf(officer, file, rules)
  return ACTS.map((act) => {
    const refused = refusalOf(about, act)
    return { act, ...(refused && { refusedBecause: refused.because }) }
  })
}

export type Refused = { kind: 'forbidden' | 'conflict'; because: Text }

/** `forbidden` for the role or the division, `conflict` for the state the case is in; undefined when it can be done. */
export function refusalOf(about: About, act: Act): Refused | undefined {
  const rule = RULES[act]
  if (!may(about.officer, rule.right)) return forbidden(`acts.no.${rule.right}`)
  if (about.standing === 'none') return forbidden('acts.no.division')
  if (about.standing === 'joined' && !rule.joinedToo) return forbidden('acts.no.joined')
  const because = rule.refusal(about)
  return because && { kind: 'conflict', because }
}

const forbidden = (key: string): Refused => ({ kind: 'forbidden', because: sentence(key) })

/** What is wrong with what was typed, for the page that asks again (422). It does not ask whether the act is possible. */
export function checkAct(
  officer: Officer,
  file: CaseFile,
  input: ActInput,
  rules: DeskRules,
): { problems: Problem[] } {
  return { problems: RULES[input.act].problems(aboutOf(officer, file, rules), input) }
}
