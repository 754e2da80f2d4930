import { beforeAll, describe, expect, test } from 'vitest'
import { message } from '../../src/i18n/messages.ts'
import type { EventKind } from '../../src/requests/events.ts'
import { makeRequestStore } from '../../src/requests/store.ts'
import type { Reference } from '../../src/requests/request.ts'
import { testApp, type TestApp } from '../support/app.ts'
import { plainPdf } from '../support/files.ts'
import { answersOf, besideOf, formOf, summaryOf, titleOf, wordsOf } from '../support/html.ts'
import {
  LIGHT,
  fileLight,
  filedAt,
  makeClient,
  makeClock,
  pdf,
  png,
  readyLight,
  sendChecked,
  somchai,
  type Answer,
  type Client,
  type Filed,
} from '../support/journey.ts'

let picture: Buffer
beforeAll(async () => {
  picture = await png()
})

async function filedRequest(changes = {}) {
  const clock = makeClock()
  const opened = await testApp({}, clock.now)
  const client = makeClient(opened.app)
  const filed = await fileLight(client, changes)
  return { ...opened, opened, clock, client, filed }
}

const eventsIn = async ({ engine: { db, tables } }: TestApp) => db.select().from(tables.requestEvent)
const filesIn = async ({ engine: { db, tables } }: TestApp) => db.select().from(tables.attachment)
const lettersIn = async ({ engine: { db, tables } }: TestApp) => db.select().from(tables.letter)

/** The only thing on a page of refusal that may differ: what the visitor typed, in its field or its address. */
function withoutEcho({ body }: Answer, ...echoes: string[]): string {
  return echoes.filter(Boolean).reduce((html, echo) => html.replaceAll(echo, 'ECHO'), body)
}

describe('a request is opened by its number and its code together', () => {
  test('however they are written', async () => {
    const { client, filed } = await filedRequest()
    const { reference, code, path } = filed
    const dashed = code.replace(/(.{4})(?=.)/g, '$1-')
    for (const [typedReference, typedCode] of [
      [reference, code],
      [reference.toLowerCase(), dashed.toLowerCase()],
      [` ${reference.replaceAll('-', ' ')} `, ` ${dashed.replaceAll('-', ' ')}`],
      [reference.replaceAll('-', ''), code],
    ] as [string, string][]) {
      const answer = await client.post('/track', { reference: typedReference, code: typedCode })
      expect([answer.status, answer.location]).toEqual([303, path])
    }
    const english = await client.post('/en/track', { reference, code })
    expect(english.location).toBe(`/en${path}`)
  })

  test('every wrong pair gets the same answer, but for the words that were typed', async () => {
    const { app, filed } = await filedRequest()
    const other = await fileLight(makeClient(app))
    const pairs: [string, string][] = [
      [filed.reference, other.code],
      [other.reference, filed.code],
      ['69-3CC-C3C', filed.code],
      ['69-3CC-C3C', 'XXXXXXXXXXXXXXXX'],
      ['nonsense', 'nonsens'],
      ['😀', '%00'],
    ]
    const bodies = new Set<string>()
    for (const [n, [reference, code]] of pairs.entries()) {
      const client = makeClient(app, `192.0.2.${n + 10}`)
      const answer = await client.post('/track', { reference, code })
      expect(answer.status).toBe(422)
      const text = message('track.form.wrong', 'th')
      expect(summaryOf(answer.body)).toEqual([{ href: '#reference', text }])
      expect(besideOf(answer.body, 'reference')).toBe(text)
      expect(titleOf(answer.body)).toMatch(/^ผิดพลาด: /)
      expect(formOf(answer.body).values).toEqual({ reference: [reference], code: [code] })
      bodies.add(withoutEcho(answer, `value="${reference}"`, `value="${code}"`))
    }
    expect(bodies.size).toBe(1)
  })

  test.each(['', '/receipt', '/counted', '/qr.svg', '/files/none', '/withdraw'])(
    'a wrong address%s is not found, the same way for every kind of wrong',
    async (rest) => {
      const { app, filed } = await filedRequest()
      const other = await fileLight(makeClient(app))
      const wrong: [string, string][] = [
        [filed.reference, other.code],
        [filed.reference, filed.code.slice(1)],
        ['69-3CC-C3C', filed.code],
        ['nonsense', filed.code],
        ['__proto__', 'constructor'],
      ]
      const seen = new Set<string>()
      for (const [n, [reference, code]] of wrong.entries()) {
        const path = `/track/${reference}/${code}${rest}`
        const answer = await makeClient(app, `192.0.2.${n + 10}`).get(path)
        expect([path, answer.status]).toEqual([path, 404])
        const { date: _date, 'content-length': _length, ...headers } = answer.headers
        seen.add(JSON.stringify(headers) + withoutEcho(answer, path))
      }
      expect(seen.size).toBe(1)
    },
  )

  test('data of a wrong address is refused as data, the same way for every kind of wrong', async () => {
    const { app, filed } = await filedRequest()
    const client = makeClient(app)
    const wrong = await client.get(`/track/${filed.reference}/XXXX/data.json`)
    const none = await client.get(`/track/69-3CC-C3C/${filed.code}/data.json`)
    expect([wrong.status, wrong.body]).toEqual([404, none.body])
  })

  test('nothing can be done to a request by a wrong address', async () => {
    const { app, opened, filed } = await filedRequest()
    for (const [n, door] of ['message', 'withdraw'].entries()) {
      const client = makeClient(app, `192.0.2.${n + 10}`)
      const answer = await client.post(`/track/${filed.reference}/XXXX/${door}`, { message: 'x' })
      expect(answer.status).toBe(404)
    }
    expect(await eventsIn(opened)).toHaveLength(1)
  })

  test('the number alone opens nothing', async () => {
    const { client, filed } = await filedRequest()
    for (const path of [`/track/${filed.reference}`, `/track/${filed.reference}/`]) {
      expect((await client.get(path)).status).toBe(404)
    }
    expect((await client.post('/track', { reference: filed.reference })).status).toBe(422)
    expect((await client.post('/track', {})).status).toBe(422)
  })
})

