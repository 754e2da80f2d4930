import type { Calendar } from '../calendar/working-time.ts'
import type { Upload } from './application.ts'
import { dueOf } from './clock.ts'
import type { EventDataOf, EventKind, RequestEvent } from './events.ts'
import type { Followed } from './following.ts'
import type { Letters } from './letters.ts'
import { filedTo, joinedDivisions, projectionOf } from './projection.ts'
import type { Attachment } from './request.ts'
import type { RequestChange, RequestStore } from './store.ts'

export type RecordingParts = {
  requests: RequestStore
  letters: Letters
  calendar: () => Promise<Calendar>
  now: () => Date
  newId: () => string
}

/** What happened, before it has its number and its time. `id` where the event was named beforehand. */
export type Happening = { [K in EventKind]: { id?: string; kind: K; data: EventDataOf[K] } }[EventKind]

export type Recorded = {
  followed: Followed
  happenings: Happening[]
  /** The officer; null for the applicant and the system. */
  actor: string | null
  attachments?: Attachment[]
  /** `letters`: to others than the applicant. */
  more?: Pick<RequestChange, 'link' | 'rating' | 'letters'>
}

/**
 * Every event after filing is written here, whoever caused it, so that the row, the divisions that joined and the
 * letter always follow from the events. Conflict if a request changed since it was read; then nothing is written.
 */
export function makeRecording(parts: RecordingParts) {
  async function record(...recorded: Recorded[]): Promise<void> {
    const calendar = await parts.calendar()
    await parts.requests.append(...(await Promise.all(recorded.map((one) => changeOf(one, calendar)))))
  }

  async function changeOf(
    { followed, happenings, actor, attachments = [], more }: Recorded,
    calendar: Calendar,
  ): Promise<RequestChange> {
    const { request, published, events: past } = followed
    const at = timeAfter(past, parts.now())
    const events = happenings.map(
      ({ id, kind, data }, index) =>
        ({
          id: id ?? parts.newId(),
          requestId: request.id,
          seq: (past.at(-1)?.seq ?? 0) + index + 1,
          kind,
          at: at.toISOString(),
          actor,
          data,
        }) as RequestEvent,
    )
    const all = [...past, ...events]
    const { steps } = published.definition.manual
    const due = dueOf({ steps, events: all, filedAt: request.filedAt, calendar, now: at })
    const projection = projectionOf(filedTo(request, past), all, due)
    const [before, after] = [joinedDivisions(past), joinedDivisions(all)]
    return {
      requestId: request.id,
      revision: request.revision,
      events,
      projection,
      attachments,
      joined: {
        add: after.filter((id) => !before.includes(id)),
        drop: before.filter((id) => !after.includes(id)),
        at: at.toISOString(),
      },
      ...more,
      letters: [
        ...(await parts.letters.about({ ...followed, request: { ...request, ...projection } }, all, events)),
        ...(more?.letters ?? []),
      ],
    }
  }

  /** Uploads as they stand with the event they came with. */
  function attachmentsOf(followed: Followed, eventId: string, uploads: readonly Upload[]): Attachment[] {
    return uploads.map((upload, index) => ({
      id: parts.newId(),
      draftId: null,
      requestId: followed.request.id,
      eventId,
      row: null,
      position: index,
      createdAt: parts.now().toISOString(),
      ...upload,
    }))
  }

  return {
    record,
    /** What `record` would write, for a write that says more. */
    prepare: async (recorded: Recorded): Promise<RequestChange> => changeOf(recorded, await parts.calendar()),
    attachmentsOf,
  }
}

export type Recording = ReturnType<typeof makeRecording>

/** Two machines' clocks may differ by a little: what happened after something is not written down before it. */
function timeAfter(past: readonly RequestEvent[], now: Date): Date {
  const last = past.at(-1)?.at
  return last !== undefined && last > now.toISOString() ? new Date(last) : now
}
