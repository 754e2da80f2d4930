import { conflict, forbidden, invalid } from '../errors.ts'
import { mayRead, type Dossier } from './dossier.ts'
import type { Proposal } from './entries.ts'
import type { Handling } from './handling.ts'
import { handOver, openIdentity, partOf, takeOver } from './identity.ts'
import { DOOMED } from './outcomes.ts'
import type { Ground } from './parts.ts'
import { fromBase64 } from './primitives.ts'
import { LONGEST_MESSAGE } from './report.ts'
import { checked } from './returning.ts'
import { unlockOf } from './reading.ts'
import type { PanelMember } from './roster.ts'
import type { Member } from './sign-in.ts'
import { waitingProposals, type ProposalState } from './thread.ts'

/** What one member may not do alone: give a report to another reader, open who the reporter is, destroy a report. */
export function makeConsent(ground: Ground, handling: Handling) {
  const { deeds, dossiers } = ground

  /**
   * Forbidden where it can never be: giving it to somebody the reporter kept out, or who recused themselves; destroying
   * what is not to be destroyed yet. Conflict if the same is proposed already. Resolves to the proposal's place.
   */
  async function propose(member: Member, id: string, proposal: Proposal, reason: string): Promise<number> {
    const why = checked(reason, LONGEST_MESSAGE)
    const present = await here()
    const before = await handling.act(member, id, 'proposed', (dossier) => {
      check(dossier, proposal, present)
      if (waitingProposals(dossier.thread).some((each) => isSame(each.proposal, proposal))) throw conflict()
      return { entry: { kind: 'proposed', proposal, reason: why } }
    })
    const { thread } = await dossiers.open(id, unlockOf(member))
    return thread.proposals.findLast((each) => each.by === member.id)?.seq ?? before.length
  }

  /**
   * The second member's word. Forbidden to who proposed it. Sharing is done with it; an identity can then be opened
   * by who asked, and by nobody else; to destroy is from then on to be carried out (`retention.ts`).
   */
  async function consent(member: Member, id: string, seq: number): Promise<ProposalState> {
    const present = await here()
    let made: ProposalState | undefined
    const dossier = await handling.act(member, id, 'consented', (found) => {
      made = waitingFor(found, member, seq)
      check(found, made.proposal, present)
      const { proposal } = made
      const share = 'reveal' in proposal ? partFor(found, member, made.by, present) : undefined
      return {
        entry: { kind: 'consented', proposal: seq, ...(share && { share }) },
        ...('shred' in proposal && { changes: { expiresOn: DOOMED } }),
        ...('share' in proposal && { newReaders: [...found.thread.readers, proposal.share] }),
      }
    })
    if (made && 'share' in made.proposal)
      await deeds.record({ who: member.id, what: 'shared', detail: made.proposal.share }, dossier.logKey)
    return made as ProposalState
  }

  async function decline(member: Member, id: string, seq: number): Promise<void> {
    await handling.act(member, id, 'declined', (found) => {
      waitingFor(found, member, seq)
      return { entry: { kind: 'declined', proposal: seq } }
    })
  }

  /** Who the reporter is, for the member who asked and was given consent. Recorded before it is shown; else Forbidden. */
  async function identity(member: Member, id: string, seq: number): Promise<string> {
    const { thread, row, logKey } = await dossiers.open(id, unlockOf(member))
    const made = thread.proposals.find((each) => each.seq === seq)
    const own = thread.identity && partOf(thread.identity, member.pair)
    const given = made?.consent?.share ? takeOver(made.consent.share, member.pair) : undefined
    if (!thread.identity || made?.by !== member.id || !own || !given) throw forbidden()
    await deeds.record({ who: member.id, what: 'identityOpened' }, logKey)
    const opened = await openIdentity(thread.identity, [own, given], row.id)
    // The reporter gave it anew since: the parts are of another key.
    if (opened === undefined) throw conflict()
    return opened
  }

  async function here(): Promise<Here> {
    const panel = await ground.panel()
    if (!panel) throw forbidden()
    return panel
  }

  function check({ row, thread }: Dossier, proposal: Proposal, { roster, present }: Here): void {
    if ('reveal' in proposal && !thread.identity) throw forbidden()
    if ('shred' in proposal && !isExpired(row, ground.day())) throw forbidden()
    if (!('share' in proposal)) return
    const target = present.find((each) => each.id === proposal.share)
    if (!target || thread.readers.includes(target.id)) throw invalid()
    if (!mayRead(roster, thread.subjects)(target)) throw forbidden()
    if (thread.recused.includes(target.id)) throw forbidden()
  }

  return { propose, consent, decline, identity }
}

type Here = NonNullable<Awaited<ReturnType<Ground['panel']>>>

export function isExpired(row: Dossier['row'], today: string): boolean {
  const isOver = row.state === 'closed' || row.state === 'junk'
  return isOver && row.acknowledgedOn !== null && row.expiresOn !== null && row.expiresOn <= today
}

function waitingFor({ thread }: Dossier, member: Member, seq: number): ProposalState {
  const made = waitingProposals(thread).find((each) => each.seq === seq)
  if (!made) throw conflict()
  if (made.by === member.id) throw forbidden()
  return made
}

/** The consenting member's part of the identity's key, sealed for who asked. */
function partFor({ thread }: Dossier, member: Member, asker: string, { roster, present }: Here): string {
  const own = thread.identity && partOf(thread.identity, member.pair)
  const to = present.find((each: PanelMember) => each.id === asker)
  if (!own || !to || !mayRead(roster, thread.subjects)(to)) throw forbidden()
  return handOver(own, fromBase64(to.publicKey))
}

const isSame = (a: Proposal, b: Proposal): boolean => JSON.stringify(a) === JSON.stringify(b)