test('wrong guesses never keep the right code waiting', async () => {
  const { app, filed } = await filedRequest()
  const client = makeClient(app)
  for (let n = 0; n < 3; n++) await client.post('/track', { reference: 'x', code: 'y' })
  expect((await client.post('/track', filed)).status).toBe(303)
  expect((await client.get(filed.path)).status).toBe(200)
})

describe('the tracking page', () => {
  test('shows the answers as they were given, the due day and what happened', async () => {
    const { client, filed } = await filedRequest()
    const page = await client.get(filed.path)
    const lines = answersOf(page.body).flatMap((group) => group.lines)
    expect(lines).toContainEqual(['จุดที่ไฟเสีย', somchai['place']])
    expect(lines).toContainEqual(['ชื่อ–สกุล', somchai['applicantName']])
    expect(wordsOf(page.body)).toContain('ยื่นคำขอแล้ว')
    expect(page.body).toContain('aria-current="step"')
    const counted = await client.get(`${filed.path}/counted`)
    expect([counted.status, counted.body.includes('sala-counted__day')]).toEqual([200, true])
  })

  test('shows nothing of what officers write among themselves, and neither do the downloads', async () => {
    const { opened, client, filed } = await filedRequest()
    await happen(opened, filed, [
      ['received', {}],
      ['noted', { text: 'INTERNAL-note' }],
      ['claimed', {}],
      ['asked', { text: 'ไฟอยู่ฝั่งไหน' }],
    ])
    for (const rest of ['', '/data.json', '/data.csv', '/counted', '/receipt']) {
      const answer = await client.get(filed.path + rest)
      expect(answer.status).toBe(200)
      expect(answer.body).not.toContain('INTERNAL')
      expect(answer.body).not.toContain('claimed')
      expect(answer.body).not.toContain('malee')
    }
    expect((await client.get(filed.path)).body).toContain('ไฟอยู่ฝั่งไหน')
  })
})

/** What officers do, as their desk will write it. */
async function happen(
  opened: TestApp,
  { reference }: Filed,
  happened: [EventKind, Record<string, unknown>][],
) {
  const store = makeRequestStore(opened.engine)
  for (const [kind, data] of happened) {
    const request = await store.findByReference(reference as Reference)
    if (!request) throw new Error('no such request')
    const seq = (await store.events(request.id)).length + 1
    const id = `${request.id}-${seq}`
    const at = '2026-06-15T04:00:00.000Z'
    const event = { id, requestId: request.id, seq, kind, at, actor: 'malee', data }
    await store.append({ requestId: request.id, revision: request.revision, events: [event as never] })
  }
}

