import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import sharp from 'sharp'
import { onTestFinished } from 'vitest'
import { makeApp } from '../../src/app.ts'
import type { Input } from '../../src/forms/walk.ts'
import type { Raw } from '../../src/forms/kind.ts'
import { openEngine } from '../../src/storage/open.ts'
import type { TestApp } from './app.ts'
import { plainPdf } from './files.ts'
import { formOf, summaryOf, titleOf, type PageForm } from './html.ts'
import { CHEAP } from './password-cost.ts'

const STYLES = join(import.meta.dirname, '../../node_modules/.cache/sala')

export type Answer = {
  status: number
  path: string
  body: string
  bytes: Buffer
  headers: Record<string, unknown>
  /** Where it redirects to; empty when it does not. */
  location: string
  cookies: SetCookie[]
}
export type SetCookie = {
  name: string
  value: string
  path?: string
  maxAge?: number
  httpOnly?: boolean
  secure?: boolean
  sameSite?: string
}
export type SentFile = { field: string; name: string; bytes: Uint8Array }
export type Client = ReturnType<typeof makeClient>

/** A browser without scripts: keeps cookies for the paths they are for, and follows when told to. */
export function makeClient(app: FastifyInstance, remoteAddress = '192.0.2.1') {
  const jar = new Map<string, SetCookie>()

  async function send(
    method: 'GET' | 'POST' | 'HEAD' | 'OPTIONS' | 'PUT',
    path: string,
    body?: { type: string; bytes: string | Buffer },
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const cookie = cookiesFor(path)
    const response = await app.inject({
      method,
      url: path,
      remoteAddress,
      headers: {
        ...(cookie && { cookie }),
        ...(body && { 'content-type': body.type }),
        ...headers,
      },
      ...(body && { payload: body.bytes }),
    })
    const cookies = response.cookies as SetCookie[]
    for (const one of cookies) {
      const key = `${one.name} ${one.path ?? '/'}`
      if (one.value === '' || one.maxAge === 0) jar.delete(key)
      else jar.set(key, one)
    }
    return {
      status: response.statusCode,
      path,
      body: response.body,
      bytes: response.rawPayload,
      headers: response.headers,
      location: response.headers.location ?? '',
      cookies,
    }
  }

  function cookiesFor(path: string): string {
    const bare = path.split('?')[0] ?? ''
    const fits = (at: string) => bare === at || bare.startsWith(at.endsWith('/') ? at : `${at}/`)
    const own = [...jar.values()].filter((one) => fits(one.path ?? '/'))
    return own.map(({ name, value }) => `${name}=${value}`).join('; ')
  }

  async function follow(answer: Answer): Promise<Answer> {
    let now = answer
    for (let hops = 0; now.location !== ''; hops++) {
      if (hops > 5) throw new Error(`${now.path} redirects in a circle`)
      now = await send('GET', now.location)
    }
    return now
  }

  const post = (path: string, fields: Raw = {}, headers: Record<string, string> = {}) =>
    send('POST', path, { type: 'application/x-www-form-urlencoded', bytes: encoded(fields) }, headers)

  async function upload(path: string, fields: Raw, files: SentFile[], headers: Record<string, string> = {}) {
    return send('POST', path, multipart(fields, files), headers)
  }

  return { jar, send, get: (path: string) => send('GET', path), post, upload, follow }
}

export function encoded(fields: Raw): string {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) body.append(name, one)
  }
  return body.toString()
}

/** A form with files as browsers write it (RFC 7578; an unused file field has an empty name). */
export function multipart(fields: Raw, files: SentFile[]): { type: string; bytes: Buffer } {
  const boundary = 'sala-form-boundary-0f1e2d3c4b5a'
  const quoted = (name: string) => name.replace(/"/g, '%22').replace(/\r\n?|\n/g, '%0D%0A')
  const pieces: (string | Uint8Array)[] = []
  const begin = (name: string, more = '') =>
    pieces.push(`--${boundary}\r\ncontent-disposition: form-data; name="${quoted(name)}"${more}\r\n\r\n`)
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) {
      begin(name)
      pieces.push(one, '\r\n')
    }
  }
  for (const { field, name, bytes } of files) {
    begin(field, `; filename="${quoted(name)}"\r\ncontent-type: application/octet-stream`)
    pieces.push(bytes, '\r\n')
  }
  pieces.push(`--${boundary}--\r\n`)
  const bytes = Buffer.concat(pieces.map((piece) => Buffer.from(piece as Uint8Array)))
  return { type: `multipart/form-data; boundary=${boundary}`, bytes }
}

let smallPng: Promise<Buffer> | undefined
/** A picture of a few bytes. */
export const png = () =>
  (smallPng ??= sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } })
    .png()
    .toBuffer())
let smallPdf: Promise<Buffer> | undefined
export const pdf = () => (smallPdf ??= plainPdf())

/** Called with each page before it is answered. */
export type Look = (page: Answer) => Promise<unknown>

/** Begins at the start page and answers every question that is asked, to the page where all is checked. */
export async function fillIn(client: Client, base: string, input: Input, look?: Look): Promise<Answer> {
  const start = await client.get(base)
  if (start.status !== 200) throw new Error(`${base} answers ${start.status}`)
  await look?.(start)
  return goOn(client, base, input, await client.follow(await client.post(base, { act: 'new' })), look)
}

