import { dayOf } from '../../calendar/dates.ts'
import { message } from '../../i18n/messages.ts'
import { say } from '../../i18n/text.ts'
import type { Officer } from '../../officers/officer.ts'
import type { Act, Possible } from '../desk/acts.ts'
import type { CaseFile } from '../desk/case.ts'
import { statusOf, stepStates } from '../status.ts'
import type { Visit } from './visit.ts'

export type ActLink = { act: Act; path: string; name: string; why: string }
export type ActsView = {
  /** The act that most likely comes next; nothing where the case waits for somebody else. */
  next: ActLink | null
  groups: { title: string; acts: ActLink[] }[]
  impossible: ActLink[]
}

/** Acts by what they are for, so that the eye finds one among twenty. */
const GROUPS: { id: string; acts: readonly Act[] }[] = [
  { id: 'work', acts: ['receive', 'startStep', 'finishStep', 'extend'] },
  { id: 'applicant', acts: ['askMissing', 'supplyAtCounter', 'ask', 'tell'] },
  { id: 'hold', acts: ['claim', 'assign', 'forward', 'join', 'leave', 'release'] },
  { id: 'end', acts: ['decide', 'deliver', 'close', 'return', 'withdraw', 'reopen'] },
  { id: 'office', acts: ['note', 'link'] },
]

/** One list of all acts: the likely one first, what can be done by its purpose, what cannot with its reason. */
export function actsView(
  possible: Possible[],
  { officer, file, here, lang }: Pick<Visit, 'officer' | 'file' | 'here' | 'lang'>,
  now: Date,
): ActsView {
  const link = ({ act, refusedBecause }: Possible): ActLink => ({
    act,
    path: `${here}/acts/${act}`,
    name: message(`case.act.${act}`, lang),
    why: refusedBecause ? say(refusedBecause, lang) : '',
  })
  const can = possible.filter(({ refusedBecause }) => !refusedBecause)
  const likely = likelyNext(
    can.map(({ act }) => act),
    officer,
    file,
    now,
  )
  const next = can.find(({ act }) => act === likely)
  return {
    next: next ? link(next) : null,
    groups: GROUPS.map(({ id, acts }) => ({
      title: message(`case.acts.${id}`, lang),
      acts: acts.flatMap((act) => can.filter((one) => one.act === act && one !== next)).map(link),
    })).filter(({ acts }) => acts.length > 0),
    impossible: possible.filter(({ refusedBecause }) => refusedBecause).map(link),
  }
}

/** What most cases need at this point, seen from this officer's chair. */
export function likelyNext(
  possible: readonly Act[],
  officer: Officer,
  file: CaseFile,
  now: Date,
): Act | undefined {
  return wishes(officer, file, now).find((act) => possible.includes(act))
}

function wishes(officer: Officer, file: CaseFile, now: Date): readonly Act[] {
  const status = statusOf(file.events)
  if (status === 'waitingForApplicant') return isOver(file, now) ? ['return'] : ['supplyAtCounter']
  if (status === 'approved' || status === 'refused') return ['deliver', 'close']
  if (status === 'done') return ['close']
  if (file.request.claimedBy === null) return unclaimed(officer)
  if (file.request.claimedBy !== officer.id) return []
  return ['receive', ...ofSteps(file)]
}

/** Who leads gives it to somebody; who works takes it on. */
const unclaimed = ({ role }: Officer): readonly Act[] =>
  role === 'officer' ? ['receive', 'claim'] : ['receive', 'assign']

const isOver = ({ clock }: CaseFile, now: Date) =>
  clock.applicantDay !== null && dayOf(now) > clock.applicantDay

function ofSteps({ published, events }: CaseFile): readonly Act[] {
  const { manual, refusals = [] } = published.definition
  const states = stepStates(manual.steps, events)
  if (states.some(({ state }) => state === 'now')) return ['finishStep']
  if (states.some(({ state }) => state === 'next')) return ['startStep']
  return refusals.length > 0 ? ['decide'] : ['close']
}
