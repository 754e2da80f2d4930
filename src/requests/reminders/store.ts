import {
  and,
  asc,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  like,
  lt,
  lte,
  ne,
  notExists,
  or,
} from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { NewLetter } from '../../mail/letter.ts'
import { may, ROLES } from '../../officers/officer.ts'
import { queueLetters } from '../../mail/store.ts'
import { must, type Engine } from '../../storage/engine.ts'
import { parseStored } from '../../storage/json.ts'
import type { Projection } from '../projection.ts'
import type { Request } from '../request.ts'
import type { RemindedAbout, ReminderStage } from './rules.ts'

export type Reminded = { requestId: string; about: RemindedAbout; day: string; stage: ReminderStage }
export type ReminderStore = ReturnType<typeof makeReminderStore>

const AT_ONCE = 200
const ROLES_THAT_ACT = ROLES.filter((role) => may({ role, state: 'active' }, 'cases.act'))

/**
 * The requests a job looks at, found by what stands in their rows. A row may be behind the calendar: whoever acts
 * asks the clock first.
 */
export function makeReminderStore({ db, tables, atomically }: Engine) {
  const { request, reminder, letter, officer } = tables
  const isOpen = isNull(request.finishedAt)
  const notWaiting = ne(request.status, 'waitingForApplicant')

  type Column = typeof request.dueAt | typeof request.queuedAt | typeof request.finishedAt

  /** Page by page, by one of the columns that have an index; rows changed on the way are met at most twice. */
  async function* by(column: Column, value: (one: Request) => string | null, where: SQL | undefined) {
    for (let last: Request | undefined; ;) {
      const at = last && value(last)
      const beyond =
        last && at ? and(gte(column, at), or(gt(column, at), gt(request.id, last.id))) : undefined
      const rows = await db
        .select()
        .from(request)
        .where(and(where, beyond))
        .orderBy(asc(column), asc(request.id))
        .limit(AT_ONCE)
      const page = rows.map((row) => ({ ...row, answers: parseStored(row.answers) }) as Request)
      yield* page
      last = page.at(-1)
      if (page.length < AT_ONCE) return
    }
  }
  const byDue = (...where: (SQL | undefined)[]) =>
    by(request.dueAt, ({ dueAt }) => dueAt, and(isOpen, ...where))

  const ableHolder = db
    .select({ id: officer.id })
    .from(officer)
    .where(
      and(
        eq(officer.id, request.claimedBy),
        eq(officer.state, 'active'),
        inArray(officer.role, ROLES_THAT_ACT),
        or(eq(officer.role, 'triage'), eq(officer.division, request.division)),
      ),
    )

  return {
    /** Past their due day, while the office is at work on them. */
    late: (now: string) => byDue(notWaiting, lt(request.dueAt, now)),

    dueBetween: (from: string, before: string) =>
      byDue(notWaiting, gte(request.dueAt, from), lt(request.dueAt, before)),

    /** Whose applicants were asked for something and had time until `now` or before. */
    outOfTime: (now: string) => byDue(eq(request.status, 'waitingForApplicant'), lte(request.dueAt, now)),

    open: () => byDue(isNotNull(request.dueAt)),

    /** Taken on by somebody who cannot act on it any more. */
    heldByNobodyThere: () => byDue(isNotNull(request.claimedBy), notExists(ableHolder)),

    queuedBefore: (at: string) =>
      by(
        request.queuedAt,
        ({ queuedAt }) => queuedAt,
        and(isNotNull(request.queuedAt), lt(request.queuedAt, at), isOpen, notWaiting),
      ),

    decidedSince: (at: string) =>
      by(
        request.finishedAt,
        ({ finishedAt }) => finishedAt,
        and(
          isNotNull(request.finishedAt),
          gte(request.finishedAt, at),
          inArray(request.status, ['approved', 'refused']),
        ),
      ),

    find: async (ids: string[]): Promise<Request[]> => {
      const rows = ids.length > 0 ? await db.select().from(request).where(inArray(request.id, ids)) : []
      return rows.map((row) => ({ ...row, answers: parseStored(row.answers) }) as Request)
    },

    /** Whether the letter that an event wrote has left the house. */
    async isSent(eventId: string): Promise<boolean> {
      const sent = and(like(letter.key, `${eventId}:%`), eq(letter.state, 'sent'))
      return (await db.$count(letter, sent)) > 0
    },

    /** The row as its events have it. Its revision stays: nothing happened. Conflict if something did meanwhile. */
    correct: ({ id, revision }: Request, projection: Partial<Projection>) =>
      atomically((tx) => [
        must(
          tx
            .update(request)
            .set(projection)
            .where(and(eq(request.id, id), eq(request.revision, revision))),
        ),
      ]),

    async remindedOf(officerId: string, since: string): Promise<Reminded[]> {
      const rows = await db
        .select({
          requestId: reminder.requestId,
          about: reminder.about,
          day: reminder.day,
          stage: reminder.stage,
        })
        .from(reminder)
        .where(and(eq(reminder.officerId, officerId), gte(reminder.day, since)))
      return rows as Reminded[]
    },

    /** One officer's letter of one day, with what it speaks of. Conflict if there is one for that day already. */
    remind: (officerId: string, remindedAt: string, reminded: Reminded[], one: NewLetter) =>
      atomically((tx) => [
        ...queueLetters(tx, tables, [one]),
        tx.insert(reminder).values(reminded.map((each) => ({ ...each, officerId, remindedAt }))),
      ]),

    async hasLetter(key: string): Promise<boolean> {
      return (await db.$count(letter, eq(letter.key, key))) > 0
    },

    /** Reminders of days long gone; they keep nothing from being said twice any more. */
    async forgetBefore(remindedAt: string): Promise<number> {
      const old = lt(reminder.remindedAt, remindedAt)
      const count = await db.$count(reminder, old)
      if (count > 0) await atomically((tx) => [tx.delete(reminder).where(old)])
      return count
    },
  }
}
