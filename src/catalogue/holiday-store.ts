import { asc } from 'drizzle-orm'
import { holidayId, type Holiday } from '../calendar/working-time.ts'
import type { Text } from '../i18n/text.ts'
import { newEdition } from '../storage/edition.ts'
import type { Engine, Statement } from '../storage/engine.ts'
import { parseStored } from '../storage/json.ts'

/** The holidays of every clock. */
export function makeHolidays({ db, tables, atomically }: Engine) {
  const { holiday } = tables

  return {
    /** Every holiday in the table, whoever entered it. */
    holidays: async (): Promise<Holiday[]> => {
      const rows = await db.select().from(holiday).orderBy(asc(holiday.day))
      return rows.map(asHoliday)
    },

    /** Adds the holidays of the years for which the table holds none. What officers entered or removed stays so. */
    addHolidays: async (wanted: Holiday[], by: string, at: string): Promise<number> => {
      const held = await db.select({ day: holiday.day }).from(holiday)
      const years = new Set(held.map(({ day }) => yearOf(day)))
      const missing = wanted.filter(({ day }) => !years.has(yearOf(day)))
      if (missing.length === 0) return 0
      await atomically((tx) => [
        ...missing.map((day): Statement => tx.insert(holiday).values(holidayRow(day, by, at))),
        newEdition(tx, tables),
      ])
      return missing.length
    },
  }
}

const yearOf = (day: string) => day.slice(0, 4)

type HolidayRow = Engine['tables']['holiday']['$inferSelect']

/** A holiday as it stands in the table, with who entered it. Two of one day and scope break its key. */
export function holidayRow(one: Holiday, by: string, at: string): HolidayRow {
  const { day, name, kind, scope, scopeName, source } = one
  return {
    id: holidayId(one),
    day,
    name: JSON.stringify(name),
    kind,
    scope,
    scopeName: scopeName ? JSON.stringify(scopeName) : null,
    source,
    enteredBy: by,
    enteredAt: at,
  }
}

export function asHoliday(row: HolidayRow): Holiday {
  const { day, kind, scope, source } = row
  return {
    day,
    name: parseStored(row.name) as Text,
    kind: kind as Holiday['kind'],
    scope: scope as Holiday['scope'],
    source,
    ...(row.scopeName !== null && { scopeName: parseStored(row.scopeName) as Text }),
  }
}
