import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { openKept, sealKept } from '../../src/requests/track/kept.ts'
import { fileLight, makeClient, png } from '../support/journey.ts'
import { formOf, wordsOf } from '../support/html.ts'
import { testApp } from '../support/app.ts'

const photo = { field: 'message', name: 'รูป.png', type: 'image/png', size: 80, sha256: 'a'.repeat(64) }
const key = randomBytes(32)

test('files that were kept come back for their own request, and for no other', () => {
  const sealed = sealKept(key, 'request-1', [photo])
  expect(openKept(key, 'request-1', sealed)).toEqual([photo])
  expect(openKept(key, 'request-2', sealed)).toEqual([])
  expect(openKept(randomBytes(32), 'request-1', sealed)).toEqual([])
})

test('nothing comes back of what was altered or never sealed', () => {
  const sealed = sealKept(key, 'request-1', [photo])
  const [words = '', seal = ''] = sealed.split('.')
  const other = Buffer.from(JSON.stringify([{ ...photo, sha256: 'b'.repeat(64) }])).toString('base64url')
  for (const forged of ['', '.', words, `${other}.${seal}`, `${words}.${seal.slice(1)}`]) {
    expect(openKept(key, 'request-1', forged)).toEqual([])
  }
})

test('a good file sent beside a bad one is kept, named on the page, and sent with the next try', async () => {
  const { app } = await testApp()
  const client = makeClient(app)
  const { path } = await fileLight(client)
  const files = [
    { field: 'files', name: 'ดี.png', bytes: await png() },
    { field: 'files', name: 'เสีย.txt', bytes: Buffer.from('no picture') },
  ]
  const refused = await client.upload(`${path}/message`, { message: 'ดูรูป' }, files)
  expect(refused.status).toBe(422)
  expect(wordsOf(refused.body)).toContain('ดี.png')
  const { values } = formOf(refused.body, `${path}/message`)
  const sent = await client.upload(`${path}/message`, { ...values, message: 'ดูรูป' }, [])
  expect(sent.location).toContain('done=message')
  const track = await client.get(path)
  expect(wordsOf(track.body)).toContain('ดี.png')
})
