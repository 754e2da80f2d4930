import { bulkRoutes } from './bulk.ts'
import { deedRoutes } from './deeds.ts'
import { fileRoutes } from './files.ts'
import { firstReadingRoutes } from './first-reading.ts'
import { isTampered } from '../dossier.ts'
import type { Gate } from './gate.ts'
import { inboxRoutes } from './inbox.ts'
import { makePresses } from './presses.ts'
import { referralRoutes } from './referral.ts'
import { reportRoutes } from './report.ts'
import { twoMemberRoutes } from './two-members.ts'
import type { MemberVisit, PanelParts } from './visit.ts'

/** The panel's work with reports: the list, one report, and all that is done with it. */
export function reportsRoutes(open: Gate, parts: PanelParts): void {
  const gate = tellingTampered(open)
  const presses = makePresses(parts.now, open.later)
  inboxRoutes(gate, parts)
  bulkRoutes(gate, parts, presses)
  firstReadingRoutes(gate, parts, presses)
  reportRoutes(gate, parts)
  fileRoutes(gate, parts)
  deedRoutes(gate, parts, presses)
  twoMemberRoutes(gate, parts, presses)
  referralRoutes(gate, parts, presses)
}

/** A reader is told that a report was changed outside the channel; a page that merely failed would hide it. */
function tellingTampered({ members, ...gate }: Gate): Gate {
  type Act = (visit: MemberVisit) => unknown
  const telling =
    (act: Act): Act =>
    async (visit) => {
      try {
        return await act(visit)
      } catch (error) {
        if (!isTampered(error)) throw error
        return visit.show('panel/tampered', {}, 500)
      }
    }
  return {
    ...gate,
    members: {
      get: (path, act) => members.get(path, telling(act)),
      post: (path, act) => members.post(path, telling(act)),
    },
  }
}
