import { conflict, forbidden, invalid, notFound } from '../errors.ts'
import { addDays } from '../calendar/dates.ts'
import { mayRead } from './dossier.ts'
import { escrowIdentity, openFromEscrow } from './escrow.ts'
import { invitationHash, newInvitation, type MemberRow } from './members.ts'
import type { Ground } from './parts.ts'
import { base64, type Bytes } from './primitives.ts'
import type { Reading } from './reading.ts'
import { unlockOf } from './reading.ts'
import { FEWEST_READERS, rosterFaults, routeFor, type Roster } from './roster.ts'
import { fingerprint, verifyRoster, type RosterFault, type SignedRoster } from './roster-signature.ts'
import { GRANT_SLOTS } from './seal.ts'
import { checkedId, type Member, type SignIn } from './sign-in.ts'
import { STANDARD_OUTSIDE, STANDARD_POSITIONS, STANDARD_RULES } from './standard-roster.ts'
import { STATES, type ReportRow } from './store.ts'

export const INVITATION_DAYS = 7

export type InstallAnswer =
  { kind: 'installed'; roster: Roster } | { kind: 'refused'; fault: RosterFault | 'noPin' }

/** `waiting` is the fingerprint of new keys that hold from the next roster with them. */
export type Print = { id: string; name: string; fingerprint: string; waiting?: string }

