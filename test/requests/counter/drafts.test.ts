import { describe, expect, test } from 'vitest'
import { formOf, summaryOf } from '../../support/html.ts'
import { png, restarted } from '../../support/journey.ts'
import { file, LIGHT_SAID, openCounter, pick, press, requestsIn } from './counter.ts'

const LIGHT = 'แจ้งซ่อมไฟฟ้าสาธารณะ'
const TREES = 'ขอตัดแต่งหรือตัดต้นไม้'

const filesIn = (body: string) =>
  [...body.matchAll(/<span class="sala-files__name">([^<]*)<\/span>/g)].map(([, name]) => name)
const actsIn = (body: string, act: string) =>
  [...body.matchAll(new RegExp(`value="(${act}:[^"]+)"`, 'g'))].map(([, value = '']) => value)

describe('a draft at the counter', () => {
  test('holds what was typed, right or wrong, and is found again in the list', async () => {
    const { people } = await openCounter()
    const malee = await people.malee()
    const page = await pick(malee, LIGHT)
    const left = await press(malee, page, 'leave', { ...LIGHT_SAID, lampCount: 'หลายดวง' })
    expect(left.location).toBe('/desk/counter?kept=1')
    const list = await malee.follow(left)
    expect(list.body).toContain(`href="${page.path}"`)
    expect(list.body).toContain('สมชาย ใจดี')
    const { values } = formOf((await malee.get(page.path)).body, page.path)
    expect(values).toMatchObject({ lampCount: ['หลายดวง'], symptom: ['out'] })
  })

  test('survives the end of the process, its scans with it', async () => {
    const before = await openCounter()
    const malee = await before.people.malee()
    const page = await pick(malee, LIGHT)
    await press(malee, page, 'keep', LIGHT_SAID)
    await press(malee, page, 'upload', LIGHT_SAID, [{ field: 'photos', name: 'โคม.png', bytes: await png() }])
    const after = await restarted(before, before.clock.now)
    const answer = await after.app.inject({ url: page.path, headers: { cookie: cookieOf(malee.jar) } })
    expect(answer.statusCode).toBe(200)
    expect(filesIn(answer.body)).toEqual(['โคม.png'])
    expect(formOf(answer.body, page.path).values).toMatchObject({ place: ['หน้าวัดโป่งแดง'] })
  })

  test('is not found once it has run out', async () => {
    const { people, clock } = await openCounter()
    const malee = await people.malee()
    const page = await pick(malee, LIGHT)
    clock.pass(14 * 24 * 60 + 1)
    const again = await people.again('malee')
    expect((await again.get(page.path)).status).toBe(404)
    expect((await again.get('/desk/counter')).body).not.toContain(page.path)
  })

  test('is deleted with its words and scans when the officer says so', async () => {
    const { people, engine } = await openCounter()
    const malee = await people.malee()
    const page = await pick(malee, LIGHT)
    await press(malee, page, 'upload', LIGHT_SAID, [{ field: 'photos', name: 'โคม.png', bytes: await png() }])
    const gone = await press(malee, page, 'discard')
    expect(gone.location).toBe('/desk/counter?discarded=1')
    const { draft, counterDraft, attachment } = engine.tables
    for (const table of [draft, counterDraft, attachment])
      expect(await engine.db.select().from(table)).toEqual([])
    expect((await malee.get(page.path)).status).toBe(404)
  })

  test('of the second tab is another one: two residents are never mixed', async () => {
    const opened = await openCounter()
    const malee = await opened.people.malee()
    const [one, two] = [await pick(malee, LIGHT), await pick(malee, LIGHT)]
    expect(one.path).not.toBe(two.path)
    await press(malee, one, 'keep', LIGHT_SAID)
    await press(malee, two, 'keep', { ...LIGHT_SAID, applicantName: 'สมปอง มีสุข' })
    await file(malee, two, { ...LIGHT_SAID, applicantName: 'สมปอง มีสุข' })
    await file(malee, one, LIGHT_SAID)
    const names = (await requestsIn(opened)).map(({ applicantName }) => applicantName)
    expect(names.sort()).toEqual(['สมชาย ใจดี', 'สมปอง มีสุข'])
  })

  test('open in two tabs tells each what the other said otherwise, and files nothing unseen', async () => {
    const opened = await openCounter()
    const malee = await opened.people.malee()
    const first = await pick(malee, LIGHT)
    const second = await malee.get(first.path)
    await press(malee, first, 'keep', { ...LIGHT_SAID, place: 'หน้าโรงเรียน' })
    const answer = await file(malee, second, LIGHT_SAID)
    expect(answer.status).toBe(409)
    expect(answer.body).toContain('หน้าโรงเรียน')
    expect(formOf(answer.body, first.path).values).toMatchObject({ place: ['หน้าวัดโป่งแดง'], symptom: ['out'] })
    expect(await requestsIn(opened)).toEqual([])
    expect((await file(malee, answer)).status).toBe(303)
  })

  test('saved by two tabs that say the same is no quarrel', async () => {
    const opened = await openCounter()
    const malee = await opened.people.malee()
    const first = await pick(malee, LIGHT)
    await press(malee, first, 'keep', LIGHT_SAID)
    expect((await file(malee, first, LIGHT_SAID)).status).toBe(303)
  })

  test('begins where most residents live, only in addresses that are asked for', async () => {
    const { people } = await openCounter()
    const malee = await people.malee()
    const page = await pick(malee, 'ขอรับถังขยะและการจัดเก็บขยะมูลฝอย')
    expect(formOf(page.body, page.path).values).toMatchObject({
      'address.houseNo': [''],
      'address.subdistrict': ['ขามทะเลสอ'],
      'address.province': ['นครราชสีมา'],
      'address.code': ['30280'],
    })
  })
})

