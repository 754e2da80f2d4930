import type { makeConsent } from './consent.ts'
import { isExpired } from './consent.ts'
import type { Ground } from './parts.ts'
import { hex, random } from './primitives.ts'
import { unlockOf } from './reading.ts'
import type { Member } from './sign-in.ts'
import type { ReportRow } from './store.ts'
import { waitingProposals } from './thread.ts'

const DAY_MS = 86_400_000
/** Sealed files look up to a day older than they are, and their entry is written after them. */
const ORPHAN_MS = 2 * DAY_MS

export type ShredAnswer = { proposed: string[]; shredded: string[]; passedOver: string[] }

/** The end of a report. Nothing is destroyed by a clock alone: a person has seen it, and two agree. */
export function makeRetention(ground: Ground, consent: ReturnType<typeof makeConsent>) {
  const { store, shreds, dossiers, deeds, files } = ground

  /**
   * The first member's word on reports whose time is over, and the second's on those that wait for it. Passed over:
   * what the member cannot read, what is not to be destroyed yet, and what waits for somebody else.
   */
  async function agreeToShred(member: Member, ids: string[], reason: string): Promise<ShredAnswer> {
    const answer: ShredAnswer = { proposed: [], shredded: [], passedOver: [] }
    for (const id of new Set(ids)) answer[await agreeOne(member, id, reason)].push(id)
    // Once for all of them: it rewrites the file.
    if (answer.shredded.length > 0) await destroy(answer.shredded)
    return answer
  }

  async function agreeOne(member: Member, id: string, reason: string): Promise<keyof ShredAnswer> {
    const dossier = await dossiers.open(id, unlockOf(member)).catch(() => undefined)
    if (!dossier || !isExpired(dossier.row, ground.day())) return 'passedOver'
    const waiting = waitingProposals(dossier.thread).find(({ proposal }) => 'shred' in proposal)
    if (waiting?.by === member.id) return 'passedOver'
    if (!waiting) {
      await consent.propose(member, id, { shred: true }, reason)
      return 'proposed'
    }
    await consent.consent(member, id, waiting.seq)
    await deeds.record({ who: member.id, what: 'shredded' }, dossier.logKey)
    return 'shredded'
  }

  /** First the keys, so that whatever happens next the reports are unreadable, in every backup too. */
  async function destroy(ids: string[]): Promise<void> {
    await shreds.shred(ids)
    for (const id of ids) await remove(id)
  }

  async function remove(id: string): Promise<void> {
    const row = await store.find(id)
    if (!row) return
    for (const file of await store.filesOf(id)) await files.remove(file)
    await store.destroy(id, tombstoneOf(row))
  }

  /** Ends what a crash left half-done, takes away sealed files no report speaks of, and the traces of deleted rows. Nightly. */
  async function sweep(): Promise<void> {
    for (const row of await store.expired(ground.day()))
      if (!(await shreds.find(row.id))) await remove(row.id)
    await files.sweep(store.isFile, ORPHAN_MS)
    ground.scrub()
  }

  return { agreeToShred, sweep }
}

function tombstoneOf(row: ReportRow) {
  return {
    id: hex(random(16)),
    day: row.day,
    outcome: row.state === 'junk' ? 'junk' : (row.outcome ?? 'junk'),
  }
}
