import { dayOf } from '../../calendar/dates.ts'
import type { PublishedService, PublishedVersion } from '../../catalogue/published.ts'
import { notFound, tooLarge, UserError } from '../../errors.ts'
import type { Page } from '../../forms/definition.ts'
import type { Raw } from '../../forms/kind.ts'
import { walk } from '../../forms/walk.ts'
import type { Officer } from '../../officers/officer.ts'
import { slotOf, inputOf } from '../draft-input.ts'
import type { Application, Applications } from '../application.ts'
import type { DraftStore } from '../draft-store.ts'
import { newToken, tokenHash } from '../reference.ts'
import type { Draft } from '../request.ts'
import { differencesOf, type Difference } from './differences.ts'
import {
  blankTyped,
  formAtCounter,
  REVISION,
  withBody,
  withNewRow,
  withoutOneRow,
  type CounterTyped,
  type Here,
} from './form.ts'
import { OFFICE_DEFAULTS, officePart, type OfficePart } from './office.ts'
import type { CounterStore } from './store.ts'

export type CounterDraftParts = {
  store: CounterStore
  drafts: DraftStore
  applications: Pick<Applications, 'detach'>
  version: (serviceId: string, version: number) => Promise<PublishedVersion | undefined>
  here: Here
  now: () => Date
  newId: () => string
}

/** A draft at the counter. Its form and its day follow what the office says of it. */
export type CounterDraft = Application & { typed: CounterTyped; office: OfficePart }

export type Kept = {
  draft: CounterDraft
  /** What another tab had said otherwise and this one replaced. */
  differences: Difference[]
}

/** Characters of a whole draft: the same page is read at every save. */
const MOST_TYPED = 400_000
const MOST_TRIES = 5

/** Filling in for somebody who stands at the counter. What is typed outlives an error, a crash and a second tab. */
export function makeCounterDrafts(parts: CounterDraftParts) {
  const { store, drafts, now, here } = parts
  const newRow = () => `r${parts.newId().replaceAll('-', '').slice(0, 8)}`

  /** Begins a draft on the version in force. Its id leads nowhere outside the desk: no cookie has its token. */
  async function begin(officer: Officer, service: PublishedService): Promise<string> {
    const { definition, version } = service.current
    const id = tokenHash(newToken())
    const draft: Draft = {
      id,
      serviceId: service.id,
      serviceVersion: version,
      revision: 0,
      input: blankTyped(definition, here, newRow),
      lang: 'th',
      createdAt: now().toISOString(),
      updatedAt: now().toISOString(),
      expiresAt: inDays(definition.retention.draftDays),
      resumeHash: null,
      requestId: null,
    }
    await store.create(draft, officer.id)
    return id
  }

  /** NotFound alike for another officer's draft, one that has run out, and none. */
  async function find(officer: Officer, id: string): Promise<CounterDraft> {
    const draft = await store.find(officer.id, id)
    if (!draft || draft.expiresAt < now().toISOString()) throw notFound()
    return load(draft)
  }

  async function load(draft: Draft): Promise<CounterDraft> {
    const published = await parts.version(draft.serviceId, draft.serviceVersion)
    if (!published) throw notFound()
    const attachments = await drafts.attachments(draft.id)
    // Once it is sent, a draft holds nothing any more.
    const typed = { office: OFFICE_DEFAULTS, ...(draft.input as Partial<CounterTyped>) } as CounterTyped
    const office = officePart(typed.office, now())
    const form = formAtCounter(published.definition, office.hasNoContact)
    const input = inputOf(typed, attachments)
    // Paper is judged by the day it came in, not by the day it is entered.
    const day = dayOf(office.earlier ? new Date(office.earlier.at) : now())
    const walked = walk(form, input, day)
    return { draft, published, form, typed, attachments, input, walked, office }
  }

  async function list(officer: Officer): Promise<CounterDraft[]> {
    const own = await store.list(officer.id, now().toISOString())
    return Promise.all(own.map(load))
  }

  /**
   * Keeps what a page says, right or wrong. Where another tab changed the same draft since that page was
   * made, this page's words are kept and the other's come back as differences.
   */
  async function keep(draft: CounterDraft, body: Raw): Promise<Kept> {
    const seen = Number([body[REVISION] ?? ''].flat()[0])
    const overtaken: CounterDraft[] = []
    const kept = await change(draft, (current) => {
      overtaken.splice(0, 1, ...(current.draft.revision === seen ? [] : [current]))
      return withBody(current.typed, current.form, body)
    })
    return { draft: kept, differences: overtaken.flatMap((other) => differencesOf(other, kept)) }
  }

  const addRow = (draft: CounterDraft, page: Page, row: string) =>
    change(draft, (current) => withNewRow(current.typed, current.form, page, row, here))

  async function removeRow(draft: CounterDraft, page: Page, row: string): Promise<CounterDraft> {
    for (const { id, field } of draft.attachments)
      if (field.startsWith(slotOf('', row))) await parts.applications.detach(draft, id)
    return change(draft, (current) => withoutOneRow(current.typed, page, row))
  }

  async function change(
    draft: CounterDraft,
    apply: (current: CounterDraft) => CounterTyped,
  ): Promise<CounterDraft> {
    for (let current = draft, attempt = 1; ; attempt++) {
      const input = apply(current)
      if (JSON.stringify(input).length > MOST_TYPED) throw tooLarge()
      const { id, revision } = current.draft
      try {
        await drafts.save({
          id,
          revision,
          input,
          updatedAt: now().toISOString(),
          expiresAt: lastDay(current),
        })
        return await load({ ...current.draft, input, revision: revision + 1 })
      } catch (error) {
        if (!(error instanceof UserError) || error.kind !== 'conflict' || attempt === MOST_TRIES) throw error
        current = await reload(current)
        // Sent meanwhile from another tab: there is nothing to keep any more.
        if (current.draft.requestId) return current
      }
    }
  }

  /** The draft as it stands now. NotFound when it is gone. */
  async function reload({ draft }: CounterDraft): Promise<CounterDraft> {
    const again = await drafts.find(draft.id)
    if (!again) throw notFound()
    return load(again)
  }

  const lastDay = ({ published }: CounterDraft) => inDays(published.definition.retention.draftDays)
  const inDays = (days: number) => new Date(now().getTime() + days * 86_400_000).toISOString()

  return { begin, find, list, keep, addRow, removeRow, reload, newRow }
}

export type CounterDrafts = ReturnType<typeof makeCounterDrafts>
