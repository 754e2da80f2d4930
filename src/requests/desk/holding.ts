import { may } from '../../officers/officer.ts'
import type { Act } from './acts.ts'
import {
  given,
  nameOfDivision,
  nameOfOfficer,
  nothing,
  problem,
  sentence,
  stillHolds,
  unlessOpen,
  wordsAllowed,
  wordsNeeded,
  type About,
  type ActRule,
} from './about.ts'
import type { ActInput, Problem } from './acts.ts'

/** Who has the case: the acts that take it on, pass it on and share it. */

const receive: ActRule = {
  right: 'cases.act',
  refusal: (about) =>
    unlessOpen(about) ??
    (about.file.events.some(({ kind }) => kind === 'received')
      ? sentence('acts.refused.received')
      : undefined),
  problems: nothing,
  deed: () => ({ kind: 'received', data: {} }),
}

const claim: ActRule = {
  right: 'cases.act',
  refusal: (about) => {
    const { claimedBy } = about.file.request
    if (!about.open) return unlessOpen(about)
    if (claimedBy === null || !stillHolds(about.rules.officers, about.file.request)) return undefined
    if (claimedBy === about.officer.id) return sentence('acts.refused.yours')
    return sentence('acts.refused.claimed', { name: nameOfOfficer(about.rules, claimedBy) })
  },
  problems: nothing,
  deed: () => ({ kind: 'claimed', data: {} }),
}

/** Somebody may be away: who assigns cases gives back those of others too. */
const release: ActRule = {
  right: 'cases.act',
  refusal: (about) => {
    const { claimedBy } = about.file.request
    if (!about.open) return unlessOpen(about)
    if (claimedBy === null) return sentence('acts.refused.nobodys')
    if (claimedBy === about.officer.id || may(about.officer, 'cases.assign')) return undefined
    return sentence('acts.refused.claimed', { name: nameOfOfficer(about.rules, claimedBy) })
  },
  problems: (_about, { text }) => wordsAllowed('text', text),
  deed: (_about, { text }) => ({ kind: 'released', data: given('reason', text) }),
}

const assign: ActRule = {
  right: 'cases.assign',
  refusal: unlessOpen,
  problems: (about, input) =>
    input.officer ? assigneeProblems(about, input) : divisionProblems(about, input),
  deed: (about, input) => {
    const division = assigneeOf(about, input)?.division ?? input.division ?? about.file.request.division
    return { kind: 'assigned', data: { division, ...(input.officer && { officer: input.officer }) } }
  },
}

const assigneeOf = ({ rules }: About, input: ActInput) =>
  rules.officers.find(({ id }) => id === input.officer)

function assigneeProblems(about: About, input: ActInput): Problem[] {
  const one = assigneeOf(about, input)
  if (!one || !may(one, 'cases.act')) return [problem('officer', 'acts.assign.notThere')]
  if (one.id === about.file.request.claimedBy)
    return [problem('officer', 'acts.assign.already', { name: one.name })]
  if (input.division !== undefined && input.division !== one.division)
    return [problem('officer', 'acts.assign.elsewhere', { name: one.name })]
  if (one.division !== about.file.request.division && !mayRoute(about))
    return [problem('officer', 'acts.assign.elsewhere', { name: one.name })]
  return one.division === null && one.role !== 'triage' ? [problem('officer', 'acts.assign.notThere')] : []
}

/** A division without a name of an officer: its queue. Only the Palad’s office chooses another one than that which has it. */
function divisionProblems(about: About, { division }: ActInput): Problem[] {
  const { request } = about.file
  if (division === undefined) return [problem('officer', 'acts.assign.nobody')]
  if (!isThere(about, division)) return [problem('division', 'acts.division.unknown')]
  if (division !== request.division)
    return mayRoute(about) ? [] : [problem('division', 'acts.assign.forward')]
  return request.claimedBy === null ? [problem('division', 'acts.assign.there')] : []
}

const mayRoute = ({ officer }: About) => officer.role === 'triage'

/** The owner stays; the other division works beside it. */
const join: ActRule = {
  right: 'cases.act',
  refusal: unlessOpen,
  problems: (about, { division, text }) => [
    ...otherDivision(about, division),
    ...(division !== undefined && about.file.joined.includes(division)
      ? [problem('division', 'acts.join.already', { division: nameOfDivision(about.rules, division) })]
      : []),
    ...wordsAllowed('text', text),
  ],
  deed: (_about, { division, text }) => ({
    kind: 'joined',
    data: { division: division ?? '', ...given('reason', text) },
  }),
}

const leave: ActRule = {
  right: 'cases.act',
  joinedToo: true,
  refusal: ({ file }) => (file.joined.length === 0 ? sentence('acts.refused.notJoined') : undefined),
  problems: (about, input) => {
    const division = leaving(about, input)
    if (division === undefined || !about.file.joined.includes(division))
      return [problem('division', 'acts.leave.notJoined')]
    const own = division === about.officer.division
    return own || about.standing === 'owner' ? [] : [problem('division', 'acts.leave.others')]
  },
  deed: (about, input) => ({ kind: 'left', data: { division: leaving(about, input) ?? '' } }),
}

function leaving({ officer, standing }: About, { division }: ActInput): string | undefined {
  return division ?? (standing === 'joined' ? (officer.division ?? undefined) : undefined)
}

/**
 * To the division whose work it is (E-Government Act s.10): it answers from there on, nobody there has it yet, and
 * the division that passed it on sees it no more. The applicant is told who has it and why.
 */
const forward: ActRule = {
  right: 'cases.act',
  refusal: unlessOpen,
  problems: (about, { division, text }) => [
    ...otherDivision(about, division),
    ...wordsNeeded('text', text, 'acts.forward.noReason'),
  ],
  deed: ({ file }, { division, text }) => ({
    kind: 'forwarded',
    data: { from: file.request.division, to: division ?? '', ...given('reason', text) },
  }),
}

function otherDivision(about: About, division: string | undefined): Problem[] {
  if (!division) return [problem('division', 'acts.division.none')]
  if (!isThere(about, division)) return [problem('division', 'acts.division.unknown')]
  return division === about.file.request.division
    ? [problem('division', 'acts.division.same', { division: nameOfDivision(about.rules, division) })]
    : []
}

const isThere = ({ rules }: About, division: string) =>
  rules.divisions.some(({ id, ended }) => id === division && !ended)

export const HOLDING = { receive, claim, release, assign, join, leave, forward } satisfies Partial<
  Record<Act, ActRule>
>
