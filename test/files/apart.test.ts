import { expect, test } from 'vitest'
import { runApart } from '../../src/files/apart.ts'

const MB = 1024 * 1024
const limits = { ms: 30_000, heapMegabytes: 32, growth: 300 * MB }

const script = (code: string) =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`import{parentPort,workerData}from'node:worker_threads';${code}`)}`,
  )

test('what a script sends is its result', async () => {
  expect(await runApart(script('parentPort.postMessage(workerData+"!")'), 'path')).toEqual({
    result: 'path!',
  })
})

test('a script that never ends is ended', async () => {
  expect(await runApart(script('for(;;);'), '', { ...limits, ms: 300 })).toEqual({ failed: 'tooLong' })
})

test('a script that fills its heap is ended', async () => {
  const swell = 'const all=[];for(;;)all.push(Array(1e5).fill(all.length))'
  expect(await runApart(script(swell), '', limits)).toEqual({ failed: 'crashed' })
})

test('a script that fills buffers beside its heap is ended', async () => {
  const swell = 'const all=[];for(;;)all.push(new Uint8Array(1e6).fill(1))'
  expect(await runApart(script(swell), '', limits)).toEqual({ failed: 'tooMuch' })
})

test('a script that throws, or leaves without a word, has crashed', async () => {
  expect(await runApart(script('throw new Error()'), '')).toEqual({ failed: 'crashed' })
  expect(await runApart(script(''), '')).toEqual({ failed: 'crashed' })
})

test('a script sees nothing of the environment', async () => {
  process.env['SALA_TEST_SECRET'] = 'key'
  const seen = await runApart(script('parentPort.postMessage(Object.keys(process.env))'), '')
  delete process.env['SALA_TEST_SECRET']
  expect(seen).toEqual({ result: [] })
})
