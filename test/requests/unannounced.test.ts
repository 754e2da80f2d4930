import { expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { wordsOf } from '../support/html.ts'
import { fileLight, makeClient, makeClock } from '../support/journey.ts'

const NOTE = 'ยังไม่ประกาศวันหยุดราชการปี 2570'

test('a due day in a year whose holidays nobody knows says so wherever it stands', async () => {
  const clock = makeClock('2026-12-28T03:00:00.000Z')
  const { app, log } = await testApp({}, clock.now)
  const client = makeClient(app)
  const { path } = await fileLight(client)
  for (const page of [path, `${path}/receipt`, `${path}/counted`]) {
    expect(wordsOf((await client.get(page)).body)).toContain(NOTE)
  }
  expect(log()).toContain('2570')
})

test('a due day in a year whose holidays are entered says nothing of the kind', async () => {
  const { app } = await testApp({}, makeClock('2026-06-15T03:00:00.000Z').now)
  const client = makeClient(app)
  const { path } = await fileLight(client)
  for (const page of [path, `${path}/receipt`, `${path}/counted`]) {
    expect(wordsOf((await client.get(page)).body)).not.toContain('ยังไม่ประกาศวันหยุดราชการ')
  }
})
