import type { Raw } from '../../../src/forms/kind.ts'
import { testApp, type TestApp } from '../../support/app.ts'
import type { Input } from '../../../src/forms/walk.ts'
import { formOf, summaryOf, type PageForm } from '../../support/html.ts'
import { makeClock, pdf, png, type Answer, type Client, type SentFile } from '../../support/journey.ts'
import { makePeople } from '../../support/officers.ts'

/** Somchai stands at the counter: one light is out, and he has a telephone. */
export const LIGHT_SAID: Raw = {
  symptom: 'out',
  lampCount: '๒',
  place: 'หน้าวัดโป่งแดง',
  applicantName: 'สมชาย ใจดี',
  phone: '08-1234-5678',
}

export async function openCounter(at?: string) {
  const clock = makeClock(at)
  const opened: TestApp = await testApp({}, clock.now)
  return { ...opened, clock, people: makePeople(opened, clock.now) }
}

/** Picks a service by what is typed; the answer is the page with the questions. */
export async function pick(client: Client, typed: string): Promise<Answer> {
  return client.follow(await client.post('/desk/counter', { service: typed, act: 'find' }))
}

/** Everything the page holds, with these changes, sent by one of its buttons. */
export function press(
  client: Client,
  page: Answer,
  act: string,
  said: Raw = {},
  files: SentFile[] = [],
): Promise<Answer> {
  const path = page.path.split(/[?#]/)[0] ?? ''
  const { values } = formOf(page.body, path)
  return client.upload(path, { ...values, ...said, act }, files)
}

/** Declared, and filed. */
export const file = (client: Client, page: Answer, said: Raw = {}) =>
  press(client, page, 'file', { 'counter-declared': 'yes', ...said })

export const referenceIn = (answer: Answer) =>
  /^\/desk\/counter\/slips\/(.+)$/.exec(answer.location)?.[1] ?? ''

export async function requestsIn({ engine }: Pick<TestApp, 'engine'>) {
  return engine.db.select().from(engine.tables.request)
}

export async function eventsIn({ engine }: Pick<TestApp, 'engine'>) {
  const rows = await engine.db.select().from(engine.tables.requestEvent)
  return rows.map((row) => ({ ...row, data: JSON.parse(row.data) as Record<string, unknown> }))
}

/** Answers everything the page asks, with all its rows and one file for each question that is to have one. */
export async function fillAll(client: Client, first: Answer, input: Input): Promise<Answer> {
  const path = first.path.split(/[?#]/)[0] ?? ''
  let page = first
  for (let steps = 0; steps < 150; steps++) {
    const form = formOf(page.body, path)
    const [rows, said] = [rowsIn(form), {} as Raw]
    for (const name of form.names) {
      const value = answerTo(name, rows, input)
      if (value !== undefined && value !== ' \u00a0') said[name] = value
    }
    const missing = [...page.body.matchAll(/value="add:([^"]+)"/g)]
      .map(([, id = '']) => id)
      .find((id) => (rows.get(id)?.length ?? 0) < (input.rows[id]?.length ?? 0))
    const files = missing ? [] : await filesFor(form, rows, input, page.body)
    const act = missing ? `add:${missing}` : files.length > 0 ? 'upload' : 'refresh'
    const [sent] = [form.values['counter-shown']?.[0]]
    page = await client.follow(await press(client, page, act, said, files))
    const now = formOf(page.body, path)
    if (page.status !== 200)
      throw new Error(
        summaryOf(page.body)
          .map(({ text }) => text)
          .join(' | '),
      )
    if (act === 'refresh' && now.values['counter-shown']?.[0] === sent) return page
  }
  throw new Error('the form has no end')
}

type Rows = Map<string, string[]>

function rowsIn({ values }: PageForm): Rows {
  const rows: Rows = new Map()
  for (const one of (values['counter-rows']?.[0] ?? '').split(' ').filter(Boolean)) {
    const [page = '', row = ''] = one.split('/')
    rows.set(page, [...(rows.get(page) ?? []), row])
  }
  return rows
}

/** Where a row's input belongs: its page, the number of the row, and the input's own name. */
function placeOf(name: string, rows: Rows): { page: string; index: number; own: string } | undefined {
  for (const [page, ids] of rows) {
    const index = ids.findIndex((id) => name.startsWith(`${id}-`))
    if (index >= 0) return { page, index, own: name.slice(10) }
  }
  return undefined
}

function answerTo(name: string, rows: Rows, input: Input): string | string[] | undefined {
  const place = placeOf(name, rows)
  return place ? input.rows[place.page]?.[place.index]?.raw[place.own] : input.raw[name]
}

async function filesFor(form: PageForm, rows: Rows, input: Input, body: string): Promise<SentFile[]> {
  const files: SentFile[] = []
  for (const { name, accept } of form.fileInputs) {
    const place = placeOf(name, rows)
    const id = place && input.rows[place.page]?.[place.index]?.id
    const slot = place ? `${id}/${place.own}` : name
    const part = new RegExp(`data-part="${name}"[\\s\\S]*?</div>`).exec(body)?.[0] ?? ''
    if (!input.files[slot] || part.includes('sala-files')) continue
    const isPdf = !accept.includes('.png')
    files.push({ field: name, name: isPdf ? 'แบบ.pdf' : 'รูป.png', bytes: await (isPdf ? pdf() : png()) })
  }
  return files
}
