import { isDoomed } from './outcomes.ts'
import type { Ground } from './parts.ts'
import { openGrants } from './seal.ts'
import type { Member } from './sign-in.ts'
import { STATES } from './store.ts'

/**
 * How many reports have no key in `shred.db` although nobody agreed to destroy them: it was lost, or not put back with
 * the rest. A member is told of those alone that they could read.
 */
export async function unopenable({ store, shreds }: Ground, member?: Member): Promise<number> {
  let n = 0
  let page = await store.pageOf([...STATES])
  while (page.length > 0) {
    for (const row of page) {
      if (isDoomed(row) || (await shreds.find(row.id))) continue
      if (!member || openGrants(row.grants, member.pair)) n += 1
    }
    page = await store.pageOf([...STATES], page.at(-1)?.id)
  }
  return n
}
