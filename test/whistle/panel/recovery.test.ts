import { expect, test } from 'vitest'
import { headingOf, summaryOf, wordsOf } from '../../support/html.ts'
import { makeClient } from '../../support/journey.ts'
import { island } from '../reporter/island.ts'
import { SECRET, sent } from '../support.ts'
import { memberClient, opened, send } from './member.ts'
import { confirm, groupsOn, keysOn, NEW } from './people.ts'

test('passphrase lost: the recovery code brings back the same keys, and Pim reads what she could read', async () => {
  const here = await island()
  const { id } = await sent(here.made)
  const recovery = here.made.recovery['pim'] ?? ''
  const typed = { passphrase: NEW, repeat: NEW }
  const bodies: string[] = []
  for (const wrong of [
    { id: 'nobody', recovery },
    { id: 'pim', recovery: recovery.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')) },
    { id: 'nok', recovery },
  ]) {
    const answer = await makeClient(here.app).post('/panel/recover', { ...wrong, ...typed })
    expect(answer.status).toBe(422)
    bodies.push(answer.body.replace(`value="${wrong.id}"`, '').replace(wrong.recovery, ''))
  }
  expect(new Set(bodies).size).toBe(1)
  // A new passphrase that will not do does not tell that the code was right.
  const short = { passphrase: 'สั้น', repeat: 'สั้น' }
  const [right, wrong] = [
    await makeClient(here.app).post('/panel/recover', { id: 'pim', recovery, ...short }),
    await makeClient(here.app).post('/panel/recover', { id: 'pim', recovery: 'A'.repeat(39), ...short }),
  ]
  expect(summaryOf(right.body).map(({ href }) => href)).toEqual(['#passphrase'])
  expect(right.body.replace(recovery, '')).toBe(wrong.body.replace('A'.repeat(39), ''))

  const pim = makeClient(here.app)
  const page = await send(pim, await pim.get('/panel/recover'), '/panel/recover', {
    ...{ id: ' Pim', recovery: recovery.toLowerCase().replaceAll('-', ' '), ...typed },
  })
  const before = (await here.made.whistle.panel.fingerprints()).find((one) => one.id === 'pim')
  expect(keysOn(page).fingerprint).toBe(before?.fingerprint)
  here.made.clock.pass({ seconds: 30 })
  const entered = await confirm(here, pim, page)
  expect(entered.location).toBe('/panel/account?done=recovered')
  expect((await opened(pim, id)).body).toContain(SECRET)
  const again = await makeClient(here.app).post('/panel/recover', { id: 'pim', recovery, ...typed })
  expect(again.status).toBe(422)
})

test('recovery code lost as well: invited anew, a new roster, and a colleague lets Pim read again', async () => {
  const here = await island()
  const { id } = await sent(here.made)
  const hidden = await sent(here.made, ['auditor'])
  const nok = await memberClient(here, 'nok')
  const invitation = await here.made.whistle.panel.invite('pim', 'พิม')

  const pim = makeClient(here.app)
  const keys = await pim.post('/panel/join', { invitation, passphrase: NEW, repeat: NEW })
  const waits = await confirm(here, pim, keys)
  expect([waits.status, headingOf(waits.body), waits.cookies]).toEqual([200, 'ตั้งกุญแจใหม่แล้ว รอลงนามบัญชี', []])
  const { fingerprint, totp } = keysOn(keys)
  expect(groupsOn(waits)[0]?.join(' ')).toBe(fingerprint)
  expect((await confirm(here, pim, keys)).status).toBe(410)
  const enter = () => {
    here.made.clock.pass({ seconds: 30 })
    const code = totp.generate({ timestamp: +here.made.clock.now() })
    return pim.post('/panel/sign-in', { id: 'pim', passphrase: NEW, code })
  }
  expect((await enter()).status).toBe(422)
  const members = await nok.get('/panel/members')
  expect(members.body).not.toContain('กุญแจไม่ตรงบัญชี')
  expect(wordsOf(members.body)).toContain('ผู้นี้ตั้งกุญแจใหม่ด้วยรหัสเชิญของผู้ดูแลระบบ')
  expect(groupsOn(members).map((groups) => groups.join(' '))).toContain(fingerprint)
  expect(members.body).not.toContain('/members/pim/regrant')
  expect(wordsOf((await nok.get('/panel/log')).body)).toContain('ผู้ดูแลระบบ สร้างรหัสเชิญสำหรับ')
  expect((await nok.get('/panel/members/pim/regrant')).body).toContain('ยังทำไม่ได้')
  const early = await nok.post('/panel/members/pim/regrant')
  expect(early.status).toBe(409)

  await here.made.install()
  expect((await enter()).status).toBe(303)
  expect((await pim.get(`/panel/reports/${id}`)).status).toBe(404)
  const regrant = await nok.get('/panel/members/pim/regrant')
  const done = await nok.follow(await send(nok, regrant, '/panel/members/pim/regrant'))
  expect(wordsOf(done.body)).toContain('เปิดให้อ่านอีกครั้งแล้ว 1 เรื่อง')
  expect((await opened(pim, id)).body).toContain(SECRET)
  expect((await pim.get(`/panel/reports/${hidden.id}`)).status).toBe(404)
})

test('everybody’s keys lost: new keys, a new roster, and the operator’s script opens the escrow', async () => {
  const here = await island()
  const { made } = here
  const { id } = await sent(made)
  for (const member of ['pim', 'nok', 'wichai', 'prasit']) await made.join(member)
  await made.install()
  const pim = await memberClient(here, 'pim')
  expect((await pim.get(`/panel/reports/${id}`)).status).toBe(404)
  const [one = '', , three = ''] = made.escrow.shares
  expect(await made.whistle.panel.regrantFromEscrow([three, one])).toEqual({ opened: 1, left: 0 })
  expect((await opened(pim, id)).body).toContain(SECRET)
  expect(headingOf((await pim.get('/panel/members')).body)).toBe('ผู้รับเรื่อง')
})
