import { and, asc, count, desc, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import type { NewLetter } from '../mail/letter.ts'
import { queueLetters } from '../mail/store.ts'
import { builtOnce, must } from '../storage/engine.ts'
import type { Engine, Statement, Writer } from '../storage/engine.ts'
import { parseStored } from '../storage/json.ts'
import { NOTHING_TYPED } from './draft-input.ts'
import type { RequestEvent } from './events.ts'
import type { Status } from './status.ts'
import type { Projection } from './projection.ts'
import type { Attachment, Reference, Request } from './request.ts'

export type RequestStore = ReturnType<typeof makeRequestStore>

export type RequestFiling = {
  request: Request
  events: RequestEvent[]
  letters: NewLetter[]
  /** The draft it is filed from, and which of its uploads go along; the others are swept with the draft. */
  draftId?: string
  /** With it, a draft changed since it was read is a Conflict. */
  draftRevision?: number
  attachmentIds?: string[]
  /** When it is written down, where that is later than it was filed. */
  writtenAt?: string
}

export type RequestChange = {
  requestId: string
  /** The revision the request was read with. */
  revision: number
  events: RequestEvent[]
  projection?: Partial<Projection>
  letters?: NewLetter[]
  /** New uploads, naming the request and the event they came with. */
  attachments?: Attachment[]
  /** Which divisions help from now on, and which no longer do. */
  joined?: { add: string[]; drop: string[]; at: string }
  /** The same matter as another request; which of the two is named first means nothing. */
  link?: { otherId: string; by: string; at: string }
  rating?: Rating
}

export type Rating = Engine['tables']['rating']['$inferInsert']

export type RequestFilter = {
  status?: Status
  division?: string
  limit: number
  /** The last one of the page before. */
  after?: Pick<Request, 'filedAt' | 'id'>
  oldestFirst?: boolean
}

export function makeRequestStore({ db, tables, atomically }: Engine) {
  const { request, requestEvent, attachment, draft } = tables

  async function findBy(condition: ReturnType<typeof eq>): Promise<Request | undefined> {
    const [row] = await db.select().from(request).where(condition).limit(1)
    return row && requestOf(row)
  }

  // Every look at a request asks for these four.
  const idByReference = builtOnce(() =>
    db
      .select({ id: request.id })
      .from(request)
      .where(eq(request.reference, sql.placeholder('reference')))
      .limit(1),
  )
  const byId = builtOnce(() =>
    db
      .select()
      .from(request)
      .where(eq(request.id, sql.placeholder('id')))
      .limit(1),
  )
  const eventsOf = builtOnce(() =>
    db
      .select()
      .from(requestEvent)
      .where(eq(requestEvent.requestId, sql.placeholder('requestId')))
      .orderBy(asc(requestEvent.seq)),
  )
  const uploads = builtOnce(() =>
    db
      .select()
      .from(attachment)
      .where(eq(attachment.requestId, sql.placeholder('requestId')))
      .orderBy(asc(attachment.field), asc(attachment.row), asc(attachment.position), asc(attachment.id)),
  )

  function changed(tx: Writer, change: RequestChange): Statement[] {
    const { requestId, revision, events, projection, letters = [], attachments = [], link, rating } = change
    return [
      must(
        tx
          .update(request)
          .set({ ...projection, revision: revision + Math.max(1, events.length) })
          .where(and(eq(request.id, requestId), eq(request.revision, revision))),
      ),
      ...(events.length > 0 ? [tx.insert(requestEvent).values(events.map(eventRow))] : []),
      ...(attachments.length > 0 ? [tx.insert(attachment).values(attachments)] : []),
      ...joinedStatements(tx, change),
      ...(link ? [linkStatement(tx, requestId, link)] : []),
      ...(rating ? [tx.insert(tables.rating).values(rating)] : []),
      ...queueLetters(tx, tables, letters),
    ]
  }

  function joinedStatements(tx: Writer, { requestId, joined }: RequestChange): Statement[] {
    const { requestJoined } = tables
    if (!joined) return []
    const rows = joined.add.map((division) => ({ requestId, division, joinedAt: joined.at }))
    return [
      ...(joined.drop.length > 0
        ? [
            tx
              .delete(requestJoined)
              .where(
                and(eq(requestJoined.requestId, requestId), inArray(requestJoined.division, joined.drop)),
              ),
          ]
        : []),
      ...(rows.length > 0 ? [tx.insert(requestJoined).values(rows)] : []),
    ]
  }

  function linkStatement(
    tx: Writer,
    requestId: string,
    { otherId, by, at }: NonNullable<RequestChange['link']>,
  ) {
    // One row for a pair, whichever side it was linked from.
    const [first, second] = [requestId, otherId].sort() as [string, string]
    return tx
      .insert(tables.requestLink)
      .values({ requestId: first, otherId: second, linkedBy: by, linkedAt: at })
  }

  return {
    /** The statements of one change, for a write that says more than it. */
    changed,

    /**
     * Writes a request with its events, letters and uploads, and marks its draft as sent, all or nothing. Conflict if
     * the draft has been sent, changed or forgotten meanwhile, an upload is gone, or the reference is taken.
     */
    file({
      request: one,
      events,
      letters,
      draftId,
      draftRevision,
      attachmentIds = [],
      writtenAt,
    }: RequestFiling) {
      return atomically((tx) => {
        const unsent = draftId !== undefined && [
          eq(draft.id, draftId),
          isNull(draft.requestId),
          ...(draftRevision === undefined ? [] : [eq(draft.revision, draftRevision)]),
        ]
        return [
          // The request now holds the words; a second copy of them would outlive its purpose.
          ...(unsent
            ? [
                must(
                  tx
                    .update(draft)
                    .set({
                      requestId: one.id,
                      input: JSON.stringify(NOTHING_TYPED),
                      expiresAt: minutesAfter(writtenAt ?? one.filedAt, MINUTES_AFTER_SENDING),
                    })
                    .where(and(...unsent)),
                ),
              ]
            : []),
          tx.insert(request).values({ ...one, answers: JSON.stringify(one.answers) }),
          tx.insert(requestEvent).values(events.map(eventRow)),
          ...(draftId !== undefined && attachmentIds.length > 0
            ? [
                must(
                  tx
                    .update(attachment)
                    .set({ requestId: one.id, draftId: null })
                    .where(and(eq(attachment.draftId, draftId), inArray(attachment.id, attachmentIds))),
                  { rows: attachmentIds.length },
                ),
              ]
            : []),
          ...queueLetters(tx, tables, letters),
        ]
      })
    },

    async find(id: string): Promise<Request | undefined> {
      const [row] = await byId({ id })
      return row && requestOf(row)
    },

    findByReference: (reference: Reference) => findBy(eq(request.reference, reference)),

    findByDraft: (draftId: string) => findBy(eq(request.draftId, draftId)),

    /** Only which request a number names: its words are read once the code is known to be right. */
    async idOf(reference: Reference): Promise<string | undefined> {
      const [row] = await idByReference({ reference })
      return row?.id
    },

    /** In the order they happened. */
    async events(requestId: string): Promise<RequestEvent[]> {
      const rows = await eventsOf({ requestId })
      return rows.map((row) => ({ ...row, data: parseStored(row.data) }) as RequestEvent)
    },

    /** In the order they are shown. */
    attachments: (requestId: string): Promise<Attachment[]> => uploads({ requestId }),

    /**
     * Adds what happened, with what follows from it, to one request or to several at once. Conflict, with nothing
     * written, if one of them changed since it was read.
     */
    append(...changes: RequestChange[]) {
      // Always in the same order, so that two writers never wait for each other.
      const ordered = changes.toSorted((a, b) => (a.requestId < b.requestId ? -1 : 1))
      return atomically((tx) => ordered.flatMap((change) => changed(tx, change)))
    },

    /** Newest first, unless told. For the operator: it asks nobody's right to see. */
    async list({ status, division, limit, after, oldestFirst }: RequestFilter): Promise<Request[]> {
      const [beyond, order] = oldestFirst ? [gt, asc] : [lt, desc]
      const rows = await db
        .select()
        .from(request)
        .where(
          and(
            status && eq(request.status, status),
            division === undefined ? undefined : eq(request.division, division),
            after &&
              or(
                beyond(request.filedAt, after.filedAt),
                and(eq(request.filedAt, after.filedAt), beyond(request.id, after.id)),
              ),
          ),
        )
        .orderBy(order(request.filedAt), order(request.id))
        .limit(limit)
      return rows.map(requestOf)
    },

    /** How many requests stand where; a status nobody is in is missing. */
    async countByStatus(): Promise<Partial<Record<Status, number>>> {
      const rows = await db
        .select({ status: request.status, n: count() })
        .from(request)
        .groupBy(request.status)
      return Object.fromEntries(rows.map(({ status, n }) => [status, n]))
    },
  }
}

/** How long Back and sending again still lead to the answer; after it the draft's cookie opens nothing. */
export const MINUTES_AFTER_SENDING = 60

const minutesAfter = (instant: string, minutes: number) =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString()

function requestOf(row: Engine['tables']['request']['$inferSelect']): Request {
  return { ...row, answers: parseStored(row.answers) } as Request
}

function eventRow(event: RequestEvent) {
  return { ...event, data: JSON.stringify(event.data) }
}