describe('questions that hang on answers', () => {
  test('come and go as the page is sent, and keep their words meanwhile', async () => {
    const { people } = await openCounter()
    const malee = await people.malee()
    const page = await pick(malee, TREES)
    expect(page.body).not.toContain('name="landOwnerName"')
    const asked = await malee.follow(await press(malee, page, 'refresh', { landOwner: 'other' }))
    expect(asked.body).toContain('name="landOwnerName"')
    const hidden = await malee.follow(
      await press(malee, asked, 'refresh', { landOwnerName: 'สมศรี', landOwner: 'municipality' }),
    )
    expect(hidden.body).not.toContain('name="landOwnerName"')
    const again = await malee.follow(await press(malee, hidden, 'refresh', { landOwner: 'other' }))
    expect(formOf(again.body, page.path).values).toMatchObject({ landOwnerName: ['สมศรี'] })
  })

  test('not asked now are named with their condition in words', async () => {
    const { people } = await openCounter()
    const malee = await people.malee()
    const page = await pick(malee, 'ขอรับถังขยะและการจัดเก็บขยะมูลฝอย')
    expect(page.body).toContain('เมื่อยกเลิกการจัดเก็บ')
    const asked = await malee.follow(await press(malee, page, 'refresh', { requestKind: 'stop' }))
    expect(asked.body).not.toContain('เมื่อยกเลิกการจัดเก็บ')
    expect(asked.body).toContain('name="stopReason"')
  })

  test('an unticked box loses its tick', async () => {
    const { people } = await openCounter()
    const malee = await people.malee()
    const page = await pick(malee, LIGHT)
    const ticked = await malee.follow(await press(malee, page, 'refresh', { 'counter-later': 'yes' }))
    expect(ticked.body).toContain('name="counter-time"')
    const clear = await malee.follow(await press(malee, ticked, 'refresh', { 'counter-later': [] }))
    expect(clear.body).not.toContain('name="counter-time"')
  })
})

describe('rows', () => {
  test('are there as many as must be, and more are added and taken out', async () => {
    const { people } = await openCounter()
    const malee = await people.malee()
    const page = await pick(malee, TREES)
    expect(actsIn(page.body, 'drop')).toHaveLength(1)
    const [, row = ''] = actsIn(page.body, 'drop')[0]?.split('/') ?? []
    const two = await malee.follow(await press(malee, page, 'add:trees', { [`${row}-species`]: 'จามจุรี' }))
    const drops = actsIn(two.body, 'drop')
    expect(drops).toHaveLength(2)
    expect(formOf(two.body, page.path).values[`${row}-species`]).toEqual(['จามจุรี'])
    const one = await malee.follow(await press(malee, two, drops[1] ?? ''))
    expect(actsIn(one.body, 'drop')).toEqual([drops[0]])
    expect(formOf(one.body, page.path).values[`${row}-species`]).toEqual(['จามจุรี'])
  })

  test('say by number which one is wrong, and lead to its field', async () => {
    const { people } = await openCounter()
    const malee = await people.malee()
    const page = await malee.follow(await press(malee, await pick(malee, TREES), 'add:trees'))
    const [, row] = (actsIn(page.body, 'drop')[1] ?? '').split('/')
    const answer = await file(malee, page, { [`${row}-treeCount`]: 'x' })
    const found = summaryOf(answer.body).find(({ href }) => href === `#${row}-treeCount`)
    expect(found?.text).toMatch(/ 2: “.*” ต้องเป็นตัวเลข/)
  })

  test('are never more than the form takes', async () => {
    const { people } = await openCounter()
    const malee = await people.malee()
    let page = await pick(malee, TREES)
    const body = formOf(page.body, page.path).values
    const many = Array.from({ length: 60 }, (_, n) => `trees/r${String(n).padStart(8, '0')}`).join(' ')
    page = await malee.follow(await malee.post(page.path, { ...body, 'counter-rows': many, act: 'refresh' }))
    expect(actsIn(page.body, 'drop')).toHaveLength(20)
    expect(actsIn(page.body, 'add')).toEqual([])
  })

  test('keep the last one missing as a fault of the whole page', async () => {
    const { people } = await openCounter()
    const malee = await people.malee()
    const page = await pick(malee, TREES)
    const [drop = ''] = actsIn(page.body, 'drop')
    const none = await malee.follow(await press(malee, page, drop))
    expect(actsIn(none.body, 'drop')).toEqual([])
    const answer = await file(malee, none)
    expect(summaryOf(answer.body).map(({ href }) => href)).toContain('#page-trees')
  })
})

