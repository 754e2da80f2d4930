import { and, eq, inArray } from 'drizzle-orm'
import { newEdition } from '../../storage/edition.ts'
import { must, type Engine, type Statement, type Writer } from '../../storage/engine.ts'

/** What of the office the administrator sets; each is one JSON value. */
export const SETTINGS = ['hours', 'clockRules'] as const
export type SettingKey = (typeof SETTINGS)[number]

/** `value` is JSON as stored. Instants are UTC ISO. */
export type Setting = { key: SettingKey; value: string; changedBy: string; changedAt: string }

export type SettingsStore = ReturnType<typeof makeSettingsStore>

export function makeSettingsStore({ db, tables }: Engine) {
  const { officeSetting } = tables

  return {
    async read(): Promise<Setting[]> {
      const rows = await db
        .select()
        .from(officeSetting)
        .where(inArray(officeSetting.key, [...SETTINGS]))
      return rows as Setting[]
    },

    /** Conflict if the value is no longer `before`; null: nobody had set it. */
    writing(tx: Writer, setting: Setting, before: string | null): Statement[] {
      const { key, ...change } = setting
      return [
        before === null
          ? tx.insert(officeSetting).values(setting)
          : must(
              tx
                .update(officeSetting)
                .set(change)
                .where(and(eq(officeSetting.key, key), eq(officeSetting.value, before))),
            ),
        newEdition(tx, tables),
      ]
    },
  }
}
