import { testApp, type TestApp } from '../../support/app.ts'
import { formOf } from '../../support/html.ts'
import { makeClient, type Answer, type Client } from '../../support/journey.ts'
import type { Raw } from '../../../src/forms/kind.ts'
import type { FloodLimits } from '../../../src/whistle/bucket.ts'
import { bench, type Bench } from '../support.ts'

export type Island = TestApp & { made: Bench; somchai: Client }

/** The whole portal over a channel whose ceremony is done; the clock is the channel's. */
export async function island(over: { flood?: FloodLimits } = {}): Promise<Island> {
  const made = await bench()
  const portal = await testApp({}, made.clock.now, {
    dataDir: made.folder,
    pepper: made.parts.pepper,
    pin: made.parts.pin!,
    cost: made.parts.cost!,
    pause: async () => {},
    ...over,
  })
  return { ...portal, made, somchai: makeClient(portal.app) }
}

/** Presses a button of the page's form, with what was typed. */
export async function press(client: Client, page: Answer, act: string, fields: Raw = {}): Promise<Answer> {
  const form = formOf(page.body)
  const filled = { ...form.values, ...fields, act }
  return form.isMultipart ? client.upload('/w', filled, []) : client.post('/w', filled)
}

export const CODE = /\d{4}(?:-\d{4}){5}/

/** The code as it stands on a page. */
export function codeOn({ body }: Answer): string {
  const found = CODE.exec(body.replace(/<[^>]*>/g, ''))
  if (!found) throw new Error('no code on this page')
  return found[0]
}

export const WORDS = {
  what: 'เงินใต้โต๊ะของสมชายที่โครงการถนน',
  who: 'ปลัดเทศบาล',
  evidence: 'ใบเสร็จสองฉบับ',
} as const

/** From the first page to the form, the positions ticked. */
export async function atForm(client: Client, subject: string | string[] = 'works-officer'): Promise<Answer> {
  const first = await client.get('/w')
  const subjects = await press(client, first, 'start')
  return press(client, subjects, 'choose', { subject })
}

/** A report sent; the answer shows the code. */
export async function sentReport(
  { made }: { made: Bench },
  client: Client,
  words: Raw = WORDS,
  subject: string | string[] = 'works-officer',
): Promise<Answer> {
  const form = await atForm(client, subject)
  made.clock.pass({ seconds: 5 })
  return press(client, form, 'send', words)
}

/** Signed in on the thread page, coming with the code. */
export async function back(client: Client, code: string): Promise<Answer> {
  const page = await press(client, await client.get('/w'), 'return')
  return press(client, page, 'enter', { receipt: code })
}
