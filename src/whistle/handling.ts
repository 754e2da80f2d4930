import type { Calendar } from '../calendar/working-time.ts'
import { conflict, invalid, notFound } from '../errors.ts'
import { clocksFrom } from './clocks.ts'
import type { DeedKind } from './deeds.ts'
import { mayRead, type Amendment, type Dossier } from './dossier.ts'
import type { PanelEntry, Stage } from './entries.ts'
import { expiryOf, isDoomed, type Outcome } from './outcomes.ts'
import type { Ground } from './parts.ts'
import { LONGEST_MESSAGE } from './report.ts'
import { checked } from './returning.ts'
import { unlockOf } from './reading.ts'
import { FEWEST_READERS } from './roster.ts'
import type { Member } from './sign-in.ts'
import type { ReportChanges, ReportRow, State } from './store.ts'
import type { Thread } from './thread.ts'

type Own<E> = E extends unknown ? Omit<E, 'by' | 'day'> : never
/** A panel's entry without its author and day, which are added where it is written. */
type Said = Own<PanelEntry>
type Deed = { entry: Said; changes?: ReportChanges; newReaders?: string[] }

export type Handling = ReturnType<typeof makeHandling>

/**
 * What a member does with a report they can read; anybody else gets NotFound, also who still has a grant of an earlier
 * roster and is kept out by the present one. Each deed is recorded.
 */
export function makeHandling(ground: Ground) {
  const { dossiers, deeds, calendar, day } = ground

  async function act(
    member: Member,
    id: string,
    what: DeedKind,
    decide: (dossier: Dossier) => Deed | Promise<Deed>,
  ): Promise<Dossier> {
    const dossier = await dossiers.amend(id, unlockOf(member), async (found): Promise<Amendment> => {
      await mustBeEntitled(member, found)
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

  async function mustBeEntitled({ id }: Member, { thread }: Dossier): Promise<void> {
    const panel = await ground.panel()
    const signed = panel?.roster.members.find((each) => each.id === id)
    if (panel && signed && !mayRead(panel.roster, thread.subjects)(signed)) throw notFound()
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

  /** Whatever one had proposed to destroy is not: its time begins anew when it is closed again. Conflict once two have said it. */
  async function reopen(member: Member, id: string, reason: string): Promise<void> {
    const why = checked(reason, LONGEST_MESSAGE)
    await act(member, id, 'reopened', ({ row }) => {
      if (row.state !== 'closed' || isDoomed(row)) throw conflict()
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

  /** Out of the quarantine or the junk, into the inbox; its duties are as they were, so that one may be late by then. */
  async function takeUp(member: Member, ids: string[]): Promise<number> {
    const working = await calendar()
    return each(ids, (id) =>
      act(member, id, 'takenUp', ({ row, thread }) => {
        if (!['quarantined', 'junk'].includes(row.state) || isDoomed(row)) throw conflict()
        const changes: ReportChanges = { state: 'open', expiresOn: null, ...answeredIn(thread, row, working) }
        return { entry: { kind: 'takenUp' }, changes }
      }),
    )
  }

  /**
   * A member declares a conflict: from then on they can open nothing of it. `tooFew` while fewer than two others could
   * read it; then somebody is to be given it first, or it is to be referred outside.
   */
  async function recuse(member: Member, id: string, reason: string): Promise<'done' | 'tooFew'> {
    const why = reason.trim().slice(0, LONGEST_MESSAGE)
    const done = act(member, id, 'recused', async ({ thread }) => {
      const newReaders = thread.readers.filter((reader) => reader !== member.id)
      if ((await thereOf(newReaders, thread.subjects)) < FEWEST_READERS) throw TOO_FEW
      return { entry: { kind: 'recused', reason: why }, newReaders }
    })
    return done.then(
      () => 'done' as const,
      (error: unknown) => {
        if (error === TOO_FEW) return 'tooFew'
        throw error
      },
    )
  }

  async function thereOf(readers: string[], subjects: string[]): Promise<number> {
    const panel = await ground.panel()
    if (!panel) return 0
    const may = mayRead(panel.roster, subjects)
    return panel.present.filter((each) => readers.includes(each.id) && may(each)).length
  }

  return { act, tell, note, assign, reach, close, reopen, setAside, takeUp, recuse }
}

const TOO_FEW = new Error('too few would be left to read it')

/** Putting aside counted as having seen it; after taking up only what the reporter was really told counts. */
function answeredIn(thread: Thread, row: ReportRow, working: Calendar): ReportChanges {
  const told = thread.messages.find(({ from }) => from === 'panel')?.day
  const acknowledgedOn = thread.reached.acknowledged ?? told ?? null
  if (acknowledgedOn === null) return { acknowledgedOn }
  return { acknowledgedOn, feedbackBy: clocksFrom(row.day, working, acknowledgedOn).feedback }
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
