import type { IsoDay } from '../calendar/dates.ts'
import type { ClockName } from './clocks.ts'
import type { Deed } from './deeds.ts'
import type { Dossier } from './dossier.ts'
import { completenessOf, type Completeness } from './report.ts'
import type { ReportRow, State } from './store.ts'
import type { Thread } from './thread.ts'

/** All a reader sees. The identity is in it only under seal. */
export type OpenedReport = {
  id: string
  state: State
  thread: Thread
  completeness: Completeness
  duties: Record<ClockName, { by: IsoDay; doneOn: IsoDay | null }>
  outcome: string | null
  expiresOn: IsoDay | null
  deeds: Deed[]
}

export function openedOf({ row, thread }: Dossier, deeds: Deed[]): OpenedReport {
  return {
    id: row.id,
    state: row.state,
    thread,
    completeness: completenessOf(thread.report, thread.attachments.length),
    duties: dutiesOf(row),
    outcome: row.outcome,
    expiresOn: row.expiresOn,
    deeds,
  }
}

export function dutiesOf(row: ReportRow): OpenedReport['duties'] {
  return {
    acknowledge: { by: row.acknowledgeBy, doneOn: row.acknowledgedOn },
    consider: { by: row.considerBy, doneOn: row.consideredOn },
    order: { by: row.orderBy, doneOn: row.orderedOn },
    feedback: { by: row.feedbackBy, doneOn: row.closedOn },
  }
}
