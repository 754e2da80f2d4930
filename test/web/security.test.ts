import { expect, test } from 'vitest'
import { testApp } from '../support/app.ts'

const form = { 'content-type': 'application/x-www-form-urlencoded' }

test('every answer forbids what the page does not need', async () => {
  const { app } = await testApp()
  for (const url of ['/', '/privacy', '/no-such-page', '/healthz', '/%E0%A4%A', '/assets/0/none.css']) {
    const { headers } = await app.inject(url)
    expect(headers['content-security-policy'], url).toContain("default-src 'none'; script-src 'self'")
    expect(headers['content-security-policy'], url).toContain("frame-ancestors 'none'")
    expect(headers['x-content-type-options'], url).toBe('nosniff')
    expect(headers['referrer-policy'], url).toBe('same-origin')
    expect(headers['set-cookie'], url).toBeUndefined()
    expect(headers['x-powered-by'] ?? headers.server, url).toBeUndefined()
  }
})

test('browsers are bound to https only where the site itself is https', async () => {
  const open = await testApp()
  const secure = await testApp({ publicUrl: new URL('https://sala.example.go.th') })
  const plain = await testApp({ publicUrl: new URL('http://sala.example.go.th') })
  expect((await open.app.inject('/privacy')).headers['strict-transport-security']).toBeUndefined()
  expect((await plain.app.inject('/privacy')).headers['strict-transport-security']).toBeUndefined()
  expect((await secure.app.inject('/privacy')).headers['strict-transport-security']).toContain('max-age=')
})

test('no page holds an inline script, style or handler, which the policy would silence', async () => {
  const { app } = await testApp()
  for (const url of [
    '/',
    '/en',
    '/privacy',
    '/report',
    '/services',
    '/services/street-light-repair',
    '/nothing',
  ]) {
    const { body } = await app.inject(url)
    expect(body, url).toContain('</html>')
    expect(body, url).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|javascript:/i)
    expect(body, url).not.toMatch(/(?:src|href|action)="(?:https?:)?\/\/(?!localhost)/)
  }
})

test.each([
  ['from another site', { 'sec-fetch-site': 'cross-site' }, 403],
  ['from another name of the same domain', { 'sec-fetch-site': 'same-site' }, 403],
  ['from this site', { 'sec-fetch-site': 'same-origin' }, 200],
  ['typed by the visitor', { 'sec-fetch-site': 'none' }, 200],
  ['by an old browser from another site', { origin: 'https://evil.example' }, 403],
  ['by an old browser from a hidden place', { origin: 'null' }, 403],
  ['by an old browser from this site', { origin: 'http://sala.test' }, 200],
  ['from another port of this host', { origin: 'http://sala.test:8080' }, 403],
  ['by a program', {}, 200],
])('a form posted %s is answered accordingly', async (_where, headers, status) => {
  const { app } = await testApp()
  app.post('/takes', () => 'taken')
  const answer = await app.inject({
    method: 'POST',
    url: '/takes',
    headers: { ...form, host: 'sala.test', ...headers },
    body: 'a=1',
  })
  expect(answer.statusCode).toBe(status)
})

test('behind a proxy the site’s own address counts, not the inner one', async () => {
  const { app } = await testApp({ publicUrl: new URL('https://sala.example.go.th') })
  app.post('/takes', () => 'taken')
  const post = (origin: string) =>
    app.inject({ method: 'POST', url: '/takes', headers: { ...form, host: '10.0.0.5', origin }, body: 'a=1' })
  expect((await post('https://sala.example.go.th')).statusCode).toBe(200)
  expect((await post('http://10.0.0.5')).statusCode).toBe(403)
})

test('reading is open from anywhere', async () => {
  const { app } = await testApp()
  const answer = await app.inject({ url: '/privacy', headers: { 'sec-fetch-site': 'cross-site' } })
  expect(answer.statusCode).toBe(200)
})
