import { describe, expect, test } from 'vitest'
import { besideOf, summaryOf, titleOf } from '../../support/html.ts'
import { file, LIGHT_SAID, openCounter, pick, press, referenceIn } from './counter.ts'

const LIGHT = 'แจ้งซ่อมไฟฟ้าสาธารณะ'

describe('picking a service', () => {
  test.each([LIGHT, 'ไฟฟ้าสาธารณะ', 'street-light repair', ' แจ้งซ่อม  ไฟฟ้าสาธารณะ '.trim()])(
    'by typing %j leads straight to its questions',
    async (typed) => {
      const { people } = await openCounter()
      const malee = await people.malee()
      const answer = await malee.post('/desk/counter', { service: typed })
      expect(answer.location).toMatch(/^\/desk\/counter\/[0-9a-f]{64}$/)
    },
  )

  test('by words that fit several asks which one, and its button begins', async () => {
    const { people } = await openCounter()
    const malee = await people.malee()
    const answer = await malee.post('/desk/counter', { service: 'ภาษี' })
    expect(answer.status).toBe(200)
    const choices = [...answer.body.matchAll(/value="begin:([^"]+)"/g)].map(([, id]) => id)
    expect(choices).toEqual(expect.arrayContaining(['sign-tax', 'land-tax']))
    expect((await malee.post('/desk/counter', { act: 'begin:sign-tax' })).status).toBe(303)
    expect((await malee.post('/desk/counter', { act: 'begin:no-such-thing' })).status).toBe(404)
  })

  test.each([
    ['', 'พิมพ์ชื่อบริการ หรือเลือกจากรายการ'],
    ['ฮฮฮฮฮฮฮฮ', 'ไม่พบบริการนี้ พิมพ์คำอื่น หรือเลือกจากรายการ'],
  ])('by %j says what to do, with what was typed', async (service, sentence) => {
    const { people } = await openCounter()
    const malee = await people.malee()
    const answer = await malee.post('/desk/counter', { service })
    expect([answer.status, summaryOf(answer.body)]).toEqual([422, [{ href: '#service', text: sentence }]])
    expect(besideOf(answer.body, 'service')).toBe(sentence)
    expect(titleOf(answer.body)).toMatch(/^ผิดพลาด/)
    expect(answer.body).toContain(`value="${service}"`)
  })

  test('is open to an officer of any division', async () => {
    const { people } = await openCounter()
    for (const name of ['malee', 'anan', 'wichai', 'pranee'] as const) {
      const officer = await people[name]()
      expect((await pick(officer, LIGHT)).status).toBe(200)
      expect((await pick(officer, 'ลงทะเบียนเบี้ยยังชีพผู้สูงอายุ')).status).toBe(200)
    }
  })
})

describe('the seven cases of each address of the counter', () => {
  async function filedByMalee() {
    const opened = await openCounter()
    const malee = await opened.people.malee()
    const page = await pick(malee, LIGHT)
    const draft = (await pick(malee, LIGHT)).path
    const reference = referenceIn(await file(malee, page, LIGHT_SAID))
    const slip = `/desk/counter/slips/${reference}`
    return { ...opened, malee, draft, slip, addresses: ['/desk/counter', draft, slip, `${slip}/qr.svg`] }
  }

  test('works for the officer whose draft and slip it is', async () => {
    const { malee, addresses } = await filedByMalee()
    for (const path of addresses)
      for (const address of [path, `/en${path}`])
        expect([address, (await malee.get(address)).status]).toEqual([address, 200])
  })

  test('another officer finds neither the draft nor the slip, of this division or another', async () => {
    const { people, malee, draft, slip } = await filedByMalee()
    for (const name of ['anan', 'wichai', 'pranee'] as const) {
      const other = await people[name]()
      const sights = [other.get(draft), other.post(draft, { act: 'file' }), other.get(slip)]
      const answers = await Promise.all([...sights, other.get(`${slip}/qr.svg`)])
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    }
    expect((await malee.get(draft)).status).toBe(200)
  })

  test.each(['69-9ZZ-Z9Z', 'nonsense', '%00', '69-', "'; DROP TABLE draft; --"])(
    'the slip and draft of %j, unknown or malformed, are the same not found',
    async (name) => {
      const { malee } = await filedByMalee()
      const strange = [
        `/desk/counter/slips/${encodeURIComponent(name)}`,
        `/desk/counter/slips/${encodeURIComponent(name)}/qr.svg`,
        `/desk/counter/${encodeURIComponent(name)}`,
      ]
      for (const path of strange) expect([path, (await malee.get(path)).status]).toEqual([path, 404])
    },
  )

  test('the wrong method is not found', async () => {
    const { malee, slip, draft } = await filedByMalee()
    expect((await malee.post(slip)).status).toBe(404)
    expect((await malee.send('PUT', draft)).status).toBe(404)
    expect((await malee.send('PUT', '/desk/counter')).status).toBe(404)
  })

  test('signed out, reading leads to the sign-in page and writing is refused', async () => {
    const { app, addresses, draft } = await filedByMalee()
    for (const url of addresses) {
      const answer = await app.inject({ url })
      expect([url, answer.statusCode, answer.headers.location]).toEqual([
        url,
        303,
        expect.stringMatching(/^\/desk\/sign-in\?to=/),
      ])
    }
    for (const url of ['/desk/counter', draft]) {
      const answer = await app.inject({ method: 'POST', url })
      expect([url, answer.statusCode]).toEqual([url, 401])
    }
  })

  test.each(['amnat', 'somying'] as const)('%s, whose role may not take in, is refused', async (name) => {
    const { people, addresses, draft } = await filedByMalee()
    const other = await people[name]()
    for (const path of addresses) expect([path, (await other.get(path)).status]).toEqual([path, 403])
    for (const path of ['/desk/counter', draft]) expect((await other.post(path)).status).toBe(403)
  })

  test('another website cannot send it in the officer’s name', async () => {
    const { malee, draft } = await filedByMalee()
    const answer = await malee.post(draft, { act: 'discard' }, { 'sec-fetch-site': 'cross-site' })
    expect(answer.status).toBe(403)
    expect((await malee.get(draft)).status).toBe(200)
  })
})

