import { makeClient, type Answer, type Client } from '../../support/journey.ts'
import { formOf } from '../../support/html.ts'
import type { Raw } from '../../../src/forms/kind.ts'
import { PASSPHRASE } from '../support.ts'
import type { Island } from '../reporter/island.ts'

/** A member of the panel at a browser of their own, signed in with the next code of their telephone. */
export async function memberClient({ app, made }: Island, id: string): Promise<Client> {
  const client = makeClient(app)
  made.clock.pass({ seconds: 30 })
  const code = made.totp[id]?.generate({ timestamp: +made.clock.now() }) ?? ''
  const entered = await client.post('/panel/sign-in', { id, passphrase: PASSPHRASE, code })
  if (entered.status !== 303) throw new Error(`${id} could not sign in`)
  return client
}

/** Presses the button of the page's form to `action`, with what was typed. */
export function send(client: Client, page: Answer, action: string, fields: Raw = {}): Promise<Answer> {
  const form = formOf(page.body, action)
  return client.post(form.action, { ...form.values, ...fields })
}

/** The report opened, the declaration made. */
export async function opened(client: Client, id: string): Promise<Answer> {
  const first = await client.get(`/panel/reports/${id}`)
  return client.follow(await send(client, first, `/panel/reports/${id}/open`))
}
