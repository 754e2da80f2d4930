import { Readable } from 'node:stream'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeCatalogue } from '../../src/catalogue/store.ts'
import { message } from '../../src/i18n/messages.ts'
import type { Act, ActInput } from '../../src/requests/desk/acts.ts'
import { makeRequestStore } from '../../src/requests/store.ts'
import { testApp } from '../support/app.ts'
import { starterDefinition } from '../support/catalogue.ts'
import { besideOf, formOf, summaryOf, titleOf, wordsOf } from '../support/html.ts'
import { fileLight, makeClient, makeClock, png } from '../support/journey.ts'
import { requestRow } from '../support/rows.ts'
import { calendarWith, officeOver, people } from './desk/bench.ts'

const { malee, wichai } = people

let picture: Buffer
beforeAll(async () => {
  picture = await png()
})

const photo = (name: string) => ({ field: 'files', name, bytes: picture })

/** Somchai’s light, filed by the real pages, and an office that acts on it by its use cases. */
async function followedLight() {
  const clock = makeClock()
  const opened = await testApp({}, clock.now)
  const { engine, app } = opened
  await engine.atomically((tx) => [tx.insert(engine.tables.officer).values(Object.values(people))])
  let n = 0
  const office = officeOver({
    engine,
    version: makeCatalogue(engine).version,
    calendar: calendarWith(),
    now: clock.now,
    newId: () => `office-${++n}`,
  })
  const client = makeClient(app)
  const filed = await fileLight(client)
  const does = (act: Act, input: Omit<ActInput, 'act'> = {}, officer = malee) =>
    office.act(officer, filed.reference, act, input)
  const events = async () => (await office.cases.find(people.somying, filed.reference)).events
  const kinds = async () => (await events()).map(({ kind }) => kind)
  const page = async (rest = '') => client.get(filed.path + rest)
  const words = async (rest = '') => wordsOf((await page(rest)).body)
  return { clock, opened, engine, office, client, filed, does, events, kinds, page, words }
}

type World = Awaited<ReturnType<typeof followedLight>>

const missing = { items: ['สำเนาบัตรประชาชนผู้รับมอบ', 'รูปเสาไฟ'], day: '2026-06-30' }

