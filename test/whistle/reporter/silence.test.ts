import { readdirSync, readFileSync, mkdirSync } from 'node:fs'
import { connect, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { fileLight, makeClient, multipart, type Client } from '../../support/journey.ts'
import { makePeople } from '../../support/officers.ts'
import { database } from '../support.ts'
import { atForm, back, codeOn, island, press, sentReport, WORDS, type Island } from './island.ts'

const CANARY = 'KhaminCanary'
const ADDRESS = '203.0.113.77'
const AGENT = 'CanaryBrowser/7.1'

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-robots-tag': 'noindex',
}
const ABSENT = [
  'server',
  'x-powered-by',
  'etag',
  'last-modified',
  'content-encoding',
  'server-timing',
  'nel',
  'report-to',
]

/** Every kind of request to the door: good, bad, oversized, mistyped, of the wrong method. */
async function everything(here: Island, client: Client): Promise<string[]> {
  const words = { what: `${CANARY} เงินทอน`, who: `${CANARY} ปลัด`, witnesses: CANARY }
  const headers = { 'user-agent': AGENT, 'x-forwarded-for': ADDRESS }
  const form = await atForm(client)
  for (const act of ['check', 'send', 'print', 'seal', 'nosuch', '__proto__', 'paper'])
    await client.post('/w', { act, subject: 'works-officer', page: 'form', ...words }, headers)
  for (const page of [
    'first',
    'form',
    'subjects',
    'outside',
    'receipt',
    'return',
    'thread',
    'package',
    'nosuch',
  ])
    await client.post('/w', { page, switch: 'en', subject: 'mayor', ...words }, headers)
  here.made.clock.pass({ seconds: 5 })
  const code = codeOn(await press(client, form, 'send', words))
  await client.post('/w', { act: 'saved', receipt: code, last: CANARY }, headers)
  await client.upload('/w', { act: 'add', page: 'thread', message: CANARY }, [
    { field: 'files', name: `${CANARY}.txt`, bytes: Buffer.from(CANARY.repeat(1000)) },
    { field: 'files', name: `${CANARY}.jpg`, bytes: Buffer.from(`${CANARY} no picture`) },
    { field: 'files', name: 'big.bin', bytes: Buffer.alloc(26 * 1024 * 1024, CANARY) },
  ])
  await client.upload('/w', { act: 'name', page: 'thread', identity: `${CANARY} ใจดี` }, [])
  await client.upload('/w', { act: 'nosuch', message: CANARY }, [
    { field: 'x', name: CANARY, bytes: Buffer.from(CANARY) },
  ])
  await client.post('/w', { act: 'enter', receipt: `${code} ${CANARY}` }, headers)
  await client.post(
    '/w',
    { act: 'enter', receipt: code.replace(/\d$/, (n) => String((Number(n) + 1) % 10)) },
    headers,
  )
  await client.send(
    'POST',
    '/w',
    { type: 'application/x-www-form-urlencoded', bytes: `what=${CANARY.repeat(400_000)}` },
    headers,
  )
  await client.send('POST', '/w', { type: 'application/json', bytes: `{"${CANARY}":` }, headers)
  await client.send('POST', '/w', { type: 'multipart/form-data', bytes: CANARY }, headers)
  await client.send(
    'POST',
    '/w',
    { type: 'multipart/form-data; boundary=x', bytes: `--x\r\n${CANARY}` },
    headers,
  )
  await client.send(
    'POST',
    '/w',
    { type: 'application/x-www-form-urlencoded', bytes: `act=send&what=%00${CANARY}` },
    headers,
  )
  for (const path of [
    `/w?q=${CANARY}`,
    `/w/${CANARY}`,
    `/w/%E0%${CANARY}`,
    `/en/w/${CANARY}?a=${code}`,
    `/w/x?${CANARY}`,
    `/w/${CANARY.repeat(40)}`,
  ])
    await client.send('GET', path, undefined, headers)
  await client.send('PUT', `/w?${CANARY}`, { type: 'text/plain', bytes: CANARY }, headers)
  await client.send('POST', `/w`, undefined, { ...headers, origin: `https://${CANARY}.example` })
  return [code, code.replaceAll('-', '')]
}

