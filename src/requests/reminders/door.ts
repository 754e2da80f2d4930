import type { FastifyInstance } from 'fastify'
import { jobRoutes } from './jobs-page.ts'
import { letterListRoutes } from './letter-list.ts'
import { letterRoutes } from './letter-pages.ts'
import type { RemindersOptions } from './options.ts'
import { registerRoutes } from './register-pages.ts'

/** What the clock did by itself, and the letters it drafted for a signature. */
export function remindersDoor(app: FastifyInstance, options: RemindersOptions, done: () => void): void {
  registerRoutes(app, options)
  letterListRoutes(app, options)
  letterRoutes(app, options)
  jobRoutes(app, options)
  done()
}
