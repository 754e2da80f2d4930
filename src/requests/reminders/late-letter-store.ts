import {
  and,
  asc,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  max,
  notExists,
  or,
  sql,
} from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { must, type Engine, type Statement, type Writer } from '../../storage/engine.ts'
import { divisionSeenBy, may, type Officer } from '../../officers/officer.ts'
import type { Reference, Request } from '../request.ts'
import type { DraftCursor, DroppedCursor } from './cursors.ts'
import type { DropReason, LateLetter } from './late-letter.ts'

export type LateLetterStore = ReturnType<typeof makeLateLetterStore>

/** A letter with what a list says of its request. */
export type Listed = LateLetter &
  Pick<
    Request,
    'reference' | 'serviceId' | 'serviceVersion' | 'division' | 'applicantEmail' | 'status' | 'revision'
  >

export type RegisterFilter = {
  /** Those whose copy is still to be sent, those whose copy went, or all. */
  copies: 'due' | 'sent' | 'all'
  limit: number
  /** The number of the last one of the page before. */
  before?: string
}

export type Signing = {
  letter: LateLetter
  by: string
  at: string
  reason: string
  number: string
  text: string
}

export function makeLateLetterStore({ db, tables, atomically }: Engine) {
  const { lateLetter, request } = tables
  const listed = {
    letter: lateLetter,
    reference: request.reference,
    serviceId: request.serviceId,
    serviceVersion: request.serviceVersion,
    division: request.division,
    applicantEmail: request.applicantEmail,
    status: request.status,
    revision: request.revision,
  }
  const isDraft = eq(lateLetter.state, 'drafted')

  // The division that answers for the request writes the letter; one that only helps has no part in it.
  function answeredFor(officer: Officer): SQL | undefined {
    if (!may(officer, 'cases.read')) return sql`1 = 0`
    const division = divisionSeenBy(officer)
    return division === null ? undefined : eq(request.division, division)
  }

  const draftedAfter = ({ at, requestId, n }: DraftCursor) =>
    or(
      gt(lateLetter.draftedAt, at),
      and(eq(lateLetter.draftedAt, at), gt(lateLetter.requestId, requestId)),
      and(eq(lateLetter.draftedAt, at), eq(lateLetter.requestId, requestId), gt(lateLetter.n, n)),
    )

  const droppedBefore = ({ at, id }: DroppedCursor) =>
    or(lt(lateLetter.droppedAt, at), and(eq(lateLetter.droppedAt, at), gt(lateLetter.id, id)))

  const newerDrafts = (tx: Writer, { requestId, n }: LateLetter) =>
    tx
      .select({ id: lateLetter.id })
      .from(lateLetter)
      .where(and(eq(lateLetter.requestId, requestId), isDraft, gt(lateLetter.n, n)))

  async function list(where: SQL | undefined, order: SQL[], limit: number): Promise<Listed[]> {
    const rows = await db
      .select(listed)
      .from(lateLetter)
      .innerJoin(request, eq(request.id, lateLetter.requestId))
      .where(where)
      .orderBy(...order)
      .limit(limit)
    return rows.map(({ letter, ...about }) => ({ ...letter, ...about }) as Listed)
  }

  return {
    /** All of one request, in order. */
    async of(requestId: string): Promise<LateLetter[]> {
      const rows = await db
        .select()
        .from(lateLetter)
        .where(eq(lateLetter.requestId, requestId))
        .orderBy(asc(lateLetter.n))
      return rows as LateLetter[]
    },

    /**
     * New drafts of one request. Conflict if another instance wrote them, or the request changed since it was read:
     * it may have ended.
     */
    draft: ({ id, revision }: Request, drafts: LateLetter[]) =>
      atomically((tx) => [
        must(
          tx
            .update(request)
            .set({ revision })
            .where(and(eq(request.id, id), eq(request.revision, revision), isNull(request.finishedAt))),
        ),
        tx.insert(lateLetter).values(drafts),
      ]),

    /** Conflict if it was signed or dropped meanwhile. */
    drop: (id: string, because: DropReason, at: string) =>
      atomically((tx) => [
        must(
          tx
            .update(lateLetter)
            .set({ state: 'dropped', droppedBecause: because, droppedAt: at })
            .where(and(eq(lateLetter.id, id), isDraft)),
        ),
      ]),

    /** Every draft there is, for the job that drops the stale ones. */
    async drafts(): Promise<LateLetter[]> {
      return (await db
        .select()
        .from(lateLetter)
        .where(isDraft)
        .orderBy(asc(lateLetter.draftedAt))) as LateLetter[]
    },

    /** Waiting for a signature, oldest first, as far as this officer sees; after the last of the page before. */
    draftsFor: (officer: Officer, limit: number, after?: DraftCursor) =>
      list(
        and(isDraft, after && draftedAfter(after), answeredFor(officer)),
        [asc(lateLetter.draftedAt), asc(lateLetter.requestId), asc(lateLetter.n)],
        limit,
      ),

    /** Dropped since then, newest first, as far as this officer sees; after the last of the page before. */
    droppedFor: (officer: Officer, since: string, limit: number, after?: DroppedCursor) =>
      list(
        and(
          eq(lateLetter.state, 'dropped'),
          gte(lateLetter.droppedAt, since),
          after && droppedBefore(after),
          answeredFor(officer),
        ),
        [desc(lateLetter.droppedAt), asc(lateLetter.id)],
        limit,
      ),

    /** The signed ones, newest first, as far as this officer sees. */
    register: (officer: Officer, { copies, limit, before }: RegisterFilter) =>
      list(
        and(
          isNotNull(lateLetter.number),
          copies === 'due' ? isNull(lateLetter.copySentAt) : undefined,
          copies === 'sent' ? isNotNull(lateLetter.copySentAt) : undefined,
          before === undefined ? undefined : lt(lateLetter.number, before),
          answeredFor(officer),
        ),
        [desc(lateLetter.number)],
        limit,
      ),

    /** Undefined alike for one that is not there and one this officer may not see. */
    async find(officer: Officer, reference: Reference, n: number): Promise<Listed | undefined> {
      const [found] = await list(
        and(eq(request.reference, reference), eq(lateLetter.n, n), answeredFor(officer)),
        [asc(lateLetter.id)],
        1,
      )
      return found
    },

    /** The last number given in a year (พ.ศ.). */
    async lastNumber(year: number): Promise<string | undefined> {
      const ofYear = and(gte(lateLetter.number, `${year}/`), lt(lateLetter.number, `${year + 1}/`))
      const [row] = await db
        .select({ last: max(lateLetter.number) })
        .from(lateLetter)
        .where(ofYear)
      return row?.last ?? undefined
    },

    /**
     * Conflict if it was signed or dropped meanwhile, a newer draft is there, or the number was given. What it covers
     * is dropped with it.
     */
    signing: (tx: Writer, { letter, by, at, reason, number, text }: Signing): Statement[] => [
      must(
        tx
          .update(lateLetter)
          .set({ state: 'signed', signedBy: by, signedAt: at, reason, number, text })
          .where(and(eq(lateLetter.id, letter.id), isDraft, notExists(newerDrafts(tx, letter)))),
      ),
      tx
        .update(lateLetter)
        .set({ state: 'dropped', droppedBecause: 'covered', droppedAt: at })
        .where(and(eq(lateLetter.requestId, letter.requestId), isDraft, lt(lateLetter.n, letter.n))),
    ],

    /** Conflict if one of them is not signed, or was marked meanwhile. */
    copiesSent: (tx: Writer, ids: string[], at: string): Statement[] => [
      must(
        tx
          .update(lateLetter)
          .set({ copySentAt: at })
          .where(
            and(inArray(lateLetter.id, ids), eq(lateLetter.state, 'signed'), isNull(lateLetter.copySentAt)),
          ),
        { rows: ids.length },
      ),
    ],

    /** Conflict if it is not signed, or was marked meanwhile. */
    posted: (tx: Writer, id: string, at: string): Statement[] => [
      must(
        tx
          .update(lateLetter)
          .set({ postedAt: at })
          .where(and(eq(lateLetter.id, id), eq(lateLetter.state, 'signed'), isNull(lateLetter.postedAt))),
      ),
    ],
  }
}
