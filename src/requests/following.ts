import type { KeyObject } from 'node:crypto'
import { unannouncedYears, type Calendar } from '../calendar/working-time.ts'
import type { PublishedVersion } from '../catalogue/published.ts'
import { conflict, notFound, UserError } from '../errors.ts'
import { columnsOf } from '../forms/table.ts'
import type { Upload } from './application.ts'
import { clockOf, type Clock } from './clock.ts'
import { FINISHED_STATUSES, publicEvents, statusOf, type EventData, type RequestEvent } from './events.ts'
import type { Letters } from './letters.ts'
import { opens, parseReference } from './reference.ts'
import type { Attachment, Reference, Request } from './request.ts'
import type { RequestStore } from './store.ts'

export type FollowingParts = {
  requests: RequestStore
  version: (serviceId: string, version: number) => Promise<PublishedVersion | undefined>
  calendar: () => Promise<Calendar>
  letters: Letters
  key: KeyObject
  now: () => Date
  newId: () => string
}

/** A request as its applicant sees it: with the version it was filed under, for ever. */
export type Followed = {
  request: Request
  published: PublishedVersion
  events: RequestEvent[]
  attachments: Attachment[]
  clock: Clock
  /** Years (พ.ศ.) the due day falls in and no holiday is known of: the day may move. */
  unannounced: number[]
}

/** A number in the right form that is never given. */
const NOBODYS = '00-000-000' as Reference
const MOST_EVENTS = 200
const MOST_ATTACHMENTS = 100

/** What an applicant may do with a request once it is sent. */
export function makeFollowing(parts: FollowingParts) {
  /** Undefined alike for a number that does not exist and a code that does not fit it. */
  async function find(typedReference: string, typedCode: string): Promise<Followed | undefined> {
    // Every wrong pair is looked up and compared alike, so that all of them cost the same.
    const reference = parseReference(typedReference) ?? NOBODYS
    const id = await parts.requests.idOf(reference)
    const isRight = opens(parts.key, id ?? NOBODYS, typedCode)
    if (id === undefined || !isRight) return undefined
    const request = await parts.requests.find(id)
    return request && load(request)
  }

  async function load(request: Request): Promise<Followed> {
    const published = await parts.version(request.serviceId, request.serviceVersion)
    if (!published) throw notFound()
    const [events, attachments, calendar] = await Promise.all([
      parts.requests.events(request.id),
      parts.requests.attachments(request.id),
      parts.calendar(),
    ])
    const { steps } = published.definition.manual
    const clock = clockOf({ steps, events, filedAt: request.filedAt, calendar, now: parts.now() })
    const unannounced = unannouncedYears(calendar, clock.dueDay)
    return { request, published, events, attachments, clock, unannounced }
  }

  /**
   * Adds the applicant's message. `once` names this sending: the same one again changes nothing. Throws
   * `conflict` when the request is finished, `tooMany` when it holds more than a person would send.
   */
  async function addMessage(
    followed: Followed,
    text: string,
    uploads: Upload[],
    once: string,
  ): Promise<void> {
    for (let attempt = 1, current = followed; ; attempt++) {
      try {
        return await addOnce(current, text, uploads, once)
      } catch (error) {
        // An officer acted meanwhile, or a second tap came first: the words must not be lost to that.
        if (!(error instanceof UserError) || error.kind !== 'conflict' || attempt === 3) throw error
        const request = await parts.requests.find(followed.request.id)
        if (!request) throw notFound()
        current = await load(request)
      }
    }
  }

  async function addOnce(followed: Followed, text: string, uploads: Upload[], once: string): Promise<void> {
    const earlier = followed.events.find((event) => event.id === once)
    if (earlier?.kind === 'messaged' && earlier.data.text === text) return
    if (earlier) return addOnce(followed, text, uploads, parts.newId())
    if (!isOpen(followed)) throw conflict()
    if (followed.events.length >= MOST_EVENTS) throw new UserError('tooMany')
    if (followed.attachments.length + uploads.length > MOST_ATTACHMENTS) throw new UserError('tooMany')
    const attachments = uploads.map((upload, index): Attachment => ({
      id: parts.newId(),
      draftId: null,
      requestId: followed.request.id,
      eventId: once,
      row: null,
      position: index,
      createdAt: parts.now().toISOString(),
      ...upload,
    }))
    const data = { text, files: attachments.map(({ id }) => id) }
    await append(followed, 'messaged', data, once, attachments)
  }

  /** The applicant takes the request back. Throws `conflict` when it is finished already. */
  async function withdraw(followed: Followed, reason: string): Promise<void> {
    if (!isOpen(followed)) throw conflict()
    await append(followed, 'withdrawn', reason ? { reason } : {}, parts.newId(), [])
  }

  async function append(
    { request, events, published }: Followed,
    kind: 'messaged' | 'withdrawn',
    data: EventData,
    id: string,
    attachments: Attachment[],
  ) {
    const event = {
      id,
      requestId: request.id,
      seq: (events.at(-1)?.seq ?? 0) + 1,
      kind,
      at: parts.now().toISOString(),
      actor: null,
      data,
    } as RequestEvent
    await parts.requests.append({
      requestId: request.id,
      revision: request.revision,
      events: [event],
      projection: { status: statusOf([...events, event]) },
      letters: kind === 'withdrawn' ? parts.letters.withdrawn(request, id, published.definition) : [],
      attachments,
    })
  }

  return { find, addMessage, withdraw }
}

export type Following = ReturnType<typeof makeFollowing>

export function isOpen({ events }: Followed): boolean {
  return !FINISHED_STATUSES.includes(statusOf(events))
}

/** Everything held about a request that is its applicant's: the internal events of officers are not. */
export function heldData(
  { request, published, events, attachments, clock }: Followed,
  letters: unknown[],
  fileAddress: (id: string) => string,
) {
  const { search: _search, draftId: _draft, revision: _revision, ...own } = request
  return {
    request: own,
    service: { id: published.serviceId, version: published.version, title: published.definition.title },
    answers: request.answers,
    events: publicEvents(events).map(({ kind, at, data }) => ({ kind, at, data })),
    files: attachments.map(({ id, name, type, size, sha256, createdAt }) => ({
      id,
      name,
      type,
      size,
      sha256,
      createdAt,
      address: fileAddress(id),
    })),
    letters,
    clock: { state: clock.state, dueDay: clock.dueDay, dueAt: clock.dueAt, days: clock.days },
  }
}

/** The answers in the service's stable columns, the request's own first. */
export function heldColumns({ request, published }: Followed): Record<string, string> {
  return {
    reference: request.reference,
    service: request.serviceId,
    service_version: String(request.serviceVersion),
    filed_at: request.filedAt,
    status: request.status,
    due_at: request.dueAt ?? '',
    ...columnsOf(published.definition.form, published.definition.export, request.answers),
  }
}
