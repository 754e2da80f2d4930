import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { makeFileStore } from '../../src/storage/files.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { openEngine } from '../../src/storage/open.ts'
import { temporaryFolder, testApp } from '../support/app.ts'
import { wordsOf } from '../support/html.ts'
import { bench, sent, type Bench } from '../whistle/support.ts'

type Data = {
  none?: object
  smallestShown: number
  years: {
    fiscalYear: number
    from: string
    received: { value: number | null; least: number; most: number }
    closed: object | null
    outcomes: Record<string, number> | null
  }[]
}

async function portal(made: Bench) {
  const { app, log } = await testApp({}, made.clock.now, made.parts)
  return {
    page: async (lang = '') => wordsOf((await app.inject(`${lang}/report/statistics`)).body),
    data: async () => (await app.inject('/report/statistics.json')).json<Data>(),
    app,
    log,
  }
}

async function some(made: Bench, n: number, outcome?: 'substantiated') {
  for (let each = 0; each < n; each++) {
    const { id } = await sent(made)
    if (!outcome) continue
    const pim = await made.signedIn('pim')
    await made.whistle.panel.close(pim, id, { outcome, reason: 'ก', toReporter: 'ข' })
  }
}

test('a year without reports says so in the words of the form, and a small number is never shown', async () => {
  const made = await bench()
  const { page, data } = await portal(made)
  expect(await page()).toContain('ไม่มีเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ')
  expect(await data()).toMatchObject({
    none: { en: expect.stringContaining('no reports') },
    smallestShown: 5,
  })
  await some(made, 4)
  expect(await page()).toContain('น้อยกว่า 5')
  expect(await page()).not.toContain('ไม่มีเรื่องร้องเรียน')
  expect(await page('/en')).toContain('fewer than 5')
  const { years, none } = await data()
  expect(none).toBeUndefined()
  expect(years.map(({ fiscalYear }) => fiscalYear)).toEqual([2570, 2569, 2568])
  expect(years[0]).toMatchObject({
    from: '2026-10-01',
    received: { value: null, least: 1, most: 4 },
    outcomes: null,
  })
})

test('from five on the number is shown, and no other from which a hidden one could be worked out', async () => {
  const made = await bench()
  const { page, data } = await portal(made)
  await some(made, 6, 'substantiated')
  expect((await data()).years[0]).toMatchObject({
    received: { value: 6 },
    closed: { value: 6 },
    outcomes: { substantiated: 6, referred: 0 },
  })
  expect(await page()).toContain('พบมูลความผิด 6 เรื่อง')
  // One that is open would be six less five.
  await some(made, 1)
  expect((await data()).years[0]).toMatchObject({ received: { value: 7 }, closed: null })
  expect(await page()).toContain('ไม่แสดง เพราะจำนวนน้อย')
})

test('the page explains itself, is linked where reporting begins, and its data may be read by any site', async () => {
  const made = await bench()
  const { page, app, log } = await portal(made)
  for (const words of ['ตัวเลขนี้นับอะไร', 'ทำไมไม่แสดงจำนวนน้อย', '1–4']) expect(await page()).toContain(words)
  expect((await app.inject('/report')).body).toContain('href="/report/statistics"')
  const data = await app.inject('/report/statistics.json')
  expect(data.headers['access-control-allow-origin']).toBe('*')
  expect(data.headers['set-cookie']).toBeUndefined()
  const lines = log()
    .split('\n')
    .filter((line) => line.includes('statistics'))
  for (const line of lines) expect(Object.keys(JSON.parse(line) as object)).not.toContain('remoteAddress')
})

test('a file of the daily letter that cannot be used stops the start, and is named', async () => {
  const folder = temporaryFolder()
  const config = readConfig({
    DATA_DIR: folder,
    LOG_LEVEL: 'silent',
    SMTP_URL: 'smtp://127.0.0.1:1',
    MAIL_FROM: 'a@b.example',
    PUBLIC_URL: 'https://sala.example',
  })
  mkdirSync(join(folder, 'whistle'), { recursive: true })
  writeFileSync(join(folder, 'whistle', 'digest.json'), '{"hour": 25}')
  const engine = await openEngine(config.databaseUrl)
  await migrate(engine)
  const files = await makeFileStore(join(folder, 'files'))
  await expect(makeApp({ config, engine, files, log: { write: () => {} } })).rejects.toThrow('digest.json')
  await engine.close()
})
