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
  smallestShown: number
  years: {
    fiscalYear: number
    from: string
    to: string
    none?: object
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

/** What is told of the fiscal year 2570, after it is over. */
const AFTER_THE_YEAR = { days: 345 }

test('a year that is over and had no report says so in the words of the form; the running one says when it is shown', async () => {
  const made = await bench()
  const { page, data } = await portal(made)
  const before = [await page(), await data()]
  expect(before[0]).toContain('ไม่มีเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ')
  expect(before[0]).toContain('พ.ศ. 2570 หกเดือนแรก (ต.ค.–มี.ค.): แสดงตั้งแต่ 20 เมษายน 2570')
  expect(before[0]).toContain('พ.ศ. 2570: แสดงตั้งแต่ 30 ตุลาคม 2570')
  expect(before[1]).toMatchObject({
    smallestShown: 5,
    years: [
      { fiscalYear: 2569, none: { en: expect.stringContaining('no reports') } },
      { fiscalYear: 2568 },
      { fiscalYear: 2567 },
    ],
    upcoming: [
      { fiscalYear: 2570, to: '2027-03-31', shownFrom: '2027-04-20' },
      { fiscalYear: 2570, to: '2027-09-30', shownFrom: '2027-10-30' },
    ],
  })
  await some(made, 6)
  expect([await page(), await data()]).toEqual(before)
})

test('a small number is never shown, and no sentence of nothing where something came', async () => {
  const made = await bench()
  const { page, data } = await portal(made)
  await some(made, 4)
  made.clock.pass({ days: 150 })
  expect(await page('/en')).toMatch(/B\.E\. 2570, first six months \(October–March\)\s+fewer than 5/)
  expect((await data()).years.map(({ to }) => to)).toEqual([
    '2027-03-31',
    '2026-09-30',
    '2025-09-30',
    '2024-09-30',
  ])
  made.clock.pass({ days: 195 })
  expect(await page()).toMatch(/พ\.ศ\. 2570\s+น้อยกว่า 5/)
  const { years } = await data()
  expect(years.map(({ fiscalYear }) => fiscalYear)).toEqual([2570, 2569, 2568])
  expect(years[0]).toMatchObject({
    from: '2026-10-01',
    received: { value: null, least: 1, most: 4 },
    ...{ closed: null, outcomes: null },
  })
  expect(years[0]?.none).toBeUndefined()
})

test('from five on the number is shown, and no other from which a hidden one could be worked out', async () => {
  const made = await bench()
  const { page, data } = await portal(made)
  await some(made, 6, 'substantiated')
  const again = await bench()
  const other = await portal(again)
  await some(again, 6, 'substantiated')
  // One that is open would be seven less six.
  await some(again, 1)
  for (const each of [made, again]) each.clock.pass(AFTER_THE_YEAR)
  expect((await data()).years[0]).toMatchObject({
    received: { value: 6 },
    closed: { value: 6 },
    outcomes: { substantiated: 6, referred: 0 },
  })
  expect(await page()).toContain('พบมูลความผิด 6 เรื่อง')
  expect((await other.data()).years[0]).toMatchObject({
    received: { value: 7 },
    closed: null,
    outcomes: null,
  })
  expect(await other.page()).toContain('ไม่แสดง เพราะจำนวนน้อย')
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
