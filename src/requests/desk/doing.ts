import type { Calendar } from '../../calendar/working-time.ts'
import { conflict, forbidden, invalid, UserError } from '../../errors.ts'
import type { Text } from '../../i18n/text.ts'
import type { Officer } from '../../officers/officer.ts'
import type { Recorded, Recording } from '../recording.ts'
import type { Reference } from '../request.ts'
import { aboutOf, problem, sentence, type Deed } from './about.ts'
import {
  ACTS_FOR_MANY,
  checkAct,
  refusalOf,
  ruleOf,
  type ActInput,
  type DeskRules,
  type Problem,
} from './acts.ts'
import type { CaseFile, Cases } from './case.ts'
import type { DeskStore } from './store.ts'

export type DoingParts = {
  store: DeskStore
  cases: Cases
  recording: Recording
  calendar: () => Promise<Calendar>
  now: () => Date
  newId: () => string
}

/** Where the officer goes after an act: a case that was forwarded may no longer be theirs to see. */
export type Acted = { seen: boolean; path: string; gone?: 'forwarded' | 'left' }

export type DoneToMany = { done: Reference[]; refused: { reference: string; why: Text }[] }

/** What officers do, as use cases: each checks its rules anew and writes everything or nothing. */
export function makeDoing(parts: DoingParts) {
  const { cases, recording } = parts

  /** What `possibleActs` and `checkAct` look at, as it is at this moment. */
  async function rulesNow(): Promise<DeskRules> {
    const [calendar, divisions, officers] = await Promise.all([
      parts.calendar(),
      parts.store.divisions(),
      parts.store.officers(),
    ])
    return { now: parts.now(), calendar, divisions, officers }
  }

  /** `checkAct`, and what only the database knows: whether the other case of a link is this officer’s to write in. */
  async function check(officer: Officer, file: CaseFile, input: ActInput): Promise<Problem[]> {
    const rules = await rulesNow()
    const { problems } = checkAct(officer, file, input, rules)
    if (problems.length > 0 || input.act !== 'link') return problems
    const other = await otherOf(officer, input)
    if (!other) return [problem('other', 'acts.link.none')]
    return refusalOf(aboutOf(officer, other, rules), 'link') ? [problem('other', 'acts.link.notYours')] : []
  }

  /** The other case of a link, through the officer. */
  const otherOf = (officer: Officer, { other = '' }: ActInput): Promise<CaseFile | undefined> =>
    cases.find(officer, other).catch((error: unknown) => {
      if (error instanceof UserError && error.kind === 'notFound') return undefined
      throw error
    })

  /**
   * Does it. Forbidden when the role or the division may not; Conflict when the case has changed since `revision`
   * or stands where the act cannot be; Invalid when `check` would have found problems.
   */
  async function act(officer: Officer, file: CaseFile, input: ActInput, revision: number): Promise<Acted> {
    const about = aboutOf(officer, file, await rulesNow())
    const refused = refusalOf(about, input.act)
    if (refused?.kind === 'forbidden') throw forbidden()
    if (refused || file.request.revision !== revision) throw conflict()
    if ((await check(officer, file, input)).length > 0) throw invalid()
    const eventId = parts.newId()
    const attachments = recording.attachmentsOf(file, eventId, input.uploads ?? [])
    const files = attachments.map(({ id }) => id)
    const deed = ruleOf(input.act).deed(about, input, files)
    await recording.record(
      { followed: file, happenings: [{ ...deed, id: eventId }], actor: officer.id, attachments },
      ...(await otherSide(officer, file, deed)),
    )
    return whereTo(officer, file, deed)
  }

  /** A link stands in both cases, so that whoever reads the one finds the other. */
  async function otherSide(officer: Officer, file: CaseFile, deed: Deed): Promise<Recorded[]> {
    if (deed.kind !== 'linked') return []
    const other = await otherOf(officer, { act: 'link', other: deed.data.other })
    if (!other || refusalOf(aboutOf(officer, other, await rulesNow()), 'link')) throw invalid()
    const link = { otherId: file.request.id, by: officer.id, at: parts.now().toISOString() }
    const happenings = [{ kind: 'linked' as const, data: { other: file.request.reference } }]
    return [{ followed: other, happenings, actor: officer.id, more: { link } }]
  }

  /**
   * One act to many cases, each by itself: what is refused says why, and keeps none of the others. Invalid for an
   * act that takes a judgment of the single case. A case that has a revision in `seen` is refused when it has another.
   */
  async function actOnMany(
    officer: Officer,
    references: readonly string[],
    input: ActInput,
    seen: ReadonlyMap<string, number> = new Map(),
  ): Promise<DoneToMany> {
    if (!ACTS_FOR_MANY.includes(input.act)) throw invalid()
    const answer: DoneToMany = { done: [], refused: [] }
    for (const reference of new Set(references)) {
      const outcome = await actOnOne(officer, reference, input, seen.get(reference))
      if ('done' in outcome) answer.done.push(outcome.done)
      else answer.refused.push({ reference, why: outcome.why })
    }
    return answer
  }

  async function actOnOne(
    officer: Officer,
    reference: string,
    input: ActInput,
    revision: number | undefined,
  ): Promise<{ done: Reference } | { why: Text }> {
    try {
      const file = await cases.find(officer, reference)
      const refused = refusalOf(aboutOf(officer, file, await rulesNow()), input.act)
      if (refused) return { why: refused.because }
      const [first] = await check(officer, file, input)
      if (first) return { why: first.text }
      await act(officer, file, input, revision ?? file.request.revision)
      return { done: file.request.reference }
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      if (error.kind === 'notFound') return { why: sentence('acts.many.notFound') }
      if (error.kind === 'conflict') return { why: sentence('acts.many.changed') }
      throw error
    }
  }

  return { rulesNow, check, act, actOnMany }
}

export type Desk = ReturnType<typeof makeDoing>

/** Whoever passes a case on sees it no more, unless their own division joined it or they see every division’s. */
function whereTo(officer: Officer, file: CaseFile, deed: Deed): Acted {
  const left = (division: string) =>
    officer.role !== 'triage' && officer.division === division && !staysBy(officer, file, deed)
  const gone =
    (deed.kind === 'forwarded' && left(deed.data.from)) || (deed.kind === 'left' && left(deed.data.division))
  if (!gone) return { seen: true, path: `/desk/cases/${file.request.reference}` }
  return { seen: false, path: '/desk', gone: deed.kind === 'forwarded' ? 'forwarded' : 'left' }
}

const staysBy = ({ division }: Officer, { request, joined }: CaseFile, { kind }: Deed) =>
  kind === 'forwarded' ? joined.includes(division ?? '') : request.division === division
