import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { makeAssets } from '../../src/web/assets.ts'
import { temporaryFolder, testApp } from '../support/app.ts'

test('every file a page names is there, may be kept for ever, and comes from this site', async () => {
  const { app } = await testApp()
  const { body } = await app.inject('/')
  const named = [...body.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '')
  expect(named.length).toBeGreaterThan(3)
  for (const url of named) {
    const answer = await app.inject(url)
    expect(answer.statusCode, url).toBe(200)
    expect(answer.headers['cache-control'], url).toContain('immutable')
  }
})

test('the fonts the stylesheet names are there, Thai and Latin only, and none is GOV.UK’s', async () => {
  const { app } = await testApp()
  const css = await stylesheetOf(app)
  const named = [...css.plain.matchAll(/url\(["']?(\/assets\/[^"')]+)/g)].map((match) => match[1] ?? '')
  const fonts = [...new Set(named)]
  expect(fonts.length).toBe(6)
  for (const url of fonts) {
    const answer = await app.inject(url)
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'font/woff2'])
  }
  expect(css.plain).not.toMatch(/GDS Transport|crown|url\(["']?(https?:)?\/\//i)
  expect(css.plain).toContain('font-display:swap')
})

test('the stylesheet is small enough for a slow telephone', async () => {
  const { app } = await testApp()
  const css = await stylesheetOf(app)
  expect(css.packed).toBeLessThan(20 * 1024)
  expect(css.plain).toContain('.sala-steps')
})

test('styles compiled once are read back, not compiled again', async () => {
  const folder = temporaryFolder()
  await makeAssets(folder, null)
  const [sheet = ''] = readdirSync(folder).filter((name) => name.endsWith('-main.css'))
  const made = statSync(join(folder, sheet)).mtimeMs
  writeFileSync(join(folder, sheet), 'p{color:red}')
  const again = await makeAssets(folder, null)
  expect(again.find(again.url('main.css'))?.plain.toString()).toBe('p{color:red}')
  expect(made).toBeGreaterThan(0)
})

test('the municipality’s own picture takes the place of ours', async () => {
  const folder = temporaryFolder()
  mkdirSync(folder, { recursive: true })
  const logo = join(folder, 'seal.png')
  writeFileSync(logo, Buffer.from([0x89, 0x50, 0x4e, 0x47]))
  const assets = await makeAssets(join(import.meta.dirname, '../../node_modules/.cache/sala'), logo)
  expect(assets.find(assets.url('logo'))).toMatchObject({ type: 'image/png' })
})

async function stylesheetOf(app: Awaited<ReturnType<typeof testApp>>['app']) {
  const { body } = await app.inject('/privacy')
  const [, url = ''] = /rel="stylesheet" href="([^"]+)"/.exec(body) ?? []
  const packed = await app.inject({ url, headers: { 'accept-encoding': 'br' } })
  return { plain: brotliDecompressSync(packed.rawPayload).toString(), packed: packed.rawPayload.length }
}
