import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { makeClient, type Answer, type Client } from '../../support/journey.ts'
import { fullReport, PASSPHRASE, piecesOf, sent } from '../support.ts'
import type { Member } from '../../../src/whistle/sign-in.ts'
import { island, type Island } from '../reporter/island.ts'
import { memberClient, opened, send } from './member.ts'

const UNKNOWN = '0'.repeat(32)

type Method = 'GET' | 'POST' | 'PUT' | 'HEAD' | 'OPTIONS'
/** Every route with a report's id, and some that are none; with what a member would send. */
const ROUTES: [Method, string, string][] = [
  ['GET', '', ''],
  ['HEAD', '', ''],
  ['GET', '?say=when', ''],
  ['GET', '/refer', ''],
  ['GET', '/files/0', ''],
  ['GET', '/files/0/view', ''],
  ['GET', '/files/0/original', ''],
  ['POST', '/files/0/original', ''],
  ['POST', '/open', ''],
  ['POST', '/recuse', 'recuseReason=a'],
  ['POST', '/tell', 'text=a'],
  ['POST', '/tell', 'text='],
  ['POST', '/note', 'text=a'],
  ['POST', '/assign', 'member=pim'],
  ['POST', '/reach', 'stage=considered'],
  ['POST', '/close', 'outcome=partly&reason=a&toReporter=b'],
  ['POST', '/reopen', 'reason=a'],
  ['POST', '/share', 'member=wichai&reason=a'],
  ['POST', '/reveal', 'reason=a'],
  ['POST', '/consent', 'seq=1'],
  ['POST', '/decline', 'seq=1'],
  ['POST', '/identity', 'seq=1'],
  ['POST', '/refer', 'body=nacc'],
  ['POST', '/referral', 'ticket=a'],
  ['PUT', '', 'a=b'],
  ['OPTIONS', '/tell', ''],
  ['GET', '/nosuch', ''],
]

async function answersFor(client: Client, id: string, language = ''): Promise<unknown[]> {
  const answers: unknown[] = []
  for (const [method, path, form] of ROUTES) {
    const body =
      form || method === 'POST' ? { type: 'application/x-www-form-urlencoded', bytes: form } : undefined
    const answer = await client.send(method, `${language}/panel/reports/${id}${path}`, body)
    const { date: _, ...headers } = answer.headers
    answers.push({ method, path, status: answer.status, body: answer.body, headers, cookies: answer.cookies })
  }
  return answers
}

/** A report about the Palad, with all that a report can have. */
async function aboutThePalad(here: Island, pim: Member) {
  const { reporter, panel } = here.made.whistle
  const report = await sent(here.made, ['palad'])
  await reporter.attach(report.reporter, {
    ...{ file: piecesOf(Buffer.from('abc')), filename: 'a.txt', mimetype: 'text/plain', keepOriginal: true },
  })
  await reporter.giveIdentity(report.reporter, 'สมชาย ใจดี')
  await panel.tell(pim, report.id, 'ขอบคุณ')
  await panel.propose(pim, report.id, { reveal: true }, 'ก')
  return report
}

/** All that a member sees without knowing an id. */
async function surroundings(client: Client): Promise<string[]> {
  const paths = ['/panel', '/en/panel', '/panel/log', '/panel/members', '/panel/account']
  for (const state of ['waiting', 'quarantined', 'closed', 'junk']) paths.push(`/panel?state=${state}`)
  return Promise.all(paths.map(async (path) => (await client.get(path)).body))
}

/** Of pages that are drawn twice: the numbers against double pressing differ each time. */
const withoutPress = (html: string) => html.replace(/name="press" value="[^"]*"/g, '')

