import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../../errors.ts'
import type { Text } from '../../i18n/text.ts'
import type { Engine } from '../../storage/engine.ts'
import { REPLY_ACTS, type Reply, type ReplyAct } from './reply.ts'
import { makeReplyStore } from './store.ts'

export type Ready = { id: string; name: Text; text: Text }

/** Replies that officers choose from, and where they are kept. Changes are written by the door that audits them. */
export function makeReplies({ engine, now }: { engine: Engine; now: () => Date }) {
  const store = makeReplyStore(engine)

  return {
    ...store,

    /**
     * What to choose from in one act on a request of that service: the service's own first. `decide` gives what
     * is said of either outcome; an act nobody writes words for gives none. Places are still in braces (`fillReply`).
     */
    async for(serviceId: string, act: string): Promise<Ready[]> {
      const acts = act === 'decide' ? DECISIONS : REPLY_ACTS.filter((each) => each === act)
      if (acts.length === 0) return []
      const found = await store.ofService(serviceId, acts)
      return inOrder(found).map(({ id, name, text }) => ({ id, name, text }))
    },

    /** Gives a new municipality its first replies, once. Those for services it does not have are left out. */
    async loadStarter(hasService: (id: string) => boolean): Promise<void> {
      if (await store.isStarted()) return
      const at = now().toISOString()
      const first = starterReplies(at).filter(({ serviceId }) => serviceId === null || hasService(serviceId))
      await engine
        .atomically((tx) => store.starting(tx, first, at))
        .catch((error: unknown) => {
          // Another process was starting too, and gave them.
          if (!(error instanceof UserError) || error.kind !== 'conflict') throw error
        })
    },
  }
}

export type Replies = ReturnType<typeof makeReplies>

const DECISIONS: readonly ReplyAct[] = ['approve', 'refuse']

/** A service's own before those for all; within each by Thai name. */
export function inOrder<R extends Pick<Reply, 'serviceId' | 'name'>>(replies: readonly R[]): R[] {
  const rank = ({ serviceId }: R) => (serviceId === null ? 1 : 0)
  return replies.toSorted((a, b) => rank(a) - rank(b) || THAI.compare(a.name.th, b.name.th))
}

const THAI = new Intl.Collator('th')

type Written = { id: string; act: ReplyAct; service?: string; name: Text; text: Text }

/** The replies every municipality begins with. */
export function starterReplies(at: string): Reply[] {
  const written = JSON.parse(readFileSync(STARTER, 'utf8')) as Written[]
  return written.map(({ id, act, service, name, text }) => ({
    id: `starter-${id}`,
    act,
    serviceId: service ?? null,
    name,
    text,
    revision: 1,
    changedBy: null,
    changedAt: at,
  }))
}

const STARTER = join(import.meta.dirname, 'starter.json')
