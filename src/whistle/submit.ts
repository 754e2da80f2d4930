import { makeBucket } from './bucket.ts'
import { clocksFrom } from './clocks.ts'
import { sealAll, wrapsOf, type Panel } from './dossier.ts'
import type { ReporterEntry } from './entries.ts'
import { bodyOf, makeNonces, type NonceProblem } from './nonce.ts'
import type { Ground } from './parts.ts'
import { base64, hex, random } from './primitives.ts'
import { newReceipt, type Receipt } from './receipt.ts'
import { reportProblems, type Report, type ReportProblem } from './report.ts'
import type { ReporterSessions } from './returning.ts'
import { routeFor, type OutsideBody, type PanelMember, type Roster, type Route } from './roster.ts'
import { contentKey, firstTip, nextTip } from './seal.ts'
import { STANDARD_OUTSIDE } from './standard-roster.ts'
import type { ReportRow } from './store.ts'

export type Submission = { nonce: string; report: Report; subjects: string[] }
export type SubmitAnswer =
  /** Sealed and on the disk. `cookie` signs the reporter in, for the files that follow. */
  | { kind: 'sent'; receipt: Receipt; cookie: string }
  | { kind: 'problems'; problems: ReportProblem[] }
  /** Too few may read it here: only outside bodies are offered, and nothing has been kept. */
  | { kind: 'outside'; bodies: OutsideBody[] }
  /** The form was sent before, too quickly, or is of yesterday: show it again with a new number, everything kept. */
  | { kind: 'form'; problem: NonceProblem }

/** How a report begins. */
export function makeSubmitting(ground: Ground, sessions: ReporterSessions) {
  const nonces = makeNonces<Extract<SubmitAnswer, { kind: 'sent' }>>(ground.now)
  const hasRoom = makeBucket(ground.now, ground.flood)

  /** Where a report about these positions goes; asked before a word is typed, and again when it is sent. */
  async function route(subjects: string[]): Promise<Route> {
    return routeIn(await ground.panel(), subjects)
  }

  /** When it answers `sent`, the report survives a power cut. A flood slows it; nothing refuses it. */
  async function submit(submission: Submission): Promise<SubmitAnswer> {
    const { nonce, report, subjects } = submission
    const problems = reportProblems(report)
    if (problems.length > 0) return { kind: 'problems', problems }
    const panel = await ground.panel()
    const way = routeIn(panel, subjects)
    if (!panel || way.goes === 'outside')
      return { kind: 'outside', bodies: way.goes === 'outside' ? way.bodies : STANDARD_OUTSIDE }
    const answer = await nonces.once(nonce, bodyOf([report, subjects]), () =>
      keep(submission, way.readers, panel.roster),
    )
    return typeof answer === 'string' ? { kind: 'form', problem: answer } : answer
  }

  async function keep({ report, subjects }: Submission, readers: PanelMember[], roster: Roster) {
    const flooded = !hasRoom()
    if (flooded) await ground.pause(ground.flood.slowMs)
    const receipt = newReceipt()
    const { lookup, pair } = await ground.kdf.receiptKeys(receipt)
    const [id, reportKey, shredKey] = [hex(random(16)), random(32), random(32)]
    const reporterKey = base64(pair.publicKey)
    const entry: ReporterEntry = {
      ...{ kind: 'reported', day: ground.day(), report, subjects, reporterKey, flooded },
      readers: readers.map((reader) => reader.id),
    }
    const key = contentKey(reportKey, shredKey, 1)
    const entries = sealAll({ id, epoch: 1, key, role: 'reporter' }, [entry], 0)
    const tip = entries.reduce((last, each) => nextTip(key, last, each, each.sealed), firstTip(id))
    const wraps = await wrapsOf(reportKey, readers, reporterKey, roster, subjects)
    const row = { ...(await newRow(flooded)), id, lookup, tip, ...wraps }
    // First the key, then what it opens: a key without a report is harmless, the other way round is a loss.
    await ground.shreds.insert(id, shredKey)
    await ground.store.insertReport(row, entries)
    return { kind: 'sent', receipt, cookie: sessions.begin(id, pair) } as const
  }

  async function newRow(flooded: boolean): Promise<Omit<ReportRow, 'id' | 'lookup' | 'tip' | WrapName>> {
    const day = ground.day()
    const clocks = clocksFrom(day, await ground.calendar())
    return {
      day,
      state: flooded ? 'quarantined' : 'new',
      acknowledgeBy: clocks.acknowledge,
      considerBy: clocks.consider,
      orderBy: clocks.order,
      feedbackBy: clocks.feedback,
      ...{ acknowledgedOn: null, consideredOn: null, orderedOn: null, closedOn: null },
      ...{ outcome: null, expiresOn: null, epoch: 1, needsNewKey: 0 },
    }
  }

  return { issueNonce: nonces.issue, route, submit }
}

function routeIn(panel: Panel | undefined, subjects: string[]): Route {
  if (!panel) return { goes: 'outside', bodies: STANDARD_OUTSIDE }
  return routeFor(panel.roster, subjects, ({ id }) => panel.present.some((member) => member.id === id))
}

type WrapName = 'grants' | 'reporterWrap' | 'escrow'