test('the accused sees neither content nor existence: lists, counts, notices and every address are those of no report', async () => {
  const here = await island()
  await sent(here.made, ['works-officer'], fullReport({ what: 'เรื่องที่ทุกคนอ่านได้' }))
  const [wichai, nok] = [await memberClient(here, 'wichai'), await memberClient(here, 'nok')]
  const [pim, reader] = [await memberClient(here, 'pim'), await here.made.signedIn('pim')]
  const before = [await surroundings(wichai), await surroundings(nok)]
  const { id } = await aboutThePalad(here, reader)
  // The outsider's nothing is something to a reader.
  expect((await pim.get('/panel')).body).toContain(id)
  expect((await opened(pim, id)).body).toContain('ใบเสร็จสองฉบับ')
  for (const [n, client] of [wichai, nok].entries()) {
    const after = await surroundings(client)
    expect(after.map(withoutPress)).toEqual(before[n]!.map(withoutPress))
    for (const page of after) expect(page).not.toContain(id)
    for (const language of ['', '/en']) {
      const [own, unknown] = [
        await answersFor(client, id, language),
        await answersFor(client, UNKNOWN, language),
      ]
      expect(own).toEqual(unknown)
      for (const each of own as { status: number }[]) expect(each.status).toBe(404)
    }
    const bulk = await client.post('/panel/bulk', { tab: 'waiting', act: 'aside', pick: id })
    const none = await client.post('/panel/bulk', { tab: 'waiting', act: 'aside', pick: UNKNOWN })
    expect([bulk.status, withoutPress(bulk.body)]).toEqual([none.status, withoutPress(none.body)])
    for (const act of ['aside', 'takeUp', 'shred']) {
      const fields = { tab: 'waiting', act, sure: 'yes', reason: 'ก' }
      const done = await client.post('/panel/bulk/done', { ...fields, ids: id })
      expect(done.location).toBe(
        (await client.post('/panel/bulk/done', { ...fields, ids: UNKNOWN })).location,
      )
    }
    expect((await client.get(`/panel?like=${id}`)).body).toBe(
      (await client.get(`/panel?like=${UNKNOWN}`)).body.replaceAll(UNKNOWN, id),
    )
  }
  const { state, thread } = await here.made.whistle.panel.open(await here.made.signedIn('prasit'), id)
  expect([state, thread.notes, thread.recused]).toEqual(['open', [], []])
}, 60_000)

test('malformed ids are the same bytes as unknown ones', async () => {
  const here = await island()
  const pim = await memberClient(here, 'pim')
  const unknown = await pim.get(`/panel/reports/${UNKNOWN}`)
  for (const id of ['x', '__proto__', "'", '%00', '..%2f..', 'a'.repeat(90), '%F0%9F%98%80'])
    expect((await pim.get(`/panel/reports/${id}`)).body, id).toBe(unknown.body)
  expect(unknown.status).toBe(404)
})

test('a member who left opens nothing with the cookie they still hold', async () => {
  const here = await island()
  const { id } = await sent(here.made)
  const nok = await memberClient(here, 'nok')
  expect((await opened(nok, id)).body).toContain('ใบเสร็จสองฉบับ')
  await here.made.whistle.panel.depart('nok', 'lead')
  for (const [method, path, form] of ROUTES.filter(
    ([method, path]) => path !== '/nosuch' && ['GET', 'POST'].includes(method),
  )) {
    const body = method === 'POST' ? { type: 'application/x-www-form-urlencoded', bytes: form } : undefined
    const answer = await nok.send(method, `/panel/reports/${id}${path}`, body)
    expect([303, 401], `${method} ${path}`).toContain(answer.status)
    expect(answer.body).not.toContain('ใบเสร็จ')
  }
  expect((await nok.get('/panel')).location).toBe('/panel/sign-in')
  const { thread } = await here.made.whistle.panel.open(await here.made.signedIn('pim'), id)
  expect([thread.messages, thread.notes]).toEqual([[], []])
})

test('nobody signed in gets to no route of reports, nor to know which there are', async () => {
  const here = await island()
  const { id } = await sent(here.made)
  const stranger = makeClient(here.app)
  const tell = (answers: unknown[], of: string) => JSON.stringify(answers).replaceAll(of, '')
  const known = tell(await answersFor(stranger, id), id)
  expect(known).toBe(tell(await answersFor(stranger, UNKNOWN), UNKNOWN))
  expect(known).not.toContain('ใบเสร็จ')
})

