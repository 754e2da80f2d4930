import { and, eq, gt, isNull } from 'drizzle-orm'
import { must } from '../storage/engine.ts'
import type { Engine, Statement, Writer } from '../storage/engine.ts'

export const LINK_PURPOSES = ['invitation', 'reset'] as const
export type LinkPurpose = (typeof LINK_PURPOSES)[number]

/** `id` is the hash of the token. Instants are UTC ISO. */
export type Link = {
  id: string
  officerId: string
  purpose: LinkPurpose
  createdBy: string | null
  createdAt: string
  expiresAt: string
}

/** How the keys of the letters with an officer's links begin. */
export const linkLetters = (officerId: string) => `officer:${officerId}:`

export type LinkStore = ReturnType<typeof makeLinkStore>

/** `dropLetters` takes letters that have not gone out of the outbox, by how their key begins. */
export function makeLinkStore(
  { db, tables }: Engine,
  dropLetters: (tx: Writer, keyStart: string) => Statement[] = () => [],
) {
  const { officerLink } = tables

  const usable = (at: string) => and(isNull(officerLink.usedAt), gt(officerLink.expiresAt, at))

  /** Those not used, with the letters that would still bring them. */
  const removeAll = (tx: Writer, officerId: string): Statement[] => [
    tx.delete(officerLink).where(and(eq(officerLink.officerId, officerId), isNull(officerLink.usedAt))),
    ...dropLetters(tx, linkLetters(officerId)),
  ]

  return {
    /** Undefined once it was used, replaced or has run out. */
    async find(id: string, at: string): Promise<Link | undefined> {
      const [row] = await db
        .select({
          id: officerLink.tokenHash,
          officerId: officerLink.officerId,
          purpose: officerLink.purpose,
          createdBy: officerLink.createdBy,
          createdAt: officerLink.createdAt,
          expiresAt: officerLink.expiresAt,
        })
        .from(officerLink)
        .where(and(eq(officerLink.tokenHash, id), usable(at)))
        .limit(1)
      return row as Link | undefined
    },

    /** Those who have a link that still opens, with the day it ends. */
    async waiting(at: string): Promise<Map<string, string>> {
      const rows = await db
        .select({ officerId: officerLink.officerId, expiresAt: officerLink.expiresAt })
        .from(officerLink)
        .where(usable(at))
      return new Map(rows.map(({ officerId, expiresAt }) => [officerId, expiresAt]))
    },

    /** The links before it stop working. */
    replace: (tx: Writer, { id, ...link }: Link): Statement[] => [
      ...removeAll(tx, link.officerId),
      tx.insert(officerLink).values({ ...link, tokenHash: id, usedAt: null }),
    ],

    /** `gone` if it was used meanwhile. */
    use: (tx: Writer, { id, officerId }: Link, at: string): Statement[] => [
      must(
        tx
          .update(officerLink)
          .set({ usedAt: at })
          .where(and(eq(officerLink.tokenHash, id), usable(at))),
        {
          otherwise: 'gone',
        },
      ),
      ...dropLetters(tx, linkLetters(officerId)),
    ],

    removeAll,
  }
}
