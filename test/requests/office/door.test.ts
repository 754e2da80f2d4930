import { describe, expect, test } from 'vitest'
import { PERSON_NAMES } from '../../support/officers.ts'
import { makeClient } from '../../support/journey.ts'
import { openDesk } from './desk.ts'

const PAGES = [
  '/desk/office',
  '/desk/office/divisions',
  '/desk/office/divisions/public-works',
  '/desk/office/divisions/public-works/end',
  '/desk/office/holidays',
  '/desk/office/holidays/2026-10-23-nation/remove',
  '/desk/office/hours',
  '/desk/office/rules',
]
const POSTS = [
  '/desk/office/divisions',
  '/desk/office/divisions/public-works',
  '/desk/office/divisions/public-works/move',
  '/desk/office/divisions/public-works/end',
  '/desk/office/divisions/public-works/resume',
  '/desk/office/holidays',
  '/desk/office/holidays/2026-10-23-nation/remove',
  '/desk/office/hours',
  '/desk/office/rules',
]
const UNKNOWN = [
  '/desk/office/divisions/no-such-division',
  '/desk/office/divisions/%00',
  '/desk/office/divisions/..%2f..%2fetc',
  '/desk/office/divisions/no-such-division/end',
  '/desk/office/holidays/1999-01-01-nation/remove',
  "/desk/office/holidays/'%20or%201=1/remove",
  '/desk/office/weather',
]

describe('the office’s door', () => {
  test('opens to the administrator, in both languages', async () => {
    const { amnat } = await openDesk()
    for (const page of PAGES) {
      expect((await amnat.get(page)).status, page).toBe(200)
      expect((await amnat.get(`/en${page}`)).status, page).toBe(200)
    }
  })

  test('is closed to every other role, and nothing they post is written', async () => {
    const { people, engine } = await openDesk()
    const state = async () => {
      const { division, holiday, officeSetting } = engine.tables
      return JSON.stringify([
        await engine.db.select().from(division),
        await engine.db.select().from(holiday),
        await engine.db.select().from(officeSetting),
      ])
    }
    const before = await state()
    for (const name of PERSON_NAMES.filter((one) => one !== 'amnat')) {
      const person = await people[name]()
      for (const page of PAGES) expect((await person.get(page)).status, `${name} ${page}`).toBe(403)
      for (const page of POSTS) expect((await person.post(page)).status, `${name} ${page}`).toBe(403)
    }
    expect(await state()).toBe(before)
  })

  test('sends whoever is signed out to sign in', async () => {
    const { app } = await openDesk()
    const stranger = makeClient(app)
    for (const page of PAGES) expect((await stranger.get(page)).location, page).toContain('/desk/sign-in')
    for (const page of POSTS) expect((await stranger.post(page)).status, page).toBe(401)
  })

  test('answers what is not there, or no name at all, with the same page', async () => {
    const { amnat } = await openDesk()
    for (const page of UNKNOWN) expect((await amnat.get(page)).status, page).toBe(404)
    for (const page of UNKNOWN) expect((await amnat.post(page)).status, page).toBe(404)
  })

  test('has no answer to other methods', async () => {
    const { amnat } = await openDesk()
    for (const page of PAGES) expect((await amnat.send('PUT', page)).status, page).toBe(404)
    expect((await amnat.get('/desk/office/divisions/public-works/move')).status).toBe(404)
  })

  test('does nothing for a form that another site sent', async () => {
    const { amnat, engine } = await openDesk()
    const sent = await amnat.post(
      '/desk/office/divisions/public-works/move',
      { to: 'up' },
      { 'sec-fetch-site': 'cross-site' },
    )
    expect(sent.status).toBe(403)
    const rows = await engine.db.select().from(engine.tables.auditEntry)
    expect(rows.filter(({ deed }) => deed.startsWith('division.'))).toEqual([])
  })
})