/** Over a real connection, cut off in the middle of a file; answers once the server has let go of it. */
async function abortedUpload(here: Island, cookie: string): Promise<void> {
  if (!here.app.server.listening) await here.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = here.app.server.address() as AddressInfo
  const { type, bytes } = multipart({ act: 'add', message: CANARY }, [
    { field: 'files', name: `${CANARY}.txt`, bytes: Buffer.alloc(3_000_000, CANARY) },
  ])
  const before = (await connections(here)) ?? 0
  const socket = connect(port, '127.0.0.1')
  socket.write(
    `POST /w HTTP/1.1\r\nhost: localhost\r\ncookie: ${cookie}\r\nuser-agent: ${AGENT}\r\ncontent-type: ${type}\r\ncontent-length: ${bytes.length}\r\n\r\n`,
  )
  await new Promise((done) => socket.write(bytes.subarray(0, 1_500_000), done))
  socket.destroy()
  while ((await connections(here)) > before) await new Promise((done) => setTimeout(done, 5))
}

const connections = ({ app }: Island) =>
  new Promise<number>((resolve, reject) =>
    app.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  )

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** A word as it may have been written down. */
function shapesOf(word: string): Buffer[] {
  const shapes = [word, encodeURIComponent(word), Buffer.from(word).toString('hex')]
  const base64 = [0, 1, 2].map((skip) =>
    Buffer.concat([Buffer.alloc(skip), Buffer.from(word)])
      .toString('base64')
      .slice(4, -4),
  )
  return [
    ...shapes.map((shape) => Buffer.from(shape)),
    Buffer.from(word, 'utf16le'),
    ...base64.map((shape) => Buffer.from(shape)),
  ]
}

