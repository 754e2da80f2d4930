import { conflict, invalid } from '../errors.ts'
import { clocksFrom } from './clocks.ts'
import type { DeedKind } from './deeds.ts'
import type { Amendment, Dossier } from './dossier.ts'
import type { PanelEntry, Stage } from './entries.ts'
import { expiryOf, type Outcome } from './outcomes.ts'
import type { Ground } from './parts.ts'
import { LONGEST_MESSAGE } from './report.ts'
import { checked } from './returning.ts'
import { unlockOf } from './reading.ts'
import { FEWEST_READERS } from './roster.ts'
import type { Member } from './sign-in.ts'
import type { ReportChanges, State } from './store.ts'

type Own<E> = E extends unknown ? Omit<E, 'by' | 'day'> : never
/** A panel's entry without its author and day, which are added where it is written. */
type Said = Own<PanelEntry>
type Deed = { entry: Said; changes?: ReportChanges; newReaders?: string[] }

export type Handling = ReturnType<typeof makeHandling>

/** What a member does with a report they can read; anybody else gets NotFound. Each deed is recorded. */
export function makeHandling(ground: Ground) {
  const { dossiers, deeds, calendar, day } = ground

  async function act(
    member: Member,
    id: string,
    what: DeedKind,
    decide: (dossier: Dossier) => Deed | Promise<Deed>,
  ): Promise<Dossier> {
    const dossier = await dossiers.amend(id, unlockOf(member), async (found): Promise<Amendment> => {
      const { entry, changes, newReaders } = await decide(found)
      return {
        role: 'panel',
        entries: [{ ...entry, by: member.id, day: day() }],
        ...(changes && { changes }),
        ...(newReaders && { newReaders }),
      }
    })
    await deeds.record({ who: member.id, what }, dossier.logKey)
    return dossier
  }

  /** To the reporter, an answer or a question; the first one also acknowledges. */
  async function tell(member: Member, id: string, text: string, asks = false): Promise<void> {
    const said = checked(text, LONGEST_MESSAGE)
    const { row } = await act(member, id, 'told', ({ row }) => ({
      entry: { kind: 'told', text: said, asks },
      changes: opened(row.state),
    }))
    if (row.acknowledgedOn === null) await reach(member, id, 'acknowledged')
  }

  /** For readers only. */
  async function note(member: Member, id: string, text: string): Promise<void> {
    const said = checked(text, LONGEST_MESSAGE)
    await act(member, id, 'noted', () => ({ entry: { kind: 'noted', text: said } }))
  }

  /** Invalid unless `to` is a reader. */
  async function assign(member: Member, id: string, to: string): Promise<void> {
    await act(member, id, 'assigned', ({ row, thread }) => {
      if (!thread.readers.includes(to)) throw invalid()
      return { entry: { kind: 'assigned', to }, changes: opened(row.state) }
    })
  }

  /** A duty done. Said a second time it changes nothing: no deadline moves by it. */
  async function reach(member: Member, id: string, stage: Stage): Promise<void> {
    const working = await calendar()
    await act(member, id, 'reached', ({ row }) => {
      const entry = { kind: 'reached', stage } as const
      const acknowledged = row.acknowledgedOn ?? day()
      const { feedback } = clocksFrom(row.day, working, acknowledged)
      const done: Record<Stage, ReportChanges> = {
        acknowledged: { acknowledgedOn: acknowledged, feedbackBy: feedback },
        considered: { consideredOn: row.consideredOn ?? day() },
        ordered: { orderedOn: row.orderedOn ?? day() },
      }
      return { entry, changes: { ...opened(row.state), ...done[stage] } }
    })
  }

  /** Ends it with a reason for the file, and words for the reporter. Its time to be kept begins. Conflict if it is closed. */
  async function close(
    member: Member,
    id: string,
    ending: { outcome: Outcome; reason: string; toReporter: string },
  ): Promise<void> {
    const reason = checked(ending.reason, LONGEST_MESSAGE)
    const toReporter = checked(ending.toReporter, LONGEST_MESSAGE)
    const { outcome } = ending
    await act(member, id, 'closed', ({ row }) => {
      if (row.state === 'closed') throw conflict()
      const changes: ReportChanges = {
        state: 'closed',
        closedOn: day(),
        acknowledgedOn: row.acknowledgedOn ?? day(),
        outcome,
        expiresOn: expiryOf(outcome, day(), ground.retention),
      }
      return { entry: { kind: 'closed', outcome, reason, toReporter }, changes }
    })
  }

  /** Whatever was to be destroyed is not: its time begins anew when it is closed again. */
  async function reopen(member: Member, id: string, reason: string): Promise<void> {
    const why = checked(reason, LONGEST_MESSAGE)
    await act(member, id, 'reopened', ({ row }) => {
      if (row.state !== 'closed') throw conflict()
      const changes: ReportChanges = { state: 'open', closedOn: null, outcome: null, expiresOn: null }
      return { entry: { kind: 'reopened', reason: why }, changes }
    })
  }

  /** Many at once, as junk. Which of them the member cannot read, or are in hand already, are passed over; how many went. */
  async function setAside(member: Member, ids: string[]): Promise<number> {
    return each(ids, (id) =>
      act(member, id, 'setAside', ({ row, thread }) => {
        if (!['new', 'quarantined'].includes(row.state) || thread.assigned) throw conflict()
        const expiresOn = expiryOf('junk', day())
        const changes: ReportChanges = {
          state: 'junk',
          acknowledgedOn: row.acknowledgedOn ?? day(),
          expiresOn,
        }
        return { entry: { kind: 'setAside' }, changes }
      }),
    )
  }

  /** Out of the quarantine or the junk, into the inbox. */
  async function takeUp(member: Member, ids: string[]): Promise<number> {
    return each(ids, (id) =>
      act(member, id, 'takenUp', ({ row }) => {
        if (!['quarantined', 'junk'].includes(row.state)) throw conflict()
        return { entry: { kind: 'takenUp' }, changes: { state: 'open', expiresOn: null } }
      }),
    )
  }

  /**
   * A member declares a conflict: from then on they can open nothing of it. `tooFew` while fewer than two others could
   * read it; then somebody is to be given it first, or it is to be referred outside.
   */
  async function recuse(member: Member, id: string, reason: string): Promise<'done' | 'tooFew'> {
    const present = (await ground.panel())?.present ?? []
    const { thread } = await dossiers.open(id, unlockOf(member))
    const left = thread.readers.filter((reader) => reader !== member.id)
    const there = left.filter((reader) => present.some((each) => each.id === reader))
    if (there.length < FEWEST_READERS) return 'tooFew'
    await act(member, id, 'recused', () => ({
      entry: { kind: 'recused', reason: reason.trim().slice(0, LONGEST_MESSAGE) },
      newReaders: left,
    }))
    return 'done'
  }

  return { act, tell, note, assign, reach, close, reopen, setAside, takeUp, recuse }
}

/** A report somebody works on is no longer new, nor part of a flood. */
function opened(state: State): ReportChanges {
  return state === 'new' || state === 'quarantined' ? { state: 'open' } : {}
}

async function each(ids: string[], act: (id: string) => Promise<unknown>): Promise<number> {
  let done = 0
  for (const id of new Set(ids)) {
    const worked = await act(id).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Error && error.name === 'UserError') return false
        throw error
      },
    )
    if (worked) done += 1
  }
  return done
}
