import { addDays, dayOf } from '../../../src/calendar/dates.ts'
import type { Officer } from '../../../src/officers/officer.ts'
import { ACTS, possibleActs, type Act, type ActInput } from '../../../src/requests/desk/acts.ts'
import type { CaseFile } from '../../../src/requests/desk/case.ts'
import { people, type Bench } from './bench.ts'

/** A number from 0 up to, and without, `below`. */
export type Dice = (below: number) => number

export const ACTING = [
  people.malee,
  people.suda,
  people.wichai,
  people.anan,
  people.orathai,
  people.pranee,
  { ...people.malee, id: 'malee' },
  { ...people.wichai, id: 'wichai' },
]

const RARE: readonly Act[] = ['forward', 'return', 'decide', 'deliver', 'close', 'withdraw', 'tell', 'note']

const one = <T>(dice: Dice, list: readonly T[]): T => list[dice(list.length)] as T

/** Most often something that can be done, now and then something that cannot. */
export async function someInput(
  { desk }: Bench,
  officer: Officer,
  file: CaseFile,
  dice: Dice,
): Promise<ActInput> {
  const rules = await desk.rulesNow()
  const possible = possibleActs(officer, file, rules).flatMap(({ act, refusedBecause }) =>
    refusedBecause ? [] : [act],
  )
  // What ends a case or sends it away is drawn more seldom, or nothing would ever happen to it before.
  const later = possible.filter((act) => !RARE.includes(act) || dice(5) === 0)
  const act = dice(8) === 0 || later.length === 0 ? one(dice, ACTS) : one(dice, later)
  return inputFor(act, file, dayOf(rules.now), dice)
}

function inputFor(act: Act, { published, joined }: CaseFile, today: string, dice: Dice): ActInput {
  const text = `คำที่ ${dice(1000)}`
  const division = one(dice, ['public-works', 'health', 'health', 'treasury'])
  const { manual, refusals = [] } = published.definition
  switch (act) {
    case 'assign':
      return dice(3) === 0
        ? { act, division }
        : { act, officer: one(dice, ['malee', 'suda', 'anan', 'orathai', 'pranee']) }
    case 'leave':
      return { act, division: one(dice, joined.length > 0 ? joined : [division]) }
    case 'startStep':
    case 'finishStep':
      return { act, text, step: one(dice, manual.steps).id }
    case 'askMissing':
      return { act, items: [text], day: addDays(today, dice(20)), ...(dice(2) && { legalReason: text }) }
    case 'return':
      return { act, text, ...(dice(2) && { legalReason: text }) }
    case 'extend':
      return { act, text, n: 1 + dice(12), unit: one(dice, ['workingDay', 'day', 'hour']) }
    case 'decide': {
      const ground = refusals[dice(refusals.length + 1)]?.id
      return dice(2)
        ? { act, outcome: 'approved' }
        : { act, text, outcome: 'refused', ...(ground && { ground }) }
    }
    case 'link':
      return { act, other: 'nonsense' }
    default:
      return { act, text, division }
  }
}
