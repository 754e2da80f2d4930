import { makeQueue } from '../files/queue.ts'
import type { makeConsent } from './consent.ts'
import { isExpired } from './consent.ts'
import { isTampered, type Dossier } from './dossier.ts'
import { isDoomed } from './outcomes.ts'
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
  // Of two second words at once, one destroys and the other finds it gone.
  const inTurn = makeQueue(1)

  /**
   * The first member's word on reports whose time is over, and the second's on those that wait for it, each destroyed
   * at once. Passed over: what the member cannot read, what is not to be destroyed yet, what waits for somebody else,
   * and what another member was quicker with. A fault of ours ends it; what it answers nothing of is as it was.
   */
  async function agreeToShred(member: Member, ids: string[], reason: string): Promise<ShredAnswer> {
    const answer: ShredAnswer = { proposed: [], shredded: [], passedOver: [] }
    for (const id of new Set(ids))
      answer[await inTurn(() => agreeOne(member, id, reason)).catch(passOver)].push(id)
    return answer
  }

  async function agreeOne(member: Member, id: string, reason: string): Promise<keyof ShredAnswer> {
    const dossier = await dossiers.open(id, unlockOf(member))
    if (!isExpired(dossier.row, ground.day())) return 'passedOver'
    if (isDoomed(dossier.row)) return destroy(member, dossier)
    const waiting = waitingProposals(dossier.thread).find(({ proposal }) => 'shred' in proposal)
    if (waiting?.by === member.id) return 'passedOver'
    if (!waiting) {
      await consent.propose(member, id, { shred: true }, reason)
      return 'proposed'
    }
    await consent.consent(member, id, waiting.seq)
    return destroy(member, dossier)
  }

  /**
   * First the key, so that whatever happens next the report is unreadable, in every backup too; then the line, which
   * says what is so; then rows and files. A process that ends before the line leaves the consent as the last one.
   */
  async function destroy(member: Member, { row, logKey }: Dossier): Promise<keyof ShredAnswer> {
    await shreds.shred([row.id])
    await deeds.record({ who: member.id, what: 'shredded' }, logKey)
    await remove(row.id)
    return 'shredded'
  }

  async function remove(id: string): Promise<void> {
    const row = await store.find(id)
    if (!row) return
    for (const file of await store.filesOf(id)) await files.remove(file)
    await store.destroy(id, tombstoneOf(row))
  }

  /** Carries out what two agreed to, ends what a crash left half-done, takes away sealed files no report speaks of, and the traces of deleted rows. Nightly. */
  async function sweep(): Promise<void> {
    const ended = await store.expired(ground.day())
    const agreed = ended.filter(isDoomed).map(({ id }) => id)
    if (agreed.length > 0) await shreds.shred(agreed)
    for (const { id } of ended) if (!(await shreds.find(id))) await remove(id)
    await files.sweep(store.isFile, ORPHAN_MS)
    ground.scrub()
  }

  return { agreeToShred, sweep }
}

/** What a member causes, or somebody at the database, is of one report; the others have their turn. */
function passOver(error: unknown): 'passedOver' {
  if (isTampered(error) || (error instanceof Error && error.name === 'UserError')) return 'passedOver'
  throw error
}

function tombstoneOf(row: ReportRow) {
  return {
    id: hex(random(16)),
    day: row.day,
    outcome: row.state === 'junk' ? 'junk' : (row.outcome ?? 'junk'),
  }
}