describe('what is missing', () => {
  test('stands on the page with its date, says that the clock is still, and is sent from there', async () => {
    const { does, client, filed, kinds, page, words, events } = await followedLight()
    await does('askMissing', missing)
    const text = await words()
    for (const part of ['สำเนาบัตรประชาชนผู้รับมอบ', 'รูปเสาไฟ', 'อังคารที่ 30 มิถุนายน 2569', 'หยุดนับ'])
      expect(text).toContain(part)
    const form = formOf((await page()).body, `${filed.path}/supply`)
    const sent = await client.upload(form.action, { ...form.values, 'item-1': 'ครบแล้ว' }, [
      { ...photo('บัตร.png'), field: 'files-1' },
      { ...photo('เสา.png'), field: 'files-2' },
    ])
    expect(sent.location).toBe(`${filed.path}?done=supply`)
    const after = wordsOf((await client.follow(sent)).body)
    expect(after).toContain(message('track.supply.done', 'th'))
    for (const part of ['บัตร.png', 'เสา.png', 'ครบแล้ว']) expect(after).toContain(part)
    expect(after).not.toContain(message('track.missing', 'th'))
    expect(await kinds()).toEqual(['filed', 'deficiency', 'supplied'])
    const { actor, data } = (await events()).at(-1)!
    expect(actor).toBeNull()
    expect(data).toMatchObject({ items: [{ n: 1, text: 'ครบแล้ว' }, { n: 2 }] })
    expect(data).not.toHaveProperty('partial')
  })

  test('sent in part is kept, says what is still missing, and the clock stands still until all has come', async () => {
    const { does, office, client, filed, page, words, events, engine } = await followedLight()
    await does('askMissing', missing)
    const standing = async () => (await office.cases.find(people.somying, filed.reference)).clock.state
    const first = formOf((await page()).body, `${filed.path}/supply`)
    const sent = await client.upload(first.action, { ...first.values, 'item-1': 'ส่งบัตรแล้ว' }, [])
    const after = wordsOf((await client.follow(sent)).body)
    expect(after).toContain(message('track.supply.part', 'th'))
    expect(after).toMatch(/สำเนาบัตรประชาชนผู้รับมอบ\s+ส่งแล้ว/)
    expect(after).toMatch(/รูปเสาไฟ\s+ยังขาด/)
    expect((await events()).at(-1)?.data).toMatchObject({
      items: [{ n: 1, text: 'ส่งบัตรแล้ว' }],
      partial: true,
    })
    expect(await standing()).toBe('paused')
    const letters = await engine.db.select().from(engine.tables.letter)
    expect(letters.at(-1)?.text).toContain('- รูปเสาไฟ')
    expect(letters.at(-1)?.text).not.toContain('- สำเนาบัตร')
    // The same sending once more changes nothing.
    await client.upload(first.action, { ...first.values, 'item-1': 'ส่งบัตรแล้ว' }, [])
    expect(await events()).toHaveLength(3)
    const second = formOf((await page()).body, `${filed.path}/supply`)
    expect(Object.keys(second.values)).toContain('item-2')
    expect(Object.keys(second.values)).not.toContain('item-1')
    await client.upload(second.action, second.values, [{ ...photo('เสา.png'), field: 'files-2' }])
    expect(await standing()).toBe('running')
    expect(await words()).toContain('ส่งบัตรแล้ว')
  })

  test('sent with a fault, keeps the words, the files that arrived, and the list', async () => {
    const { does, client, filed, kinds } = await followedLight()
    await does('askMissing', missing)
    const bad = { field: 'files-1', name: 'virus.exe', bytes: Buffer.from('MZ') }
    const faulty = await client.upload(`${filed.path}/supply`, { 'item-1': 'ส่งให้แล้ว' }, [
      { ...photo('เสา.png'), field: 'files-2' },
      bad,
    ])
    expect(faulty.status).toBe(422)
    expect(titleOf(faulty.body)).toMatch(/^ผิดพลาด: /)
    expect(summaryOf(faulty.body)[0]?.href).toBe('#supply-1')
    expect(faulty.body).toContain('id="supply-1"')
    expect(wordsOf(faulty.body)).toContain('รูปเสาไฟ')
    const form = formOf(faulty.body)
    expect(form.values['item-1']).toEqual(['ส่งให้แล้ว'])
    expect(wordsOf(faulty.body)).toContain('เสา.png')
    await client.upload(form.action, form.values, [{ ...photo('บัตร.png'), field: 'files-1' }])
    expect(await kinds()).toEqual(['filed', 'deficiency', 'supplied'])
    const page = wordsOf((await client.get(filed.path)).body)
    expect(page).toContain('เสา.png')
    expect(page).toContain('บัตร.png')
  })

  test('with nothing in it nothing is supplied', async () => {
    const { does, client, filed, kinds } = await followedLight()
    await does('askMissing', missing)
    const empty = await client.upload(`${filed.path}/supply`, { 'item-1': ' ', 'item-9': 'x' }, [])
    expect([empty.status, summaryOf(empty.body)[0]?.text]).toEqual([422, message('track.supply.empty', 'th')])
    expect(await kinds()).toEqual(['filed', 'deficiency'])
  })

  test('brought to the counter meanwhile, what is sent is kept as a message', async () => {
    const { does, client, filed, kinds } = await followedLight()
    await does('askMissing', missing)
    await does('supplyAtCounter', { text: 'นำมาที่สำนักงาน', got: [1, 2] })
    const sent = await client.upload(`${filed.path}/supply`, { 'item-2': 'ส่งอีก' }, [])
    expect(sent.status).toBe(303)
    expect(await kinds()).toEqual(['filed', 'deficiency', 'supplied', 'messaged'])
  })

  test('is a record with a number, to print and keep, of this request alone', async () => {
    const { does, page, words, client, filed, opened } = await followedLight()
    await does('askMissing', missing)
    const record = await words('/records/1')
    for (const part of ['ครั้งที่ 1', filed.reference, 'รูปเสาไฟ', 'ชื่อ malee', 'มาตรา 8', 'สมชาย ใจดี'])
      expect(record).toContain(part)
    for (const rest of ['/records/2', '/records/0', '/records/x', '/records/01'])
      expect([rest, (await page(rest)).status]).toEqual([rest, 404])
    const other = await fileLight(makeClient(opened.app))
    expect((await client.get(`${other.path}/records/1`)).status).toBe(404)
    expect((await client.get(`/track/${filed.reference}/XXXX/records/1`)).status).toBe(404)
  })
})

