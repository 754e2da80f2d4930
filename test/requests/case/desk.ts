import { eq } from 'drizzle-orm'
import type { Raw } from '../../../src/forms/kind.ts'
import type { Request } from '../../../src/requests/request.ts'
import { testApp, type TestApp } from '../../support/app.ts'
import { formOf, wordsOf } from '../../support/html.ts'
import {
  fileLight,
  makeClient,
  makeClock,
  type Answer,
  type Client,
  type Filed,
  type SentFile,
} from '../../support/journey.ts'
import { makePeople } from '../../support/officers.ts'

// Somchai has reported a street light; it went to the Public Works Division, where Malee works under Wichai.

/** A portal with its officers, and one request of Somchai's. */
export async function openDesk(changes: Raw = {}) {
  const clock = makeClock()
  const built = await testApp({}, clock.now)
  const staff = makePeople(built, clock.now)
  const somchai = makeClient(built.app, '192.0.2.77')
  const filed = await fileLight(somchai, changes)
  return { ...built, clock, staff, somchai, filed, here: `/desk/cases/${filed.reference}` }
}

export type OpenDesk = Awaited<ReturnType<typeof openDesk>>

export const actPath = ({ reference }: Pick<Filed, 'reference'>, act: string) =>
  `/desk/cases/${reference}/acts/${act}`

/** Opens the page of an act and sends its form with these words, as a browser would. */
export async function doAct(
  officer: Client,
  filed: Pick<Filed, 'reference'>,
  act: string,
  words: Raw = {},
  files: SentFile[] = [],
): Promise<Answer> {
  const path = actPath(filed, act)
  const page = await officer.get(path)
  if (page.status !== 200) throw new Error(`${path} answers ${page.status}: ${wordsOf(page.body)}`)
  return sendForm(officer, page, path, words, files)
}

/** Sends the form of a page that was opened before. */
export function sendForm(
  officer: Client,
  page: Answer,
  path: string,
  words: Raw,
  files: SentFile[] = [],
): Promise<Answer> {
  const form = formOf(page.body, path)
  const fields = { ...form.values, ...words }
  return form.isMultipart ? officer.upload(path, fields, files) : officer.post(path, fields)
}

/** As `doAct`, and on to the page it leads to; throws when the act is not done. */
export async function done(
  officer: Client,
  filed: Pick<Filed, 'reference'>,
  act: string,
  words: Raw = {},
  files: SentFile[] = [],
): Promise<Answer> {
  const answer = await doAct(officer, filed, act, words, files)
  if (answer.status !== 303) throw new Error(`${act} answers ${answer.status}: ${wordsOf(answer.body)}`)
  return officer.follow(answer)
}

/** The row of the request as it would be, had something else been filed. */
export async function becomes(
  { engine }: Pick<TestApp, 'engine'>,
  { reference }: Filed,
  changes: Partial<Request>,
) {
  const { request } = engine.tables
  const { answers, ...rest } = changes
  const set = { ...rest, ...(answers && { answers: JSON.stringify(answers) }) }
  await engine.atomically((tx) => [tx.update(request).set(set).where(eq(request.reference, reference))])
}

/** Who did what to the case, as the book of the office has it. */
export async function auditOf({ engine }: Pick<TestApp, 'engine'>, reference: string) {
  const { auditEntry } = engine.tables
  const rows = await engine.db.select().from(auditEntry).where(eq(auditEntry.subject, reference))
  return rows.sort((a, b) => a.seq - b.seq).map(({ deed, actor, data }) => ({ deed, actor, data }))
}

/** The piece of a page between the heading of this id and the next section. */
export function sectionOf(html: string, id: string): string {
  const from = html.indexOf(`aria-labelledby="${id}"`)
  if (from < 0) throw new Error(`no section ${id}`)
  return wordsOf(html.slice(from, html.indexOf('</section>', from)).replace(/^[^>]*>/, ''))
}
