import { expect, test } from 'vitest'
import { besideOf, headingOf, summaryOf, wordsOf } from '../../support/html.ts'
import { makeClient } from '../../support/journey.ts'
import { island } from '../reporter/island.ts'
import { PASSPHRASE } from '../support.ts'
import { memberClient, send } from './member.ts'
import { confirm, groupsOn, keysOn, NEW } from './people.ts'

test('Malai is invited by Pim, makes her keys, confirms them, and learns what comes next', async () => {
  const here = await island()
  const pim = await memberClient(here, 'pim')
  const invited = await send(pim, await pim.get('/panel/members/invite'), '/panel/members/invite', {
    ...{ id: 'malai', name: 'มาลัย ใจซื่อ' },
  })
  expect(invited.status).toBe(200)
  const invitation = groupsOn(invited)[0]?.join('-').toLowerCase() ?? ''

  const malai = makeClient(here.app)
  const page = await send(malai, await malai.get('/panel/join'), '/panel/join', {
    ...{ invitation, passphrase: NEW, repeat: NEW },
  })
  expect(page.status).toBe(200)
  expect(page.cookies).toEqual([])
  expect(page.body).toMatch(/<svg class="sala-qr"[^>]*>\s*<path d="M/)
  expect(page.body).not.toMatch(/\sstyle=|data:|<script/)
  const { recovery, fingerprint } = keysOn(page)
  expect(recovery.join('')).toMatch(/^[A-Z2-7]{32}$/)

  const mistyped = await confirm(here, malai, page, { last: 'ZZZZ' })
  expect([mistyped.status, besideOf(mistyped.body, 'last') !== undefined]).toEqual([422, true])
  expect(groupsOn(mistyped)).toEqual(groupsOn(page))
  const wrong = await confirm(here, malai, page, { code: '000000' })
  expect([wrong.status, besideOf(wrong.body, 'code') !== undefined]).toEqual([422, true])
  expect(summaryOf(wrong.body)).toMatchObject([{ href: '#code' }])
  expect(groupsOn(wrong)).toEqual(groupsOn(page))
  const entered = await confirm(here, malai, wrong)
  expect([entered.status, entered.location]).toEqual([303, '/panel/joined'])
  const next = await malai.follow(entered)
  expect(wordsOf(next.body)).toContain('จนกว่าจะมีบัญชีผู้รับเรื่องที่ลงนามแล้ว')
  expect(wordsOf((await malai.get('/panel/account')).body).replace(/\s+/g, ' ')).toContain(fingerprint)

  // The recovery code was shown once; the page cannot be had again, and its code is not good for signing in.
  expect((await confirm(here, malai, page)).status).toBe(410)
  const code = keysOn(page).totp.generate({ timestamp: +here.made.clock.now() })
  const used = await makeClient(here.app).post('/panel/sign-in', { id: 'malai', passphrase: NEW, code })
  expect(used.status).toBe(422)
  await here.made.install()
  expect((await malai.get('/panel/joined')).body).toContain('ท่านพร้อมอ่านเรื่อง')
})

test('each fault of a passphrase is told beside its field, and the invitation stays typed', async () => {
  const here = await island()
  const invitation = await here.made.whistle.panel.invite('malai', 'มาลัย')
  const cases: [string, string, string][] = [
    ['สั้นไป', 'สั้นไป', 'อย่างน้อย 14'],
    ['ก'.repeat(201), 'ก'.repeat(201), 'ไม่เกิน 200'],
    ['กขกขกขกขกขกขกขกข', 'กขกขกขกขกขกขกขกข', 'ซ้ำกันมากเกินไป'],
    [NEW, `${NEW}ๆ`, 'ไม่ตรงกัน'],
    ['', '', 'อย่างน้อย 14'],
  ]
  for (const [passphrase, repeat, sentence] of cases) {
    const answer = await makeClient(here.app).post('/panel/join', { invitation, passphrase, repeat })
    expect(answer.status).toBe(422)
    expect(summaryOf(answer.body)[0]?.text).toContain(sentence)
    expect(answer.body).toContain(`value="${invitation}"`)
    if (passphrase.length > 10) expect(answer.body).not.toContain(passphrase)
  }
  const page = await makeClient(here.app).post('/en/panel/join', {
    invitation: '',
    passphrase: 'x',
    repeat: '',
  })
  expect(summaryOf(page.body).map(({ href }) => href)).toEqual(['#invitation', '#passphrase'])
  expect(page.body).toContain('at least 14 letters')
})

test('unknown, used and expired invitations get one answer', async () => {
  const here = await island()
  const { panel } = here.made.whistle
  const [used, late] = [await panel.invite('malai', 'มาลัย'), await panel.invite('somjai', 'สมใจ')]
  const typed = { passphrase: NEW, repeat: NEW }
  const first = makeClient(here.app)
  await confirm(here, first, await first.post('/panel/join', { invitation: used, ...typed }))
  here.made.clock.pass({ days: 8 })
  const bodies: string[] = []
  for (const invitation of [used, late, 'A'.repeat(32)]) {
    const answer = await makeClient(here.app).post('/panel/join', { invitation, ...typed })
    expect(answer.status).toBe(422)
    bodies.push(answer.body.replaceAll(invitation, ''))
  }
  expect(new Set(bodies).size).toBe(1)
})

test('of two who join with the same invitation at once, one comes in and the other is told clearly', async () => {
  const here = await island()
  const invitation = await here.made.whistle.panel.invite('malai', 'มาลัย')
  const both = [makeClient(here.app), makeClient(here.app)]
  const typed = { invitation, passphrase: NEW, repeat: NEW }
  const pages = await Promise.all(both.map((one) => one.post('/panel/join', typed)))
  expect(pages.map(({ status }) => status)).toEqual([200, 200])
  const answers = await Promise.all(both.map((one, n) => confirm(here, one, pages[n]!)))
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 410])
  const loser = answers.find(({ status }) => status === 410)!
  expect(headingOf(loser.body)).toBe('ทำต่อจากหน้านี้ไม่ได้แล้ว')
  expect(loser.cookies).toEqual([])
})

