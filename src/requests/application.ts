import type { PublishedService, PublishedVersion } from '../catalogue/published.ts'
import { notFound, tooLarge, UserError } from '../errors.ts'
import type { FormDefinition, Page } from '../forms/definition.ts'
import type { Raw } from '../forms/kind.ts'
import { walk, type Input, type Walked } from '../forms/walk.ts'
import type { Lang } from '../i18n/text.ts'
import { inputOf, NOTHING_TYPED, slotOf, withoutRow, withPage, withRow, type Typed } from './draft-input.ts'
import type { DraftStore } from './draft-store.ts'
import { newToken, tokenHash } from './reference.ts'
import type { Attachment, Draft } from './request.ts'

/** What filling in needs. `version` finds the version a draft was begun on, in force or not. */
export type ApplicationParts = {
  drafts: DraftStore
  version: (serviceId: string, version: number) => Promise<PublishedVersion | undefined>
  now: () => Date
  today: () => string
  newId: () => string
  /** Removes stored bytes that nothing names any more. */
  discard: (sha256s: string[]) => Promise<void>
  /** Removes the letters with a draft's link that have not gone yet. */
  dropLetters: (draftId: string) => Promise<void>
  /** Bytes one draft may hold in all. */
  draftBytes: number
}

/** A draft with everything known of it; `draft.id` is the hash of the applicant's token. */
export type Application = {
  draft: Draft
  published: PublishedVersion
  form: FormDefinition
  typed: Typed
  attachments: Attachment[]
  input: Input
  walked: Walked
}

export type Upload = { field: string; name: string; type: string; size: number; sha256: string }

/** Characters of a whole draft. Every page reads it, so what nobody types must not be kept in it. */
const MOST_TYPED = 400_000

/** One person filling in one form, between its first page and sending. */
export function makeApplications(parts: ApplicationParts) {
  const { drafts, now, today } = parts

  /** Begins a draft on the version in force. The token is the only key to it. */
  async function begin(
    service: PublishedService,
    lang: Lang,
    prefill: Raw,
  ): Promise<{ token: string; days: number }> {
    const token = newToken()
    const days = service.current.definition.retention.draftDays
    await drafts.create({
      id: tokenHash(token),
      serviceId: service.id,
      serviceVersion: service.current.version,
      revision: 0,
      input: { ...NOTHING_TYPED, raw: prefill },
      lang,
      createdAt: now().toISOString(),
      updatedAt: now().toISOString(),
      expiresAt: inDays(days),
      resumeHash: null,
      requestId: null,
    })
    return { token, days }
  }

  /** The draft behind a token. Undefined when there is none, it has run out, or is another service's. */
  async function open(token: string | undefined, serviceId: string): Promise<Application | undefined> {
    if (!token) return undefined
    const hash = tokenHash(token)
    const draft = (await drafts.find(hash)) ?? (await drafts.findByResume(hash))
    if (!draft || draft.serviceId !== serviceId || draft.expiresAt < now().toISOString()) return undefined
    return load(draft)
  }

  async function load(draft: Draft): Promise<Application> {
    const published = await parts.version(draft.serviceId, draft.serviceVersion)
    if (!published) throw notFound()
    const attachments = await drafts.attachments(draft.id)
    const typed = draft.input as Typed
    const input = inputOf(typed, attachments)
    const form = published.definition.form
    return { draft, published, form, typed, attachments, input, walked: walk(form, input, today()) }
  }

  /**
   * Keeps what was typed on a page, right or wrong, so that nothing has to be typed twice. Two tabs that
   * save at once both succeed: the later one is applied to what the earlier one left.
   */
  async function change(application: Application, apply: (typed: Typed) => Typed): Promise<Application> {
    let current = application
    for (let attempt = 0; ; attempt++) {
      try {
        const typed = apply(current.typed)
        if (JSON.stringify(typed).length > MOST_TYPED) throw tooLarge()
        await drafts.save({
          id: current.draft.id,
          revision: current.draft.revision,
          input: typed,
          updatedAt: now().toISOString(),
          expiresAt: inDays(current.published.definition.retention.draftDays),
        })
        const draft = { ...current.draft, revision: current.draft.revision + 1, input: typed }
        const input = inputOf(typed, current.attachments)
        return { ...current, draft, typed, input, walked: walk(current.form, input, today()) }
      } catch (error) {
        if (!isConflict(error) || attempt === 5) throw error
        const draft = await drafts.find(current.draft.id)
        if (!draft) throw notFound()
        if (draft.requestId) throw error
        current = await load(draft)
      }
    }
  }

  const savePage = (application: Application, page: Page, shown: string[], body: Raw) =>
    change(application, (typed) => withPage(typed, application.form, page, shown, body))

  const saveRow = (application: Application, page: Page, rowId: string, shown: string[], body: Raw) =>
    change(application, (typed) => withRow(typed, application.form, page, rowId, shown, body))

  async function removeRow(application: Application, page: Page, rowId: string): Promise<Application> {
    for (const { id, field } of application.attachments) {
      if (field.startsWith(slotOf('', rowId))) await detach(application, id)
    }
    return change(application, (typed) => withoutRow(typed, page, rowId))
  }

  /** Adds stored bytes to a field. Throws `tooLarge` when the draft would hold more than it may. */
  async function attach(application: Application, upload: Upload, maxFiles: number): Promise<void> {
    await drafts.addAttachment(
      {
        id: parts.newId(),
        draftId: application.draft.id,
        requestId: null,
        eventId: null,
        row: null,
        position: nextPosition(),
        createdAt: now().toISOString(),
        ...upload,
      },
      { maxFiles, maxBytes: parts.draftBytes },
    )
  }

  async function detach({ draft, attachments }: Application, attachmentId: string): Promise<void> {
    const one = attachments.find(({ id }) => id === attachmentId)
    if (!one) return
    await drafts.removeAttachment(draft.id, attachmentId)
    await parts.discard([one.sha256])
  }

  // Several files of one sending may be stored in the same millisecond, and keep their order all the same.
  let lastPosition = 0
  const nextPosition = () => (lastPosition = Math.max(lastPosition + 1, now().getTime()))

  /** Swaps an upload with the one before it in the same field. */
  async function moveUp(application: Application, attachmentId: string): Promise<void> {
    const one = application.attachments.find((attachment) => attachment.id === attachmentId)
    const inField = application.attachments.filter((attachment) => attachment.field === one?.field)
    const before = inField[inField.findIndex((attachment) => attachment.id === attachmentId) - 1]
    if (one && before) await drafts.swapAttachments(application.draft.id, one, before)
  }

  /** Lets a link's token open this draft on another device as well. Each new link ends the one before it. */
  const openBy = (application: Application, token: string) =>
    drafts.setResume(application.draft.id, tokenHash(token))

  /** The draft as it stands now. NotFound when it has been forgotten meanwhile. */
  async function reload({ draft }: Application): Promise<Application> {
    const now = await drafts.find(draft.id)
    if (!now) throw notFound()
    return load(now)
  }

  /** Ends the draft, its uploads and every key to it. A request that came of it stays. */
  async function forget({ draft }: Application): Promise<void> {
    const files = await drafts.remove(draft.id)
    await Promise.all([parts.discard(files), parts.dropLetters(draft.id)])
  }

  const inDays = (days: number) => new Date(now().getTime() + days * 86_400_000).toISOString()

  return { begin, open, savePage, saveRow, removeRow, attach, detach, moveUp, openBy, reload, forget }
}

export type Applications = ReturnType<typeof makeApplications>

const isConflict = (error: unknown) => error instanceof UserError && error.kind === 'conflict'