describe('scans', () => {
  const shots = async (...names: string[]) =>
    Promise.all(names.map(async (name) => ({ field: 'photos', name, bytes: await png() })))

  test('of many pages keep their order, are moved and taken out before sending', async () => {
    const opened = await openCounter()
    const malee = await opened.people.malee()
    const page = await pick(malee, LIGHT)
    const three = await malee.follow(
      await press(malee, page, 'upload', LIGHT_SAID, await shots('1.png', '2.png', '3.png')),
    )
    expect(filesIn(three.body)).toEqual(['1.png', '2.png', '3.png'])
    const [, up = ''] = actsIn(three.body, 'up')
    const moved = await malee.follow(await press(malee, three, up))
    expect(filesIn(moved.body)).toEqual(['1.png', '3.png', '2.png'])
    const [remove = ''] = actsIn(moved.body, 'remove')
    const two = await malee.follow(await press(malee, moved, remove))
    expect(filesIn(two.body)).toEqual(['3.png', '2.png'])
    const slip = await malee.follow(await file(malee, two))
    expect(slip.body).toContain('(2 ไฟล์)')
    const [request] = await requestsIn(opened)
    const answers = JSON.parse(request?.answers ?? '{}') as { photos: { name: string }[] }
    expect(answers.photos.map(({ name }) => name)).toEqual(['3.png', '2.png'])
  })

  test('chosen and filed with one press go along', async () => {
    const opened = await openCounter()
    const malee = await opened.people.malee()
    const page = await pick(malee, LIGHT)
    const filed = await press(
      malee,
      page,
      'file',
      { ...LIGHT_SAID, 'counter-declared': 'yes' },
      await shots('ก.png'),
    )
    expect(filed.status).toBe(303)
    expect((await malee.follow(filed)).body).toContain('(1 ไฟล์)')
  })

  test('that cannot be kept say why beside their field, and nothing typed is lost', async () => {
    const { people } = await openCounter()
    const malee = await people.malee()
    const page = await pick(malee, LIGHT)
    const bad = [{ field: 'photos', name: 'บันทึก.txt', bytes: Buffer.from('ไม่ใช่รูป') }]
    const answer = await press(malee, page, 'upload', LIGHT_SAID, bad)
    expect([answer.status, summaryOf(answer.body)[0]?.href]).toEqual([422, '#photos'])
    expect(formOf(answer.body, page.path).values).toMatchObject({ place: ['หน้าวัดโป่งแดง'] })
  })

  test('not chosen are asked for when the button is pressed', async () => {
    const { people } = await openCounter()
    const malee = await people.malee()
    const answer = await press(malee, await pick(malee, LIGHT), 'upload')
    expect([answer.status, summaryOf(answer.body).map(({ href }) => href)]).toEqual([422, ['#photos']])
  })

  test('for a question the form does not have are read and dropped', async () => {
    const { people, engine } = await openCounter()
    const malee = await people.malee()
    const page = await pick(malee, LIGHT)
    for (const field of ['nothing', 'r00000000-photos', 'constructor'])
      await press(malee, page, 'keep', {}, [{ field, name: 'x.png', bytes: await png() }])
    expect(await engine.db.select().from(engine.tables.attachment)).toEqual([])
  })
})

const cookieOf = (jar: Map<string, { name: string; value: string }>) =>
  [...jar.values()].map(({ name, value }) => `${name}=${value}`).join('; ')
