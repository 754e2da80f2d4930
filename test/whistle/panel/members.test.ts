import { expect, test } from 'vitest'
import { besideOf, formOf, summaryOf, wordsOf } from '../../support/html.ts'
import { makeClient } from '../../support/journey.ts'
import { testApp } from '../../support/app.ts'
import { base64, random } from '../../../src/whistle/primitives.ts'
import type { Roster } from '../../../src/whistle/roster.ts'
import { newRosterKey, signRoster } from '../../../src/whistle/roster-signature.ts'
import { island, type Island } from '../reporter/island.ts'
import { bench, database, sent } from '../support.ts'
import { memberClient, send } from './member.ts'
import { confirm, groupsOn, NEW } from './people.ts'

const ROSTER = '/panel/members/roster'

/** The draft as the page shows it, signed by the lead with these changes. */
async function signed({ made }: Island, text: string, change: Partial<Roster> = {}, seed = made.seed) {
  const before = await made.whistle.panel.state()
  const posts = 'panel' in before ? before.panel.roster.members : []
  const draft = JSON.parse(text) as Roster
  const members = draft.members.map((member) => ({
    ...member,
    positions: posts.find(({ id }) => id === member.id)?.positions ?? ['works-officer'],
  }))
  return JSON.stringify(signRoster({ ...draft, members, ...change }, seed))
}

test('the members page tells version, people, posts, fingerprints, rules and the escrow', async () => {
  const here = await island()
  const pim = await memberClient(here, 'pim')
  const page = await pim.get('/panel/members')
  const words = wordsOf(page.body).replace(/\s+/g, ' ')
  for (const said of ['ฉบับที่ 1', '23 พฤศจิกายน 2569', 'นิติกร', 'หน่วยงานภายนอกเท่านั้น', here.made.escrow.recipient])
    expect(words).toContain(said)
  for (const { name, fingerprint } of await here.made.whistle.panel.fingerprints()) {
    expect(words).toContain(name)
    expect(words).toContain(fingerprint)
  }
  expect(words.match(/อยู่ กุญแจตรงบัญชี/g)).toHaveLength(4)
  expect(wordsOf((await pim.get('/en/panel/members')).body)).toContain('Who reads a report about whom')
})

test('a member leaves at once, the other members see who did it, and the last two cannot be taken away', async () => {
  const here = await island()
  const [pim, wichai] = [await memberClient(here, 'pim'), await memberClient(here, 'wichai')]
  const page = await pim.get('/panel/members/wichai/leave')
  const done = await pim.follow(await send(pim, page, '/panel/members/wichai/leave'))
  expect(wordsOf(done.body)).toContain('พ้นหน้าที่แล้ว')
  expect((await wichai.get('/panel/members')).status).toBe(303)
  expect((await pim.follow(await send(pim, page, '/panel/members/wichai/leave'))).body).toContain(
    'ผู้นี้พ้นหน้าที่ไปก่อนแล้ว',
  )
  expect((await pim.get('/panel/members/wichai/leave')).body).toContain('ไม่มีกุญแจอยู่ในระบบแล้ว')
  expect(wordsOf((await pim.get('/panel/log')).body)).toContain('pim ให้ wichai พ้นหน้าที่')

  await pim.post('/panel/members/prasit/leave')
  const tooFew = await pim.post('/panel/members/nok/leave')
  expect(tooFew.status).toBe(403)
  expect(wordsOf(tooFew.body)).toContain('จะเหลือผู้รับเรื่องไม่ถึง 2 คน')
  expect((await memberClient(here, 'nok')).jar.size).toBe(1)
})

test('a member may leave of their own accord, and is signed out by it', async () => {
  const here = await island()
  const pim = await memberClient(here, 'pim')
  const left = await pim.post('/panel/members/pim/leave')
  expect(left.status).toBe(200)
  expect(left.body).toContain('ออกจากระบบแล้ว')
  expect(left.body).not.toContain('sala-desk-nav')
  await expect(memberClient(here, 'pim')).rejects.toThrow()
})