/** From any page of the form to the page where all is checked. */
export async function goOn(
  client: Client,
  base: string,
  input: Input,
  from: Answer,
  look?: Look,
): Promise<Answer> {
  const rowsDone = new Map<string, number>()
  let now = from
  for (let steps = 0; steps < 300; steps++) {
    if (now.status !== 200) throw new Error(`${now.path} answers ${now.status}: ${faults(now)}`)
    await look?.(now)
    const here = (now.path.split('?')[0] ?? '').slice(base.length)
    if (here === '/check') return now
    const [, page = '', row] = /^\/p\/([^/]+)(?:\/(.+))?$/.exec(here) ?? []
    if (page === '') throw new Error(`led away to ${now.path}`)
    const rows = input.rows[page]
    const done = rowsDone.get(page) ?? 0
    const form = formOf(now.body)
    if (rows && !row) {
      const act = done < rows.length ? 'add' : 'continue'
      now = await client.follow(await client.post(form.action, { act }))
      continue
    }
    const source = rows ? rows[done] : undefined
    const filled = await fillPage(client, form, source?.raw ?? input.raw, (key) =>
      Boolean(input.files[source ? `${source.id}/${key}` : key]),
    )
    now = await client.follow(filled)
    if (rows && (now.path.split('?')[0] ?? '') === `${base}/p/${page}`) rowsDone.set(page, done + 1)
  }
  throw new Error('the form has no end')
}

const faults = (answer: Answer) =>
  summaryOf(answer.body)
    .map(({ text }) => text)
    .join(' | ') || titleOf(answer.body)

/** Sends one page with the answers it asks for, and one file for each question that is to have one. */
async function fillPage(client: Client, form: PageForm, raw: Raw, hasFile: (key: string) => boolean) {
  const fields: Raw = { act: 'continue' }
  for (const name of form.names) {
    const value = raw[name]
    // A page offers no blank box to tick, so a browser cannot send one.
    if (value !== undefined && value !== ' \u00a0') fields[name] = value
  }
  if (!form.isMultipart) return client.post(form.action, fields)
  const files: SentFile[] = []
  for (const { name, accept } of form.fileInputs) {
    if (!hasFile(name)) continue
    const isPdf = !accept.includes('.png')
    files.push({ field: name, name: isPdf ? 'แบบ.pdf' : 'รูป.png', bytes: await (isPdf ? pdf() : png()) })
  }
  return client.upload(form.action, fields, files)
}

/** A fixed sequence of numbers for `diceOf`, so that a failure can be looked at again. */
export function tapeOf(seed: number): number[] {
  let state = seed * 2_654_435_761
  return Array.from({ length: 2000 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 16
  })
}

export const LIGHT = '/services/street-light-repair/apply'
export const ENGLISH_LIGHT = `/en${LIGHT}`

/** Somchai reports one light that is out, and leaves an address for letters. */
export const somchai: Raw = {
  symptom: 'out',
  lampCount: '2',
  place: 'หน้าวัดโป่งแดง',
  applicantName: 'สมชาย ใจดี',
  phone: '08-1234-5678',
  email: 'somchai@example.org',
}

export const typed = (raw: Raw): Input => ({ raw, rows: {}, files: {} })

/** Somchai's form, filled in and ready to be sent. */
export function readyLight(client: Client, changes: Raw = {}, base = LIGHT): Promise<Answer> {
  return fillIn(client, base, typed({ ...somchai, ...changes }))
}

/** Presses “send” on the page where all is checked; the answer is the redirect. */
export function sendChecked(client: Client, check: Answer): Promise<Answer> {
  const form = formOf(check.body)
  return client.post(form.action, { ...form.values, declare: 'yes' })
}

export type Filed = { reference: string; code: string; path: string; receipt: string }

/** Somchai's request, sent. `path` is that of its tracking page. */
export async function fileLight(client: Client, changes: Raw = {}, base = LIGHT): Promise<Filed> {
  return filedAt((await sendChecked(client, await readyLight(client, changes, base))).location)
}

export function filedAt(receipt: string): Filed {
  const [, path = '', reference = '', code = ''] =
    /^((?:\/en)?\/track\/([^/]+)\/([^/]+))\/receipt$/.exec(receipt) ?? []
  if (path === '') throw new Error(`${receipt} is no receipt`)
  return { reference, code, path, receipt }
}

/** A clock the test sets; Monday 15 June 2569, ten in the morning, unless told. */
export function makeClock(at = '2026-06-15T03:00:00.000Z') {
  let time = Date.parse(at)
  return {
    now: () => new Date(time),
    set: (instant: string) => void (time = Date.parse(instant)),
    pass: (minutes: number) => void (time += minutes * 60_000),
  }
}

/** The app closed and opened again over the same data, as after a restart of the machine. */
export async function restarted(before: TestApp, now?: () => Date): Promise<TestApp> {
  await before.app.close()
  await before.engine.close()
  const { config, files } = before
  const engine = await openEngine(config.databaseUrl)
  const lines: string[] = []
  const log = { write: (line: string) => void lines.push(line) }
  const app = await makeApp({
    config,
    engine,
    files,
    log,
    cacheFolder: STYLES,
    passwordCost: CHEAP,
    ...(now && { now }),
  })
  onTestFinished(async () => {
    await app.close()
    await engine.close()
  })
  return { app, engine, files, config, log: () => lines.join('') }
}
