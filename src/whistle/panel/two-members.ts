import { conflict, forbidden } from '../../errors.ts'
import { one } from '../../web/form-body.ts'
import type { FormBody } from '../../web/body.ts'
import type { Gate } from './gate.ts'
import type { Presses } from './presses.ts'
import { onReport, tellingTrouble, type OnReport } from './report.ts'
import { maySeeIdentity } from './report-words.ts'
import type { PanelParts } from './visit.ts'

/** The second member's word, and what it opens. */
export function twoMemberRoutes(gate: Gate, parts: PanelParts, presses: Presses): void {
  const { panel } = parts
  const post = (name: string, act: OnReport) =>
    gate.members.post(`/reports/:id/${name}`, onReport(parts, tellingTrouble(parts, name, act)))

  post('consent', async (visit, report) => {
    const seq = seqOf(visit.body)
    const made = report.thread.proposals.find((each) => each.seq === seq)
    // Destroying has its own page, and both words are said there.
    if (made && 'shred' in made.proposal) throw forbidden()
    const done = await presses.once(visit, async () => {
      const { proposal } = await panel.consent(visit.member, report.id, seq)
      return 'share' in proposal ? 'shared' : 'consented'
    })
    return visit.go(`/panel/reports/${report.id}?done=${done}`)
  })

  post('decline', async (visit, report) => {
    const done = await presses.once(visit, async () => {
      await panel.decline(visit.member, report.id, seqOf(visit.body))
      return 'declined'
    })
    return visit.go(`/panel/reports/${report.id}?done=${done}`)
  })

  post('identity', async (visit, report) => {
    const { member, body } = visit
    const seq = seqOf(body)
    const identity = await presses.once(visit, async () => {
      const made = report.thread.proposals.find((each) => each.seq === seq)
      if (made && made.by !== member.id) throw forbidden()
      if (!made || !maySeeIdentity(made, report.deeds, report.thread, member.id)) throw conflict()
      return { words: await panel.identity(member, report.id, seq) }
    })
    if (identity === 'already') throw conflict()
    return visit.show('panel/identity', { id: report.id, identity: identity.words })
  })
}

/** The place of a proposal; none has a place below zero. */
function seqOf(body: FormBody): number {
  const typed = one(body, 'seq')
  return /^\d{1,6}$/.test(typed) ? Number(typed) : -1
}
