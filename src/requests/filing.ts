import { dayOf, fiscalYear, type IsoDay } from '../calendar/dates.ts'
import type { PublishedVersion } from '../catalogue/published.ts'
import { notFound, UserError } from '../errors.ts'
import { holds } from '../forms/conditions.ts'
import type { Answer, Answers, FormDefinition } from '../forms/definition.ts'
import { foldedKey } from '../i18n/thai.ts'
import type { Application } from './application.ts'
import type { Letters } from './letters.ts'
import { newReference } from './reference.ts'
import type { Request, RequestChannel } from './request.ts'
import type { RequestStore } from './store.ts'

export type FilingParts = {
  requests: RequestStore
  letters: Letters
  /** The JSON Schema of a form's submission, as a yes or no; `day` is the one on which it came in. */
  accepts: (form: FormDefinition, answers: Answers, day: IsoDay) => boolean
  dueAt: (published: PublishedVersion, filedAt: Date) => Promise<{ dueAt: string; receivedAt: string }>
  now: () => Date
  newId: () => string
}

/** By which way a request comes in, and who puts it into the system: nobody of the office when it is sent by web. */
export type Intake = {
  channel: RequestChannel
  officer: string | null
  /** Paper that came earlier and could not be entered then: when it came (UTC ISO), and why it is entered only now. */
  earlier?: { at: string; reason: string }
}

const BY_WEB: Intake = { channel: 'web', officer: null }

const MOST_TRIES = 5

/**
 * Sending. One draft yields one request, however often and from however many tabs it is sent: the
 * request's row names its draft, and that name is unique.
 */
export function makeFiling(parts: FilingParts) {
  /**
   * Files the request and returns it; a draft already sent returns what it became. Undefined when the
   * answers are not complete, or were changed meanwhile. Throws `diskFull` with nothing written.
   *
   * The clock counts from when the request came in, which is now unless the intake says otherwise.
   */
  async function fileRequest(
    application: Application,
    intake: Intake = BY_WEB,
  ): Promise<Request | undefined> {
    const already = await filedFrom(application)
    if (already) return already
    const { walked, form } = application
    if (walked.problems.length > 0) return undefined
    const writtenAt = parts.now()
    const filedAt = intake.earlier ? new Date(intake.earlier.at) : writtenAt
    // The walker and the schema must agree; a difference is a fault of ours, and nothing may be filed on it.
    if (!parts.accepts(form, walked.answers, dayOf(filedAt)))
      throw new Error('the submission does not fit its schema')
    for (let attempt = 1; ; attempt++) {
      try {
        return await write(application, intake, filedAt, writtenAt)
      } catch (error) {
        if (!(error instanceof UserError) || error.kind !== 'conflict') throw error
        const sent = await parts.requests.findByDraft(application.draft.id)
        if (sent) return sent
        // The reference was taken, or another tab changed the draft: then the answers must be checked again.
        if (attempt === MOST_TRIES) return undefined
      }
    }
  }

  async function filedFrom({ draft }: Application): Promise<Request | undefined> {
    if (!draft.requestId) return undefined
    const request = await parts.requests.find(draft.requestId)
    if (!request) throw notFound()
    return request
  }

  async function write(
    application: Application,
    intake: Intake,
    filedAt: Date,
    writtenAt: Date,
  ): Promise<Request> {
    const { draft, published, walked } = application
    const { dueAt, receivedAt } = await parts.dueAt(published, filedAt)
    const { definition } = published
    const applicant = applicantOf(definition.applicant, walked.answers)
    const request: Request = {
      id: parts.newId(),
      reference: newReference(fiscalYear(dayOf(filedAt))),
      draftId: draft.id,
      serviceId: published.serviceId,
      serviceVersion: published.version,
      answers: walked.answers,
      lang: draft.lang,
      channel: intake.channel,
      division: routeOf(published, walked.answers),
      status: 'filed',
      dueAt,
      filedAt: filedAt.toISOString(),
      receivedAt,
      applicantName: applicant.name,
      applicantPhone: applicant.phone,
      applicantEmail: applicant.email,
      revision: 0,
      search: '',
      claimedBy: null,
      claimedAt: null,
      queuedAt: receivedAt,
      finishedAt: null,
      phoneKey: phoneKey(applicant.phone),
      emailKey: emailKey(applicant.email),
    }
    request.search = searchTextOf(request, definition.title.th)
    const event = {
      id: parts.newId(),
      requestId: request.id,
      seq: 1,
      kind: 'filed' as const,
      at: request.filedAt,
      actor: intake.officer,
      data: {
        receivedAt,
        ...(intake.earlier && {
          enteredLater: { at: writtenAt.toISOString(), reason: intake.earlier.reason },
        }),
      },
    }
    await parts.requests.file({
      request,
      events: [event],
      writtenAt: writtenAt.toISOString(),
      letters: parts.letters.filed(request, event.id, definition),
      draftId: draft.id,
      draftRevision: draft.revision,
      attachmentIds: usedFiles(walked.answers),
    })
    return request
  }

  return { fileRequest }
}

export type Filing = ReturnType<typeof makeFiling>

/** The division of the first route whose condition holds; the last has none. */
export function routeOf({ definition }: PublishedVersion, answers: Answers): string {
  const known = (key: string) => answers[key] as Answer | undefined
  const route = definition.route.find(({ when }) => !when || holds(when, definition.form.conditions, known))
  if (!route) throw new Error(`service ${definition.id} has no route without a condition`)
  return route.to
}

function applicantOf(
  keys: { name?: string; phone?: string; email?: string },
  answers: Answers,
): { name: string | null; phone: string | null; email: string | null } {
  const wordsOf = (key: string | undefined) => {
    const answer = key === undefined ? undefined : answers[key]
    return typeof answer === 'string' ? columnText(answer) : null
  }
  return { name: wordsOf(keys.name), phone: wordsOf(keys.phone), email: wordsOf(keys.email) }
}

/** The digits alone: people write the same number in many ways. Null when there are too few to tell people apart. */
export function phoneKey(phone: string | null): string | null {
  const digits = (phone ?? '').replace(/\D/g, '')
  return digits.length < MOST_SHARED_DIGITS ? null : digits
}
const MOST_SHARED_DIGITS = 7

export const emailKey = (email: string | null): string | null => email?.trim().toLowerCase() || null

// PostgreSQL's text holds no NUL; the answers themselves, kept as JSON, do.
const columnText = (words: string) => words.replaceAll('\0', '')

function searchTextOf(request: Request, title: string): string {
  const found = [
    request.reference,
    // As they are read out and typed, without dashes.
    request.reference.replaceAll('-', ''),
    request.phoneKey,
    title,
    request.applicantName,
    request.applicantPhone,
    ...wordsIn(request.answers),
  ]
  return columnText(foldedKey(found.filter(Boolean).join(' ')))
}

/** The words somebody may remember of a request: every text in it but identity numbers, and of a file its name. */
function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return /^\d{13}$/.test(value) ? [] : [value]
  if (typeof value !== 'object' || value === null) return []
  if ('size' in value && 'name' in value) return wordsIn(value.name)
  return Object.values(value).flatMap(wordsIn)
}

/** Uploads of questions that were hidden again in the end stay with the draft and go with it. */
function usedFiles(answers: Answers): string[] {
  const ids: string[] = []
  const visit = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return
    if ('size' in value && 'id' in value && typeof value.id === 'string') ids.push(value.id)
    else Object.values(value).forEach(visit)
  }
  visit(answers)
  return ids
}
