import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { besideOf, wordsOf } from '../../support/html.ts'
import { temporaryFolder } from '../../support/app.ts'
import { makeClient } from '../../support/journey.ts'
import { piecesOf, SECRET, sent } from '../support.ts'
import { island } from '../reporter/island.ts'
import { memberClient, opened, send } from './member.ts'

const SCRIPT = join(import.meta.dirname, '../../../scripts/open-referral.mjs')
const KEY = /AGE-SECRET-KEY-1[0-9A-Z]+/

test('Pim refers a report outside; the body opens the file with the page’s key and the script alone', async () => {
  const here = await island()
  const { id, reporter } = await sent(here.made)
  await here.made.whistle.reporter.giveIdentity(reporter, 'สมชาย ใจดี')
  await here.made.whistle.reporter.attach(reporter, {
    ...{
      file: piecesOf(Buffer.from('บัญชีลับ')),
      filename: 'บัญชี.txt',
      mimetype: 'text/plain',
      keepOriginal: true,
    },
  })
  const pim = await memberClient(here, 'pim')
  await opened(pim, id)
  const path = `/panel/reports/${id}`
  const asking = await pim.get(`${path}/refer`)
  const unsaid = await send(pim, asking, `${path}/refer`)
  expect([unsaid.status, besideOf(unsaid.body, 'body')]).toEqual([422, 'โปรดเลือกหน่วยงานที่จะส่งต่อ'])
  const made = await send(pim, asking, `${path}/refer`, { body: 'nacc', copies: 'clean' })
  expect(made.status).toBe(200)
  const key = KEY.exec(made.body)?.[0] ?? ''
  const fetched = await send(pim, made, `${path}/referral`)
  expect(fetched.headers['content-disposition']).toMatch(/^attachment; filename="referral-[0-9a-f]{8}\.age"$/)
  const folder = temporaryFolder()
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'a.age'), fetched.bytes)
  writeFileSync(join(folder, 'key.txt'), key)
  const to = join(folder, 'opened')
  execFileSync(process.execPath, [
    SCRIPT,
    join(folder, 'a.age'),
    '--key',
    join(folder, 'key.txt'),
    '--to',
    to,
  ])
  const told = readFileSync(join(to, 'report.json'), 'utf8')
  expect(told).toContain(SECRET)
  expect(told).not.toContain('สมชาย ใจดี')
  expect(readdirSync(to).sort()).toEqual(['01-บัญชี.txt', 'report.json', 'รายงาน.html'])
  const link = /href="(\/panel\/open-referral\.mjs)" download/.exec(made.body)?.[1] ?? ''
  const script = await pim.get(link)
  expect(script.headers['content-disposition']).toBe('attachment; filename="open-referral.mjs"')
  expect(script.bytes).toEqual(readFileSync(SCRIPT))
  expect((await makeClient(here.app).get(link)).body).not.toContain('createDecipheriv')
  const page = await pim.get(path)
  expect(wordsOf(page.body)).toContain('ส่งต่อภายนอกแล้ว')
  expect(page.body).not.toMatch(KEY)
  const { thread } = await here.made.whistle.panel.open(await here.made.signedIn('nok'), id)
  expect(made.body).toContain(thread.referrals[0]!.fingerprint)
})

test('the key is shown again to a double click only, and the file is there for a quarter of an hour, for who made it', async () => {
  const here = await island()
  const { id } = await sent(here.made)
  const [pim, nok] = [await memberClient(here, 'pim'), await memberClient(here, 'nok')]
  for (const each of [pim, nok]) await opened(each, id)
  const path = `/panel/reports/${id}`
  const asking = await pim.get(`${path}/refer`)
  const press = () => send(pim, asking, `${path}/refer`, { body: 'pacc' })
  const [first, second] = [await press(), await press()]
  expect(KEY.exec(second.body)?.[0]).toBe(KEY.exec(first.body)?.[0])
  here.made.clock.pass({ seconds: 60 })
  expect((await press()).location).toBe(`${path}?done=already`)
  const { thread } = await here.made.whistle.panel.open(await here.made.signedIn('nok'), id)
  expect(thread.referrals).toHaveLength(1)
  const ticket = /name="ticket" value="([^"]+)"/.exec(first.body)?.[1] ?? ''
  expect((await nok.post(`${path}/referral`, { ticket })).status).toBe(404)
  expect((await pim.post(`${path}/referral`, { ticket: 'x' })).status).toBe(404)
  const other = await sent(here.made)
  await opened(pim, other.id)
  expect((await pim.post(`/panel/reports/${other.id}/referral`, { ticket })).status).toBe(404)
  expect((await pim.post(`${path}/referral`, { ticket })).status).toBe(200)
  here.made.clock.pass({ seconds: 14 * 60 + 50 })
  expect((await pim.post(`${path}/referral`, { ticket })).status).toBe(404)
})
