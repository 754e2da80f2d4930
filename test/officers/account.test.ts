import { describe, expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { besideOf, formOf, headingOf, summaryOf, wordsOf } from '../support/html.ts'
import { makeClient, makeClock, type Answer } from '../support/journey.ts'
import { codeAt, emailOf, makePeople, PASSWORD } from '../support/officers.ts'

const NEW = 'ทุ่งนาสีทองหลังฝน'
const FACTOR = '/desk/account/second-factor'

async function desk() {
  const clock = makeClock()
  const opened = await testApp({}, clock.now)
  return { ...opened, clock, people: makePeople(opened, clock.now) }
}

const secretOn = ({ body }: Answer) =>
  (/<code>([A-Z2-7 ]+)<\/code>/.exec(body)?.[1] ?? '').replaceAll(' ', '')
const codesOn = ({ body }: Answer) =>
  [...body.matchAll(/<li><code>([^<]+)<\/code><\/li>/g)].map(([, code = '']) => code)
const tokenOf = ({ jar }: Pick<ReturnType<typeof makeClient>, 'jar'>) => jar.get('desk /desk')?.value

describe('one’s own password', () => {
  test('changes only with the present one, and puts every other browser out', async () => {
    const { people } = await desk()
    const here = await people.malee()
    const there = await people.again('malee')
    const before = tokenOf(here)
    for (const [current, fault] of [
      ['', 'กรอกรหัสผ่านปัจจุบัน'],
      ['ไม่ใช่รหัสของมาลี', 'รหัสผ่านปัจจุบันไม่ถูกต้อง'],
    ] as const) {
      const refused = await here.post('/desk/account/password', { current, password: NEW, repeat: NEW })
      expect([refused.status, besideOf(refused.body, 'current')]).toEqual([422, fault])
    }
    const done = await here.post('/desk/account/password', { current: PASSWORD, password: NEW, repeat: NEW })
    expect(done.location).toBe('/desk/account?done=password')
    expect(tokenOf(here)).not.toBe(before)
    expect((await here.get('/desk/account')).status).toBe(200)
    expect((await there.get('/desk/account')).status).toBe(303)
    await expect(people.again('malee')).rejects.toThrow('422')
    expect((await there.post('/desk/sign-in', { email: emailOf('malee'), password: NEW })).status).toBe(303)
  })

  test('that is easy to guess is refused with the reason', async () => {
    const { people } = await desk()
    const { post } = await people.malee()
    for (const [password, why] of [
      ['สั้นไป', 'อย่างน้อย 12 ตัวอักษร'],
      ['password2569', 'คำที่คนใช้กันมาก'],
      ['มาลีศรีสุข2569', 'ชื่อของท่าน'],
      ['ขามทะเลสอ2569', 'ชื่อเทศบาล'],
    ] as const) {
      const refused = await post('/desk/account/password', { current: PASSWORD, password, repeat: password })
      expect([password, refused.status]).toEqual([password, 422])
      expect(besideOf(refused.body, 'password')).toContain(why)
    }
  })
})

describe('one’s own second factor', () => {
  test('is set up with a code and the password, shows recovery codes once, and is asked for from then on', async () => {
    const { people, clock } = await desk()
    const malee = await people.malee()
    const there = await people.again('malee')
    const before = tokenOf(malee)
    const page = await malee.get(FACTOR)
    const secret = secretOn(page)
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(page.body).toMatch(/<img src="data:image\/svg\+xml;base64,/)
    const { values, action } = formOf(page.body, FACTOR)
    const fields = { sealed: values['sealed']?.[0] ?? '', code: codeAt(clock.now(), secret) }

    const mistyped = await malee.post(action, { ...fields, code: '000000', current: PASSWORD })
    expect([mistyped.status, summaryOf(mistyped.body)[0]?.href]).toEqual([422, '#code'])
    expect(secretOn(mistyped)).toBe(secret)
    const unproven = await malee.post(action, { ...fields, current: 'ไม่ใช่รหัสของมาลี' })
    expect([unproven.status, summaryOf(unproven.body)[0]?.href]).toEqual([422, '#current'])

    const done = await malee.post(action, { ...fields, current: PASSWORD })
    expect([done.status, headingOf(done.body)]).toEqual([200, 'รหัสสำรองของท่าน'])
    expect(new Set(codesOn(done)).size).toBe(10)
    expect(tokenOf(malee)).not.toBe(before)
    expect((await there.get('/desk/account')).status).toBe(303)
    expect((await malee.get('/desk/account')).body).not.toContain(codesOn(done)[0])
    clock.pass(1)
    expect((await people.again('malee', { code: codeAt(clock.now(), secret) })).officer.email).toBe(
      emailOf('malee'),
    )
    await expect(people.again('malee', { code: '000000' })).rejects.toThrow('422')
    const out = await people.again('malee', { code: codesOn(done)[3] ?? '' })
    expect(wordsOf((await out.get('/desk/account')).body)).toContain('เหลือรหัสสำรอง 9 รหัส')
  })

  test('an offer made to somebody else or made up sets up nothing', async () => {
    const { people, clock } = await desk()
    const [malee, anan] = [await people.malee(), await people.anan()]
    const page = await anan.get(FACTOR)
    const sealed = formOf(page.body, FACTOR).values['sealed']?.[0] ?? ''
    const code = codeAt(clock.now(), secretOn(page))
    for (const stolen of [sealed, 'made-up', ''])
      expect((await malee.post(FACTOR, { sealed: stolen, code, current: PASSWORD })).location).toBe(FACTOR)
    expect(wordsOf((await malee.get('/desk/account')).body)).toContain('ยังไม่เปิด')
  })

  test('is turned off with the password; an administrator’s never', async () => {
    const { people, clock } = await desk()
    const malee = await people.malee()
    const page = await malee.get(FACTOR)
    const sealed = formOf(page.body, FACTOR).values['sealed']?.[0] ?? ''
    await malee.post(FACTOR, { sealed, code: codeAt(clock.now(), secretOn(page)), current: PASSWORD })
    expect((await malee.post(`${FACTOR}/off`, { current: 'ไม่ใช่รหัสของมาลี' })).status).toBe(422)
    const off = await malee.post(`${FACTOR}/off`, { current: PASSWORD })
    expect(off.location).toBe('/desk/account?done=factorOff')
    expect((await people.again('malee')).officer.email).toBe(emailOf('malee'))

    const amnat = await people.amnat()
    expect((await amnat.get(FACTOR)).body).not.toContain(`${FACTOR}/off`)
    expect((await amnat.post(`${FACTOR}/off`, { current: PASSWORD })).status).toBe(403)
    expect((await amnat.get('/desk/people')).status).toBe(200)
  })

  test('moves to another phone; the one before stops working', async () => {
    const { people, clock } = await desk()
    const amnat = await people.amnat()
    const page = await amnat.get(`${FACTOR}/new`)
    const sealed = formOf(page.body, FACTOR).values['sealed']?.[0] ?? ''
    const secret = secretOn(page)
    clock.pass(1)
    expect((await amnat.post(FACTOR, { sealed, code: codeAt(clock.now()), current: PASSWORD })).status).toBe(
      422,
    )
    const done = await amnat.post(FACTOR, { sealed, code: codeAt(clock.now(), secret), current: PASSWORD })
    expect(codesOn(done)).toHaveLength(10)
    clock.pass(1)
    await expect(people.again('amnat')).rejects.toThrow('422')
    clock.pass(1)
    expect((await people.again('amnat', { code: codeAt(clock.now(), secret) })).officer.role).toBe(
      'administrator',
    )
  })

  test('gives new recovery codes for the password', async () => {
    const { people } = await desk()
    const amnat = await people.amnat()
    expect((await amnat.post('/desk/account/recovery-codes', { current: '' })).status).toBe(422)
    const shown = await amnat.post('/desk/account/recovery-codes', { current: PASSWORD })
    expect(codesOn(shown)).toHaveLength(10)
    const malee = await people.malee()
    expect((await malee.post('/desk/account/recovery-codes', { current: PASSWORD })).location).toBe(FACTOR)
  })
})

describe('one’s own sessions', () => {
  test('are listed, and ended one by one or all but this', async () => {
    const { people, clock } = await desk()
    const here = await people.malee()
    const [one, two, three] = [
      await people.again('malee'),
      await people.again('malee'),
      await people.again('malee'),
    ]
    const anan = await people.anan()
    const page = await here.get('/desk/account')
    const names = [...page.body.matchAll(/\/desk\/account\/sessions\/([0-9a-f]{16})\/end/g)].map(
      ([, name]) => name,
    )
    expect(names).toHaveLength(3)
    const ended = await here.post(`/desk/account/sessions/${names[0]}/end`)
    expect(ended.location).toBe('/desk/account?done=session#sessions')
    const alive = async () =>
      Promise.all([one, two, three].map(async ({ get }) => (await get('/desk/account')).status))
    expect((await alive()).filter((status) => status === 303)).toHaveLength(1)
    for (const wrong of [names[0], '0000000000000000', 'x', (names[1] ?? '').slice(0, 4)])
      expect((await here.post(`/desk/account/sessions/${wrong}/end`)).status).toBe(404)
    expect((await anan.post(`/desk/account/sessions/${names[1]}/end`)).status).toBe(404)
    await here.post('/desk/account/sessions/end')
    expect(await alive()).toEqual([303, 303, 303])
    expect((await here.get('/desk/account')).status).toBe(200)
    expect((await anan.get('/desk/account')).status).toBe(200)
    expect(clock.now()).toBeInstanceOf(Date)
  })

  test('say the browser and its system and no more of it', async () => {
    const { app, people, engine } = await desk()
    const { email } = await people.officer('malee')
    const client = makeClient(app)
    const agent =
      'Mozilla/5.0 (Linux; Android 14; SM-A546E Build/UP1A) AppleWebKit/537.36 Chrome/131.0.6778.81 Mobile Safari/537.36'
    await client.post('/desk/sign-in', { email, password: PASSWORD }, { 'user-agent': agent })
    const rows = await engine.db.select().from(engine.tables.officerSession)
    expect(rows.map(({ device }) => device)).toContain('Chrome · Android')
    expect(JSON.stringify(rows)).not.toContain('SM-A546E')
  })
})

describe('one’s own name', () => {
  test('is changed here; post, division, role and e-mail are not', async () => {
    const { people } = await desk()
    const { get, post } = await people.malee()
    expect(
      (await post('/desk/account', { name: '  มาลี   ศรีสุขใจ ', role: 'administrator', title: 'ปลัด' })).status,
    ).toBe(303)
    const words = wordsOf((await get('/desk/account?done=name')).body)
    for (const seen of ['มาลี ศรีสุขใจ', 'นายช่างโยธา', 'เจ้าหน้าที่', 'บันทึกชื่อแล้ว']) expect(words).toContain(seen)
    const empty = await post('/desk/account', { name: '  ' })
    expect([empty.status, summaryOf(empty.body)[0]?.href]).toEqual([422, '#name'])
  })
})