test('a question of an officer is answered where it stands', async () => {
  const { does, client, filed, page, kinds, words } = await followedLight()
  await does('ask', { text: 'เสาอยู่ฝั่งไหน' })
  const form = formOf((await page()).body, `${filed.path}/answer`)
  const answered = await client.upload(form.action, { ...form.values, message: 'ฝั่งวัด' }, [])
  expect(wordsOf((await client.follow(answered)).body)).toContain(message('track.answer.done', 'th'))
  expect(await kinds()).toEqual(['filed', 'asked', 'answered'])
  expect((await page()).body).not.toContain(`${filed.path}/answer`)
  expect(await words()).toContain('ฝั่งวัด')
})

test('a message of one’s own does not pass for the answer', async () => {
  const { does, client, filed, kinds, page } = await followedLight()
  await does('ask', { text: 'เสาอยู่ฝั่งไหน' })
  await client.upload(`${filed.path}/message`, { message: 'ฝนตกหนัก' }, [])
  expect(await kinds()).toEqual(['filed', 'asked', 'messaged'])
  expect((await page()).body).toContain(`${filed.path}/answer`)
})

describe('the result', () => {
  test('is a document to download by this link, and by no other', async () => {
    const { does, client, page, opened } = await followedLight()
    const stored = await opened.files.put(Readable.from([Buffer.from('%PDF-1.7 result')]))
    const upload = { field: 'result', name: 'ผลการซ่อม.pdf', type: 'application/pdf', ...stored }
    await does('deliver', { text: 'ซ่อมแล้ว', uploads: [upload] })
    const body = (await page()).body
    expect(wordsOf(body)).toContain('ซ่อมแล้ว')
    const path = /href="([^"]*\/files\/[^"]*)"/.exec(body)?.[1] ?? ''
    expect((await client.get(path)).body).toBe('%PDF-1.7 result')
    const other = await fileLight(makeClient(opened.app))
    expect((await client.get(`${other.path}/files/${path.split('/').at(-1)}`)).status).toBe(404)
  })

  test('of a refusal names ground, provision, facts and the way to appeal; it is not opened again by a tap', async () => {
    const world = await followedLight()
    const tree = starterDefinition('tree-trimming')
    const { reference } = await refusedTree(world)
    const { code } = await codeOf(world, reference)
    const path = `/track/${reference}/${code}`
    const text = wordsOf((await world.client.get(path)).body)
    const ground = tree.refusals?.find(({ id }) => id === 'private-land')
    for (const part of ['ไม่อนุญาต', ground?.reason.th, ground?.clause.th, 'อยู่ในรั้วบ้าน', tree.manual.appeal.th])
      expect(text.replaceAll(/\s+/g, ' ')).toContain(part?.replaceAll(/\s+/g, ' '))
    expect((await world.client.get(path)).body).toContain(`${path}/rate`)
    expect((await world.client.get(path)).body).not.toContain('/reopen"')
    expect((await world.client.post(`${path}/reopen`, { reason: 'ไม่ยอม' })).location).toBe(path)
    const events = (await world.office.cases.find(people.somying, reference)).events
    expect(events.map(({ kind }) => kind)).toEqual(['filed', 'decided'])
  })
})

