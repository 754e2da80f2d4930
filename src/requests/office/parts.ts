import type { Calendar } from '../../calendar/working-time.ts'
import type { PublishedService, PublishedVersion } from '../../catalogue/published.ts'
import type { Audit } from '../../officers/audit.ts'
import type { Edition } from '../../storage/edition.ts'
import type { Engine, Statement, Writer } from '../../storage/engine.ts'
import type { OfficeFacts } from '../office-calendar.ts'
import type { Requests } from '../parts.ts'
import { applied, factsOf, undoing, type CalendarStep, type OfficeState } from './calendar-change.ts'
import { makeChangeStore } from './change-store.ts'
import { makeDivisionStore } from './division-store.ts'
import { makeHolidayStore } from './holiday-store.ts'
import { makeMoves, type Moves } from './moves.ts'
import { makeMoving } from './moving.ts'
import { makeOpenStore } from './open-store.ts'
import type { Office } from './settings.ts'
import { makeSettingsStore } from './settings-store.ts'
import type { Text } from '../../i18n/text.ts'

export type AdministrationParts = {
  engine: Engine
  requests: Pick<Requests, 'requests' | 'following' | 'recording' | 'officeCalendar' | 'newId'>
  office: Office
  edition: Edition
  version: (serviceId: string, version: number) => Promise<PublishedVersion | undefined>
  services: () => Promise<readonly PublishedService[]>
  audit: Audit
  now: () => Date
}

export type ConfirmedChange = {
  by: string
  reason: Text
  step: CalendarStep
  /** The state the officer saw and decided on. */
  before: OfficeState
  deed: string
  subject?: string
  data: Record<string, string | number | boolean | null>
  /** What is written for the step itself. */
  build: (tx: Writer, at: string) => Statement[]
}

/** So many requests are moved while the officer waits; more are moved by the job. */
const MOVED_AT_ONCE = 50

export type Administration = ReturnType<typeof makeAdministration>

/** Divisions, holidays, office hours and rules of the clock: kept, changed, and followed by every open request. */
export function makeAdministration(parts: AdministrationParts) {
  const { engine, requests, office, edition, audit, now } = parts
  const [holidays, changes] = [makeHolidayStore(engine), makeChangeStore(engine)]
  const divisions = makeDivisionStore(engine)
  const moves = makeMoves({ store: makeOpenStore(engine), version: parts.version, now })

  const present = async (): Promise<OfficeState> => {
    const { written, rules } = office.current()
    return { holidays: await holidays.list(), hours: written, rules }
  }
  const calendarOf = (state: OfficeState): Calendar =>
    requests.officeCalendar.withChange(state.holidays, factsOf(state) satisfies OfficeFacts)
  const moving = makeMoving({
    changes,
    moves,
    requests: requests.requests,
    load: requests.following.load,
    recording: requests.recording,
    refresh: edition.look,
    present,
    calendarOf,
    audit,
    now,
  })

  /** What a step would move. */
  async function preview(before: OfficeState, step: CalendarStep): Promise<Moves> {
    return moves.preview(calendarOf(before), calendarOf(applied(before, step)))
  }

  /**
   * Writes the step, that requests have to follow it, and who did it, in one transaction; then moves what is moved
   * quickly. Conflict when what `build` guards has changed. `moved` is false while the job still has to do it.
   */
  async function confirm(change: ConfirmedChange, count: number): Promise<{ moved: boolean }> {
    const { by, reason, step, before, deed, subject, data } = change
    const at = now().toISOString()
    const pending = { id: requests.newId(), by, at, reason, undo: undoing(before, step) }
    await audit.record({ actor: by, deed, ...(subject !== undefined && { subject }), data }, (tx) => [
      ...change.build(tx, at),
      ...changes.adding(tx, pending),
    ])
    await edition.look()
    if (count > MOVED_AT_ONCE) return { moved: false }
    const { fault } = await moving.carryOut()
    return { moved: fault === undefined }
  }

  /** The versions of services that residents are filling in. */
  async function begun(): Promise<PublishedVersion[]> {
    const named = await divisions.begun(now().toISOString())
    const found = await Promise.all(named.map(({ serviceId, version }) => parts.version(serviceId, version)))
    return found.filter((one) => one !== undefined)
  }

  return {
    begun,
    office,
    edition,
    audit,
    services: parts.services,
    holidays,
    divisions,
    settings: makeSettingsStore(engine),
    pending: changes.pending,
    present,
    preview,
    confirm,
    carryOut: moving.carryOut,
    calendar: requests.officeCalendar.current,
    newId: requests.newId,
    now,
  }
}
