import { notFound, UserError } from '../errors.ts'
import type { Entry, Placed } from './entries.ts'
import { escrowFor, keptOut, type PanelMember, type Roster } from './roster.ts'
import { NOBODYS_ADDRESS, sealForEscrow } from './escrow.ts'
import { fromBase64, keyPair, random, sealTo, subkey, type Bytes } from './primitives.ts'
import {
  contentKey,
  firstTip,
  nextTip,
  openEarlierKey,
  openEntry,
  REPORT_FLOOR,
  sealEarlierKey,
  sealEntry,
  sealGrants,
  type Role,
} from './seal.ts'
import type { ShredStore } from './shred-store.ts'
import type { EarlierKeyRow, EntryRow, ReportChanges, ReportRow, WhistleStore } from './store.ts'
import { threadOf, type Thread } from './thread.ts'

/** How a person comes by a report's key: a member by a grant, the reporter by their own wrap. */
export type Unlock = (row: Pick<ReportRow, 'grants' | 'reporterWrap'>) => Bytes | undefined

/** A report as somebody who may read it holds it for one request. */
export type Dossier = {
  row: ReportRow
  thread: Thread
  reportKey: Bytes
  /** The content key of the present epoch. */
  key: Bytes
  shredKey: Bytes
  /** The key of what the panel's log says of it; the same in all epochs. */
  logKey: Bytes
  length: number
}

export type Amendment = {
  role: Role
  entries: Entry[]
  changes?: ReportChanges
  /** Ids of sealed files that come with them. */
  files?: string[]
  /** Gives new grants to these ids, under a new key, whether or not one was asked for. */
  newReaders?: string[]
}

/**
 * The panel as it stands: the signed roster, and whose keys here are those that were signed. `swapped` have others:
 * they made new ones and wait for the next roster, or somebody has been at the database.
 */
export type Panel = { roster: Roster; present: PanelMember[]; swapped: string[] }
export type DossierParts = {
  store: WhistleStore
  shreds: ShredStore
  panel: () => Promise<Panel | undefined>
  day: () => string
}
export type Dossiers = ReturnType<typeof makeDossiers>

/** Two people writing at once are told apart by the mark; the second reads again, this many times. */
const MOST_TRIES = 12
const NOBODYS_ROW = {
  grants: sealGrants(random(32), []),
  reporterWrap: sealTo(keyPair().publicKey, random(33)),
}
const NOT_RETURNED = new Uint8Array([0])
const RETURNED = new Uint8Array([1])

/** Opening and adding to reports: the only place where entries are sealed and opened. */
export function makeDossiers({ store, shreds, panel, day }: DossierParts) {
  /** NotFound for who cannot open it, or where it is not: the two are one answer. Throws if it was tampered with. */
  async function open(id: string, unlock: Unlock): Promise<Dossier> {
    const row = await store.find(id)
    if (row) return openRow(row, unlock)
    // As much work as for a report that is there and not theirs: its time must not tell the two apart.
    unlock(NOBODYS_ROW)
    await shreds.find(id)
    throw notFound()
  }

  async function openRow(row: ReportRow, unlock: Unlock): Promise<Dossier> {
    const [reportKey, shredKey] = [unlock(row), await shreds.find(row.id)]
    if (!reportKey || !shredKey) throw notFound()
    const [rows, earlier] = await Promise.all([store.entriesOf(row.id), store.earlierKeysOf(row.id)])
    const keys = keysOf(row, reportKey, shredKey, earlier)
    const thread = threadOf(openAll(row, rows, keys))
    if (!thread) throw tampered()
    const logKey = subkey(keyAt(keys, 1), 0, 'deed log')
    return { row, thread, reportKey, key: keyAt(keys, row.epoch), shredKey, logKey, length: rows.length }
  }

  /**
   * Adds entries to what is there when they arrive. `decide` sees the report as it is and is asked again if
   * somebody was quicker; what it throws ends the matter.
   */
  async function amend(
    id: string,
    unlock: Unlock,
    decide: (dossier: Dossier) => Amendment | Promise<Amendment>,
  ): Promise<Dossier> {
    for (let tried = 1; ; tried++) {
      const dossier = await open(id, unlock)
      const amendment = await decide(dossier)
      try {
        await append(dossier, amendment)
        return dossier
      } catch (error) {
        if (!(error instanceof UserError && error.kind === 'conflict') || tried >= MOST_TRIES) throw error
      }
    }
  }

  async function append(dossier: Dossier, amendment: Amendment): Promise<void> {
    const renewal = await renewalFor(dossier, amendment)
    const { row } = dossier
    const epoch = renewal?.epoch ?? row.epoch
    const key = renewal?.key ?? dossier.key
    const entries = [...(renewal ? [renewal.entry] : []), ...amendment.entries]
    const sealed = sealAll({ id: row.id, epoch, key, role: amendment.role }, entries, dossier.length)
    const tip = sealed.reduce((last, each) => nextTip(key, last, each, each.sealed), row.tip)
    await store.append({
      id: row.id,
      tip: row.tip,
      changes: { ...amendment.changes, ...renewal?.changes, tip },
      entries: sealed,
      earlierKeys: renewal ? [renewal.earlier] : [],
      files: amendment.files ?? [],
    })
  }

  /**
   * A new key, where somebody left or joined since the last, or the present roster keeps a reader out: never for whom
   * the table keeps out, whoever asks. One who is left gets it alone. With nobody left it waits, since a key for nobody
   * would lose the report: who had a grant keeps it until a roster comes with somebody who may read.
   */
  async function renewalFor({ row, thread, ...had }: Dossier, { newReaders }: Amendment) {
    const now = await panel()
    if (!now) return undefined
    const may = mayRead(now.roster, thread.subjects)
    const kept = now.roster.members.filter((member) => !may(member)).map(({ id }) => id)
    // Who only waits for a new roster stays a reader, and can be given a grant again; who left does not.
    const known = [...now.present.map(({ id }) => id), ...now.swapped]
    const stays = (id: string) => known.includes(id) && !kept.includes(id)
    if (!newReaders && row.needsNewKey === 0 && thread.readers.every(stays)) return undefined
    const entitled = (newReaders ?? thread.readers).filter(stays)
    const readers = now.present.filter(({ id }) => entitled.includes(id))
    if (readers.length === 0) return undefined
    const epoch = row.epoch + 1
    const reportKey = random(32)
    const key = contentKey(reportKey, had.shredKey, epoch)
    return {
      epoch,
      key,
      entry: { kind: 'rekeyed', day: day(), readers: entitled } as const,
      earlier: {
        reportId: row.id,
        epoch: row.epoch,
        sealed: sealEarlierKey(key, row.id, row.epoch, had.reportKey),
      },
      changes: {
        epoch,
        needsNewKey: 0,
        ...(await wrapsOf(reportKey, readers, thread.reporterKey, now.roster, thread.subjects)),
      },
    }
  }

  return { open, openRow, amend }
}

