import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Config } from '../../../src/config.ts'
import { JOBS, makeJobs, type JobName } from '../../../src/jobs.ts'
import type { Happening } from '../../../src/requests/recording.ts'
import type { Reference } from '../../../src/requests/request.ts'
import { makeRequestStore } from '../../../src/requests/store.ts'
import { testApp, type TestApp } from '../../support/app.ts'
import { decoded, formOf, headingOf, summaryOf, titleOf, wordsOf } from '../../support/html.ts'
import { ENGLISH_LIGHT, fileLight, LIGHT, makeClient, makeClock, type Client } from '../../support/journey.ts'
import { htmlFaults } from '../../support/markup.ts'
import { makePeople } from '../../support/officers.ts'

const LETTERS = '/desk/late-letters'
const REASON = 'รอโคมจากโรงงาน คาดว่าติดตั้งได้ภายในวันที่ 30 กรกฎาคม 2569'

/** Somchai's light, filed on Monday 15 June 2569 and still not repaired on Monday 13 July. */
async function lateLight(changes = {}, base = LIGHT, config: Partial<Config> = {}) {
  const clock = makeClock()
  const opened = await testApp(config, clock.now)
  const { reference, path } = await fileLight(makeClient(opened.app), changes, base)
  clock.set('2026-07-13T03:00:00.000Z')
  const run = jobsOf(opened, clock.now)
  await run('draftLate')
  const rows = () => opened.engine.db.select().from(opened.engine.tables.lateLetter)
  const last = (await rows()).length
  return { ...opened, clock, reference, track: path, run, rows, last, people: makePeople(opened, clock.now) }
}

function jobsOf(opened: TestApp, now: () => Date) {
  const jobs = makeJobs({ ...opened, log: { info: () => {}, error: () => {} }, now })
  return async (name: JobName) => {
    const run = await jobs.find((job) => job.name === name)?.run()
    if (run?.code) throw new Error(`${name}: ${run.code}`)
  }
}

type World = Awaited<ReturnType<typeof lateLight>>
const newest = ({ reference, last }: World) => `${LETTERS}/${reference}/${last}`

/** What happens to the request by other ways than the letters. */
async function deedsOf({ engine, reference, clock }: World) {
  const store = makeRequestStore(engine)
  const happen = async (happened: Happening) => {
    const request = await store.findByReference(reference as Reference)
    if (!request) throw new Error('no such request')
    const seq = (await store.events(request.id)).length + 1
    const event = { id: `${request.id}-${seq}`, requestId: request.id, seq, at: clock.now().toISOString() }
    const status = happened.kind === 'deficiency' ? 'waitingForApplicant' : 'inProgress'
    await store.append({
      requestId: request.id,
      revision: request.revision,
      events: [{ ...event, actor: 'malee', ...happened }],
      projection: { status },
    })
  }
  return { happen }
}

/** What the form sends that was opened now. */
async function words({ engine, reference }: World, reason = REASON) {
  const { request } = engine.tables
  const [row] = await engine.db
    .select({ revision: request.revision })
    .from(request)
    .where(eq(request.reference, reference))
  return { reason, revision: String(row?.revision) }
}
const lettersOf = async ({ engine }: World) =>
  (await engine.db.select().from(engine.tables.letter)).filter(({ key }) => key.endsWith(':late'))

const NOT_HERE = 'ไม่พบ หรือไม่ได้อยู่กับกองของท่าน'