test('the page of new keys ends after its time, and after ten wrong codes', async () => {
  const here = await island()
  const { panel } = here.made.whistle
  const typed = { passphrase: NEW, repeat: NEW }
  const client = makeClient(here.app)
  const slow = await client.post('/panel/join', { invitation: await panel.invite('malai', 'มาลัย'), ...typed })
  here.made.clock.pass({ seconds: 16 * 60 })
  const late = await confirm(here, client, slow)
  expect(late.status).toBe(410)
  expect(groupsOn(late)).toEqual([])

  const guessing = await client.post('/panel/join', {
    invitation: await panel.invite('malai', 'มาลัย'),
    ...typed,
  })
  for (let n = 0; n < 10; n++)
    expect((await confirm(here, client, guessing, { code: '00000' })).status).toBe(422)
  expect((await confirm(here, client, guessing)).status).toBe(410)
  expect((await panel.fingerprints()).some(({ id }) => id === 'malai')).toBe(false)
})

test('a passphrase is changed by who knows the present one; all their other sign-ins end', async () => {
  const here = await island()
  const pim = await memberClient(here, 'pim')
  const elsewhere = await memberClient(here, 'pim')
  const page = await pim.get('/panel/account/passphrase')
  const path = '/panel/account/passphrase'
  const wrong = await send(pim, page, path, { present: 'ไม่ใช่วลีของพิมเลยนะ', passphrase: NEW, repeat: NEW })
  expect([wrong.status, summaryOf(wrong.body)[0]?.href]).toEqual([422, '#present'])
  const keys = await send(pim, page, path, { present: PASSPHRASE, passphrase: NEW, repeat: NEW })
  here.made.clock.pass({ seconds: 30 })
  const done = await confirm(here, pim, keys)
  expect(done.location).toBe('/panel/account?done=changed')
  expect((await pim.follow(done)).body).toContain('role="status"')
  expect((await elsewhere.get('/panel/account')).status).toBe(303)
  await expect(memberClient(here, 'pim')).rejects.toThrow('could not sign in')
})

test('signing out everywhere ends every sign-in of that member, and of nobody else', async () => {
  const here = await island()
  const [pim, elsewhere, nok] = [
    await memberClient(here, 'pim'),
    await memberClient(here, 'pim'),
    await memberClient(here, 'nok'),
  ]
  const left = await send(pim, await pim.get('/panel/account'), '/panel/account/sign-out-everywhere')
  expect(headingOf(left.body)).toBe('ออกจากระบบแล้ว')
  expect([(await pim.get('/panel')).status, (await elsewhere.get('/panel')).status]).toEqual([303, 303])
  expect((await nok.get('/panel/account')).status).toBe(200)
})
