import type { KeyObject } from 'node:crypto'
import { dayOf } from '../calendar/dates.ts'
import { unannouncedYears, type Calendar } from '../calendar/working-time.ts'
import type { PublishedVersion } from '../catalogue/published.ts'
import { conflict, notFound, UserError } from '../errors.ts'
import { columnsOf } from '../forms/table.ts'
import type { Upload } from './application.ts'
import { clockOf, type Clock } from './clock.ts'
import { publicEvents, type RequestEvent } from './events.ts'
import { FINISHED_STATUSES, statusOf } from './status.ts'
import { mayRate, mayReopen, openQuestions, type GivenRating } from './rating.ts'
import { missingItems, supplyOf } from './missing-items.ts'
import type { Happening, Recording } from './recording.ts'
import { opens, parseReference } from './reference.ts'
import type { Attachment, Reference, Request } from './request.ts'
import type { Rating, RequestStore } from './store.ts'

export type FollowingParts = {
  requests: RequestStore
  version: (serviceId: string, version: number) => Promise<PublishedVersion | undefined>
  calendar: () => Promise<Calendar>
  recording: Recording
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
const MOST_TRIES = 3

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
   * Adds what the applicant writes or sends: a message, what was missing, or the answer to a question. `once` names
   * this sending: the same one again changes nothing. What is no longer awaited is kept as a message. Throws
   * `conflict` when the request is finished, `tooMany` when it holds more than a person would send.
   */
  async function addMessage(
    followed: Followed,
    text: string,
    uploads: Upload[],
    once: string,
    as: Sending = 'message',
  ): Promise<void> {
    await withFresh(followed, (current) => addOnce(current, { text }, uploads, once, as))
  }

  /**
   * Adds what a record asked for, thing by thing: words by the number of the thing, files by their field `supply-<n>`.
   * What still is missing keeps the applicant awaited. Throws as `addMessage` does.
   */
  async function supply(
    followed: Followed,
    texts: ReadonlyMap<number, string>,
    uploads: Upload[],
    once: string,
  ): Promise<void> {
    await withFresh(followed, (current) => addOnce(current, { texts }, uploads, once, 'supply'))
  }

  /** An officer acted meanwhile, or a second tap came first: the words must not be lost to that. */
  async function withFresh(followed: Followed, write: (current: Followed) => Promise<void>): Promise<void> {
    for (let attempt = 1, current = followed; ; attempt++) {
      try {
        return await write(current)
      } catch (error) {
        if (!(error instanceof UserError) || error.kind !== 'conflict' || attempt === MOST_TRIES) throw error
        const request = await parts.requests.find(followed.request.id)
        if (!request) throw notFound()
        current = await load(request)
      }
    }
  }

  async function addOnce(
    followed: Followed,
    words: Words,
    uploads: Upload[],
    once: string,
    as: Sending,
  ): Promise<void> {
    const earlier = followed.events.find((event) => event.id === once)
    if (earlier && saysTheSame(earlier, words)) return
    if (earlier) return addOnce(followed, words, uploads, parts.newId(), as)
    if (!isOpen(followed)) throw conflict()
    if (followed.events.filter(({ actor }) => actor === null).length >= MOST_EVENTS)
      throw new UserError('tooMany')
    if (followed.attachments.length + uploads.length > MOST_ATTACHMENTS) throw new UserError('tooMany')
    const attachments = parts.recording.attachmentsOf(followed, once, uploads)
    const happenings = [{ id: once, ...happeningOf(as, followed.events, words, attachments) }]
    await parts.recording.record({ followed, happenings, actor: null, attachments })
  }

  /** The applicant takes the request back. Throws `conflict` when it is finished already. */
  async function withdraw(followed: Followed, reason: string): Promise<void> {
    await withFresh(followed, async (current) => {
      if (!isOpen(current)) throw conflict()
      const data = reason ? { reason } : {}
      await parts.recording.record({
        followed: current,
        happenings: [{ kind: 'withdrawn', data }],
        actor: null,
      })
    })
  }

  /**
   * How it went, once for each closing. “Not solved” opens the request again with the applicant’s words, where it
   * still may be; true when it did. Throws `conflict` when it cannot be rated (any more).
   */
  async function rate(followed: Followed, rating: GivenRating): Promise<boolean> {
    let reopens = false
    await withFresh(followed, async (current) => {
      if (!mayRate(current.events)) throw conflict()
      reopens = !rating.solved && Boolean(rating.comment) && (await canReopen(current))
      const id = parts.newId()
      await parts.recording.record({
        followed: current,
        happenings: [
          { id, kind: 'rated', data: rating },
          ...(reopens ? [{ kind: 'reopened' as const, data: { reason: rating.comment ?? '' } }] : []),
        ],
        actor: null,
        more: { rating: ratingRow(current, id, rating, parts.now()) },
      })
    })
    return reopens
  }

  /** Opens it again with the applicant’s words. Throws `conflict` when that is not the way (any more). */
  async function reopen(followed: Followed, reason: string): Promise<void> {
    await withFresh(followed, async (current) => {
      if (!(await canReopen(current))) throw conflict()
      const happenings = [{ kind: 'reopened' as const, data: { reason } }]
      await parts.recording.record({ followed: current, happenings, actor: null })
    })
  }

  const canReopen = async ({ events }: Followed) =>
    mayReopen(events, dayOf(parts.now()), (await parts.calendar()).rules)

  return { find, load, addMessage, supply, withdraw, rate, reopen }
}

