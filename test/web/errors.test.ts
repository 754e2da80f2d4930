import { connect, type AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { expect, test } from 'vitest'
import { USER_ERRORS, UserError, type UserErrorKind } from '../../src/errors.ts'
import { message } from '../../src/i18n/messages.ts'
import { testApp } from '../support/app.ts'

test('an unknown address gives our own page, in the language of the address', async () => {
  const { app } = await testApp()
  const thai = await app.inject('/no-such-page')
  const english = await app.inject('/en/no-such-page')
  expect([thai.statusCode, english.statusCode]).toEqual([404, 404])
  expect(thai.body).toContain('<html lang="th"')
  expect(thai.body).toContain(message('error.notFound.title', 'th'))
  expect(english.body).toContain('<html lang="en"')
  expect(english.body).toContain(message('error.notFound.title', 'en'))
  expect(english.body).toContain('class="sala-header"')
})

test('an address that asks for data gets its error as data', async () => {
  const { app } = await testApp()
  const answer = await app.inject('/en/services/none-such.json')
  expect(answer.headers['content-type']).toContain('application/json')
  expect(answer.json()).toMatchObject({ status: 404, kind: 'notFound' })
})

test.each(Object.entries(USER_ERRORS))('%s is answered with %i and its own page', async (kind, status) => {
  const { app } = await testApp()
  throwAt(app, () => new UserError(kind as UserErrorKind))
  const answer = await app.inject('/throws')
  expect(answer.statusCode).toBe(status)
  expect(answer.body).toContain(message(`error.${kind}.title`, 'th'))
  expect(answer.body).toContain('class="sala-header"')
})

test('a full disk is said to be one', async () => {
  const full = () => Object.assign(new Error('write'), { code: 'ENOSPC' })
  const { app } = await testApp()
  throwAt(app, () => new Error('outer', { cause: full() }))
  expect((await app.inject('/throws')).statusCode).toBe(507)
})

test('a fault of ours shows a code that the log knows, and none of its words', async () => {
  const { app, log } = await testApp()
  throwAt(app, () => new Error('the words of Somchai'))
  const answer = await app.inject('/throws')
  const [code] = /[2-9A-HJ-NP-Z]{8}/.exec(answer.body.slice(answer.body.indexOf('<strong>'))) ?? []
  expect(answer.statusCode).toBe(500)
  expect(code).toBeDefined()
  expect(log()).toContain(code)
  expect(answer.body + log()).not.toContain('Somchai')
})

test.each([['/%E0%A4%A'], ['/services/%E0%A4%A'], ['/en/%C3%28']])(
  'the malformed address %s gives our own page',
  async (url) => {
    const { app } = await testApp()
    const answer = await app.inject(url)
    expect([400, 404]).toContain(answer.statusCode)
    expect(answer.body).toContain('class="sala-header"')
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
  },
)

test('a body that is no form, or too long a one, gives our own page', async () => {
  const { app } = await testApp()
  app.post('/takes', () => 'taken')
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const json = await app.inject({
    method: 'POST',
    url: '/takes',
    headers: { 'content-type': 'application/json' },
    body: '{',
  })
  const large = await app.inject({
    method: 'POST',
    url: '/takes',
    headers: form,
    body: `a=${'x'.repeat(1_100_000)}`,
  })
  const many = await app.inject({ method: 'POST', url: '/takes', headers: form, body: 'a=1&'.repeat(1_001) })
  const nul = await app.inject({ method: 'POST', url: '/takes', headers: form, body: 'a=%00' })
  const good = await app.inject({ method: 'POST', url: '/takes', headers: form, body: 'a=1&a=2' })
  expect([json, large, many, nul, good].map((answer) => answer.statusCode)).toEqual([415, 413, 413, 400, 200])
  for (const answer of [json, large, many, nul]) expect(answer.body).toContain('class="sala-header"')
})

test('bytes that are not HTTP are answered and logged without a word of theirs', async () => {
  const { app, log } = await testApp()
  await app.listen({ port: 0, host: '127.0.0.1' })
  const answer = await sendRaw((app.server.address() as AddressInfo).port, 'HELLO canary-not-http\r\n\r\n')
  expect(answer).toMatch(/^HTTP\/1\.1 400/)
  expect(log()).toContain('"status":400')
  expect(log()).not.toContain('canary')
})

function throwAt(app: FastifyInstance, make: () => Error) {
  app.get('/throws', () => {
    throw make()
  })
}

function sendRaw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    let answer = ''
    socket.on('data', (chunk) => (answer += chunk.toString()))
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}
