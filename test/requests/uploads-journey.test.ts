import { beforeAll, describe, expect, test } from 'vitest'
import { say } from '../../src/i18n/text.ts'
import { message } from '../../src/i18n/messages.ts'
import { faultText } from '../../src/requests/uploads/faults.ts'
import { diceOf } from '../forms/dice.ts'
import { randomInput, TODAY } from '../forms/random-input.ts'
import { testApp, type TestApp } from '../support/app.ts'
import { starterDefinition } from '../support/catalogue.ts'
import { phonePhoto, SECRET } from '../support/files.ts'
import { besideOf, formOf, summaryOf, titleOf, wordsOf } from '../support/html.ts'
import {
  LIGHT,
  fillIn,
  filedAt,
  makeClient,
  makeClock,
  multipart,
  pdf,
  png,
  readyLight,
  sendChecked,
  tapeOf,
  type Answer,
  type Client,
} from '../support/journey.ts'

const PICTURES = `${LIGHT}/p/pictures`
let picture: Buffer
beforeAll(async () => {
  picture = await png()
})

const filesIn = async ({ engine: { db, tables } }: TestApp) => db.select().from(tables.attachment)
const photo = (name: string, bytes: Buffer = picture) => ({ field: 'photos', name, bytes })
const namesOn = ({ body }: Answer) =>
  [...body.matchAll(/sala-files__name">([^<]*)</g)].map(([, name = '']) => wordsOf(name))
const buttonsOn = ({ body }: Answer, verb: string) =>
  [...body.matchAll(new RegExp(`value="${verb}:([^"]*)"`, 'g'))].map(([, id]) => `${verb}:${id}`)

async function ready() {
  const opened = await testApp({}, makeClock(`${TODAY}T03:00:00.000Z`).now)
  const client = makeClient(opened.app)
  await readyLight(client)
  const upload = (...files: ReturnType<typeof photo>[]) => client.upload(PICTURES, { act: 'upload' }, files)
  return { opened, client, upload }
}

describe('uploads', () => {
  test('are listed in the order they were chosen, moved up and taken away', async () => {
    const { client, upload } = await ready()
    const sent = await upload(photo('ก.png'), photo('ข.png'), photo('ค.png'))
    expect([sent.status, sent.location]).toEqual([303, PICTURES])
    const page = await client.follow(sent)
    expect(namesOn(page)).toEqual(['ก.png', 'ข.png', 'ค.png'])
    const up = buttonsOn(page, 'up')
    expect(up).toHaveLength(2)
    const moved = await client.follow(await client.upload(PICTURES, { act: up[1] ?? '' }, []))
    expect(namesOn(moved)).toEqual(['ก.png', 'ค.png', 'ข.png'])
    const first = buttonsOn(moved, 'remove')[0] ?? ''
    const left = await client.follow(await client.upload(PICTURES, { act: first }, []))
    expect(namesOn(left)).toEqual(['ค.png', 'ข.png'])
    const track = await sendAndTrack(client)
    expect(filesOn(track)).toEqual(['ค.png', 'ข.png'])
  })

  test('need no button of their own: “continue” keeps them as well', async () => {
    const { client } = await ready()
    const sent = await client.upload(PICTURES, { act: 'continue' }, [photo('ก.png')])
    expect(sent.location).toBe(`${LIGHT}/p/contact`)
    expect(namesOn(await client.get(PICTURES))).toEqual(['ก.png'])
  })

  test('outlast a fault of a neighbour, which is named beside the field and in the summary', async () => {
    const { client, upload } = await ready()
    const answer = await upload(photo('ดี.png'), photo('หลอก.png', Buffer.from('MZ no picture')))
    expect(answer.status).toBe(422)
    const fault = faultText('wrongType', { accept: ['jpg', 'png', 'webp', 'heic'], maxBytes: 1 })
    const sentence = `“หลอก.png”: ${say(fault, 'th')}`
    expect(summaryOf(answer.body)).toEqual([{ href: '#photos', text: sentence }])
    expect(besideOf(answer.body, 'photos')).toBe(sentence)
    expect(titleOf(answer.body)).toMatch(/^ผิดพลาด: /)
    expect(namesOn(answer)).toEqual(['ดี.png'])
    expect(namesOn(await client.get(PICTURES))).toEqual(['ดี.png'])
  })

  test('and words are both kept when the words have a fault', async () => {
    const { app } = await testApp({}, makeClock(`${TODAY}T03:00:00.000Z`).now)
    const client = makeClient(app)
    const home = '/services/disability-allowance/apply/p/home'
    await client.post('/services/disability-allowance/apply', { act: 'new' })
    const words = { 'homeAddress.houseNo': '12/3', 'homeAddress.road': '<b>มิตรภาพ</b>' }
    const file = { field: 'houseRegistration', name: 'ทะเบียนบ้าน.pdf', bytes: await pdf() }
    const answer = await client.upload(home, { ...words, act: 'continue' }, [file])
    expect(answer.status).toBe(422)
    expect(summaryOf(answer.body)[0]?.href).toBe('#homeAddress-subdistrict')
    expect(namesOn(answer)).toEqual(['ทะเบียนบ้าน.pdf'])
    const { values } = formOf(answer.body)
    for (const [name, value] of Object.entries(words)) expect(values[name]).toEqual([value])
    // Taking a file away, too, keeps the words typed meanwhile.
    const remove = buttonsOn(answer, 'remove')[0] ?? ''
    const page = await client.follow(
      await client.upload(home, { ...values, 'homeAddress.district': 'ขามทะเลสอ', act: remove }, []),
    )
    expect(namesOn(page)).toEqual([])
    expect(formOf(page.body).values['homeAddress.district']).toEqual(['ขามทะเลสอ'])
    expect(summaryOf(page.body)).toEqual([])
  })

  test('more than the question takes are refused with a sentence, and those before are kept', async () => {
    const { client, upload } = await ready()
    await upload(photo('1.png'), photo('2.png'), photo('3.png'), photo('4.png'))
    const answer = await upload(photo('5.png'), photo('6.png'))
    expect(answer.status).toBe(422)
    const sentence = `“6.png”: ${say(faultText('tooMany', { accept: [], maxBytes: 1, maxFiles: 5 }), 'th')}`
    expect(summaryOf(answer.body)).toEqual([{ href: '#photos', text: sentence }])
    const page = await client.get(PICTURES)
    expect(namesOn(page)).toEqual(['1.png', '2.png', '3.png', '4.png', '5.png'])
    expect(formOf(page.body).fileInputs).toEqual([])
    expect(page.body).toContain(message('forms.file.full', 'th', { max: 5 }))
  })

  test('pressed without a file chosen say so', async () => {
    const { client } = await ready()
    const answer = await client.upload(PICTURES, { act: 'upload' }, [])
    const text = message('apply.noneChosen', 'th')
    expect([answer.status, summaryOf(answer.body)]).toEqual([422, [{ href: '#photos', text }]])
    // What a browser sends for a file field that was left empty.
    const empty = await client.upload(PICTURES, { act: 'continue' }, [photo('', Buffer.alloc(0))])
    expect(empty.location).toBe(`${LIGHT}/p/contact`)
  })

  test('sent by a program that names no file break nothing', async () => {
    const { client, opened } = await ready()
    const { type, bytes } = multipart({ act: 'continue' }, [photo('x')])
    const nameless = Buffer.from(bytes.toString('latin1').replace('; filename="x"', ''), 'latin1')
    const answer = await client.send('POST', PICTURES, { type, bytes: nameless })
    expect(answer.location).toBe(`${LIGHT}/p/contact`)
    expect(await filesIn(opened)).toEqual([])
  })

  test('that were cut off or are empty are refused', async () => {
    const { client, opened, upload } = await ready()
    const answer = await upload(photo('ว่าง.png', Buffer.alloc(0)))
    expect(answer.status).toBe(422)
    expect(summaryOf(answer.body)[0]?.text).toBe(
      `“ว่าง.png”: ${say(faultText('empty', { accept: [], maxBytes: 1 }), 'th')}`,
    )
    expect((await upload(photo('ครึ่ง.png', picture.subarray(0, 40)))).status).toBe(422)
    expect(await filesIn(opened)).toEqual([])
    expect((await client.get(PICTURES)).status).toBe(200)
  })

  test('larger than a file may be are refused with the size', async () => {
    const { opened, upload } = await ready()
    const { megabytesPerFile } = opened.config.municipality.uploads
    const answer = await upload(photo('ใหญ่.png', Buffer.alloc((megabytesPerFile + 1) * 1024 * 1024, 1)))
    expect(answer.status).toBe(422)
    expect(summaryOf(answer.body)[0]?.text).toContain(`${megabytesPerFile} MB`)
    expect(await filesIn(opened)).toEqual([])
  })

  test('for a field of another page, or one that takes no file, are not kept', async () => {
    const { opened, client } = await ready()
    const sent = await client.upload(`${LIGHT}/p/what`, { act: 'continue', symptom: 'out', lampCount: '1' }, [
      photo('ก.png'),
      { ...photo('ข.png'), field: 'symptom' },
      { ...photo('ค.png'), field: '__proto__x' },
    ])
    expect(sent.status).toBe(303)
    expect(await filesIn(opened)).toEqual([])
  })

  test('carry nothing of the telephone that took them, and no name that could mislead', async () => {
    const { client, upload } = await ready()
    await upload(photo('../../etc/<b>\u202egpj.exe', await phonePhoto()))
    const track = await sendAndTrack(client)
    const [name = ''] = filesOn(track)
    expect(name).toMatch(/\.jpg$/)
    expect(name).not.toMatch(/[/\\<>\u202e]/)
    const bytes = (await client.get(/href="([^"]*\/files\/[^"]*)"/.exec(track.body)?.[1] ?? '')).bytes
    expect(bytes.includes(SECRET)).toBe(false)
    expect(bytes.subarray(0, 2).toString('hex')).toBe('ffd8')
  })

  test('of somebody else’s draft can be neither moved nor removed', async () => {
    const { opened, client, upload } = await ready()
    const page = await client.follow(await upload(photo('ก.png'), photo('ข.png')))
    const other = makeClient(opened.app)
    await readyLight(other)
    for (const verb of ['remove', 'up']) {
      for (const act of buttonsOn(page, verb)) await other.upload(PICTURES, { act }, [])
    }
    await client.upload(PICTURES, { act: 'remove:__proto__' }, [])
    expect(namesOn(await client.get(PICTURES))).toEqual(['ก.png', 'ข.png'])
  })

  test('of a question that is hidden in the end are not filed', async () => {
    const opened = await testApp({}, makeClock(`${TODAY}T03:00:00.000Z`).now)
    const base = '/services/tree-trimming/apply'
    const input = randomInput(starterDefinition('tree-trimming').form, diceOf(tapeOf(1)), 0)
    Object.assign(input.raw, { landOwner: 'other', landOwnerName: 'มาลี แก้วใส', insideDetail: 'หลังบ้าน' })
    input.files = { consentFiles: [{ id: 'one', name: 'one', type: 'application/pdf', size: 1 }] }
    const client = makeClient(opened.app)
    expect((await fillIn(client, base, input)).body).toContain('รูป.png')
    const { values } = formOf((await client.get(`${base}/p/where`)).body)
    await client.post(`${base}/p/where`, { ...values, landOwner: 'mine', act: 'continue' })
    const track = await sendAndTrack(client, base)
    expect(filesOn(track)).toEqual([])
    // It waits for the sweep, with the draft it belongs to.
    expect((await filesIn(opened)).map(({ requestId }) => requestId)).toEqual([null])
  })
})

async function sendAndTrack(client: Client, base = LIGHT): Promise<Answer> {
  const sent = await sendChecked(client, await client.get(`${base}/check`))
  return client.get(filedAt(sent.location).path)
}

const filesOn = ({ body }: Answer) =>
  [...body.matchAll(/\/files\/[^"]*">([^<]*)</g)].map(([, name = '']) => wordsOf(name))