/** The same every time: a test that fails must fail again. */
function dice(seed: number) {
  let at = seed
  return (n: number) => {
    at = (at * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((at / 2_147_483_648) * n)
  }
}

test('eight sessions of four members at random on the same reports: nothing is lost, and there is no fault', async () => {
  const here = await island()
  const ids = [(await sent(here.made)).id, (await sent(here.made)).id]
  const sessions: Client[] = []
  for (const id of ['pim', 'wichai', 'nok', 'prasit', 'pim', 'wichai', 'nok', 'prasit'])
    sessions.push(await memberClient(here, id))
  for (const session of sessions) for (const id of ids) await opened(session, id)
  const roll = dice(7)
  const kept: string[] = []
  const acts: ((client: Client, path: string, word: string) => Promise<Answer>)[] = [
    async (client, path, word) => {
      const answer = await client.post(`${path}/note`, { text: word })
      if (answer.status === 303) kept.push(word)
      return answer
    },
    async (client, path, word) => {
      const answer = await client.post(`${path}/tell`, { text: word })
      if (answer.status === 303) kept.push(word)
      return answer
    },
    (client, path) => client.post(`${path}/close`, { outcome: 'partly', reason: 'ก', toReporter: 'ข' }),
    (client, path) => client.post(`${path}/reopen`, { reason: 'ก' }),
    (client, path) => client.post(`${path}/assign`, { member: 'nok' }),
    (client, path) => client.post(`${path}/reach`, { stage: 'considered' }),
    (client, path) => client.get(path),
    (client) => client.get('/panel'),
    (client, path) =>
      client.post('/panel/bulk/done', { tab: 'waiting', act: 'aside', ids: path.split('/').at(-1) ?? '' }),
  ]
  for (let round = 0; round < 8; round++)
    await Promise.all(
      sessions.map(async (client, n) => {
        const act = acts[roll(acts.length)]!
        const { status } = await act(client, `/panel/reports/${ids[roll(2)]}`, `คำที่ ${round}-${n} `)
        expect([200, 303, 409]).toContain(status)
      }),
    )
  const pim = await here.made.signedIn('pim')
  const words: string[] = []
  for (const id of ids) {
    const { thread } = await here.made.whistle.panel.open(pim, id)
    words.push(...thread.notes.map(({ text }) => text), ...thread.messages.map(({ text }) => text))
  }
  expect(kept.length).toBeGreaterThan(5)
  for (const word of kept)
    expect(
      words.filter((each) => each === word.trim()),
      word,
    ).toHaveLength(1)
  expect(await here.made.whistle.panel.log.isWhole()).toBe(true)
}, 60_000)

const CANARY = 'KhaminPanelCanary'
const ADDRESS = '203.0.113.78'
const AGENT = 'CanaryPanel/7.1'

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

function shapesOf(word: string): Buffer[] {
  const base64 = [0, 1, 2].map((skip) =>
    Buffer.concat([Buffer.alloc(skip), Buffer.from(word)])
      .toString('base64')
      .slice(4, -4),
  )
  return [word, encodeURIComponent(word), Buffer.from(word).toString('hex'), ...base64]
    .map((shape) => Buffer.from(shape))
    .concat(Buffer.from(word, 'utf16le'))
}

/** Whatever a member can type or send, rightly and wrongly, with a marked word in each field. */
async function everything(here: Island, client: Client, id: string): Promise<void> {
  const headers = { 'user-agent': AGENT, 'x-forwarded-for': ADDRESS }
  const path = `/panel/reports/${id}`
  await client.post('/panel/sign-in', { id: CANARY, passphrase: CANARY, code: CANARY }, headers)
  // Who stepped aside could do nothing after it.
  for (const [method, end, form] of ROUTES.filter(([, end]) => end !== '/recuse')) {
    const marked = form.replace(/=(\w+)/g, `=$1 ${CANARY}`) || `text=${CANARY}&reason=${CANARY}`
    const body =
      method === 'GET' || method === 'HEAD'
        ? undefined
        : { type: 'application/x-www-form-urlencoded', bytes: marked }
    await client.send(method, `${path}${end}`, body, headers)
    await client.send(method, `${path}${end}${end.includes('?') ? '&' : '?'}q=${CANARY}`, body, headers)
  }
  await client.post(`${path}/tell`, { text: `${CANARY} ถึงผู้แจ้ง` }, headers)
  await client.post(`${path}/note`, { text: `${CANARY} บันทึก` }, headers)
  await client.post(`${path}/reveal`, { reason: CANARY }, headers)
  await client.upload(`${path}/note`, { text: CANARY }, [])
  await client.upload(`${path}/note`, { text: CANARY }, [
    { field: 'f', name: `${CANARY}.txt`, bytes: Buffer.from(CANARY) },
  ])
  await client.post(`${path}/close`, { outcome: 'partly', reason: CANARY, toReporter: CANARY }, headers)
  await client.post(`${path}/reopen`, { reason: CANARY }, headers)
  await client.post(`${path}/tell`, { text: CANARY.repeat(2_000) }, headers)
  const plain = 'application/x-www-form-urlencoded'
  await client.send('POST', `${path}/tell`, { type: plain, bytes: `text=${CANARY.repeat(80_000)}` }, headers)
  await client.send('POST', `${path}/tell`, { type: plain, bytes: `text=%00${CANARY}` }, headers)
  await client.send('POST', `${path}/tell`, { type: 'application/json', bytes: `{"${CANARY}":` }, headers)
  await client.send(
    'POST',
    `${path}/tell`,
    { type: 'multipart/form-data; boundary=x', bytes: `--x\r\n${CANARY}` },
    headers,
  )
  await client.send(
    'POST',
    `${path}/tell`,
    { type: plain, bytes: `text=${CANARY}` },
    { ...headers, origin: `https://${CANARY}.example` },
  )
  for (const odd of [
    `/panel/${CANARY}`,
    `/panel/reports/${CANARY}`,
    `/panel?state=${CANARY}`,
    `/panel/%E0%${CANARY}`,
    `/panel/${CANARY.repeat(40)}`,
  ])
    await client.send('GET', odd, undefined, headers)
  await client.post('/panel/bulk', { tab: CANARY, act: CANARY, pick: CANARY, flock: CANARY }, headers)
  await client.post(
    '/panel/bulk/done',
    { tab: 'waiting', act: 'shred', ids: CANARY, reason: CANARY, firsts: CANARY },
    headers,
  )
  await client.post(`${path}/recuse`, { recuseReason: CANARY.repeat(2_000) }, headers)
  await client.post(`${path}/recuse`, { recuseReason: CANARY }, headers)
  here.made.clock.pass({ seconds: 16 * 60 })
  await client.post(`${path}/tell`, { text: CANARY }, headers)
}

test('what members type and read, and who they are on the network, is in no log, database, journal or temporary file', async () => {
  const here = await island()
  const temporary = join(here.config.dataDir, 'tmp')
  mkdirSync(temporary)
  vi.stubEnv('TMPDIR', temporary)
  const { id, reporter } = await sent(here.made, ['works-officer'], fullReport({ what: `${CANARY} เงินทอน` }))
  await here.made.whistle.reporter.giveIdentity(reporter, `${CANARY} ใจดี`)
  await here.made.whistle.reporter.attach(reporter, {
    ...{
      file: piecesOf(Buffer.from(CANARY.repeat(1000))),
      filename: `${CANARY}.txt`,
      mimetype: 'text/plain',
      keepOriginal: true,
    },
  })
  const nok = await memberClient(here, 'nok')
  const pim = await memberClient(here, 'pim')
  const page = await opened(pim, id)
  expect(page.body).toContain(CANARY)
  await send(pim, page, `/panel/reports/${id}/reveal`, { reason: CANARY })
  await send(nok, await opened(nok, id), `/panel/reports/${id}/consent`)
  expect(
    (await send(pim, await pim.get(`/panel/reports/${id}`), `/panel/reports/${id}/identity`)).body,
  ).toContain(CANARY)
  const made = await pim.post(`/panel/reports/${id}/refer`, { body: 'nacc', copies: 'original' })
  const [key = 'none'] = /AGE-SECRET-KEY-1[0-9A-Z]+/.exec(made.body) ?? []
  expect(key).not.toBe('none')
  await send(pim, made, `/panel/reports/${id}/referral`)
  await everything(here, pim, id)
  vi.unstubAllEnvs()
  const cookies = [...pim.jar.values(), ...nok.jar.values()].map(({ value }) => value)
  expect(cookies.length).toBeGreaterThan(0)
  const places = [...filesBelow(here.made.folder), ...filesBelow(here.config.dataDir)]
  expect(places.some((place) => place.endsWith('-wal'))).toBe(true)
  for (const word of [CANARY, ADDRESS, AGENT, PASSPHRASE, key, ...cookies])
    for (const shape of shapesOf(word)) {
      expect(here.log().includes(shape.toString('latin1')), `${word} in the log`).toBe(false)
      expect(
        places.filter((place) => place.includes(word) || readFileSync(place).includes(shape)),
        word,
      ).toEqual([])
    }
  await pim.get('/report')
  expect(here.log()).toContain('"route":"/report"')
  expect(here.log()).not.toContain('/panel')
  // They were kept, under seal: the search above had something to find.
  const { thread } = await here.made.whistle.panel.open(await here.made.signedIn('nok'), id)
  expect(thread.notes.map(({ text }) => text)).toContain(`${CANARY} บันทึก`)
  expect(thread.proposals.map(({ reason }) => reason)).toContain(CANARY)
  expect(thread.recused).toEqual(['pim'])
}, 120_000)
