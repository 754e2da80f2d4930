import { officeDayMinutes } from '../../calendar/working-time.ts'
import { DURATION_UNITS, type Duration } from '../../catalogue/service.ts'
import { parseReference } from '../reference.ts'
import { stepStates } from '../status.ts'
import {
  given,
  never,
  problem,
  sentence,
  unlessOpen,
  wordsAllowed,
  wordsIn,
  wordsNeeded,
  type About,
  type ActRule,
} from './about.ts'
import type { Act, ActInput, DeskRules, Problem } from './acts.ts'

/** Between taking it on and deciding: steps, words and time. */

const startStep: ActRule = {
  right: 'cases.act',
  joinedToo: true,
  refusal: unlessOpen,
  problems: (about, input) => stepProblems(about, input, 'now', 'acts.step.begun'),
  deed: (_about, { step }) => ({ kind: 'stepStarted', data: { step: step ?? '' } }),
}

/** Nobody says that something is done of which nobody said that it was begun: when it was, is asked of both. */
const finishStep: ActRule = {
  right: 'cases.act',
  joinedToo: true,
  refusal: (about) =>
    unlessOpen(about) ?? (underWay(about).length === 0 ? sentence('acts.refused.noStepBegun') : undefined),
  problems: (about, input) => [
    ...stepProblems(about, input, 'done', 'acts.step.done'),
    ...wordsAllowed('text', input.text),
  ],
  deed: (_about, { step, text }) => ({
    kind: 'stepDone',
    data: { step: step ?? '', ...given('note', text) },
  }),
}

/** The steps that are under way, of those that are this officer’s to do. */
const underWay = ({ file, standing, officer }: About) =>
  stepStates(file.published.definition.manual.steps, file.events).filter(
    ({ state, step }) => state === 'now' && (standing !== 'joined' || step.unit === officer.division),
  )

/** A division that joined does the manual’s steps that are its own, and no other’s. */
function stepProblems(about: About, { step }: ActInput, not: 'now' | 'done', key: string): Problem[] {
  const { file, standing, officer } = about
  const states = stepStates(file.published.definition.manual.steps, file.events)
  const found = states.find((state) => state.step.id === step)
  if (!found) return [problem('step', 'acts.step.none')]
  if (standing === 'joined' && found.step.unit !== officer.division)
    return [problem('step', 'acts.step.others')]
  if (found.state === not) return [problem('step', key, { step: found.step.title })]
  return not === 'done' && found.state !== 'now'
    ? [problem('step', 'acts.step.notBegun', { step: found.step.title })]
    : []
}

const ask: ActRule = {
  right: 'cases.act',
  joinedToo: true,
  refusal: unlessOpen,
  problems: (_about, { text }) => wordsNeeded('text', text, 'acts.ask.noText'),
  deed: (_about, { text }) => ({ kind: 'asked', data: { text: wordsIn(text) } }),
}

/** Also once it is over: somebody may have to be told of what comes after. */
const tell: ActRule = {
  right: 'cases.act',
  refusal: never,
  problems: (_about, { text }) => wordsNeeded('text', text, 'acts.tell.noText'),
  deed: (_about, { text }) => ({ kind: 'told', data: { text: wordsIn(text) } }),
}

const note: ActRule = {
  right: 'cases.act',
  joinedToo: true,
  refusal: never,
  problems: (_about, { text }) => wordsNeeded('text', text, 'acts.note.noText'),
  deed: (_about, { text }) => ({ kind: 'noted', data: { text: wordsIn(text) } }),
}

/** Whether the other case is there for this officer, only the database knows (`doing.ts`). */
const link: ActRule = {
  right: 'cases.act',
  refusal: never,
  problems: ({ file }, { other }) => {
    const reference = parseReference(other ?? '')
    if (!reference) return [problem('other', 'acts.link.none')]
    if (reference === file.request.reference) return [problem('other', 'acts.link.itself')]
    return file.links.some((one) => one.reference === reference)
      ? [problem('other', 'acts.link.already', { reference })]
      : []
  },
  deed: (_about, { other }) => ({ kind: 'linked', data: { other: parseReference(other ?? '') ?? '' } }),
}

/**
 * More time, with the reason for all to read. Only before the time is over: what is late stays late and owes its
 * written reasons (Licensing Facilitation Act s.10). All extensions together have a bound in the rules.
 */
const extend: ActRule = {
  right: 'cases.supervise',
  refusal: (about) =>
    unlessOpen(about) ?? (about.file.clock.late ? sentence('acts.refused.late') : undefined),
  problems: (about, input) => [
    ...extensionProblems(about, input),
    ...wordsNeeded('text', input.text, 'acts.extend.noReason'),
  ],
  deed: (_about, { n, unit, text }) => ({
    kind: 'extended',
    data: { n: n ?? 0, unit: unit ?? 'day', reason: wordsIn(text) },
  }),
}

function extensionProblems({ file, rules }: About, { n, unit }: ActInput): Problem[] {
  if (!unit || !DURATION_UNITS.includes(unit)) return [problem('unit', 'acts.extend.noUnit')]
  if (n === undefined || !Number.isInteger(n) || n < 1) return [problem('n', 'acts.extend.noNumber')]
  const max = rules.calendar.rules.extensionDaysAtMost
  const sofar = file.clock.extensions.reduce((sum, each) => sum + daysOf(each, rules), 0)
  return sofar + daysOf({ n, unit }, rules) > max ? [problem('n', 'acts.extend.tooLong', { max })] : []
}

function daysOf({ n, unit }: Duration, { calendar }: DeskRules): number {
  if (unit === 'day' || unit === 'workingDay') return n
  return Math.ceil((n * (unit === 'hour' ? 60 : 1)) / officeDayMinutes(calendar.hours))
}

export const WORKING = { startStep, finishStep, ask, tell, note, link, extend } satisfies Partial<
  Record<Act, ActRule>
>
