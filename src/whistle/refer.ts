import { invalid, tooLarge } from '../errors.ts'
import type { makeAttaching } from './attach.ts'
import type { Attachment } from './entries.ts'
import type { Handling } from './handling.ts'
import type { Ground } from './parts.ts'
import type { Bytes } from './primitives.ts'
import { MOST_REFERRAL_BYTES, packReferral, sealReferral, type ReferralFile } from './referral.ts'
import { referralWords } from './referral-words.ts'
import { unlockOf } from './reading.ts'
import type { Report } from './report.ts'
import type { Member } from './sign-in.ts'
import { STANDARD_POSITIONS } from './standard-roster.ts'
import type { Thread } from './thread.ts'

export type Referred = {
  sealed: Bytes
  filename: string
  /** Only where the body has no `age` address: the key, to be sent by another way than the file. Shown once, never kept. */
  identity?: string
  fingerprint: string
}

/** A report leaves the house as one sealed file, which `scripts/open-referral.mjs` opens on a machine that has Node.js and nothing of ours. */
export function makeReferring(
  ground: Ground,
  handling: Handling,
  attaching: ReturnType<typeof makeAttaching>,
) {
  /**
   * For a body on the roster. `copies` chooses which files go along; a clean one stands in where the original was not
   * kept. Who the reporter is never goes along. Invalid for an unknown body, TooLarge beyond a hundred megabytes.
   */
  async function refer(
    member: Member,
    id: string,
    choice: { body: string; copies: 'clean' | 'original' },
  ): Promise<Referred> {
    const panel = await ground.panel()
    const body = panel?.roster.outside.find((each) => each.id === choice.body)
    if (!panel || !body) throw invalid()
    const { thread } = await ground.dossiers.open(id, unlockOf(member))
    const files = await filesOf(thread.attachments, choice.copies)
    const { municipality, positions } = panel.roster
    const about = {
      ...factsOf(thread, municipality),
      to: body.name,
      words: referralWords(positions, thread.subjects),
    }
    const { sealed, identity, fingerprint } = await sealReferral(
      packReferral({ format: 'sala-referral-1', about, files }),
      body.recipient,
    )
    await handling.act(member, id, 'referred', () => ({
      entry: { kind: 'referred', to: body.id, fingerprint },
    }))
    return {
      sealed,
      filename: `referral-${fingerprint.slice(0, 8)}.age`,
      fingerprint,
      ...(identity && { identity }),
    }
  }

  /** Where nobody inside may read it: the reporter's own package, sealed in one go; nothing of it is kept. */
  async function packageFor(report: Report, subjects: string[], recipient?: string): Promise<Referred> {
    const positions = (await ground.panel())?.roster.positions ?? STANDARD_POSITIONS
    const about = { report, subjects, madeOn: ground.day(), words: referralWords(positions, subjects) }
    const packed = packReferral({ format: 'sala-referral-1', about, files: [] })
    const { sealed, identity, fingerprint } = await sealReferral(packed, recipient)
    return {
      sealed,
      filename: `document-${fingerprint.slice(0, 8)}.age`,
      fingerprint,
      ...(identity && { identity }),
    }
  }

  async function filesOf(attachments: Attachment[], copies: 'clean' | 'original'): Promise<ReferralFile[]> {
    const notes = attachments.flatMap(({ clean, original }) => {
      const note = copies === 'clean' ? (clean ?? original) : (original ?? clean)
      return note ? [note] : []
    })
    if (notes.reduce((sum, { size }) => sum + size, 0) > MOST_REFERRAL_BYTES) throw tooLarge()
    const files: ReferralFile[] = []
    for (const note of notes) {
      const pieces: Bytes[] = []
      for await (const piece of attaching.read(note)) pieces.push(piece)
      files.push({ name: note.name, type: note.type, bytes: Buffer.concat(pieces) })
    }
    return files
  }

  return { refer, packageFor }
}

/** What an investigator needs; notes, members' names and proposals stay in the house. */
function factsOf(thread: Thread, municipality: unknown) {
  const { report, subjects, received, messages, answers, closed, reached } = thread
  return {
    municipality,
    received,
    report,
    subjects,
    messages: messages.map(({ from, day, text }) => ({ from, day, text })),
    answers,
    reached,
    ...(closed && { outcome: closed.outcome, reason: closed.reason }),
  }
}
