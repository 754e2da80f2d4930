import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { makeOverStore } from '../../src/mail/over-store.ts'
import { makeLetterStore } from '../../src/mail/store.ts'
import { makeDraftStore } from '../../src/requests/draft-store.ts'
import { makeStaff } from '../../src/staff.ts'
import type { Engine } from '../../src/storage/engine.ts'
import { eachEngine } from '../support/engines.ts'
import { makeClock } from '../support/journey.ts'
import { draftRow, putService } from '../support/rows.ts'

const MALEE = { name: 'มาลี', title: 'นายช่าง', email: 'malee@kham.example.go.th', role: 'auditor' } as const
const HOUR = 60

/** An office with a mail server that takes nothing. */
async function office(engine: Engine) {
  const clock = makeClock()
  const folder = mkdtempSync(join(tmpdir(), 'sala-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const config = readConfig({
    DATA_DIR: folder,
    SMTP_URL: 'smtp://localhost:1',
    MAIL_FROM: 'sala@kham.example.go.th',
    PUBLIC_URL: 'https://sala.kham.example.go.th',
  })
  const { links } = makeStaff({
    config,
    engine,
    divisions: async () => [],
    origin: 'https://x',
    now: clock.now,
  })
  const letters = () => engine.db.select().from(engine.tables.letter)
  const sweep = () => makeOverStore(engine).sweep(clock.now().toISOString())
  return { clock, links, letters, sweep, store: makeLetterStore(engine) }
}

eachEngine('a letter that never went', (open) => {
  it('with a way in is gone once its link has run out, and not before; so is its text', async () => {
    const { clock, links, letters, sweep, store } = await office(await open())
    const { issued } = await links.invite(null, { ...MALEE, division: null })
    const token = issued.address.split('/').at(-1) ?? 'none'
    const [waiting] = await letters()
    await store.failed(waiting?.id ?? '', 'SMTP550')
    clock.pass(7 * 24 * HOUR - 1)
    expect(await sweep()).toBe(0)
    expect((await letters())[0]?.text).toContain(token)
    clock.pass(1)
    expect(await sweep()).toBe(1)
    expect(JSON.stringify(await letters())).not.toContain(token)
  })

  it('is kept while it waits for the mail server and its link still opens', async () => {
    const { clock, links, letters, sweep } = await office(await open())
    await links.invite(null, { ...MALEE, division: null })
    clock.pass(24 * HOUR)
    expect(await sweep()).toBe(0)
    expect(await letters()).toHaveLength(1)
  })

  it('with the link to a draft is gone with the draft; letters about requests stay', async () => {
    const engine = await open()
    const { clock, letters, sweep, store } = await office(engine)
    const createdAt = clock.now().toISOString()
    const expiresAt = new Date(clock.now().getTime() + 3_600_000).toISOString()
    await putService(engine)
    const draft = draftRow('somchai', { expiresAt })
    await makeDraftStore(engine).create(draft)
    const letter = { requestId: null, toAddress: 'somchai@example.org', subject: '', html: null, createdAt }
    await store.add([
      { ...letter, id: 'resume', key: `${draft.id}:resume:1`, text: 'https://x/apply/resume/secret' },
      { ...letter, id: 'digest', key: 'digest:malee:2569-06-15', text: 'งานวันนี้' },
    ])
    expect(await sweep()).toBe(0)
    clock.pass(2 * HOUR)
    expect(await sweep()).toBe(1)
    expect((await letters()).map(({ id }) => id)).toEqual(['digest'])
  })
})
