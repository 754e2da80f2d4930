import type { PublishedService } from '../../catalogue/published.ts'
import type { Application, Applications } from '../application.ts'
import type { Filing } from '../filing.ts'
import type { Request } from '../request.ts'
import type { Receiver } from '../uploads/receive.ts'

/** What the door to filling in is given. */
export type ApplyOptions = {
  bySlug: (slug: string) => Promise<PublishedService | undefined>
  applications: Applications
  filing: Filing
  receive: Receiver
  /** Removes stored bytes that nothing names. */
  discard: (sha256s: string[]) => Promise<void>
  /** Bytes of one file and of all files of a draft; files in one sending. */
  limits: { fileBytes: number; filesPerRequest: number; draftBytes: number }
  /** Where the applicant's answer is. */
  receiptPath: (request: Request) => string
  sendResumeLink: (application: Application, to: string, address: string) => Promise<boolean>
  publicUrl: string
  today: () => string
  newId: () => string
}
