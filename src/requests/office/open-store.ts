import { and, asc, gt, inArray, isNull } from 'drizzle-orm'
import type { Engine } from '../../storage/engine.ts'
import { parseStored } from '../../storage/json.ts'
import type { RequestEvent } from '../events.ts'
import type { Request } from '../request.ts'

/** What of an open request the clock needs, and how a list names it: no word of its applicant. */
export type OpenRequest = Pick<
  Request,
  'id' | 'reference' | 'serviceId' | 'serviceVersion' | 'division' | 'status' | 'filedAt' | 'dueAt'
> & { events: RequestEvent[] }

export type OpenStore = ReturnType<typeof makeOpenStore>

const AT_ONCE = 200

export function makeOpenStore({ db, tables }: Engine) {
  const { request, requestEvent } = tables

  async function eventsOf(ids: string[]): Promise<Map<string, RequestEvent[]>> {
    const rows = await db
      .select()
      .from(requestEvent)
      .where(inArray(requestEvent.requestId, ids))
      .orderBy(asc(requestEvent.requestId), asc(requestEvent.seq))
    const events = rows.map((row) => ({ ...row, data: parseStored(row.data) }) as RequestEvent)
    return Map.groupBy(events, ({ requestId }) => requestId)
  }

  return {
    /** Every request that is not finished, some at a time, each once. */
    async *open(): AsyncGenerator<OpenRequest[]> {
      for (let last = ''; ;) {
        const rows = await db
          .select({
            id: request.id,
            reference: request.reference,
            serviceId: request.serviceId,
            serviceVersion: request.serviceVersion,
            division: request.division,
            status: request.status,
            filedAt: request.filedAt,
            dueAt: request.dueAt,
          })
          .from(request)
          .where(and(isNull(request.finishedAt), gt(request.id, last)))
          .orderBy(asc(request.id))
          .limit(AT_ONCE)
        if (rows.length === 0) return
        const events = await eventsOf(rows.map(({ id }) => id))
        yield rows.map((row) => ({ ...row, events: events.get(row.id) ?? [] }) as OpenRequest)
        last = rows.at(-1)!.id
        if (rows.length < AT_ONCE) return
      }
    },
  }
}
