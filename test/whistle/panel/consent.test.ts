import { expect, test } from 'vitest'
import { formOf, wordsOf } from '../../support/html.ts'
import { sent } from '../support.ts'
import { island } from '../reporter/island.ts'
import { memberClient, opened, send } from './member.ts'

const NAME = 'สมชาย ใจดี โทร 081'

/** A report of whose reporter the name is under seal, read by Pim and Nok. */
async function named() {
  const here = await island()
  const { id, reporter } = await sent(here.made)
  await here.made.whistle.reporter.giveIdentity(reporter, NAME)
  const path = `/panel/reports/${id}`
  const [pim, nok] = [await memberClient(here, 'pim'), await memberClient(here, 'nok')]
  for (const each of [pim, nok]) await opened(each, id)
  return { here, id, path, pim, nok }
}

test('the name opens for who asked, once, after another member’s consent, and nowhere else', async () => {
  const { here, id, path, pim, nok } = await named()
  const before = await pim.get(path)
  expect(before.body).not.toContain(NAME)
  await send(pim, before, `${path}/reveal`, { reason: 'ต้องคุ้มครองพยาน' })
  const mine = await pim.get(path)
  expect(() => formOf(mine.body, `${path}/consent`)).toThrow()
  expect(() => formOf(mine.body, `${path}/identity`)).toThrow()
  const theirs = await nok.get(path)
  const { values } = formOf(theirs.body, `${path}/consent`)
  const done = await send(nok, theirs, `${path}/consent`)
  expect(done.location).toBe(`${path}?done=consented`)
  expect((await nok.post(`${path}/identity`, { seq: values['seq']! })).status).toBe(403)
  const asking = await pim.get(path)
  expect(asking.body).not.toContain(NAME)
  const shown = await send(pim, asking, `${path}/identity`)
  expect([shown.status, shown.body.includes(NAME)]).toEqual([200, true])
  const twice = await send(pim, asking, `${path}/identity`)
  expect(twice.body, 'a double click').toContain(NAME)
  here.made.clock.pass({ seconds: 60 })
  for (const again of [
    await send(pim, asking, `${path}/identity`),
    await pim.post(`${path}/identity`, { seq: values['seq']! }),
  ]) {
    expect(again.status).toBe(409)
    expect(again.body).not.toContain(NAME)
  }
  expect(() => formOf(mine.body, `${path}/identity`)).toThrow()
  for (const each of [await pim.get(path), await nok.get(path), await pim.get('/panel')])
    expect(each.body).not.toContain(NAME)
  expect(wordsOf((await nok.get(path)).body)).toContain('pim เปิดดูว่าผู้แจ้งเป็นใคร')
  const { deeds } = await here.made.whistle.panel.open(await here.made.signedIn('nok'), id)
  expect(deeds.filter(({ what }) => what === 'identityOpened')).toHaveLength(1)
})

test('one member cannot give both words, neither in one session nor in two', async () => {
  const { here, id, path, pim } = await named()
  await send(pim, await pim.get(path), `${path}/reveal`, { reason: 'ก' })
  const other = await memberClient(here, 'pim')
  await opened(other, id)
  const { thread } = await here.made.whistle.panel.open(await here.made.signedIn('nok'), id)
  const seq = String(thread.proposals[0]!.seq)
  for (const session of [pim, other])
    for (const act of ['consent', 'decline']) {
      const refused = await session.post(`${path}/${act}`, { seq })
      expect([act, refused.status]).toEqual([act, 403])
      expect(wordsOf(refused.body)).toContain('ทำไม่ได้: ต้องเป็นผู้อ่านอีกคน')
    }
  expect((await other.post(`${path}/identity`, { seq })).status).toBe(409)
})

test('what was declined opens nothing, and consenting afterwards is told as too late', async () => {
  const { path, pim, nok } = await named()
  await send(pim, await pim.get(path), `${path}/reveal`, { reason: 'ก' })
  const theirs = await nok.get(path)
  const { values } = formOf(theirs.body, `${path}/consent`)
  expect((await send(nok, theirs, `${path}/decline`)).location).toBe(`${path}?done=declined`)
  expect((await nok.post(`${path}/consent`, { seq: values['seq']! })).status).toBe(409)
  expect((await pim.post(`${path}/identity`, { seq: values['seq']! })).status).toBe(409)
  expect(wordsOf((await pim.get(path)).body)).toContain('nok ไม่เห็นชอบ')
})

test('sharing takes two, and is never offered to whom it concerns', async () => {
  const here = await island()
  await here.made.join('malee')
  const { id } = await sent(here.made, ['palad'])
  const path = `/panel/reports/${id}`
  const [pim, prasit] = [await memberClient(here, 'pim'), await memberClient(here, 'prasit')]
  const page = await opened(pim, id)
  expect(page.body).not.toMatch(/value="(wichai|nok)"/)
  expect(page.body).not.toContain('id="share-to"')
  for (const member of ['wichai', 'nok', 'nobody']) {
    const refused = await pim.post(`${path}/share`, { member, reason: 'ก' })
    expect([403, 422]).toContain(refused.status)
    expect(formOf(refused.body, `${path}/share`).values['reason']).toEqual(['ก'])
  }
  await here.made.install()
  const proposed = await send(pim, await pim.get(path), `${path}/share`, {
    member: 'malee',
    reason: 'ช่วยตรวจ',
  })
  expect(proposed.location).toBe(`${path}?done=proposed`)
  const malee = await memberClient(here, 'malee')
  expect((await malee.get(path)).status).toBe(404)
  const done = await send(prasit, await opened(prasit, id), `${path}/consent`)
  expect(done.location).toBe(`${path}?done=shared`)
  expect((await opened(malee, id)).body).toContain('ใบเสร็จสองฉบับ')
})
