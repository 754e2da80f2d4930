import { and, asc, count, desc, eq, inArray, lt, sql, type SQL } from 'drizzle-orm'
import type { IsoDay } from '../calendar/dates.ts'
import { must, type Engine, type Writer } from '../storage/engine.ts'
import { buffered } from './buffered.ts'
import type { MemberRow } from './members.ts'
import type { Bytes } from './primitives.ts'
import type { SignedRoster } from './roster-signature.ts'
import type { WhistleTables } from './tables.ts'

export type Invitation = { hash: Bytes; memberId: string; name: string; expiresOn: IsoDay }

/** The queries about who belongs to the panel: locks, invitations, rosters. */
export function memberQueries({ db, tables, atomically }: Engine<WhistleTables>) {
  const { report, member, waitingMember, invitation, roster } = tables

  return {
    member: async (id: string) => {
      const [row] = await db.select().from(member).where(eq(member.id, id))
      return row as MemberRow | undefined
    },
    members: async () => (await db.select().from(member).orderBy(asc(member.id))) as MemberRow[],
    /** New keys that wait for a roster with them. */
    waiting: async () => (await db.select().from(waitingMember)) as MemberRow[],
    /** Whoever was invited becomes a member; an invitation is good once. Conflict if they have keys by now. */
    join: (row: MemberRow, hash: Bytes) =>
      atomically((tx) => [...useInvitation(tx, row.id, hash), tx.insert(member).values(buffered(row))]),
    /** The same for who has keys: those stay, and the new ones wait, in place of others that did. */
    joinAgain: (row: MemberRow, hash: Bytes) =>
      atomically((tx) => [
        ...useInvitation(tx, row.id, hash),
        tx.delete(waitingMember).where(eq(waitingMember.id, row.id)),
        tx.insert(waitingMember).values(buffered(row)),
      ]),
    /** New locks around the same keys; others that wait are dropped. Conflict if the keys are others by now. */
    relock: (row: MemberRow) =>
      atomically((tx) => [
        must(
          tx
            .update(member)
            .set(buffered(row))
            .where(and(eq(member.id, row.id), eq(member.publicKey, Buffer.from(row.publicKey)))),
        ),
        tx.delete(waitingMember).where(eq(waitingMember.id, row.id)),
      ]),
    /** Conflict if a code of this time step, or of a later one, has been used. */
    useCode: (id: string, step: number) =>
      atomically((tx) => [
        must(
          tx
            .update(member)
            .set({ totpStep: step })
            .where(and(eq(member.id, id), lt(member.totpStep, step))),
        ),
      ]),
    /** Earlier invitations of the same person are void. */
    invite: (invited: Invitation) =>
      atomically((tx) => [
        tx.delete(invitation).where(eq(invitation.memberId, invited.memberId)),
        tx.insert(invitation).values(buffered(invited)),
      ]),
    invitation: async (hash: Bytes) => {
      const [row] = await db
        .select()
        .from(invitation)
        .where(eq(invitation.hash, Buffer.from(hash)))
      return row as Invitation | undefined
    },
    /**
     * Takes a member's locks away, with any that wait and any invitation, and asks for new keys on all that is not
     * closed. Forbidden if fewer than `fewest` of `others` would be left at that moment, or the member is gone.
     */
    depart: (id: string, remain?: { others: string[]; fewest: number }) =>
      atomically((tx) => [
        must(tx.delete(member).where(and(eq(member.id, id), remain && areLeft(tx, remain))), {
          otherwise: 'forbidden',
        }),
        tx.delete(waitingMember).where(eq(waitingMember.id, id)),
        tx.delete(invitation).where(eq(invitation.memberId, id)),
        tx
          .update(report)
          .set({ needsNewKey: 1 })
          .where(inArray(report.state, ['new', 'quarantined', 'open'])),
      ]),
    /** `signedAnew` are the members whose waiting keys it bears. Conflict if one made others, or left, meanwhile. */
    insertRoster: (version: number, signed: SignedRoster, signedAnew: MemberRow[]) =>
      atomically((tx) => [
        tx.insert(roster).values({ version, ...signed }),
        ...signedAnew.flatMap((row) => takeOver(tx, row)),
        // Somebody in it may have left, or have other keys.
        tx
          .update(report)
          .set({ needsNewKey: 1 })
          .where(inArray(report.state, ['new', 'quarantined', 'open'])),
      ]),
    lastRoster: async () => {
      const [row] = await db.select().from(roster).orderBy(desc(roster.version)).limit(1)
      return row && { statement: row.statement, signature: row.signature }
    },
  }

  /** NotFound if it is used or void; all others of that member go with it. */
  function useInvitation(tx: Writer, memberId: string, hash: Bytes) {
    const isThis = eq(invitation.hash, Buffer.from(hash))
    return [
      must(tx.delete(invitation).where(isThis), { otherwise: 'notFound' }),
      tx.delete(invitation).where(eq(invitation.memberId, memberId)),
    ]
  }

  function takeOver(tx: Writer, row: MemberRow) {
    const isThis = and(eq(waitingMember.id, row.id), eq(waitingMember.publicKey, Buffer.from(row.publicKey)))
    return [
      must(tx.delete(waitingMember).where(isThis)),
      must(tx.update(member).set(buffered(row)).where(eq(member.id, row.id))),
    ]
  }

  function areLeft(tx: Writer, { others, fewest }: { others: string[]; fewest: number }): SQL {
    const left = tx.select({ n: count() }).from(member).where(inArray(member.id, others))
    return sql`(${left}) >= ${fewest}`
  }
}