export type Following = ReturnType<typeof makeFollowing>

/** What an applicant means by what they send. */
export type Sending = 'message' | 'supply' | 'answer'

/** What somebody wrote: as a whole, or for each thing that was asked. */
type Words = { text: string } | { texts: ReadonlyMap<number, string> }

function saysTheSame({ data }: RequestEvent, words: Words): boolean {
  if ('text' in words) return 'text' in data && data.text === words.text
  if (!('items' in data) || data.items === undefined) return 'text' in data && data.text === wholeOf(words)
  const said = data.items.flatMap((item) =>
    typeof item === 'object' && item.text !== undefined ? [[item.n, item.text]] : [],
  )
  return JSON.stringify(said) === JSON.stringify([...words.texts])
}

const wholeOf = (words: Words): string =>
  'text' in words ? words.text : [...words.texts].map(([n, text]) => `${n}. ${text}`).join('\n')

function happeningOf(
  as: Sending,
  events: readonly RequestEvent[],
  words: Words,
  attachments: readonly Attachment[],
): Happening {
  const kind = kindOf(as, events)
  const files = attachments.map(({ id }) => id)
  if (kind !== 'supplied' || 'text' in words) return { kind, data: { text: wholeOf(words), files } }
  const items = missingItems(events).flatMap(({ n }) => {
    const own = attachments.filter(({ field }) => field === `supply-${n}`).map(({ id }) => id)
    const text = words.texts.get(n)
    return text === undefined && own.length === 0
      ? []
      : [{ n, ...(text !== undefined && { text }), files: own }]
  })
  return { kind, data: { files, ...supplyOf(events, items) } }
}

// The page may be older than the request: then it is what it would be if it were sent now.
function kindOf(as: Sending, events: readonly RequestEvent[]): 'messaged' | 'supplied' | 'answered' {
  if (as === 'supply' && statusOf(events) === 'waitingForApplicant') return 'supplied'
  return as === 'answer' && openQuestions(events).length > 0 ? 'answered' : 'messaged'
}

function ratingRow({ request }: Followed, eventId: string, rating: GivenRating, at: Date): Rating {
  const { steps, fairness, ease, solved } = rating
  return {
    eventId,
    requestId: request.id,
    serviceId: request.serviceId,
    division: request.division,
    steps,
    fairness,
    ease,
    solved: solved ? 1 : 0,
    ratedAt: at.toISOString(),
  }
}

export function isOpen({ events }: Followed): boolean {
  return !FINISHED_STATUSES.includes(statusOf(events))
}

/** Everything held about a request that is its applicant's: the internal events of officers are not. */
export function heldData(
  { request, published, events, attachments, clock }: Followed,
  letters: unknown[],
  fileAddress: (id: string) => string,
) {
  return {
    request: ownOf(request),
    service: { id: published.serviceId, version: published.version, title: published.definition.title },
    answers: request.answers,
    events: publicEvents(events).map(toApplicant),
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

/** What the office keeps beside it, to find it by and to share the work, says nothing of the applicant. */
function ownOf(request: Request) {
  const entries = Object.entries(request).filter(([name]) => !OFFICES_OWN.has(name))
  return Object.fromEntries(entries)
}
const OFFICES_OWN: ReadonlySet<string> = new Set<keyof Request>([
  'search',
  'draftId',
  'revision',
  'claimedBy',
  'claimedAt',
  'queuedAt',
  'phoneKey',
  'emailKey',
])

/** Who of the office has it is the office's own. */
function toApplicant(event: RequestEvent) {
  const { kind, at, data } = event
  return { kind, at, data: event.kind === 'assigned' ? { division: event.data.division } : data }
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
