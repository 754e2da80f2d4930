import { Worker } from 'node:worker_threads'
import type { Source } from './faults.ts'
import { makeQueue } from './queue.ts'

/** Buffers lie outside the heap's limit, so the growth of the whole process is watched as well, in bytes. */
export const LIMITS = { ms: 8_000, heapMegabytes: 256, growth: 700 * 1024 * 1024 }
const LOOK_EVERY_MS = 50

/** With each at its limit, the last of them waits a minute and a half. */
const MOST_WAITING = 12

/** One at a time for the whole process, since its memory is what is watched. */
const alone = makeQueue(1, MOST_WAITING)

/** What a script apart answers: the cleaned result, or that it could not. */
export type Apart<Result> = { result: Result } | { failed: 'crashed' | 'tooLong' | 'tooMuch' }

/**
 * Runs a script on another thread and resolves to the one message it sends. A hostile file can make it
 * loop or swell; then the thread is ended and nothing else suffers. The script sees no environment, and
 * what it prints is dropped, since libraries quote the files they read.
 */
export function runApart<Result>(script: URL, from: Source, limits = LIMITS): Promise<Apart<Result>> {
  return alone(() => run(script, from, limits))
}

async function run<Result>(script: URL, from: Source, limits: typeof LIMITS): Promise<Apart<Result>> {
  const before = process.memoryUsage.rss()
  const worker = new Worker(script, {
    workerData: from,
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes, stackSizeMb: 4 },
  })
  worker.stdout.resume()
  worker.stderr.resume()
  const { promise, resolve } = Promise.withResolvers<Apart<Result>>()
  const timer = setTimeout(() => resolve({ failed: 'tooLong' }), limits.ms)
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() - before > limits.growth) resolve({ failed: 'tooMuch' })
  }, LOOK_EVERY_MS)
  worker.once('message', (result: Result) => resolve({ result }))
  worker.once('error', () => resolve({ failed: 'crashed' }))
  worker.once('exit', () => resolve({ failed: 'crashed' }))
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    clearInterval(watch)
    await worker.terminate()
  }
}
