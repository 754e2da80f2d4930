import type { FastifyInstance } from 'fastify'
import type { PublishedService } from '../../catalogue/published.ts'
import type { Application, Applications } from '../application.ts'
import type { Filing } from '../filing.ts'
import type { Request } from '../request.ts'
import type { Receiver } from '../uploads/receive.ts'
import { questionRoutes } from './questions.ts'
import { savedRoutes } from './saved.ts'
import { sendRoutes } from './send.ts'
import { startRoutes } from './start.ts'
import { makeVisits } from './visit.ts'

export type ApplyOptions = {
  bySlug: (slug: string) => Promise<PublishedService | undefined>
  applications: Applications
  filing: Filing
  receive: Receiver
  /** Bytes of one file and of all files of a draft; files in one sending. */
  limits: { fileBytes: number; filesPerRequest: number; draftBytes: number }
  /** Where the applicant's answer is. */
  receiptPath: (request: Request) => string
  sendResumeLink: (application: Application, to: string, address: string) => Promise<boolean>
  publicUrl: string
  today: () => string
  newId: () => string
}

/** The public's door to filling in and sending, under `/services/:slug/apply`. */
export function applyDoor(app: FastifyInstance, options: ApplyOptions, done: () => void) {
  const visits = makeVisits(options)
  startRoutes(app, options, visits)
  questionRoutes(app, options, visits)
  savedRoutes(app, options, visits)
  sendRoutes(app, options, visits)
  done()
}
