import { gunzipSync, brotliDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { makePageCache } from '../../src/web/page-cache.ts'
import { testApp } from '../support/app.ts'

test('a public page is the same packed and plain, and is not sent again to who has it', async () => {
  const { app } = await testApp()
  const plain = await app.inject('/privacy')
  const gzip = await app.inject({ url: '/privacy', headers: { 'accept-encoding': 'gzip, deflate' } })
  const br = await app.inject({ url: '/privacy', headers: { 'accept-encoding': 'gzip, deflate, br, zstd' } })
  expect(gzip.headers['content-encoding']).toBe('gzip')
  expect(br.headers['content-encoding']).toBe('br')
  expect(gunzipSync(gzip.rawPayload).toString()).toBe(plain.body)
  expect(brotliDecompressSync(br.rawPayload).toString()).toBe(plain.body)
  const { etag } = plain.headers
  const again = await app.inject({ url: '/privacy', headers: { 'if-none-match': String(etag) } })
  expect([again.statusCode, again.body]).toEqual([304, ''])
})

test('a page in memory carries nothing of the visitor who came first', async () => {
  const { app } = await testApp()
  const first = await app.inject('/privacy?secret=first')
  const second = await app.inject('/privacy')
  expect(first.body).not.toContain('secret')
  expect(second.body).toBe(first.body)
})

test('both languages of a page are kept apart', async () => {
  const { app } = await testApp()
  const thai = await app.inject('/privacy')
  const english = await app.inject('/en/privacy')
  expect(thai.body).toContain('href="/en/privacy" lang="en"')
  expect(english.body).toContain('href="/privacy" lang="th"')
})

test('the page memory stays within its bound', () => {
  const pages = makePageCache(2)
  for (const key of ['a', 'b', 'c']) pages.keep(key, `<p>${key}</p>`)
  expect([pages.get('a'), pages.get('b')?.plain.toString()]).toEqual([undefined, '<p>b</p>'])
  pages.clear()
  expect(pages.get('c')).toBeUndefined()
})

test('the other language keeps the search, and never leads to another site', async () => {
  const { app } = await testApp()
  const search = await app.inject('/services?q=%E0%B9%84%E0%B8%9F')
  expect(search.body).toContain('href="/en/services?q&#x3D;%E0%B9%84%E0%B8%9F"')
  const tricked = await app.inject({ url: '/en//evil.example/' })
  expect(tricked.body).not.toContain('href="//evil.example')
})

test('the report page says that our own channel is not open, and names three others', async () => {
  const { app } = await testApp()
  for (const url of ['/report', '/en/report']) {
    const { body } = await app.inject(url)
    for (const number of ['1205', '1206', '1567']) expect(body).toContain(`href="tel:${number}"`)
    expect(body).toMatch(/ยังไม่เปิดให้ใช้|is not open yet/)
    expect(body).toContain('name="robots" content="noindex"')
  }
})

test('health is good while the database takes writes, and bad when it does not', async () => {
  const { app, engine } = await testApp()
  const good = await app.inject('/healthz')
  expect([good.statusCode, good.json()]).toEqual([200, { ok: true }])
  engine.atomically = () => Promise.reject(new Error('disk is read-only'))
  const bad = await app.inject('/healthz')
  expect([bad.statusCode, bad.json()]).toEqual([503, { ok: false }])
})
