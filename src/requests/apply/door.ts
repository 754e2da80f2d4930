import type { FastifyInstance } from 'fastify'
import type { ApplyOptions } from './options.ts'
import { questionRoutes } from './questions.ts'
import { savedRoutes } from './saved.ts'
import { sendRoutes } from './send.ts'
import { startRoutes } from './start.ts'
import { makeVisits } from './visit.ts'

/** The public's door to filling in and sending, under `/services/:slug/apply`. */
export function applyDoor(app: FastifyInstance, options: ApplyOptions, done: () => void) {
  const visits = makeVisits(options)
  startRoutes(app, options, visits)
  questionRoutes(app, options, visits)
  savedRoutes(app, options, visits)
  sendRoutes(app, options, visits)
  done()
}
