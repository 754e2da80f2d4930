import { connect, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { describeFault } from '../../src/web/log.ts'
import { testApp } from '../support/app.ts'

const canary = 'canary7Q'

test('what visitors send appears in no log line, wherever they put it', async () => {
  const { app, log } = await testApp()
  app.get('/items/:id', () => 'item')
  app.post('/takes', () => 'taken')
  app.get('/throws', () => {
    throw new Error(`about ${canary}`)
  })
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const asked = [
    { url: `/services?q=${canary}` },
    { url: `/en/services?q=${canary}` },
    { url: `/items/${canary}` },
    { url: `/${canary}` },
    { url: `/services/${canary}` },
    { url: `/${canary}/%E0%A4%A` },
    { url: `/${canary}.json` },
    { url: '/throws' },
    {
      url: '/privacy',
      headers: { cookie: `a=${canary}`, 'user-agent': canary, referer: canary, 'x-own': canary },
    },
    { url: '/privacy', headers: { host: `${canary}.example`, 'x-forwarded-for': canary } },
    { url: '/takes', method: 'POST' as const, headers: form, body: `a=${canary}` },
    { url: '/takes', method: 'POST' as const, headers: { 'content-type': canary }, body: canary },
    {
      url: '/takes',
      method: 'POST' as const,
      headers: { 'content-type': 'application/json' },
      body: `{"${canary}`,
    },
    {
      url: '/takes',
      method: 'POST' as const,
      headers: { ...form, origin: `https://${canary}` },
      body: canary,
    },
    { url: '/takes', method: 'POST' as const, headers: form, body: `${canary}=${'x'.repeat(1_100_000)}` },
  ]
  const statuses = []
  for (const one of asked)
    statuses.push((await app.inject({ remoteAddress: '203.0.113.77', ...one })).statusCode)
  expect(new Set(statuses)).toEqual(new Set([200, 400, 403, 404, 413, 415, 500]))

  await app.listen({ port: 0, host: '127.0.0.1' })
  await sendRaw((app.server.address() as AddressInfo).port, `${canary} / nothing\r\n\r\n`)

  expect(
    log()
      .split('\n')
      .filter((line) => line.includes('"route"')).length,
  ).toBeGreaterThan(asked.length)
  expect(log()).not.toContain(canary)
  expect(log()).not.toContain('203.0.113.77')
})

test('a line names method, pattern, status and time, and nothing else', async () => {
  const { app, log } = await testApp()
  await app.inject('/en/services/street-light-repair?x=1')
  const line = JSON.parse(log().trim().split('\n').at(-1) ?? '')
  expect(Object.keys(line).sort()).toEqual(['at', 'level', 'method', 'ms', 'route', 'status'])
  expect(line).toMatchObject({ method: 'GET', route: '/services/:slug', status: 200 })
})

test('a scope can be silenced whole, its faults included', async () => {
  const { app, log } = await testApp()
  await app.register(
    async (scope) => {
      scope.setNotFoundHandler((_request, reply) => reply.code(404).send('nothing'))
      scope.get('/throws', () => {
        throw new Error('hidden')
      })
      scope.get('/fine', () => 'fine')
    },
    { prefix: '/quiet', logLevel: 'silent' },
  )
  await app.inject('/')
  const before = log().length
  expect(before).toBeGreaterThan(0)
  expect((await app.inject('/quiet/fine')).statusCode).toBe(200)
  expect((await app.inject('/quiet/throws')).statusCode).toBe(500)
  expect(log().length).toBe(before)
})

test('a fault is described by kind and place; its words are kept only when they speak of our code', () => {
  const theirs = new Error('value "Somchai" is wrong', { cause: new SyntaxError('Unexpected "Somchai"') })
  const ours = new TypeError('x is not a function')
  expect(JSON.stringify(describeFault(theirs))).not.toContain('Somchai')
  expect(describeFault(theirs).stack).toContain('log.test.ts')
  expect(describeFault(ours).message).toBe('x is not a function')
})

function sendRaw(port: number, bytes: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', () => undefined)
    socket.on('close', () => resolve())
    socket.on('error', reject)
  })
}