describe('a message', () => {
  const once = '0f0e0d0c-0b0a-4908-8706-050403020100'
  const photo = () => ({ field: 'files', name: 'โคม ใหม่.png', bytes: picture })

  test('with files stands on the page with its files', async () => {
    const { opened, client, filed } = await filedRequest()
    const page = await client.get(filed.path)
    const form = formOf(page.body, `${filed.path}/message`)
    const sent = await client.upload(form.action, { ...form.values, message: 'เสาต้นที่สอง\r\nหน้าวัด' }, [
      photo(),
      { field: 'files', name: 'แผนที่.pdf', bytes: await pdf() },
    ])
    expect(sent.location).toBe(`${filed.path}?done=message`)
    const after = await client.follow(sent)
    expect(after.body).toContain(message('track.add.done', 'th'))
    expect(wordsOf(after.body)).toContain('เสาต้นที่สอง\nหน้าวัด')
    expect(after.body).toContain('โคม ใหม่.png')
    expect(after.body).toContain('แผนที่.pdf')
    expect((await eventsIn(opened)).map(({ kind }) => kind)).toEqual(['filed', 'messaged'])
  })

  test('sent twice is one message, with its files once', async () => {
    const { opened, client, filed } = await filedRequest()
    const send = () => client.upload(`${filed.path}/message`, { once, message: 'ซ้ำ' }, [photo()])
    const [one, two] = await Promise.all([send(), send()])
    const three = await send()
    expect([one, two, three].map(({ status }) => status)).toEqual([303, 303, 303])
    expect((await eventsIn(opened)).map(({ kind }) => kind)).toEqual(['filed', 'messaged'])
    expect(await filesIn(opened)).toHaveLength(1)
  })

  test('of two people at once is lost for neither', async () => {
    const { opened, client, filed } = await filedRequest()
    const send = (text: string) => client.upload(`${filed.path}/message`, { message: text }, [])
    const sent = await Promise.all([send('หนึ่ง'), send('สอง'), send('สาม')])
    expect(sent.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(await eventsIn(opened)).toHaveLength(4)
  })

  test('with nothing in it, or too much, is kept in its field with a sentence', async () => {
    const { opened, client, filed } = await filedRequest()
    const long = 'ก'.repeat(5001)
    for (const [text, sentence] of [
      [' \n ', message('track.add.empty', 'th')],
      [long, message('track.add.tooLong', 'th', { max: 5000 })],
    ] as [string, string][]) {
      const answer = await client.upload(`${filed.path}/message`, { message: text }, [])
      expect(answer.status).toBe(422)
      expect(summaryOf(answer.body)).toEqual([{ href: '#message', text: sentence }])
      expect(titleOf(answer.body)).toMatch(/^ผิดพลาด: /)
      expect(formOf(answer.body).values['message']).toEqual([text.replaceAll('\r', '')])
    }
    expect(await eventsIn(opened)).toHaveLength(1)
  })

  test('with a file that cannot be kept says why', async () => {
    const { opened, client, filed } = await filedRequest()
    const answer = await client.upload(`${filed.path}/message`, { message: 'ดูรูป' }, [
      { field: 'files', name: 'virus.exe', bytes: Buffer.from('MZ not a picture') },
    ])
    expect(answer.status).toBe(422)
    expect(summaryOf(answer.body)[0]?.text).toContain('.pdf')
    expect(formOf(answer.body).values['message']).toEqual(['ดูรูป'])
    expect(await eventsIn(opened)).toHaveLength(1)
  })

  test('may not name the sending of another request', async () => {
    const { app, opened, client, filed } = await filedRequest()
    const other = makeClient(app)
    const others = await fileLight(other)
    await client.upload(`${filed.path}/message`, { once, message: 'ของสมชาย' }, [])
    const answer = await other.upload(`${others.path}/message`, { once, message: 'ของมาลี' }, [])
    expect(answer.status).toBe(409)
    const requests = new Set(
      (await eventsIn(opened)).filter(({ kind }) => kind === 'messaged').map((e) => e.requestId),
    )
    expect(requests.size).toBe(1)
    expect((await client.get(filed.path)).body).not.toContain('ของมาลี')
  })

  test('with a NUL is refused', async () => {
    const { client, filed } = await filedRequest()
    expect((await client.upload(`${filed.path}/message`, { message: 'a\0b' }, [])).status).toBe(400)
    expect((await client.post(`${filed.path}/withdraw`, { reason: 'a\0b' })).status).toBe(400)
  })
})

describe('a file of a request', () => {
  async function withPhoto(client: Client, name: string, bytes = picture) {
    await readyLight(client)
    await client.upload(`${LIGHT}/p/pictures`, { act: 'upload' }, [{ field: 'photos', name, bytes }])
    const sent = await sendChecked(client, await client.get(`${LIGHT}/check`))
    const filed = filedAt(sent.location)
    const page = await client.get(filed.path)
    const file = /href="([^"]*\/files\/[^"]*)"/.exec(page.body)?.[1] ?? ''
    return { filed, page, file }
  }

  test('comes as a download that can do nothing in a browser', async () => {
    const { app } = await testApp()
    const client = makeClient(app)
    const { file } = await withPhoto(client, "โคม ใหม่;='.png")
    const answer = await client.get(file)
    expect(answer.status).toBe(200)
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-length': String(answer.bytes.length),
    })
    const disposition = String(answer.headers['content-disposition'])
    expect(disposition).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''/)
    expect(decodeURIComponent(disposition.split("''")[1] ?? '')).toBe("โคม ใหม่;='.png")
    expect(answer.bytes.subarray(1, 4).toString()).toBe('PNG')
    const head = await client.send('HEAD', file)
    expect([head.status, head.body]).toEqual([200, ''])
  })

  test('is not found under another request, nor after a path of dots', async () => {
    const { app } = await testApp()
    const [somchais, malees] = [makeClient(app), makeClient(app)]
    const { filed, file } = await withPhoto(somchais, 'a.png')
    const other = await fileLight(malees)
    const id = file.slice(file.lastIndexOf('/') + 1)
    expect((await malees.get(`${other.path}/files/${id}`)).status).toBe(404)
    for (const guess of ['..%2f..%2fsecret.key', '%2e%2e%2fsala.sqlite', '__proto__', `${id}x`, '%00']) {
      expect([guess, (await somchais.get(`${filed.path}/files/${guess}`)).status]).toEqual([guess, 404])
    }
    expect((await somchais.get(file)).status).toBe(200)
  })

  test('in a draft is not found under a request', async () => {
    const { app, engine } = await testApp()
    const client = makeClient(app)
    const filed = await fileLight(client)
    const other = makeClient(app)
    await readyLight(other)
    await other.upload(`${LIGHT}/p/pictures`, { act: 'upload' }, [
      { field: 'photos', name: 'a.png', bytes: picture },
    ])
    const [row] = await engine.db.select().from(engine.tables.attachment)
    expect(row?.draftId).not.toBeNull()
    expect((await client.get(`${filed.path}/files/${row?.id}`)).status).toBe(404)
  })
})

