import { expect, test } from 'vitest'
import { pdf, type Client } from '../../support/journey.ts'
import { actPath, auditOf, doAct, done, openDesk, sendForm, type OpenDesk } from './desk.ts'

// Every door of the case page gets the same seven knocks.

type Door = { method: 'GET' | 'POST'; path: (reference: string) => string; right: 'read' | 'act' }

async function doorsOf(desk: OpenDesk): Promise<Door[]> {
  const malee = await desk.staff.malee()
  await done(malee, desk.filed, 'askMissing', { items: 'แผนที่' })
  await done(malee, desk.filed, 'supplyAtCounter', { text: 'ครบ' }, [
    { field: 'files', name: 'แผนที่.pdf', bytes: await pdf() },
  ])
  const { attachment, requestEvent } = desk.engine.tables
  const [file] = await desk.engine.db.select().from(attachment)
  const events = await desk.engine.db.select().from(requestEvent)
  const paper = events.find(({ kind }) => kind === 'deficiency')
  const at = (rest: string) => (reference: string) => `/desk/cases/${reference}${rest}`
  return [
    { method: 'GET', path: at(''), right: 'read' },
    { method: 'POST', path: at('/identity'), right: 'read' },
    { method: 'GET', path: at('/clock'), right: 'read' },
    { method: 'GET', path: at(`/files/${file!.id}`), right: 'read' },
    { method: 'GET', path: at(`/papers/${paper!.id}`), right: 'read' },
    { method: 'GET', path: at('/acts/note'), right: 'act' },
    { method: 'POST', path: at('/acts/note'), right: 'act' },
  ]
}

const knock = (client: Client, { method, path }: Door, reference: string) =>
  method === 'GET' ? client.get(path(reference)) : client.post(path(reference), { text: 'x' })

test('every door of a case works for its officer, and is shut to everybody else', async () => {
  const desk = await openDesk()
  const doors = await doorsOf(desk)
  const { reference } = desk.filed
  const malee = await desk.staff.malee()
  const anan = await desk.staff.anan()
  const amnat = await desk.staff.amnat()
  const somying = await desk.staff.somying()
  for (const door of doors) {
    const about = `${door.method} ${door.path('…')}`
    const status = async (client: Client, number = reference) => (await knock(client, door, number)).status
    // A form sent without the revision of its page is overtaken by definition.
    const works = door.method === 'POST' && door.right === 'act' ? 409 : 200
    expect([about, 'works', await status(malee)]).toEqual([about, 'works', works])
    expect([about, 'another division', await status(anan)]).toEqual([about, 'another division', 404])
    expect([about, 'unknown', await status(malee, '70-999-999')]).toEqual([about, 'unknown', 404])
    expect([about, 'malformed', await status(malee, 'not-a-number')]).toEqual([about, 'malformed', 404])
    expect([about, 'no right', await status(amnat)]).toEqual([about, 'no right', 403])
    const reads = door.right === 'read' ? works : 403
    expect([about, 'auditor', await status(somying)]).toEqual([about, 'auditor', reads])
    const wrong = await malee.send('PUT', door.path(reference), {
      type: 'application/x-www-form-urlencoded',
      bytes: '',
    })
    expect([about, 'wrong method', wrong.status]).toEqual([about, 'wrong method', 404])
    const outside = await knock(desk.somchai, door, reference)
    expect([about, 'signed out', outside.status]).toEqual([
      about,
      'signed out',
      door.method === 'GET' ? 303 : 401,
    ])
    if (door.method === 'GET') expect(outside.location).toContain('/desk/sign-in?to=')
  }
})

test('not yours, not there and not a number are one and the same answer', async () => {
  const desk = await openDesk()
  const anan = await desk.staff.anan()
  const strip = (html: string) => html.replaceAll(/\d\d-[A-Z0-9]{3}-[A-Z0-9]{3}|not-a-number/g, '…')
  for (const rest of ['', '/clock', '/acts/note', '/files/x']) {
    const pages = await Promise.all(
      [desk.filed.reference, '70-999-999', 'not-a-number'].map((one) =>
        anan.get(`/desk/cases/${one}${rest}`),
      ),
    )
    expect(new Set(pages.map(({ status, body }) => `${status} ${strip(body)}`)).size).toBe(1)
  }
})

test('an act, file or paper that there is not, is not found', async () => {
  const desk = await openDesk()
  const malee = await desk.staff.malee()
  for (const rest of ['/acts/promote', '/acts/constructor', '/files/nosuch', '/papers/nosuch'])
    expect((await malee.get(desk.here + rest)).status).toBe(404)
})

test('an auditor reads a case and is offered no act', async () => {
  const desk = await openDesk()
  const somying = await desk.staff.somying()
  const { status, body } = await somying.get(desk.here)
  expect(status).toBe(200)
  expect(body).not.toMatch(/href="[^"]*\/acts\//)
})

test('a form sent from another site is refused', async () => {
  const desk = await openDesk()
  const malee = await desk.staff.malee()
  const answer = await malee.post(`${desk.here}/acts/note`, { text: 'x' }, { 'sec-fetch-site': 'cross-site' })
  expect(answer.status).toBe(403)
})

test('each page of a case that is shown is written down once, an act that leads on is not', async () => {
  const desk = await openDesk()
  const { reference } = desk.filed
  const malee = await desk.staff.malee()
  const doors = await doorsOf(desk)
  const entries = async () => (await auditOf(desk, reference)).map(({ deed }) => deed)
  const adds = async (look: () => Promise<unknown>) => {
    const before = await entries()
    await look()
    return (await entries()).slice(before.length)
  }
  const deeds = ['viewed', 'unmasked', 'viewed', 'fileOpened', 'printed', 'viewed', 'viewed']
  for (const [n, door] of doors.entries())
    expect([door.path('…'), await adds(() => knock(malee, door, reference))]).toEqual([
      door.path('…'),
      [`case.${deeds[n]}`],
    ])

  const path = actPath(desk.filed, 'tell')
  const page = await malee.get(path)
  const send = (words: Record<string, string>) => async () => sendForm(malee, page, path, words)
  expect(await adds(send({ prepare: 'reply' }))).toEqual(['case.viewed'])
  expect(await adds(send({ text: '' }))).toEqual(['case.viewed'])
  expect(await adds(async () => malee.post(actPath(desk.filed, 'reopen')))).toEqual(['case.viewed'])
  expect(await adds(send({ text: 'ช่างกำลังไป' }))).toEqual([])
  expect(await adds(send({ text: 'ช่างถึงแล้ว' }))).toEqual(['case.viewed'])
  expect(await adds(() => doAct(malee, desk.filed, 'reopen').catch(() => undefined))).toEqual(['case.viewed'])
})

test('no words of a case and no number of it come into the log', async () => {
  const desk = await openDesk()
  const malee = await desk.staff.malee()
  await done(malee, desk.filed, 'note', { text: 'ความลับของสมชาย' })
  await malee.post(`${desk.here}/identity`)
  expect(desk.log()).toContain('/desk/cases/:reference')
  for (const word of ['ความลับ', 'สมชาย', desk.filed.reference]) expect(desk.log()).not.toContain(word)
})