describe('the letters that wait for a signature', () => {
  it('are listed for the head of the division, and drafted only as far as the events know', async () => {
    const world = await lateLight()
    expect(world.last).toBeGreaterThan(1)
    const head = await world.people.wichai()
    const list = await head.get(LETTERS)
    expect(list.status).toBe(200)
    expect(await htmlFaults(list.body)).toEqual([])
    expect(list.body).toContain(newest(world))
    expect(wordsOf(list.body)).not.toContain('สมชาย')
    const page = await head.get(newest(world))
    expect(await htmlFaults(page.body)).toEqual([])
    expect(formOf(page.body, newest(world)).values['reason']?.[0]).toMatch(/^เรื่องอยู่/)
    expect(wordsOf(page.body)).toContain('เรียน สมชาย ใจดี')
  })

  it('are signed with a reason: number, event, the applicant’s letter; earlier drafts are dropped and seen', async () => {
    const world = await lateLight()
    const head = await world.people.wichai()
    const signed = await head.post(newest(world), await words(world))
    expect(signed.status).toBe(303)
    const page = await head.follow(signed)
    expect(wordsOf(page.body)).toContain('ลงนามแล้ว เลขทะเบียน 1/2569')
    expect(await htmlFaults(page.body)).toEqual([])
    const [letter, ...others] = await lettersOf(world)
    expect(others).toEqual([])
    expect(letter).toMatchObject({ toAddress: 'somchai@example.org', state: 'waiting' })
    expect(letter?.text).toContain('เลขทะเบียน 1/2569')
    expect(letter?.text).toContain(REASON)
    expect(letter?.text).toContain('มาตรา 10')
    expect(letter?.text).toContain(`${world.track}\n`)
    expect(letter?.text).not.toMatch(/\{\w+\}|undefined|null/)
    const states = (await world.rows()).map(({ n, state, droppedBecause }) => [n, state, droppedBecause])
    const earlier = Array.from({ length: world.last - 1 }, (_, index) => [index + 1, 'dropped', 'covered'])
    expect(states).toEqual([...earlier, [world.last, 'signed', null]])
    expect(wordsOf((await head.get(LETTERS)).body)).toContain('ไม่ได้ลงนามตามรอบ แจ้งรวมในฉบับถัดมา')
    expect(wordsOf((await head.get(`${LETTERS}/${world.reference}/1`)).body)).toContain('ร่างนี้ไม่ได้ลงนาม')
    expect(wordsOf((await makeClient(world.app).get(world.track)).body)).toContain(REASON)
  })

  it('go to an English applicant in English', async () => {
    const world = await lateLight({}, ENGLISH_LIGHT)
    const palad = await world.people.pranee()
    const page = await palad.get(newest(world))
    expect(wordsOf(page.body)).toContain('ภาษาอังกฤษ')
    await palad.post(newest(world), await words(world, 'The lamp is on order and comes on 30 July.'))
    const [letter] = await lettersOf(world)
    expect(letter?.text).toContain('Days late: ')
    // Names stay in the language they are written in.
    const own = letter?.text.replaceAll(/ปราณี ใจงาม|หัวหน้าสำนักปลัด|สมชาย ใจดี/g, '')
    expect(own).not.toMatch(/[\u0e00-\u0e7f]/)
  })

  it.each([
    ['nothing', '', 'เขียนเหตุแห่งความล่าช้า'],
    ['too much', 'ก'.repeat(5001), 'ไม่เกิน 5000 ตัวอักษร'],
  ])('are not signed with %s as the reason, and what was typed stays', async (_name, reason, sentence) => {
    const world = await lateLight()
    const page = await (await world.people.wichai()).post(newest(world), { reason })
    expect(page.status).toBe(422)
    expect(titleOf(page.body)).toMatch(/^มีสิ่งที่ต้องแก้ไข/)
    expect(summaryOf(page.body)).toMatchObject([{ href: '#reason', text: expect.stringContaining(sentence) }])
    expect(await htmlFaults(page.body)).toEqual([])
    expect(formOf(page.body, newest(world)).values['reason']).toEqual([reason])
    expect(await lettersOf(world)).toEqual([])
  })

  it('are not signed as they were drafted: where a matter stands is no reason', async () => {
    const world = await lateLight()
    const head = await world.people.wichai()
    const { values } = formOf((await head.get(newest(world))).body, newest(world))
    const page = await head.post(newest(world), values)
    expect(page.status).toBe(422)
    expect(summaryOf(page.body)[0]?.text).toContain('เขียนเหตุที่ล่าช้าด้วย')
  })

  it('signed by two at once go out once; the other is told and keeps their words', async () => {
    const world = await lateLight()
    const [head, palad] = [await world.people.wichai(), await world.people.pranee()]
    const answers = await Promise.all([
      head.post(newest(world), await words(world, `${REASON} ก`)),
      palad.post(newest(world), await words(world, `${REASON} ข`)),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    const lost = answers.find(({ status }) => status === 409)
    expect(wordsOf(lost?.body ?? '')).toContain('มีผู้ลงนามหนังสือฉบับนี้แล้ว')
    expect(wordsOf(lost?.body ?? '')).toContain(REASON)
    expect(await htmlFaults(lost?.body ?? '')).toEqual([])
    expect(await lettersOf(world)).toHaveLength(1)
    expect((await world.rows()).filter(({ state }) => state === 'signed')).toHaveLength(1)
  })

  it('of a request that has ended are not signed any more', async () => {
    const world = await lateLight()
    await makeClient(world.app).post(`${world.track}/withdraw`)
    const head = await world.people.wichai()
    expect(wordsOf((await head.get(newest(world))).body)).toContain('ร่างนี้ไม่ต้องลงนามแล้ว')
    expect((await head.post(newest(world), await words(world))).status).toBe(409)
    await world.run('draftLate')
    expect(wordsOf((await head.get(LETTERS)).body)).toContain('คำขอสิ้นสุดก่อนลงนาม')
    expect(await lettersOf(world)).toEqual([])
  })

  it('are not signed while the applicant is waited for, and say so; afterwards they are', async () => {
    const world = await lateLight()
    const { happen } = await deedsOf(world)
    await happen({ kind: 'deficiency', data: { items: ['แผนที่'], dueDay: '2026-07-30' } })
    const head = await world.people.wichai()
    expect(wordsOf((await head.get(LETTERS)).body)).toContain('รอเอกสารจากผู้ยื่น ยังลงนามไม่ได้')
    const page = await head.get(newest(world))
    expect(wordsOf(page.body)).toContain('ยังลงนามไม่ได้ เพราะกำลังรอเอกสารจากผู้ยื่น')
    expect(page.body).not.toContain('name="reason"')
    const refused = await head.post(newest(world), await words(world))
    expect(refused.status).toBe(409)
    expect(wordsOf(refused.body)).toContain('ยังลงนามไม่ได้')
    expect(wordsOf(refused.body)).toContain(REASON)
    await world.run('draftLate')
    expect((await world.rows()).at(-1)).toMatchObject({ n: world.last, state: 'drafted' })
    await happen({ kind: 'supplied', data: { files: [] } })
    expect((await head.post(newest(world), await words(world))).status).toBe(303)
  })

  it('are not signed by whoever has not seen what happened since: the words are kept', async () => {
    const world = await lateLight()
    const head = await world.people.wichai()
    const { values } = formOf((await head.get(newest(world))).body, newest(world))
    await makeClient(world.app).post(`${world.track}/message`, { message: 'ไฟติดแล้ว' })
    const faulty = await head.post(newest(world), { ...values, reason: '' })
    const { values: again } = formOf(faulty.body, newest(world))
    expect(again['revision']).toEqual(values['revision'])
    const refused = await head.post(newest(world), { ...again, reason: REASON })
    expect(refused.status).toBe(409)
    expect(wordsOf(refused.body)).toContain('มีความเคลื่อนไหวในคำขอนี้ระหว่างที่ท่านเขียน')
    expect(wordsOf(refused.body)).toContain(REASON)
    expect(await htmlFaults(refused.body)).toEqual([])
    expect(await lettersOf(world)).toEqual([])
    const { values: fresh } = formOf((await head.get(newest(world))).body, newest(world))
    expect((await head.post(newest(world), { ...fresh, reason: REASON })).status).toBe(303)
  })

  it('are signed one for one day: an older one is refused and leads to the newest', async () => {
    const world = await lateLight()
    const head = await world.people.wichai()
    const older = `${LETTERS}/${world.reference}/1`
    const page = await head.get(older)
    expect(wordsOf(page.body)).toContain(`ลงนามได้เฉพาะฉบับล่าสุดของคำขอนี้ คือรอบที่ ${world.last}`)
    expect(page.body).not.toContain('name="reason"')
    const refused = await head.post(older, await words(world))
    expect(refused.status).toBe(409)
    expect(wordsOf(refused.body)).toContain(`มีฉบับใหม่กว่าของคำขอนี้ คือรอบที่ ${world.last}`)
    expect(wordsOf(refused.body)).toContain(REASON)
    expect(await lettersOf(world)).toEqual([])
    expect((await head.post(newest(world), await words(world))).status).toBe(303)
    expect((await head.post(older, await words(world))).status).toBe(409)
    expect(await lettersOf(world)).toHaveLength(1)
  })

  it('for somebody without e-mail are printed and posted, and that is noted', async () => {
    const world = await lateLight({ email: '' })
    const head = await world.people.wichai()
    expect(wordsOf((await head.get(newest(world))).body)).toContain('พิมพ์และส่งทางไปรษณีย์')
    await head.post(newest(world), await words(world))
    expect(await lettersOf(world)).toEqual([])
    const officer = await world.people.malee()
    const page = await officer.get(newest(world))
    expect(wordsOf(page.body)).toContain('ต้องส่งทางไปรษณีย์')
    const noted = await officer.follow(await officer.post(`${newest(world)}/posted`))
    expect(wordsOf(noted.body)).toContain('ส่งทางไปรษณีย์เมื่อ 13 กรกฎาคม 2569')
  })
})

describe('the register', () => {
  it('numbers without gaps, shows which copies are due, and notes those that were sent', async () => {
    const world = await lateLight()
    let head = await world.people.wichai()
    const signed = [world.last]
    await head.post(newest(world), await words(world, REASON))
    for (const day of ['2026-07-20', '2026-07-27']) {
      world.clock.set(`${day}T03:00:00.000Z`)
      head = await world.people.again('wichai')
      await world.run('draftLate')
      signed.push((await world.rows()).length)
      const path = `${LETTERS}/${world.reference}/${signed.at(-1)}`
      expect((await head.post(path, await words(world, `${REASON} ${day}`))).status).toBe(303)
    }
    const register = await head.get(`${LETTERS}/register?copies=due`)
    expect(await htmlFaults(register.body)).toEqual([])
    const numbers = [...wordsOf(register.body).matchAll(/(\d+)\/2569/g)].map(([, n]) => Number(n))
    expect([...new Set(numbers)].sort()).toEqual([1, 2, 3])
    const form = formOf(register.body, `${LETTERS}/register?copies=due`)
    const empty = await head.post(form.action)
    expect(empty.status).toBe(422)
    expect(summaryOf(empty.body)[0]?.text).toBe('เลือกอย่างน้อยหนึ่งฉบับ')
    const sent = await head.post(form.action, { letter: `${world.reference}_${signed[0]}` })
    expect((await head.follow(sent)).status).toBe(200)
    expect((await head.post(form.action, { letter: `${world.reference}_${signed[0]}` })).status).toBe(409)
    const rows = await world.rows()
    expect(rows.filter(({ copySentAt }) => copySentAt !== null).map(({ n }) => n)).toEqual([signed[0]])
    const csv = await head.get(`${LETTERS}/register.csv?copies=due`)
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(csv.body.trim().split('\n')).toHaveLength(signed.length)
    expect(csv.body).toContain(`2/2569,${world.reference}`)
    expect(csv.body).not.toContain('สมชาย')
    expect(csv.body).not.toMatch(/(^|,)"?[=+@-]/m)
    const [names = '', first = ''] = csv.body.replace(/^\ufeff/, '').split('\n')
    const cellOf = (name: string) =>
      first.split(',').at(names.split(',').indexOf(name) - names.split(',').length)
    expect([cellOf('number_year'), cellOf('number_in_year')]).toEqual(['2569', '3'])
    expect(cellOf('signed_on')).toMatch(/^\d{4}-\d\d-\d\d$/)
  })
})

describe('the seven cases of', () => {
  let world: World
  beforeEach(async () => {
    world = await lateLight()
  })
  const doors: [string, 'GET' | 'POST', (path: string) => string][] = [
    ['one letter', 'GET', (path) => path],
    ['signing', 'POST', (path) => path],
    ['noting the post', 'POST', (path) => `${path}/posted`],
  ]
  const knock = (client: Client, method: 'GET' | 'POST', path: string) =>
    method === 'GET' ? client.get(path) : client.post(path, { reason: REASON })

  it.each(doors)(
    '%s: another division, unknown and malformed references are one and the same',
    async (_name, method, at) => {
      const [anan, pranee] = [await world.people.anan(), await world.people.pranee()]
      expect((await pranee.get(newest(world))).status).toBe(200)
      const others = method === 'GET' || at('') !== '' ? anan : pranee
      const paths = [
        newest(world),
        `${LETTERS}/69-7KX-M4P/1`,
        `${LETTERS}/x/1`,
        `${LETTERS}/${world.reference}/99`,
      ]
      const strange = others === anan ? paths : paths.slice(1)
      for (const path of [
        ...strange,
        `${LETTERS}/${world.reference}/0`,
        `${LETTERS}/${world.reference}/1e1`,
      ]) {
        const answer = await knock(others, method, at(path))
        expect([path, answer.status, headingOf(answer.body)]).toEqual([path, 404, NOT_HERE])
      }
    },
  )

  it.each(doors)('%s: signed out, and the administrator, who reads no cases', async (_name, method, at) => {
    const nobody = await knock(makeClient(world.app), method, at(newest(world)))
    if (method === 'GET') expect(nobody.location).toMatch(/^\/desk\/sign-in/)
    else expect(nobody.status).toBe(401)
    const amnat = await world.people.amnat()
    expect((await knock(amnat, method, at(newest(world)))).status).toBe(403)
    expect((await world.rows()).every(({ state }) => state === 'drafted')).toBe(true)
  })

  it('signing: an officer and the auditor only read; another method is not found', async () => {
    for (const client of [await world.people.malee(), await world.people.somying()]) {
      const page = await client.get(newest(world))
      expect(page.status).toBe(200)
      expect(page.body).not.toContain('name="reason"')
      expect((await client.post(newest(world), { reason: REASON })).status).toBe(403)
    }
    const head = await world.people.wichai()
    expect((await head.send('PUT', newest(world))).status).toBe(404)
  })

  it('the lists: other divisions’ letters are not in them', async () => {
    const [anan, malee] = [await world.people.anan(), await world.people.malee()]
    expect((await malee.get(LETTERS)).body).toContain(world.reference)
    expect((await anan.get(LETTERS)).body).not.toContain(world.reference)
    await (await world.people.wichai()).post(newest(world), await words(world))
    for (const path of [`${LETTERS}/register`, `${LETTERS}/register.csv`]) {
      expect((await malee.get(path)).body).toContain(world.reference)
      expect((await anan.get(path)).body).not.toContain(world.reference)
    }
    expect(
      (await malee.post(`${LETTERS}/register`, { letter: `${world.reference}_${world.last}` })).status,
    ).toBe(403)
    for (const path of [LETTERS, `${LETTERS}/register`, `${LETTERS}/register.csv`]) {
      expect((await makeClient(world.app).get(path)).location).toMatch(/^\/desk\/sign-in/)
      expect((await (await world.people.amnat()).get(path)).status).toBe(403)
    }
  })

  it('noting copies: of a letter that is not there, nothing is noted for any', async () => {
    const head = await world.people.wichai()
    await head.post(newest(world), await words(world))
    const letter = [`${world.reference}_${world.last}`, `${world.reference}_99`]
    expect((await head.post(`${LETTERS}/register`, { letter })).status).toBe(404)
    expect((await world.rows()).every(({ copySentAt }) => copySentAt === null)).toBe(true)
  })
})

describe('what is written down', () => {
  it('names who opened a letter, signed it and took the list away', async () => {
    const world = await lateLight()
    const head = await world.people.wichai()
    await head.get(newest(world))
    await head.post(newest(world), await words(world))
    await head.get(`${LETTERS}/register.csv`)
    const { auditEntry } = world.engine.tables
    const own = await world.engine.db.select().from(auditEntry).where(eq(auditEntry.actor, head.officer.id))
    const deeds = own.map(({ deed, subject }) => `${deed} ${subject ?? ''}`.trim())
    expect(deeds).toEqual(
      expect.arrayContaining([
        `case.viewed ${world.reference}`,
        `late.signed ${world.reference}`,
        'late.exported',
      ]),
    )
    expect(JSON.stringify(own)).not.toContain('โคม')
    expect(world.log()).not.toContain('โคม')
  })
})

/** Drafts that were dropped, a minute apart, the last one first in every list. */
async function manyDropped(world: World, count: number) {
  const { lateLetter } = world.engine.tables
  const [model] = await world.rows()
  if (!model) throw new Error('no draft')
  const rows = Array.from({ length: count }, (_, index) => ({
    ...model,
    id: `dropped-${String(index).padStart(3, '0')}`,
    n: 1000 + index,
    state: 'dropped',
    droppedBecause: 'covered',
    // Two at once share an instant: a page that ends between them must lose neither.
    droppedAt: new Date(
      Date.parse('2026-07-12T03:00:00.000Z') + Math.floor(index / 2) * 60_000,
    ).toISOString(),
  }))
  await world.engine.atomically((tx) => [tx.insert(lateLetter).values(rows)])
}

describe('the lists of letters', () => {
  it('lead to each case, the drafts, the dropped and the register alike', async () => {
    const world = await lateLight()
    const head = await world.people.wichai()
    const link = `href="/desk/cases/${world.reference}"`
    expect((await head.get(LETTERS)).body).toContain(link)
    await head.post(newest(world), await words(world))
    const after = (await head.get(LETTERS)).body
    expect(after.split('id="dropped"')[1]).toContain(link)
    expect((await head.get(`${LETTERS}/register`)).body).toContain(link)
  })

  it.each([
    ['dropped', 'dropped'],
    ['drafts', 'drafted'],
  ])('turn the pages of the %s without losing or repeating one', async (part, state) => {
    const world = await lateLight()
    const { lateLetter } = world.engine.tables
    await manyDropped(world, 60)
    if (state === 'drafted')
      await world.engine.atomically((tx) => [tx.update(lateLetter).set({ state, droppedAt: null })])
    const expected = (await world.rows()).filter((row) => row.state === state).map(({ n }) => n)
    const head = await world.people.wichai()
    const seen: number[] = []
    let page = (await head.get(LETTERS)).body
    for (let pages = 1; ; pages++) {
      const list = page.split(`id="${part}"`)[1]?.split('</section>')[0] ?? ''
      seen.push(...[...list.matchAll(/late-letters\/[\w-]+\/(\d+)"/g)].map(([, n]) => Number(n)))
      const next = decoded(/href="([^"]*)" rel="next"/.exec(list)?.[1] ?? '')
      if (next === '') break
      expect(pages).toBeLessThan(8)
      page = (await head.get(next)).body
      expect(await htmlFaults(page)).toEqual([])
    }
    expect(seen.length).toBe(expected.length)
    expect(new Set(seen)).toEqual(new Set(expected))
  })

  it.each(['dropped=x', 'drafts=%00', 'dropped=~', 'drafts=2026-07-12T03:00:00.000Z', 'dropped=a&dropped=b'])(
    'begin at the first page for an address that names none (%s)',
    async (query) => {
      const world = await lateLight()
      const head = await world.people.wichai()
      const [asked, first] = [await head.get(`${LETTERS}?${query}`), await head.get(LETTERS)]
      expect([asked.status, wordsOf(asked.body)]).toEqual([200, wordsOf(first.body)])
    },
  )
})

describe('the list of what ran by itself', () => {
  it('says when each job ran and what it did, and which failed with which code', async () => {
    const world = await lateLight()
    const { jobRun, letter } = world.engine.tables
    const startedAt = world.clock.now().toISOString()
    const broken = {
      id: 'x',
      job: 'files',
      startedAt,
      endedAt: startedAt,
      outcome: 'failed',
      did: 0,
      code: 'ENOSPC',
    }
    await world.engine.atomically((tx) => [
      tx.insert(jobRun).values(broken),
      tx.update(letter).set({ state: 'failed', lastError: 'SMTP550' }),
    ])
    const triage = await world.people.pranee()
    const page = await triage.get('/desk/jobs')
    expect(await htmlFaults(page.body)).toEqual([])
    const words = wordsOf(page.body)
    expect(words).toContain(`ร่างหรือนำออก ${world.last} ฉบับ`)
    expect(words).toContain('ไม่สำเร็จ รหัส ENOSPC')
    expect(words).toContain('ยังไม่เคยทำ')
    expect(words).toContain('SMTP550')
    expect(words).not.toContain('somchai@example.org')
    expect(page.body).not.toContain('action="/desk/jobs/letters"')
    expect((await triage.post('/desk/jobs/letters')).status).toBe(403)
    const amnat = await world.people.amnat()
    const retried = await amnat.follow(await amnat.post('/desk/jobs/letters'))
    expect(wordsOf(retried.body)).toContain('จะส่งอีกครั้งในไม่ช้า')
    expect((await world.engine.db.select().from(letter)).every(({ state }) => state === 'waiting')).toBe(true)
  })

  it('says what each did within a day, when next, and that one is overdue', async () => {
    const world = await lateLight()
    await world.run('draftLate')
    world.clock.pass(5)
    const triage = await world.people.pranee()
    const fresh = wordsOf((await triage.get('/desk/jobs')).body)
    expect(fresh).toContain('งานที่ทำแล้วสำเร็จทั้งหมด')
    expect(fresh).toMatch(new RegExp(`ทำ 2 ครั้ง: ร่างหรือนำออก ${world.last} ฉบับ`))
    expect(fresh).toMatch(/ร่างหนังสือแจ้งล่าช้า\s+10 นาที[^–]*10:00 น\.[\s\S]*?10:10 น\./)
    expect(fresh).not.toContain('เลยเวลา')
    world.clock.pass(40)
    const late = wordsOf((await triage.get('/desk/jobs')).body)
    expect(late).toContain('เลยเวลาที่ควรทำแล้ว: ร่างหนังสือแจ้งล่าช้า')
    expect(late).not.toContain('สำเร็จทั้งหมด')
  })

  it('says that all is well once every job has run in its time', async () => {
    const world = await lateLight()
    for (const { name } of JOBS) await world.run(name)
    const words = wordsOf((await (await world.people.pranee()).get('/desk/jobs')).body)
    expect(words).toContain('ทุกงานทำตามเวลา')
    expect(words).not.toContain('ยังไม่เคยทำ')
  })

  it('says how many letters wait and since when, and that no mail server is set', async () => {
    const world = await lateLight()
    const triage = await world.people.pranee()
    const words = wordsOf((await triage.get('/desk/jobs')).body)
    expect(words).toMatch(/รอส่ง\s*[1-9]\d*\s*ฉบับแรกรอตั้งแต่ จันทร์ 15 มิ\.ย\. 2569 10:00 น\./)
    expect(words).toContain('จดหมายยังไม่ออก เพราะยังไม่ได้ตั้งเครื่องแม่ข่ายอีเมล')
    expect(words).toContain('SMTP_URL')
    const english = wordsOf((await triage.get('/en/desk/jobs')).body)
    expect(english).toContain('No mail goes out, because no mail server is set.')
    const { letter } = world.engine.tables
    await world.engine.atomically((tx) => [tx.delete(letter)])
    expect(wordsOf((await triage.get('/desk/jobs')).body)).not.toContain('ฉบับแรกรอตั้งแต่')
  })

  it('says why letters wait although there is a mail server, and when they are tried next', async () => {
    const world = await lateLight({}, LIGHT, { smtpUrl: 'smtp://localhost:1' })
    const { letter } = world.engine.tables
    await world.engine.atomically((tx) => [
      tx.update(letter).set({ lastError: 'ECONNECTION', attempts: 2, nextAt: '2026-07-13T03:05:00.000Z' }),
    ])
    const words = wordsOf((await (await world.people.pranee()).get('/desk/jobs')).body)
    expect(words).toContain('เครื่องแม่ข่ายอีเมลยังไม่รับจดหมาย: ติดต่อแม่ข่ายไม่ได้ (ECONNECTION)')
    expect(words).toContain('จะลองอีกครั้งราว จันทร์ 13 ก.ค. 2569 10:05 น.')
    expect(words).not.toContain('SMTP_URL')
  })

  it('has nothing tried again of which no line could be written', async () => {
    const world = await lateLight()
    const { letter, auditEntry } = world.engine.tables
    const amnat = await world.people.amnat()
    await world.engine.atomically((tx) => [tx.update(letter).set({ state: 'failed' })])
    // One more than the last line's place is no other number: the next line finds its place taken, always.
    const [line] = await world.engine.db.select().from(auditEntry).limit(1)
    if (!line) throw new Error('nobody has signed in')
    await world.engine.atomically((tx) => [tx.insert(auditEntry).values({ ...line, seq: 2 ** 53 })])
    expect((await amnat.post('/desk/jobs/letters')).status).toBe(429)
    expect((await world.engine.db.select().from(letter)).map(({ state }) => state)).toContain('failed')
  })

  it('is for those who may read it', async () => {
    const world = await lateLight()
    expect((await (await world.people.somying()).get('/desk/jobs')).status).toBe(200)
    for (const name of ['malee', 'wichai', 'anan'] as const)
      expect((await (await world.people[name]()).get('/desk/jobs')).status).toBe(403)
    expect((await makeClient(world.app).get('/desk/jobs')).location).toMatch(/^\/desk\/sign-in/)
    expect((await makeClient(world.app).post('/desk/jobs/letters')).status).toBe(401)
    expect((await (await world.people.amnat()).send('PUT', '/desk/jobs')).status).toBe(404)
  })
})
