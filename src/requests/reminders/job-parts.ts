import type { Calendar } from '../../calendar/working-time.ts'
import type { PublishedVersion } from '../../catalogue/published.ts'
import type { Officer } from '../../officers/officer.ts'
import type { Following } from '../following.ts'
import type { Recording } from '../recording.ts'
import type { LateLetterStore } from './late-letter-store.ts'
import type { OfficeLetters } from './letters.ts'
import type { ReminderStore } from './store.ts'

/** What the jobs of the clock are made of. */
export type ClockJobParts = {
  store: ReminderStore
  lateLetters: LateLetterStore
  /** A request with its events and what the clock makes of them. */
  load: Following['load']
  version: (serviceId: string, version: number) => Promise<PublishedVersion | undefined>
  recording: Recording
  officeLetters: OfficeLetters
  /** Everybody who works here or did. */
  officers: () => Promise<readonly Officer[]>
  calendar: () => Promise<Calendar>
  now: () => Date
  newId: () => string
}
