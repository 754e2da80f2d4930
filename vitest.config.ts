import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A native module's crash then ends one file's process, not the whole run.
    pool: 'forks',
    // A slow machine is no fault of the promise a test states.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
