import { and, desc, eq, gt, inArray, isNull } from 'drizzle-orm'
import type { Engine } from '../../storage/engine.ts'
import { parseStored } from '../../storage/json.ts'
import type { EventDataOf } from '../events.ts'
import type { Draft, Reference, Request } from '../request.ts'
import { COUNTER_CHANNELS } from './office.ts'

export type CounterStore = ReturnType<typeof makeCounterStore>

const MOST_LISTED = 50

/** Drafts at the counter are each one officer's: every question asks for that officer too. */
export function makeCounterStore({ db, tables, atomically }: Engine) {
  const { draft, counterDraft, request, requestEvent } = tables
  const draftOf = (row: typeof draft.$inferSelect): Draft =>
    ({ ...row, input: parseStored(row.input) }) as Draft

  return {
    create: (one: Draft, officerId: string) =>
      atomically((tx) => [
        tx.insert(draft).values({ ...one, input: JSON.stringify(one.input) }),
        tx.insert(counterDraft).values({ draftId: one.id, officerId }),
      ]),

    /** Also one that was sent, for as long as it is kept. Undefined alike for another officer's and for none. */
    async find(officerId: string, id: string): Promise<Draft | undefined> {
      const [row] = await db
        .select({ draft })
        .from(counterDraft)
        .innerJoin(draft, eq(draft.id, counterDraft.draftId))
        .where(and(eq(counterDraft.draftId, id), eq(counterDraft.officerId, officerId)))
        .limit(1)
      return row && draftOf(row.draft)
    },

    /** Those not yet sent, the latest touched first. */
    async list(officerId: string, at: string): Promise<Draft[]> {
      const rows = await db
        .select({ draft })
        .from(counterDraft)
        .innerJoin(draft, eq(draft.id, counterDraft.draftId))
        .where(and(eq(counterDraft.officerId, officerId), isNull(draft.requestId), gt(draft.expiresAt, at)))
        .orderBy(desc(draft.updatedAt), desc(draft.id))
        .limit(MOST_LISTED)
      return rows.map((row) => draftOf(row.draft))
    },

    /**
     * A request this officer took in, and when they did (UTC ISO), which for paper entered later is not when it was
     * filed. Undefined alike for a colleague's, one sent by web, and none.
     */
    async filedBy(
      officerId: string,
      reference: Reference,
    ): Promise<{ request: Request; takenAt: string } | undefined> {
      const [row] = await db
        .select({ request, filed: requestEvent.data })
        .from(request)
        .innerJoin(
          requestEvent,
          and(
            eq(requestEvent.requestId, request.id),
            eq(requestEvent.seq, 1),
            eq(requestEvent.kind, 'filed'),
            eq(requestEvent.actor, officerId),
          ),
        )
        .where(and(eq(request.reference, reference), inArray(request.channel, [...COUNTER_CHANNELS])))
        .limit(1)
      if (!row) return undefined
      const { enteredLater } = parseStored(row.filed) as EventDataOf['filed']
      const found = { ...row.request, answers: parseStored(row.request.answers) } as Request
      return { request: found, takenAt: enteredLater?.at ?? found.filedAt }
    },
  }
}