describe('withdrawing', () => {
  test('asks first, then closes the request for good, with a letter and the reason', async () => {
    const { opened, client, filed } = await filedRequest()
    const asked = await client.get(`${filed.path}/withdraw`)
    expect(asked.status).toBe(200)
    expect(await eventsIn(opened)).toHaveLength(1)
    const done = await client.post(formOf(asked.body).action, { reason: 'ไฟติดแล้ว' })
    const page = await client.follow(done)
    expect(page.body).toContain(message('track.withdraw.done', 'th'))
    expect(page.body).toContain('ไฟติดแล้ว')
    expect(page.body).not.toContain('action=')
    expect((await lettersIn(opened)).map(({ subject }) => subject)).toContain(
      message('letters.withdrawn.subject', 'th', { reference: filed.reference }),
    )

    expect((await client.get(`${filed.path}/withdraw`)).location).toBe(filed.path)
    expect((await client.post(`${filed.path}/withdraw`)).status).toBe(303)
    expect((await client.upload(`${filed.path}/message`, { message: 'ยังไม่ติด' }, [])).status).toBe(409)
    expect((await eventsIn(opened)).map(({ kind }) => kind)).toEqual(['filed', 'withdrawn'])
    expect(await lettersIn(opened)).toHaveLength(2)
  })

  test('pressed twice at once is one withdrawal', async () => {
    const { opened, client, filed } = await filedRequest()
    const press = () => client.post(`${filed.path}/withdraw`, { reason: '' })
    const pressed = await Promise.all([press(), press()])
    for (const answer of pressed) expect([303, 409]).toContain(answer.status)
    expect(pressed.map(({ status }) => status)).toContain(303)
    expect(await eventsIn(opened)).toHaveLength(2)
    expect(await lettersIn(opened)).toHaveLength(2)
  })

  test('is never claimed of a request that was not withdrawn', async () => {
    const { opened, client, filed } = await filedRequest()
    await happen(opened, filed, [['decided', { outcome: 'approved' }]])
    const page = await client.follow(await client.post(`${filed.path}/withdraw`))
    expect(page.status).toBe(200)
    expect(page.body).not.toContain(message('track.withdraw.done', 'th'))
    expect((await client.get(`${filed.path}?done=withdrawn`)).body).not.toContain(
      message('track.withdraw.done', 'th'),
    )
  })
})

