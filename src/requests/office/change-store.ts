import { and, asc, eq, like } from 'drizzle-orm'
import { newEdition } from '../../storage/edition.ts'
import { must, type Engine, type Statement, type Writer } from '../../storage/engine.ts'
import { parseStored } from '../../storage/json.ts'
import type { CalendarChange } from './calendar-change.ts'

const KEY = 'calendarChange:'

export type ChangeStore = ReturnType<typeof makeChangeStore>

/** Changes of the calendar until all requests have followed them; the audit log tells of them for ever. */
export function makeChangeStore({ db, tables }: Engine) {
  const { officeSetting, requestEvent } = tables
  // The time stands first: keys sort in the order of the changes.
  const keyOf = ({ id, at }: CalendarChange) => `${KEY}${at}:${id}`

  return {
    /** Those not yet carried out, oldest first. */
    async pending(): Promise<CalendarChange[]> {
      const rows = await db
        .select()
        .from(officeSetting)
        .where(like(officeSetting.key, `${KEY}%`))
        .orderBy(asc(officeSetting.key))
      return rows.map(({ value }) => parseStored(value) as CalendarChange)
    },

    /** Belongs into the write of the change itself: a crash after it leaves nothing untold. */
    adding: (tx: Writer, change: CalendarChange): Statement[] => [
      tx.insert(officeSetting).values({
        key: keyOf(change),
        value: JSON.stringify(change),
        changedBy: change.by,
        changedAt: change.at,
      }),
      newEdition(tx, tables),
    ],

    /** Conflict if another process was quicker. */
    finishing: (tx: Writer, change: CalendarChange): Statement[] => [
      must(tx.delete(officeSetting).where(and(eq(officeSetting.key, keyOf(change))))),
    ],

    /** How many applicants' requests say that this change moved them. */
    countTold: (change: CalendarChange): Promise<number> =>
      db.$count(requestEvent, like(requestEvent.id, `${toldId(change, '')}%`)),
  }
}

/** The event by which a request says that a change moved it: one for each, whoever writes it and how often. */
export const toldId = (change: Pick<CalendarChange, 'id'>, requestId: string) =>
  `moved-${change.id}-${requestId}`
