import { and, asc, eq, inArray, isNull, lte, sql } from 'drizzle-orm'
import { builtOnce, must } from '../storage/engine.ts'
import type { Engine, Statement, Writer } from '../storage/engine.ts'
import { parseStored } from '../storage/json.ts'
import type { Attachment, Draft } from './request.ts'

export type DraftStore = ReturnType<typeof makeDraftStore>

/** `maxFiles` in the attachment's field, `maxBytes` in the whole draft, the new one included. */
export type AttachmentLimits = { maxFiles: number; maxBytes: number }

/** A draft's next state: `revision` is the one it was read with. */
export type DraftSave = Pick<Draft, 'id' | 'revision' | 'input' | 'updatedAt' | 'expiresAt'>

export function makeDraftStore({ db, tables, atomically }: Engine) {
  const { draft, attachment } = tables
  const unsent = (id: string) => and(eq(draft.id, id), isNull(draft.requestId))

  // Every page of a form asks for these two.
  const byId = builtOnce(() =>
    db
      .select()
      .from(draft)
      .where(eq(draft.id, sql.placeholder('id')))
      .limit(1),
  )
  const uploads = builtOnce(() =>
    db
      .select()
      .from(attachment)
      .where(eq(attachment.draftId, sql.placeholder('draftId')))
      .orderBy(asc(attachment.field), asc(attachment.row), asc(attachment.position), asc(attachment.id)),
  )

  function draftOf([row]: (typeof draft.$inferSelect)[]): Draft | undefined {
    return row && ({ ...row, input: parseStored(row.input) } as Draft)
  }

  async function filesOf(condition: ReturnType<typeof eq>): Promise<string[]> {
    const rows = await db
      .selectDistinct({ sha256: attachment.sha256 })
      .from(attachment)
      .innerJoin(draft, eq(draft.id, attachment.draftId))
      .where(condition)
    return rows.map((row) => row.sha256)
  }

  /** Two uploads at once wait for each other on the draft's row; the count below then sees both. */
  const lock = (tx: Writer, id: string, at: string): Statement =>
    must(tx.update(draft).set({ updatedAt: at }).where(unsent(id)))

  return {
    create: (one: Draft) =>
      atomically((tx) => [tx.insert(draft).values({ ...one, input: JSON.stringify(one.input) })]),

    /** Also one that has expired and awaits the sweep, or has been sent. */
    find: async (id: string) => draftOf(await byId({ id })),

    findByResume: async (resumeHash: string) =>
      draftOf(await db.select().from(draft).where(eq(draft.resumeHash, resumeHash)).limit(1)),

    /** Conflict if the draft was saved, sent or forgotten since it was read. */
    save: ({ id, revision, input, updatedAt, expiresAt }: DraftSave) =>
      atomically((tx) => [
        must(
          tx
            .update(draft)
            .set({ input: JSON.stringify(input), updatedAt, expiresAt, revision: revision + 1 })
            .where(and(unsent(id), eq(draft.revision, revision))),
        ),
      ]),

    /** One link at a time: the earlier one stops working. Conflict if the draft is gone or sent. */
    setResume: (id: string, resumeHash: string | null) =>
      atomically((tx) => [must(tx.update(draft).set({ resumeHash }).where(unsent(id)))]),

    /** In the order they are shown. */
    attachments: (draftId: string): Promise<Attachment[]> => uploads({ draftId }),

    /** `tooLarge` beyond the limits; Conflict if the draft is gone or sent. */
    addAttachment(one: Attachment & { draftId: string }, { maxFiles, maxBytes }: AttachmentLimits) {
      const inField = and(
        eq(attachment.draftId, one.draftId),
        eq(attachment.field, one.field),
        one.row === null ? isNull(attachment.row) : eq(attachment.row, one.row),
      )
      return atomically((tx) => {
        const count = tx
          .select({ n: sql`count(*)` })
          .from(attachment)
          .where(inField)
        const bytes = tx
          .select({ n: sql`sum(${attachment.size})` })
          .from(attachment)
          .where(eq(attachment.draftId, one.draftId))
        const withinLimits = and(
          unsent(one.draftId),
          sql`${count} <= ${maxFiles}`,
          sql`${bytes} <= ${maxBytes}`,
        )
        return [
          lock(tx, one.draftId, one.createdAt),
          tx.insert(attachment).values(one),
          must(tx.update(draft).set({ updatedAt: one.createdAt }).where(withinLimits), {
            otherwise: 'tooLarge',
          }),
        ]
      })
    },

    /** Nothing happens if it is not there, or not this draft's. */
    removeAttachment: (draftId: string, id: string) =>
      atomically((tx) => [
        tx.delete(attachment).where(and(eq(attachment.id, id), eq(attachment.draftId, draftId))),
      ]),

    /** Conflict if either was moved or removed since it was read. */
    swapAttachments: (draftId: string, one: Attachment, other: Attachment) =>
      atomically((tx) => {
        const move = (from: Attachment, to: Attachment) =>
          must(
            tx
              .update(attachment)
              .set({ position: to.position })
              .where(
                and(
                  eq(attachment.id, from.id),
                  eq(attachment.draftId, draftId),
                  eq(attachment.position, from.position),
                ),
              ),
          )
        return [move(one, other), move(other, one)]
      }),

    /** Forgets the draft, its words and its uploads. Returns the SHA-256 of files that may now be without use. */
    async remove(id: string): Promise<string[]> {
      const files = await filesOf(eq(draft.id, id))
      await atomically((tx) => [tx.delete(draft).where(eq(draft.id, id))])
      return files
    },

    /** Forgets the drafts that have run out by `at`, sent or not. Returns what `remove` does. */
    async sweep(at: string): Promise<string[]> {
      const files = await filesOf(lte(draft.expiresAt, at))
      await atomically((tx) => [tx.delete(draft).where(lte(draft.expiresAt, at))])
      return files
    },

    /** Of these files, those that a draft or a request still needs. */
    async usedFiles(sha256s: string[]): Promise<Set<string>> {
      if (sha256s.length === 0) return new Set()
      const rows = await db
        .selectDistinct({ sha256: attachment.sha256 })
        .from(attachment)
        .where(inArray(attachment.sha256, sha256s))
      return new Set(rows.map((row) => row.sha256))
    },
  }
}
