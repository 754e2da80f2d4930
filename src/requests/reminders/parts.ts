import type { Text } from '../../i18n/text.ts'
import type { Audit } from '../../officers/audit.ts'
import type { Officer } from '../../officers/officer.ts'
import type { Engine } from '../../storage/engine.ts'
import type { Requests } from '../parts.ts'
import { makeDraftLate } from './draft-late.ts'
import { makeDueDays } from './due-days.ts'
import { makeEscalate } from './escalate.ts'
import { makeGiveBack } from './give-back.ts'
import type { ClockJobParts } from './job-parts.ts'
import { makeLateLetters as makeActs } from './late-letters.ts'
import { makeLateLetterStore } from './late-letter-store.ts'
import { makeOfficeLetters } from './letters.ts'
import { makeRemind } from './remind.ts'
import { makeReminderStore } from './store.ts'

export type RemindersParts = {
  engine: Engine
  requests: Requests
  version: ClockJobParts['version']
  officers: () => Promise<readonly Officer[]>
  municipality: Text
  /** The site's own address, without a path. */
  publicUrl: string
  now: () => Date
}

/** What the clock does by itself. Each is safe to run twice, at once or one after the other. */
export function makeReminders({ engine, requests, ...parts }: RemindersParts) {
  const { newId, calendar, recording } = requests
  const job: ClockJobParts = {
    ...parts,
    store: makeReminderStore(engine),
    lateLetters: makeLateLetterStore(engine),
    load: requests.following.load,
    officeLetters: makeOfficeLetters({ ...parts, newId }),
    recording,
    calendar,
    newId,
  }
  return {
    dueDays: makeDueDays({ ...job, events: requests.requests.events }),
    giveBack: makeGiveBack(job),
    escalate: makeEscalate(job),
    draftLate: makeDraftLate(job),
    remind: makeRemind(job),
  }
}

/** What officers do with the letters that the clock drafted. */
export function makeLateLetters(parts: {
  engine: Engine
  requests: Requests
  audit: Audit
  municipality: Text
  now: () => Date
}) {
  const { requests } = parts
  return makeActs({
    store: makeLateLetterStore(parts.engine),
    requests: requests.requests,
    load: requests.following.load,
    recording: requests.recording,
    audit: parts.audit,
    calendar: requests.calendar,
    municipality: parts.municipality,
    trackingAddress: requests.trackingAddress,
    now: parts.now,
    newId: requests.newId,
  })
}
