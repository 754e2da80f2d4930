import { expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { bench, sent } from '../support.ts'

const ONION = `${'sala'.repeat(14)}.onion`
const PUBLIC = new URL('https://sala.example.go.th')

/** A portal with its ordinary address set, asked by Tor's own service on this machine. */
async function portal() {
  const made = await bench()
  const { app } = await testApp({ publicUrl: PUBLIC }, made.clock.now, made.parts)
  const { receipt } = await sent(made)
  const enter = (host: string, origin: string, more: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: '/w',
      headers: { host, origin, 'content-type': 'application/x-www-form-urlencoded', ...more },
      payload: new URLSearchParams({ act: 'enter', receipt }).toString(),
    })
  return { app, enter, receipt }
}

test('by the onion address a reporter comes in, and the cookie is one that a browser keeps without https', async () => {
  const { app, enter } = await portal()
  const answer = await enter(ONION, `http://${ONION}`)
  expect(answer.statusCode).toBe(200)
  const [cookie] = answer.cookies
  expect(cookie).toMatchObject({ name: 'w', httpOnly: true, sameSite: 'Strict', path: '/' })
  expect(cookie).not.toHaveProperty('secure')
  const next = await app.inject({
    method: 'POST',
    url: '/w',
    headers: { host: ONION, origin: `http://${ONION}`, 'content-type': 'application/x-www-form-urlencoded' },
    cookies: { w: cookie?.value ?? '' },
    payload: 'act=add&message=%E0%B9%80%E0%B8%9E%E0%B8%B4%E0%B9%88%E0%B8%A1',
  })
  expect(next.body).toContain('เพิ่ม')
  const out = await app.inject({ url: '/w/x', headers: { host: ONION }, cookies: { w: cookie?.value ?? '' } })
  expect(out.cookies[0]).toMatchObject({ name: 'w', value: '' })
  // No page names the ordinary address, which would lead the visitor out of Tor.
  for (const url of ['/w', '/en/w'])
    expect((await app.inject({ url, headers: { host: ONION } })).body).not.toContain(PUBLIC.host)
})

test('the ordinary address keeps its safe cookie, and neither address takes what another site sends', async () => {
  const { enter } = await portal()
  const usual = await enter(PUBLIC.host, PUBLIC.origin)
  expect(usual.cookies[0]).toMatchObject({ name: '__Host-w', secure: true })
  expect((await enter(ONION, 'https://other.example')).statusCode).toBe(403)
  expect((await enter(ONION, `http://${'evil'.repeat(14)}.onion`)).statusCode).toBe(403)
  expect((await enter(PUBLIC.host, `http://${ONION}`)).statusCode).toBe(403)
  expect((await enter('other.example', 'http://other.example')).statusCode).toBe(403)
  expect((await enter('short.onion', 'http://short.onion')).statusCode).toBe(403)
  expect((await enter(ONION, `http://${ONION}`, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
})