/** A request to trim a tree, refused. */
async function refusedTree({ office, clock, engine }: World) {
  const store = makeRequestStore(engine)
  const request = requestRow('tree', {
    reference: '69-222-222' as never,
    serviceId: 'tree-trimming',
    answers: {},
    filedAt: clock.now().toISOString(),
  })
  const filed = {
    id: 'tree-1',
    requestId: 'tree',
    seq: 1,
    kind: 'filed',
    at: request.filedAt,
    actor: null,
    data: {},
  } as const
  await store.file({ request, events: [filed], letters: [] })
  await office.act(malee, request.reference, 'decide', {
    outcome: 'refused',
    ground: 'private-land',
    text: 'อยู่ในรั้วบ้าน',
  })
  return request
}

/** The tracking code as the app gives it. */
async function codeOf({ opened }: World, reference: string): Promise<{ code: string }> {
  const { createSecretKey } = await import('node:crypto')
  const { trackingCode } = await import('../../src/requests/reference.ts')
  const request = await makeRequestStore(opened.engine).findByReference(reference as never)
  return { code: trackingCode(createSecretKey(opened.config.secret), request?.id ?? '') }
}

const marks = { steps: '5', fairness: '4', ease: '3', solved: 'yes', comment: 'ขอบคุณ' }