describe('everything held about a request', () => {
  test('names the letters to the applicant, and none that the office wrote to itself', async () => {
    const { opened, client, filed } = await filedRequest()
    const { engine } = opened
    const [own] = await lettersIn(opened)
    if (!own) throw new Error('the applicant was not written to')
    const office = {
      id: 'escalated',
      key: 'e1:escalated:wichai',
      toAddress: 'wichai@example.go.th',
      subject: 'INTERNAL',
    }
    await engine.atomically((tx) => [tx.insert(engine.tables.letter).values({ ...own, ...office })])
    const { body } = await client.get(`${filed.path}/data.json`)
    expect(body).not.toMatch(/wichai|INTERNAL/)
    const { letters } = JSON.parse(body)
    expect(letters.map(({ toAddress }: { toAddress: string }) => toAddress)).toEqual(['somchai@example.org'])
  })

  test('is in data.json: answers, files, what happened, when it is due', async () => {
    const { app } = await testApp({}, makeClock().now)
    const client = makeClient(app)
    await readyLight(client)
    const files = [{ field: 'photos', name: 'โคม.png', bytes: picture }]
    await client.upload(`${LIGHT}/p/pictures`, { act: 'upload' }, files)
    const filed = filedAt((await sendChecked(client, await client.get(`${LIGHT}/check`))).location)
    await client.upload(`${filed.path}/message`, { message: 'เพิ่มเติม' }, [
      { field: 'files', name: 'แผนที่.pdf', bytes: await plainPdf() },
    ])
    const answer = await client.get(`${filed.path}/data.json`)
    expect(answer.headers['content-type']).toContain('application/json')
    expect(answer.headers['content-disposition']).toContain(`filename="${filed.reference}.json"`)
    const held = JSON.parse(answer.body)
    expect(held.answers).toMatchObject({
      symptom: 'out',
      lampCount: 2,
      place: { landmark: somchai['place'] },
      phone: '0812345678',
      photos: [{ name: 'โคม.png', type: 'image/png' }],
    })
    expect(held.files.map(({ name }: { name: string }) => name).sort()).toEqual(
      ['แผนที่.pdf', 'โคม.png'].sort(),
    )
    expect(held.events.map(({ kind }: { kind: string }) => kind)).toEqual(['filed', 'messaged'])
    expect(held.events[1].data.text).toBe('เพิ่มเติม')
    expect(held.service).toMatchObject({ id: 'street-light-repair', version: 1 })
    expect(held.clock.dueDay).toMatch(/^2026-06-\d\d$/)
  })

  test('is in data.csv, which a spreadsheet opens in Thai and computes nothing from', async () => {
    const { client, filed } = await filedRequest({
      applicantName: '=HYPERLINK("http://evil.example")',
      place: '+1',
    })
    const answer = await client.get(`${filed.path}/data.csv`)
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect([...answer.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const [header = '', row = ''] = answer.bytes.toString('utf8').slice(1).split('\n')
    expect(header.split(',')).toEqual(
      expect.arrayContaining(['reference', 'symptom', 'applicant_name', 'email']),
    )
    expect(row).toContain(`"'=HYPERLINK(""http://evil.example"")"`)
    expect(row).toContain(",'+1,")
  })

  test('has a page for each kind of address, in both languages, that names no other site', async () => {
    const { client, filed } = await filedRequest()
    for (const rest of ['', '/receipt', '/counted', '/withdraw']) {
      for (const lang of ['', '/en']) {
        const page = await client.get(lang + filed.path + rest)
        expect(page.status).toBe(200)
        expect(page.headers['x-robots-tag']).toBe('noindex')
        expect(page.headers['referrer-policy']).toBe('same-origin')
        expect(page.body.match(/(?:src|href|action)="https?:[^"]*"/g) ?? []).toEqual([])
      }
    }
  })
})