describe('the slip', () => {
  test('is seen by who took the request in even when it is another division’s, and each look is written down', async () => {
    const opened = await openCounter()
    const anan = await opened.people.anan()
    const filed = await file(anan, await pick(anan, LIGHT), LIGHT_SAID)
    const reference = referenceIn(filed)
    const slip = await anan.follow(filed)
    expect(slip.status).toBe(200)
    expect((await anan.get(`/desk/cases/${reference}`)).status).toBe(404)
    const audit = await opened.engine.db.select().from(opened.engine.tables.auditEntry)
    expect(audit.filter(({ deed }) => deed === 'slip.viewed')).toMatchObject([
      { actor: anan.officer.id, subject: reference },
    ])
    expect(audit.map(({ data }) => data).join()).not.toContain('สมชาย')
  })

  test('has the number, the code, the due day, what was handed in, who received, and a QR of the tracking page', async () => {
    const opened = await openCounter()
    const malee = await opened.people.malee()
    const slip = await malee.follow(await file(malee, await pick(malee, LIGHT), LIGHT_SAID))
    const code = /<dd class="sala-slip__code">([A-Z0-9-]+)<\/dd>/.exec(slip.body)?.[1] ?? ''
    const [request] = await opened.engine.db.select().from(opened.engine.tables.request)
    const tracked = await malee.get(`/track/${request?.reference}/${code.replaceAll('-', '')}`)
    expect(tracked.status).toBe(200)
    for (const words of ['นายช่างโยธา', 'กองช่าง', 'ไม่มีเอกสารแนบ', '15 มิถุนายน 2569 10:00 น.'])
      expect(slip.body).toContain(words)
    const qr = await malee.get(`${slip.path}/qr.svg`)
    expect([qr.headers['content-type'], qr.headers['cache-control']]).toEqual(['image/svg+xml', 'no-store'])
    expect(qr.body).toMatch(/^<svg/)
  })

  test('is there for twelve hours; after that only for who may see the case, with its QR', async () => {
    const opened = await openCounter()
    const names = ['anan', 'pranee', 'malee'] as const
    const slips: string[] = []
    for (const name of names) {
      const officer = await opened.people[name]()
      const reference = referenceIn(await file(officer, await pick(officer, LIGHT), LIGHT_SAID))
      slips.push(`/desk/counter/slips/${reference}`)
    }
    const [request] = await opened.engine.db.select().from(opened.engine.tables.request)
    const after = (minutes: number) =>
      opened.clock.set(new Date(Date.parse(request!.filedAt) + minutes * 60_000).toISOString())
    const answers = async () => {
      const statuses: number[] = []
      for (const [n, name] of names.entries()) {
        const officer = await opened.people.again(name)
        for (const rest of ['', '/qr.svg']) statuses.push((await officer.get(slips[n] + rest)).status)
      }
      return statuses
    }
    after(12 * 60 - 1)
    expect(await answers()).toEqual([200, 200, 200, 200, 200, 200])
    after(12 * 60)
    expect(await answers()).toEqual([404, 404, 200, 200, 200, 200])
  })

  test('each look at its QR is written down as well', async () => {
    const opened = await openCounter()
    const malee = await opened.people.malee()
    const reference = referenceIn(await file(malee, await pick(malee, LIGHT), LIGHT_SAID))
    await malee.get(`/desk/counter/slips/${reference}/qr.svg`)
    const audit = await opened.engine.db.select().from(opened.engine.tables.auditEntry)
    expect(audit.at(-1)).toMatchObject({
      actor: malee.officer.id,
      deed: 'slip.codeShown',
      subject: reference,
    })
  })

  test('of a request sent by web is nobody’s', async () => {
    const opened = await openCounter()
    const malee = await opened.people.malee()
    await file(malee, await pick(malee, LIGHT), LIGHT_SAID)
    const { tables, atomically } = opened.engine
    const [request] = await opened.engine.db.select().from(tables.request)
    await atomically((tx) => [tx.update(tables.request).set({ channel: 'web' })])
    expect((await malee.get(`/desk/counter/slips/${request?.reference}`)).status).toBe(404)
  })
})

test('what is typed at the counter stands in no log', async () => {
  const opened = await openCounter()
  const malee = await opened.people.malee()
  const page = await pick(malee, LIGHT)
  await press(malee, page, 'file', { ...LIGHT_SAID, lampCount: 'ยี่สิบ' })
  await file(malee, page, LIGHT_SAID)
  expect(opened.log()).toContain('/desk/counter/:draft')
  for (const words of ['สมชาย', 'โป่งแดง', '0812345678', page.path.split('/').at(-1) ?? ''])
    expect(opened.log()).not.toContain(words)
})
