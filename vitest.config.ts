import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A native module's crash then ends one file's process, not the whole run.
    pool: 'forks',
    // Left to itself Vitest leaves one core of two idle, and the whole run takes twice as long.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // A slow machine is no fault of the promise a test states.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