describe('after the end', () => {
  async function closed() {
    const world = await followedLight()
    await world.does('claim')
    await world.does('close', { text: 'เปลี่ยนหลอดแล้ว' })
    return world
  }
  const ratings = async ({ engine }: World) => engine.db.select().from(engine.tables.rating)

  test('the applicant reads the reply and is asked the three questions of the survey', async () => {
    const { words, page, filed } = await closed()
    const text = await words()
    for (const name of ['steps', 'fairness', 'ease'])
      expect(text).toContain(message(`track.rate.${name}`, 'th'))
    expect(text).toContain('เปลี่ยนหลอดแล้ว')
    expect(formOf((await page()).body, `${filed.path}/rate`).names).toEqual(
      expect.arrayContaining(['steps', 'fairness', 'ease', 'solved', 'comment']),
    )
    expect((await page('/rate')).status).toBe(200)
  })

  test('no rating is asked for before the end', async () => {
    const { page, client, filed, kinds } = await followedLight()
    expect((await page()).body).not.toContain(`${filed.path}/rate`)
    expect((await page('/rate')).location).toBe(filed.path)
    expect((await client.post(`${filed.path}/rate`, marks)).location).toBe(filed.path)
    expect(await kinds()).toEqual(['filed'])
  })

  test('it is kept once for the statistics', async () => {
    const world = await closed()
    const { client, filed, kinds, page } = world
    const sent = await client.post(`${filed.path}/rate`, marks)
    expect(wordsOf((await client.follow(sent)).body)).toContain(message('track.rate.done', 'th'))
    const [row] = await ratings(world)
    expect(row).toMatchObject({
      serviceId: 'street-light-repair',
      division: 'public-works',
      steps: 5,
      fairness: 4,
      ease: 3,
      solved: 1,
    })
    expect((await client.post(`${filed.path}/rate`, { ...marks, steps: '1' })).location).toBe(filed.path)
    expect((await page()).body).not.toContain(`${filed.path}/rate`)
    expect(await kinds()).toEqual(['filed', 'claimed', 'closed', 'rated'])
    expect(await ratings(world)).toHaveLength(1)
  })

  test('an unanswered question is asked for again, and what was marked stays', async () => {
    const { client, filed, kinds } = await closed()
    const faulty = await client.post(`${filed.path}/rate`, {
      steps: '6',
      ease: '3',
      solved: 'no',
      comment: ' ',
    })
    expect(faulty.status).toBe(422)
    expect(summaryOf(faulty.body).map(({ href }) => href)).toEqual(['#steps-5', '#fairness-5', '#comment'])
    expect(besideOf(faulty.body, 'fairness')).toBe(message('track.rate.fairness.missing', 'th'))
    expect(formOf(faulty.body).values).toMatchObject({ ease: ['3'], solved: ['no'] })
    expect(await kinds()).toEqual(['filed', 'claimed', 'closed'])
  })

  test('“not solved” opens it again for all to see, with the applicant’s words', async () => {
    const world = await closed()
    const { client, filed, kinds, words, does } = world
    const unsolved = { ...marks, solved: 'no', comment: 'ยังดับอยู่' }
    const sent = await client.post(`${filed.path}/rate`, unsolved)
    const after = wordsOf((await client.follow(sent)).body)
    expect(after).toContain(message('track.reopen.done', 'th'))
    expect(after).toContain('ยังดับอยู่')
    expect(await kinds()).toEqual(['filed', 'claimed', 'closed', 'rated', 'reopened'])
    const file = await world.office.cases.find(malee, filed.reference)
    expect(file.request).toMatchObject({ status: 'inProgress', finishedAt: null, claimedBy: 'malee' })
    await does('close', { text: 'แก้ไขแล้ว' })
    expect(await words()).toContain(message('track.rate.solved.reopen', 'th'))
  })

  test('rated as solved, it can still be opened again while there is time', async () => {
    const { client, filed, kinds, clock, page } = await closed()
    await client.post(`${filed.path}/rate`, marks)
    expect((await page()).body).toContain(`${filed.path}/reopen`)
    const empty = await client.post(`${filed.path}/reopen`, { reason: ' ' })
    expect([empty.status, summaryOf(empty.body)[0]?.href]).toEqual([422, '#reason'])
    clock.set('2026-07-15T16:00:00.000Z')
    expect((await client.post(`${filed.path}/reopen`, { reason: 'ดับอีกแล้ว' })).location).toBe(
      `${filed.path}?done=reopened`,
    )
    expect((await kinds()).at(-1)).toBe('reopened')
  })

  test('once the days are over it says where to go instead', async () => {
    const { client, filed, kinds, clock, page, words } = await closed()
    clock.set('2026-07-15T17:00:00.000Z')
    const [complaint] = starterDefinition('street-light-repair').manual.complaints
    expect(await words()).toContain(message('track.reopen.over', 'th'))
    expect(await words()).toContain(complaint?.th.slice(0, 20))
    expect((await page('/reopen')).location).toBe(filed.path)
    await client.post(`${filed.path}/reopen`, { reason: 'x' })
    await client.post(`${filed.path}/rate`, { ...marks, solved: 'no' })
    expect(await kinds()).toEqual(['filed', 'claimed', 'closed', 'rated'])
  })

  test('what was withdrawn is neither rated nor opened again', async () => {
    const { client, filed, page } = await followedLight()
    await client.post(`${filed.path}/withdraw`, {})
    expect((await page()).body).not.toMatch(/\/(rate|reopen)"/)
    expect((await page('/reopen')).location).toBe(filed.path)
  })
})

test('who of the office has it is told neither on the page nor in the download', async () => {
  const { does, page } = await followedLight()
  await does('assign', { officer: 'suda' }, wichai)
  await does('note', { text: 'INTERNAL' })
  for (const rest of ['', '/data.json', '/data.csv']) {
    const { body } = await page(rest)
    expect(body).not.toContain('suda')
    expect(body).not.toContain('INTERNAL')
    expect(body).not.toContain('claimedBy')
  }
})

test.each(['supply', 'answer', 'rate', 'reopen'])('/%s of a wrong address changes nothing', async (door) => {
  const { client, filed, does, kinds } = await followedLight()
  await does('close', { text: 'x' })
  const answer = await client.post(`/track/${filed.reference}/XXXX/${door}`, {
    ...marks,
    message: 'x',
    reason: 'x',
  })
  expect(answer.status).toBe(404)
  expect(await kinds()).toEqual(['filed', 'closed'])
})