test('keys are renewed at once, and the number counts only what the member can read', async () => {
  const here = await island()
  await sent(here.made)
  await sent(here.made, ['auditor'])
  const [pim, nok] = [await memberClient(here, 'pim'), await memberClient(here, 'nok')]
  await pim.post('/panel/members/prasit/leave')
  const renew = async (client: typeof pim) =>
    wordsOf(
      (await client.follow(await send(client, await client.get('/panel/members'), '/panel/members/renew')))
        .body,
    )
  expect(await renew(pim)).toContain('ท่านอ่านได้แล้ว 1 เรื่อง')
  expect(await renew(pim)).toContain('ไม่มีเรื่องที่ท่านอ่านได้ซึ่งต้องเปลี่ยนกุญแจ')
  expect(await renew(nok)).toContain('ท่านอ่านได้แล้ว 1 เรื่อง')
})

test('whoever is unknown, and the member themselves, get the same not-found page', async () => {
  const here = await island()
  const pim = await memberClient(here, 'pim')
  const paths = [
    'nobody/leave',
    'nobody/regrant',
    'pim/regrant',
    '%00/leave',
    '..%2f/leave',
    `${'x'.repeat(90)}/leave`,
  ]
  const answers = await Promise.all(paths.map((path) => pim.get(`/panel/members/${path}`)))
  answers.push(await pim.post('/panel/members/pim/regrant'), await pim.post('/panel/members/nobody/leave'))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]))
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
})

test('before the ceremony the page leads through its steps, to the first signed roster', async () => {
  const made = await bench()
  const { panel } = made.whistle
  database(made.folder).exec('DELETE FROM roster')
  const { pepper, pin, cost } = made.parts
  const portal = await testApp({}, made.clock.now, { dataDir: made.folder, pepper, pin: pin!, cost: cost! })
  const here: Island = { ...portal, made, somchai: makeClient(portal.app) }
  const pim = await memberClient(here, 'pim')
  const members = await pim.get('/panel/members')
  expect(wordsOf(members.body)).toContain('ยังไม่มีบัญชีผู้รับเรื่องที่ลงนามและเชื่อถือได้')
  const page = await pim.get(ROSTER)
  expect(wordsOf(page.body)).toContain('มีกุญแจแล้ว 4 คน')
  expect([...page.body.matchAll(/sala-pill--ok/g)]).toHaveLength(2)
  const file = await pim.get('/panel/members/draft')
  expect(file.headers['content-disposition']).toBe('attachment; filename="roster-1.json"')
  const draft = JSON.parse(file.body) as Roster
  expect([draft.version, draft.members.length, draft.municipality.th !== '']).toEqual([1, 4, true])
  expect(await panel.state()).toEqual({ fault: 'missing' })
  const done = await pim.follow(await send(pim, page, ROSTER, { signed: await signed(here, file.body) }))
  expect(wordsOf(done.body)).toContain('เริ่มใช้บัญชีผู้รับเรื่องฉบับนี้แล้ว')
  expect(await panel.state()).toMatchObject({ panel: { roster: { version: 1 } } })
})

test('without a pin nothing can be put to use, and the page says whose step is missing', async () => {
  const made = await bench()
  const { pepper, cost } = made.parts
  const portal = await testApp({}, made.clock.now, { dataDir: made.folder, pepper, cost: cost! })
  const here: Island = { ...portal, made, somchai: makeClient(portal.app) }
  const pim = await memberClient(here, 'pim')
  const text = (await pim.get('/panel/members/draft')).body
  const refused = await pim.post(ROSTER, { signed: await signed(here, text) })
  expect(refused.status).toBe(422)
  expect(besideOf(refused.body, 'signed')).toContain('roster-pin.json')
  expect(refused.body).toContain('sala-pill--bad')
})

