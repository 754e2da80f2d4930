import { addDays } from '../../calendar/dates.ts'
import { may } from '../../officers/officer.ts'
import { OUTCOMES } from '../events.ts'
import {
  given,
  problem,
  sentence,
  unlessOpen,
  wordsAllowed,
  wordsIn,
  wordsNeeded,
  type About,
  type ActRule,
} from './about.ts'
import type { Act, ActInput, Problem } from './acts.ts'

/** How a case ends, and begins again. */

/**
 * A refusal names one of the grounds the service was published with: where there is no list, nothing can be refused.
 * Its clause and the way to appeal are kept as they stood. The applicant is told within the days of s.10.
 */
const decide: ActRule = {
  right: 'cases.act',
  refusal: (about) =>
    unlessOpen(about) ?? (about.waiting ? sentence('acts.refused.whileWaiting') : undefined),
  problems: (about, input) => {
    if (!input.outcome || !OUTCOMES.includes(input.outcome)) return [problem('outcome', 'acts.decide.none')]
    return input.outcome === 'approved' ? wordsAllowed('text', input.text) : refusingProblems(about, input)
  },
  deed: (about, input) => ({
    kind: 'decided',
    data: {
      outcome: input.outcome ?? 'approved',
      ...given('reason', input.text),
      tellBy: addDays(about.today, about.rules.calendar.rules.tellResultDays),
      ...(input.outcome === 'refused' && groundsOf(about, input)),
    },
  }),
}

const refusalsOf = ({ file }: About) => file.published.definition.refusals ?? []

function refusingProblems(about: About, { ground, text }: ActInput): Problem[] {
  if (refusalsOf(about).length === 0) return [problem('outcome', 'acts.decide.noGrounds')]
  return [
    ...(refusalsOf(about).some(({ id }) => id === ground) ? [] : [problem('ground', 'acts.decide.noGround')]),
    ...wordsNeeded('text', text, 'acts.decide.noReason'),
  ]
}

function groundsOf(about: About, { ground }: ActInput) {
  const chosen = refusalsOf(about).find(({ id }) => id === ground)
  return {
    ...(chosen && { ground: chosen.id, because: chosen.reason, clause: chosen.clause }),
    appeal: about.file.published.definition.manual.appeal,
  }
}

/** What can be refused is decided before it is handed over or closed: else it could be refused without saying why. */
const undecided = (about: About) =>
  about.open && refusalsOf(about).length > 0 ? sentence('acts.refused.undecided') : undefined

const over = ({ status }: About) =>
  status === 'returned' || status === 'withdrawn' ? sentence('acts.refused.finished') : undefined

const unlessClosed = ({ closed }: About) => (closed ? sentence('acts.refused.closed') : undefined)

const whileWaiting = ({ waiting }: About) => (waiting ? sentence('acts.refused.whileWaiting') : undefined)

/** The result itself, for the applicant to fetch by the tracking link. */
const deliver: ActRule = {
  right: 'cases.act',
  refusal: (about) => over(about) ?? unlessClosed(about) ?? whileWaiting(about) ?? undecided(about),
  problems: (_about, { text, uploads = [] }) =>
    wordsIn(text) === '' && uploads.length === 0
      ? [problem('uploads', 'acts.deliver.nothing')]
      : wordsAllowed('text', text),
  deed: (_about, { text }, files) => ({
    kind: 'delivered',
    data: { ...given('note', text), ...(files.length > 0 && { files }) },
  }),
}

const close: ActRule = {
  right: 'cases.act',
  refusal: (about) => over(about) ?? unlessClosed(about) ?? whileWaiting(about) ?? undecided(about),
  problems: (_about, { text }) => wordsNeeded('text', text, 'acts.close.noReply'),
  deed: (_about, { text }) => ({ kind: 'closed', data: given('note', text) }),
}

const reopen: ActRule = {
  right: 'cases.supervise',
  refusal: ({ open }) => (open ? sentence('acts.refused.open') : undefined),
  problems: (_about, { text }) => wordsNeeded('text', text, 'acts.reopen.noReason'),
  deed: (_about, { text }) => ({ kind: 'reopened', data: { reason: wordsIn(text) } }),
}

/**
 * On the applicant’s word at the counter or on the telephone; how it was given stands in the record. A late case owes
 * its reasons, which withdrawing ends: whoever is late does not end that alone.
 */
const withdraw: ActRule = {
  right: 'cases.act',
  refusal: (about) => {
    if (!about.open) return unlessOpen(about)
    return about.file.clock.late && !may(about.officer, 'cases.supervise')
      ? sentence('acts.refused.lateWithdraw')
      : undefined
  },
  problems: (_about, { text }) => wordsNeeded('text', text, 'acts.withdraw.noWord'),
  deed: (_about, { text }) => ({ kind: 'withdrawn', data: given('reason', text) }),
}

export const ENDING = { decide, deliver, close, reopen, withdraw } satisfies Partial<Record<Act, ActRule>>
