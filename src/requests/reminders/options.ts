import type { Calendar } from '../../calendar/working-time.ts'
import type { Division, PublishedVersion } from '../../catalogue/published.ts'
import type { LetterStore } from '../../mail/store.ts'
import type { Audit } from '../../officers/audit.ts'
import type { People } from '../../officers/people.ts'
import type { JobRunStore } from './job-run-store.ts'
import type { LateLetters } from './late-letters.ts'

/** What the pages about the clock's own work are given. */
export type RemindersOptions = {
  lateLetters: LateLetters
  runs: JobRunStore
  /** Every job with how often it runs, in the order they are shown. */
  jobs: readonly { name: string; everyMs: number }[]
  outbox: Pick<LetterStore, 'counts' | 'retryFailed'>
  hasMailServer: boolean
  version: (serviceId: string, version: number) => Promise<PublishedVersion | undefined>
  divisions: () => Promise<readonly Division[]>
  people: Pick<People, 'names'>
  audit: Pick<Audit, 'record'>
  calendar: () => Promise<Calendar>
  now: () => Date
}