test('each fault of a signed roster is told in words, with all that was pasted', async () => {
  const here = await island()
  const pim = await memberClient(here, 'pim')
  const text = (await pim.get('/panel/members/draft')).body
  const good = await signed(here, text)
  const cases: [string, number, string][] = [
    ['', 422, 'ไม่ใช่บัญชีที่ลงนามแล้ว'],
    [text, 422, 'ไม่ใช่บัญชีที่ลงนามแล้ว'],
    ['null', 422, 'ไม่ใช่บัญชีที่ลงนามแล้ว'],
    ['{"statement":"x","signature":"y"}', 422, 'ลายมือชื่อไม่ถูกต้อง'],
    [await signed(here, text, {}, newRosterKey().seed), 422, 'ลายมือชื่อไม่ถูกต้อง'],
    [good.replace('works', 'work5'), 422, 'ลายมือชื่อไม่ถูกต้อง'],
    [await signed(here, text, { version: 0 }), 422, 'เก่ากว่า'],
    [await signed(here, text, { members: [] }), 422, 'ไม่ครบหรือขัดกันเอง'],
    [await signed(here, text, { version: 1 }), 409, 'ฉบับที่ 1'],
  ]
  for (const [typed, status, sentence] of cases) {
    const answer = await pim.post(ROSTER, { signed: typed })
    expect([sentence, answer.status]).toEqual([sentence, status])
    expect(besideOf(answer.body, 'signed')).toContain(sentence)
    expect(summaryOf(answer.body)).toMatchObject([{ href: '#signed' }])
    expect(formOf(answer.body, ROSTER).values['signed']).toEqual([typed])
  }
  // Two members at once: the second is told which version is there.
  const both = await Promise.all([pim.post(ROSTER, { signed: good }), pim.post(ROSTER, { signed: good })])
  expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
})

test('a swapped key is shown on every page, with both fingerprints', async () => {
  const here = await island()
  const pim = await memberClient(here, 'pim')
  const key = Buffer.from(random(32))
  database(here.made.folder).prepare("UPDATE member SET public_key = ? WHERE id = 'nok'").run(key)
  expect(base64(key)).not.toBe('')
  for (const path of ['/panel/members', '/panel/account', '/panel/log', ROSTER])
    expect((await pim.get(path)).body).toContain('sala-note--danger')
  const page = await pim.get('/panel/members')
  expect(groupsOn(page)).toHaveLength(5)
  expect(wordsOf(page.body)).toContain('หยุดทำงานและแจ้งผู้นำพิธี')
})

test('an invitation names one person, once, and no reserved name', async () => {
  const here = await island()
  const pim = await memberClient(here, 'pim')
  for (const id of [
    '',
    'a',
    '1malai',
    'มาลัย',
    'operator',
    'sala',
    'a b',
    'x'.repeat(32),
    "a'--",
    '__proto__',
  ]) {
    const answer = await pim.post('/panel/members/invite', { id, name: 'มาลัย <script>' })
    expect([id, answer.status, summaryOf(answer.body)[0]?.href]).toEqual([id, 422, '#id'])
    expect(answer.body).toContain('มาลัย &lt;script&gt;')
    expect(answer.body).not.toContain('<script')
  }
  for (const name of ['', '   ', 'ก'.repeat(81)])
    expect(summaryOf((await pim.post('/panel/members/invite', { id: 'malai', name })).body)[0]?.href).toBe(
      '#name',
    )
  const invited = await pim.post('/panel/members/invite', { id: ' MALAI', name: 'มาลัย "ใจ" <b>&' })
  expect(wordsOf(invited.body)).toContain('มาลัย "ใจ" <b>&')
  expect(wordsOf(invited.body)).toContain('30 พฤศจิกายน 2569')
  const malai = makeClient(here.app)
  const invitation = groupsOn(invited)[0]?.join('') ?? ''
  await confirm(here, malai, await malai.post('/panel/join', { invitation, passphrase: NEW, repeat: NEW }))
  const page = await pim.get('/panel/members')
  expect(wordsOf(page.body)).toContain('มาลัย "ใจ" <b>&')
  expect(page.body).toContain('มีกุญแจ รอลงนามบัญชี')
  expect(wordsOf((await pim.get('/panel/log')).body)).toContain('pim สร้างรหัสเชิญสำหรับ มาลัย')
})

test('a notice is one of a closed list, whatever the address says', async () => {
  const here = await island()
  const pim = await memberClient(here, 'pim')
  for (const query of [
    'done=<b>x',
    'done=nosuch',
    'done=__proto__',
    'done=constructor',
    'done[]=left',
    'n=5',
  ]) {
    const page = await pim.get(`/panel/members?${query}`)
    expect([query, page.status, page.body.includes('role="status"')]).toEqual([query, 200, false])
  }
  const forged = await pim.get('/panel/members?done=renewed&n=<b>1')
  expect(wordsOf(forged.body)).toContain('แล้ว 0 เรื่อง')
})