test('words, code, address and browser are in no log, database, journal, upload or temporary file', async () => {
  const here = await island()
  const temporary = join(here.config.dataDir, 'tmp')
  mkdirSync(temporary)
  vi.stubEnv('TMPDIR', temporary)
  const client = makeClient(here.app, ADDRESS)
  const codes = await everything(here, client)
  await back(client, codes[0] ?? '')
  await abortedUpload(here, [...client.jar.values()].map(({ name, value }) => `${name}=${value}`).join('; '))
  vi.unstubAllEnvs()
  const places = [...filesBelow(here.made.folder), ...filesBelow(here.config.dataDir)]
  expect(places.length).toBeGreaterThan(6)
  expect(places.some((path) => path.endsWith('-wal'))).toBe(true)
  for (const word of [CANARY, ADDRESS, AGENT, ...codes])
    for (const shape of shapesOf(word)) {
      expect(here.log().includes(shape.toString('latin1')), `${word} in the log`).toBe(false)
      const found = places.filter((path) => path.includes(word) || readFileSync(path).includes(shape))
      expect(found, word).toEqual([])
    }
  // The portal's own line would have been there.
  await client.get('/report')
  expect(here.log()).toContain('"route":"/report"')
  expect(here.log()).not.toMatch(/"route":"\/w/)
  const pim = await here.made.signedIn('pim')
  const { lines } = await here.made.whistle.panel.inbox(pim)
  expect(lines).toHaveLength(1)
  const { thread } = await here.made.whistle.panel.open(pim, lines[0]!.id)
  expect(thread.messages.map(({ text }) => text)).toContain(CANARY)
  // Those of a form with an unknown button are kept too: they are sealed before the button is read.
  expect(thread.attachments).toHaveLength(3)
}, 120_000)

test('an upload that breaks off leaves no file behind, and the report as it was', async () => {
  const here = await island()
  await sentReport(here, here.somchai)
  const cookie = [...here.somchai.jar.values()].map(({ name, value }) => `${name}=${value}`).join('; ')
  const before = filesBelow(join(here.made.folder, 'files'))
  for (let n = 0; n < 3; n++) await abortedUpload(here, cookie)
  await expect.poll(() => filesBelow(join(here.made.folder, 'files'))).toEqual(before)
  expect((await here.somchai.post('/w', { act: 'read' })).body).not.toContain(CANARY)
}, 60_000)

test('every answer has the island’s headers, errors too, and none sets a cookie before sign-in', async () => {
  const { app } = await island()
  const client = makeClient(app)
  const answers = [
    await client.get('/w'),
    await client.get('/en/w'),
    await client.send('HEAD', '/w'),
    await client.get('/w/x'),
    await client.get('/w/nosuch'),
    await client.get('/w/%E0%A4%A'),
    await client.get(`/w/${'x'.repeat(300)}`),
    await client.send('PUT', '/w'),
    await client.send('OPTIONS', '/w'),
    await client.post('/w', { act: 'nosuch' }),
    await client.post('/w', { act: 'return' }),
    await client.post('/w', { act: 'enter', receipt: 'ก' }),
    await client.post('/w', { act: 'read' }),
    await client.post('/w', { act: 'leave' }),
    await client.send('POST', '/w', { type: 'application/json', bytes: '{' }),
    await client.send('POST', '/w', {
      type: 'application/x-www-form-urlencoded',
      bytes: 'a'.repeat(5_000_000),
    }),
    await client.post('/w', { act: 'start' }, { 'sec-fetch-site': 'cross-site' }),
    await client.send('GET', '/w', undefined, { 'accept-encoding': 'gzip, br' }),
    await client.get('/panel/nosuch'),
  ]
  for (const { headers, path, status, cookies } of answers) {
    const where = `${path} ${status}`
    expect(headers, where).toMatchObject(HEADERS)
    expect(headers['referrer-policy'], where).toMatch(/^(same-origin|no-referrer)$/)
    expect(headers['permissions-policy'], where).toContain('geolocation=()')
    for (const name of ABSENT) expect(headers[name], `${where} ${name}`).toBeUndefined()
    expect(cookies, where).toEqual([])
  }
  expect(answers.map(({ status }) => status)).toEqual([
    ...[200, 200, 200, 303, 404, 400, 404, 404, 404, 404, 200, 422, 200, 200, 415, 413, 403, 200, 404],
  ])
  for (const { body } of answers.filter(({ status, path }) => status >= 400 && path.startsWith('/w')))
    expect(body).toMatch(/<body[^>]*>\s*<nav class="sala-exit"[^>]*><a class="sala-exit__link" href="\/w\/x"/)
})

test('a browser that hides where it comes from may send; another website may not', async () => {
  const here = await island()
  const { somchai } = here
  const sent = await somchai.post('/w', { act: 'start' }, { origin: 'null' })
  expect(sent.status).toBe(200)
  const isForeign = async (headers: Record<string, string>) =>
    (await somchai.post('/w', { act: 'start' }, headers)).status
  expect(await isForeign({ origin: 'https://evil.example' })).toBe(403)
  expect(await isForeign({ origin: 'null', 'sec-fetch-site': 'cross-site' })).toBe(403)
  const desk = await here.somchai.post('/track', { reference: 'x' }, { origin: 'null' })
  expect(desk.status).toBe(403)
})

test('wrong, never given out and destroyed codes: the same bytes', async () => {
  const here = await island()
  const { app, made } = here
  const code = codeOn(await sentReport(here, here.somchai))
  const asked = async (receipt: string) => {
    const { status, body, headers, cookies } = await makeClient(app).post('/w', { act: 'enter', receipt })
    const { date: _, ...rest } = headers
    return { status, body, rest, cookies }
  }
  const before = await asked(code)
  expect(before.status).toBe(200)
  database(made.folder, 'shred').exec('DELETE FROM shred_key')
  const destroyed = await asked(code)
  const unknown = await asked('0000-0000-0000-0000-0000-0000')
  const thai = await asked('๐๐๐๐ ๐๐๐๐ ๐๐๐๐ ๐๐๐๐ ๐๐๐๐ ๐๐๐๐')
  expect(destroyed.status).toBe(422)
  expect(unknown).toEqual(destroyed)
  expect(thai).toEqual(destroyed)
})

test('a mistyped code is found at once, and comes back to be put right', async () => {
  const here = await island()
  const code = codeOn(await sentReport(here, here.somchai))
  const swapped = code.replace(/^(\d)/, (n) => String((Number(n) + 1) % 10))
  const page = await back(makeClient(here.app), swapped)
  expect(page.status).toBe(422)
  expect(page.body).toContain(`value="${swapped}"`)
  expect(page.body).toContain('มีบางหลักไม่ถูก')
})

test('two reports of different length take the same room', async () => {
  const here = await island()
  await sentReport(here, here.somchai, { what: 'สั้น' })
  await sentReport(here, makeClient(here.app), {
    ...WORDS,
    what: 'ยาว '.repeat(900),
    how: 'มาก '.repeat(100),
  })
  const file = database(here.made.folder)
  const tables = file.prepare("SELECT name FROM sqlite_master WHERE type='table'").pluck().all() as string[]
  let compared = 0
  for (const table of tables.filter((name) => /^(report|entry)$/.test(name))) {
    const rows = file.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[]
    const sizes = rows.map((row) =>
      Object.values(row).map((value) => (Buffer.isBuffer(value) ? value.length : typeof value)),
    )
    expect(rows).toHaveLength(2)
    expect(sizes[0]).toEqual(sizes[1])
    compared++
  }
  expect(compared).toBe(2)
})

test('neither the desk’s cookies nor those of the online services reach the island', async () => {
  const here = await island()
  await fileLight(here.somchai)
  const malee = await makePeople(here).malee()
  const paths = [...here.somchai.jar.values(), ...malee.jar.values()].map(({ path }) => path ?? '/')
  expect(paths.length).toBeGreaterThan(1)
  expect(paths.filter((path) => '/w'.startsWith(path))).toEqual([])
})

test('sign-in gives one cookie, of this sign-in alone, that scripts and other sites cannot use', async () => {
  const here = await island()
  const [cookie] = (await sentReport(here, here.somchai)).cookies
  expect(cookie).toMatchObject({ name: 'w', path: '/', httpOnly: true, sameSite: 'Strict' })
  expect(cookie?.maxAge).toBeUndefined()
  const left = await here.somchai.get('/w/x')
  expect(left.cookies).toMatchObject([{ name: 'w', value: '' }])
  const again = await here.app.inject({
    method: 'POST',
    url: '/w',
    headers: { cookie: `w=${cookie?.value}`, 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'act=read',
  })
  expect(again.body).toContain('กลับมาอ่านคำตอบ')
})

test('the templates hold no script, no style, no address of another site', () => {
  const folder = join(import.meta.dirname, '../../../templates/whistle')
  const files = filesBelow(folder)
  expect(files.length).toBeGreaterThan(10)
  for (const path of [...files, join(folder, '../partials/error-summary.hbs')]) {
    const text = readFileSync(path, 'utf8')
    expect(text, path).not.toMatch(/<script|\son\w+=|\sstyle=|https?:\/\/|<iframe|<object|<base|\{\{\{/i)
  }
})

test('the first page, with all it loads, is below fifty kilobytes', async () => {
  const { app } = await island()
  const page = await app.inject('/w')
  const css = /href="([^"]*main\.css)"/.exec(page.body)?.[1] ?? ''
  const sheet = await app.inject({ url: css, headers: { 'accept-encoding': 'br' } })
  const font =
    /url\("?(\/assets\/[^)"]*noto-sans-thai-looped-thai-400[^)"]*)"?\)/.exec(
      (await app.inject(css)).body,
    )?.[1] ?? ''
  const logo = /src="([^"]*)"/.exec(page.body)?.[1] ?? ''
  const sizes = [page, sheet, await app.inject(font), await app.inject(logo)].map(
    ({ rawPayload, statusCode }) => {
      expect(statusCode).toBe(200)
      return rawPayload.length
    },
  )
  expect(sizes.every((size) => size > 300)).toBe(true)
  expect(
    sizes.reduce((sum, size) => sum + size, 0),
    sizes.join(' + '),
  ).toBeLessThan(50_000)
})
