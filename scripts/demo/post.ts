import { and, eq, inArray, lte } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import type { Portal } from './portal.ts'

/** Of so many letters one comes back. */
const COMES_BACK = 90

/**
 * The letters of the day as a mail server of the past would have taken them; nothing leaves the machine. Those of the
 * last days stay: the portal that is shown has no mail server, and says so.
 */
export async function sendPost({ portal, isLast }: { portal: Portal; isLast: boolean }): Promise<void> {
  if (isLast) return
  const { engine, officers, runs } = portal
  const { letter } = engine.tables
  const at = officers.now().toISOString()
  const waiting = await engine.db
    .select({ id: letter.id })
    .from(letter)
    .where(and(eq(letter.state, 'waiting'), lte(letter.createdAt, at)))
  if (waiting.length === 0) return
  const back = waiting.filter(
    ({ id }) => Number.parseInt(id.replaceAll('-', '').slice(0, 6), 16) % COMES_BACK === 0,
  )
  await engine.atomically((tx) => [
    ...(back.length > 0
      ? [
          tx
            .update(letter)
            .set({ state: 'failed', attempts: 1, lastError: 'SMTP550' })
            .where(
              inArray(
                letter.id,
                back.map(({ id }) => id),
              ),
            ),
        ]
      : []),
    tx
      .update(letter)
      .set({ state: 'sent', attempts: 1, sentAt: at, text: '', html: null })
      .where(and(eq(letter.state, 'waiting'), lte(letter.createdAt, at))),
  ])
  const did = waiting.length - back.length
  await runs.add({
    id: randomUUID(),
    job: 'letters',
    startedAt: at,
    endedAt: at,
    outcome: 'done',
    did,
    code: null,
  })
}
