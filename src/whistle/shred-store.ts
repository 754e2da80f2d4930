import { eq } from 'drizzle-orm'
import type { ForgetfulEngine } from '../storage/open.ts'
import type { Bytes } from './primitives.ts'
import type { ShredTables } from './tables.ts'

export type ShredStore = ReturnType<typeof makeShredStore>

/** The keys that make reports unreadable, everywhere and for good, when they are taken away. */
export function makeShredStore({ db, tables, atomically, scrub }: ForgetfulEngine<ShredTables>) {
  const { shredKey } = tables
  return {
    insert: (reportId: string, key: Bytes) =>
      atomically((tx) => [tx.insert(shredKey).values({ reportId, shredKey: Buffer.from(key) })]),
    find: async (reportId: string): Promise<Bytes | undefined> => {
      const [row] = await db.select().from(shredKey).where(eq(shredKey.reportId, reportId))
      return row?.shredKey
    },
    /** Gone from the file and its journal when it returns. */
    shred: async (reportIds: string[]): Promise<void> => {
      await atomically((tx) => reportIds.map((id) => tx.delete(shredKey).where(eq(shredKey.reportId, id))))
      scrub()
    },
  }
}
