import { and, asc, desc, eq, exists, ne, or, sql, type SQL } from 'drizzle-orm'
import { may, type Officer } from '../../officers/officer.ts'
import type { Text } from '../../i18n/text.ts'
import type { Engine } from '../../storage/engine.ts'
import { parseStored } from '../../storage/json.ts'
import type { Reference, Request } from '../request.ts'

export type DeskStore = ReturnType<typeof makeDeskStore>

/** What a list shows of another request. */
export type SeenRequest = Pick<
  Request,
  'id' | 'reference' | 'serviceId' | 'serviceVersion' | 'status' | 'division' | 'filedAt' | 'dueAt'
>

export type DeskDivision = { id: string; name: Text; ended: boolean }

/**
 * Which requests an officer may see, for the WHERE of whatever looks for them: those of their own division and
 * those it joined; the Palad’s office and the auditor all; anybody else none. Undefined: no limit.
 */
export function visibleTo({ db, tables }: Engine, officer: Officer): SQL | undefined {
  const { request, requestJoined } = tables
  if (!may(officer, 'cases.read')) return sql`1 = 0`
  if (officer.role === 'triage' || officer.role === 'auditor') return undefined
  if (officer.division === null) return sql`1 = 0`
  const joined = db
    .select({ one: sql`1` })
    .from(requestJoined)
    .where(and(eq(requestJoined.requestId, request.id), eq(requestJoined.division, officer.division)))
  return or(eq(request.division, officer.division), exists(joined))
}

export function makeDeskStore(engine: Engine) {
  const { db, tables } = engine
  const { request, requestLink, officer: officerTable, division } = tables
  const seen = {
    id: request.id,
    reference: request.reference,
    serviceId: request.serviceId,
    serviceVersion: request.serviceVersion,
    status: request.status,
    division: request.division,
    filedAt: request.filedAt,
    dueAt: request.dueAt,
  }

  return {
    /** Undefined alike for a reference nobody has and one this officer may not see. */
    async find(officer: Officer, reference: Reference): Promise<Request | undefined> {
      const [row] = await db
        .select()
        .from(request)
        .where(and(eq(request.reference, reference), visibleTo(engine, officer)))
        .limit(1)
      return row && ({ ...row, answers: parseStored(row.answers) } as Request)
    },

    async linkedTo(officer: Officer, id: string): Promise<{ reference: Reference; id: string }[]> {
      const rows = await db
        .select({ id: request.id, reference: request.reference })
        .from(requestLink)
        .innerJoin(
          request,
          or(
            and(eq(requestLink.requestId, id), eq(request.id, requestLink.otherId)),
            and(eq(requestLink.otherId, id), eq(request.id, requestLink.requestId)),
          ),
        )
        .where(visibleTo(engine, officer))
        .orderBy(asc(request.reference))
      return rows as { reference: Reference; id: string }[]
    },

    async ofSamePerson(
      officer: Officer,
      { id, phoneKey, emailKey }: Request,
      limit: number,
    ): Promise<SeenRequest[]> {
      const same = [
        ...(phoneKey === null ? [] : [eq(request.phoneKey, phoneKey)]),
        ...(emailKey === null ? [] : [eq(request.emailKey, emailKey)]),
      ]
      if (same.length === 0) return []
      const rows = await db
        .select(seen)
        .from(request)
        .where(and(or(...same), ne(request.id, id), visibleTo(engine, officer)))
        .orderBy(desc(request.filedAt), desc(request.id))
        .limit(limit)
      return rows as SeenRequest[]
    },

    /** Everybody who ever worked here; nothing of how they sign in. */
    async officers(): Promise<Officer[]> {
      const { id, email, name, title, role, division, state, createdAt, endedAt } = officerTable
      const rows = await db
        .select({ id, email, name, title, role, division, state, createdAt, endedAt })
        .from(officerTable)
        .orderBy(asc(name), asc(id))
      return rows as Officer[]
    },

    /** In the municipality’s order. `ended` ones take no more cases and keep their name in old ones. */
    async divisions(): Promise<DeskDivision[]> {
      const rows = await db.select().from(division).orderBy(asc(division.position))
      return rows.map(({ id, name, endedAt }) => ({
        id,
        name: parseStored(name) as Text,
        ended: endedAt !== null,
      }))
    },
  }
}
