import { asc, inArray } from 'drizzle-orm'
import type { Holiday } from '../../calendar/working-time.ts'
import { asHoliday, holidayRow } from '../../catalogue/holiday-store.ts'
import { newEdition } from '../../storage/edition.ts'
import { must, type Engine, type Statement, type Writer } from '../../storage/engine.ts'

/** A holiday with who entered it and when (UTC ISO); `sala` came with the program. */
export type EnteredHoliday = Holiday & { id: string; enteredBy: string; enteredAt: string }

export type HolidayStore = ReturnType<typeof makeHolidayStore>

export function makeHolidayStore({ db, tables }: Engine) {
  const { holiday } = tables

  return {
    /** All of them, in the order of the days. */
    async list(): Promise<EnteredHoliday[]> {
      const rows = await db.select().from(holiday).orderBy(asc(holiday.day), asc(holiday.id))
      return rows.map((row) => ({
        ...asHoliday(row),
        id: row.id,
        enteredBy: row.enteredBy,
        enteredAt: row.enteredAt,
      }))
    },

    /** Conflict if one of them is entered already. */
    entering: (tx: Writer, holidays: readonly Holiday[], by: string, at: string): Statement[] => [
      ...holidays.map((one) => tx.insert(holiday).values(holidayRow(one, by, at))),
      newEdition(tx, tables),
    ],

    /** Conflict if one is gone already. */
    removing: (tx: Writer, ids: readonly string[]): Statement[] => [
      must(tx.delete(holiday).where(inArray(holiday.id, [...ids])), { rows: ids.length }),
      newEdition(tx, tables),
    ],
  }
}
