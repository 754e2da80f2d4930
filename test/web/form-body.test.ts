import { expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { LIGHT, makeClient } from '../support/journey.ts'

async function onPicturePage() {
  const { app, log } = await testApp()
  const client = makeClient(app)
  await client.post(LIGHT, { act: 'new' })
  return {
    log,
    send: (type: string, bytes: string) => client.send('POST', `${LIGHT}/p/pictures`, { type, bytes }),
  }
}

test('a form with files that was cut off, or has no boundary, is the sender’s fault and no fault of ours', async () => {
  const { log, send } = await onPicturePage()
  const part = '--b\r\ncontent-disposition: form-data; name="act"\r\n\r\nconti'
  for (const [type, bytes] of [
    ['multipart/form-data', part],
    ['multipart/form-data; boundary=b', part],
    ['multipart/form-data; boundary=b', ''],
    ['multipart/form-data; boundary=b', 'no part at all'],
  ] as const) {
    const answer = await send(type, bytes)
    expect(answer.status, `${type} ${bytes}`).toBeGreaterThanOrEqual(300)
    expect(answer.status, `${type} ${bytes}`).toBeLessThan(500)
  }
  expect(log()).not.toContain('faultId')
})

test('too many fields, or one too long, are refused whole and not cut', async () => {
  const { send } = await onPicturePage()
  const field = (name: string, value: string) =>
    `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const many = Array.from({ length: 600 }, (_, n) => field(`f${n}`, 'x')).join('') + '--b--\r\n'
  const long = `${field('act', 'x'.repeat(100_001))}--b--\r\n`
  expect((await send('multipart/form-data; boundary=b', many)).status).toBe(413)
  expect((await send('multipart/form-data; boundary=b', long)).status).toBe(413)
})