/** Who belongs to the panel: invitations, the signed roster, leaving, and reading again after a loss. */
export function makeMembership(ground: Ground, signIn: SignIn, reading: Reading) {
  const { store, deeds, dossiers } = ground

  /**
   * A code for one person, good once, for seven days; an earlier one of theirs is void. It opens nothing until the roster
   * with their key is signed. `by` is the member who invites; without one it is the operator. Forbidden to a member for
   * who has keys or stands on the roster: a colleague's keys are not one member's to replace.
   */
  async function invite(id: string, name: string, by?: string): Promise<string> {
    const memberId = checkedId(id)
    if (name.trim() === '') throw invalid()
    const hasKeys = (await store.member(memberId)) !== undefined
    if (by !== undefined && (hasKeys || (await isOnRoster(memberId)))) throw forbidden()
    const code = newInvitation()
    const expiresOn = addDays(ground.day(), INVITATION_DAYS)
    await store.invite({ hash: invitationHash(code), memberId, name: name.trim(), expiresOn })
    // Keys that may be replaced are every member's business.
    if (by !== undefined || hasKeys)
      await deeds.record({ who: by ?? 'operator', what: 'invited', detail: memberId })
    return code
  }

  async function isOnRoster(id: string): Promise<boolean> {
    const members = (await ground.panel())?.roster.members ?? []
    return members.some((member) => member.id === id)
  }

  /**
   * What the lead takes to the offline machine: the last roster with everyone who has keys here, their new ones where
   * those wait. Positions of new members are to be filled in.
   */
  async function draft(basis?: Partial<Roster>): Promise<Roster> {
    const state = await ground.panelState()
    const before = 'panel' in state ? state.panel.roster : undefined
    const known = new Map((basis?.members ?? before?.members)?.map((member) => [member.id, member.positions]))
    const waiting = new Map((await store.waiting()).map((row) => [row.id, row]))
    const rows = (await store.members()).map((row) => waiting.get(row.id) ?? row)
    return {
      municipality: { th: '', en: '' },
      positions: STANDARD_POSITIONS,
      rules: STANDARD_RULES,
      escrows: [],
      outside: STANDARD_OUTSIDE,
      ...before,
      ...basis,
      version: (before?.version ?? 0) + 1,
      signedOn: ground.day(),
      members: rows.map(({ id, name, publicKey }) => ({
        ...{ id, name, publicKey: base64(publicKey) },
        positions: known.get(id) ?? [],
      })),
    }
  }

  /**
   * Refused unless the pinned key signed it and it is newer; Conflict if its version is there already. Keys that waited
   * for it take the place of the old ones.
   */
  async function install(signed: SignedRoster, by: string): Promise<InstallAnswer> {
    if (!ground.pin) return { kind: 'refused', fault: 'noPin' }
    const read = verifyRoster(signed, ground.pin)
    if ('fault' in read) return { kind: 'refused', fault: read.fault }
    if (rosterFaults(read.roster, GRANT_SLOTS).length > 0) return { kind: 'refused', fault: 'malformed' }
    const last = await store.lastRoster()
    const before = verifyRoster(last, { ...ground.pin, atLeast: 0 })
    if ('roster' in before && before.roster.version >= read.roster.version) throw conflict()
    const keys = new Map(read.roster.members.map((member) => [member.id, member.publicKey]))
    const signedAnew = (await store.waiting()).filter((row) => keys.get(row.id) === base64(row.publicKey))
    await store.insertRoster(read.roster.version, signed, signedAnew)
    await deeds.record({ who: by, what: 'rosterInstalled', detail: String(read.roster.version) })
    return { kind: 'installed', roster: read.roster }
  }

  /** Names and fingerprints, to be read aloud against the paper on the wall; also of keys that wait for a roster. */
  async function fingerprints(): Promise<Print[]> {
    const printOf = ({ publicKey }: MemberRow) => fingerprint(base64(publicKey))
    const waiting = new Map((await store.waiting()).map((row) => [row.id, printOf(row)]))
    return (await store.members()).map((row) => {
      const own = { id: row.id, name: row.name, fingerprint: printOf(row) }
      const next = waiting.get(row.id)
      return next === undefined ? own : { ...own, waiting: next }
    })
  }

  /**
   * A member leaves: their locks and sessions are gone when it returns, and every open report gets a new key when it is
   * next written to. Forbidden while fewer than two would be left, and to a member for anybody but themselves. Nobody
   * signed in need agree to what the operator does: it may be urgent.
   */
  async function depart(id: string, by: string): Promise<void> {
    if (by !== id && (await store.member(by))) throw forbidden()
    if (!(await store.member(id))) throw notFound()
    const present = (await ground.panel())?.present
    const others = present?.map((member) => member.id).filter((each) => each !== id)
    await store.depart(id, others && { others, fewest: FEWEST_READERS })
    signIn.endAllOf(id)
    await deeds.record({ who: by, what: 'left', detail: id })
  }

  /** New keys at once for the open reports the member can read, where somebody left. How many. */
  async function renewKeys(member: Member): Promise<number> {
    let n = 0
    for await (const { row } of reading.readable(member, ['new', 'quarantined', 'open'])) {
      if (row.needsNewKey === 0) continue
      await dossiers.amend(row.id, unlockOf(member), () => ({ role: 'panel', entries: [] }))
      n += 1
    }
    return n
  }

  /**
   * A colleague who lost their keys and stands on the roster with new ones: whatever they could read before and the
   * member can read, is sealed for them again. The roster's signature is the second person. How many reports.
   */
  async function regrant(member: Member, to: string): Promise<number> {
    const panel = await ground.panel()
    const colleague = panel?.present.find((each) => each.id === to)
    const isWaiting = (await store.waiting()).some((each) => each.id === to)
    if (isWaiting || !panel || !colleague) throw forbidden()
    let n = 0
    for await (const { row, thread, logKey } of reading.readable(member, [...STATES])) {
      if (!thread.readers.includes(to) || !mayRead(panel.roster, thread.subjects)(colleague)) continue
      await dossiers.amend(row.id, unlockOf(member), (found) => ({
        role: 'panel',
        entries: [],
        newReaders: found.thread.readers,
      }))
      await deeds.record({ who: member.id, what: 'regranted', detail: to }, logKey)
      n += 1
    }
    return n
  }

  /**
   * The last way: two of the three printed shares. What the escrow holds is sealed for the present roster, by the same
   * rule as a new report, without those who recused themselves. Undefined where the shares do not fit.
   */
  async function regrantFromEscrow(shares: string[]): Promise<{ opened: number; left: number } | undefined> {
    const [identity, panel] = [await escrowIdentity(shares), await ground.panel()]
    if (!identity || !panel) return undefined
    let [opened, left] = [0, 0]
    for (const row of await allRows()) {
      const hasShredKey = await ground.shreds.find(row.id)
      const reportKey = hasShredKey && (await openFromEscrow(row.escrow, identity))
      if (reportKey && (await regrantOne(row, reportKey, panel))) opened += 1
      else left += 1
    }
    return { opened, left }
  }

  async function regrantOne(row: ReportRow, reportKey: Bytes, panel: Here): Promise<boolean> {
    const { thread, logKey } = await dossiers.openRow(row, () => reportKey)
    const isThere = ({ id }: { id: string }) =>
      panel.present.some((member) => member.id === id) && !thread.recused.includes(id)
    const route = routeFor(panel.roster, thread.subjects, isThere)
    if (route.goes === 'outside') return false
    const newReaders = route.readers.map(({ id }) => id)
    await dossiers.amend(
      row.id,
      () => reportKey,
      () => ({ role: 'panel', entries: [], newReaders }),
    )
    await deeds.record({ who: 'escrow', what: 'regranted' }, logKey)
    return true
  }

  async function allRows(): Promise<ReportRow[]> {
    const all: ReportRow[] = []
    for (let page = await store.pageOf([...STATES]); page.length > 0;) {
      all.push(...page)
      page = await store.pageOf([...STATES], page.at(-1)?.id)
    }
    return all
  }

  return { invite, draft, install, fingerprints, depart, renewKeys, regrant, regrantFromEscrow }
}

type Here = NonNullable<Awaited<ReturnType<Ground['panel']>>>
