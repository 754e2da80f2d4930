import { notFound } from '../errors.ts'
import type { makeAttaching } from './attach.ts'
import { isTampered, type Dossier, type Unlock } from './dossier.ts'
import type { FileNote } from './entries.ts'
import { byUrgency, lineOf, type InboxLine } from './inbox-line.ts'
import { openedOf, type OpenedReport } from './opened.ts'
import type { Ground } from './parts.ts'
import { base64, digest, type Bytes } from './primitives.ts'
import { openGrants, openSlot } from './seal.ts'
import type { Member, SignIn } from './sign-in.ts'
import { STATES, type ReportRow, type State } from './store.ts'
import { standOut } from './stand-out.ts'

/** `tampered` are ids of the member's reports that somebody changed in the database: to be told to everyone. */
export type Inbox = { lines: InboxLine[]; tampered: string[] }

/** Grants tried before other visitors have their turn. */
const TURN = 25

export type Reading = ReturnType<typeof makeReading>

/** What a member reads. A report they have no grant for is NotFound, in no list and in no count. */
export function makeReading(ground: Ground, signIn: SignIn, attaching: ReturnType<typeof makeAttaching>) {
  const { dossiers, store, deeds } = ground

  /** Every report the member can open, in random order; those that were tampered with are told of and passed over. */
  async function* readable(
    member: Member,
    states: State[],
    onTampered: (id: string) => void = () => {},
  ): AsyncGenerator<Dossier> {
    for await (const { row, unlock } of granted(member, states)) {
      const dossier = await openIfThere(row, unlock, onTampered)
      if (dossier) yield dossier
    }
  }

  /** The rows one of whose grants is the member's; they are not opened for it. */
  async function* granted(
    member: Member,
    states: State[],
  ): AsyncGenerator<{ row: ReportRow; unlock: Unlock }> {
    const slots = { ...signIn.slots(member) }
    const known = Object.keys(slots).length
    for await (const row of rows(states)) {
      const name = base64(digest('grants', [row.grants], null, 16))
      slots[name] ??= openGrants(row.grants, member.pair)?.slot ?? -1
      const slot = slots[name]
      if (slot >= 0) yield { row, unlock: (each) => openSlot(each.grants, member.pair, slot) }
    }
    if (Object.keys(slots).length !== known) signIn.rememberSlots(member, slots)
  }

  async function* rows(states: State[]): AsyncGenerator<ReportRow> {
    let after = ''
    for (let page = await store.pageOf(states); page.length > 0; page = await store.pageOf(states, after)) {
      for (const [n, row] of page.entries()) {
        if (n % TURN === 0) await new Promise((next) => setImmediate(next))
        yield row
      }
      after = page.at(-1)?.id ?? ''
    }
  }

  /** A report that is being destroyed has lost its key already. */
  async function openIfThere(
    row: ReportRow,
    unlock: Unlock,
    onTampered: (id: string) => void,
  ): Promise<Dossier | undefined> {
    if (!(await ground.shreds.find(row.id))) return undefined
    try {
      return await dossiers.openRow(row, unlock)
    } catch (error) {
      // One spoilt report must not hide the others.
      if (!isTampered(error)) throw error
      onTampered(row.id)
      return undefined
    }
  }

  /** By urgency: what is late first; of a flood, what nothing else is like. */
  async function inbox(member: Member, states: State[] = ['new', 'open']): Promise<Inbox> {
    const lines: (InboxLine & { words: string })[] = []
    const tampered: string[] = []
    for await (const dossier of readable(member, states, (id) => tampered.push(id)))
      lines.push(lineOf(dossier, ground.day()))
    return { lines: standOut(lines).sort(byUrgency), tampered }
  }

  /** Everything of one report. Recorded in the log before it is shown. */
  async function open(member: Member, id: string): Promise<OpenedReport> {
    const dossier = await dossiers.open(id, unlockOf(member))
    await deeds.record({ who: member.id, what: 'opened' }, dossier.logKey)
    return openedOf(dossier, await deeds.about(dossier.logKey))
  }

  /** The positions and first words alone: a member declares a conflict before opening. */
  async function peek(member: Member, id: string): Promise<InboxLine> {
    return lineOf(await dossiers.open(id, unlockOf(member)), ground.day())
  }

  /** A file's clean copy, or the original, whose opening is recorded. NotFound where there is none of that kind. */
  async function attachment(
    member: Member,
    id: string,
    which: { n: number; copy: 'clean' | 'original' },
  ): Promise<{ note: FileNote; bytes: AsyncIterable<Bytes> }> {
    const { thread, logKey } = await dossiers.open(id, unlockOf(member))
    const note = thread.attachments[which.n]?.[which.copy]
    if (!note) throw notFound()
    if (which.copy === 'original') await deeds.record({ who: member.id, what: 'openedOriginal' }, logKey)
    return { note, bytes: attaching.read(note) }
  }

  /**
   * The member says that it concerns neither them, nor their relatives or superiors. It is what opens a report, and is
   * recorded as that: once in a session, so that looking at a page again does not fill the log.
   */
  async function declareNone(member: Member, id: string): Promise<void> {
    const { logKey } = await dossiers.open(id, unlockOf(member))
    if (signIn.hasDeclared(member, id)) return
    await deeds.record({ who: member.id, what: 'opened', detail: 'noConflict' }, logKey)
    signIn.rememberDeclared(member, id)
  }

  /** Everything of one report, for who declared in this session that they have no part in it; undefined before. */
  async function opened(member: Member, id: string): Promise<OpenedReport | undefined> {
    const dossier = await dossiers.open(id, unlockOf(member))
    if (!signIn.hasDeclared(member, id)) return undefined
    return openedOf(dossier, await deeds.about(dossier.logKey))
  }

  return { readable, inbox, peek, open, declareNone, opened, attachment, counts }

  /** How many the member can read, by state; those that were tampered with among them. */
  async function counts(member: Member): Promise<Record<State, number>> {
    const found = Object.fromEntries(STATES.map((state) => [state, 0])) as Record<State, number>
    for await (const { row } of granted(member, [...STATES]))
      if (await ground.shreds.find(row.id)) found[row.state] += 1
    return found
  }
}

export function unlockOf({ pair }: Member): Unlock {
  return (row) => openGrants(row.grants, pair)?.reportKey
}
