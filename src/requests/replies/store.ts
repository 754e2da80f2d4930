import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm'
import { must, type Engine, type Statement, type Writer } from '../../storage/engine.ts'
import { parseStored } from '../../storage/json.ts'
import type { Text } from '../../i18n/text.ts'
import type { Reply, ReplyAct } from './reply.ts'

export type ReplyStore = ReturnType<typeof makeReplyStore>

export function makeReplyStore({ db, tables }: Engine) {
  const { cannedReply, officeSetting } = tables

  return {
    /** Every reply, those for all services first. */
    async list(): Promise<Reply[]> {
      const rows = await db.select().from(cannedReply).orderBy(asc(cannedReply.id))
      return rows.map(replyOf)
    },

    async find(id: string): Promise<Reply | undefined> {
      const [row] = await db.select().from(cannedReply).where(eq(cannedReply.id, id))
      return row && replyOf(row)
    },

    /** For one service, with those for every service. */
    async ofService(serviceId: string, acts: readonly ReplyAct[]): Promise<Reply[]> {
      const rows = await db
        .select()
        .from(cannedReply)
        .where(
          and(
            inArray(cannedReply.act, [...acts]),
            or(isNull(cannedReply.serviceId), eq(cannedReply.serviceId, serviceId)),
          ),
        )
        .orderBy(asc(cannedReply.id))
      return rows.map(replyOf)
    },

    /** Statements for the write that also says who did it (`audit.record`). */
    adding: (tx: Writer, reply: Reply): Statement => tx.insert(cannedReply).values(rowOf(reply)),

    /** Conflict if it was changed or removed since `revision` was read. */
    changing: (tx: Writer, reply: Reply, revision: number): Statement =>
      must(
        tx
          .update(cannedReply)
          .set({ ...rowOf(reply), revision: revision + 1 })
          .where(and(eq(cannedReply.id, reply.id), eq(cannedReply.revision, revision))),
      ),

    removing: (tx: Writer, id: string, revision: number): Statement =>
      must(tx.delete(cannedReply).where(and(eq(cannedReply.id, id), eq(cannedReply.revision, revision)))),

    async isStarted(): Promise<boolean> {
      const rows = await db
        .select({ key: officeSetting.key })
        .from(officeSetting)
        .where(eq(officeSetting.key, STARTED))
      return rows.length > 0
    },

    /** The first replies, and that they were given: what officers remove later stays removed. */
    starting: (tx: Writer, replies: Reply[], at: string): Statement[] => [
      tx.insert(officeSetting).values({ key: STARTED, value: '1', changedBy: 'sala', changedAt: at }),
      ...replies.map((reply) => tx.insert(cannedReply).values(rowOf(reply))),
    ],
  }
}

const STARTED = 'repliesGiven'

type Row = Engine['tables']['cannedReply']['$inferSelect']

function replyOf(row: Row): Reply {
  return {
    ...row,
    act: row.act as ReplyAct,
    name: parseStored(row.name) as Text,
    text: parseStored(row.text) as Text,
  }
}

function rowOf(reply: Reply): Row {
  return { ...reply, name: JSON.stringify(reply.name), text: JSON.stringify(reply.text) }
}
