import Sqlite from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect } from 'vitest'
import { tokenHash } from '../../src/requests/reference.ts'
import { makeVisitor } from '../support/visitor.ts'
import type { Filing } from './filers.ts'

type Row = Record<string, string | number | null>

/** All rows of the portal's database in this folder, read beside the running portal. */
function tablesIn(folder: string) {
  const file = new Sqlite(join(folder, 'sala.sqlite'), { readonly: true })
  const rows = (table: string) => file.prepare(`SELECT * FROM ${table}`).all() as Row[]
  const read = file.transaction(() => ({
    faults: [
      file.pragma('integrity_check', { simple: true }),
      ...(file.pragma('foreign_key_check') as Row[]),
    ],
    drafts: rows('draft'),
    requests: rows('request'),
    events: rows('request_event'),
    attachments: rows('attachment'),
    letters: rows('letter'),
  }))()
  file.close()
  return read
}

/** Nothing in the folder is half there, whoever was or was not told about it. */
export function expectNothingHalf(folder: string): void {
  const { faults, drafts, requests, events, attachments, letters } = tablesIn(folder)
  expect(faults).toEqual(['ok'])
  for (const request of requests) {
    const filed = events.filter((event) => event['request_id'] === request['id'] && event['kind'] === 'filed')
    expect(filed).toHaveLength(1)
    expect(letters.filter(({ key }) => key === `${String(filed[0]?.['id'])}:filed`)).toHaveLength(1)
    const { photos = [] } = JSON.parse(String(request['answers'])) as { photos?: { id: string }[] }
    const held = attachments.filter((attachment) => attachment['request_id'] === request['id'])
    expect(held.map(({ id }) => id).sort()).toEqual(photos.map(({ id }) => id).sort())
    expect(drafts.find(({ id }) => id === request['draft_id'])?.['request_id']).toBe(request['id'])
  }
  const numbers = new Set(requests.map(({ id }) => id))
  const sent = drafts.filter((draft) => draft['request_id'] !== null)
  expect(sent.filter((draft) => !numbers.has(draft['request_id'] ?? null))).toEqual([])
  expect(sent.filter(({ input }) => input !== '{"raw":{},"rows":{}}')).toEqual([])
  for (const { sha256, size } of attachments) {
    const bytes = readFileSync(fileOf(folder, String(sha256)))
    expect({ sha256: digest(bytes), size: bytes.length }).toEqual({ sha256, size })
  }
}

/** Half-finished uploads in the folder. */
export const unfinished = (folder: string) => readdirSync(join(folder, 'files/incoming'))

/** How many of these there are in the folder. */
export function counted(folder: string) {
  const { drafts, requests, attachments } = tablesIn(folder)
  return { drafts: drafts.length, requests: requests.length, attachments: attachments.length }
}

/** What was acknowledged of forms not sent is in the folder: every page and every upload. */
export function expectDraftsKept(folder: string, filings: Filing[]): void {
  const { drafts, requests, attachments } = tablesIn(folder)
  for (const { visitor, typed, photos, steps } of filings) {
    if (steps === 0) continue
    const draft = drafts.find(({ id }) => id === tokenHash(visitor.cookie('draft') ?? ''))
    const request = requests.find(({ id }) => id === draft?.['request_id'])
    const words = request
      ? rawOf(JSON.parse(String(request['answers'])) as Answers)
      : (JSON.parse(String(draft?.['input'])) as { raw: object }).raw
    expect(words).toMatchObject(typed)
    const owner = request ? (['request_id', request['id']] as const) : (['draft_id', draft?.['id']] as const)
    const names = attachments
      .filter((attachment) => attachment[owner[0]] === owner[1])
      .map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(photos.map(({ name }) => name)))
  }
}

type Answers = { place: { landmark: string }; lampCount: number } & Record<string, unknown>

/** Canonical answers as they were typed. */
const rawOf = (answers: Answers) => ({
  ...answers,
  place: answers.place.landmark,
  lampCount: String(answers.lampCount),
})

type Held = {
  answers: Answers
  events: { kind: string }[]
  files: { id: string; name: string; sha256: string }[]
}

/** Whoever was led to a receipt finds the request there, with every word, and every picture is still that picture. */
export async function expectRequestsKept(url: string, folder: string, filings: Filing[]): Promise<void> {
  const visitor = makeVisitor(url)
  for (const { receipt = '', typed, photos } of filings) {
    expect((await visitor.get(receipt)).status).toBe(200)
    const track = receipt.replace(/\/receipt$/, '')
    const held = JSON.parse((await visitor.get(`${track}/data.json`)).body) as Held
    expect(rawOf(held.answers)).toMatchObject(typed)
    expect(held.events.map(({ kind }) => kind)).toEqual(['filed'])
    for (const { name, colour } of photos) {
      const file = held.files.find((one) => one.name === name)
      const bytes = await visitor.bytes(`${track}/files/${file?.id ?? ''}`)
      expect(digest(bytes)).toBe(file?.sha256)
      const pixels = await sharp(fileOf(folder, digest(bytes)))
        .removeAlpha()
        .raw()
        .toBuffer()
      expect([...pixels.subarray(0, 3)]).toEqual(colour)
    }
  }
}

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

const fileOf = (folder: string, sha256: string) => join(folder, 'files', sha256.slice(0, 2), sha256)