/** Whom the roster's table of conflicts lets read a report about these positions. */
export function mayRead(roster: Roster, subjects: string[]): (member: PanelMember) => boolean {
  const kept = keptOut(roster, subjects)
  return ({ positions }) => !positions.some((position) => kept.has(position))
}

/** The three ways to a report's key, each of the same length whoever reads the report. */
export async function wrapsOf(
  reportKey: Bytes,
  readers: PanelMember[],
  reporterKey: string,
  roster: Roster,
  subjects: string[],
): Promise<Pick<ReportRow, 'grants' | 'reporterWrap' | 'escrow'>> {
  const escrow = escrowFor(roster, subjects)
  return {
    grants: sealGrants(
      reportKey,
      readers.map(({ publicKey }) => fromBase64(publicKey)),
    ),
    reporterWrap: wrapForReporter(reportKey, fromBase64(reporterKey), false),
    escrow: await sealForEscrow(reportKey, escrow?.recipient ?? NOBODYS_ADDRESS),
  }
}

/** The wrap remembers whether the reporter came back: nobody else can read that, nor see it by its length. */
export function wrapForReporter(reportKey: Bytes, reporterKey: Bytes, hasReturned: boolean): Bytes {
  return sealTo(reporterKey, Buffer.concat([reportKey, hasReturned ? RETURNED : NOT_RETURNED]))
}

/** All entries of one author under one key, in order from place `seq` on. */
export function sealAll(
  { id, epoch, key, role }: { id: string; epoch: number; key: Bytes; role: Role },
  entries: Entry[],
  seq: number,
): EntryRow[] {
  return entries.map((entry, n) => {
    const place = { reportId: id, epoch, seq: seq + n, role }
    const floor = entry.kind === 'reported' ? REPORT_FLOOR : undefined
    return { ...place, sealed: sealEntry(key, place, JSON.stringify(entry), floor) }
  })
}

type Keys = Map<number, Bytes>

/** From the present key back to the first. A missing link only matters if something was sealed before it. */
function keysOf(row: ReportRow, reportKey: Bytes, shredKey: Bytes, earlier: EarlierKeyRow[]): Keys {
  const keys: Keys = new Map([[row.epoch, contentKey(reportKey, shredKey, row.epoch)]])
  for (let epoch = row.epoch - 1; epoch >= 1; epoch--) {
    const link = earlier.find((each) => each.epoch === epoch)
    const before = link && openEarlierKey(keyAt(keys, epoch + 1), row.id, epoch, link.sealed)
    if (!before) throw tampered()
    keys.set(epoch, contentKey(before, shredKey, epoch))
  }
  return keys
}

/** Every entry in its place and whole, and none missing at the end. */
function openAll(row: ReportRow, rows: EntryRow[], keys: Keys): Placed[] {
  let tip = firstTip(row.id)
  const opened = rows.map((each, n) => {
    const key = keyAt(keys, each.epoch)
    const json = each.seq === n ? openEntry(key, each, each.sealed) : undefined
    if (json === undefined) throw tampered()
    tip = nextTip(key, tip, each, each.sealed)
    return { ...(JSON.parse(json) as Entry), seq: n }
  })
  if (Buffer.compare(tip, row.tip) !== 0) throw tampered()
  return opened
}

function keyAt(keys: Keys, epoch: number): Bytes {
  const key = keys.get(epoch)
  if (!key) throw tampered()
  return key
}

export const isTampered = (error: unknown): boolean =>
  error instanceof Error && error.name === 'TamperedReport'

/** A fault of the database, not of the person: it names no report. */
function tampered(): Error {
  return Object.assign(new Error('a report was changed outside the channel'), { name: 'TamperedReport' })
}
