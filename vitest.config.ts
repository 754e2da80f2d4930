import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A native module's crash then ends one file's process, not the whole run.
    pool: 'forks',
    // What the files share of the program is read once for each process, not once for each file: a fifth of the time.
    isolate: false,
    // Tests wait for disks, browsers and processes more than they compute: a file more than cores keeps those busy.
    maxWorkers: availableParallelism() + 1,
    // A slow machine is no fault of the promise a test states.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
